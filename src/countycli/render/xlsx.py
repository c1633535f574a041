"""Answers as workbooks for spreadsheets: numbers as numbers, texts as texts, and on sheets of their own the documents
and how the answer came about.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from countycli.errors import MissingLibraryError
from countycli.fixity.canonical import canonical
from countycli.fixity.readers import SEAL_MARK, Layout
from countycli.fixity.readers.workbook import records_of
from countycli.fixity.seal import Seal
from countycli.phrases import N_
from countycli.record import NamedTuple
from countycli.render.page import Heading, Lines, Panel, Table, text_of
from countycli.render.strands import strands_of
from countycli.render.views import elements, labels
from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from countycli.fixity.readers.workbook import Cells
    from countycli.fixity.seal import Stamp
    from countycli.model.records import Document
    from countycli.render.page import Page
    from countycli.render.rows import Rows
    from countycli.render.strands import Strand
    from countycli.render.words import Words

_REMARKS = ("note", "standing", "printed", "breaks")  # what a comment at the value tells
_MARKS = {
    "doubtful": N_("can hardly be right as printed"),
    "disputed": N_("documents differ"),
    "derived": N_("calculated"),
    "zones_apart": N_("functional zones counted apart"),
    "period_inferred": N_("the document leaves the period open"),
}
_NARROWEST, _WIDEST = 6, 48  # cells of a column
_SEAL_SHEET = "fixity"
_CELL = 30_000  # characters of a cell; no more than 32,767 fit
_BARS = 20  # counties in the chart of a ranking
_COLORS = ("#4472C4", "#ED7D31", "#70AD47", "#7F7F7F", "#FFC000", "#7030A0")  # of places in the chart of a series


class Content(NamedTuple):
    """What a workbook is made of. `names` are the indicators' names by id; `footer` tells of data and question;
    `references` are those to the documents, in their order, where they were asked for.
    """

    rows: Rows
    page: Page
    documents: Mapping[str, Document]
    names: Mapping[str, str]
    footer: Sequence[str]
    chart: str = ""  # `bar` of a ranking, `line` of a series
    references: Sequence[Mapping[str, Any]] = ()
    stamp: Stamp | None = None  # the workbook is sealed with it


def workbook(content: Content, words: Words) -> bytes:
    """The workbook as a file. Raises MissingLibraryError where XlsxWriter is not installed."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingLibraryError("XlsxWriter", extra="files") from error
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False}) as book:
        _Writer(book, words).write(content)
    return buffer.getvalue()


