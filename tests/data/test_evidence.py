"""Figures read from documents of Zhejiang's counties, entered twice: here once more, from the first reading.

`evidence.tsv` has a line for each figure of each document, in the unit that the document prints. Which metric a figure
is of, and which part of a place, was decided for the dataset, so it isn't written there.
"""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

from books import scales

from countycli.index.ask.index import Index

Key = tuple[str, str, str, str, Decimal]  # kind, place, period, dimension, value in its base unit

# Figures that are not in the dataset as they were first read, and why.
ELSEWHERE = {
    ("observation", "330521", "2024", "937", "平方公里"): "said in June 2024, so it is of that month",
}


def recorded() -> list[dict[str, str]]:
    with (Path(__file__).parent / "evidence.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_every_figure_that_was_read_is_in_the_book(index: Index) -> None:
    """As often as documents have it, whether it is a headline or not."""
    units = scales()

    def key(kind: str, place: str, period: str, number: str, unit: str) -> Key:
        dimension, scale = units[unit]
        return kind, place, period, dimension, (Decimal(number) * scale).normalize()

    held: Counter[Key] = Counter()
    for kind, figures in (("observation", index.figures.observations()), ("target", index.figures.targets())):
        given = [it for it in figures if it.value is not None and not it.derived]
        held.update(key(kind, it.county, str(it.period), str(it.value), it.unit) for it in given)
    rows = [(row["kind"], row["code"], row["period"], row["value"], row["unit"]) for row in recorded()]
    assert len(rows) == 2949
    missing = Counter(key(*row) for row in rows) - held
    assert missing == Counter(key(*row) for row in ELSEWHERE)
