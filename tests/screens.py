"""What stands on a screen, read by its characters alone."""

from __future__ import annotations

import re

_COLOURS_AND_LINKS = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)")


def without_colours(text: str) -> str:
    return _COLOURS_AND_LINKS.sub("", text)
