"""What the book has for the figures of a draft."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from countycli.model.headlines import differ, headline
from countycli.model.records import TARGET, Figure
from countycli.phrases import N_
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from countycli.drafting.findings import Findings, Found
    from countycli.drafting.measures import Measures
    from countycli.index.ask.index import Index
    from countycli.model.records import Document

NEW, AGREES, DIFFERS = "new", "agrees", "differs"
VERDICTS = {NEW: N_("new"), AGREES: N_("agrees"), DIFFERS: N_("differs")}


class Compared(NamedTuple):
    """A figure of a draft beside the book's for the same place, indicator, period and scope: where any of them agrees
    but for rounding, the firmest of those that agree, else the book's headline; None where the book has none.
    """

    figure: Figure
    verdict: str
    known: Figure | None


def against(
    index: Index, findings: Findings, measures: Measures
) -> tuple[tuple[Compared, ...], Mapping[str, Document]]:
    """The figures of a draft in their order, and the documents that the book's figures come from."""
    known = _known(index, findings.figures)
    documents = index.documents.by_id({figure.source for figures in known.values() for figure in figures})
    drafted = [_figure(found, measures) for found in findings.figures]
    compared = tuple(_compared(figure, known.get(_key(figure), ()), documents) for figure in drafted)
    used = {pair.known.source for pair in compared if pair.known}
    return compared, {source: document for source, document in documents.items() if source in used}


def _compared(figure: Figure, known: Sequence[Figure], documents: Mapping[str, Document]) -> Compared:
    valued = [other for other in known if other.value is not None]
    if not valued:
        return Compared(figure, NEW, None)
    agreeing = [other for other in valued if not differ(figure, other)]
    return Compared(figure, AGREES if agreeing else DIFFERS, headline(agreeing or valued, documents).figure)


def _known(index: Index, figures: Iterable[Found]) -> dict[tuple[object, ...], list[Figure]]:
    """The book's figures for the places, indicators and periods of a draft, by what they share with its figures."""
    counties = sorted({figure.county for figure in figures})
    keys = sorted({(figure.metric, figure.period) for figure in figures if not figure.target})
    held = index.figures.observations_for(counties, keys)
    if any(figure.target for figure in figures):
        held += index.figures.targets(counties)
    grouped: dict[tuple[object, ...], list[Figure]] = {}
    for figure in held:
        grouped.setdefault(_key(figure), []).append(figure)
    return grouped


def _key(figure: Figure) -> tuple[object, ...]:
    return figure.county, figure.metric, figure.period, figure.scope, figure.status == TARGET


def _figure(found: Found, measures: Measures) -> Figure:
    """The figure as the book would hold it; its source is the draft, which has no id yet."""
    unit = measures.metrics[found.metric].unit
    return Figure(
        county=found.county,
        metric=found.metric,
        period=found.period,
        value=float(found.canonical),
        decimals=_decimals(found, measures),
        unit=unit,
        status=TARGET if found.target else found.status,
        source="",
        scope=found.scope,
        bound=found.bound,
        printed=found.printed,
        at=found.at,
        doubtful=found.doubtful,
    )


def _decimals(found: Found, measures: Measures) -> int:
    """The decimals of the figure in the indicator's unit, in which the point may stand elsewhere than in print."""
    scales = (Decimal(measures.units[unit].scale) for unit in (found.unit, measures.metrics[found.metric].unit))
    printed, canonical = scales
    return -int(found.value.as_tuple().exponent) - (printed / canonical).adjusted()
