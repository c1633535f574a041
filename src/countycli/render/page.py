"""Pages: what a person is shown, as headings, lines, tables and pictures that are not laid out yet.

A view describes an answer as a page. A painter draws the page: `rich` on terminals, `plain` in pipes and files,
`markdown` in documents. Views know no painter, and painters know no answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from countycli.query import Extent
from countycli.record import NamedTuple
from countycli.render.terminal import safe_paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from typing import Self

    from countycli.model.reports import Scope
    from countycli.render.vector.shapes import Cite, Drawing
    from countycli.render.words import Words


# How much of a long answer a screen shows: the first of each kind.
FIRST_PAGE = Extent(
    periods=6, rows=20, hits=8, named=8, counties=20, indicators=20, figures=500, members=100, initiatives=40, main=True
)

PICTURE_WIDTH = 100  # cells of a picture where lines may be as long as they like

# Styles, by what they mean; several are parted by a blank. The words say what the colours repeat.
STRONG = "strong"  # what answers the question
QUIET = "quiet"  # what qualifies the answer
TITLE = "title"
HEADING = "heading"
ACCENT = "accent"  # bars, and the one row that the reader looks for
CAUTION = "caution"  # what is easily misread
GOOD = "good"
BAD = "bad"
CLASSES = ("class1", "class2", "class3", "class4", "class5", "class6")  # of values on a map, the lowest first

Run = tuple[str, str]  # a stretch of a line, and its style
Line = list[Run]


class Column(NamedTuple):
    """A column of a table. Where the table is too wide, columns with `drop` are left out, the highest number first.

    The texts of a column with `least` may be wrapped, to `least` cells; other columns are as wide as their widest cell.
    Columns are left out before it has less than `ease` cells, if its texts need more than usual to read well.
    A column with `point` holds numbers, which are never wrapped and whose decimal points stand below each other: those
    of all rows between two headings or, where the column is `mixed`, of adjacent rows with the same first cell and of
    those with a first cell that is set in, which add to the row above.

    A `joined` column says more of the one before it, which has the same `drop`: where there is no room for both, both
    are left out.

    A column that is `stacked` holds figures with marks behind the last blank. Where one figure has no room for its
    marks, those of all figures stand in a line below.

    A column that is told `once` names what adjacent rows tell of: on terminals the first of equal names stands for all.

    A column that is `drawn` has nothing but small pictures (`Bar`, `Spark`) of numbers that stand in other columns.
    Only terminals show these columns. Bars take the width that other columns leave.

    Explanations name a column by the `key`, where another table of the page has a column of the same title.
    """

    title: str
    right: bool = False
    drop: int = 0
    least: int = 0
    style: str = ""
    point: bool = False
    mixed: bool = False
    drawn: bool = False
    ease: int = 0
    joined: bool = False
    once: bool = False
    stacked: bool = False
    key: str = ""

    @property
    def name(self) -> str:
        """By which explanations name the column."""
        return self.key or self.title


class Styled(NamedTuple):
    """A cell in a style of its own, or one that is shortened for the screen: then `complete` is the whole text. `link`
    is the address that terminals open where the reader clicks on the text.
    """

    text: str
    style: str = ""
    complete: str = ""
    link: str = ""


class Bar(NamedTuple):
    """A bar from `begin` to `end`, as shares of the column's width: of a level from 0 on, of a loss towards the left
    from where the zero of the column lies.
    """

    begin: float
    end: float
    style: str = ACCENT


class Spark(NamedTuple):
    """A small series of at most eight heights between 0 and 1, one cell each; None where a value is missing."""

    heights: tuple[float | None, ...]
    style: str = ""


class Stacked(str):
    """A text whose line breaks a view has set. In any other text they come from data, and are shown as blanks."""

    __slots__ = ("lines",)
    lines: tuple[str, ...]

    def __new__(cls, *lines: str) -> Self:
        stacked = super().__new__(cls, "\n".join(lines))
        stacked.lines = lines
        return stacked


class Cited(str):
    """A text that ends in, or holds, numbers of documents: `A* [2]`. In any other text `[2]` comes from data, and means
    no document.
    """

    __slots__ = ()


Cell = str | Styled | Bar | Spark


class Heading(NamedTuple):
    """A row of one text across all columns. It names the group of rows below it or, in a style of its own, tells what
    the group above leaves out.
    """

    text: str
    style: str = ""


class Table(NamedTuple):
    """A table with its title; `note`, below the table, explains what stands in the cells. Where columns are too many
    for a width, or names would be cramped, the `narrow` table is shown instead, if there is one; documents and files
    have the `complete` one, which is made for them alone.
    `documents` are the ids of those that the rows list, number and all.

    Rows that explain what stands in columns of other tables have `needs`: for each row the names of these columns. The
    row is left out where none of them is shown; where a row has none, the row is always needed. `note_needs` are those
    of the note.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...] | Heading, ...]
    note: str = ""
    narrow: Table | None = None
    documents: tuple[str, ...] = ()
    complete: Callable[[], Table] | None = None
    needs: tuple[tuple[str, ...], ...] = ()
    note_needs: tuple[str, ...] = ()


