"""What `--output` does to files: all of the answer or nothing, and never over what is read."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from books import OWN_DOCUMENT, observed
from conftest import ROOT, Terminal, clean_environment
from seals import BESIDE, ENDINGS, unsealed

from countycli import writing
from countycli.cli.app import run
from countycli.cli.environment import Environment
from countycli.writing import is_abandoned, replacing, unfinished_name

if TYPE_CHECKING:
    from conftest import Program

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights, pipes and limits are those of POSIX")
ASKED = ("show", "龙泉", "gdp", "--json")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def answer(countycli: Program) -> str:
    return countycli(*ASKED).out


def test_a_new_file_holds_the_answer(countycli: Program, tmp_path: Path) -> None:
    result = countycli(*ASKED, "-o", str(tmp_path / "龙泉.json"))
    assert (result.code, result.out, result.err) == (0, "", "")
    assert unsealed((tmp_path / "龙泉.json").read_text("utf-8")) == answer(countycli)
    assert names(tmp_path) == ["龙泉.json"]


@POSIX
def test_a_new_file_has_the_rights_that_files_have_here(countycli: Program, tmp_path: Path) -> None:
    former = os.umask(0o027)
    try:
        countycli(*ASKED, "-o", str(tmp_path / "x.json"))
    finally:
        os.umask(former)
    assert stat.S_IMODE((tmp_path / "x.json").stat().st_mode) == 0o640


@POSIX
def test_a_file_keeps_its_rights(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("old", "utf-8")
    path.chmod(0o604)
    assert countycli(*ASKED, "-o", str(path)).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    assert unsealed(path.read_text("utf-8")) == answer(countycli)


def test_of_a_link_the_target_is_written(countycli: Program, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for target in ("there/old.json", "there/new.json"):
        link = tmp_path / Path(target).name
        link.symlink_to(target)
    (tmp_path / "there" / "old.json").write_text("old", "utf-8")
    for name in ("old.json", "new.json"):
        assert countycli(*ASKED, "-o", str(tmp_path / name)).code == 0
        assert (tmp_path / name).is_symlink()
        assert unsealed((tmp_path / "there" / name).read_text("utf-8")) == answer(countycli)
    assert names(tmp_path / "there") == ["new.json", "old.json"]


def limited() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


@POSIX
@pytest.mark.parametrize("there", [b"old", None])
def test_a_full_disk_leaves_what_was_there(there: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    if there:
        path.write_bytes(there)
    done = subprocess.run(
        [sys.executable, "-m", "countycli", "metrics", "-o", str(path)],
        capture_output=True,
        encoding="utf-8",
        env=clean_environment(),
        check=False,
        preexec_fn=limited,
    )
    assert done.returncode == 1
    assert f"{path} can't be written: the file is too large" in done.stderr
    assert (path.read_bytes() if path.exists() else None) == there
    assert names(tmp_path) == (["x.json"] if there else [])


@POSIX
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_full_disk_leaves_files_of_every_format(ending: str, tmp_path: Path) -> None:
    """Where a file has another beside it, both."""
    for name in (f"x.{ending}", f"x.{ending}.fixity"):
        (tmp_path / name).write_text(f"old {name}", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "countycli", "metrics", "-o", str(tmp_path / f"x.{ending}")],
        capture_output=True,
        encoding="utf-8",
        env=clean_environment(),
        check=False,
        preexec_fn=limited,
    )
    assert done.returncode == 1
    assert "can't be written: the file is too large" in done.stderr
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {
        name: f"old {name}" for name in (f"x.{ending}", f"x.{ending}.fixity")
    }


@POSIX
@pytest.mark.parametrize("ending", ENDINGS)
def test_files_of_every_format_keep_their_rights_and_links(ending: str, countycli: Program, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    path, link = tmp_path / "there" / f"x.{ending}", tmp_path / f"link.{ending}"
    path.write_text("old", "utf-8")
    path.chmod(0o604)
    link.symlink_to(path)
    for _ in range(2):
        assert countycli(*ASKED[:3], "-o", str(link)).code == 0
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    assert names(tmp_path) == [f"link.{ending}", "there"]
    assert names(tmp_path / "there") == [f"x.{ending}", *([f"x.{ending}.fixity"] if ending in BESIDE else [])]
    assert countycli("verify", str(link)).code == 0


def test_what_is_in_the_place_of_the_file_beside_is_told(countycli: Program, tmp_path: Path) -> None:
    (tmp_path / "x.csv.fixity").mkdir()
    (tmp_path / "x.csv").write_text("old", "utf-8")
    result = countycli(*ASKED[:3], "-o", str(tmp_path / "x.csv"))
    assert result.code == 1
    assert f"{tmp_path}/x.csv.fixity can't be written: something else is there" in result.err
    assert (tmp_path / "x.csv").read_text("utf-8") == "old"
    long = "x" * 250 + ".csv"
    assert countycli(*ASKED[:3], "-o", str(tmp_path / long)).code == 1
    assert names(tmp_path) == ["x.csv", "x.csv.fixity"]


def test_a_file_in_a_folder_that_takes_no_other_is_written_alone(
    countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(errno.EACCES, "no", str(path))

    path = tmp_path / "x.csv"
    path.write_text("old", "utf-8")
    monkeypatch.setattr(writing, "replacing", refuse)
    result = countycli(*ASKED[:3], "-o", str(path))
    assert result.code == 0
    assert path.read_text("utf-8") == countycli(*ASKED[:3], "-f", "csv").out
    assert f"{path}.fixity can't be written: nothing can be added to its folder" in result.err
    assert names(tmp_path) == ["x.csv"]
    assert countycli(*ASKED[:3], "-o", str(tmp_path / "new.csv")).code == 1


def interrupted(unfinished: Path) -> None:
    unfinished.write_text("new", "utf-8")
    raise KeyboardInterrupt


def test_a_failure_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("old", "utf-8")
    with pytest.raises(KeyboardInterrupt), replacing(path) as unfinished:
        interrupted(unfinished)
    assert path.read_text("utf-8") == "old"
    assert names(tmp_path) == ["x"]


@POSIX
def test_devices_and_pipes_are_written_to(countycli: Program, tmp_path: Path) -> None:
    assert countycli(*ASKED, "-o", "/dev/null").code == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    pipe, read = tmp_path / "pipe", list[str]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")), daemon=True)
    reader.start()
    assert countycli(*ASKED, "-o", str(pipe)).code == 0
    reader.join()
    assert read == [answer(countycli)]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@POSIX
def test_the_own_stdout_may_be_named(tmp_path: Path, countycli: Program) -> None:
    """Other programs may be writing to the same file: what they wrote stays."""
    log = tmp_path / "log"
    log.write_text("before\n", "utf-8")
    with log.open("a") as stdout:
        command = [sys.executable, "-m", "countycli", *ASKED, "-o", "/dev/stdout"]
        subprocess.run(command, stdout=stdout, env=clean_environment(), check=True)
    assert log.read_text("utf-8") == "before\n" + answer(countycli)


REFUSED = {
    "a folder": ("folder", "it is a folder"),
    "a folder to be": ("new/", "it is a folder"),
    "below a file": ("file/x", "part of the path is not a folder"),
    "in no folder": ("nowhere/x", "no such file or folder"),
    "a circle": ("circle", "links that lead in a circle"),
    "a long name": ("x" * 300, "the name is too long"),
}


@POSIX
@pytest.mark.parametrize(("name", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_written_is_said(name: str, reason: str, countycli: Program, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("old", "utf-8")
    (tmp_path / "circle").symlink_to("circle")
    result = countycli(*ASKED[:3], "-f", "json", "-o", f"{tmp_path}/{name}")
    assert result.code == 1
    assert f"{tmp_path}/{name} can't be written: {reason}" in result.err
    assert names(tmp_path) == ["circle", "file", "folder"]


@pytest.mark.parametrize(("name", "form", "ending"), [("a.XLSX", "csv", ".csv"), ("a.csv", "xlsx", ".xlsx")])
def test_a_spreadsheet_gets_no_file_that_it_could_not_open(
    name: str, form: str, ending: str, countycli: Program, tmp_path: Path
) -> None:
    """Two formats of text may go under each other's names: both are read as text."""
    result = countycli(*ASKED[:-1], "-f", form, "-o", str(tmp_path / name))
    assert (result.code, names(tmp_path)) == (2, [])
    assert f"would be no file in {Path(name).suffix.lower()}, as its name says" in result.err
    assert f"end the name in {ending}" in result.err
    assert countycli(*ASKED[:-1], "-f", "csv", "-o", str(tmp_path / "a.txt")).code == 0


