"""From the files of `data/` to records, as `docs/dataset-format.md` describes them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from recomputation.numbers import converted, decimals_of
from recomputation.periods import Period, month_of, period
from recomputation.records import TARGET, Book, Document, Figure, Formula, Group, Member, Metric, Place, Step, Unit

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = frozenset({"county", "period", "scope", "at", "status", "note", "inferred", "restated", "boundaries"})
_DEFINITIONS = frozenset({"counties", "regions", "groups", "metrics", "dataset", "terms", "characters"})

Table = Mapping[str, Any]


def read(folder: Path) -> Book:
    """All of a dataset: definitions first, for units convert by them."""
    metrics = _toml(folder / "metrics.toml")
    places = [*_regions(folder), *(_place(it, "county") for it in _toml(folder / "counties.toml")["counties"])]
    units = {it["id"]: Unit(it["dimension"], Decimal(it["scale"])) for it in metrics["units"]}
    groups = (_group(it) for it in _toml(folder / "groups.toml")["groups"])
    book = Book(
        places={it.code: it for it in places},
        metrics={it["id"]: _metric(it) for it in metrics["metrics"]},
        units=units,
        groups={it.id: it for it in groups},
        documents={},
        observations=[],
        targets=[],
        zones=set(),
    )
    for path in sorted(folder.rglob("*.toml")):
        content = _toml(path)
        if path.stem not in _DEFINITIONS and "document" in content:
            _read_document(path.stem, content, book)
    book.observations[:] = [_settled(it, book) for it in book.observations]
    return book


def _toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file, parse_float=Decimal)


# Definitions


def _regions(folder: Path) -> Iterator[Place]:
    for it in _toml(folder / "regions.toml")["regions"]:
        yield _place(it, it["level"])


def _place(it: Table, level: str) -> Place:
    return Place(
        code=it["code"],
        name=it["name"],
        level=level,
        kind=it["kind"],
        prefecture=it.get("prefecture"),
        province=it.get("province"),
        valid_from=_date(it.get("valid_from")),
        valid_to=_date(it.get("valid_to")),
        predecessors=_steps(it.get("predecessors", ())),
        successors=_steps(it.get("successors", ())),
    )


def _steps(items: Any) -> tuple[Step, ...]:
    return tuple(Step(it["code"], str(it["date"]), it["change"]) for it in items)


def _date(value: Any) -> str | None:
    """A day, a month or a year, as text."""
    return None if value is None else str(value)


def _group(it: Table) -> Group:
    members = tuple(_member(member) for member in it["members"])
    return Group(it["id"], it.get("province"), _date(it.get("valid_from")), _date(it.get("valid_to")), members)


def _member(it: Any) -> Member:
    if isinstance(it, str):
        return Member(it, None, None)
    return Member(it["code"], _date(it.get("valid_from")), _date(it.get("valid_to")))


def _metric(it: Table) -> Metric:
    return Metric(
        id=it["id"],
        unit=it["unit"],
        kind=it["kind"],
        main=it.get("main", False),
        decimals=it["decimals"],
        higher_is_better=it.get("higher_is_better"),
        scope=it.get("scope"),
        adds_up=it.get("adds_up", False),
        change_decimals=it.get("change_decimals", 0),
        formula=_formula(it["derived"]) if "derived" in it else None,
    )


def _formula(it: Table) -> Formula:
    flags = (it.get(flag, False) for flag in ("annual", "yearly"))
    return Formula(it["kind"], it["metric"], it["base"], Fraction(it["times"]), *flags)


# Documents


class _Head(NamedTuple):
    """What holds for all values of a block or table, in the order of a figure's last fields."""

    status: str
    at: str | None
    note: str | None
    inferred: bool = False
    restated: bool = False


