"""The checks' work grows with the figures, wherever these crowd. What is counted is steps of the interpreter, which are
the same on every machine, not time.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest
from conftest import ROOT

from countycli.checks import run_checks
from countycli.source.draft import Draft
from countycli.source.files import read_files

FEW, MANY = 120, 360  # blocks: of one period there are so many documents that not all ways can be tried
MOST_GROWTH = 1.2  # of the steps per figure; comparing all pairs would make it nearly 3


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("checks_benchmark", ROOT / "benchmarks" / "checks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where its records are looked up
    spec.loader.exec_module(module)
    return module


BENCHMARK = benchmark()
DEFINITIONS = [ROOT / "data" / f"{name}.toml" for name in ("dataset", "regions", "counties", "metrics")]


def drafted(folder: Path, shape: str, blocks: int) -> Draft:
    folder.mkdir()
    BENCHMARK.write(folder, BENCHMARK.SHAPES[shape], blocks)
    return read_files([*DEFINITIONS, *sorted(folder.iterdir())])


def steps_of(work: Callable[[], None]) -> int:
    """How many instructions of the interpreter a piece of work takes."""
    steps = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal steps
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        steps += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps


@pytest.fixture(scope="module")
def of_definitions() -> int:
    return steps_of(partial(run_checks, read_files(DEFINITIONS)))


@pytest.mark.no_cover
@pytest.mark.parametrize("shape", BENCHMARK.SHAPES)
def test_work_grows_no_faster_than_the_figures(tmp_path: Path, shape: str, of_definitions: int) -> None:
    few, many = (drafted(tmp_path / str(blocks), shape, blocks) for blocks in (FEW, MANY))
    per_figure = [
        (steps_of(partial(run_checks, draft)) - of_definitions) / len(draft.observations) for draft in (few, many)
    ]
    assert per_figure[1] < MOST_GROWTH * per_figure[0]
