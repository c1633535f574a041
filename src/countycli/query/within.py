"""A county's rank among the counties of its province, and among those of its kind there, for many indicators at once:
the rank that `rank --in PROVINCE` gives.

Where all figures of a period are filed under the codes of the counties that existed then, as nearly everywhere, ranks
are counted within the index. Where the figure of a former unit may count for a county, the ranking itself is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.reports import Scope
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.answers import Unit
    from countycli.model.period import Period
    from countycli.model.records import Figure, Key, Metric, Place
    from countycli.model.reports import Headline
    from countycli.query.field import Board

_FEWEST = 5  # a rank or a median of fewer counties tells nothing
_FINEST = 8  # decimals of a mean of two, lest the noise of binary fractions is shown
_PROVINCE = 2  # the digits of a code that tell the province
_UNRANKED: dict[float, Within] = {}


class Within(NamedTuple):
    """The `rank` of a county among the `of` counties that can be ranked, of all `counties` that there were in the
    province or, where `kind` is given, of the province's counties of this kind.
    """

    rank: int
    of: int
    counties: int
    province: Place
    kind: str | None = None


class Ranks(NamedTuple):
    """Ranks of a figure within the province and within the kind; None where too few counties can be ranked."""

    province: Within | None
    kind: Within | None


def is_telling(ranked: int, counties: int) -> bool:
    """Whether a rank among some counties tells of a scope: at least five of them, and at least half of the scope."""
    return ranked >= _FEWEST and 2 * ranked >= counties


class _Era(NamedTuple):
    """The counties of a province in a period: the `members` existed when it ended. The `late` units did not, but a
    figure of theirs would count for a member, or they ceased within the period and would be ranked themselves.
    """

    members: frozenset[str]
    late: frozenset[str]


class _Province(NamedTuple):
    """The counties that a province has or had, by code. Most have been there all the time and are `steady`;
    `heirs` tells what units that ceased went on as.
    """

    place: Place
    units: dict[str, Unit]
    steady: frozenset[str]
    heirs: dict[str, list[str]]

    @classmethod
    def of(cls, index: Index, place: Place) -> _Province:
        units = {unit.code: unit for unit in index.places.units([place])}
        steady = frozenset(code for code, unit in units.items() if not (unit.valid_from or unit.valid_to))
        gone = [code for code, unit in units.items() if unit.valid_to]
        return cls(place, units, steady, {**{code: [] for code in gone}, **index.places.heirs(gone)})

    def era(self, period: Period) -> _Era:
        day, before = period.last_day, period.month_before.last_day
        changing = [unit for code, unit in self.units.items() if code not in self.steady]
        members = self.steady.union(unit.code for unit in changing if unit.exists_on(day))
        late = (
            unit.code
            for unit in changing
            if unit.code not in members
            and (unit.exists_on(before) or not members.isdisjoint(self.heirs.get(unit.code, ())))
        )
        return _Era(members, frozenset(late))

    def of_kind(self, kind: str) -> frozenset[str]:
        return frozenset(code for code, unit in self.units.items() if unit.kind == kind)


def ranks_of(
    index: Index,
    headlines: Iterable[Headline],
    metrics: Mapping[str, Metric],
    owners: Mapping[str, Place],
    *,
    main: bool,
    newest: bool,
) -> dict[Figure, Ranks]:
    """The ranks of a county's figures for whole years, each in the province in which the unit lay under whose code the
    figure is filed (`owners`); of `main` indicators only where this is wanted. Where only the `newest` are wanted, of
    each indicator that of the latest period for which a rank tells something, and none within the kind.
    """
    filed: dict[str, list[Figure]] = {}
    for headline in headlines:
        if (not main or metrics[headline.figure.metric].main) and _can_be_ranked(headline.figure, metrics):
            filed.setdefault(headline.figure.county, []).append(headline.figure)
    provinces = index.places.by_code(filter(None, (owners[code].province for code in filed)))
    found: dict[Figure, Ranks] = {}
    for code, figures in filed.items():
        province = _Province.of(index, provinces[owners[code].province or ""])
        found |= _of_unit(index, province, figures, metrics, newest=newest)
    return found


def _can_be_ranked(figure: Figure, metrics: Mapping[str, Metric]) -> bool:
    return figure.is_comparable and figure.period.whole_years and not metrics[figure.metric].scope


def _of_unit(
    index: Index, province: _Province, filed: Sequence[Figure], metrics: Mapping[str, Metric], *, newest: bool
) -> dict[Figure, Ranks]:
    """The ranks of figures that are filed under one code."""
    code = filed[0].county
    kind = province.units[code].kind
    eras = {period: province.era(period) for period in {figure.period for figure in filed}}
    wanted = _telling(index, province, filed, eras, newest=newest)
    fields = _countable(index, province, wanted, eras)
    alike = frozenset() if newest else province.of_kind(kind)
    lower = {key for key in fields if metrics[key[0]].higher_is_better is False}
    counted = index.figures.counts(code, fields, alike, lower)
    found: dict[Figure, Ranks] = {}
    for figure in wanted:
        key = figure.metric, figure.period
        if key in counted:
            ranked, ahead, alike_ranked, alike_ahead = counted[key]
            in_province = _within(ranked, ahead, len(fields[key]), province)
            in_kind = _within(alike_ranked, alike_ahead, len(fields[key] & alike), province, kind) if alike else None
            found[figure] = Ranks(in_province, in_kind)
        elif ranks := _by_ranking(index, province, figure, metrics[figure.metric]):
            found[figure] = ranks
    return found


def _telling(
    index: Index, province: _Province, filed: Sequence[Figure], eras: Mapping[Period, _Era], *, newest: bool
) -> list[Figure]:
    """The figures whose ranks may tell something; of each metric the `newest` one alone where only these are wanted."""
    covered = index.holdings.rankable(province.place.code, {(figure.metric, figure.period) for figure in filed})
    counts = {figure: covered.get((figure.metric, figure.period), 0) for figure in filed}
    if not newest:
        return [figure for figure, count in counts.items() if count >= _FEWEST]
    telling = (figure for figure, count in counts.items() if is_telling(count, len(eras[figure.period].members)))
    return [*{figure.metric: figure for figure in sorted(telling, key=lambda figure: figure.period.recency)}.values()]


def _countable(
    index: Index, province: _Province, figures: Sequence[Figure], eras: Mapping[Period, _Era]
) -> dict[Key, frozenset[str]]:
    """The metrics and periods whose ranks can be counted within the index, each with the counties that there were: the
    unit must have been one of them, and no late unit may have a figure.
    """
    gone = index.figures.held(province.heirs, (figure.period for figure in figures))
    late = {key for code, key in gone if key[1] in eras and code in eras[key[1]].late}
    members = {(figure.metric, figure.period): eras[figure.period].members for figure in figures}
    unit = {figure.county for figure in figures}
    return {key: counties for key, counties in members.items() if key not in late and unit <= counties}


def _within(ranked: int, ahead: int, counties: int, province: _Province, kind: str | None = None) -> Within | None:
    return Within(ahead + 1, ranked, counties, province.place, kind) if is_telling(ranked, counties) else None


def _by_ranking(index: Index, province: _Province, figure: Figure, metric: Metric) -> Ranks | None:
    """The ranks in the ranking of the province; None where the county is not ranked by this figure."""
    from countycli.query.field import board_of

    board = board_of(index, metric, figure.period, Scope((province.place,)), None)
    owner = next((code for code, (value, _) in board.field.found.items() if value.code == figure.county), None)
    if owner is None or owner not in province.units:
        return None
    kind = province.units[owner].kind
    counties = board.field.scope.counties
    alike = province.of_kind(kind).intersection(counties)
    found = {code: held for code, held in board.field.found.items() if code in alike}
    of_kind = board._replace(field=board.field._replace(found=found))
    return Ranks(_placed(board, owner, len(counties), province), _placed(of_kind, owner, len(alike), province, kind))


def _placed(board: Board, owner: str, counties: int, province: _Province, kind: str | None = None) -> Within | None:
    rank = next(position.rank for position in board.positions() if position.code == owner)
    return _within(len(board.field.found), rank - 1, counties, province, kind)


def within_provinces(index: Index, board: Board, codes: Sequence[str], kind: str | None = None) -> list[Within | None]:
    """The ranks of some counties of a ranking among those that lie in the same province. The ranking is of counties of
    one `kind`, where this is given.
    """
    field = board.field
    places = index.places.by_code(f"{province}0000" for province in {code[:_PROVINCE] for code in codes})
    ranked = {}
    for place in places.values():
        province = place.code[:_PROVINCE]
        counties = _beginning_with(province, field.scope.counties)
        values = [field.found[code][0].value or 0 for code in counties if code in field.found]
        of, among = len(values), len(counties)
        if is_telling(of, among):
            ranks = _ranks(values, ascending=board.ascending)
            ranked[province] = {value: Within(rank, of, among, place, kind) for value, rank in ranks.items()}
    return [ranked.get(code[:_PROVINCE], _UNRANKED).get(field.found[code][0].value or 0) for code in codes]


def _beginning_with(digits: str, codes: Sequence[str]) -> Sequence[str]:
    """Those of some codes, which are in order, that begin with some digits."""
    from bisect import bisect_left  # left alone where no county is ranked

    return codes[bisect_left(codes, digits) : bisect_left(codes, f"{digits}~")]


def province_of(code: str) -> str:
    """The digits by which the codes of a province's counties begin."""
    return code[:_PROVINCE]


def _ranks(values: Iterable[float], *, ascending: bool) -> dict[float, int]:
    """The rank of each value: equal values share one."""
    ranks: dict[float, int] = {}
    for number, value in enumerate(sorted(values, reverse=not ascending), 1):
        ranks.setdefault(value, number)
    return ranks


def median(values: Sequence[float]) -> float | None:
    """The value in the middle of ranked `values`, of two in the middle their mean; None where few are ranked."""
    if len(values) < _FEWEST:
        return None
    middle = len(values) // 2
    if len(values) % 2:
        return values[middle]
    return round((values[middle - 1] + values[middle]) / 2, _FINEST)
