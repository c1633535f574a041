"""The program's words, numbers, units and periods in the reader's language."""

from __future__ import annotations

from functools import cached_property
from math import floor, log10
from pathlib import Path
from typing import TYPE_CHECKING, Any

from countycli.model.period import Period
from countycli.model.records import COMPILATION, Category, Figure, FormerName, Group, Metric, Place, Topic, is_own
from countycli.phrases import N_, Listed, Phrase, PlaceName, Regions, Spelt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from countycli.model.reports import Membership, Scope
    from countycli.render.catalogue import Catalogue

LANGUAGES = ("zh", "en")

_CATALOGUES = Path(__file__).parents[1] / "locale"


_MOST_DECIMALS = 9  # shown of a calculated number
DOUBT = "?"  # stands behind a figure that can hardly be right
_PRINTED_DECIMALS = 2  # the most that documents print of their own accord
_MULTIPLES = ("10k", "100m")  # in English names of units, numbers that stand for so many of the unit
COUNTED = "number"  # the English unit of what the indicator itself names: of towns, projects, reforms
_ONE = {"people": "person", "copies": "copy", "times": "times"}  # English units of one that don't just lose an s
_NOTHING = 1e-9  # per cent; anything less is an error of floating point, and means 0


_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
# Spans of one year that have names of their own in Chinese; by first and last month, from 0 on.
_NAMED_SPANS = {
    (0, 2): N_("Jan–Mar {year}"),
    (3, 5): N_("Apr–Jun {year}"),
    (6, 8): N_("Jul–Sep {year}"),
    (9, 11): N_("Oct–Dec {year}"),
    (0, 5): N_("Jan–Jun {year}"),
    (6, 11): N_("Jul–Dec {year}"),
    (0, 8): N_("Jan–Sep {year}"),
}


_SCOPES = {
    "town": N_("town"),
    "village": N_("village"),
    "enterprise": N_("enterprise"),
    "project": N_("project"),
    "institution": N_("institution"),
}


def _is_converted(figure: Figure) -> bool:
    """Whether decimals of a figure come from the conversion of a unit: the document prints at most two of its own
    accord, and none where the printed number has no point.
    """
    return figure.decimals > _PRINTED_DECIMALS or (figure.printed is not None and "." not in figure.printed)


def own_mark(source: str) -> str:
    """The mark of the reader's own figures, for places where no source number would tell."""
    return " [+]" if is_own(source) else ""


def _of_one(unit: str) -> str:
    """An English unit in the singular: `firm`. Signs and abbreviations, `CNY 100m` or `km²`, have none."""
    return _ONE.get(unit, unit.removesuffix("s") if unit.isascii() and unit.isalpha() else unit)


