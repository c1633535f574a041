"""Whether a number with its unit can be one of an indicator, and what that is in the indicator's unit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from countycli.drafting.wording import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from countycli.drafting.numbers import Amount
    from countycli.model.records import Metric, Unit

_BARE = frozenset(["ratio", "rank", "sex ratio"])  # dimensions whose numbers may stand without a unit


class Measures:
    def __init__(self, units: Iterable[Unit], metrics: Mapping[str, Metric]) -> None:
        self.units = {unit.id: unit for unit in units}
        self.metrics = metrics

    def measure(self, amount: Amount, metric: Metric) -> tuple[str, Decimal, Decimal] | None:
        """Unit, value in that unit, and value in the indicator's unit; None where the number can't be of it."""
        unit = self.units[metric.unit]
        value = amount.value * amount.tens
        if amount.unit in self.units and self.units[amount.unit].dimension == unit.dimension:
            return amount.unit, value, self.converted(value, amount.unit, metric.unit)
        if not amount.unit:
            return self._of_bare(amount, unit)
        return (metric.unit, value, value) if self.counts(amount.unit, metric) else None

    def counts(self, word: str, metric: Metric) -> bool:
        """Whether a word is one by which things are counted, and the indicator a number of things."""
        unit = self.units[metric.unit]
        return metric.kind == "count" and word in word_list("counted") and Decimal(unit.scale) == 1

    def _of_bare(self, amount: Amount, unit: Unit) -> tuple[str, Decimal, Decimal] | None:
        """A number without a unit (711亿): the unit of the dimension with that power of ten, if there is one."""
        if amount.tens == 1:
            return (unit.id, amount.value, amount.value) if unit.dimension in _BARE else None
        for known in self.units.values():
            if known.dimension == unit.dimension and Decimal(known.scale) == amount.tens and known.id[0] in "万亿":
                return known.id, amount.value, self.converted(amount.value, known.id, unit.id)
        return None

    def converted(self, value: Decimal, printed: str, canonical: str) -> Decimal:
        return value * Decimal(self.units[printed].scale) / Decimal(self.units[canonical].scale)
