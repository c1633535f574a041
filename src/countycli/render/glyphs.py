"""The characters that small pictures are made of, and those that stand for them where there is only ASCII."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from countycli.render.page import Bar, Spark

_HEIGHTS = "▁▂▃▄▅▆▇█"
_ASCII_HEIGHTS = "_.,-=+*#"
_MISSING = " "


def sparkline(spark: Spark, *, unicode: bool) -> str:
    """A character for each height of the series, a blank for a missing value."""
    signs = _HEIGHTS if unicode else _ASCII_HEIGHTS
    last = len(signs) - 1
    return "".join(_MISSING if height is None else signs[round(height * last)] for height in spark.heights)


def ascii_bar(bar: Bar, width: int) -> str:
    """A bar of `width` cells made of number signs. A bar that is not empty takes one cell at least."""
    begin, end = round(bar.begin * width), round(bar.end * width)
    if bar.end > bar.begin:
        end = max(end, begin + 1)
    return (" " * begin + "#" * (end - begin)).ljust(width)[:width]
