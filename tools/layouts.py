"""Make the layouts of provinces in `data/layouts`: `python tools/layouts.py [CODE…]`; without codes, all that are
calculated. Those that were made by hand are left alone. `--measure` prints how far each layout moves neighbours.

A layout is a picture in text: correct it by hand where it is wrong, and say `placed = "by_hand"`.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

sys.path.insert(0, str(Path(__file__).parent))

from tilemaps.measures import measure, table
from tilemaps.placement import place
from tilemaps.seats import County, counties_of, read_seats

DATA = Path(__file__).resolve().parents[1] / "data"
LAYOUTS = DATA / "layouts"
NOTHING = "."
HEAD = """\
# Schematic: counties stand so that neighbours are neighbours, not where they lie. A place stands by its short name, or
# by its code where others share the name; a full stop is no tile.
"""


def registry(name: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))[name]
    return listed


def layouts() -> dict[str, dict[str, Any]]:
    """All layouts, by the code of the region."""
    read = (tomllib.loads(path.read_text("utf-8"))["layout"] for path in sorted(LAYOUTS.glob("*.toml")))
    return {layout["region"]: layout for layout in read}


def cells_of(layout: dict[str, Any], counties: list[County]) -> dict[str, tuple[int, int]]:
    """The row and column of each county of a layout, by code."""
    codes = {name: county.code for county in counties for name in (county.short, county.code)}
    return {
        codes[name]: (row, column)
        for row, text in enumerate(layout["rows"])
        for column, name in enumerate(text.split())
        if name != NOTHING
    }


def write(region: dict[str, Any], counties: list[County]) -> None:
    cells = place(counties)
    shorts = [county.short for county in counties]
    names = {
        cells[county.code]: county.short if shorts.count(county.short) == 1 else county.code for county in counties
    }
    rows = range(max(row for row, _ in names) + 1)
    columns = range(max(column for _, column in names) + 1)
    wide = {column: max(width(names.get((row, column), NOTHING)) for row in rows) for column in columns}
    lines = [
        '  "' + " ".join(filled(names.get((row, column), NOTHING), wide[column]) for column in columns).rstrip() + '",'
        for row in rows
    ]
    text = (
        f'{HEAD}\n[layout]\nregion = "{region["code"]}"\nplaced = "calculated"\nrows = [\n' + "\n".join(lines) + "\n]\n"
    )
    name = region["pinyin"].replace(" ", "")
    (LAYOUTS / f"{region['code']}-{name}.toml").write_text(text, "utf-8")


def width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def filled(text: str, wide: int) -> str:
    return text + " " * (wide - width(text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("codes", nargs="*", metavar="CODE")
    parser.add_argument("--measure", action="store_true")
    arguments = parser.parse_args()
    provinces = [region for region in registry("regions") if region["level"] == "province"]
    seats, counties = read_seats(), registry("counties")
    known = layouts()
    if arguments.measure:
        told = []
        for region in provinces:
            of_region = counties_of(region["code"], counties, seats)
            told.append((region["name"], measure(of_region, cells_of(known[region["code"]], of_region))))
        print(table(told))
        return
    for region in provinces:
        code = region["code"]
        by_hand = known.get(code, {}).get("placed") == "by_hand"
        if not by_hand and (not arguments.codes or code in arguments.codes):
            write(region, counties_of(code, counties, seats))


if __name__ == "__main__":
    main()
