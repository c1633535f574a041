"""Figures of units of the past: under whose name they are answered for, and where the territory has changed since.

Of Zhejiang's registry: 绍兴县 (330621) went on as 柯桥区 (330603) on 2013-10-18, after it had given land to 越城区
(330602) on 2001-01-13 and gave more on that day; 玉环县 (331021) as 玉环市 (331083) on 2017-04-09; 余杭市 (330184) as
余杭区 (330110), which gave 临平区 (330113) its land on 2021-04-09. On that day 下城区 (330103) was merged into 拱墅区
(330105), and 江干区 (330104) divided between 上城区 (330102) and the new 钱塘区 (330114).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from books import CHANGED_COUNTY, Book, aimed, observed
from census import population
from conftest import Program
from periods import period

from countycli.errors import AmbiguousError, NotFoundError
from countycli.index.ask.index import Index
from countycli.query.compare import CompareRequest, compare
from countycli.query.initiatives import InitiativesRequest, initiatives
from countycli.query.show import ShowReport, ShowRequest, show
from countycli.query.targets import TargetsRequest, targets
from countycli.query.why import WhyRequest, why
from countycli.render.page import Panel
from countycli.render.views import show as show_view
from countycli.render.words import Words

SHAOXING_COUNTY, KEQIAO, YUECHENG, SHAOXING = "330621", "330603", "330602", "330600"
YUHUAN_COUNTY, YUHUAN = "331021", "331083"
YUHANG_CITY, YUHANG, LINPING = "330184", "330110", "330113"
XIACHENG, GONGSHU, JIANGGAN, SHANGCHENG, QIANTANG = "330103", "330105", "330104", "330102", "330114"
YIWU = "330782"


def figures_of(report: ShowReport, metric: str) -> dict[str, tuple[str, float | None]]:
    """By period, the code and the value of a metric's figures."""
    return {
        str(it.figure.period): (it.figure.county, it.figure.value)
        for it in report.observations
        if it.figure.metric == metric
    }


def breaks_of(report: ShowReport, metric: str) -> dict[str, list[tuple[str, str, bool]]]:
    """By period, date, other unit and gain of the changes that a metric's figures bear."""
    return {
        str(it.figure.period): [(change.date, change.other, change.gain) for change in it.breaks]
        for it in report.observations
        if it.figure.metric == metric
    }


def initiative(county: str, name: str) -> str:
    fields = 'year = 2012\ncategory = "产业"\nstage = "done"\nsummary = "x"'
    return f'[[initiatives]]\ncounty = "{county}"\nname = "{name}"\n{fields}\n'


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Index:
    book = Book(tmp_path_factory.mktemp("past"))
    book.write(
        "a",
        observed(SHAOXING_COUNTY, "2000", gdp=250),
        observed(SHAOXING_COUNTY, "2010", gdp=776, gdp_growth=11),
        observed(KEQIAO, "2014", gdp=1100, gdp_growth=7),
        observed(SHAOXING_COUNTY, "2013", exports=50),
        observed(KEQIAO, "2011/2015", exports=120),
        observed(YUHUAN_COUNTY, "2015", gdp=440),
        observed(YUHUAN, "2018", gdp=550),
        observed(YUHANG_CITY, "2000", gdp=150),
        observed(YUHANG, "2020", gdp=3000, exports="{ value = 300, restated = true }"),
        observed(YUHANG, "2021-01/2021-03", gdp=800),
        observed(YUHANG, "2021", gdp=2500),
        observed(XIACHENG, "2020", gdp=1100),
        observed(GONGSHU, "2020", gdp=700),
        observed(GONGSHU, "2022", gdp=1900),
        observed(JIANGGAN, "2020", gdp=900),
        observed(SHANGCHENG, "2020", gdp=1200),
        observed(YIWU, "2010", gdp=620),
        observed(YIWU, "2015", gdp=1000),
        initiative(SHAOXING_COUNTY, "of the past"),
        initiative(KEQIAO, "of today"),
    )
    book.write(
        "plan",
        aimed(SHAOXING_COUNTY, "2011/2015", exports=100, gdp_growth=10),
        aimed(KEQIAO, "2013", exports=40),
        published="2010-01-15",
    )
    return book.index()


# Under the heir, with their own code


@pytest.mark.parametrize("name", ["柯桥", "绍兴县", SHAOXING_COUNTY])
def test_figures_of_before_the_change_are_shown_under_the_heir(past: Index, name: str) -> None:
    report = show(past, ShowRequest(name))
    assert report.place.code == KEQIAO
    assert figures_of(report, "gdp") == {
        "2014": (KEQIAO, 1100),
        "2010": (SHAOXING_COUNTY, 776),
        "2000": (SHAOXING_COUNTY, 250),
    }
    assert report.former == ()
    assert [it.name for it in report.initiatives] == ["of today", "of the past"]
    assert {(it.county, str(it.period)) for it in report.targets} == {
        (SHAOXING_COUNTY, "2011/2015"),
        (KEQIAO, "2013"),
    }


