"""The records that several answers have. Their names are those of `$defs` in the files."""

from __future__ import annotations

from countycli.model.codes import CHANGES, DOCUMENT_KINDS, FORMULAS, METRIC_KINDS, PRICE_BASES, SCOPES, STAGES
from countycli.model.columns import COLUMNS, FLAG, NUMBER, PERIOD, PLACE
from countycli.model.records import ACCESSES, BOUNDS, KIND_NAMES, LEVELS, STATUSES, TARGET
from countycli.query.change import PERCENT, POINTS
from countycli.query.exclusions import EXCLUSION_REASONS
from countycli.render.references import STYLES
from schemas.terms import (
    Keys,
    Maybe,
    Schema,
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

NAMES: Keys = {
    "code": code("GB/T 2260 code"),
    "name": text("name, Chinese in both languages"),
    "name_en": text("name in English"),
}
METRIC = text("id of the indicator")
SOURCE = text("id of the document, a key of `sources`")

# Columns of a figure that hold more than their kind tells.
_OF_FIGURES: dict[str, Schema] = {
    "bound": {"enum": [None, *BOUNDS]},
    "status": {"enum": [*STATUSES, TARGET]},
    "boundaries": {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}$"},
    "period": period(""),
    "value": {"type": ["number", "null"]},
}
_ALWAYS = ("metric", "period", "unit", "status", "source")  # columns that every figure has


def _column(key: str, kind: str, means: str) -> Schema:
    if kind == PLACE:
        return shared("place", "the place that the figure is shown under")
    if key in _OF_FIGURES:
        return {**_OF_FIGURES[key], "description": means}
    if kind == FLAG:
        return flag(means)
    assert kind not in (NUMBER, PERIOD), key
    return text(means) if key in _ALWAYS else nullable(text(means))


_FIGURE: dict[str, Schema] = {
    column.key: _column(column.key, column.kind, column.means) for column in COLUMNS if column.key
}
BOUND, STATUS = _FIGURE["bound"], _FIGURE["status"]
FIGURE: Keys = {**_FIGURE}
BREAKS = listed(shared("break"), "changes of the place's territory since the period")
HEADLINE: Keys = {
    **FIGURE,
    "rivals": listed(shared("figure"), "other documents' figures for the same place, indicator, period and scope"),
    "disputed": flag("whether a rival differs by more than rounding"),
    "breaks": BREAKS,
}
AIM: Keys = {**FIGURE, "rivals": listed(shared("figure"), "always empty: aims have no rivals")}
BENCHMARKS = listed(shared("benchmark"), "the same of the prefecture and the province")
COMPARED: Keys = {**HEADLINE, "benchmarks": BENCHMARKS}

_STEP: Keys = {
    "code": code("the other unit"),
    "date": date("when"),
    "change": one_of("the kind of change", CHANGES),
}
_YEARS: Keys = {
    "valid_from": text("the year in which it begins"),
    "valid_to": nullable(text("the year in which it ends; null where it goes on")),
}
REGISTERED: Keys = {
    **NAMES,
    "short": text("name without the kind of division"),
    "level": one_of("level of the division", LEVELS),
    "kind": text(f"kind of division: {', '.join(KIND_NAMES)}; of regions 省, 地级市 …"),
    "pinyin": text("the short name in pinyin"),
    "initials": text("initials of the pinyin"),
    "traditional": text("full name in traditional characters"),
    "aliases": listed(text("another name in use"), "other names in use"),
    "prefecture": nullable(shared("place", "the prefecture that it lies in")),
    "province": nullable(shared("place", "the province that it lies in")),
    "groups": listed(
        record("a group and the years", {"id": text("id of the group"), "name": text("name of the group"), **_YEARS}),
        "the groups that it belongs or belonged to",
    ),
    "valid_from": nullable(date("when it began, within the registry's time")),
    "valid_to": nullable(date("when it ceased; null for a unit of today")),
    "predecessors": listed(record("a step of its history", _STEP), "the units that it came from"),
    "successors": listed(record("a step of its history", _STEP), "the units that land of it went to"),
    "former_names": listed(
        record(
            "a former name",
            {
                "name": text("the name"),
                "until": date("until when"),
                "merged": flag("whether it is the name of another unit that was merged into this one"),
                "name_en": text("the name in English"),
                "short_en": text("the name in English without the kind of division"),
            },
        ),
        "names that it had under the same code",
    ),
    "short_en": text("name in English without the kind of division"),
}
INDICATOR: Keys = {
    "id": METRIC,
    "name": text("name, in Chinese"),
    "name_en": text("name in English"),
    "aliases": listed(text("another term"), "other terms"),
    "topic": text("id of the topic"),
    "unit": text("canonical unit of all figures"),
    "kind": one_of("what sort of number it is", METRIC_KINDS),
    "decimals": whole("usual number of decimals"),
    "higher_is_better": nullable(flag("whether more is better; null where neither is")),
    "price_basis": nullable(one_of("prices of growth and amounts", PRICE_BASES)),
    "range": listed(number("a bound, in the unit"), "the lowest and the highest plausible value"),
    "definition": text("definition, in Chinese"),
    "definition_en": text("definition in English"),
    "scope": nullable(one_of("what it describes where that is not the whole place", SCOPES)),
    "adds_up": flag("whether a region has the sum of what its counties have"),
    "formula": nullable(
        record(
            "how it is calculated where no document gives it",
            {
                "kind": one_of("the kind of formula", FORMULAS),
                "metric": METRIC,
                "base": text("the indicator, level or pair of years that it is set against"),
                "times": number("factor"),
                "annual": flag("whether of whole years only"),
                "yearly": flag("whether the change is for each year between"),
            },
        )
    ),
    "main": flag("whether it is one of the few that are listed where not all can be"),
    "related": listed(METRIC, "indicators of nearly the same"),
    "revised_with": nullable(text("id of the indicator with which its figures are revised")),
    "residents": flag("whether it counts the people who live in a place"),
    "change_decimals": whole("decimals below which no change is calculated"),
    "headline": whole("its place among the indicators that a page begins with, from 1; 0 for others"),
    "area": flag("whether it measures the land of a place"),
    "registered": flag("whether it is divided by registered people, many of whom may live elsewhere"),
}
PROGRAMME: Keys = {
    "id": text("id: that of the document and a number"),
    "county": shared("place", "the place that runs it"),
    "name": text("name, in Chinese"),
    "year": whole("year that the document tells of"),
    "category": text("id of the category"),
    "stage": one_of("how far it has come", STAGES),
    "summary": text("one sentence, in Chinese"),
    "source": SOURCE,
    "at": nullable(text("place in the document")),
    "note": nullable(text("what must be known of it")),
}
DOCUMENT: Keys = {
    "id": text("id"),
    "title": text("title; see `title_is_described`"),
    "publisher": nullable(text("who published it")),
    "published": nullable(date("when it was published: a day, a month or a year")),
    "kind": one_of("kind of document", DOCUMENT_KINDS),
    "access": one_of("where it was read", ACCESSES),
    "url": nullable(text("address", format="uri-reference")),
    "note": nullable(text("what must be known of the copy that was read")),
    "title_is_described": flag("whether the title describes a document that bears none"),
    "seen": nullable(date("the day on which it was read")),
    "own": flag("whether it is the reader's own"),
}
SCOPE: Keys = {
    "id": nullable(text("what `--in` takes; null for the whole book")),
    "kind": one_of("what it is", ("all", "country", "province", "prefecture", "group", "union", "intersection")),
    "name": text("name, in Chinese"),
    "counties": whole("how many counties are in it"),
    "parts": listed(
        record(
            "a region or group",
            {
                "id": text("code or id"),
                "kind": one_of("what it is", ("country", "province", "prefecture", "group")),
                "name": text("name, in Chinese"),
                "name_en": text("name in English"),
            },
        ),
        "the regions and groups that were named",
    ),
    "kinds": Maybe(listed(text("a kind of division"), "the kinds of counties that were asked for")),
}
REFERENCE: Keys = {
    "document": SOURCE,
    "style": one_of("style of the reference", STYLES),
    "reference": text("the reference, as it is pasted"),
}
_DATE_PARTS = record(
    "a date",
    {"date-parts": listed(listed(whole("a part"), "year, month and day, as far as they are known"), "one date")},
)
ITEM: Keys = {
    "id": SOURCE,
    "type": one_of("type of item", ("article-newspaper", "book", "report", "webpage")),
    "title": text("title, in brackets where the document bears none"),
    "author": Maybe(listed(record("a body", {"literal": text("name")}), "the bodies that answer for the document")),
    "container-title": Maybe(text("newspaper or agency")),
    "issued": Maybe(_DATE_PARTS),
    "accessed": Maybe(_DATE_PARTS),
    "URL": Maybe(text("address")),
    "language": text("language of the document"),
}
RANK: Keys = {
    "rank": whole("rank; equal values share one", 1),
    "of": whole("how many are ranked"),
    "counties": whole("how many counties there were at the time"),
}
NAMED_RANK: Keys = {
    **RANK,
    "scope": record(
        "the province",
        {
            "id": code("code of the province"),
            "name": text("name, in Chinese"),
            "name_en": text("name in English"),
            "kinds": Maybe(listed(text("a kind of division"), "the kind among which it is ranked")),
        },
    ),
}
CHANGE_UNIT = text(f"`{PERCENT}`, `{POINTS}` (percentage points), or the indicator's unit")
EXCLUDED = record(
    "a county that is left out",
    {
        "county": shared("place"),
        "reason": one_of("why", EXCLUSION_REASONS),
        "detail": nullable(text("what it has instead, in the reader's language")),
    },
)
COUNTED_PERIODS = listed(
    record("a period", {"period": period("the period"), "counties": whole("counties that can be ranked")}),
    "the best covered periods",
)

# What `data` tells of the book, and of the reader's own data where there are any.
DATA: Keys = {
    "version": text("version of the dataset"),
    "documents": whole("number of documents"),
    "as_of": nullable(date("date of the newest document")),
    "own": Maybe(whole("how many documents are the reader's own", 1)),
    "book_as_of": Maybe(text("date of the newest document of the book; empty where the book was not read")),
    "left_out": Maybe(
        listed(
            record(
                "a file",
                {
                    "path": text("path of the file"),
                    "line": whole("line of the first fault"),
                    "faults": whole("number of faults", 1),
                },
            ),
            "files of the reader's own that have faults",
        )
    ),
}

_SHA = r"^[0-9a-f]{64}$"
# What a written file carries, by which `verify` tells whether the file is whole.
SEAL: Keys = {
    "schema": {"const": "countycli/fixity/1", "description": "which file describes it"},
    "program": text("version of the program"),
    "data": shared("data", "the data that were asked"),
    "command": Maybe(text("the command line")),
    "lang": Maybe(text("language of the answer")),
    "written": text("when it was written"),
    "format": text("how the file is read"),
    "records": whole("number of records"),
    "sha256": text("SHA-256 of the records in canonical form", pattern=_SHA),
    "layout": Maybe(
        record(
            "of a workbook: which sheets and titles hold what",
            {
                "tables": listed(text("name of a sheet"), "the sheets that are tables"),
                "about": text("the sheet on how the answer came about"),
                "titles": by_id(text("column"), "which columns stand under which titles"),
            },
        )
    ),
    "file": Maybe(text("name of the file that the seal lies beside")),
    "kept": text("the records, compressed (zlib) and in Base64"),
}
DIGEST = text("SHA-256 of the records in canonical form", pattern=_SHA)

DEFS: dict[str, Schema] = {
    "place": record("a place", NAMES),
    "registered": record("a place as the registry has it", REGISTERED),
    "figure": record("a figure with all that a reader must know of it", FIGURE),
    "headline": record("the figure that comes first of several documents'", HEADLINE),
    "compared": record("a headline beside those of prefecture and province", COMPARED),
    "aim": record("a target: a figure that somebody set out to reach", AIM),
    "break": record(
        "a change of territory",
        {
            "date": date("when"),
            "change": one_of("the kind of change", CHANGES),
            "other": code("the other unit"),
            "name": text("name of the other unit, in Chinese"),
            "direction": one_of("in: land came from the other unit; out: it went there", ("in", "out")),
            "name_en": text("name of the other unit in English"),
        },
    ),
    "benchmark": record(
        "a region's figure beside that of a county",
        {
            "county": shared("place", "the region"),
            "value": number("its value"),
            "difference": nullable(
                number("of growth and shares: the county's less the region's, in percentage points")
            ),
            "ratio": nullable(number("of levels and counts: the county's divided by the region's")),
            "status": one_of("status of the region's figure", STATUSES),
            "source": SOURCE,
        },
    ),
    "metric": record("an indicator", INDICATOR),
    "initiative": record("a named policy programme", PROGRAMME),
    "document": record("a source", DOCUMENT),
    "scope": record("the counties that were asked for", SCOPE),
    "data": record("the data that were asked", DATA),
    "note": record(
        "a remark",
        {
            "kind": text(
                "what it is about: `match`, `moved`, `namesake`, `own`, `missing`, `gap`, `more`, `partial` …"
            ),
            "text": text("the remark, in the reader's language"),
        },
    ),
    "rank": record("a rank among the counties of a province", RANK),
    "named_rank": record("a rank among the counties of a province, with the province", NAMED_RANK),
    "seal": record("what a written file carries, for `verify`", SEAL),
    "item": record("the document as an item of CSL-JSON 1.0.2", ITEM),
}
