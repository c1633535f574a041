from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from conftest import Result, Shell, clean_environment

from countycli.cli.commands import COMMANDS, DATA_COMMANDS
from countycli.render.emit import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Process, Program

# What has been typed, the last word being completed, and what must and what must not be offered.
OFFERS = {
    "commands": (("",), tuple(COMMANDS), ("check",)),
    "commands that begin so": (("s",), ("show", "search", "sources"), ("rank",)),
    "commands of data": (("data", ""), tuple(DATA_COMMANDS), ("show",)),
    "places before anything is typed": (("show", ""), ("浙江省", "北京市"), ("丽水市", "龙泉市")),
    "county in Chinese": (("show", "龙"), ("龙泉市", "龙游县"), ("义乌市", "龙泉", "龙游")),
    "county in pinyin": (("show", "longq"), ("龙泉市", "龙泉驿区"), ("龙游县", "longquan")),
    "county in pinyin with blanks": (("show", '"long q'), ("龙泉市", "龙泉驿区"), ("龙游县",)),
    "county with a blank that is escaped": (("show", "long\\ q"), ("龙泉市",), ("龙游县",)),
    "county by code": (("show", "3303"), ("330326", "330300"), ("331181",)),
    "county in the traditional form": (("show", "龍"), ("龙泉市",), ("龍泉",)),
    "county in capitals": (("show", "LONGQ"), ("龙泉市",), ("龙游县",)),
    "county with tone marks": (("show", "lóngq"), ("龙泉市",), ("龙游县",)),
    "county in full width": (("show", "ｙｉｗ"), ("义乌市",), ()),
    "county that ceased": (("show", "江干"), ("江干区",), ()),
    "county by a former name": (("show", "建阳"), ("建阳区",), ()),
    "county by initials": (("show", "lq"), ("龙泉市", "临泉县", "路桥区"), ("龙游县",)),
    "county by its English name": (("show", "jingningshe"), ("景宁畲族自治县",), ()),
    "namesakes": (("show", "朝阳"), ("朝阳区,北京", "朝阳区,长春", "朝阳县"), ("朝阳区",)),
    "namesakes in pinyin": (("show", "gulouq"), ("南京鼓楼区", "福州鼓楼区"), ("鼓楼区",)),
    "second county": (("compare", "义乌", "平"), ("平阳县", "平湖市"), ("义乌市", "平阳", "平陽", "平陽縣")),
    "county of an option": (("initiatives", "--county", "松"), ("松阳县",), ("松阳", "松陽")),
    "metric": (("rank", "--metric", "gdp"), ("gdp", "gdp_growth"), ("exports",)),
    "metric in capitals": (("rank", "--metric", "GDP"), ("gdp", "gdp_growth"), ("exports",)),
    "metric by another term": (("rank", "-m", "r&d"), ("rd_intensity",), ()),
    "metric of a county": (("show", "龙泉", "gdp"), ("gdp", "gdp_growth"), ("exports",)),
    "second metric of a county": (("show", "龙泉", "gdp", "常住"), ("resident_population",), ("gdp",)),
    "metric in Chinese": (("why", "平阳", "地区"), ("gdp", "gdp_growth"), ("exports",)),
    "metric in English": (("why", "平阳", '"gross domestic'), ("gdp",), ("exports",)),
    "metric in pinyin": (("rank", "changzhurenk"), ("resident_population",), ("gdp",)),
    "metric by initials": (("rank", "dqsczz"), ("gdp", "gdp_growth"), ("exports",)),
    "metric by a part of the name": (("rank", "总值"), ("gdp",), ("population",)),
    "metric by its short option": (("rank", "-m", "ex"), ("exports", "exports_growth"), ("gdp",)),
    "topic": (("show", "龙泉", "--topic", "in"), ("industry", "investment", "innovation"), ("economy",)),
    "topic in Chinese": (("show", "龙泉", "-t", "人"), ("population", "labour"), ("economy",)),
    "topic in pinyin": (("show", "龙泉", "-t", "caizheng"), ("fiscal",), ("economy",)),
    "kind": (("rank", "gdp", "--kind", "县"), ("县", "县级市"), ("旗",)),
    "kind by initials": (("rank", "gdp", "--kind", "sxq"), ("市辖区",), ("县",)),
    "kind in English": (("rank", "gdp", "--kind", "ban"), ("旗",), ("县",)),
    "period of a metric": (("rank", "gdp", "-p", "202"), ("2023", "2024-01/2024-09"), ("2010",)),
    "period of a census": (("rank", "-m", "population", "--period", ""), ("2020", "2010"), ("2023",)),
    "period of a county": (("show", "龙泉", "gdp", "-p", ""), ("2023", "2025-01/2025-03"), ("2026-02", "2018")),
    "period of a county in pinyin": (("why", "longquanshi", "gdp", "-p", ""), ("2023",), ("2026-02",)),
    "period as it is called": (("rank", "gdp", "-p", "2024年前"), ("2024-01/2024-09",), ("2024",)),
    "period in quarters": (("rank", "gdp", "-p", "2024q1-q"), ("2024-01/2024-06", "2024-01/2024-09"), ("2024",)),
    "half-year": (("rank", "gdp", "-p", "2024h"), ("2024-01/2024-06",), ("2024-01/2024-09",)),
    "indicator of a series": (("trend", "义乌", "常住"), ("resident_population",), ("gdp",)),
    "place of a series": (("trend", "常"), ("常山县",), ("resident_population",)),
    "beginning of a series whose indicator is a word": (
        ("trend", "龙泉", "urbanization_rate", "--from", "20"),
        ("2020", "2010"),
        ("2023", "2017"),
    ),
    "beginning of a series": (("trend", "龙泉", "-m", "gdp", "--from", "20"), ("2020",), ("2018",)),
    "since": (("rank", "population", "--since", ""), ("2010",), ("2023",)),
    "year": (("targets", "--year", "202"), ("2025", "2024"), ("2010",)),
    "group as scope": (("rank", "--in", "山区"), ("山区26县", "山区海岛县"), ("浙江省",)),
    "group as scope by its id": (("rank", "--in", "shanq"), ("山区26县", "山区海岛县"), ("浙江省",)),
    "group as scope by initials": (("rank", "--in", "gjjpk"), ("国家级贫困县",), ("山区26县",)),
    "scope before anything is typed": (("rank", "--in", ""), ("山区26县", "浙江省"), ("丽水市",)),
    "region as scope": (("counties", "--in", "浙"), ("浙江省",), ()),
    "region in pinyin": (("counties", "-i", "li"), ("丽水市",), ("温州市", "丽水")),
    "region in capitals": (("rank", "--in", "ZHEJ"), ("浙江省",), ()),
    "region in the traditional form": (("rank", "--in", "廣"), ("广东省",), ()),
    "second scope": (("rank", "--in", "浙江", "--in", "江"), ("江苏省",), ("浙江省",)),
    "group in capitals": (("groups", "SHAN"), ("shanqu26",), ()),
    "group": (("groups", "shan"), ("shanqu26", "shanqu_haidao"), ()),
    "group by its name": (("groups", "山区"), ("shanqu26", "shanqu_haidao"), ()),
    "document": (("sources", "2024"), ("2024-12-21-zhejiang-eight-counties",), ("2026-02-25-chinanews-longquan",)),
    "document by its title": (("sources", "何以争当"), ("2026-02-25-chinanews-longquan",), ()),
    "what can be cited": (("cite", "2026-02-25"), ("2026-02-25-chinanews-longquan",), ()),
    "what coverage tells of": (("coverage", "龙泉"), ("龙泉市",), ("义乌市",)),
    "category": (("initiatives", "--category", "招"), ("招商",), ("产业",)),
    "style": (("cite", "龙泉", "gdp", "--style", "b"), ("bibtex",), ("csl",)),
    "help": (("help", "s"), ("show", "search", "sources", "status"), ("rank",)),
    "format": (("show", "龙泉", "--format", ""), FORMATS, ()),
    "format that begins so": (("show", "龙泉", "-f", "js"), ("json", "jsonl"), ("csv",)),
    "format in capitals": (("show", "龙泉", "-f", "JS"), ("json", "jsonl"), ("csv",)),
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
        **variables, _COUNTYCLI_COMPLETE="complete_bash", COMP_WORDS="\n".join(line), COMP_CWORD=str(len(line) - 1)
    )


