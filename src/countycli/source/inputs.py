"""Files that are read as data are never written over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from countycli.errors import UsageError
from countycli.phrases import Phrase
from countycli.source.folders import data_folder, toml_files
from countycli.source.own import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def own_places(named: Iterable[str], variables: Mapping[str, str]) -> list[Path]:
    """The files and folders in which the reader's own data lie, whether they are read this time or not."""
    listed = filter(None, variables.get(VARIABLE, "").split(os.pathsep))
    folder = data_folder(variables)
    return [*(Path(os.path.expanduser(name)) for name in (*named, *listed)), *([folder] if folder else ())]  # noqa: PTH111  # `~nobody` is no error here


def refuse_input(output: str, places: Iterable[Path], dataset: Path) -> None:
    """Raises UsageError where `output` is one of the files among `places`, an old or new TOML file in one of the
    folders among `places`, or a file of the `dataset`.
    """
    places = [*places, dataset]
    if _is_among(output, places) or _would_be_read(output, places) or _lies_in(output, dataset):
        raise UsageError(
            Phrase("{path} is read as data, and never written over", path=output),
            Phrase("choose another place with `--output`"),
        )


def _is_among(output: str, places: list[Path]) -> bool:
    """Whether `output`, by whatever name, leads to a file that is read."""
    try:
        target = os.stat(output)  # noqa: PTH116  # the name comes from a person and may be ""
    except (OSError, ValueError):
        return False
    return any(os.path.samestat(target, state) for state in _states(places))


def _states(places: list[Path]) -> Iterable[os.stat_result]:
    for file in toml_files(place for place in places if os.path.exists(place)):  # noqa: PTH110  # False where access is denied
        try:
            yield file.stat()
        except OSError:
            continue


def _would_be_read(output: str, places: list[Path]) -> bool:
    return output.lower().endswith(".toml") and any(_below(output, place) for place in places if os.path.isdir(place))  # noqa: PTH112  # likewise


def _lies_in(output: str, folder: Path) -> bool:
    return os.path.isfile(output) and _below(output, folder)  # noqa: PTH113  # likewise


def _below(output: str, folder: Path) -> bool:
    try:
        return Path(os.path.realpath(folder)) in Path(os.path.realpath(output)).parents
    except (OSError, ValueError):
        return False
