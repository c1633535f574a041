"""Whether a county's figures for two periods are of the same territory: only then is a difference a real change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Break, Figure


class _Territory(NamedTuple):
    """What a figure is of: the boundaries of a `month`, unless it was `restated` for those of its document; whether
    functional zones have figures of their own beside (`zoned`).
    """

    month: int
    restated: bool
    zoned: bool


def counterparts(index: Index, codes: Iterable[str], others: Collection[str]) -> dict[str, str]:
    """By the code of each county, the code among `others` of the same county at another time: the same code, or a unit
    that went on as the county, or the county's heir.
    """
    found = {code: code for code in codes if code in others}
    moved = [code for code in codes if code not in found]
    parts, heirs = index.places.parts(moved), index.places.heirs(moved)
    for code in moved:
        kin = (unit for unit in (*parts[code], *heirs.get(code, ())) if unit in others)
        if other := next(kin, None):
            found[code] = other
    return found


def unlike(
    index: Index, metric: str, first: Period, last: Period, codes: Iterable[str], otherwise: str | None = None
) -> dict[str, str]:
    """The counties whose figure for the last period can't be compared with the first period, with the reason: land came
    or went in between, or the county did not exist before (`break`), or functional zones were counted by themselves
    (`zones_apart`). The reason of other counties with figures for both periods is `otherwise`; None leaves them out.
    """
    earlier, later = _territories(index, metric, first), _territories(index, metric, last)
    parts = index.places.parts(codes)
    breaks = index.places.breaks(parts)
    found = {}
    without = []
    for code, units in parts.items():
        then, now = _of(earlier, units), _of(later, units)
        if now and not then:
            without.append(code)
        elif then and now and (reason := _reason(then, now, breaks.get(code, ())) or otherwise):
            found[code] = reason
    began = (code for code, place in index.places.by_code(without).items() if place.begins_after(first.start))
    return found | dict.fromkeys(began, "break")


def _territories(index: Index, metric: str, period: Period) -> dict[str, _Territory]:
    zoned = index.figures.zoned(metric, period)
    return {
        found.code: _Territory(found.boundaries or period.end, found.restated, found.code in zoned)
        for found in index.figures.values(metric, period)
        if found.scope is None
    }


def _of(territories: dict[str, _Territory], parts: Iterable[str]) -> _Territory | None:
    return next((territories[part] for part in parts if part in territories), None)


def changes_between(then: Figure, now: Figure, breaks: Iterable[Break]) -> tuple[Break, ...]:
    """The changes of a place's territory from the boundaries of one figure to those of a later one."""
    return tuple(change for change in breaks if then.territory < change.month <= now.territory)


def parted(then: Figure, now: Figure, breaks: Iterable[Break]) -> str | None:
    """Why two figures of one place are of unlike territories, with the reasons of `unlike`; None if they are alike."""
    return _reason(_of_figure(then), _of_figure(now), breaks)


def _of_figure(figure: Figure) -> _Territory:
    return _Territory(figure.territory, figure.restated, figure.zones_apart)


def _reason(then: _Territory, now: _Territory, breaks: Iterable[Break]) -> str | None:
    if then.restated != now.restated or any(then.month < change.month <= now.month for change in breaks):
        return "break"
    return "zones_apart" if then.zoned or now.zoned else None
