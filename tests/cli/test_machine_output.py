from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from books import DATA
from seals import unsealed

from countycli.cli.commands import COMMANDS, DATA_COMMANDS
from countycli.errors import ExitCode
from countycli.model.aims import TARGET_STATES
from countycli.model.codes import STAGES
from countycli.model.records import BOUNDS, STATUSES, TARGET
from countycli.query.exclusions import EXCLUSION_REASONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Program

Data = dict[str, Any]

ENVELOPE_START = ["schema", "data", "query"]
ENVELOPE_END = ["notes", "sources"]
FIGURE = {
    "county", "metric", "period", "value", "unit", "bound", "status", "standing", "source", "at", "printed", "note",
    "period_inferred", "scope", "restated", "derived", "zones_apart", "boundaries", "doubtful",
}  # fmt: skip
OBSERVATION = FIGURE | {"rivals"}
HEADLINE = OBSERVATION | {"disputed", "breaks"}
DOCUMENT = {
    "id",
    "title",
    "publisher",
    "published",
    "kind",
    "access",
    "url",
    "note",
    "title_is_described",
    "seen",
    "own",
}
PLACE = {
    "code", "name", "short", "level", "kind", "pinyin", "initials", "traditional", "aliases", "prefecture", "province",
    "groups", "valid_from", "valid_to", "predecessors", "successors", "former_names", "name_en", "short_en",
}  # fmt: skip
INITIATIVE = {"id", "county", "name", "category", "year", "stage", "summary", "source", "at", "note"}

