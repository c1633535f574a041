"""Names of all things, and search in their texts."""

from __future__ import annotations

from itertools import accumulate, islice
from typing import TYPE_CHECKING

from countycli.index.ask.connection import LAST_CHARACTER, Connection
from countycli.index.ask.decode import character_of
from countycli.index.schema import CHARACTER_COLUMNS, ITEM_KINDS
from countycli.model.answers import Found, NameHit
from countycli.model.naming import bigrams

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from countycli.model.records import Character


_ANY_LENGTH = 1 << 30
_ITEM_ORDER = " ".join(f"WHEN '{kind}' THEN {number}" for number, kind in enumerate(ITEM_KINDS))
_ITEMS = "SELECT kind, ref, title, text FROM items WHERE number IN ({numbers})"
_ITEMS += f" ORDER BY CASE kind {_ITEM_ORDER} END, number"
_MOST_GRAMS = 24  # enough to leave few items, whose texts are then searched for the whole words


class Names:
    """Keys are names as `name_key` folds them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hits(self, kind: str, key: str) -> list[NameHit]:
        """What a name key may stand for, the surest kind of name first."""
        sql = "SELECT tier, id FROM names WHERE kind = ? AND key = ? ORDER BY tier, id"
        return [NameHit(*row) for row in self._connection.rows(sql, (kind, key))]

    def tiers(self, kind: str, key: str) -> dict[str, int]:
        """What a name key may stand for, each with the tier of its surest name of that key."""
        return {hit.id: hit.tier for hit in reversed(self.hits(kind, key))}

    def keys(self, kind: str, prefix: str = "") -> list[tuple[str, int, str]]:
        """Key, tier and id of every name that begins with `prefix`."""
        sql = "SELECT key, tier, id FROM names WHERE kind = ? AND key >= ? AND key < ? ORDER BY key, tier, id"
        return self._connection.rows(sql, (kind, prefix, prefix + LAST_CHARACTER))

    def shared(self, kind: str, keys: Iterable[str]) -> frozenset[str]:
        """Those of some name keys that are, in the surest tier in which they are names, names of several things."""
        sql = "SELECT key, tier, count(*) FROM names WHERE kind = '{kind}' AND key IN ({{marks}}) GROUP BY key, tier"
        rows = self._connection.rows_in(sql.format(kind=kind), keys)
        surest: dict[str, int] = {key: count for key, _, count in sorted(rows, reverse=True)}
        return frozenset(key for key, count in surest.items() if count > 1)

    def with_any(
        self, kind: str, characters: str, shortest: int = 1, longest: int | None = None
    ) -> list[tuple[str, int, str]]:
        """Key, tier and id of every name from `shortest` to `longest` that has any of some letters or digits."""
        # Keys are Chinese or Latin: where all characters are of one script, names in the other are passed over.
        first = "" if min(characters).isascii() else "\x80"
        last = "\x80" if characters.isascii() else LAST_CHARACTER
        sql = "SELECT key, tier, id FROM names WHERE kind = ? AND key >= ? AND key < ? AND key GLOB ?"
        sql += " AND length(key) BETWEEN ? AND ?"
        return self._connection.rows(sql, (kind, first, last, f"*[{characters}]*", shortest, longest or _ANY_LENGTH))

    def characters(self, wanted: Iterable[str]) -> dict[str, Character]:
        """How some Chinese characters are read and what they look like, as far as that is known."""
        rows = self._connection.rows_in(
            f"SELECT {CHARACTER_COLUMNS} FROM characters WHERE character IN ({{marks}})", wanted
        )
        return {row[0]: character_of(row) for row in rows}

    def search(self, words: Sequence[str]) -> list[Found]:
        """Items whose text holds every one of `words` (name keys), in the order of the book; none for no words."""
        words = [word for word in words if word]
        if not words:
            return []
        grams = dict.fromkeys(gram for word in words for gram in _grams_of(word))
        numbers = set.intersection(*map(self._items_with, islice(grams, _MOST_GRAMS)))
        rows = self._connection.rows(_ITEMS.format(numbers=", ".join(map(str, numbers)))) if numbers else []
        return [Found(kind, ref, title) for kind, ref, title, text in rows if all(word in text for word in words)]

    def _items_with(self, gram: str) -> set[int]:
        """The numbers of the items whose text holds a gram, or one that begins with it."""
        sql = "SELECT items FROM grams WHERE gram >= ? AND gram < ?"
        rows = self._connection.rows(sql, (gram, gram + LAST_CHARACTER))
        return {number for (items,) in rows for number in accumulate(map(int, items.split()))}


def _grams_of(word: str) -> list[str]:
    """The bigrams of a word; a single character stands for all bigrams that begin with it."""
    return list(bigrams(word))[:-1] or [word]
