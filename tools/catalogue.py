"""Bring the message catalogues up to date with the code: `python tools/catalogue.py`.

New messages are added with an empty translation (which a test refuses), messages no longer used are removed, and the
binary catalogues are compiled.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "countycli"
CATALOGUES = sorted((SOURCE / "locale").glob("*/LC_MESSAGES/countycli.po"))

# What marks a message in the code: see `countycli.phrases` and `countycli.render.words`.
KEYWORDS = {"Phrase": None, "words": None, "self": None, "N_": None}


def template() -> Catalog:
    """All messages of the code, with the files that they come from."""
    catalog = Catalog(project="countycli", charset="utf-8")
    for name, _, message, _, _ in extract_from_dir(SOURCE, keywords=KEYWORDS):
        if message and isinstance(message, str):
            catalog.add(message, locations=[(name, 0)])
    return catalog


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def main() -> None:
    messages = template()
    for path in CATALOGUES:
        catalog = read_catalogue(path)
        catalog.update(messages, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalog, width=120, sort_output=True, include_lineno=False, omit_header=False)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)


if __name__ == "__main__":
    main()
