"""Pages of rankings: what stands between the counties, ties, gaps, marks, and who is left out."""

from __future__ import annotations

import re

import pytest
from conftest import Program

from countycli.render.wrap import cell_width

GROWTH = ("rank", "gdp_growth", "-p", "2023", "--in", "浙江")
GDP = ("rank", "gdp", "-p", "2023", "--in", "浙江")
CHANGE = ("rank", "gdp", "-p", "2021", "--since", "2020", "--in", "浙江")


def lines(program: Program, *arguments: str) -> list[str]:
    """The lines of the ranking alone, without what stands above and below."""
    text = program(*arguments, lang="en").out
    return text.split("\n\n")[1].splitlines()[1:]


def values(table: list[str]) -> list[float]:
    """The first number with decimals of each line, in the column of values."""
    found = (re.search(r"(?<= )[-+]?[\d,]+\.\d+", line) for line in table)
    return [float(match[0].replace(",", "")) for match in found if match]


def test_median_and_province_stand_at_their_place_among_growth_rates(countycli: Program) -> None:
    table = lines(countycli, *GROWTH, "--top", "100")
    answer = countycli(*GROWTH, "--json").json
    median = next(line for line in table if "Median of" in line)
    assert f"Median of {len(answer['rows'])}" in median
    (province,) = [line for line in table if "浙江省" in line]
    (reference,) = answer["references"]
    for line, value in ((median, answer["median"]), (province, reference["value"])):
        above = sum(row["value"] >= value for row in answer["rows"])
        ranked = [other for other in table[: table.index(line)] if re.match(r" *\d", other)]
        assert len(ranked) == above
    assert "For comparison" not in countycli(*GROWTH).out


def test_the_order_is_kept_where_the_smallest_come_first(countycli: Program) -> None:
    table = lines(countycli, *GROWTH, "--ascending", "--top", "100")
    rows = countycli(*GROWTH, "--ascending", "--json").json["rows"]
    median = next(number for number, line in enumerate(table) if "Median of" in line)
    assert sum(bool(re.match(r" *\d", line)) for line in table[:median]) == len(rows) // 2


def test_the_sum_of_all_counties_has_no_place_among_them(countycli: Program) -> None:
    table = lines(countycli, *GDP, "--top", "100")
    assert not [line for line in table if "浙江省" in line]
    assert [line for line in table if "Median of 74" in line]
    assert "For comparison" in countycli(*GDP).out


def test_the_change_of_a_region_has_a_place_among_changes(countycli: Program) -> None:
    arguments = ("rank", "population", "-p", "2020", "--since", "2010", "--in", "浙江", "--top", "100")
    (reference,) = countycli(*arguments, "--json").json["references"][:1]
    table = lines(countycli, *arguments)
    (province,) = [line for line in table if "浙江省" in line]
    assert f"{reference['change']:+.1f}" in province
    assert str(reference["since"]["source"]) in countycli(*arguments, "--json").json["sources"]
    assert values(table) == sorted(values(table), reverse=True)


def test_counties_that_are_not_shown_are_counted_where_they_would_stand(countycli: Program) -> None:
    """Shown counties, those of the gaps and those that follow are all that are ranked."""
    table = lines(countycli, *GDP, "--top", "5", "--mark", "龙泉")
    gaps = sum(int(match[1]) for line in table if (match := re.match(r" *(\d+) more$", line)))
    rank = int(next(match[1] for line in table if (match := re.match(r"> (\d+) ", line))))
    assert gaps == rank - 1 - 5
    median = next(number for number, line in enumerate(table) if "Median of" in line)
    assert re.search(r"\d more", table[median - 1])
    assert re.search(r"\d more", table[median + 1])


def test_equal_values_share_a_rank_that_shows_it(countycli: Program) -> None:
    ranks = [row["rank"] for row in countycli(*GROWTH, "--json").json["rows"]]
    shown = [match[1] for line in lines(countycli, *GROWTH, "--top", "100") if (match := re.match(r" *(\d+=?)", line))]
    assert shown == [f"{rank}=" if ranks.count(rank) > 1 else str(rank) for rank in ranks]
    assert "= behind a rank: shared by several counties" in countycli(*GROWTH).out
    assert "= behind a rank" not in countycli("rank", "gdp", "-p", "2023", "--in", "丽水").out


def test_marked_counties_bear_a_sign_and_a_style(countycli: Program) -> None:
    coloured = countycli(*GDP, "--mark", "龙泉", "--mark", "余杭", "--color", "always", "--width", "100").out
    found = [line for line in coloured.splitlines() if re.match(r"\x1b\[1;36m *>", line)]
    assert [name in line for line, name in zip(found, ("余杭区", "龙泉市"), strict=True)] == [True, True]
    assert "\x1b[2;36m█" in coloured  # bars of the others are quiet
    assert "\x1b[2;36m█" not in countycli(*GDP, "--color", "always", "--width", "100").out


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        (*GROWTH, "--mark", "龙泉"),
        (*GDP, "--mark", "龙泉"),
        ("rank", "gdp", "--in", "浙江", "--latest"),
        ("rank", "population", "--kind", "县级市"),
        ("rank", "gdp", "--in", "山区26县"),
    ],
)
def test_a_terminal_of_any_width_shows_bars_and_breaks_no_line(
    arguments: tuple[str, ...], lang: str, width: int, countycli: Program
) -> None:
    text = countycli(*arguments, "--color", "always", "--width", str(width), lang=lang).out
    plain = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert max(map(cell_width, plain.splitlines())) <= width
    fits = not (lang == "en" and width == 60 and "--latest" in arguments)  # beside a period there is no room for both
    assert (plain.count("█") > 20) == fits


def test_what_a_change_begins_with_goes_before_its_bar(countycli: Program) -> None:
    wide, narrow = (countycli(*CHANGE, "--color", "always", "--width", width).out for width in ("100", "72"))
    assert "█" in wide
    assert "█" in narrow
    assert "Left out at this width: Code, 2020 (" in narrow


def test_who_is_left_out_stands_in_a_table(countycli: Program) -> None:
    text = countycli(*GDP, lang="en").out
    block = next(block for block in text.split("\n\n") if block.startswith("Counties left out: "))
    answer = countycli(*GDP, "--json").json
    rows = block.splitlines()[1:-1]
    counts = [int(match[1]) for row in rows if (match := re.search(r"  +(\d+)  ", row))]
    assert sum(counts) == len(answer["excluded"])
    ends = {cell_width(match[0]) for row in rows if (match := re.search(r"^.*?  +\d+  ", row))}
    assert len(ends) == 1
    assert block.splitlines()[-1] == "--json lists all, with what each has instead"


def test_a_region_beside_changes_stands_with_the_period_of_its_value(countycli: Program) -> None:
    told = countycli("rank", "gdp", "-p", "2021", "--since", "2019", "--in", "浙江", lang="en").out
    (titles,) = (line.split() for line in told.splitlines() if line.startswith("For comparison"))
    assert titles == ["For", "comparison", "2021", "Status", "Source"]
