"""Which figure stands for a place, metric and period, and when documents contradict each other."""

from __future__ import annotations

from itertools import permutations

import pytest
from books import document, figure
from hypothesis import given
from hypothesis import strategies as st

from countycli.model.headlines import differ, headline, headlines, reasons
from countycli.model.records import ACCESSES, BOUNDS, ESTIMATES, STATUSES, Figure
from countycli.model.reports import Headline

DOCUMENTS = {
    it.id: it
    for it in (
        document("official"),
        document("official late", published="2025-06-30"),
        document("official month", published="2025-06"),
        document("official year", published="2025"),
        document("press", "press", "2025-12-01"),
        document("copy", "copy", "2026-01-01"),
    )
}

PRECEDENCE: dict[str, tuple[Figure, Figure, str]] = {
    "a value before a standing": (
        figure(1, "~", "forecast", "copy"),
        figure(None, source="official"),
        "it gives a value",
    ),
    "an exact value before a bound": (
        figure(1, None, "preliminary", "copy"),
        figure(1, ">=", "final", "official"),
        "it is exact, not a bound",
    ),
    "an outcome before an estimate": (
        figure(1, "~", "preliminary", "copy"),
        figure(1, None, "estimate", "official"),
        "it is an outcome, not an estimate",
    ),
    "an exact forecast before a bound of an estimate": (
        figure(1, None, "forecast", "copy"),
        figure(1, ">=", "estimate", "official"),
        "it is exact, not a bound",
    ),
    "final before actual": (figure(status="final", source="copy"), figure(source="official"), "its status is firmer"),
    "final before preliminary": (
        figure(status="final", source="copy"),
        figure(status="preliminary", source="official"),
        "its status is firmer",
    ),
    "preliminary is as firm as actual: the better source": (
        figure(status="preliminary", source="official"),
        figure(source="copy"),
        "its source comes first: official before press before copy before compilation",
    ),
    "actual is as firm as preliminary: the better source": (
        figure(source="official"),
        figure(status="preliminary", source="copy"),
        "its source comes first: official before press before copy before compilation",
    ),
    "preliminary is as firm as actual: the later document": (
        figure(1, status="preliminary", source="official late"),
        figure(2, source="official"),
        "its document is later",
    ),
    "a stated period before an inferred one": (
        figure(status="preliminary", source="copy"),
        figure(status="final", source="official")._replace(inferred=True),
        "its document states the period",
    ),
    "an exact value of an inferred period before a bound": (
        figure(source="copy")._replace(inferred=True),
        figure(1, ">=", "final", "official"),
        "it is exact, not a bound",
    ),
    "the more precise of two that agree": (
        figure(711.81, source="copy", decimals=2),
        figure(711.8, source="official late", decimals=1),
        "both agree; it is more precise",
    ),
    "the more precise though it is preliminary": (
        figure(711.81, status="preliminary", source="copy", decimals=2),
        figure(711.8, source="official late", decimals=1),
        "both agree; it is more precise",
    ),
    "a firmer one though it is less precise": (
        figure(711.8, status="final", source="copy", decimals=1),
        figure(711.81, source="official", decimals=2),
        "its status is firmer",
    ),
    "the better source though it is less precise where they don't agree": (
        figure(711.8, source="official", decimals=1),
        figure(711.95, source="press", decimals=2),
        "its source comes first: official before press before copy before compilation",
    ),
    "a stated period though it is less precise": (
        figure(7, source="copy"),
        figure(7.2, source="official", decimals=1)._replace(inferred=True),
        "its document states the period",
    ),
    "preliminary before estimate": (
        figure(status="preliminary", source="copy"),
        figure(status="estimate", source="official"),
        "it is an outcome, not an estimate",
    ),
    "estimate before forecast": (
        figure(status="estimate", source="copy"),
        figure(status="forecast", source="official"),
        "its status is firmer",
    ),
    "official before press": (
        figure(source="official"),
        figure(source="press"),
        "its source comes first: official before press before copy before compilation",
    ),
    "press before copy": (
        figure(source="press"),
        figure(source="copy"),
        "its source comes first: official before press before copy before compilation",
    ),
    "the later before the earlier": (
        figure(source="official late"),
        figure(source="official"),
        "its document is later",
    ),
    "a month before the bare year": (
        figure(source="official month"),
        figure(source="official year"),
        "its document is later",
    ),
}


@pytest.mark.parametrize(("first", "second", "reason"), PRECEDENCE.values(), ids=PRECEDENCE.keys())
def test_each_point_of_the_rule(first: Figure, second: Figure, reason: str) -> None:
    for order in ([first, second], [second, first]):
        chosen = headline(order, DOCUMENTS)
        assert (chosen.figure, chosen.rivals) == (first, (second,))
        assert [str(it) for it in reasons(chosen, DOCUMENTS)] == [reason]


def test_rivals_follow_in_the_order_of_the_rule() -> None:
    ordered = [
        figure(1, status="final", source="copy"),
        figure(2, status="preliminary", source="official late"),
        figure(3, source="official"),
        figure(4, source="press"),
        figure(5, source="official")._replace(inferred=True),
        figure(6, ">=", source="official"),
        figure(7, status="estimate", source="official"),
    ]
    for order in permutations(ordered):
        chosen = headline(list(order), DOCUMENTS)
        assert [chosen.figure, *chosen.rivals] == ordered
    assert len(reasons(chosen, DOCUMENTS)) == 6


