"""Which columns of a table fit into a width, and how wide each becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

GAP = 2  # blank cells between columns
COMFORTABLE = 16  # cells in which a text reads well


class Fit(NamedTuple):
    """Positions of the columns that are kept, their widths in cells, and positions of the columns that are dropped."""

    kept: tuple[int, ...]
    widths: tuple[int, ...]
    dropped: tuple[int, ...]


def fit(
    natural: Sequence[int],
    least: Sequence[int],
    drops: Sequence[int],
    width: int | None,
    ease: Sequence[int] = (),
    joined: Collection[int] = (),
) -> Fit:
    """Fit columns of `natural` widths into `width` cells (None: no limit).

    Columns with a `least` above 0 may shrink. Where shrinking them to a comfortable width is not enough, columns are
    dropped in the order of their `drops`, the highest first; columns of 0 are never dropped. Only then do columns
    shrink to their `least`; where even the least widths are too much the table remains too wide. `ease` tells which
    widths are comfortable, where they are not the usual one. A `joined` column and the one before it are dropped
    both or neither.
    """
    kept = list(range(len(natural)))
    if width is None:
        return Fit(tuple(kept), tuple(natural), ())
    comfortable = comfortable_widths(natural, least, ease)
    going = sorted((column for column in kept if drops[column]), key=lambda column: (drops[column], column))
    while going and total_width([comfortable[column] for column in kept]) > width:
        last = going.pop()
        kept.remove(last)
        if last in joined:
            going.remove(last - 1)
            kept.remove(last - 1)
    widths = _shrunk([natural[column] for column in kept], [least[column] for column in kept], width)
    dropped = tuple(column for column in range(len(natural)) if column not in kept)
    return Fit(tuple(kept), tuple(widths), dropped)


def comfortable_widths(natural: Sequence[int], least: Sequence[int], ease: Sequence[int] = ()) -> list[int]:
    """How far columns shrink before others are dropped for them."""
    eases = [easy or COMFORTABLE for easy in ease or [0] * len(natural)]
    return [
        min(wide, max(small, easy)) if small else wide for wide, small, easy in zip(natural, least, eases, strict=True)
    ]


def total_width(widths: Sequence[int]) -> int:
    """The cells that columns of these widths take, with the gaps between them."""
    return sum(widths) + GAP * (len(widths) - 1)


def _shrunk(widths: list[int], least: Sequence[int], width: int) -> list[int]:
    """Widths that fit: cell by cell, the widest of the columns that may shrink gets narrower."""
    for _ in range(total_width(widths) - width):
        shrinkable = [column for column, small in enumerate(least) if small and widths[column] > small]
        if not shrinkable:
            break
        widths[max(shrinkable, key=widths.__getitem__)] -= 1
    return widths
