"""What `data check` reads, and how it tells of the faults that it finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from books import DATA, LONGQUAN, OWN_DOCUMENT, OWN_METRIC, observed, small_dataset
from conftest import FROZEN, Program
from faulty import told

from countycli.source import suggestions


def checkout(folder: Path) -> Path:
    """A folder that looks like a checkout of the project, with a dataset of its own, which it gives."""
    for name in ("pyproject.toml", "src/countycli/__init__.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return small_dataset(folder)


def only_fault(program: Program, folder: Path, lines: str) -> dict[str, Any]:
    """The one fault of a document of one's own with some further lines."""
    path = folder / "mine.toml"
    path.write_text(OWN_DOCUMENT + lines, encoding="utf-8")
    (row,) = program("data", "check", str(path), "--json").json["rows"]
    assert isinstance(row, dict)
    return row


@pytest.mark.no_cover
def test_the_real_book_has_no_fault(countycli: Program) -> None:
    whole = countycli("data", "check", "--json")
    assert (whole.json["folder"], whole.json["rows"], whole.code) == (str(DATA), [], 0)


def test_the_folder_that_was_read_is_named(frozen: Program, tmp_path: Path) -> None:
    assert frozen("data", "check", "--json").json["folder"] == str(FROZEN)
    assert frozen("data", "check").out.splitlines()[1] == f"Dataset read: {FROZEN}"
    path = tmp_path / "mine.toml"
    path.write_text(OWN_DOCUMENT, encoding="utf-8")
    assert frozen("data", "check", str(path)).out.splitlines()[1] == f"Definitions read: {FROZEN}"
    data = small_dataset(tmp_path)
    assert frozen("data", "check", str(data)).out.count("\n") == 1  # no other dataset was read
    assert frozen("data", "check", str(data), "--json").json["folder"] is None


