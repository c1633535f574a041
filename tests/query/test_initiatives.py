"""How programmes are parted and shortened for a page, and counted by category."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book
from conftest import Program

from countycli.index.ask.index import Index
from countycli.query import Extent
from countycli.query.initiatives import InitiativesRequest, initiatives

FIELDS = 'stage = "done"\nsummary = "园区"\n'
LONGQUAN, SONGYANG, YIWU, PINGYANG = "331181", "331124", "330782", "330326"


def programme(county: str, name: str, category: str, year: int) -> str:
    head = f'[[initiatives]]\ncounty = "{county}"\nname = "{name}"\n'
    return f'{head}category = "{category}"\nyear = {year}\n{FIELDS}'


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Four counties and three categories, of which 龙泉 has all, 松阳 two, 义乌 and 平阳 one each."""
    written = Book(tmp_path_factory.mktemp("programmes"))
    listed = [(LONGQUAN, "产业", year) for year in (2021, 2024, 2022)]
    listed += [(LONGQUAN, "人才", 2023), (LONGQUAN, "民生", 2020), (SONGYANG, "产业", 2025), (SONGYANG, "人才", 2019)]
    listed += [(YIWU, "产业", 2018), (PINGYANG, "民生", 2016)]
    written.write("a", *(programme(place, f"{group}{year}", group, year) for place, group, year in listed))
    return written.index()


@pytest.mark.parametrize(
    ("request_", "parted_by", "keys"),
    [
        (InitiativesRequest(county="龙泉"), "category", ["产业", "人才", "民生"]),
        (InitiativesRequest(("龙泉",)), "category", ["产业", "人才", "民生"]),
        (InitiativesRequest(scope="丽水"), "county", [SONGYANG, LONGQUAN]),
        (InitiativesRequest(category="产业"), "county", [YIWU, SONGYANG, LONGQUAN]),
        (InitiativesRequest(("园区",)), "county", [PINGYANG, YIWU, SONGYANG, LONGQUAN]),
        (InitiativesRequest(), "category", ["产业", "人才", "民生"]),
        (InitiativesRequest(year=2018), "category", ["产业"]),
    ],
)
def test_by_what_programmes_are_parted(
    book: Index, request_: InitiativesRequest, parted_by: str, keys: list[str]
) -> None:
    report = initiatives(book, request_)
    assert report.parted_by == parted_by
    assert [part.key for part in report.parts] == keys
    assert [part.total for part in report.parts] == [len(part.shown) for part in report.parts]


def test_more_counties_than_categories_are_parted_by_category(index: Index, tmp_path: Path) -> None:
    """Programmes on one subject are parted by county as long as these are few."""
    codes = sorted(place.code for place in index.places.counties() if place.province == "330000" and not place.valid_to)
    book = Book(tmp_path)
    book.write("a", *(programme(code, "园区", ("产业", "人才")[code > "3302"], 2024) for code in codes[:21]))
    assert initiatives(book.index(), InitiativesRequest()).parted_by == "category"
    assert initiatives(book.index(), InitiativesRequest(("园区",))).parted_by == "category"
    assert initiatives(book.index(), InitiativesRequest(("园区",), scope="宁波")).parted_by == "county"


def test_categories_are_counted_the_most_first(book: Index) -> None:
    assert initiatives(book, InitiativesRequest()).categories == {"产业": 5, "人才": 2, "民生": 2}
    assert next(iter(initiatives(book, InitiativesRequest(scope="丽水")).categories.items())) == ("产业", 4)


ALL = ["产业2025 产业2024 产业2022 产业2021 产业2018", "人才2023 人才2019", "民生2020 民生2016"]


@pytest.mark.parametrize(
    ("most", "shown"),
    [
        (None, ALL),
        (9, ALL),
        (8, ["产业2025 产业2024 产业2022 产业2021", "人才2023 人才2019", "民生2020 民生2016"]),
        (6, ["产业2025 产业2024", "人才2023 人才2019", "民生2020 民生2016"]),
        (5, ["产业2025", "人才2023", "民生2020"]),
        (1, ["产业2025", "人才2023", "民生2020"]),
    ],
)
def test_of_many_the_newest_of_each_part_are_shown(book: Index, most: int | None, shown: list[str]) -> None:
    report = initiatives(book, InitiativesRequest(extent=Extent(initiatives=most)))
    assert [" ".join(programme.name for programme in part.shown) for part in report.parts] == shown
    assert [part.total for part in report.parts] == [5, 2, 2]
    assert len(report.rows) == 9
    assert report.is_shortened == (shown != ALL)


def test_the_page_of_one_county_is_parted_by_category(countycli: Program) -> None:
    rows = countycli("initiatives", "--county", "永嘉", "--json").json["rows"]
    lines = countycli("initiatives", "--county", "永嘉").out.splitlines()
    counts = {row["category"]: 0 for row in rows}
    for row in rows:
        counts[row["category"]] += 1
    assert f"Initiatives: {len(rows)}" == lines[0]
    assert "Yongjia 永嘉县 (330324)" in lines
    assert not [line for line in lines if line.startswith("Initiative ") and "Category" in line]
    chinese = countycli("initiatives", "--county", "永嘉", lang="zh").out
    assert all(f"{category}{count}" in chinese.splitlines()[2] for category, count in counts.items())
    assert all(f"\n{category}\n" in chinese for category in counts)


@pytest.mark.parametrize("arguments", [(), ("--in", "浙江"), ("--category", "产业"), ("产业",)], ids=" ".join)
def test_a_long_page_is_shortened_and_all_are_listed_on_demand(
    countycli: Program, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    names = [row["name"] for row in countycli("initiatives", *arguments, "--json").json["rows"]]
    short, whole = (countycli("initiatives", *arguments, *every).out for every in ((), ("--all",)))
    assert "--all shows all" in short
    assert "--all shows all" not in whole
    assert [name for name in names if name not in short]
    assert not [name for name in names if name not in whole]
    file = tmp_path / "all.md"
    assert countycli("initiatives", *arguments, "-o", str(file)).code == 0
    text = file.read_text("utf-8").replace("\\", "")
    assert not [name for name in names if name not in text]


def test_where_each_county_shows_one_programme_the_counties_have_a_column(countycli: Program) -> None:
    lines = countycli("initiatives", "--category", "产业").out.splitlines()
    header = next(line for line in lines if line.startswith("Initiative "))
    assert header.split()[1] == "Place"
    assert "The newest of each place; --all shows all, --county those of one" in lines
    counties = {row["county"]["name"] for row in countycli("initiatives", "-k", "产业", "--json").json["rows"]}
    table = lines[lines.index(header) + 1 : lines.index("Sources")]
    assert {line.split()[2] for line in table if len(line.split()) > 5} >= counties


def test_json_counts_the_categories_of_all_rows(countycli: Program) -> None:
    answer = countycli("initiatives", "--in", "嘉兴", "--json").json
    counted = {entry["category"]: entry["initiatives"] for entry in answer["categories"]}
    found = [row["category"] for row in answer["rows"]]
    assert counted == {category: found.count(category) for category in found}
    assert list(counted.values()) == sorted(counted.values(), reverse=True)
