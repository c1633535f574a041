from __future__ import annotations

import csv
import errno
import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
import tracemalloc
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from conftest import ROOT, clean_environment

from countycli.export import files
from countycli.export.tables import TABLES
from countycli.index.schema import FIGURE_TABLES
from countycli.query.export import FORMATS, ExportRequest, export

if TYPE_CHECKING:
    from conftest import Program

    from countycli.index.ask.index import Index

NAMES = [table.name for table in TABLES]
COLUMNS = {table.name: [column.name for column in table.columns] for table in TABLES}
FIGURE_COLUMNS = [
    "county_code", "county", "level", "prefecture_code", "prefecture", "province_code", "province", "metric",
    "metric_name", "unit", "period", "first_month", "last_month", "year", "value", "decimals", "bound", "status",
    "standing", "scope", "headline", "comparable", "derived", "inferred", "restated", "boundaries", "zones_apart",
    "source", "at", "printed", "note", "disputed", "breaks", "doubtful",
]  # fmt: skip
EVERY_FORMAT = pytest.mark.parametrize("form", FORMATS)
MOST_MEMORY = (
    8_000_000  # bytes that Python holds at most while 30,000 figures are written; their records take 17 million
)
ENGINES = (ROOT / "docs" / "engines.md").read_text("utf-8")
RANKING = ("rank", "-m", "gdp_growth", "-p", "2024Q1-Q3", "--in", "浙江", "--json")


def run(countycli: Program, form: str, output: Path, *options: str) -> Any:
    result = countycli("data", "export", "--format", form, "--output", str(output), *options, "--json")
    assert result.code == 0, result.err
    return result.json


@pytest.fixture(scope="module")
def book(countycli: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the whole book as Parquet, whole and parted, by the names that the documentation uses."""
    folder = tmp_path_factory.mktemp("book")
    run(countycli, "parquet", folder / "book")
    run(countycli, "parquet", folder / "parted", "--partition-by", "province,year")
    return folder


@pytest.fixture(scope="module")
def zhejiang(countycli: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the book has of Zhejiang, in every format."""
    folder = tmp_path_factory.mktemp("zhejiang")
    for form in FORMATS:
        run(countycli, form, folder / form, "--in", "浙江")
    return folder


def rows_of(folder: Path, form: str, table: str) -> list[dict[str, Any]]:
    """What a reader of the format gives, with the types that it can give."""
    if form == "sqlite":
        with closing(sqlite3.connect(folder / form)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
    ending = "csv" if form == "datapackage" else form
    path = folder / form / f"{table}.{ending}"
    if form == "parquet":
        relation = duckdb.read_parquet(str(path))
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file)) if ending == "csv" else [json.loads(line) for line in file]


