"""The reader's own documents, read and checked against the content of an index instead of the files of the book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from countycli.checks import OF_DOCUMENTS
from countycli.index.make.write import invalid
from countycli.source.draft import Draft, Entry
from countycli.source.faults import locate
from countycli.source.files import CHECKED, Advance, is_definition, read_documents
from countycli.source.sheet import Block, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.index.ask.index import Index
    from countycli.model.records import Place
    from countycli.source.own import OwnData

R = TypeVar("R")

# With more figures or bytes, compiling the whole book is faster than layering, as `benchmarks/own.py` shows. Both are
# counted, as a table holds far more figures than blocks of the same size.
_MOST_FIGURES = 80_000
_MOST_BYTES = 2_400_000


class _Index(Sheet):
    """Stands for the file of definitions that come from an index. No fault of theirs is reported: definitions were
    checked when the index was made.
    """

    def __init__(self) -> None:
        self.path = Path()
        self.precedence = 0
        self.problems = []
        self.data = {}


def can_be_layered(own: OwnData) -> bool:
    """Whether no own file defines anything, for a definition may change what every other file means, and the files are
    small enough for layering to be faster than compiling the whole book.
    """
    if any(is_definition(path) for path in own.files):
        return False
    return sum(path.stat().st_size for path in own.files if path.is_file()) <= _MOST_BYTES


def is_layered_sooner(draft: Draft) -> bool:
    """Whether layering the documents of a draft is faster than compiling them with the whole book."""
    return len(draft.observations) <= _MOST_FIGURES


def read_sound_over(index: Index, own: OwnData, advance: Advance) -> Draft:
    """`draft_over` of documents without faults. Raises InvalidDatasetError if any rule is broken."""
    draft = draft_over(index, own, advance)
    if draft.problems:
        raise invalid(locate(draft.problems), own)
    return draft


def draft_over(index: Index, own: OwnData, advance: Advance) -> Draft:
    """The reader's own documents, along with the records of the book against which documents are checked: metrics with
    topics and units, categories, and places. The faults found are the same as beside all files of the book.
    """
    draft = Draft(version=index.info().version, today=own.today)
    draft.metrics = _known(index.metrics.by_id().values())
    draft.topics = _known(index.metrics.topics())
    draft.units = _known(index.metrics.units())
    draft.categories = _known(index.metrics.categories())
    read_documents(draft, own, advance)
    draft.places = _known(_places(index, draft))
    for check in OF_DOCUMENTS:
        check(draft)
    advance(CHECKED)
    return draft


def _known(records: Iterable[R]) -> list[Entry[R]]:
    block = Block(_Index(), {}, ())
    return [Entry(record, block) for record in records]


def _places(index: Index, draft: Draft) -> Iterable[Place]:
    """The places that the documents name. Where one of these doesn't exist, all places, any of which may be meant."""
    codes = {mention.record for mention in draft.mentioned}
    found = index.places.by_code(codes)
    return (found if len(found) == len(codes) else index.places.by_code()).values()
