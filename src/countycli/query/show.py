"""Everything that the book knows about one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.names.location import parents_of
from countycli.names.resolve import resolve_place
from countycli.query import EVERYTHING, Extent
from countycli.query.figures import Benchmark, benchmarks, standards_of, weighed
from countycli.query.place_remarks import of_gaps, of_registered, of_vintages, on_other_topics
from countycli.query.units import nearest_with_figures, units_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Break, Document, Figure, Gap, Initiative, Metric, Place, Succession, Topic
    from countycli.model.reports import DataInfo, Headline, Membership, Note
    from countycli.query.glance import Choice, Glance
    from countycli.query.narrowing import Narrowing
    from countycli.query.outcomes import TargetRow
    from countycli.query.units import Units
    from countycli.query.within import Ranks

_MOST_NEAREST = 8


class FormerUnit(NamedTuple):
    """A unit that ceased and whose land, or a part of it, came to the place that is shown. The unit's figures stand
    apart from the place's, for they are of another territory.
    """

    place: Place
    step: Succession
    observations: tuple[Headline, ...]


class ShowRequest(NamedTuple):
    """What is asked for of a place: everything, or only what fits the indicators, the topics and the periods."""

    place: str
    metrics: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    extent: Extent = EVERYTHING


class ShowReport(NamedTuple):
    place: Place
    asked: Narrowing | None  # None where nothing was left out
    glance: Glance | None  # of a first page; the observations are then only those that the glance tells of
    parents: dict[str, Place]
    memberships: tuple[Membership, ...]
    population: Headline | None
    area: Headline | None
    observations: tuple[Headline, ...]
    benchmarks: dict[Figure, tuple[Benchmark, ...]]
    ranks: dict[Figure, Ranks]  # of the figures for which enough other counties have one, too
    targets: tuple[Figure, ...]
    outcomes: tuple[TargetRow, ...]  # the targets with what came of them, at a glance
    initiatives: tuple[Initiative, ...]
    former: tuple[FormerUnit, ...]
    apart: tuple[Place, ...]  # all former units that have figures apart from the place's, shown or not
    breaks: tuple[Break, ...]
    earlier: int  # how many figures of earlier periods are left out
    units: tuple[str, ...]  # the codes that the place's own figures are filed under
    nearest: tuple[Place, ...]  # places nearby that have figures, where this place has none
    further: int  # how many places with figures there are besides the `nearest`
    places: dict[str, Place]  # all places that figures and breaks name
    metrics: dict[str, Metric]
    topics: tuple[Topic, ...]
    documents: dict[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]


class _Material(NamedTuple):
    """Everything that the book has of a place and that is asked for."""

    figures: list[Figure]
    targets: list[Figure]
    initiatives: list[Initiative]
    gaps: list[Gap]

    @property
    def sources(self) -> list[str]:
        figures = [figure.source for figure in (*self.figures, *self.targets)]
        return [*figures, *(programme.source for programme in self.initiatives), *(gap.source for gap in self.gaps)]


class _Findings(NamedTuple):
    """What is asked for of a place and what the book has of it, before anything is weighed or compared."""

    place: Place
    asked: Narrowing | None
    most: int | None  # how many periods of each metric are shown at most; None for all
    choice: Choice | None  # what is shown of a place at a glance; None where all that was asked for is shown
    units: Units
    has: _Material


class _Shown(NamedTuple):
    """The headlines that are shown, of the place itself and of former units; `found` is how many were read of both."""

    observations: tuple[Headline, ...]
    former: tuple[FormerUnit, ...]
    found: int

    @property
    def total(self) -> int:
        return len(self.observations) + sum(len(unit.observations) for unit in self.former)


class _Compared(NamedTuple):
    """What stands beside figures: regions' figures, ranks, and what came of targets."""

    benchmarks: dict[Figure, tuple[Benchmark, ...]]
    ranks: dict[Figure, Ranks]
    outcomes: tuple[TargetRow, ...]


def show(index: Index, request: ShowRequest) -> ShowReport:
    """Show a place. Raises NotFoundError where only some figures are asked for and the place has none of them."""
    place, told = resolve_place(index, request.place, periods=request.periods)
    asked = _asked(index, place, request)
    most = None if request.periods else request.extent.periods
    units = units_of(index, place)
    choice = _choice(index, units) if most and asked is None else None
    has = _material(index, place, units, asked, choice)
    if asked:
        told = (*told, *asked.told(index, place, units.owned, [*has.figures, *has.targets], has.initiatives, told))
    return _report(index, _Findings(place, asked, most if asked else None, choice, units, has), told)


