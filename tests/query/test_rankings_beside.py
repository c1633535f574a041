"""Several indicators and periods in one ranking, changes since an earlier period, counties of one kind."""

from __future__ import annotations

import csv
import io
import re

import pytest
from conftest import Program
from periods import period

from countycli.errors import UsageError
from countycli.index.ask.index import Index
from countycli.query.rank import RankReport, RankRequest, rank


def ranks_of(report: RankReport) -> dict[str, int]:
    return {row.place.code: row.rank for row in report.rows}


@pytest.mark.parametrize(
    ("metrics", "year", "scope"),
    [
        (("gdp", "gdp_growth"), "2023", "浙江"),
        (("population", "age_65_share", "household_size"), "2020", "丽水"),
        (("gdp_growth", "gdp"), "2022", "山区26县"),
    ],
)
def test_each_indicator_stands_beside_with_its_own_value_and_rank(
    index: Index, metrics: tuple[str, ...], year: str, scope: str
) -> None:
    together = rank(index, RankRequest(metrics, (period(year),), scope))
    alone = [rank(index, RankRequest((metric,), (period(year),), scope)) for metric in metrics]
    assert ranks_of(together) == ranks_of(alone[0])
    for number, (column, single) in enumerate(zip(together.beside, alone[1:], strict=True)):
        assert (column.metric, column.ranked, column.common) == (single.metric, single.ranked, None)
        found = {row.place.code: cell.rank for row in together.rows if (cell := row.beside[number])}
        expected = {code: place for code, place in ranks_of(single).items() if code in ranks_of(together)}
        assert found == expected
        assert found


@pytest.mark.parametrize("scope", ["浙江", "北京", "江苏", "丽水"])
@pytest.mark.parametrize(("first", "second"), [("2020", "2010"), ("2010", "2020")])
def test_a_rise_in_rank_is_among_those_that_both_rank(index: Index, scope: str, first: str, second: str) -> None:
    report = rank(index, RankRequest(("population",), (period(first), period(second)), scope))
    (column,) = report.beside
    assert ranks_of(report) == ranks_of(rank(index, RankRequest(("population",), (period(first),), scope)))
    both = [(row, cell) for row in report.rows if (cell := row.beside[0]) and cell.rise is not None]
    assert column.common == len(both) > 0
    for row, cell in both:
        now = sum((other.headline.figure.value or 0) > (row.headline.figure.value or 0) for other, _ in both)
        then = sum((other.headline.figure.value or 0) > (cell.headline.figure.value or 0) for _, other in both)
        assert cell.rise == (then - now if first > second else now - then)


def test_the_rank_of_a_county_whose_land_changed_has_no_rise(index: Index) -> None:
    report = rank(index, RankRequest(("population",), (period("2020"), period("2010")), "北京"))
    cells = {row.place.name: row.beside[0] for row in report.rows}
    for name in ("东城区", "西城区"):
        cell = cells[name]
        assert cell
        assert cell.rise is None


