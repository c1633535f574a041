"""Single figures: a value in the plausible range, as printed, and an outcome of a period that was over."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from countycli.model.records import ESTIMATES
from countycli.phrases import Phrase
from countycli.source.numbers import grouped
from countycli.source.printed import can_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from countycli.model.period import Period
    from countycli.model.records import Figure, Metric
    from countycli.source.draft import Draft, Entry

_AIM = re.compile("目标|目標|力争|力爭|确保|確保|争取|爭取|计划|計劃")


def check_figures(draft: Draft) -> None:
    metrics = {entry.record.id: entry.record for entry in draft.metrics if entry.block.sound}
    published = {entry.record.id: entry.record.published or "" for entry in draft.documents}
    _check_values(chain(draft.observations, draft.targets, draft.fragments), metrics)
    for entry in draft.observations:
        figure = entry.record
        if figure.value is None and figure.standing is None:
            entry.report("D404", Phrase("A figure needs a value or a standing"))
        if figure.printed:
            _check_words(entry, figure.printed)
        if figure.status not in ESTIMATES and not _was_over(figure.period, published.get(figure.source, "")):
            _report_early(entry, published[figure.source])
    for entry in draft.targets:
        if entry.record.value is None:
            entry.report("D404", Phrase("A target needs a value"))


def _check_values(entries: Iterable[Entry[Figure]], metrics: Mapping[str, Metric]) -> None:
    for entry in entries:
        figure = entry.record
        if figure.value is not None:
            metric = metrics.get(figure.metric)
            if metric and not metric.range[0] <= figure.value <= metric.range[1] and not figure.doubtful:
                _report_range(entry, figure.value, metric)
            if figure.printed is not None:
                _check_printed(entry, figure.printed)


def _report_range(entry: Entry[Figure], value: float, metric: Metric) -> None:
    low, high = metric.range
    if value == 0 < low:
        message = Phrase("{metric} is 0: there is always some of it", metric=metric.id)
        entry.report("D401", message, Phrase("leave a figure out that is not known"))
    else:
        message = Phrase(
            "{value} {unit} lies outside {low} to {high}, the plausible range of {metric}",
            value=grouped(value, entry.record.decimals),
            unit=metric.unit,
            low=grouped(low),
            high=grouped(high),
            metric=metric.id,
        )
        hint = Phrase("check the unit; if the figure is right, widen `range` in metrics.toml")
        if entry.block.sheet.precedence:  # the reader can't change the book's metrics
            hint = Phrase("check the unit and the digits")
        entry.report("D401", message, hint)


def _check_printed(entry: Entry[Figure], printed: str) -> None:
    given = _written(entry)
    if not can_mean(printed, given):
        message = Phrase("`printed` “{printed}” can't mean {value}", printed=printed, value=given)
        entry.report("D402", message, Phrase("copy the token from the document, and check the value digit by digit"))


def _check_words(entry: Entry[Figure], printed: str) -> None:
    if _AIM.search(printed):
        hint = Phrase("move it to `[[targets]]`")
        entry.report("D403", Phrase("The words “{words}” tell of an aim, not an outcome", words=printed), hint)


@cache
def _was_over(period: Period, published: str) -> bool:
    """Whether a period was over when a document appeared, as far as the document's date tells."""
    last_month = f"{period.last_year:04d}-{period.end % 12 + 1:02d}"
    return last_month[: len(published)] <= published[:7]


def _report_early(entry: Entry[Figure], published: str) -> None:
    period = str(entry.record.period)
    message = Phrase(
        "{period} was not over when the document appeared ({published})", period=period, published=published
    )
    entry.report("D403", message, Phrase('a target, or `status = "estimate"`?'))


def _written(entry: Entry[Figure]) -> Any:
    """The value as the file has it, before units are converted."""
    return entry.block.table["value" if entry.key is None else entry.key]
