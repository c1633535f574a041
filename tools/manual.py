"""The manual pages, made when the package is built: `python tools/manual.py FOLDER` writes them to look at.

A page for the program and for each command (section 1), and one for each topic of `countycli help` (section 7). All
texts are those of the help, in English: `man` breaks lines of Chinese well only where a Chinese locale is set up. Each
paragraph and each term is one line of roff.
"""

from __future__ import annotations

import re
import sys
import tomllib
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from countycli import __version__
from countycli.cli.commands import PROGRAM
from countycli.cli.environment import Environment
from countycli.cli.group import RootGroup, group_command
from countycli.cli.help import SYNOPSIS, facts_of, panels, parameter, synopsis
from countycli.cli.session import Session
from countycli.cli.topics import TOPICS, Topic
from countycli.source.folders import cache_folder, data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from countycli.render.words import Words

ROOT = Path(__file__).resolve().parents[1]
HOME = {"HOME": "/~"}  # of nobody: a page is read on other systems than the one that it was made on
SYSTEMS = ("linux", "darwin")  # where `man` is
COMMAND, TOPIC = 1, 7  # sections of the manual

_ESCAPES = str.maketrans({"\\": r"\e", "-": r"\-", "'": r"\(aq", "~": r"\(ti", "^": r"\(ha"})
_CODE = re.compile(r"`([^`]*)`")


def pages() -> Iterator[tuple[str, str]]:
    """Each page: where it lies in a folder of manual pages, and its text."""
    stream = StringIO()
    session = Session(Environment(stream, stream, {}), "en")
    root = group_command(PROGRAM, RootGroup, installs_completion=True)
    context = root.make_context(PROGRAM, [], obj=session, resilient_parsing=True)
    commands = list(_commands(context))
    yield f"man1/{PROGRAM}.1", _program_page(context, commands)
    for command in commands:
        yield f"man1/{_page(command.command_path)}.1", _command_page(command)
    for name, topic in TOPICS.items():
        yield f"man7/{_page(f'{PROGRAM} {name}')}.7", _topic_page(name, topic, context)


def _commands(around: Any) -> Iterator[Any]:
    """The context of each command, in the order of the help; of a group those of the commands in the group."""
    for name in around.command.rows:
        command = around.command.get_command(around, name)
        context = command.make_context(name, [], parent=around, resilient_parsing=True)
        if hasattr(command, "rows"):
            yield from _commands(context)
        else:
            yield context


def _program_page(context: Any, commands: Iterable[Any]) -> str:
    words: Words = context.obj.words
    told = [(f"{_page(command.command_path)}(1)", words(command.command.help)) for command in commands]
    topics = [(f"{_page(f'{PROGRAM} {name}')}(7)", words(topic.title)) for name, topic in TOPICS.items()]
    options = [parameter(param, words) for param in context.command.get_params(context)]
    return _text(
        _head(PROGRAM, COMMAND, words(SYNOPSIS)),
        _section("Synopsis", [_typed(PROGRAM, synopsis(context.command, words))]),
        _section("Commands", _entries(told)),
        _section("Topics", _entries(topics)),
        _section("Options", _entries(options)),
    )


def _command_page(context: Any) -> str:
    words: Words = context.obj.words
    command = context.command
    examples = [(line, words(gloss)) for line, gloss in command.examples]
    shared = [f"{_page(f'{PROGRAM} {name}')}(7)" for name in ("formats", "environment", "exit-codes")]
    return _text(
        _head(_page(context.command_path), COMMAND, words(command.help)),
        _section("Synopsis", [_typed(context.command_path, synopsis(command, words))]),
        *(
            _section(words(title), _entries(parameter(param, words) for param in params))
            for title, params in panels(command, context).items()
        ),
        _section("Examples", _entries(examples)),
        _section("See also", [_bold(", ".join([f"{PROGRAM}(1)", *shared]))]),
    )


def _topic_page(name: str, topic: Topic, context: Any) -> str:
    words: Words = context.obj.words
    facts = {**facts_of(context, words), **_places()}
    blocks = [
        [".P", _prose(words(block).format(**facts))]
        if isinstance(block, str)
        else _entries((term.format(**facts), words(text)) for term, text in block)
        for block in topic.blocks
    ]
    return _text(
        _head(_page(f"{PROGRAM} {name}"), TOPIC, words(topic.title)),
        _section("Description", [line for block in blocks for line in block]),
        _section("See also", [_bold(f"{PROGRAM}(1)")]),
    )


def _places() -> dict[str, str]:
    """Where things lie on systems of any reader, in the place of where they lie here."""
    return {
        "data": _folders(data_folder),
        "cache": _folders(cache_folder),
        "schemas": "countycli/schemas where Python's packages are",
    }


def _folders(find: Callable[[Mapping[str, str], str], Path | None]) -> str:
    return ", ".join((find(HOME, system) or Path()).as_posix().removeprefix("/") for system in SYSTEMS)


def _head(name: str, section: int, told: str) -> list[str]:
    date, manual = _date(), f"{PROGRAM} {__version__}"
    return [
        f'.TH {_plain(name.upper())} {section} "{date}" "{manual}"',
        *_section("Name", [rf"{_plain(name)} \- {_prose(told.rstrip('.'))}"]),
    ]


def _date() -> str:
    """The year and month of the data: the same pages are made of the same sources, whenever that is."""
    version = tomllib.loads((ROOT / "data" / "dataset.toml").read_text(encoding="utf-8"))["version"]
    year, month, _ = version.split(".")
    return f"{year}-{month:0>2}-01"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    return [f".SH {_plain(title.rstrip(':')).upper()}", *lines]


def _entries(entries: Iterable[tuple[str, str]]) -> list[str]:
    """Terms with what they mean below them."""
    return [line for term, text in entries for line in (".TP", _bold(term), _prose(text))]


def _typed(command: str, rest: Iterable[str]) -> str:
    return f"{_bold(command)} {_plain(' '.join(rest))}"


def _page(command_path: str) -> str:
    return command_path.replace(" ", "-")


def _bold(text: str) -> str:
    return rf"\fB{_plain(text)}\fR"


def _prose(text: str) -> str:
    """Text in which what stands between backquotes is typed."""
    pieces = _CODE.split(text)
    return "".join(_bold(piece) if number % 2 else _plain(piece) for number, piece in enumerate(pieces))


def _plain(text: str) -> str:
    escaped = text.translate(_ESCAPES)
    return rf"\&{escaped}" if escaped.startswith(".") else escaped


def _text(*parts: Iterable[str]) -> str:
    return "\n".join(line for part in parts for line in part) + "\n"


def write_pages(folder: Path) -> list[Path]:
    """Write all pages below a folder; where they are."""
    written = []
    for name, text in pages():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
