"""Reading of one document's file: the document, its observations, targets, initiatives and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from countycli.model.codes import DOCUMENT_KINDS, STAGES
from countycli.model.columns import COLUMNS
from countycli.model.records import ACCESSES, BOUNDS, OWN, STATUSES, TARGET, Document, Figure, Gap, Initiative
from countycli.phrases import Phrase
from countycli.source import meant
from countycli.source.doubt import DOUBTFUL, EXAMPLE, MISPLACED, read_doubt
from countycli.source.draft import ANY_PERIOD, Draft, Entry
from countycli.source.numbers import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_DECIMALS,
    MOST_DIGITS,
    has_few_digits,
    is_finite,
    is_number,
    value_and_decimals,
)
from countycli.source.periods import read_month, read_period
from countycli.source.sheet import Block, Sheet
from countycli.source.wide import read_table

if TYPE_CHECKING:
    from decimal import Decimal

    from countycli.source.units import Units

_PARTS = ("document", "observations", "targets", "initiatives", "gaps", "tables")
_COMMA = Phrase("write the number with a decimal point and without separators")
_FIGURE = Phrase("a number without unit and quotation marks; leave the line out where there is none")
_FEWER_DIGITS = Phrase(
    "{digits} digits at most, {decimals} of them decimals", digits=MOST_DIGITS, decimals=MOST_DECIMALS
)
_FLAGS = [column.field for column in COLUMNS if column.told]


def read_document(sheet: Sheet, draft: Draft, units: Units) -> None:
    """`units` must know all metrics, so definitions are read before documents."""
    sheet.refuse_others(_PARTS)
    root = Block(sheet, sheet.data, ())
    if sheet.problems and not sheet.data:
        return
    block = root.block("document")
    document = _document(_identifier(sheet), block)._replace(precedence=sheet.precedence)
    block.close()
    draft.documents.append(Entry(document, block))
    for part in ("observations", "targets"):
        for block in root.blocks(part):
            _read_figures(block, document.id, draft, units, aimed=part == "targets")
    for block in root.blocks("tables"):
        read_table(block, document.id, draft, units)
    for number, block in enumerate(root.blocks("initiatives"), 1):
        initiative = _initiative(block, document.id, number)
        block.close()
        draft.initiatives.append(Entry(initiative, block))
        draft.mention(initiative.county, block)
    for block in root.blocks("gaps"):
        gap = Gap(block.text("county", meant.code), document.id, block.text("note"))
        block.close()
        draft.gaps.append(Entry(gap, block))
        draft.mention(gap.county, block)


def _identifier(sheet: Sheet) -> str:
    """The id of the file's document: the file's name, for the reader's own documents with a prefix."""
    return OWN + sheet.path.stem if sheet.precedence else sheet.path.stem


def _document(identifier: str, block: Block) -> Document:
    if "document" not in block.sheet.data:
        block.sound = False
        return Document(identifier, "", None, None, "", "")
    return Document(
        id=identifier,
        title=block.text("title"),
        publisher=block.text_or_none("publisher"),
        published=block.date_or_none("published"),
        kind=block.word("kind", DOCUMENT_KINDS),
        access=block.word("access", ACCESSES),
        url=block.text_or_none("url"),
        note=block.text_or_none("note"),
        title_is_described=block.flag("title_is_described"),
        seen=block.day_or_none("seen"),
    )


def _initiative(block: Block, source: str, number: int) -> Initiative:
    return Initiative(
        id=f"{source}/{number}",
        county=block.text("county", meant.code),
        name=block.text("name"),
        year=block.integer("year", FIRST_YEAR, LAST_YEAR),
        category=block.text("category"),
        stage=block.word("stage", STAGES),
        summary=block.text("summary"),
        source=source,
        at=block.text_or_none("at"),
        note=block.text_or_none("note"),
    )