# Arguments, schema, and the keys between `query` and `notes`.
ANSWERS: dict[str, tuple[tuple[str, ...], str, list[str]]] = {
    "show": (
        ("show", "龙泉"),
        "show",
        ["county", "observations", "targets", "initiatives", "former", "breaks", "nearest"],
    ),
    "show-former": (
        ("show", "330105"),
        "show",
        ["county", "observations", "targets", "initiatives", "former", "breaks", "nearest"],
    ),
    "rank": (
        ("rank", "--metric", "gdp_growth"),
        "rank",
        ["metric", "period", "scope", "rows", "references", "excluded", "periods", "median"],
    ),
    "rank-derived": (
        ("rank", "--metric", "gdp_per_capita", "--in", "浙江"),
        "rank",
        ["metric", "period", "scope", "rows", "references", "excluded", "periods", "median"],
    ),
    "rank-latest": (
        ("rank", "--metric", "gdp_growth", "--latest", "--in", "浙江"),
        "rank",
        ["metric", "period", "scope", "rows", "references", "excluded", "periods", "median"],
    ),
    "compare": (
        ("compare", "义乌", "平阳", "松阳"),
        "compare",
        ["scope", "places", "benchmarks", "rows", "not_common", "elsewhere"],
    ),
    "initiatives": (("initiatives", "--county", "松阳"), "initiatives", ["scope", "categories", "rows"]),
    "targets": (("targets", "松阳"), "targets", ["scope", "rows"]),
    "why": (
        ("why", "平阳", "gdp"),
        "why",
        ["metric", "observation", "target", "reasons", "inputs", "other_scopes", "targets", "other_periods"],
    ),
    "why-derived": (
        ("why", "临安", "population_change"),
        "why",
        ["metric", "observation", "target", "reasons", "inputs", "other_scopes", "targets", "other_periods"],
    ),
    "why-target": (
        ("why", "松阳", "gdp_growth", "-p", "2025"),
        "why",
        ["metric", "observation", "target", "reasons", "inputs", "other_scopes", "targets", "other_periods"],
    ),
    "trend": (("trend", "龙泉", "-m", "gdp"), "trend", ["metric", "rows", "reference", "targets"]),
    "cite": (("cite", "平阳", "gdp"), "cite", ["figure", "rows"]),
    "map": (
        ("map", "gdp", "--in", "浙江", "-p", "2023"),
        "map",
        [
            *("metric", "period", "scope", "of", "layouts", "classed", "classes", "rows", "excluded", "periods"),
            "counted",
        ],
    ),
    "coverage": (("coverage", "--in", "温州"), "coverage", ["scope", "rows", "missing", "missing_by_metric"]),
    "coverage-metric": (
        ("coverage", "-m", "gdp", "--in", "浙江"),
        "coverage",
        ["scope", "rows", "missing", "missing_by_metric"],
    ),
    "coverage-county": (("coverage", "龙泉"), "coverage", ["county", "scopes", "rows"]),
    "search": (("search", "营商环境"), "search", ["scope", "rows"]),
    "counties": (("counties", "--in", "丽水"), "counties", ["scope", "rows", "coverage"]),
    "metrics": (("metrics",), "metrics", ["scope", "rows"]),
    "metrics-one": (("metrics", "gdp"), "metrics", ["scope", "rows", "coverage"]),
    "groups": (("groups",), "groups", ["scope", "rows"]),
    "groups-one": (("groups", "shanqu26"), "groups", ["scope", "rows", "members"]),
    "sources": (("sources",), "sources", ["scope", "rows"]),
    "sources-one": (
        ("sources", "2024-12-21-zhejiang-eight-counties"),
        "sources",
        ["scope", "rows", "observations", "targets", "initiatives"],
    ),
    "check": (("data", "check", str(DATA / "dataset.toml")), "check", ["folder", "files", "rows"]),
    "info": (("data", "info"), "info", ["counts", "path", "own", "index"]),
}
EVERY_ANSWER = pytest.mark.parametrize("case", ANSWERS)
# Columns that CSV begins with.
TABLES = {
    "show": ["kind", "county_code", "county", "metric", "period", "value", "unit", "bound", "status"],
    "rank": ["rank", "county_code", "county", "metric", "period", "value", "unit", "bound", "status"],
    "compare": ["benchmark", "county_code", "county", "metric", "period", "value", "unit", "bound", "status"],
    "initiatives": ["id", "county_code", "county", "name", "year", "category", "stage", "summary", "source"],
    "targets": [
        "county_code", "county", "metric", "period", "value", "unit", "bound", "status", "standing", "source", "at",
        "printed", "note", "period_inferred", "scope", "restated", "derived", "zones_apart", "boundaries",
        "doubtful", "outcome", "outcome_bound", "outcome_status", "outcome_source", "state",
    ],
    "why": ["headline", "county_code", "county", "metric", "period", "value", "unit", "bound", "status"],
    "why-target": ["headline", "county_code", "county", "metric", "period", "value", "unit", "bound", "status"],
    "trend": ["role", "county_code", "county", "metric", "period", "value", "unit", "bound", "status"],
    "cite": ["document", "style", "reference"],
    "map": ["county_code", "county", "metric", "period", "value", "unit", "bound", "status"],
    "coverage": ["metric", "period", "counties", "all"],
    "coverage-metric": ["metric", "period", "counties", "all"],
    "coverage-county": ["metric", "period", "held", "scope", "counties", "all"],
    "search": ["kind", "ref", "title", "detail"],
    "counties": ["code", "name", "short", "level", "kind", "pinyin"],
    "metrics": ["id", "name", "name_en", "topic", "unit", "kind", "decimals"],
    "groups": ["id", "name", "name_en"],
    "groups-one": ["group", "code", "name", "valid_from", "valid_to"],
    "sources": ["id", "title", "publisher", "published", "kind", "access"],
    "sources-one": ["kind", "county_code", "county", "metric", "period", "value", "unit", "bound", "status"],
    "info": ["what", "count"],
}  # fmt: skip
EVERY_TABLE = pytest.mark.parametrize("case", TABLES)
FILES = {
    "x.json": "json",
    "x.jsonl": "jsonl",
    "x.csv": "csv",
    "x.tsv": "tsv",
    "x.md": "markdown",
    "x.TXT": "table",
    "x.html": "html",
    "x.svg": "svg",
}


def answer(countycli: Program, case: str, *options: str, lang: str = "en") -> Any:
    result = countycli(*ANSWERS[case][0], "--json", *options, lang=lang)
    assert result.code == 0, result.err
    return result.json


def text(countycli: Program, case: str, *options: str) -> str:
    result = countycli(*ANSWERS[case][0], *options)
    assert result.code == 0, result.err
    return result.out


def objects(value: Any) -> Iterator[Data]:
    """All objects inside a JSON value, itself included."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def shape(value: Any) -> Any:
    """A JSON value without what is translated: names, and the words of notes and messages."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items() if key not in ("text", "detail", "reasons")}
    return [shape(inner) for inner in value] if isinstance(value, list) else value


DRAFTS = ("draft", "import", "new")  # their figures are no observations yet: project/test_schemas.py asks them