class Entry(NamedTuple):
    """What a sign or a column means; `columns` are the names of the columns where the sign stands, if it stands in
    these alone. Where
    the text is shortened for the screen, `complete` has all of it.
    """

    text: str
    columns: tuple[str, ...] = ()
    complete: str = ""


class Legend(NamedTuple):
    """A paragraph on what signs and columns mean: of those that are shown. Its entries are parted by `comma`."""

    entries: tuple[Entry, ...]
    comma: str
    head: str = ""
    style: str = QUIET


class Lines(NamedTuple):
    """Paragraphs; the first may be the title of the page. Where they are shortened for the screen, `complete` has them
    whole, for documents and files. Lines that programs read name their language in `code`.
    """

    lines: tuple[str, ...]
    style: str = ""
    wrap: bool = True
    complete: tuple[str, ...] = ()
    code: str = ""


class Panel(NamedTuple):
    """The head of a page: paragraphs in a frame that bears the title."""

    title: str
    lines: tuple[str, ...]


class Canvas(NamedTuple):
    """What a picture is drawn on: its width in cells, and whether it takes more characters than those of ASCII."""

    width: int
    unicode: bool = True


class Key(NamedTuple):
    """An entry of the key below a picture: a sign and what it means."""

    sign: str
    style: str
    text: str


class Picture(Protocol):
    """A chart or a map, described as data, that painters draw of characters or of lines and shapes. Letters, signs and
    shapes tell all that colours tell.
    """

    def drawn(self, canvas: Canvas) -> list[Line]:
        """The picture made of characters: lines, none of them wider than the canvas where the picture can be so
        narrow.
        """

    def drawing(self, cite: Cite | None = None) -> Drawing:
        """The picture made of lines and shapes. `cite` writes texts that hold numbers of documents, for pages in which
        a number leads to its document.
        """


Block = Table | Lines | Panel | Legend | Picture
Page = tuple[Block, ...]


def settled_block(block: Block, shown: Collection[str]) -> Iterator[Block]:
    """The block with those explanations that are needed where columns of these names are `shown`; none if that is all
    it had.
    """
    if isinstance(block, Legend):
        told = [entry.text for entry in block.entries if _is_needed(entry.columns, shown)]
        if told:
            yield Lines((block.head + block.comma.join(told),), block.style)
    elif isinstance(block, Table) and block.needs:
        yield _needed(block, shown)
    else:
        yield block


def _is_needed(columns: tuple[str, ...], shown: Collection[str]) -> bool:
    return not columns or any(name in shown for name in columns)


def _needed(table: Table, shown: Collection[str]) -> Table:
    rows = tuple(row for row, columns in zip(table.rows, table.needs, strict=True) if _is_needed(columns, shown))
    note = table.note if _is_needed(table.note_needs, shown) else ""
    return table._replace(rows=rows, note=note, needs=())


def made_safe(page: Page) -> Page:
    """The page without anything that a terminal, or a program that shows documents, would obey. Pictures are made safe
    when they are drawn (`picture_lines`).
    """
    return tuple(block if "".join(_texts(block)).isprintable() else _safe_block(block) for block in page)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Lines):
        yield from block.lines
    elif isinstance(block, Panel):
        yield from (block.title, *block.lines)
    elif isinstance(block, Table):
        yield from (block.title, block.note, *(column.title for column in block.columns))
        for row in block.rows:
            yield from (row.text,) if isinstance(row, Heading) else map(text_of, row)
        yield from _texts(block.narrow) if block.narrow else ()
        for titles in (*block.needs, block.note_needs):
            yield from titles
    elif isinstance(block, Legend):
        yield from (block.head, block.comma)
        for entry in block.entries:
            yield from (entry.text, *entry.columns)


