"""Places by every kind of name they have."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from conftest import ROOT, Program

from countycli.errors import AmbiguousError, NotFoundError
from countycli.index.ask.index import Index
from countycli.names.resolve import resolve_place


def _entries(file: str, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((ROOT / "data" / file).read_text(encoding="utf-8"))[table]
    return found


COUNTIES = _entries("counties.toml", "counties")
REGIONS = _entries("regions.toml", "regions")
ALL = {it["code"]: it for it in COUNTIES + REGIONS}
TODAY = [it for it in ALL.values() if "valid_to" not in it]
FORMER = [it for it in ALL.values() if "valid_to" in it]
COUNTIES_TODAY = [it for it in COUNTIES if "valid_to" not in it]
OF_ZHEJIANG = [it for it in COUNTIES_TODAY if it["province"] == "330000"]
KIND = {
    "县": "xian",
    "县级市": "shi",
    "市辖区": "qu",
    "自治县": "zizhixian",
    "旗": "qi",
    "自治旗": "zizhiqi",
    "地级市": "shi",
    "自治州": "zizhizhou",
    "省": "sheng",
    "自治区": "zizhiqu",
}
CONTINUATIONS = ("撤县设区", "撤县设市", "撤市设区", "撤地设市", "更名", "代码变更")
WHOLE = ("撤县设区", "撤县设市", "撤市设区", "撤地设市", "更名", "并入", "代码变更")


def _meant(index: Index, name: str) -> tuple[set[str], set[str]]:
    """The codes that a name leads to, one or those to choose from, and the kinds of notes."""
    try:
        match = resolve_place(index, name)
    except AmbiguousError as error:
        return {candidate.code for candidate in error.candidates}, set()
    return {match.place.code}, {note.kind for note in match.notes}


def _holders(names: Callable[[dict[str, Any]], Iterable[str]]) -> dict[str, set[str]]:
    """By name, the codes of today's places that bear it."""
    found: dict[str, set[str]] = {}
    for place in TODAY:
        for name in names(place):
            found.setdefault(name, set()).add(place["code"])
    return found


def _joined(place: dict[str, Any]) -> str:
    """Pinyin as it is mostly typed: in one word, ü as u."""
    return str(place["pinyin"]).replace(" ", "").replace("ü", "u")


def _romanized(place: dict[str, Any]) -> set[str]:
    """The pinyin and, where English has another form of the short name (Hohhot), this form."""
    english = place.get("english", {}).get("name", "").lower() if place["short"] != place["name"] else ""
    return {_joined(place), "".join(filter(str.isalpha, english))} - {""}


def _short(name: str) -> str:
    return name[:-1] if len(name) > 2 else name


def _bearers_once(names: Callable[[dict[str, Any]], Iterable[str]]) -> dict[str, set[str]]:
    """By name, the codes of units that ceased and bore it, and of places that were once called so."""
    found: dict[str, set[str]] = {}
    for unit in FORMER:
        for name in names(unit):
            found.setdefault(name, set()).add(unit["code"])
    for place in TODAY:
        for former in place.get("former_names", []):
            for name in {former["name"], _short(former["name"])}:
                found.setdefault(name, set()).add(place["code"])
    return found


FULL = _holders(lambda it: [it["name"]])
SHORT = _holders(lambda it: [it["short"]])
TRADITIONAL = _holders(lambda it: [it["traditional"], it["traditional"][: len(it["short"])]])
PINYIN = _holders(lambda it: {name + kind for name in _romanized(it) for kind in ("", KIND.get(it["kind"], ""))})
OTHER = Counter(alias for it in TODAY for alias in it.get("aliases", []))
INITIALS = _holders(lambda it: ["".join(syllable[0] for syllable in it["pinyin"].split())])


