"""Where one figure comes from: its documents, its rivals, and the figures that it was calculated from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import NotFoundError
from countycli.model.headlines import headlines, reasons
from countycli.model.period import latest_first
from countycli.model.reports import Note
from countycli.names.defined import find_metric
from countycli.names.resolve import resolve_place
from countycli.phrases import Phrase
from countycli.query.figures import cells_of, weighed
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document, Figure, Formula, Key, Metric, Place
    from countycli.model.reports import DataInfo, Headline


NEWEST = "newest"  # the kind of the note that the newest figure is of no whole year


class Input(NamedTuple):
    """A figure that a derived figure was calculated from."""

    place: Place
    metric: Metric
    headline: Headline


class WhyReport(NamedTuple):
    """Everything behind one figure, or behind a target where `aimed`."""

    place: Place
    metric: Metric
    headline: Headline
    reasons: tuple[Phrase, ...]  # why the headline comes before its rivals
    inputs: tuple[Input, ...]  # of a derived figure
    parts: tuple[Headline, ...]  # figures of the same metric and period for more or less than the whole place
    periods: tuple[Period, ...]  # other periods for which the place has the metric, the latest first
    targets: tuple[Figure, ...]  # of the place for the same metric
    aimed: bool
    places: dict[str, Place]  # all places that figures and breaks name
    documents: dict[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]


class WhyRequest(NamedTuple):
    """Asks for the figure of a place and an indicator, both by any of their names; without a period for the latest."""

    place: str
    metric: str
    period: Period | None = None


def why(index: Index, request: WhyRequest) -> WhyReport:
    """Everything behind a figure. Raises NotFoundError where there is none, naming the periods that have one."""
    period = request.period
    place, notes = resolve_place(index, request.place, periods=[period] if period else [])
    metric, told, _ = find_metric(index, request.metric)
    notes = (*notes, *told)
    has = _material(index, place, metric)
    chosen = has.chosen(period)
    if not chosen:
        raise _nothing(place, metric, period, has.periods).telling(note.text for note in notes)
    headline, *parts = chosen
    figure = headline.figure
    inputs = _inputs(index, figure, metric)
    aimed = figure.period not in has.found
    if period is None:
        notes = (*notes, *_newest(figure, has.periods))
    targets = tuple(target for target in has.targets if not aimed or target.period != figure.period)
    return WhyReport(
        place=place,
        metric=metric,
        headline=headline,
        reasons=reasons(headline, has.documents),
        inputs=inputs,
        parts=tuple(parts),
        periods=tuple(other for other in has.periods if other != figure.period),
        targets=targets,
        aimed=aimed,
        places=index.places.by_code([*has.codes, *(change.other for change in headline.breaks)]),
        documents=index.documents.by_id(_sources(chosen, inputs, targets)),
        info=index.info(),
        notes=notes,
    )


def _newest(figure: Figure, periods: list[Period]) -> tuple[Note, ...]:
    """A note where the newest figure is of no whole year, and there are figures of whole years."""
    year = next((period for period in periods if period.is_year), None)
    if year is None or figure.period.is_year:
        return ()
    text = Phrase(
        "{period} is the newest period; `--period {year}` takes the newest whole year",
        period=figure.period,
        year=str(year),
    )
    return (Note(NEWEST, text),)


def _sources(chosen: list[Headline], inputs: tuple[Input, ...], targets: tuple[Figure, ...]) -> list[str]:
    shown = [*chosen, *(given.headline for given in inputs)]
    return [*(source for headline in shown for source in headline.sources), *(target.source for target in targets)]


class _Material(NamedTuple):
    """Everything that the book has of one metric of a place, filed under `codes`: the headlines of reported figures
    (`found`) and of targets (`aims`) by period.
    """

    codes: list[str]
    found: dict[Period, list[Headline]]
    aims: dict[Period, list[Headline]]
    targets: list[Figure]
    documents: dict[str, Document]

    @property
    def periods(self) -> list[Period]:
        """The periods with a reported figure, the latest first."""
        return latest_first(self.found)

    def chosen(self, period: Period | None) -> list[Headline]:
        """The headlines for a period or, without one, for the latest; of targets only where nothing was reported."""
        wanted = period or next(iter((*self.periods, *latest_first(self.aims))), None)
        return (self.found.get(wanted) or self.aims.get(wanted, [])) if wanted else []


def _material(index: Index, place: Place, metric: Metric) -> _Material:
    codes = index.places.parts_of(place.code)
    figures = index.figures.observations(codes, metric=metric.id)
    targets = index.figures.targets(codes, metric=metric.id)
    documents = index.documents.by_id(figure.source for figure in [*figures, *targets])
    breaks = index.places.breaks([place.code]).get(place.code, [])
    found = _by_period(weighed(figures, documents, breaks))
    return _Material(codes, found, _by_period(headlines(targets, documents)), targets, documents)


def _by_period(found: list[Headline]) -> dict[Period, list[Headline]]:
    """The headlines of each period, the headline of the whole place first."""
    grouped: dict[Period, list[Headline]] = {}
    for headline in sorted(found, key=lambda headline: headline.figure.scope or ""):
        grouped.setdefault(headline.figure.period, []).append(headline)
    return grouped


def _inputs(index: Index, figure: Figure, metric: Metric) -> tuple[Input, ...]:
    """The figures that a figure was calculated from, in the order of the formula, each with its rivals and breaks."""
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
    owners = index.places.by_code(headline.figure.county for headline in found)
    return tuple(Input(owners[headline.figure.county], metrics[headline.figure.metric], headline) for headline in found)


def _periods(period: Period, formula: Formula) -> tuple[Period, Period]:
    """The periods of the first and of the second figure of a formula."""
    return (period.last, period.first) if formula.kind == "change" else (period, period)


def _input(index: Index, code: str, key: Key, filed: tuple[str, str]) -> Headline:
    """Of the figures of a place for a metric and period (`key`), the one that is filed under a unit's code in a
    document (`filed`), with its rivals and breaks.
    """
    cell = cells_of(index, [code], [key])[code, *key]
    own = next(figure for figure in (cell.figure, *cell.rivals) if (figure.county, figure.source) == filed)
    return cell._replace(figure=own)


def _nothing(place: Place, metric: Metric, period: Period | None, periods: list[Period]) -> NotFoundError:
    message = Phrase("{name} has no figure of {metric}", name=place, metric=metric)
    if period is not None:
        message = Phrase("{name} has no figure of {metric} for {period}", name=place, metric=metric, period=period)
    hint = Phrase("`countycli show {code}` tells what there is", code=place.code)
    if metric.formula and metric.formula.kind == "change":
        hint = Phrase(
            "a change is derived only where the boundaries are the same, no zones are counted apart, and both levels"
            " are exact; a yearly one only where neither has a note"
        )
    if periods:
        hint = Phrase("there are figures for {periods}", periods=tuple(periods))
    return NotFoundError(message, hint)
