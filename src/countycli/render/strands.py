"""Rows of a series as lines for the chart of a spreadsheet, which joins all that stands in a column, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from countycli.model.records import ESTIMATES
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_YEAR_DIGITS = 4
_UNFIT = ("bound", "doubtful", "scope", "period_inferred")  # what keeps a figure out of a line


class Strand(NamedTuple):
    """Figures of a place, by year, that can be compared with each other. Years without one are gaps."""

    code: str
    place: str
    values: dict[int, float]


def strands_of(rows: Iterable[Mapping[str, Any]]) -> list[Strand]:
    """The strands of a series' rows: a new one begins with each place, and where a figure can't be compared with the
    one before. Parts of years, targets, regions beside, and figures that are not exact or doubtful are in none.
    """
    strands: list[Strand] = []
    for row in filter(_is_comparable, rows):
        if not strands or strands[-1].code != row["county_code"] or row["no_change"]:
            strands.append(Strand(row["county_code"], row["county"], {}))
        strands[-1].values[int(row["period"])] = row["value"]
    return strands


def _is_comparable(row: Mapping[str, Any]) -> bool:
    fit = row["role"] == "figure" and row["value"] is not None and not any(row[key] for key in _UNFIT)
    return fit and len(row["period"]) == _YEAR_DIGITS and row["status"] not in ESTIMATES
