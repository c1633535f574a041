"""Slips of who has never seen TOML: each is told in words, with the line as it should be, and the rest is read on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import tomli
from books import OWN_DOCUMENT
from conftest import Program
from hypothesis import given
from hypothesis import strategies as st

from countycli.source.meant import toml
from countycli.source.slips import repaired_lines
from countycli.source.syntax import _explained, parse

HEAD = OWN_DOCUMENT + '[[observations]]\ncounty = "331181"\nperiod = "2025"\n'
HEAD_LINES = HEAD.count("\n")

Row = dict[str, Any]


def rows_by_file(countycli: Program, folder: Path, texts: list[str], lang: str = "en") -> list[list[Row]]:
    """What `data check` tells of each text, all checked in one go."""
    for number, text in enumerate(texts):
        (folder / f"{number:03}.toml").write_text(text, encoding="utf-8")
    found: list[list[Row]] = [[] for _ in texts]
    for row in countycli("data", "check", str(folder), "--json", lang=lang).json["rows"]:
        found[int(Path(row["path"]).stem)].append(row)
    return found


# A line that is no TOML, and what it was meant to be.
LINES = [
    ("title = “我的笔记”", 'title = "我的笔记"'),
    ('title = "我的笔记”', 'title = "我的笔记"'),
    ("title = “浙江县域“新春第一会”特写”", 'title = "浙江县域“新春第一会”特写"'),
    ("title = ‘x’", "title = 'x'"),
    ("gdp＝203.5", "gdp=203.5"),
    ("gdp = １２３．５", "gdp = 123.5"),
    ("gdp = ｛ value = 1,234.5， printed = “1,234.5亿元” ｝", 'gdp = { value = 1234.5, printed = "1,234.5亿元" }'),
    ("gdp\u00a0=\u3000203.5", "gdp = 203.5"),
    ("\u200bgdp = 203.5\ufeff", "gdp = 203.5"),
    ("aliases = [“甲”，“乙”]", 'aliases = ["甲","乙"]'),
    ('["331181"， 1， 2]，', '["331181", 1, 2],'),
    ("【document】", "[document]"),
    ("[document", "[document]"),
    ("[[observations]", "[[observations]]"),
    ("observations]]", "[[observations]]"),
    ("gdp = 1,234.5", "gdp = 1234.5"),
    ("gdp = { value = 12,345,678 }", "gdp = { value = 12345678 }"),
    ('county = "331181', 'county = "331181"'),
    ('kind = news"', 'kind = "news"'),
    ('gdp_growth = { value = 7.6, printed = "7.6% }', 'gdp_growth = { value = 7.6, printed = "7.6%" }'),
    ("gdp = { value = 7.6", "gdp = { value = 7.6 }"),
    ('title = "他说"好"吗"', "title = '他说\"好\"吗'"),
    ("gdp 203.5", "gdp = 203.5"),
    ("gdp: 203.5", "gdp = 203.5"),
    ("gdp == 203.5", "gdp = 203.5"),
    ("gdp_growth = { value: 7.6 }", "gdp_growth = { value = 7.6 }"),
    ("人均GDP：76793", '"人均GDP" = 76793'),
    ("GDP增速 = { value = 7.6%, 状态 = 'x' }", '"GDP增速" = { value = "7.6%", "状态" = \'x\' }'),
    ("kind = news", 'kind = "news"'),
    ("period = 2024-01/2024-09", 'period = "2024-01/2024-09"'),
    ("gdp = { value = 3, status = final }", 'gdp = { value = 3, status = "final" }'),
    ("[龙泉, 1, 2],", '["龙泉", 1, 2],'),
    ("inferred = True", "inferred = true"),
    ('title = "x",', 'title = "x"'),
    ('title = "x"；', 'title = "x"'),
    ('县="331181"', '"县"="331181"'),
    ("// comment", "#  comment"),
    ("gdp =", "# gdp ="),
    (r'url = "C:\Users\li\x.pdf"', r"url = 'C:\Users\li\x.pdf'"),
    ('url = "C:\\data\\"', "url = 'C:\\data\\'"),
    ("gdp＝－１７０.2", "gdp=-170.2"),
    ("gdp = 170，2", 'gdp = "170,2"'),
    ("gdp = 0,234", 'gdp = "0,234"'),
    ("gdp = 1,234,56", 'gdp = "1,234,56"'),
    (r'note = "50\%"', r'note = "50\\%"'),
]


@pytest.mark.parametrize(("line", "meant"), LINES)
def test_a_line_is_told_as_it_should_be(line: str, meant: str) -> None:
    text, (slip,) = repaired_lines(f"a = 1\n{line}\nb = 2")
    assert text == f"a = 1\n{meant}\nb = 2"
    assert slip.line == 2
    assert meant in str(slip.hint)


@pytest.mark.parametrize(
    "line",
    ['title = "“x”，＝"', "# “x”", "title = '，'", "rows = [", "]", "", 'a = """', '"a" = { b = [1, 2] }', "[a.b]"],
)
def test_what_can_be_read_stays(line: str) -> None:
    assert repaired_lines(line) == (line, [])


