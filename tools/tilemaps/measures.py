"""How far a layout moves counties that are neighbours."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from tilemaps.seats import County, distance, neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tilemaps.placement import Cell

_QUARTER = math.pi / 4


class Measure(NamedTuple):
    """Of the `pairs` of counties that are neighbours by their seats, how many `touch` in the layout, at a side or a
    corner; how many tiles the others are apart at most (`farthest`; 1 is to touch), and how many of all pairs point
    into the `direction` in which they really lie, to an eighth of the circle on either side. Counties whose seat is not
    known are left out.
    """

    counties: int
    pairs: int
    touch: int
    farthest: int
    direction: int


def measure(counties: list[County], cells: dict[str, Cell]) -> Measure:
    known = [county for county in counties if county.is_known]
    pairs = neighbours([county.position for county in known])
    steps = [_steps(cells[known[one].code], cells[known[other].code]) for one, other in pairs]
    turns = [_turn(known[one], known[other], cells) for one, other in pairs]
    return Measure(
        len(counties),
        len(pairs),
        sum(step == 1 for step in steps),
        max(steps, default=1),
        sum(turn <= _QUARTER for turn in turns),
    )


def _steps(one: Cell, other: Cell) -> int:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def _turn(one: County, other: County, cells: dict[str, Cell]) -> float:
    """By which angle the direction from one county to another is turned in the layout, from 0 to π."""
    if not distance(one.position, other.position):
        return 0.0
    real = math.atan2(other.position.y - one.position.y, other.position.x - one.position.x)
    (row, column), (down, right) = cells[one.code], cells[other.code]
    drawn = math.atan2(down - row, right - column)
    return abs((drawn - real + math.pi) % (2 * math.pi) - math.pi)


def table(measured: Iterable[tuple[str, Measure]]) -> str:
    """A table in Markdown, with a row for all together."""
    rows = list(measured)
    found = [measure for _, measure in rows]
    whole = Measure(
        sum(each.counties for each in found),
        sum(each.pairs for each in found),
        sum(each.touch for each in found),
        max(each.farthest for each in found),
        sum(each.direction for each in found),
    )
    lines = ["| province | counties | pairs of neighbours | that touch | in their direction | farthest |"]
    lines.append("|---|--:|--:|--:|--:|--:|")
    lines += [_row(name, each) for name, each in (*rows, ("all", whole))]
    return "\n".join(lines)


def _row(name: str, each: Measure) -> str:
    of = each.pairs or 1
    cells = (name, each.counties, each.pairs, f"{each.touch / of:.0%}", f"{each.direction / of:.0%}", each.farthest)
    return f"| {' | '.join(map(str, cells))} |"
