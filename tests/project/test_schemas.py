"""The JSON Schema files in `docs/reference/schemas` describe what the program prints: all of it, and nothing else."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from books import OWN_FILE
from conftest import ROOT
from jsonschema import Draft202012Validator
from pages import CASES

from countycli.cli.commands import COMMANDS, DATA_COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Program

FOLDER = ROOT / "docs" / "reference" / "schemas"
FILES = sorted(FOLDER.glob("*.json"))
# Further answers, each with keys or kinds of values that those of the pages lack.
FURTHER = [
    ("show", "浙江"),
    ("show", "中国"),
    ("show", "330103", "--all"),
    ("show", "海曙", "--cite", "csl"),
    ("show", "龙泉", "-t", "industry", "-p", "2025"),
    ("rank", "gdp", "gdp_growth", "-p", "2023", "--in", "浙江", "--cite"),
    ("rank", "gdp", "-p", "2023", "-p", "2021", "--in", "浙江"),
    ("rank", "gdp", "population", "--latest", "--in", "丽水"),
    ("rank", "population", "--since", "2010", "--kind", "自治县"),
    ("rank", "urbanization_rate", "--since", "2010", "--in", "丽水"),
    ("rank", "gdp", "-p", "2023", "--in", "浙江", "--top", "3", "--mark", "龙泉", "--mark", "莲都", "--mark", "昆山"),
    ("rank", "gdp", "-p", "2023", "--in", "浙江", "--in", "江苏", "--kind", "市辖区"),
    ("rank", "gdp", "--in", "浙江+山区26县"),
    ("map", "population", "--in", "丽水", "--classes", "3"),
    ("map", "gdp", "--in", "丽水", "-p", "2023"),
    ("map", "population_density", "--in", "浙江"),
    ("compare", "龙泉", "--in", "丽水"),
    ("compare", "龙泉", "义乌", "-t", "population"),
    ("compare", "浙江", "江苏"),
    ("trend", "浙江", "-m", "gdp"),
    ("trend", "松阳", "gdp_growth"),
    ("trend", "鄞州", "gdp", "--to", "2023"),
    ("why", "莲都", "gdp"),
    ("why", "鄞州", "gdp"),
    ("why", "义乌", "gdp", "-p", "2024"),
    ("cite", "龙泉", "gdp_share_province"),
    ("cite", "2026-02-25-chinanews-longquan", "--style", "csl"),
    ("coverage", "--metric", "gdp", "--metric", "population", "--in", "丽水", "-p", "2023"),
    ("coverage", "义乌", "-m", "gdp"),
    ("counties", "龙泉"),
    ("metrics", "urbanization_rate"),
    ("groups", "--in", "丽水"),
    ("sources", "--in", "丽水"),
    ("sources", "2024-12-21-zhejiang-eight-counties"),
    ("initiatives", "招商", "--year", "2025"),
    ("targets", "--in", "丽水", "--year", "2025"),
    ("targets", "龙泉", "金门"),
    ("search", "龙泉"),
    ("search", "山区"),
    ("search", "人均"),
    ("data", "info"),
    ("data", "path"),
    ("data", "check"),
    ("data", "draft", str(ROOT / "tests" / "drafting" / "corpus" / "made-communique-a.txt")),
    ("data", "draft", str(ROOT / "tests" / "drafting" / "corpus" / "made-communique-a.txt"), "--county", "龙泉"),
    ("data", "draft", str(ROOT / "tests" / "drafting" / "corpus" / "made-communique-a.txt"), "--against"),
    ("data", "import", str(ROOT / "tests" / "drafting" / "sheet.csv")),
    ("data", "import", str(ROOT / "tests" / "drafting" / "sheet.csv"), "--against"),
]
AS = {"import": "draft"}  # commands that answer as another does
ANSWERS = [*CASES.values(), *FURTHER]
WRONG = [
    ("show", "龙全"),
    ("show", "鼓楼"),
    ("show", "lq"),
    ("rank",),
    ("rank", "GDP增张率"),
    ("show", "龙泉", "--cite", "x"),
    ("cite", "no-such-document"),
    ("sources", "no-such-document"),
    ("data", "check", "/nowhere"),
    ("show", "龙泉", "-o", "/nowhere/x.json"),
]


@cache
def validator(name: str) -> Draft202012Validator:
    """Of a file, read strictly: an object has no keys but those that are described."""
    return Draft202012Validator(strict(json.loads((FOLDER / f"{name}.json").read_text("utf-8"))))


def strict(schema: Any) -> Any:
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {} if schema.get("type") not in ("object", ["object", "null"]) else {"additionalProperties": False}
    return {**closed, **{key: strict(value) for key, value in schema.items()}}


def told(name: str, data: object) -> list[str]:
    """What is wrong with data, with the place of each fault."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(data)]


