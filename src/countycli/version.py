"""The versions of program and dataset, told without loading anything."""

from __future__ import annotations

import os

from countycli import __version__

TYPE_CHECKING = False  # as type checkers know it; the module that has it takes longer to load than all the rest
if TYPE_CHECKING:
    from collections.abc import Mapping

_STAMP = os.path.join(os.path.dirname(__file__), "book.version")  # noqa: PTH118, PTH120  # pathlib takes longer than all the rest


def version_lines(variables: Mapping[str, str]) -> str:
    """`variables` tell where the cache is."""
    return f"countycli {__version__}\ndata {_data_version(variables)}"


def _data_version(variables: Mapping[str, str]) -> str:
    """From the stamp that the build leaves beside the index; a checkout, which has none, asks the book."""
    try:
        with open(_STAMP, encoding="utf-8") as file:
            return file.read().strip()
    except FileNotFoundError:
        from countycli.index.store import open_index

        index = open_index(variables=variables)
        version = index.info().version
        index.close()
        return version
