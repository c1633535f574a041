"""Files that can't be verified: each is told apart, with what to do."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import FROZEN, Program
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from seals import ASKED, ENDINGS, written

from countycli.errors import ExitCode
from countycli.fixity.canonical import digest
from countycli.fixity.readers import LARGEST
from countycli.fixity.seal import _packed

if TYPE_CHECKING:
    from collections.abc import Callable

ASK = Program(FROZEN)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes and rights are those of POSIX")


def refused(path: Path | str, code: int, *told: str) -> None:
    for arguments in ((), ("--json",)):
        result = ASK("verify", str(path), *arguments)
        assert (result.code, result.out) == (code, "")
        text = result.error["message"] + " " + (result.error["hint"] or "") if arguments else result.err
        for part in told:
            assert part in text


FOREIGN: dict[str, tuple[str, bytes]] = {
    "csv": ("x.csv", b"a,b\n1,2\n"),
    "json": ("x.json", b'{"a": 1}'),
    "list": ("x.json", b"[1, 2]"),
    "html": ("x.html", b"<!doctype html><p>5</p>"),
    "svg": ("x.svg", b"<svg></svg>"),
    "markdown": ("x.md", b"# Title\n\n| a |\n| - |\n| 1 |\n"),
    "empty": ("x.csv", b""),
    "another seal": ("x.json", b'{"fixity": {"schema": "countycli/fixity/9"}}'),
    "another format": ("x.json", b'{"fixity": {"schema": "countycli/fixity/1", "format": "xlsx"}}'),
    "half a comment": ("x.md", b'text <!-- countycli-fixity {"schema": -->'),
}


@pytest.mark.parametrize(("name", "content"), FOREIGN.values(), ids=FOREIGN)
def test_a_file_of_others_has_no_record(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    refused(path, ExitCode.NOT_FOUND, f"{path} carries no record of what was written", f"{name}.fixity beside it")


def test_a_workbook_of_others_has_no_record(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "x.xlsx"
    openpyxl.Workbook().save(path)
    refused(path, ExitCode.NOT_FOUND, "carries no record")


def test_rows_alone_without_the_file_beside_them_have_no_record(tmp_path: Path) -> None:
    path = written(ASK, tmp_path / "x.csv", *ASKED["rank"])
    path.rename(tmp_path / "y.csv")
    refused(tmp_path / "y.csv", ExitCode.NOT_FOUND, "y.csv carries no record", "y.csv.fixity beside it")
    refused(path, ExitCode.NOT_FOUND, "x.csv doesn't exist")
    refused(tmp_path / "x.csv.fixity", ExitCode.NOT_FOUND, "x.csv doesn't exist")


def test_the_name_of_the_seal_stands_for_the_file(tmp_path: Path) -> None:
    path = written(ASK, tmp_path / "x.csv", *ASKED["rank"])
    assert ASK("verify", f"{path}.fixity", "--json").json["state"] == "whole"


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    refused(tmp_path / "none.csv", ExitCode.NOT_FOUND, "none.csv doesn't exist", "a file that countycli wrote")
    refused(tmp_path, ExitCode.USAGE, f"{tmp_path} is a folder")
    refused("a\0b", ExitCode.FAILURE, "can't be read")
    (tmp_path / "broken").symlink_to("nowhere")
    refused(tmp_path / "broken", ExitCode.NOT_FOUND, "doesn't exist")
    (tmp_path / "circle").symlink_to("circle")
    refused(tmp_path / "circle", ExitCode.FAILURE, "links that lead in a circle")


@POSIX
def test_pipes_and_devices_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in (str(tmp_path / "pipe"), "/dev/zero"):
        refused(name, ExitCode.USAGE, f"{name} is no regular file")


@POSIX
def test_a_link_stands_for_its_file(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    path = written(ASK, tmp_path / "there" / "x.csv", *ASKED["rank"])
    (tmp_path / "link.csv").symlink_to(path)
    assert ASK("verify", str(tmp_path / "link.csv"), "--json").json["state"] == "whole"


def test_a_locked_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500)
    refused(path, ExitCode.FAILURE, "locked with a password, or an old workbook", "save it as .xlsx without a password")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST * 3)
    refused(path, ExitCode.FAILURE, "x.csv is larger than any answer: 192 MB")


def test_a_bomb_is_not_unfolded(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/_rels/workbook.xml.rels", b"0" * 200_000_000)
    refused(path, ExitCode.FAILURE, "is damaged or cut off: it unfolds to more than any answer")


def test_a_workbook_that_defines_entities_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    laughs = '<!DOCTYPE a [<!ENTITY a "ha">]><Relationships>&a;</Relationships>'
    for encoding in ("utf-8", "utf-16"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("xl/_rels/workbook.xml.rels", laughs.encode(encoding))
        refused(path, ExitCode.FAILURE, "it defines entities")


def test_text_that_is_none_of_its_format_is_told(tmp_path: Path) -> None:
    path = written(ASK, tmp_path / "x.jsonl", *ASKED["rank"])
    for content in ("{" * 9, '{"a": ' + "[" * 60 + "]" * 60 + "}", "[" * 100_000):
        path.write_text(content, "utf-8")
        refused(path, ExitCode.FAILURE, "x.jsonl is damaged or cut off")
    path = written(ASK, tmp_path / "x.csv", *ASKED["rank"])
    path.write_text('a,b\n"' + "x" * 200_000, "utf-8")
    refused(path, ExitCode.FAILURE, "x.csv is damaged or cut off: field larger than field limit")
    for binary in (b"\xff\xff\xff\xff", b"a\0b"):
        path.write_bytes(binary)
        refused(path, ExitCode.FAILURE, "x.csv is damaged or cut off: no text")


def test_a_seal_that_unfolds_to_too_much_tells_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from countycli.fixity import seal

    path = written(ASK, tmp_path / "x.csv", *ASKED["rank"])
    monkeypatch.setattr(seal, "LARGEST", 100)
    assert [note["kind"] for note in ASK("verify", str(path), "--json").json["notes"]] == ["seal"]


# Records that a seal may claim to hold. Each has the digest that the seal tells.
CLAIMED = {
    "a list": "[]",
    "a number": "1",
    "no JSON": "abc",
    "no text in a cell": '{"value": {"a": 1}}',
    "deep": "[" * 100_000,
    "a number of too many digits": '{"value": ' + "9" * 5000 + "}",
}


@pytest.mark.parametrize("line", CLAIMED.values(), ids=CLAIMED)
def test_a_seal_of_what_are_no_records_tells_nothing(line: str, tmp_path: Path) -> None:
    path = written(ASK, tmp_path / "x.csv", *ASKED["rank"])
    beside = tmp_path / "x.csv.fixity"
    forged = {"kept": _packed([line]), "sha256": digest([line])}
    beside.write_text(json.dumps({**json.loads(beside.read_text("utf-8")), **forged}), "utf-8")
    answer = ASK("verify", str(path), "--json").json
    assert (answer["state"], answer["rows"], [note["kind"] for note in answer["notes"]]) == ("changed", None, ["seal"])


def test_a_seal_of_too_many_records_tells_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from countycli.fixity import seal

    path = written(ASK, tmp_path / "x.csv", *ASKED["rank"])
    monkeypatch.setattr(seal, "_MOST_RECORDS", 0)
    assert [note["kind"] for note in ASK("verify", str(path), "--json").json["notes"]] == ["seal"]


def test_json_that_is_spoilt_is_told_from_json_of_others(tmp_path: Path) -> None:
    path = written(ASK, tmp_path / "x.json", *ASKED["rank"])
    path.write_text(path.read_text("utf-8").replace("null", "nul", 1), "utf-8")
    refused(path, ExitCode.FAILURE, "x.json is damaged or cut off: the JSON has an error")


@pytest.mark.parametrize("kind", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_workbook_that_is_compressed_unlike_workbooks_is_not_read(kind: int, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", kind) as archive:
        archive.writestr("xl/_rels/workbook.xml.rels", b"0" * 1000)
    content = bytearray(path.read_bytes())
    content[70:74] = b"\xff" * 4
    path.write_bytes(bytes(content))
    refused(path, ExitCode.FAILURE, "is damaged or cut off: no workbook is compressed so")


# Texts with very many beginnings of what never ends. To look for the end of each would take hours.
@pytest.mark.parametrize("begun", ["<!--", "<script ", '<script id="countycli-fixity">', "<!-- countycli-fixity "])
def test_what_is_begun_and_never_ended_takes_no_time(begun: str, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(begun * 200_000, "utf-8")
    refused(path, ExitCode.NOT_FOUND, "carries no record of what was written")
    written(ASK, path, *ASKED["rank"])
    path.write_text(f"{path.read_text('utf-8')}\n{begun * 200_000}", "utf-8")
    assert ASK("verify", str(path)).code == ExitCode.CHANGED


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_never_whole(ending: str, share: float, tmp_path: Path) -> None:
    path = written(ASK, tmp_path / f"x.{ending}", *ASKED["show"])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert ASK("verify", str(path)).code in (ExitCode.FAILURE, ExitCode.NOT_FOUND, ExitCode.CHANGED)


@given(data=st.data())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("ending", ENDINGS)
def test_whatever_happens_to_a_file_it_is_told(ending: str, data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / f"x.{ending}"
    if not path.exists():
        written(ASK, path, *ASKED["targets"])
        path.with_name("original").write_bytes(path.read_bytes())
    content = bytearray(path.with_name("original").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content) - 1))
        content[start : start + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=20))
    path.write_bytes(bytes(content))
    assert ASK("verify", str(path)).code in (
        ExitCode.OK,
        ExitCode.FAILURE,
        ExitCode.NOT_FOUND,
        ExitCode.CHANGED,
    )


def test_the_file_that_is_verified_is_not_written_over(tmp_path: Path) -> None:
    path = written(ASK, tmp_path / "x.json", *ASKED["rank"])
    content = path.read_bytes()
    assert ASK("verify", str(path), "-o", str(path)).code == ExitCode.USAGE
    assert path.read_bytes() == content


# In Python


def test_python_programs_verify_files_too(tmp_path: Path) -> None:
    import countycli
    from countycli.errors import NotFoundError

    path = written(Program(), tmp_path / "x.csv", "show", "龙泉", "gdp")
    with countycli.open(lang="en") as book:
        answer = book.verify(path)
        assert (answer.report.state, len(answer.rows), answer.report.today) == ("whole", 0, None)
        path.write_text(path.read_text("utf-8").replace("actual", "final", 1), "utf-8")
        answer = book.verify(path)
        assert (answer.report.state, answer.rows[0]["was"], answer.rows[0]["now"]) == ("changed", "actual", "final")
        assert answer.to_dict()["schema"] == "countycli/verify/1"
        (tmp_path / "y.csv").write_text("a,b\n", "utf-8")
        with pytest.raises(NotFoundError):
            book.verify(tmp_path / "y.csv")


# What a seal asks


COMMANDS = {
    "an export": "countycli data export -f csv -o book --force",
    "a text": "countycli help formats",
    "itself": "countycli verify x.csv",
    "another program": "rm -rf x",
    "an option of the shell": "countycli --install-completion bash",
    "nothing": "",
    "open quotes": "countycli show '龙泉",
    "help": "countycli show --help -o y.txt",
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_nothing_is_done_that_a_file_asks_for(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = resealed(tmp_path, lambda _: command)
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    result = ASK("verify", str(path), "--json")
    assert result.json["state"] == "whole"
    assert result.json["today"] is None or command.startswith("countycli show --help")
    assert sorted(tmp_path.iterdir()) == before


def test_files_that_a_seal_names_are_not_read(tmp_path: Path) -> None:
    path = resealed(tmp_path, lambda command: f"{command} --data /nowhere/x.toml --data=/nowhere/y.toml")
    answer = ASK("verify", str(path), "--json").json
    assert (answer["today"], answer["notes"]) == ([], [])


def test_what_cannot_be_asked_any_more_is_told(tmp_path: Path) -> None:
    path = resealed(tmp_path, lambda _: "countycli show 无此县 -o x.csv")
    answer = ASK("verify", str(path), "--json").json
    assert (answer["state"], answer["today"]) == ("whole", None)
    assert "无此县" in answer["notes"][0]["text"]
    assert "is not known" in ASK("verify", str(path)).out


def test_a_question_longer_than_any_is_not_asked(tmp_path: Path) -> None:
    path = resealed(tmp_path, lambda command: f"{command} {'x' * 20_000}")
    answer = ASK("verify", str(path), "--json").json
    assert (answer["state"], answer["today"]) == ("whole", None)
    assert "longer than any question" in answer["notes"][0]["text"]


def resealed(folder: Path, change: Callable[[str], str]) -> Path:
    path = written(ASK, folder / "x.csv", *ASKED["rank"])
    beside = folder / "x.csv.fixity"
    seal = json.loads(beside.read_text("utf-8"))
    beside.write_text(json.dumps({**seal, "command": change(seal["command"])}), "utf-8")
    return path


def test_the_limits_hold_the_largest_answers() -> None:
    assert LARGEST >= 64 * 1024**2
