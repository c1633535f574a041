"""The documentation's examples run, and its links lead somewhere.

What an example prints comes from the real book, which grows. So a test compares only the exit code and the first line,
whatever its numbers; that the pages show what is printed today is for `python tools/docs.py`, which writes it.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import ROOT, tool_named

from countycli.cli.commands import COMMANDS
from countycli.render.words import LANGUAGES

if TYPE_CHECKING:
    from conftest import Program

LARGEST_PICTURE = 150_000  # bytes
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
FAULT = re.compile(r"[\w.-]+\.toml:\d+: D\d{3} ")
HINTS = ("Hint: ", "提示")


class Session(NamedTuple):
    """One command in a document and the lines below it."""

    document: Path
    command: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.document.name}: {self.command}"

    @property
    def language(self) -> str:
        return "zh" if self.document.name.endswith(".zh.md") or "zh" in self.document.relative_to(ROOT).parts else "en"

    @property
    def fails(self) -> bool:
        """Whether the example shows an error: a message, and a hint below it, or a fault in a file."""
        told = self.lines[0].startswith("countycli: ") and any(line.startswith(HINTS) for line in self.lines)
        return told or bool(FAULT.match(self.lines[0]))


def sessions(document: Path) -> list[Session]:
    found: list[Session] = []
    for block in BLOCK.findall(document.read_text("utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Session(document, line[2:], ()))
            elif found:
                found[-1] = found[-1]._replace(lines=(*found[-1].lines, line))
    return [session for session in found if session.command.split()[0] == "countycli"]


SESSIONS = [session for document in DOCUMENTS for session in sessions(document)]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """`tools/docs.py`."""
    return tool_named("docs")


def without_numbers(line: str) -> str:
    return re.sub(r"\d[\d,.]*", "0", line)


def test_the_documents_show_sessions() -> None:
    assert SESSIONS
    assert any(session.fails for session in SESSIONS)


def test_every_session_stands_where_it_is_refreshed(tool: ModuleType) -> None:
    assert {session.document for session in SESSIONS} <= set(tool.PAGES_WITH_EXAMPLES)


@pytest.mark.parametrize("session", SESSIONS, ids=str)
def test_sessions_in_the_documents_run(session: Session, countycli: Program, tool: ModuleType) -> None:
    _, *arguments = shlex.split(session.command)
    with tool.files_of(session.document.read_text("utf-8")):
        if "--data" in arguments:
            countycli(*arguments)  # what compiles own files says so, which is no part of an example
        result = countycli(*arguments, lang=session.language, COUNTYCLI_WIDTH="80")
        output = tool.without_folders(result.err + result.out)
    assert (result.code != 0) == session.fails, result.err
    first = output.lstrip("\n").split("\n")[0]
    told = f"{session.document.name} shows another answer: run `python tools/docs.py`"
    assert without_numbers(first) == without_numbers(session.lines[0]), told


GROUPS = "$ countycli groups shanqu26"
OLD = "as it was"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([GROUPS, OLD], [GROUPS, "whole"]),
        ([GROUPS], [GROUPS, "whole"]),
        ([GROUPS, OLD, "..."], [GROUPS, "beginning", "..."]),
        ([GROUPS, OLD, "", GROUPS, OLD, "..."], [GROUPS, "whole", "", GROUPS, "beginning", "..."]),
        (["$ another command", OLD], ["$ another command", OLD]),
    ],
)
def test_the_tool_writes_what_is_printed_today(before: list[str], after: list[str], tool: ModuleType) -> None:
    whole = tool.output_of("groups shanqu26", "en").rstrip("\n")
    printed = {"whole": whole, "beginning": whole.split("\n")[0]}
    text = "Text.\n\n```console\n{}\n```\n"
    wanted = "\n".join(printed.get(line, line) for line in after)
    assert tool.with_examples(text.format("\n".join(before)), "en") == text.format(wanted)


def test_a_page_has_the_numbers_of_the_book(tool: ModuleType, countycli: Program) -> None:
    counts = countycli("data", "info", "--json").json["counts"]
    text = "<!-- the number of figures -->1<!-- end --> of <!-- the number of documents --><!-- end -->"
    shown = f"<!-- the number of figures -->{counts['observations']:,}<!-- end -->"
    assert tool.with_numbers(text).startswith(shown)
    assert tool.with_numbers(text).endswith(f"-->{counts['documents']:,}<!-- end -->")


def test_the_worked_example_is_a_file_of_the_book() -> None:
    """The how-to shows less of the file, but nothing else."""
    page = (ROOT / "docs" / "howto" / "article-to-pull-request.md").read_text("utf-8")
    (name, shown), *_ = re.findall(r"^```toml\n# (\S+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    whole = (ROOT / "data" / "documents" / name).read_text("utf-8").splitlines()
    assert [line for line in shown.splitlines() if line not in whole] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda it: it.name)
def test_no_page_names_a_folder_of_the_machine_that_wrote_it(document: Path) -> None:
    assert not re.search(r"(?<![\w.~])/(?:root|home|tmp|work|Users|private)/", document.read_text("utf-8"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda it: it.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    targets = [target for target in LINK.findall(document.read_text("utf-8")) if "://" not in target]
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_every_picture_is_one_that_the_tool_draws_and_needs_nothing_from_the_network(tool: ModuleType) -> None:
    paths = sorted(tool.IMAGES.rglob("*.svg"))
    drawn = {path.stem for path in paths if path.parent == tool.IMAGES}
    assert drawn == {f"{name}-{lang}" for name in tool.PICTURES for lang in LANGUAGES}
    for path in paths:
        picture = path.read_text(encoding="utf-8")
        assert len(picture.encode()) < LARGEST_PICTURE
        assert not re.search(r"@import|@font-face|url\(|<image|<script", picture)


def test_a_picture_of_a_terminal_has_its_words_and_colours(tool: ModuleType) -> None:
    picture = tool.drawn(tool.Picture("rank gdp --in 丽水 --period 2023 --mark 龙泉", "A title", "标题"), "en")
    assert "<title>A title</title>" in picture
    assert re.search(r'class="bold cyan">[^<]*Longquan', picture)
    assert re.search(r'class="dim">Rank', picture)


def test_what_is_told_beside_an_answer_makes_no_picture(tool: ModuleType) -> None:
    with pytest.raises(SystemExit, match="income_urban"):
        tool.drawn(tool.Picture("show 义乌 urban_income", "", ""), "en")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_asks_the_book_has_a_picture(command: str, tool: ModuleType) -> None:
    without = {"data", "help", "verify"}  # nothing of them is an answer about places
    assert command in without or command in {picture.command.split()[0] for picture in tool.PICTURES.values()}


@pytest.mark.parametrize("name", ["pictures.md", "zh/pictures.md"])
def test_the_gallery_shows_every_picture_below_its_command(name: str, tool: ModuleType) -> None:
    path = ROOT / "docs" / name
    shown = re.findall(
        r"^`countycli (.*)`\n\n!\[.+\]\(.*images/(.+)-(..)\.svg\)$", path.read_text("utf-8"), re.MULTILINE
    )
    assert shown == [(picture.command, key, tool.language(path)) for key, picture in tool.PICTURES.items()]


@pytest.mark.parametrize("name", ["show", "rank"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_pictures_of_before_stand_beside_those_of_now(name: str, lang: str) -> None:
    page = (ROOT / "docs" / ("zh" if lang == "zh" else ".") / "pictures.md").read_text("utf-8")
    assert re.search(rf"images/before/{name}-{lang}\.svg\) \| !\[.+\]\(.*images/{name}-{lang}\.svg\)", page)
