"""The keys of answers on figures: each command's own, beside those of the envelope."""

from __future__ import annotations

from countycli.model.codes import CHANGES
from countycli.query.exclusions import EXCLUSION_REASONS
from countycli.render.references import STYLES
from schemas.queries import IN, METRICS, PERIOD, PERIODS, PLACES, SCOPE, WORDS, query, query_in
from schemas.records import (
    AIM,
    COMPARED,
    COUNTED_PERIODS,
    EXCLUDED,
    HEADLINE,
    METRIC,
)
from schemas.rows import (
    ALL,
    CHANGED,
    JUDGEMENT,
    TILE,
)
from schemas.terms import (
    Keys,
    Maybe,
    by_id,
    code,
    date,
    flag,
    listed,
    nullable,
    number,
    one_of,
    period,
    record,
    shared,
    text,
    whole,
)

ANSWERS: dict[str, Keys] = {
    "show": {
        "query": query(
            county=shared("place"),
            metrics=METRICS,
            topics=listed(text("id of a topic"), "the topics that were asked for"),
            periods=PERIODS,
        ),
        "county": shared("registered"),
        "observations": listed(
            record(
                "a figure with its ranks",
                {
                    **COMPARED,
                    "rank_in_province": nullable(shared("named_rank", "among the counties of the province")),
                    "rank_in_kind": nullable(shared("named_rank", "among counties of the same kind there")),
                },
            ),
            "the figures",
        ),
        "targets": listed(shared("aim"), "what the place set out to reach"),
        "initiatives": listed(shared("initiative"), "policy programmes"),
        "former": listed(
            record(
                "a unit that went into the county",
                {
                    "county": shared("place"),
                    "date": date("when"),
                    "change": one_of("the kind of change", CHANGES),
                    "observations": listed(shared("headline"), "its figures"),
                },
            ),
            "units that went into the county",
        ),
        "breaks": listed(shared("break"), "all changes of its territory"),
        "nearest": listed(shared("place"), "of a county without figures: others near it that have some"),
    },
    "rank": {
        "query": record(
            "the question as it was understood",
            {
                "metric": METRIC,
                "period": PERIOD,
                "in": IN,
                "top": nullable(whole("how many rows were asked for", 1)),
                "ascending": flag("whether the smallest come first"),
                "latest": flag("whether each county stands with its latest period"),
                "metrics": Maybe(METRICS),
                "periods": Maybe(listed(PERIOD, "the periods that were asked for")),
                "since": Maybe(period("the earlier period of a change")),
                "kinds": Maybe(listed(text("a kind of division"), "the kinds of counties that were asked for")),
                "mark": Maybe(listed(code("a county"), "the counties that were marked")),
            },
        ),
        "metric": shared("metric"),
        "period": PERIOD,
        "scope": shared("scope"),
        "rows": listed(shared("ranked"), "the ranking"),
        "references": listed(
            record("a region's figure", {**HEADLINE, **CHANGED}),
            "figures of regions and of the country, beside the ranking",
        ),
        "excluded": listed(EXCLUDED, "the counties that are not ranked"),
        "periods": COUNTED_PERIODS,
        "median": nullable(number("median of all ranked figures, in the unit; null where fewer than five are ranked")),
        "marked": Maybe(
            listed(
                record(
                    "a county that was marked",
                    {
                        "county": shared("place"),
                        "rank": nullable(whole("its rank", 1)),
                        "reason": nullable(one_of("why it has none", (*EXCLUSION_REASONS, "outside", "not_county"))),
                        "detail": nullable(text("what it has instead")),
                        "row": nullable(shared("ranked", "its row")),
                    },
                ),
                "the counties that were marked",
            )
        ),
        "beside": Maybe(
            listed(
                record(
                    "a ranking by another indicator or of another period",
                    {
                        "metric": METRIC,
                        "period": PERIOD,
                        "ascending": flag("whether the smallest come first"),
                        "ranked": whole("how many counties it ranks"),
                        "counties": ALL,
                        "common": nullable(whole("how many counties both rankings have; null for other indicators")),
                    },
                ),
                "rankings beside",
            )
        ),
    },
    "map": {
        "query": query_in(
            metric=METRIC,
            period=period("the period"),
            classes=nullable(whole("number of classes; null where limits were given", 1)),
            limits=listed(number("a limit, in the unit"), "where classes begin"),
        ),
        "metric": shared("metric"),
        "period": period("the period"),
        "scope": shared("scope"),
        "of": one_of(
            "what the values are of: medians are of each province's counties", ("counties", "provinces", "medians")
        ),
        "layouts": listed(
            record(
                "a layout of tiles",
                {
                    "region": shared("place"),
                    "placed": one_of("how the tiles were placed", ("by_hand", "calculated")),
                },
            ),
            "the layouts that are shown",
        ),
        "classed": whole("how many places are in a class"),
        "classes": listed(
            record(
                "a class",
                {
                    "letter": text("its letter"),
                    "from": nullable(number("lowest value, in it; null where there is no limit")),
                    "to": nullable(number("highest value: in it by quantiles, not in it by limits")),
                    "counties": whole("how many places are in it"),
                },
            ),
            "the classes, the lowest first",
        ),
        "rows": listed(record("a place on the map", TILE), "the places"),
        "excluded": listed(EXCLUDED, "the counties that are in no class"),
        "periods": COUNTED_PERIODS,
        "counted": by_id(whole("values", 1), "how many of the values come from each document"),
    },
    "compare": {
        "query": query_in(
            counties=PLACES,
            period=nullable(period("the only period that was asked for")),
            periods=PERIODS,
            latest=flag("whether each place stands with its latest period"),
            topics=Maybe(listed(text("id of a topic"), "the topics that were asked for")),
        ),
        "scope": SCOPE,
        "places": listed(shared("place"), "the places, in the order of `values`"),
        "benchmarks": listed(shared("place"), "the regions beside them, in the order of a row's `benchmarks`"),
        "rows": listed(
            record(
                "an indicator for a period",
                {
                    "metric": METRIC,
                    "period": PERIOD,
                    "unit": text("the indicator's unit"),
                    "values": listed(nullable(shared("compared")), "the figure of each place"),
                    "benchmarks": listed(nullable(shared("headline")), "the figure of each region"),
                    "best": listed(code("a place"), "the places with the best figure, where all can be compared"),
                },
            ),
            "the comparison",
        ),
        "not_common": listed(METRIC, "indicators that only one place has, or for no common period"),
        "elsewhere": listed(
            record(
                "what a place has instead",
                {"county": shared("place"), "metric": METRIC, "periods": listed(period("a period"), "other periods")},
            ),
            "other periods that places have figures for where a row lacks theirs",
        ),
    },
    "trend": {
        "query": record(
            "the question as it was understood",
            {
                "counties": PLACES,
                "metric": METRIC,
                "from": nullable(period("the first period")),
                "to": nullable(period("the last period")),
            },
        ),
        "metric": shared("metric"),
        "rows": listed(shared("step"), "figures, place by place, of each the earliest first"),
        "reference": nullable(
            {
                "type": "object",
                **record(
                    "the region beside the only place",
                    {"county": shared("place"), "rows": listed(shared("step"), "its figures")},
                ),
            }
        ),
        "targets": listed(shared("aim"), "what the places set out to reach"),
    },
    "initiatives": {
        "query": query_in(
            words=WORDS,
            county=nullable(shared("place", "the county that was asked for")),
            category=nullable(text("id of the category")),
            year=nullable(whole("the year")),
        ),
        "scope": SCOPE,
        "categories": listed(
            record("a category", {"category": text("id"), "initiatives": whole("how many there are", 1)}),
            "how many there are of each category",
        ),
        "rows": listed(shared("initiative"), "the programmes"),
    },
    "targets": {
        "query": query_in(
            county=nullable(shared("place", "the only place that was asked for")),
            counties=PLACES,
            year=nullable(whole("the only year that was asked for")),
            years=listed(whole("a year"), "the years that were asked for"),
        ),
        "scope": SCOPE,
        "rows": listed(
            record(
                "a target with what came of it",
                {**AIM, "outcome": nullable(shared("headline", "the figure for the same period")), **JUDGEMENT},
            ),
            "the targets",
        ),
    },
    "why": {
        "query": query(county=shared("place"), metric=METRIC, period=period("the period")),
        "metric": shared("metric"),
        "observation": nullable(shared("headline", "the figure; null where it is a target")),
        "target": nullable(shared("headline", "the target; null where it is a figure")),
        "reasons": listed(
            text("a reason, in the reader's language"), "why the headline comes before each of its rivals"
        ),
        "inputs": listed(shared("headline"), "what a derived figure was calculated from"),
        "other_scopes": listed(shared("headline"), "figures of parts of the place"),
        "targets": listed(shared("aim"), "targets for the same period"),
        "other_periods": listed(period("a period"), "other periods that the place has figures for"),
    },
    "cite": {
        "query": query(
            style=one_of("style of the references", STYLES),
            county=nullable(shared("place", "the place of the figure; null for a document")),
            metric=nullable(METRIC),
            period=nullable(period("the period")),
        ),
        "figure": nullable(shared("headline", "the figure that is cited; null for a document")),
        "rows": listed(shared("reference"), "the references"),
    },
}