def test_a_text_of_several_lines_is_left_alone() -> None:
    text = 'note = """\ntitle = “x”\n"""\ntitle = “x”\n'
    repaired, slips = repaired_lines(text)
    assert repaired == 'note = """\ntitle = “x”\n"""\ntitle = "x"\n'
    assert [slip.line for slip in slips] == [4]


@given(st.text(alphabet="ab=[]{}\"'“”，：#\\\n 1.,＝\u00a0\ufeff人", max_size=60))
def test_any_text_gives_content_or_a_slip_and_keeps_its_lines(text: str) -> None:
    parsed = parse(text)
    assert parsed.text.count("\n") == text.count("\n")
    assert parsed.data or parsed.slips or not tomli.loads(text)
    assert all(1 <= slip.line <= text.count("\n") + 1 for slip in parsed.slips)


# What hangs on more than one line: line, code, and words of the message or hint.
TEXTS = {
    "a key twice": ("gdp = 1\ngdp = 2\n", (2, "`gdp` stands twice")),
    "a table twice": ('[document]\ntitle = "x"\n', (1, "`[document]` stands twice")),
    "a list of tables as one": ('[observations]\ncounty = "331181"\n', (1, "[[observations]]")),
    "a spreadsheet": ("县,时期,生产总值\n龙泉,2025,203.5\n", (1, "spreadsheet")),
    "many keys twice": ("at = 'x'\ngdp = 1\nat = 'y'\ngdp = 2\n", (4, "`gdp` stands twice")),
    "many rows without a comma": (
        "rows = [\n['331181', 1]\n['331182', 2]\n['331183', 3],\n['331184', 4]\n['331185', 5]\n]\n",
        (5, "['331184', 4],"),
    ),
    "two statements": ('at = "x" note = "y"\n', (1, "on a line of its own")),
    "an open list": ('[[tables]]\nperiod = "2025"\ncolumns = ["gdp"\nrows = []\n', (3, "isn't closed")),
    "rows without a comma": ('rows = [\n["331181", 1]\n["331182", 2]\n]\n', (2, '["331181", 1],')),
    "a NUL": ("gdp = 1\x00\n", (1, "U+0000")),
    "five thousand digits": (f"gdp = 1\nexports = {'1' * 5000}\n", (2, "thousands of digits")),
    "deep brackets": (f"x = 1\ngdp = {'[' * 1000}{']' * 1000}\n", (2, "nested")),
    "many keys": (f"x = 1\n{'.'.join('a' * 3000)} = 1\n", (2, "nested")),
}


def test_what_hangs_on_several_lines_is_told_in_words(countycli: Program, tmp_path: Path) -> None:
    texts = [HEAD + text for text, _ in TEXTS.values()]
    for rows, (line, words) in zip(
        rows_by_file(countycli, tmp_path, texts), (it for _, it in TEXTS.values()), strict=True
    ):
        told = [f"{row['message']} ({row['hint']})" for row in rows if row["line"] == HEAD_LINES + line]
        assert any(words in it for it in told), rows
    for rows in rows_by_file(countycli, tmp_path, texts, lang="zh"):
        assert not any(row["message"].isascii() for row in rows)


