"""The records of the book.

They are named tuples: immutable, typed, and a class of them is made eight times faster than a frozen dataclass, which
is felt in a program that lives for a twentieth of a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.period import Period, month_number
from countycli.phrases import N_
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

STATUSES = ("actual", "preliminary", "final", "estimate", "forecast")
ESTIMATES = ("estimate", "forecast")  # statuses of figures that are no outcomes
BOUNDS = (">=", ">", "<", "<=", "~")
COMPILATION = "compilation"  # of official figures, made by somebody else
ACCESSES = ("official", "press", "copy", COMPILATION)  # in the order in which they are trusted
TARGET = "target"
_NO_OUTCOMES = (*ESTIMATES, TARGET)
# The kinds of change in which a unit goes on as a whole: its figures are its heir's.
CONTINUATIONS = frozenset({"撤县设区", "撤县设市", "撤市设区", "撤地设市", "更名", "代码变更"})
KIND_NAMES = {
    "县": N_("county"),
    "县级市": N_("county-level city"),
    "市辖区": N_("district"),
    "自治县": N_("autonomous county"),
    "旗": N_("banner"),
    "自治旗": N_("autonomous banner"),
    "特区": N_("special district"),
    "林区": N_("forestry district"),
    "地级市": N_("prefecture-level city"),
}
COUNTY_KINDS = tuple(KIND_NAMES)
LEVELS = ("county", "prefecture", "province", "country")
Key = tuple[str, Period]  # the id of a metric, and a period


def gb_code(code: str) -> str:
    """The code of GB/T 2260 of a place's code: its six digits. Four more, a year, tell a unit that ceased from the one
    that has had its code since.
    """
    return code[:6]


class Succession(NamedTuple):
    """A step in the history of a division: the other unit, when (`2021-04-09` or `2021`), and the kind of change."""

    code: str
    date: str
    change: str


class FormerName(NamedTuple):
    """A name that a division had under its code of today, until a day, a month or a year. Where `merged`, it is the
    name of another division that was merged into this one then.
    """

    name: str
    until: str
    merged: bool = False
    name_en: str = ""
    short_en: str = ""

    def __str__(self) -> str:
        return self.name


def earlier_name(former_names: Iterable[FormerName], month: int) -> FormerName | None:
    """What a division with these former names was called in a month; None where it had the name of today."""
    later = [former for former in former_names if not former.merged and month < month_number(former.until)]
    return min(later, key=lambda former: former.until) if later else None


class Character(NamedTuple):
    """A Chinese character: `readings`, the most usual one first, and its looks: `components` is the Cangjie code,
    `corners` the four-corner code, `phonetics` numbers groups with a common part, `twins` are often taken for it.
    """

    character: str
    readings: tuple[str, ...]
    components: str
    corners: str
    strokes: int
    phonetics: tuple[str, ...]
    twins: str


class Place(NamedTuple):
    """A county-level division or a region, keyed by its six-digit GB/T 2260 code (see `gb_code` for the two others)."""

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
    former_names: tuple[FormerName, ...] = ()
    name_en: str = ""  # `Longquan`, `Pingyang County`, `Jingning She Autonomous County`
    short_en: str = ""  # `Longquan`, `Pingyang`, `Jingning`

    def __str__(self) -> str:
        return self.name

    @property
    def above(self) -> tuple[str, ...]:
        """The codes of the regions around the place, the narrower first."""
        return tuple(filter(None, (self.prefecture, self.province)))

    def begins_after(self, month: int) -> bool:
        """Whether the place didn't exist yet when a month began."""
        return self.valid_from is not None and month_number(self.valid_from) >= month

    def lasts_until(self, period: Period) -> bool:
        """Whether the place was still there in some part of a period."""
        return self.valid_to is None or period.start <= month_number(self.valid_to)

    @property
    def is_undivided_city(self) -> bool:
        """Whether the place is a prefecture-level city without counties, which is counted among the counties."""
        return self.level == "county" and self.kind == "地级市"

    @property
    def initials(self) -> str:
        return "".join(syllable[0] for syllable in self.pinyin.split())

    @property
    def romanized(self) -> str:
        """`yi wu` as `Yiwu`; an apostrophe parts syllables where a vowel follows (`xi an` as `Xi'an`)."""
        first, *rest = self.pinyin.split()
        return first.capitalize() + "".join(f"'{part}" if part[0] in "aeo" else part for part in rest)


class Break(NamedTuple):
    """A change of a place's territory. With `gain` the place got land from the `other` one, else it gave land to that;
    the index adds the other place's names.
    """

    code: str
    date: str
    other: str
    change: str
    gain: bool
    name: str = ""
    name_en: str = ""

    @property
    def month(self) -> int:
        """The month of the date, numbered as in `Period`; of a bare year its first."""
        return month_number(self.date)


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

    def __str__(self) -> str:
        return self.name_en


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

    def __str__(self) -> str:
        return self.name_en


