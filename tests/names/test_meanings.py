"""What typed names mean, by the table `tests/data/places.tsv`; and that what lists of candidates print can be typed."""

from __future__ import annotations

import csv

import pytest
from conftest import ROOT, Program

from countycli.errors import AmbiguousError, NotFoundError
from countycli.index.ask.index import Index
from countycli.model.period_text import parse_canonical
from countycli.names.resolve import resolve_place

TABLE = ROOT / "tests" / "data" / "places.tsv"


def _cases() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def _meant(index: Index, typed: str, period: str) -> tuple[list[str], list[str]]:
    """Codes and kinds of notes; none of either for what isn't found."""
    when = parse_canonical(period)
    try:
        match = resolve_place(index, typed, periods=[when] if when else [])
    except AmbiguousError as error:
        return sorted(candidate.code for candidate in error.candidates), []
    except NotFoundError:
        return [], []
    return [match.place.code], [note.kind for note in match.notes]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case['typed']}-{case['period']}")
def test_what_a_name_means(index: Index, case: dict[str, str]) -> None:
    assert _meant(index, case["typed"], case["period"]) == (case["codes"].split(), case["notes"].split())


@pytest.mark.parametrize("name", ["城区", "桥西区", "朝阳", "鼓楼", "江北区 -p 2010", "lq", "城关"])
def test_every_candidate_can_be_typed_as_it_is_listed(index: Index, countycli: Program, name: str) -> None:
    """By its code, and by what it lies in and its name."""
    typed, *options = name.split(" ")
    listed = countycli("why", typed, "population", *options, "--json", "--lang", "en").error["candidates"]
    assert len(listed) > 1
    for it in listed:
        path = it["where"].partition(", until")[0] + it["name"]
        found = [resolve_place(index, key).place.code for key in (it["code"], path)]
        assert found[0] == found[1]


@pytest.mark.parametrize("name", ["城区", "朝阳", "鼓楼", "lq", "巴州"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_hint_of_an_ambiguous_name_works(countycli: Program, name: str, language: str) -> None:
    """What the hint shows as an example is understood."""
    error = countycli("show", name, "--json", "--lang", language).error
    separator = {"zh": "：", "en": ": "}[language]
    example = error["hint"].partition(separator)[2]
    for typed in [example] if example else [it["name"] for it in error["candidates"]]:
        assert countycli("show", typed, "--json").code == 0


def test_a_group_is_no_county_but_is_known(countycli: Program) -> None:
    error = countycli("show", "山区26县", "--json", "--lang", "en").error
    assert error["kind"] == "not_found"
    assert "group" in error["message"]
    assert "`countycli groups shanqu26`" in error["hint"]


def test_who_bore_a_name_is_told_with_how_to_reach_it(countycli: Program) -> None:
    result = countycli("show", "江北区", "--json", "--lang", "en")
    assert result.json["county"]["code"] == "330205"
    (note,) = (it for it in result.json["notes"] if it["kind"] == "namesake")
    assert all(part in note["text"] for part in ("500105", "重庆市", "2025-11-06"))
    assert note["text"] in result.err
