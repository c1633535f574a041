"""Pages as Markdown. Each figure points to its document by a footnote, as GitHub, pandoc, Python-Markdown and others
read it: `[^1]` behind the figure, `[^1]: …` at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.citations import Citations, number_of
from countycli.render.markdown_text import code_block, escaped, linked, paragraph
from countycli.render.page import (
    HEADING,
    PICTURE_WIDTH,
    Canvas,
    Heading,
    Legend,
    Lines,
    Page,
    Panel,
    Styled,
    Table,
    text_of,
    without_drawn,
    without_empty,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.render.page import Block, Cell
    from countycli.render.words import Words

_CANVAS = Canvas(PICTURE_WIDTH)  # pictures stand in a block of code, whose lines are not broken


def render_page(page: Page, words: Words) -> str:
    return _Writer(page, words).written()


class _Writer:
    """Writes a page block by block. Footnotes are told where figures refer to them, and gathered where the page lists
    its documents.
    """

    def __init__(self, page: Page, words: Words) -> None:
        self._page, self._words = page, words
        self._citations = Citations(page)
        self._cited: set[str] = set()  # labels of documents that figures have referred to
        self._notes: list[str] = []

    def written(self) -> str:
        blocks = ("\n".join(self._block(block, first=number == 0)) for number, block in enumerate(self._page))
        return "\n\n".join(filter(None, (*blocks, *self._notes))) + "\n"

    def _block(self, block: Block, *, first: bool) -> Iterator[str]:
        if isinstance(block, Lines):
            yield self._lines(block, first=first)
        elif isinstance(block, Panel):
            yield f"{'#' if first else '##'} {escaped(block.title)}\n"
            yield "  \n".join(paragraph(self._text(line)) for line in block.lines)
        elif isinstance(block, Table):
            table = without_drawn(without_empty(block))
            yield from self._documents(table) if table.documents else self._table(table)
        elif not isinstance(block, Legend):
            from countycli.render.picture_lines import picture_lines

            lines = ("".join(text for text, _ in line).rstrip() for line in picture_lines(block, _CANVAS))
            yield code_block("\n".join(lines), "text")

    def _lines(self, block: Lines, *, first: bool) -> str:
        if block.code:
            return code_block("\n".join(block.lines), block.code)
        break_after = "  \n" if block.wrap else "\n\n"
        lines = list(block.lines)
        headings = [f"{'#' if first else '##'} {escaped(lines.pop(0).strip())}"] if _has_heading(block, first) else []
        return "\n\n".join((*headings, break_after.join(paragraph(escaped(line)) for line in lines))).rstrip()

    def _table(self, table: Table) -> Iterator[str]:
        if table.title:
            yield f"## {escaped(table.title)}\n"
        yield _line([escaped(column.title) for column in table.columns])
        yield _line(["---:" if column.right else "---" for column in table.columns])
        for row in table.rows:
            yield _line(_heading(row, len(table.columns)) if isinstance(row, Heading) else list(map(self._cell, row)))
        if table.note:
            yield "\n" + paragraph(escaped(table.note))

    def _documents(self, table: Table) -> Iterator[str]:
        """Documents that figures refer to become footnotes; others, of a map for instance, stay a table."""
        labels = {row: self._citations.label(number_of(row)) for row in table.rows if not isinstance(row, Heading)}
        noted = [row for row, label in labels.items() if label in self._cited]
        left = tuple((str(text_of(row[0])), *row[1:]) for row in labels if row not in noted)
        self._notes += [f"[^{labels[row]}]: {self._told(row)}" for row in noted]
        if left:
            yield from self._table(table._replace(rows=left))
        elif table.note:
            yield paragraph(escaped(table.note))
        self._citations.end_list()

    def _told(self, row: tuple[Cell, ...]) -> str:
        return self._words("; ").join(filter(None, map(self._cell, row[1:])))

    def _cell(self, cell: Cell) -> str:
        text = text_of(cell)
        return linked(text, cell.link) if isinstance(cell, Styled) and cell.link else self._text(text)

    def _text(self, text: str) -> str:
        """A text with footnotes in the place of the numbers of documents."""
        parts = list(self._citations.parts(text))
        self._cited.update(label for _, label in parts if label)
        return "".join(f"[^{label}]" if label else escaped(part) for part, label in parts)


def _has_heading(block: Lines, first: bool) -> bool:
    """Whether the first line is the heading of what follows: that of the page, but not where lines are to be pasted."""
    return bool(block.lines) and (block.style == HEADING or (first and block.wrap))


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _heading(row: Heading, columns: int) -> list[str]:
    return [f"**{escaped(row.text.strip())}**", *[""] * (columns - 1)]
