"""Print the lowest versions that `pyproject.toml` allows of what the program needs, a requirement a line for pip."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)>=(?P<lowest>[0-9.]+)")


def lowest(requirement: str) -> str:
    found = _REQUIREMENT.match(requirement)
    if found is None:
        raise ValueError(f"{requirement} names no lowest version")
    return f"{found['name']}=={found['lowest']}.*"


def main() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        dependencies = tomllib.load(file)["project"]["dependencies"]
    print(*map(lowest, dependencies), sep="\n")


if __name__ == "__main__":
    main()
