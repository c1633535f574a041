"""One run of the program: environment, language and output options; the book is opened when needed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING

from countycli.cli.choices import one_of
from countycli.cli.environment import COLORS, COMPLETION_VARIABLE, Environment
from countycli.cli.output import Output, cited_style
from countycli.errors import OutputError, UsageError, reason_of
from countycli.phrases import Phrase, brief
from countycli.render.terminal import safe, safe_line
from countycli.render.words import Words

if TYPE_CHECKING:
    from countycli.cli.spinner import Spinner
    from countycli.index.ask.index import Index
    from countycli.query import Extent
    from countycli.render.emit import Style
    from countycli.render.views import Report
    from countycli.source.own import OwnData
    from countycli.writing import Beside

_SET_IN = "  "  # before the further lines of a message
# Kinds of notes that go to stderr in every format: how the question was understood, and of which data it was asked.
_TOLD = ("checkout", "cited", "copy", "draft", "match", "missing", "moved", "namesake", "own")


class Session:
    """What a command has to do with the world: the book it asks, the terminal and the files it writes to, in the words
    of the reader's language. Errors of these raise CountyError.
    """

    def __init__(self, environment: Environment, language: str, arguments: Sequence[str] = ()) -> None:
        self.environment = environment
        self.arguments = arguments
        self.words = Words(language, self._english_names)
        self.output = Output()
        self._index: Index | None = None
        self._spinner: Spinner | None = None
        self._read: list[str] = []

    def _english_names(self) -> dict[str, str]:
        return self.index.metrics.english_names()

    @property
    def index(self) -> Index:
        """The book, opened at the first question: many command lines need none."""
        if self._index is None:
            from countycli.cli.progress import Compilation
            from countycli.index.store import open_index

            listener = Compilation(self.works_on, self.warn)
            with self.working():
                self._index = open_index(self.own_data(), listener, self.environment.variables)
        return self._index

    @contextmanager
    def working(self) -> Iterator[None]:
        """Tell a person at a terminal that work goes on while the block runs, if that takes long."""
        if self._spinner or not self.environment.shows_progress:
            yield
            return
        from countycli.cli.spinner import Spinner

        self._spinner = Spinner(self.words, self.environment)
        try:
            with self._spinner.shown():
                yield
        finally:
            self._spinner = None

    def works_on(self, work: str, share: float | None = None) -> None:
        """What is being done now, one of the texts in `cli.progress`, and how much of the work is done, from 0 to 1."""
        if self._spinner:
            self._spinner.tell(work, share)

    def _aside(self) -> AbstractContextManager[None]:
        """Keeps the spinner away from what is written meanwhile."""
        return self._spinner.aside() if self._spinner else nullcontext()

    def own_data(self) -> OwnData:
        """The reader's own files. Raises UsageError where a file that was named is not there."""
        from countycli.source.own import find_own

        output, variables = self.output, self.environment.variables
        own = find_own(output.data, variables, usual=not output.no_user_data)
        return own._replace(preferred=output.prefer_own, strict=output.strict)

    def close(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None

    def drop_index(self, path: str | None = None) -> bool:
        """Delete the index at a path, else the open one, so that a new one is made; False where none can be made."""
        from countycli.index.store import forget

        path = path or (self._index.connection.path if self._index else None)
        self.close()
        return path is not None and forget(path)

    def emit(self, command: str, report: Report) -> None:
        """Write the report in the format and to the place that the options name; notes on the question go to stderr."""
        from countycli.render.emit import BINARY, FLAT, omitted, render, render_file

        style = self._traced(self.style(), command, report)
        content: str | bytes
        beside = None
        if style.format in BINARY:
            self._refuse_screen(style.format)
            content = render_file(command, report, self.words, style)
        else:
            content = render(command, report, self.words, style)
            if style.stamp:
                from countycli.cli.sealing import sealed

                content, beside = sealed(content, style.format, style.stamp, self.output.file)
        left_out = omitted(command, report, self.words, style)
        if left_out:
            self.tell([left_out])
        bare = style.format in FLAT  # the format has no place for remarks, so that all go to stderr
        self.tell(self.words.phrase(brief(note.text)) for note in report.notes if bare or note.kind in _TOLD)
        self.write(content, beside)

    def _traced(self, style: Style, command: str, report: Report) -> Style:
        """The style with what an answer tells of its origin: documents the question, files that stay have a seal."""
        from countycli.render.emit import DOCUMENTS

        is_sealed, tells = self._keeps_file(), style.format in DOCUMENTS
        if not (is_sealed or tells):
            return style
        from countycli.cli.sealing import stamp_of, told

        asked = told(self.arguments, command, report, self._asked_width())
        variables = self.environment.variables
        stamp = stamp_of(asked, report, self.words.language, variables) if is_sealed else None
        return style._replace(asked=asked if tells else "", stamp=stamp)

    def _keeps_file(self) -> bool:
        """Whether the answer goes to a file that stays."""
        if not self.output.to_file:
            return False
        from countycli.writing import is_kept

        return is_kept(self.output.file)

    def _refuse_screen(self, kind: str) -> None:
        """Raises UsageError where an answer of a format that is no text would go to stdout."""
        if not self.output.to_file:
            message = Phrase("An answer as {format} goes to a file", format=kind)
            raise UsageError(message, Phrase("name it: `--output {file}`", file=f"countycli.{kind}"))

    def style(self) -> Style:
        from countycli.render.emit import Style

        output, environment = self.output, self.environment
        to_file = output.to_file
        width = self._asked_width() if to_file else self.width()
        choice = one_of(output.color, COLORS, Phrase("Unknown colour mode “{value}”", value=output.color))
        color = choice == "always" if to_file else environment.color(choice)
        return Style(
            format=self.output.chosen_format(),
            width=width,
            drawn=color or (not to_file and environment.stdout.isatty()),
            color=color,
            unicode=to_file or environment.draws_unicode,
            links=not to_file and environment.links and not self._pagers(),
            ascii_only=not (to_file or environment.encodes_everything),
            complete=self._is_complete(),
            terminal=self._reaches_a_terminal(),
            excel=output.excel,
            cite=cited_style(output.cite),
        )

    def _reaches_a_terminal(self) -> bool:
        """Whether the answer goes straight to a terminal, as stdout or as a device that `--output` names."""
        if not self.output.to_file:
            return self.environment.stdout.isatty()
        try:
            return stat.S_ISCHR(os.stat(self.output.file).st_mode)  # noqa: PTH116  # see PTH123 in pyproject.toml
        except (OSError, ValueError):
            return False

    def _is_complete(self) -> bool:
        """Whether the answer has everything, as formats for programs, documents and files do. A table on a screen, or a
        picture of it, has only what fits a first page.
        """
        chosen = self.output.chosen_format()
        return chosen != "svg" and (self.output.to_file or chosen != "table")

    def extent(self, *, everything: bool = False) -> Extent:
        """How much of a long answer a command asks its query for: what a first page shows, or `everything`."""
        if everything or self._is_complete():
            from countycli.query import EVERYTHING

            return EVERYTHING
        from countycli.render.page import FIRST_PAGE

        return FIRST_PAGE

    def reads(self, paths: Iterable[str]) -> None:
        """Remember files and folders that the command reads besides own data, so that `--output` can't replace them."""
        self._read += paths

    def refuse_input(self, output: str) -> None:
        """Raises UsageError where `output` is a file or folder that data are read from."""
        from pathlib import Path

        from countycli.index.store import dataset_root
        from countycli.source.inputs import own_places, refuse_input

        places = own_places((*self.output.data, *self._read), self.environment.variables)
        index = self._index.connection.path if self._index else None
        refuse_input(output, [*places, *([Path(index)] if index else ())], dataset_root())

    def say(self, text: str) -> None:
        """Write a text of the program, made safe: it may hold names from outside, of folders for instance."""
        self.write(safe(text))

    def write(self, content: str | bytes, beside: Beside | None = None) -> None:
        """Write to the file that `--output` names, and what goes beside it; else to stdout, which takes texts only."""
        if isinstance(content, str) and not self.output.to_file:
            with self._aside():
                self._print(content)
            return
        from countycli.writing import write_file

        name = self.output.file
        self.refuse_input(name)
        stays = self._keeps_file()
        try:
            complete = write_file(name, content, beside)
        except OSError as error:
            other = str(error.filename)
            path = other if beside and other.endswith(beside.ending) else name
            message = Phrase("{path} can't be written: {reason}", path=path, reason=reason_of(error))
            raise OutputError(message, Phrase("choose another file with `--output`")) from error
        if not complete and beside:
            self.tell(
                [self.words("{path} can't be written: nothing can be added to its folder", path=name + beside.ending)]
            )
        if stays and self.environment.stderr.isatty():
            self.tell([self.words("Written to {path}", path=name)])

    def _print(self, text: str) -> None:
        """Write to stdout. A reader that has stopped reading (`| head`) is no error."""
        stdout = self.environment.stdout
        if not self.environment.holds(text):
            self.tell([self.words("{encoding} can't hold all characters: use --output FILE", encoding=stdout.encoding)])
        if self._is_paged(text):
            return
        try:
            stdout.write(text)
            stdout.flush()
        except OSError as error:
            # Python writes the rest of the buffer at exit: that must go nowhere, else it would fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stdout.fileno())
            if not isinstance(error, BrokenPipeError):
                message = Phrase("The answer can't be written: {reason}", reason=reason_of(error))
                raise OutputError(message) from error

    def _pagers(self) -> tuple[str, ...]:
        """The pagers to try; none where there is to be none."""
        choice = self.output.pager
        return () if choice is False else self.environment.pagers(asked=bool(choice))

    def _is_paged(self, text: str) -> bool:
        """Show a text in a pager, if there is to be one; whether that was done."""
        pagers = self._pagers()
        if not pagers:
            return False
        from countycli.cli.pager import page

        reason = page(text, pagers, self.environment)
        if reason:
            self.warn(reason)
        return reason is None

    def warn(self, message: Phrase) -> None:
        """Tell something that goes with no answer: of the cache, of files left out, of a pager that fails."""
        self.tell([self.words.phrase(message)])

    def tell(self, lines: Iterable[str]) -> None:
        """Write lines to stderr for the person at the terminal; the result stays free of them."""
        self.to_stderr(self.message(f"countycli: {line}" for line in lines))

    def message(self, lines: Iterable[str]) -> str:
        """Lines for stderr as text, broken where they are longer than asked for or than the terminal is wide."""
        width = self._message_width()
        return "".join(f"{part}\n" for line in lines for part in _broken(safe_line(line), width))

    def to_stderr(self, text: str) -> None:
        """Write to stderr unchanged: the text is safe already, or moves the cursor. Where stderr fails there is nobody
        left to tell. While a shell completes a line, nothing is written, for it would end up in the reader's line.
        """
        if COMPLETION_VARIABLE in self.environment.variables:
            return
        with suppress(OSError), self._aside():
            self.environment.stderr.write(text)
            self.environment.stderr.flush()

    def width(self) -> int | None:
        """Cells in a line: as asked for, else as the terminal has; None for no limit, where stdout is no terminal."""
        return self._asked_width() or self.environment.width()

    def _asked_width(self) -> int | None:
        return self.output.asked_width(self.environment.variables)

    def _message_width(self) -> int | None:
        """Cells in a line of a message. A width that is none has a message of its own."""
        try:
            return self._asked_width() or self.environment.message_width()
        except UsageError:
            return None


def _broken(line: str, width: int | None) -> list[str]:
    """The lines of a message, those behind the first set in. A message with a word that no line can hold, such as a
    long path, is left to the terminal, from which it can then be copied whole.
    """
    if width is None or len(line) * 2 <= width:  # no character takes more than two cells
        return [line]
    if any(word.isascii() and len(word) > width - len(_SET_IN) for word in line.split()):
        return [line]
    from countycli.render.wrap import hanging

    text = line.lstrip()
    margin = line.removesuffix(text)
    return [margin + part for part in hanging(text, width - len(margin), _SET_IN)]
