"""Answers are looked up: no statement reads a whole table, and none does more work where the book is larger."""

from __future__ import annotations

import re
import shlex
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import Program, synthetic_dataset

from countycli.cli import completion
from countycli.index import store
from countycli.index.ask.connection import connect
from countycli.index.ask.index import Index
from countycli.index.make.write import compile_folder
from countycli.render.words import Words

Watch = Callable[[sqlite3.Connection], None]

# What is read whole: definitions, of which there are as many in a large book as in a small one.
DEFINITIONS = {
    "meta": "three rows that every JSON answer has",
    "topics": "the headings of a table",
    "categories": "completion offers all",
    "units": "their English names",
    "metrics": "completion offers all",
    "groups": "a scope may be named by any of their names",
    "members": "a list of counties tells the groups of each",
    "lineage": "a ranking of the nation tells who has a figure under another code",
}
# What SQLite calls a scan besides: lists in a statement, and what a part of one has found.
LISTS = re.compile(r"SCAN (\d+ CONSTANT ROWS?|CONSTANT ROW|wanted|named|\(subquery-\d+\))$")

COMMANDS = (
    "show 331181",
    "show 龙泉 --all",
    "show 龙泉 --json",
    "show longquan",
    "show 温州平阳 -f csv",
    "show 巢湖",
    "show 浙江",
    "show 全国",
    "show 北京 --json",
    "show lq",
    "rank -m gdp_growth",
    "rank -m gdp_growth --lang en",
    "rank -m GDP增速 -p 2024前三季度 --in 浙江",
    "rank -m population",
    "rank -m population --json",
    "rank -m population_change",
    "rank -m gdp --latest",
    "rank -m gdp --latest --json",
    "rank -m gdp --latest --in 丽水",
    "rank -m gdp --in 山区26县",
    "rank -m gdp --in 浙江 --in 苏州 --in 无锡",
    "rank -m gdp --in 山区26县 --in 丽水 --in 温州",
    "counties --in 丽水 --in 江苏",
    "rank -m gdp -p 1999",
    "rank -m gdp --in 江苏",
    "rank -m exports --in 丽水",
    "rank -m gdp_per_capita --in 全国 --top 5",
    "search 营商环境",
    "search 招商 人才",
    "search 县",
    "search 义乌 GDP",
    "search 招商 --in 浙江",
    "compare 龙泉 --in 丽水",
    "compare --in 浙江 -m gdp --json",
    "compare 义乌 山区26县",
    "compare 义乌 平阳 --latest",
    "compare 义乌 平阳 -p 2022 -p 2023",
    "coverage 龙泉",
    "coverage 龙泉 gdp --json",
    "coverage gdp exports 浙江 -p 2023",
    "compare 义乌 平阳 松阳",
    "compare 义乌 平阳 --json",
    "compare 义乌 衢江 -m gdp_growth -p 2024Q1-Q3",
    "compare 浙江 广东",
    "compare 义乌 平阳 -m gdp -p 1999",
    "why 平阳 gdp --period 2023",
    "why 平阳 gdp_per_capita",
    "targets 松阳",
    "targets --in 丽水",
    "initiatives --county 龙泉",
    "counties --in 浙江",
    "counties 龙泉 --json",
    "metrics gdp",
    "metrics gdp --in 浙江",
    "groups 山区26县",
    "sources 2024-02-08-tidenews-pingyang",
    "coverage --in 浙江",
    "coverage --metric gdp --in 山区26县",
)
OFFERS: dict[str, tuple[Callable[..., object], str, dict[str, object]]] = {
    "places": (completion.places, "龙", {}),
    "places in pinyin": (completion.places, "long", {}),
    "metrics": (completion.metrics, "gdp", {}),
    "scopes": (completion.scopes, "浙", {}),
    "documents": (completion.documents, "2024", {}),
    "groups": (completion.groups, "山", {}),
    "categories": (completion.categories, "招", {}),
    "scopes in pinyin": (completion.scopes, "li", {}),
    "metrics by initials": (completion.metrics, "dqsczz", {}),
    "documents by title": (completion.documents, "新春", {}),
}
# More periods in a larger book are more to offer.
PERIODS: dict[str, tuple[Callable[..., object], str, dict[str, object]]] = {
    "periods of a metric": (completion.periods, "", {"metrics": ["gdp"]}),
    "periods of a county": (completion.periods, "20", {"county": "longquanshi", "metrics": ["gdp"]}),
}


