"""Doubtful figures: kept and shown with a question mark, but never ranked, calculated with or held against."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from books import Book, aimed, observed
from conftest import Program

ZHEJIANG, LISHUI, LONGQUAN, YIWU, PINGYANG, QINGYUAN = "330000", "331100", "331181", "330782", "330326", "331126"
REASON = "不足上年的十分之一。"
TABLE = f"""[[tables]]
period = "2023"
columns = ["gdp", "resident_population"]
rows = [
    ["331126", 90.5, {{ value = 1.4, doubtful = true, note = "{REASON}" }}],
    ["331181", 180.5, 24.8],
    ["330782", 2330.6, 188.5],
    ["330326", 660.1, 86.2],
]
"""


def doubtful(value: float, more: str = "") -> str:
    return f'{{ value = {value}, doubtful = true, note = "{REASON}"{more} }}'


@pytest.fixture(scope="module")
def doubted(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A book in which some figures of 2024 lost a digit: one of a county that has no other, one that a compilation
    gives rightly, and one of the province.
    """
    book = Book(tmp_path_factory.mktemp("doubted"))
    book.write(
        "report",
        observed(ZHEJIANG, "2024", gdp=doubtful(9013.1), gdp_growth=5.5),
        observed(LISHUI, "2024", gdp=2181.2),
        observed(LONGQUAN, "2024", gdp=doubtful(19.05), resident_population=24.9, gdp_growth=doubtful(65)),
        observed(YIWU, "2024", gdp=doubtful(250.35), gdp_growth=8),
        observed(PINGYANG, "2024", gdp=711.8, gdp_growth=8.2),
        published="2025-03-01",
    )
    book.write("list", observed(YIWU, "2024", gdp=2503.5), published="2025-06-01", access="compilation")
    book.write("table", TABLE, published="2024-03-01")
    book.write("aims", aimed(LONGQUAN, "2024", gdp=10, gdp_growth=100), published="2024-02-01")
    return Program(book.folder)


def only(found: list[Any], **wanted: Any) -> Any:
    (it,) = [it for it in found if all(it[key] == value for key, value in wanted.items())]
    return it


# Where a figure is shown


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (("show", LONGQUAN), "19.05?"),
        (("show", LONGQUAN), "65?"),
        (("show", QINGYUAN), "1.4?"),
        (("compare", LONGQUAN, PINGYANG, "--period", "2024", "--metric", "gdp"), "19.05? A?*[1]"),
        (("compare", "--in", LISHUI, "--period", "2024", "--metric", "gdp", LONGQUAN), "19.05?"),
        (("targets", LONGQUAN), "19.05?亿元 A?*"),
        (("targets", LONGQUAN), "65%? A?*"),
        (("why", LONGQUAN, "gdp"), "19.05?亿元"),
        (("why", YIWU, "gdp"), "250.35?亿元"),
        (("sources", "report"), "250.35?"),
        (("sources", "table"), "1.4?"),
        (("rank", "gdp", "--period", "2024"), "龙泉市（19.05?亿元）"),
    ],
    ids=lambda it: " ".join(it) if isinstance(it, tuple) else None,
)
def test_a_doubtful_figure_bears_a_question_mark(doubted: Program, command: tuple[str, ...], shown: str) -> None:
    assert shown in doubted(*command, "--width", "200", lang="zh").out


@pytest.mark.parametrize("command", [("show", LONGQUAN), ("compare", LONGQUAN, PINGYANG), ("sources", "report")])
@pytest.mark.parametrize(("lang", "told"), [("en", "? doubtful as printed: not ranked"), ("zh", "? 存疑（原文如此）")])
def test_the_legend_explains_the_mark(doubted: Program, command: tuple[str, ...], lang: str, told: str) -> None:
    assert told in doubted(*command, lang=lang).out


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "can hardly be right, see the note"), ("zh", "难以成立，理由见备注")]
)
def test_why_tells_the_reason(doubted: Program, lang: str, told: str) -> None:
    shown = doubted("why", LONGQUAN, "gdp", "--width", "200", lang=lang).out
    assert told in shown
    assert REASON in shown


