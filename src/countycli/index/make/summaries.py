"""Tables that sum up the figures of an index, filled by SQL within the index."""

from __future__ import annotations

from countycli.index.schema import COMPARABLE, VALUELESS

_MONTH = (
    "CAST(substr({date}, 1, 4) AS INTEGER) * 12 + coalesce(nullif(CAST(substr({date}, 6, 2) AS INTEGER), 0), 1) - 1"
)

# Counties, each with its owner (the county of today that it went on as), its province, its prefecture of today, the
# prefecture around that one, and the months from which and until which the county existed.
COUNTIES = f"""
CREATE TEMP TABLE heirs AS
    SELECT part, heir FROM lineage WHERE heir NOT IN (SELECT part FROM lineage);
CREATE UNIQUE INDEX temp.heirs_by_part ON heirs (part);
CREATE TEMP TABLE counties (
    code INTEGER PRIMARY KEY, owner INTEGER, province INTEGER, prefecture INTEGER, around INTEGER,
    since INTEGER, until INTEGER
);
INSERT INTO counties
    SELECT CAST(places.code AS INTEGER), CAST(coalesce(own.heir, places.code) AS INTEGER),
        CAST(places.province AS INTEGER), CAST(coalesce(above.heir, places.prefecture) AS INTEGER),
        CAST(region.prefecture AS INTEGER),
        {_MONTH.format(date="places.valid_from")}, {_MONTH.format(date="places.valid_to")}
    FROM places LEFT JOIN heirs AS own ON own.part = places.code
        LEFT JOIN heirs AS above ON above.part = places.prefecture
        LEFT JOIN places AS region ON region.code = places.prefecture
    WHERE places.level = 'county' AND {{where}};
DROP TABLE heirs;
"""

# Two units that went on as the same county count once in a prefecture; larger regions are sums of prefectures. A unit
# that no county continues isn't counted for a period that begins after the unit ceased. From figures of some places
# only, the result is what these places add to the coverage, if all units are there that count as one with a place.
COVERAGE = f"""
CREATE TEMP TABLE counted AS
    SELECT metric, last_month, first_month, province, prefecture, around,
        count(DISTINCT owner) AS counties,
        count(DISTINCT CASE WHEN grade = {COMPARABLE} THEN owner END) AS rankable,
        total(grade = {COMPARABLE} AND until IS NULL) AS today,
        total(until <= last_month AND owner = code) AS ceased
    FROM {{figures}} CROSS JOIN counties ON code = county
    WHERE headline AND scope = '' AND grade < {VALUELESS} AND (since IS NULL OR since <= last_month)
        AND (until IS NULL OR until >= first_month OR owner <> code)
    GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO {{table}}
    SELECT region, metric, last_month, first_month,
        sum(counties), sum(rankable), CAST(sum(today) AS INTEGER), CAST(sum(ceased) AS INTEGER)
    FROM (
        SELECT *, prefecture AS region FROM counted WHERE prefecture IS NOT NULL
        UNION ALL SELECT *, around FROM counted WHERE around IS NOT NULL
        UNION ALL SELECT *, province FROM counted WHERE province IS NOT NULL
        UNION ALL SELECT *, 0 FROM counted
    ) GROUP BY 1, 2, 3, 4;
DROP TABLE counted;
"""

# The rows come from the worst to the best, and each replaces the row before. A comparable figure is better than any
# other. After that count, in this order: whole places before scopes; single years before longer periods, and these
# before parts of a year; later ends; earlier beginnings; the scope that is last by name. Most rows are comparable
# figures of years, which come in the order in which they lie, without sorting.
_YEAR = "(last_month - first_month = 11 AND first_month % 12 = 0)"
_COLUMNS = "metric, county, last_month, first_month, scope"
_NEWEST = f"CREATE TEMP TABLE newest ({_COLUMNS}, PRIMARY KEY (metric, county)) WITHOUT ROWID;\n"
_REPLACE = f"""
INSERT OR REPLACE INTO newest
    SELECT {_COLUMNS} FROM {{{{figures}}}} WHERE headline AND {{where}} ORDER BY {{order}};
"""
_INSERT = """
INSERT INTO latest SELECT * FROM newest ORDER BY metric, county;
DROP TABLE newest;
"""
_BY_MERIT = f"metric, scope = '', {_YEAR}, last_month - first_month >= 11, last_month, first_month DESC, scope"
_AS_THEY_LIE = "metric, last_month, first_month DESC"

_COUNTS = "".join(
    f"INSERT INTO counts SELECT '{per}', {per}, count(*) FROM observations GROUP BY {per};\n"
    for per in ("county", "metric")
)

LATEST = (
    _NEWEST
    + _REPLACE.format(where=f"grade > {COMPARABLE}", order=_BY_MERIT)
    + _REPLACE.format(where=f"grade = {COMPARABLE} AND NOT {_YEAR}", order=_BY_MERIT)
    + _REPLACE.format(where=f"grade = {COMPARABLE} AND {_YEAR}", order=_AS_THEY_LIE)
    + _INSERT
)
SUMMARIES = (
    _COUNTS
    + COUNTIES.format(where="1")
    + COVERAGE.format(figures="observations", table="coverage")
    + "DROP TABLE counties;\n"
    + LATEST.format(figures="observations")
)
