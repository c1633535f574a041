"""The versions of program and dataset, told without loading anything."""

from __future__ import annotations

import os

from countycli import __version__

_STAMP = os.path.join(os.path.dirname(__file__), "book.version")  # noqa: PTH118, PTH120  # pathlib takes longer than all the rest


def version_lines() -> str:
    return f"countycli {__version__}\ndata {_data_version()}"


def _data_version() -> str:
    """From the stamp that the build leaves beside the index; a checkout, which has none, asks the book."""
    try:
        with open(_STAMP, encoding="utf-8") as file:
            return file.read().strip()
    except FileNotFoundError:
        from countycli.index.store import open_index

        index = open_index()
        version = index.info().version
        index.close()
        return version