def of_lines(program: Program, *arguments: str) -> Iterator[str]:
    word = next(word for word in arguments if word != "data")
    name = AS.get(word, word)
    out = program(*arguments, "-f", "jsonl").out
    for line in out.splitlines()[:200]:
        yield from told(f"{name}-1-line", json.loads(line))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_a_schema(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_key_is_described(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    bare = [key for key, part in described(schema) if not part.get("description") and "$ref" not in part]
    assert bare == []


def described(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """All keys of objects with their schemas."""
    if isinstance(schema, list):
        for part in schema:
            yield from described(part)
    elif isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for part in schema.values():
            yield from described(part)


def test_every_command_has_its_files() -> None:
    commands = {
        AS.get(name, name) for name, row in (COMMANDS | DATA_COMMANDS).items() if not row.text and not row.commands
    }
    expected = {f"{name}-1" for name in commands} | {f"{name}-1-line" for name in commands} | {"error-1", "fixity-1"}
    assert {path.stem for path in FILES} == expected


@pytest.mark.no_cover
@pytest.mark.parametrize("arguments", ANSWERS, ids=" ".join)
def test_an_answer_is_what_its_file_describes(arguments: tuple[str, ...], countycli: Program) -> None:
    answer = countycli(*arguments, "--json")
    assert answer.code == 0
    data = answer.json
    program, command, version = data["schema"].split("/")
    assert program == "countycli"
    assert told(f"{command}-{version}", data) == []


@pytest.mark.no_cover
@pytest.mark.parametrize("arguments", [case for case in ANSWERS if "--cite" not in case], ids=" ".join)
def test_a_line_is_what_its_file_describes(arguments: tuple[str, ...], countycli: Program) -> None:
    assert list(of_lines(countycli, *arguments)) == []


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_an_error_is_what_its_file_describes(arguments: tuple[str, ...], countycli: Program) -> None:
    answer = countycli(*arguments, "--json")
    assert answer.code
    assert told("error-1", json.loads(answer.err.splitlines()[-1])) == []


def test_own_data_and_faulty_files_are_described(countycli: Program, tmp_path: Path) -> None:
    home = tmp_path / "countycli"
    home.mkdir()
    (home / "own.toml").write_text(OWN_FILE, encoding="utf-8")
    (home / "faulty.toml").write_text("[document]\n", encoding="utf-8")
    answer = countycli("show", "龙泉", "gdp", "--json", XDG_DATA_HOME=str(tmp_path))
    assert answer.json["data"].keys() >= {"own", "book_as_of", "left_out"}
    assert told("show-1", answer.json) == []
    assert told("check-1", countycli("data", "check", str(home), "--json").json) == []


def test_an_export_is_described(countycli: Program, tmp_path: Path) -> None:
    answer = countycli("data", "export", "-o", str(tmp_path / "x"), "--format", "csv", "--in", "丽水", "--json")
    assert told("export-1", answer.json) == []
    for row in answer.json["rows"]:
        assert told("export-1-line", row) == []


def test_written_files_and_what_verifies_them_are_described(countycli: Program, tmp_path: Path) -> None:
    for name in ("x.json", "x.csv", "x.xlsx"):
        countycli("rank", "gdp", "-p", "2023", "--in", "丽水", "-o", str(tmp_path / name))
    written = json.loads((tmp_path / "x.json").read_text("utf-8"))
    assert "fixity" in written
    assert told("rank-1", written) == []
    assert told("fixity-1", json.loads((tmp_path / "x.csv.fixity").read_text("utf-8"))) == []
    text = (tmp_path / "x.csv").read_text("utf-8")
    (tmp_path / "x.csv").write_text(text.replace("183.53", "183.35").replace("庆元县", ""), encoding="utf-8")
    for name in ("x.json", "x.csv", "x.xlsx"):
        assert told("verify-1", countycli("verify", str(tmp_path / name), "--json").json) == []
    lines = countycli("verify", str(tmp_path / "x.csv"), "-f", "jsonl").out.splitlines()
    assert [fault for line in lines for fault in told("verify-1-line", json.loads(line))] == []
    assert len(lines) >= 2


def test_what_is_imported_is_described(countycli: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("县区,2023年GDP（亿元）,第三列\n龙泉市,183.53,x\n某地,1,\n", encoding="utf-8")
    answer = countycli("data", "import", str(sheet), "--json")
    assert answer.json["observations"]
    assert answer.json["left"]
    assert told("draft-1", answer.json) == []
    assert list(of_lines(countycli, "data", "import", str(sheet))) == []


def test_help_names_the_folder(countycli: Program) -> None:
    told = countycli("help", "formats", "--width", "2000").out
    assert f"They lie in {FOLDER}." in told
    assert "`show-1.json`" in told


def test_what_is_not_described_is_found(countycli: Program) -> None:
    data = countycli("show", "龙泉", "gdp", "--json").json
    assert told("show-1", {**data, "more": 1})
    assert told("show-1", {key: value for key, value in data.items() if key != "notes"})
    figure = data["observations"][0]
    for changed in ({"value": "7"}, {"status": "guess"}, {"period": "2024Q1"}, {"more": 1}, {"unit": None}):
        assert told("show-1", {**data, "observations": [{**figure, **changed}]}), changed
