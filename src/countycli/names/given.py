"""Names as Python programs give them: one, several, or none; years also as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from countycli.errors import UsageError
from countycli.names.periods import period_named
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from countycli.model.period import Period

Names = str | int | Sequence[str | int] | None  # one name or year, several, or none


def names(given: Names) -> tuple[str, ...]:
    return (str(given),) if isinstance(given, str | int) else tuple(map(str, given or ()))


def some_metrics(given: Names) -> tuple[str, ...]:
    """Names of indicators. Raises UsageError where there are none."""
    found = names(given)
    if found:
        return found
    raise UsageError(Phrase("Which indicator is meant?"), Phrase("give its id or name, such as `gdp`"))


def period_given(given: str | int) -> Period | None:
    return period_named(str(given)) if given else None


def kinds_given(given: Names) -> tuple[str, ...]:
    found = names(given)
    if not found:
        return ()
    from countycli.names.kinds import kinds_named

    return kinds_named(found)
