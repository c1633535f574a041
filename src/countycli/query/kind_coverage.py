"""How far the book reaches among the counties of some kinds: the index has sums for all counties of a region only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.index.ask.index import Index
    from countycli.model.answers import Holding, Unit
    from countycli.model.period import Period
    from countycli.model.records import Key
    from countycli.model.reports import Scope


class _Late(NamedTuple):
    """A figure of a unit that had ceased when the figure's period ended. It counts for the `owner`, the unit's heir, or
    for the unit itself where that has none (`ceased`).
    """

    holding: Holding
    owner: str
    ceased: bool


def of_kinds(index: Index, metric: str | None, scope: Scope) -> dict[Key, tuple[int, int, int]]:
    """By metric and period: how many counties of a scope's kinds have a figure, how many of these ceased within the
    period, and how many have a figure that can be ranked. A county is of the kind that it was when the period ended.
    """
    units = {unit.code: unit for unit in index.places.units(scope.areas)}
    wanted = [unit for unit in units.values() if unit.kind in scope.kinds]
    counts = {
        (row.metric, row.period): (row.counties, 0, row.rankable) for row in index.holdings.counted(wanted, metric)
    }
    late = _late(index, metric, units, scope.kinds)
    for key, owners in _by_key(late).items():
        counties, _, rankable = counts.get(key, (0, 0, 0))
        own = {held.code: held for held in index.holdings.of(owners, key[0]) if held.period == key[1]}
        further = [each for code, each in owners.items() if code not in own or not own[code].valued or each.ceased]
        ranked = [each for code, each in owners.items() if each.holding.comparable and not _is_ranked(own, code, each)]
        ceased = sum(each.ceased for each in owners.values())
        counts[key] = counties + len(further), ceased, rankable + len(ranked)
    positions = {identifier: position for position, identifier in enumerate(index.metrics.by_id())}
    order = sorted(counts, key=lambda key: key[1].recency, reverse=True)
    return {key: counts[key] for key in sorted(order, key=lambda key: positions[key[0]]) if counts[key][0]}


def _is_ranked(own: dict[str, Holding], code: str, late: _Late) -> bool:
    """Whether an owner is ranked by a figure of its own."""
    return not late.ceased and code in own and own[code].comparable


def _late(index: Index, metric: str | None, units: dict[str, Unit], kinds: tuple[str, ...]) -> list[_Late]:
    gone = [code for code, unit in units.items() if unit.valid_to]
    heirs = index.places.heirs(gone)
    found = []
    for holding in index.holdings.of(gone, metric):
        if holding.valued and not units[holding.code].exists_on(holding.period.last_day):
            owner = _owner(holding.code, holding.period, units, heirs)
            if owner and units[owner].kind in kinds:
                found.append(_Late(holding, owner, owner == holding.code))
    return found


def _owner(code: str, period: Period, units: dict[str, Unit], heirs: dict[str, list[str]]) -> str | None:
    """The county that existed when a period ended and that the figures of a former unit count for."""
    alive = (heir for heir in heirs.get(code, ()) if heir in units and units[heir].exists_on(period.last_day))
    return next(alive, code if units[code].exists_on(period.month_before.last_day) else None)


def _by_key(late: Iterable[_Late]) -> dict[Key, dict[str, _Late]]:
    """By metric and period, for each owner the figure that counts for it: one that can be ranked before others."""
    found: dict[Key, dict[str, _Late]] = {}
    for each in late:
        owners = found.setdefault((each.holding.metric, each.holding.period), {})
        if each.owner not in owners or each.holding.comparable:
            owners[each.owner] = each
    return found