def test_the_most_precise_of_several_that_agree_stands_for_all() -> None:
    precise = figure(711.812, source="copy", decimals=3)
    rough, rougher = figure(711.81, source="press", decimals=2), figure(711.8, source="official", decimals=1)
    other = figure(700, status="preliminary", source="copy", decimals=4)
    for order in permutations([rougher, rough, precise, other]):
        chosen = headline(list(order), DOCUMENTS)
        assert (chosen.figure, chosen.rivals, chosen.disputed) == (precise, (rougher, rough, other), True)


def test_no_figure_is_told_to_come_first_for_a_source_worse_than_its_rivals() -> None:
    """A copy that agrees with the first figure by the rule stands for it, also before one that contradicts both."""
    figures = [
        figure(711.8, source="official late", decimals=1),
        figure(711.81, source="copy", decimals=2),
        figure(700, source="official"),
    ]
    chosen = headline(figures, DOCUMENTS)
    assert (chosen.figure.source, [it.source for it in chosen.rivals]) == ("copy", ["official late", "official"])
    first, second = map(str, reasons(chosen, DOCUMENTS))
    assert first == "both agree; it is more precise"
    assert "source comes first" not in second
    assert "agrees with" in second


def test_a_figure_without_rivals_is_undisputed() -> None:
    alone = figure(source="official")
    assert headline([alone], DOCUMENTS) == Headline(alone, (), disputed=False)
    assert reasons(headline([alone], DOCUMENTS), DOCUMENTS) == ()


def in_per_cent(value: float, bound: str | None = None, decimals: int = 0) -> Figure:
    return figure(value, bound, decimals=decimals)._replace(unit="%")


AGREE: dict[str, tuple[Figure, Figure]] = {
    "the same": (figure(7.5, decimals=1), figure(7.5, decimals=1)),
    "rounded to a whole number": (figure(7.4, decimals=1), figure(7)),
    "rounded at the half": (figure(7.5, decimals=1), figure(7)),
    "rounded to one decimal": (figure(711.81, decimals=2), figure(711.8, decimals=1)),
    "rounded up": (figure(711.85, decimals=2), figure(711.9, decimals=1)),
    "rounded to more decimals": (figure(0.1 + 0.2, decimals=2), figure(0.3, decimals=1)),
    "rounded at the half, which binary fractions miss": (figure(0.15, decimals=2), figure(0.2, decimals=1)),
    "at least": (figure(6300, ">="), figure(6350)),
    "exactly at the bound": (figure(6300, ">="), figure(6300)),
    "rounded at a strict bound": (figure(3000, ">"), figure(3000)),
    "far above a strict bound": (figure(3000, ">"), figure(3500)),
    "below": (figure(200, "<"), figure(199)),
    "far below a strict bound": (figure(200, "<"), figure(150)),
    "far below": (figure(200, "<="), figure(150)),
    "at most": (figure(200, "<="), figure(200)),
    "two lower bounds": (figure(500, ">="), figure(600, ">")),
    "bounds that meet": (figure(500, ">="), figure(500, "<=")),
    "about, within a twentieth": (figure(100, "~"), figure(105)),
    "about, within what rounding leaves open": (figure(5, "~"), figure(5.4, decimals=1)),
    "about a rate, within half a point": (in_per_cent(3, "~"), in_per_cent(3.5, decimals=1)),
    "about an amount, at the end, which binary fractions miss": (figure(31, "~"), figure(32.6, decimals=1)),
    "about a rate, at the end, which binary fractions miss": (in_per_cent(1.55, "~", 2), in_per_cent(2.1, decimals=1)),
    "about and at least": (figure(100, "~"), figure(105, ">=")),
    "about, of negative numbers": (figure(-100, "~"), figure(-95)),
    "a standing": (figure(None), figure(7)),
    "two standings": (figure(None), figure(None)),
}
DISPUTE: dict[str, tuple[Figure, Figure]] = {
    "another value": (figure(7.5, decimals=1), figure(7.6, decimals=1)),
    "more than rounding": (figure(7.6, decimals=1), figure(7)),
    "more than rounding of a decimal": (figure(711.86, decimals=2), figure(711.8, decimals=1)),
    "below a lower bound": (figure(6300, ">="), figure(6299)),
    "far below a strict bound": (figure(3000, ">"), figure(2990)),
    "above an upper bound": (figure(200, "<="), figure(201)),
    "bounds that don't meet": (figure(500, ">="), figure(400, "<=")),
    "about, beyond a twentieth": (figure(100, "~"), figure(106)),
    "more than rounding of the coarser one": (figure(7.56, decimals=2), figure(7.5, decimals=1)),
    "about a rate, beyond half a point": (in_per_cent(60, "~"), in_per_cent(61.1, decimals=1)),
    "about and at least more": (figure(100, "~"), figure(106, ">=")),
    "about, of other sign": (figure(-100, "~"), figure(100)),
}


