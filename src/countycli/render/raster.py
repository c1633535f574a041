"""What a chart is drawn on: characters at lines and columns, where those drawn first are the last to be covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from countycli.render.page import Line, Run

_CONTINUED = ""  # stands in the second cell of a wide character


class Raster:
    """Cells of a screen, each with a character and its style. What stands in a cell is never drawn over."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._cells: dict[tuple[int, int], Run] = {}

    def put(self, line: int, column: int, text: str, style: str = "") -> None:
        """Draw a text as far as its cells are free and on the raster."""
        for char in text:
            wide = cell_width(char)
            if self.is_free(line, column, wide):
                self._cells[line, column] = char, style
                for further in range(1, wide):
                    self._cells[line, column + further] = _CONTINUED, style
            column += wide

    def is_free(self, line: int, column: int, width: int) -> bool:
        """Whether cells are on the raster and nothing stands in them."""
        inside = 0 <= line < self.height and column >= 0 and column + width <= self.width
        return inside and not any((line, column + further) in self._cells for further in range(width))

    def lines(self) -> list[Line]:
        return [self._line(number) for number in range(self.height)]

    def _line(self, number: int) -> Line:
        """A line without the blanks at its end, in stretches of one style."""
        last = max((column for line, column in self._cells if line == number), default=-1)
        runs: Line = []
        for column in range(last + 1):
            char, style = self._cells.get((number, column), (" ", ""))
            if runs and runs[-1][1] == style:
                runs[-1] = runs[-1][0] + char, style
            else:
                runs.append((char, style))
        return runs
