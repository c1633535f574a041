"""`map` as JSON and as flat rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import gb_code
from countycli.render import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.query.classes import ValueClass
    from countycli.query.exclusions import Exclusion
    from countycli.query.map import MapReport, MapRow
    from countycli.render.encode import Data
    from countycli.render.words import Words


def payload(report: MapReport, words: Words) -> Data:
    return {
        "query": {
            "metric": report.metric.id,
            "period": str(report.period),
            "in": report.scope.id,
            "classes": None if report.limits else len(report.classes),
            "limits": list(report.limits),
        },
        "metric": encode.metric(report.metric),
        "period": str(report.period),
        "scope": encode.scope(report.scope),
        "of": report.of,
        "layouts": [
            {"region": encode.place_ref(sheet.region), "placed": "by_hand" if sheet.by_hand else "calculated"}
            for sheet in report.sheets
        ],
        "classed": report.classed,
        "classes": [_class(band) for band in report.classes],
        "rows": list(_rows(report)),
        "excluded": list(_excluded(report.excluded, words)),
        "periods": [{"period": str(period), "counties": count} for period, count in report.periods],
        "counted": report.counted,
    }


def _class(band: ValueClass) -> Data:
    return {"letter": band.letter, "from": band.low, "to": band.high, "counties": band.places}


def _rows(report: MapReport) -> Iterator[Data]:
    """A row for each place: the whole figure where one is shown, and the place of its tile, counted from 1."""
    cells = {cell.place: (sheet.region.code, cell.row + 1, cell.column + 1)
             for sheet in report.sheets for cell in sheet.cells if cell.place}  # fmt: skip
    for row in report.rows:
        layout, line, column = cells.get(row.place.code, (None, None, None))
        yield {
            **_figure(report, row),
            "class": row.letter or None,
            "layout": layout,
            "row": line,
            "column": column,
            **({"counties": row.counties} if row.counties is not None else {}),
        }


def _figure(report: MapReport, row: MapRow) -> Data:
    if row.headline:
        return encode.headline(row.headline, row.place)
    return {
        "county": encode.place_ref(row.place),
        "metric": report.metric.id,
        "period": str(report.period),
        "value": row.value,
        "unit": report.metric.unit,
        "status": None,
        "source": None,
    }


def rows(report: MapReport, words: Words) -> list[Data]:
    return list(_rows(report))


def _excluded(records: Iterable[Exclusion], words: Words) -> Iterator[Data]:
    for code, name, reason, detail in records:
        told = words.phrase(detail) if detail else None
        county = {"code": gb_code(code), "name": name.name, "name_en": name.name_en}
        yield {"county": county, "reason": reason, "detail": told}
