from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FROZEN, ROOT, Program, clean_environment, synthetic_dataset
from screens import without_colours

from countycli.checks import checked
from countycli.index import store
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


@pytest.mark.parametrize(
    "asked",
    [
        ("show", "龙泉"),
        ("rank", "gdp_growth", "-p", "2022"),
        ("trend", "义乌", "松阳", "gdp_growth"),
        ("map", "population", "--in", "浙江"),
    ],
)
def test_a_twin_draws_the_same_page(asked: tuple[str, ...], frozen: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    terminal = importlib.import_module("terminal")
    monkeypatch.setattr(store, "dataset_root", lambda: FROZEN)
    monkeypatch.setenv("COUNTYCLI_LANG", "zh")
    command = [sys.executable, "-c", terminal.drawing_twin(asked), "answer", "it"]
    environ = {**clean_environment(), "COLUMNS": str(terminal.COLUMNS), "FORCE_COLOR": "1", "TERM": "xterm"}
    done = subprocess.run(command, env=environ, capture_output=True, check=True)
    page = frozen(*asked, lang="zh", tty=True, columns=terminal.COLUMNS).out
    drawn, expected = (without_colours(text).splitlines() for text in (done.stdout.decode(), page))
    assert [line.rstrip() for line in drawn] == [line.rstrip() for line in expected]
