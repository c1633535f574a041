"""What tests look at in a ranking."""

from __future__ import annotations

from countycli.query.rank import RankReport


def places_of(report: RankReport) -> list[tuple[int, str]]:
    return [(row.rank, row.place.code) for row in report.rows]


def codes_of(report: RankReport) -> list[str]:
    return [row.place.code for row in report.rows]


def reasons_of(report: RankReport) -> dict[str, str]:
    return {exclusion.code: exclusion.reason for exclusion in report.excluded}


def told(report: RankReport) -> dict[str, str]:
    """Who is left out for more than the want of any figure."""
    return {code: reason for code, reason in reasons_of(report).items() if reason != "no_figure"}
