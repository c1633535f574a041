"""Try what a release would hold: `python tools/release.py [--python PATH …] [--keep FOLDER]`.

Builds the source distribution and the wheel twice, in other folders, with another order of hashes, another time zone
and other rights of new files, and compares them byte for byte. Then installs each with pip into an empty environment of
each Python given, and asks about a county there. Exits with 1 where anything differs or fails.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
QUESTION = ("show", "龙泉", "gdp", "--json")
ANSWER = '"331181"'
# What may differ between two machines that build the same.
CIRCUMSTANCES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
)
RIGHTS = ("022", "077")  # umasks: which rights new files don't get


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", type=Path, default=[], help="an interpreter to install for")
    parser.add_argument("--keep", type=Path, help="where to put the distributions")
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = [copied(folder / str(number) / "source") for number in range(len(CIRCUMSTANCES))]
        first, second = (built(source, number) for number, source in enumerate(sources))
        sound = are_equal(first, second)
        for number, (python, distribution) in enumerate((python, file) for python in options.python for file in first):
            sound &= answers(python, distribution, folder / f"environment{number}")
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            for distribution in first:
                shutil.copy(distribution, options.keep)
    return 0 if sound else 1


def copied(folder: Path) -> Path:
    """A copy of the files that git knows."""
    for name in filter(None, run("git", "-C", str(ROOT), "ls-files", "-z").split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    return folder


def built(source: Path, number: int) -> list[Path]:
    """The distributions, by name."""
    folder = source.parent / "built"
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(source)]
    run("sh", "-c", f'umask {RIGHTS[number]}; exec "$@"', "sh", *command, **CIRCUMSTANCES[number])
    return sorted(folder.iterdir())


def are_equal(first: list[Path], second: list[Path]) -> bool:
    equal = True
    for one, other in zip(first, second, strict=True):
        hashes = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (one, other)]
        same = hashes[0] == hashes[1]
        equal &= same
        print(f"{one.name}: {hashes[0]}, {'the same twice' if same else f'and then {hashes[1]}'}")
    return equal


def answers(python: Path, distribution: Path, environment: Path) -> bool:
    """Whether a distribution can be installed for a Python, and answers there."""
    run(str(python), "-m", "venv", str(environment))
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    run(str(programs / "python"), "-m", "pip", "install", "-q", str(distribution))
    answer = run(str(programs / "countycli"), *QUESTION)
    version = run(str(programs / "python"), "--version").strip()
    print(f"{version}, {distribution.name}: {'answers' if ANSWER in answer else 'does not answer'}")
    return ANSWER in answer


def run(*command: str, **variables: str) -> str:
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("COUNTYCLI_", "PYTHONPATH"))}
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env={**environ, **variables}, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
