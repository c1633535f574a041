"""Where nothing can be shown, it is said what the book has there and where it has more; and advice can be followed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from conftest import Program

from countycli.index.ask.index import Index
from countycli.names.scopes import resolve_scope
from countycli.query.elsewhere import reaches, stock_in, stock_of

# Questions that find nothing, and what the hint must tell: what there is, and where there is more.
POPULATION = "Population (indicators: "
MOST = "Exports of goods: most counties in Zhejiang 浙江省 ("
NOTHING = {
    "coverage of a scope": (
        ("coverage", "exports", "--in", "江苏"),
        (f"of Jiangsu 江苏省 the book has {POPULATION}", MOST),
    ),
    "coverage of a county": (("coverage", "exports", "昆山"), (f"of Kunshan 昆山市 the book has {POPULATION}", MOST)),
    "coverage of a county without any": (
        ("coverage", "exports", "金门"),
        ("the book has no figures of Kinmen 金门县", MOST),
    ),
    "coverage of a period": (("coverage", "gdp", "--in", "浙江", "-p", "1999"), ("there are figures for 2021, ",)),
    "coverage of periods": (
        ("coverage", "--in", "江苏", "-p", "1999", "-p", "1998"),
        ("there are figures for 2010, 2020, ",),
    ),
    "search for several words": (
        ("search", "营商环境", "人口普查"),
        ("`countycli search 营商环境` finds ", "`countycli search 人口普查`"),
    ),
    "coverage of what only regions have": (("coverage", "infrastructure_investment_growth"), ("coverage",)),
    "comparison of two": (
        ("compare", "昆山", "常熟", "-m", "exports"),
        (f"of Kunshan 昆山市 the book has {POPULATION}", f"of Changshu 常熟市 the book has {POPULATION}", MOST),
    ),
    "comparison with one without any": (
        ("compare", "义乌", "金门"),
        (f"of Yiwu 义乌市 the book has {POPULATION}", "the book has no figures of Kinmen 金门县"),
    ),
    "comparison of a scope": (
        ("compare", "--in", "江苏", "-m", "exports"),
        (f"of Jiangsu 江苏省 the book has {POPULATION}", MOST),
    ),
    "comparison in a scope": (
        ("compare", "昆山", "--in", "苏州", "-m", "exports"),
        (f"of Kunshan 昆山市 the book has {POPULATION}", f"of Suzhou 苏州市 the book has {POPULATION}", MOST),
    ),
}


@pytest.mark.parametrize(("arguments", "told"), NOTHING.values(), ids=NOTHING)
def test_what_there_is_instead(countycli: Program, arguments: tuple[str, ...], told: tuple[str, ...]) -> None:
    result = countycli(*arguments, "--json")
    assert result.code == 3
    hint = result.error["hint"]
    assert all(text in hint for text in told), hint


@pytest.mark.parametrize("county", ["姑苏", "浈江", "苏州", "天山"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_place_with_figures_on_one_topic_says_so(countycli: Program, index: Index, county: str, lang: str) -> None:
    data = countycli("show", county, "--json", lang=lang).json
    (stock,) = stock_of(index, [data["county"]["code"]])
    (note,) = [note["text"] for note in data["notes"] if note["kind"] == "more"]
    assert (stock.topic.name if lang == "zh" else stock.topic.name_en) in note
    best = reaches(index, index.metrics.get("gdp"))[0]
    assert best.region.name in note
    assert str(best.counties) in note
    assert note in countycli("show", county, lang=lang).out.splitlines()


@pytest.mark.parametrize("county", ["龙泉", "金门", "柯城"])
def test_other_places_have_no_such_line(countycli: Program, county: str) -> None:
    assert not [note for note in countycli("show", county, "--json").json["notes"] if note["kind"] == "more"]


@pytest.mark.parametrize(
    ("scope", "named"),
    [
        ("江苏", "Jiangsu 江苏省"),
        ("丽水", "Lishui 丽水市"),
        ("苏州", "Suzhou 苏州市"),
        ("山区26县", "26 mountain counties"),
    ],
)
def test_main_indicators_that_a_scope_lacks_are_named(countycli: Program, index: Index, scope: str, named: str) -> None:
    data = countycli("coverage", "--in", scope, "--json").json
    had = {row["metric"] for row in data["rows"]}
    absent = [metric for metric in index.metrics.by_id().values() if metric.main and metric.id not in had]
    notes = [note["text"] for note in data["notes"] if note["kind"] == "more"]
    assert len(notes) == bool(absent)
    for note in notes:
        assert note.startswith(f"No county in {named} has {absent[0].name_en}")
        assert ": most counties in " in note
        told = next(line for line in countycli("coverage", "--in", scope).out.splitlines() if "No county" in line)
        assert told.partition(", and ")[0] in note


def test_a_county_is_told_what_nobody_beside_it_has(countycli: Program) -> None:
    lines = countycli("coverage", "昆山").out.splitlines()
    (note,) = [line for line in lines if line.startswith("No county in Jiangsu 江苏省 has ")]
    assert re.search("; .+: most counties in Zhejiang 浙江省 [(]", note)
    assert not any("most counties" in line for line in countycli("coverage", "昆山", "population").out.splitlines())


def test_the_coverage_of_the_book_lacks_nothing(countycli: Program) -> None:
    assert countycli("coverage", "--json").json["notes"] == []


def test_an_indicator_that_no_county_has(countycli: Program, index: Index) -> None:
    lines = countycli("metrics", "exports", "--in", "江苏").out.splitlines()
    assert "No county has a value of it." in lines
    assert any(line.startswith(f"of Jiangsu 江苏省 the book has {POPULATION}") and MOST in line for line in lines)
    aims = len(index.figures.targets(metric="tea_output"))
    assert f"Targets: {aims}; `countycli targets` lists them" in countycli("metrics", "tea_output").out.splitlines()
    assert stock_in(index, resolve_scope(index, "江苏"))


# Advice


ADVISED = {
    "one place": ("compare", "龙泉"),
    "one place by pinyin": ("compare", "longquan"),
    "one district of a municipality": ("compare", "渝中"),
    "a group": ("compare", "山区26县"),
    "a county and a group": ("compare", "松阳", "山区26县"),
    "a group by an English name": ("compare", "龙泉", "26 mountain counties"),
    "two counties for coverage": ("coverage", "龙泉", "松阳"),
    "two counties for coverage by code": ("coverage", "331181", "320102"),
    "search for two words": ("search", "营商环境", "人口普查"),
    "search in a scope": ("search", "龙泉", "--in", "江苏"),
    "counties that are none": ("counties", "新春第一会"),
    "no such word": ("coverage", "没有这样的词"),
    "nothing to compare": ("compare", "昆山", "常熟", "-m", "exports"),
    "nothing to compare for a period": ("compare", "义乌", "平阳", "-m", "gdp", "-p", "1999"),
    "no such county in a scope": ("counties", "义乌", "--in", "江苏"),
    "no such indicator": ("metrics", "没有这个指标"),
    "nothing in a scope": ("coverage", "exports", "--in", "江苏"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("arguments", ADVISED.values(), ids=ADVISED)
def test_what_is_advised_can_be_typed(countycli: Program, arguments: tuple[str, ...], lang: str) -> None:
    result = countycli(*arguments, "--json", lang=lang)
    assert result.code in (2, 3)
    hint = result.error["hint"]
    assert hint
    for command in re.findall("`countycli ([^`]+)`", hint):
        typed = shlex.split(command)
        followed = countycli(*typed, *(["龙泉"] if typed == ["show"] else []), lang=lang)
        assert (followed.code, followed.out != "") == (0, True), command


@pytest.mark.parametrize("command", ["search", "counties"])
def test_a_slip_is_offered_what_it_is_like(countycli: Program, command: str) -> None:
    result = countycli(command, "龙全", "--json")
    assert result.code == 3
    assert "331181" in {it["code"] for it in result.error["candidates"]}
    assert "gdp_growth" in {it["code"] for it in countycli("search", "gdp_grwth", "--json").error["candidates"]}


def test_counties_of_other_scopes_are_named(countycli: Program) -> None:
    error = countycli("counties", "龙泉", "--in", "江苏", "--json").error
    assert {it["code"] for it in error["candidates"]} == {"331181", "510112"}
    hits = countycli("search", "龙泉", "--json").json["rows"]
    assert f" {len(hits)} " in countycli("search", "龙泉", "--in", "江苏", "--json").error["hint"]


def test_machine_formats_and_files_name_all_that_a_screen_counts(
    countycli: Program, index: Index, tmp_path: Path
) -> None:
    """A province with the figures of the censuses only lacks most main indicators."""
    scope = ("coverage", "--in", "西藏")
    had = {row["metric"] for row in countycli(*scope, "--json").json["rows"]}
    names = [metric.name_en for metric in index.metrics.main() if metric.id not in had]
    shown = next(line for line in countycli(*scope).out.splitlines() if line.startswith("No county"))
    assert f"and {len(names) - 6} more" in shown
    assert names[6] not in shown
    page = tmp_path / "page.md"
    countycli(*scope, "-o", str(page))
    noted = next(note["text"] for note in countycli(*scope, "--json").json["notes"] if note["kind"] == "more")
    for told in (noted, page.read_text("utf-8")):
        assert [name for name in names if name not in told] == []
    beside = countycli(*scope, "-f", "csv").err  # which a person reads
    assert f"and {len(names) - 6} more" in beside
    assert names[6] not in beside


def test_an_error_as_json_names_all_that_its_lines_count(countycli: Program, index: Index) -> None:
    had = {row["metric"] for row in countycli("coverage", "--in", "丽水", "--json").json["rows"]}
    absent = next(it.id for it in index.metrics.by_id().values() if it.id not in had and it.scope is None)
    question = ("rank", absent, "--in", "丽水")
    lines, error = countycli(*question).err, countycli(*question, "--json").error
    topics = [stock.topic.name_en for stock in stock_in(index, resolve_scope(index, "丽水"))]
    assert f"and {len(topics) - 3} more topics" in lines
    assert "more topics" not in error["hint"]
    assert [topic for topic in topics if topic not in error["hint"]] == []


@pytest.mark.parametrize("command", ["rank", "map"])
def test_where_nothing_can_be_ranked_related_indicators_are_told(command: str, countycli: Program) -> None:
    """And what the reader's word was taken for, which may be why."""
    error = countycli(command, "财政收入", "--in", "苏州", "--json").error
    assert "“财政收入” taken as Total fiscal revenue" in error["message"]
    (related,) = error["candidates"]
    assert related["code"] == "budget_revenue"
    assert re.fullmatch(r"\d+ counties, 20\d\d", related["where"])