class _Writer:
    def __init__(self, book: Workbook, words: Words) -> None:
        self._book = book
        self._words = words
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._numbers: dict[int, Format] = {}
        self._held: dict[str, dict[int, Cells]] = {}  # what stands in the tables, by sheet and row

    def write(self, content: Content) -> None:
        data = self._book.add_worksheet(self._words(N_("Data")))
        self._data(data, content)
        self._sources(self._book.add_worksheet(self._words(N_("Sources"))), content)
        about = self._book.add_worksheet(self._words(N_("About")))
        if content.chart and len(content.rows) > 1:
            self._chart(data, content)
        seal = self._sealed(content.stamp, content, about.name) if content.stamp else None
        self._about(about, content, seal)

    def _data(self, sheet: Worksheet, content: Content) -> None:
        columns = _columns(content.rows)
        titles = [self._words(labels.COLUMNS[key]) if key in labels.COLUMNS else key for key in columns]
        records = list(content.rows)
        texts = [[self._shown(record, key, content.names) for key in columns] for record in records]
        self._header(sheet, titles, len(records))
        for column, title in enumerate(titles):
            widest = max((cell_width(str(row[column])) for row in texts if row[column] is not None), default=0)
            sheet.set_column(column, column, min(max(widest, cell_width(title), _NARROWEST) + 2, _WIDEST))
        for number, (record, cells) in enumerate(zip(records, texts, strict=True), 1):
            for column, cell in enumerate(cells):
                self._cell(sheet, number, column, cell)
            remark = self._remark(record)
            if remark and "value" in columns:
                sheet.write_comment(number, columns.index("value"), remark)

    def _header(self, sheet: Worksheet, titles: Sequence[str], rows: int) -> None:
        for column, title in enumerate(titles):
            sheet.write_string(0, column, title, self._head)
            self._hold(sheet, 0, column, title)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(rows, 1), max(len(titles) - 1, 0))

    def _shown(self, record: Mapping[str, Any], key: str, names: Mapping[str, str]) -> object:
        """The value of a cell: codes that have names by their names."""
        value = record[key]
        if key == "metric":
            return names.get(value, value)
        if key == "status" and value in labels.STATUSES:
            return self._words(labels.STATUSES[value])
        return self._words.term(value) if key == "unit" and value else value

    def _cell(self, sheet: Worksheet, row: int, column: int, value: object) -> None:
        """Numbers get as many decimals as they have. Texts are written as texts, whatever sign they begin with: a
        spreadsheet would take them for formulas else.
        """
        if value is None:
            return
        self._hold(sheet, row, column, value)
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, self._number(value))
        else:
            sheet.write_string(row, column, str(value), self._text)

    def _number(self, value: float) -> Format:
        decimals = len(self._words.plain(value).partition(".")[2])
        if decimals not in self._numbers:
            point = "." + "0" * decimals if decimals else ""
            self._numbers[decimals] = self._book.add_format({"num_format": "#,##0" + point, "valign": "top"})
        return self._numbers[decimals]

    def _remark(self, record: Mapping[str, Any]) -> str:
        told = [self._words(text) for key, text in _MARKS.items() if record.get(key)]
        told += [str(record[key]) for key in _REMARKS if record.get(key)]
        return "\n".join(told)

    def _sources(self, sheet: Worksheet, content: Content) -> None:
        words, documents = self._words, content.documents
        titles = [N_("Id"), N_("Document"), N_("Publisher"), N_("Published"), N_("Kind"), N_("Access"), N_("Address")]
        texts = {row["document"]: row["reference"] for row in content.references}
        titles += [N_("Reference")] if texts else []
        self._header(sheet, [words(title) for title in titles], len(documents))
        for column, width in zip(range(len(titles)), (34, 48, 28, 12, 14, 10, 40, 80), strict=False):
            sheet.set_column(column, column, width)
        for row, document in enumerate(documents.values(), 1):
            kind, access = words(labels.KINDS[document.kind]), words(labels.ACCESSES[document.access])
            cells = (
                document.id,
                elements.bare_title(document, words),
                document.publisher,
                document.published,
                kind,
                access,
                document.url,
            )
            for column, cell in enumerate((*cells, texts.get(document.id))):
                self._cell(sheet, row, column, cell)

    def _about(self, sheet: Worksheet, content: Content, seal: Seal | None) -> None:
        """What the page says beside its figures: method, scope, who is left out; then data, question and digest."""
        sheet.set_column(0, 0, 100)
        sealed = (f"SHA-256 {seal.sha256}, {seal.stamp.written} · countycli verify",) if seal else ()
        for row, text in enumerate((*_told(content.page), *content.footer, *sealed)):
            sheet.write_string(row, 0, text, self._text)

    def _hold(self, sheet: Worksheet, row: int, column: int, value: object) -> None:
        self._held.setdefault(sheet.name, {}).setdefault(row, {})[column] = canonical(value)

    def _sealed(self, stamp: Stamp, content: Content, about: str) -> Seal:
        """Put the seal on a hidden sheet of its own: other programs keep sheets, also where they drop what they don't
        know. A cell takes a part of it only.
        """
        titles = {self._words(labels.COLUMNS[key]): key for key in _columns(content.rows) if key in labels.COLUMNS}
        layout = Layout(tuple(self._held), about, titles)
        rows = {name: list(rows.values()) for name, rows in self._held.items()}
        records = [record for name in rows for record in records_of(name, rows[name], titles)]
        seal = Seal.of(stamp, "xlsx", records, layout)
        sheet, text = self._book.add_worksheet(_SEAL_SHEET), seal.to_json()
        sheet.hide()
        parts = (text[start : start + _CELL] for start in range(0, len(text), _CELL))
        for row, part in enumerate((SEAL_MARK, *parts)):
            sheet.write_string(row, 0, part)
        self._book.set_properties({"created": datetime.fromisoformat(stamp.written)})
        return seal

    def _chart(self, sheet: Worksheet, content: Content) -> None:
        chart = self._bars(sheet, content) if content.chart == "bar" else self._lines(content)
        if chart:
            chart.set_title({"name": next(iter(_told(content.page)), ""), "overlay": False})
            sheet.insert_chart(1, len(_columns(content.rows)) + 1, chart)

    def _bars(self, sheet: Worksheet, content: Content) -> Chart | None:
        """Bars of what is ranked: the change where there is one; None where no value is known."""
        columns = _columns(content.rows)
        ranked = "change" if "change" in columns else "value"
        if ranked not in columns:
            return None
        last = min(len(content.rows), _BARS)
        names, values = columns.index("county"), columns.index(ranked)
        chart = self._book.add_chart({"type": "bar"})
        chart.add_series(
            {"categories": [sheet.name, 1, names, last, names], "values": [sheet.name, 1, values, last, values]}
        )
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        return chart

    def _lines(self, content: Content) -> Chart | None:
        """Lines between consecutive years that can be compared; None where there are none. They stand on a sheet of
        their own: a row for each year, a column for each strand.
        """
        strands = strands_of(content.rows)
        if not strands:
            return None
        sheet = self._book.add_worksheet(self._words(N_("Chart")))
        years = range(min(min(strand.values) for strand in strands), max(max(strand.values) for strand in strands) + 1)
        self._header(sheet, [self._words(N_("Year")), *(strand.place for strand in strands)], len(years))
        for row, year in enumerate(years, 1):
            sheet.write_number(row, 0, year)
            self._hold(sheet, row, 0, year)
            for column, strand in enumerate(strands, 1):
                self._cell(sheet, row, column, strand.values.get(year))
        chart = self._book.add_chart({"type": "line"})
        codes = list(dict.fromkeys(strand.code for strand in strands))
        for column, strand in enumerate(strands, 1):
            color = _COLORS[codes.index(strand.code) % len(_COLORS)]
            chart.add_series(
                {
                    "name": strand.place,
                    "categories": [sheet.name, 1, 0, len(years), 0],
                    "values": [sheet.name, 1, column, len(years), column],
                    "line": {"color": color},
                    "marker": {"type": "circle", "fill": {"color": color}, "border": {"color": color}},
                }
            )
        chart.show_blanks_as("gap")
        chart.set_legend({"none": True} if len(codes) == 1 else {"delete_series": _repeated(strands)})
        return chart


def _repeated(strands: Sequence[Strand]) -> list[int]:
    """The strands of places that have one before already, for a legend that names each place once."""
    codes = [strand.code for strand in strands]
    return [number for number, code in enumerate(codes) if code in codes[:number]]


def _columns(rows: Rows) -> list[str]:
    """The columns in which some row has anything, be it a mark that holds."""
    records = list(rows)
    return [key for key in rows.columns if any(not _is_nothing(record[key]) for record in records)]


def _is_nothing(value: object) -> bool:
    """Whether a cell would tell nothing. Zero is a figure, though it equals `False`."""
    return value is None or value is False or value == ""


def _told(page: Page) -> Iterator[str]:
    """The paragraphs of a page, and its tables of two or three columns of text: those on who is left out."""
    for block in page:
        if isinstance(block, Lines):
            yield from block.complete or block.lines
        elif isinstance(block, Panel):
            yield from (block.title, *block.lines)
        elif isinstance(block, Table) and not any(column.title for column in block.columns):
            yield from filter(None, (block.title,))
            for row in block.rows:
                yield row.text if isinstance(row, Heading) else "  ".join(filter(None, map(text_of, row)))
