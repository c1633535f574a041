"""Asks the book again what a written file answered, as its seal tells it.

A file may come from anywhere: of its command line nothing is done but what answers a question. Nothing is written, and
no file is read that the reader did not name.
"""

from __future__ import annotations

import shlex
from io import StringIO
from typing import TYPE_CHECKING

from countycli.cli.answering import answer
from countycli.cli.commands import COMMANDS, PROGRAM
from countycli.cli.environment import Environment
from countycli.cli.session import Session
from countycli.errors import CountyError
from countycli.phrases import Phrase
from countycli.render.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from countycli.fixity.seal import Seal
    from countycli.source.own import OwnData
    from countycli.writing import Beside

_LONGEST = 10_000  # characters of a command line; of a longer one only the answering would take long
_ASKING = frozenset(name for name, row in COMMANDS.items() if not row.text and not row.commands) - {"verify"}


def ask_again(session: Session, seal: Seal) -> str | bytes:
    """The answer that would be written today, without a seal. Raises CountyError."""
    stamp = seal.stamp
    if len(stamp.command) > _LONGEST:
        raise CountyError(Phrase("its command line is longer than any question"))
    try:
        program, *arguments = shlex.split(stamp.command)
    except ValueError:
        program, arguments = "", []
    if program != PROGRAM or not arguments or arguments[0] not in _ASKING:
        raise CountyError(Phrase("“{command}” asks nothing", command=stamp.command))
    again = _Again(session, stamp.lang, list(_without_data(arguments)))
    answer(again.arguments, again)
    if again.content is None:
        raise CountyError(Phrase("“{command}” asks nothing", command=stamp.command))
    return again.content


class _Again(Session):
    """A session that keeps its answer instead of writing it, and reads the data that the other session reads."""

    def __init__(self, session: Session, lang: str, arguments: Sequence[str]) -> None:
        environment = Environment(StringIO(), StringIO(), session.environment.variables)
        super().__init__(environment, lang if lang in LANGUAGES else session.words.language, arguments)
        self.content: str | bytes | None = None
        self._index = session.index
        self._session = session

    def own_data(self) -> OwnData:
        return self._session.own_data()

    def drop_index(self, path: str | None = None) -> bool:  # noqa: ARG002  # the index is the other session's
        return False

    def write(self, content: str | bytes, beside: Beside | None = None) -> None:  # noqa: ARG002  # nothing is written
        self.content = content

    def _keeps_file(self) -> bool:
        return False


def _without_data(arguments: Sequence[str]) -> Iterator[str]:
    """The command line without the files that it names: the reader names those that are to be read."""
    before = ""
    for word in arguments:
        if before != "--data" and word != "--data" and not word.startswith("--data="):
            yield word
        before = word
