from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, clean_environment

from countycli.dataset.folders import toml_files
from countycli.dataset.load import checked

SMALL = ("--metrics", "30", "--years", "2", "--counties", "30", "--times", "2")


def generated(folder: Path, *arguments: str) -> Path:
    script = [sys.executable, str(ROOT / "benchmarks" / "synthetic.py"), str(folder), *arguments]
    subprocess.run(script, env=clean_environment(), check=True, capture_output=True, timeout=120)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.toml")}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("synthetic") / "data", *SMALL)


def test_a_synthetic_dataset_keeps_the_rules(dataset: Path) -> None:
    draft = checked(toml_files([dataset]))
    assert not draft.problems
    assert len(draft.observations) > 30 * 30 * 2 * 2
    assert draft.targets
    assert draft.initiatives


def test_the_same_seed_makes_the_same_dataset(dataset: Path, tmp_path: Path) -> None:
    assert contents(generated(tmp_path / "again", *SMALL)) == contents(dataset)
