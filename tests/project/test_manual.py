"""The manual pages that the build makes."""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, Program, tool_named

from countycli import __version__
from countycli.cli.commands import COMMANDS, DATA_COMMANDS
from countycli.cli.topics import TOPICS

if TYPE_CHECKING:
    from pathlib import Path

    from wheels import Installed

LINES = [name for name in COMMANDS if name != "data"] + [f"data {name}" for name in DATA_COMMANDS]


@pytest.fixture(scope="module")
def manual() -> Any:
    return tool_named("manual")


@pytest.fixture(scope="module")
def pages(manual: Any) -> dict[str, str]:
    return dict(manual.pages())


def page_of(line: str) -> str:
    return f"man1/countycli-{line.replace(' ', '-')}.1"


def words_in(roff: str) -> list[str]:
    """What a page says, word by word, without how it is set."""
    text = re.sub(r"^\.(TH|SH|TP|P).*$", "", roff, flags=re.MULTILINE)
    for sign, character in ((r"\&", ""), (r"\-", "-"), (r"\(aq", "'"), (r"\(ti", "~"), (r"\(ha", "^"), (r"\e", "\\")):
        text = text.replace(sign, character)
    return re.sub(r"\\f[BR]", "", text).split()


def test_there_is_a_page_for_the_program_each_command_and_each_topic(pages: dict[str, str]) -> None:
    wanted = {"man1/countycli.1", *map(page_of, LINES), *(f"man7/countycli-{name}.7" for name in TOPICS)}
    assert set(pages) == wanted


@pytest.mark.parametrize("line", LINES)
def test_the_page_of_a_command_says_what_its_help_says(line: str, pages: dict[str, str], countycli: Program) -> None:
    told = words_in(pages[page_of(line)])
    said = countycli(*line.split(), "--help", COUNTYCLI_WIDTH="1000").out.replace("`", "").split()
    heads = ("Usage:", "Examples:", "Arguments:", "Options:", "Output:")
    # What a page is about stands in its first line without the stop at the end.
    assert [word for word in said if word not in told and word.rstrip(".") not in told and word not in heads] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_the_page_of_a_topic_says_what_help_says(topic: str, pages: dict[str, str], countycli: Program) -> None:
    told = words_in(pages[f"man7/countycli-{topic}.7"])
    said = countycli("help", topic, "--width", "1000", HOME="/h").out.replace("`", "").split()
    assert [word for word in said if word not in told and "/" not in word] == []  # but for folders


def test_folders_are_those_of_any_reader(pages: dict[str, str]) -> None:
    told = words_in(pages["man7/countycli-files.7"])
    assert {"~/.local/share/countycli,", "~/.cache/countycli,", "~/Library/Caches/countycli"} <= set(told)
    assert str(ROOT) not in "".join(pages.values())


def test_pages_are_made_the_same_each_time(manual: Any, pages: dict[str, str], tmp_path: Path) -> None:
    manual.write_pages(tmp_path)
    assert {path.relative_to(tmp_path).as_posix(): path.read_text("utf-8") for path in tmp_path.rglob("*.?")} == pages
    assert all(f'"countycli {__version__}"' in text.partition("\n")[0] for text in pages.values())


def test_no_line_is_taken_for_a_request(pages: dict[str, str]) -> None:
    requests = re.compile(r"\.(TH|SH|TP|P)( |$)")
    lines = [line for text in pages.values() for line in text.splitlines()]
    assert [line for line in lines if line.startswith((".", "'")) and not requests.match(line)] == []
    assert "" not in lines


@pytest.mark.parametrize(
    "check",
    [("groff", "-k", "-man", "-Tutf8", "-ww", "-z"), ("mandoc", "-Tlint", "-Wwarning")],
    ids=lambda check: check[0],
)
def test_pages_are_set_without_a_warning(check: tuple[str, ...], manual: Any, tmp_path: Path) -> None:
    if not shutil.which(check[0]):
        pytest.skip(f"there is no {check[0]}")
    for page in manual.write_pages(tmp_path):
        done = subprocess.run([*check, str(page)], capture_output=True, text=True, check=False)
        assert done.stdout + done.stderr == "", page.name


def test_pages_and_completions_are_installed_where_man_and_shells_look(
    pages: dict[str, str], installed: Installed
) -> None:
    folder = f"countycli-{__version__}.data/data/share"
    with zipfile.ZipFile(installed.wheel) as wheel:
        held = {name: wheel.read(name).decode() for name in wheel.namelist() if name.startswith(folder)}
    assert {name: text for name, text in held.items() if "/man/" in name} == {
        f"{folder}/man/{name}": text for name, text in pages.items()
    }
    completions = (
        "bash-completion/completions/countycli",
        "zsh/site-functions/_countycli",
        "fish/vendor_completions.d/countycli.fish",
    )
    assert {f"{folder}/{name}" for name in completions} == {name for name in held if "/man/" not in name}
    with tarfile.open(installed.sdist) as archive:
        assert {f"man/{name}" for name in pages} <= {name.partition("/")[2] for name in archive.getnames()}