def test_json_has_the_flag(doubted: Program) -> None:
    found = doubted("show", LONGQUAN, "--json").json["observations"]
    flags = {(figure["metric"], figure["period"]): figure["doubtful"] for figure in found}
    assert flags["gdp", "2024"] is True
    assert flags["gdp", "2023"] is False
    assert only(found, metric="gdp", period="2024")["note"] == REASON


@pytest.mark.parametrize(
    ("command", "column"),
    [
        (("show", LONGQUAN, "gdp", "-p", "2024"), "doubtful"),
        (("targets", LONGQUAN), "outcome_doubtful"),
        (("sources", "report"), "doubtful"),
    ],
)
@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_flat_rows_have_a_column(
    doubted: Program, command: tuple[str, ...], column: str, form: str, delimiter: str
) -> None:
    rows = csv.DictReader(StringIO(doubted(*command, "-f", form).out), delimiter=delimiter)
    assert "true" in {row[column] for row in rows}


def test_exports_have_a_column(doubted: Program, tmp_path: Path) -> None:
    doubted("data", "export", "--format", "csv", "--output", str(tmp_path / "book"))
    with (tmp_path / "book" / "observations.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["doubtful"] == "true"]
    assert {(row["county_code"], row["metric"], row["headline"]) for row in rows} == {
        (ZHEJIANG, "gdp", "true"),
        (LONGQUAN, "gdp", "true"),
        (LONGQUAN, "gdp_growth", "true"),
        (YIWU, "gdp", "false"),
        (QINGYUAN, "resident_population", "true"),
    }
    assert {row["comparable"] for row in rows} == {"false"}


@pytest.mark.parametrize(("lang", "told"), [("en", "Doubtful ones among the figures"), ("zh", "其中存疑数据")])
def test_data_info_counts_them(doubted: Program, lang: str, told: str) -> None:
    assert doubted("data", "info", "--json").json["counts"]["doubtful"] == 5
    assert told in doubted("data", "info", lang=lang).out


# Which figure stands for a place


def test_a_doubtful_figure_is_the_headline_only_where_there_is_no_other(doubted: Program) -> None:
    answer = doubted("why", YIWU, "gdp", "-p", "2024", "--json").json
    assert (answer["observation"]["value"], answer["observation"]["source"]) == (2503.5, "list")
    assert [(rival["value"], rival["doubtful"]) for rival in answer["observation"]["rivals"]] == [(250.35, True)]
    assert answer["observation"]["disputed"] is True
    assert answer["reasons"] == ["the other is doubtful"]


@pytest.mark.parametrize("rival", ["{ value = 200, bound = '>=' }", "{ value = 200, status = 'estimate' }"])
def test_any_other_value_comes_before_a_doubtful_one(tmp_path: Path, rival: str) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", gdp=doubtful(20, ', status = "final"')))
    book.write("b", observed(LONGQUAN, "2024", gdp=rival), published="2025", access="compilation")
    chosen = Program(book.folder)("show", LONGQUAN, "--json").json["observations"][0]
    assert chosen["source"] == "b"


def test_an_own_figure_comes_before_a_doubtful_one_of_the_book(doubted: Program, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    head = '[document]\ntitle = "t"\nkind = "news"\naccess = "press"\npublished = 2025-05-01\n'
    own.write_text(head + observed(LONGQUAN, "2024", gdp=190.5), "utf-8")
    found = doubted("show", LONGQUAN, "--data", str(own), "--json").json["observations"]
    assert only(found, metric="gdp", period="2024")["value"] == 190.5
    assert only(found, metric="gdp_per_capita", period="2024")["value"] == 76506
    own.write_text(head + observed(PINGYANG, "2024", gdp=doubtful(71)), "utf-8")
    for flags in ((), ("--prefer-own",)):
        found = doubted("show", PINGYANG, "--data", str(own), "--json", *flags).json["observations"]
        assert only(found, metric="gdp", period="2024")["value"] == 711.8


# What is not done with a doubtful figure


def test_a_ranking_leaves_it_out_and_says_so(doubted: Program) -> None:
    answer = doubted("rank", "gdp", "-p", "2024", "--json").json
    assert [row["county"]["code"] for row in answer["rows"]] == [YIWU, PINGYANG]
    assert [(out["county"]["code"], out["detail"]) for out in answer["excluded"] if out["reason"] == "doubtful"] == [
        (LONGQUAN, "19.05? × CNY 100m")
    ]
    assert answer["periods"][0] == {"period": "2023", "counties": 4}


@pytest.mark.parametrize(
    ("lang", "heading", "told"),
    [
        ("en", "Counties left out: ", ["doubtful as printed", "1", "Longquan 龙泉市 (19.05? × CNY 100m)"]),
        ("zh", "未列入：", ["数据存疑", "1", "龙泉市（19.05?亿元）"]),
    ],
)
def test_the_page_of_a_ranking_names_it(doubted: Program, lang: str, heading: str, told: list[str]) -> None:
    page = doubted("rank", "gdp", "-p", "2024", "--width", "200", lang=lang).out
    left_out = page.partition(f"\n{heading}")[2].splitlines()
    assert told in [re.split(" {2,}", line) for line in left_out]


def test_it_is_no_row_of_latest_figures_changes_and_columns_beside(doubted: Program) -> None:
    latest = doubted("rank", "gdp", "--latest", "--json").json
    assert only(latest["rows"], period="2023", value=180.5)["county"]["code"] == LONGQUAN
    change = doubted("rank", "gdp", "-p", "2024", "--since", "2023", "--json").json
    assert {row["county"]["code"] for row in change["rows"]} == {YIWU, PINGYANG}
    beside = doubted("rank", "gdp", "-p", "2023", "-p", "2024", "--json").json
    assert {row["county"]["code"]: row["beside"][0] is None for row in beside["rows"]} == {
        YIWU: False,
        PINGYANG: False,
        LONGQUAN: True,
        QINGYUAN: True,
    }


def test_nothing_is_calculated_from_it(doubted: Program) -> None:
    derived = {
        (code, figure["metric"], figure["period"])
        for code in (LONGQUAN, YIWU, PINGYANG, QINGYUAN, LISHUI)
        for figure in doubted("show", code, "--json").json["observations"]
        if figure["derived"]
    }
    assert (LONGQUAN, "gdp_per_capita", "2023") in derived
    assert (LONGQUAN, "gdp_per_capita", "2024") not in derived
    assert (QINGYUAN, "gdp_per_capita", "2023") not in derived
    assert not [found for found in derived if "province" in found[1] and found[2] == "2024"]


def test_it_is_no_benchmark(doubted: Program) -> None:
    ranking = doubted("rank", "gdp", "-p", "2024", "--in", ZHEJIANG, "--json").json
    assert ranking["references"] == []
    assert [row["benchmarks"] for row in ranking["rows"]] == [[], []]
    growth = doubted("rank", "gdp_growth", "-p", "2024", "--in", ZHEJIANG, "--json").json
    assert [reference["county"]["code"] for reference in growth["references"]] == [ZHEJIANG]
    compared = doubted("compare", YIWU, PINGYANG, "--metric", "gdp", "-p", "2024", "--json").json
    assert compared["benchmarks"] == []
    shown = doubted("show", LONGQUAN, "--json").json["observations"]
    assert only(shown, metric="gdp", period="2024")["benchmarks"] == []


def test_no_change_of_a_region_starts_from_it(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(ZHEJIANG, "2023", exports=doubtful(3000)),
        observed(ZHEJIANG, "2024", exports=39000),
        observed(LONGQUAN, "2023", exports=10),
        observed(LONGQUAN, "2024", exports=12),
    )
    ranking = Program(book.folder)("rank", "exports", "-p", "2024", "--since", "2023", "--in", ZHEJIANG, "--json").json
    (reference,) = ranking["references"]
    assert "change" not in reference


@pytest.mark.parametrize(("earlier", "shown"), [(234626, "234,626 "), (None, "24,886? ")])
def test_the_head_of_a_page_has_it_only_for_want_of_another(tmp_path: Path, earlier: int | None, shown: str) -> None:
    book = Book(tmp_path)
    before = [observed(LONGQUAN, "2010", population=earlier)] if earlier else []
    book.write("a", observed(LONGQUAN, "2020", population=doubtful(24886)), *before)
    assert f"Population: {shown}" in Program(book.folder)("show", LONGQUAN).out


def test_a_region_that_is_compared_itself_is_shown_with_it(doubted: Program) -> None:
    compared = doubted("compare", ZHEJIANG, PINGYANG, "--metric", "gdp", "-p", "2024", "--json").json
    (row,) = compared["rows"]
    assert [value["doubtful"] for value in row["values"]] == [True, False]


def test_it_decides_no_target(doubted: Program) -> None:
    rows = doubted("targets", LONGQUAN, "--json").json["rows"]
    assert {row["metric"]: (row["state"], row["outcome"]["doubtful"]) for row in rows} == {
        "gdp": ("no_figure", True),
        "gdp_growth": ("no_figure", True),
    }


def test_coverage_counts_it_as_a_figure_that_can_not_be_ranked(doubted: Program) -> None:
    (row,) = doubted("coverage", "--metric", "gdp", "-p", "2024", "--json").json["rows"]
    assert (row["counties"], row["rankable"]) == (3, 2)
    held = doubted("coverage", LONGQUAN, "--metric", "gdp", "--json").json["rows"]
    assert {row["period"]: row["held"] for row in held} == {"2024": "doubtful", "2023": "figure"}


@pytest.mark.parametrize(("lang", "told"), [("en", "a doubtful figure only (2024)"), ("zh", "仅有存疑数据（2024年）")])
def test_a_countys_coverage_names_it(doubted: Program, lang: str, told: str) -> None:
    assert told in doubted("coverage", LONGQUAN, "--metric", "gdp_growth", lang=lang).out


# What the checks make of it


def faults(countycli: Program, folder: Path) -> list[tuple[str, str]]:
    return [
        (Path(fault["path"]).stem, fault["code"])
        for fault in countycli("data", "check", str(folder), "--json").json["rows"]
    ]


SECTORS = "gdp = 100\nprimary_va = 10\nsecondary_va = {}\ntertiary_va = 50"
SUMS = """[[tables]]
period = "2020"
columns = [{{ metric = "gdp", adds_up = true }}]
rows = [["331100", 31], ["331181", 10], ["331126", {}], ["330300", 90], ["330326", {}]]
"""
# By the code of a contradiction, a value that makes one, and the blocks in which the value stands.
CONTRADICTIONS: dict[str, tuple[float, Callable[[object], tuple[str, ...]]]] = {
    "D401": (990, lambda value: (_block(f"gdp_growth = {value}"),)),
    "D601": (99, lambda value: (_block(SECTORS.format(value)),)),
    "D602": (99, lambda value: (SUMS.format(value, 90),)),
    "D603": (99, lambda value: (_block("gdp = 150"), _block(f"gdp = 153\ngdp_growth = {value}", "2021"))),
    "D604": (99, lambda value: (_block(f"gdp = 100\nprimary_va = 10\nprimary_share = {value}"),)),
    "D605": (99000, lambda value: (_block("exports = 30"), _block(f"exports = {value}", "2021"))),
    "D606": (99, lambda value: (_block("gdp_growth = 5"), _block(f"gdp_growth = {value}"))),
}


def _block(figures: str, period: str = "2020") -> str:
    return f'[[observations]]\ncounty = "331181"\nperiod = "{period}"\n{figures}\n'


@pytest.mark.parametrize("code", CONTRADICTIONS)
def test_it_contradicts_nothing(countycli: Program, tmp_path: Path, code: str) -> None:
    book, (value, blocks) = Book(tmp_path), CONTRADICTIONS[code]
    for written, expected in ((value, {code}), (doubtful(value), set())):
        for number, text in enumerate(blocks(written)):
            book.write(f"a{number}", text)
        assert {found for _, found in faults(countycli, book.folder)} >= expected
    assert faults(countycli, book.folder) == []


def test_sums_without_it_are_still_checked(countycli: Program, tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", SUMS.format(doubtful(2.1), 80))
    (fault,) = countycli("data", "check", str(book.folder), "--json").json["rows"]
    assert (fault["code"], "330300" in fault["message"]) == ("D602", True)


def test_it_hides_no_contradiction_between_others(countycli: Program, tmp_path: Path) -> None:
    book = Book(tmp_path)
    years = {"2019": "30", "2020": doubtful(3), "2021": "300000"}
    book.write("a", *(_block(f"exports = {value}", year) for year, value in years.items()))
    assert faults(countycli, book.folder) == [("a", "D605")]
