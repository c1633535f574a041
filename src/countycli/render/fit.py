"""Which columns of a table fit into a width, and how wide each becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 2  # blank cells between columns


class Fit(NamedTuple):
    """Positions of the columns that are kept, their widths in cells, and the positions of those that are not."""

    kept: tuple[int, ...]
    widths: tuple[int, ...]
    dropped: tuple[int, ...]


def fit(natural: Sequence[int], least: Sequence[int], drops: Sequence[int], width: int | None) -> Fit:
    """Fit columns of `natural` widths into `width` cells (None: no limit).

    Columns with a `least` above 0 shrink down to it, the widest first. If that is not enough, columns go in the order
    of their `drops`, the highest first; those with 0 there stay, even if the table remains too wide.
    """
    kept = list(range(len(natural)))
    while width is not None and _total(_smallest(natural, least, kept)) > width:
        droppable = [column for column in kept if drops[column]]
        if not droppable:
            break
        kept.remove(max(droppable, key=lambda column: (drops[column], column)))
    widths = {column: natural[column] for column in kept}
    if width is not None:
        _shrink(widths, least, width)
    dropped = tuple(column for column in range(len(natural)) if column not in kept)
    return Fit(tuple(kept), tuple(widths[column] for column in kept), dropped)


def _smallest(natural: Sequence[int], least: Sequence[int], kept: Sequence[int]) -> list[int]:
    return [min(natural[column], least[column]) if least[column] else natural[column] for column in kept]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _shrink(widths: dict[int, int], least: Sequence[int], width: int) -> None:
    """Take what is too much from the widest of the columns that may shrink, down to the next widest, and so on."""
    excess = _total(list(widths.values())) - width
    while excess > 0:
        shrinkable = [column for column in widths if least[column] and widths[column] > least[column]]
        if not shrinkable:
            return
        widest = max(shrinkable, key=lambda column: widths[column])
        others = [widths[column] for column in shrinkable if widths[column] < widths[widest]]
        step = min(excess, widths[widest] - max([least[widest], *others]))
        widths[widest] -= step
        excess -= step
