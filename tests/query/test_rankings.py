"""Rankings: like with like, and whoever is left out with the reason."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from books import Book, aimed, observed
from census import population
from hypothesis import given, settings
from hypothesis import strategies as st
from periods import period
from rankings import (
    JIANGGAN,
    KEQIAO,
    LINPING,
    LONGQUAN,
    PINGYANG,
    QIANTANG,
    QUJIANG,
    RUIAN,
    SHANGYU,
    SHAOXING_COUNTY,
    SONGYANG,
    XIACHENG,
    YIWU,
    YUHANG,
    codes_of,
    places_of,
    reasons_of,
    told,
)

from countycli.errors import NotFoundError
from countycli.index.ask.index import Index
from countycli.model.period import Period
from countycli.model.period_text import parse_period
from countycli.query import Extent
from countycli.query.field import Position, ordered, ranked
from countycli.query.rank import RankReport, RankRequest, rank
from countycli.render.views import rank as rank_view
from countycli.render.words import Words

LISHUI, ZHEJIANG, CHINA = "331100", "330000", "000000"


# The counties of the time of the period: of the real book, against the rows of the census files.


@pytest.mark.parametrize(
    ("year", "there", "not_there"),
    [
        ("2020", {XIACHENG, JIANGGAN, YUHANG}, {LINPING, QIANTANG}),
        ("2010", {XIACHENG, JIANGGAN, SHAOXING_COUNTY}, {KEQIAO, LINPING, QIANTANG}),
    ],
)
def test_a_census_ranks_the_counties_of_its_day(index: Index, year: str, there: set[str], not_there: set[str]) -> None:
    report = rank(index, RankRequest(("population",), (period(year),), "浙江"))
    counties = {code: value for code, value in population(int(year)).items() if code[:2] == "33" and code[4:] != "00"}
    assert len(counties) == 90
    assert {row.place.code: row.headline.figure.value for row in report.rows} == counties
    assert (report.ranked, len(report.scope.counties), report.excluded, report.reasons) == (90, 90, (), {})
    assert there <= set(codes_of(report))
    assert not_there.isdisjoint(codes_of(report))
    values = [row.headline.figure.value or 0 for row in report.rows]
    assert values == sorted(values, reverse=True)


def test_a_ranking_over_the_nation_names_as_many_as_are_shown(index: Index) -> None:
    request = RankRequest(("population",), (period("2020"),), extent=Extent(rows=20, named=3))
    report = rank(index, request)
    counties = [code for code, place in index.places.by_code(population(2020)).items() if place.level == "county"]
    assert len(report.rows) == 20
    assert report.ranked + sum(report.reasons.values()) == len(report.scope.counties)
    assert report.ranked >= len(counties) > 2800
    largest = sorted((population(2020)[code] for code in counties), reverse=True)[:3]
    assert [row.headline.figure.value for row in report.rows[:3]] == largest
    everything = rank(index, request._replace(extent=Extent(rows=None, named=None)))
    assert everything.rows[:20] == report.rows
    assert (len(everything.rows), len(everything.excluded)) == (report.ranked, sum(report.reasons.values()))
    assert all(reasons <= 3 for reasons in map([*reasons_of(report).values()].count, report.reasons))


def test_the_regions_of_a_real_ranking(index: Index) -> None:
    report = rank(index, RankRequest(("population",), (period("2020"),), "丽水"))
    assert [(place.code, headline.figure.value) for place, headline in report.references] == [
        (code, population(2020)[code]) for code in (LISHUI, ZHEJIANG, CHINA)
    ]
    assert {row.place.code for row in report.rows}.isdisjoint({LISHUI, ZHEJIANG, CHINA})


@pytest.mark.parametrize("text", ["2010", "2010年", "２０１０"])
def test_a_typed_period_is_that_period(index: Index, text: str) -> None:
    typed = parse_period(text)
    assert typed
    report = rank(index, RankRequest(("常住人口（普查）",), (typed,), "丽水"))
    assert report == rank(index, RankRequest(("population",), (period("2010"),), "丽水"))
    assert report.period == period("2010")


def test_a_group_of_another_time_takes_its_nearest_state(index: Index) -> None:
    report = rank(index, RankRequest(("population",), (period("2010"),), "山区海岛县"))
    figures = {row.headline.figure.county: row.headline.figure.value for row in report.rows}
    assert (len(figures), report.excluded) == (25, ())
    assert "330305" in report.scope.counties  # 洞头区, which was 洞头县 in 2010
    assert figures["330322"] == population(2010)["330322"]
    assert "330305" not in figures


@pytest.mark.parametrize(
    "request_",
    [
        RankRequest(("population",), periods=(period("1999"),), scope="舟山"),
        RankRequest(("enterprise_output",)),
        RankRequest(("没有这样的指标",)),
        RankRequest(("population",), scope="没有这样的地方"),
    ],
)
def test_nothing_to_rank_is_not_found(index: Index, request_: RankRequest) -> None:
    with pytest.raises(NotFoundError):
        rank(index, request_)


def test_where_nothing_can_be_ranked_the_other_periods_are_told(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(PINGYANG, "2023", gdp=711.8),
        observed(LONGQUAN, "2024-01/2024-09", gdp=120),
        observed(YIWU, "2024", gdp='{ value = 2500, bound = ">" }'),
    )
    with pytest.raises(NotFoundError) as caught:
        rank(book.index(), RankRequest(("gdp",), (period("2024"),)))
    words = Words("en")
    assert words.phrase(caught.value.hint or caught.value.message) == "there are figures for Jan–Sep 2024, 2023"
    instead = {candidate.code: words.text(candidate.where) for candidate in caught.value.candidates}
    assert instead == {LONGQUAN: "has Jan–Sep 2024", PINGYANG: "has 2023", YIWU: ">2,500 亿元"}


# What is compared with the regions.


@pytest.fixture
def regional(tmp_path: Path) -> Index:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(LONGQUAN, "2024", gdp=190, gdp_growth=7.5),
        observed(YIWU, "2024", gdp=2500, gdp_growth=5),
        observed(LISHUI, "2024", gdp=2000, gdp_growth=6.25),
        observed(ZHEJIANG, "2024", gdp=90000, gdp_growth=5.5),
        observed(CHINA, "2024", gdp=1350000, gdp_growth=5),
        observed(CHINA, "2023", gdp_growth=4),
    )
    return book.index()


def test_what_does_not_add_up_is_subtracted(regional: Index) -> None:
    rows = {row.place.code: row for row in rank(regional, RankRequest(("gdp_growth",))).rows}
    assert [(benchmark.region.code, benchmark.difference) for benchmark in rows[LONGQUAN].benchmarks] == [
        (LISHUI, 1.25),
        (ZHEJIANG, 2),
    ]
    assert [(benchmark.region.code, benchmark.difference) for benchmark in rows[YIWU].benchmarks] == [(ZHEJIANG, -0.5)]


def test_what_adds_up_is_divided(regional: Index) -> None:
    rows = {row.place.code: row for row in rank(regional, RankRequest(("gdp",))).rows}
    shares = [(benchmark.region.code, benchmark.difference, benchmark.ratio) for benchmark in rows[LONGQUAN].benchmarks]
    assert shares == [(LISHUI, None, 0.095), (ZHEJIANG, None, 190 / 90000)]


@pytest.mark.parametrize(
    ("scope", "references"),
    [
        (None, [CHINA]),
        ("全国", [CHINA]),
        ("浙江", [ZHEJIANG, CHINA]),
        ("丽水", [LISHUI, ZHEJIANG, CHINA]),
        ("金华", [ZHEJIANG, CHINA]),  # it has no figure itself
        ("山区26县", [ZHEJIANG, CHINA]),
    ],
)
def test_the_regions_above_stand_for_reference(regional: Index, scope: str | None, references: list[str]) -> None:
    period_ = period("2024")
    report = rank(regional, RankRequest(("gdp_growth",), (period_,), scope))
    assert [place.code for place, _ in report.references] == references
    assert {headline.figure.period for _, headline in report.references} == {period_}
    assert set(references).isdisjoint(codes_of(report))


def test_the_latest_figures_of_each_have_no_reference(regional: Index) -> None:
    assert rank(regional, RankRequest(("gdp_growth",), latest=True)).references == ()


def test_bounds_and_estimates_are_compared_with_nothing(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(LONGQUAN, "2024", gdp_growth=7),
        observed(LISHUI, "2024", gdp_growth='{ value = 6, bound = ">" }'),
        observed(ZHEJIANG, "2024", gdp_growth='{ value = 6, status = "estimate" }'),
    )
    (row,) = rank(book.index(), RankRequest(("gdp_growth",))).rows
    assert row.benchmarks == ()


def test_of_first_counts_beside_a_revised_one_the_better_document_stands(tmp_path: Path) -> None:
    """The headline of the region is the revised figure; a county's first count is held against the region's."""
    book = Book(tmp_path)
    book.write("revised", observed(ZHEJIANG, "2024", gdp='{ value = 93000, status = "final" }'), published="2026-01-31")
    book.write("own", observed(ZHEJIANG, "2024", gdp=90131), published="2025-03-04")
    book.write("copied", observed(ZHEJIANG, "2024", gdp=90131), published="2025-03-11", access="copy")
    book.write("county", observed(LONGQUAN, "2024", gdp=190))
    (row,) = rank(book.index(), RankRequest(("gdp",))).rows
    assert [(benchmark.standard.value, benchmark.standard.source) for benchmark in row.benchmarks] == [(90131, "own")]


def test_the_default_period_has_most_counties(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", *(observed(code, "2024", gdp=100) for code in (LONGQUAN, SONGYANG)), observed(YIWU, "2025", gdp=1))
    report = rank(book.index(), RankRequest(("gdp",)))
    assert report.period == period("2024")
    assert report.periods == ((period("2024"), 2), (period("2025"), 1))


def test_the_default_period_is_the_latest_among_equals(tmp_path: Path) -> None:
    book = Book(tmp_path)
    spans = ("2023", "2024-12", "2024-10/2024-12", "2024", "2022", "2021", "2020")
    book.write("a", *(observed(LONGQUAN, span, gdp=100) for span in spans))
    report = rank(book.index(), RankRequest(("gdp",)))
    assert [str(when) for when, _ in report.periods] == ["2024", "2024-10/2024-12", "2024-12", "2023", "2022"]
    assert str(report.period) == "2024"


def test_only_what_can_be_ranked_counts_for_the_default_period(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(LONGQUAN, "2024", gdp='{ value = 1, bound = ">=" }'),
        observed(SONGYANG, "2024", gdp='{ value = 1, status = "estimate" }'),
        observed(YIWU, "2024", gdp='{ standing = "第1位" }'),
        observed(QUJIANG, "2023", gdp=1),
    )
    report = rank(book.index(), RankRequest(("gdp",)))
    assert report.periods == ((period("2023"), 1),)
    assert {code: reason for code, reason in reasons_of(report).items() if reason != "no_figure"} == {
        LONGQUAN: "other_period",
        SONGYANG: "other_period",
        YIWU: "other_period",
    }


def test_equal_values_share_a_rank(tmp_path: Path) -> None:
    book = Book(tmp_path)
    values: dict[str, float | str] = {LONGQUAN: 9, SONGYANG: 7, QUJIANG: "7.0", YIWU: 5, SHANGYU: 5, PINGYANG: -1}
    book.write("a", *(observed(code, "2024", gdp_growth=value) for code, value in values.items()))
    report = rank(book.index(), RankRequest(("gdp_growth",)))
    assert places_of(report) == [
        (1, LONGQUAN),
        (2, QUJIANG),
        (2, SONGYANG),
        (4, SHANGYU),
        (4, YIWU),
        (6, PINGYANG),
    ]


def test_equal_figures_share_a_rank_whatever_their_years(tmp_path: Path) -> None:
    book = Book(tmp_path)
    spans = {SHANGYU: "2024", YIWU: "2023", LONGQUAN: "2024"}  # by code, those of 2024 are not neighbours
    book.write("a", *(observed(code, span, gdp_growth=7) for code, span in spans.items()))
    report = rank(book.index(), RankRequest(("gdp_growth",), latest=True))
    assert places_of(report) == [(1, SHANGYU), (1, LONGQUAN), (1, YIWU)]


@pytest.fixture(scope="module")
def ties(tmp_path_factory: pytest.TempPathFactory) -> Index:
    book = Book(tmp_path_factory.mktemp("ties"))
    values = {LONGQUAN: 9, SONGYANG: 7, QUJIANG: 7, YIWU: 5, SHANGYU: 5, PINGYANG: -1}
    book.write("a", *(observed(code, "2024", gdp_growth=value) for code, value in values.items()))
    return book.index()


@pytest.mark.parametrize(("top", "shown"), [(1, 1), (2, 3), (3, 3), (4, 5)])
def test_the_top_keeps_those_that_share_its_last_rank(top: int, shown: int, ties: Index) -> None:
    report = rank(ties, RankRequest(("gdp_growth",), top=top))
    assert len(rank_view.rows(report, Words("en"))) == shown
    assert len(list(rank_view.payload(report, Words("en"))["rows"])) == shown
    assert report.ranked == 6


@pytest.mark.parametrize(
    ("top", "shown", "rows"), [(None, 2, 3), (None, 4, 5), (None, 20, 6), (1, 4, 1), (6, 2, 6), (None, None, 6)]
)
def test_without_a_top_as_many_rows_as_can_be_shown(top: int | None, shown: int | None, rows: int, ties: Index) -> None:
    report = rank(ties, RankRequest(("gdp_growth",), top=top, extent=Extent(rows=shown)))
    assert (len(report.rows), report.ranked) == (rows, 6)


@pytest.mark.parametrize(
    ("metric", "ascending", "expected"),
    [
        ("gdp", False, [SONGYANG, LONGQUAN]),
        ("gdp", True, [LONGQUAN, SONGYANG]),
        ("income_ratio", False, [LONGQUAN, SONGYANG]),
        ("provincial_rank", False, [LONGQUAN, SONGYANG]),
        ("secondary_share", False, [SONGYANG, LONGQUAN]),
        ("secondary_share", True, [LONGQUAN, SONGYANG]),
    ],
)
def test_the_best_comes_first(tmp_path: Path, metric: str, ascending: bool, expected: list[str]) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", **{metric: 1}), observed(SONGYANG, "2024", **{metric: 2}))
    report = rank(book.index(), RankRequest((metric,), ascending=ascending or None))
    assert [row.place.code for row in report.rows] == expected
    assert report.ascending == (expected[0] == LONGQUAN)


def test_the_worst_comes_first_where_that_is_asked_for(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", income_ratio=1), observed(SONGYANG, "2024", income_ratio=2))
    report = rank(book.index(), RankRequest(("income_ratio",), ascending=False))
    assert [row.place.code for row in report.rows] == [SONGYANG, LONGQUAN]


def test_the_latest_that_can_be_ranked_is_taken(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(LONGQUAN, "2025", gdp='{ value = 1, bound = ">" }'),
        observed(LONGQUAN, "2024", gdp=3),
        observed(LONGQUAN, "2023", gdp=4),
        observed(SONGYANG, "2023", gdp=2),
        observed(YIWU, "2025", gdp='{ value = 1, status = "estimate" }'),
    )
    report = rank(book.index(), RankRequest(("gdp",), latest=True))
    assert [(row.rank, row.place.code, str(row.headline.figure.period)) for row in report.rows] == [
        (1, LONGQUAN, "2024"),
        (2, SONGYANG, "2023"),
    ]
    assert reasons_of(report)[YIWU] == "estimate"


def test_the_documents_are_those_of_the_rows(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", gdp=1))
    book.write("b", observed(SONGYANG, "2023", gdp=1), published="2024-01-01")
    assert set(rank(book.index(), RankRequest(("gdp",), (period("2024"),))).documents) == {"a"}


CODES = [LONGQUAN, SONGYANG, QUJIANG, YIWU, SHANGYU, PINGYANG, RUIAN]


VALUES = st.sampled_from(
    [
        "1",
        "2",
        "2.0",
        "3.5",
        "-1",
        "0",
        '{ value = 2, bound = ">=" }',
        '{ value = 2, status = "estimate" }',
        '{ value = 2, status = "preliminary" }',
        '{ standing = "第1位" }',
    ]
)


SPANS = st.sampled_from(["2023", "2024", "2024-01/2024-09"])


FIGURES = st.dictionaries(st.tuples(st.sampled_from(CODES), SPANS), VALUES, min_size=1, max_size=12)


REQUESTS = st.builds(
    RankRequest,
    st.just("gdp_growth"),
    st.sampled_from([None, period("2023"), period("2024")]),
    st.sampled_from([None, "浙江", "丽水", "山区26县"]),
    st.none(),
    st.booleans(),
    st.booleans(),
)


def answer(blocks: list[str], request: RankRequest) -> RankReport | None:
    with TemporaryDirectory() as folder:
        book = Book(Path(folder))
        book.write("a", *blocks)
        try:
            return rank(book.index(), request)
        except NotFoundError:
            return None


@given(figures=FIGURES, request_=REQUESTS, data=st.data())
@settings(deadline=None, max_examples=15)
def test_a_ranking_is_whole_consistent_and_independent_of_order(
    figures: dict[tuple[str, str], str], request_: RankRequest, data: st.DataObject
) -> None:
    blocks = [observed(code, span, gdp_growth=value) for (code, span), value in figures.items()]
    report = answer(blocks, request_)
    assert report == answer(data.draw(st.permutations(blocks)), request_)
    if report is None:
        return
    left_out = [exclusion.code for exclusion in report.excluded]
    assert sorted(codes_of(report) + left_out) == list(report.scope.counties)
    assert report.ranked == len(report.rows)
    values = [row.headline.figure.value or 0 for row in report.rows]
    sign = 1 if report.ascending else -1
    assert values == sorted(values, key=lambda value: sign * value)
    for row in report.rows:
        assert (row.headline.figure.bound, row.headline.figure.status) in ((None, "actual"), (None, "preliminary"))
        assert report.period in (None, row.headline.figure.period)
    if report.period is not None and not request_.periods:
        assert report.periods[0] == (report.period, len(report.rows))


ENTRIES = st.dictionaries(
    st.integers(110101, 659012).map(str),
    st.tuples(
        st.one_of(st.integers(-3, 3), st.sampled_from([0.1, 0.30000000000000004, 2.0])),
        st.sampled_from([period(text) for text in ("2023", "2024", "2024-01/2024-09", "2024-12")]),
    ),
    max_size=12,
).map(lambda found: [(code, value, when) for code, (value, when) in found.items()])


@given(ENTRIES, st.booleans(), st.randoms(use_true_random=False))
def test_order_keeps_everybody_and_does_not_hang_on_that_of_the_figures(
    entries: list[tuple[str, float, Period]], ascending: bool, random: object
) -> None:
    found = list(ranked(ordered(entries, ascending=ascending)))
    assert sorted((position.code, position.value, position.period) for position in found) == sorted(entries)
    assert found == list(ranked(ordered(entries[::-1], ascending=ascending)))
    values = [position.value for position in found]
    assert values == sorted(values, reverse=not ascending)


@given(ENTRIES, st.booleans())
def test_a_rank_is_one_more_than_the_number_of_those_before(
    entries: list[tuple[str, float, Period]], ascending: bool
) -> None:
    found = list(ranked(ordered(entries, ascending=ascending)))
    for position in found:
        better = [
            other for other in found if (other.value < position.value if ascending else other.value > position.value)
        ]
        assert position.rank == 1 + len(better)


@given(ENTRIES)
def test_all_equal_values_share_a_rank_the_later_first(entries: list[tuple[str, float, Period]]) -> None:
    shared: dict[int, list[Position]] = {}
    for position in ranked(ordered(entries, ascending=False)):
        shared.setdefault(position.rank, []).append(position)
    assert len(shared) == len({value for _, value, _ in entries})
    for positions in shared.values():
        assert len({position.value for position in positions}) == 1
        assert positions == sorted(positions, key=lambda position: position.period.recency, reverse=True)


def test_a_ranking_never_takes_a_target(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", aimed(LONGQUAN, "2026", gdp=100), aimed(YIWU, "2026", gdp=120))
    with pytest.raises(NotFoundError):
        rank(book.index(), RankRequest(("gdp",)))


# Each county's latest year


@pytest.mark.parametrize("metric", ["gdp", "gdp_growth", "income", "urbanization_rate", "scale_industrial_va_growth"])
def test_a_part_of_a_year_takes_no_part_in_a_ranking_of_latest_years(index: Index, metric: str) -> None:
    report = rank(index, RankRequest((metric,), scope="浙江", latest=True))
    assert all(row.headline.figure.period.is_year for row in report.rows)
    held: dict[str, list[Period]] = {}
    for holding in index.holdings.of(report.scope.counties, metric):
        if holding.comparable and holding.period.is_year:
            held.setdefault(holding.code, []).append(holding.period)
    for row in report.rows:
        assert row.headline.figure.period == max(held[row.place.code], key=lambda when: when.recency)
    assert {reason for code, reason in reasons_of(report).items() if code in held} <= {"break"}
    values: dict[float, set[int]] = {}
    for row in report.rows:
        values.setdefault(row.headline.figure.value or 0, set()).add(row.rank)
    assert all(len(ranks) == 1 for ranks in values.values())


def test_a_year_comes_before_a_later_span_of_years(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a", observed(LONGQUAN, "2023", fixed_investment=10), observed(LONGQUAN, "2021/2025", fixed_investment=90)
    )
    book.write(
        "b", observed(YIWU, "2021/2025", fixed_investment=95), observed(SONGYANG, "2025-01/2025-06", fixed_investment=3)
    )
    report = rank(book.index(), RankRequest(("fixed_investment",), latest=True))
    assert [(row.place.code, str(row.headline.figure.period)) for row in report.rows] == [(LONGQUAN, "2023")]
    assert told(report) == {YIWU: "other_period", SONGYANG: "other_period"}


def test_spans_of_years_are_ranked_where_there_are_no_years(index: Index) -> None:
    latest = rank(index, RankRequest(("population_change",), scope="丽水", latest=True))
    assert latest.ranked == rank(index, RankRequest(("population_change",), scope="丽水")).ranked == 9
