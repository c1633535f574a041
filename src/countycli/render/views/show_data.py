"""`show` for programs: figures, targets and initiatives of a place as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render import encode

if TYPE_CHECKING:
    from countycli.model.reports import Headline
    from countycli.query.narrowing import Narrowing
    from countycli.query.show import FormerUnit, ShowReport
    from countycli.render.encode import Data
    from countycli.render.words import Words

EMPTY_HEADER = (
    "kind",
    *encode.FIGURE_HEADER,
    *encode.within_header("province"),
    *encode.within_header("province_kind"),
    encode.ENGLISH_NAME,
)


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
