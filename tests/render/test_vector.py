"""Charts and maps drawn with lines and shapes, read back by an XML parser: what they show is what the book says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import pytest
from books import OWN_DOCUMENT, aimed, observed
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from countycli.render import chart, tiles
from countycli.render.page import CLASSES, QUIET, Key
from countycli.render.vector.colours import ramp, style_sheet
from countycli.render.vector.shapes import element, escaped, width_of
from countycli.render.vector.space import spread
from countycli.render.words import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Program

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
PLACES = ("龙泉", "义乌", "余杭", "松阳", "平阳", "临安", "柯桥", "诸暨", "浙江", "杭州", "丽水", "朝阳区", "昆山")
METRICS = ("gdp", "gdp_growth", "population", "rural_income", "gdp_per_capita", "exports", "fiscal_revenue")
SCOPES = ("浙江", "丽水", "杭州", "北京", "新疆", "山区26县", "河北")
PICTURES = (
    ("trend", "龙泉", "gdp"),
    ("trend", "义乌", "gdp"),
    ("trend", "余杭", "临安", "柯桥", "gdp"),
    ("trend", "义乌", "松阳", "平阳", "-m", "gdp_growth"),
    ("map", "gdp", "--in", "浙江"),
    ("map", "population"),
    ("map", "gdp"),
    ("map", "population", "--in", "北京", "--in", "天津", "--limits", "300000,1000000"),
)


class Pointed(NamedTuple):
    """A part of a drawing that tells something: the first line, and the shapes in it."""

    told: str
    shapes: list[ET.Element]

    @property
    def value(self) -> float:
        """The last number behind the colon: the figure, whatever digits the place's name and the period have."""
        figure = re.split("[:：]", self.told, maxsplit=1)[1]
        found = NUMBER.search(figure)
        assert found
        return float(found[0].replace(",", ""))


class Picture:
    def __init__(self, text: str) -> None:
        self.text = text
        self.root = ET.fromstring(text)  # noqa: S314  # our own text

    @property
    def pointed(self) -> list[Pointed]:
        groups = ((group, group.find(f"{SVG}title")) for group in self.root.iter(f"{SVG}g"))
        return [
            Pointed((title.text or "").split("\n")[0], list(group)[1:]) for group, title in groups if title is not None
        ]

    @property
    def texts(self) -> list[ET.Element]:
        return list(self.root.iter(f"{SVG}text"))

    def texts_of(self, style: str) -> list[str]:
        return [text.text or "" for text in self.texts if style in text.get("class", "").split()]

    def value_at(self, height: float) -> float:
        """The value at a height of a chart, by the numbers on its axis."""
        labelled = [text for text in self.texts if text.get("text-anchor") == "end"]
        axis = [(float(text.attrib["y"]) - 4, float((text.text or "").replace(",", ""))) for text in labelled]
        (one, low), (other, high) = axis[0], axis[-1]
        return low + (height - one) / (other - one) * (high - low)


def picture(program: Program, *arguments: str, lang: str = "zh") -> Picture:
    answer = program(*arguments, "-f", "svg", lang=lang)
    assert answer.code == 0, answer.err
    return Picture(answer.out)


