from __future__ import annotations

from pathlib import Path

import pytest
from conftest import synthetic_dataset

from countycli.checks import checked
from countycli.source.folders import toml_files

SMALL = ("--metrics", "30", "--years", "2", "--counties", "30", "--times", "2")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.toml")}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return synthetic_dataset(tmp_path_factory.mktemp("synthetic") / "data", *SMALL)


def test_a_synthetic_dataset_keeps_the_rules(dataset: Path) -> None:
    draft = checked(toml_files([dataset]))
    assert not draft.problems
    assert len(draft.observations) > 30 * 30 * 2 * 2
    assert draft.targets
    assert draft.initiatives


def test_the_same_seed_makes_the_same_dataset(dataset: Path, tmp_path: Path) -> None:
    assert contents(synthetic_dataset(tmp_path / "again", *SMALL)) == contents(dataset)
