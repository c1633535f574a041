"""The tables of an export: their columns and, a batch at a time from the index, their rows."""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from countycli.index.ask.decode import place_of
from countycli.index.ask.numbers import listed
from countycli.index.schema import (
    COMPARABLE,
    FIGURE_TABLES,
    INITIATIVE_COLUMNS,
    NEWEST_DOCUMENT,
    PLACE_COLUMNS,
    STATUS_WORDS,
)
from countycli.model.columns import DETAILS, FLAG, INTEGER, MONTH, NUMBER, TEXT
from countycli.model.period import Period, month_number
from countycli.model.records import Formula, gb_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from countycli.index.ask.index import Index
    from countycli.model.records import Metric, Place

Row = tuple[Any, ...]

# Keys by which the files of figures can be partitioned, each with the column that holds the key's value.
PARTITIONS = {"province": "province_code", "year": "year"}

_SEPARATOR = "|"  # between the members of a list in one cell; no name contains this character
_LOCATION = "county_code county level prefecture_code prefecture province_code province"
# In the columns of a location, a province and the country are their own province, and a prefecture its own prefecture.
_PROVINCE = "coalesce(places.province, places.code)"
_PREFECTURE = "CASE places.level WHEN 'prefecture' THEN places.code ELSE places.prefecture END"
_PARTS = {"province": _PROVINCE, "year": "last_month / 12"}
_LOCATIONS = (
    "SELECT places.code, places.name, places.level, prefectures.code, prefectures.name, provinces.code, provinces.name"
    f" FROM places LEFT JOIN places AS prefectures ON prefectures.code = {_PREFECTURE}"
    f" LEFT JOIN places AS provinces ON provinces.code = {_PROVINCE}"
)
# The breaks of each place. A former unit has, beside its own breaks, those of the places that continue the unit.
_BREAKS = (
    "SELECT unit, date, other, name, gain FROM"
    " (SELECT code AS unit, date, other, gain FROM breaks"
    " UNION SELECT part, date, other, gain FROM breaks JOIN lineage ON heir = code)"
    " LEFT JOIN places ON places.code = other ORDER BY unit, date DESC, other"
)
# What only unusual figures have: the index keeps these details in a table apart.
_DETAILS = tuple(column for column in DETAILS if column.exported)
_FIELDS = [column.field for column in _DETAILS]
_BOUNDARIES, _RESTATED = _FIELDS.index("boundaries"), _FIELDS.index("restated")
_FLAGS = (*(n for n, column in enumerate(_DETAILS) if column.kind == FLAG), len(_DETAILS))  # the last is `disputed`
_MONTHS = tuple(n for n, column in enumerate(_DETAILS) if column.kind == MONTH)
_RAW = ", ".join(
    (
        "county, metric, first_month, last_month, source, value, decimals, status, scope",
        f"headline, grade = {COMPARABLE}",
        *(f"details.{column.field}" for column in _DETAILS),
        "disputed",
    )
)
_FIGURES = (
    "SELECT " + _RAW + " FROM {table} CROSS JOIN places ON code = printf('%06d', county)"
    " CROSS JOIN documents ON documents.number = source LEFT JOIN details ON details.number = details WHERE {where}"
    " ORDER BY {parts}metric, last_month, first_month, county, " + NEWEST_DOCUMENT + ", scope"
)


class Column(NamedTuple):
    name: str
    kind: str = TEXT


class Selection(NamedTuple):
    """Which figures are exported; by default all. `regions` selects places with all that lie or lay in them, `counties`
    the named places alone.
    """

    metrics: tuple[str, ...] = ()
    period: Period | None = None
    regions: tuple[str, ...] = ()
    counties: tuple[str, ...] | None = None


