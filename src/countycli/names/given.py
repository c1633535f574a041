"""Names as Python programs give them: one, several, or none; years also as numbers, places also as objects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from countycli.errors import UsageError
from countycli.names.periods import period_named
from countycli.phrases import Phrase
from countycli.source.dates import is_written_date

if TYPE_CHECKING:
    from countycli.model.period import Period


class Coded(Protocol):
    """A place of an answer, or one that the book was asked for: its code names it."""

    @property
    def code(self) -> str: ...


Name = str | int | Coded
Names = Name | Iterable[Name] | None  # one name or year, several (a list, a column of a data frame), or none


def name_of(given: object) -> str:
    return str(getattr(given, "code", given))


def names(*given: Names) -> tuple[str, ...]:
    """All names that are given."""
    return tuple(name for part in given for name in _each(part))


def _each(given: Names) -> Iterable[str]:
    """Records of places can be iterated over, too, and are one name; so are numbers of NumPy, which are no `int`."""
    if isinstance(given, Iterable) and not isinstance(given, str) and not hasattr(given, "code"):
        return map(name_of, given)
    return () if given is None else (name_of(given),)


def years_given(given: Names) -> tuple[int, ...]:
    """Years. Raises UsageError for what is none."""
    found = names(given)
    for text in found:
        if not (text.isascii() and text.isdecimal() and len(text) == 4):
            raise _no_year(text)
    return tuple(map(int, found))


def year_given(given: Names) -> int | None:
    """The one year that is given, if any. Raises UsageError for several."""
    years = years_given(given)
    if len(years) > 1:
        raise _no_year(", ".join(map(str, years)))
    return next(iter(years), None)


def _no_year(text: str) -> UsageError:
    message = Phrase("“{value}” doesn't fit {option}", value=text, option="year")
    return UsageError(message, Phrase("give a year, such as 2025"))


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


def published_given(given: str | int, option: str = "published") -> str | None:
    """The date of publication, None where none is given. Raises UsageError for what is no date."""
    text = str(given)
    if text and not is_written_date(text):
        message = Phrase("“{value}” doesn't fit {option}", value=text, option=option)
        raise UsageError(message, Phrase("give a day, a month or a year: 2024-03-01, 2024-03 or 2024"))
    return text or None


def document_kind_given(given: str) -> str | None:
    """The kind of document, None where none is given. Raises UsageError for an unknown one."""
    from countycli.model.codes import DOCUMENT_KINDS

    if given and given.casefold() not in DOCUMENT_KINDS:
        known = Phrase("known: {words}", words=tuple(DOCUMENT_KINDS))
        raise UsageError(Phrase("Unknown kind “{value}”", value=given), known)
    return given.casefold() or None
