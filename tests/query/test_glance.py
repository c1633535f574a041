"""A place at a glance: which indicators a page begins with, what stands beside them, and what is left for `--all`."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book, aimed, observed

from countycli.index.ask.index import Index
from countycli.query.glance import Digest, Glance
from countycli.query.show import ShowReport, ShowRequest, show
from countycli.render.page import FIRST_PAGE

LONGQUAN, YUHANG, LINPING = "331181", "330110", "330113"


def seen(index: Index, place: str = LONGQUAN) -> Glance:
    report = show(index, ShowRequest(place, extent=FIRST_PAGE))
    assert report.glance
    return report.glance


def digest(found: Glance, metric: str) -> Digest:
    (only,) = [one for one in (*found.headlines, *found.others) if one.headline.figure.metric == metric]
    return only


def names(digests: tuple[Digest, ...]) -> list[str]:
    return [one.headline.figure.metric for one in digests]


def written(folder: Path, *blocks: str) -> Index:
    made = Book(folder)
    made.write("a", *blocks)
    return made.index()


def test_the_newest_year_stands_for_an_indicator_and_a_newer_part_of_a_year_beside_it(tmp_path: Path) -> None:
    parts = (
        observed(LONGQUAN, period, gdp=value) for period, value in (("2025-01/2025-03", 48), ("2023-01/2023-03", 40))
    )
    found = digest(seen(written(tmp_path, *parts, observed(LONGQUAN, "2023", gdp=183.53))), "gdp")
    assert (str(found.headline.figure.period), found.headline.figure.value) == ("2023", 183.53)
    assert found.newer
    assert (str(found.newer.figure.period), found.newer.figure.value) == ("2025-01/2025-03", 48)
    assert (found.before, found.change) == (None, None)


def test_an_older_part_of_a_year_is_not_shown(tmp_path: Path) -> None:
    book = written(tmp_path, observed(LONGQUAN, "2023-01/2023-09", gdp=120), observed(LONGQUAN, "2023", gdp=183.53))
    assert digest(seen(book), "gdp").newer is None


@pytest.mark.parametrize("newer", ['{ value = 200, status = "estimate" }', '{ value = 200, bound = ">=" }'])
def test_an_inexact_figure_of_a_later_year_stands_beside_the_exact_one(tmp_path: Path, newer: str) -> None:
    found = digest(
        seen(written(tmp_path, observed(LONGQUAN, "2023", gdp=183), observed(LONGQUAN, "2024", gdp=newer))), "gdp"
    )
    assert found.headline.figure.value == 183
    assert found.newer
    assert found.newer.figure.value == 200


def test_the_change_is_told_from_the_nearest_earlier_year(tmp_path: Path) -> None:
    years = [
        observed(LONGQUAN, year, gdp=value, gdp_growth=growth)
        for year, value, growth in (("2019", 100, 6.5), ("2021", 120, 8.0), ("2023", 150, 7.2))
    ]
    found = seen(written(tmp_path, *years))
    level, growth = digest(found, "gdp"), digest(found, "gdp_growth")
    assert level.change
    assert growth.change
    assert (level.change.value, level.change.unit, str(level.change.then.figure.period)) == (25.0, "%", "2021")
    assert (growth.change.value, growth.change.unit) == (-0.8, "百分点")
    assert dict(zip(found.years, level.series, strict=True)) == {
        **dict.fromkeys(range(2016, 2024)),
        2019: 100,
        2021: 120,
        2023: 150,
    }


def test_a_part_of_a_year_is_compared_with_the_same_part_only(tmp_path: Path) -> None:
    blocks = [
        observed(LONGQUAN, period, gdp=value)
        for period, value in (("2024-01/2024-03", 50), ("2023-01/2023-03", 40), ("2023-10/2023-12", 60))
    ]
    found = digest(seen(written(tmp_path, *blocks)), "gdp")
    assert found.before
    assert str(found.before.figure.period) == "2023-01/2023-03"
    assert found.change
    assert found.change.value == 25.0
    assert found.series == ()


def test_no_change_is_told_across_a_change_of_territory(tmp_path: Path) -> None:
    """Part of 余杭区 became 临平区 in 2021."""
    found = seen(written(tmp_path, observed(YUHANG, "2020", gdp=3000), observed(YUHANG, "2022", gdp=2600)), YUHANG)
    gdp = digest(found, "gdp")
    assert gdp.apart == "break"
    assert gdp.before
    assert gdp.change is None
    assert gdp.series == ()


@pytest.mark.parametrize(
    ("then", "apart"),
    [('{ value = 100, note = "全社会口径" }', "unlike"), ('{ value = 100, status = "final" }', "vintage")],
)
def test_no_change_is_told_where_figures_are_not_alike(tmp_path: Path, then: str, apart: str) -> None:
    book = written(tmp_path, observed(LONGQUAN, "2022", gdp=then), observed(LONGQUAN, "2023", gdp=150))
    gdp = digest(seen(book), "gdp")
    assert gdp.before
    assert (gdp.change, gdp.apart, gdp.series) == (None, apart, ())


def test_of_indicators_that_share_a_place_the_newest_stands_for_all(tmp_path: Path) -> None:
    census = observed(LONGQUAN, "2020", population=248866)
    year_end = observed(LONGQUAN, "2023", resident_population=25.1)
    assert names(seen(written(tmp_path, census)).headlines) == ["population"]
    folder = tmp_path / "both"
    folder.mkdir()
    both = seen(written(folder, census, year_end))
    assert names(both.headlines) == ["resident_population"]
    assert names(both.others) == ["population"]


def test_a_standing_without_a_value_is_no_row(tmp_path: Path) -> None:
    standing = '{ standing = "全省第9位" }'
    found = seen(written(tmp_path, observed(LONGQUAN, "2024", gdp=standing, exports=standing, imports=3)))
    assert (found.headlines, names(found.others)) == ((), ["imports"])
    assert found.left == {"economy": 1, "trade": 1}


def test_headlines_come_in_the_order_of_the_dataset_and_are_few(index: Index) -> None:
    metrics = index.metrics.by_id()
    for place in ("龙泉", "义乌", "昆山", "130102", "杭州市", "浙江"):
        found = names(seen(index, place).headlines)
        places = [metrics[metric].headline for metric in found]
        assert places == sorted(set(places)), place
        assert 6 <= len(found) <= 8, place
        assert 0 not in places, place


def test_an_old_part_of_a_year_is_no_headline(tmp_path: Path) -> None:
    old = observed(LONGQUAN, "2021-01/2021-08", retail_sales=50)
    book = written(tmp_path, old, observed(LONGQUAN, "2023", gdp=183))
    assert names(seen(book).headlines) == ["gdp"]
    assert names(seen(book).others) == ["retail_sales"]


def test_topics_take_turns_and_what_has_a_year_comes_first(tmp_path: Path) -> None:
    economy = ("primary_va", "secondary_va", "tertiary_va", "digital_core_va", "culture_va", "finance_va", "ocean_gdp")
    industry = ("industrial_va", "scale_industrial_va", "industrial_output", "scale_industrial_enterprises")
    values = dict.fromkeys((*economy, *industry, "exports"), 5)
    book = written(tmp_path, observed(LONGQUAN, "2023", **values), observed(LONGQUAN, "2024-01/2024-06", imports=2))
    found = seen(book)
    shown = names(found.others)
    assert len(shown) == 9
    assert {"scale_industrial_va", "exports", *industry} < set(shown), "main ones first, and each topic in turn"
    assert "imports" not in shown
    assert found.left == {"economy": len(economy) - 4, "trade": 1}


def test_main_indicators_of_a_topic_come_first(tmp_path: Path) -> None:
    """Five topics with three indicators each: there is room for two of each but the last."""
    topics = (
        ("primary_va", "secondary_va", "tertiary_va"),
        ("industrial_va", "industrial_output", "scale_industrial_output"),
        ("commodity_sales", "online_retail_sales", "exports"),
        ("fixed_telephones", "secondary_students", "primary_students"),
        ("urban_population", "rural_population", "family_households"),
    )
    values = dict.fromkeys((metric for of_topic in topics for metric in of_topic), 5)
    shown = set(names(seen(written(tmp_path, observed(LONGQUAN, "2023", **values))).others))
    assert [len(shown.intersection(of_topic)) for of_topic in topics] == [2, 2, 2, 2, 1]
    assert "exports" in shown


def test_of_a_topic_those_with_a_better_come_before_mere_counts(tmp_path: Path) -> None:
    """Beds of hospitals come before telephones and pupils, which the dataset lists first."""
    values = dict.fromkeys(("fixed_telephones", "secondary_students", "primary_students", "hospital_beds"), 5)
    filling = dict.fromkeys(("primary_va", "industrial_va", "exports", "registered_population"), 5)
    filling |= dict.fromkeys(("secondary_va", "industrial_output", "imports", "urban_population"), 5)
    shown = names(seen(written(tmp_path, observed(LONGQUAN, "2023", **values, **filling))).others)
    assert [metric for metric in shown if metric in values][-1] == "hospital_beds"
    assert "primary_students" not in shown


def test_nothing_is_counted_twice_or_lost(index: Index) -> None:
    """Shown as headlines, by topic or at the head, or counted as left out: that is all that a place has."""
    for place in ("龙泉", "义乌", "萧山", "130102", "浙江"):
        report, whole = show(index, ShowRequest(place, extent=FIRST_PAGE)), show(index, ShowRequest(place))
        assert report.glance
        shown = [*names(report.glance.headlines), *names(report.glance.others)]
        assert len(shown) == len(set(shown))
        head = {headline.figure.metric for headline in (report.population, report.area) if headline}
        everything = {headline.figure.metric for headline in whole.observations}
        assert len(everything) == len({*shown, *head}) + sum(report.glance.left.values()), place
        assert report.area == whole.area
        assert report.population == whole.population


def test_targets_stand_with_what_came_of_them(tmp_path: Path) -> None:
    made = Book(tmp_path)
    made.write("aims", aimed(LONGQUAN, "2024", gdp_growth=6.0, exports=50), published="2024-02-01")
    made.write("results", observed(LONGQUAN, "2024", gdp_growth=6.4, exports=40), published="2025-02-01")
    report: ShowReport = show(made.index(), ShowRequest(LONGQUAN, extent=FIRST_PAGE))
    assert {row.target.metric: row.state for row in report.outcomes} == {"gdp_growth": "met", "exports": "missed"}


def test_figures_of_a_unit_that_ceased_are_left_to_the_whole_page(index: Index) -> None:
    report = show(index, ShowRequest("330105", extent=FIRST_PAGE))
    assert report.former == ()
    assert "330103" in {place.code for place in report.apart}
