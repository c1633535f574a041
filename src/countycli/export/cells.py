"""Texts as cells of CSV and TSV, which people open in a spreadsheet."""

from __future__ import annotations

_STARTS = frozenset("=+-@\t\r\n＝＋－＠")  # what a spreadsheet takes for the beginning of a formula, or skips
_BREAKS = "\t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # what some reader takes for the end of a line or a cell
_IN_A_LINE = {ord(char): " " for char in _BREAKS}


def csv_cell(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would run the text as a formula. Negative numbers stay
    numbers.
    """
    if text[:1] in _STARTS and text and not _is_number(text):
        text = f"'{text}"
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text  # csv quotes no lone \r


def tsv_cell(text: str) -> str:
    """The text as `csv_cell` writes it, on one line: TSV has no way to write tabs and line breaks."""
    cell = csv_cell(text)
    return cell if cell.isprintable() else cell.translate(_IN_A_LINE)


def _is_number(text: str) -> bool:
    """Whether a text is a number with a sign, also one in per cent or with grouped digits."""
    digits = text[1:].rstrip("%％‰").replace(",", "")
    return digits[:1].isdigit() and digits.replace(".", "", 1).isdecimal() and text[0] in "+-"
