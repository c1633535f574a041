"""Texts that are put into the reader's language where they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


def N_(text: str) -> str:  # noqa: N802  # gettext's customary name
    """Mark a text for the catalogue of translations; it is translated where it is shown."""
    return text


class Phrase:
    """A message that is translated when it is printed: an English template and what fills it."""

    __slots__ = ("params", "template")

    def __init__(self, template: str, **params: object) -> None:
        self.template = template
        self.params = params

    def __str__(self) -> str:
        """The English message, for tracebacks and tests; metrics, places and groups in it appear by their own `str`."""
        texts = {
            key: ", ".join(map(str, value)) if type(value) is tuple else value for key, value in self.params.items()
        }
        return self.template.format(**texts)

    def __repr__(self) -> str:
        return f"Phrase({self.template!r}, {self.params!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Phrase) and (self.template, self.params) == (other.template, other.params)

    def __hash__(self) -> int:
        return hash(self.template)


class Listed(NamedTuple):
    """Things that a message lists. Programs and files get all of them; a screen gets the first `most`, and how many
    `more` there are. If only `spare` or fewer would be hidden, the screen gets all, too.
    """

    things: tuple[object, ...]
    most: int
    spare: int = 0
    more: str = N_("and {count} more")

    def __str__(self) -> str:
        return ", ".join(map(str, self.things))

    @property
    def first(self) -> tuple[object, ...]:
        left = len(self.things) - self.most
        return self.things if left <= self.spare else (*self.things[: self.most], Phrase(self.more, count=left))


class PlaceName(NamedTuple):
    """What a place is called, where no more of the place is needed."""

    code: str
    name: str
    name_en: str
    short_en: str

    def __str__(self) -> str:
        return self.name


class Regions(NamedTuple):
    """Regions, each within the one before: Chinese names them in this order, `浙江省丽水市`, English in the reverse,
    `Lishui 丽水市, Zhejiang 浙江省`.
    """

    things: tuple[object, ...]

    def __str__(self) -> str:
        return "".join(map(str, self.things))


class Spelt(NamedTuple):
    """What the reader is to type, in Chinese and in English."""

    chinese: str
    english: str

    def __str__(self) -> str:
        return self.english


def named(things: Iterable[object]) -> Listed:
    """The things that a remark names: on a screen the first four; a fifth and last is named rather than counted."""
    return Listed(tuple(things), most=4, spare=1)


def brief(phrase: Phrase) -> Phrase:
    """A message short enough for a screen: of long lists in it only the first things are named."""
    return Phrase(phrase.template, **{key: _brief(value) for key, value in phrase.params.items()})


def _brief(value: object) -> object:
    if isinstance(value, Phrase):
        return brief(value)
    things = value.first if isinstance(value, Listed) else value
    return tuple(map(_brief, things)) if type(things) is tuple else value  # records are tuples too
