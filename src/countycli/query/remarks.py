"""Notes that a reader of a ranking needs before reading the rows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.model.reports import Note
from countycli.names.scopes import members_at
from countycli.phrases import Phrase, named
from countycli.query.figures import counts_in, registered_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.reports import Scope
    from countycli.query.field import Board, Field

_MOST_RELATED = 2
# The digits of a code that are `00` for a prefecture-level city. Such a city without counties ranks as a county.
_CITY_DIGITS, _CITY = slice(4, 6), "00"


def remarks(index: Index, board: Board, *, changes: bool = False) -> tuple[Note, ...]:
    """The notes on a ranking. `changes`: how far figures rose or fell is ranked, not the figures themselves."""
    metric, field = board.metric, board.field
    zeros = _nothing_of_it(index, field) if metric.kind == "level" and not changes else ()
    partial = tuple(_partial(field))
    related = _related(index, board) if partial else ()
    residence = () if changes else registered_told([metric])
    about = (*_ceased(index, field), *_cities(index, field), *zeros, *residence)
    return (*_left(index, board), *partial, *related, *about)


def _left(index: Index, board: Board) -> Iterator[Note]:
    """A note on each group that most members had left by the period, with a group in which all of them still are."""
    if board.period is None:
        return
    year = board.period.last_year
    for group in board.field.scope.groups:
        ever, then = index.groups.members(group.id, living=True), members_at(index, group, year)
        if 2 * len(then) < len(ever):
            text = Phrase(
                "{group}: {count} of {all} counties were still on the list in {year}",
                group=group,
                count=len(then),
                all=len(ever),
                year=year,
            )
            for other in index.groups.holding_all_of(group.id):
                text = Phrase("{first}; `--in {id}` takes all of them", first=text, id=other.name)
            yield Note("members", text)


def _partial(field: Field) -> Iterator[Note]:
    """A note where fewer than half of the counties are ranked: such a ranking is not one of the scope."""
    ranked, counties = len(field.found), len(field.scope.counties)
    if 2 * ranked >= counties:
        return
    text = Phrase(
        "Only {count} of {all} counties are ranked, less than half: no ranking of the whole scope",
        count=ranked,
        all=counties,
    )
    yield Note("partial", text)


def _related(index: Index, board: Board) -> Iterator[Note]:
    """Notes on related indicators that more counties have figures of, each for the period that most counties have."""
    scope, ranked = board.field.scope, len(board.field.found)
    reach = reach_of(index, board.metric.related, scope)
    fuller = [metric for metric in reach if reach[metric][1] > ranked]
    fuller = sorted(fuller, key=lambda metric: -reach[metric][1])[:_MOST_RELATED]
    named = index.metrics.by_id(fuller) if fuller else {}
    for metric in fuller:
        period, count = reach[metric]
        command = f"countycli rank {metric} -p {period}{scope.options}"
        text = Phrase(
            "{metric} covers {count} for {period}: `{command}`",
            metric=named[metric],
            count=count,
            period=period,
            command=command,
        )
        yield Note("related", text)


def reach_of(index: Index, metrics: Sequence[str], scope: Scope) -> dict[str, tuple[Period, int]]:
    """For each indicator the period for which most counties can be ranked, the latest of equal ones, and how many."""
    counts: Counter[tuple[str, Period]] = Counter()
    for metric in metrics:
        counts.update({key: rankable for key, (_, _, rankable) in counts_in(index, scope, metric).items()})
    best = sorted(counts, key=lambda key: (counts[key], key[1].recency))
    return {metric: (period, counts[metric, period]) for metric, period in best}


def _ceased(index: Index, field: Field) -> Iterator[Note]:
    if field.ceased:
        names = tuple(index.places.names(code for code in field.ceased if code in field.found).values())
        text = Phrase("Also ranked, for they ceased only in the course of the period: {names}", names=named(names))
        yield Note("ceased", text)


def _cities(index: Index, field: Field) -> Iterator[Note]:
    codes = [code for code in field.found if code[_CITY_DIGITS] == _CITY]
    names = tuple(place for place in index.places.by_code(codes).values() if place.is_undivided_city) if codes else ()
    if names:
        yield Note(
            "city",
            Phrase("Prefecture-level cities without counties rank among the counties: {names}", names=named(names)),
        )


def _nothing_of_it(index: Index, field: Field) -> Iterator[Note]:
    """A note on amounts of 0: a county rarely has nothing at all, so a 0 may stand for a missing figure."""
    codes = [code for code, (value, _) in field.found.items() if value.value == 0]
    if codes:
        names = tuple(index.places.names(codes).values())
        yield Note("zero", Phrase("A figure of 0 may stand for one that is missing: {names}", names=named(names)))
