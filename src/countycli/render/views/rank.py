"""`rank`: a ranking. The page and the rows for programs have modules of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.views import View

if TYPE_CHECKING:
    from countycli.query.rank import RankReport
    from countycli.render.encode import Data
    from countycli.render.page import Page
    from countycli.render.words import Words


def page(report: RankReport, words: Words) -> Page:
    from countycli.render.views import rank_page

    return rank_page.page(report, words)


def payload(report: RankReport, words: Words) -> Data:
    from countycli.render.views import rank_data

    return rank_data.payload(report, words)


def rows(report: RankReport, words: Words) -> list[Data]:
    from countycli.render.views import rank_data

    return rank_data.rows(report, words)


def _omitted(report: RankReport, words: Words) -> str | None:
    """Flat rows hold counties that are ranked: the others that the reader marked are told of beside the rows."""
    from countycli.render.views.left_out import marked_told

    return words("; ").join(marked_told(report, words)) or None


VIEW: View[RankReport] = View(page=page, payload=payload, rows=rows, omitted=_omitted)
