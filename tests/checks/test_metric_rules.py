"""Rules between indicators stand in `metrics.toml`, so that they hold for a reader's own indicators too."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from books import DATA, OWN_DOCUMENT, observed
from conftest import ROOT, Program

from countycli.model import metric_terms

OWN_DOCUMENT_OF = """[document]
title = "{name}"
published = 2026-03-01
kind = "news"
access = "official"
"""


def metric(identifier: str, *lines: str, unit: str = "亿元", kind: str = "level") -> str:
    head = f"""[[metrics]]
id = "{identifier}"
name = "指标{identifier}"
name_en = "Indicator {identifier}"
topic = "economy"
unit = "{unit}"
kind = "{kind}"
decimals = 1
range = [-100000, 100000]
definition = "自编。"
definition_en = "My own."
"""
    return head + "".join(f"{line}\n" for line in lines)


PARTS = metric("own_a") + metric("own_b")
SUM = PARTS + metric("own_whole", 'sums = [{ parts = ["own_a", "own_b"] }]')
COUNTS = PARTS + metric("own_whole", 'sums = [{ parts = ["own_a", "own_b"], slack = 0, revision = 0 }]')
SHARE = metric("own_b_share", unit="%", kind="share")
HUNDRED = SHARE + metric("own_a_share", 'hundred = { with = ["own_b_share"] }', unit="%", kind="share")
LOOSE = HUNDRED.replace('["own_b_share"] }', '["own_b_share"], slack = 3 }')
RATIO = 'kind = "ratio", metric = "own_a", base = "own_b", times = 100'
DERIVED = PARTS + metric("own_share", f"derived = {{ {RATIO} }}", unit="%", kind="share")
EXACT = DERIVED.replace("times = 100", "times = 100, slack = 0, revision = 0")
QUOTIENT = PARTS + metric("own_ratio", 'quotients = [{ metric = "own_a", base = "own_b", times = 1 }]', unit="倍")
HEADS = PARTS + metric(
    "own_per_head",
    'quotients = [{ metric = "own_a", base = "resident_population", times = 10000, annual = true }]',
    unit="元",
)
GROWTH = PARTS + metric("own_rise", 'growth = { of = "own_a" }', unit="%", kind="growth")
STRICT = GROWTH.replace('"own_a" }', '"own_a", slack = 1 }')
CONSTANT = GROWTH.replace("growth = {", 'price_basis = "constant"\ngrowth = {')
BEFORE = observed("331181", "2023", own_a=100)


def check(countycli: Program, folder: Path, metrics: str, *documents: str) -> list[tuple[str, str]]:
    """The codes of all faults, and the lines on which they lie."""
    (folder / "metrics.toml").write_text(metrics, encoding="utf-8")
    for number, blocks in enumerate(documents):
        text = OWN_DOCUMENT_OF.format(name=number) + blocks
        (folder / f"document{number}.toml").write_text(text, encoding="utf-8")
    rows = countycli("data", "check", str(folder), "--json").json["rows"]
    lines = {path: Path(path).read_text(encoding="utf-8").splitlines() for path in {row["path"] for row in rows}}
    return [(row["code"], lines[row["path"]][row["line"] - 1]) for row in rows]


def of_2024(**figures: float) -> str:
    return observed("331181", "2024", **figures)


@pytest.mark.parametrize(
    ("metrics", "blocks", "code"),
    [
        (SUM, of_2024(own_whole=100.0, own_a=40.0, own_b=60.4), None),
        (SUM, of_2024(own_whole=100.0, own_a=40.0, own_b=62.0), "D601"),
        (COUNTS, of_2024(own_whole=100.0, own_a=40.0, own_b=60.0), None),
        (COUNTS, of_2024(own_whole=100.0, own_a=40.0, own_b=60.1), "D601"),
        (HUNDRED, of_2024(own_a_share=40.0, own_b_share=60.1), None),
        (HUNDRED, of_2024(own_a_share=40.0, own_b_share=62.0), "D601"),
        (LOOSE, of_2024(own_a_share=40.0, own_b_share=62.0), None),
        (DERIVED, of_2024(own_share=50.4, own_a=30.0, own_b=60.0), None),
        (DERIVED, of_2024(own_share=55.0, own_a=30.0, own_b=60.0), "D604"),
        (EXACT, of_2024(own_share=50.0, own_a=30.0, own_b=60.0), None),
        (EXACT, of_2024(own_share=50.4, own_a=30.0, own_b=60.0), "D604"),
        (QUOTIENT, of_2024(own_ratio=2.0, own_a=60.0, own_b=30.0), None),
        (QUOTIENT, of_2024(own_ratio=2.2, own_a=60.0, own_b=30.0), "D604"),
        (HEADS, of_2024(own_per_head=52000, own_a=50.0, resident_population=10.0), None),
        (HEADS, of_2024(own_per_head=70000, own_a=50.0, resident_population=10.0), "D604"),
        (HEADS, of_2024(own_per_head=50000, own_a=50.0) + observed("331181", "2020", resident_population=9.6), None),
        (HEADS, of_2024(own_per_head=50000, own_a=50.0) + observed("331181", "2020", resident_population=9.0), "D607"),
        (GROWTH, BEFORE + of_2024(own_rise=5.0, own_a=119.0), None),
        (GROWTH, BEFORE + of_2024(own_rise=5.0, own_a=122.0), "D603"),
        (CONSTANT, BEFORE + of_2024(own_rise=5.0, own_a=119.0), "D603"),
        (STRICT, BEFORE + of_2024(own_rise=5.0, own_a=106.0), None),
        (STRICT, BEFORE + of_2024(own_rise=5.0, own_a=107.0), "D603"),
    ],
)
def test_own_indicators_are_held_against_each_other(
    countycli: Program, tmp_path: Path, metrics: str, blocks: str, code: str | None
) -> None:
    found = check(countycli, tmp_path, metrics, blocks)
    assert [found_code for found_code, _ in found] == ([code] if code else [])


@pytest.mark.parametrize(("total", "codes"), [(102.0, []), (106.0, ["D601"])])
def test_figures_of_several_documents_may_be_revised(
    countycli: Program, tmp_path: Path, total: float, codes: list[str]
) -> None:
    parts, whole = of_2024(own_a=40.0, own_b=60.0), of_2024(own_whole=total)
    assert [code for code, _ in check(countycli, tmp_path, SUM, parts, whole)] == codes


def test_an_own_indicator_may_be_a_part_of_what_the_book_has(countycli: Program, tmp_path: Path) -> None:
    metrics = metric("own_rest") + metric("own_total", 'sums = [{ parts = ["budget_revenue", "own_rest"] }]')
    blocks = of_2024(own_total=100.0, budget_revenue=40.0, own_rest=90.0)
    assert check(countycli, tmp_path, metrics, blocks) == [("D601", "own_total = 100.0")]


def test_an_own_count_of_the_people_stands_at_the_head_of_a_page(frozen: Program, tmp_path: Path) -> None:
    count = metric("own_people", "residents = true", unit="万人", kind="count")
    (tmp_path / "metrics.toml").write_text(count + metric("own_guests", unit="万人"), encoding="utf-8")
    blocks = observed("331181", "2025", own_people=23.45, own_guests=99.0)
    (tmp_path / "mine.toml").write_text(OWN_DOCUMENT + blocks, encoding="utf-8")
    assert "23.45" not in frozen("show", "龙泉").out
    head = frozen("show", "龙泉", "--data", str(tmp_path)).out.partition("\n\n")[0]
    assert "23.45" in head
    assert "99" not in head


def test_an_own_headline_stands_on_the_page_of_a_place(countycli: Program, tmp_path: Path) -> None:
    (tmp_path / "metrics.toml").write_text(metric("own_first", "headline = 1"), encoding="utf-8")
    (tmp_path / "mine.toml").write_text(OWN_DOCUMENT + observed("331181", "2025", own_first=5), encoding="utf-8")
    first = countycli("show", "龙泉", "--data", str(tmp_path)).out.split("\n\n")[1].splitlines()[1]
    assert first.startswith("Indicator own_first ")


def test_what_tells_of_a_town_is_no_headline(countycli: Program, tmp_path: Path) -> None:
    metrics = metric("own_first", 'scope = "town"', "headline = 1")
    assert check(countycli, tmp_path, metrics) == [("D104", "headline = 1")]


def test_what_tells_of_a_town_is_held_against_nothing(countycli: Program, tmp_path: Path) -> None:
    metrics = SUM.replace('id = "own_a"', 'id = "own_a"\nscope = "town"')
    assert check(countycli, tmp_path, metrics, of_2024(own_whole=100.0, own_a=40.0, own_b=70.0)) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('sums = [{ parts = ["own_a", "own_c"] }]', "D202"),
        ('sums = [{ parts = ["own_a", "own_whole"] }]', "D208"),
        ('sums = [{ parts = ["own_a", "own_a"] }]', "D303"),
        ('sums = [{ parts = ["own_a", "resident_population"] }]', "D205"),
        ('sums = [{ parts = ["own_a"] }]', "D104"),
        ("sums = [{ parts = [] }]", "D104"),
        ("sums = [{ slack = 0.1 }]", "D103"),
        ('sums = [{ parts = ["own_a", "own_b"], slak = 0.1 }]', "D102"),
        ('sums = [{ parts = ["own_a", "own_b"], slack = 1.5 }]', "D104"),
        ('sums = [{ parts = ["own_a", "own_b"], revision = -0.1 }]', "D104"),
        ('sums = { parts = ["own_a", "own_b"] }', "D104"),
        ('quotients = [{ metric = "own_a", base = "own_c", times = 1 }]', "D202"),
        ('quotients = [{ metric = "own_a", times = 1 }]', "D103"),
        ('growth = { of = "own_c" }', "D202"),
        ('growth = { of = "own_whole" }', "D208"),
        ('growth = "own_a"', "D104"),
        ('growth = { of = "own_a", slack = nan }', "D104"),
        ("hundred = { with = [] }", "D104"),
        ('hundred = { with = ["own_c"] }', "D202"),
        ('derived = { kind = "share", metric = "own_a", base = "province", times = 100, slack = 0.1 }', "D102"),
        ('derived = { kind = "ratio", metric = "own_a", base = "own_b", times = "1" }', "D104"),
        ('derived = { kind = "ratio", metric = "own_whole", base = "own_whole", times = 1 }', "D208"),
        ('derived = { kind = "share", metric = "own_whole", base = "province", times = 100 }', "D208"),
    ],
)
def test_a_rule_that_makes_no_sense_is_one_fault(countycli: Program, tmp_path: Path, line: str, code: str) -> None:
    assert check(countycli, tmp_path, PARTS + metric("own_whole", line)) == [(code, line)]


def test_a_rule_may_be_a_table_of_its_own(countycli: Program, tmp_path: Path) -> None:
    metrics = PARTS + metric("own_whole", "[[metrics.sums]]", 'parts = ["own_a", "own_b"]')
    found = check(countycli, tmp_path, metrics, of_2024(own_whole=100.0, own_a=40.0, own_b=70.0))
    assert found == [("D601", "own_whole = 100.0")]


def test_no_module_names_an_indicator() -> None:
    """But for the words of which the terms for indicators consist."""
    metrics = tomllib.loads((DATA / "metrics.toml").read_text(encoding="utf-8"))["metrics"]
    known = {entry["id"] for entry in metrics}
    modules = {*(ROOT / "src/countycli").rglob("*.py")} - {Path(metric_terms.__file__)}
    assert len(modules) > 100
    for module in modules:
        nodes = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        named = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        assert not named & known, module


def test_rising_indicators_of_the_book_name_what_rises() -> None:
    """Where the book has growth and level of the same thing, one is checked by the other."""
    metrics = tomllib.loads((DATA / "metrics.toml").read_text(encoding="utf-8"))["metrics"]
    known = {entry["id"] for entry in metrics}
    growths = {entry["id"]: entry for entry in metrics if entry["kind"] == "growth"}
    paired = {name: name.removesuffix("_growth") for name in growths if name.removesuffix("_growth") in known - {name}}
    assert len(paired) > 40
    for name, level in paired.items():
        assert growths[name]["growth"]["of"] == level


def test_a_broken_rule_does_not_hide_the_faults_of_figures(countycli: Program, tmp_path: Path) -> None:
    metrics = SUM + metric("own_other", 'sums = [{ parts = ["own_a", "own_c"] }]')
    found = check(countycli, tmp_path, metrics, of_2024(own_whole=100.0, own_a=40.0, own_b=70.0, own_other=1.0))
    assert sorted(code for code, _ in found) == ["D202", "D601"]


def test_a_document_beside_own_rules_is_read_as_ever(frozen: Program, tmp_path: Path) -> None:
    (tmp_path / "metrics.toml").write_text(SUM, encoding="utf-8")
    (tmp_path / "notes.toml").write_text(OWN_DOCUMENT + of_2024(own_whole=100.0), encoding="utf-8")
    result = frozen("show", "331181", "own_whole", "--data", str(tmp_path), "--json")
    assert [row["value"] for row in result.json["observations"]] == [100.0]


def ratio(identifier: str, of: str, base: str = "gdp") -> str:
    return metric(identifier, f'derived = {{ kind = "ratio", metric = "{of}", base = "{base}", times = 1 }}')


@pytest.mark.parametrize(
    ("metrics", "told"),
    [
        (ratio("own_a", "own_b") + ratio("own_b", "own_a"), {"“own_a” refers to itself through own_b"}),
        (ratio("own_a", "gdp", "own_b") + ratio("own_b", "own_a"), {"“own_a” refers to itself through own_b"}),
        (
            ratio("own_x", "own_a") + ratio("own_a", "own_b") + ratio("own_b", "own_c") + ratio("own_c", "own_a"),
            {"“own_a” refers to itself through own_b, own_c"},
        ),
        (
            ratio("own_a", "own_a") + ratio("own_b", "own_b", "own_a"),
            {"“own_a” refers to itself", "“own_b” refers to itself"},
        ),
        (ratio("own_a", "own_b", "own_c") + ratio("own_b", "own_c") + ratio("own_c", "gdp"), set()),
    ],
)
def test_formulas_that_run_in_a_circle_are_told(
    countycli: Program, tmp_path: Path, metrics: str, told: set[str]
) -> None:
    (tmp_path / "metrics.toml").write_text(metrics, encoding="utf-8")
    rows = countycli("data", "check", str(tmp_path), "--json", lang="en").json["rows"]
    assert {row["message"] for row in rows} == told
    assert {row["code"] for row in rows} <= {"D208"}


def test_a_circle_of_thousands_of_formulas_is_told_in_a_few_words(countycli: Program, tmp_path: Path) -> None:
    count = 3000
    metrics = "".join(ratio(f"own_{number}", f"own_{(number + 1) % count}") for number in range(count))
    (tmp_path / "metrics.toml").write_text(metrics, encoding="utf-8")
    (row,) = countycli("data", "check", str(tmp_path), "--json", lang="en").json["rows"]
    assert row["message"] == "“own_0” refers to itself through own_1, own_2, own_3, own_4, and 2995 more"


@pytest.mark.parametrize(
    ("changed", "message", "hint"),
    [
        (("topic", "经济"), "没有专题“经济”", "是不是 `economy`？要新增，在 [[topics]] 下写 id、name、name_en"),
        (("topic", "茶"), "没有专题“茶”", "economy、"),
        (("unit", "万箱"), "没有单位“万箱”", "[[units]] 下写 id、name_en、dimension、scale"),
    ],
)
def test_a_topic_or_unit_that_does_not_exist_is_told_with_those_that_do(
    countycli: Program, tmp_path: Path, changed: tuple[str, str], message: str, hint: str
) -> None:
    key, word = changed
    text = re.sub(f'(?m)^{key} = ".*"$', f'{key} = "{word}"', metric("own_a"))
    (tmp_path / "metrics.toml").write_text(text, encoding="utf-8")
    (row,) = countycli("data", "check", str(tmp_path), "--json", lang="zh").json["rows"]
    assert row["message"] == message
    assert hint in row["hint"]