def test_a_related_indicator_that_is_offered_can_be_ranked(countycli: Program) -> None:
    candidates = countycli("rank", "人均GDP", "--in", "江苏", "--json").error["candidates"]
    assert candidates
    for candidate in candidates:
        ranking = countycli("rank", candidate["code"], "--in", "江苏", "--json").json
        assert candidate["where"] == f"{len(ranking['rows'])} counties, {ranking['query']['period']}"


def test_advice_on_counties_of_a_kind_is_on_these_counties(countycli: Program) -> None:
    scope = ("--in", "四川", "--kind", "县级市")
    error = countycli("rank", "gdp_per_capita", *scope, "--json").error
    cities = countycli("coverage", *scope, "-m", "registered_population", "-p", "2023", "--json").json["rows"][0]["all"]
    assert f"counties: {cities}; 2023" in error["hint"]
    assert "`countycli coverage --in 510000 --kind 县级市`" in error["hint"]
    (related,) = [found for found in error["candidates"] if found["code"] == "gdp_per_capita_registered"]
    ranking = countycli("rank", related["code"], *scope, "--json").json
    assert related["where"] == f"{len(ranking['rows'])} counties, {ranking['query']['period']}"


def test_a_partial_ranking_of_a_kind_names_a_fuller_one_of_the_kind(countycli: Program) -> None:
    scope = ("--in", "浙江", "--kind", "县")
    notes = countycli("rank", "gdp_per_capita", *scope, "--json").json["notes"]
    (told,) = [note["text"] for note in notes if note["kind"] == "related"]
    fuller = countycli("rank", "gdp_per_capita_registered", *scope, "--json").json
    assert f"covers {len(fuller['rows'])} for {fuller['query']['period']}" in told
    assert told.endswith("--in 330000 --kind 县`")


def test_of_a_region_with_one_topic_its_counties_are_told_first(countycli: Program) -> None:
    (note,) = [note for note in countycli("show", "拉萨", "--json").json["notes"] if note["kind"] == "more"]
    ranking = countycli("rank", "gdp", "--in", "540100", "--json").json
    counted = (
        f"{len(ranking['rows'])} of its {ranking['scope']['counties']} counties (`countycli rank gdp --in 540100`)"
    )
    head = f"Gross domestic product, {ranking['query']['period']}: {counted}; "
    assert f"{head}Gross domestic product: most counties in" in note["text"]
