"""Nothing that a terminal obeys reaches it out of names, arguments and the reader's own texts."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from books import OWN_DOCUMENT, OWN_METRIC, observed
from conftest import FROZEN, Pipe, Terminal
from hostile import SIGNS, raw_signs
from hypothesis import given
from hypothesis import strategies as st
from painters import painted

from countycli.cli.app import _as_json, _as_lines, run
from countycli.cli.environment import Environment
from countycli.cli.progress import Compilation
from countycli.cli.session import Session
from countycli.errors import Candidate, CountyError
from countycli.index import store
from countycli.phrases import Phrase
from countycli.render.page import Column, Heading, Lines, Page, Styled, Table, made_safe
from countycli.render.terminal import safe, safe_json, safe_line, safe_paragraph
from countycli.render.whole import completed
from countycli.render.words import LANGUAGES, Words

if TYPE_CHECKING:
    from conftest import Program

ALL = "".join(SIGNS) + "龙"
CATALOGUE = Path(__file__).parents[2] / "src" / "countycli" / "locale" / "zh" / "LC_MESSAGES" / "countycli.po"


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
@pytest.mark.parametrize("make", [safe, safe_line, safe_paragraph, safe_json])
def test_signs_are_written_out(sign: str, make: object) -> None:
    assert callable(make)
    made = make(f"a{sign}b")
    assert raw_signs(made) == []
    assert made.startswith("a")
    assert made.endswith("b")
    assert len(made) > len("ab")


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"])))
def test_what_is_only_text_stays(text: str) -> None:
    assert safe(text) == safe_line(text) == safe_paragraph(text) == safe_json(text) == text


@pytest.mark.parametrize("text", ["👨‍👩‍👧", "क्\u200dष", "co\u00adoperate", "两\n行"])
def test_what_joins_or_parts_characters_stays(text: str) -> None:
    assert safe(text) == text


@given(st.text())
def test_nothing_gets_through(text: str) -> None:
    assert raw_signs(safe(text)) == []
    assert len(safe_line(text).splitlines()) <= 1
    assert len(safe_paragraph(text).splitlines()) <= 1


@given(st.dictionaries(st.text(max_size=4), st.text(max_size=8)), st.booleans())
def test_json_holds_the_same(value: dict[str, str], ascii_only: bool) -> None:
    text = safe_json(json.dumps(value, ensure_ascii=ascii_only))
    assert json.loads(text) == value
    assert raw_signs(text) == []


def hostile_page(sign: str) -> Page:
    cells = (f"a{sign}b", Styled(f"c{sign}d", "red", f"e{sign}f"))
    columns = (Column(f"A{sign}"), Column(f"B{sign}", right=True))
    return (
        Lines((f"title{sign}x", sign), "bold", complete=(f"all{sign}x",)),
        Table(f"T{sign}", columns, (Heading(f"H{sign}x"), cells), note=f"N{sign}x"),
    )


@pytest.mark.parametrize("drawn", [True, False])
@pytest.mark.parametrize("sign", [*SIGNS, ALL], ids=ascii)
def test_every_part_of_a_page_is_safe(sign: str, drawn: bool) -> None:
    page = made_safe(hostile_page(sign))
    assert raw_signs(painted(page, Words("en"), 60, drawn=drawn), coloured=drawn) == []
    assert raw_signs(painted(completed(page), Words("en"), 60, drawn=drawn), coloured=drawn) == []


def test_a_line_break_makes_no_line_of_the_programs_own() -> None:
    forged = "x\ncountycli: all is well"
    (lines,) = made_safe((Lines((forged,)),))
    assert painted((lines,), Words("en")).count("\n") == 1


def test_a_page_that_holds_nothing_of_the_kind_is_the_same() -> None:
    page = hostile_page("")
    assert made_safe(page) == page


# Messages


def templates() -> list[str]:
    from babel.messages.pofile import read_po

    with CATALOGUE.open("rb") as file:
        return [str(message.id) for message in read_po(file, locale="zh") if message.id]


class Anything(str):
    """Fills whatever place a message has, in whatever form is asked for."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        return str(self)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_is_safe_whatever_fills_it(lang: str) -> None:
    stderr = Pipe()
    session = Session(Environment(Pipe(), stderr, {}), lang)
    compilation = Compilation(session.works_on, session.warn)
    count = 0
    for template in templates():
        names = set(re.findall(r"\{(\w+)", template + session.words(template)))
        phrase = Phrase(template, **dict.fromkeys(names, Anything(ALL + "\nforged")))
        error = CountyError(phrase, phrase, (Candidate(ALL, ALL, ALL),)).telling((phrase,))
        session.tell([session.words.phrase(phrase)])
        session.to_stderr(_as_lines(error, session))
        session.to_stderr(_as_json(error, session))
        compilation.warn(phrase)
        count += 1
    told = stderr.getvalue()
    assert count > 400
    assert raw_signs(told) == []
    assert [line for line in told.splitlines() if line.startswith("forged")] == []


