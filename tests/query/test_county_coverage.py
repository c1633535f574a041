"""What a county has and lacks beside its neighbours, and coverage of what was named in any order."""

from __future__ import annotations

import csv
import io

import pytest
from books import Book, aimed, observed
from conftest import Program

from countycli.errors import NotFoundError, UsageError
from countycli.index.ask.index import Index
from countycli.model.period_text import parse_canonical
from countycli.names.resolve import resolve_place
from countycli.names.subjects import subjects
from countycli.query import EVERYTHING, Extent
from countycli.query.county_coverage import HOLDS, CountyCoverageReport, county_coverage
from countycli.query.coverage import CoverageRequest

LONGQUAN, SONGYANG, QINGTIAN, YIWU, LISHUI, ZHEJIANG = "331181", "331124", "331121", "330782", "331100", "330000"
DONGTOU_COUNTY, DONGTOU = "330322", "330305"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Index:
    made = Book(tmp_path_factory.mktemp("lacking"))
    made.write(
        "a",
        observed(LONGQUAN, "2023", gdp=180, exports='{ value = 5, bound = ">" }'),
        observed(LONGQUAN, "2024", gdp='{ value = 190, status = "estimate" }', retail_sales='{ standing = "第1位" }'),
        observed(LONGQUAN, "2024", scope='"城区"', budget_revenue=8),
        observed(LONGQUAN, "2022", inferred="true", fixed_investment=60),
        observed(LONGQUAN, "2022", imports='{ value = 3, doubtful = true, note = "A tenth." }'),
        observed(SONGYANG, "2023", gdp=140, income=40000),
        observed(SONGYANG, "2024", gdp=150, retail_sales=50),
        observed(QINGTIAN, "2024", gdp=300, budget_revenue=30),
        observed(YIWU, "2024", gdp=2500, exports=4000, resident_population=190),
        observed(LISHUI, "2024", agri_output=100),
        observed(DONGTOU_COUNTY, "2014", gdp=50),
        aimed(LONGQUAN, "2026", income=45000),
    )
    return made.index()


def asked(book: Index, name: str, **request: object) -> CountyCoverageReport:
    return county_coverage(book, resolve_place(book, name), CoverageRequest(**request))  # type: ignore[arg-type]  # by keyword


def held(report: CountyCoverageReport) -> dict[tuple[str, str], str]:
    return {(metric, str(when)): way for (metric, when), way in report.held.items()}


def test_in_which_way_a_county_has_what_it_has(book: Index) -> None:
    assert held(asked(book, "龙泉")) == {
        ("gdp", "2024"): "estimate",
        ("gdp", "2023"): "figure",
        ("exports", "2023"): "bound",
        ("retail_sales", "2024"): "standing",
        ("budget_revenue", "2024"): "other_scope",
        ("fixed_investment", "2022"): "inferred",
        ("imports", "2022"): "doubtful",
        ("income", "2026"): "target_only",
    }
    assert held(asked(book, "洞头")) == {("gdp", "2014"): "figure"}  # as 洞头县
    assert set(held(asked(book, "龙泉")).values()) == set(HOLDS)


def test_beside_the_prefecture_and_the_province(book: Index) -> None:
    report = asked(book, "龙泉")
    assert [it.scope.id for it in report.neighbours] == [LISHUI, ZHEJIANG]
    best = {it.scope.id: it.fullest("gdp") for it in report.neighbours}
    assert [(str(it.period), it.counties, it.all) for it in best.values() if it] == [("2024", 3, 9), ("2024", 4, 90)]
    assert [it.fullest("exports") is not None for it in report.neighbours] == [True, True]
    assert "agri_output" not in report.metrics  # only the prefecture itself has it
    assert "resident_population" in report.metrics


def test_beside_a_scope(book: Index) -> None:
    report = asked(book, "龙泉", scope="金华")
    (its,) = report.neighbours
    assert (its.scope.id, [row.metric for row in its.rows]) == (
        "330700",
        ["gdp", "gdp_per_capita", "exports", "resident_population"],
    )


def test_only_what_is_asked_for(book: Index) -> None:
    when = parse_canonical("2024")
    assert when
    report = asked(book, "龙泉", metrics=("gdp", "income"), periods=(when,))
    assert held(report) == {("gdp", "2024"): "estimate"}
    assert {row.metric for it in report.neighbours for row in it.rows} == {"gdp"}
    assert asked(book, "海盐", metrics=("gdp",)).held == {}
    with pytest.raises(NotFoundError):
        asked(book, "龙泉", metrics=("birth_rate",))


def test_main_indicators_and_how_many_others(index: Index) -> None:
    match = resolve_place(index, "龙泉")
    extents = Extent(main=True), EVERYTHING
    few, many = (county_coverage(index, match, CoverageRequest(extent=extent)) for extent in extents)
    assert all(metric.main for metric in few.metrics.values())
    assert len(few.metrics) + few.others == len(many.metrics)
    others = many.metrics.keys() - few.metrics.keys()
    assert few.others_held == len(others & {metric for metric, _ in many.held})
    assert (many.others, many.others_held) == (0, 0)


# Which word is what


def test_words_in_any_order(book: Index) -> None:
    found = subjects(book, ["gdp", "龙泉", "人均GDP", "山区26县", "丽水"])
    assert (found.metrics, found.scopes) == (("gdp", "人均GDP"), ("山区26县", "丽水"))
    assert found.county
    assert found.county.place.code == LONGQUAN
    assert subjects(book, []) == ((), None, ())


