"""Units of measurement and their conversion."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Context, Decimal
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from countycli.model.keys import defined_names, folded
from countycli.model.metric_terms import term_key
from countycli.phrases import Phrase
from countycli.source import meant
from countycli.source.numbers import LONGEST_TOKEN, has_few_digits
from countycli.source.suggestions import Nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from countycli.model.records import Metric, Unit
    from countycli.source.sheet import Block

# Conversion is exact: with so many digits, a number of fifteen digits times a scale of fifteen digits loses none.
_EXACT = Context(prec=120)


class Units:
    """What a document's figures are measured in: the metrics by id, the units by id."""

    def __init__(self, metrics: Iterable[Metric], units: Iterable[Unit]) -> None:
        self.metrics = {metric.id: metric for metric in metrics}
        self.units = {unit.id: unit for unit in units}

    def report_unknown(self, block: Block, key: str | None, metric: str) -> None:
        """Report that `key` of a block, or the block itself, names no metric."""
        is_figure = key is not None and key == metric and _may_be_figure(block.table[key])
        value = meant.toml(block.table[metric]) if is_figure else ""
        block.report(key, "D202", Phrase("No metric “{metric}”", metric=metric), _Meant(self, metric, value))

    def meant(self, name: str) -> tuple[str, ...]:
        """The ids of the metrics for which `name` is the id or a Chinese or English name."""
        return tuple(self._called.get(folded(name), ()) or self._called.get(term_key(name), ()))

    @cached_property
    def _called(self) -> dict[str, dict[str, None]]:
        called: dict[str, dict[str, None]] = {}
        for _, key, _, identifier in defined_names("metric", self.metrics.values()):
            called.setdefault(key, {})[identifier] = None
        for metric in self.metrics.values():
            for name in (metric.name, metric.name_en, *metric.aliases):
                called.setdefault(term_key(name), {})[metric.id] = None
        return called

    def figure_meant(self, metric: str, text: str) -> str | None:
        """The figure that a text states, as the format writes figures: `{ value = 6300, bound = ">=" }`."""
        found = meant.amount(text)
        if found is None or metric not in self.metrics or not has_few_digits(Decimal(found.number)):
            return None
        unit = self._unit_meant(found.unit, self.metrics[metric].unit)
        if unit is None:
            return None
        attributes = [f"value = {found.number}"]
        attributes += [f"unit = {meant.toml(unit)}"] if unit != self.metrics[metric].unit else []
        attributes += [f"bound = {meant.toml(found.bound)}"] if found.bound else []
        if len(attributes) == 1:
            return found.number
        attributes += [f"printed = {meant.toml(text)}"] if len(text) <= LONGEST_TOKEN else []
        return f"{{ {', '.join(attributes)} }}"

    def _unit_meant(self, text: str, canonical: str) -> str | None:
        """The unit meant by what is printed behind a figure: nothing, a known unit, or the beginning of one (亿)."""
        if text in ("", canonical):
            return canonical
        dimension = self.units[canonical].dimension if canonical in self.units else None
        alike = [unit.id for unit in self.units.values() if unit.dimension == dimension]
        begun = [unit for unit in (canonical, *alike) if unit.startswith(text)]
        return text if text in alike else next(iter(begun), None)

    def convert(self, block: Block, metric: str, unit: str, number: int | Decimal) -> Decimal | None:
        """`number` of `unit` in the metric's canonical unit; None for what can't be converted, which is reported."""
        convert = self.converter(block, metric, unit)
        return convert(number) if convert else None

    def converter(self, block: Block, metric: str, unit: str) -> Callable[[int | Decimal], Decimal] | None:
        """A function that converts numbers of `unit` into the metric's canonical unit, exactly, for scales are decimal.

        None for an unknown unit or one of another dimension, which is reported.
        """
        printed, canonical = self.units.get(unit), self.units.get(self.metrics[metric].unit)
        if printed is None:
            block.report("unit", "D204", Phrase("No unit “{unit}”", unit=unit), Nearest(unit, tuple(self.units)))
            return None
        if canonical is None:
            return None
        if printed.dimension != canonical.dimension:
            message = Phrase("{unit} doesn't convert into {canonical}", unit=unit, canonical=canonical.id)
            block.report("unit", "D205", message)
            return None
        scales = Decimal(printed.scale), Decimal(canonical.scale)
        factor = _EXACT.divide(*scales)
        if factor == Decimal(1).scaleb(factor.adjusted()):  # a power of ten only moves the point
            return partial(_EXACT.multiply, Decimal(1).scaleb(factor.adjusted()))
        return lambda number: _converted(Decimal(number), *scales)


# Keys that may stand in a block or column beside the ids of metrics.
BESIDE = ("county", "period", *("scope", "at", "status", "note", "inferred", "restated", "boundaries"))


class _Meant(NamedTuple):
    """The hint for a name that no metric has: the line as it should be, or the id that is most like the name."""

    units: Units
    name: str
    value: str

    def find(self) -> Phrase | None:
        found = self.units.meant(self.name)
        if len(found) > 1:
            return Phrase("did you mean {words}?", words=found)
        if not found:
            return Nearest(self.name, (*self.units.metrics, *BESIDE)).find()
        is_text = self.value.startswith('"')
        figure = self.units.figure_meant(found[0], self.value[1:-1]) if is_text else self.value
        return meant.line_of(found[0], figure) if figure else Phrase("did you mean `{word}`?", word=found[0])


def _may_be_figure(value: object) -> bool:
    return isinstance(value, str) or has_few_digits(value)


def _converted(number: Decimal, printed: Decimal, canonical: Decimal) -> Decimal:
    """`number` times printed / canonical, exactly, with the zeros that the printed precision promises: 12000万元 is
    1.2000亿元. Where the division doesn't end, as precise as it was printed.
    """
    exact = _EXACT.divide(_EXACT.multiply(number, printed), canonical)
    shift = _EXACT.divide(printed, canonical).log10(_EXACT).to_integral_value(ROUND_FLOOR)
    rounded = exact.quantize(Decimal(1).scaleb(int(number.as_tuple().exponent) + int(shift)), context=_EXACT)
    ends = _EXACT.multiply(exact, canonical) == _EXACT.multiply(number, printed)
    return exact if ends and exact != rounded else rounded
