from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len

from countycli.index.ask.index import Index
from countycli.render.wrap import cell_width, wrap

CLOSING = "，。、；：！？,.;:!?%）》”】)]"
TEXT = st.text(alphabet="龙泉市增速县第一ABC abc 12345 ，。、；：！？“”（）《》,.%()-_", max_size=80)
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


@given(st.lists(st.sampled_from(["龙泉", "增速", "7.5%", "第1位", "Yiwu"]), min_size=1, max_size=12), st.data())
def test_closing_punctuation_never_begins_a_line(words: list[str], data: st.DataObject) -> None:
    text = "".join(word + data.draw(st.sampled_from(["，", "。", "”", "）", "%。", ""])) for word in words)
    for line in wrap(text, data.draw(st.integers(12, 40))):
        assert line[0] not in CLOSING


@given(st.lists(st.sampled_from(["龙泉", "增速", "第1位", "Yiwu"]), min_size=1, max_size=12), st.integers(12, 40))
def test_opening_punctuation_never_ends_a_line(words: list[str], width: int) -> None:
    assert all(line[-1] not in "“（《" for line in wrap("".join(f"“{word}" for word in words), width))


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
        ("龙泉市增，速领跑", 8, ["龙泉市", "增，速领", "跑"]),
        ("GDP growth of 7.5%", 10, ["GDP growth", "of 7.5%"]),
        ("2026-02-25-chinanews-longquan", 12, ["2026-02-25-c", "hinanews-lon", "gquan"]),
        ("每公斤120元", 8, ["每公斤", "120元"]),
    ],
)
def test_breaks(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text(alphabet=st.characters(min_codepoint=0x3000, max_codepoint=0x9FFF, categories=("Lo", "Po", "Ps", "Pe"))))
def test_cells_are_counted_as_the_terminal_library_does(text: str) -> None:
    assert cell_width(text) == cell_len(text)


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
