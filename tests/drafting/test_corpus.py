from __future__ import annotations

import sys
import tomllib
from functools import cache
from typing import Any

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import draft_score as tool

FLOOR = tomllib.loads((tool.CORPUS / "floor.toml").read_text("utf-8"))
CASES = [(group, kind) for group, kinds in FLOOR.items() for kind in kinds]


@cache
def measured() -> Any:
    return tool.measured()


@pytest.mark.no_cover
@pytest.mark.parametrize(("group", "kind"), CASES)
def test_precision_and_recall_keep_their_floor(group: str, kind: str) -> None:
    right, wrong, missed = tool.rates(measured()[group].values(), kind)
    precision, recall = FLOOR[group][kind]
    assert tool.ratio(right, wrong) >= precision
    assert tool.ratio(right, missed) >= recall


def test_every_group_of_texts_has_a_floor() -> None:
    assert {tool.group_of(path) for path in tool.texts(tool.CORPUS)} == FLOOR.keys()


@pytest.mark.parametrize("path", tool.texts(tool.CORPUS), ids=lambda path: path.stem)
def test_every_text_has_its_gold(path: Any) -> None:
    assert tool.gold(path)
