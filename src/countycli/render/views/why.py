"""`why`: everything behind one figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render import encode
from countycli.render.page import Column, Lines, Page, Table
from countycli.render.views import parts

if TYPE_CHECKING:
    from countycli.model.records import Document, Figure
    from countycli.query.why import WhyReport
    from countycli.render.encode import Data
    from countycli.render.words import Words


def page(report: WhyReport, words: Words) -> Page:
    figure = report.headline.figure
    name = words(
        "{place}: {metric}, {period}", place=report.place.name, metric=report.metric, period=words.when(figure)
    )
    if report.aimed:
        name = words("Target: {text}", text=name)
    blocks: list[Table | Lines] = [Lines((name,), "bold")]
    blocks.append(_facts("", _figure_facts(figure, words), words))
    blocks.append(_facts(words("Document"), _document_facts(report.documents[figure.source], words), words))
    blocks.append(_facts(words("Indicator"), _metric_facts(report, words), words))
    for rival, reason in zip(report.headline.rivals, report.reasons, strict=True):
        facts = _figure_facts(rival, words) + _document_facts(report.documents[rival.source], words)
        facts.append((words("The headline comes first because"), words.phrase(reason)))
        blocks.append(_facts(words("Another document's figure"), facts, words))
    if report.targets:
        number = parts.Numbering()
        blocks.append(parts.target_table(report.targets, {report.metric.id: report.metric}, number, words))
        blocks.append(parts.sources_table(number, report.documents, words))
    if report.periods:
        blocks.append(Lines((words("Other periods: {periods}", periods=report.periods),)))
    return tuple(blocks)


def payload(report: WhyReport, words: Words) -> Data:
    place = report.place
    return {
        "query": {
            "county": encode.place_ref(place),
            "metric": report.metric.id,
            "period": str(report.headline.figure.period),
        },
        "metric": encode.metric(report.metric),
        "observation": None if report.aimed else encode.headline(report.headline, place),
        "target": encode.headline(report.headline, place) if report.aimed else None,
        "reasons": [words.phrase(reason) for reason in report.reasons],
        "targets": [encode.target(it, place) for it in report.targets],
        "other_periods": [str(period) for period in report.periods],
    }


def rows(report: WhyReport, words: Words) -> list[Data]:
    """The headline, then its rivals."""
    figures = (report.headline.figure, *report.headline.rivals)
    return [{"headline": position == 0, **encode.target(it, report.place)} for position, it in enumerate(figures)]


def _facts(title: str, facts: list[tuple[str, str]], words: Words) -> Table:
    known = tuple((label, text) for label, text in facts if text)
    return Table(title, (Column("", style="dim"), Column("", least=30)), known)


def _figure_facts(figure: Figure, words: Words) -> list[tuple[str, str]]:
    return [
        (words("Figure"), words.figure(figure)),
        (words("As printed"), figure.printed or ""),
        (words("Status"), words(parts.STATUSES[figure.status])),
        (words("Period"), words("not stated in the document, but inferred") if figure.inferred else ""),
        (words("Standing"), (figure.standing or "") if figure.value is not None else ""),
        (words("Place in the document"), figure.at or ""),
        (words("Note"), figure.note or ""),
    ]


def _document_facts(document: Document, words: Words) -> list[tuple[str, str]]:
    return [
        (words("Title"), parts.title(document, words)),
        (words("Publisher"), document.publisher),
        (words("Published"), document.published),
        (words("Kind"), words(parts.KINDS[document.kind])),
        (words("Access"), words(parts.ACCESSES[document.access])),
        (words("Address"), document.url or ""),
        (words("Note"), document.note or ""),
        (words("Id"), document.id),
    ]


def _metric_facts(report: WhyReport, words: Words) -> list[tuple[str, str]]:
    metric = report.metric
    return [
        (words("Name"), words("{name} ({detail})", name=words.metric(metric), detail=metric.id)),
        (words("Unit"), words.term(metric.unit)),
        (words("Definition"), metric.definition if words.is_chinese else metric.definition_en),
    ]
