"""`data draft`: a file of the dataset to be looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting.toml import written
from countycli.render.page import Lines, Page
from countycli.render.views import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.drafting.findings import Found
    from countycli.query.draft import DraftReport
    from countycli.render.encode import Data
    from countycli.render.words import Words


def text(report: DraftReport, words: Words) -> str:
    """The draft as TOML."""
    return written(report.findings, report.names, report.origin, words.phrase)


def remarks(report: DraftReport, words: Words) -> Iterator[str]:
    """What a person must still decide."""
    findings = report.findings
    yield words(
        "{figures} figures, {targets} targets, {initiatives} initiatives; {left} numbers were left out",
        figures=len(findings.observations),
        targets=len(findings.targets),
        initiatives=len(findings.programmes),
        left=len(findings.left),
    )
    yield from (words.phrase(note.text) for note in report.notes)


def page(report: DraftReport, words: Words) -> Page:
    return (Lines(tuple(text(report, words).splitlines()), wrap=False),)


def payload(report: DraftReport, words: Words) -> Data:
    findings = report.findings
    return {
        "query": {"files": report.origin, "county": report.county or None},
        "document": findings.head._asdict(),
        "observations": [_figure(figure, report) for figure in findings.observations],
        "targets": [_figure(figure, report) for figure in findings.targets],
        "initiatives": [programme._asdict() for programme in findings.programmes],
        "left": [
            {"printed": rest.printed, "at": rest.at, "reason": words.phrase(rest.reason), "name": rest.name}
            for rest in findings.left
        ],
    }


def rows(report: DraftReport, words: Words) -> list[Data]:
    return [_figure(figure, report) for figure in report.findings.figures]


def _figure(figure: Found, report: DraftReport) -> Data:
    unit = report.names.metrics[figure.metric].unit
    return {
        "county": figure.county,
        "metric": figure.metric,
        "period": str(figure.period),
        "value": float(figure.canonical),
        "unit": unit,
        "bound": figure.bound,
        "status": "target" if figure.target else figure.status,
        "standing": figure.standing,
        "printed": figure.printed,
        "at": figure.at,
        "inferred": figure.inferred,
        "confidence": figure.confidence,
    }


VIEW: View[DraftReport] = View(page=page, payload=payload, rows=rows)
