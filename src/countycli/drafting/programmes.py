"""Policy programmes by the names that texts quote: “双招双引”战略, “龙财通”应用, 《…三年行动方案》."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from countycli.drafting.undertakings import is_called_a_programme, undertakings_in
from countycli.drafting.wording import PROGRAMMES, keyed, word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.drafting.folding import Folded

_KIND: Final = "|".join(word_list("kinds", PROGRAMMES))
_ENDINGS: Final = re.compile(rf"(?:{_KIND})$")
_BEHIND: Final = re.compile(
    rf"^(?:(?:的|等)?[\u4e00-\u9fff]{{0,6}}?(?:{_KIND})|等\d*[个项]?[\u4e00-\u9fff]{{0,6}}(?:项目|任务)|[这后前半]*篇?文章)"
)
# What a programme is quoted as, whatever stands around it.
_PLAIN: Final = re.compile(
    ".{3,}(?:工程|行动|计划|战略|改革|机制|模式)$|.+[^借信房车]贷$"
    "|[三四五六七八九十]{1,2}大(?!差距|短板|问题|难题|挑战|理念|优势|特点|变化|任务)[^、，]{2,6}$"
    "|.{2,8}(?:建设|提升|攻坚|突破|发展|服务|创新|改革|招商|作风|落实|深化|效能|优化|转型|管理)年$"
)
# Names put together of numbers: 一核两翼三带, 两图两库.
_NUMBERED: Final = re.compile("(?!(.)..?\\1.{1,2}$)(?:[一二三四五六七八九两][^、，第一二三四五六七八九十两]{1,3}){2,4}")
_NUMBER: Final = re.compile(r"[\d+]{2,8}")
_BY_OTHERS: Final = re.compile("(?:(?<!全)省|市委|省委|县委|区委|国家|首个|首创|唯一的?)$")
_VERBS: Final = re.compile(
    "(?:实施|推进|推动|深化|打造|开展|落实|用好|迭代|探索|构建|创建|推行|启动|创新|推出|建立|健全|完善|打响|擦亮|出台|践行|弘扬|聚焦|打出|推广|深入|做实|做好|统筹|锚定|坚持|大力|全面"
    "|实行|运用|依托|争创|入选|建设|提升|强化|培育|持续|加快|做优|做强|系列|新一轮|新时代)[\u4e00-\u9fff“”、]{0,12}$"
)
_QUOTED: Final = re.compile("“([^“”。！？；，：]{2,28})”")
_TITLED: Final = re.compile("《([^《》]{4,40}?(?:行动|方案|计划|措施|意见|政策|条例|举措|办法))》")
# Quotations that name no programme: plans of five years, numbers, single words in a list, aims and images.
_NO_NAMES: Final = re.compile(
    r"^(?:十[一二三四五]?五|[一二三四五六七八九十]{1,2}|.(?:、.)+|.{3}(?:、.{3}){2,}"
    "|.*(?:任务|方向|根本|目标|蓝图.*|每一步|要求|驱动)"
    r"|20\d\d.*|(?:建设|构建|加快|推动|实现|坚持).{4,}|.*(?:高度|速度|引擎|升级版|满意度|样板间|标杆)"
    "|一站式|一条龙|一揽子|金名片|样板|优等生|风向标|标杆|窗口|主角|名片|答卷|成绩单)$"
)
_SPOKEN: Final = re.compile("(?:说|表示|介绍|道|认为|指出|坦言|告诉|直言)[，：]?$")
# What follows a quotation that is a standpoint rather than a programme: “一地一区”的战略定位.
_STANDPOINT: Final = re.compile(
    "(?:的|等)?(?:战略|发展|重大|重要|历史|工作)*(?:定位|机遇|思路|要求|目标|愿景|优势|布局|构想)"
)
_METAPHOR: Final = re.compile("(?:从|由|变成了?|成为|像|化为|从而|堪称|誉为|称为|称作|被称|号称|所谓)(?:“[^”]*”)?$")
_SHORTEST_OBJECT = 3
_USUAL_CATEGORY = "发展战略"
# Verbs whose object, in quotation marks, is a programme even if no word for programmes follows.
_CARRIED_OUT: Final = re.compile(
    "(?:锚定|深化|落实|推进|打出|开展|打响|紧扣|实施|融入|树牢|扛起|推行|践行|做实|推广|入选|培育|放大|做好|通过)"
    "(?:新一轮|新时代|“[^“”]*”|、|和){0,4}$"
)
# Verbs whose object is one if it is long enough to be no image: 打造“一支点一枢纽一中心”.
_BUILT: Final = re.compile("(?:打造|建设|创建|构建|建成)$")
_SHORTEST_BUILT = 6
_BEFORE, _AFTER = 14, 12  # characters around a name that tell what it is


def programmes_in(paragraph: Folded) -> Iterator[tuple[int, str, str, float]]:
    """Position, name, category and confidence of each programme that a paragraph names."""
    text = paragraph.text
    taken: list[tuple[int, int]] = []
    for match in (*_QUOTED.finditer(text), *_TITLED.finditer(text)):
        before, after = text[max(0, match.start() - _BEFORE) : match.start()], text[match.end() : match.end() + _AFTER]
        trust = _trust(match[1], before, _behind_list(after), titled=text[match.start()] == "《")
        if trust:
            around = f"{match[1]}{after}"
            taken.append(match.span())
            yield match.start(), _called(match[1], after), category_of(around, f"{before}{around}"), trust
    for named in undertakings_in(text):
        if all(end <= named.start or named.end <= start for start, end in taken):
            taken.append((named.start, named.end))
            around = text[max(0, named.start - _BEFORE) : named.end]
            yield named.start, named.name, category_of(named.name, around), named.trust


def _behind_list(after: str) -> str:
    """What follows a name, or the list of names that it begins: “…”“…”等载体."""
    return re.sub(r"^(?:[、和与及]?“[^”]*”)+", "", after)


def _trust(name: str, before: str, after: str, *, titled: bool) -> float:
    """How sure a quoted text is a programme's name; 0 for other quotations."""
    if titled:
        return 0 if "国民经济和社会发展" in name else 0.9
    standpoint = _STANDPOINT.match(after) and "+" not in name
    otherwise = _SPOKEN.search(before) or _METAPHOR.search(before) or standpoint
    if otherwise or name in word_list("kinds", PROGRAMMES) or _NO_NAMES.match(name):
        return 0
    behind = bool(_BEHIND.match(after))
    if _NUMBER.fullmatch(name):
        return 0.75 if re.match(f"[\u4e00-\u9fff]{{0,4}}(?:{_KIND}|布局)", after) else 0
    done, ends = bool(_VERBS.search(before)), bool(_ENDINGS.search(name)) or is_called_a_programme(name)
    if behind:
        return 0.85 if done or ends else 0.75
    if (ends and done) or _PLAIN.match(name):
        return 0.7
    object_of = len(name) >= _SHORTEST_OBJECT and (_CARRIED_OUT.search(before) or _BY_OTHERS.search(before))
    built = len(name) >= _SHORTEST_BUILT and _BUILT.search(before)
    return 0.65 if object_of or built or _NUMBERED.fullmatch(name) else 0


def _called(name: str, after: str) -> str:
    """The name with the word behind it that belongs to it: 531工程, 五链融合."""
    if _NUMBER.fullmatch(name):
        match = re.match(f"[\u4e00-\u9fff]{{0,4}}?(?:{_KIND}|布局)", after)
    else:
        match = re.match("(?:工程|融合|行动|计划)", after) if len(name) <= 6 else None
    return f"{name}{match[0]}" if match else name


def category_of(name: str, around: str) -> str:
    """The category of a programme: by its name with what follows, else by what stands around it."""
    categories = keyed("categories", PROGRAMMES)
    for text in (name, around):
        found = next((category for category, known in categories.items() if any(word in text for word in known)), None)
        if found:
            return found
    return _USUAL_CATEGORY