@pytest.fixture(scope="module")
def answering(index: Index) -> Callable[[str], str]:
    """The code of who answers for a unit: what it went on as, itself if it was merged or divided and has figures."""

    def end(code: str) -> str:
        unit = ALL[code]
        if "valid_to" not in unit:
            return code
        whole = [it["code"] for it in _steps(unit) if it["change"] in CONTINUATIONS]
        if not whole and (
            index.figures.observations(index.places.parts_of(code)) or len({it["code"] for it in _steps(unit)}) > 1
        ):
            return code
        return end(whole[0] if whole else _steps(unit)[-1]["code"])

    return end


Meaning = tuple[set[str], set[str]]


def _expected(
    holders: dict[str, set[str]], once: dict[str, set[str]], answering: Callable[[str], str], kind: str = ""
) -> dict[str, Meaning]:
    """By name, the codes that are meant and the kinds of notes: one place of today answers, and who else bore the name
    is told; of several all are listed, those that bore it once too, under their own codes or, where they went on as
    others, as one for each of these.
    """
    expected: dict[str, Meaning] = {}
    for name, codes in holders.items():
        others = {code: end for code in once.get(name, ()) if (end := answering(code)) not in codes}
        latest = {end: max((c for c, e in others.items() if e == end), key=_until) for end in others.values()}
        notes = {kind} - {""} | ({"namesake"} if others else set())
        expected[name] = (codes, notes) if len(codes) == 1 else (codes | set(latest.values()), set())
    return expected


def _until(code: str) -> str:
    return str(ALL[code].get("valid_to", "~"))


def _wrong(index: Index, expected: dict[str, Meaning]) -> dict[str, tuple[Meaning, Meaning]]:
    found = {name: (_meant(index, name), meaning) for name, meaning in expected.items()}
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def test_every_code_tells_its_place_without_a_note(index: Index) -> None:
    """But for the two that other units had before."""
    told = {it["code"]: _meant(index, it["code"]) for it in TODAY}
    assert {code: notes for code, (_, notes) in told.items() if notes} == {
        "500110": {"namesake"},
        "500111": {"namesake"},
    }
    assert [code for code, (codes, _) in told.items() if codes != {code}] == []
    assert len(TODAY) > 3000


def test_every_full_name_tells_all_that_bear_it(index: Index, answering: Callable[[str], str]) -> None:
    once = _bearers_once(lambda it: [it["name"]])
    assert _wrong(index, _expected(FULL, once, answering)) == {}


def test_every_short_name_tells_all_that_bear_it_or_are_called_so_unless_it_is_a_full_one(
    index: Index, answering: Callable[[str], str]
) -> None:
    customary = _holders(lambda it: it.get("aliases", []))
    once = _bearers_once(lambda it: [it["name"], it["short"], *it.get("aliases", [])])
    expected = {name: codes | customary.get(name, set()) for name, codes in SHORT.items() if name not in FULL}
    assert _wrong(index, _expected(expected, once, answering)) == {}


def test_every_traditional_name_tells_all_that_bear_it_unless_it_is_a_simplified_one(
    index: Index, answering: Callable[[str], str]
) -> None:
    known = FULL.keys() | SHORT.keys()
    once = _bearers_once(lambda it: [it["name"], it["short"], it["traditional"], it["traditional"][: len(it["short"])]])
    expected = {name: codes for name, codes in TRADITIONAL.items() if name not in known}
    assert len(expected) > 1000
    assert _wrong(index, _expected(expected, once, answering)) == {}


def test_every_pinyin_tells_all_that_are_called_so_and_what_was_taken(
    index: Index, answering: Callable[[str], str]
) -> None:
    once = _bearers_once(lambda it: {name + kind for name in _romanized(it) for kind in ("", KIND.get(it["kind"], ""))})
    assert _wrong(index, _expected(PINYIN, once, answering, kind="match")) == {}


@pytest.mark.parametrize("place", OF_ZHEJIANG, ids=lambda it: it["code"])
def test_pinyin_as_people_type_it(index: Index, place: dict[str, Any]) -> None:
    spaced, kind, joined = place["pinyin"], KIND[place["kind"]], _joined(place)
    for typed in (spaced, spaced.title(), joined.upper(), "'".join(spaced.split()), f"{spaced} {kind}"):
        fuller = joined + kind if typed.endswith(f" {kind}") else joined
        assert _meant(index, typed)[0] == PINYIN[fuller]


