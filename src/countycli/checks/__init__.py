"""Rules that the records of a dataset must keep beyond the shape of their files. A new check goes into CHECKS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.checks.duplicates import check_duplicates
from countycli.checks.figures import check_figures
from countycli.checks.formulas import check_formulas, check_rules
from countycli.checks.names import check_names
from countycli.checks.places import check_places
from countycli.checks.references import check_references, check_terms
from countycli.checks.relations import check_relations
from countycli.checks.validity import check_aims, check_dates, check_validity
from countycli.source.files import CHECKED, READ, Advance, read_files, unheard
from countycli.source.own import NOTHING, OwnData

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from countycli.source.draft import Draft

CHECKS: tuple[Callable[[Draft], None], ...] = (
    check_duplicates,
    check_names,
    check_references,
    check_terms,
    check_formulas,
    check_rules,
    check_relations,
    check_places,
    check_figures,
    check_validity,
    check_aims,
    check_dates,
)
_SIMPLE = 0.4  # the part of the work that is done when only contradictions are still to be looked for
# Those of what single documents tell. They find the same whether a draft holds all definitions or those that the
# documents name.
OF_DOCUMENTS = (check_duplicates, check_references, check_figures, check_validity, check_aims, check_dates)


def run_checks(draft: Draft, advance: Advance = unheard, *, contradictions: bool = True) -> None:
    """Run all checks; each reports into the sheets that its records came from. Without `contradictions` figures may
    differ from others.
    """
    share = _SIMPLE if contradictions else 1
    for number, check in enumerate(CHECKS, 1):
        check(draft)
        advance(share * number / len(CHECKS))
    if contradictions:
        from countycli.checks.contradictions import check_contradictions  # not loaded for own files, which may differ

        check_contradictions(draft, lambda done: advance(_SIMPLE + (1 - _SIMPLE) * done))


def checked(
    files: Iterable[Path], own: OwnData = NOTHING, advance: Advance = unheard, *, contradictions: bool = True
) -> Draft:
    """`read_files`, with the checks of the dataset run on what was read. Without `contradictions` figures may differ
    from others.
    """
    draft = read_files(files, own, advance)
    draft.today = own.today
    run_checks(draft, lambda done: advance(READ + (CHECKED - READ) * done), contradictions=contradictions)
    advance(CHECKED)
    return draft
