"""The index says what the TOML says, and is always the same."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from books import DATA, compile_in_memory, small_dataset

from countycli.errors import InvalidDatasetError
from countycli.index import store
from countycli.index.ask.index import Index
from countycli.index.make.write import compile_folder
from countycli.model.period_text import parse_canonical
from countycli.model.records import (
    Document,
    Figure,
    FormerName,
    Formula,
    Gap,
    Group,
    Initiative,
    Member,
    Metric,
    Place,
    Succession,
)
from countycli.source.english import english_name, former_english_name

DOCUMENTS = sorted((DATA / "documents").glob("*.toml"))
TABLES = sorted((DATA / "tables").glob("*.toml"))


def parsed(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def text_or_none(value: object) -> str | None:
    return None if value is None else str(value)


def successions(items: list[dict[str, Any]]) -> tuple[Succession, ...]:
    return tuple(Succession(it["code"], str(it["date"]), it["change"]) for it in items)


def place_of(table: dict[str, Any]) -> Place:
    return Place(
        code=table["code"],
        level=table.get("level", "county"),
        name=table["name"],
        short=table["short"],
        kind=table["kind"],
        pinyin=table["pinyin"],
        traditional=table["traditional"],
        prefecture=table.get("prefecture"),
        province=table.get("province"),
        aliases=tuple(table.get("aliases", ())),
        valid_from=text_or_none(table.get("valid_from")),
        valid_to=text_or_none(table.get("valid_to")),
        predecessors=successions(table.get("predecessors", [])),
        successors=successions(table.get("successors", [])),
        former_names=tuple(map(former_name_of, table.get("former_names", []))),
        **english(table.get("english", {}).get("name"), table),
    )


def former_name_of(table: dict[str, Any]) -> FormerName:
    called = former_english_name(table["name"], table["pinyin"], table.get("english"))
    return FormerName(table["name"], str(table["until"]), table.get("merged", False), called.name, called.short)


def english(form: str | None, table: dict[str, Any]) -> dict[str, str]:
    unit = Place("", "", table["name"], table["short"], table["kind"], table["pinyin"], "")
    called = english_name(unit, form, table.get("short_en"))
    return {"name_en": called.name, "short_en": called.short}


def test_places_are_what_the_toml_says(index: Index) -> None:
    tables = parsed(DATA / "counties.toml")["counties"] + parsed(DATA / "regions.toml")["regions"]
    written = {table["code"]: place_of(table) for table in tables}
    assert index.places.by_code(written) == written
    assert all(index.places.find(code) == place for code, place in written.items())
    today = [place for place in written.values() if place.valid_to is None]
    assert index.places.counties() == sorted(place for place in today if place.level == "county")
    assert index.places.regions() == sorted(place for place in today if place.level != "county")
    assert index.counts()["places"] == len(written)


def test_groups_are_what_the_toml_says(index: Index) -> None:
    tables = parsed(DATA / "groups.toml")["groups"]
    assert {group.id: group for group in index.groups.all()} == {table["id"]: group_of(table) for table in tables}
    for table in tables:
        items = [{"code": it} if isinstance(it, str) else it for it in table["members"]]
        members = [
            Member(table["id"], it["code"], text_or_none(it.get("valid_from")), text_or_none(it.get("valid_to")))
            for it in items
        ]
        assert index.groups.members(table["id"]) == sorted(members, key=lambda it: it.county)
        for member in members:
            (own,) = [it for it in index.groups.memberships(member.county)[member.county] if it.group.id == table["id"]]
            first, last = text_or_none(table.get("valid_from")), text_or_none(table.get("valid_to"))
            assert (own.valid_from, own.valid_to) == (member.valid_from or first, member.valid_to or last)


def group_of(table: dict[str, Any]) -> Group:
    source = table["source"]
    return Group(
        table["id"],
        table["name"],
        table["name_en"],
        tuple(table.get("aliases", ())),
        table.get("province"),
        text_or_none(table.get("valid_from")),
        text_or_none(table.get("valid_to")),
        table["description"],
        table["description_en"],
        source["title"],
        source["publisher"],
        str(source["published"]),
        source.get("url"),
    )


def metric_of(table: dict[str, Any]) -> Metric:
    low, high = table["range"]
    return Metric(
        table["id"],
        table["name"],
        table["name_en"],
        tuple(table.get("aliases", ())),
        table["topic"],
        table["unit"],
        table["kind"],
        table["decimals"],
        table.get("higher_is_better"),
        table.get("price_basis"),
        (float(low), float(high)),
        table["definition"],
        table["definition_en"],
        table.get("scope"),
        table.get("adds_up", False),
        formula_of(table["derived"]) if "derived" in table else None,
        table.get("main", False),
        tuple(table.get("related", ())),
        table.get("revised_with"),
        table.get("residents", False),
        table.get("change_decimals", 0),
        table.get("headline", 0),
        table.get("area", False),
        table.get("registered", False),
    )


def formula_of(table: dict[str, Any]) -> Formula:
    flags = (table.get(flag, False) for flag in ("annual", "yearly"))
    times = table["times"] if isinstance(table["times"], int) else float(table["times"])
    return Formula(table["kind"], table["metric"], table["base"], times, *flags)


def test_definitions_are_what_the_toml_says(index: Index) -> None:
    tables = parsed(DATA / "metrics.toml")
    topics = [it["id"] for it in tables["topics"]]
    written = [metric_of(table) for table in tables["metrics"]]
    assert list(index.metrics.by_id().values()) == sorted(written, key=lambda it: topics.index(it.topic))
    assert [tuple(topic) for topic in index.metrics.topics()] == [
        (it["id"], it["name"], it["name_en"]) for it in tables["topics"]
    ]
    assert [tuple(it) for it in index.metrics.categories()] == [
        (it["id"], it["name_en"]) for it in tables["categories"]
    ]
    english = {it["id"]: it["name_en"] for it in tables["units"] + tables["categories"]}
    assert index.metrics.english_names() == english


@pytest.mark.no_cover
@pytest.mark.parametrize("path", DOCUMENTS + TABLES, ids=lambda path: path.stem)
def test_a_document_is_what_the_toml_says(index: Index, path: Path) -> None:
    table = parsed(path)["document"]
    assert index.documents.find(path.stem) == Document(
        path.stem,
        table["title"],
        table.get("publisher"),
        text_or_none(table.get("published")),
        table["kind"],
        table["access"],
        table.get("url"),
        table.get("note"),
        table.get("title_is_described", False),
    )


@pytest.fixture(scope="module")
def units(index: Index) -> dict[str, str]:
    return {metric.id: metric.unit for metric in index.metrics.by_id().values()}


@pytest.mark.no_cover
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_figures_are_what_the_toml_says(index: Index, units: dict[str, str], path: Path) -> None:
    tables = parsed(path)
    found = {
        "observations": index.figures.observations_from(path.stem),
        "targets": index.figures.targets(source=path.stem),
    }
    for part, status in (("observations", None), ("targets", "target")):
        written = sorted(figures_of(tables.get(part, []), path.stem, units, status), key=repr)
        # The registry says of what boundaries the figures of a unit are that ceased within their period.
        printed = [it._replace(boundaries=None) for it in found[part] if not it.derived]
        assert sorted(printed, key=repr) == written


HEAD = {"county", "period", "at", "inferred", "restated", "scope", "status", "note"}


def figures_of(
    blocks: list[dict[str, Any]], source: str, units: dict[str, str], status: str | None
) -> Iterator[Figure]:
    for block in blocks:
        period = parse_canonical(block["period"])
        assert period
        for metric in block.keys() - HEAD:
            given = block[metric] if isinstance(block[metric], dict) else {"value": block[metric]}
            value, decimals = in_canonical_unit(given.get("value"), given.get("unit"), units[metric])
            yield Figure(
                block["county"],
                metric,
                period,
                value,
                decimals,
                units[metric],
                status or given.get("status", block.get("status", "actual")),
                source,
                block.get("scope"),
                given.get("bound"),
                given.get("standing"),
                given.get("at", block.get("at")),
                given.get("printed"),
                given.get("note", block.get("note")),
                block.get("inferred", False) or given.get("inferred", False),
                block.get("restated", False) or given.get("restated", False),
                doubtful=given.get("doubtful", False),
            )


# How many digits the point moves to the left.
CONVERSIONS = {
    ("万元", "元"): -4,
    ("万元/亩", "元/亩"): -4,
    ("万亿元", "亿元"): -4,
    ("十亿元", "亿元"): -1,
    ("万元", "亿元"): 4,
    ("万美元", "亿美元"): 4,
    ("人", "万人"): 4,
}


def in_canonical_unit(number: int | Decimal | None, unit: str | None, canonical: str) -> tuple[int | float | None, int]:
    """The value, and the decimals that the document prints."""
    if number is None:
        return None, 0
    moved = Decimal(number).scaleb(-CONVERSIONS[unit, canonical]) if unit not in (None, canonical) else number
    decimals = -int(moved.as_tuple().exponent) if isinstance(moved, Decimal) else 0
    return float(moved) if decimals > 0 else int(moved), decimals


@pytest.mark.no_cover
@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_cells_are_what_the_toml_says(index: Index, units: dict[str, str], path: Path) -> None:
    printed = [it for it in index.figures.observations_from(path.stem) if not it.derived]
    found = {(it.county, it.metric, str(it.period)): it for it in printed}
    cells = list(cells_of(parsed(path)))
    assert len(printed) == len(found) == len(cells) > 0
    for code, column, period, given in cells:
        metric, unit = (column["metric"], column.get("unit")) if isinstance(column, dict) else (column, None)
        it = found[code, metric, period]
        assert (it.value, it.decimals) == in_canonical_unit(given["value"], unit, units[metric])
        assert (str(it.period), it.unit, it.bound, it.status) == (period, units[metric], None, "actual")
        assert (it.printed, it.note, it.scope) == (given.get("printed"), given["note"], given["scope"])


def cells_of(tables: dict[str, Any]) -> Iterator[tuple[str, Any, str, dict[str, Any]]]:
    """Place, column, period and content of each cell that isn't empty, with the note and the scope of its row."""
    for table in tables["tables"]:
        for head, *cells in table["rows"]:
            row = head if isinstance(head, dict) else {"county": head}
            about = {"note": row.get("note"), "scope": row.get("scope")}
            for column, cell in zip(table["columns"], cells, strict=True):
                if cell != "":
                    given = cell if isinstance(cell, dict) else {"value": cell}
                    yield row["county"], column, table["period"], {**about, **given}