def test_flat_formats_have_columns_for_what_stands_beside(countycli: Program) -> None:
    result = countycli("rank", "gdp", "gdp_growth", "-p", "2023", "-p", "2022", "--in", "浙江", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    data = countycli("rank", "gdp", "gdp_growth", "-p", "2023", "-p", "2022", "--in", "浙江", "--json").json
    assert [(it["metric"], it["period"]) for it in data["beside"]] == [
        ("gdp", "2022"),
        ("gdp_growth", "2023"),
        ("gdp_growth", "2022"),
    ]
    assert data["query"]["metrics"] == ["gdp", "gdp_growth"]
    assert data["query"]["periods"] == ["2023", "2022"]
    for flat, row in zip(rows, data["rows"], strict=True):
        then, growth, _ = row["beside"]
        assert flat["gdp_2022"] == ("" if then is None else str(then["value"]))
        assert flat["gdp_2022_rank"] == ("" if then is None else str(then["rank"]))
        assert flat["gdp_growth_2023"] == ("" if growth is None else str(growth["value"]))
    assert "gdp_2022_rise" in rows[0]
    assert "gdp_growth_2023_rise" not in rows[0]


def test_options_and_words_name_indicators_alike(countycli: Program) -> None:
    asked = (("gdp", "gdp_growth"), ("-m", "gdp", "-m", "gdp_growth"), ("gdp", "-m", "gdp_growth"))
    answers = {countycli("rank", *it, "--in", "浙江", "-p", "2023").out for it in asked}
    assert len(answers) == 1


def test_without_an_indicator_the_error_lists_what_can_be_ranked(countycli: Program, index: Index) -> None:
    result = countycli("rank", "--json")
    assert result.code == 2
    offered = [it["code"] for it in result.error["candidates"]]
    topics = {metric.topic for metric in index.metrics.by_id(offered).values()}
    assert {"economy", "population", "living", "fiscal"} <= topics
    for name in offered:
        assert countycli("rank", name, "--top", "1").code == 0


# Changes


def test_a_change_of_census_population_is_the_derived_one(index: Index) -> None:
    change = rank(index, RankRequest(("population",), (period("2020"),), "浙江", since=period("2010")))
    derived = rank(index, RankRequest(("population_change",), scope="浙江"))
    values = {row.place.code: row.headline.figure.value or 0 for row in derived.rows}
    assert {row.place.code for row in change.rows} == values.keys()
    for row in change.rows:
        assert row.change
        assert row.change.value == pytest.approx(values[row.place.code], abs=0.051)
        assert row.change.unit == "%"
    assert change.reasons.items() >= {"zones_apart": 8, "break": 7}.items()


def test_a_change_of_a_share_is_in_points(index: Index) -> None:
    report = rank(index, RankRequest(("urbanization_rate",), (period("2020"),), "丽水", since=period("2010")))
    for row in report.rows:
        assert row.change
        then, now = row.change.then.figure.value or 0, row.headline.figure.value or 0
        assert row.change.value == pytest.approx(now - then)
        assert row.change.unit == "百分点"
        assert row.benchmarks == ()


def test_a_change_of_money_says_that_it_is_nominal(countycli: Program) -> None:
    text = countycli("rank", "gdp", "--since", "2021", "--in", "浙江").out
    assert re.match(r"Gross domestic product, change from 2021 to 20\d\d \(%\)\n", text)
    assert "nominal: price changes are in it" in text
    assert "nominal" not in countycli("rank", "population", "--since", "2010", "--in", "浙江").out


@pytest.mark.parametrize(
    ("periods", "since"), [(("2022",), "2023"), (("2024-01/2024-09",), "2023"), (("2022",), "2022")]
)
def test_a_change_needs_an_earlier_period_of_the_same_length(
    index: Index, periods: tuple[str, ...], since: str
) -> None:
    with pytest.raises(UsageError):
        rank(index, RankRequest(("gdp",), tuple(map(period, periods)), since=period(since)))


# Kinds


@pytest.mark.parametrize("kinds", [("县级市",), ("县", "自治县"), ("市辖区",), ("旗", "自治旗")])
def test_only_counties_of_a_kind(index: Index, kinds: tuple[str, ...]) -> None:
    for scope in ("浙江", "内蒙古", "恩施", None):
        everyone = rank(index, RankRequest(("population",), (period("2020"),), scope))
        places = index.places.by_code(row.place.code for row in everyone.rows)
        wanted = [row.place.code for row in everyone.rows if places[row.place.code].kind in kinds]
        if not wanted:
            continue
        report = rank(index, RankRequest(("population",), (period("2020"),), scope, kinds=kinds))
        assert [row.place.code for row in report.rows] == wanted
        assert report.ranked + sum(report.reasons.values()) == len(report.scope.counties)


@pytest.mark.parametrize("kind", ["县级市", "县", "市辖区"])
def test_the_default_period_is_that_of_most_of_todays_counties_of_the_kind(index: Index, kind: str) -> None:
    asked = RankRequest(("gdp",), scope="浙江", kinds=(kind,))
    chosen = rank(index, asked)
    rankings = {when: rank(index, asked._replace(periods=(when,))).rows for when, _ in chosen.periods}
    living = {*index.places.county_codes()}
    today = {when: sum(row.place.code in living for row in rows) for when, rows in rankings.items()}
    assert chosen.period == max(today, key=lambda when: (today[when], when.recency))


@pytest.mark.parametrize("name", ["县级市", "county-level city", "COUNTY-LEVEL CITY"])
def test_kinds_are_named_in_both_languages(countycli: Program, name: str) -> None:
    data = countycli("rank", "population", "--in", "丽水", "--kind", name, "--json").json
    assert [it["county"]["name"] for it in data["rows"]] == ["龙泉市"]
    assert data["query"]["kinds"] == ["县级市"]


def test_an_unknown_kind_lists_the_known_ones(countycli: Program) -> None:
    result = countycli("rank", "population", "--kind", "town")
    assert result.code == 2
    assert "county-level city" in result.err