def test_the_header_names_the_units_that_figures_come_from(past: Index) -> None:
    head = show_view.page(show(past, ShowRequest("柯桥")), Words("en"))[0]
    assert isinstance(head, Panel)
    lines = head.lines
    assert "Formerly: Shaoxing 绍兴县 (until 2013-10-18)" in lines
    assert any(line.startswith("Land that came or went: 2013-10-18 to Yuecheng 越城区") for line in lines)


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("玉环", {"2018": (YUHUAN, 550), "2015": (YUHUAN_COUNTY, 440)}),
        (
            "余杭",
            {
                "2021": (YUHANG, 2500),
                "2021-01/2021-03": (YUHANG, 800),
                "2020": (YUHANG, 3000),
                "2000": (YUHANG_CITY, 150),
            },
        ),
    ],
)
def test_a_change_of_kind_or_code_parts_no_series(
    past: Index, name: str, figures: dict[str, tuple[str, float | None]]
) -> None:
    assert figures_of(show(past, ShowRequest(name)), "gdp") == figures


def test_why_tells_under_which_unit_a_figure_is_filed(past: Index) -> None:
    report = why(past, WhyRequest("柯桥", "gdp", period("2010")))
    assert (report.place.code, report.headline.figure.county, report.headline.figure.value) == (
        KEQIAO,
        SHAOXING_COUNTY,
        776,
    )
    assert report.places[SHAOXING_COUNTY].name == "绍兴县"
    assert [str(it) for it in report.periods] == ["2014", "2000"]
    aims = why(past, WhyRequest("柯桥", "exports")).targets
    assert {(it.county, str(it.period)) for it in aims} == {(SHAOXING_COUNTY, "2011/2015"), (KEQIAO, "2013")}


def test_a_comparison_takes_the_figures_of_before(past: Index) -> None:
    (row,) = compare(past, CompareRequest(("柯桥", "义乌"), ("gdp",), (period("2010"),))).rows
    assert [(it.figure.county, it.figure.value) if it else None for it in row.cells] == [
        (SHAOXING_COUNTY, 776),
        (YIWU, 620),
    ]


@pytest.mark.parametrize("request_", [TargetsRequest(("柯桥",)), TargetsRequest(scope="绍兴"), TargetsRequest()])
def test_targets_and_outcomes_meet_under_the_heir_whichever_unit_they_are_filed_under(
    past: Index, request_: TargetsRequest
) -> None:
    rows = targets(past, request_).rows
    found = {
        (row.target.county, row.target.metric, str(row.target.period)): (
            row.outcome.figure.county if row.outcome else None,
            row.state,
        )
        for row in rows
    }
    assert found == {
        (SHAOXING_COUNTY, "exports", "2011/2015"): (KEQIAO, "met"),
        (SHAOXING_COUNTY, "gdp_growth", "2011/2015"): (None, "no_figure"),
        (KEQIAO, "exports", "2013"): (SHAOXING_COUNTY, "met"),
    }


@pytest.mark.parametrize("request_", [InitiativesRequest(county="柯桥"), InitiativesRequest(scope="绍兴")])
def test_initiatives_of_before_are_the_heirs(past: Index, request_: InitiativesRequest) -> None:
    assert {it.name for it in initiatives(past, request_).rows} == {"of the past", "of today"}


def test_a_chain_of_changes_is_followed_to_its_end(tmp_path: Path) -> None:
    """甲乙县 became a city in 2005, and the city a district in 2015."""
    first, second = '{ code = "339902", date = 2005-01-01', '{ code = "339903", date = 2015-01-01'
    book = Book(tmp_path)
    book.define(
        "counties.toml",
        CHANGED_COUNTY.format(
            code="339901", name="甲乙县", steps=f'valid_to = 2005-01-01\nsuccessors = [{first}, change = "撤县设市" }}]'
        )
        + CHANGED_COUNTY.format(
            code="339902",
            name="甲乙市",
            steps="valid_from = 2005-01-01\nvalid_to = 2015-01-01\n"
            'predecessors = [{ code = "339901", date = 2005-01-01, change = "撤县设市" }]\n'
            f'successors = [{second}, change = "撤市设区" }}]',
        )
        + CHANGED_COUNTY.format(
            code="339903",
            name="甲乙区",
            steps="valid_from = 2015-01-01\n"
            'predecessors = [{ code = "339902", date = 2015-01-01, change = "撤市设区" }]',
        ),
    )
    book.write("a", *(observed(f"33990{n}", year, gdp=100) for n, year in ((1, "2000"), (2, "2010"), (3, "2020"))))
    index = book.index()
    for name in ("甲乙县", "甲乙市", "甲乙区"):
        report = show(index, ShowRequest(name))
        assert report.place.code == "339903"
        assert figures_of(report, "gdp") == {
            "2020": ("339903", 100),
            "2010": ("339902", 100),
            "2000": ("339901", 100),
        }
    assert [len(show(index, ShowRequest(name)).notes) for name in ("甲乙县", "甲乙市", "甲乙区")] == [2, 1, 0]


