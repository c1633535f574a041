"""The line on a terminal while work takes long."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

import pytest
from books import small_dataset
from conftest import Pipe, Terminal

from countycli.cli import spinner
from countycli.cli.app import run
from countycli.cli.environment import Environment
from countycli.cli.progress import ANSWERING, CHECKING, COMPILING, EXPORTING
from countycli.cli.session import Session
from countycli.cli.spinner import Spinner
from countycli.index import store
from countycli.render.words import Words
from countycli.render.wrap import cell_width

CLEARED = "\r\033[K"
ON_TERMINALS = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
# The program on a small dataset that is not the bundled one.
PROGRAM = """import sys
from pathlib import Path
from countycli.__main__ import main
from countycli.index import store
root = Path(sys.argv.pop())
store.dataset_root = lambda: root
main()"""


class Watched(Terminal):
    """A terminal that notices when something is written to it for the second time."""

    def __init__(self) -> None:
        super().__init__()
        self.moved = Event()

    def write(self, text: str) -> int:
        if self.getvalue():
            self.moved.set()
        return super().write(text)


class Ascii(Watched):
    encoding = "ascii"


@pytest.fixture
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return small_dataset(tmp_path)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything takes long, and the sign moves as fast as it can."""
    monkeypatch.setattr(spinner, "_PATIENCE", 0)
    monkeypatch.setattr(spinner, "_STEP", 0)


def lines(terminal: Watched, **variables: str) -> list[str]:
    """The states of the line, on a terminal whose reader waits until the line has moved."""
    shown = Spinner(Words(variables.pop("lang", "en")), Environment(Pipe(), terminal, variables))
    shown.tell(COMPILING, 0.25)
    with shown.shown():
        assert terminal.moved.wait(60)
    first, *states, last = terminal.getvalue().split(CLEARED)
    assert (first, last) == ("", "")  # nothing stays on the screen
    return states


@pytest.mark.usefixtures("impatient")
def test_a_line_moves_and_is_gone_at_the_end() -> None:
    one, two, *_ = lines(Watched())
    text = "25% Compiling the data, once for this state of the files"
    assert (one, two) == (f"countycli: ⠋ {text}", f"countycli: ⠙ {text}")


@pytest.mark.usefixtures("impatient")
def test_a_line_never_goes_over_the_end_of_the_terminal() -> None:
    for lang in ("zh", "en"):
        for columns in (20, 37, 45):
            states = lines(Watched(), lang=lang, COLUMNS=str(columns))
            assert {cell_width(state) for state in states} <= {columns - 1, columns - 2}
            assert all(" 25% " in state for state in states)


@pytest.mark.usefixtures("impatient")
def test_a_line_in_ascii() -> None:
    assert lines(Ascii())[0] == "countycli: | 25% Compiling the data, once for this state of the files"
    assert lines(Ascii(), lang="zh")[0] == "countycli: | 25%"


@pytest.mark.usefixtures("impatient")
def test_what_is_written_meanwhile_stands_on_a_line_of_its_own() -> None:
    terminal = Watched()
    shown = Spinner(Words("en"), Environment(Pipe(), terminal, {}))
    with shown.shown():
        assert terminal.moved.wait(60)
        with shown.aside():
            before = terminal.getvalue()
            terminal.write("told\n")
            assert terminal.getvalue() == before + "told\n"
    assert before.endswith(CLEARED)
    assert terminal.getvalue().partition("told\n")[2].endswith(("", CLEARED))


@pytest.fixture
def worked_on(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float | None]]:
    """What the line is told of the work that goes on."""
    told: list[tuple[str, float | None]] = []
    monkeypatch.setattr(Session, "works_on", lambda _, work, share=None: told.append((work, share)))
    return told


@pytest.mark.parametrize(
    ("arguments", "work"), [(["show", "龙泉"], COMPILING), (["data", "check"], CHECKING)], ids=["compilation", "check"]
)
def test_it_is_told_how_far_the_work_has_come(
    arguments: list[str], work: str, dataset: Path, worked_on: list[tuple[str, float | None]]
) -> None:
    quiet(arguments, Terminal(), dataset)
    shares = [share for told, share in worked_on if told == work and share is not None]
    assert shares == sorted(shares)
    assert 0 <= shares[0] < 0.3
    assert 0.9 <= shares[-1] <= 1
    assert len([share for share in shares if 0.6 < share < 1]) > 5  # not in jumps


def test_an_export_is_told_after_the_compilation(
    dataset: Path, tmp_path: Path, worked_on: list[tuple[str, float | None]]
) -> None:
    quiet(["data", "export", "-f", "csv", "-o", str(tmp_path / "tables")], Terminal(), dataset)
    assert list(dict.fromkeys(work for work, _ in worked_on)) == [COMPILING, ANSWERING, EXPORTING]


def quiet(arguments: list[str], terminal: Terminal | Pipe, dataset: Path, **variables: str) -> str:
    """What stderr gets of a run that compiles the dataset, with folders of the test."""
    folders = {name: os.environ[name] for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "dataset_root", lambda: dataset)
        assert run(arguments, Environment(Pipe(), terminal, {"COUNTYCLI_LANG": "en", **folders, **variables})) == 0
    return terminal.getvalue()


@pytest.mark.usefixtures("impatient")
def test_nothing_is_shown_off_a_terminal_or_on_one_that_cant_take_it_back(dataset: Path) -> None:
    assert quiet(["show", "龙泉"], Pipe(), dataset) == ""
    assert quiet(["show", "龙泉"], Terminal(), dataset, TERM="dumb") == ""


def test_nothing_is_shown_of_what_is_quick(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spinner, "_PATIENCE", 60)
    assert quiet(["show", "龙泉"], Terminal(), dataset) == ""


@contextmanager
def another_process_compiles(cache: Path) -> Iterator[None]:
    """As long as the block runs, the program waits for its turn to compile."""
    cache.mkdir(parents=True, mode=0o700)
    with closing(sqlite3.connect(cache / "lock", isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


@ON_TERMINALS
def test_a_person_who_waits_is_told_and_left_with_the_answer(tmp_path: Path) -> None:
    from terminals import Screen

    data, folder = small_dataset(tmp_path), tmp_path / "cache"
    with another_process_compiles(folder / "countycli"):
        command = (sys.executable, "-c", PROGRAM, "show", "龙泉", str(data))
        screen = Screen(*command, XDG_CACHE_HOME=str(folder), HOME=str(tmp_path))
        screen.until(f"(^|{re.escape(CLEARED)})countycli: another process compiles the data; waiting for it …\n")
        screen.until("waiting.*Working on the answer")
    result = screen.finish()
    assert result.code == 0
    assert "龙泉市" in screen.seen.rpartition(CLEARED)[2]


@ON_TERMINALS
def test_the_answer_alone_is_in_a_pipe(tmp_path: Path) -> None:
    """The line goes to the terminal, the answer to where it was sent."""
    from terminals import Screen

    data, folder = small_dataset(tmp_path), tmp_path / "cache"
    target = tmp_path / "answer.json"
    with another_process_compiles(folder / "countycli"):
        command = ("/bin/sh", "-c", f'"$@" > "{target}"', "sh", sys.executable, "-c", PROGRAM)
        screen = Screen(*command, "show", "龙泉", "--json", str(data), XDG_CACHE_HOME=str(folder), HOME=str(tmp_path))
        screen.until("waiting.*Working on the answer")
    assert screen.finish().code == 0
    assert screen.seen.endswith(CLEARED)
    assert target.read_text("utf-8").startswith("{\n")
