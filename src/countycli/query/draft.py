"""`data draft`: what can be read out of a document, as a draft for the dataset."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.drafting.document import DocumentReader
from countycli.drafting.head import Given
from countycli.drafting.toml import Names
from countycli.model.reports import NO_DOCUMENTS, Note
from countycli.names.resolve import resolve_place
from countycli.phrases import N_, Phrase
from countycli.query.against import against
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from countycli.drafting.findings import Findings, Left
    from countycli.drafting.measures import Measures
    from countycli.drafting.reading.article import Article
    from countycli.drafting.sheets.layout import Unread
    from countycli.index.ask.index import Index
    from countycli.model.records import Document
    from countycli.model.reports import DataInfo
    from countycli.query.against import Compared


_KIND = "draft"  # of notes on what is left to do
_OPTION = "`--"  # which begins the options that reasons name
_MOST_TOLD = 3  # ways to use an option; a sheet may have a hundred columns that want explaining
_MANY = 4  # more counties than these are worth a remark


class DraftRequest(NamedTuple):
    """A document's text. What is `given` of the document, and the `county` that it is about, are not looked for in its
    text. `origin` names the files that it came from.
    """

    article: Article
    origin: str
    county: str = ""
    given: Given = Given()
    against: bool = False


class DraftReport(NamedTuple):
    """What was found in the files called `origin`, what the reader said that they are about, and what places and
    indicators are called. `unread` are columns of numbers in a sheet whose headers say nothing that is known. `against`
    has what the book holds for each figure, where that was asked; `documents` are those that it comes from.
    """

    origin: str
    county: str
    findings: Findings
    names: Names
    info: DataInfo
    notes: tuple[Note, ...] = ()
    documents: Mapping[str, Document] = NO_DOCUMENTS
    unread: tuple[Unread, ...] = ()
    against: tuple[Compared, ...] | None = None


def draft(index: Index, request: DraftRequest) -> DraftReport:
    """Raises NotFoundError and AmbiguousError for the county."""
    match = resolve_place(index, request.county) if request.county else None
    reader = DocumentReader(index, match.place if match else None, request.given)
    findings = reader.read(request.article.paragraphs, request.article.title)
    names = Names(reader.places, reader.measures.metrics)
    notes = (*(match.notes if match else ()), *to_decide(findings), *_of_none(findings), *_of_many(findings))
    report = DraftReport(request.origin, request.county, findings, names, index.info(), notes)
    return beside_the_book(index, report, reader.measures) if request.against else report


def beside_the_book(index: Index, report: DraftReport, measures: Measures) -> DraftReport:
    """The report with what the book holds for each figure."""
    compared, documents = against(index, report.findings, measures)
    return report._replace(against=compared, documents=documents)


def _names_option(left: Left) -> bool:
    return _OPTION in left.reason.template


def to_decide(findings: Findings, told: Callable[[Left], bool] = _names_option) -> Iterator[Note]:
    """What a person must still decide or supply. `told` are the numbers of which the reason is told beside the draft,
    too: a text has many numbers that are no figures, but a sheet hardly any.
    """
    if not findings.head.published:
        yield Note(_KIND, Phrase("the text doesn't tell when it was published: give `--published`"))
    yield from _reasons(filter(told, findings.left))
    if findings.programmes:
        text = N_("{initiatives} initiatives lack a summary: write a sentence about each in your own words")
        yield Note(_KIND, Phrase(text, initiatives=len(findings.programmes)))


def _reasons(left: Iterable[Left]) -> Iterator[Note]:
    """Why how many numbers were left out; of many reasons of one kind, the first."""
    alike: dict[str, Counter[Phrase]] = {}
    for rest in left:
        alike.setdefault(rest.reason.template, Counter())[rest.reason] += 1
    for counts in sorted(alike.values(), key=Counter.total, reverse=True):
        few = counts.most_common(_MOST_TOLD)
        for reason, count in few:
            yield Note(_KIND, Phrase("{count} left out: {reason}", count=count, reason=reason))
        if more := counts.total() - sum(count for _, count in few):
            yield Note(
                _KIND, Phrase("{count} more left out for reasons like the last: the draft lists all", count=more)
            )


def _of_none(findings: Findings) -> Iterator[Note]:
    if not findings.figures:
        yield Note(_KIND, Phrase("no figure was found that the book has an indicator for"))


def _of_many(findings: Findings) -> Iterator[Note]:
    """A remark on a text about many counties, in which a figure may stand under the wrong one."""
    counties = {figure.county for figure in findings.figures}
    if len(counties) > _MANY:
        text = N_("the text speaks of {count} counties: see whether each figure is of the one that it stands under")
        yield Note(_KIND, Phrase(text, count=len(counties)))