# Own data of which every text is hostile


# As TOML writes it; control characters are no text there.
TEXT = "\\u202e\\u2066\\u200f\\u2028\\ufeff龙"
HOSTILE = (
    OWN_DOCUMENT.replace("我的笔记", f"我的笔记{TEXT}\\nforged").replace("本人", f"本人{TEXT}")
    + observed("331181", "2025", gdp=f'{{ value = 180, note = "{TEXT}\\nforged", at = "{TEXT}", standing = "{TEXT}" }}')
    + observed("331181", "2025", own_index=f'{{ value = 3, note = "{TEXT}" }}')
    + f"""[[targets]]
county = "331181"
period = "2026"
gdp = {{ value = 200, note = "{TEXT}", at = "{TEXT}" }}

[[initiatives]]
county = "331181"
name = "事{TEXT}"
year = 2025
category = "产业"
stage = "done"
summary = "{TEXT}\\nforged"
note = "{TEXT}"
"""
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Own data with hostile texts in a file with a hostile name."""
    made = tmp_path_factory.mktemp("own_index") / "fol\x1b[31mder\u202e"
    made.mkdir()
    (made / "no\x1b]0;x\x07tes\u202e\nforged.toml").write_text(HOSTILE, encoding="utf-8")
    (made / "metrics.toml").write_text(
        OWN_METRIC.replace("自编", f"自编{TEXT}").replace("My own", f"My own{TEXT}"), "utf-8"
    )
    return made


COMMANDS = [
    ("show", "龙泉", "--all"),
    ("rank", "-m", "gdp", "-p", "2025", "--in", "浙江"),
    ("rank", "-m", "own_index"),
    ("compare", "龙泉", "义乌"),
    ("initiatives", "--county", "龙泉"),
    ("targets", "龙泉"),
    ("why", "龙泉", "gdp"),
    ("why", "龙泉", "own_index"),
    ("search", "龙"),
    ("metrics",),
    ("metrics", "own_index"),
    ("coverage", "-m", "own_index"),
    ("coverage", "龙泉"),
    ("sources",),
    ("sources", "own/no\x1b]0;x\x07tes\u202e\nforged"),
    ("groups",),
    ("counties",),
    ("data", "info"),
    ("data", "path"),
    ("data", "check"),
    ("help", "files"),
    ("help", "\x1b[31m"),
    ("show", "龙\x1b[31m\u202e泉\nforged"),
    ("rank", "-m", "\x9b2J\u2066"),
    ("show", "龙泉", "--\x1b[31m"),
    ("\x1b]0;x\x07",),
    ("data", "check", "no\x1bwhere\u202e"),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS, ids=ascii)
def test_every_column_is_safe_on_a_terminal(
    command: tuple[str, ...], lang: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the frozen book below: the hostile texts are those of the own data."""
    monkeypatch.setattr(store, "dataset_root", lambda: FROZEN)
    formats = ("table", "json", "jsonl", "csv", "tsv", "markdown", "html", "svg") if lang == "en" else ("table",)
    for options in (("-f", name) for name in formats):
        out, err = Terminal(), Terminal()
        environ = {
            "COUNTYCLI_LANG": lang,
            "XDG_DATA_HOME": "/x\x1b[31m",
            "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
        }
        code = run([*command, *options, "--data", str(folder)], Environment(out, err, environ))
        assert code in range(6)
        assert raw_signs(out.getvalue(), coloured=True) == [], options
        assert raw_signs(err.getvalue().replace("\r\x1b[K", "")) == [], options
        assert [line for line in (out.getvalue() + err.getvalue()).splitlines() if line.startswith("forged")] == []


def test_a_pipe_for_programs_keeps_the_data(folder: Path, frozen: Program) -> None:
    options = ("--data", str(folder))
    sources = frozen("sources", "--json", *options).json["sources"]
    (own,) = [document for key, document in sources.items() if key.startswith("own/")]
    assert own["title"].startswith("我的笔记\u202e\u2066\u200f\u2028\ufeff龙\nforged")
    assert str(folder) in frozen("data", "path", "-f", "csv", *options).out
    assert str(folder) not in frozen("data", "path", *options).out