class Term(NamedTuple):
    """Words of every day that name no single indicator; `metrics` are those that they may mean, the likeliest first."""

    words: tuple[str, ...]
    metrics: tuple[str, ...]


class Category(NamedTuple):
    id: str
    name_en: str

    def __str__(self) -> str:
        return self.name_en


class Formula(NamedTuple):
    """How a metric is derived where no document gives it. `kind` is one of FORMULAS:

    ratio: `times` · `metric` / `base`, both of one place and period; of whole years only where `annual`
    share: `times` · `metric` of a place / the same of the region of level `base` that it lies in
    change: `times` · (`metric` of the last year / that of the first year of `base`, such as `2010/2020`, - 1); where
    `yearly`, the same change for each year between them: the root of the quotient instead of the quotient itself
    """

    kind: str
    metric: str
    base: str
    times: float
    annual: bool = False
    yearly: bool = False


class Metric(NamedTuple):
    """A statistical indicator.

    `range` holds plausible values in the canonical unit, both ends included. `scope` tells what the indicator describes
    where that is not the whole county (see SCOPES); such an indicator is never ranked. `related` names indicators of
    nearly the same, to turn to where this one has few figures, and `revised_with` the indicator with which figures are
    revised: GDP for an industry's value added. Fewer decimals than `change_decimals` are too coarse for a change.
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
    adds_up: bool = False  # what a region has is the sum of what its counties have
    formula: Formula | None = None
    main: bool = False  # one of the few that are listed where not all can be
    related: tuple[str, ...] = ()
    revised_with: str | None = None
    residents: bool = False  # counts the people who live in a place, for the head of its page
    change_decimals: int = 0
    headline: int = 0  # its place among the indicators that a page begins with, from 1 on; 0 for all others
    area: bool = False  # measures the land of a place, for the head of its page
    registered: bool = False  # divided by the people registered in a place, many of whom may live elsewhere

    def __str__(self) -> str:
        return self.name_en

    @property
    def account(self) -> str:
        """The id that all indicators have in common which are revised together, and must be of one vintage."""
        return self.revised_with or self.id

    def tells_of_whole(self, figure: Figure) -> bool:
        """Whether a figure of this indicator describes a whole place."""
        return self.scope is None and figure.scope is None


OWN = "own/"  # what the ids of the reader's own documents begin with; no file name can


def is_own(source: str) -> bool:
    """Whether an id belongs to one of the reader's own documents, or to something in one."""
    return source.startswith(OWN)


class Document(NamedTuple):
    """A source. `published` is a date, month or year, as far as the document tells; `seen` the day when it was read.
    `precedence` is 0 for the book's; the reader's own come after these (1) or, where preferred, before them (-1).
    """

    id: str
    title: str
    publisher: str | None
    published: str | None
    kind: str
    access: str
    url: str | None = None
    note: str | None = None
    title_is_described: bool = False
    seen: str | None = None
    precedence: int = 0

    @property
    def is_own(self) -> bool:
        return self.precedence != 0


class Inputs(NamedTuple):
    """Where the two figures stand from which a derived figure was calculated: the documents of the `first` and the
    `second` one, and the place of the second one. Metrics and periods of both follow from the formula.
    """

    first: str
    second: str
    county: str  # the second figure's place, "" where it is that of the derived figure


class Figure(NamedTuple):
    """One metric of one place for one period, as one document gives it: an outcome or, among targets, an aim.

    What its fields mean is told in `model.columns`, where each has a line. Those from `bound` on say what is unusual of
    a figure: most have none of it.
    """

    county: str
    metric: str
    period: Period
    value: int | float | None
    decimals: int
    unit: str
    status: str
    source: str
    scope: str | None = None
    bound: str | None = None
    standing: str | None = None
    at: str | None = None
    printed: str | None = None
    note: str | None = None
    inferred: bool = False
    restated: bool = False
    derived: bool = False
    zones_apart: bool = False
    boundaries: int | None = None
    doubtful: bool = False
    inputs: Inputs | None = None

    def __str__(self) -> str:
        """The value with its unit, or the standing where there is no value."""
        if self.value is None:
            return self.standing or "-"
        return f"{self.bound or ''}{self.value:g}{'?' if self.doubtful else ''} {self.unit}"

    @property
    def territory(self) -> int:
        """The month in whose boundaries the figure was counted, unless the figure was restated for later boundaries."""
        return self.period.end if self.boundaries is None else self.boundaries

    @property
    def is_comparable(self) -> bool:
        """Whether rankings compare the figure: the exact outcome of a whole place for a stated period, which nobody has
        reason to doubt.
        """
        exact = self.value is not None and self.bound is None and not self.doubtful
        return exact and not self.inferred and self.scope is None and self.status not in _NO_OUTCOMES


class Gap(NamedTuple):
    """Text about a place that a document announces but that is missing in the copy which was read."""

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
