"""A map of tiles: each place a tile with its short name and the letter of its class, a line around each prefecture."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from countycli.record import NamedTuple
from countycli.render.page import QUIET, Key
from countycli.render.wrap import cell_width, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from countycli.render.page import Canvas, Line
    from countycli.render.vector.shapes import Cite, Drawing

NAME = 4  # the cells of a name
MARK = 2  # the cells of what stands beside or below a name

# Corners by the lines that meet in them: from above, from below, from the left, from the right.
_CORNERS = {
    (False, False, False, False): " ",
    (False, False, True, True): "─",
    (True, True, False, False): "│",
    (False, True, False, True): "┌",
    (False, True, True, False): "┐",
    (True, False, False, True): "└",
    (True, False, True, False): "┘",
    (True, True, False, True): "├",
    (True, True, True, False): "┤",
    (False, True, True, True): "┬",
    (True, False, True, True): "┴",
    (True, True, True, True): "┼",
}
_ASCII = str.maketrans("─│┌┐└┘├┤┬┴┼", "-|+++++++++")


class Tile(NamedTuple):
    """A tile with a name of four cells at most and a mark of two; both are empty where the tile only holds a place free
    in its prefecture. Between tiles of different prefectures (`around`) there is a line.

    Where there is more room, the tile bears the `full` name and the `value` as printed; `told` gives what a reader
    learns who points at it, each on a line.
    """

    row: int
    column: int
    name: str
    mark: str
    style: str = ""
    around: str = ""
    full: str = ""
    value: str = ""
    told: Callable[[], str] | None = None


class Tiles(NamedTuple):
    """The picture, with a `caption` below. `labels` name what lies within a line, the longest name first, and are
    written onto the line. Where the canvas is too narrow even for small tiles, there are the texts `instead`, in which
    `{width}` stands for the cells that small tiles take. `keys` explain the marks where no table does, and
    `shortened` tells how names are shortened.
    """

    tiles: tuple[Tile, ...]
    labels: Mapping[str, tuple[str, ...]]
    caption: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()
    shortened: str = ""

    def drawn(self, canvas: Canvas) -> list[Line]:
        columns = 1 + max(tile.column for tile in self.tiles)
        for shape in (_BESIDE, _BELOW):
            if columns * (shape.width + 1) + 1 <= canvas.width:
                drawing = [_unicode_or_ascii(line, canvas) for line in _Drawing(self, shape).lines()]
                told = (line for text in self.captions(shortened=True) for line in wrap(text, canvas.width))
                return [*drawing, *([(line, QUIET)] for line in told)]
        least = columns * (_BELOW.width + 1) + 1
        texts = (text.replace("{width}", str(least)) for text in self.instead)
        return [[(line, "")] for text in texts for line in wrap(text, canvas.width)]

    def captions(self, *, shortened: bool) -> Sequence[str]:
        """The lines below the picture: the first of them tells how the tiles were laid out, the second how names are
        `shortened`, if they are.
        """
        return (*self.caption[:1], *([self.shortened] if shortened and self.shortened else ()), *self.caption[1:])

    def drawing(self, cite: Cite | None = None) -> Drawing:
        from countycli.render.vector.tiles import drawing_of

        return drawing_of(self, cite)


class _Shape(NamedTuple):
    """How a tile is drawn: its width, and whether the mark stands below the name or beside it."""

    width: int
    below: bool


_BESIDE, _BELOW = _Shape(NAME + MARK, below=False), _Shape(NAME, below=True)


def _unicode_or_ascii(line: Line, canvas: Canvas) -> Line:
    return line if canvas.unicode else [(text.translate(_ASCII), style) for text, style in line]


class Outline:
    """Where lines run around prefectures, on the grid between tiles: at the upper and at the left side of each cell."""

    def __init__(self, tiles: Collection[Tile]) -> None:
        self.tiles = {(tile.row, tile.column): tile for tile in tiles}
        self.rows = 1 + max(row for row, _ in self.tiles)
        self.columns = 1 + max(column for _, column in self.tiles)
        self._around = {cell: tile.around for cell, tile in self.tiles.items()}

    def is_above(self, row: int, column: int) -> bool:
        """Whether there is a line at the upper side of a cell."""
        return self._around.get((row - 1, column), "") != self._around.get((row, column), "")

    def is_left(self, row: int, column: int) -> bool:
        """Whether there is a line at the left side of a cell."""
        return self._around.get((row, column - 1), "") != self._around.get((row, column), "")

    def placed(
        self, labels: Mapping[str, tuple[str, ...]], tile: float, width_of: Callable[[str], float]
    ) -> Iterator[tuple[tuple[int, int], str]]:
        """Where each name is written: onto the first piece of the upper line that has room for the longest name, a
        tile being so wide with the line beside.
        """
        for around, names in labels.items():
            pieces = list(self._pieces_above(around))
            for name in names:
                place = next((place for place, count in pieces if width_of(name) <= count * tile - 1), None)
                if place is not None:
                    yield place, name
                    break

    def _pieces_above(self, around: str) -> Iterator[tuple[tuple[int, int], int]]:
        """The pieces of line above the tiles of a prefecture, from the top on: where each begins, and above how many
        tiles it runs.
        """
        for row, column in product(range(self.rows), range(self.columns)):
            if self._is_top(row, column, around) and not self._is_top(row, column - 1, around):
                end = column
                while self._is_top(row, end + 1, around):
                    end += 1
                yield (row, column), end - column + 1

    def _is_top(self, row: int, column: int, around: str) -> bool:
        return self._around.get((row, column)) == around and self.is_above(row, column)


class _Drawing:
    """A picture in the making, of characters."""

    def __init__(self, picture: Tiles, shape: _Shape) -> None:
        self._shape = shape
        outline = Outline(picture.tiles)
        self._tiles = outline.tiles
        self._rows, self._columns = outline.rows, outline.columns
        self._is_above, self._is_left = outline.is_above, outline.is_left
        self._labels = dict(outline.placed(picture.labels, shape.width + 1, cell_width))

    def lines(self) -> Iterator[Line]:
        for row in range(self._rows + 1):
            yield [("".join(self._border(row)), QUIET)]
            if row < self._rows:
                yield from self._tile_lines(row)

    def _border(self, row: int) -> Iterator[str]:
        """The line above a row of tiles, with the names of what begins below."""
        written = 0  # cells that a name has taken already
        for column in range(self._columns + 1):
            if written:
                written -= 1
            else:
                yield self._corner(row, column)
            if column == self._columns:
                return
            label = self._labels.get((row, column), "")
            yield label
            written += cell_width(label)
            here = min(written, self._shape.width)
            written -= here
            yield ("─" if self._is_above(row, column) else " ") * (self._shape.width - here)

    def _corner(self, row: int, column: int) -> str:
        up, down = self._is_left(row - 1, column), self._is_left(row, column)
        left, right = self._is_above(row, column - 1), self._is_above(row, column)
        return _CORNERS[up, down, left, right]

    def _tile_lines(self, row: int) -> Iterator[Line]:
        for part in (0, 1) if self._shape.below else (0,):
            line: Line = []
            for column in range(self._columns):
                line += [("│" if self._is_left(row, column) else " ", QUIET), self._tile_part(row, column, part)]
            line.append(("│" if self._is_left(row, self._columns) else " ", QUIET))
            yield line

    def _tile_part(self, row: int, column: int, part: int) -> tuple[str, str]:
        tile = self._tiles.get((row, column))
        if tile is None:
            return " " * self._shape.width, ""
        name, mark = _filled(tile.name, NAME), tile.mark.rjust(MARK)
        if not self._shape.below:
            return name + mark, tile.style
        return name if part == 0 else tile.mark.strip().center(NAME), tile.style


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cell_width(text))