def _read_document(identifier: str, content: Table, book: Book) -> None:
    document = content["document"]
    book.documents[identifier] = Document(
        identifier, str(document.get("published", "")), document["access"], document["kind"]
    )
    for block in content.get("observations", ()):
        book.observations.extend(_block(block, identifier, book, block.get("status", "actual")))
    for block in content.get("targets", ()):
        book.targets.extend(_block(block, identifier, book, TARGET))
    for table in content.get("tables", ()):
        book.observations.extend(_table(table, identifier, book))
        book.zones.update((identifier, period(table["period"]), zone[0]) for zone in table.get("zones", ()))


def _block(block: Table, source: str, book: Book, status: str) -> Iterator[Figure]:
    """The figures of one place, period and scope: whatever key is none of the head's is a metric."""
    head = _Head(status, block.get("at"), block.get("note"), block.get("inferred", False), block.get("restated", False))
    for metric, cell in block.items():
        if metric in _HEAD:
            continue
        attributes = cell if isinstance(cell, Mapping) else {"value": cell}
        figure = _figure(block["county"], metric, period(block["period"]), source, attributes, head, book)
        yield figure._replace(scope=block.get("scope"), boundaries=_boundaries(block))


def _table(table: Table, source: str, book: Book) -> Iterator[Figure]:
    """The cells of a wide table: a row is a place, a column a metric, and `""` no figure."""
    covered = period(table["period"])
    columns = [(it, None) if isinstance(it, str) else (it["metric"], it.get("unit")) for it in table["columns"]]
    for first, *cells in table["rows"]:
        place = first if isinstance(first, Mapping) else {"county": first}
        head = _Head(table.get("status", "actual"), table.get("at"), place.get("note"))
        for (metric, unit), cell in zip(columns, cells, strict=True):
            if cell == "":
                continue
            attributes = {"unit": unit, **(cell if isinstance(cell, Mapping) else {"value": cell})}
            figure = _figure(place["county"], metric, covered, source, attributes, head, book)
            yield figure._replace(scope=place.get("scope"), boundaries=_boundaries(place))


def _boundaries(head: Table) -> int | None:
    return month_of(str(head["boundaries"])) if "boundaries" in head else None


def _figure(county: str, metric: str, covered: Period, source: str, it: Table, head: _Head, book: Book) -> Figure:
    value, decimals = _value(it.get("value"), it.get("unit"), book.metrics[metric], book.units)
    return Figure(
        county=county,
        metric=metric,
        unit=book.metrics[metric].unit,
        period=covered,
        value=value,
        decimals=decimals,
        bound=it.get("bound"),
        status=TARGET if head.status == TARGET else it.get("status", head.status),
        standing=it.get("standing"),
        scope=None,
        source=source,
        at=it.get("at", head.at),
        printed=it.get("printed"),
        note=it.get("note", head.note),
        inferred=it.get("inferred", False) or head.inferred,
        restated=it.get("restated", False) or head.restated,
        doubtful=it.get("doubtful", False),
    )


def _value(number: Any, unit: str | None, metric: Metric, units: Mapping[str, Unit]) -> tuple[Decimal | None, int]:
    """In the metric's canonical unit; None where the document gives a standing only."""
    if number is None:
        return None, 0
    exact = Decimal(number)
    if unit is None:
        return exact, decimals_of(exact)
    return converted(exact, Fraction(units[unit].scale) / Fraction(units[metric.unit].scale))


def _settled(it: Figure, book: Book) -> Figure:
    """What the registry and the rest of the table say: a unit that ceased before the period was over was counted in
    the boundaries before that; where zones stand beside the counties of a prefecture, people of these may be missing.
    """
    place = book.places[it.county]
    if place.level == "county" and (it.source, it.period, place.prefecture) in book.zones:
        it = it._replace(zones_apart=True)
    if place.valid_to and it.boundaries is None and not it.restated and month_of(place.valid_to) <= it.period.last:
        it = it._replace(boundaries=month_of(place.valid_to) - 1)
    return it
