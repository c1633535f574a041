"""Small books: the real definitions and documents written by hand."""

from __future__ import annotations

import shutil
import weakref
from pathlib import Path

from conftest import ROOT

from countycli.dataset.compile import compile_in_memory
from countycli.dataset.index import Index
from countycli.model.period_text import parse_canonical
from countycli.model.records import Document, Figure

DEFINITIONS = ("dataset.toml", "counties.toml", "regions.toml", "groups.toml", "metrics.toml")


def closing_itself(index: Index) -> Index:
    """An index whose connection is closed when nobody holds the index any more."""
    weakref.finalize(index, index._connection.close)
    return index


class Book:
    """A dataset being written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        self.folder.mkdir()
        for name in DEFINITIONS:
            shutil.copy(ROOT / "data" / name, self.folder)

    def define(self, name: str, text: str) -> None:
        """Add to a file of definitions."""
        with (self.folder / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")

    def write(self, name: str, *blocks: str, published: str = "2026-01-31", access: str = "official") -> None:
        date = published if len(published) == 10 else f'"{published}"' if "-" in published else published
        head = f"""[document]
title = "Title of {name}"
publisher = "P"
published = {date}
kind = "news"
access = "{access}"
"""
        (self.folder / f"{name}.toml").write_text("\n".join((head, *blocks)), encoding="utf-8")

    def index(self) -> Index:
        return closing_itself(Index(compile_in_memory(self.folder)))


def observed(county: str, period: str, **figures: float | str) -> str:
    """A block of observations; texts stand as TOML."""
    return _block("observations", county, period, figures)


def aimed(county: str, period: str, **figures: float | str) -> str:
    return _block("targets", county, period, figures)


def _block(table: str, county: str, period: str, figures: dict[str, float | str]) -> str:
    lines = [f"{metric} = {value}" for metric, value in figures.items()]
    return "\n".join([f"[[{table}]]", f'county = "{county}"', f'period = "{period}"', *lines, ""])


def figure(
    value: float | None = 1,
    bound: str | None = None,
    status: str = "actual",
    source: str = "a",
    decimals: int = 0,
    period: str = "2024",
) -> Figure:
    covered = parse_canonical(period)
    assert covered
    return Figure("331181", "gdp", covered, value, decimals, "亿元", bound, status, None, source, None, None, None)


def document(identifier: str, access: str = "official", published: str = "2025-01-01") -> Document:
    return Document(identifier, identifier, "P", published, "news", access)
