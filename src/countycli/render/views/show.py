"""`show`: one place."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.model.records import CONTINUATIONS, gb_code
from countycli.names.location import where
from countycli.phrases import N_
from countycli.render import encode
from countycli.render.page import TITLE, Block, Cell, Column, Heading, Lines, Page, Table
from countycli.render.views import View, elements, labels

if TYPE_CHECKING:
    from countycli.model.records import Figure, Place
    from countycli.model.reports import Headline
    from countycli.query.narrowing import Narrowing
    from countycli.query.show import FormerUnit, ShowReport
    from countycli.query.within import Within
    from countycli.render.encode import Data
    from countycli.render.words import Words


def omitted(report: ShowReport, words: Words) -> str | None:
    """What the flat formats leave out: initiatives, and figures of earlier units."""
    code, told = report.place.code, []
    if report.initiatives:
        told.append(
            words(
                "initiatives ({count}); see `countycli initiatives --county {code}`",
                count=len(report.initiatives),
                code=code,
            )
        )
    if report.former:
        told.append(words("figures of earlier units ({count}); see --json", count=len(report.former)))
    return words("Not among these rows: {what}", what=words.join(told)) if told else None


def page(report: ShowReport, words: Words) -> Page:
    number = elements.Numbering()
    blocks: list[Block] = list(_header(report, words))
    more = elements.more(report.notes)
    if more:
        blocks.append(elements.brief_lines(more, words))
    if report.observations:
        blocks += [_figures(report, number, words), *elements.remarks(report.notes, ("vintage",), words)]
        blocks += [*_earlier(report, words), elements.legend(report.observations, words)]
    elif not report.asked:
        blocks.append(Lines(tuple(_nothing(report, words))))
    blocks += [_former(unit, report, number, words) for unit in report.former]
    blocks += _became(report, words)
    if report.targets:
        blocks.append(elements.targets_of_place(report.targets, report.metrics, number, words))
    if report.initiatives:
        blocks.append(elements.initiative_table(report.initiatives, number, words))
    gaps = tuple(words.phrase(note.text) for note in report.notes if note.kind == "gap")
    if gaps:
        blocks.append(Lines((words("Missing in the documents:"), *gaps)))
    if number.sources:
        blocks.append(elements.sources_table(number, report.documents, words))
    return tuple(blocks)


def payload(report: ShowReport, words: Words) -> Data:
    place = report.place
    return {
        "query": {"county": encode.place_ref(place), **_asked(report.asked)},
        "county": encode.place(place, report.parents, report.memberships),
        "observations": [_observation(headline, report) for headline in report.observations],
        "targets": [encode.target(target, report.places[target.county]) for target in report.targets],
        "initiatives": [
            encode.initiative(programme, report.places[programme.county]) for programme in report.initiatives
        ],
        "former": [_former_unit(unit) for unit in report.former],
        "breaks": [encode.boundary_change(change) for change in report.breaks],
        "nearest": [encode.place_ref(near) for near in report.nearest],
    }


def _asked(asked: Narrowing | None) -> Data:
    """The metrics, topics and periods that were asked for; empty lists for all of them."""
    metrics = dict.fromkeys(metric.id for metric in asked.named) if asked else ()
    return {
        "metrics": list(metrics),
        "topics": [topic.id for topic in asked.topics] if asked else [],
        "periods": list(map(str, asked.periods)) if asked else [],
    }


def rows(report: ShowReport, words: Words) -> list[Data]:
    """Observations, then targets, told apart by `kind`. No initiatives: they have a command of their own."""
    observations = [_flat(headline, report) for headline in report.observations]
    targets = [{"kind": "target", **encode.target(target, report.places[target.county])} for target in report.targets]
    return observations + targets


def _observation(headline: Headline, report: ShowReport) -> Data:
    ranks = report.ranks.get(headline.figure)
    return {
        **_compared(headline, report),
        "rank_in_province": encode.within_named(ranks.province if ranks else None),
        "rank_in_kind": encode.within_named(ranks.kind if ranks else None),
    }


def _flat(headline: Headline, report: ShowReport) -> Data:
    ranks = report.ranks.get(headline.figure)
    return {
        "kind": "observation",
        **_compared(headline, report),
        **encode.flat_within("province", ranks.province if ranks else None),
        **encode.flat_within("province_kind", ranks.kind if ranks else None),
    }


def _compared(headline: Headline, report: ShowReport) -> Data:
    beside = encode.benchmarks(report.benchmarks.get(headline.figure, ()))
    return {**encode.headline(headline, report.places[headline.figure.county]), "benchmarks": beside}


def _former_unit(unit: FormerUnit) -> Data:
    return {
        "county": encode.place_ref(unit.place),
        "date": unit.step.date,
        "change": unit.step.change,
        "observations": [encode.headline(headline, unit.place) for headline in unit.observations],
    }


def _header(report: ShowReport, words: Words) -> tuple[Lines, Lines]:
    place = report.place
    until = words("until {date}", date=place.valid_to) if place.valid_to else ""
    facts = [gb_code(place.code), labels.kind(place, words), words.text(where(place, report.parents)), until]
    lines = ["  ".join(filter(None, facts))]
    groups = labels.groups_text(report.memberships, words)
    if groups:
        lines.append(words("Groups: {groups}", groups=groups))
    if report.population:
        figure = report.population.figure
        template = N_("Population: {figure} ({period})")
        if report.population.breaks:
            template = N_("Population: {figure} ({period}, boundaries changed since)")
        lines.append(words(template, figure=figure, period=figure.period))
    lines += _changes(report, words)
    name = words.full_place(place)
    title = name if place.romanized in name else f"{name}  {place.romanized}"
    return Lines((title,), TITLE), Lines(tuple(lines))


def _changes(report: ShowReport, words: Words) -> list[str]:
    """Lines on former names, and on land that came or went."""
    place, others = report.place, report.places
    lines = []
    merged = [(former.name, former.until) for former in place.former_names if former.merged]
    formerly = [(former.name, former.until) for former in place.former_names if not former.merged]
    formerly += [(unit.name, unit.valid_to or "") for unit in _earlier_units(report)]
    formerly = [(name, until) for name, until in formerly if name != place.name]
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


def _until(names: list[tuple[str, str]], words: Words) -> str:
    return words.join(words("{name} (until {date})", name=name, date=date) for name, date in names)


def _figures(report: ShowReport, number: elements.Numbering, words: Words) -> Table:
    topics = {topic.id: topic for topic in report.topics}
    compared = elements.benchmark_columns(report.benchmarks.values(), words, mixed=True)
    ranks = _ranks(report)
    rows: list[tuple[Cell, ...] | Heading] = []
    for topic, group in groupby(report.observations, key=lambda headline: report.metrics[headline.figure.metric].topic):
        rows.append(Heading(words.name(topics[topic])))
        for headline in group:
            row = elements.figure_row(headline, report.metrics[headline.figure.metric], number, words)
            beside = compared.cells(report.benchmarks.get(headline.figure, ()))
            rank = [elements.rank_cell(ranks.get(headline.figure))] if ranks else []
            rows.append((*row[:4], *beside, *rank, *row[4:]))
    columns = elements.figure_columns(words, report.observations)
    ranked = [elements.rank_column(words, drop=1)] if ranks else []
    return Table(words("Figures"), (*columns[:4], *compared.columns, *ranked, *columns[4:]), tuple(rows))


def _ranks(report: ShowReport) -> dict[Figure, Within]:
    """The ranks within the province that the page shows: where everything is shown, of each metric the newest."""
    found = {figure: ranks.province for figure, ranks in report.ranks.items() if ranks.province}
    if report.asked:
        return found
    latest = {figure.metric: figure for figure in sorted(found, key=lambda figure: figure.period.recency)}
    return {figure: found[figure] for figure in latest.values()}


def _earlier(report: ShowReport, words: Words) -> list[Lines]:
    if not report.earlier:
        return []
    return [Lines((words("{count} more rows of earlier periods: --all shows them", count=report.earlier),))]


def _former(unit: FormerUnit, report: ShowReport, number: elements.Numbering, words: Words) -> Table:
    """The figures of a unit whose land came to this place."""
    rows = [
        elements.figure_row(headline, report.metrics[headline.figure.metric], number, words)
        for headline in unit.observations
    ]
    title = words(
        "Until {date}: {name} ({code}), {change}",
        date=unit.step.date,
        name=unit.place,
        code=gb_code(unit.place.code),
        change=words(labels.CHANGES[unit.step.change]),
    )
    return Table(title, elements.figure_columns(words, unit.observations), tuple(rows))


def _became(report: ShowReport, words: Words) -> list[Table]:
    """For a place that has ceased to exist: a table of the changes that ended it, and of the heirs of its land."""
    if report.place.valid_to is None:
        return []
    others = report.places
    rows = tuple(
        (step.date, words(labels.CHANGES[step.change]), f"{words.place(others[step.code])} {step.code}")
        for step in report.place.successors
    )
    return [Table(words("What became of it"), (Column(""), Column("", least=12), Column("")), rows)]


def _nothing(report: ShowReport, words: Words) -> list[str]:
    if report.former:
        return [words("The book has no figures of {name} itself; those of earlier units follow.", name=report.place)]
    lines = [words("The book has no figures of {name} yet.", name=report.place)]
    near = [place for place in report.nearest if place.prefecture and place.prefecture == report.place.prefecture]
    far = [place for place in report.nearest if place not in near]
    if near:
        lines.append(words("In the same prefecture with figures: {names}", names=words.join(_listed(near, words))))
    if far:
        names = elements.first_of(_listed(far, words), len(far), words, in_json=False, total=len(far) + report.further)
        lines.append(words("Elsewhere with figures: {names}", names=words.join(names)))
    return lines


def _listed(places: list[Place], words: Words) -> list[str]:
    return [words("{name} ({detail})", name=place, detail=gb_code(place.code)) for place in places]


_EMPTY_HEADER = (
    "kind",
    *encode.FIGURE_HEADER,
    *encode.within_header("province"),
    *encode.within_header("province_kind"),
    encode.ENGLISH_NAME,
)
VIEW: View[ShowReport] = View(page=page, payload=payload, rows=rows, omitted=omitted, empty_header=_EMPTY_HEADER)
