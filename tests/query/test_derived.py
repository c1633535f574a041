"""Figures that follow from others: when they are derived, from what, and that they never stand for published ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book, figure, observed
from census import population
from periods import period

from countycli.index.ask.index import Index
from countycli.index.make.derive import value_of
from countycli.model.records import Figure, Formula
from countycli.query.rank import RankRequest, rank
from countycli.query.show import ShowRequest, show
from countycli.query.sources import SourcesRequest, sources
from countycli.query.why import WhyRequest, why
from countycli.render.views.elements import letters

LONGQUAN, YIWU, LISHUI, ZHEJIANG = "331181", "330782", "331100", "330000"
SHAOXING_COUNTY, KEQIAO = "330621", "330603"  # gave land to 越城区 when the one went on as the other, in 2013
YUHUAN_COUNTY, YUHUAN = "331021", "331083"  # the same land under another code since 2017
YUHANG = "330110"  # gave land to 临平区 in 2021


def derived(index: Index, *places: str) -> dict[tuple[str, str, str], float | None]:
    """Place, metric and period of all derived figures of some places, with their values."""
    found = index.figures.observations(places)
    return {(it.county, it.metric, str(it.period)): it.value for it in found if it.derived}


def book_of(folder: Path, *blocks: str) -> Index:
    book = Book(folder)
    book.write("a", *blocks)
    return book.index()


def test_a_ratio_of_one_place_and_year(tmp_path: Path) -> None:
    index = book_of(
        tmp_path,
        observed(LONGQUAN, "2024", gdp=190.5, resident_population=25),
        observed(LONGQUAN, "2023", gdp=180),
        observed(YIWU, "2023", resident_population=190),
    )
    assert derived(index, LONGQUAN, YIWU) == {(LONGQUAN, "gdp_per_capita", "2024"): 76200}
    (it,) = [it for it in show(index, ShowRequest("龙泉")).observations if it.figure.metric == "gdp_per_capita"]
    assert (it.figure.unit, it.figure.derived, it.figure.decimals, it.rivals) == ("元", True, 0, ())
    assert letters(it) == "="


def test_what_grows_with_the_months_is_divided_for_whole_years_only(tmp_path: Path) -> None:
    """GDP of nine months per head says nothing; the share of an industry in it does."""
    figures: dict[str, float | str] = {"gdp": 100, "secondary_va": 33.333, "resident_population": 10}
    index = book_of(
        tmp_path,
        observed(LONGQUAN, "2024-01/2024-09", **figures),
        observed(YIWU, "2021/2025", **figures),
    )
    assert derived(index, LONGQUAN, YIWU) == {
        (LONGQUAN, "secondary_share", "2024-01/2024-09"): 33.3,
        (YIWU, "secondary_share", "2021/2025"): 33.3,
    }


def test_shares_in_the_regions_that_a_place_lies_in(tmp_path: Path) -> None:
    index = book_of(
        tmp_path,
        observed(LONGQUAN, "2024", gdp=200),
        observed(YIWU, "2024", gdp=2500),
        observed(LISHUI, "2024", gdp=2100),
        observed(ZHEJIANG, "2024", gdp=90000),
        observed("000000", "2024", gdp=1350000),
        observed(LISHUI, "2023", gdp=2000),
    )
    assert derived(index, LONGQUAN, YIWU, LISHUI, ZHEJIANG, "000000") == {
        (LONGQUAN, "gdp_share_prefecture", "2024"): 9.52,
        (LONGQUAN, "gdp_share_province", "2024"): 0.22,
        (YIWU, "gdp_share_province", "2024"): 2.78,
        (LISHUI, "gdp_share_province", "2024"): 2.33,
    }


def test_change_between_two_censuses_of_one_territory(tmp_path: Path) -> None:
    index = book_of(
        tmp_path,
        *(observed(code, "2010", population=1000) for code in (YIWU, YUHANG, YUHUAN_COUNTY, SHAOXING_COUNTY)),
        *(observed(code, "2020", population=1234) for code in (YIWU, YUHANG, YUHUAN, KEQIAO)),
        observed(LONGQUAN, "2010", population=300),
        observed(LONGQUAN, "2019", population=200),
        observed("331124", "2010", population="{ value = 900, restated = true }"),
        observed("331124", "2020", population=1000),
    )
    places = (YIWU, YUHANG, YUHUAN, YUHUAN_COUNTY, KEQIAO, SHAOXING_COUNTY, LONGQUAN, "331124")
    assert derived(index, *places) == {
        (code, "population_change", "2010/2020"): 23.4 for code in (YIWU, YUHANG, YUHUAN)
    }


def test_a_change_for_each_year_between(tmp_path: Path) -> None:
    """1331 is 1000 three times more by a tenth."""
    index = book_of(tmp_path, observed(YIWU, "2020", gdp="1000.0"), observed(YIWU, "2023", gdp="1331.0"))
    key = (YIWU, "gdp_nominal_change", "2020/2023")
    assert derived(index, YIWU)[key] == 10
    (found,) = [it for it in index.figures.observations([YIWU]) if it.derived]
    assert (found.unit, found.decimals, found.status) == ("%", 1, "actual")
    assert [str(it.headline.figure.period) for it in why(index, WhyRequest("义乌", "gdp_nominal_change")).inputs] == [
        "2023",
        "2020",
    ]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ('{ value = 1000, note = "不含开发区" }', "1331"),
        ("1000", '{ value = 1331, note = "含开发区" }'),
        ("1000", '{ value = 1331, status = "final" }'),
        ("1000", '{ value = 1331, bound = "~" }'),
        ("0", "1331"),
    ],
    ids=["an earlier figure with a note", "a later one", "two vintages", "about so much", "from nothing"],
)
def test_no_yearly_change_of_what_may_be_unlike(tmp_path: Path, first: str, last: str) -> None:
    index = book_of(tmp_path, observed(YIWU, "2020", primary_va=first), observed(YIWU, "2023", primary_va=last))
    assert derived(index, YIWU) == {}


def test_a_ranking_says_that_two_levels_may_be_unlike(tmp_path: Path) -> None:
    index = book_of(
        tmp_path,
        observed(YIWU, "2020", gdp='{ value = 1000, note = "不含开发区" }'),
        *(observed(LONGQUAN, year, gdp=1000) for year in ("2020", "2023")),
        observed(YIWU, "2023", gdp=1331),
        observed("331124", "2023", gdp=100),
    )
    report = rank(index, RankRequest(("gdp_nominal_change",), scope=("浙江",)))
    assert report.reasons["unlike"] == 1
    assert [str(it.name) for it in report.excluded if it.reason == "unlike"] == ["义乌市"]


def test_no_yearly_change_across_a_change_of_territory(tmp_path: Path) -> None:
    blocks = [observed(code, year, gdp=1000) for code in (YUHANG, YIWU) for year in ("2020", "2023")]
    index = book_of(tmp_path, *blocks)  # 余杭 gave land to 临平 in 2021
    assert derived(index, YUHANG, YIWU) == {(YIWU, "gdp_nominal_change", "2020/2023"): 0}


@pytest.mark.parametrize(
    ("people", "told"), [("20", True), ("19", False), ("19.0", True), ("2.0", True), ("1.9", False)]
)
def test_nothing_is_divided_by_a_number_that_is_mostly_rounding(tmp_path: Path, people: str, told: bool) -> None:
    """A fortieth is the most that the last digit of the divisor may leave open."""
    index = book_of(tmp_path, observed(YIWU, "2023", gdp=190, registered_population=people))
    assert bool(derived(index, YIWU)) is told


def test_of_two_values_as_near_the_even_one(tmp_path: Path) -> None:
    """33 / 2000 are exactly 1.65 %, which binary fractions put above 1.65, and 41 / 2000 are 2.05 %."""
    halves = [("33", "2000", 1.6), ("41", "2000", 2.0), ("4.1", "40", 10.2), ("0.215", "2.000", 10.8)]
    for number, (part, whole, share) in enumerate(halves):
        folder = tmp_path / str(number)
        folder.mkdir()
        index = book_of(folder, observed(YIWU, "2023", primary_va=part, gdp=whole))
        assert derived(index, YIWU)[YIWU, "primary_share", "2023"] == share


def test_why_gives_the_inputs_in_the_order_of_the_formula(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(YUHUAN, "2020", population=1234), observed(LONGQUAN, "2024", gdp=190.5))
    book.write("b", observed(YUHUAN_COUNTY, "2010", population=1000), observed(LISHUI, "2024", gdp=2000))
    index = book.index()
    change = why(index, WhyRequest("玉环", "population_change"))
    assert change.headline.figure.source == "a"
    assert [(it.place.code, it.metric.id, str(it.headline.figure.period)) for it in change.inputs] == [
        (YUHUAN, "population", "2020"),
        (YUHUAN_COUNTY, "population", "2010"),
    ]
    share = why(index, WhyRequest("龙泉", "gdp_share_prefecture"))
    assert [(it.place.code, it.headline.figure.value) for it in share.inputs] == [(LONGQUAN, 190.5), (LISHUI, 2000)]
    assert set(share.documents) == {"a", "b"}
    assert why(index, WhyRequest("龙泉", "gdp")).inputs == ()


PUBLISHED = {
    "an exact one": "70000",
    "a bound": '{ value = 70000, bound = ">" }',
    "an estimate": '{ value = 70000, status = "estimate" }',
    "a standing": '{ standing = "第1位" }',
}


@pytest.mark.parametrize("published", PUBLISHED.values(), ids=PUBLISHED.keys())
def test_nothing_is_derived_where_anything_was_published(tmp_path: Path, published: str) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(LONGQUAN, "2024", gdp=190.5, resident_population=25),
        observed(LONGQUAN, "2023", gdp=180, resident_population=25),
        observed(YIWU, "2024", gdp=2500, resident_population=190),
    )
    book.write("b", observed(LONGQUAN, "2024", gdp_per_capita=published))
    index = book.index()
    assert derived(index, LONGQUAN, YIWU) == {
        (LONGQUAN, "gdp_per_capita", "2023"): 72000,
        (YIWU, "gdp_per_capita", "2024"): 131579,
    }
    report = why(index, WhyRequest("龙泉", "gdp_per_capita", period("2024")))
    assert (report.headline.figure.source, report.headline.rivals, report.inputs) == ("b", (), ())


def test_what_was_published_of_another_area_does_not_stand_for_the_place(tmp_path: Path) -> None:
    index = book_of(
        tmp_path,
        observed(LONGQUAN, "2024", gdp=190.5, resident_population=25),
        observed(LONGQUAN, "2024", scope='"区本级"', gdp_per_capita=90000),
    )
    assert derived(index, LONGQUAN) == {(LONGQUAN, "gdp_per_capita", "2024"): 76200}


UNFIT = {
    "bound": '{ value = 190, bound = ">" }',
    "about": '{ value = 190, bound = "~" }',
    "estimate": '{ value = 190, status = "estimate" }',
    "forecast": '{ value = 190, status = "forecast" }',
    "inferred": "{ value = 190, inferred = true }",
    "standing": '{ standing = "第1位" }',
}


@pytest.mark.parametrize("metric", ["gdp", "secondary_va"])
@pytest.mark.parametrize("unfit", UNFIT.values(), ids=UNFIT.keys())
def test_nothing_is_derived_from_what_is_no_exact_outcome(tmp_path: Path, metric: str, unfit: str) -> None:
    figures: dict[str, float | str] = {"gdp": 200, "secondary_va": 100, metric: unfit}
    index = book_of(tmp_path, observed(LONGQUAN, "2024", **figures))
    assert derived(index, LONGQUAN) == {}


def test_nothing_is_derived_from_figures_of_another_area(tmp_path: Path) -> None:
    index = book_of(
        tmp_path,
        observed(LONGQUAN, "2024", scope='"区本级"', gdp=200),
        observed(LONGQUAN, "2024", secondary_va=100, resident_population=25),
        observed(YIWU, "2024", scope='"区本级"', gdp=200, secondary_va=100),
    )
    assert derived(index, LONGQUAN, YIWU) == {}


def test_an_exact_figure_of_another_document_is_taken(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", gdp='{ value = 199, bound = ">" }', secondary_va=50))
    book.write("b", observed(LONGQUAN, "2024", gdp=200), access="copy")
    assert derived(book.index(), LONGQUAN) == {(LONGQUAN, "secondary_share", "2024"): 25}


def test_a_first_count_is_not_divided_by_a_revised_one(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", gdp=200, secondary_va=50))
    book.write("b", observed(LONGQUAN, "2024", gdp='{ value = 208, status = "final" }'), published="2025-01-01")
    assert derived(book.index(), LONGQUAN) == {(LONGQUAN, "secondary_share", "2024"): 25}


def test_no_share_is_derived_across_boundaries_of_two_times(tmp_path: Path) -> None:
    """What is restated for later boundaries is a part of a region only where the region's figure is restated too."""
    restated = "{{ value = {}, restated = true }}"
    index = book_of(
        tmp_path,
        observed(LONGQUAN, "2020", gdp=restated.format(140)),
        observed("331124", "2020", gdp=100),
        observed(LISHUI, "2020", gdp=1500),
        observed(ZHEJIANG, "2020", gdp=restated.format(64000)),
    )
    assert derived(index, LONGQUAN, "331124", LISHUI) == {
        (LONGQUAN, "gdp_share_province", "2020"): 0.22,
        ("331124", "gdp_share_prefecture", "2020"): 6.67,
    }


