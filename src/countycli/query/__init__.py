"""One module for each kind of question: each takes an index and a request and gives a report. Nothing is printed here,
and only `export` writes files.
"""

from __future__ import annotations

from countycli.record import NamedTuple


class Extent(NamedTuple):
    """How much of a long answer a request asks for at most; None asks for all. A first page is fast because only what
    the page shows is looked up. Reports count what they leave out.
    """

    periods: int | None = None  # of each indicator of a place, the newest
    rows: int | None = None  # counties of a ranking
    hits: int | None = None  # of each kind of a search
    named: int | None = None  # counties for each reason why some are left out of a ranking
    counties: int | None = None  # of a scope, set side by side
    indicators: int | None = None  # in which places are set side by side, where none is asked for
    figures: int | None = None  # of one document
    members: int | None = None  # of a group, one by one; larger groups are told by province
    initiatives: int | None = None  # of many, the newest of each county or category
    main: bool = False  # where no indicator is asked for, only the main ones


EVERYTHING = Extent()
