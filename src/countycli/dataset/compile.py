"""Compilation of a draft into the SQLite index that commands read."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from countycli.dataset.load import checked, dataset_files
from countycli.dataset.problems import locate
from countycli.dataset.schema import (
    DDL,
    DOCUMENT_COLUMNS,
    FIGURE_COLUMNS,
    FORMAT,
    GROUP_COLUMNS,
    INITIATIVE_COLUMNS,
    METRIC_COLUMNS,
    PLACE_COLUMNS,
)
from countycli.dataset.terms import defined_names, grams, place_names, search_items
from countycli.errors import InvalidDatasetError, Phrase
from countycli.model.reports import DataInfo, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.dataset.draft import Draft
    from countycli.model.records import Figure, Group, Initiative, Metric, Place


def compile_folder(root: Path, target: Path) -> DataInfo:
    """Write the index of the dataset below `root` to `target`, all or nothing; what it holds.

    Raises InvalidDatasetError with every fault, and OSError where `target` can't be written.
    """
    draft = read_sound(root)
    descriptor, name = tempfile.mkstemp(prefix=target.name, dir=target.parent)
    os.close(descriptor)
    unfinished = Path(name)
    try:
        with closing(sqlite3.connect(unfinished)) as connection:
            write_index(connection, draft)
        unfinished.chmod(0o644)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink()
        raise
    return data_info(draft)


def compile_in_memory(root: Path) -> sqlite3.Connection:
    """The same index in memory, for where no folder can be written."""
    draft = read_sound(root)
    connection = sqlite3.connect(":memory:")
    write_index(connection, draft)
    return connection


def read_sound(root: Path) -> Draft:
    """The draft of all files below `root`; raises InvalidDatasetError if any rule is broken."""
    draft = checked(dataset_files([root]))
    if draft.problems:
        raise invalid(locate(draft.problems))
    return draft


def invalid(problems: list[Fault]) -> InvalidDatasetError:
    first = problems[0]
    message = Phrase(
        "The dataset has {count} faults; the first: {path}:{line}: {code} {message}",
        count=len(problems),
        path=first.path,
        line=first.line,
        code=first.code,
        message=first.message,
    )
    return InvalidDatasetError(message, Phrase("`countycli data check` lists them all"))


def write_index(connection: sqlite3.Connection, draft: Draft) -> None:
    """Create all tables in an empty database. Rows go in by key, so that the file is compact and always the same."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.executescript(DDL)
    with connection:
        for table, columns, rows in _tables(draft):
            marks = ", ".join("?" * (columns.count(",") + 1))
            connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("ANALYZE")
    connection.commit()


def _tables(draft: Draft) -> Iterator[tuple[str, str, Iterable[tuple[Any, ...]]]]:
    """Each table with its columns and rows."""
    places = [entry.record for entry in draft.places]
    topics = [entry.record.id for entry in draft.topics]
    metrics = sorted((entry.record for entry in draft.metrics), key=lambda metric: topics.index(metric.topic))
    groups = [entry.record for entry in draft.groups]
    yield "meta", "key, value", ((key, str(value)) for key, value in data_info(draft)._asdict().items())
    yield "places", PLACE_COLUMNS, sorted(map(_place_row, places))
    yield "metrics", METRIC_COLUMNS + ", position", sorted((*_metric_row(it), n) for n, it in enumerate(metrics))
    yield "groups", GROUP_COLUMNS, sorted(map(_group_row, groups))
    names = [*place_names(places), *defined_names("metric", metrics), *defined_names("group", groups)]
    yield "names", "kind, key, tier, id", sorted(set(names))
    yield "members", "group_id, county, valid_from, valid_to", sorted(entry.record for entry in draft.members)
    yield "units", "id, name_en", sorted(entry.record[:2] for entry in draft.units)
    yield "topics", "position, id, name, name_en", ((n, *entry.record) for n, entry in enumerate(draft.topics))
    yield "categories", "position, id, name_en", ((n, *entry.record) for n, entry in enumerate(draft.categories))
    yield "documents", DOCUMENT_COLUMNS, sorted(entry.record for entry in draft.documents)
    yield "observations", FIGURE_COLUMNS, _figure_rows(entry.record for entry in draft.observations)
    yield "targets", FIGURE_COLUMNS, _figure_rows(entry.record for entry in draft.targets)
    initiatives = [entry.record for entry in draft.initiatives]
    yield (
        "initiatives",
        INITIATIVE_COLUMNS + ", position",
        sorted(map(_initiative_row, initiatives, range(len(initiatives)))),
    )
    yield "gaps", "county, source, note", sorted(entry.record for entry in draft.gaps)
    items = list(search_items(draft))
    yield "items", "number, kind, ref, title, text", ((number, *item) for number, item in enumerate(items))
    yield (
        "grams",
        "gram, item",
        sorted((gram, number) for number, item in enumerate(items) for gram in grams(item.text)),
    )


def data_info(draft: Draft) -> DataInfo:
    published = [entry.record.published for entry in draft.documents]
    return DataInfo(draft.version, len(published), max(published, default=""))


def _place_row(place: Place) -> tuple[Any, ...]:
    steps = ("\n".join(map(" ".join, steps)) for steps in (place.predecessors, place.successors))
    return (*place[:9], "\n".join(place.aliases), place.valid_from, place.valid_to, *steps)


def _metric_row(metric: Metric) -> tuple[Any, ...]:
    return (*metric[:3], "\n".join(metric.aliases), *metric[4:10], *metric.range, *metric[11:])


def _group_row(group: Group) -> tuple[Any, ...]:
    return (*group[:3], "\n".join(group.aliases), *group[4:])


def _initiative_row(initiative: Initiative, position: int) -> tuple[Any, ...]:
    return (*initiative, position)


def _figure_rows(figures: Iterable[Figure]) -> list[tuple[Any, ...]]:
    """Rows in the order of FIGURE_COLUMNS: the unit is the metric's and stored once, there."""
    ordered = sorted(figures, key=lambda it: (it.county, it.metric, it.period.end, it.period.start, it.source))
    return [(it.county, it.metric, *it.period, it.value, it.decimals, *it[6:]) for it in ordered]
