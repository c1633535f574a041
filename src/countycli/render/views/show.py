"""`show`: one place. Its pages and the data for programs have modules of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.views import View

if TYPE_CHECKING:
    from countycli.query.show import ShowReport
    from countycli.render.encode import Data
    from countycli.render.page import Page
    from countycli.render.words import Words


def omitted(report: ShowReport, words: Words) -> str | None:
    """What the flat formats leave out: initiatives, and figures of earlier units."""
    code, told = report.place.code, []
    if report.initiatives:
        told.append(
            words(
                "initiatives ({count}); see `countycli initiatives --county {code}`",
                count=len(report.initiatives),
                code=code,
            )
        )
    if report.former:
        told.append(words("figures of earlier units ({count}); see --json", count=len(report.former)))
    return words("Not among these rows: {what}", what=words.join(told)) if told else None


def page(report: ShowReport, words: Words) -> Page:
    """At a glance, or all that was asked for."""
    if report.glance:
        from countycli.render.views import glance

        return glance.page(report, report.glance, words)
    from countycli.render.views import place_page

    return place_page.page(report, words)


def payload(report: ShowReport, words: Words) -> Data:
    from countycli.render.views import show_data

    return show_data.payload(report, words)


def rows(report: ShowReport, words: Words) -> list[Data]:
    from countycli.render.views import show_data

    return show_data.rows(report, words)


def _empty_header() -> tuple[str, ...]:
    from countycli.render.views import show_data

    return show_data.EMPTY_HEADER


VIEW: View[ShowReport] = View(page=page, payload=payload, rows=rows, omitted=omitted, empty_header=_empty_header)
