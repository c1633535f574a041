"""Records as plain data for the machine formats: objects for JSON, flat rows for CSV, TSV and JSON Lines."""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from countycli.model.columns import COLUMNS, MONTH
from countycli.model.period import Period
from countycli.model.records import Figure, gb_code
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from countycli.model.records import Break, Document, Group, Initiative, Metric, Place, Succession
    from countycli.model.reports import DataInfo, Headline, Membership, Note, Scope
    from countycli.phrases import PlaceName
    from countycli.query.figures import Benchmark
    from countycli.query.within import Within
    from countycli.render.words import Words

Data = dict[str, Any]
VALUE = object()  # stands in a pattern where records have values of their own


class Alike(NamedTuple):
    """A record of a long list whose records differ in a few values, each a text, a number or nothing. These stand in
    the order of the VALUEs in the `pattern`, which has all the rest and is the same object for all records that share
    it. Thousands of such records are written in half of the time.
    """

    pattern: Data
    values: tuple[str | float | None, ...]


_period = cache(str)  # many figures share few periods

_BREAKS = "breaks"  # the ending of all keys that hold a list of breaks
_KEYS = tuple(column.key for column in COLUMNS if column.key)
_CELLS = itemgetter(*(Figure._fields.index(column.field) for column in COLUMNS if column.key))  # in the order of _KEYS
_MONTHS = tuple(column.key for column in COLUMNS if column.key and column.kind == MONTH)
# The columns of a flat headline; see `headline` and `flat`. The last column of a row is ENGLISH_NAME.
FIGURE_HEADER = ("county_code", *_KEYS, "disputed", _BREAKS)
ENGLISH = "name_en", "short_en"
ENGLISH_NAME = "county_name_en"
_PLACE = {"code", "name", "name_en"}


def place_ref(place: Place | PlaceName) -> Data:
    code, name, name_en = place_values(place)
    return {"code": code, "name": name, "name_en": name_en}


def place_values(place: Place | PlaceName) -> tuple[str, str, str]:
    """What `place_ref` tells of a place, for lists of records that are alike (`Alike`)."""
    return gb_code(place.code), place.name, place.name_en


def place(record: Place, parents: dict[str, Place], memberships: Iterable[Membership]) -> Data:
    return {
        "code": gb_code(record.code),
        "name": record.name,
        "short": record.short,
        "level": record.level,
        "kind": record.kind,
        "pinyin": record.romanized,
        "initials": record.initials,
        "traditional": record.traditional,
        "aliases": list(record.aliases),
        "prefecture": parent(record.prefecture, parents),
        "province": parent(record.province, parents),
        "groups": [membership(belonging) for belonging in memberships],
        "valid_from": record.valid_from,
        "valid_to": record.valid_to,
        "predecessors": [succession(step) for step in record.predecessors],
        "successors": [succession(step) for step in record.successors],
        "former_names": [name._asdict() for name in record.former_names],
        **{key: getattr(record, key) for key in ENGLISH},
    }


def succession(record: Succession) -> Data:
    return {**record._asdict(), "code": gb_code(record.code)}


def parent(code: str | None, parents: dict[str, Place]) -> Data | None:
    return place_ref(parents[code]) if code in parents else None


def membership(record: Membership) -> Data:
    return {
        "id": record.group.id,
        "name": record.group.name,
        "valid_from": record.valid_from,
        "valid_to": record.valid_to,
    }


def figure(record: Figure, owner: Place | PlaceName) -> Data:
    """All columns that have a key in JSON; `owner` is the place that the figure is shown under."""
    data: Data = dict(zip(_KEYS, _CELLS(record), strict=True))
    data["county"] = place_ref(owner)
    data["period"] = _period(record.period)
    for key in _MONTHS:
        if data[key] is not None:
            data[key] = str(Period(data[key], data[key]))
    return data


def headline(record: Headline, owner: Place | PlaceName) -> Data:
    data = figure(record.figure, owner)
    data["rivals"] = [figure(rival, owner) for rival in record.rivals]
    data["disputed"] = record.disputed
    data["breaks"] = [boundary_change(change) for change in record.breaks]
    return data


def boundary_change(record: Break) -> Data:
    """A change of territory; `direction` is "in" where the place gained land, "out" where it lost land."""
    return {
        "date": record.date,
        "change": record.change,
        "other": gb_code(record.other),
        "name": record.name,
        "direction": "in" if record.gain else "out",
        "name_en": record.name_en,
    }


def benchmarks(records: Iterable[Benchmark]) -> list[Data]:
    return [
        {
            "county": place_ref(benchmark.region),
            "value": benchmark.standard.value,
            "difference": benchmark.difference,
            "ratio": benchmark.ratio,
            "status": benchmark.standard.status,
            "source": benchmark.standard.source,
        }
        for benchmark in records
    ]


def within(record: Within | None) -> Data | None:
    """A rank within a province, or within a kind there."""
    return dict(zip(("rank", "of", "counties"), within_values(record), strict=True)) if record else None


