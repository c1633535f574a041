"""Sources as a news report names them, and a figure with its source in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.phrases import N_
from countycli.render.references.fields import access_told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.records import Document, Figure
    from countycli.query.why import WhyReport
    from countycli.render.words import Words

_EXACT = N_("was {value}")
_BOUNDS = {
    ">=": N_("was at least {value}"),
    ">": N_("was more than {value}"),
    "<=": N_("was at most {value}"),
    "<": N_("was less than {value}"),
    "~": N_("was about {value}"),
}
# What a sentence must not leave unsaid of a figure; by its status, and by its other marks.
_STATUSES = {
    "preliminary": N_("preliminary figure"),
    "estimate": N_("estimate"),
    "forecast": N_("forecast"),
}
_DERIVED = N_("calculated from these figures")
_DOUBTFUL = N_("as printed, can hardly be right")
_INFERRED = N_("the document leaves the period open")


def attribution(document: Document, words: Words) -> str:
    """`据《2023年龙泉市国民经济和社会发展统计公报》（龙泉市统计局，2024-03-27）`."""
    return words("According to {sources}", sources=_named(document, words))


def sentence(report: WhyReport, documents: Iterable[Document], words: Words) -> str:
    """The figure of a report as a sentence: `据…，龙泉市2025年地区生产总值增速为7.5%。`."""
    sources = words.join(_named(document, words) for document in documents)
    figure = report.headline.figure
    marks = words.join(_marks(figure, words))
    statement = _statement(report, words)
    if marks:
        statement = words("{name} ({detail})", name=statement, detail=marks)
    return words("According to {sources}, {statement}.", sources=sources, statement=statement)


def _named(document: Document, words: Words) -> str:
    details = [document.publisher or "", document.published or "", access_told(document, words)]
    title = words("“{title}”", title=document.title)
    told = words.join(filter(None, details))
    return words("{name} ({detail})", name=title, detail=told) if told else title


def _statement(report: WhyReport, words: Words) -> str:
    figure = report.headline.figure
    place = report.places[figure.county].name_in(figure.period.end)
    metric = words("{name} ({detail})", name=report.metric, detail=figure.scope) if figure.scope else report.metric
    facts = {"place": place, "period": figure.period, "metric": metric}
    if figure.value is None:
        return words("{metric} of {place} in {period}: {standing}", **facts, standing=figure.standing)
    template = N_("{metric} of {place} in {period} {was}")
    if report.aimed:
        template = N_("the target of {place} for {metric} in {period} {was}")
    exact = figure._replace(bound=None, doubtful=False)
    return words(template, **facts, was=words(_BOUNDS.get(figure.bound or "", _EXACT), value=exact))


def _marks(figure: Figure, words: Words) -> list[str]:
    told = [
        _DERIVED if figure.derived else "",
        _STATUSES.get(figure.status, ""),
        _DOUBTFUL if figure.doubtful else "",
        _INFERRED if figure.inferred else "",
    ]
    return [words(text) for text in told if text]
