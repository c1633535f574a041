"""The page on the architecture says what the import contract says."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from conftest import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| (.+?) \| (.*?) ?\|$", PAGE, re.MULTILINE)
KNOWN = {(package, library) for package, _, libraries in ROWS for library in re.findall(r"`(\w+)`", libraries)}


@pytest.fixture(scope="module")
def contracts() -> list[dict[str, Any]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return found


def layers(contracts: list[dict[str, Any]]) -> list[str]:
    (found,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [name.removeprefix("countycli.") for name in found]


def test_the_table_has_the_layers_in_their_order(contracts: list[dict[str, Any]]) -> None:
    assert [package for package, _, _ in ROWS] == layers(contracts)


def test_every_package_and_module_is_a_layer(contracts: list[dict[str, Any]]) -> None:
    names = {path.stem for path in (ROOT / "src" / "countycli").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert names - {"__init__", "__pycache__", "locale", "py"} == set(layers(contracts))


def test_the_table_names_who_may_import_a_library(contracts: list[dict[str, Any]]) -> None:
    """A package is bound by a contract that names it whole; what it may import all the same is an exception there."""
    forbidden = [contract for contract in contracts if contract["type"] == "forbidden"]
    assert {library for _, library in KNOWN} == {it for contract in forbidden for it in contract["forbidden_modules"]}
    for contract in forbidden:
        exceptions = {line.split()[0].split(".")[1] for line in contract.get("ignore_imports", ())}
        bound = {name.removeprefix("countycli.") for name in contract["source_modules"]}
        for library in contract["forbidden_modules"]:
            knowing = {package for package, known in KNOWN if known == library}
            assert not knowing & bound, library
            assert exceptions <= knowing, library
            if "countycli" in bound:
                assert knowing == exceptions, library


def test_the_drawing_has_every_package(contracts: list[dict[str, Any]]) -> None:
    drawing = (ROOT / "docs" / "assets" / "architecture.svg").read_text("utf-8")
    named = set(re.findall(r"\w+", " ".join(re.findall(r'class="name">([^<]*)<', drawing))))
    assert set(layers(contracts)) - named == {"__main__", "version"}  # entries of a process, which no figure passes


def test_what_the_page_names_is_there() -> None:
    for name in re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", PAGE):
        assert any((root / name).exists() for root in (ROOT, ROOT / "src" / "countycli")), name
    for part in re.findall(r"`index\.(\w+)`", PAGE):
        index = (ROOT / "src/countycli/index/ask/index.py").read_text("utf-8")
        assert f"self.{part} = " in index or f"def {part}(self)" in index, part
