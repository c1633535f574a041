"""A reader's own table with a fault of each kind: all are told with file and line, and nothing in it is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import OWN_DOCUMENT
from conftest import Program, Result

# Each line of the table that has a fault, with the fault's code behind the mark.
TABLE = """
[[tables]]
period = "2020"
columns = [
    "gdp",
    "no_such_metric", #! D202
    { metric = "exports", unit = "万元" },
]
rows = [
    ["331181", 201.5, 1, 24.8],
    ["331126", 90.5, 1], #! D104
    ["331125", "about 60", 1, 12.5], #! D104
    ["331124", 90.5, 1, 12.5, 7], #! D104
    ["331181", 201.5, 1, 24.8], #! D301
    ["330113", 700.5, 1, 24.8], #! D503
    ["331199", 700.5, 1, 24.8], #! D201
    ["331123", { value = 7.5, doubtful = true }, 1, 24.8], #! D407
    ["331122", { value = 7.5, doubtful = "yes", note = "x" }, 1, 24.8], #! D104
    ["331121", { value = 7.5, doubtful = 1, note = "x" }, 1, 24.8], #! D104
]
"""
TEXT = OWN_DOCUMENT + TABLE
FAULTS = [(number, line.split("#! ")[1]) for number, line in enumerate(TEXT.splitlines(), 1) if "#! " in line]
SOUND = OWN_DOCUMENT + '\n[[observations]]\ncounty = "331181"\nperiod = "2020"\nfixed_investment_growth = 12.5\n'
LANGUAGES = pytest.mark.parametrize("lang", ["en", "zh"])


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.toml"
    path.write_text(TEXT, "utf-8")
    return path


@LANGUAGES
def test_check_tells_each_with_file_and_line(frozen: Program, bad: Path, lang: str) -> None:
    result = frozen("data", "check", str(bad), lang=lang)
    assert result.code == 5
    told = [line.split(" ")[:2] for line in result.out.splitlines() if line.startswith(str(bad))]
    assert told == [[f"{bad}:{line}:", code] for line, code in FAULTS]


def test_json_has_each_too(frozen: Program, bad: Path) -> None:
    rows = frozen("data", "check", str(bad), "--json").json["rows"]
    assert [(row["line"], row["code"]) for row in rows] == FAULTS


@LANGUAGES
def test_an_answer_with_such_a_file_stops(frozen: Program, bad: Path, lang: str) -> None:
    result = frozen("show", "331181", "--data", str(bad), lang=lang)
    assert (result.code, result.out) == (5, "")
    assert f"{bad}:{FAULTS[0][0]}: {FAULTS[0][1]}" in result.err


@LANGUAGES
def test_in_the_users_folder_the_file_alone_is_left_out(frozen: Program, bad: Path, tmp_path: Path, lang: str) -> None:
    folder = tmp_path / "home" / "countycli"
    folder.mkdir(parents=True)
    bad.rename(folder / "bad.toml")
    (folder / "sound.toml").write_text(SOUND, "utf-8")

    def ask(*options: str) -> Result:
        return frozen("show", "331181", *options, "--json", lang=lang, XDG_DATA_HOME=str(tmp_path / "home"))

    answer = ask()
    assert answer.code == 0
    own = [figure["metric"] for figure in answer.json["observations"] if figure["source"].startswith("own/")]
    assert own == ["fixed_investment_growth"]
    (left_out,) = answer.json["data"]["left_out"]
    assert (left_out["path"], left_out["line"], left_out["faults"]) == (
        str(folder / "bad.toml"),
        FAULTS[0][0],
        len(FAULTS),
    )
    assert str(folder / "bad.toml") in answer.err
    assert ask("--strict").code == 5
