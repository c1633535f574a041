"""`cite`: references, ready to be pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render import encode
from countycli.render.page import Lines, Page
from countycli.render.references import CODE, listed, references, with_items
from countycli.render.views import View

if TYPE_CHECKING:
    from countycli.query.cite import CiteReport
    from countycli.render.encode import Data
    from countycli.render.words import Words


def page(report: CiteReport, words: Words) -> Page:
    """References are not broken into lines: a line break would be pasted along with them."""
    language = CODE.get(report.style, "")
    return tuple(Lines(tuple(text.split("\n")), wrap=False, code=language) for text in _texts(report, words))


def payload(report: CiteReport, words: Words) -> Data:
    figure = report.figure
    headline = encode.headline(figure.headline, figure.places[figure.headline.figure.county]) if figure else None
    return {
        "query": {
            "style": report.style,
            "county": encode.place_ref(figure.place) if figure else None,
            "metric": figure.metric.id if figure else None,
            "period": str(figure.headline.figure.period) if figure else None,
        },
        "figure": headline,
        "rows": with_items(rows(report, words), report.documents),
    }


def rows(report: CiteReport, words: Words) -> list[Data]:
    """A row for each document. The sentence on a figure names all of its documents, and stands in the row of each."""
    found = listed(report.cited, report.style, words)
    if report.style == "news" and report.figure:
        (sentence,) = _texts(report, words)
        return [{**row, "reference": sentence} for row in found]
    return found


def _texts(report: CiteReport, words: Words) -> list[str]:
    if report.style == "news" and report.figure:
        from countycli.render.references import news

        return [news.sentence(report.figure, report.cited, words)]
    found = references(report.cited, report.style, words)
    if report.style == "gbt7714" and len(found) > 1:
        return [f"[{number}] {text}" for number, text in enumerate(found, 1)]
    return found


VIEW: View[CiteReport] = View(
    page=page, payload=payload, rows=rows, empty_header=lambda: ("document", "style", "reference")
)
