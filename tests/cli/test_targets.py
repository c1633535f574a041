"""`targets` as it is typed, on the real book and with figures of the reader's own."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Program, Result

HEAD = '[document]\ntitle = "t"\npublisher = "p"\npublished = {}\nkind = "news"\naccess = "official"\n'
# Verdicts of the book: county, metric, year, verdict, rule, tolerance.
VERDICTS = [
    ("330303", "gdp_growth", "2024", "near", "at_least", 0.5),  # 6.1 of 6.5 左右
    ("330211", "gdp_growth", "2024", "near", "at_least", 0.5),  # 5.6 of 6 左右
    ("330483", "gdp_growth", "2024", "missed", "at_least", 0.5),  # 4.8 of 6.5 左右
    ("330108", "gdp_growth", "2024", "missed", "at_least", None),  # 5 of 6
    ("330502", "budget_revenue_growth", "2021", "met", "at_least", None),
    ("330110", "budget_expenditure", "2024", "unjudged", "unstated", None),  # 367.56 of 336
]


def own(folder: Path, *blocks: str, published: str = "2026-03-12") -> str:
    path = folder / "mine.toml"
    path.write_text("\n".join((HEAD.format(published), *blocks)), encoding="utf-8")
    return str(path)


def figures(table: str, county: str, period: str, **values: str) -> str:
    lines = [f"{metric} = {value}" for metric, value in values.items()]
    return "\n".join((f"[[{table}]]", f'county = "{county}"', f'period = "{period}"', *lines))


def rows_of(result: Result) -> list[dict[str, str]]:
    assert result.code == 0, result.err
    return list(csv.DictReader(io.StringIO(result.out)))


@pytest.mark.parametrize(("county", "metric", "year", "state", "rule", "tolerance"), VERDICTS)
def test_verdicts_of_the_book(
    county: str, metric: str, year: str, state: str, rule: str, tolerance: float | None, countycli: Program
) -> None:
    found = countycli("targets", county, "--year", year, "--json").json["rows"]
    (row,) = (row for row in found if row["metric"] == metric and row["scope"] is None)
    assert (row["state"], row["rule"], row["tolerance"]) == (state, rule, tolerance)


@pytest.mark.parametrize(
    ("lang", "cell"), [("en", "near: 6.1% A (>=6.5, near >=6)"), ("zh", "接近：6.1% A（>=6.5，>=6为接近）")]
)
def test_the_rule_stands_beside_the_verdict(lang: str, cell: str, countycli: Program) -> None:
    shown = countycli("targets", "龙湾", lang=lang).out
    assert cell in shown
    assert {"en": "half a percentage point", "zh": "0.5个百分点"}[lang] in shown


def test_what_is_about_an_amount_allows_a_share_of_it(frozen: Program, tmp_path: Path) -> None:
    file = own(
        tmp_path,
        figures("targets", "331181", "2024", exports='{ value = 40, bound = "~", note = "x" }'),
        figures("observations", "331181", "2024", exports="38.5"),
    )
    (row,) = rows_of(frozen("targets", "龙泉", "-y", "2024", "--data", file, "-f", "csv"))
    assert (row["state"], row["rule"], row["tolerance"]) == ("near", "at_least", "2.0")
    assert "near: 38.5 × CNY 100m [+] A (>=40, near >=38)" in frozen("targets", "龙泉", "--data", file).out


def test_marks_of_the_outcome_are_shown(frozen: Program, tmp_path: Path) -> None:
    """A verdict may rest on a figure of other boundaries, which documents dispute: 余杭 gave land away in 2021."""
    own(
        tmp_path,
        figures("targets", "330110", "2019", exports='{ value = 500, note = "x" }'),
        figures("observations", "330110", "2019", exports='{ value = 510, note = "x" }'),
    )
    other = figures("observations", "330110", "2019", exports="520")
    (tmp_path / "other.toml").write_text(HEAD.format("2026-03-11") + other, encoding="utf-8")
    rows = rows_of(frozen("targets", "余杭", "-y", "2019", "-f", "csv", "--data", str(tmp_path)))
    (row,) = (row for row in rows if row["metric"] == "exports")
    assert (row["state"], row["outcome"], row["outcome_note"]) == ("met", "510", "x")
    assert (row["outcome_disputed"], row["outcome_breaks"]) == ("true", "2021-04-09 to 330113 临平区")
    marks = ("outcome_derived", "outcome_zones_apart", "outcome_period_inferred")
    assert [row[mark] for mark in marks] == ["false"] * 3
    shown = frozen("targets", "余杭", "-y", "2019", "--data", str(tmp_path)).out
    assert "met: 510 × CNY 100m [+] AB*! (>=500)" in shown
    assert "B boundaries changed since" in shown


def test_several_places_and_years_are_united(countycli: Program) -> None:
    def found(*arguments: str) -> set[tuple[str, str, str]]:
        rows = countycli("targets", *arguments, "--json").json["rows"]
        return {(row["county"]["code"], row["metric"], row["period"]) for row in rows}

    assert found("松阳", "余杭") == found("松阳") | found("余杭")
    assert found("余杭", "-y", "2024", "-y", "2025") == found("余杭", "-y", "2024") | found("余杭", "-y", "2025")
    assert found("--in", "山区26县", "-y", "2024", "-y", "2025") == (
        found("--in", "山区26县", "-y", "2024") | found("--in", "山区26县", "-y", "2025")
    )
    query = countycli("targets", "松阳", "余杭", "-y", "2024", "-y", "2025", "--json").json["query"]
    assert [place["code"] for place in query["counties"]] == ["331124", "330110"]
    assert (query["county"], query["year"], query["years"]) == (None, None, [2024, 2025])
    query = countycli("targets", "余杭", "余杭区", "-y", "2024", "--json").json["query"]
    assert (query["county"]["code"], query["year"]) == ("330110", 2024)


def test_the_place_itself_comes_before_its_firms(frozen: Program, tmp_path: Path) -> None:
    """Of 龙泉 the book knows only a factory's target."""
    itself = "No target of Longquan 龙泉市 itself is known"
    result = frozen("targets", "龙泉")
    assert result.out.index(itself) < result.out.index("[enterprise]")
    assert itself in frozen("targets", "龙泉", "-f", "csv").err
    (note,) = (note for note in frozen("targets", "龙泉", "--json").json["notes"] if note["kind"] == "no_target")
    assert note["text"].startswith(itself)
    assert "未收录龙泉市本身的目标" in frozen("targets", "龙泉", lang="zh").out
    file = own(tmp_path, figures("targets", "331181", "2026", gdp_growth="7"))
    both = frozen("targets", "龙泉", "--data", file).out
    assert "itself" not in both
    assert both.index("GDP growth") < both.index("firms, projects, other areas") < both.index("[enterprise]")


