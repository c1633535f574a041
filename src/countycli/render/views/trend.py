"""`trend`: series of figures, as a chart and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render import encode
from countycli.render.views import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.query.change import Change
    from countycli.query.series import Point, Series
    from countycli.query.trend import TrendReport
    from countycli.render.encode import Data
    from countycli.render.page import Page
    from countycli.render.words import Words

_FIGURE, _REFERENCE, _TARGET = "figure", "reference", "target"


def page(report: TrendReport, words: Words) -> Page:
    from countycli.render.views import trend_page

    return trend_page.page(report, words)


def picture(report: TrendReport, words: Words) -> Page:
    from countycli.render.views import trend_page

    return trend_page.picture(report, words)


def payload(report: TrendReport, words: Words) -> Data:
    return {
        "query": {
            "counties": [encode.place_ref(place) for place in report.places],
            "metric": report.metric.id,
            "from": str(report.first) if report.first else None,
            "to": str(report.last) if report.last else None,
        },
        "metric": encode.metric(report.metric),
        "rows": [row for series in report.series for row in _rows(series)],
        "reference": _reference(report.reference.series) if report.reference else None,
        "targets": [encode.target(target, place) for place, target in report.targets],
    }


def _reference(series: Series) -> Data:
    return {"county": encode.place_ref(series.place), "rows": list(_rows(series))}


def rows(report: TrendReport, words: Words) -> list[Data]:
    """A row for each figure: `role` tells figures of the places from those of the region beside, and from targets."""
    beside = [report.reference.series] if report.reference else []
    return [
        *_flat(_FIGURE, report.series),
        *_flat(_REFERENCE, beside),
        *({"role": _TARGET, **encode.target(target, place)} for place, target in report.targets),
    ]


def _flat(role: str, series: Iterable[Series]) -> Iterator[Data]:
    for each in series:
        for row in _rows(each):
            change = row.pop("change") or {}
            since = {"change_unit": change.get("unit"), "change_since": change.get("since")}
            yield {"role": role, **row, "change": change.get("value"), **since}


def _rows(series: Series) -> Iterator[Data]:
    for point in series.points:
        yield {**encode.headline(point.headline, series.place), **_step(point)}


def _step(point: Point) -> Data:
    """How a figure follows from an earlier one: `since`, in whatever `change`, is that figure's period. `no_change`
    tells why there is none.
    """
    step = point.step
    return {
        "change": _change(step.change) if step and step.change else None,
        "no_change": point.no_change,
        "gap": step.gap if step else None,
    }


def _change(change: Change) -> Data:
    return {"value": change.value, "unit": change.unit, "since": str(change.then.figure.period)}


VIEW: View[TrendReport] = View(page=page, payload=payload, rows=rows, picture=picture)
