"""Figures as the queries need them: weighed, under the place of today that they belong to, and with their breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from countycli.model.headlines import headlines
from countycli.names.scopes import members_ever, members_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from countycli.index.ask.index import Index
    from countycli.model.answers import Holding, Standard
    from countycli.model.period import Period
    from countycli.model.records import Break, Document, Figure, Key, Metric, Place
    from countycli.model.reports import Headline, Scope

FINAL = "final"  # the status of revised figures
Cells = dict[tuple[str, str, "Period"], "Headline"]  # by place, metric and period
Filed = TypeVar("Filed", "Figure", "Holding")  # records that begin with the code of their place
ScopedCells = dict[tuple[str, str, "Period", str | None], "Headline"]  # and by scope


class Benchmark(NamedTuple):
    """What a region that a place lies in has for the same metric and period. `difference` is the place's figure less
    the region's, None where the metric adds up over places; `ratio` is the place's divided by the region's, of levels
    and counts.
    """

    region: Place
    standard: Standard
    difference: float | None
    decimals: int  # of the difference
    ratio: float | None


Standards = dict[tuple[str, str, "Period", bool], "Standard"]  # by region, metric, period and whether it is final


def weighed(figures: Iterable[Figure], documents: dict[str, Document], breaks: Iterable[Break] = ()) -> list[Headline]:
    """The headlines of one place with the breaks that came after them. What is filed under units that it continues is
    weighed with its own.
    """
    changes = tuple(breaks)
    found = headlines(figures, documents, of_one_place=True)
    return [it._replace(breaks=after(it.figure, changes)) for it in found] if changes else found


def after(figure: Figure, breaks: Iterable[Break]) -> tuple[Break, ...]:
    """The changes of territory since a figure's period; none where it was restated for later boundaries."""
    return () if figure.restated else tuple(change for change in breaks if change.month > figure.territory)


def breaks_of_units(index: Index, units: Iterable[str]) -> dict[str, list[Break]]:
    """By the code that figures are filed under, the changes of the territory that it has today, be it under the code of
    the unit that it went on as.
    """
    units = set(units)
    heirs = index.places.heirs(units)
    breaks = index.places.breaks({*units, *(heir for its in heirs.values() for heir in its)})
    found = {}
    for unit in units:
        its = (it._replace(code=unit) for code in (unit, *heirs.get(unit, ())) for it in breaks.get(code, ()))
        found[unit] = list(dict.fromkeys(its))
    return found


def cells_of(index: Index, codes: Iterable[str], keys: Collection[Key]) -> Cells:
    """The headlines of some places as a whole, of these metrics for these periods."""
    return {key[:3]: it for key, it in scoped_cells_of(index, codes, keys).items() if key[3] is None}


def scoped_cells_of(index: Index, codes: Iterable[str], keys: Collection[Key]) -> ScopedCells:
    """The headlines of some places and of parts of them. Those of the units that a place continues count as its own."""
    cells: ScopedCells = {}
    parts = index.places.parts(codes)
    figures = _by_place(index.figures.observations_for((part for its in parts.values() for part in its), keys))
    documents = index.documents.by_id(figure.source for its in figures.values() for figure in its)
    breaks = index.places.breaks(parts)
    for code, its in parts.items():
        own = [figure for part in sorted(its) for figure in figures.get(part, ())]
        for it in weighed(own, documents, breaks.get(code, ())):
            cells.setdefault((code, it.figure.metric, it.figure.period, it.figure.scope), it)
    return cells


def holdings_of(index: Index, codes: Iterable[str], metric: str | None = None) -> Iterator[Holding]:
    """What some places have figures of, by place. Those of the units that a place continues count as its own."""
    parts = index.places.parts(codes)
    found = _by_place(index.holdings.of((part for its in parts.values() for part in its), metric))
    for code, its in parts.items():
        yield from (it._replace(code=code) for part in sorted(its) for it in found.get(part, ()))


def holdings_of_members(index: Index, scope: Scope, metric: str | None = None) -> Iterator[Holding]:
    """What each county that is or was in a scope of groups has for periods in the last year of which it belonged
    there.
    """
    members: dict[int, set[str]] = {}
    for it in holdings_of(index, members_ever(index, scope), metric):
        year = it.period.last_year
        if year not in members:
            members[year] = {*members_of(index, scope, year)}
        if it.code in members[year]:
            yield it


def figures_behind(index: Index, metric: Metric, period: Period | None, codes: Iterable[str]) -> list[Figure]:
    """What a ranking by a period or, without one, by each place's latest rests on."""
    if period is None:
        return index.figures.latest_observations(codes, metric.id)
    return index.figures.observations(codes, metric.id, period)


def _by_place(found: Iterable[Filed]) -> dict[str, list[Filed]]:
    grouped: dict[str, list[Filed]] = {}
    for it in found:
        grouped.setdefault(it[0], []).append(it)
    return grouped


def standards_of(index: Index, regions: Iterable[str], keys: Collection[Key] | None = None) -> Standards:
    """What regions have for their counties to be held against, of these metrics for these periods where they are given:
    of what is final the first, and of what isn't. Of a unit that a region continues it counts as its own.
    """
    owners = {part: code for code, parts in index.places.parts(regions).items() for part in parts}
    found: Standards = {}
    for it in index.figures.standards(owners, keys) if owners else ():
        found.setdefault((owners[it.code], it.metric, it.period, it.status == FINAL), it)
    return found


def benchmarks(figure: Figure, metric: Metric, regions: Iterable[Place], standards: Standards) -> tuple[Benchmark, ...]:
    """A figure beside those of the regions that it lies in, where they have one for the same metric and period. Both
    must be comparable: a difference or a ratio bears no mark of a bound or an estimate; nor is a part of a first count
    set against the whole of a revised one.
    """
    if not figure.is_comparable or (metric.formula and metric.formula.kind == "share"):
        return ()
    found = ((region, _standard(figure, metric, region, standards)) for region in regions)
    return tuple(_benchmark(figure, metric, region, it) for region, it in found if it)


def _standard(figure: Figure, metric: Metric, region: Place, standards: Standards) -> Standard | None:
    final = figure.status == FINAL
    found = standards.get((region.code, figure.metric, figure.period, final))
    if found is None and not metric.adds_up:
        found = standards.get((region.code, figure.metric, figure.period, not final))
    return found


def _benchmark(figure: Figure, metric: Metric, region: Place, it: Standard) -> Benchmark:
    value, decimals = figure.value or 0, max(figure.decimals, it.decimals, 0)
    difference = None if metric.adds_up else round(value - it.value, decimals) + 0.0  # not -0.0
    comparable = metric.kind in ("level", "count") and it.value
    return Benchmark(region, it, difference, decimals, value / it.value if comparable else None)
