"""`verify`: whether a file is whole, what changed in it, and what the book says differently today."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.fixity.differences import ADDED, CHANGED, COLUMN_ADDED, COLUMN_REMOVED, REMOVED, Difference
from countycli.model.period_text import parse_canonical
from countycli.phrases import N_
from countycli.query.verify import WHOLE
from countycli.record import NamedTuple
from countycli.render.page import BAD, CAUTION, GOOD, QUIET, STRONG, Block, Column, Lines, Page, Table
from countycli.render.views import View, labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from countycli.query.verify import VerifyReport
    from countycli.render.encode import Data
    from countycli.render.words import Words

_COUNTED = {
    CHANGED: N_("cells changed: {count}"),
    ADDED: N_("rows added: {count}"),
    REMOVED: N_("rows missing: {count}"),
    COLUMN_ADDED: N_("columns added: {count}"),
    COLUMN_REMOVED: N_("columns missing: {count}"),
}
_IN_FILE = {
    ADDED: N_("row added"),
    REMOVED: N_("row missing"),
    COLUMN_ADDED: N_("column added"),
    COLUMN_REMOVED: N_("column missing"),
}
_IN_BOOK = {
    ADDED: N_("new"),
    REMOVED: N_("gone"),
    COLUMN_ADDED: N_("new column"),
    COLUMN_REMOVED: N_("column gone"),
}


def page(report: VerifyReport, words: Words) -> Page:
    style = f"{STRONG} {GOOD if report.state == WHOLE else BAD}"
    blocks = [Lines((_verdict(report, words),), style), Lines(tuple(_origin(report, words)), QUIET)]
    notes = tuple(words.phrase(note.text) for note in report.notes)
    if notes:
        blocks.append(Lines(notes, CAUTION))
    blocks.append(Lines((_today(report, words),)))
    in_file = _Side(words("Changed in the file"), words("In the file"), _IN_FILE)
    in_book = _Side(words("What the book says today"), words("The book today"), _IN_BOOK)
    return (*blocks, *_told(in_file, report.differences, report, words), *_told(in_book, report.today, report, words))


class _Side(NamedTuple):
    """What is set against what was written: the title of the table, that of the column, and words for rows and columns
    that are there on one side only.
    """

    title: str
    column: str
    kinds: Mapping[str, str]


def _verdict(report: VerifyReport, words: Words) -> str:
    if report.state == WHOLE:
        return words("{path} holds what was written (records: {count})", path=report.path, count=report.seal.records)
    if report.differences is None:
        return words("{path} doesn't hold what was written; what that was is not known any more", path=report.path)
    counts = Counter(difference.kind for difference in report.differences)
    told = [words(text, count=counts[kind]) for kind, text in _COUNTED.items() if counts[kind]]
    return words("{path} doesn't hold what was written: {changes}", path=report.path, changes=words.join(told))


def _origin(report: VerifyReport, words: Words) -> Iterator[str]:
    stamp = report.seal.stamp
    template = N_("Written {time} by countycli {program}, data {version}")
    yield words(template, time=stamp.written, program=stamp.program, version=stamp.data.get("version", ""))
    yield stamp.command
    yield f"SHA-256 {report.seal.sha256}"


def _today(report: VerifyReport, words: Words) -> str:
    """What the book says today, in one line."""
    version = report.info.version
    if report.today is None:
        return words("What the book says today is not known (data {version})", version=version)
    if report.today:
        return words(
            "The book, data {version}, answers differently (differences: {count})",
            version=version,
            count=len(report.today),
        )
    return words("The book, data {version}, answers the same today", version=version)


def _told(
    side: _Side, differences: tuple[Difference, ...] | None, report: VerifyReport, words: Words
) -> Iterator[Block]:
    """The table of differences, if there are any, and how many more there are."""
    if not differences:
        return
    columns = (
        Column(words("Row"), least=16),
        Column(words("Column"), least=8),
        Column(words("Written"), right=True, least=8),
        Column(side.column, right=True, least=8, style=STRONG),
    )
    rows = tuple(_cells(difference, side.kinds, report, words) for difference in differences[: report.most])
    yield Table(side.title, columns, rows)
    more = len(differences) - len(rows)
    if more:
        yield Lines((words("… and {count} more; `-f csv` lists each", count=f"{more:,}"),), QUIET)


def _cells(
    difference: Difference, kinds: Mapping[str, str], report: VerifyReport, words: Words
) -> tuple[str, str, str, str]:
    title = labels.COLUMNS.get(difference.column) if report.seal.format == "xlsx" else None  # other files have keys
    named = words(title) if title else difference.column
    if difference.kind in (COLUMN_ADDED, COLUMN_REMOVED):
        return named, words(kinds[difference.kind]), difference.was, difference.now
    change = words(kinds[difference.kind]) if difference.kind in kinds else named
    return _row(difference, report, words), change, difference.was, difference.now


def _row(difference: Difference, report: VerifyReport, words: Words) -> str:
    """County, indicator and period where the file names them, else how the row begins."""
    metric, period = report.metrics.get(difference.metric), parse_canonical(difference.period)
    indicator = words.metric(metric) if metric else difference.metric
    told = difference.county, indicator, words.period(period) if period else difference.period, difference.row
    return words.join([part for part in told if part])


def payload(report: VerifyReport, words: Words) -> Data:
    stamp = report.seal.stamp
    return {
        "query": {"file": report.path},
        "state": report.state,
        "written": {
            "program": stamp.program,
            "data": dict(stamp.data),
            "command": stamp.command,
            "lang": stamp.lang,
            "time": stamp.written,
            "format": report.seal.format,
            "records": report.seal.records,
            "sha256": report.seal.sha256,
        },
        "sha256": report.digest,
        "same_data": report.is_same_data,
        "reordered": report.reordered,
        "hidden": report.hidden,
        "sheets": list(report.sheets),
        "rewritten": _encoded(report.rewritten),
        "rows": None if report.differences is None else _encoded(report.differences),
        "today": None if report.today is None else _encoded(report.today),
    }


def _encoded(differences: Sequence[Difference]) -> list[Data]:
    """`was` and `now` are what was written and what stands there instead; null where nothing does."""
    return [{key: value or None for key, value in difference._asdict().items()} for difference in differences]


def rows(report: VerifyReport, words: Words) -> list[Data]:
    sides = (("file", report.differences), ("book", report.today))
    return [{"in": side, **row} for side, differences in sides for row in _encoded(differences or ())]


VIEW: View[VerifyReport] = View(
    page=page,
    payload=payload,
    rows=rows,
    empty_header=lambda: ("in", *Difference._fields),
)