def test_a_table_in_braces_over_several_lines_is_told_on_one() -> None:
    """Parsers of TOML 1.1 take it, those of 1.0 stop there."""
    text = 'at = "x"\ngdp = {\n  value = 7,\n  unit = "万元",\n}\nexports = 3\n'
    for reason in ("Unclosed inline table", "Invalid initial character for a key part"):
        (slip,), mended = _explained(tomli.TOMLDecodeError(reason, text, text.index("value")), text)
        assert (slip.line, str(slip.hint)) == (2, 'write: gdp = { value = 7, unit = "万元" }')
        assert mended == 'at = "x"\ngdp = { value = 7, unit = "万元" }\n\n\n\nexports = 3\n'


# A comma that may be a decimal point gives no number, whatever the key.
AMBIGUOUS = [("gdp", "D104", "decimal point"), ("GDP", "D202", "did you mean `gdp`?")]

# What is TOML but not what it was meant to be: a line, the code of its fault, and the line as it should be.
VALUES = [
    ("GDP = 203.5", "D202", "gdp = 203.5"),
    ('"人均GDP" = 76793', "D202", "gdp_per_capita = 76793"),
    ("人均GDP = 76793", "D202", "gdp_per_capita = 76793"),
    ('gdp_growth = "7.6%"', "D104", "gdp_growth = 7.6"),
    ("gdp_growth = 7.6%", "D104", "gdp_growth = 7.6"),
    ('gdp_growth = "下降3.2%"', "D104", "gdp_growth = -3.2"),
    ('gdp = "203.5亿元"', "D104", "gdp = 203.5"),
    ('gdp = "203.5亿"', "D104", "gdp = 203.5"),
    ('gdp = "1,234.5"', "D104", "gdp = 1234.5"),
    ('gdp = "2035000万元"', "D104", 'gdp = { value = 2035000, unit = "万元", printed = "2035000万元" }'),
    ('gdp = "约203.5亿元"', "D104", 'gdp = { value = 203.5, bound = "~", printed = "约203.5亿元" }'),
    (
        'industrial_platform_land = "6300余亩"',
        "D104",
        'industrial_platform_land = { value = 6300, bound = ">=", printed = "6300余亩" }',
    ),
    ('gdp = { value = "203.5亿元" }', "D104", "gdp = 203.5"),
    *(
        (f"gdp = {number}", "D104", "decimal point and without separators")
        for number in ("170，2", "170,2", "1,23,456")
    ),
    *((f'{key} = "12,3456"', code, hint) for key, code, hint in AMBIGUOUS),
    ('gdp = "1234567890123456789012"', "D104", "a number without unit"),
    ('gdp = "约0000000000000000000203.5亿元"', "D104", 'gdp = { value = 203.5, bound = "~" }'),
    ("at = 3", "D104", 'at = "3"'),
    ('inferred = "是"', "D104", "inferred = true"),
    ("gdp = 1e-99999999", "D105", "15 digits"),
    (f"gdp = {'1' * 30}", "D105", "15 digits"),
    (f'gdp = {{ value = 1.{"1" * 40}, unit = "万元" }}', "D105", "15 digits"),
    (f"gdp = 1.{'0' * 400}", "D105", "15 digits"),
    ("gdp = 0e99999999", "D105", "15 digits"),
    ("gdp = 1e-999999", "D105", "15 digits"),
]


def test_a_value_is_told_as_it_should_be(countycli: Program, tmp_path: Path) -> None:
    texts = [f"{HEAD}{line}\n" for line, _, _ in VALUES]
    for (row,), (_, code, hint) in zip(rows_by_file(countycli, tmp_path, texts), VALUES, strict=True):
        assert (row["line"], row["code"]) == (HEAD_LINES + 1, code)
        assert hint in row["hint"]