@pytest.mark.parametrize(("first", "second"), AGREE.values(), ids=AGREE.keys())
def test_figures_that_agree(first: Figure, second: Figure) -> None:
    assert not differ(first, second)
    assert not differ(second, first)


@pytest.mark.parametrize(("first", "second"), DISPUTE.values(), ids=DISPUTE.keys())
def test_figures_that_contradict_each_other(first: Figure, second: Figure) -> None:
    assert differ(first, second)
    assert differ(second, first)
    rival = second._replace(source="copy")
    assert headline([first._replace(source="official"), rival], DOCUMENTS).disputed


def test_a_dispute_between_rivals_alone_is_none_of_the_headline() -> None:
    chosen = headline([figure(7, source="official"), figure(6.6, source="press", decimals=1)], DOCUMENTS)
    assert not chosen.disputed
    rivals = [figure(6.6, None, "estimate", "press", 1), figure(7.4, None, "forecast", "copy", 1)]
    assert not headline([figure(7, source="official"), *rivals], DOCUMENTS).disputed


def test_a_precise_headline_is_disputed_where_another_as_precise_differs() -> None:
    rivals = [figure(6.6, source="press", decimals=1), figure(7.4, source="copy", decimals=1)]
    chosen = headline([figure(7, source="official"), *rivals], DOCUMENTS)
    assert (chosen.figure.value, chosen.disputed) == (6.6, True)


FIGURES = st.builds(
    lambda *args: figure(*args[:-1])._replace(inferred=args[-1]),
    st.one_of(st.none(), st.integers(-50, 50), st.sampled_from([0.1, 7.5, 7.4])),
    st.sampled_from([None, *BOUNDS]),
    st.sampled_from(STATUSES),
    st.sampled_from(sorted(DOCUMENTS)),
    st.integers(0, 2),
    st.booleans(),
)


@given(st.lists(FIGURES, min_size=1, max_size=5, unique_by=lambda it: it.source))
def test_the_headline_does_not_hang_on_the_order_of_the_figures(figures: list[Figure]) -> None:
    chosen = headline(figures, DOCUMENTS)
    assert chosen == headline(figures[::-1], DOCUMENTS)
    assert sorted([chosen.figure, *chosen.rivals], key=repr) == sorted(figures, key=repr)


@given(st.lists(FIGURES, min_size=1, max_size=5, unique_by=lambda it: it.source))
def test_nothing_vague_comes_before_what_is_not(figures: list[Figure]) -> None:
    chosen = headline(figures, DOCUMENTS).figure
    valued = [it for it in figures if it.value is not None]
    outcomes = [it for it in valued if it.status not in ESTIMATES]
    exact = [it for it in outcomes if it.bound is None]
    stated = [it for it in exact if not it.inferred]
    for better in (valued, outcomes, exact, stated, [it for it in stated if it.status == "final"]):
        assert not better or chosen in better


@given(st.lists(FIGURES, min_size=1, max_size=5, unique_by=lambda it: it.source), st.integers(0, 2))
def test_of_equally_precise_figures_the_best_source_comes_first(figures: list[Figure], decimals: int) -> None:
    alike = [it._replace(decimals=decimals, status="actual", bound=None, inferred=False) for it in figures]
    chosen = headline(alike, DOCUMENTS).figure
    accesses = [DOCUMENTS[it.source].access for it in alike if (it.value is None) == (chosen.value is None)]
    assert DOCUMENTS[chosen.source].access == min(accesses, key=ACCESSES.index)


@given(FIGURES, FIGURES)
def test_contradiction_is_mutual_and_never_with_oneself(first: Figure, second: Figure) -> None:
    assert differ(first, second) == differ(second, first)
    assert not differ(first, first)


def test_each_place_metric_and_period_has_one_headline() -> None:
    figures = [
        figure(1, source="official"),
        figure(2, source="copy"),
        figure(3, source="copy", period="2023"),
        figure(4, source="official", period="2023")._replace(metric="exports"),
    ]
    found = headlines(figures, DOCUMENTS)
    assert [it.figure.value for it in found] == [1, 3, 4]
    assert [len(it.rivals) for it in found] == [1, 0, 0]


def test_figures_of_another_area_are_no_rivals() -> None:
    figures = [
        figure(100, source="copy"),
        figure(101, source="press"),
        figure(60, status="final", source="official")._replace(scope="区本级"),
        figure(61, source="copy")._replace(scope="区本级"),
        figure(70, status="final", source="official")._replace(scope="不含开发区"),
    ]
    found = headlines(figures, DOCUMENTS)
    assert [(it.figure.value, [rival.value for rival in it.rivals]) for it in found] == [
        (101, [100]),
        (60, [61]),
        (70, []),
    ]


def test_what_nothing_sets_apart_comes_by_the_documents_id() -> None:
    documents = {name: document(name) for name in ("tables-b", "documents-c", "yearbook-a")}
    for figures in permutations(figure(value, source=name) for value, name in enumerate(documents)):
        found = headline([*figures], documents)
        assert [it.source for it in (found.figure, *found.rivals)] == sorted(documents)
