"""Tell whether the floor of test coverage in `pyproject.toml` is one: `python tools/coverage_floor.py TOTAL`.

TOTAL is the coverage that was measured, in per cent. A floor, `fail_under`, that is lower than in a commit before is an
error. One that lies more than a point below what is measured should be raised, so that what tests have gained is kept.
"""

from __future__ import annotations

import re
import subprocess
import sys
from math import floor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_FLOOR = re.compile(r"^fail_under = ([0-9.]+)", re.MULTILINE)


def floors_before(root: Path) -> list[float]:
    """Every floor that a commit has set; none where there is no history."""
    command = ["git", "log", "-p", "--no-color", "-G", "^fail_under", "--", "pyproject.toml"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return [float(number) for number in re.findall(r"^\+fail_under = ([0-9.]+)", done.stdout, re.MULTILINE)]


def error(now: float, before: list[float]) -> str | None:
    """What is wrong with a floor; None where nothing is."""
    if before and now < max(before):
        return f"the floor of coverage was {max(before)} and is {now}: it is never lowered"
    return None


def advice(measured: float, now: float) -> str | None:
    """To what a floor should be raised; None where it is high enough."""
    if measured - now <= 1:
        return None
    return f"coverage is {measured}: raise fail_under in pyproject.toml to {floor(measured * 2) / 2}"


def main() -> int:
    found = _FLOOR.search((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert found
    now = float(found[1])
    wrong = error(now, floors_before(ROOT))
    print(*filter(None, (wrong, advice(float(sys.argv[1]), now))), sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
