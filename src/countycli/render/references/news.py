"""Sources as a news report names them, and a figure with its source in one sentence."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from countycli.model.records import earlier_name
from countycli.phrases import N_
from countycli.render.references.fields import access_told, title
from countycli.render.words import own_mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.records import Document, Figure
    from countycli.query.why import WhyReport
    from countycli.render.words import Words

# “Stood at” goes with one thing and with many: GDP stood at, loans stood at.
_EXACT = N_("stood at {value}")
_BOUNDS = {
    ">=": N_("stood at {value} or more"),
    ">": N_("stood at more than {value}"),
    "<=": N_("stood at {value} or less"),
    "<": N_("stood at less than {value}"),
    "~": N_("stood at about {value}"),
}
# An English unit: a currency, by how many zeros its figures are short, and what is counted.
_UNIT = re.compile(r"(?P<currency>CNY|USD)? ?(?P<many>10k|100m|bn|trillion)? ?(?P<thing>.*)")
_ZEROS = {"10k": 4, "100m": 8, "bn": 9, "trillion": 12}
_LARGE = (("trillion", 12), ("billion", 9), ("million", 6))  # how English sentences name large numbers
_UNSAID = "place"
_INNER = str.maketrans("《》“”", "〈〉‘’")  # quotation marks within others
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
    """Title, publisher and date of a document, and whether it was read in the original."""
    facts = [fact for fact in (document.publisher, document.published) if fact]
    told = words("{publisher}, {date}", publisher=facts[0], date=facts[1]) if len(facts) == 2 else "".join(facts)
    remark = access_told(document, words)
    if told and remark:
        told = words("{first}; {second}", first=told, second=remark)
    named, detail = _titled(document, words), told or remark
    return words("{name} ({detail})", name=named, detail=detail) if detail else named


def _titled(document: Document, words: Words) -> str:
    """The title in quotation marks; what describes a document without a title is no quotation."""
    if document.title_is_described:
        return title(document)
    marks = words("“{title}”", title="")
    inner = {mark: inner for mark, inner in _INNER.items() if chr(mark) in marks}
    return words("“{title}”", title=document.title.translate(inner))


def _statement(report: WhyReport, words: Words) -> str:
    figure = report.headline.figure
    place = report.places[figure.county]
    name = _within_sentence(words.metric(report.metric), words)
    facts = {
        "place": words.full_place(earlier_name(place.former_names, figure.period.end) or place),
        "period": figure.period,
        "metric": words("{name} ({detail})", name=name, detail=figure.scope) if figure.scope else name,
    }
    if figure.value is None:
        return words("the {metric} of {place} in {period}: {standing}", **facts, standing=figure.standing)
    template = N_("the {metric} of {place} in {period} {was}")
    if report.aimed:
        template = N_("the target of {place} for {metric} in {period} {was}")
    return words(template, **facts, was=words(_BOUNDS.get(figure.bound or "", _EXACT), value=_value(figure, words)))


def _within_sentence(name: str, words: Words) -> str:
    """An English name with a small letter, unless abbreviated: `gross domestic product`, but `GDP growth`."""
    return name if words.is_chinese or name[1:2].isupper() or name[1:2] == "&" else name[:1].lower() + name[1:]


def _value(figure: Figure, words: Words) -> str:
    """The number with its unit as a sentence has it: in English `CNY 18.353 billion` instead of `183.53 × CNY 100m`."""
    exact = figure._replace(bound=None, doubtful=False)
    unit = "" if words.is_chinese else words.term(figure.unit)
    if unit == _UNSAID:
        return words.value(exact) + own_mark(figure.source)
    parts = _UNIT.fullmatch(unit)
    if parts and (parts["currency"] or parts["many"]):
        return _spelt(words.value(exact), parts) + own_mark(figure.source)
    return words.figure(exact)


def _spelt(value: str, unit: re.Match[str]) -> str:
    """A number of a unit of many. Only the decimal point moves: no digit is lost, and none is added but zeros before
    the point.
    """
    number = Decimal(value.replace(",", "")).scaleb(_ZEROS.get(unit["many"], 0))
    name, zeros = next((large for large in _LARGE if unit["many"] and abs(number).adjusted() >= large[1]), ("", 0))
    thing = unit["thing"]
    told = " ".join(filter(None, (f"{number.scaleb(-zeros):,f}", name)))
    if unit["currency"]:
        return f"{unit['currency']} {told}{thing}"
    return f"{told} {thing}"


def _marks(figure: Figure, words: Words) -> list[str]:
    told = [
        _DERIVED if figure.derived else "",
        _STATUSES.get(figure.status, ""),
        _DOUBTFUL if figure.doubtful else "",
        _INFERRED if figure.inferred else "",
    ]
    return [words(text) for text in told if text]
