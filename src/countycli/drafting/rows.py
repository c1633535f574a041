"""Places or years side by side, each with a number of its own: 龙泉、庆元、景宁GDP分别增长7.5%、6.3%、5.9%."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting.times import years_of

if TYPE_CHECKING:
    from countycli.drafting.clause import Clause, Said
    from countycli.drafting.times import When
    from countycli.drafting.tokens import Kind


class Row:
    """What stands side by side in a sentence, as far as the sentence has been read."""

    def __init__(self) -> None:
        self._places: list[tuple[str, ...]] = []
        self._times: list[When] = []

    def place(self, codes: tuple[str, ...], *, goes_on: bool) -> None:
        """One more place, or the first of others."""
        self._places = [*(self._places if goes_on else ()), codes]

    def area(self) -> None:
        """A word such as 全县: places stand side by side no longer."""
        self._places = []

    def time(self, time: When, *, goes_on: bool) -> None:
        """One more time, or the first of others."""
        self._times = [*(self._times if goes_on else ()), time]

    @property
    def stands(self) -> bool:
        """Whether there are several places or times, so that a number alone is of none."""
        return max(len(self._places), len(self._times)) > 1

    def each(self, said: Said, numbers: int | None) -> list[Said]:
        """What the sentence says of each of so many numbers, or of a number that is of all; nothing where there aren't
        as many places or times. The years of a span (2021-2023年) are as many times.
        """
        places, times = self._places, self._times
        if len(times) == 1 and numbers:
            times = years_of(times[0])
        if len(places) > 1 >= len(self._times) and numbers in (None, len(places)):
            return [said._replace(places=codes, area="") for codes in places]
        if len(times) > 1 >= len(places) and numbers in (None, len(times)):
            return [said._replace(time=time) for time in times]
        return []


def goes_on(clause: Clause, kind: Kind, link: Kind) -> bool:
    """Whether a clause has just named something of a kind, and links the next to it."""
    return clause.last is link and clause.turn is kind and not (clause.names or clause.counted or clause.strange)
