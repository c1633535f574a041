"""What the page of a trend draws and writes of its series."""

from __future__ import annotations

import pytest
from books import Book, aimed, observed
from painters import painted

from countycli.index.ask.index import Index
from countycli.model.period_text import parse_canonical
from countycli.query.trend import TrendReport, TrendRequest, trend
from countycli.render.chart import DOTS, DOUBTFUL, EXACT, INEXACT, REFERENCE, SEVERAL, TARGET, Chart
from countycli.render.page import Canvas, Lines
from countycli.render.views import trend as trend_view
from countycli.render.views.elements import Numbering
from countycli.render.views.trend_chart import chart_of
from countycli.render.words import Words
from countycli.render.wrap import cell_width

EN = Words("en")
LONGQUAN, SONGYANG, YIWU, YUHANG, LISHUI = "331181", "331124", "330782", "330110", "331100"
DOUBTED = '{ value = 9, doubtful = true, note = "九十之误" }'


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Index:
    book = Book(tmp_path_factory.mktemp("drawn"))
    book.write(
        "a",
        *(observed(LONGQUAN, year, gdp=value) for year, value in (("2019", 100), ("2020", 110), ("2023", 121))),
        observed(LONGQUAN, "2022-01/2022-06", gdp=55),
        observed(LONGQUAN, "2024-01/2024-03", gdp=30),
        observed(LONGQUAN, "2024-01/2024-06", gdp=66),
        *(observed(LISHUI, year, gdp=value) for year, value in (("2020", 1000), ("2022", 1200), ("2023", 1300))),
        *(observed(LONGQUAN, year, gdp_growth=value) for year, value in (("2022", "5.0"), ("2023", 6.5))),
        *(observed(LISHUI, year, gdp_growth=value) for year, value in (("2022", "4.0"), ("2023", 7.5))),
        *(observed(LONGQUAN, year, exports=value) for year, value in (("2019", 10), ("2020", 12), ("2023", 15))),
        *(observed(LISHUI, year, exports=value) for year, value in (("2019", 100), ("2023", 170))),
        aimed(LONGQUAN, "2026", gdp=150),
        *(observed(YUHANG, year, gdp=value) for year, value in (("2020", 300), ("2021", 250))),
        observed(SONGYANG, "2020", gdp='{ value = 100, status = "final" }'),
        *(observed(SONGYANG, year, gdp=value) for year, value in (("2021", 105), ("2022", DOUBTED))),
        observed(SONGYANG, "2023", gdp='{ value = 120, status = "estimate" }'),
        *(observed(YIWU, year, population=value) for year, value in (("2010", 990000), ("2020", 1000000))),
    )
    return book.index()


def report_of(index: Index, *names: str, metric: str = "gdp") -> TrendReport:
    return trend(index, TrendRequest(names, metric))


def chart(index: Index, *names: str, metric: str = "gdp") -> Chart:
    return chart_of(report_of(index, *names, metric=metric), Numbering(), EN)


def page(index: Index, *names: str, metric: str = "gdp", width: int = 120) -> str:
    return painted(trend_view.page(report_of(index, *names, metric=metric), EN), EN, width)


def signs_of(picture: Chart) -> list[str]:
    return [key.sign for key in picture.keys]


def test_lines_join_consecutive_years_and_dots_lead_over_missing_ones(drawn: Index) -> None:
    own = chart(drawn, "龙泉").curves[0]
    assert [(join.first, join.second, join.solid) for join in own.joins] == [(0, 1, True), (1, 2, False)]
    assert DOTS in signs_of(chart(drawn, "龙泉"))


def test_nothing_leads_across_a_change_of_territory_which_is_drawn_and_named(drawn: Index) -> None:
    picture = chart(drawn, "余杭")
    assert picture.curves[0].joins == ()
    (cut,) = picture.cuts
    assert cut == (12 * 2021 + 3, "2021-04-09 to " + EN.text(_linping(drawn)))
    assert f"┊ {cut.told}" in page(drawn, "余杭")


def _linping(index: Index) -> object:
    return index.places.by_code(["330113"])["330113"]


def test_what_is_not_exact_stands_beside_the_line_with_a_sign_of_its_own(drawn: Index) -> None:
    """Dots lead from a revised figure to one that is not."""
    picture = chart(drawn, "松阳")
    (own,) = picture.curves
    assert [mark.sign for mark in own.marks] == [EXACT, EXACT, DOUBTFUL, INEXACT]
    assert [(join.first, join.second, join.solid) for join in own.joins] == [(0, 1, False)]
    assert {INEXACT, DOUBTFUL} <= set(signs_of(picture))
    assert [mark.label for mark in own.marks] == ["", "", "", "120 E"]


def test_the_newest_part_of_a_year_stands_apart(drawn: Index) -> None:
    aside = chart(drawn, "龙泉").aside
    assert aside
    assert aside.label == "Jan–Jun 2024"
    assert [(mark.value, mark.label) for curve in aside.curves for mark in curve.marks] == [(66, "66")]
    assert chart(drawn, "余杭").aside is None


def test_a_part_of_a_year_that_whole_years_cover_does_not_stand_apart(drawn: Index) -> None:
    last = report_of(drawn, "龙泉").lines[0].points[-1].figure.period
    early = trend(drawn, TrendRequest(("龙泉",), "gdp", None, last))
    assert len(early.series) > 1
    assert chart_of(early, Numbering(), EN).aside is None


def test_amounts_of_the_region_begin_with_the_figure_of_the_place(drawn: Index) -> None:
    picture = chart(drawn, "龙泉")
    beside = next(curve for curve in picture.curves if curve.marks[0].sign == REFERENCE)
    assert [mark.value for mark in beside.marks] == pytest.approx([110, 132, 143])
    (told,) = [key.text for key in picture.keys if key.sign == REFERENCE]
    assert "2020" in told


