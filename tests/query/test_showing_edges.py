"""What `show` keeps and what it leaves out where only a part is asked for."""

from __future__ import annotations

import pytest
from books import Book, observed

from countycli.index.ask.index import Index
from countycli.model.period_text import parse_canonical
from countycli.query import Extent
from countycli.query.show import ShowRequest, show
from countycli.query.why import WhyRequest, why

YIWU, XIACHENG, GONGSHU = "330782", "330103", "330105"  # 下城区 was merged into 拱墅区 in 2021
YUHUAN_COUNTY, YUHUAN = "331021", "331083"  # the first went on as the second in 2017


def programme(year: int) -> str:
    fields = f'year = {year}\ncategory = "产业"\nstage = "done"\nsummary = "x"'
    return f'[[initiatives]]\ncounty = "{YIWU}"\nname = "of {year}"\n{fields}\n'


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Index:
    made = Book(tmp_path_factory.mktemp("part"))
    years = ("2020", "2021", "2022", "2023")
    made.write("a", *(observed(YIWU, year, gdp=1000) for year in years), observed(YIWU, "2023", exports=4000))
    made.write("b", observed(YIWU, "2023", imports=300), f'[[gaps]]\ncounty = "{YIWU}"\nnote = "missing text"\n')
    made.write(
        "c",
        *(observed(XIACHENG, year, gdp=1000) for year in ("2017", "2018", "2019", "2020")),
        *(observed(GONGSHU, year, gdp=600) for year in ("2018", "2019", "2020")),
        *(programme(year) for year in (2020, 2021, 2023, 2025, 2026)),
        observed(YUHUAN_COUNTY, "2017", scope='"城区"', loans=200),
        observed(YUHUAN, "2017", loans=400),
    )
    return made.index()


def periods(index: Index, request: ShowRequest) -> list[tuple[str, str]]:
    return [(it.figure.metric, str(it.figure.period)) for it in show(index, request).observations]


def test_of_each_indicator_as_many_periods_as_asked_for(book: Index) -> None:
    found = periods(book, ShowRequest("义乌", ("gdp",), extent=Extent(periods=2)))
    assert found == [("gdp", "2023"), ("gdp", "2022")]
    report = show(book, ShowRequest("义乌", ("gdp",), extent=Extent(periods=2)))
    assert report.earlier == 2


def test_units_whose_land_came_are_cut_alike_and_counted(book: Index) -> None:
    report = show(book, ShowRequest("拱墅", ("gdp",), extent=Extent(periods=2)))
    (unit,) = report.former
    assert [str(it.figure.period) for it in unit.observations] == ["2020", "2019"]
    assert [str(it.figure.period) for it in report.observations] == ["2020", "2019"]
    assert report.earlier == 3


def test_periods_that_are_asked_for_are_all_shown(book: Index) -> None:
    wanted = tuple(period for text in ("2020", "2021", "2022") if (period := parse_canonical(text)))
    found = periods(book, ShowRequest("义乌", periods=wanted, extent=Extent(periods=1)))
    assert found == [("gdp", "2022"), ("gdp", "2021"), ("gdp", "2020")]


@pytest.mark.parametrize(
    ("metrics", "told"), [((), True), (("imports",), True), (("gdp",), False), (("gdp", "imports"), True)]
)
def test_what_a_document_leaves_unsaid_is_told_beside_figures_of_that_document(
    book: Index, metrics: tuple[str, ...], told: bool
) -> None:
    kinds = [note.kind for note in show(book, ShowRequest("义乌", metrics)).notes]
    assert ("gap" in kinds) == told


def test_why_answers_for_the_whole_place_before_parts_of_it_under_whatever_code(book: Index) -> None:
    report = why(book, WhyRequest("玉环", "loans"))
    assert (report.headline.figure.county, report.headline.figure.scope) == (YUHUAN, None)
    assert [(it.figure.county, it.figure.scope) for it in report.parts] == [(YUHUAN_COUNTY, "城区")]


@pytest.mark.parametrize(
    ("when", "years"),
    [
        ("2021/2025", [2025, 2023, 2021]),
        ("2020-07/2021-06", [2021, 2020]),
        ("2023", [2023]),
        ("2023-01/2023-09", [2023]),
    ],
)
def test_programmes_belong_to_the_periods_that_reach_into_their_year(book: Index, when: str, years: list[int]) -> None:
    period = parse_canonical(when)
    assert period
    assert [it.year for it in show(book, ShowRequest("义乌", periods=(period,))).initiatives] == years


@pytest.mark.parametrize("word", ["gdp", "出口", "地区生产总值"])
def test_a_name_of_one_indicator_needs_no_word(book: Index, word: str) -> None:
    notes = show(book, ShowRequest("义乌", (word,))).notes
    assert [note for note in notes if note.kind == "match"] == []


def test_of_periods_that_end_together_the_longest_is_the_newest(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = Book(tmp_path_factory.mktemp("together"))
    made.write("a", *(observed(YIWU, span, gdp=1000) for span in ("2023-12", "2023", "2023-07/2023-12", "2022")))
    found = periods(made.index(), ShowRequest("义乌", ("gdp",), extent=Extent(periods=1)))
    assert found == [("gdp", "2023")]
