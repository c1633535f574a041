"""The form in which terms for indicators are compared where no name fits as it is typed.

`GDP增长率`, `生产总值同比增速` and `地区生产总值增速` are one term; so are `GDP growth rate` and `growth of the GDP`.
Growth, share, per head, urban, rural and whatever else makes another indicator stay in the form. Regular expressions
would take longer to compile than an answer's other names take to be looked up.
"""

from __future__ import annotations

import unicodedata

from countycli.model.naming import name_key

# What Chinese writes in several ways, in the order in which they are replaced.
_CHINESE = (
    *((name, "gdp") for name in ("地区生产总值", "国内生产总值", "生产总值")),
    *(("规模以上", "规上"), ("限额以上", "限上"), ("第一产业", "一产"), ("第二产业", "二产"), ("第三产业", "三产")),
    *((name, "rd") for name in ("研究与试验发展", "研究与开发", "研究开发", "研发", "r&d")),
    *((name, "战新") for name in ("战略性新兴产业", "战略性新兴", "战新产业")),
    *((name, "高新") for name in ("高新技术产业", "高新技术", "高新产业")),
    *((name, "社零") for name in ("社会消费品零售", "消费品零售", "社会零售")),
    *(
        ("固定资产投资", "固投"),
        ("技术改造", "技改"),
        ("基础设施", "基建"),
        ("电子商务", "电商"),
        ("网上零售", "网络零售"),
    ),
    *((name, "公共预算") for name in ("地方一般公共预算", "一般公共预算", "公共财政预算")),
    *(("利用外资", "外资"), ("使用外资", "外资"), ("产业增加值", "增加值"), ("业增加值", "增加值"), ("总产值", "产值")),
    *((f"{what}{way}", way) for what in ("货物", "外贸") for way in ("进出口", "进口", "出口")),
    *(("城市化", "城镇化"), ("周岁", "岁"), ("岁及以上", "岁以上"), ("岁或以上", "岁以上"), ("常住居民", "居民")),
    *(("之", ""), ("的", ""), ("(", ""), (")", "")),
)
_GROWTH = ("增长速度", "增长幅度", "增长率", "增长", "增速", "增幅")
_ON_WHAT = ("比上年同期", "比上年", "较上年", "比去年", "较去年", "同比", "累计")
_SHARE = ("占比", "比重", "比例", "百分比", "份额", "比率")
_WHOLE = frozenset(["", "人口", "总人口", "全部人口", "全体人口", "常住人口", "总人口数", "人口总数", "人口总量"])
_BEFORE = ("全部", "全体", "全社会", "各项", "年末", "期末", "全年", "当年", "本年", "全县", "全市", "全区", "本县")
_AFTER = ("总额", "金额", "总量", "余额", "人数", "数量", "额", "数")
_NOT_AFTER = ("指数", "次数")  # these are no numbers of something
_COMPARED = ("位", "排", "比")  # 全市排名 is not the same as 排名
_DASHES = frozenset("-‐‑‒–—―~至到")

# What English writes in several ways, on words in lower case, in the singular, that are parted by single spaces.
_ENGLISH = (
    *((name, "gdp") for name in ("gross domestic product", "gross regional product", "regional gdp", "grp")),
    *((f"per {whom}", "percapita") for whom in ("capita", "head", "person", "inhabitant", "resident")),
    *(
        (name, "rnd")
        for name in ("research and development", "research and experimental development", "r and d", "r d")
    ),
    *(("value added", "va"), ("added value", "va"), ("gva", "va"), ("foreign direct investment", "fdi")),
    *((name, "hightech") for name in ("high technology", "high tech", "hi tech")),
    *(("e commerce", "ecommerce"), ("year on year", "yoy"), ("y o y", "yoy")),
)
_SPELLINGS = {
    **dict.fromkeys(("proportion", "percentage", "percent", "fraction"), "share"),
    **dict.fromkeys(("inhabitant", "person", "population"), "people"),
    **dict.fromkeys(("above", "older", "up", "more", "plus"), "over"),
    "average": "mean",
    "labour": "labor",
    "programme": "program",
    "storey": "story",
    "centre": "center",
}
# Words that tell nothing of what is counted: at all, beside growth, and beside an age.
_IDLE = {"the", "a", "an", "of", "in", "by", "on", "for", "to", "and", "or", "at", "from", "with", "as", "its"}
_IDLE |= {"total", "overall", "amount", "number", "value", "gross", "annual", "yearly"}
_IDLE_OF_GROWTH = {"rate", "share", "yoy", "relative"}
_IDLE_OF_AGE = {"age", "aged", "year", "old", "between"}

