"""What words mean that may name indicators, a county or scopes, in any order."""

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
    """The words that name indicators, the county that a word names if one does, and the words that name scopes."""

    metrics: tuple[str, ...]
    county: Match | None
    scopes: tuple[str, ...]


def subjects(index: Index, words: Sequence[str], periods: Collection[Period] = ()) -> Subjects:
    """Sort words into indicators, a county and scopes. A word is tried as an indicator first, then as a group, then as
    a place; of places, those that existed in the `periods` come first.

    Raises UsageError for two counties, NotFoundError for a word without a meaning, AmbiguousError for one with several.
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
        names = tuple(match.place for _, match in counties.values())
        message = Phrase("{names}: one county at a time", names=names)
        command = " ".join(["countycli compare", *(quoted(word) for word, _ in counties.values())])
        raise UsageError(message, Phrase("`{command}` sets them side by side", command=command))
    county = next((match for _, match in counties.values()), None)
    return Subjects(tuple(metrics), county, tuple(scopes))


def _place(index: Index, word: str, periods: Collection[Period]) -> Match | None:
    """The place that a word names; None where the word is a variant of an indicator's name instead. Where the word is
    neither, the error offers similar places and similar indicators.
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
