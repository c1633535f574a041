"""The book as Python programs and notebooks use it."""

from __future__ import annotations

import copy
import doctest
import json
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from books import OWN_FILE, observed
from conftest import ROOT, clean_environment

import countycli
from countycli.errors import AmbiguousError, CountyError, InvalidDatasetError, NotFoundError, UsageError
from countycli.render.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Program

    from countycli.answer import Answer
    from countycli.book import Book


@pytest.fixture(scope="module")
def book() -> Iterator[Book]:
    with countycli.open(lang="en") as opened:
        yield opened


GUIDES = [path for path in sorted((ROOT / "docs").rglob("*.md")) if ">>> " in path.read_text("utf-8")]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.relative_to(ROOT / "docs").as_posix())
def test_what_guides_type_in_python_is_true(guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # for the files that a guide writes
    found = doctest.testfile(str(guide), module_relative=False, encoding="utf-8")
    assert found.attempted > 5
    assert found.failed == 0


def test_importing_the_package_loads_nothing() -> None:
    program = "import sys; before = set(sys.modules); import countycli; print(sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=clean_environment(), check=True
    )
    assert done.stdout.strip() == "['countycli']"


QUESTIONS = {
    "show": (("show", "龙泉"), lambda book: book.county("龙泉").show()),
    "show-narrowed": (("show", "龙泉", "gdp", "-p", "2023"), lambda book: book.show("龙泉", "gdp", period="2023")),
    "rank": (("rank", "gdp", "-p", "2023", "--in", "浙江"), lambda book: book.rank("gdp", period="2023", scope="浙江")),
    "rank-since": (
        ("rank", "population", "--since", "2010", "--kind", "县级市"),
        lambda book: book.rank("population", since="2010", kind="县级市"),
    ),
    "compare": (("compare", "义乌", "平阳"), lambda book: book.compare("义乌", "平阳")),
    "trend": (
        ("trend", "龙泉", "-m", "gdp", "--from", "2017"),
        lambda book: book.trend("龙泉", metric="gdp", first="2017"),
    ),
    "why": (("why", "平阳", "gdp"), lambda book: book.county("平阳").why("gdp")),
    "initiatives": (
        ("initiatives", "--county", "松阳", "--year", "2024"),
        lambda book: book.county("松阳").initiatives(year=2024),
    ),
    "targets": (("targets", "松阳"), lambda book: book.county("松阳").targets()),
    "coverage": (("coverage", "-m", "gdp", "--in", "浙江"), lambda book: book.coverage("gdp", scope="浙江")),
    "search": (("search", "营商环境"), lambda book: book.search("营商环境")),
    "rank-marked": (
        ("rank", "gdp", "-p", "2023", "--in", "浙江", "--mark", "龙泉"),
        lambda book: book.rank("gdp", period=2023, scope="浙江", mark="龙泉"),
    ),
    "compare-topic": (
        ("compare", "义乌", "平阳", "-t", "population"),
        lambda book: book.compare("义乌", "平阳", topic="population"),
    ),
    "map": (("map", "gdp", "--in", "丽水", "-p", "2023"), lambda book: book.map("gdp", scope="丽水", period=2023)),
    "map-limits": (
        ("map", "gdp", "--in", "丽水", "--limits", "100,200"),
        lambda book: book.map("gdp", scope="丽水", limits=[100, 200]),
    ),
    "cite": (("cite", "龙泉", "gdp", "--style", "csl"), lambda book: book.citation("龙泉", "gdp", style="csl")),
}


@pytest.mark.parametrize(("arguments", "ask"), QUESTIONS.values(), ids=QUESTIONS)
def test_answers_are_those_of_the_command_line(
    arguments: tuple[str, ...], ask: Callable[[Book], Answer[Any]], book: Book, countycli: Program
) -> None:
    answer = ask(book)
    assert answer.to_dict() == countycli(*arguments, "--json").json
    rows = [json.loads(line) for line in countycli(*arguments, "-f", "jsonl").out.splitlines()]
    assert len(answer) == len(answer.rows) == len(rows)
    assert list(answer) == [answer.rows[position] for position in range(len(rows))]
    assert str(answer).splitlines()[0]


