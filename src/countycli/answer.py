"""What the book says to a question, as an object of Python."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from countycli.render.rows import Framed, Rows
from countycli.render.views import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.model.records import Document
    from countycli.query.against import Compared
    from countycli.query.draft import DraftReport
    from countycli.render.words import Words

R = TypeVar("R", bound=Report)


class Answer(Framed, Generic[R]):
    """What the book says to a question. `report` is the query's own record of it, `rows` are what CSV has."""

    def __init__(self, command: str, report: R, words: Words) -> None:
        self.report = report
        self._command = command
        self._words = words

    @cached_property
    def rows(self) -> Rows:
        """A row for each figure or thing that the answer lists, with the columns of the flat formats."""
        from countycli.render.emit import rows_of

        return rows_of(self._command, self.report, self._words)

    @property
    def notes(self) -> list[str]:
        """What must be known to understand the answer."""
        return [self._words.phrase(note.text) for note in self.report.notes]

    @property
    def sources(self) -> dict[str, Document]:
        """The documents that the answer names, by id."""
        return dict(self.report.documents)

    def to_dict(self) -> dict[str, Any]:
        """The same as the JSON of the command."""
        import json

        data: dict[str, Any] = json.loads(self._written("json"))
        return data

    def to_json(self) -> str:
        return self._written("json")

    def to_html(self) -> str:
        """A page of its own, to be sent or shown. Raises CountyError where Jinja is not installed."""
        return self._written("html")

    def to_xlsx(self) -> bytes:
        """A workbook: figures, documents, and how the answer came about. Raises CountyError without XlsxWriter."""
        from countycli.render.emit import Style, render_file

        return render_file(self._command, self.report, self._words, Style("xlsx", None, complete=True))

    def __repr__(self) -> str:
        return f"<{self._command}: {len(self)} rows>"

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __str__(self) -> str:
        """The page that the command prints."""
        return self._written("table")

    def _repr_html_(self) -> str:
        """For notebooks."""
        return self.rows._repr_html_()

    def _written(self, kind: str) -> str:
        from countycli.render.emit import Style, render

        return render(self._command, self.report, self._words, Style(kind, None, complete=True))


class DraftAnswer(Answer[Any]):
    """A draft for the dataset, made of a document or a sheet."""

    report: DraftReport

    def to_toml(self) -> str:
        """The draft as a file of the dataset, with what was left out as remarks."""
        from countycli.render.views.draft import text

        return text(self.report, self._words)

    @property
    def against(self) -> tuple[Compared, ...] | None:
        """Each figure with what the book holds for the figure; None where that was not asked."""
        return self.report.against
