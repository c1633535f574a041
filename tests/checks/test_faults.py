"""Every kind of fault in a dataset is found, in the right file and on the right line."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from books import OWN_DOCUMENT, observed, small_dataset
from conftest import Program
from faulty import told

from countycli.source.faults import CODES

LONGQUAN = "documents/2026-02-25-chinanews-longquan.toml"
PINGYANG = "documents/2024-02-08-tidenews-pingyang.toml"
LONGYOU = "documents/2023-03-16-longyou-five-chains.toml"
PLACES, REGIONS, GROUPS, METRICS = "counties.toml", "regions.toml", "groups.toml", "metrics.toml"
MARK = "#!"


class Break(NamedTuple):
    """What is done to one file of a sound dataset, and the fault that it makes.

    The fault lies on the line with the comment `#!` or, without one, where the first edit begins.
    """

    code: str
    file: str
    edits: tuple[tuple[str, str], ...] = ()
    added: str = ""
    further: frozenset[str] = frozenset()  # codes of faults that follow where the broken entry is missing

    def apply(self, folder: Path) -> int:
        """Break the file; the line of the fault."""
        path = folder / self.file
        text = path.read_text(encoding="utf-8")
        line = 0
        for old, new in self.edits:
            assert old in text
            line = line or text[: text.index(old)].count("\n") + 1
            text = text.replace(old, new, 1)
        text += self.added
        path.write_text(text, encoding="utf-8")
        marked = [number for number, content in enumerate(text.split("\n"), 1) if content.endswith(MARK)]
        return marked[0] if marked else line


def edit(code: str, file: str, old: str, new: str, *further: str) -> Break:
    return Break(code, file, ((old, new),), further=frozenset(further))


def seen(code: str, day: str) -> Break:
    """A document that says when it was read; it appeared on 25 February 2026."""
    published = "published = 2026-02-25\n"
    return edit(code, LONGQUAN, published, f"seen = {day} {MARK}\n{published}")


def figure(code: str, figures: str) -> Break:
    """A block of observations; the fault lies on its last line."""
    block = f'\n[[observations]]\ncounty = "331181"\nperiod = "2020"\n{figures} {MARK}\n'
    return Break(code, LONGQUAN, added=block)


def block(code: str, text: str, file: str = LONGQUAN) -> Break:
    return Break(code, file, added=f"\n{text}\n")


def table(code: str, *rows: str, further: str = "") -> Break:
    """A table of two columns; the fault lies on the line with the mark."""
    lines = "".join(f"    {row}\n" for row in rows)
    head = '\n[[tables]]\nperiod = "2020"\ncolumns = ["gdp", "exports"]\n'
    return Break(code, LONGQUAN, added=f"{head}rows = [\n{lines}]\n{further}")


IN_NO_UNIT = """[[tables]]
period = "2020"
rows = [["331181", 1]]
columns = [
    { metric = "gdp", unit = "亿园" }, #!
]"""
ADDED_UP = """
[[tables]]
period = "2020"
columns = [{ metric = "gdp", adds_up = true }]
zones = [["331100", "a zone", 5]]
rows = [
    ["331100", 31], #!
    ["331181", 10],
    ["331126", 15],
]
"""
OF_OTHERS = """[[observations]]
county = "331181"
period = "2020"
gdp = 150

[[observations]]
county = "331181"
period = "2021"
gdp = 200
gdp_growth = 5 #!"""
SLIP = """[[observations]]
county = "331181"
period = "2020"
exports = 30

[[observations]]
county = "331181"
period = "2021"
exports = 300000 #!"""
SHARED = """[[observations]]
county = "330803"
period = "2024-01/2024-09"
gdp_growth = 5 #!"""

TWICE = """[[counties]]
name = "西湖区"
code = "330106" #!
short = "西湖"
kind = "市辖区"
prefecture = "330100"
province = "330000"
pinyin = "xi hu"
traditional = "西湖區"
"""