@pytest.mark.parametrize("metric", ["gdp", "urbanization_rate"])
def test_frames_of_all_libraries_hold_the_same(metric: str, book: Book) -> None:
    rows = book.figures(metric, "2020", scope="丽水")
    assert len(rows) > 5
    in_polars, in_pandas, in_arrow = rows.to_polars(), rows.to_pandas(), rows.to_arrow()
    assert tuple(in_polars.columns) == tuple(in_pandas.columns) == tuple(in_arrow.column_names) == rows.columns
    values = [row["value"] for row in rows]
    assert in_polars["value"].to_list() == in_pandas["value"].tolist() == in_arrow["value"].to_pylist() == values
    assert in_polars.schema["start"] == pl.Date
    assert in_arrow.schema.field("end").type == pa.date32()
    assert isinstance(in_pandas, pd.DataFrame)


def test_figures_are_those_of_show(book: Book, countycli: Program) -> None:
    shown = countycli("show", "龙泉", "--json").json["observations"]
    headlines = [row for row in book.county("龙泉").figures() if row["headline"]]

    def keys(rows: list[dict[str, object]]) -> set[tuple[object, ...]]:
        return {(row["metric"], row["period"], row["value"], row["unit"], row["source"], row["scope"]) for row in rows}

    assert keys(headlines) == keys(shown)


def test_periods_have_a_first_and_a_last_day(book: Book) -> None:
    (quarter,) = {(row["start"], row["end"]) for row in book.county("龙泉").figures("gdp", "2025Q1")}
    assert quarter == (date(2025, 1, 1), date(2025, 3, 31))
    assert {row["end"] for row in book.figures("gdp", "2024-01/2024-02")} <= {date(2024, 2, 29)}


def test_a_column_without_values_is_text(book: Book) -> None:
    empty = Rows(("a", "b"), [(1, None), (2, None)])
    assert empty.to_polars().schema["b"] == pl.String
    assert empty.to_arrow().schema.field("b").type == pa.string()


def test_rows_are_a_sequence() -> None:
    rows = Rows.of([{"a": 1}, {"a": 2, "b": "<x>"}])
    assert rows[0] == {"a": 1, "b": None}
    assert rows[1:][0] == {"a": 2, "b": "<x>"}
    assert "&lt;x&gt;" in rows._repr_html_()
    assert repr(rows) == "2 rows of a, b"


def test_errors_carry_what_may_have_been_meant(book: Book) -> None:
    with pytest.raises(AmbiguousError) as ambiguous:
        book.county("朝阳")
    assert {str(candidate.name) for candidate in ambiguous.value.candidates} >= {"朝阳区", "朝阳市"}
    with pytest.raises(NotFoundError):
        book.county("没有这个县")
    with pytest.raises(UsageError):
        book.figures("gdp", "someday")
    with pytest.raises(UsageError, match="2025, 2021"):
        book.initiatives(year=[2025, 2021])  # type: ignore[arg-type]  # as a notebook may call it
    with pytest.raises(UsageError):
        countycli.open(lang="fr")


@pytest.mark.parametrize(
    "ask",
    [
        lambda book: book.rank(None),
        lambda book: book.map("gdp", scope="丽水", classes=7),
        lambda book: book.map("gdp", scope="丽水", limits=[2, 1]),
        lambda book: book.map("gdp", scope="丽水", limits=[float("nan")]),
        lambda book: book.cite("龙泉", "gdp", style="chicago"),
        lambda book: book.targets("松阳", "soon"),
    ],
)
def test_what_no_question_can_hold_is_refused(ask: Callable[[Book], object], book: Book) -> None:
    with pytest.raises(UsageError) as refused:
        ask(book)
    assert refused.value.hint


