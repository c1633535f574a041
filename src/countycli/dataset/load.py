"""Reading of whole dataset folders, and of single files on top of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.dataset.definitions import read_dataset, read_metrics
from countycli.dataset.documents import read_document
from countycli.dataset.draft import Draft
from countycli.dataset.registry import read_counties, read_groups, read_regions
from countycli.dataset.sheet import Sheet
from countycli.dataset.units import Units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

# Files of these names hold definitions; every other TOML file is a document's.
_DEFINITIONS: dict[str, Callable[[Sheet, Draft], None]] = {
    "dataset.toml": read_dataset,
    "regions.toml": read_regions,
    "counties.toml": read_counties,
    "groups.toml": read_groups,
    "metrics.toml": read_metrics,
}


def dataset_files(paths: Iterable[Path]) -> list[Path]:
    """The TOML files among `paths` and below those that are folders, in a fixed order."""
    files: list[Path] = []
    for path in paths:
        files += sorted(path.rglob("*.toml")) if path.is_dir() else [path]
    return list(dict.fromkeys(files))


def read_files(files: Iterable[Path]) -> Draft:
    """Everything in `files`: the definitions first, then the documents that use them. Problems are in the sheets."""
    draft = Draft(sheets=[Sheet(path) for path in files])
    documents = []
    for sheet in draft.sheets:
        read = _DEFINITIONS.get(sheet.path.name)
        if read is None:
            documents.append(sheet)
        elif not sheet.problems:
            read(sheet, draft)
    units = Units((entry.record for entry in draft.metrics), (entry.record for entry in draft.units))
    for sheet in documents:
        read_document(sheet, draft, units)
    return draft


def checked(files: Iterable[Path]) -> Draft:
    """`read_files`, with every check of the dataset run on what was read."""
    from countycli.dataset.checks import run_checks

    draft = read_files(files)
    run_checks(draft)
    return draft
