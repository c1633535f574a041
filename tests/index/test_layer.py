"""Own documents layered into a copy of the book's index: it holds what the index would that is made of all files."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate, product
from pathlib import Path
from typing import NamedTuple

import pytest
from books import DATA, OWN_DOCUMENT, Book
from hypothesis import given, settings
from hypothesis import strategies as st

from countycli.checks import checked
from countycli.index import store
from countycli.index.ask.index import Index
from countycli.index.make.layer import write_over
from countycli.index.make.own import draft_over
from countycli.index.make.write import save
from countycli.model.codes import STAGES
from countycli.model.records import ACCESSES, BOUNDS, STATUSES
from countycli.source.draft import Draft, contents_of
from countycli.source.faults import locate
from countycli.source.files import unheard
from countycli.source.folders import toml_files
from countycli.source.own import OwnData

# Counties, some of which went on under another code or gave land away, and the regions that they lie or lay in. The
# figures of those that did not exist at all times bear a note.
ALWAYS = ("331181", "330602", "331100", "330100", "330000", "000000")
DATED = ("332502", "330183", "330111", "330184", "330110", "330113", "330621", "330603", "332500", "331198", "331199")
PLACES = (*ALWAYS, *DATED)
NOTE = "按当时区划。"
# Two units that are no more, of which one went on as the other: nobody lives on who could stand for them.
EXTINCT = """
[[counties]]
code = "331198"
name = "旧试县"
short = "旧试"
kind = "县"
prefecture = "331100"
province = "330000"
pinyin = "jiu shi"
traditional = "舊試縣"
valid_to = 2012-05-01
successors = [{ code = "331199", date = 2012-05-01, change = "更名" }]

[[counties]]
code = "331199"
name = "新试县"
short = "新试"
kind = "县"
prefecture = "331100"
province = "330000"
pinyin = "xin shi"
traditional = "新試縣"
valid_from = 2012-05-01
valid_to = 2021-06-01
predecessors = [{ code = "331198", date = 2012-05-01, change = "更名" }]
"""
PERIODS = ("2000", "2010", "2014", "2020", "2024", "2024-01/2024-06", "2010/2020")
ALL_CELLS = list(product(PLACES, PERIODS))
RESULTS = ("gdp_per_capita", "gdp_share_prefecture", "population_change")
# Inputs of formulas of all kinds, and what follows from them; values that agree but for rounding, and others.
VALUES = {
    "gdp": ("100", "100.0", "100.04", "250.5"),
    "resident_population": ("25", "25.0", "50.13"),
    "gdp_per_capita": ("40000", "40012"),
    "gdp_share_prefecture": ("12", "12.5"),
    "primary_va": ("10", "10.5"),
    "population": ("500000", "612345"),
    "population_change": ("5", "10.25"),
    "urban_population": ("300000", "400000"),
    "gdp_growth": ("7.5", "-1.2"),
}


def canonical(path: Path) -> dict[str, list[str]]:
    """The rows of each table, with what its numbers stand for in their place."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        held = {table: [dict(row) for row in connection.execute(f"SELECT * FROM {table}")] for table in tables}
    documents = {row.pop("number"): row["id"] for row in held["documents"]}
    details = {row.pop("number"): tuple(row.values()) for row in held.pop("details")}
    items = {row["number"]: (row["kind"], row["ref"]) for row in held["items"]}
    for row in [row for table in ("observations", "targets", "reports") for row in held[table]]:
        row["source"] = documents[row["source"]]
    for row in [row for table in ("observations", "targets") for row in held[table]]:
        row["details"] = details.get(row["details"])
    grams = [(row["gram"], number) for row in held["grams"] for number in accumulate(map(int, row["items"].split()))]
    held["grams"] = [{"gram": gram, "item": items[number]} for gram, number in grams]
    ordered = sorted(held["items"], key=lambda row: (row["kind"], row.pop("number")))
    return {
        **{table: sorted(map(repr, rows)) for table, rows in held.items() if table != "items"},
        "items": list(map(repr, ordered)),
    }


class Case(NamedTuple):
    """Own files over a book: their texts by name."""

    files: dict[str, str]
    preferred: bool = False


