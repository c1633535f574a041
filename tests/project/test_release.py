"""What a release promises besides its answers: pinned versions, a way to cite it, builds that can be repeated."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tarfile
import tomllib
from typing import TYPE_CHECKING

import pytest
from conftest import FROZEN, ROOT, clean_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from countycli import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from wheels import Installed

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NEEDED = [
    *PROJECT["build-system"]["requires"],
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["dev"],
]
PINNED = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()[1:])


@pytest.mark.parametrize("needed", NEEDED)
def test_what_is_needed_is_pinned_to_a_version_that_is_allowed(needed: str) -> None:
    """`python tools/constraints.py > constraints.txt` writes the pins."""
    requirement = Requirement(needed)
    assert PINNED[canonicalize_name(requirement.name)] in requirement.specifier


def test_pins_are_what_the_tool_writes() -> None:
    """In the order of names, and only of what is needed: the program itself and pip are not."""
    written = subprocess.run(
        [sys.executable, ROOT / "tools" / "constraints.py"], capture_output=True, text=True, check=False
    )
    if written.returncode:
        pytest.skip(written.stderr)
    names = [line.partition("==")[0] for line in written.stdout.splitlines()[1:]]
    assert names == sorted(names)
    assert {canonicalize_name(Requirement(needed).name) for needed in NEEDED} <= set(names)
    assert not {"countycli", "pip"} & set(names)


def test_how_the_program_is_cited_is_true() -> None:
    lines = (ROOT / "CITATION.cff").read_text("utf-8").splitlines()
    assert lines[0] == "cff-version: 1.2.0"
    assert f"version: {__version__}" in lines
    assert f"license: {PROJECT['project']['license']}" in lines
    assert f"  - name: {PROJECT['project']['authors'][0]['name']}" in lines
    assert [line for line in lines if re.match(r"(message|title|authors|type|abstract):", line)] != []


def test_the_same_index_is_compiled_whatever_the_order_of_hashes(tmp_path: Path) -> None:
    compiles = (
        "import sys; from pathlib import Path; from countycli.index.make.write import compile_folder;"
        "compile_folder(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    for seed in ("1", "2"):
        command = [sys.executable, "-c", compiles, str(FROZEN), str(tmp_path / seed)]
        subprocess.run(command, env={**clean_environment(), "PYTHONHASHSEED": seed}, check=True)
    hashes = {hashlib.sha256((tmp_path / seed).read_bytes()).hexdigest() for seed in ("1", "2")}
    assert len(hashes) == 1


def test_the_source_distribution_has_what_tells_of_the_release(installed: Installed) -> None:
    with tarfile.open(installed.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"CITATION.cff", "SECURITY.md", "constraints.txt", "CHANGELOG.md"} <= names