def test_what_frames_and_answers_hold_can_be_asked_for(book: Book) -> None:
    """Whole numbers of NumPy, columns of data frames, and places."""
    frame = book.figures("gdp", "2023", places=["龙泉", "松阳"]).to_pandas()
    (year,) = frame["year"].unique()
    longquan, songyang = book.county("龙泉"), book.county("松阳").place
    assert list(book.rank("gdp", period=year, scope="丽水")) == list(book.rank("gdp", period=2023, scope="丽水"))
    assert book.figures("gdp", frame["year"], places=frame["county_code"]).to_pandas().equals(frame)
    compared = book.compare(frame["county_code"], metric="gdp")
    assert list(compared) == list(book.compare(*frame["county_code"], metric="gdp"))
    assert list(book.trend([longquan, songyang], metric="gdp")) == list(book.trend("龙泉", "松阳", metric="gdp"))
    assert list(book.targets(songyang, pd.Series([2025])[0])) == list(book.targets("松阳", "2025"))
    assert list(book.initiatives(county=songyang, year="2025")) == list(book.initiatives(county="松阳", year=2025))
    assert book.why(longquan, "gdp").to_dict() == book.why("331181", "gdp").to_dict()


@pytest.mark.parametrize(
    "ask",
    [
        lambda book: book.search("龙泉"),
        lambda book: book.coverage(scope="丽水"),
        lambda book: book.coverage(scope="丽水", metric="gdp"),
        lambda book: book.rank("gdp", scope="丽水"),
        lambda book: book.targets("松阳"),
    ],
)
def test_all_answers_can_be_copied_and_pickled(ask: Callable[[Book], Answer[Any]], book: Book) -> None:
    answer = ask(book)
    assert copy.deepcopy(answer).to_dict() == answer.to_dict()
    assert pickle.loads(pickle.dumps(answer)).to_dict() == answer.to_dict()  # noqa: S301  # the test's own


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_answers_outlive_their_book_and_can_be_copied(lang: str) -> None:
    with countycli.open(lang=lang) as closing:
        answer = closing.show("龙泉", "gdp")
        page = str(copy.deepcopy(answer))
        sent = pickle.dumps(answer)
    assert str(answer) == str(pickle.loads(sent)) == page  # noqa: S301  # the test's own
    assert repr(answer) == f"<show: {len(answer)} rows>"


def test_a_closed_book_says_so() -> None:
    closed = countycli.open()
    closed.close()
    closed.close()
    with pytest.raises(UsageError, match="closed"):
        closed.show("龙泉")


def test_a_book_of_another_thread_says_so(book: Book) -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(UsageError, match="thread"):
        pool.submit(book.show, "龙泉").result()


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("polars", "pandas", "pyarrow"):
        monkeypatch.setitem(sys.modules, library, None)
    rows = Rows(("a",), [(1,)])
    for convert in (rows.to_polars, rows.to_pandas, rows.to_arrow):
        with pytest.raises(CountyError, match="not installed"):
            convert()


def test_own_files_are_layered(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OWN_FILE, "utf-8")
    for data in ([own], own, str(own)):
        with countycli.open(data) as layered:
            assert layered.info.own == 1
    own.write_text(observed("331181", "2024", nonsense="1"), "utf-8")
    with pytest.raises(InvalidDatasetError):
        countycli.open([own])


def test_drafts_are_those_of_the_commands(book: Book, countycli: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("县,产值,增速\n龙泉市,201.5,6\n", "utf-8")
    imported = book.import_sheet(sheet, {"产值": "gdp (亿元)"}, period=2025, published=2026, against=True)
    options = ["--map", "产值=gdp (亿元)", "--period", "2025", "--published", "2026"]
    assert imported.to_dict() == countycli("data", "import", str(sheet), *options, "--against", "--json").json
    assert imported.to_toml() == countycli("data", "import", str(sheet), *options).out
    assert [pair.figure.metric for pair in imported.against or ()] == [row["metric"] for row in imported.rows]
    text = tmp_path / "report.txt"
    text.write_text(
        "龙泉市2025年国民经济和社会发展统计公报\n全年实现地区生产总值201.5亿元，比上年增长6.1%。\n", "utf-8"
    )
    drafted = book.draft(text, county="龙泉", published="2026-03-01", kind="communique")
    told = countycli(
        "data", "draft", str(text), "--county", "龙泉", "--published", "2026-03-01", "--kind", "communique"
    )
    assert drafted.to_toml() == told.out
    assert (len(drafted), drafted.against) == (2, None)
    with pytest.raises(UsageError, match="doesn't fit published"):
        book.draft(text, published="gestern")
    with pytest.raises(UsageError, match="Unknown kind"):
        book.import_sheet(sheet, kind="poem")
