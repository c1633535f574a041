"""Which columns of a table fit into a width, and how wide each becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

GAP = 2  # blank cells between columns
COMFORTABLE = 16  # cells in which a text reads well


class Fit(NamedTuple):
    """Positions of the columns that are kept, their widths in cells, and positions of the columns that are dropped."""

    kept: tuple[int, ...]
    widths: tuple[int, ...]
    dropped: tuple[int, ...]


class _Step(NamedTuple):
    """What it means to make a column narrower: lines that are added, and cells that are freed."""

    added: int
    freed: int


def fit(
    natural: Sequence[int],
    least: Sequence[int],
    drops: Sequence[int],
    width: int | None,
    ease: Sequence[int] = (),
    joined: Collection[int] = (),
    texts: Callable[[int], Sequence[int]] = lambda _: (),
) -> Fit:
    """Fit columns of `natural` widths into `width` cells (None: no limit).

    Columns with a `least` above 0 may shrink. Where shrinking them to a comfortable width is not enough, columns are
    dropped in the order of their `drops`, the highest first; columns of 0 are never dropped. Only then do columns
    shrink to their `least`; where even the least widths are too much the table remains too wide. `ease` tells which
    widths are comfortable, where they are not the usual one. A `joined` column and the one before it are dropped
    both or neither. `texts` tells the cells that each text of a column takes, so that the columns are narrowed in which
    few texts are broken.
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
    widths = [natural[column] for column in kept]
    bearable = bearable_widths(natural, least, ease)
    for floor in (comfortable, bearable, least):
        _shrink(widths, [floor[column] if least[column] else 0 for column in kept], width, lambda at: texts(kept[at]))
    dropped = tuple(column for column in range(len(natural)) if column not in kept)
    return Fit(tuple(kept), tuple(widths), dropped)


def comfortable_widths(natural: Sequence[int], least: Sequence[int], ease: Sequence[int] = ()) -> list[int]:
    """How far columns shrink before others are dropped for them."""
    eases = [easy or COMFORTABLE for easy in ease or [0] * len(natural)]
    return [
        min(wide, max(small, easy)) if small else wide for wide, small, easy in zip(natural, least, eases, strict=True)
    ]


def bearable_widths(natural: Sequence[int], least: Sequence[int], ease: Sequence[int] = ()) -> list[int]:
    """How far columns shrink before their names are cramped: take several lines, most of them."""
    return [
        min(wide, max(small, easy * 3 // 4)) if small else wide
        for wide, small, easy in zip(natural, least, ease or least, strict=True)
    ]


def total_width(widths: Sequence[int]) -> int:
    """The cells that columns of these widths take, with the gaps between them."""
    return sum(widths) + GAP * (len(widths) - 1)


def _shrink(widths: list[int], least: Sequence[int], width: int, texts: Callable[[int], Sequence[int]]) -> None:
    """Make widths fit: column by column becomes narrower, always the one in which that adds the fewest lines for the
    cells that it frees; of several the widest.
    """
    excess = total_width(widths) - width
    steps = {
        column: _step(texts(column), widths[column], small)
        for column, small in enumerate(least)
        if excess > 0 and 0 < small < widths[column]
    }
    while excess > 0 and steps:
        column = min(
            steps, key=lambda column: (steps[column].added / min(steps[column].freed, excess), -widths[column])
        )
        freed = min(steps.pop(column).freed, excess)
        widths[column] -= freed
        excess -= freed
        if widths[column] > least[column]:
            steps[column] = _step(texts(column), widths[column], least[column])


def _step(texts: Sequence[int], width: int, least: int) -> _Step:
    """How much narrower than `width` a column gets without further lines, once its texts have more lines, if at all."""
    narrower = width - 1
    lines = _lines(texts, narrower)
    while texts and narrower > least and _lines(texts, narrower - 1) == lines:
        narrower -= 1
    return _Step(lines - _lines(texts, width), width - narrower)


def _lines(texts: Sequence[int], width: int) -> int:
    """The lines that texts take in a column of some width."""
    return sum(-(-cells // width) for cells in texts)