DAYS = [
    *((day, "2026-03-12") for day in ("20260312", '"20260312"', "46093", '"46093"', "46093.0")),
    ('"2026.3.12"', "2026-03-12"),
]
NO_DAYS = ['"2026-13"', "1899-12-31", '"2026-0312"', "99999", "12345", '"0001"']
HEADS = [
    ('county = "331181"', "county = 331181", "D104", 'county = "331181"'),
    ('county = "331181"', 'county = "３３１１８１"', "D201", "331181"),
    ('county = "331181"', 'county = "331181\u200b"', "D201", "331181"),
    ('period = "2025"', "period = 2025", "D104", 'period = "2025"'),
    ('period = "2025"', 'period = "2026Q1"', "D206", 'period = "2026-01/2026-03"'),
    ('period = "2025"', "period = 2025-09", "D101", 'period = "2025-09"'),
    ('period = "2025"', 'period = "9999"', "D206", None),
    ('period = "2025"', 'period = "0001"', "D206", None),
    ("published = 2026-03-01", 'published = "2026-03-01"', "D104", "published = 2026-03-01"),
    ("published = 2026-03-01", 'published = "2026年3月1日"', "D104", "published = 2026-03-01"),
    ("published = 2026-03-01", "published = 2026/3/1", "D104", "published = 2026-03-01"),
    ("published = 2026-03-01", "published = 2026-03-01T08:00:00", "D104", "published = 2026-03-01"),
    ("published = 2026-03-01", "published = 20260301", "D104", "published = 2026-03-01"),
    ("published = 2026-03-01", "published = 2026-02-30", "D104", None),
    ("published = 2026-03-01", "published = 0001-01-01", "D104", None),
    ("published = 2026-03-01", "published = 9999-12-31", "D406", None),
    *(("published = 2026-03-01", f"published = {day}", "D104", f"published = {meant}") for day, meant in DAYS),
    ("published = 2026-03-01", 'seen = "2026年3月2日"', "D104", "seen = 2026-03-02"),
    ("published = 2026-03-01", "引用日期 = 2026-03-02", "D102", "seen"),
    *(("published = 2026-03-01", f"published = {day}", "D104", "") for day in NO_DAYS),
    ('county = "331181"', "county = 331181.0", "D104", 'county = "331181"'),
    *(('county = "331181"', f"county = {county}", "D104", "") for county in ("33118", "1.5", "2026-01-01")),
    ('period = "2025"', "period = 2025.0", "D104", 'period = "2025"'),
    *(('period = "2025"', f"period = {period}", "D104", "a year 2025") for period in ("2025-01-01", "20.25", "1899")),
    ('kind = "news"', 'kind = "新闻"', "D207", "news"),
    ("title =", "标题 =", "D102", "title"),
    ('county = "331181"', '县 = "331181"', "D202", "county"),
    ("[[observations]]", '[[observations]]\nstatu = "final"', "D202", "status"),
    ('title = "我的笔记"', "", "D103", 'title = "'),
    ("[[observations]]", "[observations]", "D104", "[[observations]]"),
    ("[document]", "[[document]]", "D104", "[document]"),
]


def test_a_head_is_told_as_it_should_be(countycli: Program, tmp_path: Path) -> None:
    text = f"{HEAD}gdp = 203.5\n"
    assert all(sound in text for sound, _, _, _ in HEADS)
    texts = [text.replace(sound, faulty) for sound, faulty, _, _ in HEADS]
    for rows, (sound, faulty, code, hint) in zip(rows_by_file(countycli, tmp_path, texts), HEADS, strict=True):
        line = text[: text.index(sound)].count("\n") + 1 + faulty.count("\n") - (not faulty)
        found = [row for row in rows if (row["line"], row["code"]) == (line, code)]
        assert len(found) == 1, (faulty, rows)
        assert hint is None or (hint in found[0]["hint"] if hint else found[0]["hint"] is None), faulty


def test_a_line_in_a_hint_removes_the_fault(countycli: Program, tmp_path: Path) -> None:
    """Whoever writes what a hint says is not told of the same line again."""
    sound = f"{HEAD}gdp = 203.5\n"
    texts = [sound.replace(right, faulty) for right, faulty, _, _ in HEADS]
    texts += [f"{HEAD}{line}\n" for line in (*(line for line, _ in LINES), *(line for line, _, _ in VALUES))]
    told, mended = [], []
    for text, rows in zip(texts, rows_by_file(countycli, tmp_path, texts), strict=True):
        for row in rows:
            _, marked, line = (row["hint"] or "").partition("write: ")
            if marked and row["code"] in ("D104", "D202", "D206"):
                lines = text.split("\n")
                lines[row["line"] - 1] = line
                told.append(row)
                mended.append("\n".join(lines))
    assert len(told) > 30
    folder = tmp_path / "mended"
    folder.mkdir()
    for before, rows in zip(told, rows_by_file(countycli, folder, mended), strict=True):
        of_form = [row for row in rows if row["code"] < "D3"]  # the files also contradict each other, with other codes
        assert not [row for row in of_form if row["line"] == before["line"]], (before, rows)


