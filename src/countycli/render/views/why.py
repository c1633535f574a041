"""`why`: where one figure comes from, and what else is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.period import Period
from countycli.model.records import earlier_name, gb_code
from countycli.phrases import N_
from countycli.query.why import NEWEST
from countycli.render import encode
from countycli.render.page import QUIET, Block, Cell, Column, Lines, Page, Panel, Table, text_of
from countycli.render.views import View, elements, labels, plans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.records import Break, Document, Figure
    from countycli.model.reports import Headline
    from countycli.query.why import WhyReport
    from countycli.render.encode import Data
    from countycli.render.words import Words


Fact = tuple[str, Cell]  # what a fact is called, and the fact
_ZONES = N_("the table counts those of this prefecture apart: people of this county's territory may be missing")
_DOUBTFUL = N_("can hardly be right, see the note; not ranked, nothing is calculated from it")


def page(report: WhyReport, words: Words) -> Page:
    figure = report.headline.figure
    name = words(
        "{place}: {metric}, {period}", place=_whose(report, words), metric=report.metric, period=words.when(figure)
    )
    if report.aimed:
        name = words("Target: {text}", text=name)
    blocks: list[Block] = [Panel(name, (_answer(figure, words),))]
    blocks += elements.remarks(report.notes, (NEWEST,), words)
    blocks += _facts("", _particulars(figure, report, words))
    if figure.derived:
        blocks += _inputs(report, words)
    else:
        blocks += _facts(words("Document"), _document_facts(report.documents[figure.source], words))
    blocks += _facts(words("Indicator"), _metric_facts(report, words))
    for rival, reason in zip(report.headline.rivals, report.reasons, strict=True):
        facts = _figure_facts(rival, report, words) + _document_facts(report.documents[rival.source], words)
        told = words("The headline comes first because {reason}", reason=reason)
        blocks += _facts(words("Another document's figure"), facts, told)
    for part in report.parts:
        facts = _figure_facts(part.figure, report, words) + _document_facts(report.documents[part.figure.source], words)
        blocks += _facts(words("The same for another area"), facts)
    if report.targets:
        number = elements.Numbering()
        blocks.append(plans.target_table(report.targets, {report.metric.id: report.metric}, number, words))
        blocks.append(elements.sources(number, report.documents, words))
    if report.periods:
        blocks.append(Lines((words("Other periods: {periods}", periods=report.periods),)))
    return tuple(blocks)


def _answered(figure: Figure, words: Words) -> list[Fact]:
    """What the head of the page tells: the figure and its status."""
    return [(words("Figure"), words.figure(figure)), (words("Status"), _status(figure, words))]


def _answer(figure: Figure, words: Words) -> str:
    return words("; ").join(text_of(fact) for _, fact in _answered(figure, words))


def _whose(report: WhyReport, words: Words) -> str:
    """The name that the figure's unit bore in the period of the figure, and the place's name of today."""
    figure = report.headline.figure
    unit = report.places[figure.county]
    then = earlier_name(unit.former_names, figure.period.end) or unit
    if then.name == report.place.name:
        return words.place(then)
    return words("{then} (today {name})", then=then, name=report.place)


def payload(report: WhyReport, words: Words) -> Data:
    place = report.place
    return {
        "query": {
            "county": encode.place_ref(place),
            "metric": report.metric.id,
            "period": str(report.headline.figure.period),
        },
        "metric": encode.metric(report.metric),
        "observation": None if report.aimed else _headline(report.headline, report),
        "target": _headline(report.headline, report) if report.aimed else None,
        "reasons": [words.phrase(reason) for reason in report.reasons],
        "inputs": [encode.headline(given.headline, given.place) for given in report.inputs],
        "other_scopes": [_headline(part, report) for part in report.parts],
        "targets": [encode.target(target, report.places[target.county]) for target in report.targets],
        "other_periods": [str(period) for period in report.periods],
    }


def rows(report: WhyReport, words: Words) -> list[Data]:
    """The headline, then its rivals."""
    rivals = [
        {"headline": False, **encode.target(rival, report.places[rival.county])} for rival in report.headline.rivals
    ]
    return [{"headline": True, **_headline(report.headline, report)}, *rivals]


def _headline(headline: Headline, report: WhyReport) -> Data:
    return encode.headline(headline, report.places[headline.figure.county])


def _facts(title: str, facts: list[Fact], note: str = "") -> tuple[Table, ...]:
    """A table of the facts that are known; none where none is."""
    known = tuple((label, fact) for label, fact in facts if text_of(fact))
    return (Table(title, (Column("", style=QUIET, least=12), Column("", least=30)), known, note),) if known else ()


def _inputs(report: WhyReport, words: Words) -> list[Block]:
    """What a derived figure was calculated from, in the order of the formula."""
    number = elements.Numbering()
    columns = (Column(words("Place"), least=6), *elements.figure_columns(words, ()))
    rows = tuple(
        (words.place(given.place), *elements.figure_row(given.headline, given.metric, number, words))
        for given in report.inputs
    )
    return [
        Table(_formula(report, words), columns, rows),
        elements.legend([given.headline for given in report.inputs], words),
        elements.sources(number, report.documents, words),
    ]


def _formula(report: WhyReport, words: Words) -> str:
    """The formula of a derived metric in words."""
    formula = report.metric.formula
    names = [metric for _, metric, _ in report.inputs]
    if formula is None or len(names) < 2:
        return words("Derived")
    if formula.yearly:
        return words("Derived: change of {metric} for each year between, in per cent", metric=names[0])
    if formula.kind == "change":
        return words("Derived: change of {metric} in per cent", metric=names[0])
    if formula.kind == "share":
        return words(
            "Derived: {metric} ÷ that of {region} × {times}",
            metric=names[0],
            region=report.inputs[1].place,
            times=formula.times,
        )
    return words("Derived: {metric} ÷ {base} × {times}", metric=names[0], base=names[1], times=formula.times)


def _figure_facts(figure: Figure, report: WhyReport, words: Words) -> list[Fact]:
    return [*_answered(figure, words), *_particulars(figure, report, words)]


def _particulars(figure: Figure, report: WhyReport, words: Words) -> list[Fact]:
    owner = report.places[figure.county]
    breaks = () if figure is not report.headline.figure else report.headline.breaks
    return [
        (words("Filed under"), "" if owner == report.place else f"{words.place(owner)} {gb_code(owner.code)}"),
        (words("Covers"), figure.scope or ""),
        (words("As printed"), figure.printed or ""),
        (words("Doubtful"), words(_DOUBTFUL) if figure.doubtful else ""),
        (words("Period"), words("not stated in the document, but inferred") if figure.inferred else ""),
        (words("Functional zones"), words(_ZONES) if figure.zones_apart else ""),
        (words("Boundaries"), _boundaries(figure, breaks, report, words)),
        (words("Standing"), (figure.standing or "") if figure.value is not None else ""),
        (words("Place in the document"), figure.at or ""),
        (words("Note"), figure.note or ""),
    ]


def _status(figure: Figure, words: Words) -> str:
    """The status of a figure; a derived figure has the status of the inputs, of which nobody reported the result."""
    status = words(labels.STATUSES[figure.status])
    if not figure.derived:
        return status
    return words("derived") if figure.status == "actual" else words("; ").join((status, words("derived")))


def _boundaries(figure: Figure, breaks: Iterable[Break], report: WhyReport, words: Words) -> str:
    if figure.restated:
        return words("those at the time of the document")
    fixed = figure.boundaries
    before = [words("those of {month}", month=Period(fixed, fixed))] if fixed is not None else []
    changes = [labels.boundary_change(change, report.places[change.other], words) for change in breaks]
    changed = [words("changed since: {changes}", changes=words.join(changes))] if changes else []
    return words("; ").join(before + changed)


def _document_facts(document: Document, words: Words) -> list[Fact]:
    return [
        (words("Title"), elements.linked_title(document, words)),
        ("", elements.described([document], words)),
        (words("Publisher"), document.publisher or ""),
        (words("Published"), document.published or words("undated")),
        (words("Kind"), words(labels.KINDS[document.kind])),
        (words("Access"), words(labels.ACCESSES[document.access])),
        (words("Address"), document.url or ""),
        (words("Read on"), document.seen or ""),
        (words("Note"), document.note or ""),
        (words("Id"), document.id),
    ]


def _metric_facts(report: WhyReport, words: Words) -> list[Fact]:
    metric = report.metric
    return [
        (words("Name"), words("{name} ({detail})", name=words.metric(metric), detail=metric.id)),
        (words("Unit"), words.term(metric.unit)),
        (words("Definition"), metric.definition if words.is_chinese else metric.definition_en),
    ]


VIEW: View[WhyReport] = View(page=page, payload=payload, rows=rows)