class Watched:
    """A book whose connections are handed to `watch` when they are opened."""

    def __init__(self, path: Path, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self.watch: Watch = lambda _: None
        self._program, self._monkeypatch = program, monkeypatch

    def open(self, *_: object) -> Index:
        connection = connect(self.path)
        self.watch(connection)
        return Index(connection)

    def answer(self, command: str) -> int:
        self._monkeypatch.setattr(store, "open_index", self.open)
        return self._program(*shlex.split(command), lang="zh").code

    def offer(self, complete: Callable[..., object], typed: str, given: dict[str, object]) -> object:
        with closing(self.open()) as index:
            session = SimpleNamespace(index=index, words=Words("zh", index.metrics.english_names))
            context: Any = SimpleNamespace(find_object=lambda _: session, meta={completion.TYPED: typed}, params=given)
            return complete(context)

    def plans(self, ask: Callable[[], object]) -> Iterator[str]:
        """The steps in which SQLite answers every statement of a question."""
        asked: list[str] = []
        self.watch = lambda connection: connection.set_trace_callback(asked.append)
        ask()
        with closing(sqlite3.connect(self.path)) as connection:
            for sql in asked:
                if not sql.startswith("PRAGMA"):
                    yield from (step[3] for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}"))

    def steps(self, ask: Callable[[], object]) -> int:
        """How many instructions of SQLite's machine a question takes."""
        count = 0

        def step() -> int:
            nonlocal count
            count += 1
            return 0

        self.watch = lambda connection: connection.set_progress_handler(step, 1)
        ask()
        return count


@pytest.fixture
def book(index: Index, countycli: Program, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """The real book."""
    path = store.index_path()
    assert path
    return Watched(path, countycli, monkeypatch)


def whole_reads(steps: list[str]) -> list[str]:
    scans = [it for it in steps if re.match("SCAN|BLOOM|.*AUTOMATIC", it) and not LISTS.match(it)]
    return [it for it in scans if not re.match(rf"SCAN ({'|'.join(DEFINITIONS)})\b", it)]


@pytest.mark.no_cover
@pytest.mark.parametrize("command", COMMANDS)
def test_no_answer_reads_a_whole_table(book: Watched, command: str) -> None:
    steps = list(book.plans(lambda: book.answer(command)))
    assert any(step.startswith("SEARCH") for step in steps)
    assert whole_reads(steps) == []


@pytest.mark.parametrize(("complete", "typed", "given"), (OFFERS | PERIODS).values(), ids=OFFERS | PERIODS)
def test_no_completion_reads_a_whole_table(
    book: Watched, complete: Callable[..., object], typed: str, given: dict[str, object]
) -> None:
    steps = list(book.plans(lambda: book.offer(complete, typed, given)))
    assert steps
    assert whole_reads(steps) == []


def test_a_whole_read_is_noticed() -> None:
    read = [
        "SCAN figure",
        "SCAN observations USING COVERING INDEX x",
        "BLOOM FILTER ON figure (county=?)",
        "SCAN places",
    ]
    assert (
        whole_reads([*read, "SCAN topics", "SCAN 20 CONSTANT ROWS", "SEARCH figure USING PRIMARY KEY (metric=?)"])
        == read
    )


def test_plans_hang_on_the_schema_alone(book: Watched) -> None:
    """Statistics would let a plan change with what a book holds."""
    with closing(sqlite3.connect(book.path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert not [name for name in tables if name.startswith("sqlite_stat")]


# Two books of the same counties; the larger one has three times the years, more than a table shows.
SMALL = ("--counties", "60", "--metrics", "20", "--years", "11", "--documents", "2")
LARGE = ("--counties", "60", "--metrics", "20", "--years", "33", "--documents", "2")
# How many times as much a question may cost in the larger one. A ranking also lists the periods that there are; a page
# and a comparison look through the keys of what a place has, and read as many figures as in the smaller one.
GROWTH = {
    "rank -m gdp_growth": 1.15,  # it names the periods that those left out have, here under former codes
    "rank -m gdp_growth -p 2024": 1.16,  # more periods to list beside less work for each county
    "rank -m gdp_growth --json": 1.15,
    "rank -m gdp_growth --latest": 1.15,
    "rank -m gdp_growth --latest --json": 1.25,
    "rank -m gdp_growth --in 浙江": 1.15,
    "show 龙泉": 2,
    "compare 龙泉 云和": 2.1,  # little is done beside the keys that are looked through
    "compare 龙泉 云和 -m gdp": 2,
    "counties --in 浙江": 1.01,
    "show 龙全": 1.01,
    "show lq": 1.01,
}


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    small, large = (tmp_path_factory.mktemp(name) for name in ("small", "large"))
    for folder, arguments in ((small, SMALL), (large, LARGE)):
        compile_folder(synthetic_dataset(folder / "data", *arguments), folder / "book.sqlite")
    return small / "book.sqlite", large / "book.sqlite"


def steps_in_both(
    sizes: tuple[Path, Path], program: Program, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Watched], object]
) -> list[int]:
    books = [Watched(path, program, monkeypatch) for path in sizes]
    return [it.steps(partial(ask, it)) for it in books]


@pytest.mark.no_cover
@pytest.mark.parametrize(("command", "most"), GROWTH.items(), ids=GROWTH)
def test_answers_cost_no_more_in_a_larger_book(
    sizes: tuple[Path, Path], countycli: Program, monkeypatch: pytest.MonkeyPatch, command: str, most: float
) -> None:
    small, large = steps_in_both(sizes, countycli, monkeypatch, lambda book: book.answer(command))
    assert large <= most * small, f"{small} and {large} steps"


@pytest.mark.parametrize(("complete", "typed", "given"), OFFERS.values(), ids=OFFERS)
def test_completion_costs_no_more_in_a_larger_book(
    sizes: tuple[Path, Path],
    countycli: Program,
    monkeypatch: pytest.MonkeyPatch,
    complete: Callable[..., object],
    typed: str,
    given: dict[str, object],
) -> None:
    small, large = steps_in_both(sizes, countycli, monkeypatch, lambda book: book.offer(complete, typed, given))
    assert large <= 1.1 * small, f"{small} and {large} steps"


def test_nothing_is_written_beside_the_book(
    sizes: tuple[Path, Path], countycli: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sizes[0]
    content = path.read_bytes()
    book = Watched(path, countycli, monkeypatch)
    for command in GROWTH:
        book.answer(command)
    assert [it.name for it in path.parent.glob("book*")] == ["book.sqlite"]
    assert path.read_bytes() == content
