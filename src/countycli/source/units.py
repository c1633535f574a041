"""Units of measurement and their conversion."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from countycli.phrases import Phrase
from countycli.source.sheet import Block, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from countycli.model.records import Metric, Unit


class Units:
    """What a document's figures are measured in: the metrics by id, the units by id."""

    def __init__(self, metrics: Iterable[Metric], units: Iterable[Unit]) -> None:
        self.metrics = {metric.id: metric for metric in metrics}
        self.units = {unit.id: unit for unit in units}

    def report_unknown(self, block: Block, key: str, metric: str) -> None:
        """Report that `key` of a block names no metric."""
        hint = did_you_mean(metric, list(self.metrics))
        block.report(key, "D202", Phrase("No metric “{metric}”", metric=metric), hint)

    def convert(self, block: Block, metric: str, unit: str, number: int | Decimal) -> int | Decimal:
        """`number` of `unit` in the metric's canonical unit; reports what can't be converted."""
        convert = self.converter(block, metric, unit)
        return convert(number) if convert else number

    def converter(self, block: Block, metric: str, unit: str) -> Callable[[int | Decimal], Decimal] | None:
        """What turns numbers of `unit` into the metric's canonical unit; exact, for scales are decimal.

        Reports an unknown unit and one of another dimension, and gives None.
        """
        printed, canonical = self.units.get(unit), self.units.get(self.metrics[metric].unit)
        if printed is None:
            hint = did_you_mean(unit, list(self.units))
            block.report("unit", "D204", Phrase("No unit “{unit}”", unit=unit), hint)
            return None
        if canonical is None:
            return None
        if printed.dimension != canonical.dimension:
            message = Phrase("{unit} doesn't convert into {canonical}", unit=unit, canonical=canonical.id)
            block.report("unit", "D205", message)
            return None
        scales = Decimal(printed.scale), Decimal(canonical.scale)
        return lambda number: _converted(Decimal(number), *scales)


def _converted(number: Decimal, printed: Decimal, canonical: Decimal) -> Decimal:
    """`number` times printed / canonical, exactly, with the zeros that the printed precision promises: 12000万元 is
    1.2000亿元. Where the division doesn't end, as precise as it was printed.
    """
    exact = number * printed / canonical
    shift = (printed / canonical).log10().to_integral_value(ROUND_FLOOR)
    rounded = exact.quantize(Decimal(1).scaleb(int(number.as_tuple().exponent) + int(shift)))
    ends = exact * canonical == number * printed
    return exact if ends and exact != rounded else rounded
