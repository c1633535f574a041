"""Files that were spoilt at random: none ends in a traceback, each in one of the exit codes that are promised.

A small number of them with a fixed seed. To try more: `COUNTYCLI_MUTATIONS=5000 COUNTYCLI_SEED=7 python -m pytest
tests/source/test_mutated_files.py`; a failure names the number of the file, and the file is kept in pytest's folder.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from books import DATA, OWN_COUNTY, OWN_DOCUMENT, OWN_METRIC, Book, observed
from conftest import Program

from countycli.index import store

COUNT = int(os.environ.get("COUNTYCLI_MUTATIONS", "60"))
SEED = int(os.environ.get("COUNTYCLI_SEED", "1"))
ALLOWED = {0, 2, 3, 4, 5}

TABLE = """
[[tables]]
period = "2020"
at = "表1"
columns = [{ metric = "population", adds_up = true }, "sex_ratio"]
rows = [
    ["331100", 31, { value = 110.38, printed = "11038", note = "n" }],
    [{ county = "331181", scope = "城区", note = "n" }, 10, 101.5],
    ["331126", 15, ""],
]
zones = [["331100", "某区", 5, 100.2]]
"""
REST = """
[[targets]]
county = "331181"
period = "2027"
gdp_growth = { value = 7, bound = ">=", printed = "7%以上" }

[[initiatives]]
county = "331181"
name = "试点"
year = 2026
category = "产业"
stage = "planned"
summary = "自己的记录。"

[[gaps]]
county = "331181"
note = "n"
"""
GROUP = """[[groups]]
id = "own_group"
name = "自选县"
name_en = "Counties of my own"
description = "自选。"
description_en = "My own."
valid_from = 2021
members = ["331181", { code = "330302", valid_to = 2023 }]
source = { title = "t", publisher = "p", published = 2026-01-01 }
"""
COUNTY = (
    OWN_COUNTY
    + """aliases = ["试"]
valid_from = 2001-02-02
former_names = [{ name = "旧县", until = "2011-12" }]
predecessors = [{ code = "331181", date = 2001-02-02, change = "析置" }]
"""
)
REGION = COUNTY.replace("counties", "regions").replace('kind = "县"', 'kind = "地级市"\nlevel = "prefecture"')
RULES = """derived = { kind = "ratio", metric = "gdp", base = "resident_population", times = 10000, annual = true }
sums = [{ parts = ["gdp", "exports"] }]
related = ["gdp"]
[[units]]
id = "斤"
name_en = "jin"
dimension = "mass"
scale = 0.0005
[[topics]]
id = "own"
name = "自编"
name_en = "Own"
[[categories]]
id = "自编"
name_en = "Own"
"""
TERMS = '[[terms]]\nwords = ["产值"]\nmetrics = ["gdp", "exports"]\n'
CHARACTERS = 'twins = ["沐沭"]\n[characters]\n"乐" = "le,yue hvd 7290 5 972"\n'

FIGURES = OWN_DOCUMENT + observed("331181", "2025", gdp=203.5, gdp_growth='{ value = 7.6, printed = "7.6%" }')
SEEDS: list[tuple[str, str]] = [
    ("mine.toml", FIGURES),
    ("mine.toml", FIGURES + TABLE + REST),
    ("mine.toml", OWN_DOCUMENT + TABLE),
    ("metrics.toml", OWN_METRIC + RULES),
    ("groups.toml", GROUP),
    ("counties.toml", COUNTY),
    ("regions.toml", REGION),
    ("terms.toml", TERMS),
    ("characters.toml", CHARACTERS),
    *(("mine.toml", path.read_text(encoding="utf-8")) for path in sorted((DATA / "documents").glob("*.toml"))[::60]),
]
NUMBERS = (
    *("nan", "-inf", "1e400", "1e-99999999", "-0", "0e99", "0x" + "f" * 60, "1" * 30, "1." + "0" * 400, "9" * 5000),
    *("-5", "2e9", "1e15", "123456789012345678", "0.000000000000001", "1_0", "012", "1,234", "7.6%", "１２", "99999"),
)
VALUES = (
    *('""', '" "', "true", "[]", "{}", "[[1]]", "{ a = { b = [1, {}] } }", "2026-02-30", "0001-01-01", "9999-12-31"),
    *("1979-05-27T07:32:00Z", "07:32:00", '"\\u0000"', '"\\ud800"', '"\\u202e"', "'''x\ny'''", "“x”", "龙泉", "=", '"'),
    *('"331181"', '"2025"', '"9999"', '"0000"', '"2025-13"', '"gdp"', '"330000"', f'"{"长" * 5000}"', '["331181", 1]'),
)
WORDS = ("gdp", "county", "period", "value", "x", '"人均GDP"', "人均GDP", "a.b.c", '""', "derived", "tables", "code")
BYTES = (b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\xc2\xa0", b"\x1b[31m", b"\xe2\x80\xae", b'"""', b"#")

Lines = list[str]
Mutation = Callable[[random.Random, Lines], object]


def at(chance: random.Random, lines: Lines) -> int:
    return chance.randrange(len(lines))


def dropped(chance: random.Random, lines: Lines) -> None:
    first = at(chance, lines)
    del lines[first : first + chance.randint(1, 3)]
    lines.append("")