def zsh(shell: Shell, *typed: str, **variables: str) -> Result:
    return shell(**variables, _COUNTYCLI_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=" ".join(("countycli", *typed)))


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
    assert "龙泉市" in answered.out
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
    found = [line.split("\t")[0] for line in result.out.splitlines()]
    assert set(offered) <= set(found)
    assert not set(unfit) & set(found)


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


@pytest.mark.no_cover
@pytest.mark.parametrize("typed", ["ping", "chaoyang", "朝阳", "gulou", "鼓楼", "xinhua", "bai", "白云"])
def test_every_county_that_is_offered_is_the_one_that_is_found(typed: str, shell: Shell, countycli: Program) -> None:
    """Namesakes get names of which each stands for one of them only."""
    offers = [line.split("\t") for line in zsh(shell, "show", typed).out.splitlines()]
    assert len(offers) > 2
    for name, gloss in offers:
        found = countycli("show", name, "--json")
        assert found.code == 0, name
        assert gloss.endswith(found.json["county"]["code"])


def test_not_more_is_offered_than_can_be_looked_over(shell: Shell) -> None:
    assert 1 < len(bash(shell, "show", "l").out.splitlines()) <= 60


GLOSSES = {
    "county": (("show", "longq"), "龙泉市", "Longquan, Lishui, Zhejiang 331181", "浙江丽水 331181"),
    "county by code": (("show", "33118"), "331181", "Longquan 龙泉市, Lishui, Zhejiang", "龙泉市 浙江丽水"),
    "province": (("show", "zhejiangs"), "浙江省", "Zhejiang 330000", "330000"),
    "metric": (("rank", "-m", "gdp"), "gdp", "Gross domestic product (CNY 100m)", "地区生产总值 (亿元)"),
    "scope": (("rank", "-i", "丽水"), "丽水市", "counties: 9, 331100", "9个县区, 331100"),
    "group": (("rank", "-i", "山区2"), "山区26县", "26 mountain counties, counties: 26", "山区26县，26个县区"),
    "document": (("sources", "2026-02-25-chinanews-l"), "2026-02-25-chinanews-longquan", "浙江县域", "浙江县域"),
    "period": (
        ("rank", "gdp", "-p", "2024q1-q3"),
        "2024-01/2024-09",
        "Jan–Sep 2024, counties: 3",
        "2024年前三季度, 3个县区",
    ),
    "year": (("why", "龙泉", "gdp", "-p", "2023"), "2023", "indicators: 1", "1项指标"),
    "command": (("sho",), "show", COMMANDS["show"].help, "一个县区的全部已知数据"),
    "option": (("rank", "--lat"), "--latest", "Each county's latest year.", "各县区取最新一年。"),
    "topic": (("show", "龙泉", "-t", "fis"), "fiscal", "Public finance", "财政与国资"),
}


