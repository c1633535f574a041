"""The versions of program and dataset, told without loading the command line."""

from __future__ import annotations

from countycli import __version__
from countycli.dataset.store import open_index


def version_lines() -> str:
    return f"countycli {__version__}\ndata {open_index().info().version}"
