"""What a header of a spreadsheet says: a role, an indicator with unit and period, a period, or a place."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from countycli.drafting.folding import simplified
from countycli.drafting.indicators import Indicators
from countycli.drafting.measures import Measures
from countycli.drafting.sheets.times import Time, span_in, time_in
from countycli.drafting.sheets.words import (
    CHANGE,
    GROWTH,
    HEADINGS,
    IGNORED,
    LEAVE_OUT,
    LEVEL,
    RANKS,
    ROLES,
    STATUSES,
    VALUE,
    unmarked,
    unnumbered,
    word_key,
)
from countycli.errors import CountyError
from countycli.model.naming import name_key
from countycli.names.defined import find_metric
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.index.ask.index import Index
    from countycli.model.records import Metric
    from countycli.model.reports import Note

_BRACKETED = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_PARTED = re.compile(r"[,，、;；]\s*")
_TAIL = re.compile(r"[:：,，/、]\s*([^:：,，/、]+)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 80  # characters of a header; more is prose
_LONGEST_PERIOD = 24  # characters
_UNIT_WORD = re.compile(r"^(?:计量)?单位[:：]?")
_UNITS_BETWEEN = re.compile(r"[,，、;；/\s和]+")
_PERCENT = "%"
_OTHER_WORDS = {
    **dict.fromkeys(("百分比", "per cent", "percent", "pct"), "%"),
    **dict.fromkeys(("100 million yuan", "100 million rmb", "100 million cny", "rmb 100 million"), "亿元"),
    **dict.fromkeys(("10,000 yuan", "10 000 yuan", "10k yuan", "10,000 rmb"), "万元"),
    **dict.fromkeys(("10,000 persons", "10,000 people", "10 000 persons", "10k persons"), "万人"),
    **dict.fromkeys(("yuan", "rmb", "人民币元"), "元"),
    **dict.fromkeys(("persons", "people"), "人"),
    **dict.fromkeys(("平方千米", "sq km", "km2"), "平方公里"),
}


class Header(NamedTuple):
    """What a header says. `grows`: how the indicator grew that the header before, or above, names; `is_level`: that
    indicator itself; `span`: which months are counted; `heads`: only that columns belong together; `status`: how firm
    the figures are.
    """

    role: str = ""
    metric: str = ""
    unit: str = ""
    time: Time | None = None
    span: str = ""
    grows: bool = False
    is_level: bool = False
    heads: bool = False
    status: str = ""

    def __bool__(self) -> bool:
        return self != Header()

    def over(self, below: Header) -> Header:
        """What this header says together with one below it, which says more. A growth has a unit of its own."""
        inherited = "" if below.grows and not self.grows else self.unit
        return Header(
            role=below.role or ("" if below.metric else self.role),
            metric=below.metric or self.metric,
            unit=below.unit or inherited,
            time=below.time or self.time,
            span=below.span or self.span,
            grows=below.grows or self.grows,
            is_level=below.is_level or self.is_level,
            status=below.status or self.status,
        )


class Headers:
    """Reads headers by the names of the book's indicators and units."""

    def __init__(self, index: Index) -> None:
        self._index = index
        units, metrics = index.metrics.units(), index.metrics.by_id()
        self.measures = Measures(units, metrics)
        self._indicators = Indicators(metrics)
        self._called = {_key(name): unit.id for unit in units for name in (unit.name_en, unit.id)}
        self._called |= {_key(word): unit for word, unit in _OTHER_WORDS.items()}
        self._notes: dict[str, tuple[Note, ...]] = {}
        self.read = cache(self._read)
        self.metric = cache(self._metric)

    def unit(self, text: str) -> str:
        """The id of the unit that a text names, also in brackets; empty where the text names none."""
        folded = normalize("NFKC", text).strip()
        bracketed = _BRACKETED.fullmatch(folded)
        named = _UNIT_WORD.sub("", bracketed[1] if bracketed else folded)
        return self._called.get(_key(named), "") or self._called.get(_key(simplified(named)), "")

    def units_in(self, text: str) -> list[str]:
        """The units that a line above a table names: `单位：亿元、%`; none where the line says anything else."""
        found = _UNIT_WORD.match(normalize("NFKC", text).strip())
        rest = normalize("NFKC", text).strip()[found.end() :] if found else ""
        units = [self.unit(part) for part in _UNITS_BETWEEN.split(rest) if part]
        return units if all(units) else []

    def _read(self, text: str, *, ids: bool = False) -> Header:
        """With `ids`, the words may be this program's ids of indicators, some of which are everyday words, too."""
        plain = unmarked(text)
        if len(plain) > _LONGEST:
            return Header()
        return self._folded(plain, ids) or self._folded(simplified(plain), ids)

    def _folded(self, text: str, ids: bool) -> Header:  # handed on
        folded = unnumbered(text)
        role = IGNORED if folded == LEAVE_OUT else ROLES.get(word_key(folded))
        if role:
            return Header(role=role)
        rest, unit = self.without_unit(folded)
        rest, status = _without_status(rest)
        for time, words in divided(rest):
            found = self._words(unmarked(words), unit, ids)
            if found or (time and not words):
                return found._replace(time=time, unit=unit or found.unit, status=status)
        return Header()

    def _words(self, words: str, unit: str, ids: bool) -> Header:  # handed on
        key = word_key(words)
        role = ROLES.get(key)
        if role and (not unit or role == VALUE):  # an area in square kilometres is no region
            return Header(role=role)
        if key in HEADINGS:
            return Header(heads=True)
        span, rest = span_in(key)
        if rest in GROWTH or (unit == _PERCENT and rest in {*CHANGE, ""} and (rest or "±" in words)):
            return Header(grows=True, span=span)
        if rest in LEVEL or (span and not rest):
            return Header(is_level=rest in LEVEL, span=span)
        if key.endswith(RANKS) and words not in self.measures.metrics:
            return Header(role=IGNORED)
        metric = (self.metric(words, ids) or (self.metric(rest, ids) if span else None)) if key else None
        return Header(metric=metric.id, span=span) if metric else Header()

    def _metric(self, words: str, ids: bool) -> Metric | None:  # handed on
        """The indicator that some words name; None where they may as well name another one: a sheet's “Population” is
        not yet what this program calls `population`. What is told of words that are no indicator's own name is kept
        for `notes_on`.
        """
        try:
            match = find_metric(self._index, words)
        except CountyError:
            return None
        if not ids and (_is_everyday_id(words, match.metric) or says_more(words, match.metric)):
            return None
        self._notes[match.metric.id] = match.notes
        return match.metric

    def notes_on(self, metrics: Iterable[str]) -> list[Note]:
        """How the words were understood for which some indicators were taken."""
        return [note for metric in metrics for note in self._notes.get(metric, ())]

    def growth_of(self, metric: str) -> str:
        """The indicator that tells how another one grows; empty where the book has none."""
        concept = self._indicators.named(self.measures.metrics[metric].name)
        return concept.growth if concept else ""

    def without_unit(self, text: str) -> tuple[str, str]:
        """A header without the unit that stands in brackets or at the end, and the unit."""
        for bracketed in _BRACKETED.finditer(text):
            parts = [bracketed[1]] if self.unit(bracketed[1]) else _PARTED.split(bracketed[1])
            units = [unit for part in parts if (unit := self.unit(part))]
            if units:
                others = ",".join(part for part in parts if not self.unit(part))
                kept = f"({others})" if others else ""
                return (text[: bracketed.start()] + kept + text[bracketed.end() :]).strip(), units[0]
        tail = _TAIL.search(text)
        unit = self.unit(tail[1]) if tail else ""
        if tail and unit:
            return text[: tail.start()].strip(), unit
        if text.endswith(_PERCENT) and len(text) > 1:
            return text[:-1].strip(), _PERCENT
        return text, ""


