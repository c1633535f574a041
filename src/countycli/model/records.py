"""The records of the book.

They are named tuples: immutable, typed, and a class of them is made eight times faster than a frozen dataclass, which
is felt in a program that lives for a twentieth of a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from countycli.model.period import Period

STATUSES = ("actual", "preliminary", "final", "estimate", "forecast")
ESTIMATES = ("estimate", "forecast")  # statuses of figures that are no outcomes
BOUNDS = (">=", ">", "<", "<=", "~")
STAGES = ("planned", "under_way", "done")
ACCESSES = ("official", "press", "copy")
DOCUMENT_KINDS = (
    "communique",
    "government_report",
    "statistics_release",
    "press_conference",
    "news",
    "yearbook",
    "census",
)
METRIC_KINDS = ("level", "growth", "share", "rank", "count")
PRICE_BASES = ("constant", "current")
SCOPES = ("town", "village", "enterprise", "project", "institution")
TARGET = "target"
CHANGES = ("撤县设区", "撤县设市", "撤市设区", "更名", "析置", "划入", "并入", "代码变更")


class Succession(NamedTuple):
    """A step in the history of a division: the other unit, when (`2021-04-09` or `2021`), and the kind of change."""

    code: str
    date: str
    change: str


class Place(NamedTuple):
    """A county-level division or a region, keyed by its six-digit GB/T 2260 code."""

    code: str
    level: str
    name: str
    short: str
    kind: str
    pinyin: str  # syllables of the short name, separated by spaces
    traditional: str
    prefecture: str | None = None
    province: str | None = None
    aliases: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    predecessors: tuple[Succession, ...] = ()
    successors: tuple[Succession, ...] = ()

    @property
    def initials(self) -> str:
        return "".join(syllable[0] for syllable in self.pinyin.split())

    @property
    def romanized(self) -> str:
        """`yi wu` as `Yiwu`; an apostrophe parts syllables where a vowel follows (`xi an` as `Xi'an`)."""
        first, *rest = self.pinyin.split()
        return first.capitalize() + "".join(f"'{part}" if part[0] in "aeo" else part for part in rest)


class Group(NamedTuple):
    """A named, dated list of counties. `source_*` name the document that lists its members."""

    id: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    province: str | None
    valid_from: str | None
    valid_to: str | None
    description: str
    description_en: str
    source_title: str
    source_publisher: str
    source_published: str
    source_url: str | None


class Member(NamedTuple):
    group: str
    county: str
    valid_from: str | None = None
    valid_to: str | None = None


class Unit(NamedTuple):
    """`scale` is in the base unit of `dimension`, as written in the dataset (exact decimal text)."""

    id: str
    name_en: str
    dimension: str
    scale: str


class Topic(NamedTuple):
    id: str
    name: str
    name_en: str


class Category(NamedTuple):
    id: str
    name_en: str


class Metric(NamedTuple):
    """A statistical indicator. `range` holds plausible values in the canonical unit, both ends included; `scope` tells
    what it describes if that is not the whole county (see SCOPES). Such an indicator is never ranked.
    """

    id: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    topic: str
    unit: str
    kind: str
    decimals: int
    higher_is_better: bool | None
    price_basis: str | None
    range: tuple[float, float]
    definition: str
    definition_en: str
    scope: str | None = None


class Document(NamedTuple):
    """A source. `published` is a date, a month or a year, as far as the document tells."""

    id: str
    title: str
    publisher: str
    published: str
    kind: str
    access: str
    url: str | None = None
    note: str | None = None
    title_is_described: bool = False


class Figure(NamedTuple):
    """One metric of one place for one period, as one document gives it: an outcome or, among targets, an aim.

    `value` is in `unit`, the metric's canonical one, and None where the document ranks without giving the figure;
    `decimals` is how many the document prints, negative where a converted value's last whole digits are not certain.
    `inferred`: the document doesn't state the period, which is then the narrowest that the text supports. The status
    of an aim is `target`.
    """

    county: str
    metric: str
    period: Period
    value: int | float | None
    decimals: int
    unit: str
    bound: str | None
    status: str
    standing: str | None
    source: str
    at: str | None
    printed: str | None
    note: str | None
    inferred: bool = False


class Gap(NamedTuple):
    """What a document announces of a place without saying it: a text that is missing in the copy."""

    county: str
    source: str
    note: str


class Initiative(NamedTuple):
    """A named policy programme. `id` is the document's id and the programme's number in it."""

    id: str
    county: str
    name: str
    year: int
    category: str
    stage: str
    summary: str
    source: str
    at: str | None
    note: str | None
