"""What came of targets."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book, aimed, figure, observed
from conftest import Program
from hypothesis import given
from hypothesis import strategies as st

from countycli.errors import NotFoundError
from countycli.index.ask.index import Index
from countycli.model.aims import TARGET_STATES, state_of
from countycli.model.records import Figure
from countycli.query.targets import TargetsRequest, targets

JANUARY_2026 = 2026 * 12

STATES = [
    # aim, its bound, higher is better, outcome, its bound, state
    (10, None, True, 10, None, "met"),
    (10, None, True, 11, None, "met"),
    (10, None, True, 9, None, "missed"),
    (10, None, None, 10, None, "met"),
    (10, None, None, 9, None, "unjudged"),
    (10, None, None, 11, None, "unjudged"),
    (10, None, None, 9, ">=", "no_figure"),
    (10, None, None, 11, ">=", "unjudged"),
    (10, ">=", None, 9, None, "missed"),
    (10, "<=", None, 9, None, "met"),
    (10, None, False, 10, None, "met"),
    (10, None, False, 9, None, "met"),
    (10, None, False, 11, None, "missed"),
    (10, ">=", True, 10, None, "met"),
    (10, ">=", True, 9, None, "missed"),
    (10, ">=", False, 11, None, "met"),
    (10, ">=", False, 9, None, "missed"),
    (10, ">", True, 10, None, "missed"),
    (10, ">", True, 11, None, "met"),
    (10, "<=", True, 10, None, "met"),
    (10, "<=", True, 11, None, "missed"),
    (10, "<", True, 10, None, "missed"),
    (10, "<", True, 9, None, "met"),
    (100, "~", True, 100, None, "met"),
    (100, "~", True, 120, None, "met"),
    (100, "~", True, 99, None, "near"),
    (100, "~", True, 95, None, "near"),
    (100, "~", True, 94.9, None, "missed"),
    (-100, "~", True, -105, None, "near"),
    (-100, "~", True, -105.1, None, "missed"),
    (100, "~", False, 90, None, "met"),
    (100, "~", False, 105, None, "near"),
    (100, "~", False, 105.1, None, "missed"),
    (100, "~", None, 100, None, "met"),
    (100, "~", None, 95, None, "near"),
    (100, "~", None, 105, None, "near"),
    (100, "~", None, 94.9, None, "unjudged"),
    (100, "~", None, 120, None, "unjudged"),
    (100, "~", True, 95, ">=", "no_figure"),
    (100, "~", True, 95, "<", "missed"),
    (100, "~", True, 99, "<=", "no_figure"),
    (100, "~", True, 100, ">", "met"),
    (10, ">=", True, 10, ">=", "met"),
    (10, ">=", True, 11, ">", "met"),
    (10, ">=", True, 9, ">=", "no_figure"),
    (10, ">=", True, 10, "<=", "no_figure"),
    (10, ">=", True, 9, "<=", "missed"),
    (10, ">=", True, 10, "<", "missed"),
    (10, ">=", True, 11, "<", "no_figure"),
    (10, ">", True, 10, ">", "met"),
    (10, ">", True, 10, ">=", "no_figure"),
    (10, ">", True, 10, "<=", "missed"),
    (10, "<=", True, 10, "<=", "met"),
    (10, "<=", True, 10, ">", "missed"),
    (10, "<=", True, 10, ">=", "no_figure"),
    (10, "<", True, 10, "<", "met"),
    (10, "<", True, 10, ">=", "missed"),
    (10, None, False, 10, "<=", "met"),
    (10, None, False, 11, ">=", "missed"),
    (10, ">=", True, 10, "~", "no_figure"),
    (10, ">=", True, 100, "~", "no_figure"),
]


@pytest.mark.parametrize(("aim", "aim_bound", "better", "value", "bound", "state"), STATES)
def test_state_of_a_target_with_an_outcome(
    aim: float, aim_bound: str | None, better: bool | None, value: float, bound: str | None, state: str
) -> None:
    assert state_of(figure(aim, aim_bound), figure(value, bound), better, JANUARY_2026) == state


RATES = [
    # about how many per cent, higher is better, outcome, state: points count, whatever the size of the rate
    (6.5, True, 6.5, "met"),
    (6.5, True, 6.1, "near"),
    (6, True, 5.6, "near"),
    (6.6, True, 6.1, "near"),
    (8, True, 7.4, "missed"),
    (0.3, True, -0.2, "near"),
    (0.3, True, -0.3, "missed"),
    (55, True, 54.5, "near"),
    (55, True, 54.4, "missed"),
    (3, False, 3.5, "near"),
    (3, False, 3.6, "missed"),
    (3, None, 2.5, "near"),
    (3, None, 2.4, "unjudged"),
]


@pytest.mark.parametrize(("aim", "better", "value", "state"), RATES)
def test_state_of_a_rate_that_is_aimed_at_vaguely(aim: float, better: bool | None, value: float, state: str) -> None:
    target, outcome = figure(aim, "~")._replace(unit="%"), figure(value)._replace(unit="%")
    assert state_of(target, outcome, better, JANUARY_2026) == state


@pytest.mark.parametrize("status", ["final", "actual", "preliminary"])
def test_every_outcome_decides(status: str) -> None:
    assert state_of(figure(10), figure(9, status=status), True, JANUARY_2026) == "missed"


@pytest.mark.parametrize("outcome", [None, figure(None), figure(12, status="estimate"), figure(12, status="forecast")])
@pytest.mark.parametrize(
    ("period", "state"),
    [
        ("2024", "no_figure"),
        ("2025", "no_figure"),
        ("2025-12", "no_figure"),
        ("2026-01", "open"),
        ("2026", "open"),
        ("2021/2025", "no_figure"),
        ("2025/2026", "open"),
    ],
)
def test_without_an_outcome_a_target_is_open_until_its_period_is_over(
    period: str, state: str, outcome: Figure | None
) -> None:
    target = figure(10, period=period)
    given_outcome = outcome and outcome._replace(period=target.period)
    assert state_of(target, given_outcome, True, JANUARY_2026) == state


def test_a_target_without_a_value_is_never_decided() -> None:
    assert state_of(figure(None), figure(10), True, JANUARY_2026) == "no_figure"


QUARTERS = [quarter / 4 for quarter in range(-60, 61)]


def allows(bound: str | None, value: float, number: float) -> bool:
    return {
        None: number == value,
        ">=": number >= value,
        ">": number > value,
        "<=": number <= value,
        "<": number < value,
    }[bound]


@given(
    st.integers(-5, 5),
    st.sampled_from([">=", ">", "<=", "<"]),
    st.integers(-5, 5),
    st.sampled_from([None, ">=", ">", "<=", "<"]),
    st.sampled_from([True, False, None]),
)
def test_a_target_is_decided_if_all_that_the_outcome_may_be_decides_alike(
    aim: int, aim_bound: str, value: int, bound: str | None, better: bool | None
) -> None:
    verdicts = {allows(aim_bound, aim, number) for number in QUARTERS if allows(bound, value, number)}
    expected = "no_figure" if len(verdicts) == 2 else "met" if verdicts == {True} else "missed"
    assert state_of(figure(aim, aim_bound), figure(value, bound), better, JANUARY_2026) == expected


BETTER = ["missed", "near", "met"]
MIRRORED = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "~": "~", None: None}
NUMBERS = st.integers(-400, 400).map(lambda tenths: tenths / 10)
AIMS = st.sampled_from([None, ">=", ">", "<=", "<", "~"])
UNITS = st.sampled_from(["%", "亿元"])


@given(NUMBERS, AIMS, st.sampled_from([True, False]), NUMBERS, NUMBERS, UNITS)
def test_a_better_outcome_is_never_judged_worse(
    aim: float, bound: str | None, better: bool, one: float, other: float, unit: str
) -> None:
    target = figure(aim, bound)._replace(unit=unit)
    upward = better if bound in (None, "~") else bound in (">=", ">")
    worse, best = sorted((one, other), reverse=not upward)
    states = [state_of(target, figure(it)._replace(unit=unit), better, JANUARY_2026) for it in (worse, best)]
    assert BETTER.index(states[0]) <= BETTER.index(states[1])


@given(
    NUMBERS, AIMS, st.sampled_from([True, False, None]), NUMBERS, st.sampled_from([None, ">=", ">", "<=", "<"]), UNITS
)
def test_a_verdict_is_the_same_the_other_way_up(
    aim: float, aim_bound: str | None, better: bool | None, value: float, bound: str | None, unit: str
) -> None:
    target, outcome = figure(aim, aim_bound)._replace(unit=unit), figure(value, bound)._replace(unit=unit)
    mirrored = (
        figure(-aim, MIRRORED[aim_bound])._replace(unit=unit),
        figure(-value, MIRRORED[bound])._replace(unit=unit),
    )
    opposite = None if better is None else not better
    assert state_of(target, outcome, better, JANUARY_2026) == state_of(*mirrored, opposite, JANUARY_2026)


@given(NUMBERS, st.sampled_from([None, "~"]), NUMBERS, UNITS)
def test_without_a_sense_of_better_a_verdict_needs_both_senses(
    aim: float, bound: str | None, value: float, unit: str
) -> None:
    target, outcome = figure(aim, bound)._replace(unit=unit), figure(value)._replace(unit=unit)
    both = {state_of(target, outcome, better, JANUARY_2026) for better in (True, False)}
    expected = "unjudged" if "missed" in both else "near" if "near" in both else "met"
    assert state_of(target, outcome, None, JANUARY_2026) == expected


@given(
    st.one_of(st.none(), st.integers(-5, 5)),
    st.sampled_from([None, ">=", ">", "<=", "<", "~"]),
    st.sampled_from(["actual", "estimate", "final"]),
    st.sampled_from([True, False, None]),
    st.sampled_from(["2024", "2026"]),
)
def test_every_target_has_a_known_state(
    value: int | None, bound: str | None, status: str, better: bool | None, period: str
) -> None:
    outcome = figure(value, bound, status, period=period)
    assert state_of(figure(0, bound, period=period), outcome, better, JANUARY_2026) in TARGET_STATES


@pytest.fixture
def book(tmp_path: Path) -> Index:
    made = Book(tmp_path)
    made.write(
        "aims",
        aimed("331181", "2024", gdp=100, gdp_growth='{ value = 7, bound = ">=" }', income_ratio=1.8, exports=5),
        aimed("331181", "2026", gdp=120),
        aimed("330782", "2024", gdp_growth=8),
        aimed("331100", "2024", gdp=1000),
        aimed("330000", "2021/2025", gdp=1),
        published="2024-02-01",
    )
    made.write(
        "outcomes",
        observed("331181", "2024", gdp=101, gdp_growth=6.9, income_ratio=1.8),
        observed("330782", "2024-01/2024-09", gdp_growth=9),
        published="2026-01-31",
    )
    made.write("rival", observed("331181", "2024", gdp=99), published="2025-01-31", access="copy")
    return made.index()


def test_targets_stand_beside_the_outcome_of_the_same_period(book: Index) -> None:
    report = targets(book, TargetsRequest())
    found = {(row.place.code, row.target.metric, str(row.target.period)): row for row in report.rows}
    assert {key: row.state for key, row in found.items()} == {
        ("331181", "gdp", "2024"): "met",
        ("331181", "gdp_growth", "2024"): "missed",
        ("331181", "income_ratio", "2024"): "met",
        ("331181", "exports", "2024"): "no_figure",
        ("331181", "gdp", "2026"): "open",
        ("330782", "gdp_growth", "2024"): "no_figure",
        ("331100", "gdp", "2024"): "no_figure",
        ("330000", "gdp", "2021/2025"): "no_figure",
    }
    gdp = found["331181", "gdp", "2024"].outcome
    assert gdp
    assert (gdp.figure.source, [rival.source for rival in gdp.rivals]) == ("outcomes", ["rival"])
    assert found["331181", "exports", "2024"].outcome is None
    assert set(report.documents) == {"aims", "outcomes"}


def test_targets_of_a_place_come_with_the_latest_period_first(book: Index) -> None:
    rows = targets(book, TargetsRequest(("longquan",))).rows
    assert [(str(row.target.period), row.target.metric) for row in rows] == [
        ("2026", "gdp"),
        ("2024", "gdp"),
        ("2024", "gdp_growth"),
        ("2024", "exports"),
        ("2024", "income_ratio"),
    ]


@pytest.mark.parametrize(
    ("request_", "places"),
    [
        (TargetsRequest(), {"331181", "330782", "331100", "330000"}),
        (TargetsRequest(("丽水",)), {"331100"}),
        (TargetsRequest(scope="丽水"), {"331181", "331100"}),
        (TargetsRequest(scope="浙江"), {"331181", "330782", "331100", "330000"}),
        (TargetsRequest(scope="山区26县"), {"331181"}),
        (TargetsRequest(years=(2026,)), {"331181"}),
        (TargetsRequest(years=(2023,)), {"330000"}),
        (TargetsRequest(years=(2024,), scope="金华"), {"330782"}),
        (TargetsRequest(("龙泉", "义乌")), {"331181", "330782"}),
        (TargetsRequest(("龙泉", "义乌", "平阳"), (2026,)), {"331181"}),
        (TargetsRequest(years=(2023, 2026)), {"330000", "331181"}),
        (TargetsRequest(years=(2022, 2024), scope="山区26县"), {"331181"}),
    ],
)
def test_targets_of_a_place_a_scope_or_a_year(book: Index, request_: TargetsRequest, places: set[str]) -> None:
    assert {row.place.code for row in targets(book, request_).rows} == places


@pytest.mark.parametrize(
    "request_",
    [
        TargetsRequest(("平阳",)),
        TargetsRequest(scope="温州"),
        TargetsRequest(("龙泉",), (2023,)),
        TargetsRequest(years=(1999,)),
    ],
)
def test_no_targets_are_not_found(book: Index, request_: TargetsRequest) -> None:
    with pytest.raises(NotFoundError):
        targets(book, request_)


def test_states_do_not_hang_on_today(countycli: Program) -> None:
    rows = countycli("targets", "--year", "2025", "--json").json["rows"]
    assert {row["state"] for row in rows} <= {"met", "missed", "no_figure"}
    assert {row["state"] for row in countycli("targets", "--year", "2026", "--json").json["rows"]} == {"open"}


def test_a_target_is_never_among_the_observations(countycli: Program) -> None:
    report = countycli("show", "松阳", "--json").json
    assert {(it["metric"], it["period"], it["bound"]) for it in report["targets"]} >= {("gdp_growth", "2025", ">=")}
    assert ("gdp_growth", "2025") not in {(it["metric"], it["period"]) for it in report["observations"]}
