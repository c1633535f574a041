"""Small books: the real definitions, the registry of one province, and few documents, real ones or written by hand.

The whole dataset takes seconds to compile, a small one a tenth of a second.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import tomllib
import weakref
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from conftest import ROOT

from countycli.index.ask.index import Index
from countycli.index.make.write import in_memory, read_sound
from countycli.model.period_text import parse_canonical
from countycli.model.records import Document, Figure

DATA = ROOT / "data"
LONGYOU = "2023-03-16-longyou-five-chains"
PINGYANG = "2024-02-08-tidenews-pingyang"
EIGHT = "2024-12-21-zhejiang-eight-counties"
ZHEJIANG = "2025-08-19-renminribao-zhejiang"
LONGQUAN = "2026-02-25-chinanews-longquan"
FOUNDING = (LONGYOU, PINGYANG, EIGHT, ZHEJIANG, LONGQUAN)

# A reader's own metric, the head of a document, and a county.
OWN_METRIC = """[[metrics]]
id = "own_index"
name = "自编指数"
name_en = "Index of my own"
aliases = ["我的指数"]
topic = "economy"
unit = "亿元"
kind = "level"
decimals = 1
higher_is_better = true
range = [0, 100]
definition = "自编。"
definition_en = "My own."
"""
OWN_DOCUMENT = """[document]
title = "我的笔记"
publisher = "本人"
published = 2026-03-01
kind = "news"
access = "official"
"""
OWN_COUNTY = """[[counties]]
code = "331199"
name = "试验县"
short = "试验"
kind = "县"
prefecture = "331100"
province = "330000"
pinyin = "shi yan"
traditional = "試驗縣"
"""
# A whole file with one figure.
OWN_FILE = """\
[document]
title = "A report"
publisher = "A county"
published = 2026-01-01
kind = "news"
access = "press"

[[observations]]
county = "331181"
period = "2024"
gdp = 200.5
"""
# A county of which only the changes matter.
CHANGED_COUNTY = """[[counties]]
code = "{code}"
name = "{name}"
short = "甲乙"
kind = "县"
prefecture = "331100"
province = "330000"
pinyin = "jia yi"
traditional = "{name}"
{steps}
"""

_OF_ZHEJIANG = re.compile(r'^(code = "[03]{2}0000"|province = "330000")$', re.MULTILINE)


def scales() -> dict[str, tuple[str, Decimal]]:
    """The dimension of each unit, and its size in the base unit."""
    text = (DATA / "metrics.toml").read_text(encoding="utf-8")
    units: list[dict[str, Any]] = tomllib.loads(text, parse_float=Decimal)["units"]
    return {unit["id"]: (unit["dimension"], Decimal(unit["scale"])) for unit in units}


def small_dataset(folder: Path, *, documents: tuple[str, ...] = FOUNDING) -> Path:
    """A dataset of its own in `folder`: all definitions, the registry of Zhejiang, the founding documents."""
    made = folder / "data"
    (made / "documents").mkdir(parents=True)
    _write_definitions(made)
    for name in documents:
        shutil.copy(DATA / "documents" / f"{name}.toml", made / "documents")
    return made


def _write_definitions(folder: Path) -> None:
    for name in ("dataset.toml", "metrics.toml"):
        shutil.copy(DATA / name, folder)
    for name in ("counties", "regions", "groups"):
        (folder / f"{name}.toml").write_text(_of_zhejiang(name), encoding="utf-8")


@cache
def _of_zhejiang(part: str) -> str:
    """What `counties.toml`, `regions.toml` or `groups.toml` has of the country and of Zhejiang, as it stands there."""
    header = f"[[{part}]]\n"
    text = (DATA / f"{part}.toml").read_text(encoding="utf-8")
    entries = (header + re.sub(r"^#.*\n", "", entry, flags=re.MULTILINE) for entry in text.split(header)[1:])
    return "".join(filter(_OF_ZHEJIANG.search, entries))


def closing_itself(index: Index) -> Index:
    """An index whose connection is closed when nobody holds the index any more."""
    weakref.finalize(index, index.close)
    return index


def compile_in_memory(folder: Path) -> sqlite3.Connection:
    return in_memory(read_sound(folder))


class Book:
    """A dataset being written: of the definitions, with Zhejiang's counties only, and no documents yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        self.folder.mkdir()
        _write_definitions(self.folder)

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
    return Figure("331181", "gdp", covered, value, decimals, "亿元", status, source, bound=bound)


def document(identifier: str, access: str = "official", published: str = "2025-01-01") -> Document:
    return Document(identifier, identifier, "P", published, "news", access)
