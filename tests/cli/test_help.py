"""`help`: of every command, and the topics that hold for all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, Program

from countycli.cli.commands import COMMANDS, DATA_COMMANDS
from countycli.cli.shell import SCRIPTS
from countycli.cli.topics import TOPICS
from countycli.errors import ExitCode
from countycli.model.period_text import parse_period
from countycli.render.emit import ENDINGS, FORMATS
from countycli.render.references import ALIASES, STYLES
from countycli.render.words import Words
from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from pathlib import Path

LINES = [(name,) for name in COMMANDS] + [("data", name) for name in DATA_COMMANDS]
EVERY_TOPIC = pytest.mark.parametrize("topic", TOPICS)
BOTH = pytest.mark.parametrize("lang", ["zh", "en"])


def terms(text: str) -> list[str]:
    """What a list explains."""
    return [re.split(r" {2,}", line.strip())[0] for line in text.splitlines() if re.match(r"  \S", line)]


@BOTH
@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_help_of_a_command_is_what_the_command_says(line: tuple[str, ...], lang: str, countycli: Program) -> None:
    result = countycli("help", *line, lang=lang)
    assert result == countycli(*line, "--help", lang=lang)
    assert (result.code, result.err) == (0, "")


@BOTH
def test_help_alone_is_that_of_the_program(lang: str, countycli: Program) -> None:
    result = countycli("help", lang=lang)
    assert result == countycli("--help", lang=lang)
    listed = {line.split()[0] for line in result.out.splitlines() if line.startswith("  ")}
    assert {*COMMANDS, *TOPICS} <= listed


@BOTH
def test_the_program_alone_tells_what_to_do_next(lang: str, countycli: Program) -> None:
    result = countycli(lang=lang)
    assert (result.code, result.err) == (0, "")
    assert len(result.out.splitlines()) <= 20
    lines = [line for line in terms(result.out) if line.startswith("countycli ")]
    assert len(lines) > 5
    for line in lines:
        answer = countycli(*line.split()[1:], lang=lang)
        assert answer.code == 0, line
        assert len(answer.out.splitlines()) > 10, line


@BOTH
def test_the_program_alone_fits_the_line(lang: str, countycli: Program) -> None:
    for width in (20, 40, 60, 80, 140):
        text = countycli(lang=lang, COUNTYCLI_WIDTH=str(width)).out
        assert [line for line in text.splitlines() if cell_width(line) > max(width, 45)] == []


def test_the_program_alone_tells_how_far_the_book_goes(countycli: Program, frozen: Program) -> None:
    for program in (countycli, frozen):
        counts = program("data", "info", "--json").json["counts"]
        told = f"{counts['observations']:,} figures from {counts['documents']} documents"
        assert told in program().out


def test_the_program_alone_helps_beside_a_broken_book(tmp_path: Path) -> None:
    result = Program(tmp_path / "nowhere")()
    assert (result.code, result.err) == (0, "")
    assert "countycli data check" in result.out
    assert "countycli --help" in result.out


@BOTH
@EVERY_TOPIC
@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_topic_fits_the_line(topic: str, width: int, lang: str, countycli: Program) -> None:
    result = countycli("help", topic, "--width", str(width), lang=lang, HOME="/h")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(Words(lang)(TOPICS[topic].title) + "\n\n")
    assert "{" not in result.out
    assert [line for line in result.out.splitlines() if cell_width(line) > width] == []


@EVERY_TOPIC
def test_a_topic_is_told_in_both_languages(topic: str, countycli: Program) -> None:
    chinese, english = (countycli("help", topic, lang=lang).out for lang in ("zh", "en"))
    assert re.search("[\u4e00-\u9fff]{4}", chinese)
    assert chinese.splitlines()[0] != english.splitlines()[0]


@pytest.mark.parametrize("name", ["排名比较什么", "EXIT-CODES", "exit codes", "环境变量"])
def test_a_topic_by_its_name(name: str, countycli: Program) -> None:
    assert countycli("help", *name.split(" "), lang="zh").code == 0


def test_what_is_no_command_and_no_topic(countycli: Program) -> None:
    hints = {
        "rnking": "countycli help ranking",
        "zzz": "periods",
        "data drft": "help data draft",
        "Staus": "help status",
    }
    for asked, hint in hints.items():
        result = countycli("help", *asked.split())
        assert (result.code, result.out) == (2, "")
        assert hint in result.err


def test_help_goes_to_a_file(countycli: Program, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("help") / "status.txt"
    assert countycli("help", "status", "-o", str(path)).out == ""
    assert path.read_text("utf-8") == countycli("help", "status").out


@pytest.mark.parametrize("name", ["status.xlsx", "status.JSON", "status.md"])
def test_help_takes_no_name_of_another_format(name: str, countycli: Program, tmp_path: Path) -> None:
    result = countycli("help", "status", "-o", str(tmp_path / name))
    assert (result.code, result.out, list(tmp_path.iterdir())) == (2, "", [])
    assert f"{name} would be no file in .{name.partition('.')[2].lower()}" in result.err
    assert "end the name in .txt" in result.err


def test_formats_and_endings_are_all_told(countycli: Program) -> None:
    text = countycli("help", "formats").out
    assert [name for name in (*FORMATS, *ENDINGS) if name not in text] == []


def test_styles_are_all_told(countycli: Program) -> None:
    told = {name for term in terms(countycli("help", "citing").out) for name in term.split(", ")}
    assert {*STYLES, *ALIASES} <= told


def test_shells_are_all_told(countycli: Program) -> None:
    text = countycli("help", "completion").out.casefold()
    assert [shell for shell in SCRIPTS if shell != "pwsh" and shell not in text] == []


def test_exit_codes_are_all_told(countycli: Program) -> None:
    assert terms(countycli("help", "exit-codes").out) == [str(int(code)) for code in ExitCode]


def test_variables_are_all_told(countycli: Program) -> None:
    text = countycli("help", "environment").out
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "src" / "countycli").rglob("*.py"))
    variables = set(re.findall(r"\"(COUNTYCLI_[A-Z]+|NO_COLOR|FORCE_[A-Z]+|XDG_[A-Z]+_HOME)\"", sources))
    assert len(variables) > 5
    assert [name for name in variables if name not in text] == []


def test_periods_are_read_as_they_are_told(countycli: Program) -> None:
    forms = [form for term in terms(countycli("help", "periods").out) for form in term.split(", ")]
    assert len(forms) > 8
    assert [form for form in forms if parse_period(form) is None] == []


def test_letters_of_tables_are_told(countycli: Program) -> None:
    told = terms(countycli("help", "status").out)
    legend = countycli("show", "义乌").out + countycli("show", "余杭").out + countycli("rank", "-m", "population").out
    line = "; ".join(re.findall(r"^Status: (.*)$", legend, re.MULTILINE))
    used = {mark.split(" ")[0] for mark in line.split("; ") if not mark.startswith("`")}
    assert len(used) > 4
    assert {mark for mark in used if len(mark) == 1} <= {*told}
