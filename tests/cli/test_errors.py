from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from books import OWN_FILE

from countycli.drafting.reading.unreadable import UnreadableError
from countycli.errors import CountyError
from countycli.index import store
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from conftest import Program

# Arguments, and what the message must name.
USAGE = {
    "unknown command": (("shwo",), ("shwo", "`show`")),
    "unknown command unlike any": (("zzzz",), ("zzzz", "compare")),
    "unknown data command": (("data", "chek"), ("chek", "`check`")),
    "unknown option": (("show", "龙泉", "--formt", "csv"), ("--formt", "`--format`")),
    "unknown option unlike any": (("show", "龙泉", "--zzzz"), ("--zzzz", "--help")),
    "unknown root option": (("--verison",), ("--verison", "`--version`")),
    "missing argument": (("show",), ("COUNTY", "show --help")),
    "missing second argument": (("why", "平阳"), ("METRIC", "why --help")),
    "missing option": (("rank",), ("--metric", "rank --help")),
    "option without value": (("rank", "--metric"), ("--metric", "rank --help")),
    "flag with value": (("show", "龙泉", "--json=yes"), ("--json", "show --help")),
    "extra argument": (("why", "龙泉", "gdp", "平阳"), ("平阳",)),
    "extra argument of data": (("data", "info", "x"), ("x",)),
    "narrow width": (("show", "龙泉", "--width", "19"), ("19", "20")),
    "width in words": (("show", "龙泉", "--width", "wide"), ("wide",)),
    "negative width": (("show", "龙泉", "--width=-80"), ("-80",)),
    "top of none": (("rank", "-m", "gdp", "--top", "0"), ("0", "--top")),
    "top in words": (("rank", "-m", "gdp", "--top", "all"), ("all", "--top")),
    "year in words": (("targets", "--year", "this"), ("this", "--year")),
    "year too early": (("initiatives", "--year", "25"), ("25", "--year")),
    "period": (("rank", "-m", "gdp", "--period", "lately"), ("lately", "2024Q1-Q3")),
    "month": (("why", "平阳", "gdp", "--period", "2024-13"), ("2024-13",)),
    "format": (("show", "龙泉", "--format", "xml"), ("xml", "jsonl")),
    "colour": (("show", "龙泉", "--color", "blue"), ("blue", "never")),
    "language": (("show", "龙泉", "--lang", "fr"), ("fr", "zh")),
    "latest and period": (("rank", "-m", "gdp", "--latest", "--period", "2024"), ("--latest", "--period")),
    "comparison of one": (("compare", "义乌"), ("show",)),
    "county and scope": (("targets", "松阳", "--in", "浙江"), ("--in",)),
    "category": (("initiatives", "--category", "nothing"), ("nothing", "Investment promotion")),
    "search without words": (("search", ","), ()),
    "no name": (("show", ""), ("COUNTY", "empty")),
    "blank scope": (("rank", "-m", "gdp", "--in", " "), ("--in", "empty")),
    "blank period": (("why", "平阳", "gdp", "-p", ""), ("--period", "empty")),
    "a date as period": (("why", "平阳", "gdp", "-p", "2024-09-12"), ("2024-09-12",)),
    "comparison with itself": (("compare", "义乌", "义乌市"), ("show",)),
}
NOT_FOUND = {
    "place": (("show", "朝阳门"), ("朝阳门",)),
    "place in a path": (("show", "杭州龙泉"), ("杭州龙泉",)),
    "one of several places": (("compare", "义乌", "nowhere"), ("nowhere",)),
    "metric": (("rank", "-m", "happiness"), ("happiness", "countycli metrics")),
    "metric to explain": (("metrics", "happiness"), ("happiness",)),
    "group": (("groups", "nogroup"), ("nogroup", "shanqu26")),
    "scope": (("rank", "-m", "gdp", "--in", "nowhere"), ("nowhere",)),
    "scope that is a county": (("rank", "-m", "gdp", "--in", "龙泉"), ("龙泉市", "--in 331100", "countycli groups")),
    "source": (("sources", "2020-01-01-nothing"), ("2020-01-01-nothing", "countycli sources")),
    "initiative": (("initiatives", "nosuchthing"), ("countycli initiatives",)),
    "target of a place": (("targets", "金门县"), ("金门县",)),
    "target of a year": (("targets", "--year", "1999"), ()),
    "hit": (("search", "nosuchthing"), ("nosuchthing",)),
    "county": (("counties", "nosuchthing"), ("nosuchthing",)),
    "figures to rank": (("rank", "-m", "strategy_years"), ("strategy_years",)),
    "indicator of a part": (("rank", "-m", "enterprise_output"), ("countycli metrics enterprise_output",)),
    "figures of a period": (("rank", "-m", "gdp_growth", "-p", "2001"), ("2001", "2025")),
    "figure": (("why", "金门县", "gdp"), ("金门县",)),
    "figure of a divided county": (("why", "330104", "gdp"), ("江干区", "countycli show 330104")),
    "figure of a period": (("why", "平阳", "gdp", "-p", "1999"), ("1999", "2023")),
    "common figures": (("compare", "义乌", "金门"), ("义乌市", "金门县")),
    "file": (("data", "check", "nowhere.toml"), ("nowhere.toml",)),
}
AMBIGUOUS = {
    "initials": (("show", "lq"), ("331004", "路桥区", "Taizhou 台州市, Zhejiang 浙江省", "331181", "龙泉市")),
    "initials of three": (("targets", "yh"), ("余杭区", "玉环市", "云和县")),
    "one name of several": (("show", "朝阳区"), ("110105", "北京市", "220104", "Changchun 长春市, Jilin 吉林省")),
    "pinyin of several": (("why", "yiwu", "gdp"), ("330782", "义乌市", "650522", "伊吾县")),
    "one of several places": (("compare", "义乌", "sy"), ("上虞区", "松阳县")),
}
CASES = [
    *((arguments, 2, "usage", named) for arguments, named in USAGE.values()),
    *((arguments, 3, "not_found", named) for arguments, named in NOT_FOUND.values()),
    *((arguments, 4, "ambiguous", named) for arguments, named in AMBIGUOUS.values()),
]
EVERY_ERROR = pytest.mark.parametrize(
    ("arguments", "code", "kind", "named"), CASES, ids=[*USAGE, *map("no {}".format, NOT_FOUND), *AMBIGUOUS]
)

