"""Short answers of the index that are no records of the dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from countycli.model.period import Period
    from countycli.model.records import FormerName


class Coverage(NamedTuple):
    """How many counties have a figure of a metric for a period, how many of these figures can be ranked, how many of
    the latter are of counties that exist today, and how many counties ceased within the period without an heir.
    """

    metric: str
    period: Period
    counties: int
    rankable: int
    today: int
    ceased: int


class Value(NamedTuple):
    """The headline of a place in short. `comparable` is what `Figure.is_comparable` is; `scope` is None where the
    figure covers the whole place.
    """

    code: str
    value: float | None
    comparable: bool
    scope: str | None
    restated: bool
    boundaries: int | None


class Location(NamedTuple):
    """Where a place lies, and its former names: what a row tells of a place beside the name of today."""

    prefecture: str | None
    province: str | None
    former_names: tuple[FormerName, ...]


class Unit(NamedTuple):
    """A county of today or of former times in short; None where it has existed, or will, for as long as is known."""

    code: str
    kind: str
    valid_from: str | None
    valid_to: str | None

    def exists_on(self, day: str) -> bool:
        return (self.valid_from or "") <= day and (self.valid_to is None or self.valid_to > day)


class Counts(NamedTuple):
    """How many counties of a field can be ranked by a figure, and how many of these come before a county; and how many
    of both are counties like this county.
    """

    ranked: int
    ahead: int
    alike_ranked: int
    alike_ahead: int


class Spell(NamedTuple):
    """From which month to which the figures filed under a code count for the `owner`."""

    code: str
    owner: str
    first_month: int
    last_month: int


class Standard(NamedTuple):
    """A region's comparable figure in short, for its counties to be held against."""

    code: str
    metric: str
    period: Period
    value: float
    decimals: int
    source: str
    status: str
    headline: bool


class Holding(NamedTuple):
    """That a place has figures of a metric for a period, and whether one of these covers the whole place, whether one
    has a value, and whether one can be ranked.
    """

    code: str
    metric: str
    period: Period
    whole: bool
    valued: bool
    comparable: bool


class Outline(NamedTuple):
    """What decides where an indicator stands on the page of a place: see the fields of `Metric`. A `derived` indicator
    may be calculated; of a `judged` one either more or less is better.
    """

    metric: str
    topic: str
    main: bool
    headline: int
    residents: bool
    area: bool
    derived: bool
    judged: bool


class NameHit(NamedTuple):
    tier: int
    id: str


class Found(NamedTuple):
    """A search hit: its kind (`place`, `metric`, `initiative`, `document`), and the id and title of what was found."""

    kind: str
    ref: str
    title: str
