"""The layout of the index. A change here needs a new FORMAT, so that an index made by another version is rebuilt."""

from __future__ import annotations

FORMAT = 2

FIGURE_COLUMNS = (
    "county, metric, first_month, last_month, value, decimals, bound,"
    " status, standing, source, at, printed, note, inferred"
)
PLACE_COLUMNS = (
    "code, level, name, short, kind, pinyin, traditional, prefecture, province, aliases,"
    " valid_from, valid_to, predecessors, successors"
)
METRIC_COLUMNS = (
    "id, name, name_en, aliases, topic, unit, kind, decimals, higher_is_better, price_basis,"
    " low, high, definition, definition_en, scope"
)
DOCUMENT_COLUMNS = "id, title, publisher, published, kind, access, url, note, title_is_described"
INITIATIVE_COLUMNS = "id, county, name, year, category, stage, summary, source, at, note"
GROUP_COLUMNS = (
    "id, name, name_en, aliases, province, valid_from, valid_to, description, description_en,"
    " source_title, source_publisher, source_published, source_url"
)

# Figures lie in the order in which `show` reads them; the index by metric holds all that `rank` needs.
_FIGURES = """
CREATE TABLE {table} (
    county TEXT NOT NULL, metric TEXT NOT NULL, first_month INTEGER NOT NULL, last_month INTEGER NOT NULL,
    value NUMERIC, decimals INTEGER NOT NULL, bound TEXT, status TEXT NOT NULL, standing TEXT,
    source TEXT NOT NULL, at TEXT, printed TEXT, note TEXT, inferred INTEGER NOT NULL,
    PRIMARY KEY (county, metric, last_month, first_month, source)
) WITHOUT ROWID;
CREATE INDEX {table}_by_metric
    ON {table} (metric, first_month, last_month, county, value, decimals, bound, status, source);
CREATE INDEX {table}_by_source ON {table} (source);
"""

DDL = (
    """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (
    code TEXT PRIMARY KEY, level TEXT NOT NULL, name TEXT NOT NULL, short TEXT NOT NULL, kind TEXT NOT NULL,
    pinyin TEXT NOT NULL, traditional TEXT NOT NULL, prefecture TEXT, province TEXT, aliases TEXT NOT NULL,
    valid_from TEXT, valid_to TEXT, predecessors TEXT NOT NULL, successors TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX places_by_parent ON places (province, prefecture, level);
CREATE TABLE names (
    kind TEXT NOT NULL, key TEXT NOT NULL, tier INTEGER NOT NULL, id TEXT NOT NULL,
    PRIMARY KEY (kind, key, tier, id)
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
CREATE TABLE units (id TEXT PRIMARY KEY, name_en TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE topics (position INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL);
CREATE TABLE categories (position INTEGER PRIMARY KEY, id TEXT NOT NULL, name_en TEXT NOT NULL);
CREATE TABLE metrics (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, name_en TEXT NOT NULL, aliases TEXT NOT NULL, topic TEXT NOT NULL,
    unit TEXT NOT NULL, kind TEXT NOT NULL, decimals INTEGER NOT NULL, higher_is_better INTEGER, price_basis TEXT,
    low REAL NOT NULL, high REAL NOT NULL, definition TEXT NOT NULL, definition_en TEXT NOT NULL,
    scope TEXT, position INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, published TEXT NOT NULL, kind TEXT NOT NULL,
    access TEXT NOT NULL, url TEXT, note TEXT, title_is_described INTEGER NOT NULL
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
CREATE TABLE grams (gram TEXT NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (gram, item)) WITHOUT ROWID;
"""
    + _FIGURES.format(table="observations")
    + _FIGURES.format(table="targets")
)
