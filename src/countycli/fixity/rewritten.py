"""Cells that say the same in another form: what spreadsheets make of dates, per cents and long numbers."""

from __future__ import annotations

import re

from countycli.fixity.canonical import canonical

_KEPT_DIGITS = 9  # a number that has lost digits, but still has so many, is the same number written shorter
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(r"(\d{4})[-/年.](\d{1,2})(?:[-/月.](\d{1,2})日?|月)?")
_SHORT_MONTH = re.compile(r"([A-Za-z]{3})-(\d\d)")
_PER_CENT = re.compile(r"([+-]?[\d.]+) ?[%％]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


def is_rewritten(was: str, now: str) -> bool:
    """Whether a cell says the same in another form: 7.5% and 7.50%, 2026-03-09 and 2026/3/9, or a number that has lost
    digits beyond the ninth.
    """
    if not (was and now):
        return False
    if _NUMBER.fullmatch(was) and _NUMBER.fullmatch(now):  # a number with a point is no date: 2024.1 isn't 2024.01
        return _is_shortened(was, now)
    return _plain(was) == _plain(now) or _is_shortened(was, now)


def _plain(text: str) -> str:
    text = text.removeprefix("'")
    if match := _PER_CENT.fullmatch(text):
        return canonical(match[1]) + "%"
    if _GROUPED.fullmatch(text):
        return canonical(text.replace(",", ""))
    if match := _SHORT_MONTH.fullmatch(text):
        month = match[1].lower()
        return f"20{match[2]}-{_MONTHS.index(month) + 1:02}-01" if month in _MONTHS else text
    if match := _DATE.fullmatch(text):
        return f"{match[1]}-{int(match[2]):02}-{int(match[3] or 1):02}"
    return text


def _is_shortened(was: str, now: str) -> bool:
    digits = now.lstrip("-0.").replace(".", "")
    decimals = len(now.partition(".")[2])
    if len(digits) < _KEPT_DIGITS or not digits.isdecimal() or len(was) <= len(now):
        return False
    try:
        return canonical(round(float(was), decimals)) == now
    except ValueError:
        return False
