"""The content of a workbook's cell as its reader sees the content, but with all the digits that are kept."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from countycli.source.numbers import has_few_digits

_FORM = re.compile(
    r"[#0,]*0(?:\.(?P<decimals>0+))?(?P<thousands>,*)(?P<percent>%?)"
    r"(?:_.|\\ |\s)*(?:\"(?P<words>[^\"]*)\")?(?:_.|\\ |\s)*"
)
_DIVIDED = re.compile(r"[0#?][^0#?]*,(?![0#?])")  # a comma behind the last digit: thousands are shown, or millions
_QUOTED = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.")  # words, colours and languages in the form of a number
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
    section = form.partition(";")[0]
    parts = _FORM.fullmatch(section)
    kept = Decimal(f"{value:.{_SIGNIFICANT}g}")
    if parts is None:
        return f"{kept:f} [{section}]" if _DIVIDED.search(_QUOTED.sub("", section)) else f"{kept.normalize():f}"
    scale = 2 * bool(parts["percent"]) - 3 * len(parts["thousands"])
    number = kept.scaleb(scale).normalize()
    decimals = len(parts["decimals"] or "")
    if not has_few_digits(number) or -int(number.as_tuple().exponent) < decimals:
        number = number.quantize(Decimal(1).scaleb(-decimals))
    return f"{number:f}{parts['percent']}{parts['words'] or ''}"
