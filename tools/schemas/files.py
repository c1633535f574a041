"""The files: one for each command's answer, one for the lines of each, one for errors. Each holds all that it needs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from countycli.cli.commands import COMMANDS, DATA_COMMANDS
from countycli.errors import CountyError
from schemas.answers import ANSWERS
from schemas.lines import LINES
from schemas.lists import LISTS
from schemas.records import DEFS
from schemas.rows import OF_ROWS
from schemas.terms import Keys, Maybe, Schema, by_id, listed, nullable, one_of, record, shared, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

VERSION = 1
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ANSWERS = {**ANSWERS, **LISTS}
_DEFS = {**DEFS, **OF_ROWS}


def files() -> dict[str, str]:
    """The text of each file by name."""
    found = {f"{command}-{VERSION}.json": _answer(command) for command in _commands(_ANSWERS)}
    found |= {f"{command}-{VERSION}-line.json": _line(command) for command in _commands(LINES)}
    found[f"fixity-{VERSION}.json"] = _whole("fixity", "A seal beside a file, in a file of its own", [DEFS["seal"]])
    found[f"error-{VERSION}.json"] = _whole("error", "An error with `--json`: the last line of stderr", [_error()])
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in found.items()}


def _commands(forms: Iterable[str]) -> list[str]:
    """The commands whose answers have these forms: a command may have several, such as `coverage COUNTY`."""
    return list(dict.fromkeys(form.partition(" ")[0] for form in forms))


def _forms(command: str, forms: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [keys for form, keys in forms.items() if form.partition(" ")[0] == command]


def _typed(command: str) -> str:
    """The command as it is typed: `data check`."""
    return f"data {command}" if command in DATA_COMMANDS else command


def _answer(command: str) -> Schema:
    forms = [_envelope(command, keys) for keys in _forms(command, _ANSWERS)]
    return _whole(command, f"What `countycli {_typed(command)} --json` prints", forms)


def _envelope(command: str, keys: Keys) -> Schema:
    row = COMMANDS.get(command)
    cited: Keys = {"bibliography": Maybe(listed(shared("reference"), "with `--cite`: the sources as references"))}
    return record(
        f"the answer of `{command}`",
        {
            "schema": {"const": f"countycli/{command}/{VERSION}", "description": "which file describes the answer"},
            "data": shared("data", "the data that were asked"),
            **keys,
            **(cited if row and row.cites else {}),
            "notes": listed(shared("note"), "remarks"),
            "sources": by_id(shared("document"), "every document that the answer refers to, by id"),
            "fixity": Maybe(shared("seal", "in files that were written with `--output`")),
        },
    )


def _line(command: str) -> Schema:
    forms = _forms(command, LINES)
    return _whole(f"{command}:line", f"A line of `countycli {_typed(command)} --format jsonl`", forms)


def _error() -> Schema:
    kinds = sorted({CountyError.kind, *(kind.kind for kind in _below(CountyError))})
    candidate: Keys = {
        "code": text("what to type instead: a code, an id, a name"),
        "name": text("name"),
        "where": text("where it lies, or what else tells it from others"),
        "name_en": Maybe(text("name in English, of places")),
    }
    return record(
        "an error",
        {
            "error": record(
                "what went wrong",
                {
                    "kind": one_of("kind of error; exit codes tell the same", kinds),
                    "message": text("what went wrong, in the reader's language"),
                    "hint": nullable(text("what to do")),
                    "candidates": listed(record("what may have been meant", candidate), "what may have been meant"),
                },
            )
        },
    )


def _below(kind: type[CountyError]) -> Iterator[type[CountyError]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _whole(name: str, title: str, forms: list[Schema]) -> Schema:
    schema: Schema = {"$schema": _DIALECT, "$id": f"urn:countycli:schema:{name}:{VERSION}", "title": title}
    schema |= forms[0] if len(forms) == 1 else {"anyOf": forms}
    used = _used(schema)
    return schema | ({"$defs": {key: _DEFS[key] for key in _DEFS if key in used}} if used else {})


def _used(schema: object) -> set[str]:
    """The names of the records that a schema refers to, and those that these refer to."""
    if isinstance(schema, list):
        return set().union(*map(_used, schema))
    if not isinstance(schema, dict):
        return set()
    found = set().union(*map(_used, schema.values()))
    if isinstance(schema.get("$ref"), str):
        name = schema["$ref"].rpartition("/")[2]
        found |= {name} | _used(_DEFS[name])
    return found
