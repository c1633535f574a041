"""Reading of one document's file: the document, its observations, targets and initiatives."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from countycli.dataset.draft import Draft, Entry
from countycli.dataset.sheet import Block, Sheet, did_you_mean, is_finite
from countycli.errors import Phrase
from countycli.model.period_text import parse_canonical, parse_period
from countycli.model.records import (
    ACCESSES,
    BOUNDS,
    DOCUMENT_KINDS,
    STAGES,
    STATUSES,
    TARGET,
    Document,
    Figure,
    Gap,
    Initiative,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.dataset.units import Units
    from countycli.model.period import Period

_PARTS = ("document", "observations", "targets", "initiatives", "gaps")
_LONGEST_PRINTED = 20


def read_document(sheet: Sheet, draft: Draft, units: Units) -> None:
    """`units` must know the metrics, so these are read before."""
    sheet.refuse_others(_PARTS)
    root = Block(sheet, sheet.data, ())
    if sheet.problems and not sheet.data:
        return
    block = root.block("document")
    document = _document(sheet.path.stem, block)
    if block.close():
        draft.documents.append(Entry(document, block))
    for part, figures in (("observations", draft.observations), ("targets", draft.targets)):
        status = TARGET if part == "targets" else None
        figures.extend(entry for block in root.blocks(part) for entry in _figures(block, document.id, units, status))
    for number, block in enumerate(root.blocks("initiatives"), 1):
        initiative = _initiative(block, document.id, number)
        if block.close():
            draft.initiatives.append(Entry(initiative, block))
    for block in root.blocks("gaps"):
        gap = Gap(block.text("county"), document.id, block.text("note"))
        if block.close():
            draft.gaps.append(Entry(gap, block))


def _document(identifier: str, block: Block) -> Document:
    if "document" not in block.sheet.data:
        block.sound = False
        return Document(identifier, "", "", "", "", "")
    return Document(
        id=identifier,
        title=block.text("title"),
        publisher=block.text("publisher"),
        published=block.date("published"),
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


def _figures(block: Block, source: str, units: Units, status: str | None) -> Iterator[Entry[Figure]]:
    """One figure for each metric key of an observation or target block; `status` where it is not the value's own."""
    county = block.text("county")
    period = _period(block)
    at, inferred = block.text_or_none("at"), block.flag("inferred")
    for key in block.rest():
        value = _value_block(block, key)
        if key not in units.metrics:
            block.report(
                key, "D202", Phrase("No metric “{metric}”", metric=key), did_you_mean(key, list(units.metrics))
            )
        elif value is not None and county and period is not None:
            figure = _figure(value, key, county, period, source, units)
            figure = figure._replace(
                at=figure.at or at, status=status or figure.status, inferred=inferred or figure.inferred
            )
            if value.close():
                yield Entry(figure, block, key)


def _period(block: Block) -> Period | None:
    text = block.text("period")
    if not text:
        return None
    period = parse_canonical(text)
    if period is not None and str(period) == text:
        return period
    meant = period or parse_period(text)
    hint = Phrase("write it as `{period}`", period=str(meant)) if meant else None
    block.report("period", "D206", Phrase("“{text}” is not a canonical period", text=text), hint)
    return None


def _value_block(block: Block, key: str) -> Block | None:
    """The value's attributes; a bare number is one whose attributes are all left out."""
    value: Any = block.table[key]
    if isinstance(value, dict):
        return Block(block.sheet, value, (*block.keys, key))
    if _is_number(value):
        return Block(block.sheet, {"value": value}, (*block.keys, key))
    block.report(key, "D104", Phrase("`{key}` must be {expected}", key=key, expected=Phrase("a number or a table")))
    return None


def _figure(block: Block, metric: str, county: str, period: Period, source: str, units: Units) -> Figure:
    number = _number(block)
    unit = block.text_or_none("unit")
    converted = number
    if unit is not None and number is not None:
        converted = units.convert(block, metric, unit, number)
    printed = block.text_or_none("printed")
    if printed is not None and len(printed) > _LONGEST_PRINTED:
        message = Phrase("`printed` holds the figure's own token, {count} characters at most", count=_LONGEST_PRINTED)
        block.report("printed", "D104", message)
    return Figure(
        county=county,
        metric=metric,
        period=period,
        value=_plain(converted),
        decimals=_decimals(converted),
        unit=units.metrics[metric].unit,
        bound=block.word_or_none("bound", BOUNDS),
        status=block.word("status", STATUSES, default="actual"),
        standing=block.text_or_none("standing"),
        source=source,
        at=block.text_or_none("at"),
        printed=printed,
        note=block.text_or_none("note"),
        inferred=block.flag("inferred"),
    )


def _number(block: Block) -> int | Decimal | None:
    value = block.take_value()
    if value is None:
        return None
    if not _is_number(value):
        block.report("value", "D104", Phrase("`{key}` must be {expected}", key="value", expected=Phrase("a number")))
        return None
    if not is_finite(value):
        block.report("value", "D105", Phrase("`value` must be finite"))
        return None
    number: int | Decimal = value
    return number


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal | float) and not isinstance(value, bool)


def _plain(number: int | Decimal | None) -> int | float | None:
    """A whole number as an integer where its unit doesn't promise decimals."""
    if isinstance(number, Decimal):
        return float(number) if _decimals(number) > 0 else int(number)
    return number


def _decimals(number: int | Decimal | None) -> int:
    """Decimals of a number; negative where its last whole digits are not certain (1.2万亿元 in 亿元)."""
    return -int(number.as_tuple().exponent) if isinstance(number, Decimal) else 0