def test_what_was_taken_is_said_by_code(index: Index) -> None:
    (note,) = resolve_place(index, "songyang").notes
    assert (note.kind, str(note.text)) == ("match", "“songyang” taken as 松阳县 (331124)")


@pytest.mark.parametrize(
    ("typed", "codes"),
    [("lüliang", {"141100", "530322"}), ("luliang", {"141100", "530322"}), ("lvliang", {"141100"})],
)
def test_an_umlaut_may_be_left_out_or_typed_as_v(index: Index, typed: str, codes: set[str]) -> None:
    """吕梁 is lü liang, 陆良 lu liang."""
    assert _meant(index, typed)[0] == codes


def _paths(place: dict[str, Any], names: Iterable[str], separators: Iterable[str]) -> list[str]:
    """The ways to name a county by what it lies in."""
    province, prefecture = ALL[place["province"]], ALL.get(place.get("prefecture", ""))
    above = [[province[key], *([prefecture[key]] if prefecture else [])] for key in ("short", "name")]
    above += [[prefecture[key]] for key in ("short", "name") if prefecture]
    return [separator.join([*parents, name]) for parents in above for name in names for separator in separators]


@pytest.mark.no_cover
def test_every_path_tells_the_county(index: Index) -> None:
    """By its full name always, unless the whole path is some name itself."""
    wrong = {
        path: it["code"]
        for it in COUNTIES_TODAY
        for path in _paths(it, [it["name"]], ["/"])
        if _meant(index, path)[0] != {it["code"]} and path.replace("/", "") not in FULL.keys() | SHORT.keys()
    }
    assert wrong == {}


@pytest.mark.parametrize("place", OF_ZHEJIANG[::4], ids=lambda it: it["code"])
def test_paths_in_every_form_tell_the_county(index: Index, place: dict[str, Any]) -> None:
    paths = _paths(place, [place["name"], place["short"]], ["", "/", " "])
    prefecture = ALL[place["prefecture"]]
    paths += [f"{prefecture['pinyin']} {place['pinyin']}", f"zhejiang/{place['pinyin']}"]
    assert {path: code for path in paths for code in [_meant(index, path)[0]] if code != {place["code"]}} == {}


def test_initials_tell_a_place_or_list_all_that_have_them(index: Index) -> None:
    """Unless they are something surer: other places' pinyin."""
    expected = {name: codes for name, codes in INITIALS.items() if name not in PINYIN}
    assert {name: codes for name, codes in expected.items() if _meant(index, name)[0] != codes} == {}
    assert max(map(len, expected.values())) > 10


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (alias, it["code"])
        for it in TODAY
        for alias in it.get("aliases", [])
        if alias not in SHORT and OTHER[alias] == 1
    ],
)
def test_other_names_in_use(index: Index, name: str, code: str) -> None:
    codes, notes = _meant(index, name)
    assert (codes, notes - {"namesake"}) == ({code}, {"match"})


# Names of several places


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("朝阳", {"110105", "211300", "211321", "220104"}),  # districts of Beijing and Changchun; a city and its county
        ("朝阳区", {"110105", "220104"}),
        ("鼓楼", {"320106", "320302", "350102", "410204"}),  # of Nanjing, Xuzhou, Fuzhou, Kaifeng
        ("城关", {"540102", "620102"}),  # of Lhasa, Lanzhou
    ],
)
def test_a_name_of_several_lists_all_with_where_they_lie(countycli: Program, name: str, codes: set[str]) -> None:
    result = countycli("show", name, "--json")
    assert (result.code, result.error["kind"], result.out) == (4, "ambiguous", "")
    found = {it["code"]: it for it in result.error["candidates"]}
    assert found.keys() == codes
    assert all(it["name"].startswith(name) for it in found.values())
    for code, it in found.items():
        place = ALL[code]
        assert it["where"] == "".join(ALL[place[key]]["name"] for key in ("province", "prefecture") if key in place)


