"""What stands beside a ranking: other indicators, or the same indicator for other periods, with values, ranks and
changes of rank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.query.field import Board, headlines_of, ordered, ranked
from countycli.query.territory import counterparts, unlike
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Metric
    from countycli.model.reports import Headline


class Beside(NamedTuple):
    """A ranking that stands beside the main one. Where both are of the same indicator, changes of rank are counted
    among the counties that both rank and whose territory stayed the same: `common` is how many.
    """

    metric: Metric
    period: Period | None  # None where each county has its latest
    ascending: bool
    ranked: int
    counties: int
    common: int | None


class Cell(NamedTuple):
    """A county in a ranking that stands beside: its figure, its rank, and how many places the county rose from the
    earlier of the two periods to the later one.
    """

    headline: Headline
    rank: int
    rise: int | None


Cells = tuple["Cell | None", ...]


def set_beside(
    index: Index, board: Board, others: Sequence[Board], shown: Sequence[str]
) -> tuple[tuple[Beside, ...], list[Cells]]:
    """The other rankings, and for each of the `shown` codes the cells of the county in the other rankings."""
    columns, cells = [], []
    for other in others:
        column, found = _column(index, board, other, shown)
        columns.append(column)
        cells.append(found)
    return tuple(columns), [*zip(*cells, strict=True)]


def _column(index: Index, board: Board, other: Board, shown: Sequence[str]) -> tuple[Beside, list[Cell | None]]:
    codes = counterparts(index, board.field.found, other.field.found)
    rises = _rises(index, board, other, codes)
    ranks = {position.code: position.rank for position in other.positions()}
    headlines = headlines_of(index, other, [codes[code] for code in shown if code in codes])
    cells = []
    for code in shown:
        there = codes.get(code)
        cells.append(Cell(headlines[there], ranks[there], (rises or {}).get(code)) if there else None)
    field, common = other.field, None if rises is None else len(rises)
    return Beside(other.metric, other.period, other.ascending, len(ranks), len(field.scope.counties), common), cells


def _rises(index: Index, board: Board, other: Board, codes: dict[str, str]) -> dict[str, int] | None:
    """How many places each county rose from the earlier period to the later one, among the counties that are ranked for
    both; None where the rankings are of different indicators or without periods.
    """
    if board.metric != other.metric or board.period is None or other.period is None:
        return None
    pair = (board.period, other.period) if board.period.recency < other.period.recency else (other.period, board.period)
    later = {code: code if pair[1] == board.period else there for code, there in codes.items()}
    apart = unlike(index, board.metric.id, *pair, later.values())
    common = {code: there for code, there in codes.items() if later[code] not in apart}
    here, there = _ranks(board, common), _ranks(other, common.values())
    sign = 1 if pair[1] == board.period else -1
    return {code: sign * (there[common[code]] - here[code]) for code in common}


def _ranks(board: Board, codes: Iterable[str]) -> dict[str, int]:
    """The ranks of some counties among themselves."""
    found = board.field.found
    entries = ((code, found[code][0].value or 0, found[code][1]) for code in codes)
    return {position.code: position.rank for position in ranked(ordered(entries, ascending=board.ascending))}
