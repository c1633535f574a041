"""Which figure a rank belongs to: 总量居全市第2位 is of the level, although the growth stands nearer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from countycli.drafting.wording import word_list

if TYPE_CHECKING:
    from countycli.drafting.telling import Telling
    from countycli.drafting.tokens import Token

_STANDING: Final = "位居列于为排名在跃稳蝉联保持次"  # characters of words for having a rank


def take_rank(sentence: Telling, token: Token) -> None:
    """Put a rank beside its figure, unless that has one."""
    place = _ranked(sentence)
    if place is not None and sentence.mentions[place].standing is None:
        rank = token.text.lstrip(_STANDING) or token.text
        sentence.mentions[place] = sentence.mentions[place]._replace(standing=rank)


def _ranked(sentence: Telling) -> int | None:
    """The place among the mentions of the figure that a rank is of, by the words of the clause before the rank: the
    last figure, unless the clause names another indicator, or says whether its level or its growth is ranked.
    """
    clause = sentence.clause
    last = len(sentence.mentions) - 1
    if last < 0 or clause.fault or (clause.strange and clause.words[0] != "在"):
        return None
    told = bool(clause.names) or clause.rate or any(word in clause.words for word in word_list("sizes"))
    if clause.mentioned or not told:
        return last
    concepts = clause.names or sentence.subject
    metrics = {concept.growth if clause.rate else concept.level for concept in concepts}
    if clause.each and len(metrics) > 1:  # 增速分别居全市第2位、第3位
        return None
    places = reversed(range(last + 1))
    return next((place for place in places if sentence.mentions[place].metric in metrics), None)
