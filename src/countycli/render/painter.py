"""Pages as text for a terminal, plain or in colour. No other module knows Rich, which is loaded for colour only."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from countycli.render.layout import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.render.layout import Line
    from countycli.render.page import Page
    from countycli.render.words import Words

_UNLIMITED = 100_000  # cells; so wide that Rich breaks no line, for all are broken already


def render_page(page: Page, words: Words, width: int | None, color: bool) -> str:
    """`width` in cells; None lays every row out on one line. Lines carry no trailing blanks."""
    lines = lay_out(page, words, width)
    return _painted(lines) if color else "".join("".join([text for text, _ in line]).rstrip() + "\n" for line in lines)


def _painted(lines: Iterable[Line]) -> str:
    from rich.console import Console
    from rich.text import Text

    buffer = StringIO()
    console = Console(
        file=buffer,
        width=_UNLIMITED,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    for line in lines:
        text = Text.assemble(*line, end="")
        text.rstrip()
        console.print(text, soft_wrap=True)
    return buffer.getvalue()
