"""Comparison, initiatives, search, why and show."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book, aimed, closing_itself, compile_in_memory, observed, small_dataset
from conftest import Program
from periods import period

from countycli.errors import NotFoundError, UsageError
from countycli.index.ask.index import Index
from countycli.model.naming import name_key
from countycli.names.scopes import resolve_scope
from countycli.query.compare import CompareReport, CompareRequest, compare
from countycli.query.initiatives import InitiativesRequest, initiatives
from countycli.query.search import SearchRequest, search
from countycli.query.show import ShowRequest, show
from countycli.query.why import WhyRequest, why

LONGQUAN, SONGYANG, YIWU, LISHUI, ZHEJIANG = "331181", "331124", "330782", "331100", "330000"


def table_of(report: CompareReport) -> dict[tuple[str, str], list[float | None]]:
    return {
        (row.metric.id, str(row.period)): [it.figure.value if it else None for it in (*row.cells, *row.benchmarks)]
        for row in report.rows
    }


@pytest.fixture(scope="module")
def founding(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The first five documents of the book, and nothing else."""
    return closing_itself(Index(compile_in_memory(small_dataset(tmp_path_factory.mktemp("founding")))))


@pytest.fixture(scope="module")
def comparable(tmp_path_factory: pytest.TempPathFactory) -> Index:
    book = Book(tmp_path_factory.mktemp("comparable"))
    book.write(
        "a",
        observed(LONGQUAN, "2025", gdp=200, gdp_growth=7),
        observed(LONGQUAN, "2024", gdp=190, exports=5),
        observed(SONGYANG, "2024", gdp=150),
        observed(SONGYANG, "2024-01/2024-09", gdp=110, exports=4),
        observed(YIWU, "2024", gdp=2500),
        observed(YIWU, "2024-01/2024-09", gdp=1600),
        observed(LISHUI, "2024", gdp=2100),
        observed(ZHEJIANG, "2024", gdp=90000, exports=40000),
        observed(ZHEJIANG, "2025", gdp=94000),
    )
    return book.index()


def test_a_comparison_takes_the_period_that_most_places_share(comparable: Index) -> None:
    report = compare(comparable, CompareRequest((LONGQUAN, SONGYANG, YIWU)))
    assert [place.code for place in report.places] == [LONGQUAN, SONGYANG, YIWU]
    assert [region.code for region in report.regions] == [ZHEJIANG, LISHUI]
    assert table_of(report) == {
        ("gdp", "2024"): [190, 150, 2500, 90000, 2100],
        ("gdp_share_prefecture", "2024"): [9.05, 7.14, None, None, None],
        ("gdp_share_province", "2024"): [0.21, 0.17, 2.78, None, 2.33],
    }
    assert [metric.id for metric in report.single] == ["gdp_growth", "exports"]


