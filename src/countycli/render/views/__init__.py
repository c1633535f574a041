"""A view for each command shows its report: as a page, as JSON, and as flat rows. Each module defines a `VIEW`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from countycli.model.records import Document
    from countycli.model.reports import DataInfo, Note
    from countycli.render.encode import Data
    from countycli.render.page import Page
    from countycli.render.words import Words


class Report(Protocol):
    """What every report has: `info` on the data that were asked, the `documents` that the report names, by id, and
    `notes` that the reader must know to understand the report.
    """

    @property
    def info(self) -> DataInfo: ...
    @property
    def documents(self) -> Mapping[str, Document]: ...
    @property
    def notes(self) -> tuple[Note, ...]: ...


R = TypeVar("R", bound=Report)


class View(Generic[R]):
    """How reports of one kind are shown. `empty_header` names the columns of a CSV file without rows; `omitted` tells
    what the flat formats leave out of the answer, None where they leave out nothing. `picture` is the page that stands
    in a file of a picture, of lines, charts and maps; where it is empty, the picture is that of the whole page.
    """

    def __init__(
        self,
        *,
        page: Callable[[R, Words], Page],
        payload: Callable[[R, Words], Data],
        rows: Callable[[R, Words], list[Data]],
        omitted: Callable[[R, Words], str | None] | None = None,
        empty_header: Callable[[], tuple[str, ...]] = tuple,
        picture: Callable[[R, Words], Page] | None = None,
    ) -> None:
        self.page = page
        self.payload = payload
        self.rows = rows
        self.omitted = omitted or _nothing_omitted
        self.empty_header = empty_header
        self.picture = picture or _no_picture


def _nothing_omitted(report: Any, words: Words) -> None:
    """For most reports: their flat rows hold all that there is to tell."""


def _no_picture(report: Any, words: Words) -> Page:
    """For most reports: their pages have no chart and no map."""
    return ()


def view_of(name: str) -> View[Any]:
    """The view of a command. Imported only now that the report is there: an error needs no view."""
    from importlib import import_module

    view: View[Any] = import_module(f"{__name__}.{name}").VIEW
    return view
