"""Rules that the dataset must keep beyond what `data check` demands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from countycli.model.naming import name_key
from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from conftest import Program

    from countycli.index.ask.index import Index
    from countycli.model.records import Figure

_AMBIGUOUS = re.compile("[…①-⑳]")
_BIDI = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@pytest.fixture(scope="module")
def figures(index: Index) -> list[Figure]:
    """What documents give, be it outcome or aim."""
    return [it for it in (*index.figures.observations(), *index.figures.targets()) if not it.derived]


def test_dataset_is_clean(countycli: Program) -> None:
    result = countycli("data", "check", "--json")
    assert result.json["rows"] == []
    assert result.code == 0


def test_every_document_is_used(index: Index, figures: list[Figure]) -> None:
    used = {it.source for it in figures} | {it.source for it in index.documents.initiatives()}
    assert set(index.documents.by_id()) == used


def test_every_metric_is_used(index: Index) -> None:
    used = {it.metric for it in (*index.figures.observations(), *index.figures.targets())}
    assert set(index.metrics.by_id()) - used == set()


def test_every_metric_without_figures_of_its_own_has_a_formula(index: Index, figures: list[Figure]) -> None:
    given = {it.metric for it in figures}
    assert {it.id for it in index.metrics.by_id().values() if it.id not in given and it.formula is None} == set()


def test_formulas_fit_their_metrics(index: Index) -> None:
    metrics = index.metrics.by_id()
    formulas = {it.id: it.formula for it in metrics.values() if it.formula}
    assert len(formulas) == 27
    for metric, formula in formulas.items():
        if formula.kind == "ratio":
            assert formula.base in metrics, metric
        elif formula.kind == "share":
            assert formula.base in ("prefecture", "province"), metric
            assert metrics[formula.metric].adds_up, metric
            assert metrics[metric].unit == "%"
        else:
            assert formula.base == ("2020/2023" if formula.yearly else "2010/2020"), metric


def test_derived_figures_are_plausible(index: Index) -> None:
    """Values of documents are checked against the range; of those that were calculated, the inputs only."""
    metrics = index.metrics.by_id()
    derived = [it for it in index.figures.observations() if it.derived]
    assert len(derived) > 20_000
    for it in derived:
        low, high = metrics[it.metric].range
        assert it.value is not None
        assert low <= it.value <= high, it


def test_names_of_metrics_are_unambiguous(index: Index) -> None:
    for metric in index.metrics.by_id().values():
        for name in (metric.id, metric.name, metric.name_en, *metric.aliases):
            hits = index.names.hits("metric", name_key(name))
            assert len({hit.id for hit in hits if hit.tier == hits[0].tier}) == 1, name


def test_values_without_exact_period_say_so(figures: list[Figure]) -> None:
    for figure in figures:
        if figure.metric.endswith("_baseline") and figure.status != "target":
            assert figure.note, figure


@pytest.mark.parametrize("kind", ["name", "summary"])
def test_initiatives_are_written_for_cells(index: Index, kind: str) -> None:
    for initiative in index.documents.initiatives():
        text = getattr(initiative, kind)
        assert not _AMBIGUOUS.search(text), initiative
        assert not _BIDI.search(text), initiative
        assert text == text.strip()
        assert cell_width(text) <= 140, initiative


def test_summaries_are_one_sentence(index: Index) -> None:
    for initiative in index.documents.initiatives():
        assert initiative.summary.endswith("。"), initiative
        assert initiative.summary.count("。") == 1, initiative
        assert (initiative.name + initiative.summary).count("“") == (initiative.name + initiative.summary).count("”")
