"""Which parts of a page's texts are numbers of documents, for formats in which a number leads to its document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from countycli.render.page import Cited, Heading, Table, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.render.page import Cell, Page

_NUMBER = re.compile(r"\[(\+?\d+)\]")


class Citations:
    """The numbers of a page, read from its beginning to its end. On the rare page with several lists of documents each
    list counts anew: labels tell the second one's documents from the first one's, `2-1` from `1`.
    """

    def __init__(self, page: Page) -> None:
        lists = [block for block in page if isinstance(block, Table) and block.documents]
        self._known = {number_of(row) for table in lists for row in table.rows if not isinstance(row, Heading)}
        self._list = 1

    def parts(self, text: str) -> Iterator[tuple[str, str]]:
        """Stretches of a text, each with the label of a document: empty for words and for numbers of no document."""
        if not isinstance(text, Cited):
            yield text, ""
            return
        for place, part in enumerate(_NUMBER.split(text)):  # words and, between them, numbers
            if place % 2 == 0:
                yield part, ""
            else:
                yield f"[{part}]", self.label(part) if part in self._known else ""

    def label(self, number: str) -> str:
        """The label of a document of the list that figures refer to now."""
        return number if self._list == 1 else f"{self._list}-{number}"

    def end_list(self) -> None:
        """What follows refers to the next list."""
        self._list += 1


def number_of(row: tuple[Cell, ...]) -> str:
    """The number of a row in a list of documents, without its brackets."""
    return text_of(row[0]).strip("[]")