@pytest.mark.parametrize(("words", "error"), [(["龙泉", "松阳"], UsageError), (["没有这样的词"], NotFoundError)])
def test_words_that_are_not_understood(book: Index, words: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        subjects(book, words)


def test_a_word_that_is_like_an_indicator_and_like_a_place_is_offered_both(book: Index) -> None:
    with pytest.raises(NotFoundError) as error:
        subjects(book, ["gdp_grwth"])
    assert "gdp_growth" in {it.code for it in error.value.candidates}
    with pytest.raises(NotFoundError) as error:
        subjects(book, ["龙全"])
    assert LONGQUAN in {it.code for it in error.value.candidates}


@pytest.mark.parametrize(
    ("arguments", "same_as"),
    [
        (("gdp", "--in", "浙江"), ("-m", "gdp", "--in", "浙江")),
        (("浙江", "gdp"), ("-m", "gdp", "--in", "浙江")),
        (("GDP", "exports", "丽水"), ("-m", "gdp", "-m", "exports", "--in", "丽水")),
        (("山区26县", "-p", "2023"), ("--in", "山区26县", "-p", "2023")),
    ],
)
def test_words_are_as_good_as_options(countycli: Program, arguments: tuple[str, ...], same_as: tuple[str, ...]) -> None:
    found, expected = (countycli("coverage", *its, "--json") for its in (arguments, same_as))
    assert (found.code, found.out) == (0, expected.out)


# By the program on the whole book


def test_what_a_county_has_is_what_show_lists(countycli: Program) -> None:
    rows = countycli("coverage", "龙泉", "--json").json["rows"]
    has = {(row["metric"], row["period"]) for row in rows if row["held"] not in (None, "target_only")}
    assert has == {(it["metric"], it["period"]) for it in countycli("show", "龙泉", "--json").json["observations"]}
    aims = {(row["metric"], row["period"]) for row in rows if row["held"] == "target_only"}
    assert aims <= {(it["metric"], it["period"]) for it in countycli("show", "龙泉", "--json").json["targets"]}


def test_what_its_neighbours_have_is_their_coverage(countycli: Program) -> None:
    rows = countycli("coverage", "龙泉", "--json").json["rows"]
    for scope in (LISHUI, ZHEJIANG):
        counts = {(it["metric"], it["period"]): (it["counties"], it["all"]) for it in rows if it["scope"] == scope}
        for it in countycli("coverage", "--in", scope, "--json").json["rows"]:
            assert counts.pop((it["metric"], it["period"])) == (it["counties"], it["all"])
        assert {count for count, _ in counts.values()} <= {0}


def test_what_a_county_lacks_is_said(countycli: Program, index: Index) -> None:
    rows = countycli("coverage", "龙泉", "--json").json["rows"]
    has = {row["metric"] for row in rows if row["held"]}
    names = {metric.id: metric.name_en for metric in index.metrics.main()}
    text = countycli("coverage", "龙泉").out
    lacked = [name for metric, name in names.items() if metric not in has and f"\n{name}  " in text]
    assert lacked
    for name in lacked:
        (line,) = [line for line in text.splitlines() if line.startswith(f"{name}  ")]
        assert "lacking" in line
        assert "of 90" in line


def test_rows_of_a_county_as_csv(countycli: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(countycli("coverage", "龙泉", "gdp", "-f", "csv").out)))
    assert {row["metric"] for row in rows} == {"gdp"}
    assert {row["held"] for row in rows} == {"", "figure"}


# The indicators that are listed


@pytest.mark.parametrize("scope", ["浙江", "丽水", "全国", "江苏"])
def test_screens_list_main_indicators_and_programs_get_all(countycli: Program, index: Index, scope: str) -> None:
    data = countycli("coverage", "--in", scope, "--json").json
    metrics = index.metrics.by_id({row["metric"] for row in data["rows"]})
    main = [metric for metric in metrics.values() if metric.main]
    assert 0 < len(main) < len(metrics)
    lines = countycli("coverage", "--in", scope).out.splitlines()
    listed = [metric for metric in metrics.values() if any(line.startswith(metric.name_en + "  ") for line in lines)]
    assert listed == main
    assert f"{len(metrics) - len(main)} more indicators with figures: --all lists them" in lines
    everything = countycli("coverage", "--in", scope, "--all").out
    assert all(metric.name_en in everything for metric in metrics.values())


def test_several_indicators_and_periods(countycli: Program) -> None:
    question = ("coverage", "-m", "gdp", "-m", "exports", "-p", "2023", "-p", "2022", "--in", "浙江")
    data = countycli(*question, "--json").json
    assert {(row["metric"], row["period"]) for row in data["rows"]} == {
        (metric, year) for metric in ("gdp", "exports") for year in ("2022", "2023")
    }
    assert [it["metric"] for it in data["missing_by_metric"]] == ["gdp", "exports"]
    assert data["missing"] == {"period": None, "counties": [], "regions": []}
    for it in data["missing_by_metric"]:
        (row,) = [row for row in data["rows"] if (row["metric"], row["period"]) == (it["metric"], it["period"])]
        assert len(it["counties"]) == row["all"] - row["counties"]


def test_a_column_for_each_period_asked_for(countycli: Program) -> None:
    text = countycli("coverage", "--in", "浙江", "-p", "2024Q1-Q3", "-p", "2023").out
    (header,) = [line for line in text.splitlines() if line.startswith("Indicator")]
    assert header.split("  ")[-2:] == ["2023", "Jan–Sep 2024"]
    assert "Other periods" not in text