CHANGED = '"330113", date = 2021-04-09, change = "分置"'
FIGURE_TWICE = """gdp = 1
exports = 1

[[observations]]
county = "331181"
period = "2020"
budget_revenue = 1
gdp = 2"""
TARGET_TWICE = """[[targets]]
county = "330326"
period = "2024"
education_projects = 17 #!"""
OUT_OF_RANGE = """gdp = { value = 3, unit = "万亿元" }
budget_revenue = { value = 9000, unit = "万亿元" }"""

BREAKS = {
    "a value without quotes": edit("D101", LONGQUAN, 'kind = "news"', "kind = news"),
    "an open string": edit("D101", LONGYOU, 'kind = "news"', 'kind = "news'),
    "a key twice": edit("D101", LONGQUAN, 'access = "copy"', 'access = "copy"\naccess = "copy" #!'),
    "a mistyped key": edit("D102", LONGQUAN, 'access = "copy"', 'access = "copy"\nurll = "x" #!'),
    "a mistyped attribute": edit("D102", LONGQUAN, 'printed = "7.5%" }', 'printd = "7.5%" }'),
    "a mistyped table": block("D102", "[[observation]] #!"),
    "an unknown key of a county": edit("D102", PLACES, 'short = "上城"', 'short = "上城"\nsize = 1 #!', "D201"),
    "an unknown key of a metric": edit("D102", METRICS, 'id = "gdp"', 'id = "gdp"\ncolour = "red" #!', "D202"),
    "an unknown key of the dataset": block("D102", 'licence = "MIT" #!', "dataset.toml"),
    "an unknown key of a succession": edit(
        "D102", PLACES, 'successors = [{ code = "330113",', 'successors = [{ note = "x", code = "330113",'
    ),
    "no title": Break("D103", LONGYOU, (("[document]", "[document] #!"), ("title =", "url ="))),
    "no county": block("D103", '[[observations]] #!\nperiod = "2020"\ngdp_growth = 7'),
    "no period": block("D103", '[[targets]] #!\ncounty = "331181"\ngdp_growth = 7'),
    "no pinyin": Break(
        "D103",
        PLACES,
        (('[[counties]]\ncode = "330106"', '[[counties]] #!\ncode = "330106"'), ('pinyin = "xi hu"\n', "")),
    ),
    "no province": Break(
        "D103",
        REGIONS,
        (
            ('[[regions]]\ncode = "330200"', '[[regions]] #!\ncode = "330200"'),
            ('province = "330000"\npinyin = "ning bo"', 'pinyin = "ning bo"'),
        ),
    ),
    "a gap without a note": block("D103", '[[gaps]] #!\ncounty = "331181"'),
    "a date in another form": edit("D104", LONGQUAN, "published = 2026-02-25", 'published = "25.2.2026"'),
    "a month that isn't": edit("D104", LONGQUAN, "published = 2026-02-25", 'published = "2026-13"'),
    "a blank text": edit("D104", PINGYANG, 'publisher = "潮新闻"', 'publisher = " "'),
    "a figure as text": figure("D104", 'gdp_growth = "7.5"'),
    "a figure as a flag": figure("D104", "gdp_growth = { value = true }"),
    "a year as text": edit("D104", LONGQUAN, "year = 2026", 'year = "2026"'),
    "a code as a number": block("D104", '[[gaps]]\ncounty = 331181 #!\nnote = "x"'),
    "a token that is a sentence": edit("D104", LONGQUAN, 'printed = "7.5%"', f'printed = "{"7.5%" * 6}"'),
    "a scale of nothing": edit("D104", METRICS, "scale = 10000", "scale = 0"),
    "a headline before the first": edit("D104", METRICS, "headline = 4", "headline = 0"),
    "a range of one number": edit("D104", METRICS, "range = [0, 2000000]", "range = [0]", "D202"),
    "aliases that are one text": edit(
        "D104",
        GROUPS,
        'aliases = ["山区海岛25县", "浙江山区海岛县"]',
        'aliases = "26县"',
    ),
    "not a number": edit("D105", LONGQUAN, "gdp_growth = { value = 7.5", "gdp_growth = { value = nan"),
    "an infinite number": figure("D105", "gdp_growth = inf"),
    "a number as good as infinite": figure("D105", "gdp_growth = -1e999"),
    "a county that isn't": block("D201", '[[observations]]\nperiod = "2020"\ncounty = "331189" #!\ngdp = 7'),
    "a county by name": block("D201", '[[gaps]]\ncounty = "龙泉市" #!\nnote = "x"'),
    "an initiative of nobody": Break(
        "D201", LONGYOU, (('county = "330825"\nname = "五链融合"', 'county = "330829" #!\nname = "五链融合"'),)
    ),
    "a member that isn't": edit("D201", GROUPS, 'members = [\n    "330127"', 'members = [\n    "330128"'),
    "a group of no province": edit("D201", GROUPS, 'province = "330000"', 'province = "990000"'),
    "a prefecture that isn't": edit("D201", PLACES, 'prefecture = "330100"', 'prefecture = "339900"'),
    "a prefecture as a province": edit("D201", PLACES, 'province = "330000"', 'province = "330100"'),
    "a predecessor that isn't": edit("D201", PLACES, '= [{ code = "330103"', '= [{ code = "330199"', "D501"),
    "a metric that isn't": figure("D202", "gdp_grwth = 7.5"),
    "a relation that isn't": edit("D202", METRICS, 'related = ["gdp_growth"]', 'related = ["gdp_grwth"]'),
    "an account that isn't": edit("D202", METRICS, 'revised_with = "gdp"', 'revised_with = "gdpp"'),
    "a metric revised with itself": edit("D104", METRICS, 'revised_with = "gdp"', 'revised_with = "gdp_growth"'),
    "a metric revised with a part": edit(
        "D104", METRICS, 'revised_with = "budget_expenditure"', 'revised_with = "budget_revenue"'
    ),
    "an amount of nothing": figure("D401", "gdp = 0"),
    "a category that isn't": edit("D203", LONGYOU, 'category = "产业"', 'category = "工业"'),
    "a unit that isn't": figure("D204", 'gdp = { value = 1, unit = "亿园" }'),
    "a metric of no topic": edit("D204", METRICS, 'topic = "economy"', 'topic = "economics"'),
    "a metric in no unit": edit("D204", METRICS, 'unit = "倍"', 'unit = "成"'),
    "a unit of another dimension": figure("D205", 'gdp = { value = 1, unit = "亩" }'),
    "a period as people write it": edit("D206", LONGQUAN, 'period = "2021/2025"', 'period = "十四五"'),
    "months that are a year": edit("D206", LONGQUAN, 'period = "2025"', 'period = "2025-01/2025-12"'),
    "no period at all": edit("D206", LONGQUAN, 'period = "2025"', 'period = "latest"'),
    "an unknown kind of document": edit("D207", LONGQUAN, 'kind = "news"', 'kind = "blog"'),
    "an unknown access": edit("D207", LONGQUAN, 'access = "copy"', 'access = "web"'),
    "an unknown status": figure("D207", 'gdp = { value = 1, status = "guess" }'),
    "an inferred that is neither true nor false": figure("D104", 'gdp = { value = 1, inferred = "yes" }'),
    "a target's status of its own": figure("D207", 'gdp = { value = 1, status = "target" }'),
    "an unknown scope": edit("D207", METRICS, 'scope = "enterprise"', 'scope = "firm"', "D202"),
    "an unknown bound": figure("D207", 'gdp = { value = 1, bound = "≥" }'),
    "an unknown stage": edit("D207", LONGYOU, 'stage = "done"', 'stage = "finished"'),
    "an unknown change": edit("D207", PLACES, '"330113", date = 2021-04-09, change = "析置"', CHANGED, "D501"),
    "an unknown level": edit("D207", REGIONS, 'level = "prefecture"', 'level = "city"', "D201"),
    "an unknown kind of metric": edit("D207", METRICS, 'kind = "growth"', 'kind = "rate"', "D202"),
    "a quantity calculated from itself": edit(
        "D208",
        METRICS,
        'kind = "ratio", metric = "gdp", base = "resident_population"',
        'kind = "ratio", metric = "gdp_per_capita", base = "resident_population"',
    ),
    "a figure twice": figure("D301", FIGURE_TWICE),
    "a target twice": block("D301", TARGET_TWICE, PINGYANG),
    "an initiative twice": edit("D302", LONGQUAN, 'name = "叩门招商"', 'name = "工业强市"'),
    "a county twice": block("D303", TWICE, PLACES),
    "a unit twice": block("D303", '[[units]]\nname_en = "x"\nid = "元" #!\ndimension = "x"\nscale = 1', METRICS),
    "a topic twice": block("D303", '[[topics]]\nname = "x"\nname_en = "x"\nid = "economy" #!', METRICS),
    "a category twice": block("D303", '[[categories]]\nid = "产业" #!\nname_en = "x"', METRICS),
    "a percentage a hundred times too great": figure("D401", "gdp_growth = 750"),
    "a converted figure out of range": figure("D401", OUT_OF_RANGE),
    "a target out of range": block("D401", '[[targets]]\ncounty = "331181"\nperiod = "2026"\ngdp_growth = -51 #!'),
    "other digits than printed": edit("D402", LONGQUAN, "gdp_growth = { value = 7.5", "gdp_growth = { value = 7.6"),
    "a restored value with other digits": figure("D402", 'gdp = { value = 717.8, printed = "711的GDP8億元" }'),
    "an aim in the token": figure("D403", 'gdp_growth = { value = 7, printed = "目標7%" }'),
    "a year that wasn't over": block("D403", '[[observations]]\ncounty = "331181"\nperiod = "2026"\ngdp = 7 #!'),
    "a month that wasn't over": block("D403", '[[observations]]\ncounty = "331181"\nperiod = "2026-03"\ngdp = 7 #!'),
    "neither value nor standing": figure("D404", 'gdp_growth = { note = "x" }'),
    "a target without a value": block(
        "D404", '[[targets]]\ncounty = "331181"\nperiod = "2026"\ngdp = { standing = "x" } #!'
    ),
    "a target for a year that was over": block(
        "D405", '[[targets]]\ncounty = "331181"\nperiod = "2024"\ngdp_growth = 7 #!'
    ),
    "a document from the future": edit("D406", LONGQUAN, "published = 2026-02-25", "published = 2206-02-25", "D405"),
    "a document read in the future": seen("D406", "2206-02-26"),
    "a document read before it appeared": seen("D408", "2026-02-24"),
    "a document read in a month": seen("D104", '"2026-02"'),
    "a document read on no day of the calendar": seen("D104", '"2026-02-30"'),
    "a document read at an hour": seen("D104", "2026-03-01T08:00:00"),
    "a doubtful figure without a reason": figure("D407", "gdp = { value = 1, doubtful = true }"),
    "a doubtful figure with a reason for the whole block only": figure(
        "D407", 'note = "Another scope."\ngdp = { value = 1, doubtful = true }'
    ),
    "a doubtful standing": figure("D407", 'gdp = { standing = "全省第9位", doubtful = true, note = "Doubled." }'),
    "a doubtful that is a text": figure("D104", 'gdp = { value = 1, doubtful = "yes", note = "A tenth." }'),
    "a doubtful that is a number": figure("D104", 'gdp = { value = 1, doubtful = 1, note = "A tenth." }'),
    "a doubtful block": block(
        "D102", '[[observations]]\ncounty = "331181"\nperiod = "2020"\ngdp = 100\ndoubtful = true #!'
    ),
    "a doubtful target": block(
        "D102",
        '[[targets]]\ncounty = "331181"\nperiod = "2026"\ngdp = { value = 1, doubtful = true, note = "A tenth." } #!',
    ),
    "doubtful targets": block("D102", '[[targets]]\ncounty = "331181"\nperiod = "2026"\ngdp = 1\ndoubtful = true #!'),
    "a doubtful initiative": edit("D102", LONGYOU, 'stage = "done"', 'doubtful = true #!\nstage = "done"'),
    "a doubtful document": edit("D102", LONGQUAN, 'kind = "news"', 'doubtful = true #!\nkind = "news"'),
    "a doubtful cell without a reason": table(
        "D407", '["331181", 1, 2],', '["331126", 1, { value = 2, doubtful = true }], #!'
    ),
    "a doubtful cell with a reason for the whole row only": table(
        "D407", '[{ county = "331126", note = "Another scope." }, 1, { value = 2, doubtful = true }], #!'
    ),
    "a doubtful cell that says so in a text": table(
        "D104", '["331126", 1, { value = 2, doubtful = "yes", note = "A tenth." }], #!'
    ),
    "a doubtful row": table("D102", '[{ county = "331126", doubtful = true, note = "A tenth." }, 1, 2], #!'),
    "a doubtful table": table("D102", '["331181", 1, 2],', further="doubtful = true #!\n"),
    "a doubtful zone": table(
        "D102", further='zones = [\n    ["331100", "x", 1, { value = 2, doubtful = true, note = "A tenth." }], #!\n]\n'
    ),
    "a table with a mistyped key": table("D102", further='perod = "2020" #!\n'),
    "a cell with a mistyped attribute": table("D102", '["331126", 1, { value = 2, printd = "2" }], #!'),
    "a table without a period": block("D103", '[[tables]] #!\ncolumns = ["gdp"]\nrows = []'),
    "a cell that holds no number": table("D104", '["331181", 1, ""],', '["331126", 1, "-"], #!'),
    "a cell that is infinite": table("D104", '["331181", 1, inf], #!'),
    "a row that is too short": table("D104", '["331181", 1, 2],', '["331126", 1], #!'),
    "a row that is too long": table("D104", '["331181", 1, 2, 3], #!'),
    "a zone without a name": table("D104", further='zones = [\n    ["331100", 1, 2], #!\n]\n'),
    "a zone that holds no number": table("D104", further='zones = [\n    ["331100", "x", 1, "-"], #!\n]\n'),
    "a row of no county": table("D201", '["331181", 1, 2],', '["331189", 1, 2], #!'),
    "a column of no metric": block("D202", '[[tables]]\nperiod = "2020"\ncolumns = ["gdp", "export"] #!\nrows = []'),
    "a column of no metric among several lines": block(
        "D202", '[[tables]]\nperiod = "2020"\ncolumns = [\n    "gdp",\n    "exprts", #!\n    "imports",\n]\nrows = []'
    ),
    "a column table of no metric": block(
        "D202", '[[tables]]\nperiod = "2020"\ncolumns = [\n    "gdp",\n    { metric = "exprts" }, #!\n]\nrows = []'
    ),
    "a cell that holds a text": table("D104", '["331181", 1, ""],', '["331126", "九十", 2], #!'),
    "a column in no unit": block("D204", IN_NO_UNIT),
    "a place twice in a table, with all figures": table("D301", '["331181", 1, 2],', '["331181", 1, 2], #!'),
    "a place twice in a table": table("D301", '["331181", 1, 2],', '["331126", 1, 2],', '["331181", "", 2], #!'),
    "a cell out of range": table("D401", '["331181", 1, 2],', '["331126", -1, 2], #!'),
    "a cell of other digits than printed": table("D402", '["331181", 1, { value = 21, printed = "12" }], #!'),
    "a figure of a county that had ceased": block(
        "D503", '[[observations]]\nperiod = "2023"\ncounty = "330103" #!\ngdp = 700'
    ),
    "a figure of a county to come": block("D503", '[[observations]]\nperiod = "2018"\ncounty = "330383" #!\ngdp = 300'),
    "industries that make more than the whole": block(
        "D601",
        '[[observations]]\ncounty = "331181"\nperiod = "2020"\nprimary_va = 10\nsecondary_va = 50\n'
        "tertiary_va = 60\ngdp = 100 #!",
    ),
    "counties that make less than their prefecture": Break("D602", LONGQUAN, added=ADDED_UP),
    "growth that no level bears out": block("D603", OF_OTHERS),
    "a share of other parts": block(
        "D604",
        '[[observations]]\ncounty = "331181"\nperiod = "2020"\ngdp = 100\nprimary_va = 10\nprimary_share = 20 #!',
    ),
    "a level of another magnitude": block("D605", SLIP),
    "another document's figure": block("D606", SHARED),
    "an amount per head of other people": block(
        "D607",
        '[[observations]]\ncounty = "331125"\nperiod = "2020"\npopulation = 100000\n'
        '[[observations]]\ncounty = "331125"\nperiod = "2021"\ngdp = 100\ngdp_per_capita = 80000 #!',
    ),
    "a succession of another date": edit("D501", PLACES, '"330103", date = 2021', '"330103", date = 2020', "D501"),
    "a code of five digits": edit("D502", PLACES, 'code = "330106"', 'code = "33010"'),
    "a code used twice with another year than that in which the unit ceased": edit(
        "D502", PLACES, 'code = "330103"\nname', f'code = "3301032020" {MARK}\nname', "D201", "D501"
    ),
    "a code of another province": edit("D502", PLACES, 'code = "330106"', 'code = "320106"'),
    "a short name of another county": edit("D502", PLACES, 'short = "西湖"', 'short = "东湖"'),
    "pinyin with tones": edit("D502", PLACES, 'pinyin = "xi hu"', 'pinyin = "xī hú"'),
    "pinyin of one syllable": edit("D502", PLACES, 'pinyin = "xi hu"', 'pinyin = "xihu"'),
    "a traditional form of another length": edit("D502", PLACES, 'traditional = "西湖區"', 'traditional = "西湖"'),
    "a prefecture in itself": edit(
        "D502",
        REGIONS,
        'kind = "地级市"\nprovince = "330000"\npinyin = "ning bo"',
        'kind = "地级市"\nprefecture = "330200" #!\nprovince = "330000"\npinyin = "ning bo"',
    ),
    "an end before the beginning": edit(
        "D502", PLACES, "valid_to = 2001-02-02", "valid_to = 1999-12-31\nvalid_from = 2000-01-01"
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return small_dataset(tmp_path)


def test_a_copy_of_the_dataset_is_clean(countycli: Program, copy: Path) -> None:
    assert told(countycli, copy) == []


@pytest.mark.parametrize("case", BREAKS.values(), ids=BREAKS.keys())
def test_fault_is_found_where_it_is(countycli: Program, copy: Path, case: Break) -> None:
    line = case.apply(copy)
    found = told(countycli, copy)
    assert (str(copy / case.file), line, case.code) in found
    others = [fault for fault in found if fault != (str(copy / case.file), line, case.code)]
    assert {code for _, _, code in others} <= case.further
    assert len(found) == len(others) + 1


def test_a_document_of_nobody_and_of_no_date_is_no_fault(countycli: Program, copy: Path) -> None:
    path = copy / LONGYOU
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("publisher =", "published ="))]
    assert len(kept) == len(lines) - 2
    path.write_text("".join(kept), encoding="utf-8")
    assert told(countycli, copy) == []


