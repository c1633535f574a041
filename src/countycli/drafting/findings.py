"""What is found in a document, before a person has looked at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from countycli.model.period import Period
    from countycli.phrases import Phrase


SURE = 1.0  # how sure a figure is whose place, indicator, period and unit the document names each


class Found(NamedTuple):
    """A figure: an outcome, an estimate or, where `target`, an aim. `value` is in `unit`, as printed; `canonical` is
    the same in the indicator's unit. `confidence` is from 0 to 1.
    """

    county: str
    metric: str
    period: Period
    value: Decimal
    unit: str
    canonical: Decimal
    printed: str
    at: str
    confidence: float
    target: bool = False
    bound: str | None = None
    status: str = "actual"
    standing: str | None = None
    inferred: bool = False
    note: str | None = None
    scope: str | None = None
    doubtful: bool = False


class Left(NamedTuple):
    """A number of the text that is in no figure, and why. `name` is what may be its name, as far as that shows."""

    printed: str
    at: str
    reason: Phrase
    name: str = ""


class Programme(NamedTuple):
    """A named policy programme."""

    county: str
    name: str
    year: int
    category: str
    stage: str
    at: str
    confidence: float


class Head(NamedTuple):
    """What the document says of itself."""

    title: str
    publisher: str | None
    published: str | None
    kind: str


class Findings(NamedTuple):
    """All that a document yields."""

    head: Head
    figures: tuple[Found, ...]
    programmes: tuple[Programme, ...]
    left: tuple[Left, ...]

    @property
    def observations(self) -> tuple[Found, ...]:
        return tuple(figure for figure in self.figures if not figure.target)

    @property
    def targets(self) -> tuple[Found, ...]:
        return tuple(figure for figure in self.figures if figure.target)
