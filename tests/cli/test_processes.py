from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, clean_environment

from countycli.cli.app import run as run_program
from countycli.cli.environment import Environment

if TYPE_CHECKING:
    from conftest import Process

PROGRAM = (sys.executable, "-m", "countycli")
ANSWERS = [
    ("show", "龙泉"),
    ("show", "龙泉", "--json"),
    ("rank", "-m", "gdp_growth", "-f", "csv"),
    ("metrics", "-f", "markdown"),
    ("data", "path"),
    ("--help",),
    ("show", "--help"),
    ("--version",),
    (),
]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there is no shell of POSIX")
EVERY_ANSWER = pytest.mark.parametrize("arguments", ANSWERS, ids=" ".join)


def run(arguments: tuple[str, ...], stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *arguments], stdout=stdout, stderr=subprocess.PIPE, env=clean_environment(), check=False, timeout=60
    )


def small_pipe(*command: str) -> subprocess.Popen[bytes]:
    """A process that waits for its reader, for its output is longer than the pipe holds."""
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment(),
        pipesize=4096,
    )


def in_shell(redirection: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["/bin/sh", "-c", f'"$@" {redirection}', "sh", *PROGRAM, *arguments],
        capture_output=True,
        env=clean_environment(),
        check=False,
        timeout=60,
    )


def test_an_answer_as_a_process(process: Process) -> None:
    result = process("show", "龙泉")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Longquan 龙泉市")


def test_an_error_as_a_process(process: Process) -> None:
    result = process("show", "nowhere")
    assert (result.code, result.out) == (3, "")
    assert "nowhere" in result.err


