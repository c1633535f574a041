"""The folder of compiled indexes: many processes, killed ones, full disks, and hands that change what lies there."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from books import OWN_DOCUMENT, observed, small_dataset
from conftest import Program, clean_environment
from damages import (
    add_a_trigger,
    change_a_figure,
    drop_the_facts,
    flip_a_bit,
    mark_as_another_version,
    put_a_view_in_place_of_a_table,
    put_an_endless_view_in_place_of_a_table,
    put_another_file_there,
    put_numbers_in_place_of_words,
    put_words_in_place_of_numbers,
    spoil_the_header,
    spoil_the_pages,
    take_a_column_away,
    take_the_versions_away,
)

from countycli.index import cache, store

NOTES = OWN_DOCUMENT + observed("331181", "2025", gdp_growth=8.1)
# The program on a dataset that is not the bundled one. Each time an index is written a
# line is added to a log; with PAUSE set the process then waits, the index still unfinished.
ANSWER = """import os, sys, time
from pathlib import Path
from countycli.__main__ import main
from countycli.index import store
from countycli.index.make import write
root, log = Path(sys.argv.pop()), Path(sys.argv.pop())
store.dataset_root = lambda: root
save, write_index = write.save, write.write_index
def saved(*arguments):
    with log.open("a") as file:
        file.write("written\\n")
    save(*arguments)
def paused(*arguments):
    write_index(*arguments)
    print("paused", flush=True)
    time.sleep(60)
write.save = saved
if "LOCKLESS" in os.environ:
    import errno, fcntl
    def refuse(*arguments):
        raise OSError(errno.ENOLCK, "No locks available")
    fcntl.lockf = fcntl.flock = refuse
if "PAUSE" in os.environ:
    write.write_index = paused
main()"""
DAMAGES_THAT_READING_SHOWS = [
    spoil_the_pages,
    spoil_the_header,
    mark_as_another_version,
    take_the_versions_away,
    drop_the_facts,
    put_a_view_in_place_of_a_table,
    put_an_endless_view_in_place_of_a_table,
    put_words_in_place_of_numbers,
    put_numbers_in_place_of_words,
    add_a_trigger,
    take_a_column_away,
]
ASKED = ("show", "龙泉", "--json")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are those of POSIX")


class Machine:
    """A folder in place of a user's: a small dataset, a cache and, where it is written, a file of one's own."""

    def __init__(self, folder: Path) -> None:
        self.data = small_dataset(folder)
        self.cache = folder / "cache" / "countycli"
        self.log = folder / "log"
        self.own = folder / "notes.toml"
        self.environ = {**clean_environment(), "XDG_CACHE_HOME": str(self.cache.parent)}

    @property
    def command(self) -> list[str]:
        own = ["--data", str(self.own)] if self.own.exists() else []
        return [sys.executable, "-c", ANSWER, *ASKED, *own, str(self.log), str(self.data)]

    @property
    def index_file(self) -> Path:
        (path,) = self.cache.glob("*.sqlite")
        return path

    @property
    def index_files(self) -> list[Path]:
        """The oldest first."""
        return sorted(self.cache.glob("*.sqlite"), key=lambda path: path.stat().st_mtime_ns)

    @property
    def compilations(self) -> int:
        return len(self.log.read_text(encoding="utf-8").splitlines()) if self.log.exists() else 0

    def ask(self, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command,
            capture_output=True,
            encoding="utf-8",
            env=self.environ,
            check=False,
            preexec_fn=before,  # sets a limit, no more
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def machine_with_notes(machine: Machine) -> Machine:
    machine.own.write_text(NOTES, encoding="utf-8")
    return machine


def test_twenty_processes_that_start_together_compile_once(machine_with_notes: Machine) -> None:
    machine = machine_with_notes
    with ThreadPoolExecutor(20) as pool:
        results = list(pool.map(lambda _: machine.ask(), range(20)))
    assert {(it.returncode, it.stdout) for it in results} == {(0, results[0].stdout)}
    assert "own/notes" in results[0].stdout
    assert machine.compilations == 1
    assert sorted(path.suffix for path in machine.cache.iterdir()) == ["", *[".seal"] * 2, *[".sqlite"] * 2]


def test_a_process_killed_while_it_compiles_leaves_a_working_cache(machine: Machine) -> None:
    with subprocess.Popen(machine.command, env={**machine.environ, "PAUSE": "1"}, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"paused\n"
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    assert list(machine.cache.glob("*.part"))
    assert not list(machine.cache.glob("*.sqlite"))
    again = machine.ask()
    assert (again.returncode, again.stderr) == (0, "")
    assert not list(machine.cache.glob("*.part"))
    assert machine.ask().stdout == again.stdout
    assert machine.compilations == 2


def test_processes_killed_at_any_time_leave_a_working_cache(machine: Machine) -> None:
    for delay in (0.1, 0.2, 0.3, 0.4, 0.5):
        process = subprocess.Popen(machine.command, env=machine.environ, stdout=subprocess.DEVNULL)
        time.sleep(delay)
        process.kill()
        process.wait()
    assert machine.ask().returncode == 0
    assert cache.is_sound(machine.index_file)


def no_file_above_a_page() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


@pytest.mark.parametrize("notes", [False, True])
def test_on_a_full_disk_the_book_is_held_in_memory(machine: Machine, notes: bool) -> None:
    if notes:
        machine.own.write_text(NOTES, encoding="utf-8")
    full = machine.ask(no_file_above_a_page)
    assert full.returncode == 0
    assert f"{machine.cache} can't be written" in full.stderr
    assert not [path for path in machine.cache.iterdir() if path.suffix]
    sound = machine.ask()
    assert (sound.stdout, sound.stderr) == (full.stdout, "")


def test_where_no_cache_can_be_the_book_is_held_in_memory(machine: Machine) -> None:
    machine.cache.parent.write_text("a file", encoding="utf-8")
    result = machine.ask()
    assert result.returncode == 0
    assert f"{machine.cache} can't be written" in result.stderr


def test_changed_own_files_get_an_index_of_their_own_without_a_compilation(machine_with_notes: Machine) -> None:
    """However often they change: the book's index, of which theirs are copies, is not dropped with the oldest."""
    machine = machine_with_notes
    for value in ("8.1", "8.2", "8.3", "8.4", "8.5", "8.6", "8.1"):
        machine.own.write_text(NOTES.replace("8.1", value), encoding="utf-8")
        assert f'"value": {value}' in machine.ask().stdout
    assert machine.compilations == 1
    assert len(machine.index_files) == 4


