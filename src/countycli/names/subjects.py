"""What words mean that may name indicators, a county or a scope, in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import AmbiguousError, NotFoundError, UsageError
from countycli.model.naming import quoted
from countycli.names.defined import find_metric, is_metric, resolve_group
from countycli.names.resolve import resolve_place
from countycli.names.scopes import JOIN
from countycli.phrases import Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.names.resolve import Match


class Subjects(NamedTuple):
    """Indicators by what names them, a county or none, and scopes by what names them."""

    metrics: tuple[str, ...]
    county: Match | None
    scopes: tuple[str, ...]


def subjects(index: Index, words: Sequence[str], periods: Collection[Period] = ()) -> Subjects:
    """A word is an indicator before a group, a group before a place; of places first those of the `periods`. Raises
    UsageError for two counties, NotFoundError or AmbiguousError for a word that is none of these or one of several.
    """
    metrics: list[str] = []
    scopes: list[str] = []
    counties: dict[str, tuple[str, Match]] = {}
    for word in words:
        if is_metric(index, word):
            metrics.append(word)
        elif JOIN in word or resolve_group(index, word):
            scopes.append(word)
        else:
            match = _place(index, word, periods)
            if match is None:
                metrics.append(word)
            elif match.place.level == "county":
                counties[match.place.code] = word, match
            else:
                scopes.append(word)
    if len(counties) > 1:
        message = Phrase("{names}: one county at a time", names=tuple(it.place.name for _, it in counties.values()))
        command = " ".join(["countycli compare", *(quoted(word) for word, _ in counties.values())])
        raise UsageError(message, Phrase("`{command}` sets them side by side", command=command))
    county = next((match for _, match in counties.values()), None)
    return Subjects(tuple(metrics), county, tuple(scopes))


def _place(index: Index, word: str, periods: Collection[Period]) -> Match | None:
    """The place of this name; none where it is another form of an indicator's. Where it is nothing, indicators like it
    are offered too.
    """
    try:
        return resolve_place(index, word, periods=periods)
    except NotFoundError as error:
        try:
            find_metric(index, word)
        except AmbiguousError:
            return None
        except NotFoundError as other:
            message = Phrase("“{text}” is no indicator, county, region or group", text=word)
            hint = Phrase("`countycli metrics`, `countycli counties` and `countycli groups` list what there is")
            raise NotFoundError(message, hint, (*error.candidates, *other.candidates)) from None
        return None
