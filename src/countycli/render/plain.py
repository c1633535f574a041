"""Pages as plain text, for pipes and files: the words of the page without frames, colours and small pictures."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from countycli.render.fit import GAP
from countycli.render.grid import broken, page_parts
from countycli.render.page import (
    PICTURE_WIDTH,
    Canvas,
    Heading,
    Legend,
    Lines,
    Panel,
    Table,
    is_parted,
)
from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from countycli.render.grid import Grid, GridCell
    from countycli.render.page import Block, Page
    from countycli.render.words import Words


def render_page(page: Page, words: Words, width: int | None, *, unicode: bool = True) -> str:
    """`width` in cells; None lays every row out on one line. Lines carry no trailing blanks."""
    return "".join(line.rstrip() + "\n" for line in _lines(page, words, width, unicode=unicode))


def _lines(page: Page, words: Words, width: int | None, *, unicode: bool) -> Iterator[str]:
    found = page_parts(page, words, width, drawn=False)
    blocks = tuple(part.block for part in found)
    for number, part in enumerate(found):
        if is_parted(blocks, number):
            yield ""
        yield from _table(part.grid, width) if part.grid else _block(part.block, width, unicode=unicode)


def _block(block: Block, width: int | None, *, unicode: bool) -> Iterator[str]:
    if isinstance(block, Lines):
        for text in block.lines:
            yield from broken(text, width if block.wrap else None)
    elif isinstance(block, Panel):
        for text in (block.title, *block.lines):
            yield from broken(text, width)
    elif not isinstance(block, Table | Legend):
        from countycli.render.picture_lines import picture_lines

        for line in picture_lines(block, Canvas(width or PICTURE_WIDTH, unicode)):
            yield "".join(text for text, _ in line)


def _table(fitted: Grid, width: int | None) -> Iterator[str]:
    if fitted.title:
        yield from broken(fitted.title, width)
    if fitted.titles:
        yield from _row(fitted.titles, fitted.widths)
    for row in fitted.rows:
        if isinstance(row, Heading):
            yield from broken(row.text, width)
        else:
            yield from _row(row, fitted.widths)
    for told in fitted.below:
        yield from broken(told, width)


def _row(cells: list[GridCell], widths: Sequence[int]) -> Iterator[str]:
    """The lines of a row: as many as its highest cell has."""
    for texts in zip_longest(*(cell.lines for cell in cells), fillvalue=""):
        filled = (text + " " * (width - cell_width(text)) for text, width in zip(texts, widths, strict=True))
        yield (" " * GAP).join(filled)
