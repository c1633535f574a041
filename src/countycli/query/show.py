"""What is known about one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.reports import Headline, Membership, Note
from countycli.names.location import parents_of
from countycli.names.resolve import resolve_place
from countycli.phrases import Phrase
from countycli.query import EVERYTHING, Extent
from countycli.query.figures import FINAL, Benchmark, benchmarks, standards_of, weighed
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Break, Document, Figure, Gap, Initiative, Key, Metric, Place, Succession, Topic
    from countycli.model.reports import DataInfo
    from countycli.query.narrowing import Narrowing

_MOST_NEAREST = 8


class FormerUnit(NamedTuple):
    """A unit that ceased and whose land, or some of it, came to this place: its figures stand apart."""

    place: Place
    step: Succession
    observations: tuple[Headline, ...]


class ShowRequest(NamedTuple):
    """What is wanted of a place: all, or what fits these names of indicators, of topics, and periods."""

    place: str
    metrics: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    extent: Extent = EVERYTHING


class ShowReport(NamedTuple):
    place: Place
    asked: Narrowing | None  # None where nothing was left out
    parents: dict[str, Place]
    memberships: tuple[Membership, ...]
    population: Headline | None
    observations: tuple[Headline, ...]
    benchmarks: dict[Figure, tuple[Benchmark, ...]]
    targets: tuple[Figure, ...]
    initiatives: tuple[Initiative, ...]
    former: tuple[FormerUnit, ...]
    breaks: tuple[Break, ...]
    earlier: int  # how many figures of earlier periods are left out
    units: tuple[str, ...]  # the codes that the place's own figures are filed under
    nearest: tuple[Place, ...]  # those with figures, where this place has none
    further: int  # how many more have figures
    places: dict[str, Place]  # all that figures and breaks name
    metrics: dict[str, Metric]
    topics: tuple[Topic, ...]
    documents: dict[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]


class _Material(NamedTuple):
    """What the book has of a place, as far as it is asked for. `parts` are the codes that its own figures are filed
    under, `ceased` the units whose land came to it; `owned` has the codes of each.
    """

    parts: list[str]
    ceased: dict[str, Succession]
    owned: list[list[str]]
    places: dict[str, Place]
    figures: list[Figure]
    targets: list[Figure]
    initiatives: list[Initiative]
    gaps: list[Gap]
    notes: tuple[Note, ...]


def _material(
    index: Index, place: Place, asked: Narrowing | None, most: int | None, notes: tuple[Note, ...]
) -> _Material:
    parts = index.places.parts_of(place.code)
    places = index.places.by_code([*parts, *(step.code for step in (*place.predecessors, *place.successors))])
    ceased = {it.code: it for it in place.predecessors if it.code not in parts and places[it.code].valid_to}
    owned = [parts, *([code] for code in ceased)]
    figures, targets = _figures(index, owned, asked, most), index.figures.targets(parts)
    initiatives = [it for part in parts for it in index.documents.initiatives(county=part)]
    gaps = index.documents.gaps(place.code)
    if asked:
        targets, initiatives = asked.targets(targets), asked.initiatives(initiatives)
        gaps = [gap for gap in gaps if gap.source in {figure.source for figure in figures}]
        notes = (*notes, *asked.told(index, place, owned, [*figures, *targets], initiatives, notes))
    return _Material(parts, ceased, owned, places, figures, targets, initiatives, gaps, notes)


def show(index: Index, request: ShowRequest) -> ShowReport:
    """Raises NotFoundError where something was asked for and the place has none of it."""
    place, told = resolve_place(index, request.place, periods=request.periods)
    asked = _asked(index, place, request)
    most = None if request.periods else request.extent.periods
    has = _material(index, place, asked, most, told)
    figures, places = has.figures, has.places
    documents = index.documents.by_id(
        [*_sources(figures, has.targets, has.initiatives), *(gap.source for gap in has.gaps)]
    )
    breaks = index.places.breaks([place.code]).get(place.code, [])
    metrics = index.metrics.by_id(figure.metric for figure in [*figures, *has.targets])
    positions = {identifier: position for position, identifier in enumerate(metrics)}
    own = [figure for figure in figures if figure.county in has.parts]
    everything = _ordered(weighed(own, documents, breaks), positions)
    observations = _newest(everything, most)
    parents = parents_of(index, [place])
    keys = None if most is None and not asked else {(it.figure.metric, it.figure.period) for it in observations}
    beside = _benchmarks(index, observations, metrics, index.places.by_code(has.parts), keys)
    documents |= index.documents.by_id({it.standard.source for its in beside.values() for it in its} - documents.keys())
    places |= index.places.by_code(it.other for it in breaks)
    units = _former(places, has.ceased.values(), figures, documents, positions)
    former = [it._replace(observations=_newest(it.observations, most)) for it in units]
    nearest = () if asked or observations or former else nearest_with_figures(index, place)
    more = () if asked else _more(index, place, observations, metrics)
    shown = len(observations) + sum(len(it.observations) for it in former)
    known = len(everything) + sum(len(it.observations) for it in units) if asked else _count(index, has.owned)
    return ShowReport(
        place=place,
        asked=asked,
        parents=parents,
        memberships=index.groups.memberships(place.code).get(place.code, ()),
        population=_population(observations, metrics),
        observations=observations,
        benchmarks=beside,
        targets=tuple(sorted(has.targets, key=lambda it: _order(it, positions))),
        initiatives=tuple(has.initiatives),
        former=tuple(former),
        breaks=tuple(breaks),
        earlier=known - shown if most else 0,
        units=index.holdings.holders(has.parts),
        nearest=nearest[:_MOST_NEAREST],
        further=len(nearest[_MOST_NEAREST:]),
        places=places,
        metrics=metrics,
        topics=tuple(index.metrics.topics()),
        documents=documents,
        info=index.info(),
        notes=(
            *has.notes,
            *_vintages(observations, metrics, beside),
            *(_gap_note(gap, documents) for gap in has.gaps),
            *more,
        ),
    )


def _asked(index: Index, place: Place, request: ShowRequest) -> Narrowing | None:
    if not (request.metrics or request.topics or request.periods):
        return None
    from countycli.query.narrowing import narrowing

    return narrowing(index, place, request.metrics, request.topics, request.periods)


def _figures(index: Index, owned: Iterable[list[str]], asked: Narrowing | None, most: int | None) -> list[Figure]:
    """Those under codes that belong together: what is asked for, else of each metric `most` of the newest periods."""
    if asked:
        return [it for codes in owned for it in index.figures.observations_for(codes, asked.keys(index, codes))]
    if most is None:
        return index.figures.observations(code for codes in owned for code in codes)
    return [it for codes in owned for it in index.figures.observations_for(codes, index.holdings.newest(codes, most))]


def _newest(found: tuple[Headline, ...], most: int | None) -> tuple[Headline, ...]:
    """Those of as many of the latest periods of each metric, of figures that come with the latest first."""
    periods: dict[str, set[Period]] = {}
    kept = []
    for it in found:
        seen = periods.setdefault(it.figure.metric, set())
        if most is None or it.figure.period in seen or len(seen) < most:
            seen.add(it.figure.period)
            kept.append(it)
    return tuple(kept)


def _count(index: Index, owned: Iterable[list[str]]) -> int:
    return sum(map(index.holdings.count_headlines, owned))


def nearest_with_figures(index: Index, place: Place) -> tuple[Place, ...]:
    """Places of the same level that have figures: those of its prefecture, of its province, and then others."""
    others = [other for other in index.places.with_figures(place.level) if other.code != place.code]

    def distance(other: Place) -> tuple[bool, bool, str]:
        return other.prefecture != place.prefecture, other.province != place.province, other.code

    return tuple(sorted(others, key=distance))


def _ordered(found: list[Headline], positions: dict[str, int]) -> tuple[Headline, ...]:
    return tuple(sorted(found, key=lambda it: _order(it.figure, positions)))


def _former(
    places: dict[str, Place],
    steps: Iterable[Succession],
    figures: list[Figure],
    documents: dict[str, Document],
    positions: dict[str, int],
) -> list[FormerUnit]:
    """The units of `steps` that have figures."""
    found = []
    for step in steps:
        its = [figure for figure in figures if figure.county == step.code]
        if its:
            found.append(FormerUnit(places[step.code], step, _ordered(weighed(its, documents), positions)))
    return found


def _benchmarks(
    index: Index,
    observations: tuple[Headline, ...],
    metrics: dict[str, Metric],
    units: dict[str, Place],
    keys: Collection[Key] | None,
) -> dict[Figure, tuple[Benchmark, ...]]:
    """The figures of prefecture and province, the narrower first: those in which the unit lay that has the figure."""
    regions = parents_of(index, units.values())
    standards = standards_of(index, regions, keys) if observations else {}
    found = {}
    for it in observations:
        unit = units[it.figure.county]
        above = [regions[code] for code in (unit.prefecture, unit.province) if code in regions]
        found[it.figure] = benchmarks(it.figure, metrics[it.figure.metric], above, standards)
    return found


def _vintages(
    observations: tuple[Headline, ...], metrics: dict[str, Metric], beside: dict[Figure, tuple[Benchmark, ...]]
) -> tuple[Note, ...]:
    """Where revised figures stand beside such as were first reported."""
    if not any(it.figure.status == FINAL for it in observations):
        return ()
    from countycli.query.vintages import mixtures, of_benchmarks, of_place

    crossing = (it for figure, its in beside.items() for it in of_benchmarks(figure, metrics[figure.metric], its))
    return mixtures((*of_place(observations, metrics), *crossing))


def _more(index: Index, place: Place, observations: Iterable[Headline], metrics: dict[str, Metric]) -> tuple[Note, ...]:
    """That a place has figures on one topic alone, mostly those of the censuses, and where there are others."""
    held = [metrics[it.figure.metric] for it in observations]
    if len({metric.topic for metric in held}) != 1 or place.valid_to:
        return ()
    from countycli.query.holdings import of_one_topic

    return of_one_topic(index, place, held)


def _gap_note(gap: Gap, documents: dict[str, Document]) -> Note:
    return Note(
        "gap", Phrase("{title} ({id}): {note}", title=documents[gap.source].title, id=gap.source, note=gap.note)
    )


def _sources(*records: list[Figure] | list[Initiative]) -> list[str]:
    return [record.source for part in records for record in part]


def _order(figure: Figure, positions: dict[str, int]) -> tuple[int, int, int, str]:
    """Metrics as the dataset lists them, for each the newest period first, what is no whole place last."""
    end, start = figure.period.recency
    return positions[figure.metric], -end, -start, figure.scope or ""


def _population(observations: tuple[Headline, ...], metrics: Mapping[str, Metric]) -> Headline | None:
    """The newest count of the people who live in the whole place, which stands in the header."""
    found = [
        headline
        for headline in observations
        if metrics[headline.figure.metric].residents and headline.figure.scope is None
    ]
    return max(found, key=lambda it: it.figure.period.recency, default=None)
