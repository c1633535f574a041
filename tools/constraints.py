"""Print what is installed here of what the program, its build and its tests need, a version a line for pip:
`python tools/constraints.py > constraints.txt`. To be run where all tests have passed with the newest versions, on
the lowest Python that is supported: for others there may be newer ones.
"""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
HEAD = (
    "# Versions that all tests were passed with, written by tools/constraints.py, for `pip install -c constraints.txt`"
)


def needed() -> list[Requirement]:
    """What `pyproject.toml` names."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    named = (
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    )
    return [Requirement(text) for text in named]


def installed(wanted: list[Requirement]) -> dict[str, str]:
    """The versions here of packages, and of all that these need in turn, by name."""
    found: dict[str, str] = {}
    waiting = [(requirement, "") for requirement in wanted]
    while waiting:
        requirement, extra = waiting.pop()
        name = canonicalize_name(requirement.name)
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError as error:
            raise SystemExit(f"{name} is needed, and not installed here") from error
        known = name in found
        found[name] = package.version
        for part in requirement.extras if known else ("", *requirement.extras):
            waiting += [(Requirement(text), part) for text in package.requires or ()]
    return found


def main() -> None:
    print(HEAD, *(f"{name}=={version}" for name, version in sorted(installed(needed()).items())), sep="\n")


if __name__ == "__main__":
    main()
