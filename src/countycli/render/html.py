"""Pages as one file of HTML for people who are sent an answer: without network, readable without scripts, on dark
ground and on light, and on paper. The template escapes whatever is put into it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from countycli import __version__
from countycli.errors import MissingLibraryError
from countycli.render.citations import Citations, number_of
from countycli.render.grid import pointed
from countycli.render.page import (
    CLASSES,
    Bar,
    Cited,
    Heading,
    Legend,
    Lines,
    Panel,
    Spark,
    Styled,
    Table,
    text_of,
    without_empty,
)
from countycli.render.vector.colours import ramp, style_sheet
from countycli.render.vector.shapes import Markup as Drawn
from countycli.render.vector.shapes import element, escaped, joined
from countycli.render.vector.sheet import within
from countycli.render.whole import title_of
from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from countycli.render.page import Block, Cell, Column, Page
    from countycli.render.words import Words

_TEMPLATES = Path(__file__).parent / "templates"
_DIGIT_BLANK, _POINT_BLANK = "\u2007", "\u2008"  # figure space and punctuation space
_HEIGHT = 20  # of a small series, as its width is 100
_SHORT = 24  # cells of a name that is broken at blanks and signs only

Data = dict[str, Any]


def render_page(page: Page, words: Words, footer: Sequence[str]) -> str:
    """The page with `footer`, lines on what was asked and of which data.

    Raises MissingLibraryError where Jinja is not installed.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
        from markupsafe import Markup
    except ImportError as error:
        raise MissingLibraryError("Jinja", extra="files") from error
    citations = Citations(page)
    engine = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return (
        engine.get_template("page.html").render(
            lang="zh-CN" if words.is_chinese else "en",
            program=__version__,
            title=title_of(page),
            blocks=[_block(block, title_of(page), citations, first=number == 0) for number, block in enumerate(page)],
            drawings=Markup(style_sheet()),  # noqa: S704  # written by the program alone
            footer=footer,
        )
        + "\n"
    )


def _block(block: Block, title: str, citations: Citations, *, first: bool) -> Data:
    if isinstance(block, Lines) and block.code:
        return {"kind": "code", "text": "\n".join(block.lines)}
    if isinstance(block, Lines):
        return {"kind": "title" if first else "lines", "lines": block.lines, "style": block.style}
    if isinstance(block, Panel):
        return {"kind": "panel", "title": block.title, "lines": [_parts(line, citations) for line in block.lines]}
    if isinstance(block, Table):
        return _table(block, citations)
    assert not isinstance(block, Legend)  # complete pages have lines instead
    from markupsafe import Markup

    drawing = within(block, title, lambda text: _cited(text, citations))
    return {"kind": "picture", "svg": Markup(drawing)}  # noqa: S704  # drawings escape what they write


def _table(block: Table, citations: Citations) -> Data:
    block = pointed(without_empty(block))
    rows = list(_rows(block, citations))
    if block.documents:
        citations.end_list()
    has_titles = any(column.title for column in block.columns)
    grouped = any(isinstance(row, Heading) for row in block.rows)
    return {
        "kind": "table",
        "title": block.title,
        "columns": block.columns,
        "has_titles": has_titles,
        "sortable": has_titles and not grouped and len(block.rows) > 1,
        "rows": rows,
        "note": block.note,
    }


def _rows(block: Table, citations: Citations) -> Iterator[Data]:
    """Other tables point to the rows of a list of documents. Names that a row shares with the row above are quiet."""
    tones = _tones(block)
    above: tuple[Cell, ...] | None = None
    for row in block.rows:
        if isinstance(row, Heading):
            yield {"heading": row.text}
            above = None
            continue
        identifier = ""
        told = row
        if block.documents:
            identifier = _anchor(citations.label(number_of(row)))
            told = (str(text_of(row[0])), *row[1:])  # the number of a document doesn't point to itself
        cells = [_cell(cell, column, tones, citations) for cell, column in zip(told, block.columns, strict=True)]
        for cell, column, name, before in zip(cells, block.columns, row, above or ((),) * len(row), strict=True):
            cell["classes"] += " again" if column.once and name == before else ""
        above = row
        yield {"id": identifier, "cells": cells}


def _tones(block: Table) -> dict[str, str]:
    """The styles of cells that name the classes of a map, as the map has them."""
    cells = {cell for row in block.rows if not isinstance(row, Heading) for cell in row if isinstance(cell, Styled)}
    used = [style for style in CLASSES if any(cell.style == style for cell in cells)]
    return {style: ramp(position, len(used)) for position, style in enumerate(used)}


def _cell(cell: Cell, column: Column, tones: Mapping[str, str], citations: Citations) -> Data:
    style = "" if isinstance(cell, str) else tones.get(cell.style, cell.style)
    whole = "whole" if not column.least else "short" if cell_width(text_of(cell)) <= _SHORT else ""
    classes = " ".join(filter(None, (column.style, style, "right" if column.right else whole)))
    text = _pointed(text_of(cell)) if column.point else text_of(cell)
    known: Data = {"classes": classes, "bar": None, "spark": "", "parts": _parts(text, citations)}
    if isinstance(cell, Bar):
        begin, width = 100 * cell.begin, 100 * (cell.end - cell.begin)
        return {**known, "bar": (f"{begin:.2f}", f"{width:.2f}")}
    if isinstance(cell, Spark):
        return {**known, "spark": _curve(cell.heights)}
    if isinstance(cell, Styled) and cell.link:
        return {**known, "parts": [(text, cell.link)]}
    return known


def _parts(text: str, citations: Citations) -> list[tuple[str, str]]:
    """Stretches of a text, each with the address that it leads to; empty where it leads nowhere."""
    return [(part, f"#{_anchor(label)}" if label else "") for part, label in citations.parts(text)]


def _cited(text: str, citations: Citations) -> Drawn:
    """A text of a drawing in which numbers lead to their documents."""
    parts = _parts(Cited(text), citations)
    return joined(element("a", escaped(part), href=address) if address else escaped(part) for part, address in parts)


def _pointed(number: str) -> str:
    """A number with blanks behind it as wide as the digits, and maybe the point, that other numbers have there: blanks
    of letters are narrower.
    """
    bare = number.rstrip(" ")
    missing = len(number) - len(bare)
    blanks = _DIGIT_BLANK * missing
    if missing and "." not in bare:
        blanks = _POINT_BLANK + _DIGIT_BLANK * (missing - 1)
    return Cited(bare + blanks) if isinstance(number, Cited) else bare + blanks


def _anchor(label: str) -> str:
    return "source-" + label.replace("+", "own-")


def _curve(heights: Iterable[float | None]) -> str:
    """A path through the heights, in pieces where one is missing."""
    known = list(heights)
    step = 100 / max(len(known) - 1, 1)
    path, pen = [], "M"
    for position, height in enumerate(known):
        if height is None:
            pen = "M"
            continue
        path.append(f"{pen}{position * step:.1f} {_HEIGHT * (1 - height):.1f}")
        pen = "L"
    return " ".join(path)
