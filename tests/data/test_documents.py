"""What documents yielded.

Of each, `documents.tsv` has the number of figures, targets and initiatives, as they were counted in it. What the
founding documents yielded is entered twice: `figures.tsv` was checked against them digit by digit.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from books import EIGHT, LONGQUAN, LONGYOU, PINGYANG, ZHEJIANG, closing_itself, compile_in_memory, small_dataset
from conftest import Program

from countycli.index.ask.index import Index
from countycli.model.period import Period
from countycli.model.records import Figure
from countycli.query.rank import RankRequest, rank

DOCUMENTS = (LONGQUAN, PINGYANG, EIGHT, ZHEJIANG, LONGYOU)
COUNTS = Path(__file__).parent / "documents.tsv"


def recorded_figures() -> list[tuple[str, ...]]:
    with (Path(__file__).parent / "figures.tsv").open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file, delimiter="\t")][1:]


@pytest.fixture(scope="module")
def founding(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The book as it began."""
    return closing_itself(Index(compile_in_memory(small_dataset(tmp_path_factory.mktemp("founding")))))


def printed(index: Index, document: str) -> list[Figure]:
    return [it for it in index.figures.observations_from(document) if not it.derived]


def counts(index: Index) -> set[str]:
    """A line for each document: its id, and how many figures, targets and initiatives the book has of it."""
    figures = Counter(figure.source for figure in index.figures.observations() if not figure.derived)
    targets = Counter(target.source for target in index.figures.targets())
    initiatives = Counter(initiative.source for initiative in index.documents.initiatives())
    documents = index.documents.by_id()
    return {f"{name}\t{figures[name]}\t{targets[name]}\t{initiatives[name]}" for name in documents}


def test_every_document_is_counted(index: Index) -> None:
    """Whoever adds a document counts what it gives, so that nothing is lost on the way into the book."""
    _, *recorded = COUNTS.read_text("utf-8").splitlines()
    assert recorded == sorted(recorded)
    assert len({line.split("\t")[0] for line in recorded}) == len(recorded)
    given = counts(index)
    missing, wrong = sorted(given - set(recorded)), sorted(set(recorded) - given)
    told = ["", "tests/data/documents.tsv: figures, targets and initiatives of a document, by its id."]
    told += ["Count them in the document; where the book has as many, add these lines in their order:", *missing]
    told += ["and take these out:", *wrong] if wrong else []
    assert not missing, "\n".join(told)
    assert not wrong, "\n".join(told)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_figure_is_what_was_checked(index: Index, document: str) -> None:
    places = {place.code: place.short for place in [*index.places.counties(), *index.places.regions()]}
    figures = [("observation", figure) for figure in printed(index, document)]
    figures += [("target", figure) for figure in index.figures.targets(source=document)]
    found = []
    for kind, it in figures:
        number = "-" if it.value is None else f"{it.bound or ''}{it.value:.{max(0, it.decimals)}f}"
        found.append((document, kind, places[it.county], it.metric, str(it.period), number, it.unit))
    assert Counter(found) == Counter(row for row in recorded_figures() if row[0] == document)


@pytest.mark.parametrize(
    ("county", "names"),
    [
        (
            "龙泉",
            "五大工业平台 产业链+链长制 双招双引 五大环境 千名干部驻千企 综合查一次 三清单一承诺 龙财通 万人双评议",
        ),
        ("义乌", "义支付 五色预警机制 大李祖共富联盟"),
        ("乐清", "提级支持、提级服务"),
    ],
)
def test_named_initiatives_are_there(countycli: Program, county: str, names: str) -> None:
    found = [it["name"] for it in countycli("show", county, "--json").json["initiatives"]]
    for name in names.split():
        assert any(name in one for one in found), name


def test_gdp_growth_of_nine_months_2024(founding: Index) -> None:
    answer = rank(founding, RankRequest(("gdp_growth",), (Period.of_months(2024, 1, 9),)))
    ranked = [(row.place.name, row.headline.figure.value) for row in answer.rows]
    assert ranked == [("衢江区", 11.6), ("松阳县", 7.5), ("义乌市", 7.3), ("上虞区", 6.8), ("平阳县", 6.5)]
    reasons = {str(it.name): it.reason for it in answer.excluded}
    assert len(reasons) == 85
    assert reasons["龙泉市"] == "other_period"
    assert reasons["瑞安市"] == "no_figure"


def test_story_of_the_garbled_figure(countycli: Program) -> None:
    """The communique has 711.81, which the copy of an article prints as 711的GDP8億元."""
    observation = countycli("why", "平阳", "gdp", "--period", "2023", "--json").json["observation"]
    assert observation["value"] == 711.81
    (garbled,) = [it for it in observation["rivals"] if it["source"] == PINGYANG]
    assert (garbled["value"], garbled["printed"]) == (711.8, "711的GDP8億元")
    assert "统计公报" in garbled["note"]


@pytest.mark.parametrize(
    "county", ["龙泉", "平阳", "义乌", "衢江", "松阳", "瑞安", "上虞", "余杭", "乐清", "龙游", "柯城", "柯桥"]
)
def test_founding_counties_have_an_answer(countycli: Program, county: str) -> None:
    answer = countycli("show", county, "--json").json
    assert answer["observations"] or any(note["kind"] == "gap" for note in answer["notes"])
