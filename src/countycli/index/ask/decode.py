"""From rows of the index to records and short answers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from countycli.index.schema import BETWEEN_INPUTS, COMPARABLE, STATUS_WORDS, VALUED
from countycli.model.answers import Holding, Standard, Value
from countycli.model.columns import DETAILS, FLAG, INPUTS
from countycli.model.period import Period
from countycli.model.records import (
    Character,
    Document,
    Figure,
    FormerName,
    Formula,
    Group,
    Inputs,
    Metric,
    Place,
    Succession,
)
from countycli.record import made

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Rows of many figures share few periods, which are looked up in a fraction of the time that making them takes.
_period = cache(Period)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _successions(text: str) -> tuple[Succession, ...]:
    return tuple(Succession(*line.split(" ")) for line in _lines(text)) if text else ()


def place_of(row: tuple[Any, ...]) -> Place:
    aliases, valid_from, valid_to, predecessors, successors, former_names, *english = row[-8:]
    life = valid_from, valid_to, _successions(predecessors), _successions(successors)
    return made(Place, (*row[:-8], _lines(aliases), *life, former_names_of(former_names), *english))


def former_names_of(text: str) -> tuple[FormerName, ...]:
    return tuple(map(_former_name, _lines(text))) if text else ()


def _former_name(line: str) -> FormerName:
    name, until, merged, *english = line.split("\t")
    return FormerName(name, until, bool(merged), *english)


def group_of(row: tuple[Any, ...]) -> Group:
    identifier, name, name_en, aliases, *rest = row
    return Group(identifier, name, name_en, _lines(aliases), *rest)


def character_of(row: tuple[Any, ...]) -> Character:
    character, readings, components, corners, strokes, phonetics, twins = row
    return Character(character, _words(readings), components, corners, strokes, _words(phonetics), twins)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


def document_of(row: tuple[Any, ...]) -> Document:
    return Document(*row)._replace(title_is_described=bool(row[8]))


def metric_of(row: tuple[Any, ...]) -> Metric:
    *texts, main, related, account, residents, change_decimals, headline, area, registered = row
    *before, better, basis, low, high, definition, definition_en, scope, adds_up, formula = texts
    identifier, name, name_en, aliases, topic, unit, kind, decimals = before
    return Metric(
        id=identifier,
        name=name,
        name_en=name_en,
        aliases=_lines(aliases),
        topic=topic,
        unit=unit,
        kind=kind,
        decimals=decimals,
        higher_is_better=None if better is None else bool(better),
        price_basis=basis,
        range=(low, high),
        definition=definition,
        definition_en=definition_en,
        scope=scope,
        adds_up=bool(adds_up),
        formula=_formula(formula),
        main=bool(main),
        related=_lines(related),
        revised_with=account,
        residents=bool(residents),
        change_decimals=change_decimals,
        headline=headline,
        area=bool(area),
        registered=bool(registered),
    )


def _formula(text: str | None) -> Formula | None:
    if text is None:
        return None
    kind, metric, base, times, *flags = text.split("\n")
    factor = int(times) if times.isdecimal() else float(times)
    return Formula(kind, metric, base, factor, *(flag == "True" for flag in flags))


def short_value(row: Sequence[Any]) -> Value:
    county, value, grade, scope, restated, boundaries = row
    return made(Value, (f"{county:06d}", value, grade == COMPARABLE, scope or None, bool(restated), boundaries))


def _grades(best: int | None) -> tuple[bool, bool, bool]:
    """Whether there is a figure, one with a value, and one that can be ranked, by the best grade of any."""
    return best is not None, best in (COMPARABLE, VALUED), best == COMPARABLE


def holding_of(row: tuple[Any, ...], metric: str) -> Holding:
    county, _, last, first, grade = row
    return Holding(f"{county:06d}", metric, _period(first, last), *_grades(grade))


def standard_of(row: tuple[Any, ...], metric: str) -> Standard:
    county, _, first, last, value, decimals, source, status, headline = row
    period = _period(first, last)
    return Standard(f"{county:06d}", metric, period, value, decimals, source, STATUS_WORDS[status], bool(headline))


def figure_of(row: tuple[Any, ...], metric: str, unit: str, details: Sequence[Any]) -> Figure:
    """A figure from a row with the columns that every figure has; `details` are the fields that few have."""
    _, source, last, first, county, scope, value, decimals, status, _ = row
    usual = metric, _period(first, last), value, decimals, unit, STATUS_WORDS[status], source, scope or None
    return made(Figure, (f"{county:06d}", *usual, *details))


def details_of(cells: list[Any]) -> list[Any]:
    for position, decode in _DECODED:
        cells[position] = decode(cells[position])
    return cells


def _inputs_of(text: str | None) -> Inputs | None:
    return None if text is None else Inputs(*text.split(BETWEEN_INPUTS))


_DECODERS: dict[str, Callable[[Any], Any]] = {FLAG: bool, INPUTS: _inputs_of}  # other kinds are kept as they are
_DECODED = [(n, _DECODERS[column.kind]) for n, column in enumerate(DETAILS) if column.kind in _DECODERS]
