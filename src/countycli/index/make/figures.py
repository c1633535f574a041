"""The rows of figures. Each function takes any set of figures, not only those of the whole book; what it needs
beside them is said there.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from countycli.index.schema import BETWEEN_INPUTS, COMPARABLE, STATUS_NUMBERS, VALUED, VALUELESS
from countycli.model.columns import DETAILS, INPUTS, NO_DETAILS, USUAL
from countycli.model.headlines import differ, headlines
from countycli.model.period import month_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from countycli.model.period import Period
    from countycli.model.records import Document, Figure, Place
    from countycli.model.reports import Headline
    from countycli.source.draft import Draft

Row = tuple[Any, ...]

_INPUTS = [position for position, column in enumerate(DETAILS) if column.kind == INPUTS]


class Numbers(NamedTuple):
    """The numbers of metrics and documents, by id, and those of details, by what the row holds beside the number. New
    details are added when a figure needs them, numbered from `first_details` on: those below are in the index already.
    """

    metrics: dict[str, int]
    documents: dict[str, int]
    details: dict[Row, int]
    first_details: int = 0

    def detail_rows(self) -> list[Row]:
        """All details, by number."""
        return [(number, *row) for row, number in self.details.items()]


def zoned_regions(draft: Draft) -> dict[str, set[tuple[str, Period]]]:
    """By region, the documents and periods for which zones are counted apart from its counties."""
    found: dict[str, set[tuple[str, Period]]] = {}
    for zone in (entry.record for entry in draft.zones):
        found.setdefault(zone.county, set()).add((zone.source, zone.period))
    return found


def settled(figure: Figure, place: Place, zoned: Mapping[str, Collection[tuple[str, Period]]]) -> Figure:
    """The figure with what the registry and the rest of its table say of its territory: a unit that ceased within the
    period has the boundaries of before, and zones counted apart may lie in any county of their region.
    """
    if place.level == "county" and (figure.source, figure.period) in zoned.get(place.prefecture or "", ()):
        figure = figure._replace(zones_apart=True)
    ceased = place.valid_to
    if ceased is None or figure.boundaries is not None or figure.restated or month_number(ceased) > figure.period.end:
        return figure
    return figure._replace(boundaries=month_number(ceased) - 1)


def figure_rows(figures: Iterable[Figure], documents: Mapping[str, Document], numbers: Numbers) -> Iterator[Row]:
    """Rows in the order of FIGURE_COLUMNS, by key. Of each place, metric and period that occurs all figures must be
    there, the derived ones included, for they are weighed against each other.

    The unit is the metric's and stored once, there. The rows of one metric are held at a time: all would take more
    room than the figures.
    """
    grouped: dict[str, list[Figure]] = {metric: [] for metric in numbers.metrics}
    for figure in figures:
        grouped[figure.metric].append(figure)
    for of_metric in grouped.values():
        yield from sorted(_weighed_rows(headlines(of_metric, documents), numbers))


def _weighed_rows(found: Iterable[Headline], numbers: Numbers) -> Iterator[Row]:
    for chosen, rivals, disputed, _ in found:
        yield _figure_row(chosen, numbers, headline=1, disputed=disputed)
        for rival in rivals:
            yield _figure_row(rival, numbers, headline=0, disputed=differ(chosen, rival))


def _figure_row(figure: Figure, numbers: Numbers, *, headline: int, disputed: bool) -> Row:
    usual: Row = figure[:USUAL]
    county, metric, (start, end), value, decimals, _, status, source, scope = usual
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
        _grade(figure),
        headline,
        _details(figure[USUAL:], numbers, disputed=disputed),
    )


def _grade(figure: Figure) -> int:
    if figure.is_comparable:
        return COMPARABLE
    return VALUELESS if figure.value is None else VALUED


def _details(details: Row, numbers: Numbers, *, disputed: bool) -> int | None:
    """The number of the row of details, None for a figure without any."""
    if details == NO_DETAILS and not disputed:
        return None
    cells = [*details, disputed]
    for position in _INPUTS:
        cells[position] = cells[position] and BETWEEN_INPUTS.join(cells[position])
    return numbers.details.setdefault((*cells,), numbers.first_details + len(numbers.details))


def report_rows(figures: Iterable[Figure], numbers: Numbers) -> list[Row]:
    """How many figures each document prints of each place. A derived figure counts for no document: none prints it."""
    found: Counter[tuple[str, str]] = Counter()
    for figure in figures:
        found[figure.source, figure.county] += not figure.derived
    return sorted((numbers.documents[source], int(county), count) for (source, county), count in found.items())
