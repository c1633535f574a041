"""The whole chain behind one figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import NotFoundError
from countycli.model.headlines import headlines, reasons
from countycli.names.defined import find_metric
from countycli.names.resolve import resolve_place
from countycli.phrases import Phrase
from countycli.query.figures import cells_of, weighed
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Break, Document, Figure, Formula, Key, Metric, Place
    from countycli.model.reports import DataInfo, Headline, Note


class Input(NamedTuple):
    """A figure that a derived one was calculated from."""

    place: Place
    metric: Metric
    headline: Headline


class WhyReport(NamedTuple):
    """Everything behind one figure; behind an aim where `aimed`."""

    place: Place
    metric: Metric
    headline: Headline
    reasons: tuple[Phrase, ...]  # why the headline comes before its rivals
    inputs: tuple[Input, ...]  # of a derived figure
    parts: tuple[Headline, ...]  # the same for more or less than the whole place
    periods: tuple[Period, ...]  # others that this place has the metric for, the latest first
    targets: tuple[Figure, ...]  # for the same metric
    aimed: bool
    places: dict[str, Place]  # those that figures and breaks name
    documents: dict[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]


class WhyRequest(NamedTuple):
    """The figure of a place, by any of its names, and an indicator, likewise; without a period the latest."""

    place: str
    metric: str
    period: Period | None = None


def why(index: Index, request: WhyRequest) -> WhyReport:
    """Raises NotFoundError where there is no such figure, naming the periods that there are."""
    period = request.period
    place, notes = resolve_place(index, request.place, periods=[period] if period else [])
    metric, told, _ = find_metric(index, request.metric)
    codes = index.places.parts_of(place.code)
    figures = index.figures.observations(codes, metric=metric.id)
    targets = tuple(index.figures.targets(codes, metric=metric.id))
    documents = index.documents.by_id(figure.source for figure in [*figures, *targets])
    breaks = index.places.breaks([place.code]).get(place.code, [])
    found = _by_period(weighed(figures, documents, breaks))
    aims = _by_period(headlines(targets, documents))
    periods = sorted(found, key=lambda it: it.recency, reverse=True)
    wanted = period or next(iter(periods), None) or max(aims, key=lambda it: it.recency, default=None)
    chosen = (found.get(wanted) or aims.get(wanted)) if wanted else None
    if wanted is None or chosen is None:
        raise _nothing(place, metric, period, periods).telling(note.text for note in (*notes, *told))
    headline, *parts = chosen
    inputs = _inputs(index, headline.figure, metric)
    targets = tuple(it for it in targets if wanted in found or it.period != wanted)
    shown = [*chosen, *(it.headline for it in inputs)]
    return WhyReport(
        place=place,
        metric=metric,
        headline=headline,
        reasons=reasons(headline, documents),
        inputs=inputs,
        parts=tuple(parts),
        periods=tuple(it for it in periods if it != wanted),
        targets=targets,
        aimed=wanted not in found,
        places=index.places.by_code([*codes, *_named(headline.breaks)]),
        documents=index.documents.by_id(
            [*(source for it in shown for source in it.sources), *(it.source for it in targets)]
        ),
        info=index.info(),
        notes=(*notes, *told),
    )


def _by_period(found: list[Headline]) -> dict[Period, list[Headline]]:
    """The headlines of each period, that of the whole place first."""
    grouped: dict[Period, list[Headline]] = {}
    for it in sorted(found, key=lambda it: it.figure.scope or ""):
        grouped.setdefault(it.figure.period, []).append(it)
    return grouped


def _named(breaks: tuple[Break, ...]) -> list[str]:
    return [it.other for it in breaks]


def _inputs(index: Index, figure: Figure, metric: Metric) -> tuple[Input, ...]:
    """What the figure was calculated from, in the order of the formula, each with its rivals and breaks."""
    formula, inputs = metric.formula, figure.inputs
    if formula is None or inputs is None:
        return ()
    metrics = index.metrics.by_id([formula.metric, formula.base])
    (first, second), base = _periods(figure.period, formula), inputs.county or figure.county
    found = (
        _input(index, figure.county, (formula.metric, first), (figure.county, inputs.first)),
        _input(
            index,
            base if formula.kind == "share" else figure.county,
            (formula.base if formula.kind == "ratio" else formula.metric, second),
            (base, inputs.second),
        ),
    )
    owners = index.places.by_code(it.figure.county for it in found)
    return tuple(Input(owners[it.figure.county], metrics[it.figure.metric], it) for it in found)


def _periods(period: Period, formula: Formula) -> tuple[Period, Period]:
    """Of what is divided and of what it is divided by."""
    return (period.last, period.first) if formula.kind == "change" else (period, period)


def _input(index: Index, code: str, key: Key, filed: tuple[str, str]) -> Headline:
    """The figure that is filed under a unit's code in a document, among those of a place for a metric and period."""
    cell = cells_of(index, [code], [key])[code, *key]
    own = next(it for it in (cell.figure, *cell.rivals) if (it.county, it.source) == filed)
    return cell._replace(figure=own)


def _nothing(place: Place, metric: Metric, period: Period | None, periods: list[Period]) -> NotFoundError:
    message = Phrase("{name} has no figure of {metric}", name=place.name, metric=metric)
    if period is not None:
        message = Phrase("{name} has no figure of {metric} for {period}", name=place.name, metric=metric, period=period)
    hint = Phrase("`countycli show {code}` tells what there is", code=place.code)
    if metric.formula and metric.formula.kind == "change":
        hint = Phrase("a change is derived only where the boundaries are the same and no zones are counted apart")
    if periods:
        hint = Phrase("there are figures for {periods}", periods=tuple(periods))
    return NotFoundError(message, hint)
