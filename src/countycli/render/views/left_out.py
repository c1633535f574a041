"""Who is left out of a ranking or a map, and what became of the counties that the reader marked. For pages only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.phrases import N_
from countycli.query.exclusions import NOT_COUNTY, OUTSIDE
from countycli.render.page import Column, Styled, Table
from countycli.render.views import elements

if TYPE_CHECKING:
    from countycli.query.exclusions import Exclusion
    from countycli.query.map import MapReport
    from countycli.query.marked import Marked
    from countycli.query.rank import RankReport
    from countycli.render.page import Cell
    from countycli.render.words import Words

_REASONS = {
    "no_figure": N_("no figure"),
    "other_period": N_("only other periods"),
    "bound": N_("not an exact value"),
    "estimate": N_("estimate or forecast"),
    "doubtful": N_("doubtful as printed"),
    "target_only": N_("only a target"),
    "break": N_("territory changed"),
    "zones_apart": N_("functional zones counted apart"),
    "vintage": N_("one figure revised, the other not"),
    "rounded": N_("rounded too much for a change"),
    "unlike": N_("levels perhaps not alike"),
    "other_scope": N_("other scope"),
    "too_few": N_("too few of its counties"),
}
_REASONS_OF_MARKED = {**_REASONS, NOT_COUNTY: N_("no county"), OUTSIDE: N_("not among the counties of this ranking")}
_MOST_NAMED = 8


def table(report: RankReport | MapReport, words: Words) -> Table:
    """For each reason how many counties are left out, and the first of them."""
    columns = Column(""), Column("", right=True), Column("", least=20)
    rows = tuple(
        (words(_REASONS[reason]), str(count), _counties(report, reason, words))
        for reason, count in report.reasons.items()
    )
    title = words("Counties left out: {count}", count=sum(report.reasons.values()))
    are_all = len(report.excluded) == sum(report.reasons.values())
    return Table(title, columns, rows, "" if are_all else words("--json lists all, with what each has instead"))


def _counties(report: RankReport | MapReport, reason: str, words: Words) -> Cell:
    """The counties that are left out for a reason; on a screen the first, without the other periods that they have."""
    members = sorted(
        (county for county in report.excluded if county.reason == reason), key=lambda county: county.detail is None
    )
    complete = [_with_detail(county, words) for county in members]
    shown = [words.place(county.name) for county in members] if reason == "other_period" else complete
    count = report.reasons[reason]
    named, listed = (
        words.join(elements.first_of(names, most, words, in_json=False, total=count))
        for names, most in ((shown, _MOST_NAMED), (complete, len(complete)))
    )
    return Styled(named, complete=listed)


def _with_detail(county: Exclusion, words: Words) -> str:
    name, detail = county.name, county.detail
    return words("{name} ({detail})", name=name, detail=detail) if detail else words.place(name)


def marked_told(report: RankReport, words: Words) -> tuple[str, ...]:
    """A line on each county that the reader marked and that is not ranked."""
    return tuple(_told(county, words) for county in report.marked if county.row is None)


def _told(county: Marked, words: Words) -> str:
    reason = words(_REASONS_OF_MARKED[county.reason or OUTSIDE])
    if county.detail:
        reason = words("{name} ({detail})", name=reason, detail=county.detail)
    return words("> {name} is not ranked: {reason}", name=county.place, reason=reason)
