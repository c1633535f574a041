"""COUNTYCLI_ASCII: nothing drawn that some terminals draw two cells wide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import Pipe, Terminal

from countycli.cli.environment import Environment

if TYPE_CHECKING:
    from conftest import Program

DRAWN = re.compile("[\u2190-\u2bff\u2800-\u28ff]")  # arrows, frames, blocks, shapes, dots
PAGES = {
    "headings": ("metrics",),
    "bars": ("rank", "-m", "gdp", "--in", "浙江"),
    "chart": ("trend", "龙泉", "-m", "gdp"),
    "why": ("why", "龙泉", "gdp"),
    "counts": ("coverage", "-m", "gdp"),
    "group": ("groups", "shanqu26"),
    "document": ("sources", "2026-02-25-chinanews-longquan"),
    "dataset": ("data", "info"),
    "place": ("show", "龙泉"),
}


@pytest.mark.parametrize("arguments", PAGES.values(), ids=PAGES)
def test_pages_are_drawn_in_ascii(arguments: tuple[str, ...], frozen: Program) -> None:
    usual = frozen(*arguments, tty=True, columns=100).out
    ascii_only = frozen(*arguments, tty=True, columns=100, COUNTYCLI_ASCII="1").out
    assert DRAWN.search(usual)
    assert DRAWN.findall(ascii_only) == []


def test_a_nought_and_nothing_forbid_nothing() -> None:
    for value, drawn in {"": True, "0": True, "1": False, "yes": False}.items():
        assert Environment(Terminal(), Pipe(), {"COUNTYCLI_ASCII": value}).draws_unicode is drawn
