"""Reading of one document's file: the document, its observations, targets, initiatives and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from countycli.model.columns import COLUMNS
from countycli.model.period import Period
from countycli.model.records import (
    ACCESSES,
    BOUNDS,
    DOCUMENT_KINDS,
    OWN,
    STAGES,
    STATUSES,
    TARGET,
    Document,
    Figure,
    Gap,
    Initiative,
)
from countycli.phrases import Phrase
from countycli.source.draft import Draft, Entry
from countycli.source.numbers import is_finite, is_number, value_and_decimals
from countycli.source.periods import read_month, read_period
from countycli.source.sheet import Block, Sheet
from countycli.source.wide import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from countycli.source.units import Units

_PARTS = ("document", "observations", "targets", "initiatives", "gaps", "tables")
_LONGEST_PRINTED = 20
_ANY = Period(0, 0)  # of figures that aren't kept
_FLAGS = [column.field for column in COLUMNS if column.told]


def read_document(sheet: Sheet, draft: Draft, units: Units) -> None:
    """`units` must know the metrics, so these are read before."""
    sheet.refuse_others(_PARTS)
    root = Block(sheet, sheet.data, ())
    if sheet.problems and not sheet.data:
        return
    block = root.block("document")
    document = _document(_identifier(sheet), block)._replace(precedence=sheet.precedence)
    if block.close():
        draft.documents.append(Entry(document, block))
    for part, figures in (("observations", draft.observations), ("targets", draft.targets)):
        aimed = part == "targets"
        figures.extend(entry for block in root.blocks(part) for entry in _figures(block, document.id, units, aimed))
    for block in root.blocks("tables"):
        read_table(block, document.id, draft, units)
    for number, block in enumerate(root.blocks("initiatives"), 1):
        initiative = _initiative(block, document.id, number)
        if block.close():
            draft.initiatives.append(Entry(initiative, block))
    for block in root.blocks("gaps"):
        gap = Gap(block.text("county"), document.id, block.text("note"))
        if block.close():
            draft.gaps.append(Entry(gap, block))


def _identifier(sheet: Sheet) -> str:
    """The name of the file; own documents are set apart from the book's by a prefix."""
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
    )


def _initiative(block: Block, source: str, number: int) -> Initiative:
    return Initiative(
        id=f"{source}/{number}",
        county=block.text("county"),
        name=block.text("name"),
        year=block.integer("year"),
        category=block.text("category"),
        stage=block.word("stage", STAGES),
        summary=block.text("summary"),
        source=source,
        at=block.text_or_none("at"),
        note=block.text_or_none("note"),
    )


class _Head(NamedTuple):
    """What the head of a block says of all its values. They may say otherwise, but not of county, period and scope."""

    county: str
    period: Period | None
    source: str
    scope: str | None
    at: str | None
    status: str
    note: str | None
    flags: dict[str, bool]
    boundaries: int | None


def _figures(block: Block, source: str, units: Units, aimed: bool) -> Iterator[Entry[Figure]]:
    """One figure for each metric key of a block of observations or, where `aimed`, of targets."""
    head = _Head(
        county=block.text("county"),
        period=read_period(block),
        source=source,
        scope=block.text_or_none("scope"),
        at=block.text_or_none("at"),
        status=TARGET if aimed else block.word("status", STATUSES, default="actual"),
        note=block.text_or_none("note"),
        flags={field: block.flag(field) for field in _FLAGS},
        boundaries=read_month(block, "boundaries"),
    )
    for key in block.rest():
        value = _value_block(block, key)
        if key not in units.metrics:
            units.report_unknown(block, key, key)
        elif value is not None:  # read even where the head is faulty, so that all faults are told at once
            figure = _figure(value, key, head, units)
            if value.close() and head.county and head.period is not None:
                yield Entry(figure, block, key)


def _value_block(block: Block, key: str) -> Block | None:
    """The value's attributes; a bare number is one whose attributes are all left out."""
    value: Any = block.table[key]
    if isinstance(value, dict):
        return Block(block.sheet, value, (*block.keys, key))
    if is_number(value):
        return Block(block.sheet, {"value": value}, (*block.keys, key))
    block.report(key, "D104", Phrase("`{key}` must be {expected}", key=key, expected=Phrase("a number or a table")))
    return None


def _figure(block: Block, metric: str, head: _Head, units: Units) -> Figure:
    number = _number(block)
    flags: dict[str, Any] = {field: block.flag(field) or head.flags[field] for field in _FLAGS}
    unit = block.text_or_none("unit")
    if unit is not None and number is not None:
        number = units.convert(block, metric, unit, number)
    value, decimals = value_and_decimals(number)
    printed = block.text_or_none("printed")
    if printed is not None and len(printed) > _LONGEST_PRINTED:
        message = Phrase("`printed` holds the figure's own token, {count} characters at most", count=_LONGEST_PRINTED)
        block.report("printed", "D104", message)
    return Figure(
        county=head.county,
        metric=metric,
        period=head.period or _ANY,
        value=value,
        decimals=decimals,
        unit=units.metrics[metric].unit,
        bound=block.word_or_none("bound", BOUNDS),
        status=TARGET if head.status == TARGET else block.word("status", STATUSES, default=head.status),
        standing=block.text_or_none("standing"),
        source=head.source,
        at=block.text_or_none("at") or head.at,
        printed=printed,
        note=block.text_or_none("note") or head.note,
        scope=head.scope,
        boundaries=head.boundaries,
        **flags,
    )


def _number(block: Block) -> int | Decimal | None:
    value = block.take_value()
    if value is None:
        return None
    if not is_number(value):
        block.report("value", "D104", Phrase("`{key}` must be {expected}", key="value", expected=Phrase("a number")))
        return None
    if not is_finite(value):
        block.report("value", "D105", Phrase("`value` must be finite"))
        return None
    number: int | Decimal = value
    return number
