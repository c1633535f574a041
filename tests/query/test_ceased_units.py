"""Units that ceased answer for themselves: the figure that a ranking of their time shows is the one that every other
command gives when asked for the unit by its code, and by its name unless that is another's too.
"""

from __future__ import annotations

from functools import cache

import pytest
from conftest import Program
from periods import period

from countycli.errors import AmbiguousError
from countycli.index.ask.index import Index
from countycli.model.period_text import parse_canonical
from countycli.query.compare import CompareRequest, compare
from countycli.query.rank import RankRequest, RankRow, rank
from countycli.query.show import ShowRequest, show
from countycli.query.why import WhyRequest, why

CENSUSES = ("2010", "2020")


@cache
def _ceased(index: Index, census: str) -> tuple[RankRow, ...]:
    """The rows of the nation's ranking by population that are of units which don't exist any more, or not so called."""
    rows = rank(index, RankRequest(("population",), (period(census),))).rows
    today = index.places.by_code(row.place.code for row in rows)
    return tuple(row for row in rows if today[row.place.code].valid_to or today[row.place.code].name != row.place.name)


def test_there_are_hundreds(index: Index) -> None:
    assert sum(len(_ceased(index, census)) for census in CENSUSES) > 380


@pytest.mark.parametrize("census", CENSUSES)
def test_why_gives_the_figure_that_rank_shows(index: Index, census: str) -> None:
    for row in _ceased(index, census):
        found = why(index, WhyRequest(row.place.code, "population", parse_canonical(census))).headline.figure
        assert (found.county, found.value) == (row.place.code, row.headline.figure.value)


@pytest.mark.parametrize("census", CENSUSES)
def test_why_by_name_gives_the_figure_or_lists_the_unit(index: Index, census: str) -> None:
    for row in _ceased(index, census):
        assert row.place.code in _meant(index, row, census)


def _meant(index: Index, row: RankRow, census: str) -> set[str]:
    """The units that the name of the time may mean; the one whose figure is given, where it is that of the row."""
    try:
        found = why(index, WhyRequest(row.place.name, "population", parse_canonical(census))).headline.figure
    except AmbiguousError as error:
        return {candidate.code for candidate in error.candidates}
    return {found.county} if found.value == row.headline.figure.value else set()


@pytest.mark.no_cover
@pytest.mark.parametrize("census", CENSUSES)
def test_show_and_compare_give_the_figure_too(index: Index, census: str) -> None:
    """`show` of a unit that went on as another is that one's page, where the figure bears the unit's code."""
    period = parse_canonical(census)
    assert period
    for row in _ceased(index, census):
        figures = [it.figure for it in show(index, ShowRequest(row.place.code, ("population",))).observations]
        value = row.headline.figure.value
        assert (row.place.code, period, value) in [(it.county, it.period, it.value) for it in figures]
        report = compare(index, CompareRequest((row.place.code, "110000"), ("population",), (period,)))
        cell = report.rows[0].cells[0]
        assert cell
        assert (cell.figure.county, cell.figure.value) == (row.place.code, value)


@pytest.mark.parametrize(
    ("typed", "period", "code", "value"),
    [
        ("闸北区", "2010", "310108", 830_496),
        ("下城区", "2020", "330103", 485_849),
        ("500105", "2020", "500105", 925_800),
        ("110103", "2010", "110103", 346_073),
        ("宣武", "2010", "110104", 568_784),
    ],
)
def test_the_programs_answers(countycli: Program, typed: str, period: str, code: str, value: int) -> None:
    census = countycli("why", typed, "population", "-p", period, "--json").json["observation"]
    assert (census["county"]["code"], census["value"]) == (code, value)
    shown = countycli("show", typed, "--json").json
    assert shown["county"]["code"] == code
    assert shown["county"]["valid_to"]
    assert value in [it["value"] for it in shown["observations"] if it["period"] == period]


def test_the_page_says_what_became_of_it_after_its_figures(countycli: Program) -> None:
    page = countycli("show", "下城区", "--lang", "en").out
    assert "until 2021-04-09" in page.splitlines()[1]
    assert (
        page.index("485,849")
        < page.index("What became of it\n")
        < page.index("2021-04-09  merged  Gongshu 拱墅区 330105")
    )


def test_another_places_number_is_never_given(countycli: Program) -> None:
    """A unit that was merged has no figure of a later time, though what it came to has one."""
    assert countycli("why", "拱墅区", "population", "-p", "2020").code == 0
    result = countycli("why", "下城区", "gdp", "-p", "2022", "--json")
    assert (result.code, result.out) == (3, "")


def test_a_figure_is_headed_by_the_name_of_its_time(countycli: Program) -> None:
    for typed in ("绍兴县", "柯桥"):
        page = countycli("why", typed, "population", "-p", "2010", "--lang", "en").out
        assert page.splitlines()[0].startswith("Shaoxing 绍兴县 (today Keqiao 柯桥区): ")