def test_the_latest_of_the_periods_that_are_shared_alike(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", *(observed(code, span, gdp=1) for code in (LONGQUAN, YIWU) for span in ("2023", "2024-12", "2024")))
    (row,) = compare(book.index(), CompareRequest((LONGQUAN, YIWU))).rows
    assert str(row.period) == "2024"


def test_a_standing_without_a_value_does_not_make_a_period_common(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        *(observed(code, "2023", gdp=1) for code in (LONGQUAN, YIWU)),
        *(observed(code, "2024", gdp='{ standing = "第1位" }') for code in (LONGQUAN, YIWU, SONGYANG)),
    )
    (row,) = compare(book.index(), CompareRequest((LONGQUAN, YIWU, SONGYANG))).rows
    assert str(row.period) == "2023"


def test_metrics_of_the_regions_alone_are_not_told(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        *(observed(code, "2023", gdp=1) for code in (LONGQUAN, YIWU)),
        observed(ZHEJIANG, "2023", exports=1),
        observed(YIWU, "2023", gdp_growth=1),
    )
    assert [it.id for it in compare(book.index(), CompareRequest((LONGQUAN, YIWU))).single] == ["gdp_growth"]


def test_a_comparison_for_a_period_leaves_gaps(comparable: Index) -> None:
    report = compare(comparable, CompareRequest((LONGQUAN, SONGYANG, YIWU), ("gdp",), (period("2024-01/2024-09"),)))
    assert table_of(report) == {("gdp", "2024-01/2024-09"): [None, 110, 1600]}
    assert report.regions == ()


def test_a_metric_that_was_asked_for_is_shown_of_one_place_too(comparable: Index) -> None:
    report = compare(comparable, CompareRequest((LONGQUAN, YIWU), ("gdp_growth", "GDP")))
    assert [region.code for region in report.regions] == [ZHEJIANG, LISHUI]
    assert table_of(report) == {
        ("gdp_growth", "2025"): [7, None, None, None],
        ("gdp", "2024"): [190, 2500, 90000, 2100],
    }
    assert report.single == ()


def test_a_region_among_the_places_is_no_benchmark(comparable: Index) -> None:
    report = compare(comparable, CompareRequest((LONGQUAN, ZHEJIANG)))
    assert [place.code for place in report.places] == [LONGQUAN, ZHEJIANG]
    assert report.regions == ()
    assert table_of(report) == {("gdp", "2025"): [200, 94000], ("exports", "2024"): [5, 40000]}


def test_the_order_of_the_places_is_kept(comparable: Index) -> None:
    names = ("yiwu", "龙泉", "松阳")
    report = compare(comparable, CompareRequest(names))
    assert [place.code for place in report.places] == [YIWU, LONGQUAN, SONGYANG]
    assert table_of(report)["gdp", "2024"][:3] == [2500, 190, 150]


@pytest.mark.parametrize(
    "request_",
    [
        CompareRequest((LONGQUAN, "330326")),
        CompareRequest((LONGQUAN, YIWU), ("exports",), (period("2025"),)),
        CompareRequest((LONGQUAN, YIWU), (), (period("1999"),)),
        CompareRequest((LONGQUAN, "没有县")),
        CompareRequest((LONGQUAN, YIWU), ("没有",)),
    ],
)
def test_nothing_to_compare_is_not_found(comparable: Index, request_: CompareRequest) -> None:
    with pytest.raises(NotFoundError):
        compare(comparable, request_)


@pytest.mark.parametrize("names", [("龙泉", "longquan"), ("331181", "332502"), ("龙泉", "龙泉")])
def test_a_place_is_not_compared_with_itself(countycli: Program, names: tuple[str, ...]) -> None:
    assert countycli("compare", *names).code == 2


def test_a_comparison_of_the_dataset(countycli: Program) -> None:
    report = countycli("compare", "义乌", "衢江", "-m", "gdp_growth", "-p", "2024Q1-Q3", "--json").json
    (row,) = report["rows"]
    assert (row["metric"], row["period"]) == ("gdp_growth", "2024-01/2024-09")
    assert "7.3" in str(row)
    assert "11.6" in str(row)


@pytest.mark.parametrize(
    ("request_", "names"),
    [
        (InitiativesRequest(("双招双引",), "龙泉"), ["双招双引"]),
        (InitiativesRequest(("招引", "产业链"), "龙泉"), ["双招双引", "产业链+链长制"]),
        (InitiativesRequest(("龙泉", "交流会")), ["春季人力资源交流会"]),
        (InitiativesRequest(("工业 强市",), LONGQUAN), ["工业强市"]),
        (InitiativesRequest(("FBC",)), ["FBC两仓一线"]),
        (InitiativesRequest(("fbc",), "义乌", "浙江", "交通", 2025), ["FBC两仓一线"]),
        (InitiativesRequest(category="人才", county="龙泉"), ["春季人力资源交流会"]),
        (InitiativesRequest(county="平阳", year=2013), ["工业强县"]),
        (InitiativesRequest(scope="湖州"), ["大余村研文旅协同发展"]),
    ],
)
def test_initiatives_that_fit(founding: Index, request_: InitiativesRequest, names: list[str]) -> None:
    assert [it.name for it in initiatives(founding, request_).rows] == names


@pytest.mark.parametrize("name", ["营商环境", "Business environment", "business-environment", " 营商环境 "])
def test_a_category_by_its_id_or_english_name(index: Index, name: str) -> None:
    report = initiatives(index, InitiativesRequest(category=name))
    assert report.category == "营商环境"
    assert {it.category for it in report.rows} == {"营商环境"}


def test_filters_give_just_what_fits(index: Index) -> None:
    everything = initiatives(index, InitiativesRequest()).rows
    assert len(everything) == index.counts()["initiatives"]
    for year in (2013, 2024, 2025, 2026):
        rows = initiatives(index, InitiativesRequest(year=year)).rows
        assert rows == tuple(it for it in everything if it.year == year)
    members = {*resolve_scope(index, "山区26县").counties}
    rows = initiatives(index, InitiativesRequest(scope="山区26县")).rows
    assert 0 < len(rows) < len(everything)
    assert rows == tuple(it for it in everything if it.county in members)


def test_initiatives_come_by_county_and_the_newest_first(index: Index) -> None:
    rows = initiatives(index, InitiativesRequest()).rows
    assert [(it.county, -it.year) for it in rows] == sorted((it.county, -it.year) for it in rows)


def test_a_group_of_a_year_gives_the_initiatives_of_its_members_then(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        """[[initiatives]]
county = "330324"
name = "x"
year = 2024
category = "产业"
stage = "done"
summary = "x"
""",
    )
    report = initiatives(book.index(), InitiativesRequest(scope="山区海岛县", year=2024))
    assert [it.county for it in report.rows] == ["330324"]


@pytest.mark.parametrize(
    ("scope", "owners"),
    [("丽水", [LISHUI, LONGQUAN]), ("浙江", [ZHEJIANG, LISHUI, LONGQUAN]), ("山区26县", [LONGQUAN])],
)
def test_the_initiatives_of_a_region_are_its_own_too(tmp_path: Path, scope: str, owners: list[str]) -> None:
    book = Book(tmp_path)
    text = 'name = "x"\nyear = 2023\ncategory = "产业"\nstage = "done"\nsummary = "x"\n'
    for code in (ZHEJIANG, LISHUI, LONGQUAN):
        book.write(f"of-{code}", f'[[initiatives]]\ncounty = "{code}"\n{text}')
    rows = initiatives(book.index(), InitiativesRequest(scope=scope, year=2023)).rows
    assert [it.county for it in rows] == owners


@pytest.mark.parametrize(
    "request_",
    [
        InitiativesRequest(("没有这样的词",)),
        InitiativesRequest(county="龙泉", year=1999),
        InitiativesRequest(category="生态", county="龙泉"),
        InitiativesRequest(scope="舟山"),
    ],
)
def test_no_initiative_is_not_found(founding: Index, request_: InitiativesRequest) -> None:
    with pytest.raises(NotFoundError):
        initiatives(founding, request_)


def test_an_unknown_category_is_a_mistake_of_usage(index: Index) -> None:
    with pytest.raises(UsageError):
        initiatives(index, InitiativesRequest(category="工业"))


@pytest.mark.parametrize("word", ["龙", "泉", "縣", "g", "G", "%", "2"])
def test_a_single_character_is_found_wherever_it_stands(index: Index, word: str) -> None:
    key = name_key(word)
    found = {(it.kind, it.ref) for it in index.names.search([key])}
    everything = index.connection.rows("SELECT kind, ref, text FROM items")
    assert found == {(kind, ref) for kind, ref, text in everything if key in text}


@pytest.mark.parametrize("word", ["龙泉", "产业链", "营商环境", "gdp", "longquan", "增速", "2024", "山区26县"])
def test_a_word_is_found_wherever_it_stands(index: Index, word: str) -> None:
    found = {(it.kind, it.ref) for it in index.names.search([word])}
    everything = index.connection.rows("SELECT kind, ref, text FROM items")
    assert found == {(kind, ref) for kind, ref, text in everything if word in text}
    assert found


def test_two_words_are_both_held(index: Index) -> None:
    both = {row.ref for row in search(index, SearchRequest(["龙泉", "招商"])).rows if row.kind != "figure"}
    each = [{row.ref for row in search(index, SearchRequest([word])).rows} for word in ("龙泉", "招商")]
    assert both
    assert both == each[0] & each[1]
    assert both == {row.ref for row in search(index, SearchRequest(["招商", "龙泉"])).rows if row.kind != "figure"}


@pytest.mark.parametrize("words", [["义乌", "GDP"], ["gdp", "义乌"], ["yiwu", "gdp"], ["义乌市", "地区生产总值"]])
def test_a_place_and_words_of_a_metric_give_its_figures_first(index: Index, words: list[str]) -> None:
    rows = search(index, SearchRequest(words)).rows
    kinds = [row.kind for row in rows]
    figures = [row for row in rows if row.kind == "figure"]
    assert f"{YIWU} gdp" in [row.ref for row in figures]
    assert kinds[: len(figures)] == ["figure"] * len(figures)
    for row in figures:
        code, metric = row.ref.split()
        assert why(index, WhyRequest(code, metric)).place.name == row.title
    # 义乌市 in Zhejiang and 伊吾县 in Xinjiang sound alike.
    assert {row.title for row in figures} == ({"义乌市", "伊吾县"} if "yiwu" in words else {"义乌市"})


def test_a_former_unit_is_a_kind_of_its_own(index: Index) -> None:
    kinds = {row.ref: row.kind for row in search(index, SearchRequest(["江干区"])).rows}
    assert kinds["330104"] == "former"


@pytest.mark.parametrize(
    ("words", "others"), [(["GDP"], ["gdp"]), (["ＧＤＰ"], ["gdp"]), (["龙 泉"], ["龙泉"]), (["龙泉", " "], ["龙泉"])]
)
def test_case_width_and_spaces_do_not_matter(index: Index, words: list[str], others: list[str]) -> None:
    assert search(index, SearchRequest(words)).rows == search(index, SearchRequest(others)).rows


def test_hits_in_titles_come_first(index: Index) -> None:
    rows = search(index, SearchRequest(["龙泉"])).rows
    in_title = ["龙泉" in row.title for row in rows]
    assert in_title == sorted(in_title, reverse=True)
    assert (rows[0].kind, rows[0].ref) == ("county", LONGQUAN)


@pytest.mark.parametrize(
    ("words", "kind", "ref"),
    [
        (["丽水"], "region", LISHUI),
        (["平阳"], "county", "330326"),
        (["pingyang"], "county", "330326"),
        (["平陽"], "county", "330326"),
        (["地区生产总值增速"], "metric", "gdp_growth"),
        (["双招双引"], "initiative", "2026-02-25-chinanews-longquan/3"),
        (["新春第一会", "特写"], "document", "2026-02-25-chinanews-longquan"),
        (["中国新闻网", "2026"], "document", "2026-02-25-chinanews-longquan"),
    ],
)
def test_each_kind_of_thing_is_found(index: Index, words: list[str], kind: str, ref: str) -> None:
    assert (kind, ref) in {(row.kind, row.ref) for row in search(index, SearchRequest(words)).rows}


@pytest.mark.parametrize(
    "words", [["没有这样的词"], ["龙泉", "没有"], ["🏔"], ["龙%泉"], ["x" * 300], ["龙"] * 300 + ["鱼鱼"]]
)
def test_nothing_found_is_said(index: Index, words: list[str]) -> None:
    with pytest.raises(NotFoundError):
        search(index, SearchRequest(words))


@pytest.mark.parametrize(
    "arguments",
    [("search", "龙" * 1500), ("search", *["龙泉"] * 1500), ("counties", "x" * 3000), ("sources", "x" * 3000)],
)
def test_a_search_for_very_much_is_answered(countycli: Program, arguments: tuple[str, ...]) -> None:
    assert countycli(*arguments).code in (0, 3)


@pytest.mark.parametrize("words", [[], [""], [" ", "·"]])
def test_a_search_for_nothing_is_a_mistake_of_usage(index: Index, words: list[str]) -> None:
    with pytest.raises(UsageError):
        search(index, SearchRequest(words))


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Index:
    book = Book(tmp_path_factory.mktemp("disputed"))
    book.write("a", observed("330326", "2023", gdp="711.81"), published="2024-03-01")
    book.write("b", observed("330326", "2023", gdp="711.8"), published="2024-02-08", access="copy")
    book.write(
        "c",
        observed("330326", "2023", gdp='{ value = 700, bound = ">", printed = "突破700亿元" }'),
        published="2025-01-01",
    )
    book.write("d", observed("330326", "2023", gdp='{ value = 705, status = "preliminary" }'), published="2025-06-01")
    book.write("e", observed("330326", "2023", gdp='{ standing = "第1位" }'), observed("330326", "2021", gdp=600.5))
    book.write("f", aimed("330326", "2024", gdp=760), published="2024-01-15")
    return book.index()


def test_why_tells_the_rivals_and_what_decided(disputed: Index) -> None:
    report = why(disputed, WhyRequest("平阳", "gdp", period("2023")))
    assert (report.headline.figure.source, report.headline.figure.value) == ("d", 705)
    assert report.headline.disputed
    assert [
        (rival.source, str(reason)) for rival, reason in zip(report.headline.rivals, report.reasons, strict=True)
    ] == [
        ("a", "its document is later"),
        ("b", "its source comes first: official before press before copy before compilation"),
        ("c", "it is exact, not a bound"),
        ("e", "it gives a value"),
    ]
    assert [str(it) for it in report.periods] == ["2021"]
    assert [target.value for target in report.targets] == [760]
    assert set(report.documents) == set("abcdef")
    assert not report.aimed


def test_why_tells_that_a_more_precise_figure_stands_for_those_that_agree(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(YIWU, "2023", gdp="2055.6"), published="2024-03-01")
    book.write("b", observed(YIWU, "2023", gdp="2055.62"), published="2024-02-08", access="copy")
    report = why(book.index(), WhyRequest("义乌", "gdp"))
    assert (report.headline.figure.source, report.headline.disputed) == ("b", False)
    assert [str(it) for it in report.reasons] == ["both agree; it is more precise"]


def test_why_tells_apart_what_covers_another_area(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(YIWU, "2023", gdp=2055),
        observed(YIWU, "2023", scope='"不含开发区"', status='"final"', gdp=1500),
        observed(YIWU, "2022", scope='"不含开发区"', gdp=1400),
    )
    index = book.index()
    report = why(index, WhyRequest("义乌", "gdp", period("2023")))
    assert (report.headline.figure.value, report.headline.rivals) == (2055, ())
    assert [(it.figure.scope, it.figure.value) for it in report.parts] == [("不含开发区", 1500)]
    only_part = why(index, WhyRequest("义乌", "gdp", period("2022")))
    assert (only_part.headline.figure.scope, only_part.parts) == ("不含开发区", ())
    shown = [(str(it.figure.period), it.figure.scope) for it in show(index, ShowRequest("义乌")).observations]
    assert shown == [("2023", None), ("2023", "不含开发区"), ("2022", "不含开发区")]
    (row,) = compare(index, CompareRequest(("义乌", ZHEJIANG), ("gdp",))).rows
    assert str(row.period) == "2023"


def test_why_takes_the_latest_period(disputed: Index) -> None:
    report = why(disputed, WhyRequest("330326", "GDP"))
    assert str(report.headline.figure.period) == "2023"
    earlier = why(disputed, WhyRequest("330326", "GDP", period("2021")))
    assert (earlier.headline.figure.value, earlier.headline.rivals, earlier.reasons) == (600.5, (), ())


def test_the_table_of_a_county_marks_the_dispute(disputed: Index) -> None:
    marks = {str(it.figure.period): it.disputed for it in show(disputed, ShowRequest("平阳")).observations}
    assert marks == {"2023": True, "2021": False}


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("平阳", "gdp", "-p", "1999"), "there are figures for"),
        (("海盐", "airport_project_years"), "countycli show 330424"),
    ],
)
def test_why_without_a_figure_says_what_there_is(countycli: Program, arguments: tuple[str, ...], hint: str) -> None:
    result = countycli("why", *arguments, "--json")
    assert (result.code, result.error["kind"]) == (3, "not_found")
    assert hint in result.error["hint"]


