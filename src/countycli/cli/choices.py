"""Words of which one must be chosen. This module knows no Typer, so that a Typer that doesn't fit can be told of."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from countycli.errors import UsageError
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def one_of(value: str, known: Sequence[str], message: Phrase, aliases: Mapping[str, str] = MappingProxyType({})) -> str:
    """The known word that `value` means, in any case or by an alias. Raises UsageError, with `message`, for others."""
    word = value.casefold()
    word = aliases.get(word, word)
    if word not in known:
        raise UsageError(message, Phrase("known: {words}", words=tuple(known)))
    return word
