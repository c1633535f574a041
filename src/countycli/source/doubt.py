"""The attribute `doubtful` of a value that a document prints but that can hardly be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.phrases import Phrase
from countycli.source.slips import written

if TYPE_CHECKING:
    from countycli.source.sheet import Block

DOUBTFUL = "doubtful"
# What is told of the attribute where it doesn't belong, and how it is written where it does.
MISPLACED = Phrase("`doubtful` stands beside a single `value` of observations or of a table, nowhere else")
EXAMPLE = written('gdp = { value = 12.3, doubtful = true, note = "…" }')
_REASON = written('note = "…"')


def read_doubt(block: Block, note: str | None) -> bool:
    """Whether a value is doubtful. The value's own `note` must say why: what stands at the head of a block or a row
    tells of all its values.
    """
    doubtful = block.flag(DOUBTFUL)
    if doubtful and note is None:
        block.report(DOUBTFUL, "D407", Phrase("A doubtful value needs its own `note` that says why"), _REASON)
    if doubtful and "value" not in block.table:
        block.report(DOUBTFUL, "D407", Phrase("Only a value can be doubtful, and there is none"))
    return doubtful
