from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from conftest import Result, Shell, clean_environment

from countycli.cli.commands import COMMANDS, DATA_COMMANDS
from countycli.render.emit import FORMATS

if TYPE_CHECKING:
    from conftest import Process, Program

# What has been typed, the last word being completed, and what must and what must not be offered.
OFFERS = {
    "commands": (("",), tuple(COMMANDS), ("check",)),
    "commands that begin so": (("s",), ("show", "search", "sources"), ("rank",)),
    "commands of data": (("data", ""), tuple(DATA_COMMANDS), ("show",)),
    "county in Chinese": (("show", "龙"), ("龙泉市", "龙游县"), ("义乌市", "龙泉", "龙游")),
    "county in pinyin": (("show", "longq"), ("longquan", "longquanyi"), ("longyou", "yiwu")),
    "county by code": (("show", "3303"), ("330326", "330300"), ("331181",)),
    "county in the traditional form": (("show", "龍"), ("龍泉",), ()),
    "county in capitals": (("show", "LONGQ"), ("LONGQuan", "LONGQuanyi"), ("LONGYou",)),
    "county with tone marks": (("show", "lóngq"), ("lóngquan", "lóngquanyi"), ("lóngyou",)),
    "county in full width": (("show", "ｙｉｗ"), ("ｙｉｗu",), ()),
    "county that ceased": (("show", "江干"), ("江干区",), ()),
    "county by initials": (("show", "lq"), ("lq",), ()),
    "second county": (("compare", "义乌", "平"), ("平阳县", "平湖市"), ("义乌市", "平阳", "平陽", "平陽縣")),
    "county of an option": (("initiatives", "--county", "松"), ("松阳县",), ("松阳", "松陽")),
    "metric": (("rank", "--metric", "gdp"), ("gdp", "gdp_growth"), ("exports",)),
    "metric in capitals": (("rank", "--metric", "GDP"), ("GDP", "GDP_growth"), ("exports",)),
    "metric by another term": (("rank", "-m", "r&d"), ("r&d强度",), ()),
    "metric of a county": (("show", "龙泉", "gdp"), ("gdp", "gdp_growth"), ("exports",)),
    "second metric of a county": (("show", "龙泉", "gdp", "常住"), ("常住人口",), ("gdp",)),
    "topic": (("show", "龙泉", "--topic", "in"), ("industry", "investment", "innovation"), ("economy",)),
    "topic in Chinese": (("show", "龙泉", "-t", "人"), ("人口",), ("经济总量",)),
    "second scope": (("rank", "--in", "浙江", "--in", "江"), ("江苏省",), ("浙江省",)),
    "help": (("help", "s"), ("show", "search", "sources", "status"), ("rank",)),
    "metric in Chinese": (("why", "平阳", "地区"), ("地区生产总值", "地区生产总值增速"), ()),
    "metric by its short option": (("rank", "-m", "ex"), ("exports", "exports_growth"), ("gdp",)),
    "group as scope": (("rank", "--in", "山区"), ("山区26县", "山区海岛县"), ("浙江省",)),
    "region as scope": (("counties", "--in", "浙"), ("浙江省",), ()),
    "region in pinyin": (("counties", "-i", "li"), ("lishui",), ("wenzhou",)),
    "region in capitals": (("rank", "--in", "ZHEJ"), ("ZHEJiang",), ()),
    "region in the traditional form": (("rank", "--in", "廣"), ("廣東",), ()),
    "group in capitals": (("groups", "SHAN"), ("SHANqu26",), ()),
    "group": (("groups", "shan"), ("shanqu26", "shanqu_haidao"), ()),
    "document": (("sources", "2024"), ("2024-12-21-zhejiang-eight-counties",), ("2026-02-25-chinanews-longquan",)),
    "category": (("initiatives", "--category", "招"), ("招商",), ("产业",)),
    "format": (("show", "龙泉", "--format", ""), FORMATS, ()),
    "format that begins so": (("show", "龙泉", "-f", "js"), ("json", "jsonl"), ("csv",)),
    "format in capitals": (("show", "龙泉", "-f", "JS"), ("JSon", "JSonl"), ("csv",)),
    "colour": (("show", "龙泉", "--color", "a"), ("auto", "always"), ("never",)),
    "language": (("show", "龙泉", "--lang", ""), ("zh", "en"), ()),
    "language of the program": (("--lang", ""), ("zh", "en"), ()),
    "options": (("rank", "--l"), ("--latest", "--lang"), ("--metric",)),
    "options of the program": (("--",), ("--version", "--help"), ()),
}
EVERY_OFFER = pytest.mark.parametrize(("typed", "offered", "unfit"), OFFERS.values(), ids=OFFERS)
NOTHING = [
    ("show", "zzz"),
    ("rank", "-m", "zzz"),
    ("counties", "--in", "zzz"),
    ("zzz",),
    ("data", "zzz"),
    ("show", "·"),
]


def bash(shell: Shell, *typed: str, **variables: str) -> Result:
    line = ("countycli", *typed)
    return shell(
        **variables, _COUNTYCLI_COMPLETE="complete_bash", COMP_WORDS=" ".join(line), COMP_CWORD=str(len(line) - 1)
    )


