"""The recomputation is independent of the program, agrees with it on a small book, and tells planted faults."""

from __future__ import annotations

import ast
import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from books import Book, aimed, observed
from conftest import ROOT, Program, clean_environment

from countycli.index import store

TOOLS = ROOT / "tools"
sys.path.insert(0, str(TOOLS))

import recompute  # noqa: E402 (its folder is named just above)
from recomputation.figures import Figures  # noqa: E402
from recomputation.program import Answer, CommandLine, running  # noqa: E402
from recomputation.reading import read  # noqa: E402

LONGQUAN, YIWU, PINGYANG, SONGYANG, QUJIANG, LISHUI, ZHEJIANG = (
    *("331181", "330782", "330326", "331124", "330803"),
    *("331100", "330000"),
)
YUHUAN_COUNTY = "331021"  # 玉环市 since 2017
QINGYUAN = "331126"
SHANGHAI = "310000"
DISTRICTS = {"310104": "徐汇", "310105": "长宁", "310107": "普陀", "310109": "虹口", "310110": "杨浦"}
DOUBTFUL = '{ value = 9.6, doubtful = true, note = "A tenth of its neighbours." }'
EVERYTHING = recompute.Sample("1", 1.0)

EXPORT = ("data", "export")

Edit = Callable[[Any], None]


class Recorded:
    """A small book with something of each kind, and what the program answers to all that is asked of it."""

    def __init__(self, folder: Path) -> None:
        book = _small_book(folder)
        self.figures = Figures(read(book.folder))
        self.answers: dict[CommandLine, Answer] = {}
        self.exported = folder / "exported"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
            patch.setattr(store, "dataset_root", lambda: book.folder)
            self.report = recompute.compare(self.figures, self._record, EVERYTHING)

    def _record(self, lines: Iterable[CommandLine]) -> Iterator[Answer]:
        countycli = Program()
        for line in lines:
            result = countycli(*line, "--no-user-data")
            self.answers[_asked(line)] = Answer(result.code, result.out, result.err)
            if line[:2] == EXPORT:
                shutil.copytree(line[-1], self.exported)
            yield self.answers[_asked(line)]

    def damaged(self, command: str, edit: Edit) -> list[str]:
        """What is told where the answers to a command are changed: JSON, or the rows of figures of an export."""

        def ask(lines: Iterable[CommandLine]) -> Iterator[Answer]:
            for line in lines:
                answer = self.answers[_asked(line)]
                if line[:2] == EXPORT:
                    shutil.copytree(self.exported, line[-1])
                    _edit_rows(Path(line[-1]) / "observations.csv", edit if command == "data" else _nothing)
                elif line[0] == command and not answer.code:
                    answer = answer._replace(out=_edited(answer.out, edit))
                yield answer

        return [str(it) for it in recompute.compare(self.figures, ask, EVERYTHING).differences]


def _small_book(folder: Path) -> Book:
    book = Book(folder)
    book.define("regions.toml", _defined("regions", SHANGHAI, "上海", "市", "直辖市", 'level = "province"'))
    for code, name in DISTRICTS.items():
        book.define("counties.toml", _defined("counties", code, name, "区", "市辖区", f'province = "{SHANGHAI}"'))
    beds = (observed(code, "2023", retail_sales=number * 100) for number, code in enumerate(DISTRICTS, 1))
    book.write("2024-02-28-f", observed(LONGQUAN, "2023", retail_sales=250), *beds, published="2024-02-28")
    book.write(
        "2025-01-31-a",
        observed(ZHEJIANG, "2024", gdp=90131, gdp_growth=5.5),
        observed(LISHUI, "2024", gdp=2181.18, gdp_growth=6.6),
        observed(LONGQUAN, "2024", gdp=190.5, gdp_growth=6.5, resident_population=24.9),
        observed(YIWU, "2024", gdp='{ value = 25035000, unit = "万元" }', gdp_growth=8),
        observed(PINGYANG, "2024", gdp=711.8, gdp_growth=8),
        observed(
            SONGYANG, "2024", gdp='{ value = 150, bound = ">=" }', gdp_growth='{ value = 5, status = "estimate" }'
        ),
        observed(QUJIANG, "2023", gdp=300),
        observed(QINGYUAN, "2024", gdp=DOUBTFUL, resident_population=14),
        observed(PINGYANG, "2024", resident_population=86.3, budget_revenue=DOUBTFUL),
        observed(YUHUAN_COUNTY, "2016", gdp=465),
        observed(LONGQUAN, "2024", retail_sales=275),
        *(observed(QUJIANG, year, exports=value) for year, value in (("2021", 20), ("2024", 25))),
    )
    book.write("2025-05-31-e", observed(YIWU, "2024", gdp=DOUBTFUL), published="2025-05-31")
    aims = aimed(LONGQUAN, "2024", gdp=180, gdp_growth='{ value = 7, bound = ">=" }', budget_revenue=20)
    book.write(
        "2024-01-31-d", aims, aimed(QUJIANG, "2030", gdp=500), aimed(QINGYUAN, "2024", gdp=90), published="2024-01-31"
    )
    book.write("2025-03-31-b", observed(PINGYANG, "2024", gdp=711.81), access="copy", published="2025-03-31")
    book.write("2025-04-30-c", observed(YIWU, "2024", gdp=2490.1), access="press", published="2025-04-30")
    return book


