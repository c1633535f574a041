"""Series: which figures follow which, what change is told between them, and why none is."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from books import Book, aimed, observed
from conftest import Program
from periods import period

from countycli.errors import NotFoundError, UsageError
from countycli.index.ask.index import Index
from countycli.query.series import Point, Series, Span
from countycli.query.trend import MOST_PLACES, TrendReport, TrendRequest, trend

LONGQUAN, SONGYANG, YIWU, YUHANG, LISHUI, ZHEJIANG = "331181", "331124", "330782", "330110", "331100", "330000"
NOTED = '{ value = 6.5, note = "可比口径" }'
DOUBTED = '{ value = 9, doubtful = true, note = "九十之误" }'


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """What belongs to a test has an indicator of its own."""
    book = Book(tmp_path_factory.mktemp("series"))
    book.write(
        "a",
        *(observed(LONGQUAN, year, gdp=value) for year, value in (("2019", 100), ("2020", 110), ("2023", 121))),
        *(observed(LONGQUAN, f"{year}-01/{year}-03", gdp=value) for year, value in ((2023, 20), (2024, 24))),
        observed(LONGQUAN, "2024-01/2024-06", gdp=60),
        observed(LONGQUAN, "2021/2025", gdp=700),
        observed(LONGQUAN, "2023", scope='"城区"', gdp=50),
        *(observed(LISHUI, year, gdp=value) for year, value in (("2020", 1000), ("2022", 1200), ("2023", 1300))),
        observed(LISHUI, "2024", gdp=1400),
        *(observed(ZHEJIANG, year, gdp=value) for year, value in (("2019", 6000), ("2020", 6300), ("2023", 8000))),
        aimed(LONGQUAN, "2025", gdp=150),
        *(observed(YUHANG, year, gdp=value) for year, value in (("2019", 280), ("2020", 300), ("2021", 250))),
        *(observed(YIWU, year, imports=value) for year, value in (("2019", 10), ("2021", DOUBTED), ("2023", 15))),
        observed(YIWU, "2020", imports='{ value = 11, status = "estimate" }'),
        observed(YIWU, "2022", imports='{ value = 12, bound = ">=" }'),
        observed(YIWU, "2024", inferred="true", imports=16),
        observed(YIWU, "2025", imports='{ standing = "第一" }'),
        *(observed(YIWU, year, gdp_growth=value) for year, value in (("2022", 5.25), ("2023", NOTED), ("2025", "5.0"))),
        observed(SONGYANG, "2011/2015", projects_attracted=5),
        observed(SONGYANG, "2016/2020", projects_attracted=6),
        *(observed(SONGYANG, year, imports=value) for year, value in (("2022", 8), ("2023", 9))),
        *(observed(SONGYANG, f"{year}-01/{year}-03", imports=2) for year in (2022, 2023, 2024)),
        *(observed(SONGYANG, year, scope='"城区"', exports=5) for year in ("2022", "2023")),
        *(observed(LISHUI, year, exports=50) for year in ("2022", "2023")),
        observed(SONGYANG, "2020", gdp='{ value = 100, status = "final" }'),
        observed(SONGYANG, "2021", gdp='{ value = 105, status = "final" }'),
        observed(SONGYANG, "2022", gdp=120),
        observed(SONGYANG, "2023", gdp='{ value = 130, note = "口径不同" }'),
        *(observed(SONGYANG, year, registered_population=value) for year, value in (("2022", 24), ("2023", "24.5"))),
    )
    return book.index()


def asked(index: Index, *words: str, metric: str | None = "gdp", first: str = "", last: str = "") -> TrendReport:
    ends = (period(text) if text else None for text in (first, last))
    return trend(index, TrendRequest(words, metric, *ends))


def years_of(report: TrendReport) -> Series:
    return next(one for one in report.series if one.span.is_year and one.scope is None)


def told(point: Point) -> tuple[str, float | None, str | None]:
    """The period, the change and why there is none."""
    change = point.step.change if point.step else None
    return str(point.figure.period), change.value if change else None, point.no_change


def test_years_parts_of_years_and_scopes_are_series_of_their_own(series: Index) -> None:
    found = [(one.span, one.scope, len(one.points)) for one in asked(series, "龙泉").series]
    assert found == [
        (Span(0, 12), None, 3),
        (Span(0, 3), None, 2),
        (Span(0, 6), None, 1),
        (Span(0, 60), None, 1),
        (Span(0, 12), "城区", 1),
    ]


def test_a_change_is_since_the_figure_before_and_years_between_are_a_gap(series: Index) -> None:
    points = years_of(asked(series, "龙泉")).points
    assert [told(point) for point in points] == [("2019", None, None), ("2020", 10.0, None), ("2023", 10.0, None)]
    assert [point.step.gap for point in points if point.step] == [False, True]
    assert [str(point.step.then.figure.period) for point in points if point.step] == ["2019", "2020"]


def test_parts_of_years_follow_the_same_part_of_the_year_before(series: Index) -> None:
    quarter = asked(series, "龙泉").series[1].points[1]
    assert told(quarter) == ("2024-01/2024-03", 20.0, None)
    assert quarter.step
    assert not quarter.step.gap


def test_what_is_not_exact_neither_follows_nor_is_followed(series: Index) -> None:
    points = years_of(asked(series, "义乌", metric="imports")).points
    assert [told(point) for point in points] == [
        ("2019", None, None),
        ("2020", None, "estimate"),
        ("2021", None, "doubtful"),
        ("2022", None, "bound"),
        ("2023", 50.0, None),
        ("2024", None, "other_period"),
        ("2025", None, "no_figure"),
    ]
    (step,) = [point.step for point in points if point.step]
    assert (str(step.then.figure.period), step.gap) == ("2019", True)


def test_spans_that_follow_each_other_leave_no_gap(series: Index) -> None:
    (point,) = [point for point in asked(series, "松阳", metric="projects_attracted").series[0].points if point.step]
    assert told(point) == ("2016/2020", 20.0, None)
    assert point.step
    assert not point.step.gap


def test_growth_changes_by_points(series: Index) -> None:
    """A note parts amounts only."""
    points = years_of(asked(series, "义乌", metric="gdp_growth")).points
    assert [told(point) for point in points] == [("2022", None, None), ("2023", 1.25, None), ("2025", -1.5, None)]
    assert {point.step.change.unit for point in points if point.step and point.step.change} == {"百分点"}


def test_vintages_and_notes_part_figures(series: Index) -> None:
    assert [told(point) for point in years_of(asked(series, "松阳")).points] == [
        ("2020", None, None),
        ("2021", 5.0, None),
        ("2022", None, "vintage"),
        ("2023", None, "unlike"),
    ]


def test_a_change_of_territory_parts_figures_and_is_named(series: Index) -> None:
    report = asked(series, "余杭")
    points = years_of(report).points
    assert [told(point) for point in points] == [("2019", None, None), ("2020", 7.1, None), ("2021", None, "break")]
    (change,) = years_of(report).breaks
    assert (change.date, report.others[change.other].name) == ("2021-04-09", "临平区")


def test_zones_counted_apart_part_figures(index: Index) -> None:
    """昆山's zones were counted by themselves in 2010."""
    (point,) = [point for point in years_of(asked(index, "昆山", metric="population")).points if point.step]
    assert told(point) == ("2020", None, "zones_apart")


