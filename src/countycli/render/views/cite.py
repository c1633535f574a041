"""`cite`: references, ready to be pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render import encode
from countycli.render.page import Lines, Page
from countycli.render.references import references
from countycli.render.views import View

if TYPE_CHECKING:
    from countycli.query.cite import CiteReport
    from countycli.render.encode import Data
    from countycli.render.words import Words


def page(report: CiteReport, words: Words) -> Page:
    """References are not broken into lines: a line break would be pasted along with them."""
    return tuple(Lines(tuple(text.split("\n")), wrap=False) for text in _texts(report, words))


def payload(report: CiteReport, words: Words) -> Data:
    from countycli.render.references import csl  # loads JSON, which other formats don't need

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
        "rows": [{**row, "csl": csl.item(report.documents[row["document"]])} for row in rows(report, words)],
    }


def rows(report: CiteReport, words: Words) -> list[Data]:
    """A row for each document. The sentence on a figure names all of its documents, and stands in the row of each."""
    return [
        {"document": document.id, "style": report.style, "reference": _of_document(report, document.id, words)}
        for document in report.cited
    ]


def _of_document(report: CiteReport, identifier: str, words: Words) -> str:
    if report.style == "news" and report.figure:
        return _texts(report, words)[0]
    return references([report.documents[identifier]], report.style, words)[0]


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