def test_every_command_is_asked_for_json() -> None:
    asked = {arguments[1] if arguments[0] == "data" else arguments[0] for arguments, _, _ in ANSWERS.values()}
    assert asked == set(COMMANDS) - {"data", "help", "verify"} | set(DATA_COMMANDS) - {"path", "export", *DRAFTS}


def test_excel_finds_its_mark(countycli: Program, tmp_path: Path) -> None:
    plain = countycli("rank", "gdp_growth", "-f", "csv").out
    for arguments in (("--excel",), ("--excel", "-f", "csv"), ("--excel", "-o", str(tmp_path / "x.csv"))):
        out = countycli("rank", "gdp_growth", *arguments).out
        written = out or (tmp_path / "x.csv").read_text("utf-8")
        assert written == "\ufeff" + plain
    for others in (("--json",), ("-f", "tsv"), ("-o", str(tmp_path / "x.md"))):
        answer = countycli("rank", "gdp_growth", "--excel", *others)
        assert answer.code == ExitCode.USAGE
        assert "goes with CSV" in answer.err


def test_data_path_is_json_too(countycli: Program) -> None:
    data = countycli("data", "path", "--json").json
    assert data["schema"] == "countycli/path/1"
    assert f"{data['path']}\n" == countycli("data", "path").out


@EVERY_ANSWER
def test_the_envelope(case: str, countycli: Program) -> None:
    data = answer(countycli, case)
    assert list(data) == [*ENVELOPE_START, *ANSWERS[case][2], *ENVELOPE_END]
    assert data["schema"] == f"countycli/{ANSWERS[case][1]}/1"
    assert set(data["data"]) == {"version", "documents", "as_of"}
    assert isinstance(data["query"], dict)
    assert all(set(note) == {"kind", "text"} for note in data["notes"])
    assert all(set(document) == DOCUMENT for document in data["sources"].values())
    assert all(key == document["id"] for key, document in data["sources"].items())


@EVERY_ANSWER
def test_every_source_that_occurs_is_listed_and_no_other(case: str, countycli: Program) -> None:
    data = answer(countycli, case)
    cited = {it["source"] for it in objects(data) if isinstance(it.get("source"), str)}
    assert cited <= set(data["sources"])
    if case not in ("sources", "sources-one", "show"):
        assert set(data["sources"]) == cited


@EVERY_ANSWER
def test_keys_and_codes_are_the_same_in_both_languages(case: str, countycli: Program) -> None:
    assert shape(answer(countycli, case, lang="zh")) == shape(answer(countycli, case, lang="en"))


@EVERY_ANSWER
def test_wherever_a_figure_stands_it_is_whole(case: str, countycli: Program) -> None:
    stated = [it for it in objects(answer(countycli, case)) if "metric" in it and "value" in it]
    figures = [it for it in stated if it["source"]]  # a map has rows for places without figures, too
    for figure in figures:
        assert set(figure) >= FIGURE
        assert set(figure["county"]) == {"code", "name", "name_en"}
        assert figure["status"] in (*STATUSES, TARGET)
        assert isinstance(figure["period_inferred"], bool)
        assert figure["bound"] in (None, *BOUNDS)
        assert figure["unit"]
        assert figure["period"][:4].isdigit()


@EVERY_ANSWER
def test_an_aim_says_that_it_is_one_and_nothing_else_does(case: str, countycli: Program) -> None:
    data = answer(countycli, case)
    aims = data["rows"] if case == "targets" else [*data.get("targets", []), data.get("target")]
    outcomes = [
        figure
        for key in ("observation", "observations", "rows", "outcome", "values", "benchmarks", "rivals")
        for it in objects({**data, "target": None})
        for figure in objects(it.get(key))
        if {"metric", "value"} <= set(figure) and not (case == "targets" and "state" in figure)
    ]
    assert all(it["status"] == TARGET for it in aims if it)
    assert all(it["status"] in STATUSES for it in outcomes if it["source"])


def test_why_answers_for_an_aim(countycli: Program) -> None:
    data = answer(countycli, "why-target")
    assert data["observation"] is None
    assert (data["target"]["value"], data["target"]["bound"], data["target"]["status"]) == (6.5, ">=", "target")
    assert data["query"]["period"] == "2025"
    assert "2024-01/2024-09" in data["other_periods"]
    assert answer(countycli, "why")["target"] is None


def test_observations_and_targets_of_show(countycli: Program) -> None:
    data = answer(countycli, "show")
    assert data["observations"]
    assert data["targets"]
    assert all(set(it) == HEADLINE | {"benchmarks", "rank_in_province", "rank_in_kind"} for it in data["observations"])
    assert all(set(it) == OBSERVATION for it in data["targets"])
    assert all(set(rival) == FIGURE for it in data["observations"] for rival in it["rivals"])


