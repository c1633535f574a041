"""What is changed in a file is named; what other programs write in another form is no change."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from conftest import FROZEN, Program
from hypothesis import given, settings
from hypothesis import strategies as st
from seals import ASKED, verified, written

from countycli.errors import ExitCode
from countycli.fixity import differences
from countycli.fixity.canonical import canonical, record_of
from countycli.fixity.differences import compare
from countycli.fixity.rewritten import is_rewritten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ASK = Program(FROZEN)
ROOM = TemporaryDirectory()  # for all files of these tests; removed with the process
EVERY = pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
RANKED = ("rank", "population", "--in", "浙江", "-p", "2020")


@cache
def original(ending: str, *asked: str) -> Path:
    """A file as it was written, made once."""
    return written(ASK, Path(mkdtemp(dir=ROOM.name)) / f"x.{ending}", *asked)


def copied(ending: str, *asked: str) -> Path:
    """A copy of such a file, with its seal, to be changed."""
    path = original(ending, *asked)
    folder = Path(mkdtemp(dir=ROOM.name))
    for file in path.parent.iterdir():
        shutil.copy(file, folder)
    return folder / path.name


def rows_of(path: Path, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=delimiter))


def write_rows(path: Path, rows: list[list[str]], encoding: str = "utf-8", **form: Any) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, **form).writerows(rows)


def only(answer: Any, kind: str = "changed") -> dict[str, Any]:
    """The one difference that there is."""
    assert answer["state"] == "changed"
    assert answer["today"] == []
    (row,) = answer["rows"]
    assert row["kind"] == kind
    return dict(row)


# One cell


@given(st.data())
@settings(max_examples=30)  # for each of the questions
@EVERY
def test_any_cell_that_is_changed_is_named(asked: tuple[str, ...], data: st.DataObject) -> None:
    """In CSV and TSV, whatever the cell and whatever it is changed to."""
    ending, delimiter = data.draw(st.sampled_from([("csv", ","), ("tsv", "\t")]))
    path = copied(ending, *asked)
    header, *rows = rows_of(path, delimiter)
    number = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(header) - 1))
    new = data.draw(st.sampled_from(["7.25", "0", "改", "-3", ""]).filter(lambda text: text != rows[number][column]))
    county = rows[number][header.index("county")] if "county" in header else None
    old, rows[number][column] = rows[number][column], new
    write_rows(path, [header, *rows], delimiter=delimiter)
    answer = verified(ASK, path)
    if header[column] == "county_code" or not any(row[column] for row in rows) or len(answer["rows"]) > 1:
        assert answer["state"] == "changed"  # the row is another county's, or the column has nothing left
        return
    row = answer["rows"][0]
    assert row["column"] == header[column]
    if row["kind"] == "changed":
        assert (row["was"], row["now"]) == (old or None, new or None)
        assert row["county"] == county


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "json"])
def test_a_figure_is_named_by_county_indicator_and_period(ending: str) -> None:
    path = copied(ending, *RANKED)
    value = str(json.loads(ASK(*RANKED, "--json").out)["rows"][3]["value"])
    path.write_text(path.read_text("utf-8").replace(value, "1234.5", 1), "utf-8")
    row = only(verified(ASK, path))
    fourth = ASK(*RANKED, "--json").json["rows"][3]
    assert (row["county_code"], row["county"]) == (fourth["county"]["code"], fourth["county"]["name"])
    assert (row["metric"], row["period"], row["column"]) == ("population", "2020", "value")
    assert (row["was"], row["now"]) == (value, "1234.5")


def test_the_page_names_it(tmp_path: Path) -> None:
    path = copied("csv", *RANKED)
    rows = rows_of(path)
    column = rows[0].index("value")
    rows[1][column] = "1"
    write_rows(path, rows)
    out = ASK("verify", str(path)).out
    assert "doesn't hold what was written: cells changed: 1" in out
    assert re.search(rf"{rows[1][2]}, Resident population .census., 2020 +value +\d+ +1$", out, re.MULTILINE)
    assert re.search(
        rf"{rows[1][2]}、常住人口.*、2020年 +value +\d+ +1$", ASK("verify", str(path), lang="zh").out, re.MULTILINE
    )
    flat = ASK("verify", str(path), "-f", "jsonl").out
    assert json.loads(flat)["in"] == "file"


def numbers(text: str) -> Iterator[re.Match[str]]:
    """Numbers with a point that stand in the sight of a reader, before the seal."""
    body = re.sub(
        r"<(script|style|metadata|footer).*?</\1>|<!--.*?-->|<[^>]*>", lambda m: "\0" * len(m[0]), text, flags=re.DOTALL
    )
    yield from re.finditer(r"(?<![\d.])\d+\.\d+(?![\d.])", body)


@pytest.mark.parametrize("ending", ["md", "html", "svg", "txt"])
@pytest.mark.parametrize(
    "asked", [ASKED[name] for name in ("show", "rank", "compare", "trend", "map", "coverage", "targets")]
)
def test_any_number_of_a_page_that_is_changed_is_named(asked: tuple[str, ...], ending: str) -> None:
    original_text = original(ending, *asked).read_text("utf-8")
    for match in list(numbers(original_text))[:: 7 if ending == "html" else 5]:
        path = copied(ending, *asked)
        path.write_text(original_text[: match.start()] + "98765.4" + original_text[match.end() :], "utf-8")
        row = only(verified(ASK, path))
        assert "98765.4" in row["now"]
        assert canonical(match[0]) in row["was"]
        assert row["row"]


@pytest.mark.parametrize("name", ["show", "rank", "compare", "trend", "map", "targets"])
def test_any_figure_of_a_workbook_that_is_changed_is_named(name: str) -> None:
    for number in (0, -1):
        path = copied("xlsx", *ASKED[name])
        book = openpyxl.load_workbook(path)
        sheet = book["Data"]
        titles = [cell.value for cell in sheet[1]]
        column = titles.index("Value") + 1
        row = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, column).value is not None][number]
        cell = sheet.cell(row, column)
        old, cell.value = cell.value, 98765.4
        told = only(resaved(book, path))
        assert told["county"] == sheet.cell(row, titles.index("County") + 1).value
        assert told["period"] == str(sheet.cell(row, titles.index("Period") + 1).value)
        assert told["metric"] == sheet.cell(row, titles.index("Indicator") + 1).value
        assert (told["table"], told["column"], float(told["was"]), told["now"]) == ("Data", "value", old, "98765.4")


def resaved(book: Any, path: Path) -> Any:
    book.save(path)
    return verified(ASK, path)


def test_a_document_of_a_workbook_that_is_changed_is_named() -> None:
    path = copied("xlsx", *RANKED)
    book = openpyxl.load_workbook(path)
    book["Sources"]["B2"] = "另一份文件"
    row = only(resaved(book, path))
    assert (row["table"], row["column"], row["now"]) == ("Sources", "Document", "另一份文件")


def test_an_address_behind_a_link_that_is_changed_is_named() -> None:
    path = copied("html", *ASKED["show"])
    text = path.read_text("utf-8")
    address = re.findall(r'href="(http[^"]*)"', text)[0]
    path.write_text(text.replace(f'"{address}"', '"https://elsewhere.example/"', 1), "utf-8")
    told = only(verified(ASK, path))
    assert "<https://elsewhere.example>" in told["now"]
    assert address.rstrip("/") in told["was"]
    path.write_text(text.replace(f'"{address}"', f'"{address}/"'), "utf-8")
    assert verified(ASK, path)["state"] == "whole"


def test_a_tile_of_a_map_is_named_by_its_county() -> None:
    path = copied("svg", *ASKED["map"])
    text = path.read_text("utf-8")
    tile = re.search(r"<g><title>(\S+)[^<]*</title>.*?>([\d.]+)</text></g>", text)
    assert tile
    path.write_text(text[: tile.start(2)] + "98765.4" + text[tile.end(2) :], "utf-8")
    row = only(verified(ASK, path))
    assert row["row"].startswith(tile[1])
    assert (row["was"], row["now"]) == (tile[2], "98765.4")


def test_a_picture_that_is_drawn_anew_is_told() -> None:
    path = copied("svg", *RANKED)
    text = path.read_text("utf-8")
    bar = next(re.finditer(r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)" height', text))
    path.write_text(text[: bar.start(1)] + "1" + text[bar.end(1) :], "utf-8")
    row = only(verified(ASK, path))
    assert (row["row"], row["column"]) == ("drawing", "drawn")


def test_a_page_shows_the_first_differences_and_counts_the_others(tmp_path: Path) -> None:
    path = copied("csv", *RANKED)
    header, *rows = rows_of(path)
    for row in rows:
        row[header.index("value")] = "1"
        row[header.index("status")] = "final"
    write_rows(path, [header, *rows])
    lines = ASK("verify", str(path)).out.splitlines()
    assert f"… and {2 * len(rows) - 20} more; `-f csv` lists each" in lines
    assert len(lines) < 40
    complete = tmp_path / "differences.md"
    assert ASK("verify", str(path), "-o", str(complete)).code == ExitCode.CHANGED
    assert complete.read_text("utf-8").count(" | final |") == len(rows)


# Rows and columns


def test_rows_that_are_gone_or_new_are_named() -> None:
    path = copied("csv", *RANKED)
    header, *rows = rows_of(path)
    gone = rows.pop(2)
    write_rows(path, [header, *rows])
    row = only(verified(ASK, path), "removed")
    assert (row["county"], row["was"]) == (gone[2], gone[header.index("value")])
    added = [*gone]
    added[1:3] = "999999", "某县"
    write_rows(path, [header, *rows[:2], gone, *rows[2:], added])
    row = only(verified(ASK, path), "added")
    assert (row["county"], row["now"]) == ("某县", gone[header.index("value")])


def test_columns_that_are_gone_or_new_are_told_once() -> None:
    path = copied("csv", *RANKED)
    rows = [[*row[:-1], "x"] for row in rows_of(path)]
    rows[0][-1] = "mine"
    write_rows(path, rows)
    answer = verified(ASK, path)
    kinds = {(row["kind"], row["column"]) for row in answer["rows"]}
    assert kinds == {("column_removed", "county_name_en"), ("column_added", "mine")}
    page = ASK("verify", str(path)).out
    assert "columns added: 1; columns missing: 1" in page.replace(", ", "; ")


def test_a_table_that_is_sorted_is_whole_and_that_is_said() -> None:
    path = copied("csv", *RANKED)
    header, *rows = rows_of(path)
    write_rows(path, [header, *sorted(rows, key=lambda row: row[1])])
    answer = verified(ASK, path)
    assert (answer["state"], answer["reordered"]) == ("whole", True)
    assert [note["kind"] for note in answer["notes"]] == ["sorted"]
    assert "another order" in ASK("verify", str(path)).out


def test_a_workbook_that_is_sorted_filtered_or_annotated_is_whole_and_that_is_said() -> None:
    path = copied("xlsx", *RANKED)
    book = openpyxl.load_workbook(path)
    sheet = book["Data"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("我的", 0)["A1"] = "计算"
    sheet.title = "浙江"
    answer = resaved(book, path)
    assert answer["state"] == "whole"
    assert (answer["reordered"], answer["hidden"]) == (True, 1)
    assert {note["kind"] for note in answer["notes"]} >= {"sorted", "hidden"}


def test_a_sheet_of_the_readers_own_is_told_and_not_checked() -> None:
    path = copied("xlsx", *RANKED)
    book = openpyxl.load_workbook(path)
    book.create_sheet("我的")["A1"] = "计算"
    answer = resaved(book, path)
    assert (answer["state"], answer["sheets"]) == ("whole", ["我的"])


# Saved again


def again_with_semicolons(path: Path) -> None:
    write_rows(path, rows_of(path), delimiter=";")


def again_with_quotes(path: Path) -> None:
    write_rows(path, rows_of(path), encoding="utf-8-sig", quoting=csv.QUOTE_ALL, lineterminator="\r\n")


def again_for_chinese_windows(path: Path) -> None:
    write_rows(path, rows_of(path), encoding="gb18030", lineterminator="\r\n")


def again_as_unicode_text(path: Path) -> None:
    write_rows(path, rows_of(path), encoding="utf-16", delimiter="\t")


def again_with_other_numbers(path: Path) -> None:
    header, *rows = rows_of(path)
    column = header.index("value")
    for row in rows:
        row[column] = f"{float(row[column]):.6f}"
    write_rows(path, [header, *([cell.upper() if cell in ("true", "false") else cell for cell in row] for row in rows)])


def again_with_empty_lines(path: Path) -> None:
    width = len(rows_of(path)[0])
    write_rows(path, [*rows_of(path), [""] * width, [], [""] * width])


WAYS: list[Callable[[Path], None]] = [
    again_with_semicolons,
    again_with_quotes,
    again_for_chinese_windows,
    again_as_unicode_text,
    again_with_other_numbers,
    again_with_empty_lines,
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["show", "rank", "compare", "trend", "targets"])
def test_a_csv_file_that_a_spreadsheet_saved_again_is_whole(way: Callable[[Path], None], name: str) -> None:
    path = copied("csv", *ASKED[name])
    way(path)
    answer = verified(ASK, path)
    assert (answer["state"], answer["rows"], answer["rewritten"]) == ("whole", [], [])
    assert answer["sha256"] == answer["written"]["sha256"]


@EVERY
def test_a_workbook_that_another_program_saved_again_is_whole(asked: tuple[str, ...]) -> None:
    path = copied("xlsx", *asked)
    answer = resaved(openpyxl.load_workbook(path), path)
    assert (answer["state"], answer["rows"], answer["notes"]) == ("whole", [], [])


FORMS = {
    "2026/3/9": "2026-03-09",
    "2026年3月9日": "2026-03-09",
    "Sep-24": "2024-09",
    "7.50%": "7.5%",
    "1234": "1,234",
    "'=1+1": "=1+1",
    "123.456789": "123.45678912",
}


@pytest.mark.parametrize(("now", "was"), FORMS.items())
def test_what_a_spreadsheet_takes_for_something_else_is_told_apart(now: str, was: str) -> None:
    def differences(text: str) -> list[str]:
        row = [("county", "龙泉市"), ("printed", text), ("value", 1)]
        records = ([record_of([*row[:1], ("printed", was), *row[2:]])], [record_of(row)])
        return [difference.kind for difference in compare(*records).found]

    assert differences(now) == ["rewritten"]
    for other in ("2026/3/8", "Oct-24", "7.51%", "1235", "'=1+2", "123.456788", "Abc-24"):
        assert differences(other) == ["changed"]


def test_a_number_with_a_point_is_no_date() -> None:
    for was, now in (("1964.4", "1964.04"), ("2024.1", "2024.01"), ("2011", "2011.01")):
        assert not is_rewritten(was, now)


def test_records_with_many_columns_are_compared_by_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work grows with the cells, not with the records times the columns of all."""
    asked = []

    class Counted(dict[str, str]):
        def get(self, key: str, default: str = "") -> str:  # type: ignore[override]  # of texts alone
            asked.append(key)
            return super().get(key, default)

    was, now = ([Counted({f"{side}{number}": "1"}) for number in range(2000)] for side in "ab")
    monkeypatch.setattr(differences, "_MOST_PAIRS", 0)
    assert len(compare(was, now).found) == 4000
    assert len(asked) < 200_000


