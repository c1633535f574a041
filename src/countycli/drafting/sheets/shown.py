"""The content of a workbook's cell as its reader sees the content, but with all the digits that are kept."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Context, Decimal
from math import isfinite
from typing import Any

from countycli.source.numbers import has_few_digits

_FORM = re.compile(
    r"(?=\.?[#?0])(?:[#?0,]*[#?0])?(?:\.(?P<decimals>[#?0]*))?(?P<thousands>,*)(?P<percent>%?)"
    r"(?:\"(?P<words>[^\"]*)\")?"
)
_UNSEEN = re.compile(r"(\"[^\"]*\"|\\\S)|\[[^\]]*\]|[_*].|\\?\s")  # colours, conditions and padding; words are kept
_DIVIDED = re.compile(r"[0#?][^0#?]*,(?![0#?])")  # a comma behind the last digit: thousands are shown, or millions
_DIGIT = re.compile(r"[0#?]")
_QUOTED = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.")  # words, colours and languages in the form of a number
_ANY_SIZE = Context(prec=1000)  # digits: more than a number of a spreadsheet can have before and behind the point
_SIGNIFICANT = 15  # digits of a number that a spreadsheet keeps
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def shown(value: Any, form: str) -> str:
    """`value` is what openpyxl reads in a cell, `form` the form in which the cell shows numbers and dates."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return _number(value, form)
    if isinstance(value, dt.datetime | dt.date):
        return value.strftime(_date_form(form))
    return "".join(map(_run, value)) if isinstance(value, list) else str(value)


def _run(run: Any) -> str:
    """A part of a text of several fonts. Raised digits lead to footnotes: plain ones would lengthen the number."""
    if isinstance(run, str):
        return run
    raised = run.font is not None and run.font.vertAlign == "superscript"
    return str(run.text).translate(_RAISED) if raised else str(run.text)


def _date_form(form: str) -> str:
    """As many parts of a date as its cell shows: a year is kept as its first day, and so is a month."""
    letters = _QUOTED.sub("", form).casefold()
    if "d" in letters:
        return "%Y-%m-%d"
    return "%Y-%m" if "m" in letters else "%Y"


def _number(value: float, form: str) -> str:
    """A number with the digits that the workbook keeps, or with those that are shown where the number has more than
    figures can have, as quotients do. A share that is shown in per cent is one in per cent, a number that is shown in
    thousands is one in thousands, and words behind the number are its unit.
    """
    if not isfinite(value):
        return str(value)
    section, *others = form.split(";")
    parts = _FORM.fullmatch(_UNSEEN.sub(r"\1", section))
    kept = Decimal(f"{value:.{_SIGNIFICANT}g}")
    if _is_in_doubt(section, others, is_read=parts is not None):
        return f"{kept:f} [{form}]"
    if parts is None:
        return f"{kept.normalize():f}"
    scale = 2 * bool(parts["percent"]) - 3 * len(parts["thousands"])
    number = _with_decimals(kept.scaleb(scale).normalize(), parts["decimals"] or "")
    return f"{number:f}{parts['percent']}{parts['words'] or ''}"


def _is_in_doubt(section: str, others: list[str], *, is_read: bool) -> bool:
    """Whether the form of a number multiplies or divides the number in a way that is not understood, or numbers of one
    sign otherwise than those of the other.
    """
    bare, *rest = (_QUOTED.sub("", part) for part in (section, *others[:1]))
    scaled = "%" in bare or _DIVIDED.search(bare) is not None
    return (scaled and not is_read) or any(_DIGIT.search(part) and ("%" in part) != ("%" in bare) for part in rest)


def _with_decimals(number: Decimal, places: str) -> Decimal:
    """A number with at least the decimals that its form always shows. One that has too many digits is rounded to as
    many decimals as the form can show.
    """
    if not has_few_digits(number):
        return number.quantize(Decimal(1).scaleb(-len(places)), context=_ANY_SIZE)
    always = places.count("0")
    if -int(number.as_tuple().exponent) >= always:
        return number
    return number.quantize(Decimal(1).scaleb(-always), context=_ANY_SIZE)