class Words:
    """Translates the messages, which are English in the code. Only the catalogue of the reader's language is loaded."""

    def __init__(self, language: str, english_names: Callable[[], dict[str, str]] = dict) -> None:
        """`english_names` gives the dataset's English names of units and categories when they are first needed."""
        self.language = language
        self._english_names = english_names
        self._names: dict[str, str] | None = None

    @cached_property
    def _catalogue(self) -> Catalogue | None:
        """Read when the first message is shown: an answer as JSON often has none."""
        return _load(self.language)

    @property
    def is_chinese(self) -> bool:
        return self.language == "zh"

    def __call__(self, template: str, **params: object) -> str:
        text = self._catalogue.gettext(template) if self._catalogue and template else template
        return text.format(**{key: self.text(value) for key, value in params.items()}) if params else text

    def phrase(self, phrase: Phrase) -> str:
        return self(phrase.template, **phrase.params)

    def text(self, value: object) -> str:
        """Anything that may fill a message, as text."""
        show = _TEXTS.get(type(value))
        return show(self, value) if show else str(value)

    def join(self, parts: Iterable[str]) -> str:
        return self(", ").join(parts)

    def name(self, thing: Metric | Topic | Group) -> str:
        return thing.name if self.is_chinese else thing.name_en

    def place(self, place: Place | FormerName | PlaceName) -> str:
        """A place as cells, heads of columns and sentences show it: `龙泉市`; in English `Longquan 龙泉市`, without the
        kind of division because columns are narrow (`Pingyang 平阳县`).

        Views hand places over instead of their names: `words.place(place)` in a cell, `words(N_("… {name} …"),
        name=place)` in a message. The head of a place's own page shows `full_place`.
        """
        return place.name if self.is_chinese else f"{place.short_en} {place.name}"

    def full_place(self, place: Place | FormerName | PlaceName) -> str:
        """A place with its kind: `景宁畲族自治县`; in English `Jingning She Autonomous County 景宁畲族自治县`."""
        return place.name if self.is_chinese else f"{place.name_en} {place.name}"

    def regions(self, regions: Regions) -> str:
        parts = map(self.text, regions.things)
        return "".join(parts) if self.is_chinese else ", ".join(reversed(list(parts)))

    def metric(self, metric: Metric) -> str:
        """The name and, in brackets, what the metric describes if that is no whole county: `农产品售价 [村]`."""
        return f"{self.name(metric)} [{self(_SCOPES[metric.scope])}]" if metric.scope else self.name(metric)

    def marked(self, title: str, identifier: str, access: str | None = None) -> str:
        """The title of a document or an initiative, behind a mark where the document is a compilation, and before one
        where the document is the reader's own.
        """
        if access == COMPILATION:
            title = self("(compilation) {title}", title=title)
        return self("{title} (+ own data)", title=title) if is_own(identifier) else title

    def term(self, term: str) -> str:
        """A unit or an initiative category, which the dataset names in Chinese."""
        if self.is_chinese:
            return term
        if self._names is None:
            self._names = self._english_names()
        return self._names.get(term, term)

    def period(self, period: Period) -> str:
        """`2024年前三季度` or `Jan–Sep 2024`; what is shown is also understood when typed."""
        if period.is_year:
            return self("{year}", year=period.first_year)
        if period.whole_years:
            return self("{first}–{last}", first=period.first_year, last=period.last_year)
        first, last = period.start % 12, period.end % 12
        if period.start == period.end:
            return self("{month} {year}", month=self(_MONTHS[first]), year=period.first_year)
        if period.first_year != period.last_year:
            return self(
                "{first} {first_year}–{last} {last_year}",
                first=self(_MONTHS[first]),
                first_year=period.first_year,
                last=self(_MONTHS[last]),
                last_year=period.last_year,
            )
        named = _NAMED_SPANS.get((first, last))
        if named:
            return self(named, year=period.first_year)
        return self(
            "{first}–{last} {year}",
            first=self(_MONTHS[first]),
            first_number=first + 1,
            last=self(_MONTHS[last]),
            year=period.first_year,
        )

    def number(self, value: float | None, decimals: int) -> str:
        """With grouped digits and as many decimals as the document prints; `-` where there is no value."""
        return "-" if value is None else f"{value:,.{max(0, decimals)}f}"

    def plain(self, value: float) -> str:
        """A calculated number with as many decimals as it needs."""
        text = self.number(value, _MOST_DECIMALS)
        return text.rstrip("0").rstrip(".")

    def share(self, ratio: float) -> str:
        """A part of a whole in per cent, to one decimal. Small parts get two digits, so that they are not shown as 0.0;
        parts that are nearly the whole get as many as tell them from 100.0.
        """
        percent = ratio * 100
        part, rest = abs(percent), abs(percent - 100)
        if min(part, rest) < _NOTHING:
            return f"{percent:.0f}%"
        decimals = max(1, 1 - floor(log10(part)) if part < 1 else -floor(log10(rest)))
        return self.number(percent, min(decimals, _MOST_DECIMALS)) + "%"

    def value(self, figure: Figure) -> str:
        """The number behind its bound: `>=6,300`; a doubtful one is questioned: `6,300?`. Zeros that come from the
        conversion of a unit are left out: 550,000 of 万元 are 55 of 亿元, not 55.0000.
        """
        text = self.number(figure.value, figure.decimals)
        if "." in text and _is_converted(figure):
            text = text.rstrip("0").rstrip(".")
        return (figure.bound or "") + text + (DOUBT if figure.doubtful else "")

    def figure(self, figure: Figure) -> str:
        """The number with bound and unit: `>3,000亿元`; of a figure without a number the standing. Figures of the
        reader's own bear a mark.
        """
        mark = own_mark(figure.source)
        if figure.value is None:
            return (figure.standing or "-") + mark
        if figure.unit == "%":
            value = self.value(figure)
            return f"{value.removesuffix(DOUBT)}%{DOUBT}{mark}" if figure.doubtful else f"{value}%{mark}"
        return self.amount(self.value(figure), figure.unit) + mark

    def amount(self, value: str, unit: str) -> str:
        """A number with its unit: `183.53亿元`, `8 t`. English units of many keep away from the number: of
        `191.8 10k people` nobody knows where the number ends, `191.8 × 10k people` says what it is.
        """
        name = self.term(unit)
        if not self.is_chinese and name == COUNTED:
            return value
        if value == "1":
            name = _of_one(name)
        many = any(multiple in name for multiple in _MULTIPLES)
        return self(N_("{value} × {unit}") if many else N_("{value} {unit}"), value=value, unit=name)

    def when(self, figure: Figure) -> str:
        """The figure's period; in brackets where the document doesn't state the period."""
        period = self.period(figure.period)
        return f"({period})" if figure.inferred else period

    def scope(self, scope: Scope) -> str:
        return self.phrase(scope.title) if scope.title else self("all counties")

    def years(self, membership: Membership | Group) -> str:
        """`2021-2023` or `since 2024`; empty where no year is known."""
        first, last = (membership.valid_from or "")[:4], (membership.valid_to or "")[:4]
        if last:
            return last if first == last else f"{first}-{last}"
        return self("since {year}", year=first) if first else ""


_TEXTS: dict[type, Callable[[Words, Any], str]] = {
    Phrase: Words.phrase,
    Period: Words.period,
    Figure: Words.figure,
    Metric: Words.metric,
    Topic: Words.name,
    Group: Words.name,
    Place: Words.place,
    PlaceName: Words.place,
    FormerName: Words.place,
    Category: lambda words, category: category.id if words.is_chinese else category.name_en,
    Regions: Words.regions,
    Spelt: lambda words, spelt: spelt.chinese if words.is_chinese else spelt.english,
    Listed: lambda words, listed: words.join(map(words.text, listed.things)),
    tuple: lambda words, parts: words.join(map(words.text, parts)),
}


def _load(language: str) -> Catalogue | None:
    """The catalogue of a language; English needs none, for the messages are in English."""
    if language == "en":
        return None
    from countycli.render.catalogue import Catalogue

    return Catalogue((_CATALOGUES / language / "LC_MESSAGES" / "countycli.mo").read_bytes())