def test_figures_beside_those_of_the_regions_above(countycli: Program) -> None:
    data = countycli("show", "义乌", "--json").json
    (population,) = [it for it in data["observations"] if it["metric"] == "population" and it["period"] == "2020"]
    assert population["value"] == 1859390
    assert [(it["county"]["code"], it["value"], it["difference"]) for it in population["benchmarks"]] == [
        ("330700", 7050683, None),
        ("330000", 64567588, None),
    ]
    assert [round(it["ratio"], 4) for it in population["benchmarks"]] == [0.2637, 0.0288]
    (schooling,) = [it for it in data["observations"] if it["metric"] == "sex_ratio" and it["period"] == "2020"]
    assert [round(it["difference"], 2) for it in schooling["benchmarks"]] == [5.62, 8.04]


def test_what_became_of_a_county_stands_in_its_answer(countycli: Program) -> None:
    """下城 went into 拱墅 in 2021: the figures of its own name stand apart, and the territory of 拱墅 has changed."""
    data = answer(countycli, "show-former")
    assert data["county"]["code"] == "330105"
    (former,) = data["former"]
    assert set(former) == {"county", "date", "change", "observations"}
    assert (former["county"]["code"], former["date"], former["change"]) == ("330103", "2021-04-09", "并入")
    assert {it["county"]["code"] for it in former["observations"]} == {"330103"}
    change = {"date": "2021-04-09", "change": "并入", "other": "330103", "name": "下城区", "direction": "in"}
    change["name_en"] = "Xiacheng District"
    assert data["breaks"] == [change]
    (population,) = [it for it in data["observations"] if it["metric"] == "population" and it["period"] == "2020"]
    assert population["breaks"] == data["breaks"]


def test_a_divided_county_answers_for_itself(countycli: Program) -> None:
    data = countycli("show", "江干", "--json").json
    assert (data["county"]["code"], data["county"]["valid_to"]) == ("330104", "2021-04-09")
    assert {(it["other"], it["direction"]) for it in data["breaks"]} == {("330102", "out"), ("330114", "out")}
    assert data["observations"]


def test_what_a_derived_figure_was_calculated_from(countycli: Program) -> None:
    data = answer(countycli, "why-derived")
    assert (data["observation"]["value"], data["observation"]["derived"]) == (11.98, True)
    assert [(it["county"]["code"], it["period"], it["value"]) for it in data["inputs"]] == [
        ("330112", "2020", 634555),
        ("330185", "2010", 566665),
    ]
    assert data["metric"]["formula"] == {
        "kind": "change",
        "metric": "population",
        "base": "2010/2020",
        "times": 100,
        "annual": False,
        "yearly": False,
    }


def test_regions_stand_beside_a_ranking(countycli: Program) -> None:
    data = countycli("rank", "-m", "population", "-p", "2020", "--in", "丽水", "--json").json
    assert {it["county"]["code"]: it["value"] for it in data["references"]} == {
        "331100": 2507396,
        "330000": 64567588,
        "000000": 1409778724,
    }
    assert len(data["rows"]) == 9


def test_coverage_counts_what_there_is_and_names_what_is_missing(countycli: Program) -> None:
    data = answer(countycli, "coverage-metric")
    assert data["query"] == {"metric": "gdp", "metrics": ["gdp"], "periods": [], "in": "330000"}
    assert all(set(row) == {"metric", "period", "counties", "all", "rankable"} for row in data["rows"])
    assert all(row["rankable"] <= row["counties"] <= row["all"] for row in data["rows"])
    (of_2022,) = [row for row in data["rows"] if row["period"] == "2022"]
    assert of_2022["rankable"] < of_2022["counties"]  # some are bounds and the like
    counts = {row["period"]: (row["counties"], row["all"]) for row in data["rows"]}
    fullest = data["missing"]["period"]
    assert counts[fullest][0] == max(count for count, _ in counts.values())
    assert len(data["missing"]["counties"]) == counts[fullest][1] - counts[fullest][0]
    assert counts["2015"][1] == 90
    assert counts["2024"][1] == 90


