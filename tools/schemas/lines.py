"""The rows of answers, one a line in JSON Lines."""

from __future__ import annotations

from schemas.records import AIM, BREAKS, CHANGE_UNIT, COMPARED, HEADLINE, NAMES, PROGRAMME, REFERENCE, SOURCE
from schemas.rows import (
    COUNTY_FIGURES,
    COVERED,
    DIFFERENCE,
    FAULT,
    FOUND,
    GROUP,
    HELD,
    HIT,
    INDICATOR_FIGURES,
    JUDGEMENT,
    RANKED,
    STEP,
    TILE,
    WRITTEN,
    YIELD,
)
from schemas.terms import Keys, Maybe, Schema, flag, nullable, number, one_of, period, record, text, whole

_OPTIONAL = ("disputed", "breaks", "benchmarks")  # what rows of targets lack


def _where_known(keys: Keys) -> Keys:
    """Keys of a figure in a file that has rows of targets, too."""
    return {
        key: Maybe(schema) if key in _OPTIONAL and isinstance(schema, dict) else schema for key, schema in keys.items()
    }


def _within(name: str, about: str) -> Keys:
    return {
        f"{name}_rank": Maybe(nullable(whole(f"rank among the {about}", 1))),
        f"{name}_ranked": Maybe(nullable(whole("how many of them are ranked"))),
        f"{name}_counties": Maybe(nullable(whole("how many of them there were"))),
    }


def _another(name: str, about: str) -> Keys:
    """The columns of a second figure in a row: its value, and what no number should be used without knowing."""
    return {
        name: nullable(number(about)),
        f"{name}_bound": nullable(text("its bound")),
        f"{name}_status": nullable(text("its status")),
        f"{name}_source": nullable(SOURCE),
        f"{name}_note": nullable(text("what must be known of it")),
        **{
            f"{name}_{mark}": nullable(flag(f"whether it is {mark}"))
            for mark in ("period_inferred", "derived", "zones_apart", "doubtful", "disputed")
        },
        f"{name}_breaks": {**BREAKS, "type": ["array", "null"]},
    }


def _all_maybe(keys: Keys) -> Keys:
    return {key: Maybe(schema) for key, schema in keys.items() if isinstance(schema, dict)}


_RANKING: Keys = {
    **RANKED,
    **_within("province", "counties of the province"),
    "since_period": Maybe(period("with `--since`: the earlier period")),
    **_all_maybe(_another("since_value", "the earlier value")),
    "marked": Maybe(flag("whether the county was marked")),
}
# `gdp_2022`, `gdp_2022_status` …: figures of rankings beside.
_RANKINGS_BESIDE: Schema = {
    "patternProperties": {
        r"^[a-z][a-z0-9_]*_(latest|\d{4}[-/\d]*)(_[a-z_]+)?$": {
            "description": "a figure of a ranking beside, by indicator and period; `_bound`, `_status` … tell of it"
        }
    }
}
_TREND: Keys = {
    key: Maybe(schema) if key in ("no_change", "gap") and isinstance(schema, dict) else schema
    for key, schema in _where_known(STEP).items()
    if key != "change"
}

LINES: dict[str, Schema] = {
    "show": record(
        "a figure or a target",
        {
            "kind": one_of("which of the two", ("observation", "target")),
            **_where_known(COMPARED),
            **_within("province", "counties of the province"),
            **_within("province_kind", "counties of the same kind there"),
        },
    ),
    "rank": {**record("a county in a ranking", _RANKING), **_RANKINGS_BESIDE},
    "map": record("a place on the map", TILE),
    "compare": record("a figure", {"benchmark": flag("whether it is that of a region beside the places"), **HEADLINE}),
    "trend": record(
        "a figure of a series, or a target",
        {
            "role": one_of(
                "whether of the places, of the region beside, or a target", ("figure", "reference", "target")
            ),
            **_TREND,
            "change": Maybe(nullable(number("change from an earlier figure"))),
            "change_unit": Maybe(nullable(CHANGE_UNIT)),
            "change_since": Maybe(nullable(period("the period of the earlier figure"))),
        },
    ),
    "initiatives": record("a policy programme", PROGRAMME),
    "targets": record(
        "a target with what came of it", {**AIM, **_another("outcome", "the figure for the same period"), **JUDGEMENT}
    ),
    "why": record(
        "the figure, or a rival",
        {"headline": flag("whether it is the figure that comes first"), **_where_known(HEADLINE)},
    ),
    "cite": record("a reference", REFERENCE),
    "search": record("what was found", HIT),
    "counties": record("a county", COUNTY_FIGURES),
    "metrics": record("an indicator", INDICATOR_FIGURES),
    "coverage": record(
        "an indicator for a period", {**COVERED, "rankable": whole("how many have one that can be ranked")}
    ),
    "coverage COUNTY": record("an indicator for a period", HELD),
    "groups": record("a group", GROUP),
    "groups ID": record(
        "a member",
        {
            "group": text("id of the group"),
            **NAMES,
            "valid_from": text("the year from which"),
            "valid_to": nullable(text("the year until which")),
        },
    ),
    "sources": record("a document", YIELD),
    "sources ID": record(
        "a figure or a target of the document",
        {"kind": one_of("which of the two", ("observation", "target")), **_where_known(HEADLINE)},
    ),
    "check": record("a fault", FAULT),
    "draft": record("a figure or an aim that was found", FOUND),
    "verify": record(
        "a difference",
        {"in": one_of("what differs: the file, or the book today", ("file", "book")), **DIFFERENCE},
    ),
    "info": record("a count", {"what": text("what is counted"), "count": whole("how many there are")}),
    "path": record(
        "a folder",
        {
            "path": text("path"),
            "own": one_of("whether it is the reader's own", ("true", "false")),
            "index": nullable(text("path of the compiled index")),
        },
    ),
    "export": record("a table", WRITTEN),
}