def test_a_text_that_holds_a_number_is_not_that_number() -> None:
    assert not is_rewritten("约123.45678912", "123.456789")
    assert not is_rewritten("", "1")


def test_numbers_have_one_form() -> None:
    forms = ("1.10", "1.1", "+1.1", "11e-1", " 1.1\u3000", "0.11E1", 1.1, "1.100000000000000001")
    assert {canonical(form) for form in forms} == {"1.1"}
    assert [canonical(form) for form in ("-0", "0.0", 0, "1e3", "1" * 20)] == [
        "0",
        "0",
        "0",
        "1000",
        f"{'1' * 15}00000",
    ]
    others = ("1e9999", "1_000", "１", "nan", "0x10", "1.2.3")
    assert [canonical(other) for other in others] == [*others]
    assert [canonical(value) for value in (None, True, "FALSE", " a \n b ")] == ["", "true", "false", "a b"]


def test_files_that_have_nothing_in_common_are_told_apart_at_once() -> None:
    was, now = ([{"text": f"{side}{number}"} for number in range(5000)] for side in "ab")
    found = compare(was, now).found
    assert {row.kind for row in found} == {"removed", "added"}
    assert len(found) == 10_000


def test_a_file_with_cells_in_another_form_is_whole() -> None:
    path = copied("csv", *ASKED["sources"])
    rows = rows_of(path)
    column = rows[0].index("published")
    for row in rows[1:]:
        row[column] = re.sub(r"^(\d+)-0?(\d+)-0?(\d+)$", r"\1/\2/\3", row[column])
    write_rows(path, rows)
    answer = verified(ASK, path)
    assert answer["state"] == "whole"
    assert answer["rewritten"]
    assert [note["kind"] for note in answer["notes"]] == ["rewritten"]


