"""A list of counties: all counties of a scope, or those whose names hold some words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import NotFoundError, UsageError
from countycli.model.naming import name_key
from countycli.model.period import latest_first
from countycli.model.reports import NO_DOCUMENTS
from countycli.names.location import candidates, parents_of
from countycli.names.scopes import resolve_scope
from countycli.phrases import Phrase
from countycli.query.coverage import own_counted
from countycli.query.figures import holdings_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.answers import Found
    from countycli.model.period import Period
    from countycli.model.records import Document, Metric, Place
    from countycli.model.reports import DataInfo, Membership, Note, Scope

_MOST_NAMED = 8


class CountyRow(NamedTuple):
    place: Place
    memberships: tuple[Membership, ...]
    figures: int


class CountiesReport(NamedTuple):
    """`coverage` is told where a single county was found, or a single one has exactly the name asked for: the metrics
    of the county, each with its periods, the latest first.
    """

    scope: Scope
    words: tuple[str, ...]
    rows: tuple[CountyRow, ...]
    coverage: tuple[tuple[Metric, tuple[Period, ...]], ...]
    parents: dict[str, Place]
    info: DataInfo
    notes: tuple[Note, ...]
    documents: Mapping[str, Document] = NO_DOCUMENTS


class CountiesRequest(NamedTuple):
    """Today's counties of a scope whose names hold every word."""

    words: tuple[str, ...] = ()
    scope: Sequence[str] | None = None  # one name or several
    kinds: tuple[str, ...] = ()


def counties(index: Index, request: CountiesRequest) -> CountiesReport:
    """Raises NotFoundError where no county fits."""
    words = request.words
    scope = resolve_scope(index, request.scope, kinds=request.kinds)
    codes = list(scope.counties)
    if any(not name_key(word) for word in words):
        raise UsageError(Phrase("A word to look for is empty"), Phrase("leave it out, or give letters or digits"))
    if words:
        found = index.names.search([name_key(word) for word in words])
        fitting = {hit.ref for hit in found if hit.kind == "place"}
        codes = [code for code in codes if code in fitting]
        if not codes:
            raise _nothing(index, words, scope, found)
    places = index.places.by_code(codes).values()
    figures, groups = index.holdings.figure_counts("county"), index.groups.memberships()
    return CountiesReport(
        scope=scope,
        words=words,
        rows=tuple(CountyRow(place, groups.get(place.code, ()), figures.get(place.code, 0)) for place in places),
        coverage=_coverage(index, _single(index, codes, words)),
        parents=parents_of(index, places),
        info=index.info(),
        notes=(*scope.notes, *own_counted(index)),
    )


def _nothing(index: Index, words: tuple[str, ...], scope: Scope, found: list[Found]) -> NotFoundError:
    """The error where no county of the scope fits the words; with fitting counties of other scopes or else, where
    nothing contains the words, counties with similar names.
    """
    text = " ".join(words)
    fitting = index.places.by_code(hit.ref for hit in found if hit.kind == "place").values()
    others = [place for place in fitting if place.level == "county" and place.valid_to is None]
    if others:
        message = Phrase("No county of {scope} fits “{words}”", scope=scope.title, words=text)
        return NotFoundError(message, Phrase("these lie elsewhere"), candidates(index, others[:_MOST_NAMED]))
    message = Phrase("No county fits “{words}”", words=text)
    if found:
        return NotFoundError(message, Phrase("`countycli search {words}` finds other things", words=text))
    from countycli.names.suggest import similar_places

    hint = Phrase("names, codes, pinyin and paths like 温州平阳 are understood")
    return NotFoundError(message, hint, similar_places(index, name_key(text)))


def _single(index: Index, codes: list[str], words: tuple[str, ...]) -> str | None:
    """The code of the only county found, or of the only one that has the single word as a name in the surest sense."""
    if len(codes) > 1 and len(words) == 1:
        hits = index.names.hits("place", name_key(words[0]))
        codes = [code for code in codes if code in {hit.id for hit in hits if hit.tier == hits[0].tier}]
    return codes[0] if len(codes) == 1 else None


def _coverage(index: Index, code: str | None) -> tuple[tuple[Metric, tuple[Period, ...]], ...]:
    periods: dict[str, list[Period]] = {}
    for holding in holdings_of(index, [code] if code else []):
        if holding.whole and holding.period not in periods.setdefault(holding.metric, []):
            periods[holding.metric].append(holding.period)
    return tuple((metric, tuple(latest_first(periods[key]))) for key, metric in index.metrics.by_id(periods).items())