_CHINESE_UNITS = {"元", "美元", "人", "户", "人次", "吨", "亩", "公顷", "平方公里", "平方米", "瓦时"}
_CHINESE_UNITS |= {"个", "家", "岁", "年", "%", "‰", "男=100", "女=100"}
_ENGLISH_UNITS = {"cny", "rmb", "usd", "us$", "yuan", "%", "percent", "person", "persons", "people", "lcu", "current"}
_ENGLISH_UNITS |= {"constant", "prices", "k", "m", "bn", "thousand", "million", "billion", "tonnes", "tons", "t", "10k"}
_ENGLISH_UNITS |= {"sq", "sq.", "km", "km2", "per", "hundred", "100m"}


def term_key(text: str) -> str:
    """The form in which a term is compared: a Chinese term abridged, the words of an English one in alphabetic order. A
    text without letters has none and gives "".
    """
    folded = _without_unit(unicodedata.normalize("NFKC", text).casefold())
    if not any(map(str.isalpha, folded)):
        return ""
    return _chinese(folded) if any("\u3400" <= character <= "\u9fff" for character in folded) else _english(folded)


def _without_unit(text: str) -> str:
    """The text without a unit in brackets at its end. Other words in brackets tell what is counted, and stay."""
    before, bracket, unit = text.strip().removesuffix(")").rpartition("(")
    return before if bracket and before and _is_unit(unit) else text


def _is_unit(text: str) -> bool:
    words = text.replace(",", "").split()
    english = all(word in _ENGLISH_UNITS or word.isdecimal() for word in words)
    return english or text.lstrip("十百千万亿") in _CHINESE_UNITS


def _chinese(text: str) -> str:
    """The stem, and `增速` or `比重` where the term is of growth or of a share: `出口额同比增长` becomes `出口增速`."""
    text = name_key(_undashed(text))
    for written, form in _CHINESE:
        text = text.replace(written, form)
    stem = _cut(text, _GROWTH)
    if stem == text:
        return _share(text)
    return _stem(_cut(stem, _ON_WHAT)) + "增速"


def _undashed(text: str) -> str:
    """The text without dashes between numbers, so that `0—14岁` and `0至14岁` are alike."""
    followed = zip(text, f"{text[1:]} ", strict=True)
    kept = (character for character, following in followed if not (character in _DASHES and following.isdecimal()))
    return "".join(kept)


def _cut(text: str, endings: tuple[str, ...]) -> str:
    """The text without any of the endings, however many of them follow each other."""
    ending = next((known for known in endings if text.endswith(known)), None)
    return _cut(text.removesuffix(ending), endings) if ending else text


def _share(text: str) -> str:
    """The form of a share: the part, then the whole unless that is all people, and `比重`. A whole that isn't named, as
    in `所占比重`, counts as all people. What is no share gives its stem.
    """
    ending = next((known for known in _SHARE if text.endswith(known)), None)
    if ending is None:
        return _stem(text)
    part, of, whole = text.removesuffix(ending).partition("占")
    kind = "比重" if whole in _WHOLE else f"{of}{whole}比重"
    return _stem(part.removesuffix("所")) + kind


def _stem(text: str) -> str:
    """The text without words that say only that all of something is meant, or the number of something."""
    shorter = text
    while shorter.startswith(_BEFORE):
        cut = next(shorter.removeprefix(known) for known in _BEFORE if shorter.startswith(known))
        if cut.startswith(_COMPARED):
            break
        shorter = cut
    endings = (known for known in _AFTER if shorter.endswith(known) and not shorter.endswith(_NOT_AFTER))
    ending = next(endings, "")
    return shorter.removesuffix(ending) or text


def _english(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).replace("%", " share ").replace("+", " plus ").replace("'s", "")
    base = (character for character in decomposed if not unicodedata.combining(character))
    letters = (character if character.isalnum() else " " for character in base)
    words = f" {' '.join(map(_singular, ''.join(letters).split()))} "
    for written, form in _ENGLISH:
        words = words.replace(f" {written} ", f" {form} ")
    kept = {_SPELLINGS.get(word, word) for word in words.split()} - _IDLE
    if "growth" in kept:
        kept -= _IDLE_OF_GROWTH
    if any(map(str.isdecimal, kept)):
        kept -= _IDLE_OF_AGE
    return " ".join(sorted(kept))


def _singular(word: str) -> str:
    """A word in the singular and in American spelling."""
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word.replace("isation", "ization").replace("ising", "izing")
