"""The page of a place at a glance: every figure on the page is in the JSON, and the page is short."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from books import Book, observed
from conftest import Program

from countycli.index.ask.index import Index
from countycli.model.period_text import parse_canonical
from countycli.query.show import ShowRequest, show
from countycli.render.grid import grid
from countycli.render.page import FIRST_PAGE, Heading, Panel, Spark, Styled, Table, text_of
from countycli.render.views import show as show_view
from countycli.render.words import Words

ZH, EN = Words("zh"), Words("en")
LONGQUAN = "331181"
LETTERS = {"actual": "A", "final": "A", "preliminary": "P", "estimate": "E", "forecast": "F"}
NAMED = ("331181", "330782", "320583", "330102", "330109", "130102", "330100", "330000", "330104")
Told = tuple[
    str, float, str, str, str, str
]  # indicator, value, unit, period, status, publisher and title of the source


def places(index: Index) -> list[str]:
    """Counties from all over the country."""
    return [*NAMED, *(place.code for place in index.places.with_figures("county")[::90])]


def tables(index: Index, code: str) -> list[Table]:
    page = show_view.page(show(index, ShowRequest(code, extent=FIRST_PAGE)), ZH)
    return [block for block in page if isinstance(block, Table)]


def rows_of(table: Table) -> list[dict[str, str]]:
    """The cells of each row by the titles of the columns."""
    titles = [column.title for column in table.columns]
    return [dict(zip(titles, map(text_of, row), strict=True)) for row in table.rows if not isinstance(row, Heading)]


def told_on_page(index: Index, code: str) -> set[Told]:
    headlines, others, *_ = tables(index, code)
    titles = {text_of(row[0]): text_of(row[1]) for row in tables(index, code)[-1].rows if not isinstance(row, Heading)}
    found = set()
    indicator = ""
    for row in (*rows_of(headlines), *rows_of(others)):
        part = row["指标"].startswith("  ")
        indicator = indicator if part else row["指标"]
        letters, _, source = row["来源"].rpartition(" ")
        period = row["指标"].strip() if part else row["期间"]
        value = float(re.sub("[^-0-9.]", "", row["数值"]))
        status = next((letter for letter in letters if letter in "APEF"), "=")
        found.add((indicator, value, row["单位"], period, status, titles[source]))
    return found


def told_in_json(index: Index, answer: Any) -> set[Told]:
    metrics = index.metrics.by_id()
    documents = index.documents.by_id(answer["sources"])
    found = set()
    for figure in answer["observations"]:
        period = parse_canonical(figure["period"])
        assert period
        name = ZH.metric(metrics[figure["metric"]]) + (f"（{figure['scope']}）" if figure["scope"] else "")
        when = f"({ZH.period(period)})" if figure["period_inferred"] else ZH.period(period)
        letter = LETTERS[figure["status"]]
        if figure["derived"] and figure["status"] != "preliminary":
            letter = "="
        document = documents[figure["source"]]
        title = ZH("[{title}]", title=document.title) if document.title_is_described else document.title
        source = f"{document.publisher}. {title}" if document.publisher else title
        found.add((name, figure["value"], figure["unit"], when, letter, ZH.marked(source, document.id)))
    return found


def test_every_figure_of_the_page_is_in_the_json(index: Index, countycli: Program) -> None:
    for code in places(index):
        told = told_on_page(index, code)
        assert len(told) > 5, code
        assert told - told_in_json(index, countycli("show", code, "--json").json) == set(), code


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", [(), ("--color", "always")], ids=["pipe", "terminal"])
def test_the_page_fits_a_screen_or_two(lang: str, form: tuple[str, ...], frozen: Program) -> None:
    for name in ("龙泉", "松阳", "330105", "江干"):
        lines = frozen("show", name, "--width", "100", *form, lang=lang).out.splitlines()
        assert len(lines) <= 70, name


def test_the_sources_are_those_that_the_page_cites(index: Index) -> None:
    for code in places(index):
        *others, sources = tables(index, code)
        page = show_view.page(show(index, ShowRequest(code, extent=FIRST_PAGE)), ZH)
        head = " ".join(line for block in page if isinstance(block, Panel) for line in block.lines)
        rows = [row for table in others for row in table.rows if not isinstance(row, Heading)]
        cells = (text_of(cell) for row in rows for cell in row)
        cited = {number for text in (head, *cells) for number in re.findall(r"\[\d+\]", text)}
        assert cited == {text_of(row[0]) for row in sources.rows if not isinstance(row, Heading)}, code


def test_a_series_is_drawn_from_zero_with_gaps(tmp_path: Path) -> None:
    made = Book(tmp_path)
    levels, growth = {"2020": 50, "2022": 75, "2023": 100}, {"2020": -5, "2022": 0, "2023": 5}
    made.write("a", *(observed(LONGQUAN, year, gdp=levels[year], retail_sales_growth=growth[year]) for year in levels))
    page = show_view.page(show(made.index(), ShowRequest(LONGQUAN, extent=FIRST_PAGE)), EN)
    headlines, others, _ = [block for block in page if isinstance(block, Table)]
    assert [column.title for column in (*headlines.columns, *others.columns) if column.drawn] == ["2016–23"] * 2
    rows = [row for row in (*headlines.rows, *others.rows) if not isinstance(row, Heading)]
    drawn = [cell for row in rows for cell in row if isinstance(cell, Spark)]
    assert [spark.heights[-4:] for spark in drawn] == [(0.5, None, 0.75, 1.0), (0.0, None, 0.5, 1.0)]


@pytest.mark.parametrize(
    ("figure", "loud"),
    [("5", False), ('{ value = 5, status = "preliminary" }', False), ('{ value = 5, status = "estimate" }', True)],
)
def test_status_and_source_are_quiet_until_they_matter(tmp_path: Path, figure: str, loud: bool) -> None:
    made = Book(tmp_path)
    made.write("a", observed(LONGQUAN, "2024", gdp=figure))
    page = show_view.page(show(made.index(), ShowRequest(LONGQUAN, extent=FIRST_PAGE)), EN)
    (table,) = [block for block in page if isinstance(block, Table) and block.columns[0].title == "Indicator"]
    mark = table.rows[0][-1]
    assert isinstance(mark, Styled)
    assert mark.style == ("caution" if loud else "quiet")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", range(60, 141, 4))
def test_a_change_stands_with_the_period_since_which_it_is(index: Index, lang: str, width: int) -> None:
    """At no width is there one without the other."""
    words = Words(lang)
    page = show_view.page(show(index, ShowRequest(LONGQUAN, extent=FIRST_PAGE)), words)
    tables_of_page = [block for block in page if isinstance(block, Table)]
    shown = [{column.title for column in grid(table, words, width).columns} for table in tables_of_page]
    assert all((words("Change") in titles) == (words("Since") in titles) for titles in shown)
    assert any(words("Change") in titles for titles in shown) or width < 90


def test_what_regions_have_is_flush_on_the_right(index: Index) -> None:
    """Shares, ratios and differences have no decimal point in common."""
    (*_, others) = [
        table for table in tables(index, "460300") if "比全省" in [column.title for column in table.columns]
    ]
    fitted = grid(others, ZH, 140)
    (number,) = (place for place, column in enumerate(fitted.columns) if column.title == "比全省")
    told = [row[number].lines[0] for row in fitted.rows if not isinstance(row, Heading)]
    assert len(told) > 5
    assert [text for text in told if text != text.rstrip()] == []


@pytest.mark.parametrize("code", NAMED)
def test_the_command_that_tells_the_origin_leads_to_the_figure_that_is_shown(code: str, countycli: Program) -> None:
    line = countycli("show", code, lang="en").out.splitlines()[-1]
    (command,) = re.findall(r"countycli (why .*)$", line)
    figure = countycli(*command.split(), "--json").json["observation"]
    shown = countycli("show", code, lang="en").out.split("\n\n")
    first = next(block for block in shown if block.startswith("Indicator")).splitlines()[1]
    assert f"{figure['value']:,}".rstrip("0").rstrip(".") in first.replace("\u2007", " ")
