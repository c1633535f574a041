"""Suggestions for unknown words. Each is sought only when the fault is printed, and once for each word: a converted
spreadsheet may have twenty thousand unknown words.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple, Protocol

from countycli.phrases import Phrase


class Suggestion(Protocol):
    """A hint that takes time to find. Equal suggestions find the same hint."""

    def find(self) -> Phrase | None: ...


Hint = Phrase | Suggestion | None

_LONGEST = 60  # characters of a word that may be a known word with a slip
# Keys that a document must have, each with an example of its value.
EXAMPLES = {
    "title": '"2025年龙泉市国民经济和社会发展统计公报"',
    "kind": '"communique"',
    "access": '"official"',
    "county": '"331181"',
    "period": '"2025"',
    "name": '"叩门招商"',
    "year": "2025",
    "category": '"产业"',
    "stage": '"planned"',
    "columns": '["gdp", "gdp_growth"]',
}

# Keys and words of the format, with the Chinese words that authors write in their place.
_CALLED = {
    "title": "标题 题名",
    "name": "名称",
    "publisher": "发布者 发布机构 来源",
    "published": "日期 发布日期 发布时间",
    "seen": "引用日期 访问日期 查阅日期",
    "kind": "类型 种类",
    "access": "性质",
    "url": "网址 链接",
    "note": "备注 说明",
    "county": "县 县市区 区县 代码",
    "period": "时期 期间 年份 年度",
    "status": "状态",
    "unit": "单位",
    "communique": "公报 统计公报",
    "government_report": "政府工作报告",
    "statistics_release": "统计发布",
    "press_conference": "新闻发布会",
    "news": "新闻",
    "yearbook": "年鉴",
    "census": "普查",
    "reference": "百科 简介",
    "official": "官方",
    "press": "媒体 报刊",
    "copy": "转载 转引",
    "compilation": "汇编 整理 汇总",
    "actual": "实际",
    "preliminary": "初步 初步核算 快报",
    "final": "核定 最终",
    "estimate": "预计 估计",
    "forecast": "预测",
    "planned": "计划 拟",
    "under_way": "进行中 在建",
    "done": "完成 已完成",
    ">=": "≥ 以上",
    "<=": "≤ 以内",
    ">": "超过 超 ＞",
    "<": "不足 ＜",
    "~": "约 左右",
    "value": "数值 值",
    "printed": "原文",
    "standing": "位次 排名",
    "at": "位置",
    "scope": "口径",
    "doubtful": "存疑 可疑",
}
_CHINESE = {name: word for word, names in _CALLED.items() for name in names.split()}


class Nearest(NamedTuple):
    """The hint that names the word of `known` most like `word`. Where none is like `word`, the hint names all of
    `known` if `listed`.
    """

    word: str
    known: tuple[str, ...]
    listed: bool = False

    def find(self) -> Phrase | None:
        meant = nearest(self.word, self.known)
        if meant:
            return Phrase("did you mean `{word}`?", word=meant)
        return Phrase("known: {words}", words=self.known) if self.listed else None


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """The known word that was meant: in other letters, in Chinese, or with a slip."""
    if len(word) > _LONGEST:
        return None
    for meant in (word.strip().lower(), _CHINESE.get(word.strip(), "")):
        if meant in known:
            return meant
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return close[0] if close else None