def zsh(shell: Shell, *typed: str) -> Result:
    return shell(_COUNTYCLI_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=" ".join(("countycli", *typed)))


def fish(shell: Shell, *typed: str, **variables: str) -> Result:
    return shell(
        **variables,
        _COUNTYCLI_COMPLETE="complete_fish",
        _TYPER_COMPLETE_ARGS=" ".join(("countycli", *typed)),
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )


@pytest.mark.parametrize("ask", [bash, zsh, fish])
def test_a_process_offers_the_same(ask: Callable[..., Result], process: Process, shell: Shell) -> None:
    answered = ask(process, "show", "longq")
    assert "longquan" in answered.out
    assert answered == ask(shell, "show", "longq")


@EVERY_OFFER
def test_bash(typed: tuple[str, ...], offered: tuple[str, ...], unfit: tuple[str, ...], shell: Shell) -> None:
    result = bash(shell, *typed)
    found = result.out.splitlines()
    assert (result.code, result.err) == (0, "")
    assert set(offered) <= set(found)
    assert not set(unfit) & set(found)


@EVERY_OFFER
def test_zsh(typed: tuple[str, ...], offered: tuple[str, ...], unfit: tuple[str, ...], shell: Shell) -> None:
    result = zsh(shell, *typed)
    assert (result.code, result.err) == (0, "")
    assert all(f'"{word}"' in result.out for word in offered)
    assert not any(f'"{word}"' in result.out for word in unfit)


@EVERY_OFFER
def test_fish(typed: tuple[str, ...], offered: tuple[str, ...], unfit: tuple[str, ...], shell: Shell) -> None:
    result = fish(shell, *typed)
    found = [line.split("\t")[0] for line in result.out.splitlines()]
    assert (result.code, result.err) == (0, "")
    assert set(offered) <= set(found)
    assert not set(unfit) & set(found)


@pytest.mark.parametrize("typed", NOTHING, ids=" ".join)
def test_nothing_is_offered_where_nothing_fits(typed: tuple[str, ...], shell: Shell) -> None:
    result = bash(shell, *typed)
    assert (result.out.strip(), result.err) == ("", "")


def test_every_offer_in_bash_begins_as_typed(shell: Shell) -> None:
    for typed in (("show", "ping"), ("rank", "-m", "s"), ("counties", "-i", "33")):
        found = bash(shell, *typed).out.splitlines()
        assert found
        assert [word for word in found if not word.startswith(typed[-1])] == []


@pytest.mark.no_cover
def test_every_county_that_is_offered_is_found(shell: Shell, countycli: Program) -> None:
    """Where counties share a name, all of them."""
    names = bash(shell, "show", "ping").out.splitlines()
    codes = Counter(countycli("show", name, "--json").code for name in names)
    assert set(codes) == {0, 4}
    assert codes[0] > codes[4]


def test_not_more_is_offered_than_can_be_looked_over(shell: Shell) -> None:
    assert 1 < len(bash(shell, "show", "l").out.splitlines()) <= 60


def test_offers_are_explained_in_zsh_and_fish(shell: Shell) -> None:
    assert '"longquan":"龙泉市 331181"' in zsh(shell, "show", "longq").out
    assert "gdp\tGross domestic product" in fish(shell, "rank", "-m", "gdp").out.splitlines()
    assert COMMANDS["show"].help in fish(shell, "sho").out


def test_explanations_are_translated(shell: Shell) -> None:
    result = fish(shell, "rank", "-m", "gdp", COUNTYCLI_LANG="zh")
    assert "gdp\t地区生产总值" in result.out.splitlines()


def test_completion_is_silent_even_when_the_language_is_unknown(shell: Shell) -> None:
    assert bash(shell, "sh", COUNTYCLI_LANG="klingon").err == ""


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell(name: str, shell: Shell) -> None:
    result = shell(_COUNTYCLI_COMPLETE=f"source_{name}")
    assert (result.code, result.err) == (0, "")
    assert "_COUNTYCLI_COMPLETE" in result.out
    assert f"complete_{name}" in result.out


def test_show_completion_for_the_shell_that_runs() -> None:
    path = shutil.which("bash")
    if not path:
        pytest.skip("there is no bash")

    def within_bash(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [path or "", "-c", '"$@"; exit $?', "bash", sys.executable, *arguments],
            capture_output=True,
            text=True,
            env=clean_environment(),
            check=False,
            timeout=60,
        )

    if within_bash("-c", "import shellingham; shellingham.detect_shell()").returncode:
        pytest.skip("the shell can't be detected here")
    done = within_bash("-m", "countycli", "--show-completion")
    assert (done.returncode, done.stderr) == (0, "")
    assert "complete_bash" in done.stdout


@pytest.mark.parametrize("words", ["countycli show --data /nowhere 龙", "countycli rank --data /nowhere -m gdp"])
def test_what_is_wrong_with_the_line_is_not_told_while_it_is_typed(words: str, shell: Shell) -> None:
    asked = {"_COUNTYCLI_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    result = shell(**asked)
    assert (result.out, result.err) == ("", "")
