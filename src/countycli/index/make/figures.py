"""The rows of figures in the index. Each function takes any set of figures, not only those of the whole book, so that
own documents can be layered over the book with the same functions.
"""

from __future__ import annotations

from collections import Counter
from itertools import compress
from operator import attrgetter, not_
from typing import TYPE_CHECKING, Any, NamedTuple

from countycli.index.schema import BETWEEN_INPUTS, COMPARABLE, STATUS_NUMBERS, VALUED, VALUELESS
from countycli.model.columns import NO_DETAILS
from countycli.model.headlines import differ, headlines
from countycli.model.period import month_number
from countycli.model.records import Inputs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from countycli.model.period import Period
    from countycli.model.records import Document, Figure, Place
    from countycli.model.reports import Headline
    from countycli.source.draft import Zone

Row = tuple[Any, ...]

_PLAIN = [*NO_DETAILS]
_CELL = attrgetter("county", "period", "scope")
_FILED = attrgetter("source", "county")
_DERIVED = attrgetter("derived")


class Numbers(NamedTuple):
    """The numbers of metrics and documents, by id, and the numbers of details, by content. New details are added when a
    figure needs them, numbered from `first_details` on: lower numbers are in the index already.
    """

    metrics: dict[str, int]
    documents: dict[str, int]
    details: dict[Row, int]
    first_details: int = 0

    def of_details(self, details: Row) -> int:
        return self.details.setdefault(details, self.first_details + len(self.details))

    def detail_rows(self) -> list[Row]:
        """The details that are not in the index already, by number."""
        return [(number, *map(_detail_cell, row)) for row, number in self.details.items()]


def _detail_cell(value: Any) -> Any:
    return BETWEEN_INPUTS.join(value) if isinstance(value, Inputs) else value


def _zoned_regions(zones: Iterable[Zone]) -> dict[str, set[tuple[str, Period]]]:
    """By region, the documents and periods for which zones are counted apart from its counties."""
    found: dict[str, set[tuple[str, Period]]] = {}
    for zone in zones:
        found.setdefault(zone.county, set()).add((zone.source, zone.period))
    return found


def settled(figures: Iterable[Figure], places: Mapping[str, Place], zones: Iterable[Zone]) -> list[Figure]:
    """The figures with what their places and the rest of their tables tell of the territory: a unit that ceased within
    the period has its last boundaries, and zones counted apart may lie in any county of their region.
    """
    zoned = _zoned_regions(zones)
    unsettled = {code for code, place in places.items() if place.valid_to or place.prefecture in zoned}
    return [
        _settled(figure, places[figure.county], zoned) if figure.county in unsettled else figure for figure in figures
    ]


def _settled(figure: Figure, place: Place, zoned: Mapping[str, Collection[tuple[str, Period]]]) -> Figure:
    if place.level == "county" and (figure.source, figure.period) in zoned.get(place.prefecture or "", ()):
        figure = figure._replace(zones_apart=True)
    ceased = place.valid_to
    if ceased is None or figure.boundaries is not None or figure.restated or month_number(ceased) > figure.period.end:
        return figure
    return figure._replace(boundaries=month_number(ceased) - 1)


def figure_rows(figures: Iterable[Figure], documents: Mapping[str, Document], numbers: Numbers) -> Iterator[list[Row]]:
    """Rows with FIGURE_COLUMNS, metric by metric, in the order of the primary key. `figures` must hold all figures,
    also derived ones, of each place, metric and period that occurs, for these are weighed against each other.

    The unit is stored once, with the metric. Only the rows of one metric are held in memory at a time: all rows would
    take more memory than the figures.
    """
    grouped: dict[str, list[Figure]] = {metric: [] for metric in numbers.metrics}
    for figure in figures:
        grouped[figure.metric].append(figure)
    for of_metric in grouped.values():
        alone, rivals = apart(of_metric)
        rows = [_figure_row(figure, numbers, 1, 0) for figure in alone]
        rows += _weighed_rows(headlines(rivals, documents), numbers)
        yield sorted(rows)


def apart(of_metric: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """The figures that stand alone for their place, period and scope, as nearly all do, and the others."""
    cells = [*map(_CELL, of_metric)]
    counts = Counter(cells)
    if len(counts) == len(cells):
        return of_metric, []
    alone = [counts[cell] == 1 for cell in cells]
    return [*compress(of_metric, alone)], [*compress(of_metric, map(not_, alone))]


def _weighed_rows(found: Iterable[Headline], numbers: Numbers) -> Iterator[Row]:
    for chosen, rivals, disputed, _ in found:
        yield _figure_row(chosen, numbers, 1, int(disputed))
        for rival in rivals:
            yield _figure_row(rival, numbers, 0, int(differ(chosen, rival)))


def _figure_row(figure: Figure, numbers: Numbers, headline: int, disputed: int) -> Row:
    """Each step costs time for a hundred thousand figures. So there are no booleans, for which sqlite3 would look for
    an adapter, and only figures that have details get a number of details.
    """
    county, metric, (start, end), value, decimals, _, status, source, scope, *details = figure
    return (
        numbers.metrics[metric],
        end,
        start,
        int(county),
        numbers.documents[source],
        scope or "",
        value,
        decimals,
        STATUS_NUMBERS[status],
        COMPARABLE if figure.is_comparable else VALUELESS if value is None else VALUED,
        headline,
        None if details == _PLAIN and not disputed else numbers.of_details((*details, disputed)),
    )


def report_rows(figures: Collection[Figure], numbers: Numbers) -> list[Row]:
    """How many figures each document prints of each place. A derived figure counts for no document: none prints it."""
    found = Counter(map(_FILED, figures))
    found.subtract(map(_FILED, compress(figures, map(_DERIVED, figures))))
    return sorted((numbers.documents[source], int(county), count) for (source, county), count in found.items())
