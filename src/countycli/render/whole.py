"""Pages as documents and files have them: with everything that a screen shortens."""

from __future__ import annotations

from countycli.render.page import (
    Block,
    Cell,
    Heading,
    Legend,
    Lines,
    Page,
    Panel,
    Styled,
    Table,
    settled_block,
    without_empty,
)


def completed(page: Page, *, in_document: bool = True) -> Page:
    """The page as it stands in a document or a file, where nothing is shortened. Tables have all their columns in a
    document; a file of text has the columns that are printed off a terminal.
    """
    whole = [_completed(block, in_document=in_document) for block in page]
    shown = {column.name for block in whole if isinstance(block, Table) for column in without_empty(block).columns}
    return tuple(settled for block in whole for settled in settled_block(block, shown))


def _completed(block: Block, *, in_document: bool) -> Block:
    if isinstance(block, Lines):
        return block._replace(lines=block.complete or block.lines)
    if isinstance(block, Legend):
        entries = (entry._replace(text=entry.complete or entry.text) for entry in block.entries)
        return block._replace(entries=tuple(entries))
    if not isinstance(block, Table):
        return block
    if block.complete and in_document:
        return block.complete()
    rows = (row if isinstance(row, Heading) else tuple(map(_whole, row)) for row in block.rows)
    return block._replace(rows=tuple(rows))


def _whole(cell: Cell) -> Cell:
    return cell._replace(text=cell.complete) if isinstance(cell, Styled) and cell.complete else cell


def title_of(page: Page) -> str:
    """What a page is about: the title of its head, else its first line."""
    head = page[0] if page else Lines(())
    if isinstance(head, Panel | Table):
        return head.title
    return next(iter(head.lines), "") if isinstance(head, Lines) else ""
