"""Pages as a reader gets them: plain in a pipe, or drawn by Rich on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render import plain, rich

if TYPE_CHECKING:
    from countycli.render.page import Page
    from countycli.render.words import Words


def painted(page: Page, words: Words, width: int | None = None, *, drawn: bool = False) -> str:
    """The page as text, in colour where it is drawn."""
    return rich.render_page(page, words, rich.Screen(width, True)) if drawn else plain.render_page(page, words, width)