def height_of(shape: ET.Element) -> float:
    """Of the middle of a round mark."""
    return float(shape.attrib["cy"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arguments", PICTURES, ids=" ".join)
def test_a_picture_has_title_description_sources_and_nothing_from_outside(
    arguments: tuple[str, ...], language: str, countycli: Program
) -> None:
    drawn = picture(countycli, *arguments, lang=language)
    root = drawn.root
    assert [part.tag for part in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root.get("role") == "img"
    title = root.findtext(f"{SVG}title") or ""
    assert title.startswith(drawn.texts_of("title")[0])
    assert {"zh": "来源", "en": "Sources"}[language] in drawn.texts_of("quiet")
    assert not re.search(r"url\(|@import|href|<script", drawn.text)
    described = (root.findtext(f"{SVG}desc") or "").split("\n")
    assert {part.told for part in drawn.pointed if NUMBER.search(part.told)} <= {*described}


@pytest.mark.no_cover
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=4, unique=True), st.sampled_from(METRICS))
def test_a_chart_shows_the_figures_that_the_book_has(countycli: Program, places: list[str], metric: str) -> None:
    answer = countycli("trend", *places, "-m", metric, "--json")
    assume(answer.code == 0)
    drawn = picture(countycli, "trend", *places, "-m", metric)
    assume(drawn.pointed)
    held: dict[str, list[float]] = defaultdict(list)
    reference = answer.json["reference"] or {"rows": []}
    for row in (*answer.json["rows"], *reference["rows"], *answer.json["targets"]):
        if row["value"] is not None:
            held[row["county"]["name"]].append(row["value"])
    for part in drawn.pointed:
        name = part.told.split(" ")[0]
        assert any(part.value == pytest.approx(value, rel=1e-9) for value in held[name])
    whole = [
        row for row in answer.json["rows"] if len(row["period"]) == 4 and not row["scope"] and row["value"] is not None
    ]
    told = [part.told for part in drawn.pointed]
    years = [(row["county"]["name"], row["period"]) for row in whole]
    for name, year in years if len(years) > len(places) else ():
        assert [line for line in told if re.match(rf"{name} [（(]?{year}年", line)], (name, year)


@pytest.mark.parametrize(("place", "metric"), [("龙泉", "gdp"), ("平阳", "gdp_growth"), ("义乌", "population")])
def test_marks_stand_where_the_axis_says(countycli: Program, place: str, metric: str) -> None:
    drawn = picture(countycli, "trend", place, "-m", metric)
    name = countycli("trend", place, "-m", metric, "--json", lang="zh").json["rows"][0]["county"]["name"]
    own = [part for part in drawn.pointed if part.told.startswith(name) and part.shapes[0].tag == f"{SVG}circle"]
    assert len(own) > 1
    for part in own:
        reach = max(abs(drawn.value_at(0) - drawn.value_at(1)), 1e-9)
        assert drawn.value_at(height_of(part.shapes[0])) == pytest.approx(part.value, abs=reach)


@pytest.mark.no_cover
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(SCOPES), st.sampled_from(METRICS))
def test_a_map_shows_the_figures_that_the_book_has(countycli: Program, scope: str, metric: str) -> None:
    answer = countycli("map", metric, "--in", scope, "--json")
    assume(answer.code == 0)
    drawn = picture(countycli, "map", metric, "--in", scope)
    letters = [one["letter"] for one in answer.json["classes"]]
    rows = [row for row in answer.json["rows"] if row["layout"]]
    held = Counter(
        (row["county"]["name"], row["value"], row["class"] and ramp(letters.index(row["class"]), len(letters)))
        for row in rows
    )
    assert Counter(map(tile_of, drawn.pointed)) >= held


def tile_of(part: Pointed) -> tuple[str, float | None, str | None]:
    """The name of a tile, its value, which the tile and what it tells agree on, and its colour; hatched without one."""
    name, style = re.split("[ ：]", part.told)[0], part.shapes[0].get("class")
    if style == "blank":
        assert "thin hatch" in [shape.get("class") for shape in part.shapes]
        return name, None, None
    written = [shape.text or "" for shape in part.shapes if shape.tag == f"{SVG}text"]
    assert float(written[-1].replace(",", "")) == part.value
    return name, part.value, style


def boxes(texts: list[ET.Element]) -> list[tuple[float, float, float, float]]:
    """Where texts lie for sure: somewhat less than they may take at most."""
    found = []
    for text in texts:
        size = float(text.attrib["font-size"])
        width = 0.8 * width_of(text.text or "", size)
        left = float(text.attrib["x"]) - {"middle": width / 2, "end": width}.get(text.get("text-anchor", ""), 0)
        found.append((left, float(text.attrib["y"]) - 0.75 * size, left + width, float(text.attrib["y"])))
    return found


@pytest.mark.parametrize(
    "arguments",
    [
        ("龙泉", "gdp"),
        ("义乌", "松阳", "平阳", "龙泉", "余杭", "临安", "-m", "gdp"),
        ("龙泉", "松阳", "平阳", "-m", "gdp_growth"),
    ],
    ids=" ".join,
)
def test_no_text_of_a_chart_lies_upon_another(arguments: tuple[str, ...], countycli: Program) -> None:
    """But for the parts that are moved as a whole: the key, which has lines of its own."""
    for language in LANGUAGES:
        drawn = picture(countycli, "trend", *arguments, lang=language)
        (plot,) = (group for group in drawn.root.findall(f"{SVG}g") if group.get("transform"))
        texts = [part for part in plot if part.tag == f"{SVG}text"]
        assert texts
        for one, other in combinations(boxes(texts), 2):
            beside = one[2] <= other[0] or other[2] <= one[0]
            assert beside or one[3] <= other[1] or other[3] <= one[1]
        assert max(right for _, _, right, _ in boxes(texts)) <= 880


