"""Make the table of `data/characters.toml` from the Unihan database: `python tools/characters.py FOLDER`.

The folder is the one that holds `Unihan_Readings.txt`, `Unihan_DictionaryLikeData.txt`, `Unihan_IRGSources.txt` and
`Unihan_OtherMappings.txt` (https://www.unicode.org/Public/UCD/latest/ucd/Unihan.zip). The head of the file stays as it
is. The table holds the 6,500 characters in general use (the first two levels of 通用规范汉字表) and those of the
registry's names.
"""

from __future__ import annotations

import argparse
import tomllib
import unicodedata
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"
FILES = ("Readings", "DictionaryLikeData", "IRGSources", "OtherMappings")
FIELDS = ("kMandarin", "kTGHZ2013", "kCangjie", "kFourCornerCode", "kTotalStrokes", "kPhonetic", "kTGH")
GENERAL_USE = 6500
NOTHING = "-"
TABLE = "[characters]\n"

Fields = dict[str, dict[str, str]]


def read(folder: Path) -> Fields:
    """By field, the value of each character."""
    found: Fields = {field: {} for field in FIELDS}
    for name in FILES:
        for line in (folder / f"Unihan_{name}.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("U+"):
                point, field, value = line.split("\t")
                if field in found:
                    found[field][chr(int(point.removeprefix("U+"), base=16))] = value
    return found


def wanted(fields: Fields) -> list[str]:
    general = {character for character, number in fields["kTGH"].items() if int(number.split(":")[1]) <= GENERAL_USE}
    places = [place for name in ("counties", "regions") for place in tomllib.loads(_text(name))[name]]
    return sorted(general.union(*(place["name"] for place in places)))


def _text(name: str) -> str:
    return (DATA / f"{name}.toml").read_text(encoding="utf-8")


def traits(fields: Fields, character: str) -> str:
    def first(field: str) -> str:
        return fields[field].get(character, NOTHING).split()[0]

    corners = first("kFourCornerCode")[:4]
    phonetics = ",".join(part.rstrip("*ABCDx+") for part in fields["kPhonetic"].get(character, NOTHING).split())
    return " ".join(
        (readings(fields, character), first("kCangjie").lower(), corners, first("kTotalStrokes"), phonetics)
    )


def readings(fields: Fields, character: str) -> str:
    """What stands alone as a rule first, then all of the dictionary of the standard characters."""
    toned = fields["kMandarin"].get(character, "").split()[:1]
    for part in fields["kTGHZ2013"].get(character, "").split():
        toned += part.split(":")[1].split(",")
    return ",".join(dict.fromkeys(map(without_tone, toned))) or NOTHING


def without_tone(syllable: str) -> str:
    """`lüè` to `lüe`: the diaeresis is no tone."""
    kept = (
        mark for mark in unicodedata.normalize("NFD", syllable) if mark == "\u0308" or not unicodedata.combining(mark)
    )
    return unicodedata.normalize("NFC", "".join(kept))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    fields = read(parser.parse_args().folder)
    lines = (f'"{character}" = "{traits(fields, character)}"\n' for character in wanted(fields))
    head, _, _ = _text("characters").partition(TABLE)
    (DATA / "characters.toml").write_text(head + TABLE + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
