"""The records of the book.

They are named tuples: immutable, typed, and a class of them is made eight times faster than a frozen dataclass, which
is felt in a program that lives for a twentieth of a second.
"""

from __future__ import annotations

from countycli.model.period import Period, month_number
from countycli.record import NamedTuple

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
FORMULAS = ("ratio", "share", "change")
SCOPES = ("town", "village", "enterprise", "project", "institution")
TARGET = "target"
_NO_OUTCOMES = (*ESTIMATES, TARGET)
CHANGES = ("撤县设区", "撤县设市", "撤市设区", "撤地设市", "更名", "析置", "划入", "并入", "代码变更")
# The kinds of change in which a unit goes on as a whole: its figures are its heir's.
CONTINUATIONS = frozenset({"撤县设区", "撤县设市", "撤市设区", "撤地设市", "更名", "代码变更"})
COUNTY_KINDS = ("县", "县级市", "市辖区", "自治县", "旗", "自治旗", "特区", "林区", "地级市")
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
    """A name that a division had under its code of today, until a day, a month or a year; or, where `merged`, that of
    another one that came into it.
    """

    name: str
    until: str
    merged: bool = False


class Character(NamedTuple):
    """A Chinese character: how it is read, the most usual syllable first, and what it looks like: its codes by the
    parts it is put together of (Cangjie) and by its four corners, the groups that share a phonetic part with it, and
    the characters that it is often taken for.
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

    def __str__(self) -> str:
        return self.name

    def name_in(self, month: int) -> str:
        """What the division was called then."""
        later = [it for it in self.former_names if not it.merged and month < month_number(it.until)]
        return min(later, key=lambda it: it.until).name if later else self.name

    def begins_after(self, month: int) -> bool:
        """Whether it didn't exist yet when a month began."""
        return self.valid_from is not None and month_number(self.valid_from) >= month

    @property
    def is_undivided_city(self) -> bool:
        """Whether it is a prefecture-level city without counties, which stands among the counties itself."""
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
    """A change of a place's territory: it got land from `other` (`gain`), whose `name` the index adds, or gave some to
    it.
    """

    code: str
    date: str
    other: str
    change: str
    gain: bool
    name: str = ""

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
    change: `times` · (`metric` of the last year / that of the first year of `base`, such as `2010/2020`, - 1)
    """

    kind: str
    metric: str
    base: str
    times: int
    annual: bool = False


class Metric(NamedTuple):
    """A statistical indicator. `range` holds plausible values in the canonical unit, both ends included; `scope` tells
    what it describes if that is not the whole county (see SCOPES). Such an indicator is never ranked. `related` are
    indicators of nearly the same, to turn to where this one has few figures; `revised_with` is the one that it belongs
    to when its figures are revised, as industries do to GDP.
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
    residents: bool = False  # counts the people who live in a place, which stand at the head of its page

    def __str__(self) -> str:
        return self.name_en

    @property
    def account(self) -> str:
        """What its figures must be of one vintage with: the id that all indicators revised together share."""
        return self.revised_with or self.id

    def tells_of_whole(self, figure: Figure) -> bool:
        """Whether a figure of it is that of a whole place."""
        return self.scope is None and figure.scope is None


OWN = "own/"  # what the ids of the reader's own documents begin with; no file name can


def is_own(source: str) -> bool:
    """Whether the id of a document, or of something in one, tells that it is the reader's own."""
    return source.startswith(OWN)


class Document(NamedTuple):
    """A source. `published` is a date, a month or a year, as far as the document tells. `precedence` is 0 for the
    bundled book's; the reader's own come after these (1) or, where they are preferred, before them (-1).
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
    precedence: int = 0

    @property
    def is_own(self) -> bool:
        return self.precedence != 0


class Inputs(NamedTuple):
    """Where the two figures stand that a derived one was calculated from: the document of each, and the place that the
    second one is filed under. What else tells them apart follows from the formula.
    """

    first: str
    second: str
    county: str  # of the second, "" where that is the derived figure's own: a region, or a unit that went on as it


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
    inputs: Inputs | None = None

    def __str__(self) -> str:
        """The value with its unit, or the standing where there is no value."""
        return (self.standing or "-") if self.value is None else f"{self.bound or ''}{self.value:g} {self.unit}"

    @property
    def territory(self) -> int:
        """The month whose boundaries the figure refers to, as far as it isn't restated for later ones."""
        return self.period.end if self.boundaries is None else self.boundaries

    @property
    def is_comparable(self) -> bool:
        """Whether it is the exact outcome, for a stated period, of the whole place: what rankings compare."""
        exact = self.value is not None and self.bound is None
        return exact and not self.inferred and self.scope is None and self.status not in _NO_OUTCOMES


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