def test_growth_of_the_region_is_drawn_as_it_is(drawn: Index) -> None:
    picture = chart(drawn, "龙泉", metric="gdp_growth")
    assert [mark.value for mark in picture.curves[1].marks] == [4.0, 7.5]
    assert picture.zero


def test_targets_are_points_of_the_only_place(drawn: Index) -> None:
    assert [mark.value for curve in chart(drawn, "龙泉").curves for mark in curve.marks if mark.sign == TARGET] == [150]
    assert TARGET in signs_of(chart(drawn, "龙泉"))
    several = chart(drawn, "龙泉", "松阳")
    assert TARGET not in {mark.sign for curve in several.curves for mark in curve.marks}


def test_several_places_have_letters_and_colours_in_the_order_of_their_names(drawn: Index) -> None:
    picture = chart(drawn, "松阳", "龙泉", "余杭")
    assert [curve.letter for curve in picture.curves] == ["A", "B", "C"]
    assert len({curve.style for curve in picture.curves}) == 3
    named = [(key.sign, key.text) for key in picture.keys if key.sign in "ABC"]
    places = [EN.text(one.place) for one in report_of(drawn, "松阳", "龙泉", "余杭").lines]
    assert named == list(zip("ABC", places, strict=True))
    assert SEVERAL in signs_of(picture)
    assert "a" in signs_of(picture)
    meanings = [key.text for key in picture.keys if key.sign in (INEXACT, DOUBTFUL)]
    assert meanings
    assert not [text for text in meanings if text in page(drawn, "松阳", "龙泉", "余杭")]


def test_the_table_tells_each_change_with_its_period_and_the_region_beside(drawn: Index) -> None:
    text = page(drawn, "龙泉", width=140)
    rows = [line.split() for line in text.splitlines()]
    assert ["2020", "110", "+10.0%", "2019", "A", "1,000", "A", "[1]", "[1]"] in rows
    assert ["2023", "121", "+10.0%", "2020", "A", "1,300", "A", "[1]", "+30.0%", "[1]"] in rows


def test_a_change_of_the_region_since_another_year_does_not_stand_beside(drawn: Index) -> None:
    text = page(drawn, "龙泉", metric="exports", width=140)
    assert "+25.0%" in text
    assert "170 A" in text
    assert "+70.0%" not in text


def test_the_table_tells_why_there_is_no_change(drawn: Index) -> None:
    assert "2020: territory changed" in page(drawn, "余杭")
    assert "2020: one revised, the other not" in page(drawn, "松阳")


def test_a_picture_without_the_table_tells_why_figures_are_not_joined(drawn: Index) -> None:
    def told(*names: str) -> list[str]:
        picture = trend_view.VIEW.picture(report_of(drawn, *names), EN)
        return [line for block in picture if isinstance(block, Lines) for line in block.lines]

    assert "territory changed: 2020–2021" in told("余杭")
    assert "one revised, the other not: 2020–2021" in told("松阳")
    yuhang, songyang = (EN.text(report_of(drawn, name).places[0]) for name in ("余杭", "松阳"))
    assert f"territory changed: {yuhang} 2020–2021" in told("余杭", "松阳")
    assert f"one revised, the other not: {songyang} 2020–2021" in told("余杭", "松阳")
    assert not [line for line in told("龙泉") if "2020–" in line]


def test_an_axis_without_zero_is_told(drawn: Index) -> None:
    assert "the axis does not begin at 0" in page(drawn, "义乌", metric="population")
    assert "the axis does not begin at 0" not in page(drawn, "余杭")


def test_no_chart_is_drawn_of_one_figure(drawn: Index) -> None:
    last = report_of(drawn, "余杭").lines[0].points[-1].figure.period
    single = trend(drawn, TrendRequest(("余杭",), "gdp", last, last))
    text = painted(trend_view.page(single, EN), EN, 100)
    assert "nothing to draw" in text
    assert "└" not in text
    assert "250" in text


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("names", [("龙泉",), ("余杭",), ("龙泉", "松阳", "余杭")])
def test_values_on_the_page_are_those_of_the_machine_formats(drawn: Index, names: tuple[str, ...], width: int) -> None:
    report = report_of(drawn, *names)
    lines = page(drawn, *names, width=width).splitlines()
    for row in trend_view.payload(report, EN)["rows"]:
        shown = [line for line in lines if f"{row['value']:g}" in line]
        assert shown
        if row["change"]:
            since = parse_canonical(row["change"]["since"])
            assert since
            assert any(f"{row['change']['value']:+.1f}" in line and EN.period(since) in line for line in shown)


def test_the_axis_tells_when_a_target_is_due(drawn: Index) -> None:
    assert "2026" in {text for _, text in chart(drawn, "龙泉").years}


@pytest.mark.parametrize("names", [("龙泉",), ("松阳", "龙泉", "余杭")])
@pytest.mark.parametrize("width", range(40, 62, 3))
def test_no_chart_is_wider_than_the_screen(drawn: Index, names: tuple[str, ...], width: int) -> None:
    lines = chart(drawn, *names).drawn(Canvas(width))
    assert max(sum(cell_width(text) for text, _ in line) for line in lines) <= width


def test_a_chart_without_room_for_a_part_of_a_year_says_where_it_is(drawn: Index) -> None:
    wide, narrow = (
        "".join(text for line in chart(drawn, "龙泉").drawn(Canvas(width)) for text, _ in line) for width in (80, 34)
    )
    assert "● 66" in wide
    assert "only" not in wide
    assert "● 66" not in narrow
    assert "Jan–Jun 2024: in the table only" in narrow
