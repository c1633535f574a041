"""Whether a written file still holds what was written, and what the book says to the same question today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import CountyError
from countycli.fixity.canonical import TABLE, digest, line_of
from countycli.fixity.differences import REWRITTEN, Difference, compare
from countycli.fixity.opening import holding_of, open_sealed
from countycli.fixity.readers import MalformedError
from countycli.model.reports import NO_DOCUMENTS, Note
from countycli.phrases import N_, Phrase, named
from countycli.query import EVERYTHING
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from countycli.fixity.canonical import Record
    from countycli.fixity.opening import SealedFile
    from countycli.fixity.seal import Seal
    from countycli.index.ask.index import Index
    from countycli.model.records import Document, Metric
    from countycli.model.reports import DataInfo
    from countycli.query import Extent

WHOLE, CHANGED = "whole", "changed"
_OF_THE_BOOK = ("data", "schema")  # tables of JSON that tell of the book and program, not of the question


class VerifyRequest(NamedTuple):
    """Asks about the file at `path`. `ask` asks the book again what the file answered, and gives the answer in the
    file's format. It raises CountyError where that can't be asked; without it the book is not asked. `extent` says how
    many differences a page shows.
    """

    path: str
    ask: Callable[[Seal], str | bytes] | None = None
    extent: Extent = EVERYTHING


class VerifyReport(NamedTuple):
    """`state` is `whole` or `changed`; `digest` is that of what the file holds now, `differences` are those from what
    was written, None where that is not known any more.

    `today` are the differences of the book's answer today from what was written, None where the question can't be asked
    again. `reordered`, `hidden` rows and foreign `sheets` are no changes of what the file holds. `metrics` are those
    that differences name by id; `most`, how many differences a page shows.
    """

    path: str
    seal: Seal
    state: str
    digest: str
    differences: tuple[Difference, ...] | None
    rewritten: tuple[Difference, ...]
    reordered: bool
    hidden: int
    sheets: tuple[str, ...]
    today: tuple[Difference, ...] | None
    metrics: Mapping[str, Metric]
    most: int | None
    documents: Mapping[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]

    @property
    def is_same_data(self) -> bool:
        """Whether the book is of the version that the file is of."""
        return self.seal.stamp.data.get("version") == self.info.version


def verify(index: Index, request: VerifyRequest) -> VerifyReport:
    """Raises UsageError, NotFoundError or CountyError where there is no file that can be verified."""
    file = open_sealed(request.path)
    answer = _asked_again(request.ask, file.seal) if request.ask else None
    today = None if isinstance(answer, Note) else answer
    written = _written(file.seal, today)
    found = compare(written, file.holding.records) if written is not None else None
    differences = found.found if found else ()
    real = tuple(difference for difference in differences if difference.kind != REWRITTEN)
    digest_now = digest(map(line_of, file.holding.records))
    is_whole = digest_now == file.seal.sha256 if found is None else not real
    revised = None if today is None or written is None else _revised(written, today)
    report = VerifyReport(
        path=file.path,
        seal=file.seal,
        state=WHOLE if is_whole else CHANGED,
        digest=digest_now,
        differences=real if found or is_whole else None,
        rewritten=tuple(difference for difference in differences if difference.kind == REWRITTEN),
        reordered=bool(found and found.reordered),
        hidden=file.holding.hidden,
        sheets=file.holding.sheets,
        today=revised,
        metrics=index.metrics.by_id({difference.metric for difference in (*real, *(revised or ()))}),
        most=request.extent.rows,
        documents=NO_DOCUMENTS,
        info=index.info(),
        notes=(),
    )
    return report._replace(notes=(*_notes(report, file), *([answer] if isinstance(answer, Note) else ())))


def _asked_again(ask: Callable[[Seal], str | bytes], seal: Seal) -> list[Record] | Note:
    """The records of the book's answer today; a note on why there is none."""
    try:
        return holding_of(ask(seal), seal).records
    except CountyError as error:
        return Note("today", Phrase("The book can't be asked the same today: {reason}", reason=error.message))
    except MalformedError as error:
        return Note("today", Phrase("The book can't be asked the same today: {reason}", reason=error.reason))


def _written(seal: Seal, today: list[Record] | None) -> list[Record] | None:
    """What was written: as the seal keeps it or, where that was altered, as the book still answers, if that has the
    same digest.
    """
    kept = seal.kept_records()
    if kept is None and today is not None and digest(map(line_of, today)) == seal.sha256:
        return today
    return kept


def _revised(written: list[Record], today: list[Record]) -> tuple[Difference, ...]:
    was, now = ([record for record in side if not _is_of_the_book(record)] for side in (written, today))
    return tuple(difference for difference in compare(was, now).found if difference.kind != REWRITTEN)


def _is_of_the_book(record: Record) -> bool:
    """Whether a record tells of program and data, which differ whenever there are new ones."""
    return record.get(TABLE) in _OF_THE_BOOK or record.get("text", "").startswith("countycli ")


def _notes(report: VerifyReport, file: SealedFile) -> Iterator[Note]:
    if report.reordered:
        yield Note("sorted", Phrase("The rows stand in another order than they were written in"))
    if report.hidden:
        yield Note("hidden", Phrase("A filter hides {count} rows, which are there", count=report.hidden))
    if report.sheets:
        yield Note("sheets", Phrase("Not of the answer, and not checked: sheet {names}", names=named(report.sheets)))
    if report.rewritten:
        first = report.rewritten[0]
        template = N_("{count} cells say the same in another form, as spreadsheets write it: {was} → {now}")
        yield Note("rewritten", Phrase(template, count=len(report.rewritten), was=first.was, now=first.now))
    if file.seal.kept_records() is None:
        yield Note("seal", Phrase("The record of what was written has itself been altered"))
    own, own_now = file.seal.stamp.data.get("own", 0), report.info.own
    if own != own_now:
        template = N_(
            "The answer counted {count} documents of the reader's own, here there are {now}: name them by --data"
        )
        yield Note("own", Phrase(template, count=own, now=own_now))
