"""The versions of program and dataset. Apart from the command line, which takes ten times longer to load than to answer."""

from __future__ import annotations

from countycli import __version__
from countycli.dataset.store import open_index


def version_lines() -> str:
    return f"countycli {__version__}\ndata {open_index().info().version}"
