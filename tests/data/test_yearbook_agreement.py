"""How often figures of the yearbook tables agree with what other sources have for the same county, indicator and year.

`yearbook_agreement.tsv` has the pairs of figures by table and document: how many are equal, equal but for rounding,
within the bound that the document gives, and different. A document that isn't listed is not counted. What is different
is listed in `yearbook_differences.tsv`; `docs/data-notes.md` tells the totals, and each cause. Doubtful figures are
left aside.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT

from countycli.index.ask.index import Index
from countycli.model.headlines import differ
from countycli.model.records import Figure

HERE = Path(__file__).parent
TABLES = (
    "yearbook-2020",
    "yearbook-2023",
    "zhejiang-2001-2011-2021",
    "zhejiang-2017-2019",
    "beijing-2024",
    "tianjin-2024",
)
OUTCOMES = ("equal", "rounded", "within_bound", "different")


class Pair(NamedTuple):
    """A figure of a table, and another source's figure of the same thing."""

    table: Figure
    other: Figure

    @property
    def outcome(self) -> str:
        if differ(self.table, self.other):
            return "different"
        if self.other.bound:
            return "within_bound"
        return "equal" if self.table.value == self.other.value else "rounded"


@pytest.fixture(scope="module")
def pairs(index: Index) -> list[Pair]:
    stated: dict[tuple[str, str, str, str | None], list[Figure]] = defaultdict(list)
    for it in index.figures.observations():
        if it.value is not None and not it.derived and not it.doubtful:
            stated[it.county, it.metric, str(it.period), it.scope].append(it)
    return [
        Pair(figure, other)
        for figures in stated.values()
        for figure in figures
        if figure.source in TABLES
        for other in figures
        if other.source not in TABLES
    ]


def lines(name: str) -> list[list[str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))[1:]


def counted(pairs: list[Pair]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        found[pair.table.source, pair.other.source][pair.outcome] += 1
    return {key: [counts[outcome] for outcome in OUTCOMES] for key, counts in found.items()}


def test_pairs_are_as_counted(pairs: list[Pair]) -> None:
    found = counted(pairs)
    recorded = {(table, document): [*map(int, counts)] for table, document, *counts in lines("yearbook_agreement.tsv")}
    assert {key: found.get(key) for key in recorded} == recorded


def test_every_difference_is_known(pairs: list[Pair]) -> None:
    listed = {(row[0], row[1]) for row in lines("yearbook_agreement.tsv")}
    found = [
        [
            *(table.source, other.source, table.county, table.metric, str(table.period)),
            *(f"{table.value}", f"{other.value}", other.status),
        ]
        for table, other in (pair for pair in pairs if pair.outcome == "different")
        if (table.source, other.source) in listed
    ]
    assert sorted(found) == lines("yearbook_differences.tsv")


def test_the_notes_tell_these_counts() -> None:
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for table, _, *counts in lines("yearbook_agreement.tsv"):
        totals[table] = [one + int(more) for one, more in zip(totals[table], counts, strict=True)]
    notes = (ROOT / "docs" / "data-notes.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z0-9-]+)` \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", notes, re.MULTILINE)
    assert {table: [*map(int, counts)] for table, *counts in told} == totals


def test_the_notes_tell_every_difference() -> None:
    """By place, year and both figures, as the document prints them."""
    notes = (ROOT / "docs" / "data-notes.md").read_text(encoding="utf-8")
    section = notes.partition("### Against the documents")[2].partition("\n### ")[0]
    for _, _, _, _, period, first, second, _ in lines("yearbook_differences.tsv"):
        assert any({period, first, second} <= {*re.findall(r"[\d.]+", line)} for line in section.splitlines()), first