# Merged and divided units


@pytest.mark.parametrize("name", ["下城", "下城区", XIACHENG, "杭州下城"])
def test_a_merged_unit_answers_for_itself(past: Index, name: str) -> None:
    report = show(past, ShowRequest(name))
    assert (report.place.code, figures_of(report, "gdp")) == (XIACHENG, {"2020": (XIACHENG, 1100)})
    (note,) = report.notes
    assert note.kind == "moved"
    text = Words("en").phrase(note.text)
    assert all(part in text for part in ("下城区", XIACHENG, "2021-04-09", "拱墅区", GONGSHU))
    assert why(past, WhyRequest(name, "gdp")).headline.figure.value == 1100
    with pytest.raises(NotFoundError):
        why(past, WhyRequest(name, "gdp", period("2022")))


def test_figures_of_a_merged_unit_stand_apart(past: Index) -> None:
    report = show(past, ShowRequest("拱墅"))
    assert report.place.code == GONGSHU
    assert figures_of(report, "gdp") == {"2022": (GONGSHU, 1900), "2020": (GONGSHU, 700)}
    (unit,) = report.former
    assert (unit.place.name, unit.step.date, unit.step.change) == ("下城区", "2021-04-09", "并入")
    assert [(it.figure.county, it.figure.value) for it in unit.observations] == [(XIACHENG, 1100)]


def test_a_part_of_a_divided_unit_shows_that_units_figures_apart(past: Index) -> None:
    for name in ("上城", "钱塘"):
        (unit,) = show(past, ShowRequest(name)).former
        assert [(it.figure.county, it.figure.value) for it in unit.observations] == [(JIANGGAN, 900)]
    assert figures_of(show(past, ShowRequest("上城")), "gdp") == {"2020": (SHANGCHENG, 1200)}
    assert show(past, ShowRequest("钱塘")).observations == ()


def test_land_that_came_from_a_unit_that_still_exists_is_not_that_unit(past: Index) -> None:
    assert show(past, ShowRequest("临平")).former == ()
    assert show(past, ShowRequest("临平")).observations == ()


def test_a_divided_unit_with_figures_answers_for_itself(past: Index) -> None:
    report = show(past, ShowRequest("江干"))
    assert (report.place.code, figures_of(report, "gdp")) == (JIANGGAN, {"2020": (JIANGGAN, 900)})
    (note,) = report.notes
    assert note.kind == "moved"
    text = Words("en").phrase(note.text)
    assert all(part in text for part in ("江干区", JIANGGAN, "2021-04-09", "上城区", "钱塘区"))
    assert why(past, WhyRequest(JIANGGAN, "gdp")).headline.figure.value == 900


def test_a_divided_unit_without_figures_lists_its_parts(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(YIWU, "2020", gdp=1400))
    with pytest.raises(AmbiguousError) as caught:
        show(book.index(), ShowRequest("江干"))
    assert [(it.code, str(it.name)) for it in caught.value.candidates] == [(SHANGCHENG, "上城区"), (QIANTANG, "钱塘区")]


# Breaks


def test_a_figure_bears_the_changes_since_its_period(past: Index) -> None:
    to_linping = [("2021-04-09", LINPING, False)]
    assert breaks_of(show(past, ShowRequest("余杭")), "gdp") == {
        "2021": [],
        "2021-01/2021-03": to_linping,
        "2020": to_linping,
        "2000": to_linping,
    }
    assert breaks_of(show(past, ShowRequest("余杭")), "exports") == {"2020": []}  # restated for today's boundaries


def test_changes_of_the_unit_that_a_place_continues_are_its_own(past: Index) -> None:
    assert breaks_of(show(past, ShowRequest("柯桥")), "gdp") == {
        "2014": [],
        "2010": [("2013-10-18", YUECHENG, False)],
        "2000": [("2013-10-18", YUECHENG, False), ("2001-01-13", YUECHENG, False)],
    }