def test_a_change_is_derived_between_whole_years_alone(tmp_path: Path) -> None:
    index = book_of(
        tmp_path,
        observed(YIWU, "2010", population=1000),
        observed(YIWU, "2020-01/2020-09", population=1100),
        observed(YIWU, "2019/2020", population=1100),
        observed(LONGQUAN, "2010-01/2010-11", population=300),
        observed(LONGQUAN, "2020", population=310),
    )
    assert derived(index, YIWU, LONGQUAN) == {}


def test_of_a_first_count_and_a_revised_one_alone_only_heads_are_divided_by(tmp_path: Path) -> None:
    """The number of people is not revised with GDP; an industry is."""
    final = '{{ value = {}, status = "final" }}'
    index = book_of(
        tmp_path,
        observed(LONGQUAN, "2024", gdp=final.format(208), secondary_va=50, resident_population=26),
        observed(YIWU, "2024", gdp=2500, secondary_va=final.format(700), resident_population=final.format(200)),
    )
    assert derived(index, LONGQUAN, YIWU) == {
        (LONGQUAN, "gdp_per_capita", "2024"): 80000,
        (YIWU, "gdp_per_capita", "2024"): 125000,
    }


def test_a_revised_figure_goes_with_a_revised_one(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", gdp=200, secondary_va=50))
    book.write("b", observed(LONGQUAN, "2024", status='"final"', gdp=208, secondary_va=51))
    assert derived(book.index(), LONGQUAN) == {(LONGQUAN, "secondary_share", "2024"): 24.5}


@pytest.mark.parametrize("attributes", ["", ", inferred = true", ', bound = "~"', ', status = "estimate"'], ids=str)
def test_nothing_is_derived_where_a_document_gives_it(attributes: str, tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", gdp=200, resident_population=25))
    book.write("b", observed(LONGQUAN, "2024", gdp_per_capita=f"{{ value = 81000{attributes} }}"))
    assert derived(book.index(), LONGQUAN) == {}


def test_a_small_share_is_not_rounded_to_nothing(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", gdp=0.3), observed("330000", "2024", gdp=90000))
    assert derived(book.index(), LONGQUAN) == {(LONGQUAN, "gdp_share_province", "2024"): 0.00033}


def test_nothing_is_derived_where_a_document_gives_it_under_a_former_code(tmp_path: Path) -> None:
    """玉环县 became 玉环市 as a whole."""
    book = Book(tmp_path)
    book.write("a", observed("331083", "2020", gdp=200, resident_population=25))
    book.write("b", observed("331021", "2020", gdp_per_capita='{ value = 81000, note = "x" }'))
    assert derived(book.index(), "331083") == {}


def test_a_figure_of_another_area_stands_for_none(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", gdp=200, resident_population=25))
    book.write("b", observed(LONGQUAN, "2024", scope='"城区"', gdp_per_capita=81000))
    assert derived(book.index(), LONGQUAN) == {(LONGQUAN, "gdp_per_capita", "2024"): 80000}


def test_territories_of_two_times_are_not_mixed(tmp_path: Path) -> None:
    index = book_of(
        tmp_path,
        observed(YUHANG, "2020", gdp="{ value = 2000, restated = true }", secondary_va=500, resident_population=240),
        observed(YIWU, "2020", restated="true", gdp=1500, secondary_va=300),
    )
    assert derived(index, YUHANG, YIWU) == {(YIWU, "secondary_share", "2020"): 20}
    (it,) = [it for it in index.figures.observations([YIWU]) if it.derived]
    assert it.restated


@pytest.mark.parametrize(
    ("dividend", "divisor", "status"),
    [
        ("final", "final", "final"),
        ("actual", "actual", "actual"),
        ("actual", "preliminary", "preliminary"),
        ("preliminary", "preliminary", "preliminary"),
    ],
)
def test_the_status_is_the_less_firm_one_of_the_inputs(
    tmp_path: Path, dividend: str, divisor: str, status: str
) -> None:
    index = book_of(
        tmp_path,
        observed(
            LONGQUAN,
            "2024",
            secondary_va=f'{{ value = 50, status = "{dividend}" }}',
            gdp=f'{{ value = 200, status = "{divisor}" }}',
        ),
    )
    (it,) = [it for it in index.figures.observations([LONGQUAN]) if it.derived]
    assert (it.value, it.status) == (25, status)


def test_nothing_of_the_inputs_texts_is_taken_over(tmp_path: Path) -> None:
    texts = 'standing = "第1位", at = "第1段", printed = "50亿", note = "x"'
    index = book_of(tmp_path, observed(LONGQUAN, "2024", secondary_va=f"{{ value = 50, {texts} }}", gdp=200))
    (it,) = [it for it in index.figures.observations([LONGQUAN]) if it.derived]
    assert (it.standing, it.at, it.printed, it.note) == (None, None, None, None)


def test_derived_figures_are_ranked_beside_published_ones(tmp_path: Path) -> None:
    index = book_of(
        tmp_path,
        observed(LONGQUAN, "2024", gdp=190.5, resident_population=25),
        observed(YIWU, "2024", gdp_per_capita=130000),
    )
    rows = rank(index, RankRequest(("gdp_per_capita",))).rows
    assert [(row.place.code, row.headline.figure.value, row.headline.figure.derived) for row in rows] == [
        (YIWU, 130000, False),
        (LONGQUAN, 76200, True),
    ]


def test_a_document_yields_only_what_it_prints(tmp_path: Path) -> None:
    index = book_of(tmp_path, observed(LONGQUAN, "2024", gdp=190.5, resident_population=25))
    (row,) = sources(index, SourcesRequest(None)).rows
    assert row.observations == 2
    detail = sources(index, SourcesRequest("a"))
    assert [it.figure.metric for it in detail.observations] == ["gdp", "resident_population"]
    assert detail.rows[0].observations == 2


def _figure(value: float | None) -> Figure:
    return figure(value)


@pytest.mark.parametrize(
    ("kind", "first", "second", "decimals", "value"),
    [
        ("ratio", 1, 3, 2, 33.33),
        ("ratio", 2, 3, 0, 67),
        ("share", 1, 8, 1, 12.5),
        ("change", 3, 2, 1, 50),
        ("change", 1, 2, 1, -50),
        ("change", 2, 2, 1, 0),
        ("ratio", 0, 3, 1, 0),
        ("ratio", 3, 0, 1, None),
        ("change", 3, 0, 1, None),
        ("ratio", None, 3, 1, None),
        ("ratio", 3, None, 1, None),
    ],
)
def test_the_formulas_by_numbers(
    kind: str, first: float | None, second: float | None, decimals: int, value: float | None
) -> None:
    assert value_of(Formula(kind, "x", "y", 100), _figure(first), _figure(second), decimals) == value


# The real book


@pytest.mark.parametrize("code", [YUHANG, YIWU, LONGQUAN])
def test_the_change_between_the_censuses_in_the_data_files(index: Index, code: str) -> None:
    expected = round(100 * (population(2020)[code] / population(2010)[code] - 1), 2)
    assert derived(index, code)[code, "population_change", "2010/2020"] == expected


def test_no_change_across_the_land_that_keqiao_gave(index: Index) -> None:
    """Both censuses are there, under two codes; between them, in 2013, land went to 越城区."""
    assert SHAOXING_COUNTY in population(2010)
    assert KEQIAO in population(2020)
    found = derived(index, KEQIAO, SHAOXING_COUNTY)
    assert not [key for key in found if key[1] == "population_change"]
    assert (KEQIAO, "population_share_province", "2020") in found


def test_every_derived_figure_can_be_told_from_its_inputs(index: Index) -> None:
    """Of the counties of 丽水, with both codes that they had: each why leads to two inputs that make the value."""
    codes = index.places.county_codes(index.places.by_code([LISHUI]).values())
    assert len(codes) == 9
    checked = 0
    for it in index.figures.observations(codes):
        if it.derived:
            report = why(index, WhyRequest(it.county, it.metric, it.period))
            first, second = (part.headline.figure for part in report.inputs)
            formula = report.metric.formula
            assert formula
            assert value_of(formula, first, second, report.metric.decimals) == it.value
            checked += 1
    assert checked >= 9 * 4  # at least urbanisation, two shares and the change of each