@pytest.mark.parametrize(("typed", "value", "english", "chinese"), GLOSSES.values(), ids=GLOSSES)
@pytest.mark.parametrize("ask", [zsh, fish])
def test_offers_are_explained(
    ask: Callable[..., Result], typed: tuple[str, ...], value: str, english: str, chinese: str, shell: Shell
) -> None:
    for lang, gloss in (("en", english), ("zh", chinese)):
        offers = dict(line.split("\t") for line in ask(shell, *typed, COUNTYCLI_LANG=lang).out.splitlines())
        assert offers[value].startswith(gloss)


def test_bash_lists_glosses_and_puts_none_into_the_line(shell: Shell) -> None:
    """Tab and a second Tab list what several offers are; menu-complete (COMP_TYPE 37) puts each into the line."""
    for kind, listed in ((9, True), (63, True), (33, True), (37, False), (42, False)):
        lines = bash(shell, "show", "longq", COMP_TYPE=str(kind)).out.splitlines()
        assert ("龙泉市  (Longquan, Lishui, Zhejiang 331181)" in lines) is listed
        assert ("龙泉市" in lines) is not listed
    assert bash(shell, "show", "longquans", COMP_TYPE="9").out == "龙泉市\n"


def test_fish_finds_what_was_typed_in_every_offer(shell: Shell) -> None:
    for typed in ("lq", "LONGQ", "lóngq", "龍", "--data=x --mark=lq"):
        lines = fish(shell, "rank", "gdp", "--mark", *typed.split(" ")).out.casefold().splitlines()
        assert lines
        assert [line for line in lines if typed.split(" ")[-1].casefold() not in line] == []


