"""Write the generated parts of the documentation: `python tools/docs.py`; with `--check` only tell what is out of date.

Generated are the pages in `docs/reference/`, the pictures in `docs/images/` and, in README and guides, the table of the
columns of a figure and the output below each `$ countycli …` line of a ```console block. Where the output shown ends in
a line `...`, only as many lines as stand above it are kept.
"""

from __future__ import annotations

import re
import shlex
import sys
from io import StringIO
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from countycli.cli.app import run
from countycli.cli.commands import COMMANDS, DATA_COMMANDS
from countycli.cli.environment import Environment
from countycli.cli.topics import EXIT_CODES
from countycli.index.store import open_index
from countycli.model.columns import COLUMNS
from countycli.render.words import LANGUAGES
from countycli.source.faults import CODES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
PAGES_WITH_EXAMPLES = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.md"))]
# Answers as a terminal of a hundred columns shows them, in both languages.
IMAGES = ROOT / "docs" / "images"
PICTURES = {
    "show": "show 龙泉",
    "rank": "rank gdp --in 丽水 --period 2023 --mark 龙泉",
    "compare": "compare 龙泉 义乌 昆山",
    "trend": "trend 龙泉 义乌 --metric gdp",
    "map": "map --metric gdp --in 浙江 --period 2023",
    "coverage": "coverage --in 浙江",
}
PICTURE_COLUMNS = 100

_COLUMNS = re.compile(r"(<!-- the columns of a figure, .*? -->\n).*?(<!-- end -->)", re.DOTALL)
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHOWN = re.compile(r"\$ countycli (.*)")


def output_of(arguments: str, lang: str, columns: int = 80) -> str:
    """What a command line prints, in a terminal of so many columns without colour."""
    stream = StringIO()
    variables = {"COUNTYCLI_LANG": lang, "COUNTYCLI_WIDTH": str(columns), "NO_COLOR": "1"}
    run(shlex.split(arguments), Environment(stream, stream, variables))
    return stream.getvalue()


def with_examples(text: str, lang: str) -> str:
    """A page with the output of its examples as it is today."""
    return _BLOCK.sub(lambda match: f"```console\n{_example(match[1], lang)}```", text)


def _example(block: str, lang: str) -> str:
    lines = block.splitlines()
    if not any(_SHOWN.fullmatch(line) for line in lines):
        return block
    parts = []
    for number, line in enumerate(lines):
        command = _SHOWN.fullmatch(line)
        if not command:
            continue
        end = next((later for later in range(number + 1, len(lines)) if _SHOWN.fullmatch(lines[later])), len(lines))
        kept = _kept(lines[number + 1 : end])
        shown = output_of(command[1], lang).rstrip("\n").split("\n")
        cut = ["..."] if kept and kept < len(shown) else []
        parts.append("\n".join([line, *shown[: kept or None], *cut]) + "\n")
    return "\n".join(parts)


def _kept(lines: list[str]) -> int:
    """How many lines of output an example shows: those before a closing `...`, else all (0)."""
    shown = [line for line in lines if line.strip() or line == ""]
    while shown and not shown[-1]:
        shown.pop()
    return len(shown) - 1 if shown and shown[-1] == "..." else 0


def with_columns(text: str) -> str:
    """A page with the table of what JSON has of a figure."""
    rows = (f"| `{column.key}` | {column.means} |" for column in COLUMNS if column.key)
    table = "\n".join(["| key | holds |", "| --- | --- |", *rows])
    return _COLUMNS.sub(lambda match: f"{match[1]}{table}\n{match[2]}", text)


def commands_page() -> str:
    lines = ["# Commands", "", "The help of each command, as `countycli COMMAND --help` prints it.", ""]
    names = [*(name for name in COMMANDS if name != "data"), *(f"data {name}" for name in DATA_COMMANDS)]
    for name in names:
        lines += [f"## {name}", "", "```text", output_of(f"{name} --help", "en").rstrip(), "```", ""]
    lines += ["## Exit codes", "", "| code | meaning |", "| --- | --- |"]
    lines += [f"| {int(code)} | {meaning} |" for code, meaning in EXIT_CODES.items()]
    return "\n".join(lines) + "\n"


def checks_page() -> str:
    lines = ["# Faults that `countycli data check` reports", "", "| code | fault |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| {code} | {meaning} |" for code, meaning in CODES.items())]) + "\n"


def metrics_page() -> str:
    index = open_index()
    lines = ["# Indicators", ""]
    metrics = index.metrics.by_id().values()
    for topic in index.metrics.topics():
        lines += [f"## {topic.name_en} ({topic.name})", "", "| id | name | 名称 | unit |", "| --- | --- | --- | --- |"]
        lines += [f"| `{it.id}` | {it.name_en} | {it.name} | {it.unit} |" for it in metrics if it.topic == topic.id]
        lines.append("")
    index.close()
    return "\n".join(lines).rstrip("\n") + "\n"


def pictures() -> Iterator[tuple[Path, str]]:
    for (name, command), lang in product(PICTURES.items(), LANGUAGES):
        yield IMAGES / f"{name}-{lang}.svg", output_of(f"{command} --format svg", lang, PICTURE_COLUMNS)


def pages() -> Iterator[tuple[Path, str]]:
    """Each generated file with what it should hold."""
    yield REFERENCE / "commands.md", commands_page()
    yield REFERENCE / "checks.md", checks_page()
    yield REFERENCE / "metrics.md", metrics_page()
    yield from pictures()
    for path in PAGES_WITH_EXAMPLES:
        text = with_columns(path.read_text(encoding="utf-8"))
        yield path, with_examples(text, "zh" if path.name.endswith(".zh.md") else "en")


def main() -> int:
    output_of("data info", "en")  # what compiles the data says so, which is no part of an example
    stale = [(path, text) for path, text in pages() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path, text in stale:
        if "--check" in sys.argv:
            print(f"{path.relative_to(ROOT)} is out of date: run `python tools/docs.py`")
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
