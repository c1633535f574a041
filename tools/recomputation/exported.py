"""The figures of `data export`, all of them, against those worked out here."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
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
            report.same(kind, subject, _comparable(row), _comparable(record))
    for key in recomputed:
        report.differs(kind, Subject(key.county, key.metric, key.period), "there", None, key.source)


def _comparable(row: Row) -> dict[str, object]:
    """The value as a number, for 55 and 55.0 are one, and breaks without an order: those of a day have none."""
    value = Decimal(row["value"]) if row["value"] else None
    return {**row, "value": value, "breaks": sorted(row["breaks"].split(_BETWEEN))}


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
    place = figures.registry.places[it.county]
    flags = {
        "headline": headline,
        "comparable": it.comparable,
        "derived": it.derived,
        "inferred": it.inferred,
        "restated": it.restated,
        "zones_apart": it.zones_apart,
        "doubtful": it.doubtful,
        "disputed": disputed,
    }
    texts = {
        "county_code": printed(it.county),
        "level": place.level,
        "prefecture_code": place.code if place.level == "prefecture" else place.prefecture,
        "province_code": place.province or place.code,
        "metric": it.metric,
        "unit": figures.book.metrics[it.metric].unit,
        "period": str(it.period),
        "first_month": month(it.period.first),
        "last_month": month(it.period.last),
        "year": str(it.period.year),
        "value": None if it.value is None else str(it.value),
        "decimals": str(it.decimals),
        "bound": it.bound,
        "status": it.status,
        "standing": it.standing,
        "scope": it.scope,
        "boundaries": None if it.boundaries is None else month(it.boundaries),
        "source": it.source,
        "at": it.at,
        "printed": it.printed,
        "note": it.note,
        "breaks": _BETWEEN.join(_breaks(figures, it)),
    }
    return {key: value or "" for key, value in texts.items()} | {key: str(it).lower() for key, it in flags.items()}


def _breaks(figures: Figures, it: Figure) -> set[str]:
    """The changes of the territory of the unit, and of the place that it went on as."""
    codes = (it.county, *figures.registry.heirs.get(it.county, ()))
    return {_told(figures, change) for code in codes for change in figures.changes_since(it, code)}


def _told(figures: Figures, change: Change) -> str:
    way = "from" if change.direction == "in" else "to"
    return f"{change.date} {way} {printed(change.other)} {figures.registry.places[change.other].name}"