@pytest.mark.parametrize(("ask", "before"), [(zsh, ""), (fish, "--mark=")])
def test_the_value_of_an_option_behind_its_sign(ask: Callable[..., Result], before: str, shell: Shell) -> None:
    assert ask(shell, "rank", "gdp", "--mark=longquans").out.startswith(f"{before}龙泉市\t")


def test_bash_takes_the_sign_for_a_word(shell: Shell) -> None:
    assert bash(shell, "rank", "gdp", "--mark", "=", "longquans").out == "龙泉市\n"
    assert bash(shell, "rank", "--metric", "=", "gdp", "--mark", "=").out.startswith("全国\n北京市\n")


def test_powershell(shell: Shell) -> None:
    """By the protocol that Typer documents: the line has no blank at its end, and the word stands apart."""
    ask = {"_COUNTYCLI_COMPLETE": "complete_powershell", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "longquans"}
    line = "countycli show longquans"
    assert shell(**ask, _TYPER_COMPLETE_ARGS=line).out == "龙泉市:::Longquan, Lishui, Zhejiang 331181\n"
    ask["_TYPER_COMPLETE_WORD_TO_COMPLETE"] = ""
    assert "浙江省:::" in shell(**ask, _TYPER_COMPLETE_ARGS="countycli show").out


@pytest.mark.parametrize("ask", [bash, zsh, fish])
@pytest.mark.parametrize("typed", [("show", "龙泉", "-o", "x"), ("show", "--data", ""), ("data", "check", "x")])
def test_files_are_left_to_the_shell(ask: Callable[..., Result], typed: tuple[str, ...], shell: Shell) -> None:
    assert ask(shell, *typed).out == "<files>\n"


def test_a_name_that_a_shell_would_take_apart_is_quoted_for_bash(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "groups.toml").write_text(
        '[[groups]]\nid = "some"\nname = "甲 (乙)"\nname_en = "some"\naliases = []\nprovince = "330000"\n'
        'valid_from = 2021\ndescription = "甲"\ndescription_en = "some"\nmembers = ["331181"]\n'
        'source = { title = "甲", publisher = "甲", published = 2021-07-01, url = "https://example.org" }\n',
        "utf-8",
    )
    line = ("rank", "--data", str(tmp_path), "--in", "甲")
    assert bash(shell, *line).out == "甲\\ \\(乙\\)\n"
    assert zsh(shell, *line).out.startswith("甲 (乙)\t")


def test_what_the_encoding_lacks_is_not_offered(process: Process) -> None:
    line = "countycli rank --in "
    asked = {"_COUNTYCLI_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line, "PYTHONIOENCODING": "ascii"}
    assert process(**asked).out == ""


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
