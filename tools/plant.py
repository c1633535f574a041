"""Plant faults in the program, one at a time, and tell which of them no test notices.

    python tools/plant.py                        every fault of tools/faults.toml: an hour and more
    python tools/plant.py query/rank names/      those in files whose path holds one of the words
    python tools/plant.py --list                 what would be planted, and which entries are stale
    python tools/plant.py --table mine.toml      faults of another table

A fault is what a careless colleague might write: a comparison turned round, a condition dropped, an order reversed. An
entry names a file, what `was` written there, what is written `now`, and the tests that should notice: those of the
module, which take seconds, not all. Nothing is changed on disk: a process of its own imports the faulty text. An entry
whose text is not found exactly once is stale: the code has changed, and the entry has to follow or to go. An entry with
a `reason` is known to live on.

The exit code is 1 where a fault lives on without a reason.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import tomli

from countycli.index.fingerprint import COMPILERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "countycli"
TABLE = ROOT / "tools" / "faults.toml"
# What decides how the book is compiled; a fault anywhere else leaves the compiled book as it is.
COMPILING = (*(f"{folder}/" for folder in COMPILERS), "index/schema", "phrases", "record")
_MOST_SECONDS = 900  # a fault that makes the program run on is noticed too
_NOTICED, _LIVES, _KNOWN, _STALE = "noticed", "LIVES", "lives, as known", "STALE"


class Planted(NamedTuple):
    """A fault of the table; `number` is its place there."""

    number: int
    file: str
    was: str
    now: str
    tests: tuple[str, ...]
    reason: str | None

    @property
    def module(self) -> str:
        parts = Path(self.file).with_suffix("").parts
        return ".".join(("countycli", *(part for part in parts if part != "__init__")))

    @property
    def path(self) -> Path:
        return PACKAGE / self.file

    def text(self) -> str | None:
        """The file with the fault; None where the entry is stale."""
        sound = self.path.read_text(encoding="utf-8") if self.path.exists() else ""
        return sound.replace(self.was, self.now) if sound.count(self.was) == 1 else None

    def __str__(self) -> str:
        return f"{self.number:3} {self.file}: {' '.join(self.now.split())[:60] or 'nothing'}"


def faults(table: Path) -> list[Planted]:
    entries = tomli.loads(table.read_text(encoding="utf-8"))["faults"]
    return [
        Planted(number, entry["file"], entry["was"], entry["now"], tuple(entry["tests"]), entry.get("reason"))
        for number, entry in enumerate(entries, 1)
    ]


# In the process of a fault


class _Loader(SourceFileLoader):
    """Loads one module from a text instead of its file."""

    def __init__(self, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self._text = text

    def get_data(self, path: str) -> bytes:
        if path != self.path:  # bytecode of the sound module
            raise OSError(path)
        return self._text.encode()

    def set_data(self, *_: object, **__: object) -> None:
        """No bytecode of the faulty module is kept."""


class _Finder(MetaPathFinder):
    def __init__(self, fault: Planted, text: str) -> None:
        self._fault = fault
        self._text = text

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname != self._fault.module:
            return None
        place = str(self._fault.path)
        return spec_from_file_location(fullname, place, loader=_Loader(fullname, place, self._text))


class _Plugin:
    """Gives the tests the compiled book, where the fault has no part in that; and tells which test failed first."""

    def __init__(self, book: Path | None) -> None:
        self._book = book
        self.noticed: str | None = None

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        if self._book:
            factory: pytest.TempPathFactory = session.config._tmp_path_factory  # type: ignore[attr-defined]  # noqa: SLF001  pytest hands it to fixtures only
            folder = factory.getbasetemp() / "cache" / self._book.parent.name
            folder.mkdir(parents=True)
            for path in self._book.parent.glob(f"{self._book.stem}.*"):  # the index and its seal
                shutil.copy2(path, folder)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.noticed is None:
            self.noticed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and self.noticed is None:
            self.noticed = report.nodeid


def run_tests(fault: Planted, book: Path, answer: Path) -> None:
    """Run the tests of one fault. The `answer` names the test that noticed, and is empty where none did."""
    text = fault.text()
    assert text is not None  # stale ones are not planted
    sys.meta_path.insert(0, _Finder(fault, text))
    for name in [module for module in sys.modules if module.partition(".")[0] == "countycli"]:
        del sys.modules[name]  # loaded by this tool, and perhaps the one with the fault
    plugin = _Plugin(None if fault.file.startswith(COMPILING) else book)
    tests = [str(ROOT / "tests" / test) for test in fault.tests]
    code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--rootdir", str(ROOT), *tests], plugins=[plugin])
    assert code != pytest.ExitCode.NO_TESTS_COLLECTED
    answer.write_text(plugin.noticed or ("the tests can't begin" if code else ""), encoding="utf-8")


# In the process that plants them


def noticed_by(fault: Planted, table: Path, book: str, answer: Path) -> str | None:
    """The test that notices a fault; None where none does."""
    answer.unlink(missing_ok=True)
    given = {"--table": table, "--one": fault.number, "--book": book, "--answer": answer}
    line = [sys.executable, __file__, *(str(word) for option in given.items() for word in option)]
    # Options that stand in the environment, such as those of coverage, would decide how the tests end.
    variables = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    try:
        done = subprocess.run(line, capture_output=True, timeout=_MOST_SECONDS, check=False, cwd=ROOT, env=variables)
    except subprocess.TimeoutExpired:
        return "it runs on"
    if not answer.exists():
        sys.exit(f"{fault}\n{done.stdout.decode()}{done.stderr.decode()}")
    return answer.read_text(encoding="utf-8") or None


def outcomes(chosen: Iterable[Planted], table: Path) -> Iterator[tuple[Planted, str, str]]:
    """Of each fault what became of it, and the test that noticed it or why none can."""
    book = _compiled()
    with tempfile.TemporaryDirectory() as folder:
        for fault in chosen:
            if fault.text() is None:
                yield fault, _STALE, ""
                continue
            test = noticed_by(fault, table, book, Path(folder) / "answer")
            yield fault, _NOTICED if test else _KNOWN if fault.reason else _LIVES, test or fault.reason or ""


def _compiled() -> str:
    """The compiled book in the user's cache, made if it isn't there."""
    code = "from countycli.index import store; store.open_index().close(); print(store.index_path())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout.strip()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="plant only in files whose path holds one of these")
    parser.add_argument("--list", action="store_true", help="plant nothing")
    parser.add_argument("--table", type=Path, default=TABLE, help="plant the faults of this file")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--book", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--answer", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    known = faults(given.table)
    if given.one:
        run_tests(known[given.one - 1], given.book, given.answer)
        return 0
    chosen = [fault for fault in known if not given.words or any(word in fault.file for word in given.words)]
    if given.list:
        for fault in chosen:
            print(f"{fault}{'' if fault.text() else f'  ({_STALE})'}")
        return 0
    counts: Counter[str] = Counter()
    for fault, state, told in outcomes(chosen, given.table.absolute()):
        counts[state] += 1
        print(f"{state:8} {fault}  {told}", flush=True)
    print("; ".join(f"{state}: {count}" for state, count in counts.items()))
    return 1 if counts[_LIVES] else 0


if __name__ == "__main__":
    sys.exit(main())
