"""How the figures of one indicator went over the years, in one place or in several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import UsageError
from countycli.model.reports import Note
from countycli.names.defined import find_metric, is_metric
from countycli.names.resolve import is_name, resolve_place
from countycli.phrases import Phrase
from countycli.query.figures import weighed
from countycli.query.reported_growth import far_from_growth
from countycli.query.series import Series, Setting, series_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document, Figure, Metric, Place
    from countycli.model.reports import DataInfo, Headline
    from countycli.query.series import Span

MOST_PLACES = 6
_FEWEST = 2  # points: fewer make no line


class TrendRequest(NamedTuple):
    """Asks for the figures of some places for one indicator. Without `metric` one of the `words` must name it. With
    `first` and `last` only periods that begin and end within them count.
    """

    words: tuple[str, ...]
    metric: str | None = None
    first: Period | None = None
    last: Period | None = None

    def covers(self, period: Period) -> bool:
        begun = self.first is None or self.first.start <= period.start
        return begun and (self.last is None or period.end <= self.last.end)


class Drawn(NamedTuple):
    """The span and the scope of the series that are drawn; no scope where they are of whole places."""

    span: Span
    scope: str | None


class Reference(NamedTuple):
    """The series of a region around a place, from the place's first exact figure to its last; and the part of it for
    which both have exact figures, so that changes of both are since the same period (`common`).
    """

    series: Series
    common: Series


class TrendReport(NamedTuple):
    """The series of the places, place by place. `drawn` tells which of them make lines; None where none has two points.
    `reference` is the like series of a region around the only place.
    """

    metric: Metric
    places: tuple[Place, ...]
    series: tuple[Series, ...]
    drawn: Drawn | None
    reference: Reference | None
    targets: tuple[tuple[Place, Figure], ...]
    first: Period | None
    last: Period | None
    metrics: dict[str, Metric]  # those that the indicator is calculated from
    others: dict[str, Place]  # those that land went to or came from
    documents: dict[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]

    @property
    def lines(self) -> tuple[Series, ...]:
        """The series that are drawn as lines, one for each place that has one."""
        return tuple(series for series in self.series if (series.span, series.scope) == self.drawn)


class _Known(NamedTuple):
    """The headlines of places and of the regions around them, by code; with the records that they refer to."""

    headlines: Mapping[str, list[Headline]]
    settings: Mapping[str, Setting]
    documents: dict[str, Document]

    def series(self, place: Place) -> list[Series]:
        return series_of(place, self.headlines.get(place.code, ()), self.settings[place.code])

    def again(self, series: Series, wanted: Callable[[Period], bool]) -> Series:
        """The series as it would be if the book had no figures but those for the `wanted` periods."""
        kept = [point.headline for point in series.points if wanted(point.figure.period)]
        (found,) = series_of(series.place, kept, self.settings[series.place.code]) or (series._replace(points=()),)
        return found


def trend(index: Index, request: TrendRequest) -> TrendReport:
    """The series of some places. Raises UsageError where no indicator or too many places are named, or no time is left
    between the first and the last period; NotFoundError where no place has a figure.
    """
    _refuse_reversed(request.first, request.last)
    names, named = _names_and_metric(index, request)
    metric, told, _ = find_metric(index, named)
    places, notes = _places(index, names)
    regions = _regions(index, places)
    known = _known(index, metric, (*places, *regions), request)
    series = tuple(series for place in places for series in known.series(place))
    notes = (*notes, *told)
    if not series:
        from countycli.query.no_trend import nothing

        limited = bool(request.first or request.last)
        raise nothing(index, metric, places, limited=limited).telling(note.text for note in notes)
    drawn = _drawn(series)
    reference = _reference(known, series, regions, drawn)
    targets = tuple(_targets(index, metric, places, request))
    return TrendReport(
        metric=metric,
        places=places,
        series=series,
        drawn=drawn,
        reference=reference,
        targets=targets,
        first=request.first,
        last=request.last,
        metrics=index.metrics.by_id([metric.formula.metric, metric.formula.base]) if metric.formula else {},
        others=index.places.by_code(change.other for each in series for change in each.breaks),
        documents=_documents(index, known, (*series, *((reference.series,) if reference else ())), targets),
        info=index.info(),
        notes=(*notes, *_missing(metric, places, series), *far_from_growth(index, metric, series)),
    )


def _documents(
    index: Index, known: _Known, shown: Iterable[Series], targets: Iterable[tuple[Place, Figure]]
) -> dict[str, Document]:
    """The documents of all figures that are shown, and of their rivals: not those of regions that are no reference."""
    sources = {source for series in shown for point in series.points for source in point.headline.sources}
    told = {key: document for key, document in known.documents.items() if key in sources}
    return told | index.documents.by_id({target.source for _, target in targets} - told.keys())


# What was asked for


def _refuse_reversed(first: Period | None, last: Period | None) -> None:
    if first and last and first.start > last.end:
        message = Phrase("`--from` {first} comes after `--to` {last}", first=first, last=last)
        raise UsageError(message, Phrase("give the earlier period first"))


def _names_and_metric(index: Index, request: TrendRequest) -> tuple[tuple[str, ...], str]:
    """The words that name places, and the word that names the indicator: where `--metric` doesn't, the only word that
    names an indicator, in some form if not exactly.
    """
    if request.metric is not None:
        return request.words, request.metric
    exact = [word for word in request.words if is_metric(index, word)]
    others = exact or [word for word in request.words if not is_name(index, word)]
    if len(others) == 1:
        return tuple(word for word in request.words if word != others[0]), others[0]
    from countycli.query.no_trend import which_metric

    raise which_metric(index, request.words, others)


def _places(index: Index, names: Sequence[str]) -> tuple[tuple[Place, ...], tuple[Note, ...]]:
    if not names:
        raise UsageError(Phrase("Whose trend is to be shown?"), Phrase("name up to six counties or regions"))
    matches = [resolve_place(index, name) for name in names]
    places = tuple({match.place.code: match.place for match in matches}.values())
    if len(places) > MOST_PLACES:
        message = Phrase("{count} places are too many: at most {most}", count=len(places), most=MOST_PLACES)
        raise UsageError(message, Phrase("`countycli rank --since PERIOD` tells the changes of many counties"))
    return places, tuple(note for match in matches for note in match.notes)


def _regions(index: Index, places: Sequence[Place]) -> tuple[Place, ...]:
    """The regions around the place, the narrower first, where only one place is asked for: several are each other's
    reference.
    """
    if len(places) > 1:
        return ()
    found = index.places.by_code(places[0].above)
    return tuple(found[code] for code in places[0].above if code in found)


# The series


def _known(index: Index, metric: Metric, places: Sequence[Place], request: TrendRequest) -> _Known:
    """Figures of former units that a place continues count as the place's own."""
    parts = index.places.parts(place.code for place in places)
    owners = {part: code for code, units in parts.items() for part in units}
    found = index.figures.observations(owners, metric=metric.id)
    figures = [figure for figure in found if request.covers(figure.period)]
    documents = index.documents.by_id({figure.source for figure in figures})
    breaks = index.places.breaks(parts)
    filed: dict[str, list[Figure]] = {}
    for figure in figures:
        filed.setdefault(owners[figure.county], []).append(figure)
    headlines = {code: weighed(own, documents, breaks.get(code, ())) for code, own in filed.items()}
    settings = {code: Setting(metric, documents, breaks.get(code, ())) for code in parts}
    return _Known(headlines, settings, documents)


