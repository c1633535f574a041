"""Bars beside numbers: all on one scale, on which zero lies at the left or, where there are losses, further right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.page import ACCENT, Bar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Scale = Callable[[float, str], Bar]


def scale(values: Iterable[float]) -> Scale:
    """A function that makes the bar of a value in a style. The scale reaches from the least of `values` to the greatest
    and always includes zero, so that bars are as long as their values are large. Values must be among `values`, or
    between them.
    """
    reach = (0.0, *values)
    low, high = min(reach), max(reach)
    span = high - low or 1.0

    def bar(value: float, style: str = ACCENT) -> Bar:
        return Bar((min(value, 0.0) - low) / span, (max(value, 0.0) - low) / span, style)

    return bar