def _defined(part: str, code: str, short: str, ending: str, kind: str, belongs: str) -> str:
    names = f'name = "{short}{ending}"\nshort = "{short}"\ntraditional = "{short}{ending}"\npinyin = "shang hai"'
    return f'[[{part}]]\ncode = "{code}"\nkind = "{kind}"\n{names}\n{belongs}'


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    return Recorded(tmp_path_factory.mktemp("recomputed"))


def _asked(line: CommandLine) -> CommandLine:
    """A command line; of an export without the folder, which is another each time."""
    return line[:-1] if line[:2] == EXPORT else line


def _nothing(_: Any) -> None:
    """Changes nothing."""


def _edited(out: str, edit: Edit) -> str:
    content = json.loads(out)
    edit(content)
    return json.dumps(content, ensure_ascii=False)


def _edit_rows(path: Path, edit: Edit) -> None:
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    edit(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_nothing_of_the_program_is_imported() -> None:
    files = [TOOLS / "recompute.py", *(TOOLS / "recomputation").glob("*.py")]
    assert len(files) > 10
    for path in files:
        names = {
            name
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [it.name for it in node.names])
        }
        assert not {it for it in names if it.split(".")[0] in ("countycli", "importlib")}, path


def test_nothing_of_the_program_is_loaded() -> None:
    script = f"import sys; sys.path.insert(0, {str(TOOLS)!r}); import recompute; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, env=clean_environment(), check=True)
    assert not [it for it in done.stdout.decode().split() if it.startswith("countycli.") or it == "countycli"]


@pytest.mark.no_cover
def test_both_sides_agree_on_a_small_book(recorded: Recorded) -> None:
    assert [str(it) for it in recorded.report.differences] == []
    kinds = (
        "figures",
        "derived",
        "targets",
        "coverages",
        "rankings",
        "rows",
        "headlines",
        "followings",
        "former",
        "chains",
    )
    assert {it for it, count in recorded.report.counts.items() if count} == {*kinds}
    assert recorded.report.counts["derived"] >= 5
    assert recorded.report.counts["targets"] == 5


def test_answers_as_they_were_recorded_are_without_differences(recorded: Recorded) -> None:
    assert recorded.damaged("", _nothing) == []


def _row(rows: list[Any], **wanted: str) -> Any:
    return next(it for it in rows if all(it[key] == value for key, value in wanted.items()))


def _of(answer: Any, code: str, part: str = "rows") -> Any:
    return next((it for it in answer[part] if it["county"]["code"] == code), None)


def damage_a_value(rows: Any) -> None:
    _row(rows, county_code=YIWU, metric="gdp", decimals="4")["value"] = "25035"


def damage_a_status(rows: Any) -> None:
    _row(rows, county_code=SONGYANG, metric="gdp_growth")["status"] = "actual"


def damage_a_headline(rows: Any) -> None:
    for it in rows:
        if it["county_code"] == PINGYANG and it["metric"] == "gdp":
            it["headline"] = "false" if it["headline"] == "true" else "true"


def round_otherwise(rows: Any) -> None:
    _row(rows, county_code=LONGQUAN, metric="gdp_per_capita")["value"] = "76507"


def lose_a_figure(rows: Any) -> None:
    rows.remove(_row(rows, county_code=LISHUI, metric="gdp"))