def doubled(chance: random.Random, lines: Lines) -> None:
    first = at(chance, lines)
    lines[first:first] = lines[first : first + chance.randint(1, 8)] * chance.randint(1, 3)


def cut(chance: random.Random, lines: Lines) -> None:
    number = at(chance, lines)
    lines[number] = lines[number][: chance.randint(0, len(lines[number]))]


def swapped(chance: random.Random, lines: Lines) -> None:
    one, other = at(chance, lines), at(chance, lines)
    lines[one], lines[other] = lines[other], lines[one]


def joined(chance: random.Random, lines: Lines) -> None:
    number = at(chance, lines)
    lines[number : number + 2] = [" ".join(lines[number : number + 2])]


def shifted(chance: random.Random, lines: Lines) -> None:
    number = at(chance, lines)
    line = lines[number]
    position = chance.randint(0, len(line))
    lines[number] = (
        line[:position]
        + chance.choice("=[]{}\"'“”，：#\\ .,-1a人\t\u00a0\ufeff")
        + line[position + chance.randint(0, 1) :]
    )


def renumbered(chance: random.Random, lines: Lines) -> None:
    replaced(chance, lines, NUMBERS)


def retyped(chance: random.Random, lines: Lines) -> None:
    replaced(chance, lines, VALUES)


def replaced(chance: random.Random, lines: Lines, values: tuple[str, ...]) -> None:
    """Another value for a key, or within a table or row."""
    number = at(chance, lines)
    key, equals, _ = lines[number].partition("=")
    parts = lines[number].split(",")
    if len(parts) > 1 and chance.random() < 0.5:
        parts[chance.randrange(len(parts))] = f" {chance.choice(values)}"
        lines[number] = ",".join(parts)
    elif equals:
        lines[number] = f"{key}= {chance.choice(values)}"


def renamed(chance: random.Random, lines: Lines) -> None:
    number = at(chance, lines)
    key, equals, value = lines[number].partition("=")
    if equals:
        lines[number] = f"{chance.choice(WORDS)} ={value}"
    elif key.startswith("["):
        brackets = "[" * chance.randint(1, 2)
        lines[number] = f"{brackets}{chance.choice(WORDS)}{']' * len(brackets)}"


def nested(chance: random.Random, lines: Lines) -> None:
    depth = chance.choice((3, 50, 500, 5000))
    opening, closing = chance.choice((("[", "]"), ("{ a = ", " }")))
    lines.insert(at(chance, lines), f"x = {opening * depth}1{closing * depth}")


def crowded(chance: random.Random, lines: Lines) -> None:
    table = ", ".join(f"k{number} = {number}" for number in range(chance.choice((10, 3000))))
    lines.insert(at(chance, lines), f"gdp = {{ {table} }}")


MUTATIONS: tuple[Mutation, ...] = (
    *(dropped, doubled, cut, swapped, joined, shifted, renumbered, renumbered, retyped, retyped, renamed),
    *(nested, crowded),
)
ENCODINGS = ("utf-8",) * 12 + ("utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32", "big5")


def spoilt(chance: random.Random, text: str) -> bytes:
    lines = text.split("\n")
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        chance.choice(MUTATIONS)(chance, lines)
    end = chance.choice(("\n",) * 6 + ("\r\n", "\r"))
    content = bytearray(end.join(lines).encode(chance.choice(ENCODINGS), "replace"))
    if chance.random() < 0.2:
        for _ in range(chance.randint(1, 4)):
            position = chance.randint(0, len(content))
            content[position : position + chance.randint(0, 2)] = chance.choice(BYTES)
    return bytes(content)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small book in place of the bundled one, so that many files can be tried; nothing is kept."""
    made = Book(tmp_path)
    made.write("bundled", observed("331181", "2025", gdp_growth=7.5), observed("331181", "2024", gdp=190))
    monkeypatch.setattr(store, "dataset_root", lambda: made.folder)


@pytest.mark.usefixtures("book")
def test_no_spoilt_file_ends_in_a_traceback(
    countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "own").mkdir()
    for number in range(COUNT):
        chance = random.Random(f"{SEED}/{number}")  # noqa: S311  # no secret hangs on it
        name, text = chance.choice(SEEDS)
        path = tmp_path / "own" / name
        path.write_bytes(spoilt(chance, text))
        lang = chance.choice(("zh", "en"))
        try:
            checked = countycli("data", "check", str(path), "--json", lang=lang)
            shown = countycli("show", "龙泉", "--data", str(path), lang=lang)
            told = countycli("show", "龙泉", lang=lang, COUNTYCLI_DATA=str(path))
        except Exception as error:
            raise AssertionError(f"file {number} of seed {SEED}: {path}") from error
        assert {checked.code, shown.code, told.code} <= ALLOWED, number
        assert told.code == 0 or name in ("counties.toml", "regions.toml", "groups.toml", "metrics.toml"), number
        rows = checked.json["rows"]
        assert checked.code == (5 if rows else 0), number
        assert shown.code != 5 or rows, number
        lines = path.read_bytes().count(b"\n") + path.read_bytes().count(b"\r") + 1
        assert all(1 <= row["line"] <= lines and row["message"] for row in rows), number
        path.unlink()