def test_what_everybody_calls_a_place_is_as_sure_as_what_another_is_called_for_short(countycli: Program) -> None:
    """巴州区 for short, and 巴音郭楞 in everybody's mouth."""
    result = countycli("show", "巴州", "--json")
    assert (result.code, result.error["kind"]) == (4, "ambiguous")
    assert [(it["code"], it["name"]) for it in result.error["candidates"]] == [
        ("511902", "巴州区"),
        ("652800", "巴音郭楞蒙古自治州"),
    ]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("长春朝阳", "220104"),
        ("吉林省长春市朝阳区", "220104"),
        ("北京朝阳", "110105"),
        ("辽宁/朝阳县", "211321"),
        ("南京鼓楼", "320106"),
        ("徐州 鼓楼", "320302"),
        ("changchun chaoyang", "220104"),
        ("拉萨城关", "540102"),
        ("江苏淮安淮安", "320803"),
    ],
)
def test_what_a_place_lies_in_tells_it_from_others(index: Index, path: str, code: str) -> None:
    assert resolve_place(index, path).place.code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("zhejiang", "330000"), ("中国", "000000"), ("全国", "000000"), ("北京", "110000"), ("重庆市", "500000")],
)
def test_regions_of_every_level(index: Index, name: str, code: str) -> None:
    assert resolve_place(index, name).place.code == code


# Places of the past


def _steps(unit: dict[str, Any]) -> list[dict[str, Any]]:
    """What the registry says became of a unit: of it as a whole, or of its parts."""
    return [it for it in unit["successors"] if it["change"] in WHOLE] or unit["successors"]


@pytest.mark.parametrize("sample", range(8))
def test_every_unit_of_the_past_leads_to_what_it_became(
    index: Index, answering: Callable[[str], str], sample: int
) -> None:
    """To what it went on as, step by step; to itself, if it was merged or divided and has figures."""
    for unit in FORMER[sample::8]:
        end = ALL[answering(unit["code"])]
        if "valid_to" not in end:
            match = resolve_place(index, unit["code"])
            assert match.place.code == end["code"]
            texts = [str(note.text) for note in match.notes]
            assert {note.kind for note in match.notes} == {"moved"}
            assert f"{unit['name']} ({unit['code']}) has been" in texts[0]
            assert f"{end['name']} ({end['code']}) since" in texts[-1]
        elif index.figures.observations(index.places.parts_of(end["code"])):
            assert _meant(index, unit["code"]) == ({end["code"]}, {"moved"})
        else:
            assert _meant(index, unit["code"])[0] == {it["code"] for it in _steps(end)}


def test_the_full_name_of_a_unit_of_the_past_leads_where_its_code_does(
    index: Index, answering: Callable[[str], str]
) -> None:
    """Unless a place of today is called so, or several of the past were."""
    known = FULL.keys() | SHORT.keys() | TRADITIONAL.keys() | {name for it in TODAY for name in it.get("aliases", [])}
    bearers: dict[str, set[str]] = {}
    for it in FORMER:
        bearers.setdefault(it["name"], set()).add(it["code"])
    for it in TODAY:
        for former in it.get("former_names", []):
            bearers.setdefault(former["name"], set()).add(it["code"])
    plain = {name: codes for name, codes in bearers.items() if name not in known}
    single = {name: next(iter(codes)) for name, codes in plain.items() if len(codes) == 1}
    assert len(single) > 300
    assert {name: code for name, code in single.items() if _meant(index, name)[0] != _meant(index, code)[0]} == {}
    several = {name: {answering(code): code for code in sorted(codes, key=_until)} for name, codes in plain.items()}
    expected = {name: set(ends.values()) if len(ends) > 1 else set(ends) for name, ends in several.items()}
    assert {name: codes for name, codes in expected.items() if len(plain[name]) > 1} == {
        name: _meant(index, name)[0] for name, codes in plain.items() if len(codes) > 1
    }


