"""Charts: every figure stands where the axes say, nothing covers anything, and nothing is wider than the screen."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countycli.render.chart import (
    CUT,
    DOTS,
    DOUBTFUL,
    EXACT,
    INEXACT,
    REFERENCE,
    SEVERAL,
    TARGET,
    Aside,
    Chart,
    Curve,
    Cut,
    Join,
    Mark,
)
from countycli.render.page import Canvas, Key
from countycli.render.scale import scale_of
from countycli.render.wrap import cell_width

SIGNS = {True: {EXACT: "●", INEXACT: "○", DOUBTFUL: "?"}, False: {EXACT: "o", INEXACT: "e", DOUBTFUL: "?"}}
SHARED = "*"
VALUES = st.one_of(
    st.floats(0.01, 100_000).map(lambda value: round(value, 2)),
    st.floats(-30, 60).map(lambda value: round(value, 1)),
)


def month(year: int) -> int:
    return 12 * year + 11


@st.composite
def curves(draw: st.DrawFn, letter: str = "") -> Curve:
    """A curve of up to twelve years, of which the last bears its value."""
    years = sorted(draw(st.sets(st.integers(2008, 2026), min_size=2, max_size=12)))
    signs = st.sampled_from((EXACT, INEXACT, DOUBTFUL))
    marks = [Mark(month(year), draw(VALUES), draw(signs)) for year in years]
    marks[-1] = marks[-1]._replace(label=f"<{marks[-1].value:,.2f}>")
    joins = tuple(Join(number, number + 1, draw(st.booleans())) for number in range(len(marks) - 1))
    return Curve(tuple(marks), joins, "cyan", letter)


def chart(*drawn: Curve, aside: Aside | None = None, cuts: tuple[int, ...] = (), zero: bool = False) -> Chart:
    months = {mark.month for curve in drawn for mark in curve.marks}
    years = tuple((when, str(when // 12)) for when in months)
    return Chart("CNY", drawn, years, tuple(Cut(when, "cut") for when in cuts), aside, zero=zero)


def lines_of(drawn: Chart, width: int, *, unicode: bool = True) -> list[str]:
    return ["".join(text for text, _ in line) for line in drawn.drawn(Canvas(width, unicode))]


def text_of(drawn: Chart, width: int, *, unicode: bool = True) -> str:
    return "\n".join(lines_of(drawn, width, unicode=unicode))


class Plot:
    """A chart as a reader reads it: values by the numbers on the left, years by the ticks at the foot."""

    def __init__(self, lines: list[str], years: list[int]) -> None:
        self.foot = next(number for number, line in enumerate(lines) if re.match(r" *[└+][─┴+-]{9}", line))
        self.lines = lines[: self.foot]
        self.axis = re.search(r"[└+]", lines[self.foot]).start()  # type: ignore[union-attr]  # found above
        ticks = [column for column, char in enumerate(lines[self.foot]) if char in "┴+" and column > self.axis]
        self.columns = dict(zip(sorted(years), ticks, strict=True))
        labelled = [(number, line[: self.axis].strip(" ┤+")) for number, line in enumerate(self.lines)]
        self.values = {
            number: float(text.replace(",", "")) for number, text in labelled if re.match(r"-?[\d,.]+$", text)
        }

    def line(self, value: float) -> float:
        """Where a value belongs, by the highest and the lowest number on the axis."""
        (top, high), (bottom, low) = min(self.values.items()), max(self.values.items())
        return top + (high - value) / (high - low) * (bottom - top)

    def at(self, mark: Mark) -> str:
        """The character at a figure's place: the line is the nearest one."""
        column, line = self.columns[mark.month // 12], self.line(mark.value)
        near = {round(line - 1e-6), round(line + 1e-6)}
        return "".join(self.lines[number][column : column + 1] for number in near)


@given(curves(), st.integers(60, 140), st.booleans())
def test_every_figure_stands_where_the_axes_say(curve: Curve, width: int, unicode: bool) -> None:
    plot = Plot(lines_of(chart(curve), width, unicode=unicode)[1:], [mark.month // 12 for mark in curve.marks])
    for mark in curve.marks:
        assert SIGNS[unicode][mark.sign] in plot.at(mark)


@given(curves("A"), curves("B"), curves("C"), st.integers(60, 140))
def test_places_are_told_apart_by_letters_or_share_a_sign(
    first: Curve, second: Curve, third: Curve, width: int
) -> None:
    years = {mark.month // 12 for curve in (first, second, third) for mark in curve.marks}
    plot = Plot(lines_of(chart(first, second, third), width)[1:], [*years])
    for curve in (first, second, third):
        for mark in curve.marks:
            assert set(plot.at(mark)) & {curve.letter if mark.sign == EXACT else curve.letter.lower(), SHARED}


@given(st.tuples(curves("A"), curves("B"), curves("C")), st.integers(60, 140))
def test_labels_of_several_places_stand_whole_with_blanks_around(several: tuple[Curve, ...], width: int) -> None:
    """Or nowhere, where all room around their marks is taken."""
    text = text_of(chart(*several), width)
    whole = re.findall(r"(?<= )<[\d,.-]+>(?= |$)", text, re.MULTILINE)
    assert len(whole) == text.count("<") == text.count(">")
    assert {*whole} <= {curve.marks[-1].label for curve in several}


@given(st.lists(curves("A"), min_size=1, max_size=4), st.integers(60, 140), st.booleans(), st.booleans())
def test_nothing_is_wider_than_the_screen_nor_higher_than_sixteen_lines(
    several: list[Curve], width: int, unicode: bool, apart: bool
) -> None:
    aside = Aside("Jan-Mar 2031", (Curve((Mark(month(2031), 5, EXACT, "5.00"),)),)) if apart else None
    lines = lines_of(chart(*several, aside=aside), width, unicode=unicode)
    assert max(map(cell_width, lines)) <= width
    assert len(lines) <= 16


@given(curves(), st.integers(60, 140), st.sets(st.integers(1990, 2030), max_size=2))
def test_ascii_charts_have_only_ascii(curve: Curve, width: int, cut: set[int]) -> None:
    aside = Aside("Jan-Mar 2031", (Curve((Mark(month(2031), 5, INEXACT, "5.00"),)),))
    reference = curve._replace(marks=tuple(mark._replace(sign=REFERENCE, label="") for mark in curve.marks))
    aims = Curve((Mark(curve.marks[-1].month, 50, TARGET),))
    keys = tuple(Key(sign, "", "word") for sign in (EXACT, INEXACT, DOUBTFUL, TARGET, REFERENCE, SEVERAL, DOTS, CUT))
    drawn = chart(curve, reference, aims, aside=aside, cuts=tuple(map(month, cut)))._replace(keys=keys)
    assert text_of(drawn, width, unicode=False).isascii()


@given(curves(), st.integers(60, 140))
def test_the_last_value_stands_at_its_figure_with_blanks_around(curve: Curve, width: int) -> None:
    label = curve.marks[-1].label
    found = re.findall(rf"(?:^|[ │┤├]){re.escape(label)}(?: |$)", text_of(chart(curve), width), re.MULTILINE)
    assert found


@given(curves(), st.integers(60, 140))
def test_years_are_written_whole_and_apart(curve: Curve, width: int) -> None:
    years = [str(mark.month // 12) for mark in curve.marks]
    written = lines_of(chart(curve), width)[-1].split()
    assert {years[0], years[-1]} <= {*written} <= {*years}
    assert written == sorted(written)


@pytest.mark.parametrize(("solid", "gaps"), [(True, 0), (False, 5)])
def test_lines_are_whole_and_dots_are_not(solid: bool, gaps: int) -> None:
    level = Curve((Mark(month(2020), 5), Mark(month(2021), 5)), (Join(0, 1, solid),))
    line = next(line for line in lines_of(chart(level), 60) if "●" in line)
    between = line[line.index("●") + 1 : line.rindex("●")]
    assert set(between) == ({"─"} if solid else {"·", " "})
    assert between.count(" ") >= gaps


def test_dots_rise_by_thirds_of_a_line() -> None:
    """From the middle of one line to the middle of the next."""
    rising = Curve((Mark(month(2020), 11), Mark(month(2021), 12)), (Join(0, 1, False),))
    above, below = lines_of(chart(rising)._replace(zero=True), 80)[1:3]
    assert re.fullmatch(r"● (· )+(˙ )*˙", below.partition("│")[2].strip())
    assert re.fullmatch(r"(\. )+(· )+●", above.partition("┤")[2].strip())


def test_a_line_rises_by_turns() -> None:
    rising = Curve((Mark(month(2020), 0), Mark(month(2021), 12)), (Join(0, 1, True),))
    falling = Curve((Mark(month(2020), 12), Mark(month(2021), 0)), (Join(0, 1, True),))
    assert {"╯", "╭"} <= set(text_of(chart(rising), 60))
    assert not {"╮", "╰"} & set(text_of(chart(rising), 60))
    assert {"╮", "╰"} <= set(text_of(chart(falling), 60))


def test_without_a_join_nothing_is_drawn_between() -> None:
    apart = Curve((Mark(month(2020), 5), Mark(month(2021), 5)))
    line = next(line for line in lines_of(chart(apart), 60) if "●" in line)
    assert not line[line.index("●") + 1 : line.rindex("●")].strip()


def test_a_change_of_territory_is_a_line_through_all_heights_between_its_years() -> None:
    parted = Curve((Mark(month(2020), 5), Mark(month(2021), 0)))
    *lines, key = lines_of(chart(parted, cuts=(12 * 2021 + 3,)), 80)
    assert key == "┊ cut"
    columns = {line.index("┊") for line in lines if "┊" in line}
    (column,) = columns
    plot = Plot(lines[1:], [2020, 2021])
    assert plot.columns[2020] < column < plot.columns[2021]
    assert sum("┊" in line for line in lines) == len(plot.lines)


def test_what_stands_apart_has_no_axis_below_it() -> None:
    lines = lines_of(chart(Curve((Mark(month(2020), 5), Mark(month(2021), 9))), aside=_quarter()), 80)
    foot = next(line for line in lines if "└" in line)
    assert lines[-1].index("Q1 2022") > len(foot.rstrip())
    assert any(line.rstrip().endswith("● 3.00") and line.index("3.00") > len(foot) for line in lines)


def _quarter() -> Aside:
    return Aside("Q1 2022", (Curve((Mark(month(2022), 3, EXACT, "3.00"),)),))


def test_the_key_tells_of_a_reference_that_lies_behind_other_marks() -> None:
    """Other signs that are not seen are not explained."""
    own = Curve((Mark(month(2020), 5), Mark(month(2021), 9)))
    under = Curve((Mark(month(2020), 5, REFERENCE),))
    signs = {EXACT: "place", REFERENCE: "region", "A": "letter", TARGET: "target"}
    keys = tuple(Key(sign, "", text) for sign, text in signs.items())
    hidden = lines_of(chart(own, under)._replace(keys=keys, covered="(behind)"), 80)[-1]
    assert hidden == "● place   + region (behind)   A letter"
    assert SHARED not in text_of(chart(own, under), 80)
    beside = Curve((Mark(month(2020), 0, REFERENCE),))
    assert lines_of(chart(own, beside)._replace(keys=keys), 80)[-1] == "● place   + region   A letter"


def test_a_label_away_from_its_mark_bears_the_letter_of_the_mark() -> None:
    """Two places end with the same figure: one label is beside it, the other above."""
    first = Curve((Mark(month(2020), 0), Mark(month(2021), 5, EXACT, "5")), letter="A")
    second = Curve((Mark(month(2020), 2), Mark(month(2021), 5, INEXACT, ">=5")), letter="B")
    text = text_of(chart(first, second), 80)
    assert "* A 5" in text
    assert " b >=5" in text


def test_a_long_key_is_broken_into_lines() -> None:
    own = Curve((Mark(month(2020), 5), Mark(month(2021), 9)))
    keys = (Key("A", "", "word " * 20), Key("B", "", "short"))
    lines = lines_of(chart(own)._replace(keys=keys), 60)
    assert max(map(len, lines)) <= 60
    assert lines[-1].endswith("short")


@given(st.lists(VALUES, min_size=1, max_size=12), st.booleans())
def test_an_axis_holds_all_values_at_even_distances(values: list[float], zero: bool) -> None:
    scale = scale_of(values, zero=zero)
    numbers = [float(text.replace(",", "")) for _, text in scale.labels()]
    steps = [second - first for first, second in pairwise(numbers)]
    assert steps == pytest.approx([scale.step] * len(steps))
    assert numbers[0] <= min(values)
    assert max(values) <= numbers[-1]
    assert scale.height <= 13
    assert all(0 <= scale.line(value) < scale.height for value in values)
    assert not zero or scale.from_zero


@pytest.mark.parametrize(
    ("values", "from_zero"), [((50, 183), True), ((86, 100), False), ((85, 100), True), ((-5, 5), True), ((99,), False)]
)
def test_amounts_that_hardly_differ_are_not_drawn_from_zero(values: tuple[float, ...], from_zero: bool) -> None:
    assert scale_of(values, zero=False).from_zero == from_zero
    assert scale_of(values, zero=True).from_zero


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    near = Curve((Mark(month(2020), 95), Mark(month(2021), 99)))
    drawn = chart(near)._replace(cut_off="(not from 0)")
    assert lines_of(drawn, 80)[0] == "CNY (not from 0)"
    assert lines_of(drawn._replace(zero=True), 80)[0] == "CNY"
