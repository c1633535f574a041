"""CSV and TSV, also as spreadsheets save them: with other quotes, ends of lines and separators."""

from __future__ import annotations

import csv
import re
from io import StringIO
from itertools import zip_longest

from countycli.fixity.canonical import record_of
from countycli.fixity.readers import Holding, MalformedError

_SEPARATORS = ",\t;"
_COMMA_DECIMAL = re.compile(r"-?\d+,\d+", re.ASCII)


def read(text: str, _kind: str) -> Holding:
    """A record for each line below the header. Lines of blanks are none."""
    text = text.removeprefix("\ufeff")
    separator = _separator(text)
    try:
        header, *rows = csv.reader(StringIO(text, newline=""), delimiter=separator) if text else ([],)
    except (csv.Error, ValueError) as error:
        raise MalformedError(str(error)) from error
    records = [
        record_of(zip_longest(header, map(_decimal, row) if separator == ";" else row, fillvalue="")) for row in rows
    ]
    return Holding([record for record in records if record])


def _separator(text: str) -> str:
    """The one that the header has most of: names of columns have none of them."""
    header = text.partition("\n")[0]
    return max(_SEPARATORS, key=header.count)


def _decimal(cell: str) -> str:
    """A number with a decimal comma, as programs write it that part cells by semicolons."""
    return cell.replace(",", ".") if _COMMA_DECIMAL.fullmatch(cell) else cell
