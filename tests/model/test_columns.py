"""A field of a figure has one line in the table of columns, and all places follow that."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from books import OWN_DOCUMENT, aimed, observed, small_dataset
from conftest import ROOT, clean_environment

from countycli.model.columns import COLUMNS, DETAILS, NO_DETAILS, USUAL
from countycli.model.records import Figure

LAST_FIELD = "    inputs: Inputs | None = None\n"
LAST_LINE = '    Column("inputs", INPUTS,'
FIELD = "    rounded: bool = False\n"
LINE = '    Column("rounded", FLAG, "rounded", "whether it is rounded", mark=True, told=True),\n'


def test_each_field_has_one_line() -> None:
    assert sorted(column.field for column in COLUMNS) == sorted(Figure._fields)


def test_details_are_the_last_fields() -> None:
    assert tuple(column.field for column in DETAILS) == Figure._fields[USUAL:]
    usual: list[object] = [None] * USUAL
    assert Figure(*usual)[USUAL:] == NO_DETAILS  # type: ignore[arg-type]


def test_keys_are_as_the_guide_tells() -> None:
    guide = (ROOT / "docs" / "output.md").read_text("utf-8")
    for column in COLUMNS:
        assert (f"| `{column.key}` | {column.means} |" in guide) == bool(column.key)


class Copy:
    """A copy of the program, with a small book and one field more in a figure."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        shutil.copytree(
            ROOT / "src" / "countycli", folder / "src" / "countycli", ignore=shutil.ignore_patterns("*.sqlite")
        )
        model = folder / "src" / "countycli" / "model"
        for path, before, added in (
            (model / "records.py", LAST_FIELD, LAST_FIELD + FIELD),
            (model / "columns.py", LAST_LINE, LINE + LAST_LINE),
        ):
            text = path.read_text("utf-8")
            assert text.count(before) == 1
            path.write_text(text.replace(before, added), "utf-8")
        rounded = observed("331181", "2024", gdp="{ value = 18, rounded = true }", exports=2)
        target = aimed("331181", "2024", gdp=200)
        documents = small_dataset(folder) / "documents"
        (documents / "rounded.toml").write_text(f"{OWN_DOCUMENT}\n{rounded}\n{target}", "utf-8")

    def __call__(self, *arguments: str) -> str:
        variables = {"PYTHONPATH": str(self._folder / "src"), "XDG_CACHE_HOME": str(self._folder / "cache")}
        done = subprocess.run(
            [sys.executable, *arguments],
            env={**clean_environment(), **variables},
            cwd=self._folder,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def table(self, *arguments: str) -> list[dict[str, str]]:
        return [*csv.DictReader(StringIO(self("-m", "countycli", *arguments, "--format", "csv")))]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("copy"))


def test_json_has_a_new_column(copy: Copy) -> None:
    found = json.loads(copy("-m", "countycli", "show", "331181", "--period", "2024", "--json"))["observations"]
    assert {figure["metric"]: figure["rounded"] for figure in found if figure["period"] == "2024"}.items() >= {
        ("gdp", True),
        ("exports", False),
    }


def test_flat_rows_have_it(copy: Copy) -> None:
    (row,) = copy.table("show", "331181", "gdp", "--period", "2024")[:1]
    assert row["rounded"] == "true"
    assert "'rounded'" in copy("-c", "from countycli.render import encode; print(encode.FIGURE_HEADER)")


def test_flat_rows_have_it_beside_other_numbers(copy: Copy) -> None:
    rows = copy.table("targets", "331181", "--year", "2024")
    assert [row["outcome_rounded"] for row in rows if row["metric"] == "gdp"] == ["true"]


def test_exports_have_it_as_their_last_column(copy: Copy, tmp_path: Path) -> None:
    copy("-m", "countycli", "data", "export", "--format", "csv", "--output", str(tmp_path / "book"))
    with (tmp_path / "book" / "observations.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert [*rows[0]][-1] == "rounded"
    assert [row["metric"] for row in rows if row["rounded"] == "true"] == ["gdp"]


def test_the_guide_has_it(copy: Copy) -> None:
    script = "import docs; print(docs.with_columns((docs.ROOT / 'docs' / 'output.md').read_text('utf-8')))"
    page = copy("-c", f"import sys; sys.path.insert(0, {str(ROOT / 'tools')!r}); {script}")
    assert "| `rounded` | whether it is rounded |" in page
