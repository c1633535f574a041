from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT, clean_environment

BUILT_FROM = ("src", "data", "docs", "tests", "tools", "build_hook.py", "pyproject.toml", "LICENSE")
SIZE_LIMIT = 5 * 1024 * 1024
# What an answer may load beyond what a bare Typer program loads.
STANDARD = {
    "__future__", "_json", "_sqlite3", "_struct", "datetime", "_datetime", "gc", "gettext", "json", "json.decoder",
    "json.encoder", "json.scanner", "sqlite3", "sqlite3.dbapi2", "struct", "unicodedata",
}  # fmt: skip
FORBIDDEN = ("rich", "tomli", "tomllib", "babel", "csv")
BARE = "import typer\napp = typer.Typer()\n@app.command()\ndef a(x: str): pass\n@app.command()\ndef b(): pass\napp()\n"
DUMP = "import atexit, sys\natexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"


class Installed(NamedTuple):
    """countycli as users have it: a wheel in an environment of its own, far from the checkout."""

    python: Path
    package: Path
    wheel: Path
    sdist: Path
    folder: Path

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "countycli", *arguments)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.python, *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=outside_environment(),
            cwd=self.folder,
            check=False,
            timeout=120,
        )

    def modules(self, code: str, *arguments: str) -> set[str]:
        done = self.run("-c", DUMP + code, *arguments)
        return set(done.stderr.splitlines()[-1].split())

    def modules_of_answer(self, *arguments: str) -> set[str]:
        return self.modules("from countycli.__main__ import main\nmain()", *arguments)


def outside_environment() -> dict[str, str]:
    variables = clean_environment()
    return {key: value for key, value in variables.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}


def tops(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    checkout = tmp_path_factory.mktemp("checkout")
    for name in (*BUILT_FROM, *(path.name for path in ROOT.glob("*.md"))):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        else:
            shutil.copy(ROOT / name, checkout / name)
    built = tmp_path_factory.mktemp("built")
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(built), str(checkout)])
    shutil.rmtree(checkout)
    (wheel,), (sdist,) = built.glob("*.whl"), built.glob("*.tar.gz")
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, symlinks=True)
    site = next((environment / "lib").glob("python*")) / "site-packages"
    shutil.unpack_archive(wheel, site, "zip")
    (site / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    return Installed(
        environment / "bin" / "python", site / "countycli", wheel, sdist, tmp_path_factory.mktemp("elsewhere")
    )


def run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, env=outside_environment(), check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_holds_the_book_the_data_and_the_catalogues(installed: Installed) -> None:
    names = set(zipfile.ZipFile(installed.wheel).namelist())
    data = {f"countycli/data/{path.relative_to(ROOT / 'data').as_posix()}" for path in (ROOT / "data").rglob("*.toml")}
    assert data <= names
    assert {"countycli/book.sqlite", "countycli/py.typed", "countycli/locale/zh/LC_MESSAGES/countycli.mo"} <= names
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
    assert (installed.package / "book.version").read_text("utf-8") in told.stdout


def test_json_loads_little_beyond_typer(installed: Installed) -> None:
    bare = installed.modules(BARE, "a", "x")
    loaded = installed.modules_of_answer("show", "龙泉", "--json")
    assert {name for name in loaded - bare if name.partition(".")[0] != "countycli"} <= STANDARD


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "龙泉", "--json"),
        ("rank", "-m", "gdp_growth", "--json"),
        ("show", "龙泉", "-f", "jsonl"),
        ("--version",),
    ],
)
def test_answers_for_programs_load_none_of_the_heavy_libraries(
    arguments: tuple[str, ...], installed: Installed
) -> None:
    assert tops(installed.modules_of_answer(*arguments)) & set(FORBIDDEN) == set()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", [("show", "龙泉"), ("rank", "-m", "population"), ("coverage", "--in", "浙江")])
def test_a_table_loads_no_machine_format_and_no_toml(command: tuple[str, ...], lang: str, installed: Installed) -> None:
    loaded = tops(installed.modules_of_answer(*command, "--lang", lang))
    assert loaded & {"rich", "json", "csv", "tomli", "tomllib", "babel"} == set()


def test_colour_loads_rich(installed: Installed) -> None:
    loaded = tops(installed.modules_of_answer("show", "龙泉", "--color", "always"))
    assert "rich" in loaded
    assert loaded & {"json", "csv", "tomli", "tomllib", "babel"} == set()


def test_csv_loads_no_rich_and_no_json(installed: Installed) -> None:
    loaded = tops(installed.modules_of_answer("show", "龙泉", "-f", "csv"))
    assert "csv" in loaded
    assert loaded & {"rich", "json", "tomli", "tomllib", "babel"} == set()


@pytest.mark.parametrize("arguments", [("--help",), ("show", "--help"), ("show", "nowhere"), ("shwo",)])
def test_help_and_errors_need_no_rich(arguments: tuple[str, ...], installed: Installed) -> None:
    assert tops(installed.modules_of_answer(*arguments)) & set(FORBIDDEN) == set()


def test_the_version_is_told_without_typer(installed: Installed) -> None:
    loaded = installed.modules_of_answer("--version")
    assert tops(loaded) & {"typer", "rich", "json", "gettext"} == set()
    assert not [name for name in loaded if name.startswith(("countycli.cli", "countycli.render"))]


@pytest.mark.parametrize(
    "variables",
    [
        {"COMP_WORDS": "countycli show 龙", "COMP_CWORD": "2"},
        {"COMP_WORDS": "countycli rank --metric gdp", "COMP_CWORD": "3"},
        {"COMP_WORDS": "countycli s", "COMP_CWORD": "1"},
    ],
    ids=["county", "metric", "command"],
)
def test_completion_loads_no_heavy_library(
    variables: dict[str, str], installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"_COUNTYCLI_COMPLETE": "complete_bash", **variables}.items():
        monkeypatch.setenv(name, value)
    loaded = installed.modules_of_answer()
    assert "countycli" in tops(loaded)
    assert tops(loaded) & set(FORBIDDEN) == set()


@pytest.mark.parametrize("command", ["show", "rank"])
def test_a_command_loads_no_other_command(command: str, installed: Installed) -> None:
    arguments = {"show": ("show", "龙泉"), "rank": ("rank", "-m", "gdp_growth")}[command]
    loaded = installed.modules_of_answer(*arguments)
    prefix = "countycli.cli.commands."
    assert {name.removeprefix(prefix) for name in loaded if name.startswith(prefix)} == {command}


def test_the_wheel_declares_the_command(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/entry_points.txt"))
        assert "countycli = countycli.__main__:main" in archive.read(name).decode()
