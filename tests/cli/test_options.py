"""Options given several times, of all commands: nothing that was typed is dropped without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from countycli.cli.commands import COMMANDS, DATA_COMMANDS
from countycli.cli.group import RootGroup, command_at, group_command
from countycli.cli.options import output_options
from countycli.cli.parsing import USUAL, Parser
from countycli.errors import UsageError

if TYPE_CHECKING:
    from conftest import Program

TREE: dict[tuple[str, ...], Any] = {
    (): group_command("countycli", RootGroup),
    **{(name,): command_at([name]) for name in COMMANDS},
    **{("data", name): command_at(["data", name]) for name in DATA_COMMANDS},
}
OPTIONS = [(line, it) for line, command in TREE.items() for it in command.params if it.param_type_name == "option"]
SINGLE = [(line, it) for line, it in OPTIONS if not it.is_flag and not it.multiple]
SEVERAL = [(line, it) for line, it in OPTIONS if it.multiple]
FLAGS = [(line, it) for line, it in OPTIONS if it.is_flag and it.param_type_name == "option"]
WAYS = ("apart", "joined", "long and short", "short and joined", "three times", "the same value")


def label(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(getattr(value, "opts", [value])[0])


def given(option: Any, way: str) -> tuple[list[str], list[str]]:
    """How an option is typed several times, and the values."""
    long, short = option.opts[0], option.opts[-1]
    joined = f"{short}b" if len(short) == 2 else f"{short}=b"
    return {
        "apart": ([long, "a", long, "b"], ["a", "b"]),
        "joined": ([f"{long}=a", long, "b"], ["a", "b"]),
        "long and short": ([long, "a", short, "b"], ["a", "b"]),
        "short and joined": ([short, "a", joined], ["a", "b"]),
        "three times": ([long, "a", short, "b", f"{long}=c"], ["a", "b", "c"]),
        "the same value": ([long, "a", short, "a"], ["a", "a"]),
    }[way]


def parse(command: Any, words: list[str]) -> dict[str, Any]:
    context = command.make_context("x", [], resilient_parsing=True)
    context.resilient_parsing = False
    parser = command.make_parser(context)
    assert isinstance(parser, Parser)
    return parser.parse_args(words)[0]


def test_the_tree_holds_what_there_is() -> None:
    shared = {option.opts[0] for option in output_options()}
    assert {name for _, option in OPTIONS for name in option.opts} > shared | {"--in", "-m", "-p", "--year", "--top"}
    assert len(SINGLE) > 4 * len(COMMANDS)
    assert ("data", "export") in {line for line, _ in SINGLE}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("line", "option"), SINGLE, ids=label)
def test_an_option_of_one_value_takes_no_second(
    line: tuple[str, ...], option: Any, way: str, countycli: Program
) -> None:
    words, values = given(option, way)
    result = countycli(*line, *words)
    assert (result.code, result.out) == (2, "")
    assert f"{option.opts[0]} is given more than once: {', '.join(values)}" in result.err


@pytest.mark.parametrize(("line", "option"), SEVERAL, ids=label)
def test_an_option_of_several_values_keeps_all(line: tuple[str, ...], option: Any) -> None:
    for way in WAYS:
        words, values = given(option, way)
        assert parse(TREE[line], words)[option.name] == values


@pytest.mark.parametrize(("line", "option"), FLAGS, ids=label)
def test_a_flag_twice_is_the_flag(line: tuple[str, ...], option: Any) -> None:
    once = parse(TREE[line], [option.opts[0]])
    assert parse(TREE[line], [option.opts[0], option.opts[-1]]) == once


WITH_VALUES = [it for it in (*SINGLE, *SEVERAL) if it[1].opts[0] not in ("--lang", *USUAL)]


@pytest.mark.parametrize(("line", "option"), WITH_VALUES, ids=label)
def test_an_option_is_no_value_of_another(line: tuple[str, ...], option: Any, countycli: Program) -> None:
    for name in option.opts:
        result = countycli(*line, name, "--lang=en")
        assert (result.code, result.out) == (2, "")
        assert f"{name} is given without its value" in result.err


@pytest.mark.parametrize(("line", "option"), [it for it in OPTIONS if not it[1].is_eager], ids=label)
def test_one_dash_too_few_is_noticed(line: tuple[str, ...], option: Any, countycli: Program) -> None:
    long = option.opts[0]
    result = countycli(*line, long[1:], "x")
    assert result.code == 2
    assert f"`{long}`" in result.err


def test_the_language_before_and_behind_the_command_is_given_twice(countycli: Program) -> None:
    result = countycli("--lang", "zh", "groups", "--lang=en")
    assert (result.code, result.out) == (2, "")
    assert "--lang" in result.err
    assert "zh" in result.err


def test_an_error_of_several_formats_is_json_where_one_of_them_is(countycli: Program) -> None:
    for formats in (("-f", "JSON", "--format=csv"), ("-fcsv", "-fjson"), ("--format", "csv", "--format=json")):
        error = countycli("show", "龙泉", *formats).error
        assert error["kind"] == "usage"
        assert "--format" in error["message"]


def test_a_value_may_begin_with_a_dash() -> None:
    command = TREE["show",]
    assert parse(command, ["--output", "-"])["output"] == "-"
    assert parse(command, ["--width=-80"])["width"] == "-80"
    with pytest.raises(UsageError):
        parse(command, ["--output", "-", "-o", "-"])
