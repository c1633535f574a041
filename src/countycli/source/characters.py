"""Reading of `characters.toml`: how characters are read and what they look like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from countycli.model.records import Character
from countycli.phrases import Phrase
from countycli.source.draft import Draft, Entry
from countycli.source.sheet import Block

if TYPE_CHECKING:
    from countycli.source.sheet import Sheet

_TRAITS = re.compile(r"([a-zü,]+|-) ([a-z]+|-) (\d{4}|-) ([1-9]\d?) ([\d,]+|-)")


def read_characters(sheet: Sheet, draft: Draft) -> None:
    sheet.refuse_others(["twins", "characters"])
    whole = Block(sheet, sheet.data, ())
    twins: dict[str, str] = {}
    for group in whole.texts("twins"):
        for character in group:
            twins[character] = twins.get(character, "") + group.replace(character, "")
    block = whole.block("characters")
    for character in list(block.table):
        found = _TRAITS.fullmatch(block.text(character))
        if found and len(character) == 1:
            draft.characters.append(Entry(_character(character, found, twins.get(character, "")), block, character))
        else:
            message = Phrase("Not the readings, codes, strokes and groups of one character")
            block.report(character, "D104", message, Phrase("e.g. {example}", example="“le,yue hvd 7290 5 972”"))
    block.close()


def _character(character: str, found: re.Match[str], twins: str) -> Character:
    readings, components, corners, strokes, phonetics = ("" if part == "-" else part for part in found.groups())
    return Character(character, _parts(readings), components, corners, int(strokes), _parts(phonetics), twins)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()