def test_figures_of_the_year_in_which_a_county_ceased_or_began_are_no_fault(countycli: Program, copy: Path) -> None:
    """Other years' figures may be restated, or say in a note what they cover."""
    ceased, begun = 'county = "330103"\nperiod = "2021"\ngdp = 700', 'county = "330383"\nperiod = "2019"\ngdp = 300'
    restated = 'county = "330383"\nperiod = "2018"\nrestated = true\ngdp = 280'
    noted = 'county = "330383"\nperiod = "2017"\ngdp = { value = 260, note = "按2019年区划。" }'
    block("", "\n".join(f"[[observations]]\n{line}" for line in (ceased, begun, restated, noted))).apply(copy)
    assert told(countycli, copy) == []


def test_a_target_of_the_year_of_the_document_is_no_fault(countycli: Program, copy: Path) -> None:
    """Nor is one for a year that is over, where a note says that it is recalled, or where its outcome stands beside."""
    ahead = '[[targets]]\ncounty = "331181"\nperiod = "2026"\ngdp_growth = 7'
    noted = '[[targets]]\ncounty = "331181"\nperiod = "2024"\ngdp_growth = { value = 7, note = "回顾。" }'
    recalled = (
        '[[targets]]\ncounty = "331181"\nperiod = "2023"\nexports = 7\n'
        '[[observations]]\ncounty = "331181"\nperiod = "2023"\nexports = 8'
    )
    block("", f"{ahead}\n{noted}\n{recalled}").apply(copy)
    assert told(countycli, copy) == []


