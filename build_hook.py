"""Build hook: compiles the message catalogues, writes manual pages and, for a wheel, compiles the dataset's index."""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's parameter is its own configuration class
    """An editable install gets the catalogues only: its index is compiled from the TOML whenever that has changed."""

    _folder: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        catalogues = sorted((root / "src" / "countycli" / "locale").glob("*/LC_MESSAGES/*.po"))
        for path in catalogues:
            compile_catalogue(path)
        build_data["artifacts"] += [f"/{path.with_suffix('.mo').relative_to(root)}" for path in catalogues]
        if version == "editable":
            return
        sys.path[:0] = [str(root / "src"), str(root / "tools")]
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        pages = write_manual(folder / "man")
        if self.target_name == "wheel":
            build_data["shared_data"] |= {str(page): f"share/{page.relative_to(folder)}" for page in pages}
            for path in compile_index(root, folder):
                build_data["force_include"][str(path)] = f"countycli/{path.name}"
        else:
            build_data["force_include"] |= {str(page): str(page.relative_to(folder)) for page in pages}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  # hatchling's signature
        if self._folder:
            self._folder.cleanup()


def compile_catalogue(path: Path) -> None:
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parts[-3])
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)


def write_manual(folder: Path) -> list[Path]:
    from manual import write_pages  # `tools/manual.py`

    return write_pages(folder)


def compile_index(root: Path, folder: Path) -> list[Path]:
    """The index, a stamp with its version and extent, which `--version` reads alone, and the key of its content, which
    names the indexes that hold a reader's own figures too.

    Raises the dataset's own error, which names the first fault, if a rule is broken.
    """
    from countycli.index.ask.index import open_file
    from countycli.index.fingerprint import fingerprint
    from countycli.index.make.write import compile_folder
    from countycli.version import stamp_of

    index, stamp, key = folder / "book.sqlite", folder / "book.stamp", folder / "book.key"
    compile_folder(root / "data", index)
    with closing(open_file(index)) as compiled:
        stamp.write_text(stamp_of(compiled), encoding="utf-8")
    key.write_text(fingerprint(root / "data"), encoding="ascii")
    return [index, stamp, key]
