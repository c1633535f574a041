"""Command lines that nobody would think of: no traceback, no other exit codes than those that are documented, nothing
that a terminal would obey.

`COUNTYCLI_LINES=20000 pytest tests/cli/test_generated_lines.py` tries more of them, `COUNTYCLI_SEED=7` others.
"""

from __future__ import annotations

import os
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from books import OWN_DOCUMENT, OWN_METRIC, observed
from conftest import Pipe, Terminal
from hostile import SIGNS, raw_signs

from countycli.cli.app import run
from countycli.cli.commands import COMMANDS, DATA_COMMANDS
from countycli.cli.environment import Environment
from countycli.cli.group import command_at
from countycli.errors import ExitCode

COUNT = int(os.environ.get("COUNTYCLI_LINES", "200"))
SEED = int(os.environ.get("COUNTYCLI_SEED", "20261126"))
PORTION = 100  # lines of one test

CODES = {int(code) for code in ExitCode} - {ExitCode.INTERRUPTED}
PLACES = (
    "龙泉",
    "longquan",
    "331181",
    "朝阳",
    "lq",
    "温州平阳",
    "浙江",
    "丽水",
    "龙全",
    "金门县",
    "330000+320000",
    "Longquan, Zhejiang",
)
METRICS = ("gdp", "gdp_growth", "GDP", "常住人口", "own_index", "resident_population", "happiness", "人均GDP")
PERIODS = (
    "2024",
    "2024Q1-Q3",
    "2025H1",
    "十四五",
    "2021/2025",
    "2024-13",
    "0",
    "99999999999999999999",
    "2024-01/",
    "lately",
)
SCOPES = ("浙江", "山区26县", "shanqu26", "丽水+温州", "+", "山区26县+丽水", "000000")
FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown", "md", "html", "svg", "parquet", "sqlite", "xml")
NUMBERS = ("0", "1", "-1", "3", "20", "1e9", "²", "٣", "1_000", "+5", "9" * 30, "0x10", "1.5", "NaN")
FILES = (
    "out.json",
    "out.csv",
    "out.tsv",
    "out.md",
    "out.txt",
    "out",
    "own.toml",
    "folder",
    "folder/x.json",
    "no/x.csv",
    "-",
    "/dev/null",
)
WORDS = (
    "",
    " ",
    "-",
    "--",
    "---",
    "=",
    "--=",
    "-f",
    "--json",
    "--help",
    "-h",
    "--version",
    "--lang",
    "*",
    "'",
    '"',
    "%",
    "%s",
    "{}",
    "{0}",
    "{text}",
    "\\",
    "[red]",
    "$(id)",
    "; DROP TABLE places;",
    "a" * 5000,
    "龙" * 3000,
    "\n",
    "\t",
    "a\nb",
    "🐉",
    "龍泉",
    "ｇｄｐ",
    "lóng quán",
    "İ",
    "ß",
    "\ud800",
    "e\u0301",
    "own/own",
    "..",
    "~",
    "~nosuchuser/x",
)
# What changes the user's shell or asks for it.
LEFT_OUT = ("--install-completion", "--show-completion")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with files of one's own, good and bad, that lines may name and write to."""
    (tmp_path / "own.toml").write_text(OWN_DOCUMENT + observed("331181", "2025", gdp=180, own_index=7), "utf-8")
    (tmp_path / "metrics.toml").write_text(OWN_METRIC, "utf-8")
    (tmp_path / "faulty.toml").write_text(OWN_DOCUMENT + observed("999999", "2025", gdp="nan"), "utf-8")
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Lines:
    """A source of command lines: mostly such as a person might type, with something wrong in many of them."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # lines, no secrets
        self._commands: list[tuple[str, ...]] = [(name,) for name in COMMANDS] + [
            ("data", name) for name in DATA_COMMANDS
        ]
        self._options = {words: self._options_of(words) for words in self._commands}

    @staticmethod
    def _options_of(words: tuple[str, ...]) -> list[Any]:
        params = command_at(words).params
        return [it for it in params if it.param_type_name == "option" and it.opts[0] not in LEFT_OUT]

    def line(self) -> list[str]:
        chance = self._random
        words = chance.choice(self._commands)
        line = list(words)
        for _ in range(chance.choice((0, 1, 1, 1, 2, 2, 3, 5))):
            line += self._argument()
        for _ in range(chance.choice((0, 0, 1, 1, 2, 3))):
            line += self._option(words)
        if chance.random() < 0.3:
            line = self._spoiled(line)
        return line

    def _argument(self) -> list[str]:
        chance = self._random
        pool = chance.choice((PLACES, PLACES, METRICS, PERIODS, SCOPES, WORDS, FILES[6:10]))
        return [self._marked(chance.choice(pool))]

    def _option(self, words: tuple[str, ...]) -> list[str]:
        chance = self._random
        option = chance.choice(self._options[words])
        name = chance.choice(option.opts)
        if option.is_flag:
            return [name if chance.random() < 0.9 else f"{name}=yes"]
        value = self._value(name)
        form = chance.random()
        if form < 0.1:
            return [name]  # without its value
        if form < 0.3:
            return [f"{name}={value}"]
        return [name + value] if form < 0.4 and len(name) == 2 else [name, value]

    def _value(self, name: str) -> str:
        chance = self._random
        if name in ("-o", "--output"):  # never anywhere but in the working folder
            return chance.choice(FILES)
        pools = {
            "--metric": METRICS,
            "-m": METRICS,
            "--period": PERIODS,
            "-p": PERIODS,
            "--since": PERIODS,
            "--in": SCOPES,
            "-i": SCOPES,
            "--format": FORMATS,
            "-f": FORMATS,
            "--lang": ("zh", "en", "EN", "fr"),
            "--data": ("own.toml", "metrics.toml", "faulty.toml", "folder", "nowhere", ".", "~nosuchuser/x"),
            "--county": PLACES,
            "--color": ("always", "never", "auto", "blue"),
        }
        pool = pools.get(name, NUMBERS)
        return self._marked(chance.choice(pool if chance.random() < 0.8 else WORDS))

    def _marked(self, word: str) -> str:
        """A word, in one of eight cases with a sign in it that a terminal would obey."""
        chance = self._random
        if chance.random() > 0.12:
            return word
        place = chance.randint(0, min(len(word), 20))
        return word[:place] + chance.choice(SIGNS) + word[place:]

    def _spoiled(self, line: list[str]) -> list[str]:
        """With a word too many, too few, twice, or in another place; but nothing that names a file to write to."""
        chance = self._random
        position = chance.randrange(len(line))
        kept = [word for word in line if not word.startswith(("-o", "--o"))]
        if kept != line:
            return line
        kind = chance.randrange(4)
        if kind == 0:
            return [*line[:position], self._marked(chance.choice(WORDS)), *line[position:]]
        if kind == 1:
            return [*line[:position], *line[position + 1 :]]
        if kind == 2:
            return [*line[:position], line[position], *line[position:]]
        return chance.sample(line, len(line))


def _reads_own(line: list[str]) -> bool:
    """Whether a line names the file of one's own, or its folder, as data."""
    named = [word.removeprefix("--data=") for word in line if word.startswith("--data=")]
    named += [value for option, value in pairwise(line) if option == "--data"]
    return bool({"own.toml", "."} & set(named))


