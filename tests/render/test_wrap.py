from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from countycli.index.ask.index import Index
from countycli.render.wrap import cell_width, wrap

CLOSING = "，。、；：！？,.;:!?%‰）》”】)]"
OPENING = "（《“【(["
TEXT = st.text(alphabet="龙泉市增速县第一ABC abc 12345 ，。、；：！？“”（）《》,.%‰()-_", max_size=80)
WIDTHS = st.integers(2, 40)


def without_blanks(text: str) -> str:
    return "".join(text.split())


@given(TEXT, WIDTHS)
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_width(line) <= width for line in wrap(text, width))


@pytest.mark.parametrize("text", ["龙", "龙泉", "，", "a龙"])
def test_a_wide_character_stands_alone_where_one_cell_is_left(text: str) -> None:
    assert wrap(text, 1) == list(text)


@given(TEXT, st.integers(1, 40))
def test_nothing_but_blanks_gets_lost(text: str, width: int) -> None:
    assert without_blanks("".join(wrap(text, width))) == without_blanks(text)


@given(TEXT, WIDTHS)
def test_lines_have_no_blanks_at_their_ends(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines
    assert all(line == line.rstrip() for line in lines)
    assert all(not line.startswith(" ") for line in lines[1:])


def can_be_broken(line: str) -> bool:
    """Whether some place in a line is neither before a closing nor after an opening sign."""
    characters = without_blanks(line)
    return any(after not in CLOSING and before not in OPENING for before, after in pairwise(characters))


@given(TEXT, WIDTHS)
@example("YiwuYiwuYiwu，", 12)
@example("龙泉，龙泉，YiwuYiwu7.5%，", 12)
@example("YiwuYiwuYiwu ，", 12)
def test_a_line_begins_with_a_closing_sign_only_where_nothing_before_could_be_broken(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert [line for before, line in pairwise(lines) if line[0] in CLOSING and can_be_broken(before)] == []


@given(TEXT, WIDTHS)
@example("YiwuYiwuYiw“Yiwu”", 12)
@example("龙泉龙泉龙泉（ Yiwu）", 14)
def test_a_line_ends_with_an_opening_sign_only_where_nothing_in_it_could_be_broken(text: str, width: int) -> None:
    *lines, _ = wrap(text, width)
    assert [line for line in lines if line[-1] in OPENING and can_be_broken(line)] == []


WORDS = st.lists(
    st.sampled_from(["龙泉", "增速", "7.5%", "第1位", "Yiwu", "YiwuYiwuYiwuYiwu"]), min_size=1, max_size=12
)


@given(WORDS, st.data(), st.integers(8, 40))
def test_in_a_text_signs_stay_with_what_they_close_and_open(words: list[str], data: st.DataObject, width: int) -> None:
    signs = st.sampled_from(["，", "。", "”", "）", "”。", "“", "（", "（“", " ", ""])
    lines = wrap("".join(word + data.draw(signs) for word in words), width)
    assert [line for line in lines if line[0] in CLOSING] == []
    assert [line for line in lines[:-1] if line[-1] in OPENING] == []


@given(st.lists(st.text("abcdefghij0123456789", min_size=1, max_size=10), min_size=1, max_size=12), WIDTHS)
def test_words_stay_whole_where_they_fit(words: list[str], width: int) -> None:
    assume(all(len(word) <= width for word in words))
    assert [word for line in wrap(" ".join(words), width) for word in line.split()] == words


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("   ", 10, [""]),
        ("龙泉市增速领跑", 8, ["龙泉市增", "速领跑"]),
        ("龙泉市增，速领跑", 8, ["龙泉市", "增，速", "领跑"]),
        ("GDP growth of 7.5%", 10, ["GDP growth", "of 7.5%"]),
        ("2026-02-25-chinanews-longquan", 12, ["2026-02-25-", "chinanews-", "longquan"]),
        ("每公斤120元", 8, ["每公斤", "120元"]),
        ("YiwuYiwuYiwu，", 12, ["YiwuYiwuYiw", "u，"]),
        ("龙泉，龙泉，YiwuYiwu7.5%，", 12, ["龙泉，龙泉，", "YiwuYiwu", "7.5%，"]),
        ("（>=441.66）", 10, ["（>=", "441.66）"]),
        ("（约12,345.6亿元）", 10, ["（约", "12,345.6亿", "元）"]),
        ("x" + "1" * 12, 10, ["x111111111", "111"]),
        ("YiwuYiwuYiwu7890", 8, ["YiwuYiwu", "Yiwu7890"]),
        ("YiwuYiwu123456", 12, ["YiwuYiwu", "123456"]),
        ("YiwuYiwuYiw（Yiwu）", 12, ["YiwuYiwuYiw", "（Yiwu）"]),
        ("，，，，，，，", 4, ["，，", "，，", "，，", "，"]),
        ("a\u0301" * 3, 2, ["a\u0301a\u0301", "a\u0301"]),
    ],
)
def test_breaks(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text(alphabet=st.characters(min_codepoint=0x3000, max_codepoint=0x9FFF, categories=("Lo", "Po", "Ps", "Pe"))))
def test_cells_are_counted_as_the_terminal_library_does(text: str) -> None:
    assert cell_width(text) == cell_len(text)