def query(book: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows that DuckDB finds; paths in `sql` are within the exports."""
    placed = re.sub(r"'((?:book|parted)/[^']+)'", lambda match: f"'{book / match[1]}'", sql)
    relation = duckdb.sql(placed)
    assert relation is not None
    return relation.fetchall()


def block(language: str, after: str) -> str:
    """The first block of code in the documentation that stands after some words."""
    found = re.search(rf"```{language}\n(.*?)```", ENGINES.partition(after)[2], re.DOTALL)
    assert found
    return found[1]


def ranked(countycli: Program, *arguments: str) -> list[tuple[int, str, float]]:
    return [(row["rank"], row["county"]["code"], row["value"]) for row in countycli(*arguments).json["rows"]]


# What is written


@pytest.mark.no_cover
@pytest.mark.parametrize("table", NAMES)
def test_every_table_has_its_columns_and_as_many_rows_as_the_book(table: str, book: Path, index: Index) -> None:
    relation = duckdb.read_parquet(str(book / "book" / f"{table}.parquet"))
    assert relation.columns == COLUMNS[table]
    assert len(relation) == index.counts()["places" if table == "counties" else table]


def test_the_columns_of_figures() -> None:
    assert COLUMNS["observations"] == COLUMNS["targets"] == FIGURE_COLUMNS


@pytest.mark.no_cover
@pytest.mark.parametrize("table", NAMES)
def test_formats_agree(table: str, zhejiang: Path) -> None:
    """Flags are 1 and 0 in SQLite; CSV holds the same as text."""
    wanted = rows_of(zhejiang, "jsonl", table)
    assert rows_of(zhejiang, "parquet", table) == wanted
    assert rows_of(zhejiang, "sqlite", table) == wanted
    texts = {None: "", True: "true", False: "false"}
    as_text = [
        {key: texts[it] if it is None or it is True or it is False else str(it) for key, it in row.items()}
        for row in wanted
    ]
    assert rows_of(zhejiang, "csv", table) == as_text


def test_a_figure(zhejiang: Path) -> None:
    """The figure that README's `why` shows."""
    figures = [
        row
        for row in rows_of(zhejiang, "jsonl", "observations")
        if (row["county_code"], row["metric"], row["period"]) == ("330326", "gdp", "2023")
    ]
    first, *rivals = sorted(figures, key=lambda row: not row["headline"])
    assert 711.8 in [rival["value"] for rival in rivals]
    assert first == {
        "county_code": "330326", "county": "平阳县", "level": "county",
        "prefecture_code": "330300", "prefecture": "温州市", "province_code": "330000", "province": "浙江省",
        "metric": "gdp", "metric_name": "地区生产总值", "unit": "亿元",
        "period": "2023", "first_month": "2023-01", "last_month": "2023-12", "year": 2023,
        "value": 711.81, "decimals": 2, "bound": None, "status": "preliminary", "standing": None, "scope": None,
        "headline": True, "comparable": True, "derived": False, "inferred": False, "restated": False,
        "boundaries": None, "zones_apart": False, "source": "nd-unnamed-pingyang-communique-2023",
        "at": first["at"], "printed": "711.81亿元", "note": None,
        "disputed": False, "breaks": None, "doubtful": False,
    }  # fmt: skip


def test_no_aim_is_comparable(zhejiang: Path) -> None:
    """What rankings compare are outcomes."""
    aims = rows_of(zhejiang, "jsonl", "targets")
    assert {(row["status"], row["comparable"]) for row in aims} == {("target", False)}


def test_figures_are_those_of_the_index(zhejiang: Path, index: Index) -> None:
    wanted = {
        (it.county, it.metric, str(it.period), it.scope, it.source): (it.value, it.bound, it.status, it.is_comparable)
        for it in index.figures.observations(metric="gdp")
        if it.county.startswith("33")
    }
    assert wanted == {
        (row["county_code"], row["metric"], row["period"], row["scope"], row["source"]): (
            row["value"], row["bound"], row["status"], row["comparable"],
        )
        for row in rows_of(zhejiang, "jsonl", "observations")
        if row["metric"] == "gdp"
    }  # fmt: skip


def test_regions_lie_in_themselves(zhejiang: Path) -> None:
    places = {
        row["code"]: (row["prefecture_code"], row["province_code"]) for row in rows_of(zhejiang, "jsonl", "counties")
    }
    assert places["000000"] == (None, "000000")
    assert places["330000"] == (None, "330000")
    assert places["330300"] == ("330300", "330000")
    assert places["330326"] == ("330300", "330000")


def test_lists_are_texts_that_can_be_split(zhejiang: Path, index: Index) -> None:
    rows = {row["code"]: row for row in rows_of(zhejiang, "jsonl", "counties")}
    assert rows["330103"]["successors"] == "330105 2021-04-09 并入"
    assert rows["330103"]["valid_to"] == "2021-04-09"
    for place in index.places.counties():
        assert tuple(filter(None, (rows[place.code]["aliases"] or "").split("|"))) == place.aliases


def test_every_reference_leads_somewhere(book: Path) -> None:
    for figures in FIGURE_TABLES:
        for key, table, target in (
            ("county_code", "counties", "code"),
            ("metric", "metrics", "id"),
            ("source", "documents", "id"),
        ):
            lost = (
                f"SELECT * FROM 'book/{figures}.parquet' ANTI JOIN 'book/{table}.parquet' AS it ON {key} = it.{target}"
            )
            assert query(book, lost) == []


def test_columns_identify_a_figure(book: Path) -> None:
    key = "county_code, metric, period, scope, source"
    assert query(book, f"SELECT {key} FROM 'book/observations.parquet' GROUP BY ALL HAVING count(*) > 1") == []


# Parted files


def test_parts_lie_as_hive_lays_them_out(book: Path) -> None:
    files = {path.relative_to(book / "parted").as_posix() for path in (book / "parted").rglob("*.*")}
    assert "observations/province=330000/year=2020/part-0.parquet" in files
    assert "observations/province=000000/year=2020/part-0.parquet" in files
    assert {name for name in files if "/" not in name} == {
        f"{name}.parquet" for name in NAMES if name not in FIGURE_TABLES
    }


def test_parts_are_the_whole(book: Path) -> None:
    parted = "read_parquet('parted/observations/**/*.parquet', hive_partitioning = true)"
    columns = ", ".join(f'"{name}"' for name in FIGURE_COLUMNS if name != "province")
    whole = f"SELECT {columns} FROM 'book/observations.parquet'"
    assert query(book, f"{whole} EXCEPT ALL SELECT {columns} FROM {parted}") == []
    (counts,) = query(book, f"SELECT count(*), count(*) FILTER (province = province_code::int) FROM {parted}")
    assert counts == (*query(book, f"SELECT count(*) FROM ({whole})")[0],) * 2


@pytest.mark.no_cover
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("keys", ["province", "year", "year,province"])
def test_parts_by_any_keys_in_any_format(form: str, keys: str, countycli: Program, tmp_path: Path) -> None:
    report = run(countycli, form, tmp_path / "out", "--partition-by", keys, "--in", "浙江")
    paths = [path for path in (tmp_path / "out" / "observations").rglob("*") if path.is_file()]
    assert {re.sub(r"=\d+", "", path.relative_to(tmp_path / "out").as_posix()) for path in paths} == {
        f"observations/{keys.replace(',', '/')}/part-0.{form}"
    }
    observations = next(row for row in report["rows"] if row["table"] == "observations")
    assert observations["files"] == len(paths)
    reader = {"csv": "read_csv", "jsonl": "read_json", "parquet": "read_parquet"}[form]
    found = query(tmp_path, f"SELECT count(*) FROM {reader}({[str(path) for path in paths]}, union_by_name = true)")
    assert found == [(observations["rows"],)]


# Rankings by other engines


@pytest.mark.parametrize("engine", ["DuckDB:", "Spark SQL:"])
def test_the_documented_ranking_is_that_of_rank(engine: str, book: Path, countycli: Program) -> None:
    """Spark itself isn't run; its query is standard SQL behind the view."""
    view = "CREATE OR REPLACE TEMPORARY VIEW observations AS SELECT * FROM 'book/observations.parquet';"
    sql = re.sub(r"CREATE TEMPORARY VIEW .*?;", view, block("sql", engine), flags=re.DOTALL)
    found = query(book, sql)
    assert [row[:2] + row[3:4] for row in found] == ranked(countycli, *RANKING)


def test_the_first_ones_in_the_guide_are_those_of_rank(book: Path, countycli: Program) -> None:
    guide = (ROOT / "docs" / "howto" / "other-programs.md").read_text("utf-8")
    (sql,) = re.findall(r"```sql\n(.*?)```", guide, re.DOTALL)
    rows = countycli("rank", "gdp", "--period", "2023", "--in", "浙江", "--json").json["rows"]
    assert [row[:2] for row in query(book, sql)] == [(row["county"]["name"], row["value"]) for row in rows[:3]]


def test_the_documented_ranking_in_polars(book: Path, countycli: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("polars", reason="polars is not installed")
    monkeypatch.chdir(book)
    names: dict[str, Any] = {}
    exec(block("python", "Polars:"), names)  # noqa: S102  # the documentation's own lines
    rows = names["ranking"].select("rank", "county_code", "value").rows()
    assert rows == ranked(countycli, *RANKING)


def test_the_documented_query_of_parts(book: Path, countycli: Program) -> None:
    found = query(book, block("sql", "From the parted export"))
    rows = countycli("rank", "-m", "population", "-p", "2020", "--in", "浙江", "--json").json["rows"]
    assert found == [(row["county"]["name"], row["value"]) for row in rows]


@pytest.mark.parametrize("metric", ["population", "urbanization_rate"])
def test_a_ranking_of_the_nation(metric: str, book: Path, countycli: Program) -> None:
    sql = block("sql", "DuckDB:").replace("gdp_growth", metric).replace("2024-01/2024-09", "2020")
    found = query(book, sql.replace("AND province_code = '330000'", ""))
    assert len(found) > 2000
    assert [row[:2] + row[3:4] for row in found] == ranked(countycli, "rank", "-m", metric, "-p", "2020", "--json")


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_duckdb_reads_the_other_formats(form: str, zhejiang: Path) -> None:
    reader = {"csv": "read_csv", "jsonl": "read_json"}[form]
    sql = f"SELECT count(*), count(value), sum(headline::int) FROM {reader}('{zhejiang / form}/observations.{form}')"
    assert query(zhejiang, sql) == query(zhejiang, sql.replace(reader, "read_parquet").replace(form, "parquet"))


# Filters


def figures(path: Path) -> list[dict[str, Any]]:
    return rows_of(path, "jsonl", "observations")


def test_a_part_of_the_book(countycli: Program, tmp_path: Path) -> None:
    options = ("--in", "浙江", "-m", "GDP", "-m", "population", "-p", "2020")
    report = run(countycli, "jsonl", tmp_path / "jsonl", *options)
    assert report["query"] == {
        "format": "jsonl",
        "partition_by": [],
        "in": "330000",
        "metrics": ["gdp", "population"],
        "period": "2020",
    }
    found = figures(tmp_path)
    assert {(it["province_code"], it["period"]) for it in found} == {("330000", "2020")}
    assert {it["metric"] for it in found} == {"gdp", "population"}
    assert {it["level"] for it in found} == {"county", "prefecture", "province"}
    assert len(rows_of(tmp_path, "jsonl", "counties")) == report["rows"][2]["rows"] > 3000


def test_a_region_brings_units_that_ceased_in_it(countycli: Program, tmp_path: Path) -> None:
    run(countycli, "jsonl", tmp_path / "jsonl", "--in", "杭州", "-m", "population")
    found = figures(tmp_path)
    assert {it["prefecture_code"] for it in found} == {"330100"}
    assert "330103" in {it["county_code"] for it in found}
    assert {it["county_code"][:4] for it in rows_of(tmp_path, "jsonl", "initiatives")} <= {"3301"}


def test_a_group_brings_its_members_and_what_they_continue(countycli: Program, tmp_path: Path, index: Index) -> None:
    run(countycli, "jsonl", tmp_path / "jsonl", "--in", "山区26县")
    members = {it.county for it in index.groups.members("shanqu26")}
    found = {it["county_code"] for it in figures(tmp_path)}
    assert members <= found
    assert found - members <= {part for it in members for part in index.places.parts_of(it)}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--metric", "gdp", "--period", "1990"), 3),
        (("--metric", "nonsense"), 3),
        (("--in", "龙泉市"), 3),
        (("--period", "nonsense"), 2),
        (("--partition-by", "county"), 2),
        (("--partition-by", "year,year"), 2),
        (("--partition-by", "year,"), 2),
        (("--partition-by", ""), 2),
    ],
)
def test_what_cannot_be_exported_is_explained(
    options: tuple[str, ...], code: int, countycli: Program, tmp_path: Path
) -> None:
    result = countycli("data", "export", "--format", "csv", "--output", str(tmp_path / "out"), *options)
    assert (result.code, result.out) == (code, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "csv"),
        ("--output", "out"),
        ("--format", "xlsx", "--output", "out"),
        ("--format", "csv", "--output", "-"),
        ("--format", "csv", "--output", ""),
        ("--format", "sqlite", "--output", "out", "--partition-by", "year"),
    ],
)
def test_usage_errors(
    arguments: tuple[str, ...], countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = countycli("data", "export", *arguments)
    assert (result.code, result.out) == (2, "")
    assert list(tmp_path.iterdir()) == []


def test_known_formats_are_named(countycli: Program) -> None:
    error = countycli("data", "export", "--format", "table", "--output", "out", "--json").error
    assert error["kind"] == "usage"
    assert all(form in error["hint"] for form in FORMATS)


# The report


def test_the_report(countycli: Program, tmp_path: Path) -> None:
    options = ("data", "export", "--format", "csv", "--in", "丽水", "-o")
    data = countycli(*options, str(tmp_path / "a"), "--json").json
    assert list(data) == ["schema", "data", "query", "scope", "path", "rows", "notes", "sources"]
    assert (data["schema"], data["path"]) == ("countycli/export/1", str(tmp_path / "a"))
    assert [row["table"] for row in data["rows"]] == NAMES
    lines = countycli(*options, str(tmp_path / "b")).out.splitlines()
    for row in data["rows"]:
        assert any(line.startswith(row["table"]) and f" {row['rows']:,} " in line for line in lines)


# Where it is written


def test_nothing_is_overwritten(countycli: Program, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.txt").write_text("mine", "utf-8")
    for form, name in (("sqlite", "file"), ("csv", "file"), ("csv", "folder"), ("sqlite", "folder")):
        for options in ((), ("--force",)):
            if (form, name, options) == ("sqlite", "file", ("--force",)):
                continue
            result = countycli("data", "export", "-f", form, "-o", str(tmp_path / name), *options, "--json")
            assert (result.code, result.out, result.error["kind"]) == (1, "", "output")
            assert name in result.error["message"]
    assert sorted(it.name for it in tmp_path.rglob("*")) == ["file", "folder", "notes.txt"]
    assert (tmp_path / "folder" / "notes.txt").read_text("utf-8") == "mine"


@EVERY_FORMAT
def test_force_replaces_an_earlier_export(form: str, countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / form
    run(countycli, form, path, "--in", "浙江", "-m", "gdp")
    before = len(rows_of(tmp_path, form, "observations"))
    assert countycli("data", "export", "-f", form, "-o", str(path)).code == 1
    run(countycli, form, path, "--in", "温州", "-m", "gdp", "--force")
    assert 0 < len(rows_of(tmp_path, form, "observations")) < before
    assert [it.name for it in tmp_path.iterdir()] == [form]


def test_force_leaves_no_file_of_another_layout(countycli: Program, tmp_path: Path) -> None:
    run(countycli, "parquet", tmp_path / "out", "--in", "温州", "--partition-by", "province,year")
    run(countycli, "csv", tmp_path / "out", "--in", "温州", "--force")
    assert sorted(it.name for it in (tmp_path / "out").iterdir()) == sorted(f"{name}.csv" for name in NAMES)


def test_an_empty_folder_is_filled(countycli: Program, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    run(countycli, "csv", tmp_path / "out", "--in", "温州")
    assert (tmp_path / "out" / "observations.csv").exists()


def test_a_link_is_followed(countycli: Program, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    run(countycli, "csv", tmp_path / "link", "--in", "温州")
    assert (tmp_path / "real" / "observations.csv").exists()
    assert (tmp_path / "link").is_symlink()


@EVERY_FORMAT
def test_a_place_that_is_not_there(form: str, countycli: Program, tmp_path: Path) -> None:
    result = countycli("data", "export", "-f", form, "-o", str(tmp_path / "missing" / "out"), "--json")
    assert (result.code, result.error["kind"]) == (1, "output")
    assert "no such file or folder" in result.error["message"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_failed_write_leaves_what_was_there(
    form: str, countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(countycli, form, tmp_path / form, "--in", "温州")
    before = figures_and_times(tmp_path)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "_write_table", full)
    result = countycli("data", "export", "-f", form, "-o", str(tmp_path / form), "--force", "--json")
    assert (result.code, result.error["kind"]) == (1, "output")
    assert "no space left" in result.error["message"]
    assert figures_and_times(tmp_path) == before


def figures_and_times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk_leaves_nothing(form: str, tmp_path: Path) -> None:
    """Files may not grow beyond a limit that the whole book exceeds."""
    code = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000));"
        "from countycli.__main__ import main; main()"
    )
    arguments = ("data", "export", "-f", form, "-o", str(tmp_path / "out"), "--json")
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, env=clean_environment(), check=False, timeout=120
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert json.loads(done.stderr)["error"]["kind"] == "output"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_export_leaves_nothing(number: signal.Signals, code: int, tmp_path: Path) -> None:
    arguments = ("data", "export", "-f", "jsonl", "-o", str(tmp_path / "out"))
    with subprocess.Popen(
        [sys.executable, "-m", "countycli", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment(),
    ) as program:
        deadline = time.monotonic() + 60
        while not list(tmp_path.rglob("observations.jsonl")) and time.monotonic() < deadline:
            time.sleep(0.005)
        program.send_signal(number)
        program.communicate(timeout=60)
    assert program.returncode == code
    assert list(tmp_path.iterdir()) == []


# What it takes


@pytest.mark.no_cover
def test_memory_stays_flat(index: Index, tmp_path: Path) -> None:
    """Of what is written a small part is held at a time."""
    tracemalloc.start()
    try:
        export(index, ExportRequest("csv", str(tmp_path / "out"), scope=("河南", "四川")))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    with (tmp_path / "out" / "observations.csv").open(encoding="utf-8", newline="") as file:
        assert sum(1 for _ in csv.reader(file)) > 30_000
    assert peak < MOST_MEMORY


@pytest.mark.parametrize(("lang", "word"), [("en", "not installed"), ("zh", "尚未安装")])
def test_without_pyarrow(
    lang: str, word: str, countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    result = countycli("data", "export", "-f", "parquet", "-o", str(tmp_path / "out"), "--json", lang=lang)
    assert (result.code, result.out, result.error["kind"]) == (1, "", "failure")
    assert word in result.error["message"]
    assert "pip install 'countycli[parquet]'" in result.error["hint"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["csv", "jsonl", "sqlite"])
def test_other_formats_need_no_pyarrow(form: str, tmp_path: Path) -> None:
    code = "import sys; sys.modules['pyarrow'] = None; from countycli.__main__ import main; main()"
    arguments = ("data", "export", "-f", form, "-o", str(tmp_path / "out"), "--in", "温州")
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, env=clean_environment(), check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_options_of_the_command_replace_those_of_output(countycli: Program) -> None:
    text = countycli("data", "export", "--help").out
    assert len(re.findall(r"^ +-f, --format", text, re.MULTILINE)) == 1
    assert len(re.findall(r"^ +-o, --output", text, re.MULTILINE)) == 1