class Library:
    """A book with its index, over which own files are put."""

    def __init__(self, root: Path, folder: Path, index: Path | None = None) -> None:
        self.root, self.folder = root, folder
        self.over: dict[str, list[str]] = {}  # the tables of the layered index that was made last
        self.index = index or folder / "book.sqlite"
        if index is None:
            save(contents_of(checked(toml_files([root]), contradictions=False)), self.index)

    def own(self, case: Case) -> OwnData:
        own = self.folder / "own"
        own.mkdir(exist_ok=True)
        for path in own.iterdir():
            path.unlink()
        for name, text in case.files.items():
            (own / f"{name}.toml").write_text(text, encoding="utf-8")
        return OwnData(tuple(sorted(own.iterdir())), case.preferred, "2026-11-26")

    def whole(self, own: OwnData) -> Draft:
        return checked(toml_files([self.root]), own, contradictions=False)

    def layered(self, own: OwnData) -> Draft:
        with closing(Index(sqlite3.connect(self.index))) as index:
            return draft_over(index, own, unheard)

    def compare(self, case: Case) -> bool:
        """Both ways find the same faults or make the same index; whether there are no faults."""
        own = self.own(case)
        whole, layered = self.whole(own), self.layered(own)
        assert locate(layered.problems) == locate(whole.problems)
        if whole.problems:
            return False
        made, over = self.folder / "whole.sqlite", self.folder / "over.sqlite"
        for path in (made, over):
            path.unlink(missing_ok=True)
        save(contents_of(whole), made)
        write_over(self.index, over, layered, unheard)
        expected = canonical(made)
        found = self.over = canonical(over)
        for table, rows in expected.items():
            assert found[table] == rows, table
        assert found.keys() == expected.keys()
        return True


def block(county: str, period: str, figures: dict[str, str], **attributes: str) -> str:
    lines = [f"{key} = {value}" for key, value in (attributes | figures).items()]
    return "\n".join(["[[observations]]", f'county = "{county}"', f'period = "{period}"', *lines, ""])


