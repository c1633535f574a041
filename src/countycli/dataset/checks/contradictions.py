"""Figures that can't all be true. Nothing is a fault here that a `note` explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.dataset.checks.agreement import check_agreement
from countycli.dataset.checks.evidence import gather
from countycli.dataset.checks.growth import check_growth
from countycli.dataset.checks.heads import check_heads
from countycli.dataset.checks.parts import check_parts
from countycli.dataset.checks.quotients import check_quotients
from countycli.dataset.checks.scale import check_scale
from countycli.dataset.checks.totals import check_totals

if TYPE_CHECKING:
    from countycli.dataset.draft import Draft

_CHECKS = (check_parts, check_totals, check_growth, check_quotients, check_heads, check_scale, check_agreement)


def check_contradictions(draft: Draft) -> None:
    evidence = gather(draft)
    for check in _CHECKS:
        check(evidence)