def _drawn(series: Iterable[Series]) -> Drawn | None:
    """Which series are drawn: of whole places before those of parts, whole years before other spans, and then those of
    which a place has most points.
    """
    lengths: dict[Drawn, int] = {}
    for each in series:
        kind = Drawn(each.span, each.scope)
        count = sum(point.figure.value is not None for point in each.points)
        lengths[kind] = max(lengths.get(kind, 0), count)
    drawable = [kind for kind, count in lengths.items() if count >= _FEWEST]
    return max(drawable, key=lambda kind: (kind.scope is None, kind.span.is_year, lengths[kind]), default=None)


def _reference(
    known: _Known, series: Iterable[Series], regions: Iterable[Place], drawn: Drawn | None
) -> Reference | None:
    """The series of the narrowest region that has two exact figures for periods for which the place has exact ones."""
    if drawn is None or drawn.scope is not None:
        return None
    own = next(each for each in series if (each.span, each.scope) == drawn)
    exact = [point.figure.period for point in own.points if not point.unfit]
    for region in regions:
        like = [each for each in known.series(region) if (each.span, each.scope) == drawn]
        for found in like:
            common = known.again(found, lambda period: period in exact)
            if sum(not point.unfit for point in common.points) >= _FEWEST:
                whole = known.again(found, lambda period: exact[0].end <= period.end <= exact[-1].end)
                return Reference(whole, common)
    return None


def _targets(
    index: Index, metric: Metric, places: Sequence[Place], request: TrendRequest
) -> Iterator[tuple[Place, Figure]]:
    """What places set out to reach, as far as the aims are for the whole place; the earliest period first."""
    parts = index.places.parts(place.code for place in places)
    for place in places:
        aims = index.figures.targets(parts[place.code], metric=metric.id)
        whole = [aim for aim in aims if metric.tells_of_whole(aim) and request.covers(aim.period)]
        yield from ((place, aim) for aim in sorted(whole, key=lambda aim: aim.period.recency))


def _missing(metric: Metric, places: Iterable[Place], series: Iterable[Series]) -> Iterator[Note]:
    having = {each.place.code for each in series}
    for place in places:
        if place.code not in having:
            yield Note("missing", Phrase("{place} has no figure of {metrics}", place=place, metrics=(metric,)))