BROKEN = {
    "syntax": ("gdp = 200.5", "gdp = = 200.5", ":11:"),
    "county": ('"331181"', '"999999"', ":9:"),
    "metric": ("gdp = 200.5", "happiness = 200.5", ":11:"),
    "period": ('"2024"', '"lately"', ":10:"),
    "document": ('kind = "news"', 'kind = "rumour"', ":5:"),
}


def every_error_class(base: type[CountyError] = CountyError) -> set[type[CountyError]]:
    return {base}.union(*(every_error_class(cls) for cls in base.__subclasses__()))


@EVERY_ERROR
def test_an_error_speaks_on_stderr_alone(
    arguments: tuple[str, ...], code: int, kind: str, named: tuple[str, ...], countycli: Program
) -> None:
    result = countycli(*arguments)
    assert (result.code, result.out) == (code, "")
    assert result.err.startswith("countycli: ")
    assert result.err.endswith("\n")
    assert [name for name in named if name not in result.err] == []


@EVERY_ERROR
def test_an_error_is_an_object_where_json_is_asked_for(
    arguments: tuple[str, ...], code: int, kind: str, named: tuple[str, ...], countycli: Program
) -> None:
    command, *rest = arguments
    group = rest[:1] if command == "data" else []
    result = countycli(command, *group, "--json", *rest[len(group) :])
    assert (result.code, result.out) == (code, "")
    assert result.err.count("\n") == 1
    error = result.error
    assert list(error) == ["kind", "message", "hint", "candidates"]
    assert error["message"]
    assert all({*candidate, "name_en"} == {"code", "name", "where", "name_en"} for candidate in error["candidates"])
    assert error["kind"] == kind


@EVERY_ERROR
def test_messages_are_translated_and_exit_codes_are_not(
    arguments: tuple[str, ...], code: int, kind: str, named: tuple[str, ...], countycli: Program
) -> None:
    chinese, english = (countycli(*arguments, lang=language) for language in ("zh", "en"))
    assert chinese.code == english.code == code
    assert "--lang" in arguments or chinese.err.splitlines()[0] != english.err.splitlines()[0]


