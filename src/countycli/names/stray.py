"""What a word may be that stands where it has no meaning. Loaded only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import AmbiguousError, CountyError, Phrase
from countycli.model.naming import name_key, quoted
from countycli.model.period_text import parse_period
from countycli.names.resolve import resolve_place
from countycli.names.scopes import scope_named

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from countycli.dataset.index import Index


def stray(index: Index, text: str, options: Collection[str]) -> Phrase | None:
    """The option to which a word belongs among those that the command has, or what tells about a place; None where it
    is nothing that is known.
    """
    if parse_period(text) is not None:
        option = next((it for it in ("--period", "--year") if it in options), None)
    elif "--in" in options and _is_scope(index, text):
        option = "--in"
    elif "--county" in options and is_place(index, text):
        option = "--county"
    elif "--metric" in options and index.name_hits("metric", name_key(text)):
        option = "--metric"
    elif is_place(index, text):
        return Phrase("`countycli show {name}` tells about a place", name=_quoted(text))
    else:
        return None
    return Phrase("did you mean `{word}`?", word=f"{option} {_quoted(text)}") if option else None


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


def is_place(index: Index, text: str) -> bool:
    """Whether some county or region is called so."""
    try:
        resolve_place(index, text)
    except AmbiguousError:
        return True
    except CountyError:
        return False
    return True


def _is_scope(index: Index, text: str) -> bool:
    try:
        scope_named(index, text)
    except CountyError:
        return False
    return True


def among_places(
    index: Index, names: Sequence[str], position: int, command: str, options: Collection[str]
) -> Phrase | None:
    """What to do with a word among names of places that is none itself: it may be one with its neighbour, or belong to
    an option of the command.
    """
    for first in (position - 1, position):
        pair = " ".join(names[first : first + 2]) if 0 <= first < len(names) - 1 else ""
        if pair and is_place(index, pair):
            line = " ".join([command, *map(quoted, (*names[:first], pair, *names[first + 2 :]))])
            return Phrase("quote a name that holds spaces: `{line}`", line=line)
    return stray(index, names[position], options)