def _report(index: Index, findings: _Findings, told: tuple[Note, ...]) -> ShowReport:
    """The report on what was found: with headlines, comparisons, and the records that they refer to."""
    place, asked, _, choice, units, has = findings
    documents = index.documents.by_id(has.sources)
    breaks = index.places.breaks([place.code]).get(place.code, [])
    metrics = index.metrics.by_id(figure.metric for figure in [*has.figures, *has.targets])
    positions = {identifier: position for position, identifier in enumerate(metrics)}
    shown = _shown(findings, documents, breaks, positions)
    seen = choice.glance(shown.observations, metrics, documents, breaks) if choice else None
    compared = _compared(index, findings, shown.observations, metrics, seen)
    nearest = () if asked or shown.total else nearest_with_figures(index, place)
    holders = index.holdings.holders((*units.parts, *units.ceased))
    return ShowReport(
        place=place,
        asked=asked,
        glance=seen,
        parents=parents_of(index, [place]),
        memberships=index.groups.memberships(place.code).get(place.code, ()),
        population=_at_head(shown.observations, metrics, "residents"),
        area=_at_head(shown.observations, metrics, "area"),
        observations=shown.observations,
        benchmarks=compared.benchmarks,
        ranks=compared.ranks,
        targets=_in_order(has.targets, positions),
        outcomes=compared.outcomes,
        initiatives=tuple(has.initiatives),
        former=shown.former,
        apart=tuple(units.places[code] for code in holders if code in units.ceased),
        breaks=tuple(breaks),
        earlier=shown.found - shown.total,
        units=tuple(code for code in holders if code in units.parts),
        nearest=nearest[:_MOST_NEAREST],
        further=len(nearest[_MOST_NEAREST:]),
        places=units.places | index.places.by_code(change.other for change in breaks),
        metrics=metrics,
        topics=tuple(index.metrics.topics()),
        documents=documents | _documents_of(index, compared, documents),
        info=index.info(),
        notes=(*told, *_notes(index, findings, shown, metrics, documents, compared)),
    )


def _notes(
    index: Index,
    findings: _Findings,
    shown: _Shown,
    metrics: dict[str, Metric],
    documents: dict[str, Document],
    compared: _Compared,
) -> Iterator[Note]:
    """Remarks on the figures that are shown, and on what there is of others."""
    yield from of_vintages(shown.observations, metrics, compared.benchmarks)
    yield from of_gaps(findings.has.gaps, documents)
    residents = _at_head(shown.observations, metrics, "residents")
    if residents:
        yield from of_registered(index, findings.units.parts, residents, shown.observations, metrics)
    if not findings.asked:
        yield from on_other_topics(index, findings.place, shown.observations, metrics)


def _compared(
    index: Index,
    findings: _Findings,
    observations: tuple[Headline, ...],
    metrics: dict[str, Metric],
    seen: Glance | None,
) -> _Compared:
    """What stands beside the figures. At a glance, the figures in large print have ranks alone."""
    place, asked, _, _, units, has = findings
    others = tuple(digest.headline for digest in seen.others) if seen else observations
    ranked = (*(digest.headline for digest in seen.headlines), *others) if seen else others
    everything = not (asked or seen)
    return _Compared(
        _benchmarks(index, others, metrics, units, everything=everything),
        _ranks(index, ranked, metrics, units, main=everything, newest=seen is not None),
        _outcomes(index, place, has.targets) if seen else (),
    )


def _choice(index: Index, units: Units) -> Choice | None:
    """What is shown of a place at a glance; None where the place has no figures of its own."""
    from countycli.query.glance import choose

    choice = choose(index, units.parts)
    return choice if choice.headlines or choice.others or choice.head else None


def _material(index: Index, place: Place, units: Units, asked: Narrowing | None, choice: Choice | None) -> _Material:
    figures, targets = _figures(index, units, asked, choice), index.figures.targets(units.parts)
    initiatives = [told for code in units.parts for told in index.documents.initiatives(county=code)]
    gaps = index.documents.gaps(place.code)
    if asked is None:
        return _Material(figures, targets, initiatives, gaps)
    sources = {figure.source for figure in figures}
    gaps = [gap for gap in gaps if gap.source in sources]
    return _Material(figures, asked.targets(targets), asked.initiatives(initiatives), gaps)


def _shown(
    findings: _Findings, documents: dict[str, Document], breaks: list[Break], positions: dict[str, int]
) -> _Shown:
    units, figures, most = findings.units, findings.has.figures, findings.most
    own = [figure for figure in figures if figure.county in units.parts]
    found = _ordered(weighed(own, documents, breaks), positions)
    former = _former(units, figures, documents, positions)
    cut = tuple(unit._replace(observations=_newest(unit.observations, most)) for unit in former)
    return _Shown(_newest(found, most), cut, len(found) + sum(len(unit.observations) for unit in former))


def _asked(index: Index, place: Place, request: ShowRequest) -> Narrowing | None:
    if not (request.metrics or request.topics or request.periods):
        return None
    from countycli.query.narrowing import narrowing

    return narrowing(index, place, request.metrics, request.topics, request.periods)


