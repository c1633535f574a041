"""What a surplus word on the command line may have been meant for. Loaded only where there is such a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.naming import quoted
from countycli.model.period_text import parse_period
from countycli.names.defined import is_group, is_metric
from countycli.names.resolve import is_name
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection

    from countycli.index.ask.index import Index


def stray(index: Index, text: str, options: Collection[str]) -> Phrase | None:
    """A hint for a surplus word: the option of the command that the word would fit or, for a place, the command that
    tells about the place; None where the word means nothing that the book knows.
    """
    if parse_period(text) is not None:
        option = next((name for name in ("--period", "--year", "--from") if name in options), None)
    elif "--in" in options and _is_scope(index, text):
        option = "--in"
    elif "--county" in options and is_name(index, text):
        option = "--county"
    elif "--metric" in options and is_metric(index, text):
        option = "--metric"
    elif is_name(index, text):
        return Phrase("`countycli show {name}` tells about a place", name=quoted(text))
    else:
        return None
    return Phrase("did you mean `{word}`?", word=f"{option} {quoted(text)}") if option else None


def _is_scope(index: Index, text: str) -> bool:
    return is_group(index, text) or is_name(index, text, region=True)