def test_several_places_differ_in_shape_and_are_named_at_their_ends(countycli: Program) -> None:
    drawn = picture(countycli, "trend", "义乌", "松阳", "平阳", "gdp")
    shapes: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for part in drawn.pointed:
        shape = part.shapes[0]
        shapes[part.told.split(" ")[0]].add((shape.tag, shape.get("d", "").count("L")))
    assert len({frozenset(found) for found in shapes.values()}) == len(shapes) == 3
    for style, name in (("cyan", "义乌市"), ("magenta", "松阳县"), ("green", "平阳县")):
        assert [text for text in drawn.texts_of(style) if text.startswith(name)]


def test_changes_of_territory_are_drawn_and_named_once_and_nothing_leads_across(countycli: Program) -> None:
    drawn = picture(countycli, "trend", "余杭", "gdp")
    cuts = [part for part in drawn.root.iter(f"{SVG}path") if "cut" in part.get("class", "")]
    assert len(cuts) == 1
    assert drawn.text.count(">2021-04-09划出为临平区<") == 1
    across = float(cuts[0].attrib["d"].split()[0].removeprefix("M"))
    for line in drawn.root.iter(f"{SVG}path"):
        style = line.get("class", "").split()
        if "cyan" in style and "mark" not in style:
            for course in line.attrib["d"].split("M")[1:]:
                begin, *_, end = (float(point.split()[0]) for point in course.split("L"))
                assert end < across or begin > across


@pytest.fixture
def own(tmp_path: Path) -> str:
    file = tmp_path / "own.toml"
    figures = (
        observed("331181", year, exports=value)
        for year, value in (("2012", 9), ("2013", '{ value = 8, bound = ">=" }'))
    )
    doubted = observed("331181", "2014", exports='{ value = 1, doubtful = true, note = "<b>十之误&</b>" }')
    file.write_text(OWN_DOCUMENT + "".join(figures) + doubted + aimed("331181", "2026", exports=12), "utf-8")
    return str(file)


def test_kinds_of_marks_can_be_told_apart_and_are_explained(own: str, countycli: Program) -> None:
    drawn = picture(countycli, "trend", "龙泉", "exports", "--from", "2012", "--data", own, lang="en")
    by_value = {part.value: part.shapes[0] for part in drawn.pointed}
    assert {1, 8, 9, 12} <= by_value.keys()
    assert "hollow" not in by_value[9].get("class", "")
    assert "hollow" in by_value[8].get("class", "")
    assert by_value[12].tag == f"{SVG}path"
    assert by_value[1].findtext(f"{SVG}text") == "?"
    assert {">=8", "1?", "12"} <= {text.text for text in drawn.texts}
    explained = " ".join(drawn.texts_of("quiet"))
    for word in ("estimate, bound", "doubtful as printed", "target"):
        assert word in explained
    assert "<b>十之误&</b>" in "".join(drawn.root.itertext())


def test_names_of_any_length_and_sign_are_text() -> None:
    drawn = element("text", escaped('<a&"b\ufffe\x00\u202e>'), class_='"<&')
    read = ET.fromstring(drawn)  # noqa: S314  # our own text
    assert read.text == '<a&"b\ufffd\\x00\\u202e>'
    assert read.get("class") == '"<&'


def test_without_a_chart_the_picture_is_that_of_the_page(countycli: Program) -> None:
    drawn = picture(countycli, "trend", "龙泉", "gdp", "--from", "2025")
    assert drawn.root.get("class") is None
    assert "47.92" in "".join(drawn.root.itertext())


def test_counties_of_many_provinces_are_listed_in_the_picture_as_on_the_page(countycli: Program) -> None:
    provinces = [word for name in ("浙江", "江苏", "安徽", "江西") for word in ("--in", name)]
    drawn = picture(countycli, "map", "population", *provinces)
    assert drawn.root.get("class") is None
    assert "级别" in "".join(drawn.root.itertext())


def test_limits_of_classes_are_told_as_they_hold(countycli: Program) -> None:
    drawn = picture(countycli, "map", "population", "--in", "北京", "--limits", "300000,1000000", lang="en")
    told = [text.rpartition(" (")[0] for text in drawn.texts_of("quiet")]
    limits = ["below 300,000", "300,000 to below 1,000,000", "from 1,000,000 on"]
    assert [text for text in told if text in limits] == limits


