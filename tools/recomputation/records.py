"""What the dataset's files hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from recomputation.periods import Period

OUTCOMES = ("actual", "preliminary", "final")
FINAL = "final"
TARGET = "target"


def printed(code: str) -> str:
    """A unit's code as answers have it. The year in which it ended follows where another unit has its code since."""
    return code[:6]


class Step(NamedTuple):
    """A step in a unit's history: the other unit, the date and the kind of change."""

    code: str
    date: str
    change: str


class Place(NamedTuple):
    code: str
    name: str
    level: str
    kind: str
    prefecture: str | None
    province: str | None
    valid_from: str | None
    valid_to: str | None
    predecessors: tuple[Step, ...]
    successors: tuple[Step, ...]


class Member(NamedTuple):
    code: str
    valid_from: str | None
    valid_to: str | None


class Group(NamedTuple):
    id: str
    province: str | None
    valid_from: str | None
    valid_to: str | None
    members: tuple[Member, ...]


class Formula(NamedTuple):
    kind: str
    metric: str
    base: str
    times: Fraction
    annual: bool
    yearly: bool


class Metric(NamedTuple):
    id: str
    unit: str
    kind: str
    main: bool
    decimals: int
    higher_is_better: bool | None
    scope: str | None
    adds_up: bool
    change_decimals: int
    formula: Formula | None


class Unit(NamedTuple):
    dimension: str
    scale: Decimal


class Document(NamedTuple):
    id: str
    published: str
    access: str
    kind: str = ""


class Figure(NamedTuple):
    """One metric of one place for one period as one document gives it, or as it follows from others. `unit` is that of
    the value: the metric's.
    """

    county: str
    metric: str
    unit: str
    period: Period
    value: Decimal | None
    decimals: int
    bound: str | None
    status: str
    standing: str | None
    scope: str | None
    source: str
    at: str | None
    printed: str | None
    note: str | None
    inferred: bool = False
    restated: bool = False
    derived: bool = False
    boundaries: int | None = None
    zones_apart: bool = False
    doubtful: bool = False

    @property
    def comparable(self) -> bool:
        """The exact and undoubted outcome, for a stated period, of the whole place: what is ranked and calculated
        with.
        """
        exact = self.value is not None and self.bound is None and self.status in OUTCOMES
        return exact and self.scope is None and not self.inferred and not self.doubtful

    @property
    def territory(self) -> int:
        """The month whose boundaries it has."""
        return self.period.last if self.boundaries is None else self.boundaries


class Book(NamedTuple):
    """`zones`: by document, period and region, where zones are counted apart from counties."""

    places: dict[str, Place]
    metrics: dict[str, Metric]
    units: dict[str, Unit]
    groups: dict[str, Group]
    documents: dict[str, Document]
    observations: list[Figure]
    targets: list[Figure]
    zones: set[tuple[str, Period, str]]
