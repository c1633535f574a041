"""A ranking by the change since an earlier period: of an amount in per cent, of a share or a growth rate in points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import UsageError
from countycli.phrases import Phrase
from countycli.query.change import AMOUNTS, Change, change_between, difference
from countycli.query.field import Board, board_of, headlines_of
from countycli.query.territory import counterparts, unlike
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.reports import Scope
    from countycli.query.rank import RankRow


class Since(NamedTuple):
    """The ranking of the earlier period. `codes` are, by codes in the later ranking, the codes in the earlier one."""

    board: Board
    codes: dict[str, str]


def changed(index: Index, board: Board, since: Period, scope: Scope) -> tuple[Board, Since]:
    """The ranking by the change, and the earlier ranking. Raises UsageError unless `since` lies before the ranking's
    period and is as long.
    """
    assert board.period  # asked for
    if not board.period.follows(since):
        message = Phrase("{since} doesn't come before {period} with as many months", since=since, period=board.period)
        raise UsageError(message, Phrase("a change needs an earlier period of the same length"))
    earlier = board_of(index, board.metric, since, scope._replace(kinds=()), board.ascending)
    codes = counterparts(index, board.field.found, earlier.field.found)
    apart = _of_two_vintages(index, board, earlier, codes)
    apart |= _too_coarse(index, board, earlier, codes)
    apart |= _otherwise_covered(index, board, earlier, codes)
    apart |= unlike(index, board.metric.id, since, board.period, codes)
    found = {}
    for code, then in codes.items():
        now, period = board.field.found[code]
        change = difference(board.metric, earlier.field.found[then][0].value, now.value)
        if code not in apart and change is not None:
            found[code] = now._replace(value=change), period
    ceased = tuple(code for code in board.field.ceased if code in found)
    return board._replace(field=board.field._replace(found=found, ceased=ceased, apart=apart)), Since(earlier, codes)


def _of_two_vintages(index: Index, board: Board, earlier: Board, codes: dict[str, str]) -> dict[str, str]:
    """The counties with one revised figure and one that is not: the revision would look like growth."""
    now, then = _revised(index, board), _revised(index, earlier)
    return {code: "vintage" for code, before in codes.items() if (code in now) is not (before in then)}


def _revised(index: Index, board: Board) -> set[str]:
    assert board.period  # asked for
    revised = index.figures.revised(board.metric.id, board.period)
    return {code for code, (value, _) in board.field.found.items() if value.code in revised}


def _too_coarse(index: Index, board: Board, earlier: Board, codes: dict[str, str]) -> dict[str, str]:
    """The counties with a figure that is rounded so much that rounding would look like growth."""
    least = board.metric.change_decimals
    if not least:
        return {}
    now, then = (index.figures.coarser(side.metric.id, side.period, least) for side in (board, earlier) if side.period)
    return {code: "rounded" for code, before in codes.items() if code in now or before in then}


def _otherwise_covered(index: Index, board: Board, earlier: Board, codes: dict[str, str]) -> dict[str, str]:
    """The counties with a note on one of two amounts. Such a note tells of another coverage, or that one of the two is
    off; a ranking by change would put just these counties first and last. A census counts every county by the same
    rules, and its notes tell which slips of a copy were mended.
    """
    if board.metric.kind not in AMOUNTS:
        return {}
    now, then = (index.figures.noted(side.metric.id, side.period) for side in (board, earlier) if side.period)
    return {code: "unlike" for code, before in codes.items() if code in now or before in then}


def changes(index: Index, board: Board, since: Since, rows: Sequence[RankRow], codes: Sequence[str]) -> list[Change]:
    """The changes of the counties that are shown; `codes` are the codes of the rows' counties in the ranking."""
    earlier = [since.codes[code] for code in codes]
    found = headlines_of(index, since.board, earlier)
    changes = (change_between(board.metric, row.headline, found[then]) for row, then in zip(rows, earlier, strict=True))
    return [change for change in changes if change]
