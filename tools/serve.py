r"""The command line as a service: it reads command lines and writes what each of them answers.

    printf '["show", "龙泉", "--json"]\n' | python tools/serve.py

Each line of stdin is a JSON list of arguments. The answer is a line with the exit code and the lengths of what went to
stdout and stderr in bytes, and then these. A process for each of thousands of command lines would take minutes.
"""

from __future__ import annotations

import json
import sys
from io import StringIO

from countycli.cli.app import run
from countycli.cli.environment import Environment


def answer(arguments: list[str]) -> bytes:
    out, err = StringIO(), StringIO()
    code = run(arguments, Environment(out, err, {"COUNTYCLI_LANG": "en"}))
    texts = [stream.getvalue().encode() for stream in (out, err)]
    return f"{int(code)} {len(texts[0])} {len(texts[1])}\n".encode() + b"".join(texts)


def main() -> None:
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(answer(json.loads(line)))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
