"""The seal: a record of what was written, when, and as the answer to which question, which the written file carries."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

from countycli.fixity.canonical import Record, digest, line_of
from countycli.fixity.readers import LARGEST, Layout
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

SCHEMA = "countycli/fixity/1"
_MOST_RECORDS = 200_000  # that a seal may unfold to; no answer has a tenth of that


class Stamp(NamedTuple):
    """Where an answer comes from: versions of program and data, the command line, the language, the time of writing."""

    program: str
    data: Mapping[str, Any]
    command: str
    lang: str
    written: str


class Seal(NamedTuple):
    """`format` tells how the file is read, `sha256` is the digest of its records, `kept` the records themselves, in the
    order in which they were written. Workbooks have a `layout`. `file` is the name of the file where the seal is a file
    of its own.
    """

    stamp: Stamp
    format: str
    sha256: str
    records: int
    kept: str
    layout: Layout | None = None
    file: str = ""

    @classmethod
    def of(cls, stamp: Stamp, kind: str, records: Sequence[Record], layout: Layout | None = None) -> Self:
        lines = [line_of(record) for record in records]
        return cls(stamp, kind, digest(lines), len(lines), _packed(lines), layout)

    def to_json(self, indent: int | None = None) -> str:
        stamp = self.stamp
        data: dict[str, Any] = {
            "schema": SCHEMA,
            "program": stamp.program,
            "data": dict(stamp.data),
            "command": stamp.command,
            "lang": stamp.lang,
            "written": stamp.written,
            "format": self.format,
            "records": self.records,
            "sha256": self.sha256,
            "layout": _layout_data(self.layout),
            "file": self.file,
            "kept": self.kept,
        }
        return json.dumps(
            {key: value for key, value in data.items() if value not in ({}, "")},
            ensure_ascii=False,
            indent=indent,
        )

    @classmethod
    def from_data(cls, data: Any) -> Self | None:
        """The seal that JSON holds; None where it is none, or one of a kind that this program doesn't know."""
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            return None
        texts = {key: str(data.get(key, "")) for key in ("program", "command", "lang", "written")}
        described, records = data.get("data"), data.get("records")
        stamp = Stamp(data=described if isinstance(described, dict) else {}, **texts)
        return cls(
            stamp,
            str(data.get("format", "")),
            str(data.get("sha256", "")),
            records if isinstance(records, int) else 0,
            str(data.get("kept", "")),
            _layout_of(data.get("layout")),
            str(data.get("file", "")),
        )

    def kept_records(self) -> list[Record] | None:
        """The records that were written; None where what the seal keeps of them is not what its digest was taken of."""
        lines = _unpacked(self.kept)
        if lines is None or digest(lines) != self.sha256:
            return None
        try:
            records = [json.loads(line) for line in lines]
        except (ValueError, RecursionError):
            return None
        return records if all(map(_is_record, records)) else None


def _is_record(data: Any) -> bool:
    return isinstance(data, dict) and all(isinstance(value, str) for value in data.values())


def _layout_data(layout: Layout | None) -> dict[str, Any]:
    if layout is None:
        return {}
    return {"tables": list(layout.tables), "about": layout.about, "titles": dict(layout.titles)}


def _layout_of(data: Any) -> Layout | None:
    if not isinstance(data, dict):
        return None
    tables, titles = data.get("tables"), data.get("titles")
    return Layout(
        tuple(map(str, tables)) if isinstance(tables, list) else (),
        str(data.get("about", "")),
        {str(key): str(value) for key, value in titles.items()} if isinstance(titles, dict) else {},
    )


def _packed(lines: Sequence[str]) -> str:
    text = "".join(f"{line}\n" for line in lines)
    return b64encode(zlib.compress(text.encode("utf-8", "backslashreplace"), 9)).decode("ascii")


def _unpacked(kept: str) -> list[str] | None:
    unfolding = zlib.decompressobj()
    try:
        text = unfolding.decompress(b64decode(kept, validate=True), LARGEST).decode("utf-8")
    except (ValueError, zlib.error):
        return None
    if not unfolding.eof or text.count("\n") > _MOST_RECORDS:
        return None
    return text.split("\n")[:-1]