def _is_everyday_id(words: str, metric: Metric) -> bool:
    """Whether words that name an indicator are nothing but its id, and a word that people use otherwise, too."""
    key = name_key(words)
    names = (metric.name, metric.name_en, *metric.aliases)
    return key == metric.id and not any(name_key(name) == key for name in names)


def says_more(words: str, metric: Metric) -> bool:
    """Whether words in brackets stand behind an indicator's name that are no part of the name: `(constant prices)`."""
    names = (metric.name, metric.name_en, *metric.aliases)
    return bool(_BRACKETED.search(words)) and not any(name_key(name) == name_key(words) for name in names)


def _without_status(text: str) -> tuple[str, str]:
    """A header without the words in brackets that tell how firm the figures are, and the status."""
    for bracketed in _BRACKETED.finditer(text):
        if status := STATUSES.get(word_key(bracketed[1])):
            return (text[: bracketed.start()] + text[bracketed.end() :]).strip(), status
    return text, ""


def _key(text: str) -> str:
    return name_key(text) or text.strip()


def divided(text: str) -> Iterator[tuple[Time | None, str]]:
    """The ways to divide a header into a time, at the beginning, at the end or in brackets, and other words; the
    longest time first, none last.
    """
    if _YEAR.search(text):
        yield from _with_time(text)
    yield None, text


def _with_time(text: str) -> Iterator[tuple[Time, str]]:
    for bracketed in _BRACKETED.finditer(text):
        if time := time_in(bracketed[1]):
            yield time, (text[: bracketed.start()] + text[bracketed.end() :]).strip()
    for length in range(len(text), 3, -1):
        for part, rest in ((text[:length], text[length:]), (text[-length:], text[:-length])):
            if not part[-1:].isspace() and (time := time_in(part)):
                yield time, rest.strip(" 　_-:：,，")


def times_in(line: str) -> set[Time]:
    """The times that a line of prose names: the longest readings at the places where years stand."""
    folded = normalize("NFKC", line)
    found = set()
    for year in _YEAR.finditer(folded):
        ends = range(min(len(folded), year.start() + _LONGEST_PERIOD), year.start() + 3, -1)
        readings = (time_in(folded[year.start() : end]) for end in ends)
        found.add(next(filter(None, readings), None))
    return {time for time in found if time}
