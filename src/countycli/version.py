"""The versions of program and dataset and the extent of the book, found without loading the rest of the program."""

from __future__ import annotations

import os

from countycli import __version__

TYPE_CHECKING = False  # type checkers know the name; importing `typing` for it would take longer than all the rest
if TYPE_CHECKING:
    from collections.abc import Mapping

    from countycli.index.ask.index import Index

_STAMP = os.path.join(os.path.dirname(__file__), "book.stamp")  # noqa: PTH118, PTH120  # pathlib takes longer than all the rest


def version_lines(variables: Mapping[str, str]) -> str:
    """What `--version` prints. `variables` are the environment, which tells where the cache is."""
    return f"countycli {__version__}\ndata {_data_version(variables)}"


def extent_of_book(variables: Mapping[str, str]) -> tuple[int, int, str]:
    """The numbers of the book's documents and figures, and the date of its newest document."""
    stamp = _stamp()
    if stamp is None:
        index = _compiled(variables)
        stamp = stamp_of(index)
        index.close()
    _, documents, figures, newest = stamp.splitlines()
    return int(documents), int(figures), newest


def stamp_of(index: Index) -> str:
    """The stamp that the build leaves beside the index: version, documents, figures, newest document, a line each."""
    info = index.info()
    return f"{info.version}\n{info.documents}\n{index.counts()['observations']}\n{info.as_of}\n"


def _data_version(variables: Mapping[str, str]) -> str:
    stamp = _stamp()
    if stamp is not None:
        return stamp.splitlines()[0]
    index = _compiled(variables)
    version = index.info().version
    index.close()
    return version


def _stamp() -> str | None:
    """The stamp; None in a checkout, which has none."""
    try:
        with open(_STAMP, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _compiled(variables: Mapping[str, str]) -> Index:
    from countycli.index.store import open_index

    return open_index(variables=variables)
