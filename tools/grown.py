"""Run the tests in a copy of the tree whose book has grown: `python tools/grown.py [ARGUMENTS OF PYTEST]`.

Whoever adds a document touches no test but the table of counts. Here the invented documents in `tests/grown/` are added
to a copy of the tree; in it nothing may fail but the tests in `EXPECTED`. They do fail, or the program says so too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
# Tests that demand something for a new document: its counts.
EXPECTED = {"tests/data/test_documents.py::test_every_document_is_counted"}

_FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+?)(?:\[.*)?(?: - .*)?$", re.MULTILINE)


def copy_tree(target: Path) -> None:
    """Everything that is, or may come, under version control."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    for name in filter(None, names):
        if (ROOT / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)


def add_documents(tree: Path) -> None:
    for path in (tree / "tests" / "grown").glob("*.toml"):
        shutil.copy(path, tree / "data" / "documents")


def failures(tree: Path, arguments: list[str]) -> set[str]:
    """The tests that fail in a tree, each once whatever its cases; also those that can't be run."""
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "XDG_CACHE_HOME": str(tree / ".cache")}
    subprocess.run([sys.executable, "tools/catalogue.py"], cwd=tree, env=environment, check=True, capture_output=True)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    print(done.stdout[-20000:], done.stderr[-2000:], sep="\n")
    if done.returncode not in (0, 1):
        sys.exit(done.returncode)
    return set(_FAILED.findall(done.stdout))


def main() -> int:
    with TemporaryDirectory() as folder:
        tree = Path(folder) / "countycli"
        copy_tree(tree)
        add_documents(tree)
        found = failures(tree, sys.argv[1:] or ["-n", "2", "--dist", "loadfile"])
    for name in sorted(found ^ EXPECTED):
        print(f"{name} {'fails' if name in found else 'passes'} where documents are added")
    return 1 if found ^ EXPECTED else 0


if __name__ == "__main__":
    sys.exit(main())
