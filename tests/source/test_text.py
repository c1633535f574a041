"""Files as editors on Windows save them."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from books import OWN_DOCUMENT, observed
from conftest import Program

SOUND = OWN_DOCUMENT + observed("331181", "2025", gdp=203.5)
FAULTY = SOUND.replace("gdp =", "gpd =")
LINE = 10  # of the fault


def checked(countycli: Program, folder: Path, files: list[bytes]) -> list[list[tuple[int, str]]]:
    """Line and code of what is told of each file, all checked in one go."""
    for number, content in enumerate(files):
        (folder / f"{number:03}.toml").write_bytes(content)
    found: list[list[tuple[int, str]]] = [[] for _ in files]
    for row in countycli("data", "check", str(folder), "--json").json["rows"]:
        assert row["code"] != "D101" or "save it" in row["hint"]
        found[int(Path(row["path"]).stem)].append((row["line"], row["code"]))
    return found


def test_a_mark_and_line_ends_of_windows_are_no_fault_and_hide_none(countycli: Program, tmp_path: Path) -> None:
    no_toml = SOUND.replace("203.5", "203.5亿元")
    texts = [(SOUND, []), (FAULTY, [(LINE, "D202")]), (no_toml, [(LINE, "D104")])]
    expected = [faults for _, faults in texts for _ in range(4)]
    files = [
        mark + text.replace("\n", ends).encode()
        for text, _ in texts
        for mark in (b"", codecs.BOM_UTF8)
        for ends in ("\n", "\r\n")
    ]
    assert checked(countycli, tmp_path, files) == expected


def test_other_encodings_are_told_and_read_on(countycli: Program, tmp_path: Path) -> None:
    marked = [(encoding, 1) for encoding in ("utf-16", "utf-32", "utf-16-le", "utf-16-be")]
    encodings = [*marked, ("gbk", 2), ("gb18030", 2)]
    files = [text.encode(encoding) for encoding, _ in encodings for text in (SOUND, FAULTY)]
    files += [codecs.BOM_UTF16_BE + text.encode("utf-16-be") for text in (SOUND, FAULTY)]
    files += [text.replace("\n", "\r").encode() for text in (SOUND, FAULTY)]
    lines = [*(line for _, line in encodings), 1, 1]
    expected = [found for line in lines for found in ([(line, "D101")], [(line, "D101"), (LINE, "D202")])]
    assert checked(countycli, tmp_path, files) == expected


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04\x14\x00\xff\xfe", "workbook"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08", "workbook"),
        ("龙".encode()[:2], "ends within a character"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Excel"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", "PDF"),
        (b"\xff\xfe\x00\xd8", "UTF-8"),
        (b"\x80\x81\xff", "UTF-8"),
    ],
)
def test_what_is_no_text_is_told(countycli: Program, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    rows = countycli("data", "check", str(path), "--json").json["rows"]
    assert (rows[0]["line"], rows[0]["code"]) == (1, "D101")
    assert words in rows[0]["message"]


def test_of_a_file_cut_within_a_character_the_rest_is_read(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(f"{FAULTY}# 龙".encode()[:-1])
    rows = countycli("data", "check", str(path), "--json").json["rows"]
    assert [(row["line"], row["code"]) for row in rows] == [(LINE, "D202"), (FAULTY.count("\n") + 1, "D101")]
    assert "ends within" in rows[1]["message"]


def test_lines_are_told_of_a_file_that_changes_while_it_is_checked(tmp_path: Path) -> None:
    from countycli.source.sheet import Sheet

    path = tmp_path / "mine.toml"
    path.write_text(FAULTY, encoding="utf-8")
    sheet = Sheet(path)
    path.write_text("[document]\n= = =\n[[[", encoding="utf-8")
    assert sheet.line_of(("observations", 0, "gpd")) == 1
    other = Sheet(path)
    path.unlink()
    assert other.line_of(("document", "title")) == 1