def test_notes_of_a_census_part_no_figures(index: Index) -> None:
    """Of 哈尔滨 one copy of the census of 2010 has three rows in wrong places, as their notes tell."""
    first, second = years_of(asked(index, "松北", metric="population")).points
    assert first.figure.note
    assert second.no_change is None
    assert second.step
    assert second.step.change


def test_no_change_is_told_from_a_figure_that_is_too_coarse(series: Index) -> None:
    points = years_of(asked(series, "松阳", metric="registered_population")).points
    assert [told(point) for point in points] == [("2022", None, None), ("2023", None, "rounded")]


def test_the_narrowest_region_with_two_common_figures_is_the_reference(series: Index) -> None:
    """Between the county's first figure and its last, and for changes only where both have one."""
    reference = asked(series, "龙泉").reference
    assert reference
    assert reference.series.place.code == LISHUI
    assert [str(point.figure.period) for point in reference.series.points] == ["2020", "2022", "2023"]
    assert [told(point) for point in reference.common.points] == [("2020", None, None), ("2023", 30.0, None)]


def test_where_the_prefecture_has_too_few_the_province_is_the_reference(series: Index) -> None:
    reference = asked(series, "龙泉", last="2020").reference
    assert reference
    assert [str(point.figure.period) for point in reference.series.points] == ["2019", "2020"]
    assert reference.series.place.code == ZHEJIANG


