"""Places one after the other, each with a number of the same indicator: 龙泉市GDP180亿元，增长5%；庆元县95亿元."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting.wording import word_list

if TYPE_CHECKING:
    from collections.abc import Collection

    from countycli.drafting.indicators import Concept


class Succession:
    """What has had numbers in a sentence: where that is one indicator alone, the next place inherits the indicator."""

    def __init__(self) -> None:
        self.turned = False  # a semicolon stands before, and no more than a place or time since
        self.inherits = False  # a place has inherited the indicator, and has had no number yet
        self._told: list[Concept] = []  # what has had numbers since the last semicolon
        self._words: set[str] = set()  # that stood in clauses with numbers
        self._former: list[Concept] = []  # what had them before that

    def count(self, concept: Concept, words: Collection[str]) -> None:
        """A number of an indicator has been read, in a clause of these words."""
        self._told.append(concept)
        self._words.update(words)
        self.inherits = False

    def turn(self) -> None:
        """A semicolon has been read."""
        self._former, self._told = self._told, []
        self.turned, self.inherits = True, False

    def is_unclear(self, subject: Collection[Concept]) -> bool:
        """Whether another place may go on with any of several indicators that had numbers, as a subject had, too."""
        told = {concept.key for concept in self._told}
        return len(told) > 1 and any(concept.key in told for concept in subject)

    def place(self) -> Concept | None:
        """Another place: what that place inherits; None where several indicators had numbers, or none."""
        told = self._former if self.turned else self._told
        self.inherits = len({concept.key for concept in told}) == 1
        return told[0] if self.inherits else None

    def parts(self, word: str) -> bool:
        """Whether a word between a place and a number leaves open what the number is of: 庆元县完成95亿元 after
        GDP180亿元, but not after 固定资产投资完成180亿元.
        """
        return self.inherits and word not in (*word_list("successive"), *self._words)
