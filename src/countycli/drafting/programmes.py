"""Policy programmes by the names that texts quote: “双招双引”战略, “龙财通”应用, 《…三年行动方案》."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from countycli.drafting.wording import keyed, word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.drafting.folding import Folded

_KIND: Final = "|".join(word_list("programmes"))
_ENDINGS: Final = re.compile(rf"(?:{_KIND})$")
_BEHIND: Final = re.compile(rf"^(?:的|等)?[\u4e00-\u9fff]{{0,6}}?(?:{_KIND})")
_VERBS: Final = re.compile(
    "(?:实施|推进|推动|深化|打造|开展|落实|用好|迭代|探索|构建|创建|推行|启动|创新|推出|建立|健全|完善|打响|擦亮|出台|践行|弘扬|聚焦|打出|推广|深入|做实|做好|统筹|锚定|坚持|大力|全面"
    "|实行|运用|依托|争创|入选|建设|提升|强化|培育|持续|加快|做优|做强|系列|新一轮|新时代)[\u4e00-\u9fff“”、]{0,12}$"
)
_QUOTED: Final = re.compile("“([^“”。！？；，：]{2,22})”")
_TITLED: Final = re.compile("《([^《》]{4,40}?(?:行动|方案|计划|措施|意见|政策|条例|举措|办法))》")
# Quotations that name no programme: plans of five years, numbers, single words in a list, aims and images.
_NO_NAMES: Final = re.compile(
    r"^(?:十[一二三四五]?五|[\d.%+]+|[一二三四五六七八九十]{1,2}|.(?:、.)+|.{3}(?:、.{3}){2,}"
    "|.*(?:任务|方向|根本|目标|蓝图.*|每一步|要求)"
    "|金名片|样板|优等生|风向标|标杆|窗口|主角|名片|答卷|成绩单)$"
)
_SPOKEN: Final = re.compile("(?:说|表示|介绍|道|认为|指出|坦言|告诉|直言)[，：]?$")
# What follows a quotation that is a standpoint rather than a programme: “一地一区”的战略定位.
_STANDPOINT: Final = re.compile(
    "(?:的|等)?(?:战略|发展|重大|重要|历史|工作)*(?:定位|机遇|思路|要求|目标|愿景|优势|布局|构想)"
)
_METAPHOR: Final = re.compile("(?:从|由|变成了?|成为|像|化为|从而|堪称|誉为|称为|称作|被称|号称|所谓)(?:“[^”]*”)?$")
_SHORTEST_OBJECT, _SHORTEST_UNQUOTED = 3, 6
_USUAL_CATEGORY = "发展战略"
# Verbs whose object, in quotation marks, is a programme even if no word for programmes follows.
_CARRIED_OUT: Final = re.compile(
    "(?:锚定|深化|落实|推进|打出|开展|打响|紧扣|实施|融入|树牢|扛起|推行|践行|做实|推广|入选|培育|放大|做好|通过)"
    "(?:新一轮|新时代|“[^“”]*”|、|和){0,4}$"
)
# A programme that stands without quotation marks: a verb, the name, and a word for programmes at its end.
_UNQUOTED: Final = re.compile(
    "(?:实施|推进|深化|开展|启动|推行|探索|建立|健全|完善|创新|攻坚|落实|推出|谋划实施|制定|深入实施|引入)"
    r"(?P<name>[\u4e00-\u9fffA-Z\d+]{2,14}?(?:三年行动|专项行动|行动计划|跃升计划|行动|计划|制度|机制|模式|改革|工程))"
    "(?=[，。；、等]|建设|落地|和|与)"
)
_NOT_IN_NAMES: Final = re.compile(
    "实施|推进|深化|开展|启动|建立|健全|完善|一批|各项|相关|有关|进一步|持续|全面|加快|的|了|等|项目化|重点"
)
_BEFORE, _AFTER = 14, 12  # characters around a name that tell what it is


def programmes_in(paragraph: Folded) -> Iterator[tuple[int, str, str, float]]:
    """Position, name, category and confidence of each programme that a paragraph names."""
    text = paragraph.text
    for match in (*_QUOTED.finditer(text), *_TITLED.finditer(text)):
        before, after = text[max(0, match.start() - _BEFORE) : match.start()], text[match.end() : match.end() + _AFTER]
        trust = _trust(match[1], before, _behind_list(after), titled=text[match.start()] == "《")
        if trust:
            around = f"{match[1]}{after}"
            yield match.start(), _called(match[1], after), category_of(around, f"{before}{around}"), trust
    yield from _unquoted(text)


def _unquoted(text: str) -> Iterator[tuple[int, str, str, float]]:
    for match in _UNQUOTED.finditer(text):
        name = match["name"]
        if len(name) >= _SHORTEST_UNQUOTED and not _NOT_IN_NAMES.search(name):
            yield match.start("name"), name, category_of(name, text[max(0, match.start() - _BEFORE) : match.end()]), 0.6


def _behind_list(after: str) -> str:
    """What follows a name, or the list of names that it begins: “…”“…”等载体."""
    return re.sub(r"^(?:[、和与及]?“[^”]*”)+", "", after)


def _trust(name: str, before: str, after: str, *, titled: bool) -> float:
    """How sure a quoted text is a programme's name; 0 for other quotations."""
    if titled:
        return 0 if "国民经济和社会发展" in name else 0.9
    otherwise = _SPOKEN.search(before) or _METAPHOR.search(before) or _STANDPOINT.match(after)
    if otherwise or name in word_list("programmes") or _NO_NAMES.match(name):
        return 0
    behind = bool(_BEHIND.match(after))
    if behind and (_VERBS.search(before) or _ENDINGS.search(name)):
        return 0.85
    if behind:
        return 0.75
    if _ENDINGS.search(name) and _VERBS.search(before):
        return 0.7
    return 0.65 if len(name) >= _SHORTEST_OBJECT and _CARRIED_OUT.search(before) else 0


def _called(name: str, after: str) -> str:
    """The name with the word behind it that belongs to it: 531工程, 五链融合."""
    match = re.match("(?:工程|融合|行动|计划)", after)
    return f"{name}{match[0]}" if match and len(name) <= 6 else name


def category_of(name: str, around: str) -> str:
    """The category of a programme: by its name with what follows, else by what stands around it."""
    categories = keyed("categories")
    for text in (name, around):
        found = next((category for category, known in categories.items() if any(word in text for word in known)), None)
        if found:
            return found
    return _USUAL_CATEGORY
