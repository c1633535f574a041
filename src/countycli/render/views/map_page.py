"""`map` as a page: tiles coloured and lettered by class, with a legend and who has no class."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from countycli.phrases import N_
from countycli.query.map import COUNTIES, MEDIANS, PROVINCES, MapReport, MapRow
from countycli.render.page import (
    CLASSES,
    QUIET,
    STRONG,
    TITLE,
    Bar,
    Block,
    Column,
    Heading,
    Key,
    Lines,
    Page,
    Styled,
    Table,
    text_of,
)
from countycli.render.tiles import Tile, Tiles
from countycli.render.views import elements, left_out
from countycli.render.views.tile_names import of_words, tile_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.model.records import Place
    from countycli.query.classes import ValueClass
    from countycli.query.sheets import Cell, Sheet
    from countycli.render.words import Words

_MISSING, _UNFIT = "··", "--"
_MOST_SOURCES = 5  # on a screen
_MOST_LISTED = 24
_REMARKS = ("members", "partial", "ceased", "city", "zero", "registered")
_MISSING_TOLD = N_("no figure")
# What a figure that isn't compared is: of a county or province, and of a median.
_UNFIT_TOLD = (
    N_("a figure that can't be compared"),
    N_("too few counties with a figure: less than five, or than half"),
)
_PRICE_BASES = {"constant": N_("at constant prices"), "current": N_("at current prices")}
_OF = {
    PROVINCES: N_("the provinces' own figures"),
    MEDIANS: N_("the median of each province's counties"),
}


def page(report: MapReport, words: Words) -> Page:
    blocks: list[Block] = [Lines((_title(report, words),), TITLE), Lines(tuple(_method(report, words)), QUIET)]
    blocks += elements.remarks(report.notes, _REMARKS, words)
    blocks += _pictures(report, words)
    blocks.append(_legend(report, words))
    return (*blocks, *_left_out(report, words), *_sources(report, words))


def picture(report: MapReport, words: Words) -> Page:
    """The map with its title, who is left out, and its documents; empty where the counties are listed instead."""
    if not report.sheets:
        return ()
    return (
        Lines((_title(report, words),), TITLE),
        Lines(tuple(_method(report, words)), QUIET),
        *elements.remarks(report.notes, _REMARKS, words),
        *_pictures(report, words),
        *_left_out_told(report, words),
        *_sources_told(report, words),
    )


def _title(report: MapReport, words: Words) -> str:
    unit = words.term(report.metric.unit)
    return words("{metric} ({unit}), {period}", metric=report.metric, unit=unit, period=report.period)


def _method(report: MapReport, words: Words) -> Iterator[str]:
    counted = N_("{count} of {all} counties in classes") if report.of == COUNTIES else N_("{count} of {all} provinces")
    points = [
        words("Scope: {name}", name=words.scope(report.scope)),
        words(counted, count=report.classed, all=len(report.scope.counties)),
    ]
    if report.of in _OF:
        points.append(words(_OF[report.of]))
    if report.metric.price_basis:
        points.append(words(_PRICE_BASES[report.metric.price_basis]))
    yield words("; ").join(points)
    others = [(period, count) for period, count in report.periods if period != report.period]
    if others:
        listed = words.join(words("{name} ({detail})", name=period, detail=count) for period, count in others)
        told = N_("Other periods (provinces): {periods}")
        yield words(told if report.of == PROVINCES else N_("Other periods (counties): {periods}"), periods=listed)


def _styles(report: MapReport) -> dict[str, str]:
    return {band.letter: style for band, style in zip(report.classes, CLASSES, strict=False)}


def _pictures(report: MapReport, words: Words) -> Iterator[Block]:
    rows = {row.place.code: row for row in report.rows}
    if not report.sheets:
        yield _listing(report, words)
    for sheet in report.sheets:
        if len(report.sheets) > 1:
            yield Lines((words.full_place(sheet.region),), TITLE)
        yield _picture(report, sheet, rows, words)


def _picture(report: MapReport, sheet: Sheet, rows: dict[str, MapRow], words: Words) -> Tiles:
    shown = [rows[cell.place].place for cell in sheet.cells if cell.place]
    names, styles = tile_names(shown, chinese=words.is_chinese), _styles(report)
    tiles = tuple(_tile(cell, rows.get(cell.place or ""), names, styles, report, words) for cell in sheet.cells)
    labels = {code: _labels(place, words) for code, place in report.places.items() if place.level == "prefecture"}
    told = N_("The map takes {width} columns: --width widens, --in PREFECTURE takes less. The counties by class:")
    listing = (f"{mark}: {words.join(names)}" for mark, names in _by_class(report, words))
    caption = tuple(_caption(report, sheet, rows, words))
    keys = tuple(_keys(report, words))
    return Tiles(tiles, labels, caption, (words(told), *listing), keys, _shortened(shown, words))


def _labels(place: Place, words: Words) -> tuple[str, ...]:
    if words.is_chinese:
        return place.short, place.short[:2]
    return place.short_en, tile_names([place], chinese=False)[place.code]


def _tile(
    cell: Cell,
    row: MapRow | None,
    names: dict[str, str],
    styles: dict[str, str],
    report: MapReport,
    words: Words,
) -> Tile:
    if cell.tile.place is None:
        full = cell.tile.name if words.is_chinese else cell.tile.name_en
        name = full[:2] if words.is_chinese else of_words(full)
        return Tile(cell.row, cell.column, name, _MISSING, QUIET, full=full)
    if row is None:
        return Tile(cell.row, cell.column, "", "", "", cell.around)
    return Tile(
        *(cell.row, cell.column, names[row.place.code], _mark(row), styles.get(row.letter, QUIET), cell.around),
        full=row.place.short if words.is_chinese else row.place.short_en,
        value=_value(row, words),
        told=partial(_told, row, report, words),
    )


def _value(row: MapRow, words: Words) -> str:
    if row.headline:
        return words.value(row.headline.figure)
    return "" if row.value is None else words.plain(row.value)


def _told(row: MapRow, report: MapReport, words: Words) -> str:
    """What a reader learns who points at a tile: the place with its figure, its class, and the document."""
    if row.headline:
        figure, *rest = elements.figure_told(row.headline.figure, row.place, report.documents, words).split("\n")
        return "\n".join((figure, words("class {letter}", letter=row.letter), *rest))
    if row.value is None:
        told = _UNFIT_TOLD[report.of == MEDIANS] if row.unfit else _MISSING_TOLD
        return words("{name}: {detail}", name=row.place, detail=words(told))
    value = words.amount(words.plain(row.value), report.metric.unit)
    figure = words("{name}: {detail}", name=row.place, detail=value)
    return "\n".join((figure, words("class {letter}", letter=row.letter)))


def _mark(row: MapRow) -> str:
    return row.letter or (_UNFIT if row.unfit else _MISSING)


def _caption(report: MapReport, sheet: Sheet, rows: dict[str, MapRow], words: Words) -> Iterator[str]:
    """How the tiles were laid out, which of them are empty, and which counties have none."""
    by_hand = N_("Schematic: laid out by hand so that neighbours are neighbours; no areas, no boundaries")
    calculated = N_("Schematic: laid out by calculation from county seats; no areas, no boundaries")
    yield words(by_hand if sheet.by_hand else calculated)
    if report.of != COUNTIES:
        return
    if sheet.unshown and not report.scope.groups:
        names = words.join(map(words.place, sheet.unshown))
        yield words("Empty, for they were no counties then: {names}", names=names)
    placed = {cell.place for cell in sheet.cells}
    gone = [row for code, row in rows.items() if code not in placed and code[:2] == sheet.region.code[:2]]
    if gone:
        names = words.join(f"{words.place(row.place)} {_mark(row)}" for row in gone)
        yield words("Without a tile, for they ceased: {names}", names=names)


def _shortened(places: Iterable[Place], words: Words) -> str:
    """How names are shortened; empty where none is."""
    if not words.is_chinese:
        return words("Tiles bear the beginnings of the syllables, or the words, of a name")
    if any(len(place.short) > 2 for place in places):
        return words("Of longer names a tile bears two characters, mostly the first two")
    return ""


def _by_class(report: MapReport, words: Words) -> Iterator[tuple[str, list[str]]]:
    """The places of each class, and those without one, by mark."""
    marks = (*(band.letter for band in report.classes), _UNFIT, _MISSING)
    for mark in marks:
        named = [words.place(row.place) for row in report.rows if _mark(row) == mark]
        if named:
            yield mark, named


def _listing(report: MapReport, words: Words) -> Table:
    """The places by class, on a screen the first of each, where there is no map."""
    styles = _styles(report)
    rows = []
    for mark, names in _by_class(report, words):
        shown = elements.first_of(names, _MOST_LISTED if report.named else len(names), words)
        rows.append((Styled(f" {mark} ", styles.get(mark, QUIET)), words.join(shown)))
    note = words("The counties lie in too many provinces for tiles, or in one without a layout")
    return Table("", (Column(words("Class")), Column(words("Counties"), least=20)), tuple(rows), note)


def _legend(report: MapReport, words: Words) -> Table:
    columns = (
        Column(words("Class")),
        Column(words("From"), right=True, point=True),
        Column(words("To"), right=True, point=True),
        Column(words("Number"), right=True, style=STRONG),
        Column("", drawn=True),
        Column(words("Lowest and highest"), drop=1, least=12),
    )
    most = max(band.places for band in report.classes) or 1
    rows = [_legend_row(report, band, position, most, words) for position, band in enumerate(report.classes)]
    told = N_("Classes: each with nearly as many, equal values together")
    if report.limits:
        told = N_("Classes: from each limit on to below the next")
    return Table(words(told), columns, (*rows, *_without_class(report, words)))


def _legend_row(report: MapReport, band: ValueClass, position: int, most: int, words: Words) -> tuple[Any, ...]:
    members = sorted((row for row in report.rows if row.letter == band.letter), key=lambda row: row.value or 0)
    ends = [members[0], members[-1]] if len(members) > 1 else members
    return (
        Styled(f" {band.letter} ", CLASSES[position]),
        "" if band.low is None else words.plain(band.low),
        "" if band.high is None else words.plain(band.high),
        str(band.places),
        Bar(0, band.places / most) if report.limits else "",
        words.join(words.place(row.place) for row in ends),
    )


def _without_class(report: MapReport, words: Words) -> Iterator[tuple[Any, ...]]:
    for mark, text, count in _marks_without_class(report):
        yield Styled(mark, QUIET), "", "", str(count), "", words(text)


def _marks_without_class(report: MapReport) -> Iterator[tuple[str, str, int]]:
    """What stands on tiles without a class: the mark, its meaning, and how many places bear it."""
    for mark, text in ((_MISSING, _MISSING_TOLD), (_UNFIT, _UNFIT_TOLD[report.of == MEDIANS])):
        count = sum(_mark(row) == mark for row in report.rows)
        if count:
            yield mark, text, count


def _keys(report: MapReport, words: Words) -> Iterator[Key]:
    """The classes with their limits and how many places are in each, and what tiles without a class mean."""
    styles = _styles(report)
    for band in report.classes:
        limits = words(_limits_told(report, band), low=_limit(band.low, words), high=_limit(band.high, words))
        yield Key(band.letter, styles[band.letter], words("{name} ({detail})", name=limits, detail=band.places))
    for mark, text, count in _marks_without_class(report):
        yield Key(mark, QUIET, words("{name} ({detail})", name=words(text), detail=count))


def _limits_told(report: MapReport, band: ValueClass) -> str:
    if band.low is None:
        return N_("below {high}")
    if band.high is None:
        return N_("from {low} on")
    return N_("{low} to below {high}") if report.limits else N_("{low} to {high}")


def _limit(value: float | None, words: Words) -> str:
    return "" if value is None else words.plain(value)


def _left_out(report: MapReport, words: Words) -> Iterator[Table]:
    if not report.reasons:
        return
    table = left_out.table(report, words)
    if report.of != COUNTIES:
        count = sum(report.reasons.values())
        table = table._replace(title=words("Provinces left out: {count}", count=count))
    yield table


def _left_out_told(report: MapReport, words: Words) -> Iterator[Lines]:
    for table in _left_out(report, words):
        yield Lines((table.title, *_reasons_told(table, words)), QUIET)


def _reasons_told(table: Table, words: Words) -> Iterator[str]:
    rows = (row for row in table.rows if not isinstance(row, Heading))
    for reason, count, names in rows:
        yield words("{name}: {detail}", name=f"{text_of(reason)} {text_of(count)}", detail=text_of(names))


def _sources_told(report: MapReport, words: Words) -> Iterator[Lines]:
    """The documents that most figures come from."""
    shown = list(report.counted)[:_MOST_SOURCES]
    if not shown:
        return
    yield elements.sources_lines(map(report.documents.__getitem__, shown), elements.Numbering(), words)
    if hidden := len(report.counted) - len(shown):
        yield Lines((words("{count} more documents: --json lists all", count=hidden),), QUIET)


def _sources(report: MapReport, words: Words) -> Iterator[Block]:
    """What the figures are, and the documents that most of them come from."""
    headlines = [row.headline for row in report.rows if row.headline]
    if headlines:
        yield elements.counted_legend(headlines, words)
    if report.of == COUNTIES:
        yield Lines((words("Each figure: `{command}`", command=_ranking(report)),), QUIET)
    number = elements.Numbering()
    for identifier in list(report.counted)[: _MOST_SOURCES if report.named else None]:
        number(identifier)
    hidden = report.counted.keys() - set(number.sources)
    more = words("{count} more documents: --json lists all", count=len(hidden)) if hidden else ""
    yield elements.sources(number, report.documents, words, more)


def _ranking(report: MapReport) -> str:
    """The command that shows the figures behind the classes."""
    return f"countycli rank {report.metric.id} -p {report.period}{report.scope.options}"