@POSIX
@EVERY_ANSWER
def test_a_reader_that_has_gone_is_no_error(arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = run(arguments, stdout=writer)
    finally:
        os.close(writer)
    assert done.returncode == 0
    assert all(line.startswith(b"countycli: ") for line in done.stderr.splitlines())  # notes, and no error
    assert b"written" not in done.stderr


@POSIX
def test_a_reader_that_goes_after_the_first_line_is_no_error() -> None:
    with small_pipe(*PROGRAM, "metrics", "--json") as program:
        assert program.stdout
        assert program.stderr
        assert program.stdout.readline() == b"{\n"
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(timeout=60) == 0


@POSIX
def test_head_gets_its_line() -> None:
    done = in_shell("| head -1", "show", "龙泉")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().split() == ["Longquan", "龙泉市"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@EVERY_ANSWER
def test_a_full_disk_is_explained(arguments: tuple[str, ...]) -> None:
    done = in_shell(">/dev/full", *arguments)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert done.stderr.startswith((b"countycli: ", b'{"error": {"kind": "output"'))


@POSIX
@EVERY_ANSWER
def test_a_closed_stdout_is_no_crash(arguments: tuple[str, ...]) -> None:
    assert b"Traceback" not in in_shell(">&-", *arguments).stderr


@POSIX
def test_a_closed_stderr_is_no_crash() -> None:
    done = in_shell("2>&-", "show", "longquan")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("Longquan 龙泉市")
    assert in_shell("2>&-", "show", "nowhere").returncode == 3


INTERRUPTIBLE = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT")
WITH_INTERRUPTS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # CI may ignore them
MAIN = "from countycli.__main__ import main; main()\n"


def pressed_at(module: str) -> str:
    """Code that presses Ctrl-C in the moment when the process begins to import a module."""
    return f"""
import os, sys
def press(event, details):
    if event == "import" and details[0] == {module!r}:
        os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(press)
"""


@INTERRUPTIBLE
def test_ctrl_c_ends_with_130_and_without_a_traceback() -> None:
    with small_pipe(sys.executable, "-c", WITH_INTERRUPTS + MAIN, "metrics", "--json") as program:
        assert program.stdout
        assert program.stdout.read(1) == b"{"
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=60)
        assert b"Traceback" not in errors
        assert program.returncode == 130


@INTERRUPTIBLE
@pytest.mark.parametrize(
    "module", ["countycli.cli.app", "countycli.cli.environment", "typer", "countycli.query.show", "sqlite3"]
)
def test_ctrl_c_at_the_start_ends_with_130_and_without_a_traceback(module: str) -> None:
    script = WITH_INTERRUPTS + pressed_at(module) + MAIN
    done = subprocess.run(
        [sys.executable, "-c", script, "show", "龙泉"], capture_output=True, env=clean_environment(), check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@INTERRUPTIBLE
def test_ctrl_c_where_python_raises_nothing_ends_the_process_too() -> None:
    """Exceptions in finalizers, and in callbacks of imports, are only told: the program would go on."""
    interrupts = "class Last:\n    def __del__(self): os.kill(os.getpid(), signal.SIGINT); sum(range(10000))\n"
    answers = "from countycli.cli import app\ndef run(*_): Last()\napp.run = run\n"
    script = WITH_INTERRUPTS + "import os\n" + interrupts + answers + MAIN
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, env=clean_environment(), check=False)
    assert (done.returncode, done.stderr) == (130, b"")


@INTERRUPTIBLE
def test_ctrl_c_at_the_end_is_silent_too() -> None:
    at_exit = "import atexit, os; atexit.register(lambda: os.kill(os.getpid(), signal.SIGINT))\n"
    done = subprocess.run(
        [sys.executable, "-c", WITH_INTERRUPTS + at_exit + MAIN],
        capture_output=True,
        env=clean_environment(),
        check=False,
    )
    assert (done.returncode, done.stderr) == (130, b"")
    assert done.stdout


@INTERRUPTIBLE
def test_a_process_that_ignores_ctrl_c_answers_on() -> None:
    """As `nohup` and shells have it for what runs in the background."""
    script = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n" + pressed_at("typer") + MAIN
    done = subprocess.run(
        [sys.executable, "-c", script, "--help"], capture_output=True, env=clean_environment(), check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


CODES = [*((arguments, 0) for arguments in ANSWERS), (("show", "nowhere"), 3), (("show", "lq"), 4)]


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1", "utf-16"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("arguments", "code"), CODES)
def test_no_encoding_of_the_streams_is_a_crash(
    arguments: tuple[str, ...], code: int, lang: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(BytesIO(), encoding))
    monkeypatch.setattr(sys, "stderr", TextIOWrapper(BytesIO(), encoding))
    monkeypatch.setenv("COUNTYCLI_LANG", lang)
    assert run_program(arguments, Environment.of_process()) == code


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1", "utf-16"])
@pytest.mark.parametrize(("arguments", "code"), [CODES[0], CODES[-1]])
def test_no_encoding_of_a_process_is_a_crash(
    arguments: tuple[str, ...], code: int, encoding: str, process: Process
) -> None:
    result = process(*arguments, encoding=encoding, PYTHONIOENCODING=encoding)
    assert result.code == code
    assert "Traceback" not in result.err


def test_gbk_holds_the_book(process: Process) -> None:
    gbk = process("show", "松阳", encoding="gbk", PYTHONIOENCODING="gbk", COUNTYCLI_LANG="zh")
    assert gbk.out == process("show", "松阳", COUNTYCLI_LANG="zh").out


@pytest.mark.parametrize("options", [("--json",), ("-f", "jsonl"), ("--json", "-o", "-")])
@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_json_says_the_same_in_any_encoding(options: tuple[str, ...], encoding: str, process: Process) -> None:
    def objects(text: str) -> list[object]:
        return [json.loads(line) for line in text.splitlines()] if "jsonl" in options else [json.loads(text)]

    narrow = process("show", "平阳", *options, encoding=encoding, PYTHONIOENCODING=encoding)
    assert objects(narrow.out) == objects(process("show", "平阳", *options).out)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_json_error_is_json_in_ascii(lang: str, process: Process) -> None:
    options = {"encoding": "ascii", "PYTHONIOENCODING": "ascii", "COUNTYCLI_LANG": lang}
    narrow = process("show", "lq", "--json", **options)
    assert narrow.error == process("show", "lq", "--json", COUNTYCLI_LANG=lang).error


def test_a_file_holds_everything_whatever_the_encoding_of_the_streams(process: Process, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    assert process("show", "平阳", "-o", str(path), encoding="ascii", PYTHONIOENCODING="ascii").code == 0
    assert json.loads(path.read_text("utf-8"))["county"]["name"] == "平阳县"


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.UTF-8"])
def test_chinese_is_spoken_where_the_locale_names_no_language(locale: str, process: Process) -> None:
    assert "地区生产总值" in process("show", "平阳", COUNTYCLI_LANG="", LC_ALL=locale).out


def test_versions_of_program_and_dataset(process: Process) -> None:
    quick = process("--version")
    program, data = quick.out.splitlines()
    assert (quick.code, quick.err) == (0, "")
    assert program.split()[0] == "countycli"
    assert data.split()[0] == "data"
    assert process("--version", "--lang", "en") == quick
    assert process("--lang", "zh", "--version") == quick
    assert f'"{data.split()[1]}"' in process("groups", "--json").out


def test_without_arguments_what_to_do_next_is_shown(process: Process) -> None:
    assert "To begin with:" in process().out
    assert process("data") == process("data", "--help")


def test_the_current_folder_is_not_searched(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "dataset.toml").write_text("broken", "utf-8")
    done = subprocess.run(
        [*PROGRAM, "data", "path"], capture_output=True, env=clean_environment(), check=False, cwd=tmp_path, timeout=60
    )
    assert done.stdout.decode() == f"{ROOT / 'data'}\n"
