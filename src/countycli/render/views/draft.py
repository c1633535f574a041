"""`data draft`: a file of the dataset to be looked through."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from countycli.drafting.toml import written
from countycli.model.records import TARGET
from countycli.query.against import DIFFERS, VERDICTS
from countycli.render.page import CAUTION, STRONG, TITLE, Cell, Column, Heading, Lines, Page, Styled, Table
from countycli.render.views import View, elements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from countycli.drafting.findings import Found
    from countycli.model.period import Period
    from countycli.query.against import Compared
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
        "Figures: {figures}; targets: {targets}; initiatives: {initiatives}; numbers left out: {left}",
        figures=len(findings.observations),
        targets=len(findings.targets),
        initiatives=len(findings.programmes),
        left=len(findings.left),
    )
    yield from (words.phrase(note.text) for note in report.notes)


def page(report: DraftReport, words: Words) -> Page:
    if report.against is not None:
        return _beside_the_book(report, report.against, words)
    return (Lines(tuple(text(report, words).splitlines()), wrap=False),)


def _beside_the_book(report: DraftReport, compared: Sequence[Compared], words: Words) -> Page:
    """A row a figure, by place and period: what the draft says, what the book says, and whether both agree."""
    number = elements.Numbering()
    columns = (
        Column(words("Indicator"), least=14),
        Column(words("Draft"), right=True, least=9, style=STRONG),
        Column(words("Book"), right=True, least=9),
        Column(words("Verdict"), least=6),
        Column(words("At"), drop=1),
        Column(words("Source"), right=True),
    )
    rows: list[tuple[Cell, ...] | Heading] = []
    for (county, period, aimed), group in groupby(compared, key=_block):
        name = words("{name} {period}", name=report.names.places[county], period=words.period(period))
        rows.append(Heading(words("{name}, target", name=name) if aimed else name))
        rows += [_row(pair, report, number, words) for pair in group]
    counts = Counter(pair.verdict for pair in compared)
    told = words.join(
        words("{name} {count}", name=words(text), count=counts[verdict])
        for verdict, text in VERDICTS.items()
        if counts[verdict]
    )
    head = Lines((words("{file} beside the book", file=report.origin),), TITLE)
    if not compared:
        return (head,)
    sources = (elements.sources(number, dict(report.documents), words),) if report.documents else ()
    return (head, Lines((told,)), Table("", columns, tuple(rows)), *sources)


def _block(pair: Compared) -> tuple[str, Period, bool]:
    return pair.figure.county, pair.figure.period, pair.figure.status == TARGET


def _row(pair: Compared, report: DraftReport, number: elements.Numbering, words: Words) -> tuple[Cell, ...]:
    figure, known = pair.figure, pair.known
    verdict = words(VERDICTS[pair.verdict])
    return (
        words.metric(report.names.metrics[figure.metric]),
        words.figure(figure),
        words.figure(known) if known else "-",
        Styled(verdict, CAUTION) if pair.verdict == DIFFERS else verdict,
        figure.at or "",
        number(known.source) if known else "-",
    )


def payload(report: DraftReport, words: Words) -> Data:
    findings = report.findings
    return {
        "query": {"files": report.origin, "county": report.county or None},
        "document": findings.head._asdict(),
        "observations": [_figure(figure, report) for figure in findings.observations],
        "targets": [_figure(figure, report) for figure in findings.targets],
        "initiatives": [programme._asdict() for programme in findings.programmes],
        "against": None if report.against is None else [_compared(pair) for pair in report.against],
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
        "scope": figure.scope,
        "note": figure.note,
        "doubtful": figure.doubtful,
        "confidence": figure.confidence,
    }


def _compared(pair: Compared) -> Data:
    """A figure of the draft by its place, indicator and period, the verdict on it, and the book's figure."""
    figure, known = pair.figure, pair.known
    return {
        "county": figure.county,
        "metric": figure.metric,
        "period": str(figure.period),
        "value": figure.value,
        "unit": figure.unit,
        "verdict": pair.verdict,
        "book": known and {"value": known.value, "bound": known.bound, "status": known.status, "source": known.source},
    }


VIEW: View[DraftReport] = View(page=page, payload=payload, rows=rows)
