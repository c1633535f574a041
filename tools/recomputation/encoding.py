"""Recomputed records with the keys of `docs/output.md`, so that they can be held against the program's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recomputation.benchmarks import Benchmark, benchmarks
from recomputation.periods import month
from recomputation.records import printed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from recomputation.figures import Figures
    from recomputation.headlines import Headline
    from recomputation.records import Figure
    from recomputation.within import Within

_RATIO_DIGITS = 12  # as many as a quotient of binary numbers has for certain

_WITHIN = ("rank_in_province", "rank_in_kind")

Record = dict[str, Any]


def figure(figures: Figures, it: Figure) -> Record:
    return {
        "metric": it.metric,
        "period": str(it.period),
        "value": it.value,
        "unit": figures.book.metrics[it.metric].unit,
        "bound": it.bound,
        "status": it.status,
        "standing": it.standing,
        "source": it.source,
        "at": it.at,
        "printed": it.printed,
        "note": it.note,
        "period_inferred": it.inferred,
        "scope": it.scope,
        "restated": it.restated,
        "derived": it.derived,
        "zones_apart": it.zones_apart,
        "boundaries": None if it.boundaries is None else month(it.boundaries),
        "doubtful": it.doubtful,
    }


def headline(figures: Figures, it: Headline, owner: str) -> Record:
    """Of a figure of `owner`, whatever code it is filed under."""
    changes = [
        {**one._asdict(), "other": printed(one.other), "name": figures.registry.places[one.other].name}
        for one in figures.changes_since(it.figure, owner)
    ]
    return {
        **figure(figures, it.figure),
        "rivals": by_source(figure(figures, rival) for rival in it.rivals),
        "disputed": it.disputed,
        "breaks": in_order(changes),
        "benchmarks": [_benchmark(one) for one in benchmarks(figures, it.figure)],
    }


def within(it: Within | None) -> Record | None:
    return None if it is None else {"rank": it.rank, "of": it.of, "counties": it.counties}


def within_scope(figures: Figures, it: Within | None) -> Record | None:
    if it is None:
        return None
    assert it.scope.region
    kinds = {"kinds": [it.scope.kind]} if it.scope.kind else {}
    scope = {"id": printed(it.scope.region), "name": figures.registry.places[it.scope.region].name, **kinds}
    return {"rank": it.rank, "of": it.of, "counties": it.counties, "scope": scope}


def told(record: Record) -> Record:
    """The program's record of a headline, lists whose order means nothing put in one."""
    known: Record = dict(record)
    if "rivals" in known:
        known["rivals"] = by_source({key: it[key] for key in it if key != "county"} for it in known["rivals"])
    known["breaks"] = in_order(
        {key: value for key, value in change.items() if key != "name_en"} for change in known.get("breaks", ())
    )
    known["benchmarks"] = [_told_benchmark(it) for it in known.get("benchmarks", ())]
    return known | {key: _told_within(known[key]) for key in _WITHIN if known.get(key)}


def _told_within(rank: Record) -> Record:
    """Without the English name of the province, which the registry has."""
    scope = {key: value for key, value in rank.get("scope", {}).items() if key != "name_en"}
    return {**rank, "scope": scope} if scope else rank


def by_source(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda it: (it["source"], it["derived"]))


def in_order(changes: Iterable[Record]) -> list[Record]:
    return sorted(changes, key=lambda it: (it["date"], it["other"], it["direction"]))


def _benchmark(it: Benchmark) -> Record:
    return {
        "county": it.region,
        "value": it.figure.value,
        "difference": it.difference,
        "ratio": digits(it.ratio),
        "source": it.figure.source,
    }


def _told_benchmark(it: Record) -> Record:
    return {key: it[key] for key in ("value", "difference", "source")} | {
        "county": it["county"]["code"],
        "ratio": digits(it["ratio"]),
    }


def digits(number: Decimal | int | None) -> str | None:
    """As many as are certain."""
    return None if number is None else f"{float(number):.{_RATIO_DIGITS}g}"
