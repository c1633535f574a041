"""Columns of a sheet whose headers are not known, each with the indicators that may be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting.sheets.columns import divided, says_more
from countycli.drafting.sheets.times import spelled
from countycli.drafting.sheets.words import unnumbered
from countycli.errors import AmbiguousError, CountyError
from countycli.model.naming import in_quotes
from countycli.names.defined import find_metric
from countycli.phrases import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.drafting.sheets.headings import HeaderReader
    from countycli.drafting.sheets.layout import Unread
    from countycli.model.records import Metric

_UNKNOWN = N_("a column of numbers of which the header is not known: give `--map {told}`")
_PERHAPS = N_("a column of numbers of which the header may mean several things: {options}, or `--map …=-`")
_NAMELESS = Phrase("a column of numbers without a header: write one above")
_MOST = 3  # options that a reason lists


def unread_reason(column: Unread, reader: HeaderReader) -> Phrase:
    """Why the numbers of a column were left out, with the options that supply what is missing, ready to be copied."""
    if not column.text:
        return _NAMELESS
    rest, unit = reader.headers.without_unit(unnumbered(column.text))
    time, words = next(iter(divided(rest)))
    metrics = [metric for metric in _meant(words, reader) if _fits(metric, unit, reader)]
    told = f"{column.text}={spelled(time)}"
    options = tuple(f"`--map {in_quotes(f'{told}{metric.id} ({unit or metric.unit})')}`" for metric in metrics[:_MOST])
    if options:
        return Phrase(_PERHAPS, options=options)
    return Phrase(_UNKNOWN, told=in_quotes(f"{column.text}=ID (UNIT)"))


def _meant(words: str, reader: HeaderReader) -> Iterable[Metric]:
    """The indicators that people call so; none for words that are no name of any."""
    metrics = reader.headers.measures.metrics
    try:
        match = find_metric(reader.book, words)
    except AmbiguousError as error:
        return [metrics[candidate.code] for candidate in error.candidates]
    except CountyError:
        return []
    if says_more(words, match.metric):
        return []
    return [match.metric, *match.others, *(metrics[identifier] for identifier in match.metric.related)]


def _fits(metric: Metric, unit: str, reader: HeaderReader) -> bool:
    """Whether an indicator can be in the unit that the header tells."""
    units = reader.headers.measures.units
    return not unit or units[unit].dimension == units[metric.unit].dimension