def test_show_sets_the_targets_of_firms_apart(frozen: Program, tmp_path: Path) -> None:
    shown = frozen("show", "龙泉").out.partition("\nTargets\n")[2]
    assert shown.index("of the place itself none is known") < shown.index("[enterprise]")
    file = own(tmp_path, figures("targets", "331181", "2026", gdp_growth="7"))
    both = frozen("show", "龙泉", "--data", file).out.partition("\nTargets\n")[2]
    assert both.index("GDP growth") < both.index("Of firms, projects or other areas\n") < both.index("[enterprise]")
    assert "of the place itself" not in frozen("show", "松阳").out


def test_a_place_without_targets_among_others_is_told(frozen: Program) -> None:
    result = frozen("targets", "松阳", "义乌")
    assert result.code == 0
    assert "No targets of Yiwu 义乌市 are known" in result.out
    assert frozen("targets", "义乌").code == 3


def test_targets_of_other_years_are_named(countycli: Program) -> None:
    result = countycli("targets", "松阳", "--year", "2001")
    assert result.code == 3
    assert "for 2001" in result.err
    assert "2025" in result.err
    assert "2001年" in countycli("targets", "松阳", "--year", "2001", lang="zh").err


# The clock


def states(result: Result) -> dict[str, Any]:
    rows = result.json["rows"]
    return {f"{row['county']['code']} {row['metric']} {row['period']} {row['source']}": row["state"] for row in rows}


