"""Lists and pages of one thing on a real book, whose names are longer than those of any book written for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from conftest import Program

PAGES = {
    "counties": ("counties", "--in", "新疆"),
    "coverage": ("coverage", "-m", "gdp"),
    "document": ("sources", "2026-02-25-chinanews-longquan"),
    "figure": ("why", "余杭", "gdp", "-p", "2020"),
    "group": ("groups", "poverty_counties"),
    "indicator": ("metrics", "gdp"),
    "initiatives": ("initiatives", "-c", "龙泉"),
    "series": ("trend", "龙泉", "义乌", "昆山", "-m", "gdp"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("arguments", PAGES.values(), ids=PAGES)
def test_no_line_goes_over_the_end_of_a_terminal(arguments: tuple[str, ...], lang: str, countycli: Program) -> None:
    for width in (60, 80, 100):
        result = countycli(*arguments, tty=True, columns=width, lang=lang, NO_COLOR="1")
        assert [line for line in result.out.splitlines() if cell_width(line) > width] == []
