"""Figures that can't all be true. Nothing is a fault here that a `note` explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.checks.agreement import check_agreement
from countycli.checks.evidence import gather
from countycli.checks.growth import check_growth
from countycli.checks.heads import check_heads
from countycli.checks.parts import check_parts
from countycli.checks.quotients import check_quotients
from countycli.checks.scale import check_scale
from countycli.checks.totals import check_totals

if TYPE_CHECKING:
    from countycli.source.draft import Draft

_CHECKS = (check_parts, check_totals, check_growth, check_quotients, check_heads, check_scale, check_agreement)


def check_contradictions(draft: Draft) -> None:
    evidence = gather(draft)
    for check in _CHECKS:
        check(evidence)
