"""What an error advises is typed as it stands, and works."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from conftest import Program

# A line that can't be understood, and the line that its hint gives.
LINES = {
    "--json rank -m gdp": "countycli rank -m gdp --json",
    "-f csv --width 90 counties --in 丽水": "countycli counties --in 丽水 -f csv --width 90",
    "-m gdp rank": "countycli rank -m gdp",
    "--json data info": "countycli data info --json",
    "--in 'Zhejiang Sheng' counties": 'countycli counties --in "Zhejiang Sheng"',
    "龙泉": "countycli show 龙泉",
    "龙泉 gdp": "countycli show 龙泉 gdp",
    "'yi wu' gdp": 'countycli show "yi wu" gdp',
    "longquan": "countycli show longquan",
    "331181": "countycli show 331181",
    "山区26县": "countycli groups 山区26县",
    "shanqu26": "countycli groups shanqu26",
    "show long quan": 'countycli show "long quan"',
    "show 温州 平阳": 'countycli show "温州 平阳"',
    "compare 义乌 ping yang": 'countycli compare 义乌 "ping yang"',
    "why song yang gdp": 'countycli why "song yang" gdp',
    "targets song yang": 'countycli targets "song yang"',
    "show 龙泉 平阳": "countycli compare 331181 平阳",
    "rank -m gdp --in 山区28县": "countycli groups",
    "targets --in 松阳": "--in 331100",
}
# A line with a word too many, and the option that it belongs to.
OPTIONS = {
    "targets 松阳 2025": "--year 2025",
    "why 龙泉 gdp 2025Q1": "--period 2025Q1",
    "show 龙泉 2025": "--period 2025",
    "metrics gdp 浙江": "--in 浙江",
    "metrics 浙江": "--in 浙江",
    "rank gdp 浙江": "--in 浙江",
    "rank gdp 2020": "--period 2020",
    "targets 2025": "--year 2025",
    "compare 义乌 平阳 2023": "--period 2023",
    "why 龙泉 2024": "--period 2024",
    "compare 义乌 平阳 -m 2023": "--period 2023",
    "groups 山区26县 丽水": "--in 丽水",
    "sources 2026-02-25-chinanews-longquan 丽水": "--in 丽水",
}
WORDS = {
    "show 龙泉 --jsn": "--json",
    "show 龙泉 -format json": "--format",
    "show 龙泉 -F json": "-f",
    "counties -in 丽水": "--in",
    "-v": "-V",
    "--verison": "--version",
    "shwo 龙泉": "show",
    "data chek": "check",
}


def hinted(error: str) -> list[str]:
    """What stands in backquotes in the hint."""
    return re.findall("`([^`]+)`", error.splitlines()[-1])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("line", "hint"), [*LINES.items(), *OPTIONS.items(), *WORDS.items()])
def test_the_hint(line: str, hint: str, lang: str, countycli: Program) -> None:
    result = countycli(*shlex.split(line), lang=lang)
    assert result.code in (2, 3, 4)
    assert hint in hinted(result.err)


@pytest.mark.parametrize("line", [hint for hint in LINES.values() if hint.startswith("countycli ")])
def test_the_line_that_is_hinted_works(line: str, countycli: Program) -> None:
    result = countycli(*shlex.split(line)[1:])
    assert result.code in (0, 4)
    assert result.out or result.code == 4


@pytest.mark.parametrize(("line", "option"), OPTIONS.items())
def test_the_option_that_is_hinted_is_one(line: str, option: str, countycli: Program) -> None:
    command, *words = shlex.split(line)
    result = countycli(command, *words[:-1], *option.split(" "))
    assert "No option" not in result.err
    assert result.code in (0, 2, 3)
    assert result.code != 2 or "Unexpected" not in result.err


@pytest.mark.parametrize("line", ["--jsno show 龙泉", "--top 5 show 龙泉", "--zzz"])
def test_no_command_is_hinted_that_does_not_know_the_option(line: str, countycli: Program) -> None:
    assert not [it for it in hinted(countycli(*shlex.split(line)).err) if it.endswith(("--jsno", "--top 5", "--zzz"))]


@pytest.mark.parametrize("name", ["MD", "md", "Markdown", "TXT", "text", "Table", "CSV", "JSONL", "Json", "tsv"])
def test_formats_as_people_type_them(name: str, countycli: Program) -> None:
    plain = {"md": "markdown", "txt": "table", "text": "table"}.get(name.casefold(), name.casefold())
    assert countycli("groups", "-f", name) == countycli("groups", "--format", plain)
    assert countycli("groups", "--json", "-f", name).code == (0 if plain == "json" else 2)


@pytest.mark.parametrize("name", ["ALWAYS", "Never", "auto"])
def test_colours_as_people_type_them(name: str, countycli: Program) -> None:
    assert countycli("groups", "--color", name) == countycli("groups", "--color", name.casefold())


def test_the_version_by_its_short_option(countycli: Program) -> None:
    assert countycli("-V") == countycli("--version")
    assert countycli("-V").code == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["gulou", "鼓楼"])
def test_the_path_that_is_hinted_is_in_the_reader_s_language_and_works(
    name: str, lang: str, countycli: Program
) -> None:
    hint = countycli("show", name, lang=lang).err.splitlines()[-1]
    (path,) = re.findall(r"[:：](?! )\s*\"?([^\":：]+)\"?$", hint.replace(": ", ":"))
    assert path.isascii() == (lang == "en")
    assert countycli("show", path, lang=lang).code == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 60])
def test_messages_keep_to_the_width_that_is_asked_for(width: int, lang: str, countycli: Program) -> None:
    for line in (
        ("show", "gulou"),
        ("show", "longquan"),
        ("rank", "gdp", "--in", "浙江省份"),
        ("show", "龙泉", "没有"),
    ):
        err = countycli(*line, "--width", str(width), lang=lang).err
        assert [text for text in err.splitlines() if cell_width(text) > width] == []
        assert err.strip()


def test_messages_are_not_broken_where_no_width_is_known(countycli: Program) -> None:
    assert len(countycli("show", "gulou", lang="en").err.splitlines()) == 6


def test_a_width_that_is_none_is_told_whole(countycli: Program) -> None:
    result = countycli("show", "龙泉", "--width", "xx", lang="en")
    assert result.code == 2
    assert "“xx” is not a width" in result.err
