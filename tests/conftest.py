"""Fixtures: the program run in this process or as its own, on the real dataset."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache as cached
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import TIMEOUT_MAX
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pytest
from hypothesis import is_hypothesis_test, settings

from countycli.cli import spinner
from countycli.cli.app import run as run_program
from countycli.cli.environment import Environment
from countycli.index import cache, fingerprint, store
from countycli.index.ask.index import Index

if TYPE_CHECKING:
    from types import ModuleType

    from wheels import Installed

# No deadlines: how busy the machine is, is not what is tested. The same examples each time where CI decides.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

ROOT = Path(__file__).resolve().parents[1]
DATA_TESTS = ROOT / "tests" / "data"
FROZEN = ROOT / "tests" / "book"  # a small book that doesn't grow; its README tells what it is for


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the data, and properties that are tried on many examples, run the same lines thousands of times: they
    count for no coverage, which would take as long as the tests themselves. Others of the kind carry the mark.
    """
    for item in items:
        if item.path.is_relative_to(DATA_TESTS) or is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.no_cover)


class Result(NamedTuple):
    """What one run gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The error object of a run with `--json`: the last line on stderr."""
        return json.loads(self.err.splitlines()[-1])["error"]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Pipe(io.StringIO):
    encoding = "utf-8"


class Program:
    """countycli in this process: quick, and errors of the program itself come through as exceptions. It answers from
    the real book, or from the dataset in another folder.
    """

    def __init__(self, dataset: Path | None = None) -> None:
        self._dataset = dataset

    def __call__(
        self, *arguments: str, lang: str = "en", tty: bool = False, columns: int | None = None, **variables: str
    ) -> Result:
        out = Terminal() if tty else Pipe()
        err = Pipe()
        folders = {name: os.environ[name] for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME")}
        environ = {"COUNTYCLI_LANG": lang, **folders, **variables}
        if columns is not None:
            environ["COLUMNS"] = str(columns)
        with pytest.MonkeyPatch.context() as patch:
            if self._dataset is not None:
                patch.setattr(store, "dataset_root", lambda: self._dataset)
            code = run_program(arguments, Environment(out, err, environ))
        return Result(int(code), out.getvalue(), err.getvalue())


class Process:
    """countycli as a process of its own, through the interpreter that runs the tests."""

    def __call__(self, *arguments: str, encoding: str = "utf-8", **variables: str) -> Result:
        environ = {**clean_environment(), **variables}
        done = subprocess.run(
            [sys.executable, "-m", "countycli", *arguments], capture_output=True, env=environ, check=False, timeout=120
        )
        return Result(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))


class Shell(Protocol):
    """What completes lines that are typed."""

    def __call__(self, **variables: str) -> Result: ...


def clean_environment() -> dict[str, str]:
    """This environment without what changes the program's output; UTF-8 streams and English unless said otherwise."""
    steering = ("COUNTYCLI_", "LC_", "LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING", "GITHUB_ACTIONS")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(steering)}
    return {**kept, "PYTHONUTF8": "1", "COUNTYCLI_LANG": "en"}


def tool_named(name: str) -> ModuleType:
    """A script in `tools/`, as a module."""
    spec = spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell that asks for completions, answered in this process: what Typer is asked stands in the variables."""

    def ask(**variables: str) -> Result:
        with monkeypatch.context() as patch:
            for name, value in {"COUNTYCLI_LANG": "en", **variables}.items():
                patch.setenv(name, value)
            capsys.readouterr()
            try:
                code = run_program([], Environment(sys.stdout, sys.stderr, os.environ))
            except SystemExit as left:  # Typer's way out
                code = int(left.code or 0)
            written = capsys.readouterr()
        return Result(code, written.out, written.err)

    return ask


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run share."""
    run = tmp_path_factory.getbasetemp()
    return run.parent if "PYTEST_XDIST_WORKER" in os.environ else run


@pytest.fixture(scope="session", autouse=True)
def _folders(shared: Path) -> Iterator[None]:
    """Nothing of the user's is read or changed. The real book is compiled before any test sees what a command tells,
    and stays however many others are compiled; these go on in silence, however busy the machine is.
    """
    spinner._PATIENCE = TIMEOUT_MAX
    cache._MOST = 10_000
    os.environ["XDG_CACHE_HOME"] = str(shared / "cache")
    os.environ["XDG_DATA_HOME"] = str(shared / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fingerprint, "fingerprint", _remembering_steady(fingerprint.fingerprint))
        store.open_index().close()
        yield


def _remembering_steady(taken: Callable[[Path], str]) -> Callable[[Path], str]:
    """Fingerprints, taken once of the real and the frozen dataset, which no test changes: each answer of this process
    would read hundreds of files for the fingerprint.
    """
    of_steady = cached(taken)
    steady = {store.dataset_root(), FROZEN}
    return lambda root: of_steady(root) if root in steady else taken(root)


@pytest.fixture(scope="session")
def countycli() -> Program:
    return Program()


@pytest.fixture(scope="session")
def frozen() -> Program:
    """The program on the frozen book: its answers change only with the program."""
    return Program(FROZEN)


@pytest.fixture(scope="session")
def process() -> Process:
    return Process()


@pytest.fixture(scope="session")
def installed(shared: Path) -> Installed:
    """The package as users have it; one worker builds it, others wait for that."""
    from wheels import install_once

    return install_once(shared / "installed")


@pytest.fixture(scope="session")
def index() -> Iterator[Index]:
    """The real book."""
    book = store.open_index()
    yield book
    book.close()


def synthetic_dataset(folder: Path, *arguments: str) -> Path:
    """A dataset of random figures in `folder`, as the benchmarks use them."""
    script = [sys.executable, str(ROOT / "benchmarks" / "synthetic.py"), str(folder), *arguments]
    subprocess.run(script, env=clean_environment(), check=True, capture_output=True, timeout=120)
    return folder