def _is_national(answer: Any) -> bool:
    scope = answer["scope"]
    whole = scope["kind"] == "all" and "kinds" not in scope
    return bool(whole and answer["metric"]["id"] == "gdp" and answer["period"] == "2024")


def exchange_ranks(answer: Any) -> None:
    if _is_national(answer):
        first, second, *_ = answer["rows"]
        first["rank"], second["rank"] = second["rank"], first["rank"]


def exchange_rows(answer: Any) -> None:
    if _is_national(answer):
        answer["rows"][:2] = reversed(answer["rows"][:2])


def break_a_tie(answer: Any) -> None:
    for it in answer["rows"]:
        if (it["metric"], it["rank"], it["county"]["code"]) == ("gdp_growth", 1, YIWU):
            it["rank"] = 2


def rank_a_bound(answer: Any) -> None:
    it = _of(answer, SONGYANG, "excluded")
    if it and it["reason"] == "bound":
        answer["excluded"].remove(it)


def give_another_reason(answer: Any) -> None:
    it = _of(answer, QUJIANG, "excluded")
    if it and it["reason"] == "other_period":
        it["reason"] = "no_figure"


def hide_a_dispute(answer: Any) -> None:
    for it in answer["observations"]:
        it["disputed"] = False


def lose_a_rival(answer: Any) -> None:
    for it in answer["observations"]:
        it["rivals"] = [rival for rival in it["rivals"] if rival["source"] != "2025-01-31-a"]


def meet_a_target(answer: Any) -> None:
    for it in answer["rows"]:
        if it["metric"] == "gdp_growth":
            it["state"] = "met"


def count_one_more(answer: Any) -> None:
    for it in answer["rows"]:
        if (it["metric"], it["period"]) == ("gdp", "2024"):
            it["counties"] += 1


def count_one_less(answer: Any) -> None:
    for it in answer["rows"]:
        if (it["metric"], it["period"]) == ("gdp", "2024"):
            it["rankable"] -= 1


def rank_what_is_doubtful(answer: Any) -> None:
    it = _of(answer, QINGYUAN, "excluded")
    if it and it["reason"] == "doubtful":
        it["reason"] = "no_figure"


def shift_the_middle(answer: Any) -> None:
    if answer["median"] is not None:
        answer["median"] += 1


def lose_a_rank_in_a_province(answer: Any) -> None:
    for it in answer["rows"]:
        it.pop("rank_in_province", None)


def count_another_kind(answer: Any) -> None:
    if answer["scope"].get("kinds") == ["市辖区"]:
        answer["scope"]["counties"] += 1


def rank_higher_in_the_province(answer: Any) -> None:
    for it in answer["observations"]:
        if it["rank_in_province"]:
            it["rank_in_province"]["rank"] += 1


def forget_the_kind(answer: Any) -> None:
    for it in answer["observations"]:
        it["rank_in_kind"] = None


def name_another_input(answer: Any) -> None:
    for it in answer["inputs"]:
        if it["metric"] == "resident_population":
            it["value"] = 24.8


def lose_a_change(answer: Any) -> None:
    for it in answer["rows"]:
        it["change"] = None


def change_by_more(answer: Any) -> None:
    for it in answer["rows"]:
        if it["change"]:
            it["change"]["value"] += 0.1


def fill_a_gap(answer: Any) -> None:
    for it in answer["rows"]:
        it["gap"] = it["gap"] and False


def tell_no_reason(answer: Any) -> None:
    for it in answer["rows"]:
        it["no_change"] = None


def stretch_a_difference(answer: Any) -> None:
    for it in answer["observations"]:
        for beside in it["benchmarks"]:
            if beside["difference"] is not None:
                beside["difference"] += 0.1


