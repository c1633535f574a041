"""Figures as the queries need them: the best of several documents as headline, under the place of today that they
belong to, and with the changes of territory that came after them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from countycli.model.headlines import headlines
from countycli.model.reports import Note
from countycli.names.scopes import members_of
from countycli.phrases import Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from countycli.index.ask.index import Index
    from countycli.model.answers import Coverage, Holding, Spell, Standard
    from countycli.model.period import Period
    from countycli.model.records import Break, Document, Figure, Key, Metric, Place
    from countycli.model.reports import Headline, Scope

FINAL = "final"  # the status of revised figures
BY_REGISTERED = "registered"  # the kind of the note on amounts by registered population
_FEW = 1000  # places whose figures are looked up one by one
Cells = dict[tuple[str, str, "Period"], "Headline"]  # by place, metric and period
Filed = TypeVar("Filed", "Figure", "Holding")  # records that begin with the code of their place
ScopedCells = dict[tuple[str, str, "Period", str | None], "Headline"]  # by place, metric, period and scope


class Benchmark(NamedTuple):
    """A place's figure compared with the figure that a region around the place has for the same metric and period.
    `difference` is the place's figure less the region's, None where the metric adds up over places. `ratio` is the
    place's figure divided by the region's, None for metrics that are neither levels nor counts.
    """

    region: Place
    standard: Standard
    difference: float | None
    decimals: int  # of the difference
    ratio: float | None


Standards = dict[tuple[str, str, "Period", bool], "Standard"]  # by region, metric, period and whether revised


def registered_told(metrics: Iterable[Metric]) -> tuple[Note, ...]:
    """The note that a table of many places needs where any of its `metrics` is by registered population."""
    if not any(metric.registered for metric in metrics):
        return ()
    text = Phrase("By registered population: too high where people have moved to, too low where they have left")
    return (Note(BY_REGISTERED, text),)


def weighed(figures: Iterable[Figure], documents: dict[str, Document], breaks: Iterable[Break] = ()) -> list[Headline]:
    """The headlines of one place with the breaks that came after them. Figures of former units that the place continues
    compete with the place's own for the headline.
    """
    changes = tuple(breaks)
    found = headlines(figures, documents, of_one_place=True)
    return [headline._replace(breaks=after(headline.figure, changes)) for headline in found] if changes else found


def after(figure: Figure, breaks: Iterable[Break]) -> tuple[Break, ...]:
    """The changes of territory since a figure's period; none where the figure was restated for later boundaries."""
    return () if figure.restated else tuple(change for change in breaks if change.month > figure.territory)


def breaks_of_units(index: Index, units: Iterable[str]) -> dict[str, list[Break]]:
    """By the code of each unit, the changes of its territory. After a unit went on as another one, the changes of the
    heir's territory count as changes of the unit's.
    """
    units = set(units)
    heirs = index.places.heirs(units)
    breaks = index.places.breaks({*units, *(heir for successors in heirs.values() for heir in successors)})
    found = {}
    for unit in units:
        lines = (unit, *heirs.get(unit, ()))
        changes = (change._replace(code=unit) for code in lines for change in breaks.get(code, ()))
        found[unit] = list(dict.fromkeys(changes))
    return found


def cells_of(index: Index, codes: Iterable[str], keys: Collection[Key]) -> Cells:
    """The headlines of some places, of whole places only, for some metrics and periods (`keys`)."""
    return {key[:3]: headline for key, headline in scoped_cells_of(index, codes, keys).items() if key[3] is None}


def scoped_cells_of(index: Index, codes: Iterable[str], keys: Collection[Key]) -> ScopedCells:
    """The headlines of some places and of parts of them. Figures of former units that a place continues count as the
    place's own.
    """
    cells: ScopedCells = {}
    parts = index.places.parts(codes)
    filed = (part for units in parts.values() for part in units)
    figures = _by_place(index.figures.observations_for(filed, keys))
    documents = index.documents.by_id(figure.source for of_unit in figures.values() for figure in of_unit)
    breaks = index.places.breaks(parts)
    for code, units in parts.items():
        own = [figure for part in sorted(units) for figure in figures.get(part, ())]
        for headline in weighed(own, documents, breaks.get(code, ())):
            figure = headline.figure
            cells.setdefault((code, figure.metric, figure.period, figure.scope), headline)
    return cells


def holdings_of(index: Index, codes: Iterable[str], metric: str | None = None) -> Iterator[Holding]:
    """The metrics and periods for which some places have figures, place by place. Figures of former units that a place
    continues count as the place's own.
    """
    parts = index.places.parts(codes)
    found = _by_place(index.holdings.of((part for units in parts.values() for part in units), metric))
    for code, units in parts.items():
        yield from (holding._replace(code=code) for part in sorted(units) for holding in found.get(part, ()))


