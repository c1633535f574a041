"""Rules that the records of a dataset must keep beyond the shape of their files.

A check takes the draft and reports every fault to the entry in which the fault lies; a new check goes into CHECKS. What
figures say of each other, between indicators, years, places and documents, is checked in `contradictions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.checks.duplicates import check_duplicates
from countycli.checks.figures import check_figures
from countycli.checks.formulas import check_formulas, check_rules
from countycli.checks.layouts import check_layouts
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
    check_layouts,
    check_figures,
    check_validity,
    check_aims,
    check_dates,
)
_SIMPLE = 0.4  # the part of the work that is done when only contradictions are still to be looked for
# The checks of what documents say, each for itself. These checks find the same whether a draft holds all definitions or
# only those that its documents name.
OF_DOCUMENTS = (check_duplicates, check_references, check_figures, check_validity, check_aims, check_dates)


def run_checks(draft: Draft, advance: Advance = unheard, *, contradictions: bool = True) -> None:
    """Run all checks on a draft, whose sheets then hold the faults. `advance` hears how much of this work is done.
    Without `contradictions` figures may differ from each other, as a reader's own may differ from the book's.
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
    """What `read_files` reads, after all checks. `advance` hears how much of a compilation is done, of which reading
    and checking are the first part. For `contradictions` see `run_checks`.
    """
    draft = read_files(files, own, advance)
    draft.today = own.today
    run_checks(draft, lambda done: advance(READ + (CHECKED - READ) * done), contradictions=contradictions)
    advance(CHECKED)
    return draft
