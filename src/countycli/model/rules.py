"""Rules between indicators, as `metrics.toml` states them: what a figure of one must be, given figures of others.

Every rule says how far a figure may be from what the others make of it: `slack` where all of them stand in one
document, `revision` where they come from several, of which some may have been revised; both as a part of the figure.
What is usual for a kind of rule stands in USUAL_ constants, and counts where `metrics.toml` says nothing else.
"""

from __future__ import annotations

from countycli.record import NamedTuple

USUAL_OF_SUMS = (0.005, 0.03)
USUAL_OF_QUOTIENTS = (0.01, 0.05)
# Per head is of the mean population, while what is known is that of a year's end, or a census's of November.
USUAL_PER_HEAD = (0.1, 0.12)
USUAL_OF_HUNDRED = 0.2  # points: what rounding to one decimal makes of three shares
# Per cent of the later level: for revisions of the earlier one and, where growth is at constant prices, for what prices
# did. Growth at current prices is told of more loosely defined amounts.
USUAL_OF_GROWTH = {"constant": 12.0}
USUAL_OF_OTHER_GROWTH = 15.0


class SumRule(NamedTuple):
    """The `whole` is the sum of its `parts`. Without any slack they are counts, which are not even rounded."""

    whole: str
    parts: tuple[str, ...]
    slack: float
    revision: float

    @property
    def metrics(self) -> tuple[str, ...]:
        return self.whole, *self.parts


class HundredRule(NamedTuple):
    """Shares of one whole make 100 in each document; `slack` is in points."""

    parts: tuple[str, ...]
    slack: float

    @property
    def metrics(self) -> tuple[str, ...]:
        return self.parts


class QuotientRule(NamedTuple):
    """`metric` is `times` · `dividend` / `divisor`, in their canonical units. `per_head`: the divisor counts people,
    among whom an amount of a year is divided.
    """

    metric: str
    dividend: str
    divisor: str
    times: float
    slack: float
    revision: float
    per_head: bool

    @property
    def metrics(self) -> tuple[str, ...]:
        return self.metric, self.dividend, self.divisor


class GrowthRule(NamedTuple):
    """`metric` is the change of `level` on the same period a year before, in per cent. `slack` is how many per cent the
    later level may be off.
    """

    metric: str
    level: str
    slack: float

    @property
    def metrics(self) -> tuple[str, ...]:
        return self.metric, self.level


class SwingRule(NamedTuple):
    """A level that may be up to `times` the level of another year without being a slip: the harvest of a crop that
    hardly anybody grows in the place.
    """

    metric: str
    times: float

    @property
    def metrics(self) -> tuple[str, ...]:
        return (self.metric,)


Rule = SumRule | HundredRule | QuotientRule | GrowthRule | SwingRule
