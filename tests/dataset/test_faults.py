"""Every kind of fault in a dataset is found, in the right file and on the right line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT, Program

from countycli.dataset.problems import CODES

LONGQUAN = "documents/2026-02-25-chinanews-longquan.toml"
PINGYANG = "documents/2024-02-08-tidenews-pingyang.toml"
LONGYOU = "documents/2023-03-16-longyou-five-chains.toml"
PLACES, REGIONS, GROUPS, METRICS = "counties.toml", "regions.toml", "groups.toml", "metrics.toml"
MARK = "#!"
BLOCK = f"""
[[observations]] {MARK}
county = "331181"
period = "2020"
"""
FIGURE = BLOCK.replace(f" {MARK}", "")


class Break(NamedTuple):
    """What is done to one file of a sound dataset. The comment `#!` stands on the line that holds the fault."""

    code: str
    file: str
    old: str  # replaced where it stands first; "" adds `new` at the end
    new: str


BREAKS = {
    "a value without quotes": Break("D101", LONGQUAN, 'kind = "news"', f"kind = news {MARK}"),
    "an open string": Break("D101", METRICS, 'id = "万元"', f'id = "万元 {MARK}'),
    "a key twice": Break("D101", LONGQUAN, 'access = "copy"', f'access = "copy"\naccess = "copy" {MARK}'),
    "an inline table on two lines": Break("D101", LONGQUAN, "{ value = 7.5,", f"{{ {MARK}\n value = 7.5,"),
    "a mistyped key of the document": Break("D102", LONGQUAN, 'access = "copy"', f'access = "copy"\nurll = "x" {MARK}'),
    "a mistyped attribute": Break("D102", LONGQUAN, 'printed = "7.5%" }', f'printd = "7.5%" }} {MARK}'),
    "a mistyped table": Break("D102", LONGQUAN, "", f"\n[[observation]] {MARK}\n"),
    "a mistyped key of a county": Break("D102", PLACES, 'short = "上城"', f'short = "上城"\nshrot = "x" {MARK}'),
    "an unknown key of a metric": Break("D102", METRICS, 'id = "gdp"', f'id = "gdp"\ncolour = "red" {MARK}'),
    "an unknown key of the dataset": Break("D102", "dataset.toml", "", f'licence = "MIT" {MARK}\n'),
    "no publisher": Break(
        "D103",
        LONGQUAN,
        '[document]\ntitle = "浙江县域“新春第一会”特写：何以争当山区发展优等生？"\npublisher = "中国新闻网"',
        f'[document] {MARK}\ntitle = "x"',
    ),
    "no county": Break("D103", LONGQUAN, "", f'\n[[observations]] {MARK}\nperiod = "2020"\ngdp_growth = 7\n'),
    "no period": Break("D103", LONGQUAN, "", f'\n[[targets]] {MARK}\ncounty = "331181"\ngdp_growth = 7\n'),
    "no name": Break("D103", PLACES, '[[counties]]\ncode = "330105"\nname = "拱墅区"', f'[[counties]] {MARK}\ncode = "330105"'),
    "no province": Break("D103", REGIONS, '[[regions]]\ncode = "330200"\nname = "宁波市"\nshort = "宁波"\nlevel = "prefecture"\nkind = "地级市"\nprovince = "330000"', f'[[regions]] {MARK}\ncode = "330200"\nname = "宁波市"\nshort = "宁波"\nlevel = "prefecture"\nkind = "地级市"'),
    "a gap without a note": Break("D103", LONGQUAN, "", f'\n[[gaps]] {MARK}\ncounty = "331181"\n'),
    "a date as text": Break("D104", LONGQUAN, "published = 2026-02-25", f'published = "25.2.2026" {MARK}'),
    "a blank title": Break("D104", PINGYANG, 'publisher = "潮新闻"', f'publisher = " " {MARK}'),
    "a figure as text": Break("D104", LONGQUAN, "", f'{FIGURE}gdp_growth = "7.5" {MARK}\n'),
    "a figure as a flag": Break("D104", LONGQUAN, "", f"{FIGURE}gdp_growth = {{ value = true }} {MARK}\n"),
    "a year as text": Break("D104", LONGQUAN, "year = 2026", f'year = "2026" {MARK}'),
    "a number as a county": Break("D104", LONGQUAN, "", f'\n[[gaps]]\ncounty = 331181 {MARK}\nnote = "x"\n'),
    "a token that is a sentence": Break("D104", LONGQUAN, 'printed = "7.5%" }', f'printed = "{"7.5%" * 6}" }} {MARK}'),
    "a scale of nothing": Break("D104", METRICS, "scale = 10000", f"scale = 0 {MARK}"),
    "a range of one number": Break("D104", METRICS, "range = [0, 200000]", f"range = [0] {MARK}"),
    "members that are one text": Break("D104", GROUPS, 'aliases = ["26县", "浙江山区26县"]', f'aliases = "26县" {MARK}'),
    "not a number": Break("D105", LONGQUAN, "value = 7.5,", "value = nan,"),
    "an infinite number": Break("D105", LONGQUAN, "", f"{FIGURE}gdp_growth = inf {MARK}\n"),
    "a number as good as infinite": Break("D105", LONGQUAN, "", f"{FIGURE}gdp_growth = -1e999 {MARK}\n"),
    "a county that isn't": Break("D201", LONGQUAN, "", f'\n[[observations]]\nperiod = "2020"\ncounty = "331189" {MARK}\ngdp_growth = 7\n'),
    "a county by name": Break("D201", LONGQUAN, "", f'\n[[gaps]]\ncounty = "龙泉市" {MARK}\nnote = "x"\n'),
    "an initiative of nobody": Break("D201", LONGYOU, 'county = "330825"\nname = "五链融合"', f'county = "330829" {MARK}\nname = "五链融合"'),
    "a member that isn't": Break("D201", GROUPS, 'members = [\n    "330127", # 淳安\n    "330324"', f'members = [ {MARK}\n    "330128",\n    "330324"'),
    "a group of no province": Break("D201", GROUPS, 'province = "330000"', f'province = "990000" {MARK}'),
    "a prefecture that isn't": Break("D201", PLACES, 'prefecture = "330100"', f'prefecture = "339900" {MARK}'),
    "a prefecture as a province": Break("D201", PLACES, 'province = "330000"', f'province = "330100" {MARK}'),
    "an heir that isn't": Break("D201", PLACES, 'successors = [{ code = "330103"', ""),
    "a metric that isn't": Break("D202", LONGQUAN, "", f"{FIGURE}gdp_grwth = 7.5 {MARK}\n"),
    "a category that isn't": Break("D203", LONGYOU, 'category = "产业"', f'category = "工业" {MARK}'),
    "a unit that isn't": Break("D204", LONGQUAN, "", f'{FIGURE}gdp = {{ value = 1, unit = "亿园" }} {MARK}\n'),
    "a metric of no topic": Break("D204", METRICS, 'topic = "economy"', f'topic = "economics" {MARK}'),
    "a metric in no unit": Break("D204", METRICS, 'unit = "倍"', f'unit = "成" {MARK}'),
    "a unit of another dimension": Break("D205", LONGQUAN, "", f'{FIGURE}gdp = {{ value = 1, unit = "亩" }} {MARK}\n'),
    "a period as people write it": Break("D206", LONGQUAN, 'period = "2021/2025"', f'period = "十四五" {MARK}'),
    "months that are a year": Break("D206", LONGQUAN, 'period = "2025"', f'period = "2025-01/2025-12" {MARK}'),
    "no period at all": Break("D206", LONGQUAN, 'period = "2025"', f'period = "latest" {MARK}'),
    "an unknown kind of document": Break("D207", LONGQUAN, 'kind = "news"', f'kind = "blog" {MARK}'),
    "an unknown access": Break("D207", LONGQUAN, 'access = "copy"', f'access = "web" {MARK}'),
    "an unknown status": Break("D207", LONGQUAN, "", f'{FIGURE}gdp = {{ value = 1, status = "guess" }} {MARK}\n'),
    "an unknown bound": Break("D207", LONGQUAN, "", f'{FIGURE}gdp = {{ value = 1, bound = "≥" }} {MARK}\n'),
    "an unknown stage": Break("D207", LONGYOU, 'stage = "done"', f'stage = "finished" {MARK}'),
    "an unknown change": Break("D207", PLACES, 'date = 2001-01-13, change = "划入" },', "划出"),
    "an unknown level": Break("D207", REGIONS, 'level = "province"', f'level = "state" {MARK}'),
    "an unknown kind of metric": Break("D207", METRICS, 'kind = "growth"', f'kind = "rate" {MARK}'),
    "a figure twice": Break("D301", LONGQUAN, "", f"{FIGURE}gdp = 1\n{FIGURE}gdp_growth = 1\ngdp = 2 {MARK}\n"),
    "a target twice": Break("D301", PINGYANG, "", f'\n[[targets]]\ncounty = "330326"\nperiod = "2024"\neducation_projects = 17 {MARK}\n'),
    "an initiative twice": Break("D302", LONGQUAN, 'name = "叩门招商"', f'name = "工业强市" {MARK}'),
    "a county twice": Break("D303", PLACES, "", f'\n[[counties]]\nname = "西湖区"\ncode = "330106" {MARK}\nshort = "西湖"\nkind = "市辖区"\nprefecture = "330100"\nprovince = "330000"\npinyin = "xi hu"\ntraditional = "西湖區"\n'),
    "a unit twice": Break("D303", METRICS, 'id = "万元"', f'id = "元" {MARK}'),
    "a metric twice": Break("D303", METRICS, "", f'\n[[topics]]\nname = "x"\nname_en = "x"\nid = "economy" {MARK}\n'),
    "a percentage a hundred times too great": Break("D401", LONGQUAN, "", f"{FIGURE}gdp_growth = 750 {MARK}\n"),
    "a converted figure out of range": Break("D401", LONGQUAN, "", f'{FIGURE}gdp = {{ value = 3, unit = "万亿元" }}\nbudget_revenue = {{ value = 9, unit = "万亿元" }} {MARK}\n'),
    "a target out of range": Break("D401", LONGQUAN, "", f'\n[[targets]]\ncounty = "331181"\nperiod = "2026"\ngdp_growth = -51 {MARK}\n'),
    "digits that differ": Break("D402", LONGQUAN, 'gdp_growth = { value = 7.5, printed = "7.5%" }', f'gdp_growth = {{ value = 7.6, printed = "7.5%" }} {MARK}'),
    "a restored value with other digits": Break("D402", LONGQUAN, "", f'{FIGURE}gdp = {{ value = 717.8, printed = "711的GDP8億元" }} {MARK}\n'),
    "an aim in the standing": Break("D403", LONGQUAN, "", f'{FIGURE}gdp_growth = {{ value = 7, standing = "力争全省第1位" }} {MARK}\n'),
    "an aim in the token": Break("D403", LONGQUAN, "", f'{FIGURE}gdp_growth = {{ value = 7, printed = "目標7%" }} {MARK}\n'),
    "a period that wasn't over": Break("D403", LONGQUAN, "", f'\n[[observations]]\ncounty = "331181"\nperiod = "2026"\ngdp_growth = 7 {MARK}\n'),
    "neither value nor standing": Break("D404", LONGQUAN, "", f'{FIGURE}gdp_growth = {{ note = "x" }} {MARK}\n'),
    "a target without a value": Break("D404", LONGQUAN, "", f'\n[[targets]]\ncounty = "331181"\nperiod = "2026"\ngdp = {{ standing = "x" }} {MARK}\n'),
    "a succession of another date": Break("D501", PLACES, 'successors = [{ code = "330105", date = 2021-04-09, change = "并入" }]', ""),
    "a code of five digits": Break("D502", LONGQUAN, "", ""),
    "a short name that isn't part of the name": Break("D502", PLACES, 'short = "西湖"', f'short = "东湖" {MARK}'),
    "pinyin with tones": Break("D502", PLACES, 'pinyin = "xi hu"', f'pinyin = "xī hú" {MARK}'),
    "pinyin of one syllable": Break("D502", PLACES, 'pinyin = "xi hu"', f'pinyin = "xihu" {MARK}'),
    "a traditional form of another length": Break("D502", PLACES, 'traditional = "西湖區"', f'traditional = "西湖" {MARK}'),
    "an end before the beginning": Break("D502", PLACES, 'valid_to = 2001-02-02', f'valid_from = 2002-01-01\nvalid_to = 2001-02-02 {MARK}'),
}
