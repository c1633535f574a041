"""`rank` as JSON and as flat rows."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from countycli.model.records import Figure, gb_code
from countycli.record import made
from countycli.render import encode
from countycli.render.encode import VALUE, Alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.model.period import Period
    from countycli.model.records import Place
    from countycli.phrases import PlaceName
    from countycli.query.beside import Beside
    from countycli.query.beside import Cell as BesideCell
    from countycli.query.change import Change
    from countycli.query.exclusions import Exclusion
    from countycli.query.marked import Marked
    from countycli.query.rank import RankReport, RankRow
    from countycli.render.encode import Data
    from countycli.render.words import Words


_SHARED = itemgetter(*(n for n, field in enumerate(Figure._fields) if field not in ("county", "value")))


def payload(report: RankReport, words: Words) -> Data:
    return {
        "query": {
            "metric": report.metric.id,
            "period": _period(report.period),
            "in": report.scope.id,
            "top": report.top,
            "ascending": report.ascending,
            "latest": report.period is None,
            **_further_query(report),
        },
        "metric": encode.metric(report.metric),
        "period": _period(report.period),
        "scope": encode.scope(report.scope),
        "rows": _rows(report),
        "references": _reference_data(report),
        "excluded": _excluded(report.excluded, words),
        "periods": [{"period": str(period), "counties": count} for period, count in report.periods],
        "median": None if report.since else report.median,
        **({"marked": [_marked(county, report, words) for county in report.marked]} if report.marked else {}),
        **({"beside": [_ranking(ranking) for ranking in report.beside]} if report.beside else {}),
    }


def _further_query(report: RankReport) -> Data:
    """What few questions ask for: several indicators or periods, `--since`, `--kind`, `--mark`."""
    asked = {
        "metrics": list(dict.fromkeys([report.metric.id, *(ranking.metric.id for ranking in report.beside)])),
        "periods": list(dict.fromkeys(map(_period, [report.period, *(ranking.period for ranking in report.beside)]))),
        "since": _period(report.since),
        "kinds": list(report.kinds),
        "mark": [gb_code(county.place.code) for county in report.marked],
    }
    wanted = {
        "metrics": report.beside,
        "periods": report.beside,
        "since": report.since,
        "kinds": report.kinds,
        "mark": report.marked,
    }
    return {key: value for key, value in asked.items() if wanted[key]}


def _period(period: Period | None) -> str | None:
    return str(period) if period else None


def _ranking(beside: Beside) -> Data:
    return {
        "metric": beside.metric.id,
        "period": _period(beside.period),
        "ascending": beside.ascending,
        "ranked": beside.ranked,
        "counties": beside.counties,
        "common": beside.common,
    }


def _rows(report: RankReport) -> Iterator[Data | Alike]:
    """A ranking of the nation has thousands of rows, so each is made only when it is written."""
    patterns: dict[object, Data] = {}
    for row in report.rows:
        yield _alike(row, report, patterns) if _is_plain(row) else _row(row, report)


def _is_plain(row: RankRow) -> bool:
    """Whether a row has no more than a rank, a county and a figure."""
    return not (row.headline.rivals or row.headline.breaks or row.benchmarks or row.beside or row.change)


def _alike(row: RankRow, report: RankReport, patterns: dict[object, Data]) -> Alike:
    """A plain row, of which thousands differ in rank, county and value only; `patterns` are those of earlier rows."""
    figure, within = row.headline.figure, row.within
    shared = _SHARED(figure), row.headline.disputed, within is None
    if shared not in patterns:
        patterns[shared] = _pattern(_row(row, report))
    ranks = encode.within_values(within) if within else ()
    values = (row.rank, *encode.place_values(row.place), figure.value, *ranks)
    return made(Alike, (patterns[shared], values))


def _pattern(row: Data) -> Data:
    """An encoded row with VALUE in the place of its own values."""
    nested = {key: dict.fromkeys(row[key], VALUE) for key in ("county", "rank_in_province") if row.get(key)}
    return {**row, "rank": VALUE, "value": VALUE, **nested}


def _row(row: RankRow, report: RankReport) -> Data:
    place = row.place
    data = {"rank": row.rank, **encode.headline(row.headline, place)}
    data["benchmarks"] = encode.benchmarks(row.benchmarks)
    if row.beside:
        data["beside"] = [_cell(cell, place) if cell else None for cell in row.beside]
    if row.change:
        data |= _change_data(row.change, place)
    if report.by_province:
        data["rank_in_province"] = encode.within(row.within)
    return data


def _marked(county: Marked, report: RankReport, words: Words) -> Data:
    """A county that the reader marked, with its row or with the reason why it has none."""
    return {
        "county": encode.place_ref(county.place),
        "rank": county.row.rank if county.row else None,
        "reason": county.reason,
        "detail": words.phrase(county.detail) if county.detail else None,
        "row": _row(county.row, report) if county.row else None,
    }


def _cell(cell: BesideCell, place: Place | PlaceName) -> Data:
    return {"rank": cell.rank, "rise": cell.rise, **encode.headline(cell.headline, place)}


def _change_data(change: Change, place: Place | PlaceName) -> Data:
    return {
        "change": change.value,
        "change_unit": change.unit,
        "since_value": change.then.figure.value,
        "since": encode.headline(change.then, place),
    }


def _reference_data(report: RankReport) -> list[Data]:
    changes = report.reference_changes or (None,) * len(report.references)
    return [
        {**encode.headline(headline, place), **(_change_data(change, place) if change else {})}
        for (place, headline), change in zip(report.references, changes, strict=True)
    ]


def rows(report: RankReport, words: Words) -> list[Data]:
    """A row for each county; each ranking beside has columns for figure, rank, rise in rank, and the figure's marks.
    Counties that the reader marked come at the end where they are not among the first.
    """
    marked = [county.row for county in report.marked if county.row]
    flat = []
    for row in (*report.rows, *(row for row in marked if row not in report.rows)):
        data = {**_row(row, report), **_flat(report, row)}
        if report.marked:
            data["marked"] = row in marked
        flat.append(data)
    return flat


def _flat(report: RankReport, row: RankRow) -> Data:
    found: Data = {}
    for column, cell in zip(report.beside, row.beside, strict=True):
        name = f"{column.metric.id}_{column.period or 'latest'}"
        figure = encode.headline(cell.headline, row.place) if cell else {}
        found |= encode.another(name, figure)
        if column.period is None:
            found[f"{name}_period"] = figure.get("period")
        found[f"{name}_rank"] = cell.rank if cell else None
        if column.common is not None:
            found[f"{name}_rise"] = cell.rise if cell else None
        found |= encode.marks_of_another(name, figure)
    if report.by_province:
        found |= encode.flat_within("province", row.within)
    if row.change:
        earlier = encode.headline(row.change.then, row.place)
        found |= {"since_period": earlier["period"], **encode.another("since_value", earlier)}
        found |= encode.marks_of_another("since_value", earlier)
    return found


def _excluded(records: Iterable[Exclusion], words: Words) -> Iterator[Alike]:
    """The counties left out. A ranking of the nation leaves out thousands, so each is made only when it is written."""
    pattern = {"county": {"code": VALUE, "name": VALUE, "name_en": VALUE}, "reason": VALUE, "detail": VALUE}
    for _, name, reason, detail in records:
        told = words.phrase(detail) if detail else None
        yield made(Alike, (pattern, (*encode.place_values(name), reason, told)))