@pytest.mark.parametrize("portion", range((COUNT + PORTION - 1) // PORTION))
def test_any_line_is_answered(portion: int, folder: Path) -> None:
    lines = Lines(SEED + portion)
    chance = random.Random(SEED - portion)  # noqa: S311  # likewise
    own = folder / "own.toml"
    before = own.read_bytes()
    cache = {name: os.environ[name] for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME")}
    for number in range(min(PORTION, COUNT - portion * PORTION)):
        line = lines.line()
        terminal = chance.random() < 0.5
        out, err = (Terminal(), Terminal()) if terminal else (Pipe(), Pipe())
        variables = {**cache, "COUNTYCLI_LANG": chance.choice(("zh", "en"))}
        try:
            code = run(line, Environment(out, err, variables))
        except Exception as error:
            raise AssertionError(f"{portion}/{number}: {line!r}") from error
        told = (portion, number, line, err.getvalue()[-300:])
        if own.read_bytes() != before:
            assert not _reads_own(line), told
            own.write_bytes(before)
        assert code in CODES, told
        assert code in (0, ExitCode.INVALID_DATASET) or err.getvalue(), told
        assert "Traceback" not in err.getvalue(), told
        assert raw_signs(err.getvalue().replace("\r\x1b[K", "")) == [], told
        if terminal:
            shown = out.getvalue().removeprefix("\ufeff" if "--excel" in line else "")  # by which Excel knows UTF-8
            assert raw_signs(shown, coloured=True) == [], told


def test_the_same_seed_gives_the_same_lines() -> None:
    first, second = Lines(1), Lines(1)
    assert [first.line() for _ in range(50)] == [second.line() for _ in range(50)]
    assert Lines(1).line() != Lines(2).line()