def test_a_missing_brace_is_told_as_one(countycli: Program, tmp_path: Path) -> None:
    for lang in ("en", "zh"):
        ((row,),) = rows_by_file(countycli, tmp_path, [f"{HEAD}gdp = {{ value = 170.2\n"], lang)
        assert "}" in row["message"]
        assert "}}" not in row["message"]


def test_chinese_messages_have_a_space_before_a_number(countycli: Program, tmp_path: Path) -> None:
    """Between `应为` and a digit."""
    metric = tmp_path / "metrics.toml"
    metric.write_text('[[metrics]]\nid = "x"\ndecimals = 99\nrange = [1]\n', encoding="utf-8")
    rows = countycli("data", "check", str(metric), "--json", lang="zh").json["rows"]
    messages = [row["message"] for row in rows if "应为" in row["message"]]
    assert any("整数" in message for message in messages)
    assert not [message for message in messages if re.search("应为[0-9]", message)]


def test_years_and_cells_are_numbers_that_a_person_can_mean(countycli: Program, tmp_path: Path) -> None:
    initiative = (
        '[[initiatives]]\ncounty = "331181"\nname = "x"\ncategory = "产业"\nstage = "done"\nsummary = "x"\nyear = '
    )
    years = [-5, 123456789, 10**19, 10**30, 1899, 2101]
    table = '[[tables]]\nperiod = "2020"\ncolumns = [\n"gdp"]\nrows = [\n\n["331181", '
    cells = [10**15, -(10**20), "1e-999999", f"1.{'0' * 40}", "{ value = 1e400 }", "nan"]
    texts = [f"{OWN_DOCUMENT}{initiative}{year}\n" for year in years]
    texts += [f"{OWN_DOCUMENT}{table}{cell}],\n]\n" for cell in cells]
    for rows in rows_by_file(countycli, tmp_path, texts):
        assert [(row["line"], row["code"]) for row in rows] == [(13, "D104")]


def test_ranges_are_told_as_people_write_numbers(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"{HEAD}gdp = 203500000\n", encoding="utf-8")
    (row,) = countycli("data", "check", str(path), "--json", lang="zh").json["rows"]
    assert row["message"] == "203,500,000亿元超出 gdp 的合理范围（0.01 至 2,000,000）"


def test_no_fault_hides_behind_another(countycli: Program, tmp_path: Path) -> None:
    """An unknown place is told though no value of its block can be read; a range though the period can't be."""
    path = tmp_path / "mine.toml"
    blocks = (
        '[[observations]]\ncounty = "999999"\nperiod = "2025"\ngdp = "x"\n'
        '[[observations]]\ncounty = "331181"\nperiod = "soon"\ngdp = 9000000\n'
        '[[tables]]\nperiod = "2020"\ncolumns = ["gdp", "no_metric"]\n'
        'rows = [\n["999998", "x", 1],\n["331181", 1],\n]\n'
        '[[initiatives]]\ncounty = "999997"\ncategory = "工业"\n'
    )
    path.write_text(OWN_DOCUMENT + blocks, encoding="utf-8")
    rows = countycli("data", "check", str(path), "--json").json["rows"]
    found = [(row["line"] - 6, row["code"]) for row in rows if row["code"] != "D103"]
    assert found == [
        *[(2, "D201"), (4, "D104"), (7, "D206"), (8, "D401")],
        *[(11, "D202"), (13, "D104"), (13, "D201"), (14, "D104")],
        *[(17, "D201"), (18, "D203")],
    ]


@pytest.mark.parametrize("quotes", ["'''", '"""'])
def test_a_text_over_lines_that_is_not_closed_is_told_in_the_language(
    countycli: Program, tmp_path: Path, quotes: str
) -> None:
    ((row,),) = rows_by_file(countycli, tmp_path, [f"{HEAD}note = {quotes}abc\n"], lang="zh")
    assert row["message"].endswith("文本没有收尾")


@pytest.mark.parametrize("text", ['a "quoted" word', "C:\\own\\figures", 'both "\\"', "two\nlines", "甲乙"])
def test_a_text_that_is_shown_is_read_as_it_was(text: str) -> None:
    assert tomli.loads(f"shown = {toml(text)}")["shown"] == text
