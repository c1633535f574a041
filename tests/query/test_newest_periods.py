"""A table of some metrics shows their newest periods and says how many rows it leaves out; programs get all."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book, observed
from conftest import Program

from countycli.index import store
from countycli.index.ask.index import Index
from countycli.model.period import Period
from countycli.query import Extent
from countycli.query.show import ShowReport, ShowRequest, show

LONGQUAN = "331181"
BEFORE = "332502"  # its code until 2000, under which older figures may be filed
YEARS = range(2009, 2022)
BOTH = ("gdp", "exports")


@pytest.fixture
def book(tmp_path: Path) -> Index:
    made = Book(tmp_path)
    blocks = [observed(LONGQUAN, str(year), gdp=year / 10, exports=3) for year in YEARS]
    made.write("years", *blocks, observed(LONGQUAN, "2021-01/2021-06", gdp=100), observed(BEFORE, "1999", gdp=50))
    made.write("rival", observed(LONGQUAN, "2021", gdp=202), published="2022-03-01")
    return made.index()


def periods(report: ShowReport, metric: str) -> list[str]:
    return [str(it.figure.period) for it in report.observations if it.figure.metric == metric]


def test_the_newest_periods_of_each_metric_are_shown(book: Index) -> None:
    report = show(book, ShowRequest(LONGQUAN, BOTH, extent=Extent(periods=3)))
    assert periods(report, "gdp") == ["2021", "2021-01/2021-06", "2020"]
    assert periods(report, "exports") == ["2021", "2020", "2019"]
    assert len(report.observations[0].rivals) == 1
    assert report.earlier == len(show(book, ShowRequest(LONGQUAN)).observations) - 6 == 12 + 10
    assert report.population is None
    assert report.units == (LONGQUAN, BEFORE)


def test_what_is_shown_is_the_beginning_of_what_there_is(book: Index) -> None:
    whole = show(book, ShowRequest(LONGQUAN))
    assert whole.earlier == 0
    for most in (1, 5, 100):
        part = show(book, ShowRequest(LONGQUAN, BOTH, extent=Extent(periods=most)))
        for metric in ("gdp", "exports"):
            assert periods(part, metric) == periods(whole, metric)[:most]
        assert {*part.observations} <= {*whole.observations}
        assert part.earlier == len(whole.observations) - len(part.observations)


def test_a_table_says_how_to_see_the_rest(book: Index, countycli: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "open_index", lambda *_: book)
    monkeypatch.setattr(book, "close", lambda: None)
    hint = "16 more rows of earlier periods: --all shows them"
    shown, whole = countycli("show", LONGQUAN, *BOTH), countycli("show", LONGQUAN, *BOTH, "--all")
    assert hint in shown.out
    assert "2014" not in shown.out
    assert hint not in whole.out
    assert "2010" in whole.out
    assert "另有较早时期的16行，用 --all 显示" in countycli("show", LONGQUAN, *BOTH, lang="zh").out
    for form in ("json", "jsonl", "csv", "tsv", "markdown"):
        answer = countycli("show", LONGQUAN, "--format", form).out
        assert answer == countycli("show", LONGQUAN, "--format", form, "--all").out
        assert "2010" in answer


def test_holdings_tell_what_a_figure_is_good_for(tmp_path: Path) -> None:
    made = Book(tmp_path)
    made.write(
        "mixed",
        observed(LONGQUAN, "2024", gdp=170, exports='{ value = 3, bound = ">=" }', trade='{ standing = "全省第9位" }'),
    )
    found = {it.metric: it for it in made.index().holdings.of([LONGQUAN])}
    told = {metric: (it.whole, it.valued, it.comparable) for metric, it in found.items()}
    assert told == {
        "gdp": (True, True, True),
        "exports": (True, True, False),
        "trade": (True, False, False),
    }
    assert {it.period for it in found.values()} == {Period.of_years(2024, 2024)}
