"""Why a number is left to a person."""

from __future__ import annotations

from countycli.phrases import N_, Phrase

UNKNOWN = Phrase("no indicator of the book is named with it")
LONGER = Phrase("what it is of is called by more than an indicator's name")
NO_SUCH = Phrase("the book has no indicator for this")
CHANGE = Phrase("a change, not a level")
OTHER_BASE = Phrase("a change on another time than a year before")
COMPARED = Phrase("compares with another place, or is a contribution")
FORMER = Phrase("the value before a change, whose time is not told")
UNMATCHED = Phrase("as many names as numbers could not be made out")
UNIT = Phrase("the unit doesn't fit the indicator")
RANGE = Phrase("a range: choose a value and a bound")
IMPLAUSIBLE = Phrase("not plausible for this indicator")
NO_PERIOD = Phrase("the time could not be made out: perhaps `--published` tells")
NO_PLACE = Phrase("the place could not be made out: perhaps `--county` tells")
PART = Phrase("of a part of the county: a town, a zone, an enterprise")
PART_OF = Phrase("a part of something that is not in the book")
REPEATED = Phrase("stands above already")
BOUND_OF = Phrase("a bound of the exact figure that the document gives, too")
DIFFERS = Phrase("differs from what stands above")
FAR_OFF = N_("far from what the book has for {period}, {figure}: perhaps a digit, a point or the unit is wrong")


class NotTakenError(Exception):
    """A cell is no figure that can be taken, and why."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.reason = reason
