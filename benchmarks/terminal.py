"""Answers on a terminal: what `answers.py --terminal` asks, and twins that draw the same cells with Rich.

A twin is a program of Typer and Rich with the pieces of an answer (lines, panels, tables, bars) written down as
literals: what Rich alone takes for the page, when nothing has to be looked up, chosen or fitted.
"""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from ratios import Budget
from rich.bar import Bar
from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from countycli.render.rich import Laid, Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

COLUMNS = 100


class Page(NamedTuple):
    """What is asked for a page, and the most that the page may take beside hello and beside its twin."""

    arguments: list[str]
    budget: Budget


ON_TERMINAL = {
    "show": Page(["show", "龙泉"], Budget(1.80, 1.05)),
    "rank": Page(["rank", "gdp", "--in", "浙江", "--period", "2023"], Budget(1.30, 1.05)),
    "trend": Page(["trend", "龙泉", "--metric", "gdp"], Budget(1.50, 1.05)),
    "map": Page(["map", "--metric", "gdp", "--in", "浙江"], Budget(1.50, 1.05)),
}
TWIN = """
import typer
app = typer.Typer(add_completion=False)
@app.command()
def answer(what: str):
    from rich import box
    from rich.bar import Bar
    from rich.console import Console
    from rich.panel import Panel
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Span, Text
    def table(titles, widths, rows):
        lined = bool(titles and rows)
        made = Table(
            box=box.SIMPLE_HEAD if lined else None, padding=0, show_header=bool(titles),
            show_edge=False, header_style="dim", border_style="dim",
        )
        gap = 1 if lined else 2  # a box parts columns by a cell of its own
        for number, width in enumerate(widths, 1):
            wide = width + gap * (number < len(widths))
            made.add_column(Text(titles[number - 1] if titles else ""), width=wide, no_wrap=True)
        for row in rows:
            made.add_row(*row)
        return made
    console = Console()
    for piece, width in [
{pieces}
    ]:
        console.print(piece, width=width)
@app.command()
def other():
    pass
app()
"""


class _Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def drawing_twin(arguments: Sequence[str]) -> str:
    """The program that draws what an answer draws."""
    pieces = [f"        ({_source(piece)}, {width})," for piece, width in drawn(arguments)]
    return TWIN.format(pieces="\n".join(pieces))


def drawn(arguments: Sequence[str]) -> list[tuple[RenderableType, int | None]]:
    """What an answer gives to Rich to be drawn, each piece with the width that is told."""
    from countycli.cli.app import run
    from countycli.cli.environment import Environment

    pieces: list[tuple[RenderableType, int | None]] = []
    out, err = _Terminal(), io.StringIO()

    def record(_: Console, piece: RenderableType, *, width: int, **__: object) -> None:
        pieces.append((piece, width))

    with patch.object(Console, "print", record), patch.object(Console, "line", lambda _: pieces.append((Text(), None))):
        run(arguments, Environment(out, err, {**os.environ, "COLUMNS": str(COLUMNS)}))
    return pieces


def _source(piece: RenderableType) -> str:
    """A piece as Python writes it."""
    if isinstance(piece, Laid):
        return _text(_as_text(piece))
    if isinstance(piece, Text):
        return _text(piece)
    if isinstance(piece, Panel):
        title = _source(piece.title) if isinstance(piece.title, Text) else None
        return (
            f"Panel({_source(piece.renderable)}, title={title}, title_align='left', border_style='dim', expand=False)"
        )
    if isinstance(piece, Rule):
        return f"Rule({_source(piece.title)}, style='dim', align='left')"
    if isinstance(piece, Bar):
        return f"Bar({piece.size}, {piece.begin}, {piece.end}, width={piece.width}, color={_colour(piece)!r})"
    if isinstance(piece, Rows):
        return _table(piece)
    raise TypeError(piece)


def _as_text(laid: Laid) -> Text:
    """What the answer gives to Rich line by line, as a text that Rich breaks itself."""
    lines = [Text.assemble(*((text, style) for text, style in line)) for line in laid.lines]
    return Text("\n").join(lines)


def _text(text: Text) -> str:
    spans = ", ".join(f"Span({span.start}, {span.end}, {str(span.style)!r})" for span in text.spans)
    return f"Text({text.plain!r}, {str(text.style)!r}, spans=[{spans}])"


def _table(table: Rows) -> str:
    titles = [_as_text(title).plain.lstrip("\n") for title in table.titles]
    rows = ", ".join(f"[{', '.join(map(_source, row))}]" for row in table.rows)
    return f"table({titles!r}, {tuple(table.widths)!r}, [{rows}])"


def _colour(bar: Bar) -> str:
    return bar.style.color.name if bar.style.color else "default"
