"""Data packages, read by the programs that read them: the validator of the standard, DuckDB and pandas."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import duckdb
import frictionless
import pandas as pd
import pytest
from books import OWN_FILE
from conftest import ROOT

from countycli.errors import ExitCode
from countycli.export import package
from countycli.export.meanings import MEANINGS
from countycli.export.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Program

NAMES = [table.name for table in TABLES]


def exported(program: Program, output: Path, *options: str) -> Any:
    result = program("data", "export", "-f", "datapackage", "-o", str(output), *options, "--json")
    assert result.code == 0, result.err
    return result.json


def described(folder: Path) -> Any:
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


def query(sql: str) -> list[tuple[Any, ...]]:
    relation = duckdb.sql(sql)
    assert relation is not None
    return relation.fetchall()


def faults(folder: Path) -> list[str]:
    """The types of the faults that the validator finds."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    return [kind for (kind,) in report.flatten(["type"])]


@pytest.fixture(scope="module")
def small(frozen: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "book"
    exported(frozen, folder)
    return folder


@pytest.fixture(scope="module")
def whole(countycli: Program, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    folder = tmp_path_factory.mktemp("whole") / "book"
    return folder, exported(countycli, folder)


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Path:
    """A package to be damaged."""
    for file in small.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_the_validator_accepts_the_whole_of_a_small_book(small: Path) -> None:
    assert faults(small) == []


@pytest.mark.no_cover
def test_the_validator_accepts_a_part_of_the_book(countycli: Program, tmp_path: Path) -> None:
    exported(countycli, tmp_path / "part", "--in", "丽水")
    assert faults(tmp_path / "part") == []
    assert described(tmp_path / "part")["selection"] == {"in": "331100"}


def altered(folder: Path, column: str, value: str) -> None:
    """Change a cell of the first row of figures, and the description as if the cell had been written so."""
    file = folder / "observations.csv"
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    frame.loc[0, column] = value
    content = frame.to_csv(index=False).encode()
    file.write_bytes(content)
    data = described(folder)
    (figures,) = (resource for resource in data["resources"] if resource["name"] == "observations")
    figures.update(hash=f"sha256:{hashlib.sha256(content).hexdigest()}", bytes=len(content))
    (folder / "datapackage.json").write_text(json.dumps(data), "utf-8")


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("county_code", "999999", "foreign-key"),
        ("metric", "no_metric", "foreign-key"),
        ("source", "no_document", "foreign-key"),
        ("level", "village", "constraint-error"),
        ("status", "guessed", "constraint-error"),
        ("first_month", "2024-13", "type-error"),
        ("value", "many", "type-error"),
        ("headline", "maybe", "type-error"),
    ],
)
def test_the_description_is_strict(column: str, value: str, fault: str, copy: Path) -> None:
    altered(copy, column, value)
    assert faults(copy) == [fault]