def book_documents(chance: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Documents that tell of every place, some of them of the same as others."""
    for name in ("a", "b", "c"):
        blocks = []
        for place, period in product(PLACES, PERIODS):
            told = [metric for metric in VALUES if chance.random() < (0.08 if metric in RESULTS else 0.4)]
            if told:
                figures = {metric: random_value(metric, chance) for metric in told}
                restated = {"restated": "true"} if chance.random() < 0.1 else {}
                scope = {"scope": '"市区"'} if chance.random() < 0.1 else {}
                blocks.append(block(place, period, figures, note=f'"{NOTE}"', **restated, **scope))
        yield name, blocks


def random_value(metric: str, chance: random.Random) -> str:
    attributes = [f"value = {chance.choice(VALUES[metric])}"]
    attributes += [f'status = "{chance.choice(STATUSES)}"'] if chance.random() < 0.3 else []
    attributes += [f'bound = "{chance.choice(BOUNDS)}"'] if chance.random() < 0.05 else []
    attributes += ['doubtful = true, note = "疑漏一位。"'] if chance.random() < 0.1 else []
    return f"{{ {', '.join(attributes)} }}"


AIM = '[[targets]]\ncounty = "331181"\nperiod = "2027"\ngdp_growth = 7\n'
INITIATIVE = (
    '[[initiatives]]\ncounty = "331181"\nname = "链长制"\nyear = 2025\ncategory = "产业"\nstage = "done"\n'
    'summary = "每条产业链由一名领导负责。"\n'
)


@pytest.fixture(scope="module", params=[1, 2])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("library")
    book, chance = Book(folder), random.Random(request.param)  # noqa: S311  # no secrets
    book.define("counties.toml", EXTINCT)
    for name, blocks in book_documents(chance):
        book.write(name, *blocks, AIM, INITIATIVE, published=f"2026-01-1{len(name)}", access=chance.choice(ACCESSES))
    return Library(book.folder, folder)


# Own files


def texts(*choices: str) -> st.SearchStrategy[str]:
    return st.sampled_from([f'"{choice}"' for choice in choices])


@st.composite
def values(draw: st.DrawFn, metric: str) -> str:
    number = draw(st.sampled_from(VALUES[metric]))
    attributes = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "status": texts(*STATUSES),
                "bound": texts(*BOUNDS),
                "standing": texts("第1位"),
                "note": texts("初步核算。"),
                "inferred": st.just("true"),
                "doubtful": st.just("true"),
            },
        )
    )
    if "doubtful" in attributes:
        attributes |= {"note": '"疑漏一位。"'}
        return f"{{ value = {number}, {', '.join(f'{key} = {text}' for key, text in attributes.items())} }}"
    given_ = [] if "standing" in attributes and draw(st.booleans()) else [f"value = {number}"]
    return f"{{ {', '.join([*given_, *(f'{key} = {text}' for key, text in attributes.items())])} }}"


@st.composite
def blocks(draw: st.DrawFn) -> str:
    place, period = draw(st.sampled_from(PLACES)), draw(st.sampled_from(PERIODS))
    metrics = draw(st.lists(st.sampled_from([*VALUES]), min_size=1, max_size=4, unique=True))
    attributes = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "scope": texts("市区", "全市"),
                "restated": st.just("true"),
                "boundaries": texts("2009-12"),
                "status": texts("final", "preliminary"),
                "note": texts(NOTE),
            },
        )
    )
    if place in DATED:
        attributes["note"] = f'"{NOTE}"'
    return block(place, period, {metric: draw(values(metric)) for metric in metrics}, **attributes)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table with zones of a prefecture, which may lie in any of its counties."""
    metrics = draw(st.lists(st.sampled_from(["population", "urban_population"]), min_size=1, unique=True))
    places = draw(st.lists(st.sampled_from(["331181", "330111", "330110", "330100"]), min_size=1, unique=True))
    rows = [
        f'[{{ county = "{place}", note = "{NOTE}" }}, {", ".join(draw(st.sampled_from(VALUES[it])) for it in metrics)}]'
        for place in places
    ]
    zones = [f'["330100", "新区", {", ".join("1000" for _ in metrics)}]'] if draw(st.booleans()) else []
    return (
        f'[[tables]]\nperiod = "{draw(st.sampled_from(["2010", "2020"]))}"\ncolumns = {metrics!r}\n'
        f"rows = [{', '.join(rows)}]\nzones = [{', '.join(zones)}]\n"
    )


@st.composite
def further(draw: st.DrawFn) -> str:
    county = draw(st.sampled_from(["331181", "330111", "331100"]))
    aim = f'[[targets]]\ncounty = "{county}"\nperiod = "2027"\ngdp_growth = {draw(st.sampled_from(["7", "7.5"]))}\n'
    stage, year = draw(st.sampled_from(STAGES)), draw(st.integers(2019, 2026))
    initiative = (
        f'[[initiatives]]\ncounty = "{county}"\nname = "试点{year}"\nyear = {year}\ncategory = "产业"\n'
        f'stage = "{stage}"\nsummary = "自己的记录。"\n'
    )
    gap = f'[[gaps]]\ncounty = "{county}"\nnote = "第二页缺。"\n'
    return "\n".join(draw(st.lists(st.sampled_from([aim, initiative, gap]), max_size=3, unique=True)))


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A document's file; tables and blocks may tell of the same twice, which is a fault."""
    parts = draw(st.lists(blocks(), max_size=6, unique_by=lambda text: tuple(text.split("\n")[1:3])))
    parts += draw(st.lists(tables(), max_size=1))
    published = draw(st.sampled_from(["2026-03-01", "2026-01-11", '"2026-01"']))
    about = OWN_DOCUMENT.replace("2026-03-01", published).replace("official", draw(st.sampled_from(ACCESSES)))
    return "\n".join([about, *parts, draw(further())])


cases = st.builds(Case, st.dictionaries(st.sampled_from(["own", "a", "更多"]), documents(), min_size=1), st.booleans())

FAULTS = (
    block("999999", "2024", {"gdp": "100"}),
    block("鼓楼", "2024", {"gdp": "100"}),
    block("龙泉", "2024", {"gdp": "100"}),
    block("331182", "2024", {"gdp": "100"}),
    block("331181", "2024", {"gdp_grwth": "7"}),
    block("331181", "2024", {"GDP": "7"}),
    block("331181", "2024", {"gdp": "0"}),
    block("331181", "2024", {"gdp": "-5", "gdp_growth": '{ value = 5, printed = "七" }'}),
    block("331181", "2024", {"gdp": '"203.5亿元"', "population": "true"}),
    block("331181", "2024", {"gdp": '{ value = 5, unit = "萬元" }', "population": '{ value = 5, unit = "亿元" }'}),
    block("331181", "2024年", {"gdp": "100"}),
    block("331181", "2026", {"gdp": "100"}),
    block("331181", "2024", {"gdp": "100"}, statuss='"final"', note="5"),
    block("330603", "2000", {"gdp": "100"}),
    block("331181", "2023", {"gdp": "{}", "population": '{ value = 300000, status = "sure" }'}),
    block("331181", "2023", {"gdp": "100"}) * 2,
    '[[targets]]\ncounty = "331181"\nperiod = "2020"\ngdp_growth = 7\n',
    '[[initiatives]]\ncounty = "331181"\nname = "a"\nyear = 2020\ncategory = "招工"\nstage = "done"\nsummary = "b"\n',
    '[[gaps]]\ncounty = "331182"\nnote = "缺"\n',
    '[[tables]]\nperiod = "2020"\ncolumns = ["population", "popluation"]\nrows = [["331181", 1, 2]]\n',
    '[[tables]]\nperiod = "2020"\ncolumns = ["gdp"]\nrows = [["331182", 1000], ["x"]]\nzones = [["3301", "y", 1]]\n',
    "[[observations]\n",
)
faulty = st.tuples(
    st.sampled_from([OWN_DOCUMENT, OWN_DOCUMENT.replace("2026-03-01", "2027-03-01"), ""]),
    st.lists(st.sampled_from(FAULTS), min_size=1, max_size=4),
)


@settings(max_examples=12)
@given(case=cases)
def test_a_layered_index_is_that_of_all_files(library: Library, case: Case) -> None:
    library.compare(case)


def test_a_standing_of_ones_own_takes_the_place_of_what_was_derived_where_it_is_preferred(library: Library) -> None:
    """With the last figure that has a value its region's coverage goes, too."""
    standing = "{ standing = '第1位' }"
    blocks = [block(place, period, dict.fromkeys(RESULTS, standing), note=f'"{NOTE}"') for place, period in ALL_CELLS]
    assert library.compare(Case({"own": "\n".join((OWN_DOCUMENT, *blocks))}, preferred=True))
    assert library.compare(Case({"own": "\n".join((OWN_DOCUMENT, *blocks))}))


def test_a_figure_of_an_extinct_unit_reaches_the_one_that_it_went_on_as(tmp_path: Path) -> None:
    """Nobody of today stands for the two, so that neither is looked up through a third."""
    book = Book(tmp_path)
    book.define("counties.toml", EXTINCT)
    book.write("a", block("331199", "2020", {"population": "500000"}))
    library = Library(book.folder, tmp_path)
    assert library.compare(Case({"own": OWN_DOCUMENT + block("331198", "2010", {"population": "400000"})}))
    assert any("'county': 331199, 'source': 'own/own'" in row for row in library.over["observations"])


@pytest.mark.no_cover
def test_own_figures_of_every_kind_everywhere(library: Library) -> None:
    """More of them than a question to SQLite takes parameters."""
    blocks = [
        block(place, period, {metric: values[0] for metric, values in VALUES.items()}, note=f'"{NOTE}"')
        for place, period in ALL_CELLS
    ]
    assert library.compare(Case({"own": "\n".join((OWN_DOCUMENT, *blocks))}))


@settings(max_examples=8)
@given(case=faulty)
def test_own_documents_have_the_faults_that_they_have_beside_the_book(
    library: Library, case: tuple[str, list[str]]
) -> None:
    about, parts = case
    own = library.own(Case({"own": "\n".join((about, *parts)), "sound": OWN_DOCUMENT}))
    found = locate(library.layered(own).problems)
    assert found == locate(library.whole(own).problems)
    assert found


def test_every_fault_is_the_same_with_and_without_the_files_of_the_book(library: Library) -> None:
    own = library.own(Case({f"own{number}": OWN_DOCUMENT + text for number, text in enumerate(FAULTS)}))
    found = locate(library.layered(own).problems)
    assert found == locate(library.whole(own).problems)
    assert {Path(fault.path).stem for fault in found} == {path.stem for path in own.files}


@pytest.mark.no_cover
def test_over_the_whole_book_too(tmp_path: Path, index: Index) -> None:
    """Beside counties with many figures: what formulas make of regions and of former units, rivals and all the rest."""
    path = store.index_path()
    assert path
    blocks = [
        block("331181", "2025", {"gdp": "170.2", "gdp_growth": '{ value = 8.6, bound = "~" }'}),
        block("331100", "2020", {"population": "2500000", "gdp": "1500"}),
        block("330000", "2010", {"population": "54426891"}),
        block("330183", "2010", {"population": "700000"}, note=f'"{NOTE}"'),
        block("330111", "2020", {"population": "800000", "population_change": "14.3"}),
        block("460200", "2020", {"population": "1031000"}),
        block("320582", "2020", {"population": "{ standing = '第1位' }"}),
        "[[gaps]]\ncounty = '331181'\nnote = '缺'\n",
    ]
    assert Library(DATA, tmp_path, path).compare(Case({"own": "\n".join((OWN_DOCUMENT, *blocks))}, preferred=True))