def test_json_that_is_laid_out_anew_is_whole() -> None:
    path = copied("json", *RANKED)
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")), indent=4, sort_keys=True), "utf-8")
    assert verified(ASK, path)["state"] == "whole"


def test_markdown_that_is_laid_out_anew_is_whole() -> None:
    path = copied("md", *RANKED)
    path.write_text(re.sub(r" \| ", "   |  ", path.read_text("utf-8")), "utf-8")
    assert verified(ASK, path)["state"] == "whole"


def test_a_picture_that_another_program_saved_again_is_whole() -> None:
    path = copied("svg", *RANKED)
    text = path.read_text("utf-8").replace("\n<text", '\n  <text id="t"').replace('"/>', '" />')
    path.write_text('<?xml version="1.0" encoding="UTF-8"?>\n' + text, "utf-8")
    assert verified(ASK, path)["state"] == "whole"


# The seal itself


def test_a_seal_that_was_altered_is_told() -> None:
    """The digest still tells whether the file is whole, and the book what was written."""
    path = copied("csv", *RANKED)
    beside = path.with_name("x.csv.fixity")
    seal = json.loads(beside.read_text("utf-8"))
    beside.write_text(json.dumps({**seal, "kept": seal["kept"][:-8]}), "utf-8")
    answer = verified(ASK, path)
    assert (answer["state"], [note["kind"] for note in answer["notes"]]) == ("whole", ["seal"])
    path.write_text(path.read_text("utf-8").replace("actual", "final", 1), "utf-8")
    assert verified(ASK, path)["rows"][0]["was"] == "actual"
    beside.write_text(json.dumps({**seal, "kept": "", "command": "countycli data path"}), "utf-8")
    answer = verified(ASK, path)
    assert (answer["state"], answer["rows"], answer["today"]) == ("changed", None, None)
    assert "not known any more" in ASK("verify", str(path)).out


