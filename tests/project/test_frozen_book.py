"""The frozen book in `tests/book` has every kind of row and note that its snapshots are to show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from conftest import FROZEN

from countycli.index import store
from countycli.index.ask.index import Index

if TYPE_CHECKING:
    from conftest import Program


@pytest.fixture(scope="module")
def book() -> Iterator[Index]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "dataset_root", lambda: FROZEN)
        opened = store.open_index()
    yield opened
    opened.close()


def test_it_has_no_faults(frozen: Program) -> None:
    result = frozen("data", "check", "--json")
    assert (result.code, result.json["rows"]) == (0, [])


def test_it_is_small_and_spans_two_provinces(book: Index) -> None:
    counts = book.counts()
    assert counts["places"] < 100
    assert counts["observations"] < 2000
    assert {county.province for county in book.places.counties()} == {"330000", "350000"}


def test_it_has_every_kind_of_figure(book: Index) -> None:
    figures = book.figures.observations()
    assert {figure.status for figure in figures} == {"actual", "preliminary", "final", "estimate"}
    assert {figure.bound for figure in figures} == {None, ">=", ">", "<=", "<", "~"}
    for mark in ("standing", "note", "scope", "inferred", "derived", "zones_apart", "printed", "at"):
        marked = [bool(getattr(figure, mark)) for figure in figures]
        assert {True, False} == set(marked), mark
    assert any(figure.value is None and figure.standing for figure in figures)


def test_it_has_targets_initiatives_gaps_and_documents_of_every_kind(book: Index) -> None:
    documents = book.documents.by_id().values()
    assert {document.access for document in documents} == {"official", "press", "copy"}
    assert {document.published is None for document in documents} == {True, False}
    assert {document.publisher is None for document in documents} == {True, False}
    assert {document.title_is_described for document in documents} == {True, False}
    assert {initiative.stage for initiative in book.documents.initiatives()} == {"planned", "under_way", "done"}
    assert book.figures.targets()
    assert book.groups.all()


def test_its_places_have_ceased_been_divided_and_lost_land(book: Index) -> None:
    ceased = book.places.by_code(["330103", "330104", "330185"]).values()
    assert all(place.valid_to and place.successors for place in ceased)
    assert {step.change for place in ceased for step in place.successors} == {"并入", "划入", "析置", "撤市设区"}


@pytest.mark.parametrize(
    ("arguments", "kinds"),
    [
        (("show", "临安"), {"more"}),
        (("show", "浙江"), {"vintage"}),
        (("show", "330103"), {"moved"}),
        (("show", "柯桥"), {"gap"}),
        (("rank", "-m", "gdp", "-p", "2022"), {"partial", "related", "vintage"}),
    ],
)
def test_its_answers_have_notes(arguments: tuple[str, ...], kinds: set[str], frozen: Program) -> None:
    assert kinds <= {note["kind"] for note in frozen(*arguments, "--json").json["notes"]}


def test_a_ranking_of_it_leaves_counties_out_for_many_reasons(frozen: Program) -> None:
    rankings = (
        ("gdp", "2022"),
        ("gdp", "2023"),
        ("fixed_investment_growth", "2025"),
        ("population_change", "2010/2020"),
    )
    answers = [frozen("rank", "-m", metric, "-p", period, "--json").json for metric, period in rankings]
    reasons = {row["reason"] for answer in answers for row in answer["excluded"]}
    assert reasons == {"no_figure", "other_period", "bound", "estimate", "target_only", "break", "zones_apart"}


def test_documents_of_it_differ(frozen: Program) -> None:
    figures = frozen("show", "余杭", "gdp", "--period", "2024", "--json").json["observations"]
    assert [rival["bound"] for figure in figures for rival in figure["rivals"]] == [">"]
