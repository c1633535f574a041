"""The world around one run: streams, terminal, colour, language, environment variables.

An Environment is made once, from the process, and handed to all code that needs some of it; so tests can run a command
line in a world of their own. Only an index that is opened without variables takes those of the process.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, BinaryIO, TextIO

from countycli.cli.glance import repeated
from countycli.errors import UsageError
from countycli.phrases import Phrase
from countycli.record import NamedTuple
from countycli.render.words import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

COMPLETION_VARIABLE = "_COUNTYCLI_COMPLETE"  # set by a shell that asks for completions, which must get no errors
_TOO_MANY_DIGITS = 6  # a width of so many digits is no terminal's
COLORS = ("auto", "always", "never")
_PAGERS = ("less", "more")
_OFF = "0"  # the value of a variable that switches something off
_PRINTING_ADDRESSES = ("xfce4-terminal", "gnome-terminal", "xterm", "linux", "eterm-color")
_NO_PAGER = ("", "cat")  # names that mean, as for git, that there is to be none
# What the languages are called, in ISO 639 and by people.
_LANGUAGE_NAMES = {
    "zh": ("zh", "zho", "chi", "cn", "chinese", "中文", "汉语", "简体中文"),
    "en": ("en", "eng", "english", "英文", "英语"),
}


class Environment(NamedTuple):
    """Streams and environment variables. `stdin` is read only where a command is told that its document comes from
    there, and by the one command that asks, `data import`.
    """

    stdout: TextIO
    stderr: TextIO
    variables: Mapping[str, str]
    stdin: BinaryIO | None = None

    @classmethod
    def of_process(cls) -> Environment:
        """The environment of this process. Its streams replace what their encoding lacks, instead of failing."""
        return cls(_lenient(sys.stdout), _lenient(sys.stderr), os.environ, getattr(sys.stdin, "buffer", None))

    @property
    def asks(self) -> bool:
        """Whether a person can be asked: one who reads stderr and types."""
        return self.stdin is not None and self.stdin.isatty() and self.stderr.isatty()

    @property
    def folder(self) -> Path | None:
        """The working folder; None where the folder has been removed."""
        from pathlib import Path

        try:
            return Path.cwd()
        except OSError:
            return None

    @property
    def encodes_everything(self) -> bool:
        return (self.stdout.encoding or "utf-8").lower().replace("_", "-").startswith("utf")

    @property
    def draws_unicode(self) -> bool:
        """Whether frames, bars and charts may be drawn with characters beyond ASCII. COUNTYCLI_ASCII forbids it, for
        terminals on which these characters are two cells wide, as in some East Asian fonts.
        """
        wanted = self.variables.get("COUNTYCLI_ASCII", "") in ("", _OFF)
        return wanted and self.encodes_everything and not self._is_dumb

    @property
    def links(self) -> bool:
        """Whether the terminal takes links (OSC 8). Those that don't know them leave them out, but for a few old ones,
        which print the address; these are told as gcc tells them. FORCE_HYPERLINK decides otherwise.
        """
        forced = self.variables.get("FORCE_HYPERLINK")
        if forced:
            return forced != _OFF
        terminal, colours = self.variables.get("TERM", ""), self.variables.get("COLORTERM")
        if not self.stdout.isatty() or self._is_dumb or colours in _PRINTING_ADDRESSES:
            return False
        return bool(colours) or terminal not in ("", *_PRINTING_ADDRESSES)

    def holds(self, text: str) -> bool:
        """Whether stdout's encoding has all characters of a text."""
        return self.encodes_everything or _encodes(self.stdout, text)

    def can_tell(self, text: str) -> bool:
        """Whether stderr's encoding has all characters of a text."""
        return _encodes(self.stderr, text)

    def pagers(self, *, asked: bool) -> tuple[str, ...]:
        """The pagers to try, the best first: only on a terminal, and only where one is `asked` for, or COUNTYCLI_PAGER
        names one. PAGER just says which, and where neither names any, the usual ones are tried.
        """
        own = self.variables.get("COUNTYCLI_PAGER")
        named = self.variables.get("PAGER") if own is None else own
        if not (asked or own) or not self.stdout.isatty() or self._is_dumb:
            return ()
        if named is None:
            return _PAGERS
        return () if named.strip() in _NO_PAGER else (named,)

    @property
    def _is_dumb(self) -> bool:
        """Whether the terminal can only print one line after the other."""
        return self.variables.get("TERM") == "dumb"

    @property
    def shows_progress(self) -> bool:
        """Whether a line that changes, and goes away again, may be shown on stderr."""
        return self.stderr.isatty() and not self._is_dumb and COMPLETION_VARIABLE not in self.variables

    def color(self, choice: str) -> bool:
        """Whether stdout gets colour. NO_COLOR counts if not empty, and comes before FORCE_COLOR (no-color.org)."""
        if choice != "auto":
            return choice == "always"
        if self.variables.get("NO_COLOR"):
            return False
        if self.variables.get("FORCE_COLOR"):
            return True
        return self.stdout.isatty() and not self._is_dumb

    def width(self) -> int | None:
        """Cells in a line of the terminal; None where stdout is no terminal, so that nothing is cut in a pipe."""
        return self._columns(self.stdout)

    def message_width(self) -> int | None:
        """The same of the terminal that stderr goes to."""
        return self._columns(self.stderr)

    def _columns(self, stream: TextIO) -> int | None:
        if not stream.isatty():
            return None
        columns = self.variables.get("COLUMNS", "")
        if columns.isascii() and columns.isdecimal() and len(columns) < _TOO_MANY_DIGITS and int(columns):
            return int(columns)
        try:
            return os.get_terminal_size(stream.fileno()).columns or None
        except (OSError, ValueError):
            return 80


