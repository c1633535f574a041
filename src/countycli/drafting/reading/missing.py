"""Libraries that are only there where somebody asked for them."""

from __future__ import annotations

from countycli.errors import CountyError
from countycli.phrases import Phrase


def missing(library: str) -> CountyError:
    message = Phrase("{library} is not installed", library=library)
    return CountyError(message, Phrase("install it: `pip install 'countycli[draft]'`"))