def test_why_answers_for_an_aim_where_there_is_no_figure(disputed: Index) -> None:
    report = why(disputed, WhyRequest("平阳", "gdp", period("2024")))
    assert report.aimed
    assert (report.headline.figure.value, report.headline.figure.status) == (760, "target")
    assert [str(it) for it in report.periods] == ["2023", "2021"]
    assert report.targets == ()


def test_why_takes_the_latest_aim_of_a_place_without_figures(founding: Index) -> None:
    report = why(founding, WhyRequest("松阳", "fixed_investment"))
    assert report.aimed
    assert report.headline.figure in founding.figures.targets([SONGYANG])


def test_why_of_a_restored_figure(countycli: Program) -> None:
    text = str(countycli("why", "平阳", "gdp", "-p", "2023", "--json").json)
    for part in ("711.8", "711的GDP8億元", "小数点错位", "第9段"):
        assert part in text


@pytest.mark.parametrize(
    ("name", "codes"), [("龙泉", [LONGQUAN]), ("柯桥", ["330603", "330621"]), ("浙江", [ZHEJIANG])]
)
def test_show_gives_all_that_the_book_has(index: Index, name: str, codes: list[str]) -> None:
    report = show(index, ShowRequest(name))
    figures = [figure for it in report.observations for figure in (it.figure, *it.rivals)]
    assert len(figures) == len({*figures}) > 10
    assert {*figures} == {*index.figures.observations(codes)}
    assert {*report.targets} == {*index.figures.targets(codes)}
    assert {*report.initiatives} == {it for code in codes for it in index.documents.initiatives(county=code)}
    told = {it.source for it in (*figures, *report.targets)} | {it.source for it in report.initiatives}
    assert told <= report.documents.keys()