def test_a_record_of_other_rows_is_not_taken_for_what_was_written() -> None:
    path, beside = copied("csv", *RANKED), "x.csv.fixity"
    other = json.loads(original("csv", *ASKED["rank"]).with_name(beside).read_text("utf-8"))
    seal = json.loads(path.with_name(beside).read_text("utf-8"))
    path.with_name(beside).write_text(json.dumps({**seal, "kept": other["kept"]}), "utf-8")
    answer = verified(ASK, path)
    assert (answer["state"], answer["rows"], [note["kind"] for note in answer["notes"]]) == ("whole", [], ["seal"])


def test_figure_and_seal_changed_together_are_told_by_the_book(frozen: Program) -> None:
    """A seal is no signature: whoever can write the file can write the seal. The book is asked, too."""
    path = copied("csv", *RANKED)
    forged = path.read_text("utf-8").replace("actual", "final", 1)
    from countycli.fixity.carriers import sealed
    from countycli.fixity.seal import Seal

    seal = Seal.from_data(json.loads(path.with_name("x.csv.fixity").read_text("utf-8")))
    assert seal
    text, beside = sealed(forged, "csv", seal.stamp, path.name)
    path.write_text(text, "utf-8")
    path.with_name("x.csv.fixity").write_text(str(beside), "utf-8")
    answer = verified(frozen, path)
    assert answer["state"] == "whole"
    assert [(row["was"], row["now"]) for row in answer["today"]] == [("final", "actual")]