def test_the_style_fits_light_ground_dark_ground_and_paper() -> None:
    style = style_sheet()
    dark = style.index("@media screen and (prefers-color-scheme: dark)")
    assert "var(" not in style  # which programs other than browsers don't know
    for step in range(6):
        assert style.index(f".ramp{step}") < dark < style.rindex(f".ramp{step}")


def brightness(colour: str) -> float:
    red, green, blue = (int(colour[begin : begin + 2], 16) for begin in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("classes", range(1, 7))
def test_classes_are_in_the_order_of_their_brightness_in_print_and_for_any_eye(classes: int) -> None:
    style = style_sheet()
    light, dark = style.split("@media")
    steps = [ramp(position, classes) for position in range(classes)]
    assert len(set(steps)) == classes
    for part, is_dark in ((light, False), (dark, True)):
        grounds, letters = (
            [brightness(re.search(rule.format(step), part)[1]) for step in steps]  # type: ignore[index]  # each step has both
            for rule in (r"\.{} {{ fill: (#\w+)", r"\.{}-letters {{ color: (#\w+)")
        )
        assert grounds == sorted(grounds, reverse=not is_dark)
        assert all(abs(ground - letter) > 90 for ground, letter in zip(grounds, letters, strict=True))


@given(st.lists(st.floats(0, 300), max_size=12).map(sorted))
def test_labels_are_spread_in_order(wanted: list[float]) -> None:
    found = spread(wanted, 16, 0, 300)
    assert found == sorted(found)
    assert all(later - earlier > 15.9 for earlier, later in pairwise(found))
    assert max(found, default=0) <= 300


def test_long_names_are_shortened_on_tiles_and_that_is_told() -> None:
    short = tiles.Tile(0, 0, "达茂", "A", CLASSES[0], full="达尔罕茂明安联合旗", value="1")
    plain = tiles.Tile(0, 1, "龙泉", "··", QUIET, full="龙泉")
    keys = (Key("A", CLASSES[0], "1 to 1"),)
    for cells, told in (((short, plain), True), ((plain,), False)):
        content = tiles.Tiles(cells, {}, ("by hand",), (), keys, "two characters").drawing().content
        assert ("two characters" in content) is told
        assert ("达茂" in content) is told
        assert ">龙泉<" in content


def test_what_is_not_compared_is_hatched_crosswise() -> None:
    """Twice as many lines, so that the two are told apart, on the tile and in the key."""
    cells = (tiles.Tile(0, 0, "龙泉", "··", QUIET), tiles.Tile(0, 1, "景宁", "--", QUIET))
    keys = (Key("··", QUIET, "no figure"), Key("--", QUIET, "not compared"))
    content = tiles.Tiles(cells, {}, keys=keys).drawing().content
    lines = [path.count("M") for path in re.findall(r'd="([^"]*)" class="thin hatch"', content)]
    assert lines == [lines[0], 2 * lines[0], lines[2], 2 * lines[2]]
    assert all(lines)


def test_what_stands_apart_is_not_joined_and_has_an_axis_of_its_own() -> None:
    marks = tuple(chart.Mark(12 * year + 11, value, shown=str(value)) for year, value in ((2020, 1.0), (2021, 2.0)))
    aside = chart.Aside(
        "2022H1", (chart.Curve((chart.Mark(12 * 2022 + 5, 1.5, label="1.5", shown="1.5"),), style="cyan"),)
    )
    curve = chart.Curve(marks, (chart.Join(0, 1, solid=True),), "cyan")
    years = tuple((mark.month, str(mark.month // 12)) for mark in marks)
    root = ET.fromstring(f"<g>{chart.Chart('', (curve,), years, aside=aside).drawing().content}</g>")  # noqa: S314  # our own
    (label,) = (text for text in root.iter("text") if text.text == "2022H1")
    lines = [part for part in root.iter("path") if "cyan" in part.get("class", "")]
    assert len(lines) == 1
    ends = [float(number) for number in re.findall(r"[ML](\S+)", lines[0].attrib["d"])]
    circles = [float(part.attrib["cx"]) for part in root.iter("circle")]
    assert sorted(circles)[:2] == ends
    assert max(circles) > float(label.attrib["x"]) > max(ends)
