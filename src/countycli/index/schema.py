"""The layout of the index. A change here needs a new FORMAT, so that an index made by another version is rebuilt."""

from __future__ import annotations

from countycli.model.columns import DETAILS, FLAG, INPUTS, MONTH, TEXT
from countycli.model.records import STATUSES, TARGET

FORMAT = 15
FIGURE_TABLES = ("observations", "targets")
# The grade of a figure that can be ranked, of any other figure with a value, and of a figure without a value. Most
# figures can be ranked, and SQLite stores 0 in the least room.
COMPARABLE, VALUED, VALUELESS = range(3)
BETWEEN_INPUTS = "//"  # between the ids of two documents; no id contains these characters

FIGURE_KEY = "metric, last_month, first_month, county, source, scope"
FIGURE_COLUMNS = f"{FIGURE_KEY}, value, decimals, status, grade, headline, details"
COVERED = "counties", "rankable", "today", "ceased"
COVERAGE_COLUMNS = f"region, metric, last_month, first_month, {', '.join(COVERED)}"
LATEST_COLUMNS = "metric, county, last_month, first_month, scope"
NEWEST_DOCUMENT = "documents.published DESC, documents.id"  # the order of documents, which their numbers don't tell
DETAIL_COLUMNS = ", ".join((*(column.field for column in DETAILS), "disputed"))
PLACE_COLUMNS = (
    "code, level, name, short, kind, pinyin, traditional, prefecture, province, aliases,"
    " valid_from, valid_to, predecessors, successors, former_names, name_en, short_en"
)
METRIC_COLUMNS = (
    "id, name, name_en, aliases, topic, unit, kind, decimals, higher_is_better, price_basis,"
    " low, high, definition, definition_en, scope, adds_up, formula, main, related, revised_with,"
    " residents, change_decimals, headline, area, registered"
)
DOCUMENT_COLUMNS = "id, title, publisher, published, kind, access, url, note, title_is_described, seen, precedence"
TILE_COLUMNS = 'region, row, "column", place, name, name_en'
INITIATIVE_COLUMNS = "id, county, name, year, category, stage, summary, source, at, note"
CHARACTER_COLUMNS = "character, readings, components, corners, strokes, phonetics, twins"
GROUP_COLUMNS = (
    "id, name, name_en, aliases, province, valid_from, valid_to, description, description_en,"
    " source_title, source_publisher, source_published, source_url"
)

ITEM_KINDS = ("place", "group", "metric", "initiative", "document")  # in the order in which hits are listed

# Figures lie in the order in which `rank` reads them; `show` goes through the index by county. Places are the numbers
# that their codes are, metrics and documents have numbers, and so have the words for status: a census is stored in a
# quarter of the room. `headline` marks the one figure of a place, metric, period and scope that stands for it; `grade`
# is COMPARABLE, VALUED or VALUELESS. `details` is NULL for most figures.
_FIGURES = """
CREATE TABLE {table} (
    metric INTEGER NOT NULL, last_month INTEGER NOT NULL, first_month INTEGER NOT NULL, county INTEGER NOT NULL,
    source INTEGER NOT NULL, scope TEXT NOT NULL, value NUMERIC, decimals INTEGER NOT NULL, status INTEGER NOT NULL,
    grade INTEGER NOT NULL, headline INTEGER NOT NULL, details INTEGER,
    PRIMARY KEY ({key})
) WITHOUT ROWID;
"""

# What only unusual figures have; many figures share a row. `disputed` marks a headline that another document
# contradicts, and the figures that contradict the headline.
_KINDS = {TEXT: "TEXT", FLAG: "INTEGER NOT NULL", MONTH: "INTEGER", INPUTS: "TEXT"}
_DETAILS = f"""
CREATE TABLE details (
    number INTEGER PRIMARY KEY, {", ".join(f"{column.field} {_KINDS[column.kind]}" for column in DETAILS)},
    disputed INTEGER NOT NULL
);
"""

