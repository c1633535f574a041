"""The options that all commands share: where an answer goes, in which format, and of which data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.cli.choices import one_of
from countycli.errors import UsageError
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

_NARROWEST = 20


class Output:
    """The values of these options; empty where an option was not given."""

    def __init__(self) -> None:
        self.format = ""
        self.json = False
        self.file = ""
        self.cite = ""
        self.excel = False
        self.width = ""
        self.color = "auto"
        self.pager: bool | None = None  # None: as the environment says
        self.data: tuple[str, ...] = ()
        self.no_user_data = False
        self.prefer_own = False
        self.strict = False

    @property
    def to_file(self) -> bool:
        """Whether `--output` names a file; `-` is stdout."""
        return self.file not in ("", "-")

    def chosen_format(self) -> str:
        """The format in which the answer is written. Raises UsageError where options contradict each other."""
        chosen = self._named_format()
        if self.excel and chosen != "csv":
            message = Phrase("`--excel` goes with CSV, not with {format}", format=chosen)
            raise UsageError(message, Phrase("give `--format csv`, or `--output` with a name in .csv or .xlsx"))
        if cited_style(self.cite):
            _refuse_references(chosen)
        if self.to_file:
            from countycli.cli.endings import refuse_unreadable

            refuse_unreadable(self.file, chosen)
        return chosen

    def _named_format(self) -> str:
        """The format that an option names, else the ending of the file; without a file, a table."""
        from countycli.render.emit import ALIASES, FORMATS

        if self.format:
            chosen = one_of(self.format, FORMATS, Phrase("Unknown format “{value}”", value=self.format), ALIASES)
            if self.json and chosen != "json":
                raise UsageError(Phrase("`--json` and `--format {format}` exclude each other", format=self.format))
            return chosen
        if self.json:
            return "json"
        if not self.to_file:
            return "csv" if self.excel else "table"
        from countycli.cli.endings import format_named

        return format_named(self.file)

    def asked_width(self, variables: Mapping[str, str]) -> int | None:
        """Cells in a line, as asked for; None where that is left to the terminal. Raises UsageError for no number."""
        text = self.width or variables.get("COUNTYCLI_WIDTH", "")
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 6) or int(text) < _NARROWEST:
            message = Phrase("“{value}” is not a width", value=text)
            raise UsageError(message, Phrase("give a number of columns from {least} on", least=_NARROWEST))
        return int(text)


def cited_style(text: str) -> str:
    """The style of references that a text means; empty for an empty one. Raises UsageError for an unknown one."""
    if not text:
        return ""
    from countycli.render.references import ALIASES, STYLES

    return one_of(text, STYLES, Phrase("Unknown style “{value}”", value=text), ALIASES)


def _refuse_references(chosen: str) -> None:
    """Raises UsageError where the format has rows alone: references would be lost, or pass for figures."""
    from countycli.render.emit import FLAT

    if chosen in FLAT:
        message = Phrase("`--cite` has no place in {format}, which holds rows alone", format=chosen)
        raise UsageError(message, Phrase("take json, xlsx, markdown or html; `countycli cite` writes references alone"))