def _encodes(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _lenient(stream: TextIO | None) -> TextIO:
    """A stream that can always be written to. Text for a closed stream is dropped. Characters that the encoding lacks
    are replaced, and bytes of a file's name that are no text are escaped, as in JSON.
    """
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")  # not closed before the process ends
    if isinstance(stream, TextIOWrapper):
        unicode = (stream.encoding or "").lower().startswith("utf")
        stream.reconfigure(errors="backslashreplace" if unicode else "replace")
    return stream


def language(given: Sequence[str], variables: Mapping[str, str]) -> str:
    """The reader's language: the one `given` with `--lang`, else that of COUNTYCLI_LANG, else that of the locale.

    Raises UsageError for a language that the program doesn't speak, and for several.
    """
    if COMPLETION_VARIABLE in variables:
        return spoken(given[-1] if given else "") or usual_language(variables)
    if len(given) > 1:
        raise repeated("--lang", given)
    chosen = "".join(given) or variables.get("COUNTYCLI_LANG")
    if not chosen:
        return locale_language(variables)
    found = spoken(chosen)
    if found is None:
        message = Phrase("Unknown language “{language}”", language=chosen)
        raise UsageError(message, Phrase("known: {words}", words=LANGUAGES))
    return found


def usual_language(variables: Mapping[str, str]) -> str:
    """The language without `--lang`: that of COUNTYCLI_LANG if the program speaks it, else that of the locale."""
    return spoken(variables.get("COUNTYCLI_LANG", "")) or locale_language(variables)


def spoken(text: str) -> str | None:
    """The language that a text means, be it a code, a locale or a name: `EN`, `zh-Hans`, `en_US.UTF-8`, `中文`."""
    name = re.split("[-_.@]", text.strip().casefold())[0]
    return next((language for language, names in _LANGUAGE_NAMES.items() if name in names), None)


def locale_language(variables: Mapping[str, str]) -> str:
    """The language of the first locale variable that is set: Chinese for zh and for none (C, POSIX), else English."""
    locale = next(filter(None, map(variables.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    name = locale.partition(".")[0].partition("@")[0]
    return "zh" if name in ("", "C", "POSIX") or name.startswith("zh") else "en"
