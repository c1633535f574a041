"""The bounds of dependencies say what was tried, and what lies outside is told."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest
from conftest import ROOT, clean_environment

from countycli.cli import click

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PRETENDING = """import sys, typer
typer.__version__ = sys.argv.pop(1)
from countycli.__main__ import main
main()"""


def run(version: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PRETENDING, version, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**clean_environment(), **variables},
        check=False,
    )


def test_the_bounds_that_are_checked_are_those_of_the_package() -> None:
    assert f"typer>={click.LOWEST},<{click.TOO_HIGH}" in PROJECT["dependencies"]


@pytest.mark.parametrize("version", ["0.26.0", "0.26.8", "0.28.3", "0.28.0rc1"])
def test_versions_that_fit(version: str) -> None:
    assert click.fits(version)


@pytest.mark.parametrize("version", ["0.25.1", "0.29.0", "0.29.2", "0.30", "1.0.0", "1"])
def test_versions_that_do_not_fit(version: str) -> None:
    assert not click.fits(version)


def test_a_typer_that_does_not_fit_is_said() -> None:
    done = run("0.29.2", "show", "龙泉")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "countycli: countycli needs typer>=0.26,<0.29, and finds typer 0.29.2\n"
        'Hint: `pip install "typer>=0.26,<0.29"` installs it\n'
    )
    assert "需要" in run("0.25.1", "show", "龙泉", COUNTYCLI_LANG="zh").stderr
    assert run("0.29.2", "show", "龙泉", "--json").stderr.startswith('{"error": {"kind": "failure"')


def test_the_version_is_told_beside_a_typer_that_does_not_fit() -> None:
    assert run("0.29.2", "--version").returncode == 0
