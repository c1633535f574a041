"""For which period places are set side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from conftest import Program
from hypothesis import given
from hypothesis import strategies as st
from periods import period

from countycli.model.period import Period
from countycli.query.common_periods import (
    COMPARABLE,
    INEXACT,
    STANDING,
    Periods,
    Sides,
    common_period,
    latest_period,
    sharing,
)


def held(**places: str) -> dict[str, Periods]:
    """`a="2022 2023~ 2024?"`: a place with a comparable value for 2022, a bound for 2023, a mere standing for 2024."""
    return {
        place: {period(text.rstrip("?~")): GRADES.get(text[-1], COMPARABLE) for text in texts.split()}
        for place, texts in places.items()
    }


GRADES = {"?": STANDING, "~": INEXACT}


# What places named (a, b, c), others of a scope (x, y) and regions above (r, s) have, and what is taken.
TAKEN = {
    "most of the named": (held(a="2020 2024", b="2020", c="2020 2024 2023"), "2020"),
    "the first-named among as many": (held(a="2020", b="2024", c="2023"), "2020"),
    "the first-named, though others are two": (held(a="2020 2021", b="2021 2024", c="2024 2020"), "2021"),
    "most of the named before the first-named": (held(a="2020", b="2024", c="2024"), "2024"),
    "the latest, whatever a region has": (held(a="2010 2020 2023", b="2010 2020 2023", r="2010"), "2023"),
    "a whole year before a later part": (held(a="2023 2024-01/2024-09", b="2023 2024-01/2024-09"), "2023"),
    "a year before several": (held(a="2020/2025 2024"), "2024"),
    "several years before a part": (held(a="2020/2023 2024-01/2024-03"), "2020/2023"),
    "the latest": (held(a="2023 2024 2022"), "2024"),
    "of those that end together the longest": (held(a="2024-12 2024-07/2024-12"), "2024-07/2024-12"),
    "a standing makes nothing common": (held(a="2023 2024?", b="2023 2024?"), "2023"),
    "a standing where there is nothing else": (held(a="2023?", b="2022?"), "2023"),
    "comparable before later bounds": (held(a="2023 2024~", b="2023 2024~"), "2023"),
    "more comparable before a later bound of one": (held(a="2023 2024", b="2023 2024~"), "2023"),
    "more comparable before more figures": (held(a="2023 2024", b="2023 2024~", c="2024~"), "2023"),
    "a bound where nothing else is common": (held(a="2023 2024", b="2024~"), "2024"),
    "bounds before the only comparable one": (held(a="2023 2024~", b="2024~"), "2024"),
    "comparable with the scope": (held(a="2023 2024~", x="2023 2024", y="2024"), "2023"),
    "comparable ones of the scope": (held(x="2023 2024~", y="2023 2024~"), "2023"),
    "more of the scope": (held(a="2020 2024", x="2020 2024", y="2020"), "2020"),
    "the named before the scope": (held(a="2024", x="2020", y="2020"), "2024"),
    "the scope where the named has nothing": (held(x="2020 2024", y="2020"), "2020"),
}
SIDES = Sides(("a", "b", "c"), ("x", "y"))


def taken_of(known: dict[str, Periods], sides: Sides = SIDES) -> Period | None:
    return common_period(sides, known)


@pytest.mark.parametrize(("known", "taken"), TAKEN.values(), ids=TAKEN)
def test_the_period_that_is_taken(known: dict[str, Periods], taken: str) -> None:
    assert taken_of(known) == period(taken)


def test_what_only_regions_have_is_no_period() -> None:
    assert taken_of(held(r="2024")) is None
    assert taken_of(held(a="2024"), Sides(())) is None


@pytest.mark.parametrize(
    ("had", "latest"),
    [
        ("2023 2024-01/2024-09", "2023"),
        ("2020/2025 2024", "2024"),
        ("2024? 2022", "2022"),
        ("2024?", "2024"),
        ("2024-01/2024-06 2024-01/2024-09", "2024-01/2024-09"),
    ],
)
def test_the_latest_of_a_place(had: str, latest: str) -> None:
    assert latest_period(held(a=had)["a"]) == period(latest)
    assert latest_period({}) is None


def test_how_many_share_a_period() -> None:
    known = held(a="2023 2024?", b="2023", c="2024?")
    assert [sharing("abcx", known, it) for it in (period("2023"), period("2024"), None)] == [2, 0, 2]


SPANS = st.sampled_from([period(it) for it in ("2020", "2021", "2022", "2021/2022", "2022-01/2022-09", "2022-12")])
HELD = st.dictionaries(
    st.sampled_from("abcxyrs"), st.dictionaries(SPANS, st.sampled_from((STANDING, INEXACT, COMPARABLE)))
)


def better(one: Period, other: Period, known: dict[str, Periods]) -> bool:
    """Whether the rule prefers one period, point by point."""

    def has(place: str, when: Period) -> bool:
        return known.get(place, {}).get(when, STANDING) != STANDING

    def comparable(places: str, when: Period) -> int:
        return sum(known.get(place, {}).get(when) == COMPARABLE for place in places)

    points: list[Callable[[Period], int]] = [
        lambda when: comparable("abc", when) if comparable("abcxy", when) > 1 else 0,
        lambda when: sum(has(it, when) for it in "abc"),
        lambda when: has("a", when),
        lambda when: comparable("xy", when),
        lambda when: sum(has(it, when) for it in "xy"),
        lambda when: when.months == 12 and when.whole_years,
        lambda when: when.whole_years,
        lambda when: when.end,
        lambda when: when.months,
    ]
    for point in points:
        if point(one) != point(other):
            return point(one) > point(other)
    return False


@given(HELD)
def test_no_other_period_is_better(known: dict[str, Periods]) -> None:
    taken = taken_of(known)
    periods = {when for place in "abcxy" for when in known.get(place, {})}
    assert (taken is None) == (not periods)
    assert taken is None or (taken in periods and not any(better(it, taken, known) for it in periods))


@given(HELD)
def test_the_order_of_those_behind_the_first_does_not_matter(known: dict[str, Periods]) -> None:
    assert taken_of(known, Sides(("a", "c", "b"), ("y", "x"))) == taken_of(known)


# By the program on the whole book: what `compare` takes is the best of what `show` lists.

PAIRS = (("龙泉", "松阳"), ("义乌", "平阳"), ("松阳", "越城"), ("平阳", "昆山"))
_Shown = Callable[[str], dict[str, Periods]]


def graded(figure: dict[str, Any]) -> int:
    """What `show` tells of a figure, as a grade."""
    if figure["value"] is None:
        return STANDING
    inexact = figure["bound"] or figure["doubtful"] or figure["period_inferred"]
    return INEXACT if inexact or figure["status"] in ("estimate", "forecast") else COMPARABLE


@pytest.fixture(scope="module")
def shown(countycli: Program) -> _Shown:
    """By metric, the periods that `show` lists a place with."""

    @cache
    def of(code: str) -> dict[str, Periods]:
        found: dict[str, Periods] = {}
        for it in countycli("show", code, "--json").json["observations"]:
            if it["scope"] is None:
                found.setdefault(it["metric"], {})[period(it["period"])] = graded(it)
        return found

    return of


@pytest.mark.parametrize("names", PAIRS)
def test_the_book_is_compared_by_the_rule(names: tuple[str, str], countycli: Program, shown: _Shown) -> None:
    report = countycli("compare", *names, "--json").json
    counties = [county["code"] for county in report["query"]["counties"]]
    assert report["rows"]
    for row in report["rows"]:
        known = {code: shown(code).get(row["metric"], {}) for code in counties}
        assert str(common_period(Sides(tuple(counties)), known)) == row["period"], row["metric"]


@pytest.mark.parametrize("names", [("神木", "府谷"), ("昆山", "江阴")])
def test_a_benchmark_takes_no_comparison_back_to_an_earlier_year(names: tuple[str, str], countycli: Program) -> None:
    """The province has registered people of 2010 only, the counties have them of later years, too."""
    (row,) = countycli("compare", *names, "-m", "registered_population", "--json").json["rows"]
    assert row["period"] == "2023"
