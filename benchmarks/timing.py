"""Timing of programs that are run in turn; what `answers.py` and `growth.py` share."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Case(NamedTuple):
    """A command line, and the variables that are set for it beside those of this process. `columns`: the width of the
    terminal that it writes to; 0 for a pipe.
    """

    command: list[str]
    variables: dict[str, str]
    columns: int = 0


class Times(NamedTuple):
    """Seconds: by the clock, and of the processor."""

    wall: float
    cpu: float


def measured(case: Case) -> Times:
    """One run, its output thrown away."""
    variables = {**os.environ, **case.variables}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    if case.columns:
        from pseudoterminal import written  # which only POSIX has

        written(case.command, variables, case.columns)
    else:
        discarded = subprocess.DEVNULL
        subprocess.run(case.command, env=variables, stdout=discarded, stderr=discarded, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Times(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def medians(cases: Mapping[str, Case], runs: int) -> dict[str, Times]:
    """Of each case, all being run round by round, after one round that doesn't count: a busy moment slows all of them.
    Each round has an order of its own, for a program is slower after one that took much memory.
    """
    shuffled = Random(0).sample  # noqa: S311  # no secret
    rounds = [{name: measured(cases[name]) for name in shuffled([*cases], len(cases))} for _ in range(runs + 1)][1:]
    return {name: _median([it[name] for it in rounds]) for name in cases}


@contextmanager
def busy() -> Iterator[None]:
    """A process for each core that keeps it busy."""
    spinning = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.wait()


def output(case: Case) -> bytes:
    return subprocess.run(case.command, env={**os.environ, **case.variables}, capture_output=True, check=False).stdout


def _median(found: list[Times]) -> Times:
    return Times(*(statistics.median(column) for column in zip(*found, strict=True)))


def installed() -> Path:
    """The folder of the package that is installed with its index."""
    spec = find_spec("countycli")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    if folder is None or not (folder / "book.sqlite").exists():
        sys.exit("countycli must be installed as a package here (pip install .)")
    return folder
