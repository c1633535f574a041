"""What time rules out: figures of a place from before or after its existence, targets for a time that was over when
the document appeared, and documents from the future.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from countycli.phrases import Phrase

if TYPE_CHECKING:
    from countycli.model.records import Figure, Place
    from countycli.source.draft import Draft, Entry


class _Span(NamedTuple):
    """The first and the last year of a place. The year of a change belongs to both units: figures may be of either."""

    first: int
    last: int


def check_validity(draft: Draft) -> None:
    spans = {entry.record.code: _span(entry.record) for entry in draft.places if _is_dated(entry.record)}
    seen = set()  # a block is reported once, however many figures it has
    for entry in chain(draft.observations, draft.targets, draft.placed_fragments()):
        span = spans.get(entry.record.county)
        if span and _is_foreign(entry.record, span):
            head = (entry.record.source, entry.record.county, entry.record.period)
            if head not in seen:
                _report(entry)
            seen.add(head)


def check_aims(draft: Draft) -> None:
    published = {entry.record.id: entry.record.published for entry in draft.documents}
    sources = {entry.record.source for entry in draft.targets}
    figures = (entry.record for entry in draft.observations if entry.record.source in sources)
    outcomes = {(figure.source, figure.county, figure.metric, figure.period.last_year) for figure in figures}
    for entry in draft.targets:
        aim = entry.record
        # An aim that a document recalls beside its outcome explains itself.
        recalled = (aim.source, aim.county, aim.metric, aim.period.last_year) in outcomes
        if aim.note is None and not recalled:
            _check_lay_ahead(entry, published.get(aim.source))


def check_dates(draft: Draft) -> None:
    """Report documents from the future: the newest document tells which targets are closed, so that a mistyped year
    would close many. Nor was a document read in the future, or before it appeared. A date that is only a month or a
    year is compared as far as it goes.
    """
    latest = _today(draft)
    for entry in draft.documents:
        published, seen = entry.record.published or "", entry.record.seen or ""
        for key, date in (("published", published), ("seen", seen)):
            if latest and date > latest[: len(date)]:
                message = Phrase(
                    "`{key}` lies in the future: {date} is after {today}", key=key, date=date, today=latest
                )
                entry.report("D406", message, Phrase("mistyped? Else mend the clock of this machine"), key=key)
        if seen and published > seen[: len(published)]:
            message = Phrase(
                "`seen`, {date}, is before the document appeared ({published})", date=seen, published=published
            )
            entry.report("D408", message, Phrase("it is the day on which the page was read"), key="seen")


def _today(draft: Draft) -> str:
    """The day of the check. The version of the dataset begins with the year and month of its release: where the clock
    shows a time before that, it is wrong, and the last day of that month counts instead.
    """
    year, _, rest = draft.version.partition(".")
    month = rest.partition(".")[0]
    released = f"{year}-{month:0>2}" if year.isdecimal() and month.isdecimal() else ""
    return f"{released}-31" if draft.today and draft.today[:7] < released else draft.today


def _is_dated(place: Place) -> bool:
    return bool(place.valid_from or place.valid_to)


def _span(place: Place) -> _Span:
    return _Span(int((place.valid_from or "0000")[:4]), int((place.valid_to or "9999")[:4]))


def _is_foreign(figure: Figure, span: _Span) -> bool:
    """Whether a figure is of a time before or after the existence of its place, without a mark or note that says so."""
    lived = span.first <= figure.period.last_year and figure.period.first_year <= span.last
    return not lived and not figure.restated and figure.note is None


def _report(entry: Entry[Figure]) -> None:
    figure = entry.record
    message = Phrase("{code} was no division in {period}", code=figure.county, period=str(figure.period))
    entry.report("D503", message, Phrase("name the unit of that time, or mark the figures as `restated`"), key="county")


def _check_lay_ahead(entry: Entry[Figure], published: str | None) -> None:
    period = entry.record.period
    if published and int(published[:4]) > period.last_year:
        message = Phrase(
            "{period} was over when the document appeared ({published})", period=str(period), published=published
        )
        entry.report("D405", message, Phrase("an outcome? Of an aim that is recalled, say so in `note`"))
