"""The form in which terms for indicators are compared where no name fits as it is typed.

`GDP增长率`, `生产总值同比增速` and `地区生产总值增速` are one term; so are `GDP growth rate` and `growth of the GDP`.
Growth, share, per head, urban, rural and whatever else makes another indicator stay in the form.
"""

from __future__ import annotations

import re
import unicodedata

from countycli.model.naming import name_key

# Brackets that hold a unit and nothing else; others tell what is counted.
_UNIT = re.compile(
    r"[(\[](?:[十百千万亿]*(?:元|美元|人|户|人次|吨|亩|公顷|平方公里|平方米|千瓦时|个|家|岁|年)|[%‰]|(?:男|女)=100"
    r"|(?:(?:cny|rmb|usd|us\$|yuan|percent|per cent|persons?|people|[1-9]0*|0+|k|m|bn|hundred|thousand|million"
    r"|billion|trillion|tonnes?|tons?|km2|sq\.? km|current|constant|prices|lcu|%)[ ,]*)+)[)\]]"
)
_ANNUAL = re.compile(r"\(annual %(?: growth)?\)|, annual %|\((?:%|percent) change\)")
_DASHES = re.compile("[-\u2010-\u2015~\uff5e至到](?=\\d)")

# What Chinese writes in several ways: the longer first.
_CHINESE = (
    ("地区生产总值|国内生产总值|生产总值|gdp", "gdp"),
    ("规模以上|规模企业", "规上"),
    ("限额以上", "限上"),
    ("第([一二三])产业", r"\1产"),
    ("研究与试验发展|研究与开发|研究开发|研发|r&d", "rd"),
    ("战略性新兴产业|战略性新兴|战新产业|战新", "战新"),
    ("高新技术产业|高新技术|高新产业|高新", "高新"),
    ("社会消费品零售|消费品零售|社会零售", "社零"),
    ("固定资产投资|固投", "固投"),
    ("技术改造", "技改"),
    ("基础设施", "基建"),
    ("电子商务|电商", "电商"),
    ("网上零售", "网络零售"),
    ("地方一般公共预算|一般公共预算|公共财政预算", "公共预算"),
    ("(?:利用|使用)外资", "外资"),
    ("(?:货物|外贸)(?=进出口|进口|出口)", ""),
    ("产业增加值|业增加值", "增加值"),
    ("总产值", "产值"),
    ("城市化|城镇化", "城镇化"),
    ("农业户籍人口", "农业人口"),
    (r"(\d)周?岁(?:及|或)?(?:其)?以上", r"\1岁以上"),
    ("常住居民", "居民"),
    ("[之的]", ""),
)
_GROWTH = re.compile(
    "(?:比上年|较上年|比去年|较去年|比上年同期|同比|累计)*(?:增长速度|增长幅度|增长率|增长|增速|增幅)$"
)
_SHARE = re.compile("(?:所?占)(.*?)(?:比重|比例|百分比|份额|比率|比)$|(?:比重|比例|百分比|份额)$")
_WHOLE = re.compile("(?:全部|总|常住|全体)?人口(?:总数|总量)?")
_BEFORE = re.compile(
    "^(?:(?:全部|全体|全社会|各项|年末|期末|全年|当年|本年|历年|全县|全市|全区|本地|本县)(?!位|排|比))+"
)
_AFTER = re.compile("(?:总额|金额|总量|余额|人数|数量|(?<!指)(?<!次)数|额)$")

# What English writes in several ways, on words in lower case that are parted by single spaces.
_ENGLISH = (
    ("gross (?:domestic|regional|regional domestic) products?|grp|regional gdp|gdp", "gdp"),
    ("(?:per|by) (?:capita|head|person|inhabitant|resident)|percapita", "percapita"),
    ("r and d|r d|rd|rnd|research and (?:experimental )?development", "rnd"),
    ("year on year|yoy|y o y", ""),
    ("(?:(?:percentage|percent|relative|rate of) )*growth(?: rates?)?", "growth"),
    ("growth(?: growth)+", "growth"),
    ("value added|added values?|gva|va", "va"),
    ("(?:share|proportion|percentage|percent|fraction)s?", "share"),
    (r"(\d+) (?:years? )?(?:old )?(?:and|or) (?:over|above|older|up|more)|(\d+) plus", r"\1\2 over"),
    (r"(?:over|above|older than) (\d+)", r"\1 over"),
    (r"(?:aged|ages?)(?: between)?(?= \d)", ""),
    ("above designated", "over designated"),
    ("foreign direct investment", "fdi"),
    ("average", "mean"),
    ("high technology|high tech|hi tech", "hightech"),
    ("e commerce", "ecommerce"),
    ("inhabitants?|persons?|populations?", "people"),
)
# Words that tell nothing of what is counted.
_IDLE = {"the", "a", "an", "of", "in", "by", "on", "for", "to", "and", "at", "from", "with", "as", "its"}
_IDLE |= {"total", "overall", "amount", "number", "value", "gross", "annual", "yearly"}
_SPELLINGS = {"labour": "labor", "programme": "program", "storey": "story", "centre": "center"}


def term_key(text: str) -> str:
    """The form: in Chinese an abridged text, in English its words in alphabetic order. Empty without letters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if not any(map(str.isalpha, folded)):
        return ""
    folded = _ANNUAL.sub(" growth", _UNIT.sub("", folded))
    return _english(folded) if folded.isascii() or not _has_chinese(folded) else _chinese(folded)


def _has_chinese(text: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in text)


def _chinese(text: str) -> str:
    """The stem, then `增速` or `比重` where it is one: `出口额同比增长` and `出口增速` are one term."""
    text = name_key(_DASHES.sub("", text)).replace("(", "").replace(")", "")
    for pattern, form in _CHINESE_FORMS:
        text = pattern.sub(form, text)
    text, grows = _GROWTH.subn("", text)
    text, kind = (text, "增速") if grows else _share(text)
    return _stem(text) + kind


def _share(text: str) -> tuple[str, str]:
    found = _SHARE.search(text)
    if found is None:
        return text, ""
    base = found[1] or ""
    return text[: found.start()], f"占{base}比重" if base and not _WHOLE.fullmatch(base) else "比重"


def _stem(text: str) -> str:
    """Without what says no more than that it is all of something, or its number."""
    return _AFTER.sub("", _BEFORE.sub("", text)) or text


def _english(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    words = " ".join(
        re.findall("[a-z]+|[0-9]+", plain.replace("%", " share ").replace("+", " plus ").replace("'s", ""))
    )
    for pattern, form in _ENGLISH_FORMS:
        words = pattern.sub(form, words)
    kept = {_singular(word) for word in words.split() if word not in _IDLE}
    return " ".join(sorted(kept))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    word = word.replace("isation", "ization").replace("ising", "izing")
    return _SPELLINGS.get(word, word)


_CHINESE_FORMS = tuple((re.compile(pattern), form) for pattern, form in _CHINESE)
_ENGLISH_FORMS = tuple((re.compile(rf"\b(?:{pattern})(?!\w)"), form) for pattern, form in _ENGLISH)
