"""Data packages: the tables as CSV, with a description of all of them that programs read (Data Package, version 2).

The same book gives the same bytes: nothing depends on when or where a package is written, but for `created` where the
caller tells another time.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from countycli.export.files import write_folder
from countycli.export.meanings import MEANINGS, TABLES_MEAN
from countycli.export.tables import TABLES
from countycli.index.schema import FIGURE_TABLES
from countycli.model.columns import FLAG, INTEGER, NUMBER, TEXT
from countycli.model.records import ACCESSES, BOUNDS, LEVELS, STATUSES, TARGET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from countycli.export.files import Written
    from countycli.export.tables import Column, Selection, Table
    from countycli.index.ask.index import Index
    from countycli.model.records import Document
    from countycli.model.reports import DataInfo

DESCRIPTOR = "datapackage.json"
ARCHIVE = ".zip"  # the ending of a package that is one file

Data = dict[str, Any]

_PROFILES = "https://datapackage.org/profiles/2.0/"
_TYPES = {TEXT: "string", INTEGER: "integer", NUMBER: "number", FLAG: "boolean"}
_MONTHS = ("first_month", "last_month", "boundaries")
_YEARS = ("year",)
_CODE = r"^\d{6}$"
_ENUMERATED = {
    **{(table, "level"): LEVELS for table in (*FIGURE_TABLES, "counties")},
    **{(table, "bound"): BOUNDS for table in FIGURE_TABLES},
    ("observations", "status"): STATUSES,
    ("targets", "status"): (TARGET,),
    ("documents", "access"): ACCESSES,
}
_KEYS = {"counties": ["code", "name"], **{table: ["id"] for table in ("metrics", "documents", "initiatives")}}
_KEY_OF_FIGURES = ["county_code", "metric", "period", "scope", "source"]  # `scope` is missing for most
_REFERENCES = {
    "county_code": ("counties", "code"),
    "metric": ("metrics", "id"),
    "source": ("documents", "id"),
}
_NEEDED = frozenset((*_REFERENCES, "period", "unit", "status", "level", "code", "id", "name", "title"))
_LICENCE = {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}
_TERMS = (
    "The licence is that of countycli, for the collection and its wording. Figures are facts of the documents in"
    " `sources`, which have terms of their own, some of them none that are stated: name the document with a figure."
)
_OWN_TERMS = "Documents of the reader's own are among the sources, so that no licence is given."
_CELLS = (
    "Missing values are empty. A text that a spreadsheet would take for a formula has an apostrophe before it."
    " Lists are texts with `|` between their items."
)
_BLOCK = 1 << 20  # bytes of a file that are read at a time
_DATE = 10  # characters of a date, `2026-03-09`
_FIRST_DAY = "1980-01-01"  # that ZIP can tell
_RIGHTS = 0o644 << 16  # of a file in an archive, where Unix systems look for them


class About(NamedTuple):
    """What a package tells of itself: of which data, which part of them (`selected`, empty for the whole), and when it
    was `created`, as RFC 3339 has it; empty for the date of the data.
    """

    info: DataInfo
    selected: Mapping[str, Any]
    created: str = ""


def is_archive(name: str) -> bool:
    return name.lower().endswith(ARCHIVE)


def write_package(path: Path, index: Index, selection: Selection, about: About) -> tuple[Written, ...]:
    """The package as a folder or, where the name of `path` says so, as one ZIP file."""
    folder = path.with_name("package") if is_archive(path.name) else path
    written = write_folder(folder, index, selection, (), "csv")
    descriptor = _descriptor(folder, index.documents.by_id().values(), about)
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")
    if folder != path:
        _pack(path, folder, descriptor["created"])
    return written


def _descriptor(folder: Path, documents: Iterable[Document], about: About) -> Data:
    own = about.info.own
    described = [_what(about), _CELLS, _TERMS, *([_OWN_TERMS] if own else [])]
    return {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": "countycli",
        "title": "Statistics of Chinese counties, each figure with its period, unit, status and source",
        "description": "\n\n".join(described),
        "version": about.info.version,
        "created": about.created or _moment(about.info.as_of),
        "keywords": ["China", "county", "statistics", "县域", "统计"],
        **({} if own else {"licenses": [_LICENCE]}),
        "contributors": [{"title": "The countycli maintainers", "roles": ["maintainer"]}],
        "sources": [_source(document) for document in documents],
        **({"selection": dict(about.selected)} if about.selected else {}),
        "resources": [_resource(folder, table) for table in TABLES],
    }


def _what(about: About) -> str:
    chosen = "; ".join(f"{key}: {value}" for key, value in about.selected.items())
    part = f"A part of the book ({chosen})" if chosen else "The whole book"
    return f"{part}: {about.info.documents} documents, the newest of {about.info.as_of}."


def _moment(date: str) -> str:
    """The beginning of a date, a month or a year."""
    year, month, day = [*date.split("-"), "01", "01"][:3]
    return f"{year}-{month}-{day}T00:00:00Z"


def _source(document: Document) -> Data:
    """A document with who published it and when, and its address if it has one."""
    told = ", ".join(filter(None, (document.title, document.publisher, document.published)))
    is_address = (document.url or "").startswith(("https://", "http://"))
    return {"title": told, **({"path": document.url} if is_address else {})}


def _resource(folder: Path, table: Table) -> Data:
    file = folder / f"{table.name}.csv"
    return {
        "$schema": f"{_PROFILES}dataresource.json",
        "name": table.name,
        "type": "table",
        "path": file.name,
        "description": TABLES_MEAN[table.name],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{_digest(file)}",
        "dialect": {"$schema": f"{_PROFILES}tabledialect.json", "delimiter": ",", "lineTerminator": "\n"},
        "schema": _schema(table),
    }


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _schema(table: Table) -> Data:
    names = [column.name for column in table.columns]
    is_of_figures = table.name in FIGURE_TABLES
    references = [
        {"fields": [name], "reference": {"resource": resource, "fields": [field]}}
        for name, (resource, field) in _REFERENCES.items()
        if name in names
    ]
    return {
        "$schema": f"{_PROFILES}tableschema.json",
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
        **({"uniqueKeys": [_KEY_OF_FIGURES]} if is_of_figures else {"primaryKey": _KEYS[table.name]}),
        **({"foreignKeys": references} if references else {}),
    }


def _field(table: Table, column: Column) -> Data:
    constraints = dict(_constraints(table.name, column.name))
    return {
        "name": column.name,
        "type": _type(column),
        "description": MEANINGS[table.name][column.name],
        **({"constraints": constraints} if constraints else {}),
    }


def _type(column: Column) -> str:
    if column.name in _MONTHS:
        return "yearmonth"
    return "year" if column.name in _YEARS else _TYPES[column.kind]


def _constraints(table: str, column: str) -> Iterator[tuple[str, Any]]:
    if column in _NEEDED:
        yield "required", True
    if column in ("code", "county_code"):
        yield "pattern", _CODE
    if (table, column) in _ENUMERATED:
        yield "enum", list(_ENUMERATED[table, column])


def _pack(path: Path, folder: Path, created: str) -> None:
    """Put the files of a folder into an archive: the description first, all with the same date."""
    year, month, day = (int(part) for part in max(created, _FIRST_DAY)[:_DATE].split("-"))
    names = (DESCRIPTOR, *(f"{table.name}.csv" for table in TABLES))
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name in names:
            entry = ZipInfo(name, (year, month, day, 0, 0, 0))
            entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, _RIGHTS, 3
            with (folder / name).open("rb") as source, archive.open(entry, "w") as target:
                while block := source.read(_BLOCK):
                    target.write(block)
