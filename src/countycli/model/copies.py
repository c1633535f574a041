"""What whoever cites a document must know of it where it was not read in the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import COMPILATION
from countycli.phrases import N_, Phrase

if TYPE_CHECKING:
    from countycli.model.records import Document

_REMARKS = {
    "copy": N_("read as a copy on another site, not in the original"),
    COMPILATION: N_("figures taken from a compilation, the original was not seen"),
}


def remark_on_copy(document: Document) -> Phrase | None:
    """Where the document was read; None for what was read in the original."""
    remark = _REMARKS.get(document.access)
    return Phrase(remark) if remark else None