def coverage_in(index: Index, scope: Scope, metric: str | None = None) -> list[Coverage]:
    """How many counties of a scope have a figure of each metric and period: metrics in order, the latest period first.
    Kinds of counties are minded within groups only.
    """
    return _coverage_of_members(index, scope, metric) if scope.groups else index.holdings.coverage(metric, scope)


def counts_in(index: Index, scope: Scope, metric: str | None = None) -> dict[Key, tuple[int, int, int]]:
    """By metric and period: how many counties of a scope, or of its kinds, have a figure, how many of these ceased
    within the period, and how many have a figure that can be ranked.
    """
    if scope.kinds and not scope.groups:
        from countycli.query.kind_coverage import of_kinds

        return of_kinds(index, metric, scope)
    found = (row for row in coverage_in(index, scope, metric) if row.counties)
    return {(row.metric, row.period): (row.counties, row.ceased, row.rankable) for row in found}


def _coverage_of_members(index: Index, scope: Scope, metric: str | None) -> list[Coverage]:
    """The coverage of a scope's groups. Figures of former units that a member continues count as the member's own. A
    figure counts if the county was a member of a group in the last year of the figure's period.
    """
    spells = list(_spells(index, scope, index.holdings.years(metric)))
    parts = index.places.parts(spell.owner for spell in spells)
    filed = (spell._replace(code=part) for spell in spells for part in parts[spell.owner])
    return index.holdings.counted_in(filed, metric)


def _spells(index: Index, scope: Scope, years: Iterable[int]) -> Iterator[Spell]:
    """From when to when counties were members of a scope's groups, as far as some `years` tell."""
    from countycli.model.answers import Spell

    since: dict[str, int] = {}  # the first month of members that have not left
    last_month = 0
    for year in years:
        members = {*members_of(index, scope, year)}
        for code in since.keys() - members:
            yield Spell(code, code, since.pop(code), last_month)
        since = dict.fromkeys(members, 12 * year) | since
        last_month = 12 * year + 11
    for code, first_month in since.items():
        yield Spell(code, code, first_month, last_month)


def figures_behind(index: Index, metric: Metric, period: Period | None, codes: Iterable[str]) -> list[Figure]:
    """The figures that a ranking of some places rests on: figures for a period or, without one, the latest of each. For
    many places it is faster to read the whole period.
    """
    if period is None:
        return index.figures.latest_observations(codes, metric.id)
    wanted = {*codes}
    if len(wanted) <= _FEW:
        return index.figures.observations(wanted, metric.id, period)
    return [figure for figure in index.figures.observations(None, metric.id, period) if figure.county in wanted]


def _by_place(found: Iterable[Filed]) -> dict[str, list[Filed]]:
    grouped: dict[str, list[Filed]] = {}
    for record in found:
        grouped.setdefault(record[0], []).append(record)
    return grouped


def standards_of(index: Index, regions: Iterable[str], keys: Collection[Key] | None = None) -> Standards:
    """The figures of regions that counties are compared with, for some metrics and periods (`keys`) or else for all:
    the first of the revised figures, and the first of the others. Figures of former units that a region continues count
    as the region's own.
    """
    owners = {part: code for code, parts in index.places.parts(regions).items() for part in parts}
    found: Standards = {}
    for standard in index.figures.standards(owners, keys) if owners else ():
        key = owners[standard.code], standard.metric, standard.period, standard.status == FINAL
        found.setdefault(key, standard)
    return found


def benchmarks(figure: Figure, metric: Metric, regions: Iterable[Place], standards: Standards) -> tuple[Benchmark, ...]:
    """A figure compared with those of the regions around its place, where these have one for the same metric and
    period. Bounds and estimates are not compared, for a difference or a ratio could not show that it rests on one. Of a
    metric that adds up, a first count is not compared with a revised one: the place would be no share of the region's
    whole.
    """
    if not figure.is_comparable or (metric.formula and metric.formula.kind == "share"):
        return ()
    found = [(region, _standard(figure, metric, region, standards)) for region in regions]
    return tuple([_benchmark(figure, metric, region, standard) for region, standard in found if standard])


def _standard(figure: Figure, metric: Metric, region: Place, standards: Standards) -> Standard | None:
    final = figure.status == FINAL
    found = standards.get((region.code, figure.metric, figure.period, final))
    if found is None and not metric.adds_up:
        found = standards.get((region.code, figure.metric, figure.period, not final))
    return found


def _benchmark(figure: Figure, metric: Metric, region: Place, standard: Standard) -> Benchmark:
    value, decimals = figure.value or 0, max(figure.decimals, standard.decimals, 0)
    difference = None if metric.adds_up else round(value - standard.value, decimals) + 0.0  # not -0.0
    comparable = metric.kind in ("level", "count") and standard.value
    return Benchmark(region, standard, difference, decimals, value / standard.value if comparable else None)
