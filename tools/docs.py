"""Write the generated parts of the documentation: `python tools/docs.py`; with `--check` only tell what is out of date.

Generated are the pages in `docs/reference/`, the pictures in `docs/images/` and, in README and guides,

- the table of the columns of a figure, and the list of pictures;
- numbers of the book in sentences: `<!-- the number of figures -->1<!-- end -->`;
- the output below each `$ countycli …` line of a ```console block. Where the output shown ends in a line `...`, only as
  many lines as stand above it are kept. Commands run where the files are that the page shows: ```toml blocks that
  begin with a comment like `# notes.toml`, and ```text blocks below a paragraph that names `report.txt`.

`docs/images/before/` is history: nothing draws these pictures again.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from contextlib import chdir, contextmanager
from functools import cache
from io import StringIO
from itertools import product
from os.path import relpath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from countycli.cli.app import run
from countycli.cli.commands import COMMANDS, DATA_COMMANDS
from countycli.cli.environment import Environment
from countycli.cli.topics import EXIT_CODES, TOPICS
from countycli.export.meanings import OF_EXPORTS
from countycli.index.store import open_index
from countycli.model.columns import COLUMNS
from countycli.render.emit import ENDINGS
from countycli.render.svg import render_lines
from countycli.render.words import LANGUAGES
from countycli.source.faults import CODES

sys.path.insert(0, str(Path(__file__).parent))
from pictures import PICTURES, Picture  # after that line, which finds what lies beside this script
from schemas.files import files as schema_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.style import Style

    from countycli.cli.topics import Entries
    from countycli.model.records import Metric
    from countycli.render.page import Line

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
GUIDES = sorted(path for path in (ROOT / "docs").rglob("*.md") if REFERENCE not in path.parents)
PAGES_WITH_EXAMPLES = [ROOT / "README.md", ROOT / "README.zh.md", *GUIDES]
IMAGES = ROOT / "docs" / "images"
PICTURE_COLUMNS = 100
TERMINAL_COLORS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "grey")  # by their number

# What texts of help name, where the program would name folders of this machine.
PLACES = {
    "data": "~/.local/share/countycli",
    "cache": "~/.cache/countycli",
    "schemas": "`countycli/schemas`, where Python's packages are",
    "endings": " ".join(ENDINGS),
}
_GALLERY = re.compile(r"(<!-- the pictures, by .*? -->\n).*?(<!-- end -->)", re.DOTALL)
_NUMBER = re.compile(r"(<!-- the number of (\w+) -->)[^<]*(<!-- end -->)")
_FILE = re.compile(r"^```toml\n(# ([\w.-]+\.toml)\n.*?)^```$", re.MULTILINE | re.DOTALL)
_TEXT = re.compile(r"`([\w.-]+\.(?:txt|csv))`[^`]*\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MEANINGS = re.compile(r"(<!-- the columns of exports, .*? -->\n).*?(<!-- end -->)", re.DOTALL)
_COLUMNS = re.compile(r"(<!-- the columns of a figure, .*? -->\n).*?(<!-- end -->)", re.DOTALL)
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHOWN = re.compile(r"\$ countycli (.*)")


def output_of(arguments: str, lang: str) -> str:
    """What a command line prints, in a terminal of eighty columns without colour."""
    stream = StringIO()
    run(shlex.split(arguments), Environment(stream, stream, _variables(lang, 80, NO_COLOR="1")))
    return without_folders(stream.getvalue())


def _variables(lang: str, columns: int, **others: str) -> dict[str, str]:
    """An environment that is the same everywhere, but for the folder where compiled indexes are kept."""
    kept = {"XDG_CACHE_HOME": folder} if (folder := os.environ.get("XDG_CACHE_HOME")) else {}
    return {"COUNTYCLI_LANG": lang, "COUNTYCLI_WIDTH": str(columns), **kept, **others}


def without_folders(output: str) -> str:
    """Names of files without the folders of this machine."""
    for folder in (Path.cwd(), Path.cwd().resolve(), ROOT):
        output = output.replace(f"{folder}{os.sep}", "")
    return output


def drawn(picture: Picture, lang: str) -> str:
    """The answer as a terminal shows it, or what its command writes to a file."""
    question, _, file = picture.command.partition(" -o ")
    if file:
        return answer_to(f"{question} --format svg", lang)
    caption = picture.zh if lang == "zh" else picture.en
    shown = Text.from_ansi(answer_to(f"{question} --color always", lang).rstrip("\n"))
    return render_lines([_styled(line) for line in shown.split("\n", allow_blank=True)], caption)


def answer_to(question: str, lang: str) -> str:
    """An answer alone. Messages beside it would be seen by nobody: a command that has any is no example."""
    out, messages = StringIO(), StringIO()
    run(shlex.split(question), Environment(out, messages, _variables(lang, PICTURE_COLUMNS)))
    if messages.getvalue():
        raise SystemExit(f"countycli {question}: {messages.getvalue()}")
    return out.getvalue()


def _styled(line: Text) -> Line:
    """A line of a terminal as runs of text with the words for their style that pictures know."""
    runs = line.render(Console(width=line.cell_len or 1), end="")
    return [(text, " ".join(_words(style)) if style else "") for text, style, _ in runs]


def _words(style: Style) -> Iterator[str]:
    yield from (name for name in ("bold", "dim", "underline", "reverse") if getattr(style, name))
    for before, color in (("", style.color), ("on ", style.bgcolor)):
        if color and color.number is not None:
            yield before + TERMINAL_COLORS[color.number]


def with_examples(text: str, lang: str) -> str:
    """A page with the output of its examples as it is today."""
    with files_of(text):
        return _BLOCK.sub(lambda match: f"```console\n{_example(match[1], lang)}```", text)


@contextmanager
def files_of(text: str) -> Iterator[None]:
    """A folder with the files that a page shows, as the folder that commands run in."""
    with TemporaryDirectory() as folder, chdir(folder):
        for content, name in _FILE.findall(text):
            Path(name).write_text(content, encoding="utf-8")
        for name, content in _TEXT.findall(text):
            Path(name).write_text(content, encoding="utf-8")
        yield


@cache
def numbers() -> dict[str, int]:
    """What is counted in texts, by the name that texts give it."""
    counts: dict[str, int] = json.loads(output_of("data info --json", "en"))["counts"]
    counties: int = json.loads(output_of("counties --json", "en"))["scope"]["counties"]
    return {**counts, "counties": counties, "figures": counts["observations"], "indicators": counts["metrics"]}


def with_numbers(text: str) -> str:
    """A page with numbers of the book as they are today."""
    return _NUMBER.sub(lambda match: f"{match[1]}{numbers()[match[2]]:,}{match[3]}", text)


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
        if "--data" in command[1]:
            output_of(command[1], lang)  # what compiles own files says so, which is no part of an example
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


def with_meanings(text: str) -> str:
    """A page with the table of what exports have of a figure beside what JSON has."""
    rows = (f"| `{name}` | {meaning} |" for name, meaning in OF_EXPORTS.items())
    table = "\n".join(["| column | holds |", "| --- | --- |", *rows])
    return _MEANINGS.sub(lambda match: f"{match[1]}{table}\n{match[2]}", text)


def with_pictures(text: str, path: Path) -> str:
    """A page with the list of all pictures, each below its command line and what there is to see."""
    lang, images = language(path), Path(relpath(IMAGES, path.parent)).as_posix()
    parts = []
    for name, picture in PICTURES.items():
        caption = picture.zh if lang == "zh" else picture.en
        parts.append(f"## {caption}\n\n`countycli {picture.command}`\n\n![{caption}]({images}/{name}-{lang}.svg)\n")
    gallery = "\n".join(parts)
    return _GALLERY.sub(lambda match: f"{match[1]}\n{gallery}\n{match[2]}", text)


def language(path: Path) -> str:
    return "zh" if path.name.endswith(".zh.md") or "zh" in path.relative_to(ROOT).parts else "en"


def commands_page() -> str:
    lines = [
        "# Commands",
        "",
        "The help of each command, as `countycli COMMAND --help` prints it, and what it shows.",
        "",
    ]
    names = [*(name for name in COMMANDS if name != "data"), *(f"data {name}" for name in DATA_COMMANDS)]
    for name in names:
        lines += [f"## {name}", "", "```text", output_of(f"{name} --help", "en").rstrip(), "```", ""]
        for key, picture in PICTURES.items():
            if picture.command.split()[0] == name:
                lines += [f"`countycli {picture.command}`", "", f"![{picture.en}](../images/{key}-en.svg)", ""]
    lines += ["## Exit codes", "", "| code | meaning |", "| --- | --- |"]
    lines += [f"| {int(code)} | {meaning} |" for code, meaning in EXIT_CODES.items()]
    return "\n".join(lines) + "\n"


def topics_page() -> str:
    lines = ["# Topics of help", "", "What holds for all commands, as `countycli help TOPIC` tells it.", ""]
    for name, topic in TOPICS.items():
        lines += [f"## {topic.title}", "", f"`countycli help {name}`", ""]
        for block in topic.blocks:
            lines += [block.format(**PLACES)] if isinstance(block, str) else _entries(block)
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _entries(entries: Entries) -> Iterator[str]:
    yield from ("| term | meaning |", "| --- | --- |")
    yield from (f"| `{term.format(**PLACES)}` | {text} |" for term, text in entries)


def checks_page() -> str:
    lines = ["# Faults that `countycli data check` reports", "", "| code | fault |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| {code} | {meaning} |" for code, meaning in CODES.items())]) + "\n"


def metrics_page() -> str:
    index = open_index()
    lines = ["# Indicators", "", "`=` marks those that are calculated by a formula where no document gives them.", ""]
    metrics = index.metrics.by_id().values()
    for topic in index.metrics.topics():
        lines += [f"## {topic.name_en} ({topic.name})", "", "| id, name, unit | what it is |", "| --- | --- |"]
        lines += [_metric_row(metric) for metric in metrics if metric.topic == topic.id]
        lines.append("")
    index.close()
    return "\n".join(lines).rstrip("\n") + "\n"


def _metric_row(metric: Metric) -> str:
    derived = " `=`" if metric.formula else ""
    names = f"`{metric.id}`{derived}<br>{metric.name_en}<br>{metric.name}（{metric.unit}）"
    return f"| {names} | {metric.definition_en}<br>{metric.definition} |"


def schemas_page() -> str:
    lines = [
        "# JSON Schema files",
        "",
        "[How they are used](../output.md#schemas)",
        "",
        "| file | describes |",
        "| --- | --- |",
    ]
    titles = {name: json.loads(schema)["title"] for name, schema in sorted(schema_files().items())}
    return "\n".join([*lines, *(f"| [{name}](schemas/{name}) | {title} |" for name, title in titles.items())]) + "\n"


def pictures() -> Iterator[tuple[Path, str]]:
    for (name, picture), lang in product(PICTURES.items(), LANGUAGES):
        yield IMAGES / f"{name}-{lang}.svg", drawn(picture, lang)


def pages() -> Iterator[tuple[Path, str]]:
    """Each generated file with what it should hold."""
    yield REFERENCE / "commands.md", commands_page()
    yield REFERENCE / "topics.md", topics_page()
    yield REFERENCE / "checks.md", checks_page()
    yield REFERENCE / "schemas.md", schemas_page()
    yield REFERENCE / "metrics.md", metrics_page()
    yield from ((REFERENCE / "schemas" / name, text) for name, text in schema_files().items())
    yield from pictures()
    for path in PAGES_WITH_EXAMPLES:
        text = with_pictures(with_numbers(with_meanings(with_columns(path.read_text(encoding="utf-8")))), path)
        yield path, with_examples(text, language(path))


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
