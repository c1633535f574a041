"""What a search finds first, and members of groups within a scope."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book
from conftest import Program

from countycli.errors import NotFoundError
from countycli.index.ask.index import Index
from countycli.query import Extent
from countycli.query.search import SearchRequest, search


@pytest.fixture(scope="module")
def programmes(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """In the order of the book: of two words the first has one in its title, the second none, the third both."""
    book = Book(tmp_path_factory.mktemp("programmes"))
    names = {
        "甲壳平台": "乙烯园区也在内。",
        "无名": "甲壳和乙烯园区。",
        "甲壳乙烯园区": "都在名称里。",
        "甲壳": "没有另一个。",
        "散": "甲壳，烯园，园区，区乙，乙烯。",
    }
    blocks = [
        f'[[initiatives]]\ncounty = "331181"\nname = "{name}"\nyear = 2024\ncategory = "产业"\nstage = "done"\n'
        f'summary = "{summary}"\n'
        for name, summary in names.items()
    ]
    book.write("a", *blocks)
    return book.index()


def test_all_words_in_the_title_come_before_some_of_them(programmes: Index) -> None:
    titles = [row.title for row in search(programmes, SearchRequest(["甲壳", "乙烯园区"])).rows]
    assert titles == ["甲壳乙烯园区", "甲壳平台", "无名"]


def test_of_one_word_titles_come_first(programmes: Index) -> None:
    titles = [row.title for row in search(programmes, SearchRequest(["甲壳"])).rows]
    assert titles == ["甲壳平台", "甲壳乙烯园区", "甲壳", "无名", "散"]


@pytest.mark.parametrize(("shown", "titles"), [(1, 1), (3, 3), (5, 5), (9, 5), (None, 5)])
def test_as_many_hits_of_a_kind_as_are_to_be_shown(programmes: Index, shown: int | None, titles: int) -> None:
    report = search(programmes, SearchRequest(["甲壳"], extent=Extent(hits=shown)))
    assert (len(report.rows), report.counts["initiative"]) == (titles, 5)


def test_of_hits_alike_the_newest_come_first(tmp_path: Path) -> None:
    book = Book(tmp_path)
    fields = 'category = "产业"\nstage = "done"\nsummary = "x"'
    for year in (2022, 2024, 2023):
        text = f'[[initiatives]]\ncounty = "331181"\nname = "甲壳{year}"\nyear = {year}\n{fields}\n'
        book.write(f"{year}", text)
    rows = search(book.index(), SearchRequest(["甲壳"])).rows
    assert [row.title for row in rows] == ["甲壳2024", "甲壳2023", "甲壳2022"]


@pytest.mark.parametrize("words", [("招商",), ("产业", "行动"), ("yongjia",), ("州", "业")], ids=" ".join)
def test_the_command_for_more_initiatives_lists_just_those(countycli: Program, words: tuple[str, ...]) -> None:
    found = [row["ref"] for row in countycli("search", *words, "--json").json["rows"] if row["kind"] == "initiative"]
    assert len(found) > 8
    typed = f"countycli initiatives {' '.join(words)}"
    assert f"and {len(found) - 8} more: `{typed}`" in countycli("search", *words).out
    listed = [row["id"] for row in countycli("initiatives", *words, "--json").json["rows"]]
    assert sorted(listed) == sorted(found)


def test_the_command_for_more_counties_lists_just_those(countycli: Program) -> None:
    asked = ("江", "--in", "四川")
    found = [row["ref"] for row in countycli("search", *asked, "--json").json["rows"] if row["kind"] == "county"]
    assert f"and {len(found) - 8} more: `countycli counties 江 --in 510000`" in countycli("search", *asked).out
    listed = [row["code"] for row in countycli("counties", *asked, "--json").json["rows"]]
    assert sorted(listed) == sorted(found)


@pytest.mark.parametrize("scope", ["丽水", "浙江"])
def test_within_a_scope_groups_and_indicators_are_found_too(index: Index, scope: str) -> None:
    """They tell of no place; of places and programmes only those are found that lie there."""
    everywhere, within = (
        search(index, SearchRequest(["山区"])).rows,
        search(index, SearchRequest(["山区"], [scope])).rows,
    )
    assert {row.ref for row in within if row.kind == "group"} == {"shanqu26", "shanqu_haidao"}
    assert {row.ref for row in within if row.kind == "metric"} == {
        row.ref for row in everywhere if row.kind == "metric"
    }
    names = {
        row.title for row in search(index, SearchRequest(["州"], [scope])).rows if row.kind in ("county", "region")
    }
    assert ("杭州市" in names) == (scope == "浙江")


def test_every_word_stands_in_one_piece_in_what_is_found(programmes: Index) -> None:
    """The pairs of characters of the second word all occur, but not one behind the other."""
    with pytest.raises(NotFoundError):
        search(programmes, SearchRequest(["甲壳", "烯园区乙烯"]))
    with pytest.raises(NotFoundError):
        search(programmes, SearchRequest(["烯园区乙烯"]))


@pytest.mark.parametrize(
    ("group", "scope", "members"),
    [("shanqu26", "丽水", 9), ("shanqu26", "浙江", 26), ("shanqu_haidao", "331100", 8), ("shanqu26", "shanqu26", 26)],
)
def test_a_group_within_a_scope_has_the_members_that_lie_there(
    countycli: Program, group: str, scope: str, members: int
) -> None:
    inside, everybody = (countycli("groups", group, *where, "--json").json for where in (("--in", scope), ()))
    there = {it["code"] for it in countycli("counties", "--in", scope, "--json").json["rows"]}
    codes = {it["code"] for it in inside["members"]}
    assert codes == {it["code"] for it in everybody["members"]} & there
    assert len(codes) == members


@pytest.mark.parametrize(("scope", "groups"), [("丽水", ["shanqu26", "shanqu_haidao"]), ("舟山", ["shanqu_haidao"])])
def test_groups_with_any_member_in_a_scope(countycli: Program, scope: str, groups: list[str]) -> None:
    assert [it["id"] for it in countycli("groups", "--in", scope, "--json").json["rows"]] == groups
    assert countycli("groups", "--in", "江苏", "--json").code == 3


def test_a_chinese_page_names_groups_in_chinese_only(countycli: Program) -> None:
    assert "national poverty counties" in countycli("search", "贫困县", "--lang", "en").out
    chinese = countycli("search", "贫困县", "--lang", "zh").out
    assert "国家级贫困县" in chinese
    assert "national poverty counties" not in chinese