def test_documents_of_the_reader_do_not_close_the_targets_of_the_book(frozen: Program, tmp_path: Path) -> None:
    file = own(tmp_path, figures("targets", "331181", "2031", gdp_growth="7"), published="2031-02-01")
    before = frozen("targets", "--json")
    after = frozen("targets", "--data", file, "--json", COUNTYCLI_TODAY="2040-01-01")
    ours = {key: state for key, state in states(after).items() if "own/" in key}
    assert {key: state for key, state in states(after).items() if key not in ours} == states(before)
    assert "open" in states(before).values()
    assert list(ours.values()) == ["open"]
    data = after.json["data"]
    assert (data["as_of"], data["book_as_of"]) == ("2031-02-01", before.json["data"]["as_of"])


def test_targets_of_the_reader_are_closed_by_the_newest_document(frozen: Program, tmp_path: Path) -> None:
    """They are judged by what the reader brought, too."""
    own(tmp_path, figures("targets", "331181", "2027", gdp_growth="7"), published="2027-02-01")
    (tmp_path / "later.toml").write_text(HEAD.format("2028-03-01"), encoding="utf-8")
    rows = frozen("targets", "龙泉", "--data", str(tmp_path), "--json", COUNTYCLI_TODAY="2040-01-01").json["rows"]
    assert {row["period"]: row["state"] for row in rows} == {"2027": "no_figure", "2026": "open"}


@pytest.mark.parametrize("published", ["2206-03-01", '"2027-04"', "2028", "2027-03-02"])
def test_an_own_document_from_the_future_is_a_fault(published: str, frozen: Program, tmp_path: Path) -> None:
    """The data is of 2026-11, so an earlier clock wouldn't be believed: the day is set after it."""
    file = own(tmp_path, figures("observations", "331181", "2025", gdp="1"), published=published)
    today = "2027-03-01"
    for arguments in (("data", "check", file), ("show", "龙泉", "--data", file)):
        result = frozen(*arguments, COUNTYCLI_TODAY=today)
        assert result.code == 5
        assert "D406" in result.out + result.err
        assert "mine.toml:4" in result.out + result.err
    assert frozen("show", "龙泉", "--no-user-data", COUNTYCLI_DATA=file, COUNTYCLI_TODAY=today).code == 0


@pytest.mark.parametrize("published", ["2027-03-01", '"2027-03"', "2027"])
def test_a_document_of_today_is_none(published: str, frozen: Program, tmp_path: Path) -> None:
    file = own(tmp_path, figures("observations", "331181", "2025", gdp="1"), published=published)
    assert frozen("data", "check", file, COUNTYCLI_TODAY="2027-03-01").code == 0


def test_a_clock_that_is_behind_the_book_is_not_believed(frozen: Program, tmp_path: Path) -> None:
    past = "1970-01-01"
    file = own(tmp_path, figures("observations", "331181", "2025", gdp="1"), published="2026-03-12")
    assert frozen("data", "check", file, COUNTYCLI_TODAY=past).code == 0
    assert frozen("data", "check", COUNTYCLI_TODAY=past).code == 0
    assert frozen("data", "check", own(tmp_path, published="2027-03-01"), COUNTYCLI_TODAY=past).code == 5


@pytest.mark.parametrize("today", ["yesterday", "2027-3-1", "20270301", "2027-02-30"])
def test_a_day_that_is_none_is_a_usage_error(today: str, countycli: Program) -> None:
    assert countycli("data", "path", COUNTYCLI_TODAY=today).code == 2