def test_several_places_have_no_reference(series: Index) -> None:
    report = asked(series, "龙泉", "松阳")
    assert report.reference is None
    assert [one.place.code for one in report.lines] == [LONGQUAN, SONGYANG]


@pytest.mark.parametrize(
    ("first", "last", "periods"),
    [
        ("2020", "", ["2020", "2023", "2023-01/2023-03", "2024-01/2024-03", "2024-01/2024-06", "2021/2025", "2023"]),
        ("", "2020", ["2019", "2020"]),
        ("2020", "2023", ["2020", "2023", "2023-01/2023-03", "2023"]),
        ("2024", "2024-01/2024-03", ["2024-01/2024-03"]),
    ],
)
def test_from_and_to_bound_whole_periods(series: Index, first: str, last: str, periods: list[str]) -> None:
    report = asked(series, "龙泉", first=first, last=last)
    assert [str(point.figure.period) for one in report.series for point in one.points] == periods


def test_years_are_drawn_before_longer_series_of_other_spans(series: Index) -> None:
    assert asked(series, "龙泉").drawn == asked(series, "松阳", metric="imports").drawn == (Span(0, 12), None)
    assert asked(series, "龙泉", first="2023", last="2024").drawn == (Span(0, 3), None)
    assert asked(series, "龙泉", first="2023", last="2023").drawn is None


def test_what_is_known_of_a_part_only_is_drawn_without_a_reference(series: Index) -> None:
    report = asked(series, "松阳", metric="exports")
    assert report.drawn == (Span(0, 12), "城区")
    assert [one.scope for one in report.lines] == ["城区"]
    assert report.reference is None


def test_targets_are_told_and_are_no_points(series: Index) -> None:
    report = asked(series, "龙泉")
    assert [(place.code, aim.value) for place, aim in report.targets] == [(LONGQUAN, 150)]
    assert all(point.figure.status != "target" for one in report.series for point in one.points)


@pytest.mark.parametrize("words", [("龙泉", "gdp"), ("gdp", "龙泉"), ("龙泉", "地区生产总值"), ("longquan", "GDP")])
def test_one_word_may_name_the_indicator(series: Index, words: tuple[str, ...]) -> None:
    report = asked(series, *words, metric=None)
    assert (report.metric.id, [place.code for place in report.places]) == ("gdp", [LONGQUAN])


def test_two_indicators_are_too_many(series: Index) -> None:
    with pytest.raises(UsageError):
        asked(series, "龙泉", "gdp", "imports", metric=None)


def test_without_an_indicator_those_with_most_periods_are_offered(series: Index) -> None:
    with pytest.raises(UsageError) as caught:
        asked(series, "义乌", metric=None)
    assert [candidate.code for candidate in caught.value.candidates] == ["imports", "gdp_growth"]


def test_a_place_named_twice_is_one_place(series: Index) -> None:
    assert [place.code for place in asked(series, "龙泉", "longquan").places] == [LONGQUAN]


def test_a_place_without_figures_is_told_where_others_have_some(series: Index) -> None:
    report = asked(series, "龙泉", "义乌")
    assert [note.kind for note in report.notes] == ["missing"]
    assert {one.place.code for one in report.series} == {LONGQUAN}