DDL = (
    """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (
    code TEXT PRIMARY KEY, level TEXT NOT NULL, name TEXT NOT NULL, short TEXT NOT NULL, kind TEXT NOT NULL,
    pinyin TEXT NOT NULL, traditional TEXT NOT NULL, prefecture TEXT, province TEXT, aliases TEXT NOT NULL,
    valid_from TEXT, valid_to TEXT, predecessors TEXT NOT NULL, successors TEXT NOT NULL, former_names TEXT NOT NULL,
    name_en TEXT NOT NULL, short_en TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX places_by_parent ON places (province, prefecture, level);
CREATE INDEX places_by_level ON places (level, code, valid_from, valid_to, name, name_en, short_en);
CREATE TABLE lineage (heir TEXT NOT NULL, part TEXT NOT NULL, PRIMARY KEY (heir, part)) WITHOUT ROWID;
CREATE INDEX lineage_by_part ON lineage (part);
CREATE TABLE breaks (
    code TEXT NOT NULL, date TEXT NOT NULL, other TEXT NOT NULL, change TEXT NOT NULL, gain INTEGER NOT NULL,
    PRIMARY KEY (code, date, other, change, gain)
) WITHOUT ROWID;
CREATE TABLE names (
    kind TEXT NOT NULL, key TEXT NOT NULL, tier INTEGER NOT NULL, id TEXT NOT NULL,
    PRIMARY KEY (kind, key, tier, id)
) WITHOUT ROWID;
CREATE TABLE characters (
    character TEXT PRIMARY KEY, readings TEXT NOT NULL, components TEXT NOT NULL, corners TEXT NOT NULL,
    strokes INTEGER NOT NULL, phonetics TEXT NOT NULL, twins TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE groups (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, name_en TEXT NOT NULL, aliases TEXT NOT NULL, province TEXT,
    valid_from TEXT, valid_to TEXT, description TEXT NOT NULL, description_en TEXT NOT NULL,
    source_title TEXT NOT NULL, source_publisher TEXT NOT NULL, source_published TEXT NOT NULL, source_url TEXT
) WITHOUT ROWID;
CREATE TABLE members (
    group_id TEXT NOT NULL, county TEXT NOT NULL, valid_from TEXT, valid_to TEXT,
    PRIMARY KEY (group_id, county)
) WITHOUT ROWID;
CREATE INDEX members_by_county ON members (county);
CREATE TABLE layouts (region TEXT PRIMARY KEY, by_hand INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE tiles (
    region TEXT NOT NULL, row INTEGER NOT NULL, "column" INTEGER NOT NULL, place TEXT, name TEXT NOT NULL,
    name_en TEXT NOT NULL, PRIMARY KEY (region, row, "column")
) WITHOUT ROWID;
CREATE TABLE units (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL, name_en TEXT NOT NULL, dimension TEXT NOT NULL, scale TEXT NOT NULL
);
CREATE TABLE topics (position INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL);
CREATE TABLE categories (position INTEGER PRIMARY KEY, id TEXT NOT NULL, name_en TEXT NOT NULL);
CREATE TABLE metrics (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_en TEXT NOT NULL, aliases TEXT NOT NULL, topic TEXT NOT NULL,
    unit TEXT NOT NULL, kind TEXT NOT NULL, decimals INTEGER NOT NULL, higher_is_better INTEGER, price_basis TEXT,
    low REAL NOT NULL, high REAL NOT NULL, definition TEXT NOT NULL, definition_en TEXT NOT NULL,
    scope TEXT, adds_up INTEGER NOT NULL, formula TEXT,
    main INTEGER NOT NULL, related TEXT NOT NULL, revised_with TEXT, residents INTEGER NOT NULL,
    change_decimals INTEGER NOT NULL, headline INTEGER NOT NULL, area INTEGER NOT NULL,
    registered INTEGER NOT NULL
);
-- The numbers of documents tell no order: those of the reader's own documents follow those of the book's.
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, publisher TEXT, published TEXT, kind TEXT NOT NULL,
    access TEXT NOT NULL, url TEXT, note TEXT, title_is_described INTEGER NOT NULL, seen TEXT,
    precedence INTEGER NOT NULL
);
-- How many counties of a prefecture, a province or the country have a figure of a metric for a period; of these, how
-- many can be ranked, how many of the latter exist today, and how many ceased before the period ended without going
-- on as another.
CREATE TABLE coverage (
    region INTEGER NOT NULL, metric INTEGER NOT NULL, last_month INTEGER NOT NULL, first_month INTEGER NOT NULL,
    counties INTEGER NOT NULL, rankable INTEGER NOT NULL, today INTEGER NOT NULL, ceased INTEGER NOT NULL,
    PRIMARY KEY (region, metric, last_month, first_month)
) WITHOUT ROWID;
-- How many figures there are of each county and of each metric.
CREATE TABLE counts (
    per TEXT NOT NULL, number INTEGER NOT NULL, figures INTEGER NOT NULL, PRIMARY KEY (per, number)
) WITHOUT ROWID;
-- Which document has figures of which place, and how many it prints.
CREATE TABLE reports (
    source INTEGER NOT NULL, county INTEGER NOT NULL, figures INTEGER NOT NULL, PRIMARY KEY (source, county)
) WITHOUT ROWID;
-- The headline that stands for a place where no period is asked for.
CREATE TABLE latest (
    metric INTEGER NOT NULL, county INTEGER NOT NULL, last_month INTEGER NOT NULL, first_month INTEGER NOT NULL,
    scope TEXT NOT NULL, PRIMARY KEY (metric, county)
) WITHOUT ROWID;
CREATE TABLE initiatives (
    id TEXT PRIMARY KEY, county TEXT NOT NULL, name TEXT NOT NULL, year INTEGER NOT NULL, category TEXT NOT NULL,
    stage TEXT NOT NULL, summary TEXT NOT NULL, source TEXT NOT NULL, at TEXT, note TEXT, position INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX initiatives_by_county ON initiatives (county);
CREATE INDEX initiatives_by_source ON initiatives (source);
CREATE TABLE gaps (
    county TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (county, source)
) WITHOUT ROWID;
CREATE TABLE items (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL
);
-- Two characters in a row, and the numbers of the items whose text contains them: the first item's number, then for
-- each further item the difference from the number before.
CREATE TABLE grams (gram TEXT NOT NULL, items TEXT NOT NULL, PRIMARY KEY (gram, items)) WITHOUT ROWID;
"""
    + _DETAILS
    + _FIGURES.format(table="observations", key=FIGURE_KEY)
    + _FIGURES.format(table="targets", key=FIGURE_KEY)
)

# All that an index may contain, apart from the SQL indexes of its tables: nothing that SQLite would have to evaluate,
# such as a view.
TABLES = sorted(("table", part.partition(" ")[0]) for part in DDL.split("CREATE TABLE ")[1:])

# Made when the tables are full, which takes a third of the time. The index of observations by county contains all
# columns that are needed to tell for which periods a place has figures.
INDEXES = """
CREATE INDEX observations_by_county ON observations (county, metric, last_month, first_month, scope, grade);
CREATE INDEX targets_by_county ON targets (county);
CREATE INDEX targets_by_source ON targets (source);
"""

# The words for which figures hold numbers.
STATUS_WORDS = (*STATUSES, TARGET)
STATUS_NUMBERS = {word: number for number, word in enumerate(STATUS_WORDS)}