def test_land_that_came_breaks_a_series_too(past: Index) -> None:
    assert breaks_of(show(past, ShowRequest("拱墅")), "gdp") == {"2022": [], "2020": [("2021-04-09", XIACHENG, True)]}
    assert breaks_of(show(past, ShowRequest("义乌")), "gdp") == {"2015": [], "2010": []}


def test_why_and_compare_bear_the_same_changes(past: Index) -> None:
    (change,) = why(past, WhyRequest("余杭", "gdp", period("2020"))).headline.breaks
    assert (change.date, change.other, change.gain) == ("2021-04-09", LINPING, False)
    assert why(past, WhyRequest("余杭", "gdp", period("2021"))).headline.breaks == ()
    assert why(past, WhyRequest("余杭", "exports", period("2020"))).headline.breaks == ()
    (row,) = compare(past, CompareRequest(("余杭", "拱墅"), ("gdp",), (period("2020"),))).rows
    assert [[it.other for it in cell.breaks] for cell in row.cells if cell] == [[LINPING], [XIACHENG]]


# The real book


def test_the_census_of_2010_of_a_county_that_became_a_district(index: Index) -> None:
    """Row 330621 of the census of 2010; the district's own code stands in that of 2020 only."""
    assert KEQIAO not in population(2010)
    assert figures_of(show(index, ShowRequest("柯桥")), "population") == {
        "2020": (KEQIAO, population(2020)[KEQIAO]),
        "2010": (SHAOXING_COUNTY, population(2010)[SHAOXING_COUNTY]),
    }


def test_the_census_of_a_merged_and_of_a_divided_district(index: Index) -> None:
    (unit,) = show(index, ShowRequest("拱墅")).former
    found = {str(it.figure.period): it.figure.value for it in unit.observations if it.figure.metric == "population"}
    assert found == {"2020": population(2020)[XIACHENG], "2010": population(2010)[XIACHENG]}
    assert figures_of(show(index, ShowRequest("江干")), "population") == {
        "2020": (JIANGGAN, population(2020)[JIANGGAN]),
        "2010": (JIANGGAN, population(2010)[JIANGGAN]),
    }


def test_a_figure_stands_beside_the_region_in_which_its_unit_lay_then(index: Index) -> None:
    """简阳市 was 资阳's (512081) until 2016-05-03 and has been 成都's (510185) since."""
    report = show(index, ShowRequest("简阳市"))
    own = [it.figure for it in report.observations if it.figure.metric == "population"]
    beside = {str(it.period): [found.region.code for found in report.benchmarks[it]] for it in own}
    assert beside == {"2020": ["510100", "510000"], "2010": ["512000", "510000"]}
    inputs = why(index, WhyRequest("简阳市", "population_share_prefecture", period("2010"))).inputs
    values = [(it.place.code, it.headline.figure.value) for it in inputs]
    assert values == [(code, population(2010)[code]) for code in ("512081", "512000")]


@pytest.mark.parametrize("city", ["460200", "460300"])
def test_a_city_that_is_divided_into_districts_of_its_own_gives_no_land_away(index: Index, city: str) -> None:
    """三亚 in 2014, 三沙 in 2020: what stood among the counties is the region of the new ones."""
    place = index.places.by_code([city])[city]
    assert len(place.successors) > 1
    report = show(index, ShowRequest(city))
    assert report.breaks == ()
    assert {it.breaks for it in report.observations} == {()}


@pytest.mark.parametrize(
    ("name", "heir", "gb_code", "people"),
    [("万盛区", "綦江区", "500110", 255776), ("双桥区", "大足区", "500111", 50116)],
)
def test_a_unit_whose_code_was_used_again_is_counted_for_itself(
    countycli: Program, name: str, heir: str, gb_code: str, people: int
) -> None:
    """Its figures stand in the rankings of its time, under the code that it had, and apart from its heir's."""
    ranking = countycli("rank", "--metric", "population", "--period", "2010", "--in", "重庆", "--json").json
    ranked = {(row["county"]["code"], row["county"]["name"]): row["value"] for row in ranking["rows"]}
    assert ranked[gb_code, name] == people
    assert len(ranked) == 40
    shown = countycli("show", gb_code, "--json").json
    assert (shown["county"]["code"], shown["county"]["name"]) == (gb_code, heir)
    assert {row["period"] for row in shown["observations"] if row["metric"] == "population"} == {"2020"}
    former = {unit["county"]["name"]: unit for unit in shown["former"]}
    assert former[name]["county"]["code"] == gb_code
    assert people in [row["value"] for row in former[name]["observations"]]
