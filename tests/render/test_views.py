"""What pages say of figures beyond their value: marks, comparisons, changes of territory, other areas, and gaps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from books import Book, figure, observed
from periods import period

from countycli.index.ask.index import Index
from countycli.model.records import Break
from countycli.model.reports import Headline
from countycli.query import Extent
from countycli.query.compare import CompareRequest, compare
from countycli.query.coverage import CoverageRequest, scope_coverage
from countycli.query.rank import RankRequest, rank
from countycli.query.show import ShowRequest, show
from countycli.query.why import WhyRequest, why
from countycli.render.machine import render_json
from countycli.render.markdown import render_page
from countycli.render.views import compare as compare_view
from countycli.render.views import coverage as coverage_view
from countycli.render.views import rank as rank_view
from countycli.render.views import show as show_view
from countycli.render.views import why as why_view
from countycli.render.views.elements import legend, letters
from countycli.render.whole import completed
from countycli.render.words import Words

EN, ZH = Words("en"), Words("zh")
LONGQUAN, YIWU, LISHUI, ZHEJIANG, CHINA = "331181", "330782", "331100", "330000", "000000"
YUHANG, LINPING, XIACHENG, GONGSHU = "330110", "330113", "330103", "330105"
SHAOXING_COUNTY, KEQIAO = "330621", "330603"


def text_of(view: Any, report: object, words: Words = EN) -> str:
    """A page without the signs that Markdown needs."""
    text = render_page(view.page(report, words), words).replace("\\", "")
    return text.replace("[^", "[").replace("&lt;", "<")


def lines_with(text: str, *parts: str) -> list[list[str]]:
    """The cells of the table rows that hold all the parts."""
    rows = [line for line in text.splitlines() if line.startswith("| ") and all(part in line for part in parts)]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Index:
    made = Book(tmp_path_factory.mktemp("views"))
    made.write(
        "a",
        observed(LONGQUAN, "2024", gdp=190.5, gdp_growth=7.5, resident_population=25),
        observed(LONGQUAN, "2023", gdp='{ value = 180, status = "preliminary", note = "x" }'),
        observed(LONGQUAN, "2024", scope='"城区"', gdp=80),
        observed(YIWU, "2024", gdp=2500, gdp_growth=5),
        observed(LISHUI, "2024", gdp=2000, gdp_growth=6.25),
        observed(ZHEJIANG, "2024", gdp=90000, gdp_growth=5.5),
        observed(CHINA, "2024", gdp=1350000),
        observed(YUHANG, "2020", gdp=3000, exports="{ value = 300, restated = true }"),
        observed(XIACHENG, "2020", gdp=1100),
        observed(GONGSHU, "2022", gdp=1900),
        observed(SHAOXING_COUNTY, "2010", gdp=776),
        observed(KEQIAO, "2014", gdp=1100),
    )
    made.write("b", observed(LONGQUAN, "2024", gdp=198), published="2025-01-01")
    return made.index()


BREAK = Break(YUHANG, "2021-04-09", LINPING, "析置", gain=False)
MARKED: dict[str, tuple[Headline, str]] = {
    "reported": (Headline(figure()), "A"),
    "final": (Headline(figure(status="final")), "A"),
    "preliminary": (Headline(figure(status="preliminary")), "P"),
    "estimate": (Headline(figure(status="estimate")), "E"),
    "forecast": (Headline(figure(status="forecast")), "F"),
    "with a note": (Headline(figure()._replace(note="x")), "A*"),
    "disputed": (Headline(figure(), (figure(2),), disputed=True), "A!"),
    "rivals that agree": (Headline(figure(), (figure(),)), "A"),
    "derived": (Headline(figure()._replace(derived=True)), "="),
    "before a change": (Headline(figure(), breaks=(BREAK,)), "AB"),
    "all at once": (
        Headline(figure(status="preliminary")._replace(note="x", derived=True), (), disputed=True, breaks=(BREAK,)),
        "PB=*!",
    ),
}


@pytest.mark.parametrize(("headline", "signs"), MARKED.values(), ids=MARKED.keys())
def test_status_letters(headline: Headline, signs: str) -> None:
    assert letters(headline) == signs


def explained(headlines: Iterable[Headline]) -> str:
    return " ".join(entry.text for entry in legend(headlines, EN).entries)


def test_the_legend_explains_the_signs_that_occur_and_no_others() -> None:
    line = explained([MARKED["before a change"][0], MARKED["preliminary"][0]])
    assert "A reported" in line
    assert "P preliminary" in line
    assert "B boundaries changed since" in line
    assert not any(part in line for part in ("derived", "estimate", "note", "differ"))
    assert "countycli why" in line
    assert "countycli why" not in explained([MARKED["reported"][0]])


def test_show_sets_figures_beside_those_of_the_regions(book: Index) -> None:
    text = text_of(show_view, show(book, ShowRequest("龙泉")))
    (header,) = lines_with(text, "vs prefecture", "vs province")
    prefecture, province = header.index("vs prefecture"), header.index("vs province")
    (growth,) = lines_with(text, "7.5", "2024")
    assert (growth[prefecture], growth[province]) == ("+1.25", "+2.0")
    (gdp,) = lines_with(text, "190.5")
    assert (gdp[prefecture], gdp[province]) == ("9.5% of it", "0.21% of it")
    (earlier,) = lines_with(text, "180", "2023")
    assert (earlier[prefecture], earlier[province]) == ("", "")


def test_show_marks_what_is_derived_disputed_noted_or_of_another_area(book: Index) -> None:
    text = text_of(show_view, show(book, ShowRequest("龙泉")))
    assert any("A!" in row for row in lines_with(text, "190.5"))
    assert any("=" in row for row in lines_with(text, "76,200"))
    assert any("P*" in row for row in lines_with(text, "180"))
    assert any(row[0].endswith("(城区)") for row in lines_with(text, "80", "2024"))


@pytest.mark.parametrize(
    ("words", "changed"), [(EN, "Land that came or went: 2021-04-09 to Linping 临平区"), (ZH, "2021-04-09")]
)
def test_show_tells_when_land_went(book: Index, words: Words, changed: str) -> None:
    text = text_of(show_view, show(book, ShowRequest("余杭")), words)
    assert changed in text
    assert "临平区" in text
    assert any("AB" in row for row in lines_with(text, "3,000"))
    assert any("A" in row for row in lines_with(text, "| 300 |", "2020"))  # restated, so not marked


def test_show_gives_a_merged_unit_a_table_of_its_own(book: Index) -> None:
    text = text_of(show_view, show(book, ShowRequest("拱墅")))
    own, former = text.split("Until 2021-04-09: Xiacheng 下城区 (330103), merged")
    assert lines_with(own, "1,900")
    assert not lines_with(own, "1,100")
    assert lines_with(former, "1,100")


def test_why_says_under_which_unit_and_for_which_boundaries(book: Index) -> None:
    text = text_of(why_view, why(book, WhyRequest("柯桥", "gdp", period("2010"))))
    assert lines_with(text, "Filed under", "Shaoxing 绍兴县 330621")
    assert lines_with(text, "Boundaries", "changed since: 2013-10-18 to Yuecheng 越城区")
    later = text_of(why_view, why(book, WhyRequest("柯桥", "gdp", period("2014"))))
    assert "Filed under" not in later
    assert "Boundaries" not in later
    restated = text_of(why_view, why(book, WhyRequest("余杭", "exports")))
    assert lines_with(restated, "Boundaries", "those at the time of the document")


def test_why_of_a_derived_figure_gives_formula_and_inputs_and_no_document(book: Index) -> None:
    text = text_of(why_view, why(book, WhyRequest("龙泉", "gdp_per_capita")))
    assert "Derived: Gross domestic product ÷ Resident population" in text
    assert text.startswith("# Longquan 龙泉市: GDP per capita, 2024\n\n76,200 元; derived\n")
    assert "reported" not in text.split("Derived:")[0]
    assert "× 10000" in text
    assert [row[0] for row in lines_with(text, "2024") if row[0].endswith("市")] == [
        "Longquan 龙泉市",
        "Longquan 龙泉市",
    ]
    assert "## Document" not in text
    share = text_of(why_view, why(book, WhyRequest("龙泉", "gdp_share_prefecture")))
    assert "÷ that of Lishui 丽水市 × 100" in share
    assert [row[0] for row in lines_with(share, "2024") if row[0].endswith("市")] == [
        "Longquan 龙泉市",
        "Lishui 丽水市",
    ]


def test_why_shows_what_covers_another_area_apart(book: Index) -> None:
    text = text_of(why_view, why(book, WhyRequest("龙泉", "gdp", period("2024"))))
    whole, *others = text.split("## ")
    assert "190.5 亿元; reported" in whole
    assert any(part.startswith("Another document's figure") and "198" in part for part in others)
    (area,) = [part for part in others if part.startswith("The same for another area")]
    assert lines_with(area, "Covers", "城区")


def test_a_ranking_says_its_scope_and_stands_beside_the_regions(book: Index) -> None:
    text = text_of(rank_view, rank(book, RankRequest(("gdp_growth",), scope="浙江")))
    assert "Scope: Zhejiang 浙江省; ranked 2 of 90 counties" in text
    (first, second) = lines_with(text, "331181") + lines_with(text, "330782")
    assert "+1.25" in first
    assert "+2.0" in first
    assert "-0.5" in second
    assert lines_with(text, "Zhejiang 浙江省", "5.5")
    assert "Counties left out: 88" in text


def test_a_ranking_says_how_many_it_keeps_to_itself(book: Index) -> None:
    text = text_of(rank_view, rank(book, RankRequest(("gdp",), (period("2024"),), extent=Extent(rows=1, named=2))))
    assert "1 more rows: --top 2 shows them" in text
    assert lines_with(text, "no figure", " 85 ", "Shangcheng 上城区, Xihu 西湖区, and 83 more")
    assert lines_with(text, "only other periods", " 3 ", "Gongshu 拱墅区, Yuhang 余杭区, and 1 more")
    assert "--json lists all" in text
    everything = text_of(rank_view, rank(book, RankRequest(("gdp",), (period("2024"),))))
    assert "more rows" not in everything
    assert "--json lists all" not in everything


def test_machine_rows_hold_benchmarks_breaks_and_marks(book: Index) -> None:
    (row,) = rank_view.rows(rank(book, RankRequest(("gdp",), (period("2020"),), "杭州")), EN)[:1]
    change = {"date": "2021-04-09", "change": "析置", "other": LINPING, "name": "临平区", "direction": "out"}
    assert row["breaks"] == [{**change, "name_en": "Linping District"}]
    by_code = {it["county"]["code"]: it for it in rank_view.rows(rank(book, RankRequest(("gdp_growth",))), EN)}
    assert [(it["county"]["code"], it["difference"]) for it in by_code[LONGQUAN]["benchmarks"]] == [
        (LISHUI, 1.25),
        (ZHEJIANG, 2.0),
    ]
    payload = why_view.payload(why(book, WhyRequest("龙泉", "gdp_per_capita")), EN)
    assert payload["observation"]["derived"] is True
    assert [(it["metric"], it["value"]) for it in payload["inputs"]] == [("gdp", 190.5), ("resident_population", 25)]
    other = why_view.payload(why(book, WhyRequest("龙泉", "gdp", period("2024"))), EN)["other_scopes"]
    assert [(it["scope"], it["value"]) for it in other] == [("城区", 80)]


def test_show_as_data_names_each_figures_own_unit(book: Index) -> None:
    data = show_view.payload(show(book, ShowRequest("柯桥")), EN)
    found = {it["period"]: it["county"]["code"] for it in data["observations"] if it["metric"] == "gdp"}
    assert found == {"2014": KEQIAO, "2010": SHAOXING_COUNTY}
    former = show_view.payload(show(book, ShowRequest("拱墅")), EN)["former"]
    assert [(it["county"]["code"], it["date"], it["change"]) for it in former] == [(XIACHENG, "2021-04-09", "并入")]
    assert [it["value"] for it in former[0]["observations"]] == [1100]
    assert show_view.payload(show(book, ShowRequest("余杭")), EN)["breaks"][0]["direction"] == "out"


def test_compare_as_data_sets_each_figure_beside_its_regions(book: Index) -> None:
    report = compare(book, CompareRequest(("龙泉", "义乌"), ("gdp_growth",)))
    (row,) = compare_view.payload(report, EN)["rows"]
    beside = [{it["county"]["code"]: it["difference"] for it in value["benchmarks"]} for value in row["values"]]
    assert beside == [{LISHUI: 1.25, ZHEJIANG: 2.0}, {ZHEJIANG: -0.5}]


# Coverage


def test_the_coverage_of_one_metric_is_a_row_for_each_period(book: Index) -> None:
    text = text_of(coverage_view, scope_coverage(book, CoverageRequest(("gdp",), "丽水")))
    assert lines_with(text, "2024", "1", "9", "11.1%")
    (missing,) = [line for line in text.splitlines() if line.startswith("Without a figure for 2024")]
    assert len(missing.split(": ")[1].split(", ")) == 8


def test_many_missing_counties_are_counted(book: Index) -> None:
    """90 counties without the two that have a figure: 20 names on a screen, all in a document or file."""
    report = scope_coverage(book, CoverageRequest(("gdp",), "浙江"))
    page = coverage_view.page(report, EN)
    shown, complete = (
        line.replace("\\", "")
        for text in (render_page(page, EN), render_page(completed(page), EN))
        for line in text.splitlines()
        if line.startswith("Without a figure for 2024")
    )
    assert (shown.count(","), shown.endswith("and 68 more (--json lists all)")) == (20, True)
    assert (complete.count(","), "more" in complete) == (87, False)
    data = coverage_view.payload(report, EN)
    assert data["missing"]["period"] == "2024"
    assert len(data["missing"]["counties"]) == 88
    assert data["query"] == {"metric": "gdp", "metrics": ["gdp"], "periods": [], "in": ZHEJIANG}


def test_the_coverage_of_all_metrics_has_a_column_for_each_year(book: Index) -> None:
    text = text_of(coverage_view, scope_coverage(book, CoverageRequest(scope="浙江")))
    (header,) = lines_with(text, "2010", "2024")
    years = ["2010", "2014", "2020", "2022", "2023", "2024"]
    assert [cell for cell in header if cell.isdigit()] == years
    (gdp,) = lines_with(text, "Gross domestic product ")
    assert [gdp[header.index(year)] for year in years] == ["1", "1", "2", "1", "1", "2"]
    (exports,) = lines_with(text, "Exports")
    assert [exports[header.index(year)] for year in ("2020", "2024")] == ["1", "-"]


def test_periods_that_are_no_years_are_counted_in_a_column_of_their_own(tmp_path_factory: Any) -> None:
    made = Book(tmp_path_factory.mktemp("periods"))
    made.write("a", *(observed(YIWU, span, gdp=500) for span in ("2024", "2024-01/2024-06", "2024-01/2024-09")))
    text = text_of(coverage_view, scope_coverage(made.index(), CoverageRequest()))
    (header,) = lines_with(text, "2024", "Other periods")
    (gdp,) = lines_with(text, "Gross domestic product")
    assert (gdp[header.index("2024")], gdp[header.index("Other periods")]) == ("1", "2")


VIEWS: list[Callable[[Index, Words], str]] = [
    lambda book, words: text_of(show_view, show(book, ShowRequest("龙泉")), words),
    lambda book, words: text_of(rank_view, rank(book, RankRequest(("gdp",))), words),
    lambda book, words: text_of(why_view, why(book, WhyRequest("龙泉", "gdp_share_prefecture")), words),
    lambda book, words: text_of(coverage_view, scope_coverage(book, CoverageRequest(("gdp",))), words),
    lambda book, words: text_of(compare_view, compare(book, CompareRequest(("龙泉", "义乌"))), words),
]


@pytest.mark.parametrize("view", VIEWS, ids=["show", "rank", "why", "coverage", "compare"])
def test_every_view_speaks_either_language(book: Index, view: Callable[[Index, Words], str]) -> None:
    chinese, english = view(book, ZH), view(book, EN)
    assert "Gross domestic product" not in chinese
    assert "地区生产总值" in chinese
    assert "Gross domestic product" in english
    assert "地区生产总值" not in english


@pytest.mark.parametrize("year", ["2023", "2020"])
def test_rows_that_share_a_pattern_are_written_like_others(index: Index, year: str) -> None:
    report = rank(index, RankRequest(("gdp",), (period(year),)))
    written = json.loads(render_json({"rows": rank_view.payload(report, EN)["rows"]}, ascii_only=False))["rows"]
    flat = rank_view.rows(report, EN)
    assert len(written) > 2000
    assert [{key: row[key] for key in other} for row, other in zip(flat, written, strict=True)] == written
