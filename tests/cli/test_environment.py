from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from countycli.cli.environment import language
from countycli.cli.glance import glance
from countycli.errors import UsageError
from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from conftest import Program

LOCALES = [
    ({}, "zh"),
    ({"LANG": ""}, "zh"),
    ({"LANG": "C"}, "zh"),
    ({"LANG": "C.UTF-8"}, "zh"),
    ({"LANG": "POSIX"}, "zh"),
    ({"LANG": "zh_CN.UTF-8"}, "zh"),
    ({"LANG": "zh_TW"}, "zh"),
    ({"LANG": "zh"}, "zh"),
    ({"LANG": "en_GB.UTF-8"}, "en"),
    ({"LANG": "fr_FR.UTF-8"}, "en"),
    ({"LANG": "de_DE@euro"}, "en"),
    ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
    ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
    ({"LC_MESSAGES": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
    ({"LC_MESSAGES": "en_US.UTF-8", "LC_ALL": "C"}, "zh"),
    ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
    ({"LANG": "en_US.UTF-8", "LC_CTYPE": "zh_CN.UTF-8"}, "en"),
]


@pytest.mark.parametrize(("variables", "expected"), LOCALES, ids=str)
def test_the_locale_chooses_the_language(variables: dict[str, str], expected: str) -> None:
    assert language([], variables) == expected


@pytest.mark.parametrize(
    ("arguments", "variables", "expected"),
    [
        (["--lang", "en"], {"COUNTYCLI_LANG": "zh", "LANG": "zh_CN"}, "en"),
        (["show", "x", "--lang=zh"], {"COUNTYCLI_LANG": "en"}, "zh"),
        (["--lang", "xx"], {"_COUNTYCLI_COMPLETE": "complete_bash", "LANG": "en_GB"}, "en"),
        (["--lang", "zh", "--lang", "en"], {"_COUNTYCLI_COMPLETE": "complete_bash"}, "en"),
        ([], {"COUNTYCLI_LANG": "en", "LC_ALL": "zh_CN"}, "en"),
        ([], {"COUNTYCLI_LANG": "zh", "LC_ALL": "en_US"}, "zh"),
        ([], {"COUNTYCLI_LANG": "", "LC_ALL": "en_US"}, "en"),
        (["search", "--", "--lang", "en"], {"COUNTYCLI_LANG": "zh"}, "zh"),
    ],
)
def test_option_then_variable_then_locale(arguments: list[str], variables: dict[str, str], expected: str) -> None:
    assert language(glance(arguments).languages, variables) == expected


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [(["--lang", "fr"], {}), ([], {"COUNTYCLI_LANG": "fr_FR"}), (["--lang=e"], {}), (["--lang", "_"], {})],
)
def test_an_unknown_language(arguments: list[str], variables: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="Unknown language"):
        language(glance(arguments).languages, variables)


@pytest.mark.parametrize(
    ("arguments", "as_json"),
    [
        (["show", "x", "--json"], True),
        (["show", "x", "-f", "JSON"], True),
        (["show", "x", "-fjson"], True),
        (["show", "x", "--format=json"], True),
        (["show", "x", "-f", "csv"], False),
        (["search", "--", "--json"], False),
        (["search", "--", "-f", "json"], False),
        (["search", "--json", "--", "x"], True),
    ],
    ids=str,
)
def test_options_count_up_to_two_dashes(arguments: list[str], as_json: bool) -> None:
    assert glance(arguments).wants_json is as_json


@pytest.mark.parametrize("text", ["EN", "en_US", "en_US.UTF-8", "en-GB", "English", " ENGLISH ", "eng", "英文", "英语"])
def test_english_by_any_of_its_names(text: str) -> None:
    assert language([text], {}) == language([], {"COUNTYCLI_LANG": text}) == "en"


@pytest.mark.parametrize(
    "text", ["ZH", "zh_CN", "zh-CN", "zh-Hans", "zh_CN.UTF-8", "zh-Hant-TW", "chinese", "Chinese", "中文", "zho", "cn"]
)
def test_chinese_by_any_of_its_names(text: str) -> None:
    assert language([text], {}) == language([], {"COUNTYCLI_LANG": text}) == "zh"


@pytest.mark.parametrize("arguments", [("show", "龙泉"), ("--help",), ("--version",), ()])
def test_a_bad_language_variable_is_a_usage_error_in_the_language_of_the_locale(
    arguments: tuple[str, ...], countycli: Program
) -> None:
    result = countycli(*arguments, lang="klingon", LANG="en_US")
    assert (result.code, result.out) == (2, "")
    assert "Unknown language “klingon”" in result.err
    assert "Unknown" not in countycli(*arguments, lang="klingon", LANG="zh_CN").err


@pytest.mark.parametrize("position", ["before", "after"])
def test_lang_counts_before_and_after_the_command(position: str, countycli: Program) -> None:
    arguments = ("--lang", "zh", "groups") if position == "before" else ("groups", "--lang", "zh")
    assert countycli(*arguments, lang="en") == countycli("groups", lang="zh")


def test_the_languages_differ(countycli: Program) -> None:
    assert countycli("groups", lang="zh").out != countycli("groups", lang="en").out


@pytest.mark.parametrize(
    ("choice", "tty", "variables", "coloured"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": "0"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", False, {"FORCE_COLOR": ""}, False),
        ("auto", True, {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ("auto", True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("always", False, {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(choice: str, tty: bool, variables: dict[str, Any], coloured: bool, countycli: Program) -> None:
    result = countycli("show", "龙泉", "--color", choice, tty=tty, **variables)
    assert result.code == 0
    assert ("\x1b" in result.out) is coloured


@pytest.mark.parametrize("kind", ["json", "jsonl", "csv", "tsv", "markdown"])
def test_only_tables_are_coloured(kind: str, countycli: Program) -> None:
    assert "\x1b" not in countycli("show", "龙泉", "--color", "always", "-f", kind, tty=True).out


@pytest.mark.parametrize(
    ("options", "tty", "variables", "width"),
    [
        ((), True, {"COLUMNS": "70"}, 70),
        ((), True, {"COLUMNS": "nonsense"}, 80),
        ((), True, {"COLUMNS": "0"}, 80),
        ((), True, {"COLUMNS": "²"}, 80),
        ((), True, {"COLUMNS": "７０"}, 80),
        ((), True, {"COLUMNS": "9" * 5000}, 80),
        ((), True, {}, 80),
        ((), True, {"COLUMNS": "70", "COUNTYCLI_WIDTH": "90"}, 90),
        ((), False, {"COUNTYCLI_WIDTH": "90"}, 90),
        (("--width", "100"), True, {"COLUMNS": "70", "COUNTYCLI_WIDTH": "90"}, 100),
        (("--width", "100"), False, {}, 100),
        ((), False, {"COLUMNS": "70"}, None),
        ((), False, {}, None),
    ],
)
def test_width(
    options: tuple[str, ...], tty: bool, variables: dict[str, Any], width: int | None, countycli: Program
) -> None:
    text = countycli("show", "义乌", *options, tty=tty, TERM="dumb", **variables).out
    expected = countycli("show", "义乌", "--width", str(width or 5000), tty=tty, TERM="dumb").out
    assert text == expected


def test_wider_is_wider(countycli: Program) -> None:
    widest = [
        max(map(cell_width, countycli("show", "义乌", "--width", str(width)).out.splitlines()))
        for width in (80, 100, 120)
    ]
    assert widest == sorted(widest)
    assert widest[0] < widest[-1]


@pytest.mark.parametrize("width", ["19", "wide", "8.5"])
def test_a_bad_width_variable(width: str, countycli: Program) -> None:
    result = countycli("show", "龙泉", COUNTYCLI_WIDTH=width)
    assert (result.code, result.out) == (2, "")
    assert width in result.err


@pytest.mark.parametrize("name", ["龙泉", "龙泉市", "331181", "龍泉", "丽水龙泉", "浙江/丽水/龙泉"])
def test_a_plain_name_needs_no_note(name: str, countycli: Program) -> None:
    result = countycli("show", name)
    assert (result.code, result.err) == (0, "")
    assert "331181" in result.out


@pytest.mark.parametrize("name", ["longquan", "long quan", "LongQuan", "Longquanshi"])
def test_a_name_in_pinyin_is_noted(name: str, countycli: Program) -> None:
    result = countycli("show", name)
    assert result.code == 0
    assert result.err == f"countycli: “{name}” taken as Longquan 龙泉市 (331181)\n"


@pytest.mark.parametrize(
    ("name", "today"), [("衢县", "衢江区"), ("富阳市", "富阳区"), ("330183", "富阳区"), ("鄞县", "鄞州区")]
)
def test_a_former_name_or_code_is_noted(name: str, today: str, countycli: Program) -> None:
    result = countycli("show", name)
    assert result.code == 0
    assert today in result.out.splitlines()[0]
    assert today in result.err
    assert result.err.count("\n") == 1


def test_notes_of_a_scope_and_of_every_place(countycli: Program) -> None:
    assert "taken as Zhejiang 浙江省" in countycli("rank", "-m", "gdp_growth", "--in", "zhejiang").err
    assert countycli("compare", "longquan", "suichang").err.count("taken as") == 2


@pytest.mark.parametrize("options", [("--json",), ("-f", "csv")])
def test_notes_stay_out_of_results(options: tuple[str, ...], countycli: Program) -> None:
    result = countycli("show", "富阳市", *options)
    assert result.code == 0
    assert "富阳区" in result.err
    if options == ("--json",):
        assert [note["kind"] for note in result.json["notes"]] == ["moved"]
