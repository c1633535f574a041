"""countycli as users have it, for tests of what is installed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from conftest import ROOT, clean_environment

BUILT_FROM = (
    "src",
    "data",
    "docs",
    "tests",
    "tools",
    "build_hook.py",
    "pyproject.toml",
    "LICENSE",
    "CITATION.cff",
    "constraints.txt",
)
NOTHING: Mapping[str, str] = {}
LOADED = "loaded: "  # begins the line on stderr that lists the modules
DUMP = f"import atexit, sys\natexit.register(lambda: print('{LOADED}', *sys.modules, file=sys.stderr))\n"


class Installed(NamedTuple):
    """countycli as users have it: a wheel in an environment of its own, far from the checkout."""

    python: Path
    package: Path
    wheel: Path
    sdist: Path
    folder: Path

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "countycli", *arguments)

    def run(self, *arguments: str, variables: Mapping[str, str] = NOTHING) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.python, *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**outside_environment(), **variables},
            cwd=self.folder,
            check=False,
            timeout=120,
        )

    def modules(self, code: str, *arguments: str, variables: Mapping[str, str] = NOTHING) -> set[str]:
        """What a program has loaded when it ends."""
        done = self.run("-c", DUMP + code, *arguments, variables=variables)
        dumped = [line for line in done.stderr.splitlines() if line.startswith(LOADED)]
        assert dumped, done
        return set(dumped[0].removeprefix(LOADED).split())

    def modules_of_answer(self, *arguments: str, variables: Mapping[str, str] = NOTHING) -> set[str]:
        return self.modules("from countycli.__main__ import main\nmain()", *arguments, variables=variables)


def outside_environment() -> dict[str, str]:
    variables = clean_environment()
    return {key: value for key, value in variables.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}


def install_once(folder: Path) -> Installed:
    """Install below a folder, unless another process has; one that is at it is waited for."""
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / "lock", timeout=300, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        if not (folder / "elsewhere").exists():
            install(folder)
    return found_in(folder)


def install(folder: Path) -> None:
    """Build a wheel from a copy of the checkout and put it into an environment of its own below a folder."""
    checkout = folder / "checkout"
    checkout.mkdir()
    for name in (*BUILT_FROM, *(path.name for path in ROOT.glob("*.md"))):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        else:
            shutil.copy(ROOT / name, checkout / name)
    built = folder / "built"
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(built), str(checkout)])
    shutil.rmtree(checkout)
    venv.create(folder / "environment", symlinks=sys.platform != "win32")
    shutil.unpack_archive(next(built.glob("*.whl")), site_of(folder), "zip")
    (site_of(folder) / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    (folder / "elsewhere").mkdir()


def found_in(folder: Path) -> Installed:
    (wheel,), (sdist,) = (folder / "built").glob("*.whl"), (folder / "built").glob("*.tar.gz")
    python = path_of("scripts", folder) / "python"
    return Installed(python, site_of(folder) / "countycli", wheel, sdist, folder / "elsewhere")


def site_of(folder: Path) -> Path:
    return path_of("purelib", folder)


def path_of(kind: str, folder: Path) -> Path:
    """Where the environment below a folder has its scripts or packages, which differs between systems."""
    base = str(folder / "environment")
    return Path(sysconfig.get_path(kind, "venv", vars={"base": base, "platbase": base}))


def run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, env=outside_environment(), check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
