"""Lines of keys, held against what a TOML parser makes of the same text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import tomli
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from countycli.source.positions import Keys, line_numbers, line_of

FILES = sorted((ROOT / "data").rglob("*.toml"))


def key_paths(value: Any, prefix: Keys = ()) -> Iterator[Keys]:
    """The path of every table and key in parsed TOML."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        if isinstance(value, dict) or isinstance(part, dict):
            yield (*prefix, key)
        yield from key_paths(part, (*prefix, key))


@pytest.mark.no_cover
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_line_of_every_key_of_the_dataset_holds_the_key(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    lines, content = line_numbers(text), text.split("\n")
    for keys in key_paths(tomli.loads(text)):
        line = content[line_of(lines, keys) - 1]
        name = next(key for key in reversed(keys) if isinstance(key, str))
        assert name in line or ("{" in line and isinstance(keys[-1], int))
        if keys in lines and isinstance(keys[-1], str):
            header = f"[{'.'.join(key for key in keys if isinstance(key, str))}]"
            assert line.lstrip('"').startswith((keys[-1], header, f"[{header}]"))


@pytest.mark.no_cover
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_key_of_the_dataset_is_missed(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    known = set(line_numbers(text))
    statements = {keys for keys in key_paths(tomli.loads(text)) if len(keys) <= 3}
    blocks = {keys for keys in statements if len(keys) == 2 and isinstance(keys[1], int)}
    own = {keys for keys in statements if len(keys) == 3 and keys[:2] in blocks}
    assert blocks | own <= known


TRICKY: dict[str, tuple[str, dict[Keys, int]]] = {
    "keys": ("a = 1\n\nb = 2\n", {("a",): 1, ("b",): 3}),
    "spaces": ("  a=1\n\tb   =   2\n", {("a",): 1, ("b",): 2}),
    "no line end": ("a = 1\nb = 2", {("b",): 2}),
    "windows line ends": ("a = 1\r\n[t]\r\nb = 2\r\n", {("a",): 1, ("t",): 2, ("t", "b"): 3}),
    "comments": ("# a = 0\na = 1 # b = 2\n#[x]\n[t] # c\nb = 2\n", {("a",): 2, ("t",): 4, ("t", "b"): 5}),
    "tables": ("[a]\nx = 1\n[b]\nx = 2\n", {("a", "x"): 2, ("b",): 3, ("b", "x"): 4}),
    "spaced header": ("[ a ]\nx = 1\n[[ b ]]\nx = 1\n", {("a",): 1, ("b", 0): 3, ("b", 0, "x"): 4}),
    "dotted header": ("[a.b]\nx = 1\n", {("a", "b"): 1, ("a", "b", "x"): 2}),
    "dotted key": ("a.b = 1\na . c = 2\n", {("a", "b"): 1, ("a", "c"): 2}),
    "quoted keys": ('"a b" = 1\n\'c=d\' = 2\n"龙泉" = 3\n', {("a b",): 1, ("c=d",): 2, ("龙泉",): 3}),
    "a quoted key with a dot": ('"a.b" = 1\nc = 2\n', {("a.b",): 1, ("c",): 2}),
    "a quoted key with an escape": ('"a\\"b" = 1\nc = 2\n', {('a"b',): 1, ("c",): 2}),
    "a quoted header": ('["a b"]\nx = 1\n', {("a b",): 1, ("a b", "x"): 2}),
    "a quoted header with a dot": ('["a.b"]\nx = 1\n', {("a.b",): 1, ("a.b", "x"): 2}),
    "a quoted header with a bracket": ('["a]b"]\nx = 1\n', {("a]b",): 1, ("a]b", "x"): 2}),
    "arrays of tables": ("[[a]]\nx = 1\n[[a]]\nx = 2\n", {("a", 0, "x"): 2, ("a", 1): 3, ("a", 1, "x"): 4}),
    "an array as a whole": ("x = 1\n[[a]]\ny = 1\n[[a]]\ny = 2\n", {("a",): 2}),
    "a table of an array": ("[[a]]\nx = 1\n[a.b]\ny = 2\n", {("a", 0, "b"): 3, ("a", 0, "b", "y"): 4}),
    "an array of an array": (
        "[[a]]\n[[a.b]]\nx = 1\n[[a]]\n[[a.b]]\nx = 2\n[[a.b]]\nx = 3\n",
        {("a", 0, "b", 0, "x"): 3, ("a", 1, "b", 0, "x"): 6, ("a", 1, "b", 1): 7, ("a", 1, "b", 1, "x"): 8},
    ),
    "brackets in strings": ("a = \"[[x\"\nb = '{'\nc = 3\n", {("a",): 1, ("b",): 2, ("c",): 3}),
    "quotes in strings": ('a = "it\'s ["\nb = \'"[\'\nc = "\\"["\nd = 4\n', {("c",): 3, ("d",): 4}),
    "a hash in a string": ('a = "#" # [\nb = "x # ["\nc = 3\n', {("b",): 2, ("c",): 3}),
    "an array on several lines": ("a = [\n  1, # [\n  2,\n]\nb = 2\n", {("a",): 1, ("b",): 5}),
    "an array of arrays": ("a = [\n [1, 2],\n [3,\n 4],\n]\nb = 2\n", {("a",): 1, ("b",): 6}),
    "an array of tables on lines": ('a = [\n  { x = "]" },\n  { x = "=" },\n]\nb = 2\n', {("a",): 1, ("b",): 5}),
    "tables of an array each on a line": (
        "a = [\n  { x = 1 },\n  { x = 2 }, { x = 3 },\n]\n",
        {("a", 0, "x"): 2, ("a", 1): 3, ("a", 2, "x"): 3},
    ),
    "tables behind texts with commas": ('a = [ # b, c\n"x", "y,z", # d, e\n{ x = 1 }]\n', {("a", 2, "x"): 3}),
    "rows with tables in them": (
        'a = [\n["b", 1, { v = 2 }],\n["]", { v = 3 }, 4], ["[", { v = 5 }],\n]\nc = 1\n',
        {("a", 0, 2, "v"): 2, ("a", 1, 1): 3, ("a", 2, 1, "v"): 3, ("c",): 5},
    ),
    "assignments in an array": ('a = [\n"b = 1",\n"[t]",\n]\nc = 2\n', {("a",): 1, ("c",): 5}),
    "a long string": ('a = """\nb = 1\n[t]\n"""\nc = 2\n', {("a",): 1, ("c",): 5}),
    "a long literal string": ("a = '''\nb = \"\n[t\n'''\nc = 2\n", {("a",): 1, ("c",): 5}),
    "a long string on one line": ('a = """x [ y"""\nb = 2\n', {("a",): 1, ("b",): 2}),
    "a long string in an array": ('a = [\n"""x\n[ y""",\n2]\nb = 2\n', {("a",): 1, ("b",): 5}),
    "a long string where an array begins": ('a = ["""x\ny""",\n2,\n]\nb = 2\n', {("a",): 1, ("b",): 5}),
    "a bracket after a long string": ('a = """x\ny"""\nb = [1] # """\nc = 2\n', {("b",): 3, ("c",): 4}),
    "a separator of lines in a string": ('a = "x\u2028y"\nb = 2\n', {("a",): 1, ("b",): 2}),
    "a control character in a string": ('a = "x\u0085y"\nb = 2\n', {("a",): 1, ("b",): 2}),
}


@pytest.mark.parametrize(("text", "expected"), TRICKY.values(), ids=TRICKY.keys())
def test_lines_in_toml_of_every_style(text: str, expected: dict[Keys, int]) -> None:
    paths = set(key_paths(tomli.loads(text)))
    assert expected.keys() <= paths
    lines = line_numbers(text)
    assert {keys: line_of(lines, keys) for keys in expected} == expected


def test_a_key_without_a_line_of_its_own_lies_where_what_holds_it_lies() -> None:
    lines = line_numbers("x = 1\n[[a]]\nb = { c = { d = 1 } }\n")
    assert line_of(lines, ("a", 0, "b", "c", "d")) == 3
    assert line_of(lines, ("a", 0, "z")) == 2
    assert line_of(lines, ("z",)) == 1
    assert line_of(lines, ()) == 1


BARE = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,6}", fullmatch=True)
NASTY = st.text(alphabet="[]{}#=.,'\"\\ -ab龙泉", max_size=10)
COMMENTS = st.one_of(st.just(""), NASTY.map(lambda text: f" # {text}"))
STRINGS = st.one_of(
    NASTY.map(lambda text: json.dumps(text, ensure_ascii=False)),
    NASTY.map(lambda text: "'" + text.replace("'", "") + "'"),
)
SCALARS = st.one_of(
    STRINGS,
    st.sampled_from(["1", "7.5", "-3", "1e3", "nan", "true", "2026-02-25", "[]", "{}"]),
    st.lists(STRINGS, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    st.dictionaries(BARE, STRINGS, max_size=3).map(
        lambda table: "{ " + ", ".join(f"{key} = {value}" for key, value in table.items()) + " }"
    ),
)
LONG_ARRAYS = st.lists(st.tuples(SCALARS, COMMENTS), max_size=4).map(
    lambda items: "[\n" + "".join(f"    {value},{comment}\n" for value, comment in items) + "]"
)
LONG_STRINGS = st.lists(st.sampled_from(["a = 1", "[b]", "[[c]]", "] }", "# d", "“龙泉”", ""]), max_size=4).map(
    lambda texts: '"""\n' + "".join(f"{text}\n" for text in texts) + '"""'
)
VALUES = st.one_of(SCALARS, LONG_ARRAYS, LONG_STRINGS)
QUOTED = st.sampled_from(["a b", "c=d", "[e]", "#f", "龙泉"])
KEY_NAMES = st.one_of(BARE, QUOTED)
BODIES = st.dictionaries(KEY_NAMES, st.tuples(VALUES, COMMENTS), max_size=5)
TABLES = st.dictionaries(BARE, st.one_of(BODIES, st.lists(BODIES, min_size=1, max_size=3)), max_size=4)
GAPS = st.sampled_from(["", "\n", "# [x]\n", "\n# a = 1\n"])


@st.composite
def house_style(draw: st.DrawFn) -> tuple[str, dict[Keys, int]]:
    """A file as the dataset's are written, and the line of every header and key in it."""
    text, expected = "", dict[Keys, int]()

    def add(keys: Keys, statement: str) -> None:
        nonlocal text
        text += draw(GAPS)
        expected[keys] = text.count("\n") + 1
        text += statement + "\n"

    def add_body(prefix: Keys, body: dict[str, tuple[str, str]]) -> None:
        for key, (value, comment) in body.items():
            written = key if key.isascii() and key.isidentifier() else f'"{key}"'
            add((*prefix, key), f"{written} = {value}{comment}")

    for name, table in draw(TABLES).items():
        if isinstance(table, dict):
            add((name,), f"[{name}]{draw(COMMENTS)}")
            add_body((name,), table)
        else:
            for number, body in enumerate(table):
                add((name, number), f"[[{name}]]{draw(COMMENTS)}")
                add_body((name, number), body)
    return text, expected


@given(house_style())
@settings(deadline=None)
def test_every_header_and_key_of_house_style_has_its_line(case: tuple[str, dict[Keys, int]]) -> None:
    text, expected = case
    assert expected.keys() <= set(key_paths(tomli.loads(text)))
    assert {keys: line_of(line_numbers(text), keys) for keys in expected} == expected