def within_values(record: Within) -> tuple[int, int, int]:
    return record.rank, record.of, record.counties


def within_named(record: Within | None) -> Data | None:
    """The same with the province, and with the kind where the rank is within one."""
    if record is None:
        return None
    province = record.province
    scope: Data = {"id": province.code, "name": province.name, "name_en": province.name_en}
    if record.kind:
        scope["kinds"] = [record.kind]
    return {"rank": record.rank, "of": record.of, "counties": record.counties, "scope": scope}


def within_header(name: str) -> tuple[str, ...]:
    """The columns of a rank within a province in a flat row."""
    return f"{name}_rank", f"{name}_ranked", f"{name}_counties"


def flat_within(name: str, record: Within | None) -> Data:
    values = within_values(record) if record else (None, None, None)
    return dict(zip(within_header(name), values, strict=True))


def target(record: Figure, owner: Place) -> Data:
    return {**figure(record, owner), "rivals": []}


def initiative(record: Initiative, owner: Place) -> Data:
    return {**record._asdict(), "county": place_ref(owner)}


def document(record: Document) -> Data:
    """`own`: the document is the reader's, not the book's."""
    fields = record._asdict()
    del fields["precedence"]
    return {**fields, "own": record.is_own}


def documents(records: Mapping[str, Document]) -> Data:
    return {key: document(record) for key, record in records.items()}


def metric(record: Metric) -> Data:
    formula = record.formula._asdict() if record.formula else None
    lists = {"aliases": list(record.aliases), "range": list(record.range), "related": list(record.related)}
    return {**record._asdict(), **lists, "formula": formula}


def group(record: Group) -> Data:
    source = {key: getattr(record, f"source_{key}") for key in ("title", "publisher", "published", "url")}
    fields = {key: value for key, value in record._asdict().items() if not key.startswith("source_")}
    return {**fields, "aliases": list(record.aliases), "source": source}


def scope(record: Scope) -> Data:
    """`parts`: the groups and regions that were named; empty for the whole book. `kinds` where these were asked for."""
    name = record.name or "全部"  # Chinese in both languages, as all names in JSON
    parts = [{"id": named.id, "kind": "group", "name": named.name, "name_en": named.name_en} for named in record.groups]
    parts += [
        {"id": region.code, "kind": region.level, "name": region.name, "name_en": region.name_en}
        for region in record.areas
    ]
    data = {"id": record.id, "kind": record.kind, "name": name, "counties": len(record.counties), "parts": parts}
    return {**data, "kinds": list(record.kinds)} if record.kinds else data


def data_info(record: DataInfo) -> Data:
    """Version, number of documents and date of the newest. Where some documents are the reader's own, how many, and the
    date of the book's newest, too; where some of the reader's own files are left out, which.
    """
    fields = record._asdict()
    left_out = fields.pop("left_out")
    kept = fields if record.own else {key: fields[key] for key in ("version", "documents", "as_of")}
    return {**kept, "left_out": [file._asdict() for file in left_out]} if left_out else kept


def notes(records: Iterable[Note], words: Words) -> list[Data]:
    return [{"kind": note.kind, "text": words.phrase(note.text)} for note in records]


def _break_text(change: Data) -> str:
    """A break as text, `2021-04-09 to 330113 临平区`; the same in both languages, as all codes and keys."""
    way = "from" if change["direction"] == "in" else "to"
    return f"{change['date']} {way} {change['other']} {change['name']}"


# What a flat row holds of a second figure beside its value: these facts, and the marks that a table shows.
_OF_ANOTHER = ("bound", "status", "source")
_MARKS = (*(column.key for column in COLUMNS if column.key and column.mark), "disputed", _BREAKS)


def another(name: str, found: Data) -> Data:
    """The columns of a second figure in a flat row: `found` is its encoded headline, empty where there is no figure."""
    return {name: found.get("value"), **{f"{name}_{key}": found.get(key) for key in _OF_ANOTHER}}


def marks_of_another(name: str, found: Data) -> Data:
    """The columns of a second figure's marks in a flat row: `found` is its encoded headline."""
    return {f"{name}_{key}": found.get(key) for key in _MARKS}


def flat(record: Data) -> Data:
    """The record as a row of text and numbers: see `typed`; truth values are `true` and `false`."""
    return {key: str(value).lower() if isinstance(value, bool) else value for key, value in typed(record).items()}


def typed(record: Data) -> Data:
    """Nested places as columns, `county_code`, `county` and, behind all others, `county_name_en`; breaks as text; other
    nested values are left out.
    """
    row: Data = {}
    english: Data = {}
    for key, value in record.items():
        if isinstance(value, dict) and value.keys() == _PLACE:
            row[f"{key}_code"], row[key], english[f"{key}_name_en"] = value["code"], value["name"], value["name_en"]
        elif key.endswith(_BREAKS) and isinstance(value, list):
            row[key] = "; ".join(map(_break_text, value))
        elif isinstance(value, list | dict):
            continue
        else:
            row[key] = value
    return {**row, **english}