class Table(NamedTuple):
    """`rows` takes a selection and the keys of PARTITIONS by which rows are to be grouped."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Index, Selection, tuple[str, ...]], Iterator[Row]]


def _columns(names: str, **kinds: str) -> tuple[Column, ...]:
    """Columns with the given names: of text, except those whose kind is given."""
    return tuple(Column(name, kinds.get(name, TEXT)) for name in names.split())


def is_empty(index: Index, selection: Selection) -> bool:
    """Whether the book has neither observations nor targets for a selection."""
    return not any(next(_figures(table)(index, selection, ()), None) for table in FIGURE_TABLES)


def _figures(table: str) -> Callable[[Index, Selection, tuple[str, ...]], Iterator[Row]]:
    def rows(index: Index, selection: Selection, partition: tuple[str, ...]) -> Iterator[Row]:
        where, parameters = _conditions(selection)
        parts = "".join(f"{_PARTS[key]}, " for key in partition)
        raw = index.connection.stream(_FIGURES.format(table=table, where=where, parts=parts), parameters)
        return map(_figure_row(index), raw)

    return rows


def _conditions(selection: Selection) -> tuple[str, list[Any]]:
    """A WHERE clause for the figures of a selection, and the parameters of the clause."""
    where, parameters = _within(selection)
    if selection.metrics:
        marks = ", ".join("?" * len(selection.metrics))
        where += f" AND metric IN (SELECT number FROM metrics WHERE id IN ({marks}))"
        parameters += selection.metrics
    if selection.period is not None:
        where += " AND first_month = ? AND last_month = ?"
        parameters += selection.period
    return where, parameters


def _within(selection: Selection) -> tuple[str, list[Any]]:
    """A WHERE clause for the places of a selection, and the parameters of the clause."""
    if selection.counties is not None:
        return f"CAST(code AS INTEGER) IN ({listed(selection.counties)})", []
    if selection.regions:
        marks = ", ".join("?" * len(selection.regions))
        terms = (f"{column} IN ({marks})" for column in ("code", "prefecture", "province"))
        return f"({' OR '.join(terms)})", [*selection.regions * 3]
    return "1", []


def _figure_row(index: Index) -> Callable[[Row], Row]:
    """A function from a row of the index, in which numbers stand for names, to a row of the exported table."""
    places = {int(code): (gb_code(code), *rest) for code, *rest in index.connection.stream(_LOCATIONS)}
    metrics = {
        number: names for number, *names in index.connection.stream("SELECT number, id, name, unit FROM metrics")
    }
    documents = dict(index.connection.stream("SELECT number, id FROM documents"))
    changes = _changes(index)

    def figure_row(raw: Row) -> Row:
        county, metric, first, last, source, value, decimals, status, scope, headline, comparable, *details = raw
        boundaries, restated = details[_BOUNDARIES], details[_RESTATED]
        changed = None if restated or county not in changes else _since(changes[county], boundaries or last)
        names = *places[county], *metrics[metric], *_times(first, last), documents[source]
        amount = value, decimals, STATUS_WORDS[status], scope or None, bool(headline), bool(comparable)
        return _in_order((*names, *amount, *_plain(details), changed))

    return figure_row


def _plain(details: list[Any]) -> list[Any]:
    """Details with flags as booleans and months as text, which the index holds as numbers."""
    for position in _FLAGS:
        details[position] = bool(details[position])
    for position in _MONTHS:
        details[position] = _month(details[position])
    return details


def _changes(index: Index) -> dict[int, list[tuple[int, str]]]:
    """By code of a place or former unit: month and description of each change of its territory, the latest first."""
    found: dict[int, dict[tuple[int, str], None]] = {}
    for code, date, other, name, gain in index.connection.stream(_BREAKS):
        text = f"{date} {'from' if gain else 'to'} {gb_code(other)} {name}"
        found.setdefault(int(code), {})[month_number(date), text] = None
    return {code: list(changes) for code, changes in found.items()}


def _since(changes: list[tuple[int, str]], territory: int) -> str | None:
    return "; ".join(text for month, text in changes if month > territory) or None


@cache
def _times(first: int, last: int) -> Row:
    period = Period(first, last)
    return str(period), _month(first), _month(last), period.last_year


def _month(number: int | None) -> str | None:
    return None if number is None else str(Period(number, number))


def _places(index: Index, selection: Selection, partition: tuple[str, ...]) -> Iterator[Row]:
    parents = {code: tuple(rest) for code, _, _, *rest in index.connection.stream(_LOCATIONS)}
    for row in index.connection.stream(f"SELECT {PLACE_COLUMNS} FROM places ORDER BY code"):
        yield _place_row(place_of(row), parents[row[0]])


def _place_row(place: Place, parents: Row) -> Row:
    lists = (
        (f"{gb_code(step.code)} {step.date} {step.change}" for step in steps)
        for steps in (place.predecessors, place.successors)
    )
    names = (f"{former.name} {former.until}" for former in place.former_names)
    return (
        *(gb_code(place.code), place.name, place.short, place.level, place.kind, place.romanized, place.initials),
        *(place.traditional, _joined(place.aliases), *parents, place.valid_from, place.valid_to),
        *map(_joined, (*lists, names)),
        *(place.name_en, place.short_en),
    )


def _joined(texts: Any) -> str | None:
    return _SEPARATOR.join(texts) or None


def _metrics(index: Index, selection: Selection, partition: tuple[str, ...]) -> Iterator[Row]:
    return map(_metric_row, index.metrics.by_id().values())


def _metric_row(metric: Metric) -> Row:
    return (
        *(metric.id, metric.name, metric.name_en, _joined(metric.aliases), metric.topic, metric.unit, metric.kind),
        *(metric.decimals, metric.higher_is_better, metric.price_basis, *metric.range),
        *(metric.definition, metric.definition_en, metric.scope, metric.adds_up),
        *(metric.formula or (None,) * len(Formula._fields)),
        metric.main,
    )


def _documents(index: Index, selection: Selection, partition: tuple[str, ...]) -> Iterator[Row]:
    return ((*document._replace(precedence=document.is_own),) for document in index.documents.by_id().values())


def _initiatives(index: Index, selection: Selection, partition: tuple[str, ...]) -> Iterator[Row]:
    identifier, _, *rest = (f"initiatives.{column}" for column in INITIATIVE_COLUMNS.split(", "))
    where, parameters = _within(selection)
    return index.connection.stream(
        f"SELECT {identifier}, code, places.name, {', '.join(rest)} FROM initiatives"
        f" CROSS JOIN places ON code = county WHERE {where} ORDER BY code, year DESC, position",
        parameters,
    )


# _MADE are the columns in the order in which a row of figures is put together, _FIRST their order in the files. Columns
# that _FIRST lacks follow at the end, so that the columns of earlier exports never move.
_MADE = (
    *_columns(
        f"{_LOCATION} metric metric_name unit period first_month last_month year source value decimals status scope"
        " headline comparable",
        **dict.fromkeys(("year", "decimals"), INTEGER),
        **dict.fromkeys(("headline", "comparable"), FLAG),
        value=NUMBER,
    ),
    *(Column(column.field, FLAG if column.kind == FLAG else TEXT) for column in _DETAILS),
    *_columns("disputed breaks", disputed=FLAG),
)
_FIRST = (
    f"{_LOCATION} metric metric_name unit period first_month last_month year value decimals bound status standing scope"
    " headline comparable derived inferred restated boundaries zones_apart source at printed note disputed breaks"
).split()
_ORDER = [[column.name for column in _MADE].index(name) for name in _FIRST]
_ORDER += [n for n, column in enumerate(_MADE) if column.name not in _FIRST]
_in_order: Callable[[Row], Row] = itemgetter(*_ORDER)
_FIGURE_COLUMNS = _in_order(_MADE)
TABLES = (
    *(Table(name, _FIGURE_COLUMNS, _figures(name)) for name in FIGURE_TABLES),
    Table(
        "counties",
        _columns(
            "code name short level kind pinyin initials traditional aliases prefecture_code prefecture province_code"
            " province valid_from valid_to predecessors successors former_names name_en short_en"
        ),
        _places,
    ),
    Table(
        "metrics",
        _columns(
            "id name name_en aliases topic unit kind decimals higher_is_better price_basis low high definition"
            " definition_en scope adds_up formula_kind formula_metric formula_base formula_times formula_annual"
            " formula_yearly main",
            **dict.fromkeys(("low", "high", "formula_times"), NUMBER),
            **dict.fromkeys(("higher_is_better", "adds_up", "formula_annual", "formula_yearly", "main"), FLAG),
            decimals=INTEGER,
        ),
        _metrics,
    ),
    Table(
        "documents",
        _columns(
            "id title publisher published kind access url note title_is_described seen own",
            **dict.fromkeys(("title_is_described", "own"), FLAG),
        ),
        _documents,
    ),
    Table(
        "initiatives",
        _columns("id county_code county name year category stage summary source at note", year=INTEGER),
        _initiatives,
    ),
)