def test_words_of_aim_in_the_standing_are_no_fault(countycli: Program, copy: Path) -> None:
    figure("", 'gdp_growth = { value = 7, standing = "力争全省第1位" }').apply(copy)
    assert told(countycli, copy) == []


def test_every_kind_of_fault_has_a_case() -> None:
    elsewhere = {"D304", "D504"}  # see test_own_data.py and test_faulty_layouts.py
    assert {case.code for case in BREAKS.values()} | elsewhere == set(CODES)


def test_faults_are_printed_as_linters_print_them(countycli: Program, copy: Path) -> None:
    line = BREAKS["a metric that isn't"].apply(copy)
    result = countycli("data", "check", str(copy))
    assert result.code == 5
    assert result.out.splitlines()[0] == (
        f"{copy / LONGQUAN}:{line}: D202 No metric “gdp_grwth” (did you mean `gdp_growth`?)"
    )
    assert result.out.splitlines()[-1].startswith("Faults: 1;")


@pytest.mark.parametrize("figures", ['{ standing = "x" }', '{ note = "x" }'])
def test_a_target_without_a_value_is_one_fault(countycli: Program, copy: Path, figures: str) -> None:
    line = block("D404", f'[[targets]]\ncounty = "331181"\nperiod = "2026"\ngdp = {figures} #!').apply(copy)
    assert told(countycli, copy) == [(str(copy / LONGQUAN), line, "D404")]