@pytest.mark.parametrize(
    ("command", "edit", "told"),
    [
        ("data", damage_a_value, f"figure: {YIWU} gdp 2024: value: program 25035, recomputed 2503.5000"),
        ("data", damage_a_status, f"figure: {SONGYANG} gdp_growth 2024: status: program actual, recomputed estimate"),
        ("data", damage_a_headline, f"figure: {PINGYANG} gdp 2024: headline: program true, recomputed false"),
        ("data", round_otherwise, f"figure: {LONGQUAN} gdp_per_capita 2024: value: program 76507, recomputed 76506"),
        ("data", lose_a_figure, f"figure: {LISHUI} gdp 2024: there: program nothing, recomputed 2025-01-31-a"),
        ("rank", exchange_ranks, f"ranked: {YIWU} gdp 2024: rank: program 2, recomputed 1"),
        ("rank", exchange_rows, "rank: gdp 2024: order: program ["),
        ("rank", break_a_tie, f"ranked: {YIWU} gdp_growth 2024: rank: program 2, recomputed 1"),
        ("rank", rank_a_bound, f"excluded: {SONGYANG} gdp 2024: reason: program nothing, recomputed bound"),
        (
            "rank",
            give_another_reason,
            f"excluded: {QUJIANG} gdp 2024: reason: program no_figure",
        ),
        (
            "rank",
            rank_what_is_doubtful,
            f"excluded: {QINGYUAN} gdp 2024: reason: program no_figure, recomputed doubtful",
        ),
        ("rank", shift_the_middle, "rank: retail_sales 2023: median: program 276, recomputed 275"),
        ("rank", lose_a_rank_in_a_province, "ranked: 310110 retail_sales 2023: rank_in_province: program nothing"),
        ("rank", count_another_kind, "rank: 市辖区 retail_sales 2023: counties: program "),
        ("show", rank_higher_in_the_province, "show: 310110 retail_sales 2023: rank_in_province: program {'rank': 2"),
        (
            "show",
            forget_the_kind,
            "show: 310104 retail_sales 2023: rank_in_kind: program nothing, recomputed {'rank': 5",
        ),
        ("show", hide_a_dispute, f"show: {YIWU} gdp 2024: disputed: program False, recomputed True"),
        ("show", lose_a_rival, f"show: {PINGYANG} gdp 2024: rivals: program []"),
        ("show", stretch_a_difference, f"show: {LONGQUAN} gdp_growth 2024: benchmarks: program ["),
        (
            "targets",
            meet_a_target,
            f"target: {LONGQUAN} gdp_growth 2024 2024-01-31-d: state: program met",
        ),
        ("trend", lose_a_change, f"trend: {LONGQUAN} retail_sales 2024: since: program nothing, recomputed 2023"),
        ("trend", lose_a_change, f"trend: {LONGQUAN} retail_sales 2024: change: program nothing, recomputed 10"),
        ("trend", change_by_more, f"trend: {LONGQUAN} retail_sales 2024: change: program 10.1, recomputed 10"),
        ("trend", fill_a_gap, f"trend: {QUJIANG} exports 2024: gap: program False, recomputed True"),
        ("trend", tell_no_reason, f"trend: {QINGYUAN} gdp 2024: no_change: program nothing, recomputed doubtful"),
        ("coverage", count_one_more, "coverage: gdp 2024: counties: program 6, recomputed 5"),
        ("coverage", count_one_less, "coverage: gdp 2024: rankable: program 2, recomputed 3"),
        ("why", name_another_input, f"why: {LONGQUAN} gdp_per_capita 2024: inputs: program ["),
    ],
    ids=lambda it: getattr(it, "__name__", None),
)
def test_a_planted_fault_is_told(recorded: Recorded, command: str, edit: Edit, told: str) -> None:
    found = recorded.damaged(command, edit)
    assert [it for it in found if it.startswith(told)], found


def test_a_sample_has_something_of_each_trait_and_keeps_what_it_had_when_more_comes() -> None:
    sample = recompute.Sample("1", 0.05)
    few, many = (sample.of(range(count), lambda number: [number % 7]) for count in (500, 1000))
    assert {number % 7 for number in many} == {*range(7)}
    assert 25 < len(many) < 90
    drawn = {*sample.of(range(500), lambda _: ())}
    assert drawn <= {*few}
    assert drawn <= {*many}
    assert {*recompute.Sample("2", 0.05).of(range(500), lambda _: ())} != drawn
    assert len(EVERYTHING.of(range(500))) == 500


def test_a_service_answers_many_command_lines_in_their_order() -> None:
    lines = [("data", "info", "--json"), ("show", "no such place", "--json"), ("metrics", "gdp", "--json")] * 3
    with running(2) as ask:
        answers = list(ask(lines))
    assert [it.code for it in answers] == [0, 3, 0] * 3
    assert "no such place" in answers[1].err
    assert answers[8].json["rows"][0]["id"] == "gdp"
