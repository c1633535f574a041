"""The versions of program and dataset, found without loading the rest of the program."""

from __future__ import annotations

import os

from countycli import __version__

TYPE_CHECKING = False  # type checkers know the name; importing `typing` for it would take longer than all the rest
if TYPE_CHECKING:
    from collections.abc import Mapping

_STAMP = os.path.join(os.path.dirname(__file__), "book.version")  # noqa: PTH118, PTH120  # pathlib takes longer than all the rest


def version_lines(variables: Mapping[str, str]) -> str:
    """What `--version` prints. `variables` are the environment, which tells where the cache is."""
    return f"countycli {__version__}\ndata {_data_version(variables)}"


def _data_version(variables: Mapping[str, str]) -> str:
    """The dataset's version: from the stamp that the build leaves beside the index, in a checkout from the index."""
    try:
        with open(_STAMP, encoding="utf-8") as file:
            return file.read().strip()
    except FileNotFoundError:
        from countycli.index.store import open_index

        index = open_index(variables=variables)
        version = index.info().version
        index.close()
        return version
