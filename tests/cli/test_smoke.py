from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Process, Program


def test_show_in_process(countycli: Program) -> None:
    result = countycli("show", "龙泉", "--json")
    assert result.code == 0
    assert result.json["county"]["code"] == "331181"


def test_show_as_process(process: Process) -> None:
    assert process("show", "龙泉").code == 0
