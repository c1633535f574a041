"""County yearbooks and tables taken from them: sums of columns as counted in the sources, and what must hold in a row.

`yearbooks.tsv` has, for each table and column, how many cells the source has and what they add up to, in the source's
unit.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from books import scales

from countycli.index.ask.index import Index
from countycli.model.period import Period
from countycli.model.records import Figure
from countycli.query.rank import RankRequest, rank

HERE = Path(__file__).parent
EDITIONS = ("yearbook-2020", "yearbook-2023")
TABLES = (*EDITIONS, "zhejiang-2001-2011-2021", "zhejiang-2017-2019", "beijing-2024", "tianjin-2024")
SECTORS = ("primary_va", "secondary_va", "tertiary_va")
SCOPES = {
    ("yearbook-2020", "110115", "不含北京经济技术开发区"),
    ("yearbook-2020", "130983", "不含沧州渤海新区"),
    ("yearbook-2020", "150781", "含扎赉诺尔区"),
    ("yearbook-2020", "410122", "不含郑州航空港区"),
    ("yearbook-2020", "441303", "不含大亚湾区"),
    ("yearbook-2023", "110115", "含北京经济技术开发区"),
    ("yearbook-2023", "130109", "不含开发区代管部分"),
    ("yearbook-2023", "320111", "不含江北新区直管区"),
    ("yearbook-2023", "320116", "不含江北新区直管区"),
    ("yearbook-2023", "620122", "不含兰州新区代管部分"),
    ("zhejiang-2001-2011-2021", "330502", "小吴兴（不含南太湖新区）"),
    ("beijing-2024", "110115", "不含北京经济技术开发区"),
}

Rows = dict[tuple[str, str], dict[str, Figure]]  # by county and period, then by metric


def lines(name: str) -> list[list[str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))[1:]


@pytest.fixture(scope="module")
def printed(index: Index) -> dict[str, list[Figure]]:
    return {name: [it for it in index.figures.observations_from(name) if not it.derived] for name in TABLES}


@pytest.fixture(scope="module")
def rows(printed: dict[str, list[Figure]]) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for name, figures in printed.items():
        found[name] = defaultdict(dict)
        for it in figures:
            found[name][it.county, str(it.period)][it.metric] = it
    return found


def exact(figure: Figure) -> Decimal:
    return Decimal(str(figure.value))


def test_every_column_has_the_cells_of_its_source(printed: dict[str, list[Figure]]) -> None:
    units = scales()
    cells: dict[tuple[str, str, str], list[Decimal]] = defaultdict(list)
    for name, figures in printed.items():
        for it in figures:
            cells[name, str(it.period), it.metric].append(exact(it) * units[it.unit][1])
    counted = {
        (table, period, metric): (int(number), Decimal(total) * units[unit][1])
        for table, period, metric, unit, number, total in lines("yearbooks.tsv")
    }
    assert {key: (len(values), sum(values)) for key, values in cells.items()} == counted


@pytest.mark.parametrize("name", EDITIONS)
def test_sectors_make_the_product_of_every_county(rows: dict[str, Rows], name: str) -> None:
    """To the last 万元 but one."""
    whole = {place: row for place, row in rows[name].items() if row.keys() >= {"gdp", *SECTORS}}
    assert {county for county, _ in rows[name].keys() - whole.keys()} == {"652702"}  # 阿拉山口市 has no farms
    for place, row in whole.items():
        assert abs(exact(row["gdp"]) - sum(exact(row[sector]) for sector in SECTORS)) <= Decimal("0.0001"), place


@pytest.mark.parametrize("name", TABLES)
def test_every_county_was_one_in_the_year(index: Index, rows: dict[str, Rows], name: str) -> None:
    places = index.places.by_code({county for county, _ in rows[name]})
    for county, year in rows[name]:
        place = places[county]
        assert place.level == "county"
        assert (place.valid_from or "0")[:4] <= year <= (place.valid_to or "9999")[:4], county


def test_precision_is_that_of_the_source(printed: dict[str, list[Figure]]) -> None:
    """Of 2020 all money is in 万元 and people are counted one by one, of 2023 people are in whole 万."""
    first, second = (printed[name] for name in EDITIONS)
    assert {it.decimals for it in first if it.unit in ("亿元", "万人")} == {4}
    assert {it.decimals for it in second if it.unit == "万人"} == {0}
    assert max(it.decimals for it in second if it.unit == "亿元") == 4


def test_what_covers_less_or_more_than_its_county_says_so(printed: dict[str, list[Figure]]) -> None:
    assert {(name, it.county, it.scope) for name, figures in printed.items() for it in figures if it.scope} == SCOPES


def test_a_slip_is_doubtful_on_one_side_and_says_why(printed: dict[str, list[Figure]]) -> None:
    """Of a pair only the wrong figure."""
    doubtful = [it for name in TABLES for it in printed[name] if it.doubtful]
    assert len(doubtful) == 52
    assert len({(it.county, it.metric) for it in doubtful}) == 52
    assert all(it.note for it in doubtful)
    assert {it.source for it in doubtful} == set(EDITIONS)


@pytest.mark.parametrize("name", EDITIONS)
def test_a_slip_is_never_ranked(index: Index, printed: dict[str, list[Figure]], name: str) -> None:
    for it in printed[name]:
        if it.doubtful:
            report = rank(index, RankRequest((it.metric,), (it.period,)))
            assert it.county not in {row.place.code for row in report.rows}
            assert {one.code: one.reason for one in report.excluded}[it.county] == "doubtful"


def test_no_change_is_made_of_rounding(index: Index) -> None:
    """The edition of 2023 has registered people in whole 万. Ranked are counties whose documents count finer."""
    years = Period.of_years(2023, 2023), Period.of_years(2020, 2020)
    report = rank(index, RankRequest(("registered_population",), years[:1], since=years[1]))
    assert report.reasons["rounded"] > 1_900
    assert {row.headline.figure.source for row in report.rows}.isdisjoint(EDITIONS)