def _read_figures(block: Block, source: str, draft: Draft, units: Units, *, aimed: bool) -> None:
    """One figure for each metric key of a block of observations or, where `aimed`, of targets. A faulty figure, or one
    with a faulty head, is read among the fragments, so that all faults are told at once.
    """
    head = _head(block, source, aimed=aimed)
    has_head = bool(head.county) and head.period != ANY_PERIOD
    draft.mention(head.county, block)
    figures = draft.targets if aimed else draft.observations
    for key in block.rest():
        if key in units.metrics and has_few_digits(block.table[key]):  # most need no further look
            value, decimals = value_and_decimals(block.table[key])
            figure = head._replace(metric=key, value=value, decimals=decimals, unit=units.metrics[key].unit)
            (figures if has_head else draft.fragments).append(Entry(figure, block, key))
            continue
        attributes = _value_block(block, key, units)
        if key not in units.metrics:
            _report_no_metric(block, key, units)
        elif attributes is not None:
            entry = Entry(_figure(attributes, key, head, units), block, key)
            block.table[key] = attributes.table.get("value")  # all that checks need to know of what the file has
            is_sound = attributes.close() and has_head
            (figures if is_sound else draft.fragments).append(entry)
    block.close(keep=True)


def _report_no_metric(block: Block, key: str, units: Units) -> None:
    if key == DOUBTFUL:
        block.report(key, "D102", MISPLACED, EXAMPLE)
    else:
        units.report_unknown(block, key, key)


def _head(block: Block, source: str, *, aimed: bool) -> Figure:
    """What the head of a block says of all values in the block. A value may override the head, but for county, period
    and scope.
    """
    return Figure(
        county=block.text("county", meant.code),
        metric="",
        period=read_period(block) or ANY_PERIOD,
        value=None,
        decimals=0,
        unit="",
        source=source,
        scope=block.text_or_none("scope"),
        at=block.text_or_none("at"),
        status=TARGET if aimed else block.word("status", STATUSES, default="actual"),
        note=block.text_or_none("note"),
        boundaries=read_month(block, "boundaries"),
        **_flags(block),
    )


def _flags(block: Block) -> dict[str, Any]:
    return {field: block.flag(field) for field in _FLAGS}


def _value_block(block: Block, key: str, units: Units) -> Block | None:
    """The attributes of a figure; a bare number is a figure with no attribute but its value."""
    value: Any = block.table[key]
    if isinstance(value, dict):
        return Block(block.sheet, value, (*block.keys, key))
    if is_number(value):
        return Block(block.sheet, {"value": value}, (*block.keys, key))
    if key in units.metrics:  # else the unknown metric is reported
        hint = _figure_hint(key, value, units)
        expected = Phrase("a number or a table")
        block.report(key, "D104", Phrase("`{key}` must be {expected}", key=key, expected=expected), hint)
    return None


def _figure_hint(metric: str, value: object, units: Units) -> Phrase:
    """What to write in place of a value that is no number."""
    if not isinstance(value, str):
        return _FIGURE
    figure = units.figure_meant(metric, value)
    if figure:
        return meant.line_of(metric, figure)
    return _COMMA if meant.has_comma_within(value) else _FIGURE


def _figure(block: Block, metric: str, head: Figure, units: Units) -> Figure:
    number = _number(block, metric, units)
    flags = {field: flag or getattr(head, field) for field, flag in _flags(block).items()}
    unit = block.text_or_none("unit")
    if unit is not None and number is not None:
        number = units.convert(block, metric, unit, number)
    value, decimals = value_and_decimals(number)
    note = block.text_or_none("note")
    is_aim = head.status == TARGET
    return head._replace(
        metric=metric,
        value=value,
        decimals=decimals,
        unit=units.metrics[metric].unit,
        bound=block.word_or_none("bound", BOUNDS),
        status=TARGET if is_aim else block.word("status", STATUSES, default=head.status),
        standing=block.text_or_none("standing"),
        at=block.text_or_none("at") or head.at,
        printed=block.token("printed"),
        note=note or head.note,
        doubtful=not is_aim and read_doubt(block, note),  # an aim with the attribute is reported as any unknown key
        **flags,
    )


def _number(block: Block, metric: str, units: Units) -> int | Decimal | None:
    value = block.take_value()
    if value is None:
        return None
    if not is_number(value):
        hint = _figure_hint(metric, value, units)
        message = Phrase("`{key}` must be {expected}", key="value", expected=Phrase("a number"))
        block.report("value", "D104", message, hint)
        return None
    if has_few_digits(value):
        number: int | Decimal = value
        return number
    if is_finite(value):
        block.report("value", "D105", Phrase("`value` has more digits than a figure has"), _FEWER_DIGITS)
    else:
        block.report("value", "D105", Phrase("`value` must be finite"))
    return None
