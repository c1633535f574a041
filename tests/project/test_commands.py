from __future__ import annotations

import shlex
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from books import OWN_FILE
from conftest import ROOT
from openpyxl import Workbook

from countycli.cli import commands
from countycli.cli.commands import COMMANDS, DATA_COMMANDS, CommandRow
from countycli.cli.group import load_command
from countycli.render.views import view_of

if TYPE_CHECKING:
    from conftest import Program

ROWS: dict[tuple[str, ...], CommandRow] = {
    **{(name,): row for name, row in COMMANDS.items() if not row.commands},
    **{("data", name): row for name, row in DATA_COMMANDS.items()},
}
EVERY_ROW = pytest.mark.parametrize(("name", "row"), ROWS.items(), ids=map(" ".join, ROWS))


def module_of(row: CommandRow) -> Any:
    return import_module(f"{commands.__name__}.{row.module}")


def examples_of(name: tuple[str, ...], row: CommandRow) -> tuple[tuple[str, str], ...]:
    examples = module_of(row).EXAMPLES
    found: tuple[tuple[str, str], ...] = examples[name[-1]] if isinstance(examples, dict) else examples
    return found


EXAMPLES = [line for name, row in ROWS.items() for line, _ in examples_of(name, row)]


@EVERY_ROW
def test_every_command_has_its_function(name: tuple[str, ...], row: CommandRow) -> None:
    assert callable(getattr(module_of(row), row.function))


@EVERY_ROW
def test_what_typer_reads_of_a_command_is_evaluated(name: tuple[str, ...], row: CommandRow) -> None:
    annotations = getattr(module_of(row), row.function).__annotations__
    assert not [text for text in annotations.values() if isinstance(text, str)]


@EVERY_ROW
def test_every_command_loads(name: tuple[str, ...], row: CommandRow) -> None:
    command = load_command(name[-1], row)
    assert command.name == name[-1]
    assert command.help == row.help


@EVERY_ROW
def test_every_command_has_examples_of_itself(name: tuple[str, ...], row: CommandRow) -> None:
    examples = examples_of(name, row)
    assert examples
    assert all(line.split()[: len(name) + 1] == ["countycli", *name] for line, _ in examples)
    assert all(gloss for _, gloss in examples)


def test_every_module_of_commands_is_in_the_table() -> None:
    folder = Path(commands.__path__[0])
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert modules == {row.module for row in (*COMMANDS.values(), *DATA_COMMANDS.values())}


REPORTS = {name: row for name, row in ROWS.items() if not row.text}
EVERY_REPORT = pytest.mark.parametrize(("name", "row"), REPORTS.items(), ids=map(" ".join, REPORTS))
# Where the query of a command is not the function of its name in the module of its name in `query`.
QUERIES = {
    "check": ("checks.report", "check"),
    "import": ("query.sheet", "import_sheet"),
    "info": ("query.dataset", "info"),
    "path": ("query.dataset", "path"),
}
VIEWS = {"import": "draft"}  # where the report of a command is shown by the view of another one
COMPLETED = (
    "COUNTY",
    "METRIC",
    "SCOPE",
    "TOPIC",
    "CATEGORY",
    "KIND",
    "STYLE",
    "PERIOD",
    "YEAR",
    "FORMAT",
    "LANG",
    "WHEN",
    "COMMAND|TOPIC",
)
WITHOUT_INDEX = ("check", "path")  # they tell of files, also of those that make no index


def query_of(name: tuple[str, ...]) -> Any:
    module, function = QUERIES.get(name[-1], (f"query.{name[-1]}", name[-1]))
    return getattr(import_module(f"countycli.{module}"), function)


def view_module_of(name: tuple[str, ...]) -> Any:
    return import_module(f"countycli.render.views.{VIEWS.get(name[-1], name[-1])}")


@EVERY_REPORT
def test_query_command_and_view_speak_of_one_kind_of_report(name: tuple[str, ...], row: CommandRow) -> None:
    """mypy holds each module against its own annotations; that they are the same is seen here."""
    report = query_of(name).__annotations__["return"]
    returned = getattr(module_of(row), row.function).__annotations__["return"]
    named = " | ".join(kind.__name__ for kind in get_args(returned) or [returned] if kind)
    assert named in (report, "")  # `check` and those that make drafts write their reports themselves
    view = view_module_of(name)
    assert {getattr(view, part).__annotations__["report"] for part in ("page", "payload", "rows")} == {report}


