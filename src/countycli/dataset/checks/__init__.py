"""Rules that the records of a dataset must keep beyond the shape of their files. A new check goes into CHECKS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.dataset.checks.contradictions import check_contradictions
from countycli.dataset.checks.duplicates import check_duplicates
from countycli.dataset.checks.figures import check_figures
from countycli.dataset.checks.formulas import check_formulas
from countycli.dataset.checks.names import check_names
from countycli.dataset.checks.places import check_places
from countycli.dataset.checks.references import check_references, check_terms
from countycli.dataset.checks.relations import check_relations
from countycli.dataset.checks.validity import check_aims, check_dates, check_validity

if TYPE_CHECKING:
    from collections.abc import Callable

    from countycli.dataset.draft import Draft

CHECKS: tuple[Callable[[Draft], None], ...] = (
    check_duplicates,
    check_names,
    check_references,
    check_terms,
    check_formulas,
    check_relations,
    check_places,
    check_figures,
    check_validity,
    check_aims,
    check_dates,
    check_contradictions,
)


def run_checks(draft: Draft, *, contradictions: bool = True) -> None:
    """Run all checks; each reports into the sheets that its records came from. Without `contradictions` figures may
    differ from others.
    """
    for check in CHECKS:
        if contradictions or check is not check_contradictions:
            check(draft)