def _figures(index: Index, units: Units, asked: Narrowing | None, choice: Choice | None) -> list[Figure]:
    """The figures of the place and of former units that are asked for, or those of the place that are shown at a
    glance.
    """
    if choice:
        return index.figures.observations_for(units.parts, choice.keys())
    if asked is None:
        return index.figures.observations(code for codes in units.owned for code in codes)
    found: list[Figure] = []
    for codes in units.owned:
        found += index.figures.observations_for(codes, asked.keys(index, codes))
    return found


def _outcomes(index: Index, place: Place, aims: Iterable[Figure]) -> tuple[TargetRow, ...]:
    """The targets with what came of them."""
    owners = dict.fromkeys(aims, place.code)
    if not owners:
        return ()
    from countycli.query.outcomes import rows_of

    return rows_of(index, owners)


def _in_order(figures: Iterable[Figure], positions: dict[str, int]) -> tuple[Figure, ...]:
    return tuple(sorted(figures, key=lambda figure: _order(figure, positions)))


def _newest(found: tuple[Headline, ...], most: int | None) -> tuple[Headline, ...]:
    """The headlines of the `most` latest periods of each metric; `found` has the latest first."""
    periods: dict[str, set[Period]] = {}
    kept = []
    for headline in found:
        metric, period = headline.figure.metric, headline.figure.period
        seen = periods.setdefault(metric, set())
        if most is None or period in seen or len(seen) < most:
            seen.add(period)
            kept.append(headline)
    return tuple(kept)


def _ordered(found: list[Headline], positions: dict[str, int]) -> tuple[Headline, ...]:
    return tuple(sorted(found, key=lambda headline: _order(headline.figure, positions)))


def _former(
    units: Units, figures: list[Figure], documents: dict[str, Document], positions: dict[str, int]
) -> list[FormerUnit]:
    """The former units whose land came to the place, as far as the book has figures of them."""
    found = []
    for code, step in units.ceased.items():
        filed = [figure for figure in figures if figure.county == code]
        if filed:
            found.append(FormerUnit(units.places[code], step, _ordered(weighed(filed, documents), positions)))
    return found


def _benchmarks(
    index: Index, observations: tuple[Headline, ...], metrics: dict[str, Metric], units: Units, *, everything: bool
) -> dict[Figure, tuple[Benchmark, ...]]:
    """Each figure compared with those of its prefecture and province, the prefecture first: of the regions in which the
    unit lay under whose code the figure is filed. Where `everything` is shown, all figures of the regions are read at
    once, which is quicker than by metric and period.
    """
    if not observations:
        return {}
    owners = {code: units.places[code] for code in units.parts}
    regions = parents_of(index, owners.values())
    figures = [headline.figure for headline in observations]
    keys = None if everything else {(figure.metric, figure.period) for figure in figures}
    standards = standards_of(index, regions, keys)
    found = {}
    for figure in figures:
        above = [regions[code] for code in owners[figure.county].above if code in regions]
        found[figure] = benchmarks(figure, metrics[figure.metric], above, standards)
    return found


def _ranks(
    index: Index,
    observations: tuple[Headline, ...],
    metrics: dict[str, Metric],
    units: Units,
    *,
    main: bool,
    newest: bool,
) -> dict[Figure, Ranks]:
    """The ranks of a county's figures within its province, for places that are counties. Where all indicators are
    shown, only the `main` ones are ranked: each rank costs a look at the whole province.
    """
    owners = {code: place for code in units.parts if (place := units.places[code]).level == "county"}
    if not owners or not any(headline.figure.period.whole_years for headline in observations):
        return {}
    from countycli.query.within import ranks_of

    return ranks_of(index, observations, metrics, owners, main=main, newest=newest)


def _documents_of(index: Index, compared: _Compared, known: dict[str, Document]) -> dict[str, Document]:
    """The documents of the regions' figures and of outcomes, as far as the documents aren't known yet."""
    sources = {benchmark.standard.source for row in compared.benchmarks.values() for benchmark in row}
    sources |= {source for row in compared.outcomes if row.outcome for source in row.outcome.sources}
    return index.documents.by_id(sources - known.keys())


def _order(figure: Figure, positions: dict[str, int]) -> tuple[int, int, int, str]:
    """A sort key: metrics in the order of the dataset; of each metric the newest period first; of each period the whole
    place first, then parts of the place.
    """
    end, start = figure.period.recency
    return positions[figure.metric], -end, -start, figure.scope or ""


def _at_head(observations: tuple[Headline, ...], metrics: Mapping[str, Metric], what: str) -> Headline | None:
    """The newest figure of the whole place for the head of the page: of how many people live in the place (`residents`)
    or of its `area`; a doubtful one only for want of any other.
    """
    found = (
        headline
        for headline in observations
        if getattr(metrics[headline.figure.metric], what) and headline.figure.scope is None
    )
    return max(found, key=lambda headline: (not headline.figure.doubtful, headline.figure.period.recency), default=None)