@pytest.mark.parametrize(
    ("name", "code"),
    [("楚州区", "320803"), ("楚州", "320803"), ("大兴县", "110115"), ("塘沽", "120116"), ("汉沽区", "120116")],
)
def test_a_former_name_of_a_place_that_kept_its_code(index: Index, name: str, code: str) -> None:
    match = resolve_place(index, name)
    assert match.place.code == code
    assert [note.kind for note in match.notes] == ["match"]
    assert match.place.name in str(match.notes[0].text)


def test_a_chain_of_changes_is_told_step_by_step(index: Index) -> None:
    """Two codes before today's: 淮阴县 of the prefecture of 淮阴 and the like. Each step is a note of its own."""
    chains = [it for it in FORMER if len(_steps(it)) == 1 and "valid_to" in ALL[_steps(it)[0]["code"]]]
    assert chains
    for unit in chains:
        try:
            match = resolve_place(index, unit["code"])
        except AmbiguousError:
            continue
        assert len(match.notes) >= 2
        middle = ALL[_steps(unit)[0]["code"]]["name"]
        assert middle in str(match.notes[0].text)
        assert middle in str(match.notes[1].text)


@pytest.mark.parametrize(
    ("name", "code", "date"),
    [
        ("绍兴县", "330603", "2013-10-18"),
        ("鄞县", "330212", "2002-02-01"),
        ("富阳市", "330111", "2014-12-13"),
        ("玉环县", "331083", "2017-04-09"),
        ("衢县", "330803", "2001-12-10"),
        ("丽水地区", "331100", "2000-05-20"),
    ],
)
def test_former_name_tells_what_the_unit_has_been_since(countycli: Program, name: str, code: str, date: str) -> None:
    result = countycli("show", name, "--json")
    assert result.json["county"]["code"] == code
    assert date in result.err
    assert ALL[code]["name"] in result.err


@pytest.mark.parametrize("path", ["浙江lq", "zhejiang LQ"])
def test_initials_of_several_in_a_province_list_them(countycli: Program, path: str) -> None:
    result = countycli("show", path, "--json")
    assert (result.code, result.error["kind"]) == (4, "ambiguous")
    assert [(it["code"], it["where"]) for it in result.error["candidates"]] == [
        ("331004", "浙江省台州市"),
        ("331181", "浙江省丽水市"),
    ]


def test_the_prefecture_settles_ambiguous_initials(index: Index) -> None:
    assert resolve_place(index, "丽水lq").place.code == "331181"
    assert resolve_place(index, "台州lq").place.code == "331004"


def test_a_path_through_the_wrong_prefecture_is_not_found(countycli: Program) -> None:
    assert countycli("show", "温州龙泉").code == 3


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("龙泉县", "331181"),
        ("义鸟", "330782"),
        ("万全市", "130708"),
        ("longqan", "331181"),
        ("longquann", "331181"),
        ("pinyang", "330326"),
        ("yiwuu", "330782"),
        ("景宁自治县", "331127"),
    ],
)
def test_unknown_name_suggests_what_is_close(countycli: Program, typo: str, meant: str) -> None:
    result = countycli("show", typo, "--json")
    assert (result.code, result.error["kind"]) == (3, "not_found")
    assert meant in [it["code"] for it in result.error["candidates"]]
    assert typo in result.error["message"]
    assert result.error["hint"]


