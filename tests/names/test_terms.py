"""The words that people type for indicators."""

from __future__ import annotations

import pytest
from conftest import ROOT, Program

from countycli.errors import AmbiguousError, NotFoundError
from countycli.index.ask.index import Index
from countycli.model.metric_terms import term_key
from countycli.model.naming import Tier
from countycli.names import similar_terms
from countycli.names.defined import find_metric

LINES = [line.split("\t") for line in (ROOT / "tests/data/terms.tsv").read_text("utf-8").splitlines() if line[0] != "#"]


def reached(index: Index, term: str) -> list[str]:
    try:
        return [find_metric(index, term).metric.id]
    except AmbiguousError as error:
        return [candidate.code for candidate in error.candidates]


@pytest.mark.parametrize(("term", "meant"), LINES, ids=[term for term, _ in LINES])
def test_a_term_reaches_what_it_means(index: Index, term: str, meant: str) -> None:
    assert reached(index, term) == meant.split()


def test_the_table_is_of_a_size() -> None:
    assert len({term for term, _ in LINES}) == len(LINES) > 350


def test_a_folded_form_belongs_to_one_metric(index: Index) -> None:
    """However a name is folded, it never becomes another indicator's."""
    for metric in index.metrics.by_id().values():
        for name in (metric.id, metric.name, metric.name_en, *metric.aliases):
            hits = index.names.hits("metric", term_key(name))
            assert {hit.id for hit in hits if hit.tier < Tier.LOOSE} == {metric.id}, name


@pytest.mark.parametrize("word", ["增长率", "增幅", "同比增长", "同比增速", "增长速度", "比上年增长", "增速（%）"])
def test_every_growth_is_found_by_each_word_for_growth(index: Index, word: str) -> None:
    for metric in index.metrics.by_id().values():
        if metric.name.endswith("增速"):
            assert find_metric(index, metric.name.removesuffix("增速") + word).metric == metric


@pytest.mark.parametrize("word", ["的比重", "比例", "的比例", "份额", "百分比"])
def test_every_share_is_found_by_each_word_for_a_share(index: Index, word: str) -> None:
    for metric in index.metrics.by_id().values():
        if metric.name.endswith("比重"):
            assert find_metric(index, metric.name.removesuffix("比重") + word).metric == metric


@pytest.mark.parametrize("form", ["the {}", "{} rate", "annual {}", "{} (%)", "year-on-year {}"])
def test_every_growth_is_found_in_english(index: Index, form: str) -> None:
    for metric in index.metrics.by_id().values():
        if metric.kind == "growth" and metric.name_en.endswith("growth"):
            assert find_metric(index, form.format(metric.name_en)).metric == metric


def test_growth_is_never_taken_for_the_amount_or_a_share(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similar_terms, "similar_metrics", lambda *_: ())  # what is like an unknown term isn't asked
    for metric in index.metrics.by_id().values():
        for wrong in ("增速", "占比"):
            try:
                found = find_metric(index, f"{metric.name}{wrong}").metric
            except NotFoundError:
                continue
            assert found != metric or metric.name.endswith(("增速", "比重")), metric.id


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ("常住人口", "“常住人口” taken as Resident population at year-end (resident_population); it may also mean"),
        ("fiscal revenue", "General public budget revenue (budget_revenue)"),
        ("人均可支配收入", "Per-head disposable income of rural residents (income_rural)"),
        ("GDP增长率", "“GDP增长率” taken as GDP growth (gdp_growth)"),
        ("elderly", "“elderly” taken as Share of people aged 65 and over (age_65_share)"),
    ],
)
def test_what_is_not_plain_is_told(countycli: Program, term: str, told: str) -> None:
    result = countycli("metrics", term)
    assert result.code == 0
    assert told in result.err
    assert [note["kind"] for note in countycli("metrics", term, "--json").json["notes"]][:1] == ["match"]


@pytest.mark.parametrize("term", ["gdp", "GDP", "GDP增速", "城镇化率", "population", "地区生产总值增速", "income"])
def test_what_is_plain_is_not_told(countycli: Program, term: str) -> None:
    assert countycli("metrics", term).err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("rank", "-m", "常住人口"),
        ("why", "丽水", "常住人口"),
        ("compare", "龙泉", "平阳", "-m", "常住人口"),
        ("coverage", "-m", "常住人口"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_every_answer_tells_how_a_word_was_understood(countycli: Program, arguments: tuple[str, ...]) -> None:
    assert "taken as Resident population at year-end (resident_population)" in countycli(*arguments).err


def test_a_word_that_several_share_lists_them(countycli: Program) -> None:
    result = countycli("rank", "--metric", "增速", "--json")
    assert (result.code, result.error["kind"]) == (4, "ambiguous")
    assert result.error["candidates"][0]["code"] == "gdp_growth"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gdp_grwoth", "gdp_growth"),
        ("gdp grow", "gdp_growth"),
        ("城镇化绿", "urbanization_rate"),
        ("城镇率", "urbanization_rate"),
        ("urbanisaton", "urbanization_rate"),
        ("urbnization", "urbanization_rate"),
        ("disposible income", "income"),
        ("retial sales", "retail_sales"),
        ("investmant", "fixed_investment"),
        ("elderley", "age_65_share"),
        ("老令化", "age_65_share"),
        ("社会消费零售总额", "retail_sales"),
        ("fiscal revenu", "fiscal_revenue"),
        ("财政收人", "fiscal_revenue"),
        ("可支配收人", "income"),
        ("进出口总值额", "trade"),
        ("固定资投资", "fixed_investment"),
        ("public revenue budget", "budget_revenue"),
        ("houshold size", "household_size"),
        ("years schooling", "mean_years_schooling"),
        ("文肓率", "illiteracy_rate"),
        ("规模工业", "scale_industrial_va"),
        ("第三次产业", "tertiary_va"),
        ("tourism income growth rat", "tourism_revenue_growth"),
    ],
)
def test_an_unknown_term_suggests_what_is_meant(index: Index, typed: str, meant: str) -> None:
    try:
        found = reached(index, typed)
    except NotFoundError as error:
        found = [candidate.code for candidate in error.candidates]
    assert meant in found


@pytest.mark.parametrize("nonsense", ["%", "of the", "（）", "的", "xyzzy", "龙泉", "!!!"])
def test_what_names_no_indicator_is_not_found(index: Index, nonsense: str) -> None:
    with pytest.raises(NotFoundError):
        find_metric(index, nonsense)


def test_no_term_is_the_name_of_a_place(index: Index) -> None:
    """Where a word may be either, an indicator would hide the place."""
    terms = {key for key, _, _ in index.names.keys("metric")}
    assert not {key for key, tier, _ in index.names.keys("place") if tier < Tier.FORMER} & terms


def test_a_term_in_another_form_is_told_from_a_place(countycli: Program) -> None:
    assert countycli("coverage", "GDP增长率").code == 0
    assert countycli("coverage", "龙泉", "GDP增长率").code == 0
    assert countycli("coverage", "收入", "--json").error["candidates"][0]["code"] == "income"


def test_show_takes_what_a_place_has_of_all_that_a_word_may_mean(countycli: Program) -> None:
    """A province has the people of the year's end and those of the census, a county only the latter."""
    for place, metrics in (("浙江", {"resident_population", "population"}), ("龙泉", {"population"})):
        result = countycli("show", place, "常住人口", "--json")
        assert {it["metric"] for it in result.json["observations"]} == metrics
        assert [note["kind"] for note in result.json["notes"]].count("match") == 1
