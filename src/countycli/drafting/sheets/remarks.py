"""What a person should know of a sheet besides its figures: what was not read, what is hidden, what bears marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting.sheets.sheet import letters
from countycli.drafting.sheets.words import METRIC, unmarked
from countycli.phrases import Phrase, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from countycli.drafting.findings import Found
    from countycli.drafting.sheets.layout import Layout
    from countycli.drafting.sheets.sheet import Sheet


def remarks_on(sheet: Sheet, layouts: Sequence[Layout], figures: Sequence[Found]) -> Iterator[Phrase]:
    is_own = any(layout.is_own for layout in layouts)
    if not is_own and sheet.others:
        others = named(sheet.others)
        yield Phrase("only the sheet “{sheet}” was read; others: {others} (`--sheet`)", sheet=sheet.name, others=others)
    yield from _hidden(sheet)
    taken = {figure.at for figure in figures}
    cells = (cell for row in sheet.rows for cell in row.values() if unmarked(cell.text) != cell.text)
    if marked := [at for at in map(sheet.at, cells) if at in taken]:
        yield Phrase("a mark leads to a footnote at {places}: see whether it changes the figure", places=named(marked))
    if not figures:
        yield _without_figures(layouts)


def _hidden(sheet: Sheet) -> Iterator[Phrase]:
    if sheet.hidden.sheet:
        yield Phrase("the sheet “{sheet}” is hidden in the workbook", sheet=sheet.name)
    filled = {cell.row for row in sheet.rows for cell in row.values()}
    rows = [row for row in sheet.hidden.rows if row in filled]
    if rows:
        yield Phrase("hidden rows were read like others: {rows}", rows=named(runs(rows)))
    columns = sorted({column for row in sheet.rows for column in row})
    hidden = [column for column in columns if any(first <= column <= last for first, last in sheet.hidden.columns)]
    if hidden:
        yield Phrase("hidden columns were read like others: {columns}", columns=named(map(letters, hidden)))


def runs(numbers: Sequence[int]) -> list[str]:
    """Ascending numbers, with those that follow one another as one run: `3, 5–8`."""
    ends: list[list[int]] = []
    for number in numbers:
        if ends and ends[-1][1] == number - 1:
            ends[-1][1] = number
        else:
            ends.append([number, number])
    return [f"{first}–{last}" if last > first else f"{first}" for first, last in ends]


def _without_figures(layouts: Sequence[Layout]) -> Phrase:
    """Why a sheet has none."""
    if not any(layout.rows for layout in layouts):
        return Phrase("below the header there is no row")
    columns = [column for layout in layouts for column in layout.columns.values()]
    names_any = any(column.header.metric or column.header.role == METRIC for column in columns)
    if not names_any or not any(column.holds_figures for column in columns):
        return Phrase("this is no sheet of figures as far as its headers tell: none has both an indicator and values")
    return Phrase("no figure could be taken: the reasons stand in the draft")