@pytest.mark.parametrize("inside", ["", "data/documents"])
def test_who_stands_in_a_checkout_is_warned_that_another_copy_was_read(
    countycli: Program, frozen: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    data = checkout(tmp_path / "a checkout")
    monkeypatch.chdir(data.parent / inside)
    for program, book, names in ((frozen, FROZEN, ()), (countycli, DATA, (str(data / f"documents/{LONGQUAN}.toml"),))):
        result = program("data", "check", *names)
        assert result.code == 0
        assert f"countycli: the dataset in {book} was read, not that of this checkout" in result.err
        assert f"`countycli data check '{data}'`" in result.err
    assert countycli("data", "check", str(data)).err == ""


def test_who_stands_elsewhere_or_in_the_checkout_that_was_read_is_not_warned(
    countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout(tmp_path).joinpath("dataset.toml").unlink()
    for folder in (tmp_path, DATA.parent, DATA / "documents"):
        monkeypatch.chdir(folder)
        assert countycli("data", "check", str(DATA / "groups.toml")).err == ""


def test_a_file_of_ones_own_is_checked_on_top_of_the_dataset(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(OWN_DOCUMENT + observed("331181", "2024", gdp=170.5), encoding="utf-8")
    assert told(countycli, path) == []
    path.write_text(OWN_DOCUMENT + observed("331181", "2024", gpd=170.5), encoding="utf-8")
    assert told(countycli, path) == [(str(path), 10, "D202")]


def test_several_files_of_ones_own_are_checked_together(countycli: Program, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(f"{OWN_DOCUMENT}x = '{name}'\n", encoding="utf-8")
    paths = [tmp_path / "b.toml", tmp_path / "a.toml"]
    assert told(countycli, *paths) == [(str(path), 7, "D102") for path in sorted(paths)]
    assert told(countycli, tmp_path) == told(countycli, *paths)


def test_a_metric_of_ones_own_is_known_to_a_document_beside_it(countycli: Program, tmp_path: Path) -> None:
    (tmp_path / "metrics.toml").write_text(OWN_METRIC, encoding="utf-8")
    (tmp_path / "mine.toml").write_text(
        OWN_DOCUMENT + "[[observations]]\ncounty = '331181'\nperiod = '2024'\nown_index = 70.5\n", encoding="utf-8"
    )
    assert told(countycli, tmp_path) == []


def test_a_path_that_is_not_there_is_not_found(countycli: Program, tmp_path: Path) -> None:
    result = countycli("data", "check", str(tmp_path / "no.toml"), "--json")
    assert (result.code, result.error["kind"]) == (3, "not_found")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("publishd = 2026", "published"),
        ("pulisher = 'x'", "publisher"),
        ("titel = 'x'", "title"),
        ("acces = 'x'", "access"),
    ],
)
def test_an_unknown_key_suggests_the_one_that_is_meant(
    countycli: Program, tmp_path: Path, written: str, meant: str
) -> None:
    row = only_fault(countycli, tmp_path, f"{written}\n")
    assert (row["line"], row["code"], row["hint"]) == (7, "D102", f"did you mean `{meant}`?")


@pytest.mark.parametrize(
    ("period", "canonical"),
    [
        ("2024Q1-Q3", "2024-01/2024-09"),
        ("十四五", "2021/2025"),
        ("2024-01/2024-12", "2024"),
        ("2024年", "2024"),
        ("2024-9", "2024-09"),
    ],
)
def test_a_period_in_another_form_is_told_the_canonical_one(
    countycli: Program, tmp_path: Path, period: str, canonical: str
) -> None:
    row = only_fault(countycli, tmp_path, f"[[targets]]\ncounty = '331181'\nperiod = '{period}'\ngdp = 1\n")
    assert row["code"] == "D206"
    assert canonical in row["hint"]


def test_a_name_instead_of_a_code_is_told_the_code(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"{OWN_DOCUMENT}[[gaps]]\ncounty = '平阳县'\nnote = 'x'\n", encoding="utf-8")
    (row,) = countycli("data", "check", str(path), "--json").json["rows"]
    assert (row["code"], row["hint"]) == ("D201", "did you mean `330326`?")


def test_many_faults_of_a_kind_are_told_once_on_a_screen_and_all_to_programs(
    countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A converted sheet of thousands of rows; what was meant is looked for a bounded number of times."""
    looked = 0
    nearest = suggestions.nearest

    def counted(*arguments: Any) -> Any:
        nonlocal looked
        looked += 1
        return nearest(*arguments)

    monkeypatch.setattr(suggestions, "nearest", counted)
    path = tmp_path / "mine.toml"
    keys = "".join(f"gdp_grwth_{number} = 1\n" for number in range(2000))
    path.write_text(f"{OWN_DOCUMENT}{observed('331181', '2024', gdp_grwth=1)}{keys}gdp = 900000000\n", encoding="utf-8")
    lines = countycli("data", "check", str(path)).out.splitlines()
    assert lines[0] == f"{path}:10: D202 No metric “gdp_grwth” (did you mean `gdp_growth`?)"
    assert "2,000 more of this kind (D202), in lines 11, 12, 13, 14, 15, …" in lines[1]
    assert ":2011: D401" in lines[2]
    assert lines[3] == "Faults: 2002; files checked: 1"
    assert looked <= 200
    rows = countycli("data", "check", str(path), "-f", "csv").out.splitlines()
    assert len(rows) == 1 + 2002
    target = tmp_path / "faults.txt"
    countycli("data", "check", str(path), "-o", str(target))
    assert len(target.read_text(encoding="utf-8").splitlines()) >= 2002


@pytest.mark.parametrize(
    "line", ["{} = 1", "gdp = {{ value = 1, {} = 1 }}", "gdp = {{ value = 1, unit = '{}' }}", "at = 1\nat = '{}'"]
)
def test_what_is_too_long_to_be_read_is_told_by_its_beginning(countycli: Program, tmp_path: Path, line: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(OWN_DOCUMENT + observed("331181", "2024") + line.format("x" * 30000), encoding="utf-8")
    result = countycli("data", "check", str(path))
    assert result.code == 5
    assert max(map(len, result.out.splitlines())) < 1000


def test_each_key_that_is_missing_is_told(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("[document]\n[[initiatives]]\n", encoding="utf-8")
    told = countycli("data", "check", str(path)).out
    keys = ("title", "kind", "access", "county", "name", "year", "category", "stage", "summary")
    assert all(f"`{key}` is missing" in told for key in keys)


def test_the_same_fault_in_many_files_is_told_once(countycli: Program, tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"{number}.toml").write_text(f"{OWN_DOCUMENT}urll = 'x'\n", encoding="utf-8")
    lines = countycli("data", "check", str(tmp_path)).out.splitlines()
    assert lines[0].startswith(f"{tmp_path / '0.toml'}:7: D102")
    assert "7 more of this kind (D102), in 7 files" in lines[1]
    assert lines[2] == "Faults: 8; files checked: 8"
