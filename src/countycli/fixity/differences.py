"""How records differ from those that were written: which cells changed, which rows are new or gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING

from countycli.fixity.canonical import TABLE, Record, line_of
from countycli.fixity.rewritten import is_rewritten
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

CHANGED, ADDED, REMOVED, REWRITTEN = "changed", "added", "removed", "rewritten"
COLUMN_ADDED, COLUMN_REMOVED = "column_added", "column_removed"

# Columns that tell what a row is about: rows are paired by all of them, then without the document, then by likeness.
_SUBJECT = ("kind", "role", "county_code", "county", "metric", "period", "scope", "id", "ref", "name", "key")
_NESTED = ("county.code", "benchmark", "document")
_ROUNDS = ((*_SUBJECT, *_NESTED, "source"), (*_SUBJECT, *_NESTED))
# Of these a slip changes one; rows that differ in several are of different things.
_OF_WHAT = ("county_code", "county", "county.code", "county.name", "metric", "period")
_ALIKE = 0.4  # the least likeness of two rows that are taken for one that changed
_MOST_PAIRS = 250_000  # of rows that are compared each with each
_LONGEST = 48  # characters of the beginning of a row


_Cells = frozenset[tuple[str, str]]  # of a record, by which equal records are found


class Difference(NamedTuple):
    """A cell of a row, or a whole row or column, that is not as it was. County, `metric` and `period` are empty where
    the file doesn't tell them in columns of their own; then `row` tells how the row begins.
    """

    kind: str
    table: str
    county_code: str
    county: str
    metric: str
    period: str
    row: str
    column: str
    was: str
    now: str


class Outcome(NamedTuple):
    """All differences, and whether the rows that are the same stand in another order."""

    found: tuple[Difference, ...]
    reordered: bool


def compare(was: Sequence[Record], now: Sequence[Record]) -> Outcome:
    found: list[Difference] = []
    tables_was, tables_now = _by_table(was), _by_table(now)
    for table in dict.fromkeys([*tables_was, *tables_now]):
        found += _Table(table, tables_was.get(table, []), tables_now.get(table, [])).differences()
    return Outcome(tuple(found), _is_reordered(was, now))


def _by_table(records: Iterable[Record]) -> dict[str, list[Record]]:
    tables: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        tables[record.get(TABLE, "")].append(record)
    return tables


def _is_reordered(was: Sequence[Record], now: Sequence[Record]) -> bool:
    """Whether what both have stands in another order. What stands several times tells nothing of an order."""
    sides = [[line_of(record) for record in side] for side in (was, now)]
    counts = [Counter(side) for side in sides]
    single = {line for line in counts[0] if counts[0][line] == counts[1][line] == 1}
    first, second = ([line for line in side if line in single] for side in sides)
    return first != second


class _Table:
    """The records of one table, as they were and as they are."""

    def __init__(self, name: str, was: list[Record], now: list[Record]) -> None:
        self._name = name
        self._was = was
        self._now = now
        columns = dict.fromkeys(key for record in now for key in record)
        self._places = {column: place for place, column in enumerate(columns)}

    def differences(self) -> Iterator[Difference]:
        columns, whole = self._columns()
        yield from whole
        was, now = self._unlike(columns)
        pairs, lost, new = _paired(was, now)
        for before, after in pairs:
            yield from self._cells(before, after, columns)
        yield from (self._row(REMOVED, record) for record in lost)
        yield from (self._row(ADDED, record) for record in new)

    def _columns(self) -> tuple[set[str], list[Difference]]:
        """The columns to compare; and those that came or went as a whole, which are told once, not in each row."""
        counts = [Counter(key for record in side for key in record) for side in (self._was, self._now)]
        compared, whole = set[str](), list[Difference]()
        for column in dict.fromkeys([*counts[0], *counts[1]]):
            had, has = counts[0][column], counts[1][column]
            if self._was and self._now and not (had and has) and had + has > 1:
                kind = COLUMN_REMOVED if had else COLUMN_ADDED
                whole.append(Difference(kind, self._name, "", "", "", "", "", column, str(had or ""), str(has or "")))
            else:
                compared.add(column)
        return compared, whole

    def _unlike(self, columns: set[str]) -> tuple[list[Record], list[Record]]:
        """Records of either side that have no equal on the other, by the columns that count."""

        def key(record: Record) -> _Cells:
            return frozenset(cell for cell in record.items() if cell[0] in columns)

        here, there = Counter(map(key, self._was)), Counter(map(key, self._now))
        return _beyond(self._was, there, key), _beyond(self._now, here, key)

    def _cells(self, was: Record, now: Record, columns: set[str]) -> Iterator[Difference]:
        for column in [column for column in {**was, **now} if column in columns]:
            before, after = was.get(column, ""), now.get(column, "")
            if before != after:
                kind = REWRITTEN if is_rewritten(before, after) else CHANGED
                if column == "text":
                    before, after = _stretch(before, after)
                yield self._difference(kind, {**now, **was}, column, before, after)

    def _row(self, kind: str, record: Record) -> Difference:
        told = record.get("value", "")
        return self._difference(kind, record, "", told if kind == REMOVED else "", told if kind == ADDED else "")

    def _difference(self, kind: str, record: Record, column: str, was: str, now: str) -> Difference:
        code = record.get("county_code") or record.get("county.code", "")
        county = record.get("county") or record.get("county.name", "")
        period = record.get("period") or record.get("year", "")
        row = "" if county else self._beginning(record, column)
        return Difference(kind, self._name, code, county, record.get("metric", ""), period, row, column, was, now)

    def _beginning(self, record: Record, changed: str) -> str:
        """How a row begins: its first two cells that are as they were, in the order of the columns; of a text its first
        words.
        """
        last = len(self._places)
        columns = sorted(record.keys() - {TABLE, changed}, key=lambda column: (self._places.get(column, last), column))
        text = record.get("text") or "  ".join(record[column] for column in columns[:2])
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _beyond(records: list[Record], others: Counter[_Cells], key: Callable[[Record], _Cells]) -> list[Record]:
    """The records of which there are more than among the others."""
    left, beyond = Counter(others), []
    for record in records:
        if left[key(record)] > 0:
            left[key(record)] -= 1
        else:
            beyond.append(record)
    return beyond


def _paired(was: list[Record], now: list[Record]) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """Records that are the same row before and after; then those that are gone, and those that are new."""
    pairs: list[tuple[Record, Record]] = []
    for columns in _ROUNDS:
        waiting: dict[tuple[str, ...], list[Record]] = defaultdict(list)
        for record in now:
            waiting[_subject(record, columns)].append(record)
        unpaired = []
        for record in was:
            subject = _subject(record, columns)
            if any(subject) and waiting[subject]:
                pairs.append((record, waiting[subject].pop(0)))
            else:
                unpaired.append(record)
        was, now = unpaired, [record for records in waiting.values() for record in records]
    if len(was) * len(now) > _MOST_PAIRS:
        return pairs, was, now
    return _paired_by_likeness(pairs, was, now)


def _paired_by_likeness(
    pairs: list[tuple[Record, Record]], was: list[Record], now: list[Record]
) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    scores = [(_likeness(before, after), -i, -j) for i, before in enumerate(was) for j, after in enumerate(now)]
    taken_was, taken_now = set[int](), set[int]()
    for score, i, j in sorted(scores, reverse=True):
        if score < _ALIKE:
            break
        if -i not in taken_was and -j not in taken_now:
            taken_was.add(-i)
            taken_now.add(-j)
            pairs.append((was[-i], now[-j]))
    lost = [record for i, record in enumerate(was) if i not in taken_was]
    return pairs, lost, [record for j, record in enumerate(now) if j not in taken_now]


def _subject(record: Record, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(record.get(column, "") for column in columns)


def _likeness(was: Record, now: Record) -> float:
    """From 0 to 1: the share of equal cells, of texts the share of equal words. The first cell counts twice."""
    if sum(was.get(column) != now.get(column) for column in _OF_WHAT) > 1:
        return 0
    one, other = (record.get("text", "").split() for record in (was, now))
    if one or other:
        return sum(a == b for a, b in zip_longest(one, other)) / max(len(one), len(other), 1) if one and other else 0
    keys = [key for key in dict.fromkeys([*now, *was]) if key != TABLE]
    equal = [was.get(key) == now.get(key) for key in keys]
    return (sum(equal) + equal[0]) / (len(keys) + 1) if keys else 1


def _stretch(was: str, now: str) -> tuple[str, str]:
    """The words of two texts between the words that both begin and end with."""
    one, other = was.split(), now.split()
    first = 0
    while first < min(len(one), len(other)) and one[first] == other[first]:
        first += 1
    last = 0
    while last < min(len(one), len(other)) - first and one[-1 - last] == other[-1 - last]:
        last += 1
    return " ".join(one[first : len(one) - last]), " ".join(other[first : len(other) - last])