@pytest.mark.parametrize(("typo", "first"), [("义鸟", "义"), ("松羊", "松"), ("庆原", "庆")])
def test_of_names_as_close_those_that_begin_alike_are_suggested_first(index: Index, typo: str, first: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve_place(index, typo)
    begin = [str(candidate.name).startswith(first) for candidate in caught.value.candidates]
    assert begin[0]
    assert begin == sorted(begin, reverse=True)


@pytest.mark.parametrize("typo", ["龙全", "longqan", "玉环洲", "331182"])
def test_only_places_of_today_are_suggested(index: Index, typo: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve_place(index, typo)
    suggested = {candidate.code for candidate in caught.value.candidates}
    assert suggested
    assert suggested.isdisjoint(it["code"] for it in FORMER)


NONSENSE = {
    "punctuation": "··-_/，。",
    "full stop": "。",
    "emoji": "🏔️🏔️",
    "sql": "'; DROP TABLE places; --",
    "percent": "%",
    "underscore": "_",
    "quote": '"',
    "brackets": "[red]龙[/red]",
    "template": "{name}",
    "number": "0",
    "long": "龙" * 5000,
    "long latin": "x" * 5000,
}


NONSENSE_CASES = [
    pytest.param(command, text, id=f"{command[0]} {name}")
    for command in (("show",), ("rank", "-m", "gdp", "--in"), ("why", "龙泉"), ("groups",))
    for name, text in NONSENSE.items()
]


@pytest.mark.parametrize(("command", "text"), NONSENSE_CASES)
def test_nonsense_is_not_found(countycli: Program, command: tuple[str, ...], text: str) -> None:
    result = countycli(*command, text)
    assert result.code == 3
    assert result.out == ""
    assert result.err.startswith("countycli: No ")


@pytest.mark.parametrize("text", ["", " ", " \t\u3000"], ids=["empty", "blank", "wide blank"])
@pytest.mark.parametrize(
    "command",
    [
        ("show",),
        ("rank", "-m"),
        ("rank", "-m", "gdp", "--in"),
        ("rank", "-m", "gdp", "-p"),
        ("compare", "龙泉"),
        ("why", "龙泉"),
        ("targets",),
        ("targets", "--in"),
        ("initiatives", "--county"),
        ("counties", "--in"),
        ("metrics",),
        ("groups",),
        ("sources",),
    ],
    ids=" ".join,
)
def test_a_blank_is_a_mistake_of_usage(countycli: Program, command: tuple[str, ...], text: str) -> None:
    result = countycli(*command, text)
    assert (result.code, result.out) == (2, "")
    assert " is empty\n" in result.err


@pytest.mark.parametrize(
    "text",
    ["浙江" * 600, "zhejiang" * 600, "浙江省丽水市" * 300, "龙泉" * 600],
    ids=["short", "pinyin", "full", "county"],
)
def test_an_endless_path_is_not_found(countycli: Program, text: str) -> None:
    assert countycli("show", text).code == 3


@pytest.mark.parametrize(
    "command", [("show",), ("search",), ("rank", "--metric"), ("sources",), ("groups",)], ids=" ".join
)
def test_bytes_that_are_no_text_are_not_found(countycli: Program, command: tuple[str, ...]) -> None:
    gbk_typed_into_utf8 = "龙泉".encode("gbk").decode("utf-8", errors="surrogateescape")
    assert countycli(*command, gbk_typed_into_utf8).code == 3


def test_a_place_without_figures_is_another_answer_than_an_unknown_name(countycli: Program) -> None:
    known, unknown = countycli("show", "海盐"), countycli("show", "海咸")
    assert (known.code, unknown.code) == (0, 3)
    assert "海盐县" in known.out


@pytest.mark.parametrize("typo", ["龙全", "龙全市", "隆泉"])
def test_what_sounds_the_same_is_suggested_first(index: Index, typo: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve_place(index, typo)
    assert caught.value.candidates[0].code == "331181"


def test_a_name_in_unknown_characters_has_no_sound(index: Index) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve_place(index, "魑魅魍魉")
    assert caught.value.candidates == ()


@pytest.mark.parametrize("typed", ["[", "]^", "*", "?-?", "“”", "龙" * 100, "[龙]全"])
def test_any_characters_can_be_typed(index: Index, typed: str) -> None:
    with pytest.raises(NotFoundError):
        resolve_place(index, typed)
