from __future__ import annotations

import csv
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT, Result, clean_environment

SAMPLE = ("--seed", "7", "--size", "40", "--document", "202")


@cache
def audit(*arguments: str) -> Result:
    script = [sys.executable, str(ROOT / "tools" / "audit.py"), *arguments]
    done = subprocess.run(script, capture_output=True, env=clean_environment(), check=False, timeout=120)
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def rows(*arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(audit("--format", "csv", *arguments).out.splitlines()))


def tallied(path: Path, sheet: str) -> Result:
    path.write_text(sheet, "utf-8")
    return audit("--tally", str(path))


def test_the_same_seed_draws_the_same_figures_in_either_format() -> None:
    titles = re.findall(r"^- \[ \] \d+\. \S+ (\d{6}) · .+ `(\w+)` · (\S+) · ", audit(*SAMPLE).out, re.MULTILINE)
    assert titles == [(it["code"], it["metric_id"], it["period"]) for it in rows(*SAMPLE)]
    assert len(titles) == 40


def test_strata_have_their_share_and_one_figure_at_least() -> None:
    table = re.findall(r"^\| \w+, \w+ \| (\d+) \| (\d+) \|$", audit(*SAMPLE).out, re.MULTILINE)
    counts = sorted((int(figures), int(drawn)) for figures, drawn in table)
    assert sum(drawn for _, drawn in counts) == 40
    assert [drawn for _, drawn in counts] == sorted(drawn for _, drawn in counts)
    assert counts[0][1] == 1


def test_a_figure_leads_to_its_line() -> None:
    for it in rows(*SAMPLE):
        line = (ROOT / it["file"]).read_text("utf-8").splitlines()[int(it["line"]) - 1]
        assert line.startswith(f"{it['metric_id']} = ")
        assert it["printed"] in line


def test_filters_narrow_the_sample() -> None:
    filters = ("--document", "202[34]-*", "--without", "2024-0", "--place", "3303", "--place", "3310")
    found = rows(*filters, "--kind", "observation", "--metric", "gdp", "--metric", "gdp_growth")
    assert {it["metric_id"] for it in found} == {"gdp", "gdp_growth"}
    assert {it["code"][:4] for it in found} == {"3303", "3310"}
    assert all(re.match(r"data/documents/202(3|4-[^0])", it["file"]) for it in found)
    assert "target" not in {it["status"] for it in found}


def test_census_cells_come_only_when_asked_for() -> None:
    found = rows("--census", "--document", "census-", "--place", "33")
    assert {it["file"] for it in found} == {"data/tables/census-2010.toml", "data/tables/census-2020.toml"}
    assert all(it["code"] in (ROOT / it["file"]).read_text("utf-8").splitlines()[int(it["line"]) - 1] for it in found)


@pytest.mark.parametrize(
    ("boxes", "counts", "bound"),
    [
        ("x" * 60, "60 right, 0 wrong, 0 not checked", "4.87%"),
        ("x" * 99 + "!", "99 right, 1 wrong, 0 not checked", "4.66%"),
        ("!!! ", "0 right, 3 wrong, 1 not checked", "100.00%"),
    ],
)
def test_the_tally_counts_boxes_and_bounds_the_error_rate(tmp_path: Path, boxes: str, counts: str, bound: str) -> None:
    markdown = "".join(f"- [{it}] {number}. 平阳县\n  - remark:\n" for number, it in enumerate(boxes, 1))
    table = "tick,number,remark,county\n" + "".join(f"[{it}],{n},,平阳县\n" for n, it in enumerate(boxes, 1))
    result = tallied(tmp_path / "sheet.md", markdown)
    assert result.out == tallied(tmp_path / "sheet.csv", table).out
    assert f"{len(boxes)} figures: {counts}\n" in result.out
    assert f"with 95 % confidence {bound} at most" in result.out


def test_a_sheet_that_was_filled_in_is_tallied_with_its_remarks(tmp_path: Path) -> None:
    sheet = (
        audit(*SAMPLE)
        .out.replace("[ ] 1.", "[!] 1.")
        .replace("[ ] 2.", "[x] 2.")
        .replace("remark:", "remark: 1 off", 1)
    )
    result = tallied(tmp_path / "sheet.md", sheet)
    assert result.out.splitlines()[:2] == ["40 figures: 1 right, 1 wrong, 38 not checked", "  1. wrong: 1 off"]


@pytest.mark.parametrize(
    ("sheet", "complaint"),
    [("- [ ] 1. 平阳县\n", "no box is filled in"), ("- [?] 1. 平阳县\n", "[?] is neither")],
)
def test_a_sheet_that_cannot_be_tallied_is_refused(tmp_path: Path, sheet: str, complaint: str) -> None:
    result = tallied(tmp_path / "sheet.md", sheet)
    assert (result.code, result.out) == (1, "")
    assert complaint in result.err


def test_filters_that_nothing_passes_are_an_error() -> None:
    result = audit("--document", "no-such-document")
    assert (result.code, result.err) == (1, "No figure passes the filters.\n")