@pytest.mark.parametrize(("arguments", "named"), AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_candidates_can_be_typed(arguments: tuple[str, ...], named: tuple[str, ...], countycli: Program) -> None:
    candidates = countycli(*arguments, "--json").error["candidates"]
    assert len(candidates) > 1
    for candidate in candidates:
        assert countycli("show", candidate["code"], "--json").json["county"]["name"] == candidate["name"]


@pytest.mark.parametrize("asked", [("--json",), ("--format", "json"), ("--format=json",), ("-f", "json"), ("-fjson",)])
def test_every_way_to_ask_for_json_gives_json_errors(asked: tuple[str, ...], countycli: Program) -> None:
    assert countycli("show", "nowhere", *asked).error["kind"] == "not_found"


def test_a_misspelt_name_is_answered_with_similar_ones(countycli: Program) -> None:
    assert "龙泉市" in countycli("show", "龙全市").err
    candidates = countycli("show", "longqan", "--json").error["candidates"]
    assert "331181" in [candidate["code"] for candidate in candidates]


def test_a_misspelt_metric_is_answered_with_similar_ones(countycli: Program) -> None:
    candidates = countycli("rank", "-m", "gdp_grwth", "--json").error["candidates"]
    assert "gdp_growth" in [candidate["code"] for candidate in candidates]


def test_a_county_without_figures_is_no_error(countycli: Program) -> None:
    result = countycli("show", "金门")
    assert (result.code, result.err) == (0, "")
    assert "no figures" in result.out


def test_the_hint_names_the_command_that_was_typed(countycli: Program) -> None:
    assert "`countycli show --help`" in countycli("show", "龙泉", "--width").err


def test_every_error_class_has_a_kind_and_a_code_of_the_contract() -> None:
    codes = {cls.kind: int(cls.exit_code) for cls in every_error_class() | {UnreadableError}}
    assert codes == {
        "failure": 1,
        "output": 1,
        "usage": 2,
        "unreadable": 2,
        "not_found": 3,
        "ambiguous": 4,
        "invalid_dataset": 5,
    }


def test_an_error_reads_as_its_message() -> None:
    assert str(CountyError(Phrase("No {thing}", thing="county"))) == "No county"


@EVERY_ERROR
def test_an_error_is_a_sentence_to_developers_too(
    arguments: tuple[str, ...],
    code: int,
    kind: str,
    named: tuple[str, ...],
    countycli: Program,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever fills its message: a metric, a place, a period, another message."""
    errors: list[CountyError] = []

    def note(error: CountyError, *_: object, **__: object) -> int:
        errors.append(error)
        return code

    monkeypatch.setattr("countycli.cli.app._fail", note)
    assert countycli(*arguments).code == code
    (error,) = errors
    texts = [str(error), *map(str, error.notes), str(error.hint or "")]
    assert [text for text in texts if "=" in re.sub(r"`[^`]*`|--\w+=\S+", "", text) or "Phrase(" in text] == []


def test_a_question_after_two_dashes_is_answered_in_lines(countycli: Program) -> None:
    result = countycli("search", "--", "--json")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("countycli: ")


def test_data_check_accepts_a_good_file(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "2026-01-01-county-report.toml"
    path.write_text(OWN_FILE, "utf-8")
    result = countycli("data", "check", str(path))
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize(("good", "bad", "line"), BROKEN.values(), ids=BROKEN)
def test_data_check_of_a_broken_file(good: str, bad: str, line: str, countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "2026-01-01-county-report.toml"
    path.write_text(OWN_FILE.replace(good, bad), "utf-8")
    before = path.read_bytes()
    result = countycli("data", "check", str(path))
    assert result.code == 5
    assert f"{path.name}{line} " in result.out
    assert "Faults: 1; files checked: 1" in result.out
    assert path.read_bytes() == before


def test_data_check_of_a_broken_file_as_json(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "2026-01-01-county-report.toml"
    path.write_text(OWN_FILE.replace('"331181"', '"999999"'), "utf-8")
    result = countycli("data", "check", str(path), "--json")
    assert result.code == 5
    (fault,) = result.json["rows"]
    assert set(fault) == {"path", "line", "code", "message", "hint"}
    assert fault["line"] == 9


def test_data_check_lists_the_faults_of_all_files(countycli: Program, tmp_path: Path) -> None:
    for number, bad in enumerate(('"999999"', '"999998"')):
        path = tmp_path / f"2026-01-0{number + 1}-county-report.toml"
        path.write_text(OWN_FILE.replace('"331181"', bad), "utf-8")
    rows = countycli("data", "check", str(tmp_path), "--json").json["rows"]
    assert [Path(row["path"]).name for row in rows] == sorted(path.name for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments", [("show", "龙泉"), ("rank", "-m", "gdp", "--json"), ("--version", "--lang", "en")]
)
@pytest.mark.parametrize("content", [b"", b"this is no database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_index(
    arguments: tuple[str, ...], content: bytes, countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "book.sqlite"
    damaged.write_bytes(content)
    monkeypatch.setattr(store, "_BUNDLED", damaged)
    result = countycli(*arguments)
    assert (result.code, result.out) == (5, "")
    assert str(damaged) in result.err
    assert "install countycli again" in result.err


def test_an_index_whose_tables_are_damaged(countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    countycli("show", "龙泉")
    intact = store.index_path()
    assert intact is not None
    damaged = tmp_path / "book.sqlite"
    shutil.copy(intact, damaged)
    content = bytearray(damaged.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    damaged.write_bytes(content)
    monkeypatch.setattr(store, "_BUNDLED", damaged)
    result = countycli("show", "龙泉")
    assert (result.code, result.out) == (5, "")
    assert str(damaged) in result.err


@pytest.mark.parametrize(
    ("arguments", "told"), [(("why", "南汇区", "gdp"), "浦东新区"), (("targets", "闸北区"), "静安区")]
)
def test_an_error_tells_whom_a_name_was_taken_for(arguments: tuple[str, ...], told: str, countycli: Program) -> None:
    """A name that leads elsewhere is explained where there is nothing to show as well."""
    assert told in countycli(*arguments, "--json").error["message"]
    assert told in countycli(*arguments).err
