"""What the rows of answers hold, in JSON and in JSON Lines."""

from __future__ import annotations

from countycli.fixity import differences
from countycli.model.codes import DOCUMENT_KINDS, STAGES
from countycli.model.records import ACCESSES
from countycli.query.against import VERDICTS
from countycli.query.exclusions import EXCLUSION_REASONS
from countycli.render.views.outcomes import STATES
from schemas.records import (
    BOUND,
    CHANGE_UNIT,
    COMPARED,
    DOCUMENT,
    HEADLINE,
    INDICATOR,
    METRIC,
    NAMES,
    REFERENCE,
    REGISTERED,
    SOURCE,
    STATUS,
)
from schemas.terms import (
    Keys,
    Maybe,
    Schema,
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

COUNT = whole("how many counties have a figure")
ALL = whole("how many counties there were at the time")

# What a change has beside the later figure, in rankings of changes.
CHANGED: Keys = {
    "change": Maybe(number("with `--since`: the change")),
    "change_unit": Maybe(CHANGE_UNIT),
    "since_value": Maybe(number("the earlier value")),
    "since": Maybe(shared("headline", "the earlier figure")),
}
BESIDE = record(
    "the figure and rank in a ranking beside",
    {
        "rank": whole("rank there", 1),
        "rise": nullable(whole("rise in places from the earlier period; null for other indicators", None)),
        **HEADLINE,
    },
)
RANKED: Keys = {
    "rank": whole("rank; equal values share one", 1),
    **COMPARED,
    **CHANGED,
    "beside": Maybe(listed(nullable(shared("beside")), "figures of the rankings beside, in the order of `beside`")),
    "rank_in_province": Maybe(nullable(shared("rank", "where counties of several provinces are ranked"))),
}
_ON_TILES = ("county", "metric", "period", "value", "unit", "status", "source")
# A place on a map: a whole headline, or only these keys where no figure is shown or a median is.
TILE: Keys = {
    **{
        key: schema if key in _ON_TILES else Maybe(schema)
        for key, schema in HEADLINE.items()
        if isinstance(schema, dict)
    },
    "status": nullable(STATUS),
    "source": nullable(SOURCE),
    "class": nullable(text("letter of the class; null where none")),
    "layout": nullable(code("the region in whose layout the tile lies; null where the place has no tile")),
    "row": nullable(whole("row of the tile, from 1", 1)),
    "column": nullable(whole("column of the tile, from 1", 1)),
    "counties": Maybe(whole("of a median: of how many counties")),
}
STEP: Keys = {
    **HEADLINE,
    "change": nullable(
        record(
            "change from an earlier figure",
            {"value": number("the change"), "unit": CHANGE_UNIT, "since": period("the period of the earlier figure")},
        )
    ),
    "no_change": nullable(one_of("why there is no change, as counties are left out", EXCLUSION_REASONS)),
    "gap": nullable(flag("whether periods are missing in between")),
}
JUDGEMENT: Keys = {
    "state": one_of("what came of the target", tuple(STATES)),
    "rule": one_of(
        "the comparison that was asked of the outcome", ("at_least", "more_than", "at_most", "less_than", "unstated")
    ),
    "tolerance": nullable(number("how far off an aim that is about so much is still near, in the unit")),
    "whole": flag("whether the target is the place's own, not that of a firm, a project or another area"),
}
COVERED: Keys = {"metric": METRIC, "period": period("the period"), "counties": COUNT, "all": ALL}
HIT: Keys = {
    "kind": one_of(
        "what was found",
        ("figure", "county", "region", "former", "group", "metric", "initiative", "document"),
    ),
    "ref": text("what other commands take; of a figure county and indicator, as `why` takes them"),
    "title": text("name or title"),
    "detail": text("what tells it from others, in the reader's language"),
    "access": nullable(one_of("where a document was read", ACCESSES)),
    "url": nullable(text("address of a document")),
    "name_en": nullable(text("name in English of the place that was found, has the figure or runs the programme")),
}
_ORIGIN: Keys = {
    "title": text("title"),
    "publisher": text("who published it"),
    "published": date("when"),
    "url": nullable(text("address")),
}
GROUP: Keys = {
    "id": text("id of the group"),
    "name": text("name, in Chinese"),
    "name_en": text("name in English"),
    "aliases": listed(text("another name"), "other names"),
    "province": nullable(code("the province whose counties it lists")),
    "valid_from": text("the year in which it begins"),
    "valid_to": nullable(text("the year in which it ends; null where it goes on")),
    "description": text("what it is, in Chinese"),
    "description_en": text("what it is, in English"),
    "source": record("the document that lists its members", _ORIGIN),
    "members": whole("how many counties belong to it"),
}
YIELD: Keys = {
    **DOCUMENT,
    "observations": whole("number of figures"),
    "targets": whole("number of targets"),
    "initiatives": whole("number of initiatives"),
}
WAYS = ("figure", "inferred", "bound", "estimate", "doubtful", "standing", "other_scope", "target_only")
HELD: Keys = {
    "metric": METRIC,
    "period": period("the period"),
    "held": nullable(one_of("what the county has itself; null for nothing", WAYS)),
    "scope": text("id of the scope beside which it is set"),
    "counties": COUNT,
    "all": nullable(ALL),
}
FAULT: Keys = {
    "path": text("path of the file"),
    "line": whole("line of the fault"),
    "code": text("code of the fault", pattern=r"^D\d{3}$"),
    "message": text("what is wrong, in the reader's language"),
    "hint": nullable(text("what to do")),
}
WRITTEN: Keys = {
    "table": text("name of the table"),
    "rows": whole("number of rows"),
    "files": whole("number of files", 1),
}
COUNTY_FIGURES: Keys = {**REGISTERED, "figures": whole("number of figures")}
INDICATOR_FIGURES: Keys = {**INDICATOR, "figures": whole("number of figures")}
FOUND: Keys = {
    "county": code("the place"),
    "metric": METRIC,
    "period": period("the period"),
    "value": number("number in `unit`"),
    "unit": text("the indicator's unit"),
    "bound": BOUND,
    "status": STATUS,
    "standing": nullable(text("a rank or streak that the document ties to the figure")),
    "printed": text("the figure as printed"),
    "at": text("place in the document"),
    "inferred": flag("whether the period was inferred"),
    "scope": nullable(text("what the figure covers, where that is not the whole place")),
    "note": nullable(text("what the reader must know")),
    "doubtful": flag("whether the figure can hardly be right"),
    "confidence": number("how sure the reading is, from 0 to 1"),
}
AGAINST: Keys = {
    "county": code("the place"),
    "metric": METRIC,
    "period": period("the period"),
    "value": number("the draft's number in `unit`"),
    "unit": text("the indicator's unit"),
    "verdict": one_of("whether the book has the figure", tuple(VERDICTS)),
    "book": nullable(
        record(
            "the book's figure",
            {
                "value": number("number in `unit`"),
                "bound": BOUND,
                "status": STATUS,
                "source": text("id of the document"),
            },
        )
    ),
}
_DIFFERENCES = (
    *(differences.CHANGED, differences.ADDED, differences.REMOVED, differences.REWRITTEN),
    *(differences.COLUMN_ADDED, differences.COLUMN_REMOVED),
)
DIFFERENCE: Keys = {
    "kind": one_of("what differs", _DIFFERENCES),
    **{
        key: nullable(text(about))
        for key, about in {
            "table": "the table",
            "county_code": "code of the county, where the file tells it",
            "county": "name of the county",
            "metric": "the indicator",
            "period": "the period",
            "row": "how the row begins, where the file tells no county",
            "column": "the column",
            "was": "what was written",
            "now": "what stands there instead",
        }.items()
    },
}
DRAFTED: Keys = {
    "title": text("title"),
    "publisher": nullable(text("who published it")),
    "published": nullable(date("when it was published")),
    "kind": one_of("kind of document", DOCUMENT_KINDS),
}
DRAFTED_PROGRAMME: Keys = {
    "county": code("the place that runs it"),
    "name": text("name"),
    "year": whole("the year"),
    "category": text("id of the category"),
    "stage": one_of("how far it has come", STAGES),
    "at": text("place in the document"),
    "confidence": number("how sure the reading is, from 0 to 1"),
}
LEFT: Keys = {
    "printed": text("the number as printed"),
    "at": text("place in the document"),
    "reason": text("why it is in no figure, in the reader's language"),
    "name": text("what may be its name; empty where nothing is"),
}
WHERE: Keys = {
    "path": text("folder of the book's files"),
    "own": listed(text("a path"), "files and folders of the reader's own"),
    "index": nullable(text("path of the compiled index")),
}
WITHOUT: Keys = {
    "counties": listed(shared("place"), "the counties without a figure"),
    "regions": listed(
        record("a region", {**NAMES, "counties": COUNT, "all": ALL}),
        "how many counties of each province or prefecture have one",
    ),
}

OF_ROWS: dict[str, Schema] = {
    "beside": BESIDE,
    "ranked": record("a county in a ranking", RANKED),
    "step": record("a figure of a series", STEP),
    "reference": record("a reference to a document", {**REFERENCE, "csl": shared("item")}),
}
