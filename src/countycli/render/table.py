"""Pages laid out for a terminal. With `chart` the only module that knows Rich."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from countycli.render.fit import GAP, Fit, fit
from countycli.render.page import Cell, Heading, Lines, Page, Table, text_of
from countycli.render.wrap import cell_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    layout = fit(_natural(table), [it.least for it in table.columns], [it.drop for it in table.columns], width)
    if table.title:
        console.print(_wrapped(table.title, width, _TITLE_STYLE))
    console.print(_rich_table(table, layout))
    if layout.dropped:
        names = words.join(table.columns[column].title for column in layout.dropped)
        console.print(_wrapped(words("Left out at this width: {names} (--width widens)", names=names), width, "dim"))


def _natural(table: Table) -> list[int]:
    """The width of the widest cell of each column."""
    widths = [cell_width(column.title) for column in table.columns]
    for row in table.rows:
        cells = [row.text] if isinstance(row, Heading) else map(text_of, row)
        for column, cell in enumerate(cells):
            widths[column] = max(widths[column], cell_width(cell))
    return widths


def _rich_table(table: Table, layout: Fit) -> RichTable:
    columns = [table.columns[column] for column in layout.kept]
    result = RichTable(
        box=None,
        padding=(0, GAP, 0, 0),
        pad_edge=False,
        show_header=any(it.title for it in columns),
        header_style="dim",
    )
    for column, width in zip(columns, layout.widths, strict=True):
        justify: Literal["left", "right"] = "right" if column.right else "left"
        result.add_column(
            _wrapped(column.title, width),
            justify=justify,
            width=width,
            style=column.style,
            no_wrap=True,
            overflow="crop",
        )
    for cells in _rows(table, layout):
        result.add_row(*cells)
    return result


def _rows(table: Table, layout: Fit) -> Iterator[list[Text]]:
    for row in table.rows:
        if isinstance(row, Heading):
            yield [_wrapped(row.text, layout.widths[0], _HEADING_STYLE)]
        else:
            yield [_cell(row[column], width) for column, width in zip(layout.kept, layout.widths, strict=True)]


def _cell(cell: Cell, width: int) -> Text:
    return _wrapped(cell, width) if isinstance(cell, str) else _wrapped(cell.text, width, cell.style)


def _wrapped(text: str, width: int | None, style: str = "") -> Text:
    return Text("\n".join(wrap(text, width)) if width else text, style)
