"""What records say of themselves."""

from __future__ import annotations

import pytest
from books import figure

from countycli.model.codes import CHANGES
from countycli.model.period import Period
from countycli.model.period_text import parse_canonical
from countycli.model.records import BOUNDS, CONTINUATIONS, Break, Figure, FormerName, Place, earlier_name
from countycli.model.reports import Scope


@pytest.mark.parametrize(
    ("date", "last_before"),
    [("2021-04-09", "2021-03"), ("2021-04", "2021-03"), ("2021", "2020-12"), ("2021-01-01", "2020")],
)
def test_a_change_of_territory_comes_after_the_period_that_ended_the_month_before(date: str, last_before: str) -> None:
    change = Break("330110", date, "330113", "析置", gain=False)
    period = parse_canonical(last_before)
    assert period
    assert change.month == period.end + 1


def test_units_that_are_merged_or_divided_do_not_go_on() -> None:
    assert set(CHANGES) - CONTINUATIONS == {"析置", "划入", "并入"}


COMPARABLE = {
    "actual": figure(),
    "preliminary": figure(status="preliminary"),
    "final": figure(status="final"),
    "nothing": figure(0),
    "with a standing": figure()._replace(standing="第1位"),
    "restated": figure()._replace(restated=True),
    "derived": figure()._replace(derived=True),
}
INCOMPARABLE = {
    "without a value": figure(None),
    "an estimate": figure(status="estimate"),
    "a forecast": figure(status="forecast"),
    "of an inferred period": figure()._replace(inferred=True),
    "of another area": figure()._replace(scope="区本级"),
    **{f"bound {bound}": figure(1, bound) for bound in BOUNDS},
}


@pytest.mark.parametrize("it", COMPARABLE.values(), ids=COMPARABLE.keys())
def test_exact_outcomes_of_the_whole_place_are_comparable(it: Figure) -> None:
    assert it.is_comparable


@pytest.mark.parametrize("it", INCOMPARABLE.values(), ids=INCOMPARABLE.keys())
def test_nothing_else_is_comparable(it: Figure) -> None:
    assert not it.is_comparable


def test_a_scope_covers_its_counties_and_regions() -> None:
    scope = Scope(counties=("331181", "331124"), regions=("331100",))
    assert scope.codes == {"331181", "331124", "331100"}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2010/2020", "2010", "2020"), ("2024", "2024", "2024"), ("2023-11/2024-02", "2023", "2024")],
)
def test_the_first_and_the_last_year_of_a_period(text: str, first: str, last: str) -> None:
    period = parse_canonical(text)
    assert period
    assert (str(period.first), str(period.last)) == (first, last)
    assert isinstance(period.first, Period)


RENAMED = (FormerName("乙县", "2009-06"), FormerName("甲县", "2004-06-15"), FormerName("丁县", "2020", merged=True))
BETWEEN = Place(
    "339901", "county", "丙区", "丙", "市辖区", "bing", "丙區", valid_from="1999-03-08", former_names=RENAMED
)


@pytest.mark.parametrize(
    ("month", "name"),
    [
        ("2000-01", "甲县"),
        ("2004-05", "甲县"),
        ("2004-06", "乙县"),
        ("2009-05", "乙县"),
        ("2009-06", "丙区"),
        ("2024-01", "丙区"),
    ],
)
def test_a_name_ends_with_the_month_before_it_was_changed(month: str, name: str) -> None:
    """What another unit was called that came into it, it never was."""
    period = parse_canonical(month)
    assert period
    assert str(earlier_name(BETWEEN.former_names, period.start) or BETWEEN) == name


@pytest.mark.parametrize(("month", "after"), [("1999-02", True), ("1999-03", True), ("1999-04", False)])
def test_a_place_that_begins_within_a_month_was_not_there_when_the_month_began(month: str, after: bool) -> None:
    period = parse_canonical(month)
    assert period
    assert BETWEEN.begins_after(period.start) == after
    assert not BETWEEN._replace(valid_from=None).begins_after(period.start)
