"""Libraries that only some formats need, and that may be missing."""

from __future__ import annotations

from countycli.errors import CountyError
from countycli.phrases import Phrase


def missing(kind: str, library: str) -> CountyError:
    """The error for an answer of a format whose library is not installed."""
    message = Phrase("{format} is written by {library}, which is not installed", format=kind, library=library)
    return CountyError(message, Phrase("install it: `pip install 'countycli[files]'`"))
