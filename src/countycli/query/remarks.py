"""What must be said of a ranking before its rows are read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.model.records import gb_code
from countycli.model.reports import Note
from countycli.phrases import Phrase, named
from countycli.query.figures import holdings_of_members

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Metric
    from countycli.model.reports import Scope
    from countycli.query.field import Board, Field

_MOST_RELATED = 2
_CITY = "00"  # what the codes of counties that are prefecture-level cities end in


def remarks(index: Index, board: Board, *, changes: bool = False, of_kinds: bool = False) -> tuple[Note, ...]:
    """`changes`: what is ranked is how far figures rose or fell; `of_kinds`: only counties of some kinds are."""
    metric, field = board.metric, board.field
    zeros = () if changes else _nothing_of_it(index, metric, field)
    partial = tuple(_partial(field))
    # How far other indicators reach is known of all counties of a scope, not of those of a kind.
    related = _related(index, board) if partial and not of_kinds else ()
    return (*partial, *related, *_ceased(index, field), *_cities(index, field), *zeros)


def _partial(field: Field) -> Iterator[Note]:
    """Fewer than half: no ranking of the scope."""
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
    """Indicators of nearly the same that have more counties, each for the period for which it has most."""
    scope, ranked = board.field.scope, len(board.field.found)
    reach = _reach(index, board.metric.related, scope)
    fuller = sorted((it for it in reach if reach[it][1] > ranked), key=lambda it: -reach[it][1])[:_MOST_RELATED]
    named = index.metrics.by_id(fuller) if fuller else {}
    for it in fuller:
        period, count = reach[it]
        command = f"countycli rank {it} -p {period}" + (f" --in {scope.id}" if scope.id else "")
        text = Phrase(
            "{metric} covers {count} for {period}: `{command}`",
            metric=named[it],
            count=count,
            period=period,
            command=command,
        )
        yield Note("related", text)


def _reach(index: Index, metrics: Sequence[str], scope: Scope) -> dict[str, tuple[Period, int]]:
    """For how many counties each indicator can be ranked, for the period that is best in this, the latest of equals."""
    counts: Counter[tuple[str, Period]] = Counter()
    for metric in metrics:
        if scope.groups:
            held = holdings_of_members(index, scope, metric)
            counts.update(
                (metric, period)
                for period, _ in {(holding.period, holding.code) for holding in held if holding.comparable}
            )
        else:
            counts.update(
                {(metric, covered.period): covered.rankable for covered in index.holdings.coverage(metric, scope)}
            )
    best = sorted(counts, key=lambda key: (counts[key], key[1].recency))
    return {metric: (period, counts[metric, period]) for metric, period in best}


def _ceased(index: Index, field: Field) -> Iterator[Note]:
    if field.ceased:
        names = tuple(index.places.names(code for code in field.ceased if code in field.found).values())
        text = Phrase("Also ranked, for they ceased only in the course of the period: {names}", names=named(names))
        yield Note("ceased", text)


def _cities(index: Index, field: Field) -> Iterator[Note]:
    codes = [code for code in field.found if gb_code(code).endswith(_CITY)]
    names = (
        tuple(place.name for place in index.places.by_code(codes).values() if place.is_undivided_city) if codes else ()
    )
    if names:
        yield Note(
            "city",
            Phrase("Prefecture-level cities without counties rank among the counties: {names}", names=named(names)),
        )


def _nothing_of_it(index: Index, metric: Metric, field: Field) -> Iterator[Note]:
    """An amount of nothing is rarely an outcome."""
    if metric.kind != "level":
        return
    codes = sorted(code for code, (it, _) in field.found.items() if it.value == 0)
    if codes:
        names = tuple(index.places.names(codes).values())
        yield Note("zero", Phrase("A figure of 0 may stand for one that is missing: {names}", names=named(names)))
