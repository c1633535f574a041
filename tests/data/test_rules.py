"""Rules that the dataset must keep beyond what `data check` demands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from countycli.model.naming import name_key
from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from conftest import Program

    from countycli.dataset.index import Index

_AMBIGUOUS = re.compile("[…①-⑳]")
_BIDI = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def test_dataset_is_clean(countycli: Program) -> None:
    assert countycli("data", "check").code == 0


def test_registry_counts(index: Index) -> None:
    assert len(index.counties(province="330000")) == 90
    assert len([place for place in index.regions() if place.level == "prefecture"]) == 11


def test_every_document_is_used(index: Index) -> None:
    for document in index.documents():
        assert index.observations(source=document) or index.initiatives(source=document)


def test_every_metric_is_used(index: Index) -> None:
    used = {figure.metric for figure in [*index.observations(), *index.targets()]}
    assert set(index.metrics()) == used


def test_names_of_metrics_are_unambiguous(index: Index) -> None:
    for metric in index.metrics().values():
        for name in (metric.id, metric.name, metric.name_en, *metric.aliases):
            hits = index.name_hits("metric", name_key(name))
            assert len({hit.id for hit in hits if hit.tier == hits[0].tier}) == 1, name


def test_restored_figures_say_why(index: Index) -> None:
    """A token whose digits don't spell the value plainly carries a note."""
    for figure in [*index.observations(), *index.targets()]:
        if figure.printed and figure.value is not None and re.search(r"\d", figure.printed):
            plain = f"{figure.value:.{max(0, figure.decimals)}f}" in figure.printed.replace(",", "")
            assert plain or figure.note or re.search("[千百万]", figure.printed), figure


def test_values_without_exact_period_say_so(index: Index) -> None:
    for figure in index.observations():
        if figure.metric.endswith("_baseline"):
            assert figure.note, figure


@pytest.mark.parametrize("kind", ["name", "summary"])
def test_initiatives_are_written_for_cells(index: Index, kind: str) -> None:
    for initiative in index.initiatives():
        text = getattr(initiative, kind)
        assert not _AMBIGUOUS.search(text), initiative
        assert not _BIDI.search(text), initiative
        assert text == text.strip()
        assert cell_width(text) <= 140, initiative


def test_summaries_are_one_sentence(index: Index) -> None:
    for initiative in index.initiatives():
        assert initiative.summary.endswith("。"), initiative
        assert initiative.summary.count("。") == 1, initiative
        assert "“" not in initiative.name + initiative.summary, initiative


def test_groups_have_their_members(index: Index) -> None:
    sizes = {group.id: len(index.members(group.id)) for group in index.groups()}
    assert sizes == {"shanqu26": 26, "shanqu_haidao": 25}
