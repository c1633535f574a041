"""The keys of lists, of what the registry has, and of the commands on the data themselves."""

from __future__ import annotations

from countycli.query.verify import CHANGED, WHOLE
from schemas.queries import METRICS, NO_QUERY, PERIODS, SCOPE, WORDS, query, query_in
from schemas.records import (
    DIGEST,
    METRIC,
    NAMES,
)
from schemas.rows import (
    AGAINST,
    ALL,
    COUNT,
    COUNTY_FIGURES,
    COVERED,
    DIFFERENCE,
    DRAFTED,
    DRAFTED_PROGRAMME,
    FAULT,
    FOUND,
    GROUP,
    HELD,
    HIT,
    INDICATOR_FIGURES,
    LEFT,
    WHERE,
    WITHOUT,
    WRITTEN,
    YIELD,
)
from schemas.terms import (
    Keys,
    Maybe,
    by_id,
    flag,
    listed,
    nullable,
    one_of,
    period,
    record,
    shared,
    text,
    whole,
)

LISTS: dict[str, Keys] = {
    "search": {
        "query": query_in(words=WORDS),
        "scope": SCOPE,
        "rows": listed(record("what was found", HIT), "what was found"),
    },
    "counties": {
        "query": query_in(words=WORDS),
        "scope": shared("scope"),
        "rows": listed(record("a county", COUNTY_FIGURES), "the counties"),
        "coverage": listed(
            record("an indicator", {"metric": METRIC, "periods": listed(period("a period"), "the periods")}),
            "of a single county: the periods that it has figures for",
        ),
    },
    "metrics": {
        "query": query_in(metric=nullable(METRIC)),
        "scope": shared("scope"),
        "rows": listed(record("an indicator", INDICATOR_FIGURES), "the indicators"),
        "coverage": Maybe(
            listed(
                record("a period", {"period": period("the period"), "counties": COUNT, "all": ALL}),
                "of one indicator: how many counties have a figure for each period",
            )
        ),
    },
    "coverage": {
        "query": query_in(metric=nullable(METRIC), metrics=METRICS, periods=PERIODS),
        "scope": shared("scope"),
        "rows": listed(
            record("an indicator for a period", {**COVERED, "rankable": whole("how many have one that can be ranked")}),
            "the coverage",
        ),
        "missing": record(
            "the counties without a figure, where one indicator was asked for",
            {
                "metric": Maybe(METRIC),
                "period": nullable(period("the period that most have a figure for")),
                **WITHOUT,
            },
        ),
        "missing_by_metric": listed(
            record("an indicator", {"metric": METRIC, "period": period("the period"), **WITHOUT}),
            "the same of each indicator that was asked for",
        ),
    },
    "coverage COUNTY": {
        "query": query_in(metric=nullable(METRIC), metrics=METRICS, periods=PERIODS, county=shared("place")),
        "county": shared("place"),
        "scopes": listed(shared("scope"), "the scopes beside which the county is set"),
        "rows": listed(record("an indicator for a period", HELD), "the coverage"),
    },
    "groups": {
        "query": query_in(group=nullable(text("id of the group"))),
        "scope": SCOPE,
        "rows": listed(record("a group", GROUP), "the groups"),
        "members": Maybe(
            listed(
                record(
                    "a member",
                    {
                        **NAMES,
                        "valid_from": text("the year from which"),
                        "valid_to": nullable(text("the year until which")),
                    },
                ),
                "of one group: the members",
            )
        ),
    },
    "sources": {
        "query": query_in(document=nullable(text("id of the document"))),
        "scope": SCOPE,
        "rows": listed(record("a document", YIELD), "the documents"),
        "observations": Maybe(listed(shared("headline"), "of one document: the figures that it gives")),
        "targets": Maybe(listed(shared("aim"), "of one document: the targets")),
        "initiatives": Maybe(listed(shared("initiative"), "of one document: the initiatives")),
    },
    "check": {
        "query": NO_QUERY,
        "folder": nullable(text("the folder that was read")),
        "files": whole("number of files"),
        "rows": listed(record("a fault", FAULT), "the faults"),
    },
    "draft": {
        "query": query(files=text("the files that were read"), county=nullable(text("the place that was given"))),
        "document": record("what the document says of itself", DRAFTED),
        "observations": listed(record("a figure", FOUND), "the figures that were found"),
        "targets": listed(record("an aim", FOUND), "the aims that were found"),
        "initiatives": listed(record("a policy programme", DRAFTED_PROGRAMME), "the programmes that were found"),
        "against": nullable(listed(record("a figure", AGAINST), "what the book holds for each; null: not asked")),
        "left": listed(record("a number", LEFT), "numbers of the text that are in no figure"),
    },
    "verify": {
        "query": query(file=text("the file")),
        "state": one_of("whether the file holds what was written", (WHOLE, CHANGED)),
        "written": record(
            "what the file says of its writing",
            {
                "program": text("version of the program"),
                "data": shared("data", "the data that were asked"),
                "command": text("the command line"),
                "lang": text("language of the answer"),
                "time": text("when it was written"),
                "format": text("how the file is read"),
                "records": whole("number of records"),
                "sha256": DIGEST,
            },
        ),
        "sha256": text("the same of what the file holds now"),
        "same_data": flag("whether the book is of the version that the file is of"),
        "reordered": flag("whether rows stand in another order"),
        "hidden": whole("number of hidden rows"),
        "sheets": listed(text("name of a sheet"), "sheets of the workbook that the program didn't write"),
        "rewritten": listed(record("a cell", DIFFERENCE), "numbers that another program wrote shorter"),
        "rows": nullable(listed(record("a difference", DIFFERENCE), "what changed in the file; null: not known")),
        "today": nullable(listed(record("a difference", DIFFERENCE), "what the book says today; null: not known")),
    },
    "info": {"query": NO_QUERY, "counts": by_id(whole("number"), "how many there are of each"), **WHERE},
    "path": {"query": NO_QUERY, **WHERE},
    "export": {
        "query": query_in(
            format=text("format of the files"),
            partition_by=listed(text("a column"), "the columns by which files are parted"),
            metrics=METRICS,
            period=nullable(period("the period")),
        ),
        "scope": shared("scope"),
        "path": text("where it was written"),
        "rows": listed(record("a table", WRITTEN), "the tables"),
    },
}
