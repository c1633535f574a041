"""From a report to text in one of the formats: the table of formats, and JSON's envelope."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from countycli import __version__
from countycli.record import NamedTuple
from countycli.render.terminal import safe_json, safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.fixity.seal import Stamp
    from countycli.model.records import Metric
    from countycli.model.reports import DataInfo
    from countycli.render.encode import Data
    from countycli.render.page import Page
    from countycli.render.rows import Rows
    from countycli.render.views import Report, View
    from countycli.render.words import Words

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown", "html", "svg", "xlsx")
# Other names of formats.
ALIASES = {"md": "markdown", "txt": "table", "text": "table"}
FLAT = ("jsonl", "csv", "tsv")  # formats of rows alone, without title, notes and sources
# File name endings that choose a format where none is named.
ENDINGS = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".md": "markdown",
    ".txt": "table",
    ".html": "html",
    ".htm": "html",
    ".svg": "svg",
    ".xlsx": "xlsx",
}
BYTE_ORDER_MARK = "\ufeff"  # by which Excel tells UTF-8 from the encoding of the system
DOCUMENTS = ("html", "xlsx")  # formats that tell the question along with the answer
BINARY = ("xlsx",)  # formats that are no text: they go to a file


class Style(NamedTuple):
    """How to write: format, width in cells (None: no limit), JSON in ASCII only or not. `drawn`: a page is drawn as for
    a terminal, with frames and small pictures, with or without `color`, of Unicode or of ASCII; where there is colour,
    titles may be `links`. `complete`: pages are whole, as in a file, instead of cut to what fits a screen. `terminal`:
    the answer goes to a terminal, so that escape sequences in texts must be made harmless in the formats for programs,
    too. `asked` is the command line, for files that tell what they answer. `excel`: CSV begins with the mark that Excel
    needs. `cite` is the style of the references that are added to the answer; empty for none. `stamp`: a workbook is
    sealed with it.
    """

    format: str
    width: int | None
    drawn: bool = False
    color: bool = False
    unicode: bool = True
    links: bool = False
    ascii_only: bool = False
    complete: bool = False
    terminal: bool = False
    asked: str = ""
    excel: bool = False
    cite: str = ""
    stamp: Stamp | None = None


def render(command: str, report: Report, words: Words, style: Style) -> str:
    """The report of `command` as text, ending in a line break."""
    from countycli.render.views import view_of

    view = view_of(command)
    if style.format == "table":
        return _painted(_page(view, report, words, style), words, style)
    if style.format == "markdown":
        from countycli.render import markdown

        return markdown.render_page(_page(view, report, words, style), words)
    if style.format == "html":
        from countycli.render import html

        return html.render_page(_page(view, report, words, style), words, _footer(report.info, words, style))
    if style.format == "svg":
        return _pictured(view, report, words, style)
    from countycli.render import machine

    if style.format in ("csv", "tsv"):
        delimiter = "\t" if style.format == "tsv" else ","
        text = machine.render_csv(view.rows(report, words), delimiter, view.empty_header(), terminal=style.terminal)
        return BYTE_ORDER_MARK + text if style.excel else text
    if style.format == "json":
        text = machine.render_json(_envelope(command, report, words, style.cite), style.ascii_only)
    else:
        text = machine.render_jsonl(view.rows(report, words), style.ascii_only)
    return safe_json(text) if style.terminal else text


def _painted(page: Page, words: Words, style: Style) -> str:
    if not style.drawn:
        from countycli.render import plain

        return plain.render_page(page, words, style.width, unicode=style.unicode)
    from countycli.render import rich

    return rich.render_page(page, words, rich.Screen(style.width, style.color, style.unicode, style.links))


def render_file(command: str, report: Report, words: Words, style: Style) -> bytes:
    """The report of `command` as a file of one of the formats that are no text."""
    from countycli.render import xlsx
    from countycli.render.views import view_of

    content = xlsx.Content(
        rows=rows_of(command, report, words),
        page=_page(view_of(command), report, words, style),
        documents=report.documents,
        names={metric.id: words.metric(metric) for metric in _metrics(report)},
        footer=_footer(report.info, words, style),
        chart={"rank": "bar", "trend": "line"}.get(command, ""),
        references=_bibliography(report, style.cite, words) if style.cite else [],
        stamp=style.stamp,
    )
    return xlsx.workbook(content, words)


def rows_of(command: str, report: Report, words: Words) -> Rows:
    """The rows of the flat formats as values of Python."""
    from countycli.render.encode import typed
    from countycli.render.rows import Rows
    from countycli.render.views import view_of

    return Rows.of(list(map(typed, view_of(command).rows(report, words))))


def _metrics(report: Any) -> Iterable[Metric]:
    """The indicators that a report names, whichever way the report holds them."""
    one, several = getattr(report, "metric", None), getattr(report, "metrics", {})
    listed = several.values() if isinstance(several, Mapping) else several
    return (*([one] if one else ()), *listed)


def _footer(info: DataInfo, words: Words, style: Style) -> tuple[str, ...]:
    """What a file tells of the answer that it holds: of which data, and to which question."""
    data = words(
        "countycli {program}, data {version}: {count} documents, the newest of {date}",
        program=__version__,
        version=info.version,
        count=info.documents,
        date=info.as_of,
    )
    return (data, safe_line(style.asked)) if style.asked else (data,)


def _pictured(view: View[Any], report: Report, words: Words, style: Style) -> str:
    """The chart or the map as a picture or, where the answer has neither, the page as it looks on a terminal."""
    from countycli.render.page import PICTURE_WIDTH, Lines, made_safe
    from countycli.render.whole import title_of

    if picture := made_safe(view.picture(report, words)):
        from countycli.render.page import QUIET
        from countycli.render.vector.sheet import sheet

        below = _references(view.page(report, words), report, words, style)
        return sheet((*picture, *below, Lines(_footer(report.info, words, style), QUIET)), title_of(picture))
    from countycli.render import rich, svg
    from countycli.render.grid import whole_width

    page = _page(view, report, words, style)
    width = style.width or whole_width(page, PICTURE_WIDTH)  # who is sent a picture can't widen it
    lines = rich.drawn_lines(page, words, rich.Screen(width, color=True))
    return svg.render_lines(lines, title_of(page))


def _page(view: View[Any], report: Report, words: Words, style: Style) -> Page:
    from countycli.render.page import made_safe

    page = view.page(report, words)
    if style.complete:
        from countycli.render.whole import completed

        page = completed(page, in_document=style.format != "table")
    if style.cite and style.format == "markdown":
        from countycli.render.references.page import as_footnotes

        page = as_footnotes(page, report.documents, style.cite, words)
    else:
        page += _references(page, report, words, style)
    return made_safe(page)


def _references(page: Page, report: Report, words: Words, style: Style) -> Page:
    """The blocks with references to the documents of a page, where they were asked for."""
    if not style.cite:
        return ()
    from countycli.render.references.page import below

    return below(page, report.documents, style.cite, words, wrap=style.format == "svg")


def omitted(command: str, report: Report, words: Words, style: Style) -> str | None:
    """What a flat format leaves out of the answer: a line for stderr."""
    if style.format not in FLAT:
        return None
    from countycli.render.views import view_of

    return view_of(command).omitted(report, words)


def _envelope(command: str, report: Report, words: Words, cite: str) -> Data:
    from countycli.render import encode
    from countycli.render.views import view_of

    payload = view_of(command).payload(report, words)
    return {
        "schema": f"countycli/{command}/1",
        "data": encode.data_info(report.info),
        "query": payload.pop("query"),
        **payload,
        **({"bibliography": _bibliography(report, cite, words)} if cite else {}),
        "notes": encode.notes(report.notes, words),
        "sources": encode.documents(report.documents),
    }


def _bibliography(report: Report, style: str, words: Words) -> list[Data]:
    from countycli.render.references import listed, with_items

    return with_items(listed(report.documents.values(), style, words), report.documents)