def test_a_name_that_is_not_utf_8_is_a_name(countycli: Program, tmp_path: Path) -> None:
    name = os.fsdecode(bytes(tmp_path) + b"/\xff.json")
    assert countycli(*ASKED, "-o", name).code == 0
    assert json.loads(Path(name).read_text("utf-8"))["county"]["name"] == "龙泉市"


def test_on_a_terminal_it_is_said_what_was_written(tmp_path: Path) -> None:
    environ = {**os.environ, "COUNTYCLI_LANG": "en"}
    terminal, path = Terminal(), tmp_path / "x.json"
    assert run([*ASKED, "-o", str(path)], Environment(Terminal(), terminal, environ)) == 0
    assert " ".join(terminal.getvalue().split()) == f"countycli: Written to {path}"
    terminal = Terminal()
    assert run([*ASKED, "-o", os.devnull], Environment(Terminal(), terminal, environ)) == 0
    assert terminal.getvalue() == ""


# An input is never an output


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "notes.toml"
    path.write_text(OWN_DOCUMENT + observed("331181", "2025", gdp=180), encoding="utf-8")
    return path


def link_of(path: Path) -> Path:
    link = path.with_name("link.json")
    link.symlink_to(path)
    return link


def twin_of(path: Path) -> Path:
    twin = path.with_name("twin.json")
    twin.hardlink_to(path)
    return twin


