"""Pictures of pages, read by an XML parser as a browser would read them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countycli.render import svg
from countycli.render.words import LANGUAGES
from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from conftest import Program

NAMESPACE = "{http://www.w3.org/2000/svg}"
ANSWERS = (
    ("show", "龙泉"),
    ("rank", "gdp_growth", "--in", "浙江"),
    ("trend", "龙泉", "gdp", "--from", "2025"),
    ("why", "平阳", "gdp"),
    ("coverage", "--in", "浙江"),
)


def picture(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  # our own text


def texts(root: ET.Element) -> list[ET.Element]:
    return list(root.iter(f"{NAMESPACE}text"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arguments", ANSWERS, ids=" ".join)
def test_a_picture_shows_the_terminals_page(arguments: tuple[str, ...], language: str, frozen: Program) -> None:
    root = picture(frozen(*arguments, "-f", "svg", "--width", "100", lang=language).out)
    page = frozen(*arguments, "--width", "100", lang=language, tty=True, NO_COLOR="1").out
    shown = "".join("".join(element.itertext()) for element in texts(root))
    blocks = "".join(svg._BLOCKS)
    assert "".join(shown.split()) == "".join(char for char in "".join(page.split()) if char not in blocks)


WIDE = (
    ("compare", "义乌", "平阳", "松阳"),
    ("show", "义乌", "--all"),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arguments", WIDE, ids=" ".join)
def test_a_picture_is_as_wide_as_its_tables(arguments: tuple[str, ...], language: str, frozen: Program) -> None:
    assert "--width" in shown(frozen(*arguments, "-f", "svg", "--width", "100", lang=language).out)
    assert "--width" not in shown(frozen(*arguments, "-f", "svg", lang=language).out)


def shown(text: str) -> str:
    return "".join("".join(element.itertext()) for element in texts(picture(text)))


def test_columns_stand_below_each_other_in_any_font(frozen: Program) -> None:
    """Every text is told how wide it is: as many cells as on a terminal."""
    root = picture(frozen("rank", "gdp_growth", "-f", "svg", lang="zh").out)
    for element in texts(root):
        text = element.text or ""
        assert float(element.attrib["textLength"]) == pytest.approx(cell_width(text) * svg._CELL, abs=0.1)


def test_a_picture_points_to_nothing_outside(frozen: Program) -> None:
    written = frozen("show", "龙泉", "-f", "svg").out
    assert "url(" not in written
    assert "var(" not in written
    assert "@import" not in written
    assert written.count("http") == 1  # the name of the format


def test_a_long_ranking_is_a_picture_of_its_first_page(countycli: Program) -> None:
    root = picture(countycli("rank", "population", "-f", "svg").out)
    assert len({element.attrib["y"] for element in texts(root)}) < 80


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=("C", "Z")), max_size=12), st.just("bold"))))
def test_any_line_is_a_picture(runs: list[tuple[str, str]]) -> None:
    root = picture(svg.render_lines([runs], "<title>"))
    drawn = "".join(element.text or "" for element in texts(root))
    assert drawn == "".join(char for text, _ in runs for char in text if char not in svg._BLOCKS)


def test_a_reversed_stretch_has_its_colour_as_ground() -> None:
    drawn = picture(svg.render_lines([[("龙泉 A", "reverse blue")]], ""))
    assert [part.get("class") for part in drawn.iter(f"{NAMESPACE}rect")] == ["ground", "blue"]
    assert {part.get("class") for part in drawn.iter(f"{NAMESPACE}text")} == {"ground"}


@pytest.mark.parametrize(("style", "classes"), [("dim", "dim text"), ("dim cyan", "dim cyan"), ("", "text")])
def test_a_bar_without_a_colour_has_that_of_the_text(style: str, classes: str) -> None:
    _, bar = picture(svg.render_lines([[("██", style)]], "")).iter(f"{NAMESPACE}rect")
    assert bar.get("class") == classes