@EVERY_REPORT
def test_every_query_takes_an_index_and_a_request(name: tuple[str, ...], row: CommandRow) -> None:
    if name[-1] in WITHOUT_INDEX:
        return
    query = query_of(name)
    assert list(query.__annotations__) == ["index", "request", "return"]
    assert query.__annotations__["index"] == "Index"
    request = getattr(import_module(query.__module__), query.__annotations__["request"])
    assert request.__name__.endswith("Request")
    assert issubclass(request, tuple)


@EVERY_REPORT
def test_every_report_carries_what_an_envelope_tells(name: tuple[str, ...], row: CommandRow) -> None:
    query = query_of(name)
    for kind in query.__annotations__["return"].split(" | "):
        module = import_module(query.__module__)
        report = getattr(module, kind, None) or getattr(import_module("countycli.query.county_coverage"), kind)
        assert [part for part in ("info", "documents", "notes") if not hasattr(report, part)] == []


@EVERY_REPORT
def test_every_command_has_a_view(name: tuple[str, ...], row: CommandRow) -> None:
    view = view_of(VIEWS.get(name[-1], name[-1]))
    module = view_module_of(name)
    assert (view.page, view.payload, view.rows) == (module.page, module.payload, module.rows)


def test_every_view_and_query_is_of_a_command() -> None:
    names = {name[-1] for name in REPORTS}
    views = {path.stem for path in (ROOT / "src" / "countycli" / "render" / "views").glob("*.py")}
    queries = {path.stem for path in (ROOT / "src" / "countycli" / "query").glob("*.py")}
    assert names - views - VIEWS.keys() == set()
    assert names - queries - QUERIES.keys() == set()


@EVERY_ROW
def test_every_command_is_documented(name: tuple[str, ...], row: CommandRow) -> None:
    page = (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    assert f"\n## {' '.join(name)}\n" in page


@EVERY_ROW
def test_help_tells_of_a_command_as_of_a_topic(name: tuple[str, ...], row: CommandRow, countycli: Program) -> None:
    assert countycli("help", *name).out == countycli(*name, "--help").out


@EVERY_ROW
def test_what_has_names_is_completed(name: tuple[str, ...], row: CommandRow) -> None:
    """An argument or option that takes the name of something in the book offers what there is."""
    params = load_command(name[-1], row).params
    named = [param for param in params if (param.metavar or "").strip("[].") in COMPLETED]
    assert [param.name for param in named if param._custom_shell_complete is None] == []


@EVERY_ROW
def test_help_lists_the_command_and_its_examples(name: tuple[str, ...], row: CommandRow, countycli: Program) -> None:
    assert row.help.split()[0] in countycli(*name[:-1], "--help").out
    text = countycli(*name, "--help").out
    assert [line for line, _ in examples_of(name, row) if line not in text] == []


WRITTEN = ("龙泉.xlsx", "ranking.csv")  # files that examples verify


@pytest.mark.no_cover
@pytest.mark.parametrize("line", EXAMPLES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_example_runs(
    line: str, lang: str, countycli: Program, frozen: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that check or export a whole book do so with the real one in one language only."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text(OWN_FILE, "utf-8")
    (tmp_path / "report.txt").write_text("2023年，龙泉市地区生产总值增长7.5%。", "utf-8")
    (tmp_path / "figures.csv").write_text("县,产值\n龙泉市,183.5\n", "utf-8")
    workbook = Workbook()
    workbook.active.append(["县", "2023年GDP（亿元）"])
    workbook.active.append(["龙泉市", 183.5])
    workbook.save(tmp_path / "figures.xlsx")
    for name in WRITTEN if "verify" in line else ():
        countycli("rank", "gdp", "--in", "丽水", "-o", name)
    program, *arguments = shlex.split(line)
    ask = frozen if arguments[0] == "data" and lang == "en" else countycli
    result = ask(*arguments, lang=lang)
    assert program == "countycli"
    assert result.code == 0, result.err
    assert result.out or "-o" in arguments
