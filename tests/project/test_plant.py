"""The tool that plants faults: what it plants is noticed where a test can notice it, and everything else is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import tomli
from conftest import ROOT, Result, clean_environment

TABLE = ROOT / "tools" / "faults.toml"
SMALL = """
[[faults]]
file = "render/fit.py"
was = "key=lambda column: (drops[column], column))"
now = "key=lambda column: (drops[column], -column))"
tests = ["render/test_fit.py"]

[[faults]]
file = "render/fit.py"
was = "GAP = 2  # blank cells between columns"
now = "GAP = 2  # blank cells"
tests = ["render/test_fit.py"]

[[faults]]
file = "render/fit.py"
was = "no line of the program"
now = ""
tests = ["render/test_fit.py"]

[[faults]]
file = "render/wrap.py"
was = "Lines of at most"
now = "Lines of"
tests = ["render/test_wrap.py"]
"""


def planting(*arguments: str) -> Result:
    script = [sys.executable, str(ROOT / "tools" / "plant.py"), *arguments]
    done = subprocess.run(script, capture_output=True, env=clean_environment(), check=False, timeout=300)
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def test_a_fault_is_noticed_and_what_is_none_lives_on(tmp_path: Path) -> None:
    """Of the files that were asked for, by a word of their path."""
    table = tmp_path / "faults.toml"
    table.write_text(SMALL, encoding="utf-8")
    result = planting("--table", str(table), "fit")
    noticed, lives, stale, summary = result.out.splitlines()
    assert noticed.split()[:3] == ["noticed", "1", "render/fit.py:"]
    assert "tests/render/test_fit.py::" in noticed
    assert lives.split()[:3] == ["LIVES", "2", "render/fit.py:"]
    assert stale.split()[:3] == ["STALE", "3", "render/fit.py:"]
    assert summary == "noticed: 1; LIVES: 1; STALE: 1"
    assert result.code == 1


def test_entries_name_tests_that_there_are() -> None:
    entries = tomli.loads(TABLE.read_text(encoding="utf-8"))["faults"]
    for entry in entries:
        assert entry["was"] != entry["now"]
        assert entry["tests"]
        assert [test for test in entry["tests"] if not (ROOT / "tests" / test).exists()] == []
    assert len(entries) > 150
