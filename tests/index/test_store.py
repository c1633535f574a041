"""The index file of a checkout: made once, kept in the cache folder, made again when it can't be used."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from books import DATA, closing_itself, small_dataset
from conftest import Program
from damages import (
    empty,
    mark_as_another_version,
    replace_by_text,
    spoil_the_header,
    spoil_the_pages,
    truncate_a_little,
    truncate_by_half,
    truncate_to_a_page,
)

from countycli.errors import DamagedIndexError, InvalidDatasetError
from countycli.index import cache, store
from countycli.index.ask.index import Index
from countycli.index.make import write as compiling


class Checkout:
    """A small dataset of its own with a cache folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.data = small_dataset(folder)
        self.cache = folder / "cache"

    @property
    def indexes(self) -> list[Path]:
        return sorted(self.cache.rglob("*.sqlite"))

    @property
    def unfinished(self) -> list[Path]:
        return sorted(self.cache.rglob("*.part"))

    @property
    def index_file(self) -> Path:
        (path,) = self.indexes
        return path


def open_book() -> Index:
    return closing_itself(store.open_index())


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    made = Checkout(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(made.cache))
    monkeypatch.setattr(store, "dataset_root", lambda: made.data)
    return made


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is noted whenever an index is written."""
    noted: list[str] = []
    write = compiling.write_index

    def note(connection: sqlite3.Connection, *further: object, **named: object) -> None:
        noted.append("written")
        write(connection, *further, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(compiling, "write_index", note)
    return noted


def works(index: Index) -> bool:
    place = index.places.find("331181")
    return place is not None and place.name == "龙泉市" and bool(index.figures.observations(["331181"]))


def test_the_index_is_made_once_and_used_again(checkout: Checkout, compilations: list[str]) -> None:
    assert works(open_book())
    made = checkout.index_file
    state = made.stat()
    assert works(open_book())
    assert compilations == ["written"]
    assert (made.stat().st_mtime_ns, made.stat().st_ino) == (state.st_mtime_ns, state.st_ino)
    assert store.index_path() == made


def test_there_is_no_index_before_it_is_made(checkout: Checkout) -> None:
    assert store.index_path() is None
    assert checkout.indexes == []


def test_a_changed_dataset_gets_an_index_of_its_own(checkout: Checkout, compilations: list[str]) -> None:
    open_book()
    path = checkout.data / "documents" / "2026-02-25-chinanews-longquan.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('value = 7.5, printed = "7.5%"', 'value = 7.4, printed = "7.4%"'), encoding="utf-8")
    (figure,) = open_book().figures.observations(["331181"], "gdp_growth")
    assert figure.value == 7.4
    path.write_text(text, encoding="utf-8")
    (figure,) = open_book().figures.observations(["331181"], "gdp_growth")
    assert figure.value == 7.5
    assert len(compilations) == 2


def test_an_added_document_is_seen(checkout: Checkout) -> None:
    before = open_book().info().documents
    source = checkout.data / "documents" / "2023-03-16-longyou-five-chains.toml"
    shutil.copy(source, checkout.data / "documents" / "2023-03-17-again.toml")
    assert open_book().info().documents == before + 1


def test_no_more_than_a_few_indexes_are_kept(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST", 4)  # other tests keep them all
    path = checkout.data / "dataset.toml"
    for number in range(6):
        path.write_text(f'version = "{number}"\n', encoding="utf-8")
        assert open_book().info().version == str(number)
    assert len(checkout.indexes) == 4
    assert store.index_path() in checkout.indexes


def test_the_whole_dataset_is_found_in_the_cache(index: Index, compilations: list[str]) -> None:
    made = store.index_path()
    assert made
    assert made.parent.parent == Path(os.environ["XDG_CACHE_HOME"])
    again = open_book()
    assert works(again)
    assert again.info().documents == len(list((DATA / "documents").iterdir())) + len(list((DATA / "tables").iterdir()))
    assert compilations == []


DAMAGES = [
    empty,
    truncate_to_a_page,
    truncate_by_half,
    truncate_a_little,
    replace_by_text,
    spoil_the_header,
    spoil_the_pages,
    mark_as_another_version,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_index_that_can_not_be_used_is_made_again(countycli: Program, checkout: Checkout, damage: object) -> None:
    sound = countycli("show", "331181", "--json")
    assert sound.code == 0
    good = checkout.index_file.read_bytes()
    assert callable(damage)
    damage(checkout.index_file)
    assert countycli("show", "331181", "--json") == sound
    assert checkout.index_file.read_bytes() == good


def test_a_file_instead_of_the_cache_folder_is_no_hindrance(
    countycli: Program, checkout: Checkout, compilations: list[str]
) -> None:
    checkout.cache.write_text("a file", encoding="utf-8")
    assert countycli("show", "龙泉").code == 0
    assert countycli("show", "龙泉").code == 0
    assert len(compilations) == 2
    assert checkout.cache.read_text(encoding="utf-8") == "a file"
    assert store.index_path() is None


@pytest.mark.parametrize(
    "error", [PermissionError(13, "x"), OSError(28, "x"), sqlite3.OperationalError("disk full")], ids=repr
)
def test_a_cache_that_can_not_be_written_is_no_hindrance(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    write = compiling.write_index

    def fail_on_disk(connection: sqlite3.Connection, *further: object) -> None:
        if connection.execute("PRAGMA database_list").fetchone()[2]:
            raise error
        write(connection, *further)  # type: ignore[arg-type]

    monkeypatch.setattr(compiling, "write_index", fail_on_disk)
    assert works(open_book())
    assert checkout.indexes == []


def test_a_dataset_with_faults_leaves_no_index(countycli: Program, checkout: Checkout) -> None:
    (checkout.data / "documents" / "x.toml").write_text("[document]\n", encoding="utf-8")
    result = countycli("show", "龙泉", "--json")
    assert (result.code, result.error["kind"]) == (5, "invalid_dataset")
    assert "x.toml:1: D103" in result.error["message"]
    assert "countycli data check" in result.error["hint"]
    assert checkout.indexes == []


def test_a_dataset_that_is_missing_is_said(countycli: Program, checkout: Checkout) -> None:
    shutil.rmtree(checkout.data)
    with pytest.raises(InvalidDatasetError):
        open_book()
    result = countycli("show", "龙泉", "--json")
    assert (result.code, result.error["kind"]) == (5, "invalid_dataset")
    assert str(checkout.data) in result.error["message"]


@pytest.mark.parametrize("damage", [empty, replace_by_text, mark_as_another_version])
def test_an_installed_index_that_can_not_be_used_is_said(
    countycli: Program, checkout: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: object
) -> None:
    book = tmp_path / "book.sqlite"
    compiling.compile_folder(checkout.data, book)
    monkeypatch.setattr(store, "_BUNDLED", book)
    assert countycli("show", "龙泉").code == 0
    assert callable(damage)
    damage(book)
    before = book.read_bytes()
    result = countycli("show", "龙泉", "--json")
    assert (result.code, result.error["kind"]) == (5, "invalid_dataset")
    assert str(book) in result.error["message"]
    assert book.read_bytes() == before
    assert checkout.indexes == []


def test_an_index_with_a_strange_path_is_opened(
    countycli: Program, checkout: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "a b%20?x=1#龙"
    folder.mkdir()
    compiling.compile_folder(checkout.data, folder / "book.sqlite")
    monkeypatch.setattr(store, "_BUNDLED", folder / "book.sqlite")
    assert countycli("show", "龙泉").code == 0


COMMANDS = [
    ("show", "龙泉"),
    ("rank", "-m", "gdp_growth"),
    ("compare", "义乌", "平阳"),
    ("initiatives",),
    ("targets",),
    ("search", "龙"),
    ("why", "平阳", "gdp"),
    ("counties",),
    ("metrics", "gdp"),
    ("groups", "shanqu26"),
    ("sources",),
    ("coverage",),
    ("coverage", "-m", "gdp"),
    ("data", "check"),
    ("data", "info"),
    ("data", "path"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_writes_to_the_index(countycli: Program, checkout: Checkout, command: tuple[str, ...]) -> None:
    open_book()
    made = checkout.index_file
    content, state = made.read_bytes(), made.stat()
    assert countycli(*command).code == 0
    assert checkout.indexes == [made]
    assert made.read_bytes() == content
    assert made.stat().st_mtime_ns == state.st_mtime_ns


def test_an_index_on_a_read_only_medium_is_read(countycli: Program, checkout: Checkout) -> None:
    open_book()
    checkout.index_file.chmod(0o444)
    checkout.index_file.parent.chmod(0o555)
    assert countycli("rank", "-m", "gdp_growth").code == 0
    assert len(checkout.indexes) == 1
    checkout.index_file.parent.chmod(0o755)


def test_the_index_can_not_be_written_through_the_connection(checkout: Checkout) -> None:
    index = open_book()
    with pytest.raises(DamagedIndexError, match="readonly"):
        index.connection.rows("DELETE FROM observations")
    assert checkout.indexes
