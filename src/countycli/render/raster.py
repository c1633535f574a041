"""What a chart is drawn on: characters at lines and columns, of which the first that comes to a cell stays there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from countycli.render.page import Line, Run

_CONTINUED = ""  # stands in the second cell of a wide character
_BLANK = " "


class Raster:
    """Cells of a screen, each with a character and its style. What stands in a cell is never drawn over."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._lines: list[dict[int, Run]] = [{} for _ in range(height)]  # by column

    def put(self, line: int, column: int, text: str, style: str = "") -> None:
        """Draw a text as far as its cells are free and on the raster."""
        for char in text:
            wide = cell_width(char)
            if self.is_free(line, column, wide):
                self._lines[line][column] = char, style
                for further in range(1, wide):
                    self._lines[line][column + further] = _CONTINUED, style
            column += wide

    def is_free(self, line: int, column: int, width: int) -> bool:
        """Whether cells are on the raster and nothing stands in them."""
        inside = 0 <= line < self.height and column >= 0 and column + width <= self.width
        return inside and not any(column + further in self._lines[line] for further in range(width))

    def lines(self) -> list[Line]:
        return list(map(_runs, self._lines))


def _runs(cells: dict[int, Run]) -> Line:
    """A line in stretches of one style, without the blanks at its end."""
    last = max((column for column, (char, _) in cells.items() if char != _BLANK), default=-1)
    runs: Line = []
    for column in range(last + 1):
        char, style = cells.get(column, (_BLANK, ""))
        if runs and runs[-1][1] == style:
            runs[-1] = runs[-1][0] + char, style
        else:
            runs.append((char, style))
    return runs
