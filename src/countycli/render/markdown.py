"""Pages as Markdown (GitHub's tables)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.page import (
    PICTURE_WIDTH,
    Canvas,
    Cell,
    Heading,
    Lines,
    Page,
    Panel,
    Table,
    picture_lines,
    text_of,
    without_drawn,
    without_empty,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.render.page import Block

_CANVAS = Canvas(PICTURE_WIDTH)  # pictures stand in a block of code, whose lines are not broken


def render_page(page: Page) -> str:
    return "\n\n".join("\n".join(_block(block, first=number == 0)) for number, block in enumerate(page)) + "\n"


def _block(block: Block, first: bool) -> Iterator[str]:
    if isinstance(block, Lines):
        prefix = "# " if first else ""
        yield "  \n".join(prefix + _escaped(line.strip()) for line in block.lines)
    elif isinstance(block, Panel):
        yield f"{'#' if first else '##'} {_escaped(block.title)}\n"
        yield "  \n".join(map(_escaped, block.lines))
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        lines = ("".join(text for text, _ in line).rstrip() for line in picture_lines(block, _CANVAS))
        yield "\n".join(("```text", *lines, "```"))


def _table(block: Table) -> Iterator[str]:
    block = without_drawn(without_empty(block))
    if block.title:
        yield f"## {_escaped(block.title)}\n"
    yield _line([column.title for column in block.columns])
    yield _line(["---:" if column.right else "---" for column in block.columns])
    for row in block.rows:
        yield _line(_heading(row, len(block.columns)) if isinstance(row, Heading) else [_cell(cell) for cell in row])
    if block.note:
        yield "\n" + _escaped(block.note)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _heading(row: Heading, columns: int) -> list[str]:
    return [f"**{_escaped(row.text)}**", *[""] * (columns - 1)]


def _cell(cell: Cell) -> str:
    return _escaped(text_of(cell))


def _escaped(text: str) -> str:
    for sign in "\\|*_~`[]<>":
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "<br>")
