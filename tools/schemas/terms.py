"""The words in which schemas are written: each makes a piece of JSON Schema (Draft 2020-12) with its description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Schema = dict[str, Any]

_YEAR_OR_MONTH = r"\d{4}(-\d{2})?"


class Maybe(NamedTuple):
    """A key that only some records have."""

    schema: Schema


Keys = dict[str, "Schema | Maybe"]


def text(about: str, **more: object) -> Schema:
    return {"type": "string", "description": about, **more}


def code(about: str) -> Schema:
    """A code of GB/T 2260."""
    return text(about, pattern=r"^\d{6}$")


def period(about: str) -> Schema:
    return text(about, pattern=f"^{_YEAR_OR_MONTH}(/{_YEAR_OR_MONTH})?$")


def date(about: str) -> Schema:
    """A day, a month or a year."""
    return text(about, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")


def number(about: str) -> Schema:
    return {"type": "number", "description": about}


def whole(about: str, least: int | None = 0) -> Schema:
    bound = {} if least is None else {"minimum": least}
    return {"type": "integer", "description": about, **bound}


def flag(about: str) -> Schema:
    return {"type": "boolean", "description": about}


def one_of(about: str, words: Sequence[str]) -> Schema:
    return {"enum": list(words), "description": about}


def listed(item: Schema, about: str) -> Schema:
    return {"type": "array", "items": item, "description": about}


def record(about: str, keys: Mapping[str, Schema | Maybe]) -> Schema:
    """An object that has all the keys, but for those that are `Maybe` there."""
    return {
        "type": "object",
        "description": about,
        "required": [key for key, schema in keys.items() if not isinstance(schema, Maybe)],
        "properties": {key: schema.schema if isinstance(schema, Maybe) else schema for key, schema in keys.items()},
    }


def by_id(item: Schema, about: str) -> Schema:
    """An object whose keys are ids."""
    return {"type": "object", "additionalProperties": item, "description": about}


def shared(name: str, about: str = "") -> Schema:
    """One of the records that many answers have: see `records`."""
    return {"$ref": f"#/$defs/{name}", **({"description": about} if about else {})}


def nullable(schema: Schema) -> Schema:
    """The same, or null."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    about = {"description": schema["description"]} if "description" in schema else {}
    return {"anyOf": [{"$ref": schema["$ref"]}, {"type": "null"}], **about}
