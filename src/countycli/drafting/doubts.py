"""Why numbers in a row are left to a person: the reasons, each tried in its turn."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from countycli.drafting import reasons
from countycli.drafting.numbers import POINTS
from countycli.drafting.runs import amount_of
from countycli.drafting.telling import ECONOMY, SECTORS
from countycli.drafting.tokens import Kind, Token
from countycli.drafting.wording import word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from countycli.drafting.indicators import Concept
    from countycli.drafting.telling import Telling
    from countycli.phrases import Phrase

    Concepts = tuple[Concept, ...]
    Doubt = Callable[[Telling, Sequence[Token], Concepts], Phrase | None]

_WHOLE = 100
_ROUNDING = 1  # by which three shares may miss the whole


def doubt(sentence: Telling, run: Sequence[Token], concepts: Concepts) -> Phrase | None:
    """The first reason why these numbers should not be taken for figures of the concepts; None where there is none."""
    doubts = _OF_RATIOS if run[0].kind is Kind.RATIO else _OF_AMOUNTS
    return next((reason for one in doubts if (reason := one(sentence, run, concepts))), None)


def _of_no_structure(sentence: Telling, run: Sequence[Token], concepts: Concepts) -> Phrase | None:
    clause = sentence.clause
    sectors = [concept.level for concept in clause.whole or clause.names] == [*SECTORS]
    told = clause.structure or (sectors and bool(clause.whole))
    named = sectors if clause.fault is reasons.NO_SUCH else told and not clause.fault
    whole = not sentence.part or any(concept.level == ECONOMY for concept in sentence.head or ())
    known = named and whole and not sentence.of_part
    return None if known else reasons.UNKNOWN


def _not_whole(sentence: Telling, run: Sequence[Token], concepts: Concepts) -> Phrase | None:
    ratio = run[0].ratio
    assert ratio is not None  # the run is a ratio
    return reasons.IMPLAUSIBLE if abs(sum(ratio.values, Decimal(-_WHOLE))) > _ROUNDING else None


def _of_untold_time(sentence: Telling, run: Sequence[Token], concepts: Concepts) -> Phrase | None:
    return reasons.FORMER if sentence.clause.former and not sentence.clause.dated else None


def _compared(sentence: Telling, run: Sequence[Token], concepts: Concepts) -> Phrase | None:
    return reasons.COMPARED if sentence.clause.compared else sentence.clause.fault


def _unnamed(sentence: Telling, run: Sequence[Token], concepts: Concepts) -> Phrase | None:
    """No name stands in the clause, and the clause doesn't plainly go on with the one before."""
    clause = sentence.clause
    if clause.names:
        return None
    if clause.strange or clause.apart or clause.counted:
        return reasons.UNKNOWN
    if not concepts:
        return sentence.why
    again = sentence.valued or (clause.turn is None and clause.last is None)
    return reasons.UNKNOWN if again and not (clause.grows or clause.announced) else None


def _second_number(sentence: Telling, run: Sequence[Token], concepts: Concepts) -> Phrase | None:
    return reasons.UNMATCHED if sentence.clause.counted or sentence.clause.linked else None


def _change(sentence: Telling, run: Sequence[Token], concepts: Concepts) -> Phrase | None:
    clause = sentence.clause
    units = {amount_of(token).unit for token in run}
    if clause.gain or POINTS in units or (clause.rise and "%" not in units):
        return reasons.CHANGE
    if clause.former and not clause.dated:
        return reasons.FORMER
    return reasons.CHANGE if clause.rate and clause.rise and clause.rise.sign < 0 else None


def _added(sentence: Telling, run: Sequence[Token], concepts: Concepts) -> Phrase | None:
    """新增规上工业企业9家 is no number of enterprises; 新增上市公司 is what its indicator counts."""
    metrics = [sentence.indicators.metrics[concept.level] for concept in concepts if concept.level]
    stocks = (
        one for one in metrics if one.kind == "count" and not any(word in one.name for word in word_list("flows"))
    )
    return reasons.CHANGE if sentence.clause.added and any(stocks) else None


def _on_another_time(sentence: Telling, run: Sequence[Token], concepts: Concepts) -> Phrase | None:
    clause = sentence.clause
    other = clause.against is not None and clause.against.kind == "other" and clause.against.year is None
    return reasons.OTHER_BASE if other and clause.grows else None


def _of_a_part(sentence: Telling, run: Sequence[Token], concepts: Concepts) -> Phrase | None:
    """Of a town, or of something that is only a part of what stood before."""
    if sentence.of_part:
        return reasons.PART
    if not sentence.part:
        return None
    again = {concept.key for concept in concepts} & {concept.key for concept in sentence.head or ()}
    return reasons.PART_OF if not sentence.head or (again and sentence.clause.names) else None


def _unmatched(sentence: Telling, run: Sequence[Token], concepts: Concepts) -> Phrase | None:
    one_for_all = len(run) == 1 and sentence.clause.all
    return reasons.UNMATCHED if len(run) != len(concepts) and not one_for_all else None


def _range(sentence: Telling, run: Sequence[Token], concepts: Concepts) -> Phrase | None:
    """Of an aim, the lower end is what must be reached; of an outcome, a person must choose."""
    ranges = any(token.kind is Kind.RANGE for token in run)
    return reasons.RANGE if ranges and not sentence.aim else None


_OF_RATIOS: Final[tuple[Doubt, ...]] = (_of_no_structure, _not_whole, _of_untold_time)
_OF_AMOUNTS: Final[tuple[Doubt, ...]] = (
    _compared,
    _unnamed,
    _second_number,
    _change,
    _added,
    _on_another_time,
    _of_a_part,
    _unmatched,
    _range,
)