def test_all_faults_of_all_files_are_told_at_once(countycli: Program, copy: Path) -> None:
    names = (
        "a county that isn't",
        "a target twice",
        "a category that isn't",
        "pinyin with tones",
        "a group of no province",
        "an unknown key of the dataset",
    )
    expected = [(str(copy / BREAKS[name].file), BREAKS[name].apply(copy), BREAKS[name].code) for name in names]
    assert told(countycli, copy) == sorted(expected)


def test_several_faults_of_one_block_are_told_at_once(countycli: Program, copy: Path) -> None:
    path = copy / LONGQUAN
    before = path.read_text(encoding="utf-8").count("\n")
    with path.open("a", encoding="utf-8") as file:
        file.write('[[gaps]]\ncounty = 1\nnote = ""\nx = 1\n[[targets]]\ncounty = "331181"\nperiod = "2024Q1"\n')
        file.write("gdp = true\nexport = 1\n")
    expected = [(2, "D104"), (3, "D104"), (4, "D102"), (7, "D206"), (8, "D104"), (9, "D202")]
    assert [(line - before, code) for _, line, code in told(countycli, copy)] == expected


def test_values_are_checked_where_their_head_is_faulty(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    figure = "{ value = nan, status = 'guess', valu = 3 }"
    path.write_text(OWN_DOCUMENT + observed("331181", "2024Q9", gdp=figure), encoding="utf-8")
    assert sorted(code for _, _, code in told(countycli, path)) == ["D102", "D105", "D206", "D207"]


def test_a_file_that_is_not_utf8_is_a_fault_on_its_line(countycli: Program, copy: Path) -> None:
    path = copy / LONGYOU
    path.write_bytes(b"# one\n# two\n" + "# 龙游\n".encode("gbk") + path.read_bytes())
    found = told(countycli, copy)
    assert found == [(str(path), 3, "D101")]


def test_a_file_that_can_not_be_read_is_a_fault(countycli: Program, copy: Path) -> None:
    path = copy / "documents" / "2026-01-01-x.toml"
    path.symlink_to(copy / "nowhere.toml")
    assert told(countycli, copy) == [(str(path), 1, "D101")]


def test_a_byte_order_mark_is_no_fault(countycli: Program, copy: Path) -> None:
    path = copy / LONGYOU
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert told(countycli, copy) == []


def test_lines_are_counted_alike_with_windows_line_ends(countycli: Program, copy: Path) -> None:
    case = BREAKS["a metric that isn't"]
    line = case.apply(copy)
    path = copy / case.file
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert told(countycli, copy) == [(str(path), line, "D202")]


@pytest.mark.parametrize("name", ["dataset.toml", "counties.toml", "metrics.toml"])
def test_an_emptied_definition_is_a_fault(countycli: Program, copy: Path, name: str) -> None:
    (copy / name).write_text("", encoding="utf-8")
    assert told(countycli, copy)


def test_an_empty_document_is_a_fault(countycli: Program, copy: Path) -> None:
    path = copy / "documents" / "2026-01-01-x.toml"
    path.write_text("", encoding="utf-8")
    assert told(countycli, copy) == [(str(path), 1, "D103")]


def test_one_name_for_two_documents_is_a_fault(countycli: Program, copy: Path) -> None:
    (copy / "tables").mkdir()
    twin = copy / "tables" / Path(LONGYOU).name
    shutil.copy(copy / LONGYOU, twin)
    assert (str(twin), 1, "D303") in told(countycli, copy)


REPEATED = {
    "a member": edit("D303", GROUPS, '    "330127", # 淳安', '    "330127", "330127", # 淳安'),
    "a member with other years": edit(
        "D303", GROUPS, '    "330127", # 淳安', '    "330127", { code = "330127", valid_to = 2022 }, # 淳安'
    ),
    "a gap": block("D303", '[[gaps]]\ncounty = "331181"\nnote = "x"\n\n[[gaps]]\ncounty = "331181"\nnote = "y"'),
}


@pytest.mark.parametrize("case", REPEATED.values(), ids=REPEATED.keys())
def test_what_would_not_go_into_the_index_is_a_fault(countycli: Program, copy: Path, case: Break) -> None:
    case.apply(copy)
    assert {path for path, _, _ in told(countycli, copy)} == {str(copy / case.file)}


@pytest.mark.parametrize(
    "body",
    [
        f"[[observations]]\ncounty = '331181'\nperiod = '2024'\ngdp = {'1' * 5000}\n",
        f"note = {'[' * 1000}{']' * 1000}\n",
    ],
    ids=["a number of 5000 digits", "a thousand brackets"],
)
def test_monstrous_toml_is_a_fault(countycli: Program, tmp_path: Path, body: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(OWN_DOCUMENT + body, encoding="utf-8")
    assert told(countycli, path)


@pytest.mark.parametrize("published", ["2025-0²", "２０２５-０１", "2025-1", "2025-00", "+202-01", "2025/01"])
def test_a_month_is_written_in_plain_digits(countycli: Program, tmp_path: Path, published: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(OWN_DOCUMENT.replace("2026-03-01", f'"{published}"'), encoding="utf-8")
    assert told(countycli, path) == [(str(path), 4, "D104")]
