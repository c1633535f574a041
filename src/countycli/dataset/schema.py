"""The layout of the index. A change here needs a new FORMAT, so that an index made by another version is rebuilt."""

from __future__ import annotations

from countycli.model.records import BOUNDS, STATUSES, TARGET

FORMAT = 4

FIGURE_COLUMNS = (
    "metric, last_month, first_month, county, source, scope, value, decimals, bound,"
    " status, standing, at, printed, note, inferred, restated, derived, boundaries, zones_apart, comparable, headline"
)
PLACE_COLUMNS = (
    "code, level, name, short, kind, pinyin, traditional, prefecture, province, aliases,"
    " valid_from, valid_to, predecessors, successors, former_names"
)
METRIC_COLUMNS = (
    "id, name, name_en, aliases, topic, unit, kind, decimals, higher_is_better, price_basis,"
    " low, high, definition, definition_en, scope, adds_up, formula"
)
DOCUMENT_COLUMNS = "id, title, publisher, published, kind, access, url, note, title_is_described, precedence"
INITIATIVE_COLUMNS = "id, county, name, year, category, stage, summary, source, at, note"
GROUP_COLUMNS = (
    "id, name, name_en, aliases, province, valid_from, valid_to, description, description_en,"
    " source_title, source_publisher, source_published, source_url"
)

# Figures lie in the order in which `rank` reads them; `show` goes through the index by county. Places are the numbers
# that their codes are, metrics and documents have numbers, and so have the words for status and bound: a census is
# stored in a quarter of the room. `headline` marks the one figure of a place, metric, period and scope that stands for
# it.
_FIGURES = """
CREATE TABLE {table} (
    metric INTEGER NOT NULL, last_month INTEGER NOT NULL, first_month INTEGER NOT NULL, county INTEGER NOT NULL,
    source INTEGER NOT NULL, scope TEXT NOT NULL, value NUMERIC, decimals INTEGER NOT NULL, bound INTEGER,
    status INTEGER NOT NULL, standing TEXT, at TEXT, printed TEXT, note TEXT,
    inferred INTEGER NOT NULL, restated INTEGER NOT NULL, derived INTEGER NOT NULL,
    boundaries INTEGER, zones_apart INTEGER NOT NULL, comparable INTEGER NOT NULL, headline INTEGER NOT NULL,
    PRIMARY KEY (metric, last_month, first_month, county, source, scope)
) WITHOUT ROWID;
"""

DDL = (
    """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (
    code TEXT PRIMARY KEY, level TEXT NOT NULL, name TEXT NOT NULL, short TEXT NOT NULL, kind TEXT NOT NULL,
    pinyin TEXT NOT NULL, traditional TEXT NOT NULL, prefecture TEXT, province TEXT, aliases TEXT NOT NULL,
    valid_from TEXT, valid_to TEXT, predecessors TEXT NOT NULL, successors TEXT NOT NULL, former_names TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX places_by_parent ON places (province, prefecture, level);
CREATE INDEX places_by_level ON places (level, valid_to);
CREATE TABLE lineage (heir TEXT NOT NULL, part TEXT NOT NULL, PRIMARY KEY (heir, part)) WITHOUT ROWID;
CREATE TABLE breaks (
    code TEXT NOT NULL, date TEXT NOT NULL, other TEXT NOT NULL, change TEXT NOT NULL, gain INTEGER NOT NULL,
    PRIMARY KEY (code, date, other, change, gain)
) WITHOUT ROWID;
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
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_en TEXT NOT NULL, aliases TEXT NOT NULL, topic TEXT NOT NULL,
    unit TEXT NOT NULL, kind TEXT NOT NULL, decimals INTEGER NOT NULL, higher_is_better INTEGER, price_basis TEXT,
    low REAL NOT NULL, high REAL NOT NULL, definition TEXT NOT NULL, definition_en TEXT NOT NULL,
    scope TEXT, adds_up INTEGER NOT NULL, formula TEXT
);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, publisher TEXT, published TEXT, kind TEXT NOT NULL,
    access TEXT NOT NULL, url TEXT, note TEXT, title_is_described INTEGER NOT NULL, precedence INTEGER NOT NULL
);
-- How many counties of a prefecture have a figure of a metric for a period, how many of them can be ranked, how many of
-- these exist today, and how many ceased before the period ended without going on as another.
CREATE TABLE coverage (
    metric INTEGER NOT NULL, last_month INTEGER NOT NULL, first_month INTEGER NOT NULL, province TEXT NOT NULL,
    prefecture TEXT NOT NULL, counties INTEGER NOT NULL, rankable INTEGER NOT NULL, today INTEGER NOT NULL,
    ceased INTEGER NOT NULL,
    PRIMARY KEY (metric, last_month, first_month, province, prefecture)
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

TABLES = DDL.count("CREATE TABLE ")

# What follows from full tables; indexes are made in a third of the time then.
FILL_COVERAGE = """
CREATE TEMP TABLE owners AS
    SELECT part AS code, heir AS owner FROM lineage WHERE heir NOT IN (SELECT part FROM lineage);
CREATE UNIQUE INDEX temp.owners_by_code ON owners (code);
INSERT INTO coverage
    SELECT metric, last_month, first_month, province, coalesce(prefecture, ''),
        count(DISTINCT coalesce(owner, places.code)),
        count(DISTINCT CASE WHEN comparable THEN coalesce(owner, places.code) END),
        count(DISTINCT CASE WHEN comparable AND valid_to IS NULL THEN places.code END),
        count(DISTINCT CASE WHEN valid_to <= last_day AND owner IS NULL THEN places.code END)
    FROM (
        SELECT *, printf('%04d-%02d-31', last_month / 12, last_month % 12 + 1) AS last_day FROM observations
        WHERE headline AND scope = '' AND value IS NOT NULL
    ) JOIN places ON places.code = printf('%06d', county) LEFT JOIN owners ON owners.code = places.code
    WHERE level = 'county' AND (valid_from IS NULL OR valid_from <= last_day)
    GROUP BY 1, 2, 3, 4, 5;
DROP TABLE owners;
"""
INDEXES = "".join(
    f"CREATE INDEX {table}_by_{column} ON {table} ({column});\n"
    for table in ("observations", "targets")
    for column in ("county", "source")
)

_STATUSES = (*STATUSES, TARGET)


def status_number(status: str) -> int:
    return _STATUSES.index(status)


def status_of(number: int) -> str:
    return _STATUSES[number]


def bound_number(bound: str | None) -> int | None:
    return None if bound is None else BOUNDS.index(bound)


def bound_of(number: int | None) -> str | None:
    return None if number is None else BOUNDS[number]
