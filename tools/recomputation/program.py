"""The program, asked through its command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple

SERVICE = Path(__file__).resolve().parents[1] / "serve.py"
_AHEAD = 8  # answers that wait for each process, at most

CommandLine = tuple[str, ...]


class Answer(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Numbers with their digits."""
        return json.loads(self.out, parse_float=Decimal)


Ask = Callable[[Iterable[CommandLine]], Iterator[Answer]]


@contextmanager
def running(processes: int) -> Iterator[Ask]:
    """Processes that answer in turn; the answers come in the order of the command lines."""
    with ExitStack() as stack:
        workers = [
            (stack.enter_context(ThreadPoolExecutor(1)), stack.enter_context(_service())) for _ in range(processes)
        ]
        yield partial(_ask, workers)


@contextmanager
def _service() -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, str(SERVICE)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def _ask(
    workers: list[tuple[ThreadPoolExecutor, subprocess.Popen[bytes]]], lines: Iterable[CommandLine]
) -> Iterator[Answer]:
    waiting: deque[Future[Answer]] = deque()
    for number, line in enumerate(lines):
        executor, process = workers[number % len(workers)]
        waiting.append(executor.submit(_answer, process, line))
        if len(waiting) > _AHEAD * len(workers):
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _answer(process: subprocess.Popen[bytes], line: CommandLine) -> Answer:
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps([*line, "--no-user-data"]).encode() + b"\n")
    process.stdin.flush()
    code, *lengths = map(int, process.stdout.readline().split())
    out, err = (_text(process.stdout, length) for length in lengths)
    return Answer(code, out, err)


def _text(stream: IO[bytes], length: int) -> str:
    return stream.read(length).decode()