def _safe_block(block: Block) -> Block:
    """Line breaks within texts become blanks: nothing from data may pass for a line of the program's own."""
    if isinstance(block, Lines):
        lines, complete = (tuple(map(safe_paragraph, lines)) for lines in (block.lines, block.complete))
        return block._replace(lines=lines, complete=complete)
    if isinstance(block, Panel):
        return Panel(safe_paragraph(block.title), tuple(map(_safe_text, block.lines)))
    if isinstance(block, Legend):
        return block._replace(entries=tuple(map(_safe_entry, block.entries)))
    return _safe_table(block) if isinstance(block, Table) else block


def _safe_entry(entry: Entry) -> Entry:
    return Entry(safe_paragraph(entry.text), _safe_titles(entry.columns), safe_paragraph(entry.complete))


def _safe_titles(titles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(safe_paragraph, titles))


def _safe_table(table: Table) -> Table:
    return Table(
        title=safe_paragraph(table.title),
        columns=tuple(column._replace(title=safe_paragraph(column.title)) for column in table.columns),
        rows=tuple(_safe_row(row) for row in table.rows),
        note=safe_paragraph(table.note),
        narrow=_safe_table(table.narrow) if table.narrow else None,
        documents=table.documents,
        needs=tuple(map(_safe_titles, table.needs)),
        note_needs=_safe_titles(table.note_needs),
    )


def _safe_row(row: tuple[Cell, ...] | Heading) -> tuple[Cell, ...] | Heading:
    return row._replace(text=safe_paragraph(row.text)) if isinstance(row, Heading) else tuple(map(_safe_cell, row))


def _safe_cell(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return _safe_text(cell)
    if isinstance(cell, Styled):
        return cell._replace(text=_safe_text(cell.text), complete=_safe_text(cell.complete))
    return cell


def _safe_text(text: str) -> str:
    if isinstance(text, Stacked):
        return "\n".join(map(safe_paragraph, text.lines))
    return Cited(safe_paragraph(text)) if isinstance(text, Cited) else safe_paragraph(text)


def is_parted(page: Page, number: int) -> bool:
    """Whether an empty line stands before a block: before all but the first one, and paragraphs behind paragraphs that
    have no heading of their own.
    """
    block, above = page[number], page[number - 1]
    return number > 0 and not (isinstance(block, Lines) and isinstance(above, Lines) and block.style != HEADING)


def without_empty(table: Table) -> Table:
    """The table without columns that have a title but not one cell with text or a picture."""
    rows = [row for row in table.rows if not isinstance(row, Heading)]

    def is_empty(number: int) -> bool:
        return bool(rows) and not any(is_drawn(row[number]) or text_of(row[number]) for row in rows)

    kept = [number for number, column in enumerate(table.columns) if not (column.title and is_empty(number))]
    return _with_columns(table, kept) if kept else table


def _with_columns(table: Table, kept: list[int]) -> Table:
    columns = tuple(table.columns[number] for number in kept)
    rows = (row if isinstance(row, Heading) else tuple(row[number] for number in kept) for row in table.rows)
    return table._replace(columns=columns, rows=tuple(rows))


def without_drawn(table: Table) -> Table:
    """The table as it stands where no small pictures are shown."""
    kept = [number for number, column in enumerate(table.columns) if not column.drawn]
    return table if len(kept) == len(table.columns) else _with_columns(table, kept)


def is_drawn(cell: Cell) -> bool:
    return isinstance(cell, Bar | Spark)


def text_of(cell: Cell) -> str:
    """The text of a cell; empty for a small picture."""
    if isinstance(cell, str):
        return cell
    return cell.text if isinstance(cell, Styled) else ""


def scope_line(scope: Scope | None, words: Words) -> tuple[Lines, ...]:
    """The line that names the scope of an answer, where the reader chose one."""
    return (
        (Lines((words("Scope: {name}", name=words.scope(scope)),)),)
        if scope and (scope.kind != "all" or scope.kinds)
        else ()
    )