def test_county_of_show(countycli: Program) -> None:
    county = answer(countycli, "show")["county"]
    assert set(county) == PLACE
    assert (county["code"], county["name"], county["short"], county["pinyin"]) == (
        "331181",
        "龙泉市",
        "龙泉",
        "Longquan",
    )
    assert (county["name_en"], county["short_en"]) == ("Longquan", "Longquan")
    assert county["prefecture"] == {"code": "331100", "name": "丽水市", "name_en": "Lishui"}
    assert county["province"] == {"code": "330000", "name": "浙江省", "name_en": "Zhejiang"}
    assert [group["id"] for group in county["groups"]] == ["shanqu26", "shanqu_haidao"]


def test_initiatives_of_show(countycli: Program) -> None:
    initiatives = answer(countycli, "show")["initiatives"]
    assert initiatives
    assert all(set(it) == INITIATIVE for it in initiatives)
    assert all(it["stage"] in STAGES for it in initiatives)
    assert len({it["id"] for it in initiatives}) == len(initiatives)


def test_rows_of_rank(countycli: Program) -> None:
    data = answer(countycli, "rank")
    assert all(set(row) == HEADLINE | {"rank", "benchmarks", "rank_in_province"} for row in data["rows"])
    assert [row["rank"] for row in data["rows"]] == sorted(row["rank"] for row in data["rows"])
    assert data["excluded"]
    assert all(set(it) == {"county", "reason", "detail"} for it in data["excluded"])
    assert {it["reason"] for it in data["excluded"]} <= set(EXCLUSION_REASONS)
    assert len(data["rows"]) + len(data["excluded"]) == data["scope"]["counties"]
    assert all(set(it) == {"period", "counties"} for it in data["periods"])
    assert set(data["scope"]) == {"id", "kind", "name", "counties", "parts"}


def test_query_is_told_as_it_was_resolved(countycli: Program) -> None:
    query = countycli("rank", "-m", "GDP增速", "-p", "2024前三季度", "--in", "zhejiang", "--json").json["query"]
    assert query == {
        "metric": "gdp_growth",
        "period": "2024-01/2024-09",
        "in": "330000",
        "top": None,
        "ascending": False,
        "latest": False,
    }


def test_rows_of_compare(countycli: Program) -> None:
    data = answer(countycli, "compare")
    assert set(data["query"]) == {"counties", "period", "periods", "in", "latest"}
    assert data["query"]["period"] is None
    assert data["places"] == data["query"]["counties"]
    for row in data["rows"]:
        assert set(row) == {"metric", "period", "unit", "values", "benchmarks", "best"}
        assert len(row["values"]) == 3
        assert len(row["benchmarks"]) == len(data["benchmarks"])
        assert all(value is None or value["period"] == row["period"] for value in row["values"])


def test_rows_of_targets(countycli: Program) -> None:
    rows = answer(countycli, "targets")["rows"]
    assert rows
    assert all(set(row) == OBSERVATION | {"outcome", "state", "rule", "tolerance", "whole"} for row in rows)
    assert {row["state"] for row in rows} <= set(TARGET_STATES)
    assert all(row["outcome"] is None or set(row["outcome"]) == HEADLINE for row in rows)


def test_how_a_name_was_taken_is_a_note(countycli: Program) -> None:
    notes = countycli("show", "longquan", "--json").json["notes"]
    assert [note["kind"] for note in notes if note["kind"] != "gap"] == ["match"]


