"""The reader's own documents, written into a copy of the book's index.

Only what the documents touch is made again, by the functions that make the index of a whole book: the figures in each
cell (a metric, a period, a place) that has an own figure or a figure derived from own ones, and the summaries of these
cells. All else is appended, for nothing in the index depends on the order of numbers.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from itertools import chain, groupby
from operator import itemgetter, neg
from typing import TYPE_CHECKING, Any, NamedTuple

from countycli.index.ask.connection import uri
from countycli.index.ask.index import Index
from countycli.index.make.derive import derive
from countycli.index.make.figures import Numbers, figure_rows, report_rows, settled
from countycli.index.make.reach import Kinship, derived_cells, input_cells
from countycli.index.make.search import gram_rows, told_items
from countycli.index.make.summaries import Counties, coverage, headlines_by_period, latest
from countycli.index.make.write import insert
from countycli.index.schema import (
    COVERAGE_COLUMNS,
    COVERED,
    DETAIL_COLUMNS,
    DOCUMENT_COLUMNS,
    FIGURE_COLUMNS,
    FIGURE_KEY,
    INITIATIVE_COLUMNS,
    LATEST_COLUMNS,
)
from countycli.source.draft import data_info
from countycli.source.files import CHECKED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from countycli.index.make.reach import Cell
    from countycli.model.records import Document, Figure, Metric, Place
    from countycli.source.draft import Draft
    from countycli.source.files import Advance

Row = tuple[Any, ...]

_CACHE = 64_000  # KiB of pages that are held; own figures fall all over the index
_CELL = "metric, last_month, first_month, county"
_HELD = f"cells CROSS JOIN observations USING ({_CELL})"
_OF_SERIES = (
    "(SELECT DISTINCT metric, county FROM cells)"
    " CROSS JOIN observations INDEXED BY observations_by_county USING (metric, county)"
)


def write_over(base: Path, target: Path, draft: Draft, advance: Advance) -> None:
    """Write the index of a book with the reader's own documents. `base` is the index of the book, and `draft` holds the
    documents. Raises OSError or sqlite3.Error where the index can't be written.
    """
    shutil.copyfile(base, target)
    with closing(sqlite3.connect(uri(target, "nolock=1"), uri=True)) as connection:  # no other process knows the file
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")  # the file takes its name only when it is whole
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        connection.execute("PRAGMA temp_store = MEMORY")
        layer(connection, draft, advance)
        connection.commit()


class _Book(NamedTuple):
    """What is known of the book beneath, as far as the own documents need it."""

    connection: sqlite3.Connection
    asked: Index
    metrics: Mapping[str, Metric]
    documents: Mapping[str, Document]
    numbers: Numbers
    kinship: Kinship
    advance: Advance


def layer(connection: sqlite3.Connection, draft: Draft, advance: Advance) -> None:
    """Write the documents of a draft into an index that holds the documents of the book."""
    book = _book(connection, draft, lambda done: advance(CHECKED + (1 - CHECKED) * done))
    places = {entry.record.code: entry.record for entry in draft.places}
    zones = (entry.record for entry in draft.zones)
    observations = settled((entry.record for entry in draft.observations), places, zones)
    connection.execute(f"CREATE TEMP TABLE cells ({_CELL}, PRIMARY KEY ({_CELL})) WITHOUT ROWID")
    _write_documents(book, draft)
    _write_observations(book, observations)
    _write_targets(book, [entry.record for entry in draft.targets])
    insert(connection, "details", "number, " + DETAIL_COLUMNS, book.numbers.detail_rows())
    _write_told(book, draft, places)


def _book(connection: sqlite3.Connection, draft: Draft, advance: Advance) -> _Book:
    index = Index(connection)
    own = {entry.record.id: entry.record for entry in draft.documents}
    first, first_details = (
        index.connection.rows(f"SELECT coalesce(max(number), -1) + 1 FROM {table}")[0][0]
        for table in ("documents", "details")
    )
    documents = dict(index.connection.rows("SELECT id, number FROM documents"))
    documents |= {identifier: number for number, identifier in enumerate(sorted(own), first)}
    numbers = Numbers(dict(index.connection.rows("SELECT id, number FROM metrics")), documents, {}, first_details)
    metrics = {entry.record.id: entry.record for entry in draft.metrics}
    return _Book(connection, index, metrics, index.documents.by_id() | own, numbers, Kinship(index.places), advance)


# Figures


def _write_observations(book: _Book, own: Sequence[Figure]) -> None:
    added, gone = _derived(book, own)
    book.advance(0.2)
    _fill_cells(book, {cell for figure in (*own, *added, *gone) for cell in _relatives(figure, book.kinship)})
    held, before = book.asked.figures.in_cells("observations"), _rows(book, _HELD)
    figures = [*(figure for figure in held if figure not in gone), *own, *added]
    book.advance(0.4)
    after = _replace(book, "observations", figures)
    book.advance(0.7)
    _cover(book, before, after)
    book.advance(0.8)
    _choose_latest(book)
    book.advance(0.9)
    _count(book, held, figures)
    _report(book, held, figures)


def _relatives(figure: Figure, kinship: Kinship) -> list[Cell]:
    """A figure's cell, and those of all units that count as one place with the figure's."""
    return [(figure.metric, figure.period, code) for code in kinship.family(figure.county)]


def _derived(book: _Book, own: Sequence[Figure]) -> tuple[set[Figure], set[Figure]]:
    """The derived figures that own figures add, and the book's derived figures that own figures take away."""
    formulas = {name: metric.formula for name, metric in book.metrics.items() if metric.formula}
    cells = derived_cells(own, formulas, book.kinship, book.asked)
    records = book.kinship.records({code for *_, code in cells})
    inputs = input_cells(cells, formulas, book.kinship, records)
    regions = book.asked.places.by_code({code for *_, code in inputs} - records.keys())
    _fill_cells(book, inputs)
    held = book.asked.figures.in_cells("observations")

    def may_change(figure: Figure) -> bool:
        return figure.derived and (figure.metric, figure.period, book.kinship.owner(figure.county)) in cells

    before = {figure for figure in held if may_change(figure)}
    told = [*(figure for figure in held if not figure.derived), *own]
    results = {metric for metric, *_ in cells}
    metrics = [metric if name in results else metric._replace(formula=None) for name, metric in book.metrics.items()]
    after = {figure for figure in derive(metrics, told, book.documents, {**records, **regions}) if may_change(figure)}
    return after - before, before - after


