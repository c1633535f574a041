from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import zipfile

import pytest
from conftest import ROOT, clean_environment
from wheels import Installed

SIZE_LIMIT = 12 * 1024 * 1024


def test_the_wheel_holds_the_book_the_data_and_the_catalogues(installed: Installed) -> None:
    names = set(zipfile.ZipFile(installed.wheel).namelist())
    data = {f"countycli/data/{path.relative_to(ROOT / 'data').as_posix()}" for path in (ROOT / "data").rglob("*.toml")}
    assert data <= names
    schemas = {path.name for path in (ROOT / "docs" / "reference" / "schemas").glob("*.json")}
    assert {name.rpartition("/")[2] for name in names if name.startswith("countycli/schemas/")} == schemas
    assert {"countycli/book.sqlite", "countycli/py.typed", "countycli/locale/zh/LC_MESSAGES/countycli.mo"} <= names
    assert [name for name in names if name.endswith(".po")] == []
    assert {
        f"countycli/{path.relative_to(ROOT / 'src' / 'countycli').as_posix()}"
        for path in (ROOT / "src" / "countycli").rglob("*.py")
    } <= names


def test_the_wheel_holds_nothing_else(installed: Installed) -> None:
    names = zipfile.ZipFile(installed.wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"countycli"}
    assert [name for name in names if "test" in name or "__pycache__" in name] == []
    assert installed.wheel.stat().st_size <= SIZE_LIMIT


def test_the_source_distribution_can_be_built_from_and_tested(installed: Installed) -> None:
    with tarfile.open(installed.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "pyproject.toml",
        "build_hook.py",
        "LICENSE",
        "README.md",
        "tests/conftest.py",
        "src/countycli/locale/zh/LC_MESSAGES/countycli.po",
        "data/counties.toml",
    } <= names
    assert not [name for name in names if name.startswith((".", "work"))]


def test_the_metadata_names_what_is_needed(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        lines = archive.read(name).decode().splitlines()
    needed = {line for line in lines if line.startswith("Requires-Dist") and "extra" not in line}
    assert {re.split(r"[: <>=]+", line)[1] for line in needed} == {"typer", "rich", "tomli"}
    assert "Requires-Python: >=3.11" in lines


def test_an_answer_of_the_installed_program(installed: Installed) -> None:
    done = installed("show", "龙泉", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["county"]["code"] == "331181"


def test_the_installed_program_answers_as_the_checkout_does(installed: Installed) -> None:
    for arguments in (("show", "平阳"), ("rank", "-m", "gdp_growth", "--lang", "zh"), ("--help",), ("--version",)):
        here = subprocess.run(
            [sys.executable, "-m", "countycli", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=clean_environment(),
            check=True,
            timeout=60,
        )
        assert installed(*arguments).stdout == here.stdout


def test_the_installed_dataset_is_valid(installed: Installed) -> None:
    done = installed("data", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Faults: 0;")


def test_the_installed_dataset_lies_in_the_package(installed: Installed) -> None:
    assert installed("data", "path").stdout == f"{installed.package / 'data'}\n"
    info = json.loads(installed("data", "info", "--json").stdout)
    assert info["path"] == str(installed.package / "data")
    assert info["index"] == str(installed.package / "book.sqlite")


def test_the_installed_program_never_writes(installed: Installed) -> None:
    before = {path: path.stat().st_mtime_ns for path in installed.package.rglob("*") if "__pycache__" not in path.parts}
    installed("show", "龙泉")
    after = {path: path.stat().st_mtime_ns for path in installed.package.rglob("*") if "__pycache__" not in path.parts}
    assert after == before
    assert list(installed.folder.iterdir()) == []


@pytest.mark.parametrize("arguments", [("show", "龙泉"), ("rank", "-m", "gdp", "--json"), ("data", "info")])
@pytest.mark.parametrize("content", [b"this is no database" * 1000, b""], ids=["garbage", "empty"])
def test_a_corrupt_book_is_explained(arguments: tuple[str, ...], content: bytes, installed: Installed) -> None:
    book = installed.package / "book.sqlite"
    whole = book.read_bytes()
    try:
        book.write_bytes(content)
        done = installed(*arguments)
    finally:
        book.write_bytes(whole)
    assert (done.returncode, done.stdout) == (5, "")
    assert "Traceback" not in done.stderr
    assert str(book) in done.stderr
    assert "install countycli again" in done.stderr


def test_the_version_is_told_beside_a_corrupt_book(installed: Installed) -> None:
    """It is read from the stamp that the build leaves beside the book."""
    book = installed.package / "book.sqlite"
    whole, told = book.read_bytes(), installed("--version")
    try:
        book.write_bytes(b"")
        assert installed("--version").stdout == told.stdout
    finally:
        book.write_bytes(whole)
    assert (told.returncode, told.stderr) == (0, "")
    assert (installed.package / "book.stamp").read_text("utf-8").splitlines()[0] in told.stdout


def test_the_wheel_declares_the_command(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/entry_points.txt"))
        assert "countycli = countycli.__main__:main" in archive.read(name).decode()