@EVERY_TABLE
@pytest.mark.parametrize(("kind", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_csv_and_tsv(case: str, kind: str, delimiter: str, countycli: Program) -> None:
    header, *rows = csv.reader(io.StringIO(text(countycli, case, "-f", kind), newline=""), delimiter=delimiter)
    assert header[: len(TABLES[case])] == TABLES[case]
    assert rows
    assert {len(row) for row in rows} == {len(header)}


@EVERY_TABLE
def test_jsonl(case: str, countycli: Program) -> None:
    lines = text(countycli, case, "-f", "jsonl").splitlines()
    rows = list(csv.DictReader(io.StringIO(text(countycli, case, "-f", "csv"), newline="")))
    assert lines
    assert all(isinstance(json.loads(line), dict) for line in lines)
    assert len(lines) == len(rows)


@pytest.mark.parametrize("kind", ["csv", "tsv"])
def test_an_answer_without_rows_has_the_header_of_one_with_rows(kind: str, frozen: Program, tmp_path: Path) -> None:
    def header(*arguments: str) -> str:
        return frozen(*arguments, "-f", kind).out.splitlines()[0]

    (tmp_path / "broken.toml").write_text("= broken", "utf-8")
    assert header("show", "金门县") == header("show", "龙泉")
    assert header("data", "check") == header("data", "check", str(tmp_path))


def test_an_answer_without_rows_is_an_empty_file_of_json_lines(frozen: Program) -> None:
    assert frozen("data", "check", "-f", "jsonl").out == ""


def test_csv_keeps_bounds_and_tells_targets_from_observations(countycli: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(text(countycli, "show", "-f", "csv"), newline="")))
    assert {row["kind"] for row in rows} == {"observation", "target"}
    assert all((row["kind"] == "target") == (row["status"] == TARGET) for row in rows)
    assert {row["period_inferred"] for row in rows} == {"true", "false"}
    assert any((row["metric"], row["value"], row["bound"]) == ("industrial_land_added", "1500", ">=") for row in rows)


@pytest.mark.parametrize(("name", "kind"), FILES.items())
def test_the_ending_of_a_file_chooses_the_format(name: str, kind: str, countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / name
    result = countycli("show", "龙泉", "--all", "-o", str(path))
    flat = kind in ("csv", "tsv", "jsonl")  # these have no place for the initiatives, which is said
    count = len(countycli("show", "龙泉", "--json").json["initiatives"])
    left_out = f"countycli: Not among these rows: initiatives ({count}); see `countycli initiatives --county 331181`\n"
    assert (result.code, result.out, result.err) == (0, "", left_out if flat else "")
    written = path.read_bytes().decode().replace(f"-o {name}", f"--format {kind}")  # pages tell the question
    assert unsealed(written) == countycli("show", "龙泉", "--all", "--format", kind).out


def test_a_named_format_counts_more_than_the_ending(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    countycli("groups", "--json", "-o", str(path))
    assert json.loads(path.read_text("utf-8"))["schema"] == "countycli/groups/1"


def test_a_file_has_no_colour_unless_it_is_forced(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    countycli("groups", "-o", str(path), FORCE_COLOR="1", tty=True)
    assert "\x1b" not in path.read_text("utf-8")
    countycli("groups", "-o", str(path), "--color", "always")
    assert "\x1b" in path.read_text("utf-8")


def test_a_file_is_laid_out_without_regard_to_the_terminal(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    countycli("show", "龙泉", "--all", "-o", str(path), tty=True, columns=60)
    assert path.read_text("utf-8") == countycli("show", "龙泉", "--all").out


def test_an_existing_file_stays_when_the_question_fails(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("mine", "utf-8")
    assert countycli("show", "nowhere", "-o", str(path)).code == 3
    assert path.read_text("utf-8") == "mine"


def test_a_dash_is_stdout(countycli: Program) -> None:
    assert countycli("groups", "-o", "-") == countycli("groups")


def test_a_dash_is_as_wide_and_coloured_as_stdout(countycli: Program) -> None:
    plain = countycli("show", "龙泉", tty=True, columns=60)
    assert countycli("show", "龙泉", "-o", "-", tty=True, columns=60) == plain


@pytest.mark.parametrize("name", ["x", "x.json.gz"])
def test_an_unknown_ending(name: str, countycli: Program, tmp_path: Path) -> None:
    result = countycli("show", "龙泉", "-o", str(tmp_path / name))
    assert (result.code, result.out) == (2, "")
    assert name in result.err
    assert ".jsonl" in result.err
    assert not (tmp_path / name).exists()


def test_a_file_without_an_ending_in_a_folder_with_one(countycli: Program, tmp_path: Path) -> None:
    folder = tmp_path / "a.json"
    folder.mkdir()
    assert countycli("show", "龙泉", "-o", str(folder / "x")).code == 2


@pytest.mark.parametrize("name", ["missing/x.json", "folder.json"])
def test_an_unwritable_path(name: str, countycli: Program, tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    path = tmp_path / name
    result = countycli("show", "龙泉", "-o", str(path))
    assert (result.code, result.out) == (1, "")
    assert str(path) in result.err


@pytest.mark.parametrize("kind", ["csv", "table", "jsonl"])
def test_json_and_another_format_exclude_each_other(kind: str, countycli: Program) -> None:
    result = countycli("show", "龙泉", "--json", "--format", kind)
    assert (result.code, result.out) == (2, "")
    assert kind in result.error["message"]


def test_json_twice_is_json(countycli: Program) -> None:
    assert countycli("groups", "--json", "-f", "json") == countycli("groups", "--json")
