"""Pages laid out for a terminal. The only module that knows Rich."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from countycli.render.fit import GAP, Fit, fit
from countycli.render.page import Cell, Column, Heading, Lines, Page, Table, text_of, without_empty
from countycli.render.wrap import cell_width, wrap

if TYPE_CHECKING:
    from countycli.render.words import Words

_UNLIMITED = 100_000  # cells: lines are broken here, before Rich sees them
_HEADING_STYLE = "cyan"
_TITLE_STYLE = "bold underline"


def render_page(page: Page, words: Words, width: int | None, color: bool) -> str:
    """`width` in cells; None lays every row out on one line. Lines carry no trailing blanks."""
    buffer = StringIO()
    console = Console(
        file=buffer,
        width=_UNLIMITED,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    for number, block in enumerate(page):
        if (number and not isinstance(page[number - 1], Lines)) or (number and isinstance(block, Table)):
            console.line()
        if isinstance(block, Lines):
            for line in block.lines:
                console.print(_wrapped(line, width if block.wrap else None, block.style), soft_wrap=True)
        else:
            _print_table(console, block, words, width)
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def _print_table(console: Console, table: Table, words: Words, width: int | None) -> None:
    table = without_empty(table)
    layout = fit(_natural(table), [it.least for it in table.columns], [it.drop for it in table.columns], width)
    if table.title:
        console.print(_wrapped(table.title, width, _TITLE_STYLE))
    columns = [table.columns[column] for column in layout.kept]
    part: list[list[Text]] = []
    if any(column.title for column in columns):
        part.append([_wrapped(it.title, wide, "dim") for it, wide in zip(columns, layout.widths, strict=True)])
    for row in table.rows:
        if isinstance(row, Heading):
            _print_rows(console, columns, layout, part)
            console.print(_wrapped(row.text, width, _HEADING_STYLE))
            part = []
        else:
            part.append([_cell(row[column], wide) for column, wide in zip(layout.kept, layout.widths, strict=True)])
    _print_rows(console, columns, layout, part)
    if layout.dropped:
        names = words.join(table.columns[column].title for column in layout.dropped)
        console.print(_wrapped(words("Left out at this width: {names} (--width widens)", names=names), width, "dim"))


def _natural(table: Table) -> list[int]:
    """The width of the widest cell of each column."""
    widths = [cell_width(column.title) for column in table.columns]
    for row in table.rows:
        if not isinstance(row, Heading):
            widths = [max(width, _widest_line(text_of(cell))) for width, cell in zip(widths, row, strict=True)]
    return widths


def _widest_line(text: str) -> int:
    return max(map(cell_width, text.split("\n")))


def _print_rows(console: Console, columns: list[Column], layout: Fit, rows: list[list[Text]]) -> None:
    """Rows under each other. A table comes in parts, between its headings, all with the same widths."""
    if not rows:
        return
    part = RichTable(box=None, padding=(0, GAP, 0, 0), pad_edge=False, show_header=False)
    for column, width in zip(columns, layout.widths, strict=True):
        justify: Literal["left", "right"] = "right" if column.right else "left"
        part.add_column(justify=justify, width=width, style=column.style, no_wrap=True, overflow="crop")
    for cells in rows:
        part.add_row(*cells)
    console.print(part)


def _cell(cell: Cell, width: int) -> Text:
    return _wrapped(cell, width) if isinstance(cell, str) else _wrapped(cell.text, width, cell.style)


def _wrapped(text: str, width: int | None, style: str = "") -> Text:
    return Text("\n".join(line for part in text.split("\n") for line in wrap(part, width)) if width else text, style)