@pytest.mark.no_cover
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_initiatives_and_gaps_are_what_the_toml_says(index: Index, path: Path) -> None:
    tables = parsed(path)
    written = [
        Initiative(
            f"{path.stem}/{number}",
            it["county"],
            it["name"],
            it["year"],
            it["category"],
            it["stage"],
            it["summary"],
            path.stem,
            it.get("at"),
            it.get("note"),
        )
        for number, it in enumerate(tables.get("initiatives", []), 1)
    ]
    assert index.documents.initiatives(source=path.stem) == sorted(written, key=lambda it: -it.year)
    for gap in tables.get("gaps", []):
        assert Gap(gap["county"], path.stem, gap["note"]) in index.documents.gaps(gap["county"])


def test_what_every_answer_says_of_the_data(index: Index) -> None:
    info = index.info()
    assert info.version == parsed(DATA / "dataset.toml")["version"]
    assert info.documents == len(DOCUMENTS) + len(TABLES)
    assert info.as_of == max(str(parsed(path)["document"].get("published", "")) for path in DOCUMENTS)


COMPILE = """import sys
from pathlib import Path
from countycli.index.make.write import compile_folder
compile_folder(*map(Path, sys.argv[1:]))"""


@pytest.mark.no_cover
def test_the_index_of_the_whole_dataset_is_the_same_whenever_and_wherever_it_is_made(
    index: Index, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(DATA, elsewhere)
    for path in elsewhere.rglob("*.toml"):
        os.utime(path, (0, 0))
    environ = {**os.environ, "PYTHONHASHSEED": "1"}
    subprocess.run([sys.executable, "-c", COMPILE, str(elsewhere), str(tmp_path / "again")], env=environ, check=True)
    made = store.index_path()
    assert made
    assert made.read_bytes() == (tmp_path / "again").read_bytes()


def test_the_index_file_does_not_hang_on_the_order_of_sets(tmp_path: Path) -> None:
    dataset = small_dataset(tmp_path)
    for seed in ("1", "2"):
        environ = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", COMPILE, str(dataset), str(tmp_path / seed)], env=environ, check=True)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_the_index_in_memory_holds_the_same(tmp_path: Path) -> None:
    dataset, path = small_dataset(tmp_path), tmp_path / "book.sqlite"
    compile_folder(dataset, path)
    with closing(sqlite3.connect(path)) as on_disk, closing(compile_in_memory(dataset)) as in_memory:
        assert list(in_memory.iterdump()) == list(on_disk.iterdump())


def test_the_index_file_is_whole_and_compact(index: Index) -> None:
    path = store.index_path()
    assert path
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_nothing_is_left_of_an_index_that_could_not_be_made(tmp_path: Path) -> None:
    folder = small_dataset(tmp_path)
    (folder / "documents" / "x.toml").write_text("", encoding="utf-8")
    target = tmp_path / "out" / "book.sqlite"
    target.parent.mkdir()
    target.write_text("the one before", encoding="utf-8")
    with pytest.raises(InvalidDatasetError, match=r"x\.toml:1: D103"):
        compile_folder(folder, target)
    assert [path.read_text(encoding="utf-8") for path in target.parent.iterdir()] == ["the one before"]


def test_an_index_can_not_be_made_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no such"):
        compile_folder(small_dataset(tmp_path), tmp_path / "no such" / "book.sqlite")
