"""Parts that the reports of several queries share. Reports hold no words and no layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from countycli.errors import Phrase
    from countycli.model.records import Break, Figure, Group


class DataInfo(NamedTuple):
    """What every answer says of the data behind it: version, number of documents, date of the newest one; how many of
    the documents are the reader's own, and the date of the newest one of the book's.
    """

    version: str
    documents: int
    as_of: str
    own: int = 0
    book_as_of: str = ""


class Fault(NamedTuple):
    """A fault in a dataset file, as it is printed."""

    path: str
    line: int
    code: str
    message: Phrase
    hint: Phrase | None


class Note(NamedTuple):
    """Something the reader must know. Kinds `match` and `moved` tell how a name was understood, `own` that
    figures of the reader's own are counted.
    """

    kind: str
    text: Phrase


class Scope(NamedTuple):
    """The counties that an answer covers, by code. `kind` is all, country, province, prefecture or group; `name` is
    None for all. `regions` are the province and prefectures themselves, for what they do in their own name. `years`
    are a group's.
    """

    id: str | None
    kind: str
    name: str | None
    counties: tuple[str, ...]
    notes: tuple[Note, ...]
    regions: tuple[str, ...] = ()
    years: Membership | None = None

    @property
    def codes(self) -> frozenset[str]:
        """Codes of counties and regions."""
        return frozenset((*self.counties, *self.regions))


class Headline(NamedTuple):
    """The figure that stands for a place, metric and period, and what other documents say of it."""

    figure: Figure
    rivals: tuple[Figure, ...] = ()
    disputed: bool = False  # a rival differs by more than rounding
    breaks: tuple[Break, ...] = ()  # changes of territory since its period

    @property
    def sources(self) -> tuple[str, ...]:
        return self.figure.source, *(rival.source for rival in self.rivals)


class Membership(NamedTuple):
    """A county's time in a group; the dates are the group's where the county has none of its own."""

    group: Group
    valid_from: str | None
    valid_to: str | None
