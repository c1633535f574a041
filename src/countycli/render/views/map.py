"""`map`: counties in classes, as tiles where they lie. The page and the rows for programs have their own modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.views import View

if TYPE_CHECKING:
    from countycli.query.map import MapReport
    from countycli.render.encode import Data
    from countycli.render.page import Page
    from countycli.render.words import Words


def page(report: MapReport, words: Words) -> Page:
    from countycli.render.views import map_page

    return map_page.page(report, words)


def picture(report: MapReport, words: Words) -> Page:
    from countycli.render.views import map_page

    return map_page.picture(report, words)


def payload(report: MapReport, words: Words) -> Data:
    from countycli.render.views import map_data

    return map_data.payload(report, words)


def rows(report: MapReport, words: Words) -> list[Data]:
    from countycli.render.views import map_data

    return map_data.rows(report, words)


VIEW: View[MapReport] = View(page=page, payload=payload, rows=rows, picture=picture)
