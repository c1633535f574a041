"""Which place the cells of a row name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from countycli.drafting.sheets.words import TOTALS, unmarked_name, unnumbered, word_key
from countycli.errors import AmbiguousError, CountyError
from countycli.model.naming import name_key
from countycli.names.resolve import resolve_place
from countycli.phrases import N_, Phrase, named

if TYPE_CHECKING:
    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Place

# Statistics offices add six digits, zeros for the divisions of GB/T 2260; a spreadsheet takes codes for numbers.
_CODE = re.compile(r"(\d{6})(?:0{6}|0{3})?(?:\.0)?")
_NUMBER = re.compile(r"[\d.]+(?:[eE]\+?\d+)?")


class PlaceFinder:
    """Finds the code of a place, or tells why there is none."""

    def __init__(self, book: Index) -> None:
        self._book = book
        self.find = cache(self._find)

    def of_row(self, codes: list[str], names: list[str]) -> str | Phrase:
        """The place of a row with these cells; the names of regions in columns before lead to the last name. Code and
        name must be of the same place.
        """
        by_code = self.find(codes[0]) if codes else ""
        by_name = self.find("".join(names)) if names else ""
        if not by_code or isinstance(by_code, Phrase) or not names:
            return by_code or by_name
        if isinstance(by_name, str) and by_name != by_code:
            return Phrase("code and name are of different places")
        return by_code

    def is_around(self, text: str, county: str | Phrase) -> bool:
        """Whether a text names the place with a code, or a region around the place."""
        named = self.find(text)
        if isinstance(named, Phrase) or isinstance(county, Phrase):
            return False
        return named in {county, f"{county[:4]}00", f"{county[:2]}0000"}

    def existed(self, code: str, period: Period) -> bool:
        """Whether there was a place for some part of a period: a figure of a later time can't be of the place."""
        place = self._book.places.find(code)
        return place is None or place.lasts_until(period)

    def _find(self, text: str) -> str | Phrase:
        code = _CODE.fullmatch(text)
        if _NUMBER.fullmatch(text) and not code:
            return Phrase("“{text}” is no code of six or twelve digits", text=text)
        if word_key(text) in TOTALS:
            return Phrase("“{text}” is a total, or a region without its name: write the name of the place", text=text)
        wanted = code[1] if code else _without_blanks(unnumbered(unmarked_name(text)))
        try:
            match = resolve_place(self._book, wanted)
        except CountyError as error:
            return _with_candidates(error, text)
        if not code and text.isascii() and match.notes and name_key(text) not in _names(match.place):
            return Phrase("“{text}” is no name of a place in full", text=text)
        # A former code stays, as it is that of the place whose figure it is; only names mean the place of today.
        return wanted if code and self._book.places.find(wanted) else match.place.code


def _with_candidates(error: CountyError, text: str) -> Phrase:
    """Why a text names no place, with the places that may be meant: namesakes, or those whose names are in the text."""
    within = isinstance(error, AmbiguousError)
    meant = [each for each in error.candidates if within or str(each.name) in text]
    if not meant:
        return error.message
    candidates = (
        Phrase("{name} ({code}, {where})", name=each.name, code=each.code, where=each.where)
        if each.where
        else Phrase("{name} ({code})", name=each.name, code=each.code)
        for each in meant
    )
    template = N_("{message}: {candidates}: write the code for the name")
    return Phrase(template, message=error.message, candidates=named(candidates))


def _without_blanks(name: str) -> str:
    """A name without the blanks by which short names are made as wide as long ones: `云  和`."""
    return name if name.isascii() else "".join(name.split())


def _names(place: Place) -> set[str]:
    """The names of a place in Latin letters, in full: nobody means places by their initials in a sheet."""
    return {name_key(name) for name in (place.romanized, place.name_en, place.short_en)}