def other_name_of(path: Path) -> Path:
    return path.parent / ".." / path.parent.name / path.name


def neighbour_of(path: Path) -> Path:
    return path.with_name("new.toml")


WAYS = {
    "named": lambda own: (("--data", str(own)), {}),
    "its folder named": lambda own: (("--data", str(own.parent)), {}),
    "in the variable": lambda own: ((), {"COUNTYCLI_DATA": str(own)}),
    "left out": lambda own: (("--no-user-data",), {"COUNTYCLI_DATA": str(own.parent)}),
}


@pytest.mark.parametrize("name_of", [Path, link_of, twin_of, other_name_of])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_own_data_are_not_written_over(way: object, name_of: object, countycli: Program, own: Path) -> None:
    assert callable(way)
    assert callable(name_of)
    before = own.read_bytes()
    options, variables = way(own)
    output = name_of(own)
    result = countycli("show", "龙泉", "-f", "json", *options, "-o", str(output), **variables)
    assert (result.code, result.out) == (2, "")
    assert f"{output} is read as data, and never written over" in result.err
    assert own.read_bytes() == before


def test_nor_does_an_answer_become_own_data(countycli: Program, own: Path) -> None:
    output = neighbour_of(own)
    assert countycli("show", "龙泉", "-f", "json", "--data", str(own.parent), "-o", str(output)).code == 2
    assert not output.exists()
    assert countycli("show", "龙泉", "--data", str(own.parent), "-o", str(own.with_suffix(".json"))).code == 0
    assert countycli("show", "龙泉", "--data", str(own.parent), "-o", str(own.with_suffix(".json"))).code == 0


def test_nor_is_a_file_of_the_dataset_written_over(countycli: Program) -> None:
    path = ROOT / "data" / "groups.toml"
    before = path.read_bytes()
    assert countycli("groups", "-f", "json", "-o", str(path)).code == 2
    assert path.read_bytes() == before


def test_nor_is_the_file_that_is_checked(countycli: Program, own: Path) -> None:
    before = own.read_bytes()
    assert countycli("data", "check", str(own), "-f", "json", "-o", str(own)).code == 2
    assert own.read_bytes() == before


def test_nor_does_an_export_take_its_place(countycli: Program, own: Path) -> None:
    before = own.read_bytes()
    export = ("data", "export", "-f", "sqlite", "--force", "--in", "丽水", "-m", "gdp")
    assert countycli(*export, "--data", str(own), "-o", str(own)).code == 2
    assert own.read_bytes() == before


# What was killed


@POSIX
def test_unfinished_files_of_processes_that_ended_are_known(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-c", "from countycli.writing import unfinished_name; print(unfinished_name())"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert is_abandoned(made.stdout.strip())
    assert not is_abandoned(unfinished_name())
    foreign = ".countycli-00000000-" + made.stdout.strip().split("-", 2)[2]
    assert not is_abandoned(foreign)
    assert not any(map(is_abandoned, ("", "x.part", ".countycli-x-y-z.part", "a-b-1-c.part")))


@POSIX
@pytest.mark.parametrize("way", ["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL"])
def test_a_killed_export_leaves_nothing(way: str, countycli: Program, tmp_path: Path) -> None:
    """What SIGKILL leaves no time to remove, the next export removes."""
    waiting = (
        "import sys, time; from countycli.export import tables, files\n"
        "write = files.write_csv\n"
        "def wait(*a):\n    write(*a); print('written', flush=True); time.sleep(60)\n"
        "files.WRITERS['csv'] = wait\n"
        "from countycli.__main__ import main; main()"
    )
    command = [sys.executable, "-c", waiting, "data", "export", "-f", "csv", "-o", str(tmp_path / "book"), "-m", "gdp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=clean_environment()) as it:
        assert it.stdout
        assert it.stdout.readline() == b"written\n"
        assert len(names(tmp_path)) == 1
        it.send_signal(getattr(signal, way))
    if way == "SIGKILL":
        assert len(names(tmp_path)) == 1
        assert countycli("data", "export", "-f", "csv", "-o", str(tmp_path / "book"), "-m", "gdp").code == 0
        assert names(tmp_path) == ["book"]
    else:
        assert names(tmp_path) == []


@POSIX
def test_an_export_replaces_no_device(countycli: Program, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    result = countycli("data", "export", "-f", "sqlite", "--force", "-m", "gdp", "-o", str(pipe))
    assert (result.code, stat.S_ISFIFO(pipe.stat().st_mode)) == (1, True)
    assert f"{pipe} can't be written: it is no file" in result.err
