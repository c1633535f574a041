"""Timings of `answers.py` as ratios, and the table that shows them."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timing import Times

HEADER = ("", "ms", "/ hello", "budget", "by cpu", "/ pass", "/ twin", "budget")
MARKDOWN_COLUMNS = (0, 1, 2, 3, 6, 7)
WIDTHS = (22, 7, 9, 8, 8, 8, 8, 8)


class Budget(NamedTuple):
    """The most that an answer may take, as a ratio to hello and to its twin."""

    hello: float | None = None
    twin: float | None = None


class Machine(NamedTuple):
    """When and on what was measured; no name of a host."""

    date: str
    cpus: int
    platform: str
    python: str
    loaded: bool
    runs: int

    def __str__(self) -> str:
        load = ", every core kept busy" if self.loaded else ""
        kind = f"{self.cpus} cores, {self.platform}, Python {self.python}"
        return f"{self.date}; {kind}{load}; medians of {self.runs} runs"


class Line(NamedTuple):
    """A program and, as ratios of medians, what it takes beside others: by the clock, or of the processor."""

    name: str
    times: Times
    budget: Budget
    to_hello: float
    to_hello_by_cpu: float
    to_pass: float
    to_twin: float | None
    of_rank: float | None  # of a peer: what `rank` takes beside it

    def record(self) -> dict[str, Any]:
        return {**self._asdict(), "times": self.times._asdict(), "budget": self.budget._asdict()}

    @property
    def cells(self) -> tuple[str, ...]:
        """As in HEADER."""
        beside_hello = (self.to_hello, self.budget.hello, self.to_hello_by_cpu)
        ratios = (*beside_hello, self.to_pass, self.to_twin, self.budget.twin)
        return (self.name, f"{self.times.wall * 1000:.0f}", *("" if it is None else f"{it:.2f}" for it in ratios))


def machine(*, loaded: bool, runs: int) -> Machine:
    kind = f"{platform.machine().replace('_', '-')} {platform.system()}"
    version = ".".join(platform.python_version_tuple()[:2])
    return Machine(datetime.now(UTC).date().isoformat(), os.cpu_count() or 1, kind, version, loaded, runs)


def lines(times: Mapping[str, Times], budgets: Mapping[str, Budget]) -> list[Line]:
    found = []
    for name, it in times.items():
        same = times.get(f"twin of {name}")
        found.append(
            Line(
                name,
                it,
                budgets.get(name, Budget()),
                to_hello=it.wall / times["hello"].wall,
                to_hello_by_cpu=it.cpu / times["hello"].cpu,
                to_pass=it.wall / times["python -c pass"].wall,
                to_twin=it.wall / same.wall if same else None,
                of_rank=times["rank"].wall / it.wall if name.startswith("peer ") else None,
            )
        )
    return found


def plain(found: list[Line], circumstances: Machine) -> str:
    rows = ["".join(map(_aligned, it, WIDTHS)) for it in (HEADER, *(line.cells for line in found))]
    return "\n".join([*rows, *_beside_peers(found), str(circumstances)])


def markdown(found: list[Line], circumstances: Machine) -> str:
    """The answers and their peers beside hello and the twins, for the README."""
    shown = [line.cells for line in found if not line.name.startswith("twin of")]
    rule = ("---", *("---:" for _ in HEADER[1:]))
    rows = [" | ".join(row[column] for column in MARKDOWN_COLUMNS) for row in (HEADER, rule, *shown)]
    return "\n".join([*(f"| {row} |" for row in rows), "", *_beside_peers(found), str(circumstances)])


def _beside_peers(found: list[Line]) -> list[str]:
    """`rank` as a ratio to each of its peers."""
    ratios = [f"{it.name.removeprefix('peer ')} {it.of_rank:.2f}" for it in found if it.of_rank is not None]
    return [f"rank / peers: {', '.join(ratios)}"] if ratios else []


def _aligned(cell: str, width: int) -> str:
    """The first column, which is the widest, to the left."""
    return cell.ljust(width) if width == WIDTHS[0] else cell.rjust(width)