def _write_targets(book: _Book, own: Sequence[Figure]) -> None:
    _fill_cells(book, {(figure.metric, figure.period, figure.county) for figure in own})
    held = book.asked.figures.in_cells("targets")
    _replace(book, "targets", [*held, *own])


def _fill_cells(book: _Book, cells: Collection[Cell]) -> None:
    numbers = book.numbers.metrics
    rows = ((numbers[metric], period.end, period.start, int(code)) for metric, period, code in cells)
    book.connection.execute("DELETE FROM cells")
    insert(book.connection, "cells", _CELL, sorted(rows))


def _replace(book: _Book, table: str, figures: Iterable[Figure]) -> list[Row]:
    """Weigh the figures of all cells, and replace the figures that the index holds in these cells by the rows made."""
    rows = [*chain.from_iterable(figure_rows(figures, book.documents, book.numbers))]
    book.connection.execute(f"DELETE FROM {table} WHERE ({_CELL}) IN cells")
    insert(book.connection, table, FIGURE_COLUMNS, rows)
    return rows


def _rows(book: _Book, tables: str) -> list[Row]:
    """Rows of observations in the order of the primary key."""
    return book.asked.connection.rows(f"SELECT {FIGURE_COLUMNS} FROM {tables} ORDER BY {FIGURE_KEY}")


# What tells of figures


