"""`show` narrowed to indicators, topics and periods: what is left is what it shows without, in every format."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from countycli.model.period_text import parse_canonical
from countycli.query import Extent
from countycli.query.show import ShowRequest, show

if TYPE_CHECKING:
    from conftest import Program

    from countycli.index.ask.index import Index

Data = dict[str, Any]
PLACES = ("龙泉", "义乌", "浙江", "柯桥", "拱墅")
# Arguments, and the ids of metrics, topics and periods that must fit.
NARROWED: dict[str, tuple[tuple[str, ...], Data]] = {
    "one indicator": (("gdp",), {"metrics": {"gdp"}}),
    "several indicators": (("gdp", "GDP增速", "population"), {"metrics": {"gdp", "gdp_growth", "population"}}),
    "the same twice": (("gdp", "GDP"), {"metrics": {"gdp"}}),
    "a topic": (("--topic", "population"), {"topics": {"population"}}),
    "topics by their names": (("-t", "人口", "-t", "Economy"), {"topics": {"population", "economy"}}),
    "a period": (("-p", "2020"), {"periods": {"2020"}}),
    "periods": (("--period", "2020", "-p", "2010年"), {"periods": {"2020", "2010"}}),
    "indicator and period": (("population", "-p", "2020"), {"metrics": {"population"}, "periods": {"2020"}}),
    "topic and period": (("-t", "population", "-p", "2010"), {"topics": {"population"}, "periods": {"2010"}}),
    "indicators of a topic": (("gdp", "population", "-t", "人口"), {"metrics": {"population"}}),
}
EVERY = pytest.mark.parametrize(("arguments", "wanted"), NARROWED.values(), ids=NARROWED)


def fits(it: Data, wanted: Data, topics: dict[str, str]) -> bool:
    return (
        it["metric"] in wanted.get("metrics", {it["metric"]})
        and topics[it["metric"]] in wanted.get("topics", {topics[it["metric"]]})
        and it["period"] in wanted.get("periods", {it["period"]})
    )


@pytest.fixture(scope="module")
def topics(index: Index) -> dict[str, str]:
    return {metric.id: metric.topic for metric in index.metrics.by_id().values()}


@pytest.fixture(scope="module")
def main(index: Index) -> set[str]:
    return {metric.id for metric in index.metrics.by_id().values() if metric.main}


@pytest.fixture(scope="module")
def whole(countycli: Program) -> dict[str, Data]:
    return {place: countycli("show", place, "--json").json for place in PLACES}


def alike(rows: list[Data], main: set[str]) -> list[Data]:
    """Rows without what only a narrower question tells: the ranks of figures that are not of a main indicator."""
    ranks = ("rank_in_province", "rank_in_kind")
    return [row if row["metric"] in main else {key: row[key] for key in row if key not in ranks} for row in rows]


@EVERY
@pytest.mark.parametrize("place", PLACES)
def test_what_is_left_is_what_fits(
    place: str,
    arguments: tuple[str, ...],
    wanted: Data,
    countycli: Program,
    whole: dict[str, Data],
    topics: dict[str, str],
    main: set[str],
) -> None:
    everything = whole[place]
    result = countycli("show", place, *arguments, "--json")
    left = {part: [it for it in everything[part] if fits(it, wanted, topics)] for part in ("observations", "targets")}
    former = [it for unit in everything["former"] for it in unit["observations"] if fits(it, wanted, topics)]
    if not any((*left.values(), former)):
        assert result.code == (3 if set(wanted) != {"periods"} else result.code)
        return
    answer = result.json
    assert {part: alike(answer[part], main) for part in left} == {
        part: alike(rows, main) for part, rows in left.items()
    }
    assert [it for unit in answer["former"] for it in unit["observations"]] == former
    assert answer["county"] == everything["county"]
    assert answer["sources"].keys() <= everything["sources"].keys()


@EVERY
def test_every_format_is_narrowed(arguments: tuple[str, ...], wanted: Data, countycli: Program) -> None:
    data = countycli("show", "义乌", *arguments, "--json").json
    expected = len(data["observations"]) + len(data["targets"])
    assert expected
    assert len(list(csv.DictReader(io.StringIO(countycli("show", "义乌", *arguments, "-f", "csv").out)))) == expected
    assert countycli("show", "义乌", *arguments, "-f", "jsonl").out.count("\n") == expected


def test_the_query_is_told_as_understood(countycli: Program) -> None:
    query = countycli("show", "义乌", "GDP", "-t", "经济总量", "-p", "2023年", "-p", "2022", "--json").json["query"]
    assert (query["metrics"], query["topics"], query["periods"]) == (["gdp"], ["economy"], ["2023", "2022"])
    query = countycli("show", "义乌", "--json").json["query"]
    assert (query["metrics"], query["topics"], query["periods"]) == ([], [], [])


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [((), True), (("gdp",), False), (("-t", "economy"), False), (("gdp", "-p", "2025"), False), (("-p", "2025"), True)],
)
def test_initiatives_go_with_their_year(arguments: tuple[str, ...], kept: bool, countycli: Program) -> None:
    everything = countycli("show", "松阳", "--json").json["initiatives"]
    result = countycli("show", "松阳", *arguments, "--json")
    initiatives = result.json["initiatives"] if result.code == 0 else []
    expected = [it for it in everything if not arguments or it["year"] == 2025] if kept else []
    assert initiatives == expected
    assert bool(initiatives) == kept


@pytest.mark.parametrize(("place", "word"), [("义乌", "增速"), ("浙江", "income"), ("浙江", "收入")])
def test_a_word_that_several_indicators_share_shows_all_of_them(place: str, word: str, countycli: Program) -> None:
    assert len(shown_for_a_shared_word(countycli, place, word)) > 1


def test_a_word_that_several_indicators_share_shows_the_only_one_that_a_place_has(frozen: Program) -> None:
    assert shown_for_a_shared_word(frozen, "柯桥", "常住人口") == {"population"}


def shown_for_a_shared_word(program: Program, place: str, word: str) -> set[str]:
    """The indicators that are shown, of those that are asked for and named."""
    result = program("show", place, word, "--json")
    metrics = {it["metric"] for it in (*result.json["observations"], *result.json["targets"])}
    assert len(result.json["query"]["metrics"]) > 1
    assert metrics <= set(result.json["query"]["metrics"])
    (note,) = [it["text"] for it in result.json["notes"] if it["kind"] == "match"]
    assert word in note
    assert [it for it in metrics if f"({it})" not in note] == []
    assert note in result.err
    everything = program("show", place, "--json").json
    asked = set(result.json["query"]["metrics"])
    assert [it for it in everything["observations"] if it["metric"] in asked] == result.json["observations"]
    return metrics


def test_how_a_word_was_understood_is_said(countycli: Program) -> None:
    result = countycli("show", "义乌", "elderly", "--json")
    assert {it["metric"] for it in result.json["observations"]} == {"age_65_share"}
    assert "elderly" in result.err


def test_the_newest_periods_are_counted_among_what_is_asked_for(index: Index) -> None:
    whole = show(index, ShowRequest("义乌", metrics=("gdp", "exports")))
    part = show(index, ShowRequest("义乌", metrics=("gdp", "exports"), extent=Extent(periods=2)))
    assert 0 < len(part.observations) < len(whole.observations)
    assert part.earlier == len(whole.observations) - len(part.observations)
    periods = tuple(sorted({it.figure.period for it in whole.observations}))
    assert show(index, ShowRequest("义乌", metrics=("gdp",), periods=periods, extent=Extent(periods=1))).earlier == 0


# What is typed, and what message, hint or candidates must name.
NOTHING = {
    "period": (("gdp", "-p", "1999"), ("1999", "gdp", "2023")),
    "period alone": (("-p", "1999"), ("1999", "2023")),
    "indicator of another topic": (("gdp", "-t", "population"), ("Population", "Economy")),
    "unknown topic": (("-t", "nothing"), ("nothing", "economy")),
    "unknown indicator": (("gdp_grwth",), ("gdp_grwth", "gdp_growth")),
    "a period as an indicator": (("2024",), ("--period 2024",)),
    "a place as an indicator": (("平阳",), ("compare 330782 平阳",)),
}


@pytest.mark.parametrize(("arguments", "named"), NOTHING.values(), ids=NOTHING)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_nothing_is_left_it_says_what_there_is(
    arguments: tuple[str, ...], named: tuple[str, ...], lang: str, countycli: Program
) -> None:
    result = countycli("show", "义乌", *arguments, lang=lang)
    assert (result.code, result.out) == (3, "")
    if lang == "en":
        assert [name for name in named if name not in result.err] == []


def test_an_indicator_that_the_place_lacks(countycli: Program, index: Index) -> None:
    codes = index.places.parts_of("330782")
    held = {it.metric for it in index.holdings.of(codes)} | {it.metric for it in index.figures.targets(codes)}
    lacking = next(metric for metric in index.metrics.by_id() if metric not in held)
    result = countycli("show", "义乌", lacking, "--json")
    assert (result.code, result.error["kind"]) == (3, "not_found")
    assert "countycli show 330782" in result.error["hint"]
    assert {it["code"] for it in result.error["candidates"]} <= held
    assert result.error["candidates"]


def test_what_is_missing_beside_the_rest_is_said(countycli: Program) -> None:
    result = countycli("show", "义乌", "gdp", "-p", "2023", "-p", "1999", "--json")
    assert "1999" in result.err
    assert [it["kind"] for it in result.json["notes"] if "1999" in it["text"]] == ["missing"]


def test_periods_of_its_time_ask_for_a_former_unit(index: Index) -> None:
    when = parse_canonical("2020")
    assert when
    report = show(index, ShowRequest("下城区", metrics=("population",), periods=(when,)))
    assert [it.figure.value for it in report.observations] == [485849]


@pytest.mark.parametrize("words", [("long", "quan"), ("温州", "平阳"), ("yi", "wu")])
def test_a_name_in_several_words_is_to_be_quoted(words: tuple[str, ...], countycli: Program) -> None:
    result = countycli("show", *words, "--json")
    assert result.code in (3, 4)
    line = result.error["hint"].partition("`")[2].strip("`")
    assert line == f'countycli show "{" ".join(words)}"'
    assert countycli("show", " ".join(words)).code in (0, 4)


def test_an_id_that_is_also_a_word_of_every_day_stands_for_all_that_the_word_means(countycli: Program) -> None:
    """`income` is the id of the income of all residents; who has none of that has those of town and country."""
    result = countycli("show", "奉化", "income", "--json")
    found = {it["metric"] for it in result.json["observations"]}
    assert {"income_urban", "income_rural"} <= found
    (note,) = (it["text"] for it in result.json["notes"] if it["kind"] == "match")
    assert "income_urban" in note


def test_how_a_term_was_taken_is_told(countycli: Program) -> None:
    result = countycli("show", "龙泉", "GDP增长率", "--json")
    assert {it["metric"] for it in result.json["observations"]} == {"gdp_growth"}
    assert "gdp_growth" in result.err
