"""Programmes by the names that texts quote."""

from __future__ import annotations

import pytest

from countycli.drafting.folding import fold
from countycli.drafting.programmes import programmes_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("大力实施“青山常在”工程。", ["青山常在工程"]),
        ("推进“一体化”建设，打响“融合”品牌。", []),  # words for programmes, and no names
    ],
)
def test_what_names_a_programme(text: str, names: list[str]) -> None:
    assert [name for _, name, _, _ in programmes_in(fold(text))] == names
