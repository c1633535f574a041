"""The columns of a figure: what each holds, how the index keeps it, and what JSON, flat rows and exports call it.

The layout of the index, its rows, the encoding of answers, the exports, the reading of files and the table in
`docs/output.md` (`tools/docs.py` writes it) follow this table, so that a new field of `Figure` needs one line here.
"""

from __future__ import annotations

from countycli.model.records import Figure
from countycli.record import NamedTuple

# What a column holds.
PLACE = "place"
PERIOD = "period"
TEXT = "text"
NUMBER = "number"
INTEGER = "integer"
FLAG = "flag"
MONTH = "month"  # counted as periods count months
INPUTS = "inputs"


class Column(NamedTuple):
    """A field of `Figure`. `key` is its name in JSON and flat rows, None where these leave it out; `means` is told in
    the guide. `mark`: whether no number should be used without knowing it, so that flat rows have it beside all of
    them. `told`, of a FLAG: whether the file of a document may set it, for a block or for a single value.
    """

    field: str
    kind: str
    key: str | None
    means: str
    mark: bool = False
    told: bool = False
    exported: bool = True


COLUMNS = (
    Column("county", PLACE, "county", "`{code, name}`"),
    Column("metric", TEXT, "metric", "id of the indicator"),
    Column("period", PERIOD, "period", "`2025`, `2024-09`, `2024-01/2024-09` or `2021/2025`"),
    Column("value", NUMBER, "value", "number in `unit`; null where the document gives a standing only"),
    Column("decimals", INTEGER, None, "how many the document prints"),
    Column("unit", TEXT, "unit", "the indicator's unit"),
    Column("bound", TEXT, "bound", "null (exact), `>=`, `>`, `<=`, `<` or `~`"),
    Column(
        "status",
        TEXT,
        "status",
        "`actual`, `preliminary`, `final`, `estimate`, `forecast`; of an aim `target`",
    ),
    Column("standing", TEXT, "standing", "a rank or streak that the document ties to the figure"),
    Column("source", TEXT, "source", "id of the document"),
    Column("at", TEXT, "at", "place in the document"),
    Column("printed", TEXT, "printed", "the figure as printed"),
    Column("note", TEXT, "note", "what must be known of it", mark=True),
    Column(
        "inferred",
        FLAG,
        "period_inferred",
        "whether the document leaves the period to be inferred; it is then the narrowest that the text supports",
        mark=True,
        told=True,
    ),
    Column(
        "scope",
        TEXT,
        "scope",
        "what the figure covers where that is more or less than the whole place (`区本级`); null otherwise. Such"
        " figures stand beside the place's own, never for them",
    ),
    Column(
        "restated",
        FLAG,
        "restated",
        "whether it is given for the boundaries at the time of the document, not of the period",
        told=True,
    ),
    Column(
        "derived",
        FLAG,
        "derived",
        "whether it was calculated by the indicator's formula; `source` is then that of the first input, or of the one"
        " that is the reader's own",
        mark=True,
    ),
    Column(
        "zones_apart",
        FLAG,
        "zones_apart",
        "whether the source counts functional zones by themselves that may lie in this county",
        mark=True,
    ),
    Column(
        "boundaries",
        MONTH,
        "boundaries",
        "the month whose boundaries a census counted in, where it isn't that of the period; of a unit that ceased by"
        " then the month before that; null otherwise",
    ),
    Column(
        "doubtful",
        FLAG,
        "doubtful",
        "whether it can hardly be right, for the reason in `note`; it is then not ranked, and nothing is calculated"
        " from it",
        mark=True,
    ),
    Column("inputs", INPUTS, None, "the two figures that a derived one was calculated from", exported=False),
)

# The index keeps what is unusual of a figure apart, and once for all figures that share it: these fields, which are the
# last of `Figure`, so that they can be cut off and put back in one step.
_FIRST = "bound"
USUAL = Figure._fields.index(_FIRST)  # how many fields come before them
DETAILS = tuple(next(column for column in COLUMNS if column.field == field) for field in Figure._fields[USUAL:])
NO_DETAILS = tuple(Figure._field_defaults[column.field] for column in DETAILS)
