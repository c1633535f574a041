"""Reading of `metrics.toml`: units, topics, metrics, initiative categories; of `terms.toml` and `dataset.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.codes import METRIC_KINDS, PRICE_BASES, SCOPES
from countycli.model.records import Category, Metric, Term, Topic, Unit
from countycli.phrases import Phrase
from countycli.source.draft import Draft, Entry
from countycli.source.meant import line_of, toml
from countycli.source.numbers import MOST_DECIMALS
from countycli.source.rules import read_formula, read_rules
from countycli.source.sheet import Block, Sheet

if TYPE_CHECKING:
    from countycli.model.rules import Rule

_LAST_HEADLINE = 99


def read_dataset(sheet: Sheet, draft: Draft) -> None:
    block = Block(sheet, sheet.data, ())
    draft.version = block.text("version")
    block.close()


def read_metrics(sheet: Sheet, draft: Draft) -> None:
    sheet.refuse_others(["units", "topics", "metrics", "categories"])
    for block in sheet.blocks("units"):
        unit = Unit(block.text("id"), block.text("name_en"), block.text("dimension"), block.scale("scale"))
        block.close()
        draft.units.append(Entry(unit, block))
    for block in sheet.blocks("topics"):
        topic = Topic(block.text("id"), block.text("name"), block.text("name_en"))
        block.close()
        draft.topics.append(Entry(topic, block))
    for block in sheet.blocks("metrics"):
        metric, rules = _metric(block)
        block.close()
        draft.metrics.append(Entry(metric, block))
        draft.rules.extend(rules)
    for block in sheet.blocks("categories"):
        category = Category(block.text("id"), block.text("name_en"))
        block.close()
        draft.categories.append(Entry(category, block))


def read_terms(sheet: Sheet, draft: Draft) -> None:
    sheet.refuse_others(["terms"])
    for block in sheet.blocks("terms"):
        term = Term(block.texts("words"), block.texts("metrics"))
        block.close()
        draft.terms.append(Entry(term, block))


def _metric(block: Block) -> tuple[Metric, list[Entry[Rule]]]:
    identifier = block.text("id")
    low, high = block.numbers("range", 2)
    formula, rules = read_formula(block, identifier)
    if low > high:
        hint = line_of("range", toml(sorted(block.table["range"])))
        block.report("range", "D104", Phrase("`range` begins above its end"), hint)
    metric = Metric(
        id=identifier,
        name=block.text("name"),
        name_en=block.text("name_en"),
        aliases=block.texts("aliases"),
        topic=block.text("topic"),
        unit=block.text("unit"),
        kind=block.word("kind", METRIC_KINDS),
        decimals=block.integer("decimals", 0, MOST_DECIMALS),
        higher_is_better=block.flag_or_none("higher_is_better"),
        price_basis=block.word_or_none("price_basis", PRICE_BASES),
        range=(low, high),
        definition=block.text("definition"),
        definition_en=block.text("definition_en"),
        scope=block.word_or_none("scope", SCOPES),
        adds_up=block.flag("adds_up"),
        formula=formula,
        main=block.flag("main"),
        related=block.texts("related"),
        revised_with=block.text_or_none("revised_with"),
        residents=block.flag("residents"),
        change_decimals=block.integer_or("change_decimals", 0, MOST_DECIMALS, usual=0),
        headline=block.integer_or("headline", 1, _LAST_HEADLINE, usual=0),
        area=block.flag("area"),
        registered=block.flag("registered"),
    )
    if metric.headline and metric.scope:
        message = Phrase("An indicator of a {scope} can't be a headline of counties", scope=metric.scope)
        block.report("headline", "D104", message, Phrase("leave out `headline`"))
    return metric, [*rules, *read_rules(block, metric)]
