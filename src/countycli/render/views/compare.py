"""`compare`: places side by side, as JSON and as flat rows; the page has a module of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import gb_code
from countycli.render import encode
from countycli.render.views import View

if TYPE_CHECKING:
    from countycli.query.compare import CompareReport, CompareRow
    from countycli.render.encode import Data
    from countycli.render.page import Page
    from countycli.render.words import Words


def page(report: CompareReport, words: Words) -> Page:
    from countycli.render.views import compare_page

    return compare_page.page(report, words)


def payload(report: CompareReport, words: Words) -> Data:
    return {
        "query": {
            "counties": [encode.place_ref(place) for place in report.named],
            "period": str(report.periods[0]) if len(report.periods) == 1 else None,
            "periods": [str(period) for period in report.periods],
            "in": report.scope.id if report.scope else None,
            "latest": report.latest,
            **({"topics": list(report.asked_topics)} if report.asked_topics else {}),
        },
        "scope": encode.scope(report.scope) if report.scope else None,
        "places": [encode.place_ref(place) for place in report.places],
        "benchmarks": [encode.place_ref(region) for region in report.regions],
        "rows": [_row(report, row) for row in report.rows],
        "not_common": [metric.id for metric in report.single],
        "elsewhere": [
            {"county": encode.place_ref(place), "metric": metric.id, "periods": [str(period) for period in periods]}
            for place, metric, periods in report.elsewhere
        ],
    }


def rows(report: CompareReport, words: Words) -> list[Data]:
    """A row for each figure; `benchmark` tells those of regions from those of the places compared."""
    flat = []
    for row in report.rows:
        for benchmark, places, cells in ((False, report.places, row.cells), (True, report.regions, row.benchmarks)):
            flat += [
                {"benchmark": benchmark, **encode.headline(headline, place)}
                for place, headline in zip(places, cells, strict=True)
                if headline
            ]
    return flat


def _row(report: CompareReport, row: CompareRow) -> Data:
    return {
        "metric": row.metric.id,
        "period": str(row.period) if row.period else None,
        "unit": row.metric.unit,
        "values": [
            {**encode.headline(headline, place), "benchmarks": encode.benchmarks(beside)} if headline else None
            for headline, place, beside in zip(row.cells, report.places, row.beside, strict=True)
        ],
        "benchmarks": [
            encode.headline(headline, region) if headline else None
            for headline, region in zip(row.benchmarks, report.regions, strict=True)
        ],
        "best": [gb_code(report.places[position].code) for position in row.best],
    }


VIEW: View[CompareReport] = View(page=page, payload=payload, rows=rows)
