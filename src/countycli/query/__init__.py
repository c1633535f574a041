"""One module a question: an index and a request in, a report out. Nothing is printed and nothing is written, but by
`export`.
"""

from __future__ import annotations

from countycli.record import NamedTuple


class Extent(NamedTuple):
    """How much of a long answer a request asks for, at most; None is all. Looking less up is what keeps the first page
    of a long answer fast. A report counts what it leaves out.
    """

    periods: int | None = None  # of each indicator of a place, the newest
    rows: int | None = None  # counties of a ranking, hits of each kind of a search
    named: int | None = None  # counties for each reason why some are left out of a ranking
    counties: int | None = None  # of a scope, set side by side
    figures: int | None = None  # of one document
    main: bool = False  # where no indicator is asked for, only the main ones


EVERYTHING = Extent()