def test_no_place_with_figures_is_an_error_that_offers_others(series: Index) -> None:
    with pytest.raises(NotFoundError) as caught:
        asked(series, "义乌", metric="exports")
    assert next(candidate.code for candidate in caught.value.candidates) == "imports"


def test_no_figure_in_the_time_asked_for_names_the_periods_that_have_one(series: Index) -> None:
    with pytest.raises(NotFoundError) as caught:
        asked(series, "余杭", first="2022")
    assert caught.value.hint
    assert caught.value.hint.params["periods"] == tuple(map(period, ("2021", "2020", "2019")))


def test_the_time_asked_for_must_not_end_before_it_begins(series: Index) -> None:
    with pytest.raises(UsageError):
        asked(series, "龙泉", first="2021", last="2020")


def test_too_many_places_are_refused(frozen: Program) -> None:
    names = ["龙泉", "松阳", "义乌", "余杭", "平阳", "衢江", "云和"]
    assert len(names) == MOST_PLACES + 1
    result = frozen("trend", *names, "-m", "gdp")
    assert result.code == 2
    assert "rank --since" in result.err
    assert frozen("trend", *names[:MOST_PLACES], "-m", "gdp").code == 0


def test_rows_tell_change_and_reason_in_every_format(frozen: Program) -> None:
    answer = frozen("trend", "余杭", "-m", "gdp", "--json").json
    assert answer["schema"] == "countycli/trend/1"
    assert [county["code"] for county in answer["query"].pop("counties")] == [YUHANG]
    assert answer["query"] == {"metric": "gdp", "from": None, "to": None}
    flat = csv.DictReader(io.StringIO(frozen("trend", "余杭", "-m", "gdp", "-f", "csv").out))
    shown = [row for row in flat if row["role"] == "figure"]
    assert [row["period"] for row in shown] == [row["period"] for row in answer["rows"]]
    for row, data in zip(shown, answer["rows"], strict=True):
        change = data["change"] or {"value": "", "unit": "", "since": ""}
        assert [row["change"], row["change_unit"], row["change_since"]] == [str(part) for part in change.values()]
        assert row["no_change"] == (data["no_change"] or "")
    assert "break" in {row["no_change"] for row in shown}


# The growth that was published


def grown(folder: Path, growth: float | str, **more: str) -> Book:
    """A book with levels of two years, 25 per cent apart, and the growth of the later one."""
    book = Book(folder)
    book.write("a", *(observed(LONGQUAN, year, gdp=value) for year, value in (("2023", 100), ("2024", 125))))
    book.write("b", observed(LONGQUAN, "2024", **more, gdp_growth=growth))
    return book


@pytest.mark.parametrize(("growth", "told"), [(14.5, True), (19.9, True), (20.5, False), (30.5, True), (29.5, False)])
def test_a_change_far_from_published_growth_is_told(growth: float, told: bool, tmp_path: Path) -> None:
    answer = Program(grown(tmp_path, growth).folder)("trend", LONGQUAN, "gdp", lang="zh").out
    text = f"龙泉市2024年公布的增速（按不变价）为{growth}%，不是25.0%：2023年的数后来可能修订过，或价格变动较大"
    assert (text in answer) is told


@pytest.mark.parametrize("growth", ['{ value = 14.5, bound = ">=" }', '{ value = 14.5, doubtful = true, note = "误" }'])
def test_growth_that_is_not_exact_is_set_against_no_change(growth: str, tmp_path: Path) -> None:
    assert asked(grown(tmp_path, growth).index(), LONGQUAN).notes == ()


def test_nor_is_the_growth_of_a_part(tmp_path: Path) -> None:
    assert asked(grown(tmp_path, 14.5, scope='"城区"').index(), LONGQUAN).notes == ()


def test_nor_a_change_over_several_years(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", *(observed(LONGQUAN, year, gdp=value) for year, value in (("2022", 100), ("2024", 125))))
    book.write("b", observed(LONGQUAN, "2024", gdp_growth=14.5))
    assert asked(book.index(), LONGQUAN).notes == ()
