"""Programmes that stand without quotation marks: what a county carries out, by the word in which the name ends.

A verb (实施, 打造) has an object that reaches up to the next pause. The object is a list of names, each with words
before and behind that are no part of it. A name ends in a word for programmes (行动, 产业园), and says more than words
that every report has. The words stand in `programmes.txt`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from countycli.drafting.wording import PROGRAMMES, word_list
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Undertaking(NamedTuple):
    """A name, where it stands in the text, and how sure it is that a programme is called so."""

    start: int
    end: int
    name: str
    trust: float


def _any(*sections: str) -> str:
    """A pattern for the words of some sections, longest first."""
    words = {word for section in sections for word in word_list(section, PROGRAMMES)}
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


_NUMERAL: Final = "[一二三四五六七八九十两]{1,3}"
_COUNT: Final = rf"(?:\d+|{_NUMERAL}|几|多)(?:余|多)?(?:个|家|座|所|处|批|类|支|项|条|套)"
_HAN: Final = "[\u4e00-\u9fff]"
_MEASURES: Final = "(?:具体|工作)?(?:措施|举措|政策|意见)"

# Where names stand: behind a verb, ...
_DONE: Final = re.compile(rf"(?:{_any('verbs')})(?P<object>[^，。；！？：…\n]{{4,60}})")
# ... as what something is done with, 以…为抓手, or is made of, 把…打造成, ...
_MEANS: Final = re.compile(
    r"(?:以|把|将|围绕|依托|通过)(?P<object>[^，。；！？：\n]{4,30}?)(?:为|打造成|建设成|建成|这一)"
    rf"|以(?P<motto>{_HAN}{{4}})(?:赋能|培育|牵引|引领|带动|驱动|引资|推动|促进)"
)
# ... at the beginning of a clause that says how far they are, ...
_BEGUN: Final = re.compile(
    rf"(?:^|[，。；！？：])(?P<object>(?:{_HAN}|[A-Z“”（）]){{4,20}}?)"
    "(?:有序|顺利|全面|正式|加快|加速|成功|扎实|深入|如期|即将|正在|已经?)?"
    "(?:实施|落地见效|新?签约|启用|建成|开工|启动|投用|投入使用|通车|揭牌|开街|开园|收尾|成立|封顶|投产|获评|被评为|推进)"
)
# ... as examples of mechanisms or measures, where they end in anything: 深化周协调、月例会等机制.
_GIVEN: Final = re.compile(
    rf"(?:{_any('verbs')})(?P<object>[^，。；！？：\n]{{3,40}})等{_HAN}{{0,4}}"
    "(?:机制|制度|模式|平台|措施|举措|政策|改革|载体|做法)"
)
_EXAMPLE: Final = re.compile(rf"(?:{_HAN}|[A-Z\d“”]){{3,14}}")
# Mottoes whose parts begin alike: 争政策、争要素、争试点.
_ALIKE: Final = re.compile(
    "(?:实施|弘扬|坚持|全力|开展|推进|落实|践行)(?P<object>(?P<same>.).{1,4}(?:、(?P=same).{1,4}){2,})(?=[，。；]|的)"
)

# What parts the names of a list, and what may do so.
_PARTS: Final = re.compile("、|以及|暨|等|—|-|(?:^|(?<=.))到(?=.{4})|（以下简称[^）]*）")
_JOINTS: Final = re.compile("[和与及]")
_BEFORE: Final = re.compile(rf"(?:{_any('before_names', 'verbs')}|{_COUNT}|(?:总?投资)?[\d.]+[万亿]元)+")
_AGAIN: Final = re.compile(rf".*(?:{_any('again')})(?=.{{4}})")
_TOGETHER: Final = re.compile(rf"(?<=..)(?:两大|{_NUMERAL}大[百千]亿).*$")  # what the names of a list are together
_BEHIND: Final = re.compile(rf"(?:{_any('carried_out')}|\d+(?:\.\d+)?[万亿]?[个亩公里平方米元]*)$")

# What is a name whatever words are in it: 省级…示范县, 十大亮点区块, 稳经济47条, 地铁S3线, 融杭接沪, 强链补链.
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        _any("known"),
        rf"(?:{_any('title_heads')})(?:{_HAN}|[（）]){{2,18}}(?:{_any('titles', 'works')})",
        rf"(?=.{{6}}){_HAN}{{0,8}}{_NUMERAL}大{_HAN}{{0,6}}(?:行动|工程|战略|攻坚|街区|区块|计划|片区|平台)",
        rf"{_HAN}{{4,16}}(?:三年行动|行动计划|专项行动|三年计划)",
        rf"{_HAN}{{4,12}}(?:{_NUMERAL}张清单|融合)",
        rf"{_HAN}{{3,12}}\d+条(?:{_MEASURES})?",
        rf"(?:{_HAN}|[“”]){{4,16}}(?:\d+|{_NUMERAL})[条项]{_MEASURES}",
        rf"{_HAN}{{4,22}}若干(?:规定|{_MEASURES})",
        rf"{_HAN}{{0,10}}(?:[A-Z]\d+|\d+号|{_NUMERAL}号)线",
        rf"(?:[融联接入环]{_HAN}){{2,4}}",
        rf"{_HAN}{{0,4}}(?:[强延补建拓固稳]链){{2,}}",
        rf"{_HAN}*\d{_HAN}*体系",
    )
)
_INSTRUMENT: Final = re.compile(rf"(?:{_any('instruments')})$")
_WORK: Final = re.compile(rf"(?:{_any('works')})$")
_SAYING_NOTHING: Final = re.compile(f"{_any('common')}|[和与及、]")
_LONGEST, _SHORTEST, _LONG = 26, 4, 7
_LEAST_SAID = 2  # characters that a name has beyond common words


def undertakings_in(text: str) -> Iterator[Undertaking]:
    """The programmes that a paragraph names without quotation marks, or with some within the name."""
    for match in (*_DONE.finditer(text), *_MEANS.finditer(text), *_BEGUN.finditer(text)):
        group = match.lastgroup or "object"
        yield from _named(match[group], match.start(group))
    for match in _GIVEN.finditer(text):
        yield from _given(match["object"], match.start("object"))
    for match in _ALIKE.finditer(text):
        if _says(match["object"]) > _LEAST_SAID:
            yield Undertaking(*match.span("object"), match["object"], 0.5)


def _named(told: str, start: int) -> Iterator[Undertaking]:
    """The names in an object, a list or not."""
    for piece in _pieces(told):
        found = _name(piece)
        if found:
            name, trust = found
            yield _placed(name, told, start, trust)


def _given(told: str, start: int) -> Iterator[Undertaking]:
    """What is given as examples, but for things done, which have a verb each."""
    first, *others = told.split("、")
    if any(_BEFORE.match(other) for other in others):
        return
    for name in (_bare(first), *others):
        if _EXAMPLE.fullmatch(name) and _says(name) >= _LEAST_SAID:
            yield _placed(name, told, start, 0.5)


def _placed(name: str, told: str, start: int, trust: float) -> Undertaking:
    place = start + told.find(name)
    return Undertaking(place, place + len(name), re.sub("[“”]", "", name), trust)


def _pieces(told: str) -> Iterator[str]:
    """What an object lists. 和 parts two names only where one ends before it: else it is within a name (和美乡村)."""
    for part in _PARTS.split(told):
        begun = 0
        for joint in _JOINTS.finditer(part):
            left = part[begun : joint.start()]
            if left.startswith("“") or _name(left):
                yield left
                begun = joint.end()
        yield part[begun:]


def _name(piece: str) -> tuple[str, float] | None:
    """The name that a piece of a list has, and how sure that is."""
    return _trimmed(_bare(piece)) or _trimmed(_bare(_AGAIN.sub("", piece)))


def _bare(piece: str) -> str:
    """A piece without what leads to the name."""
    name = _TOGETHER.sub("", re.sub(".*的(?=.{4})", "", piece))
    before = _BEFORE.match(name)
    return name[before.end() :] if before else name


def _trimmed(name: str) -> tuple[str, float] | None:
    """The name that a piece begins with, where what stands behind only says that it is carried out."""
    while name:
        trust = _trust(name)
        if trust:
            return name, trust
        behind = _BEHIND.search(name)
        if not behind:
            return None
        name = name[: behind.start()]
    return None


def _trust(name: str) -> float:
    """How sure it is that this is a programme's name; 0 where it is none."""
    plain = re.sub("[“”]", "", name)
    if not _SHORTEST <= len(plain) <= _LONGEST or name.count("“") != name.count("”"):
        return 0
    if any(form.fullmatch(plain) for form in _FORMS):
        return 0.6
    instrument = _INSTRUMENT.search(plain)
    if not (instrument or _WORK.search(plain)):
        return 0
    said = _says(plain[: instrument.start()] if instrument else plain)
    return 0.55 if said >= (1 if len(plain) >= _LONG else _LEAST_SAID) else 0


def _says(name: str) -> int:
    """How many characters a name has beyond common words."""
    return len(_SAYING_NOTHING.sub("", name))


def is_called_a_programme(name: str) -> bool:
    """Whether a quoted text has the form or the ending of a programme's name."""
    ends = _INSTRUMENT.search(name) or _WORK.search(name)
    return bool(ends) or any(form.fullmatch(name) for form in _FORMS)
