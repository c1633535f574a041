"""Translations of the program's messages, looked up in a binary catalogue (`.mo`) as gettext writes it."""

from __future__ import annotations

from bisect import bisect_left
from struct import calcsize, unpack_from

_HEADER = "<7I"  # magic number, revision, count of messages, then where the two tables of texts begin; two of hashing
_ENTRY = "<2I"  # length and place of a text
_ENTRY_SIZE = calcsize(_ENTRY)


class Catalogue:
    """A catalogue that reads only the messages that are asked for. An answer shows some twenty of nine hundred;
    `gettext.GNUTranslations` would read all of them first, which takes a hundredth of the time of the answer.
    Messages are sorted by their bytes (GNU gettext manual, “The Format of GNU MO Files”).
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        _, _, count, self._messages, self._translations, _, _ = unpack_from(_HEADER, content)
        self._numbers = range(count)
        self._known: dict[str, str] = {}

    def gettext(self, message: str) -> str:
        """The translation of a message; where there is none, the message itself."""
        known = self._known.get(message)
        if known is None:
            known = self._known[message] = self._translation(message)
        return known

    def _translation(self, message: str) -> str:
        wanted = message.encode()
        number = bisect_left(self._numbers, wanted, key=lambda number: self._text(self._messages, number))
        if number == len(self._numbers) or self._text(self._messages, number) != wanted:
            return message
        return self._text(self._translations, number).decode()

    def _text(self, table: int, number: int) -> bytes:
        length, start = unpack_from(_ENTRY, self._content, table + number * _ENTRY_SIZE)
        return self._content[start : start + length]