def test_another_byte_is_noticed(copy: Path) -> None:
    with (copy / "documents.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert {"hash-count", "byte-count"} <= {*faults(copy)}


def lists(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from lists(part)


def test_the_description_follows_the_second_version_of_the_standard(small: Path) -> None:
    """What the older validator doesn't look at."""
    data = described(small)
    assert data["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert all(lists(data))  # no list may be empty
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", data["created"])
    assert [resource["name"] for resource in data["resources"]] == NAMES
    for resource, table in zip(data["resources"], TABLES, strict=True):
        content = (small / resource["path"]).read_bytes()
        assert (resource["type"], resource["bytes"]) == ("table", len(content))
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in table.columns]
        assert all(field["description"] for field in fields)
        keys = resource["schema"].get("primaryKey") or resource["schema"]["uniqueKeys"][0]
        file = small / resource["path"]
        assert query(f"SELECT count(*) FROM '{file}' GROUP BY {', '.join(keys)} HAVING count(*) > 1") == []


def test_every_column_has_a_meaning_and_no_other_has() -> None:
    for table in TABLES:
        meant = MEANINGS[table.name]
        names = {column.name for column in table.columns}
        assert names <= meant.keys()
        assert "observations" in table.name or "targets" in table.name or names == meant.keys()


def test_sources_and_licence_are_told_as_they_are(small: Path, frozen: Program, tmp_path: Path) -> None:
    data = described(small)
    assert [licence["name"] for licence in data["licenses"]] == ["MIT"]
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")
    assert "terms of their own" in data["description"]
    documents = frozen("sources", "--json").json["rows"]
    assert len(data["sources"]) == len(documents)
    assert all(source.get("path", "http").startswith("http") for source in data["sources"])
    file = tmp_path / "own.toml"
    file.write_text(OWN_FILE, "utf-8")
    exported(frozen, tmp_path / "mine", "--data", str(file))
    assert "licenses" not in described(tmp_path / "mine")


@pytest.mark.no_cover
@pytest.mark.parametrize("table", NAMES)
def test_duckdb_and_pandas_read_as_many_rows_of_the_whole_book(table: str, whole: tuple[Path, Any]) -> None:
    folder, report = whole
    (count,) = (row["rows"] for row in report["rows"] if row["table"] == table)
    (resource,) = (resource for resource in described(folder)["resources"] if resource["name"] == table)
    types = {"boolean": "BOOLEAN", "number": "DOUBLE", "integer": "BIGINT", "year": "BIGINT"}
    columns = {field["name"]: types.get(field["type"], "VARCHAR") for field in resource["schema"]["fields"]}
    relation = duckdb.read_csv(str(folder / f"{table}.csv"), header=True, columns=columns)
    assert relation.aggregate("count(*)").fetchall() == [(count,)]
    frame = pd.read_csv(folder / f"{table}.csv", dtype=str, keep_default_na=False)
    assert len(frame) == count
    assert list(frame.columns) == list(columns)


def test_the_same_book_gives_the_same_bytes(frozen: Program, small: Path, tmp_path: Path) -> None:
    exported(frozen, tmp_path / "again")
    for file in small.iterdir():
        assert (tmp_path / "again" / file.name).read_bytes() == file.read_bytes()
    first, second = tmp_path / "one.zip", tmp_path / "other.zip"
    exported(frozen, first)
    exported(frozen, second)
    assert first.read_bytes() == second.read_bytes()


def test_an_archive_holds_what_the_folder_holds_and_can_be_validated(
    frozen: Program, small: Path, tmp_path: Path
) -> None:
    exported(frozen, tmp_path / "book.ZIP")
    with ZipFile(tmp_path / "book.ZIP") as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "datapackage.json"
        day = described(small)["created"][:10]
        assert {"{:04}-{:02}-{:02}".format(*entry.date_time) for entry in archive.infolist()} == {day}
        assert {name: archive.read(name) for name in archive.namelist()} == {
            file.name: file.read_bytes() for file in small.iterdir()
        }
    assert [file.name for file in tmp_path.iterdir()] == ["book.ZIP"]
    (tmp_path / "book.ZIP").rename(tmp_path / "book.zip")
    assert frictionless.validate(str(tmp_path / "book.zip"), type="package").valid


def test_builds_that_can_be_repeated_set_the_time(frozen: Program, tmp_path: Path) -> None:
    options = ("data", "export", "-f", "datapackage", "-o", str(tmp_path / "book"), "--json")
    assert frozen(*options, SOURCE_DATE_EPOCH="1700000000").code == 0
    assert described(tmp_path / "book")["created"] == "2023-11-14T22:13:20Z"
    for wrong in ("yesterday", "9" * 30):
        refused = frozen(*options, "--force", SOURCE_DATE_EPOCH=wrong)
        assert (refused.code, refused.error["kind"]) == (ExitCode.USAGE, "usage")


def test_an_archive_bears_a_date_that_zip_knows(frozen: Program, tmp_path: Path) -> None:
    options = ("data", "export", "-f", "datapackage", "-o", str(tmp_path / "book.zip"), "--json")
    assert frozen(*options, SOURCE_DATE_EPOCH="0").code == 0
    with ZipFile(tmp_path / "book.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert json.loads(archive.read("datapackage.json"))["created"] == "1970-01-01T00:00:00Z"


def test_a_package_is_not_parted(frozen: Program, tmp_path: Path) -> None:
    options = ("-o", str(tmp_path / "book"), "--partition-by", "year", "--json")
    refused = frozen("data", "export", "-f", "datapackage", *options)
    assert refused.code == ExitCode.USAGE
    assert "datapackage" in refused.error["message"]


def test_a_failed_archive_leaves_the_earlier_one(
    frozen: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "book.zip"
    exported(frozen, file)
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(package, "_pack", full)
    refused = frozen("data", "export", "-f", "datapackage", "-o", str(file), "--force", "--json")
    assert (refused.code, refused.error["kind"]) == (ExitCode.FAILURE, "output")
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["book.zip"]


def test_an_earlier_folder_is_replaced_and_nothing_else(frozen: Program, copy: Path) -> None:
    exported(frozen, copy, "--force")
    (copy / "notes.txt").write_text("mine", "utf-8")
    refused = frozen("data", "export", "-f", "datapackage", "-o", str(copy), "--force", "--json")
    assert refused.code == ExitCode.FAILURE
    assert (copy / "notes.txt").exists()


@pytest.mark.parametrize(
    ("date", "moment"), [("2026-03-09", "2026-03-09"), ("2026-03", "2026-03-01"), ("2026", "2026-01-01")]
)
def test_a_package_is_as_old_as_its_data(date: str, moment: str) -> None:
    assert package._moment(date) == f"{moment}T00:00:00Z"
