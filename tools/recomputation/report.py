"""What was compared, and what came out differently."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Subject(NamedTuple):
    """What an answer tells of; empty where it tells of several."""

    county: str = ""
    metric: str = ""
    period: str = ""


class Difference(NamedTuple):
    kind: str
    subject: Subject
    field: str
    program: Any
    recomputed: Any

    def __str__(self) -> str:
        place = " ".join(filter(None, self.subject))
        return (
            f"{self.kind}: {place}: {self.field}: program {_shown(self.program)}, recomputed {_shown(self.recomputed)}"
        )


class Report:
    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.differences: list[Difference] = []

    def differs(self, kind: str, subject: Subject, field: str, program: Any, recomputed: Any) -> None:
        self.differences.append(Difference(kind, subject, field, program, recomputed))

    def same(self, kind: str, subject: Subject, program: Mapping[str, Any], recomputed: Mapping[str, Any]) -> None:
        """Compare what was recomputed, key by key, with what the program says of it."""
        for field, value in recomputed.items():
            if program.get(field) != value:
                self.differs(kind, subject, field, program.get(field), value)

    def paired(
        self, kind: str, program: Mapping[Subject, Mapping[str, Any]], recomputed: Mapping[Subject, Mapping[str, Any]]
    ) -> None:
        """Compare records by subject; one that only one side has is a difference too."""
        for subject in program.keys() | recomputed.keys():
            mine, theirs = recomputed.get(subject), program.get(subject)
            if mine is None or theirs is None:
                self.differs(kind, subject, "there", theirs is not None, mine is not None)
            else:
                self.same(kind, subject, theirs, mine)

    def summary(self) -> str:
        """How much was compared, in a line."""
        counted = ", ".join(f"{self.counts[kind]} {kind}" for kind in self.counts)
        return f"Compared: {counted}. Differences: {len(self.differences)}"


def _shown(value: Any) -> str:
    return "nothing" if value is None else str(value)