@pytest.mark.parametrize("change", [change_a_figure, spoil_the_header])
def test_a_changed_index_of_own_files_is_made_again(
    machine_with_notes: Machine, change: Callable[[Path], None]
) -> None:
    machine = machine_with_notes
    sound = machine.ask()
    _, path = machine.index_files
    content = path.read_bytes()
    change(path)
    again = machine.ask()
    assert (again.returncode, again.stdout, again.stderr) == (0, sound.stdout, "")
    assert path.read_bytes() == content
    assert machine.compilations == 1


def test_a_lock_that_is_no_lock_is_no_hindrance(machine: Machine) -> None:
    machine.cache.mkdir(parents=True)
    (machine.cache / "lock").write_text("no database\n" * 1000, encoding="utf-8")
    assert machine.ask().returncode == 0
    assert machine.index_file.exists()


def test_who_waits_for_another_process_is_told(machine: Machine) -> None:
    machine.cache.mkdir(parents=True)
    other = sqlite3.connect(machine.cache / "lock", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    told = "countycli: another process compiles the data; waiting for it …\n"
    with subprocess.Popen(
        machine.command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=machine.environ
    ) as waiting:
        assert waiting.stderr
        assert waiting.stderr.readline() == told
        assert machine.compilations == 0
        other.close()
        _, further = waiting.communicate()
    assert (waiting.returncode, further) == (0, "")
    assert machine.compilations == 1


def test_where_files_can_not_be_locked_nobody_waits(machine: Machine) -> None:
    """SQLite takes a lock that the file system doesn't give for one that is held: as one is held here for good."""
    machine.cache.mkdir(parents=True)
    machine.environ["LOCKLESS"] = "1"
    other = sqlite3.connect(machine.cache / "lock", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    result = machine.ask()
    other.close()
    assert (result.returncode, result.stderr) == (0, "")
    assert cache.is_sound(machine.index_file)
    assert not list(machine.cache.glob("*.part"))


def test_an_index_is_written_without_locks(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else knows of the file that is being written."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(machine.cache.parent))
    monkeypatch.setattr(store, "dataset_root", lambda: machine.data)
    opened: list[str] = []
    connect = sqlite3.connect

    def noting(name: object, **options: Any) -> sqlite3.Connection:
        opened.append(str(name))
        return connect(name, **options)  # type: ignore[no-any-return,call-overload]

    monkeypatch.setattr(sqlite3, "connect", noting)
    store.open_index().close()
    assert [name for name in opened if ".part" in name and not name.endswith("?nolock=1")] == []
    assert [name for name in opened if name.endswith("?nolock=1")] != []


# Whose folder it is


@pytest.mark.parametrize("rights", [0o777, 0o775, 0o702])
def test_a_folder_to_which_others_may_write_is_not_used(machine: Machine, rights: int) -> None:
    sound = machine.ask()
    planted = machine.index_file
    change_a_figure(planted)
    cache._write_seal(planted, cache._digest(planted))
    assert machine.ask().stdout != sound.stdout
    machine.cache.chmod(rights)
    content = planted.read_bytes()
    result = machine.ask()
    assert (result.returncode, result.stdout) == (0, sound.stdout)
    told = f"{machine.cache} isn't used (others may write to it): the book is compiled at each start"
    assert result.stderr == f"countycli: {told}\n"
    assert planted.read_bytes() == content


ROOT_ONLY = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
_NOBODY = 65534


@ROOT_ONLY
def test_a_folder_of_another_user_is_not_used(machine: Machine) -> None:
    sound = machine.ask()
    os.chown(machine.cache, _NOBODY, _NOBODY)
    result = machine.ask()
    assert (result.returncode, result.stdout) == (0, sound.stdout)
    assert f"{machine.cache} isn't used (it belongs to another user)" in result.stderr


@ROOT_ONLY
def test_an_index_of_another_user_is_made_again(machine: Machine) -> None:
    machine.ask()
    os.chown(machine.index_file, _NOBODY, _NOBODY)
    assert machine.ask().stderr == ""
    assert (machine.index_file.stat().st_uid, machine.compilations) == (0, 2)


def test_nobody_else_may_write_what_is_kept(machine: Machine) -> None:
    former = os.umask(0)
    try:
        machine.ask()
    finally:
        os.umask(former)
    kept = [machine.cache, *(path for path in machine.cache.iterdir() if path.suffix)]
    assert [oct(path.stat().st_mode & 0o777) for path in kept] == ["0o700", "0o600", "0o600"]


def test_what_stands_in_the_place_of_an_index_is_named(machine: Machine) -> None:
    machine.ask()
    path = machine.index_file
    path.unlink()
    path.mkdir()
    (path / "something").touch()
    result = machine.ask()
    assert result.returncode == 0
    assert f"{path} can't be written (it is a folder)" in result.stderr


def test_an_empty_folder_in_the_place_of_an_index_makes_way(machine: Machine) -> None:
    machine.ask()
    path = machine.index_file
    path.unlink()
    path.mkdir()
    result = machine.ask()
    assert (result.returncode, result.stderr) == (0, "")
    assert path.is_file()


def test_indexes_that_vanish_while_old_ones_are_dropped_are_no_hindrance(
    machine: Machine,
) -> None:
    """Several processes may be dropping them."""
    machine.cache.mkdir(parents=True)
    for number in range(9):
        (machine.cache / f"book-{number}.sqlite").symlink_to("vanished")
    result = machine.ask()
    assert (result.returncode, result.stderr) == (0, "")
    assert len(list(machine.cache.glob("*.sqlite"))) == 4
    assert len(list(machine.cache.glob("*.seal"))) == 1


# What is changed behind our back


@pytest.mark.parametrize(
    "change",
    [flip_a_bit, change_a_figure, put_a_view_in_place_of_a_table, put_another_file_there, spoil_the_header],
)
def test_a_changed_index_is_made_again(machine: Machine, change: Callable[[Path], None]) -> None:
    sound = machine.ask()
    content = machine.index_file.read_bytes()
    change(machine.index_file)
    again = machine.ask()
    assert (again.returncode, again.stdout, again.stderr) == (0, sound.stdout, "")
    assert machine.index_file.read_bytes() == content
    assert machine.compilations == 2


@pytest.mark.parametrize("change", [change_a_figure, flip_a_bit, spoil_the_pages, spoil_the_header])
def test_a_change_behind_the_time_of_change_is_seen(machine: Machine, change: Callable[[Path], None]) -> None:
    sound = machine.ask()
    state, content = machine.index_file.stat(), machine.index_file.read_bytes()
    change(machine.index_file)
    os.utime(machine.index_file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert machine.index_file.stat().st_size == state.st_size
    again = machine.ask()
    assert (again.returncode, again.stdout, again.stderr) == (0, sound.stdout, "")
    assert machine.index_file.read_bytes() == content


def test_a_twin_with_the_same_times_is_read_through(machine: Machine) -> None:
    sound = machine.ask()
    path = machine.index_file
    state, content = path.stat(), path.read_bytes()
    twin = path.with_name("twin")
    twin.write_bytes(content)
    change_a_figure(twin)
    twin.chmod(0o600)
    os.utime(twin, ns=(state.st_atime_ns, state.st_mtime_ns))
    twin.replace(path)
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (state.st_size, state.st_mtime_ns)
    assert machine.ask().stdout == sound.stdout
    assert path.read_bytes() == content


@pytest.mark.parametrize("change", DAMAGES_THAT_READING_SHOWS)
def test_a_damage_that_the_seal_does_not_tell_is_found_on_the_way(
    machine_with_notes: Machine, change: Callable[[Path], None]
) -> None:
    """The seal is that of the damaged file: only reading shows the damage. The answer comes all the same."""
    machine = machine_with_notes
    sound = machine.ask()
    _, path = machine.index_files
    change(path)
    cache._write_seal(path, cache._digest(path))
    again = machine.ask()
    assert (again.returncode, again.stdout, again.stderr) == (0, sound.stdout, "")
    assert machine.ask().stdout == sound.stdout


@pytest.mark.parametrize("change", [spoil_the_pages, spoil_the_header, mark_as_another_version, drop_the_facts])
def test_a_damaged_index_of_the_book_is_no_hindrance_for_own_files(
    machine_with_notes: Machine, change: Callable[[Path], None]
) -> None:
    """It can't be copied: the whole book is compiled with the own files."""
    machine = machine_with_notes
    sound = machine.ask()
    book, own = machine.index_files
    own.unlink()
    change(book)
    cache._write_seal(book, cache._digest(book))
    again = machine.ask()
    assert (again.returncode, again.stdout, again.stderr) == (0, sound.stdout, "")
    assert machine.compilations == 2


def test_an_index_that_was_only_touched_is_used(machine: Machine) -> None:
    machine.ask()
    os.utime(machine.index_file)
    assert machine.ask().returncode == 0
    assert machine.compilations == 1
    seal = machine.index_file.with_suffix(".seal").read_text(encoding="ascii").split()
    assert seal[1] == str(machine.index_file.stat().st_mtime_ns)


@pytest.mark.parametrize("seal", [None, b"", b"1 2", b"\xff\xfe\xff", b"1 2 3\n", b"x y z"])
def test_an_index_without_its_seal_is_made_again(machine: Machine, seal: bytes | None) -> None:
    machine.ask()
    path = machine.index_file.with_suffix(".seal")
    if seal is None:
        path.unlink()
    else:
        path.write_bytes(seal)
    assert machine.ask().returncode == 0
    assert machine.compilations == 2
    assert cache.is_sound(machine.index_file)


def test_a_damaged_index_that_can_not_be_dropped_is_said(
    countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is asked twice of an installed index."""
    damaged = tmp_path / "book.sqlite"
    damaged.write_bytes(b"x" * 5000)
    monkeypatch.setattr(store, "_BUNDLED", damaged)
    result = countycli("show", "龙泉")
    assert result.code == 5
    assert str(damaged) in result.err
    assert damaged.exists()
