"""The figures of `data export`, all of them, against those worked out here."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from recomputation.headlines import differ, headline
from recomputation.periods import Period, month
from recomputation.records import printed
from recomputation.report import Report, Subject

if TYPE_CHECKING:
    from pathlib import Path

    from recomputation.figures import Figures
    from recomputation.records import Figure
    from recomputation.registry import Change

Row = Mapping[str, str]


class _Key(NamedTuple):
    """What a row is identified by; a derived figure bears the source of its first input."""

    county: str
    metric: str
    period: str
    scope: str
    source: str
    derived: str


_BETWEEN = "; "
_FLAGS = {True: "true", False: "false"}
_FILES = {"figure": "observations.csv", "target": "targets.csv"}


def compare_export(figures: Figures, folder: Path, report: Report) -> None:
    report.counts |= {"figures": len(figures.book.observations), "derived": len(figures.derived)}
    for kind, mine in (("figure", figures.all), ("target", figures.book.targets)):
        _compare_rows(kind, figures, mine, _rows(folder / _FILES[kind]), report)


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _compare_rows(kind: str, figures: Figures, mine: Iterable[Figure], rows: Iterable[Row], report: Report) -> None:
    recomputed = {_Key(it["county_code"], *map(it.__getitem__, _Key._fields[1:])): it for it in _records(figures, mine)}
    for row in rows:
        key = _Key(row["county_code"], *map(row.__getitem__, _Key._fields[1:]))
        record = recomputed.pop(key, None)
        subject = Subject(key.county, key.metric, key.period)
        if record is None:
            report.differs(kind, subject, "there", key.source, None)
        else:
            report.same(kind, subject, _like(row, record), record)
    for key in recomputed:
        report.differs(kind, Subject(key.county, key.metric, key.period), "there", None, key.source)


def _like(row: Row, record: Row) -> Row:
    """The row with what means the same written as in the record: 55 and 55.0 are one number, and breaks of a day have
    no order.
    """
    value, breaks = row["value"], row["breaks"]
    if value != record["value"] and value and record["value"] and Decimal(value) == Decimal(record["value"]):
        row = {**row, "value": record["value"]}
    if breaks != record["breaks"] and sorted(breaks.split(_BETWEEN)) == sorted(record["breaks"].split(_BETWEEN)):
        row = {**row, "breaks": record["breaks"]}
    return row


def _records(figures: Figures, mine: Iterable[Figure]) -> Iterator[dict[str, str]]:
    """Rows as `docs/engines.md` describes their columns."""
    grouped: dict[tuple[str, str, Period, str | None], list[Figure]] = {}
    for it in mine:
        grouped.setdefault((it.county, it.metric, it.period, it.scope), []).append(it)
    for its in grouped.values():
        first, _, disputed = headline(its, figures.book.documents)
        for it in its:
            disputes = disputed if it is first else differ(first, it)
            yield _record(figures, it, headline=it is first, disputed=disputes)


def _record(figures: Figures, it: Figure, *, headline: bool, disputed: bool) -> dict[str, str]:
    return {
        **_of_place(figures, it.county),
        **_of_period(it.period),
        "metric": it.metric,
        "unit": it.unit,
        "value": "" if it.value is None else str(it.value),
        "decimals": str(it.decimals),
        "bound": it.bound or "",
        "status": it.status,
        "standing": it.standing or "",
        "scope": it.scope or "",
        "boundaries": "" if it.boundaries is None else month(it.boundaries),
        "source": it.source,
        "at": it.at or "",
        "printed": it.printed or "",
        "note": it.note or "",
        "breaks": _breaks(figures, it),
        "headline": _FLAGS[headline],
        "comparable": _FLAGS[it.comparable],
        "derived": _FLAGS[it.derived],
        "inferred": _FLAGS[it.inferred],
        "restated": _FLAGS[it.restated],
        "zones_apart": _FLAGS[it.zones_apart],
        "doubtful": _FLAGS[it.doubtful],
        "disputed": _FLAGS[disputed],
    }


@cache
def _of_place(figures: Figures, code: str) -> dict[str, str]:
    place = figures.registry.places[code]
    return {
        "county_code": printed(code),
        "level": place.level,
        "prefecture_code": (place.code if place.level == "prefecture" else place.prefecture) or "",
        "province_code": place.province or place.code,
    }


@cache
def _of_period(it: Period) -> dict[str, str]:
    ends = {"first_month": month(it.first), "last_month": month(it.last)}
    return {"period": str(it), "year": str(it.year), **ends}


@cache
def _codes(figures: Figures, code: str) -> tuple[str, ...]:
    """The unit whose territory may have changed, and the places that it went on as."""
    found = (code, *figures.registry.heirs.get(code, ()))
    return tuple(one for one in found if figures.registry.changes[one])


def _breaks(figures: Figures, it: Figure) -> str:
    """The changes of the territory of the unit, and of the place that it went on as."""
    told = {_told(figures, change) for code in _codes(figures, it.county) for change in figures.changes_since(it, code)}
    return _BETWEEN.join(told)


def _told(figures: Figures, change: Change) -> str:
    way = "from" if change.direction == "in" else "to"
    return f"{change.date} {way} {printed(change.other)} {figures.registry.places[change.other].name}"
