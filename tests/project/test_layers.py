from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

SOURCE = ROOT / "src" / "countycli"
MODULES = sorted(SOURCE.rglob("*.py"))
IMPORT = re.compile(r"^\s*(?:from|import) (\w+)", re.MULTILINE)
# Who may import what; everyone else may not.
ONLY = {
    "typer": ("cli",),
    "rich": ("render/rich.py",),
    "xlsxwriter": ("render/xlsx.py",),
    "jinja2": ("render/html.py",),
    "markupsafe": ("render/html.py",),
    "tomli": ("source",),
    "tomllib": ("source",),
    "sqlite3": ("index", "export/database.py"),
    "pyarrow": ("export/parquet.py", "render/rows.py"),
    "duckdb": (),
    "pandas": ("render/rows.py",),
    "polars": ("render/rows.py",),
    "babel": (),
    "click": (),
    "pypinyin": (),
    "opencc": (),
}


def test_the_layers_are_kept() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("library", ONLY)
def test_only_its_layer_imports_a_library(library: str) -> None:
    importing = [path for path in MODULES if library in IMPORT.findall(path.read_text("utf-8"))]
    allowed = tuple(SOURCE / place for place in ONLY[library])
    assert [path for path in importing if not any(path == it or it in path.parents for it in allowed)] == []


PROCESS = re.compile(r"os\.environ|os\.getenv|sys\.(?:argv|std\w+|exit)|Path\.cwd|os\.getcwd")
# Who asks the process for its variables, arguments, streams and working folder; all others are told.
ASKING = {"__main__.py", "book.py", "cli/environment.py"}
BY_DEFAULT = "variables: Mapping[str, str] = os.environ"


def test_only_the_environment_asks_the_process() -> None:
    asking = {path for path in MODULES if PROCESS.search(path.read_text("utf-8").replace(BY_DEFAULT, ""))}
    assert {path.relative_to(SOURCE).as_posix() for path in asking} == ASKING


def test_every_module_says_what_it_is_for() -> None:
    assert [path for path in MODULES if not path.read_text("utf-8").startswith('"""')] == []