@pytest.mark.no_cover
def test_cells_of_every_text_in_the_book(index: Index) -> None:
    texts = [text for place in index.places.counties() for text in (place.name, place.traditional, place.romanized)]
    texts += [
        text for metric in index.metrics.by_id().values() for text in (metric.name, metric.name_en, metric.definition)
    ]
    texts += [
        text
        for figure in index.figures.observations()
        for text in (figure.note, figure.standing, figure.printed)
        if text
    ]
    texts += [text for it in index.documents.initiatives() for text in (it.name, it.summary)]
    texts += [document.title for document in index.documents.by_id().values()]
    assert [text for text in texts if cell_width(text) != cell_len(text)] == []


def test_ascii_text_counts_its_characters() -> None:
    assert cell_width("GDP growth") == 10


def test_combining_marks_take_no_cell() -> None:
    assert cell_width("Lo\u0301ng") == 4


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Kunshan 昆山市", 11, ["Kunshan", "昆山市"]),
        ("Lishui 丽水市, Zhejiang 浙江省 and more", 27, ["Lishui 丽水市,", "Zhejiang 浙江省 and more"]),
        ("(Jingning 景宁畲族自治县)", 16, ["(Jingning", "景宁畲族自治县)"]),
        ("Kunshan 昆山市", 5, ["Kunsh", "an", "昆山", "市"]),
        ("Z 所在市的功能区另计", 10, ["Z 所在市的", "功能区另计"]),
        ("GDP 地区生产总值增速连续多年超过全国平均", 18, ["GDP 地区生产总值增", "速连续多年超过全国", "平均"]),
    ],
)
def test_a_chinese_name_behind_a_latin_one_stays_whole(text: str, width: int, lines: list[str]) -> None:
    """As far as the line is long enough, and the name no sentence."""
    assert wrap(text, width) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("2025年一季度、2023年、2021年", 20, ["2025年一季度、", "2023年、2021年"]),
        ("地区生产总值（亿元）", 16, ["地区生产总值", "（亿元）"]),
        ("中国县域统计年鉴2021（县市卷）", 26, ["中国县域统计年鉴2021", "（县市卷）"]),
        ("Gross domestic product (CNY 100m)", 28, ["Gross domestic product", "(CNY 100m)"]),
        ("Digital 15, Industry 4, Ecology 2", 32, ["Digital 15, Industry 4,", "Ecology 2"]),
        ("各文件不一致；详见 `countycli why`", 30, ["各文件不一致；详见", "`countycli why`"]),
        ("人口：248,866人（2020年 A [1]）", 28, ["人口：248,866人（2020年", "A [1]）"]),
    ],
)
def test_what_is_read_as_one_stays_whole(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_a_command_that_leaves_half_of_the_line_empty_is_broken() -> None:
    assert wrap("Or `countycli rank gdp --period 2023`", 20) == ["Or `countycli rank", "gdp --period 2023`"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("庆元县、遂昌县、松阳县、龙泉市", 28, ["庆元县、遂昌县、松阳县、", "龙泉市"]),
        ("庆元县、遂昌县、景宁畲族自治县、龙泉市", 28, ["庆元县、遂昌县、景宁畲族自治", "县、龙泉市"]),
    ],
)
def test_lines_rather_end_with_punctuation_if_only_a_short_name_would_fit(
    text: str, width: int, lines: list[str]
) -> None:
    assert wrap(text, width) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("城镇居民人均可支配收入", 20, ["城镇居民人均可支配", "收入"]),
        ("龙泉优化营商环境名单。", 20, ["龙泉优化营商环境", "名单。"]),
        ("龙泉优化营商环境，好", 18, ["龙泉优化营商环境，", "好"]),
    ],
)
def test_no_character_stands_alone_in_the_last_line(text: str, width: int, lines: list[str]) -> None:
    """But where the line before ends with punctuation."""
    assert wrap(text, width) == lines


def test_addresses_are_broken_behind_a_joint_near_the_end_of_the_line() -> None:
    assert wrap("https://a.example.cn/art/2025/index.html", 24) == ["https://a.example.cn/", "art/2025/index.html"]


def test_blanks_at_the_end_make_no_line_of_their_own() -> None:
    assert wrap("11\u3000", 2) == ["11"]
    assert wrap("11 \u3000", 2) == ["11"]
