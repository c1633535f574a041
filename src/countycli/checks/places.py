"""The registry of places agrees with itself: codes, names, parents, and both ends of every succession."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from countycli.model.lineage import continued
from countycli.model.records import CONTINUATIONS, Place, Succession
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from countycli.source.draft import Draft, Entry

_CODE = re.compile(r"\d{6}(\d{4})?")
_PINYIN = re.compile(r"[a-zü]+( [a-zü]+)*")


def check_places(draft: Draft) -> None:
    places = {entry.record.code: entry.record for entry in draft.places}
    sound = [entry for entry in draft.places if entry.block.sound]
    for entry in sound:
        _check_form(entry)
        _check_parents(entry, places)
        _check_lies_in_itself(entry, places)
        _check_circle(entry, places)
        for step in entry.record.successors:
            _check_mirror(entry, step, places, "successors", "predecessors")
        for step in entry.record.predecessors:
            _check_mirror(entry, step, places, "predecessors", "successors")


def _check_circle(entry: Entry[Place], places: dict[str, Place]) -> None:
    """Report a unit that is among the units which it continues, at any remove."""
    code = entry.record.code
    steps = (step for part in (code, *continued(code, places)) for step in places[part].predecessors)
    if any(step.code == code and step.change in CONTINUATIONS for step in steps):
        message = Phrase("{code} would come before itself", code=code)
        entry.report("D501", message, Phrase("one of the steps is turned round"), key="predecessors")


def _check_form(entry: Entry[Place]) -> None:
    place = entry.record
    if not _CODE.fullmatch(place.code):
        entry.report("D502", Phrase("A code has six digits"), key="code")
    elif place.code[6:] not in ("", (place.valid_to or "")[:4]):
        message = Phrase("The four digits after a code that was used again are the year in which its first unit ceased")
        entry.report("D502", message, key="code")
    if not place.name.startswith(place.short):
        entry.report("D502", Phrase("The short name must begin the full name"), key="short")
    if not _PINYIN.fullmatch(place.pinyin) or len(place.pinyin.split()) != len(place.short):
        hint = Phrase("one lower-case syllable for each character of `short`, separated by spaces")
        entry.report("D502", Phrase("The pinyin doesn't fit the short name"), hint, key="pinyin")
    if len(place.traditional) != len(place.name):
        entry.report("D502", Phrase("The traditional form is not as long as the name"), key="traditional")
    if place.valid_from and place.valid_to and place.valid_from > place.valid_to:
        entry.report("D502", Phrase("`valid_to` lies before `valid_from`"), key="valid_to")


def _check_parents(entry: Entry[Place], places: dict[str, Place]) -> None:
    place = entry.record
    for level, code, message in (
        ("prefecture", place.prefecture, Phrase("No prefecture has the code “{code}”", code=place.prefecture)),
        ("province", place.province, Phrase("No province has the code “{code}”", code=place.province)),
    ):
        if code is not None and (code not in places or places[code].level != level):
            entry.report("D201", message, key=level)
    if place.level in ("province", "country"):
        return
    if place.province is None:
        entry.report("D103", Phrase("`{key}` is missing", key="province"))
    elif place.province[:2] != place.code[:2]:
        entry.report("D502", Phrase("The code doesn't begin like the province's"), key="code")


def _check_lies_in_itself(entry: Entry[Place], places: dict[str, Place]) -> None:
    code, seen = entry.record.prefecture, set[str]()
    while code in places and code not in seen:
        if code == entry.record.code:
            entry.report("D502", Phrase("{code} would lie in itself", code=code), key="prefecture")
        seen.add(code)
        code = places[code].prefecture


def _check_mirror(entry: Entry[Place], step: Succession, places: dict[str, Place], key: str, mirror: str) -> None:
    other = places.get(step.code)
    if other is None:
        entry.report("D201", Phrase("No county or region has the code “{code}”", code=step.code), key=key)
        return
    expected = Succession(entry.record.code, step.date, step.change)
    if expected not in getattr(other, mirror):
        message = Phrase("{other} doesn't name this unit among its {mirror}", other=step.code, mirror=f"`{mirror}`")
        entry.report("D501", message, Phrase("give both the same date and change"), key=key)