def test_show_lists_metrics_as_the_dataset_does_and_the_newest_first(disputed: Index, index: Index) -> None:
    for book, name in ((disputed, "平阳"), (index, "平阳"), (index, "龙泉"), (index, "浙江")):
        positions = list(book.metrics.by_id())
        figures = [it.figure for it in show(book, ShowRequest(name)).observations]
        order = [(positions.index(it.metric), -it.period.end, it.period.start) for it in figures]
        assert order == sorted(order)


def test_show_of_a_place_without_figures_names_the_nearest_with_some(founding: Index) -> None:
    report = show(founding, ShowRequest("庆元"))
    assert report.observations == ()
    assert len(report.nearest) == 8
    assert [place.code for place in report.nearest[:3]] == ["331102", SONGYANG, LONGQUAN]
    assert "331100" not in {place.prefecture for place in report.nearest[3:]}
    assert [place.code for place in report.nearest[3:]] == sorted(place.code for place in report.nearest[3:])
    assert report.further > 0
    assert all(founding.figures.observations([place.code]) for place in report.nearest)
    assert all(place.level == "county" and place.valid_to is None for place in report.nearest)


def test_show_of_a_place_with_figures_names_no_others(index: Index) -> None:
    assert show(index, ShowRequest("龙泉")).nearest == ()


