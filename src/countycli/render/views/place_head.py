"""The head of the page of a place: what the place is, how many people live there, and what it was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import CONTINUATIONS, gb_code
from countycli.names.location import where
from countycli.render.page import Cited, Column, Panel, Table
from countycli.render.views import elements, labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.records import FormerName, Place
    from countycli.model.reports import Headline
    from countycli.query.show import ShowReport
    from countycli.render.words import Words

    Called = tuple[FormerName | Place, str]  # until when


def panel(report: ShowReport, number: elements.Numbering, words: Words) -> Panel:
    place = report.place
    until = words("until {date}", date=place.valid_to) if place.valid_to else ""
    lines = [_joined([gb_code(place.code), labels.kind(place, words), words.text(where(place, report.parents)), until])]
    groups = labels.groups_text(report.memberships, words)
    if groups:
        lines.append(words("Groups: {groups}", groups=groups))
    measures = []
    if report.population:
        measures.append(words("Population: {figure}", figure=_told(report.population, number, words)))
    if report.area:
        measures.append(words("Area: {figure}", figure=_told(report.area, number, words)))
    lines += filter(None, [Cited(_joined(measures)), *_changes(report, words)])
    name = words.full_place(place)
    return Panel(name if place.romanized in name else f"{name}  {place.romanized}", tuple(lines))


def became(report: ShowReport, words: Words) -> list[Table]:
    """For a place that has ceased to exist: a table of the changes that ended it, and of the heirs of its land."""
    if report.place.valid_to is None:
        return []
    others = report.places
    rows = tuple(
        (step.date, words(labels.CHANGES[step.change]), f"{words.place(others[step.code])} {step.code}")
        for step in report.place.successors
    )
    return [Table(words("What became of it"), (Column(""), Column("", least=12), Column("")), rows)]


def _joined(parts: list[str]) -> str:
    return "  ".join(filter(None, parts))


def _told(headline: Headline, number: elements.Numbering, words: Words) -> str:
    """A figure with all that a reader must know of it: `248,866 people (2020 A [1])`."""
    figure = headline.figure
    marks = " ".join(filter(None, [elements.letters(headline), number(figure.source)]))
    return words("{figure} ({period} {marks})", figure=figure, period=words.when(figure), marks=marks)


def _changes(report: ShowReport, words: Words) -> list[str]:
    """Lines on former names, and on land that came or went."""
    place, others = report.place, report.places
    lines = []
    merged = [(former, former.until) for former in place.former_names if former.merged]
    formerly: list[Called] = [(former, former.until) for former in place.former_names if not former.merged]
    formerly += [(unit, unit.valid_to or "") for unit in _earlier_units(report)]
    formerly = [(called, until) for called, until in formerly if called.name != place.name]
    if merged:
        lines.append(words("Merged into it: {names}", names=_until(merged, words)))
    if formerly:
        lines.append(words("Formerly: {names}", names=_until(formerly, words)))
    changes = [labels.boundary_change(change, others[change.other], words) for change in report.breaks]
    if changes:
        lines.append(words("Land that came or went: {changes}", changes=words.join(changes)))
    return lines


def _earlier_units(report: ShowReport) -> list[Place]:
    """Former units that this place continues: its predecessors, then others under which its figures are filed."""
    place = report.place
    before = [step.code for step in place.predecessors if step.change in CONTINUATIONS]
    others = [code for code in report.units if code not in (place.code, *before)]
    return [report.places[code] for code in (*before, *others)]


def _until(names: Iterable[Called], words: Words) -> str:
    return words.join(words("{name} (until {date})", name=name, date=date) for name, date in names)
