"""Titles of documents as links to the documents, on terminals that take links."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Pipe, Program, Terminal
from hypothesis import example, given
from hypothesis import strategies as st

from countycli.cli.environment import Environment
from countycli.render.terminal import safe_address

LINK = re.compile(r"\x1b\]8;(?:id=[0-9-]+)?;([^\x1b]*)\x1b\\")
MODERN: Any = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
OWN = """[document]
title = "我的笔记"
publisher = "本人"
published = 2026-03-01
kind = "news"
access = "official"
url = {url}

[[observations]]
county = "331181"
period = "2025"
gdp_growth = 8.1
"""


def addresses(text: str) -> list[str]:
    """The addresses of the links in a text; all escape sequences but those of colour belong to links."""
    rest = re.sub(r"\x1b\[[0-9;]*m", "", LINK.sub("", text))
    assert "\x1b" not in rest
    assert "\x07" not in rest
    return [address for address in LINK.findall(text) if address]


def written(folder: Path, url: str) -> str:
    own = folder / "own.toml"
    own.write_text(OWN.format(url=url), encoding="utf-8")
    return str(own)


@given(st.text())
@example("https://a.cn/\x1b]8;;http://evil/\x1b\\")
@example("http://a.cn/\x9d0;title\x9c\udcff")
def test_an_address_is_a_web_address_of_printable_ascii_or_none(text: str) -> None:
    for url in (text, f"https://a.cn/{text}", f"HTTP://{text}"):
        address = safe_address(url)
        assert re.fullmatch(r"([Hh][Tt][Tt][Pp][Ss]?://[!-~]*)?", address)


def test_what_is_encoded_means_the_same() -> None:
    assert safe_address("https://a.cn/b?c=1;d=%20#e") == "https://a.cn/b?c=1;d=%20#e"
    assert safe_address("https://a.cn/龙泉 1") == "https://a.cn/%E9%BE%99%E6%B3%89%201"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "a.cn", "", "x-http://a", " http://a"])
def test_other_addresses_are_no_links(url: str) -> None:
    assert safe_address(url) == ""


def test_an_address_that_is_too_long_is_none() -> None:
    assert safe_address("http://a/" + "x" * 3000) == ""


@pytest.mark.parametrize("command", [("sources",), ("why", "龙泉", "gdp_growth", "-p", "2025"), ("search", "我的笔记")])
def test_titles_are_links(command: tuple[str, ...], frozen: Program, tmp_path: Path) -> None:
    own = written(tmp_path, '"https://a.cn/龙泉"')
    result = frozen(*command, "--data", own, tty=True, columns=100, **MODERN)
    assert "https://a.cn/%E9%BE%99%E6%B3%89" in addresses(result.out)
    for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_HYPERLINK": "0"}):
        told = frozen(*command, "--data", own, tty=True, columns=100, **MODERN | variables)
        assert addresses(told.out) == []
    for choice in (("--color", "always"), ("--format", "markdown"), ("--json",)):
        assert LINK.search(frozen(*command, "--data", own, *choice, **MODERN).out) is None


def test_the_page_of_a_document_shows_its_address(frozen: Program, tmp_path: Path) -> None:
    own = written(tmp_path, '"https://a.cn/龙泉"')
    assert "https://a.cn/龙泉" in frozen("sources", "own/own", "--data", own, tty=True, columns=100, **MODERN).out


HOSTILE = (
    r'"https://a.cn/\u001b]0;title\u0007"',
    r'"https://a.cn/\u001b\\\\ \u001b[2J"',
    r'"https://a.cn/\u009d8;;http://evil\u009c"',
    r'"javascript:alert(1)"',
    r'"\u001b]8;;https://evil"',
    r'"https://a.cn/\u202egpj"',
)


@pytest.mark.parametrize("url", HOSTILE)
def test_nothing_of_an_address_gets_out_of_the_escape_sequence(url: str, frozen: Program, tmp_path: Path) -> None:
    own = written(tmp_path, url)
    for command in (
        ("sources",),
        ("sources", "own/own"),
        ("why", "龙泉", "gdp_growth", "-p", "2025"),
        ("search", "我的"),
    ):
        result = frozen(*command, "--data", own, tty=True, columns=100, **MODERN)
        for address in addresses(result.out):
            assert re.fullmatch(r"https?://[!-~]+", address)
            assert address.startswith(("http://", "https://"))
        assert not re.search("[\x80-\x9f\u202e]", result.out)


@pytest.mark.parametrize(
    ("variables", "takes"),
    [
        (MODERN, True),
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "tmux-256color"}, True),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, False),
        ({}, False),
        ({"TERM": "linux"}, False),
        ({"TERM": "xterm"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, True),
        ({"TERM": "xterm-256color", "COLORTERM": "gnome-terminal"}, False),
        ({**MODERN, "FORCE_HYPERLINK": "0"}, False),
        ({**MODERN, "FORCE_HYPERLINK": ""}, True),
        ({"TERM": "linux", "FORCE_HYPERLINK": "1"}, True),
    ],
)
def test_which_terminals_take_links(variables: dict[str, str], takes: bool) -> None:
    assert Environment(Terminal(), Pipe(), variables).links is takes
    assert Environment(Pipe(), Terminal(), variables).links is (variables.get("FORCE_HYPERLINK") == "1")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_links_on_a_terminal_and_none_in_its_pager(tmp_path: Path) -> None:
    from terminals import on_terminal, script

    own = written(tmp_path, '"https://a.cn/"')
    line = ("why", "龙泉", "gdp_growth", "-p", "2025", "--data", own, "--prefer-own")
    pager = script(tmp_path, "passes.py", "import shutil, sys; shutil.copyfileobj(sys.stdin, sys.stdout)")
    for choice, links in (("--no-pager", ["https://a.cn/"]), ("--pager", [])):
        seen = on_terminal(*line, choice, PAGER=pager).finish().out
        assert addresses(seen) == links
