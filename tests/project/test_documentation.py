from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import ROOT

if TYPE_CHECKING:
    from conftest import Program

DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PROMPT = "$ countycli"


class Session(NamedTuple):
    """One command in a document and the lines below it; a line `...` stands for lines that are left out."""

    document: Path
    command: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.document.name}: {self.command}"

    @property
    def language(self) -> str:
        return "zh" if self.document.name.endswith(".zh.md") else "en"


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


def matches(wanted: tuple[str, ...], given: list[str]) -> bool:
    pieces = [r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line) + r"\n" for line in wanted]
    return re.fullmatch("".join(pieces), "".join(f"{line}\n" for line in given)) is not None


def without_blank_end(lines: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple("\n".join(lines).rstrip().split("\n"))


def test_the_documents_show_sessions() -> None:
    assert SESSIONS


@pytest.mark.parametrize("session", SESSIONS, ids=str)
def test_sessions_in_the_documents_are_what_the_program_says(
    session: Session, countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _, *arguments = shlex.split(session.command)
    result = countycli(*arguments, lang=session.language, tty=True, columns=80, TERM="dumb")
    given = without_blank_end((result.err + result.out).splitlines())
    wanted = without_blank_end(session.lines)
    if not matches(wanted, list(given)):
        assert given == wanted


@pytest.mark.parametrize(
    ("wanted", "given", "same"),
    [
        (("a", "b"), ["a", "b"], True),
        (("a", "..."), ["a", "b", "c"], True),
        (("a", "...", "c"), ["a", "b", "b", "c"], True),
        (("...", "c"), ["c"], True),
        (("a", "...", "c"), ["a", "b"], False),
        (("a",), ["a", "b"], False),
        (("a.c",), ["abc"], False),
    ],
)
def test_how_sessions_are_compared(wanted: tuple[str, ...], given: list[str], same: bool) -> None:
    assert matches(wanted, given) is same


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda it: it.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    targets = [target for target in LINK.findall(document.read_text("utf-8")) if "://" not in target]
    assert [target for target in targets if not (document.parent / target).exists()] == []
