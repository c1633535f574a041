"""The faults of datasets: as `data check` tells them, and as the checks find them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from countycli.checks import checked
from countycli.source.faults import locate
from countycli.source.folders import toml_files

if TYPE_CHECKING:
    from books import Book
    from conftest import Program


def told(program: Program, *paths: Path) -> list[tuple[str, int, str]]:
    """Path, line and code of what `data check` tells; the exit code must fit."""
    result = program("data", "check", *map(str, paths), "--json")
    rows = [(row["path"], row["line"], row["code"]) for row in result.json["rows"]]
    assert result.code == (5 if rows else 0)
    return rows


def found(book: Book) -> list[tuple[str, str]]:
    """The code of each fault in a small book, and the line of the file on which the fault lies."""
    located = locate(checked(toml_files([book.folder])).problems)
    lines = {path: Path(path).read_text(encoding="utf-8").splitlines() for path in {fault.path for fault in located}}
    return [(fault.code, lines[fault.path][fault.line - 1].strip()) for fault in located]


def messages(book: Book) -> list[str]:
    return [str(fault.message) for fault in locate(checked(toml_files([book.folder])).problems)]
