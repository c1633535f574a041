"""Texts that are put into the reader's language where they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


def N_(text: str) -> str:  # noqa: N802  # gettext's customary name
    """Marks a text that is translated where it is shown."""
    return text


class Phrase:
    """A message that is translated when it is printed: an English template and what fills it."""

    __slots__ = ("params", "template")

    def __init__(self, template: str, **params: object) -> None:
        self.template = template
        self.params = params

    def __str__(self) -> str:
        """In English, as developers read it: what fills the message says for itself what it is called."""
        texts = {key: ", ".join(map(str, it)) if type(it) is tuple else it for key, it in self.params.items()}
        return self.template.format(**texts)

    def __repr__(self) -> str:
        return f"Phrase({self.template!r}, {self.params!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Phrase) and (self.template, self.params) == (other.template, other.params)

    def __hash__(self) -> int:
        return hash(self.template)


class Listed(NamedTuple):
    """Things that fill a message. Who reads everything is told all of them, a person at a screen the first and how many
    `more` there are: of not more than `spare` beyond `most` all are named, else the first `most`.
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


def named(things: Iterable[object]) -> Listed:
    """What a remark is about: on a screen four of a kind; a fifth is named rather than counted."""
    return Listed(tuple(things), most=4, spare=1)


def brief(phrase: Phrase) -> Phrase:
    """A message as a screen bears it: with the first ones of what it lists."""
    return Phrase(phrase.template, **{key: _brief(value) for key, value in phrase.params.items()})


def _brief(value: object) -> object:
    if isinstance(value, Phrase):
        return brief(value)
    things = value.first if isinstance(value, Listed) else value
    return tuple(map(_brief, things)) if type(things) is tuple else value  # records are tuples too
