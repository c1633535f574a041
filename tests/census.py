"""The censuses as the data files have them, read without the program."""

from __future__ import annotations

import tomllib
from functools import cache

from conftest import ROOT


@cache
def population(year: int) -> dict[str, int]:
    """By code, the first figure of every row of a census."""
    text = (ROOT / "data" / "tables" / f"census-{year}.toml").read_text(encoding="utf-8")
    (table,) = tomllib.loads(text)["tables"]
    assert table["columns"][0]["metric"] == "population"
    found = {}
    for head, first, *_ in table["rows"]:
        code = head["county"] if isinstance(head, dict) else head
        found[code] = first["value"] if isinstance(first, dict) else first
    return found
