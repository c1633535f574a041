"""Parts that the reports of several queries share. Reports hold no words and no layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import KIND_NAMES
from countycli.phrases import Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from countycli.errors import FaultyFile
    from countycli.model.records import Break, Document, Figure, Group, Place


# What reports carry that name no document. A plain dict, for reports are copied and pickled.
NO_DOCUMENTS: Mapping[str, Document] = {}


class DataInfo(NamedTuple):
    """What every answer says of the data behind it: the version, the number of documents and the date of the newest
    one; how many documents are the reader's `own`, and the date of the newest one of the book's; which of the reader's
    own files are `left_out` because they have faults.
    """

    version: str
    documents: int
    as_of: str
    own: int = 0
    book_as_of: str = ""
    left_out: tuple[FaultyFile, ...] = ()


class Fault(NamedTuple):
    """A fault in a dataset file, as `data check` prints it."""

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
    """The counties that an answer covers. `areas` are the regions that were named, none of which lies in another, and
    `groups` the groups: with either the scope has the counties of any of them, with both those that are in a group and
    in a region, with neither all.

    With `kinds` only counties of these kinds belong to the scope. `counties` are codes; `regions` those of the
    provinces and prefectures themselves, for what they do in their own name.
    """

    areas: tuple[Place, ...] = ()
    groups: tuple[Group, ...] = ()
    notes: tuple[Note, ...] = ()
    counties: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """Codes of counties and regions."""
        return frozenset((*self.counties, *self.regions))

    @property
    def is_all(self) -> bool:
        return not self.groups and not self.kinds and all(area.level == "country" for area in self.areas)

    @property
    def kind(self) -> str:
        """all, country, province, prefecture or group; union or intersection of several."""
        if self.groups and self.areas:
            return "intersection"
        if len(self.groups) + len(self.areas) > 1:
            return "union"
        return "group" if self.groups else self.areas[0].level if self.areas else "all"

    @property
    def id(self) -> str | None:
        """What can be typed for the scope; None for all counties."""
        return "+".join((*(group.id for group in self.groups), *(area.code for area in self.areas))) or None

    @property
    def options(self) -> str:
        """What is typed behind a command for the scope, with a blank before each option; empty for all counties."""
        within = f" --in {self.id}" if self.id else ""
        return within + (f" --kind {','.join(self.kinds)}" if self.kinds else "")

    @property
    def name(self) -> str | None:
        """The name in Chinese, like all names in the book; None for all counties."""
        groups, areas = ("、".join(part.name for part in side) for side in (self.groups, self.areas))
        if groups and areas:
            return " ∩ ".join(f"（{side}）" if "、" in side else side for side in (groups, areas))
        return (groups or areas) + ("（合并）" if self.kind == "union" else "") or None

    def told(self, label: Callable[[Place | Group], object]) -> Phrase | None:
        """The scope in words, its parts as `label` names them; None for all counties."""
        told = self._parts_told(label)
        if not self.kinds:
            return told
        kinds = tuple(Phrase(KIND_NAMES[kind]) for kind in self.kinds)
        return Phrase("{name} ({detail})", name=told or Phrase("all counties"), detail=kinds)

    def _parts_told(self, label: Callable[[Place | Group], object]) -> Phrase | None:
        groups, areas = tuple(map(label, self.groups)), tuple(map(label, self.areas))
        if groups and areas:
            return Phrase("{groups} ∩ {areas}", groups=_side(groups), areas=_side(areas))
        names = groups or areas
        if len(names) > 1:
            return Phrase("{names} (together)", names=names)
        return Phrase("{name}", name=names[0]) if names else None

    @property
    def title(self) -> Phrase | None:
        """The scope in words, its parts by their names; None for all counties."""
        return self.told(lambda part: part)


def _side(names: tuple[object, ...]) -> object:
    return Phrase("({names})", names=names) if len(names) > 1 else names[0]


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