def test_show_of_a_region_without_figures_names_regions(founding: Index) -> None:
    report = show(founding, ShowRequest("舟山"))
    assert report.observations == ()
    assert [place.code for place in report.nearest] == [LISHUI]


def test_show_tells_what_a_document_announces_without_saying_it(countycli: Program) -> None:
    report = countycli("show", "柯桥", "--json").json
    (note,) = [note for note in report["notes"] if note["kind"] == "gap"]
    assert "2024-12-21-zhejiang-eight-counties" in note["text"]
    assert "柯桥" in countycli("show", "柯桥").out


def test_show_of_a_place_with_only_a_gap_in_a_small_book(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", f'[[gaps]]\ncounty = "{YIWU}"\nnote = "missing text"\n')
    report = show(book.index(), ShowRequest("义乌"))
    assert [note.kind for note in report.notes] == ["gap"]
    assert "missing text" in str(report.notes[0].text)
    assert report.nearest == ()
    assert set(report.documents) == {"a"}


def test_the_newest_population_stands_in_the_header(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(LONGQUAN, "2020", population=248866),
        observed(LONGQUAN, "2024", resident_population='{ value = 246000, unit = "人" }'),
        observed(LONGQUAN, "2025", scope='"城区"', resident_population=10.3),
        observed(YIWU, "2023", resident_population=190.4),
        observed(YIWU, "2020", population=1859390),
        observed("331126", "2020", population=141541),
    )
    index = book.index()
    report = show(index, ShowRequest("龙泉"))
    assert report.population
    assert (report.population.figure.value, report.population.figure.decimals) == (24.6, 4)
    assert str(report.population.figure.period) == "2024"
    headers = {name: show(index, ShowRequest(name)).population for name in ("义乌", "庆元", "海盐")}
    assert {name: it and it.figure.value for name, it in headers.items()} == {
        "义乌": 190.4,
        "庆元": 141541,
        "海盐": None,
    }


def test_groups_of_a_county_come_with_its_own_years(index: Index) -> None:
    def groups(name: str) -> list[tuple[str, str | None, str | None]]:
        return [(it.group.id, it.valid_from, it.valid_to) for it in show(index, ShowRequest(name)).memberships]

    assert groups("龙泉") == [("shanqu26", "2021", "2023"), ("shanqu_haidao", "2024", None)]
    assert groups("柯城") == [("shanqu26", "2021", "2023")]
    assert groups("永嘉") == [("shanqu26", "2021", "2023"), ("shanqu_haidao", "2024", "2024")]
    assert groups("义乌") == []


@pytest.mark.parametrize(("county", "told"), [("昆山", "too high"), ("镇雄", "too low"), ("龙泉", "")])
def test_amounts_by_registered_population_are_put_right(county: str, told: str, countycli: Program) -> None:
    """The warning stands on the page where the registered people and the residents differ by more than a quarter."""
    answer = countycli("show", county)
    assert ("amounts by registered population are" in answer.out) == bool(told)
    assert f"amounts by registered population are {told}" in answer.out or not told
    figures = {
        row["metric"]: row["value"] for row in reversed(countycli("show", county, "--json").json["observations"])
    }
    share = figures["population"] / figures["registered_population"] / 10_000
    assert (share > 1.25, share < 0.8) == (told == "too high", told == "too low")


@pytest.mark.parametrize("command", ["rank {} --in 苏州", "compare 昆山 江阴 {}", "map {} --in 江苏"])
def test_tables_by_registered_population_warn_in_general(command: str, countycli: Program) -> None:
    told = "By registered population: too high where people have moved to"
    assert told in countycli(*command.format("gdp_per_capita_registered").split()).out
    assert told not in countycli(*command.format("gdp").split()).out