def _cover(book: _Book, before: Iterable[Row], after: Iterable[Row]) -> None:
    """Take from the coverage what the rows in all cells added to it, and add what they add now."""
    counties = _counties_in_cells(book)
    lost, won = ([*coverage(headlines_by_period(rows), counties)] for rows in (before, after))
    book.connection.executemany(
        f"INSERT INTO coverage VALUES ({', '.join('?' * len(COVERAGE_COLUMNS.split()))}) ON CONFLICT DO UPDATE SET "
        + ", ".join(f"{name} = {name} + excluded.{name}" for name in COVERED),
        [*won, *((*row[:4], *map(neg, row[4:])) for row in lost)],
    )
    book.connection.executemany(
        "DELETE FROM coverage WHERE counties = 0 AND (region, metric, last_month, first_month) = (?, ?, ?, ?)",
        [row[:4] for row in lost],
    )


def _counties_in_cells(book: _Book) -> Counties:
    codes = [f"{number:06d}" for (number,) in book.connection.execute("SELECT DISTINCT county FROM cells")]
    places = book.asked.places.by_code(codes)
    prefectures = book.asked.places.by_code({place.prefecture for place in places.values() if place.prefecture})
    lines = ((heir, part) for heir, parts in book.asked.places.all_parts.items() for part in parts)
    return Counties({**prefectures, **places}, lines)


def _choose_latest(book: _Book) -> None:
    book.connection.execute("DELETE FROM latest WHERE (metric, county) IN (SELECT metric, county FROM cells)")
    periods = headlines_by_period(_rows(book, _OF_SERIES))
    for _, of_metric in groupby(periods, itemgetter(0)):
        insert(book.connection, "latest", LATEST_COLUMNS, latest(of_metric))


def _count(book: _Book, held: Iterable[Figure], figures: Iterable[Figure]) -> None:
    """Change the counts. None becomes 0, for a derived figure only gives way to an own figure."""
    change: Counter[tuple[str, int]] = Counter()
    for found, step in ((held, -1), (figures, 1)):
        for figure in found:
            change["county", int(figure.county)] += step
            change["metric", book.numbers.metrics[figure.metric]] += step
    book.connection.executemany(
        "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET figures = figures + excluded.figures",
        [(per, number, step) for (per, number), step in change.items()],
    )


def _report(book: _Book, held: Collection[Figure], figures: Collection[Figure]) -> None:
    """Change the reports. None becomes 0, for the document of a derived figure gives the first input as well."""
    before, after = ({row[:2]: row[2] for row in report_rows(found, book.numbers)} for found in (held, figures))
    book.connection.executemany(
        "INSERT INTO reports VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET figures = figures + excluded.figures",
        [(*key, after.get(key, 0) - before.get(key, 0)) for key in before.keys() | after.keys()],
    )


# Documents and what they tell beside figures


def _write_documents(book: _Book, draft: Draft) -> None:
    own = [entry.record for entry in draft.documents]
    rows = [(book.numbers.documents[document.id], *document) for document in own]
    insert(book.connection, "documents", "number, " + DOCUMENT_COLUMNS, sorted(rows))
    was, now = book.asked.info(), data_info(draft)
    told = {
        "documents": was.documents + now.documents,
        "as_of": max(was.as_of, now.as_of),
        "own": now.own,
    }
    book.connection.executemany(
        "UPDATE meta SET value = ?2 WHERE key = ?1", [(key, str(value)) for key, value in told.items()]
    )


def _write_told(book: _Book, draft: Draft, places: Mapping[str, Place]) -> None:
    connection = book.connection
    initiatives = [entry.record for entry in draft.initiatives]
    first = book.asked.connection.rows("SELECT coalesce(max(position), -1) + 1 FROM initiatives")[0][0]
    rows = [(*initiative, position) for position, initiative in enumerate(initiatives, first)]
    insert(connection, "initiatives", INITIATIVE_COLUMNS + ", position", sorted(rows))
    insert(connection, "gaps", "county, source, note", sorted(entry.record for entry in draft.gaps))
    documents = (entry.record for entry in draft.documents)
    first = book.asked.connection.rows("SELECT coalesce(max(number), -1) + 1 FROM items")[0][0]
    items = list(enumerate(told_items(initiatives, documents, places), first))
    insert(connection, "items", "number, kind, ref, title, text", [(number, *item) for number, item in items])
    insert(connection, "grams", "gram, items", gram_rows(items))
