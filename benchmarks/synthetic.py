"""A dataset of the real shape with as many random figures as wanted: `python benchmarks/synthetic.py FOLDER`.

The registry, metrics and groups are the real ones. Figures, documents, targets and initiatives are drawn at random,
the same ones for the same seed, plausible enough to pass `countycli data check`:

- `tables/`: a yearbook a year, of `--metrics` metrics for every place that existed in that year (default: 30 metrics,
  20 years, 1.7 million figures of counties, those of regions beside them);
- `documents/`: communiques of single counties with figures that differ a little from the yearbook's, targets, and
  initiatives in the words of the real ones, in the bundled book's proportion to its figures.

`--times 10` makes ten times that of the same places: by months from January on, then by a second source of each.
`--counties 300` gives figures to so many counties only: against the whole it shows what the size of the book costs an
answer that stays the same.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tomllib
from collections import defaultdict
from itertools import islice, product
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

DATA = Path(__file__).parents[1] / "data"
COUNTRY = "000000"
ALWAYS = ("331181", "331125")  # 龙泉 and 云和: the counties that benchmarks ask about
LAST_YEAR = 2025
# As in the bundled book.
FIGURES_PER_DOCUMENT = 500
# Cumulated months, in the order in which statistics are most published by them.
MONTHS = (12, 9, 6, 3, 11, 10, 8, 7, 5, 4, 2)
# What comes first: censuses and communiques have these.
FIRST = (
    "population", "population_male", "population_female", "urban_population", "rural_population", "gdp",
    "primary_va", "secondary_va", "tertiary_va", "gdp_growth", "resident_population", "registered_population",
    "budget_revenue", "budget_revenue_growth", "fixed_investment_growth", "scale_industrial_va_growth",
    "retail_sales", "retail_sales_growth", "income_urban", "income_rural", "tertiary_va_growth",
    "secondary_va_growth", "primary_va_growth", "fiscal_revenue", "budget_expenditure", "age_65_share",
    "mean_years_schooling", "housing_area_per_capita", "family_households", "deposits", "loans",
    "income_urban_growth", "income_rural_growth", "electricity_consumption", "tourists", "tourism_revenue", "trade",
    "exports", "imports", "agri_output",
)  # fmt: skip
# A whole and its parts, which add up: the share of each but the last one.
PARTS = (
    ("population", (("population_male", 0.51), ("population_female", 0))),
    ("population", (("urban_population", 0.6), ("rural_population", 0))),
    ("gdp", (("primary_va", 0.1), ("secondary_va", 0.4), ("tertiary_va", 0))),
    ("trade", (("exports", 0.6), ("imports", 0))),
)
# Quotients of others and shares of a whole, which random figures would contradict.
NEVER = ("sex_ratio", "income_ratio", "gdp_per_capita_registered", "age_0_14_share", "age_15_64_share")
ENOUGH = 1e5  # what the range of a sum over the nation must hold at least
LEAST = 200  # of a level, in units of its last decimal: less would jump
FEWEST = 20  # of which growth is calculated, in the same units
MOST_RISE = 50

Row = list[int | None]  # by metric, in units of the last decimal


class Place(NamedTuple):
    code: str
    name: str
    short: str
    pinyin: str
    level: str
    parent: str | None
    since: str
    until: str

    def existed(self, year: int) -> bool:
        return self.since <= f"{year}-12-31" < self.until


class Metric(NamedTuple):
    id: str
    kind: str
    unit: str
    decimals: int
    low: float
    high: float
    adds_up: bool

    @property
    def is_growth(self) -> bool:
        return self.id.endswith("_growth")

    def fit(self, value: float) -> int:
        """A plausible value near `value`."""
        return round(min(max(value, self.low), self.high) * 10.0**self.decimals)

    def write(self, value: int) -> str:
        return f"{value / 10.0**self.decimals:.{self.decimals}f}"


class Edition(NamedTuple):
    """A source of a year's figures from January on; `rival` is 0 for the first source of a period."""

    year: int
    months: int
    rival: int

    @property
    def period(self) -> str:
        return str(self.year) if self.months == 12 else f"{self.year}-01/{self.year}-{self.months:02d}"

    @property
    def name(self) -> str:
        return f"{self.year + 1}-11-01-tongjiju-yearbook-{self.year}-{self.months:02d}-{self.rival}"


class World(NamedTuple):
    """What figures are made of; `positions` are those of metrics in a row."""

    chance: random.Random
    places: dict[str, Place]
    counties: frozenset[str]  # those that have figures
    metrics: tuple[Metric, ...]
    positions: dict[str, int]


class Year(NamedTuple):
    """The rows of all places, and those of the year before."""

    number: int
    before: dict[str, Row]
    now: dict[str, Row]


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def read_places() -> dict[str, Place]:
    found = [*read("regions.toml")["regions"], *read("counties.toml")["counties"]]
    return {it["code"]: place_of(it) for it in found}


def place_of(it: dict[str, Any]) -> Place:
    level = it.get("level", "county")
    parent = it.get("prefecture") or it.get("province") or (None if level == "country" else COUNTRY)
    since, until = str(it.get("valid_from", "")), str(it.get("valid_to", "~"))
    return Place(it["code"], it["name"], it["short"], it["pinyin"].replace(" ", ""), level, parent, since, until)


def read_metrics(count: int) -> tuple[Metric, ...]:
    """So many metrics that random figures can be made of, the commonest first."""
    entries = {it["id"]: it for it in read("metrics.toml")["metrics"] if is_usable(it)}
    names = [*FIRST, *(name for name in entries if name not in FIRST)][:count]
    return tuple(metric_of(entries[name]) for name in names)


def is_usable(it: dict[str, Any]) -> bool:
    whole = not it.get("scope") and not it.get("derived") and it["kind"] in ("level", "count", "growth", "share")
    holds = it["range"][1] >= ENOUGH if it.get("adds_up") else it["kind"] != "count"
    return whole and holds and it["id"] not in NEVER


def metric_of(it: dict[str, Any]) -> Metric:
    decimals = it["decimals"] + (it["kind"] == "level" and it["decimals"] == 1)
    low, high = it["range"]
    return Metric(it["id"], it["kind"], it["unit"], decimals, low, high, it.get("adds_up", False))


def made_world(chance: random.Random, metrics: int, counties: int | None) -> World:
    places = read_places()
    found = sorted(code for code, place in places.items() if place.level == "county" and code not in ALWAYS)
    drawn = found if counties is None else chance.sample(found, counties - len(ALWAYS))
    chosen = read_metrics(metrics)
    return World(chance, places, frozenset({*drawn, *ALWAYS}), chosen, {it.id: n for n, it in enumerate(chosen)})


# Figures


def years(world: World, count: int) -> Iterator[Year]:
    before: dict[str, Row] = {}
    state = {code: [started(world.chance, it) for it in world.metrics] for code in sorted(world.counties)}
    shares = {code: [world.chance.gauss(1, 0.05) for _ in world.metrics] for code in state}
    for number in range(LAST_YEAR - count, LAST_YEAR + 1):
        now = {code: county_row(world, row, shares[code]) for code, row in state.items()}
        now |= region_rows(world, {code: row for code, row in now.items() if world.places[code].existed(number)})
        if before:
            yield Year(number, before, now)
        before = now
        for row in state.values():
            move(world, row)


def started(chance: random.Random, it: Metric) -> float:
    """The value of the first year: of sums a share of what the nation may have."""
    least = LEAST / 10.0**it.decimals
    if it.kind == "growth":
        return chance.gauss(6, 3)
    if it.adds_up:
        return max(least, it.high / 2849 / (4 if it.kind == "count" else 20) * chance.lognormvariate(0, 0.8))
    if it.low > 0 and it.high / it.low > 100:
        return max(least, sqrt(it.low * it.high) * chance.lognormvariate(-0.5, 0.3))
    return it.low + (it.high - it.low) * chance.uniform(0.2, 0.4)


def move(world: World, row: list[float]) -> None:
    """To the next year."""
    chance = world.chance
    for position, it in enumerate(world.metrics):
        if it.kind == "growth":
            row[position] = chance.gauss(6, 3)
        elif it.adds_up or it.high / max(it.low, 1) > 100:
            row[position] *= 1 + min(max(chance.gauss(0.004 if it.kind == "count" else 0.05, 0.02), -0.1), 0.2)
        else:
            row[position] *= 1 + chance.gauss(0.002, 0.002)


def county_row(world: World, state: Sequence[float], shares: Sequence[float]) -> Row:
    row: Row = [it.fit(value) for it, value in zip(world.metrics, state, strict=True)]
    for whole, parts in PARTS:
        rest = row[world.positions[whole]] if whole in world.positions else None
        for name, share in parts:
            if rest is not None and name in world.positions:
                position = world.positions[name]
                row[position] = int(rest * min(share * shares[position], 1)) if share else rest
                rest -= row[position] or 0
    return row


def region_rows(world: World, rows: dict[str, Row]) -> dict[str, Row]:
    """Sums of what adds up, means of the rest."""
    below: dict[str, list[Row]] = defaultdict(list)
    for code, row in rows.items():
        region = world.places[code].parent
        while region is not None:
            below[region].append(row)
            region = world.places[region].parent
    return {region: [total(it, column) for it, column in columns(world, found)] for region, found in below.items()}


def columns(world: World, rows: Sequence[Row]) -> Iterator[tuple[Metric, list[int]]]:
    for it, values in zip(world.metrics, zip(*rows, strict=True), strict=True):
        yield it, [value or 0 for value in values]


def total(it: Metric, values: Sequence[int]) -> int:
    return sum(values) if it.adds_up else round(sum(values) / len(values))


def values(world: World, year: Year, code: str, months: int, factor: float = 1) -> Row:
    """A place's figures of the first months of a year; growth is that of the levels as they are written."""
    before, now = (part(world, it.get(code), months, factor) for it in (year.before, year.now))
    for position, it in enumerate(world.metrics):
        level = world.positions.get(it.id.removesuffix("_growth")) if it.is_growth else None
        if level is not None:
            now[position] = rise(it, before[level], now[level])
    return now


def part(world: World, row: Row | None, months: int, factor: float) -> Row:
    """Sums of months are so many twelfths of the year's; what a rival has differs by `factor`."""
    found = row or [None] * len(world.metrics)
    return [
        round(value * factor * months / 12) if value is not None and it.kind == "level" and it.adds_up else value
        for it, value in zip(world.metrics, found, strict=True)
    ]


def rise(it: Metric, before: int | None, now: int | None) -> int | None:
    """Nothing where the level is too small, or a region has got other counties."""
    if before is None or now is None or before < FEWEST:
        return None
    value = 100 * (now / before - 1)
    return it.fit(value) if abs(value) < MOST_RISE else None


# Files


def text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def write_head(file: TextIO, **values: object) -> None:
    file.write("[document]\n" + "".join(f"{key} = {text(value)}\n" for key, value in values.items()))


def write_table(folder: Path, world: World, year: Year, edition: Edition) -> int:
    """The number of figures."""
    with (folder / f"{edition.name}.toml").open("w", encoding="utf-8") as file:
        title = f"{edition.year}年全国县域统计年鉴（{edition.period}，第{edition.rival + 1}种）"
        head = {"title": title, "publisher": "国家统计局", "published": f"{edition.year + 1}-11"}
        write_head(file, **head, kind="yearbook", access="official")
        file.write(f"\n[[tables]]\nperiod = {text(edition.period)}\ncolumns = [\n")
        file.writelines(column(it, edition) for it in world.metrics)
        file.write("]\nrows = [\n")
        found = sum(write_row(file, world, year, code, edition) for code in listed(world, year))
        file.write("]\n")
    return found


def column(it: Metric, edition: Edition) -> str:
    """Whole years of the first source add up exactly."""
    adds_up = it.adds_up and edition.months == 12 and not edition.rival
    return f"    {{ metric = {text(it.id)}, adds_up = true }},\n" if adds_up else f"    {text(it.id)},\n"


def listed(world: World, year: Year) -> list[str]:
    return sorted(code for code in year.now if world.places[code].existed(year.number))


def write_row(file: TextIO, world: World, year: Year, code: str, edition: Edition) -> int:
    factor = world.chance.uniform(0.99, 1.01) if edition.rival else 1
    row = values(world, year, code, edition.months, factor)
    noted = world.chance.random() < 0.005
    head = f"{{ county = {text(code)}, note = {text(f'{year.number}年为快报数。')} }}" if noted else text(code)
    cells = ", ".join(cell(world, it, value) for it, value in zip(world.metrics, row, strict=True))
    file.write(f"    [{head}, {cells}],\n")
    return sum(value is not None for value in row)


def cell(world: World, it: Metric, value: int | None) -> str:
    if value is None:
        return '""'
    written = it.write(value)
    return f"{{ value = {written}, printed = {text(written)} }}" if world.chance.random() < 0.015 else written


def write_communiques(folder: Path, world: World, year: Year, count: int, initiatives: Sequence[dict[str, Any]]) -> int:
    """Of so many counties, some more than once; the number of figures."""
    counties = [code for code in listed(world, year) if world.places[code].level == "county"]
    found = 0
    for number in range(count):
        place = world.places[world.chance.choice(counties)]
        name = f"{year.number + 1}-03-{1 + number % 28:02d}-{place.pinyin}tjj-{place.code}-communique-{number}"
        with (folder / f"{name}.toml").open("w", encoding="utf-8") as file:
            found += write_communique(file, world, year, place, initiatives)
    return found


def write_communique(
    file: TextIO, world: World, year: Year, place: Place, initiatives: Sequence[dict[str, Any]]
) -> int:
    title = f"{year.number}年{place.name}国民经济和社会发展统计公报"
    head = {"title": title, "publisher": f"{place.short}统计局", "published": f"{year.number + 1}-03"}
    write_head(file, **head, kind="communique", access=world.chance.choice(("official", "press", "copy")))
    found = write_observations(file, world, year, place)
    if world.chance.random() < 0.45 and "gdp_growth" in world.positions:
        file.write(f"\n[[targets]]\ncounty = {text(place.code)}\nperiod = {text(str(year.number + 1))}\n")
        file.write(f'gdp_growth = {{ value = {world.chance.randint(10, 18) / 2}, bound = ">=" }}\n')
    for it in world.chance.sample(initiatives, world.chance.randint(0, 3)):
        write_initiative(file, it, place, year.number)
    return found


def write_observations(file: TextIO, world: World, year: Year, place: Place) -> int:
    file.write(f"\n[[observations]]\ncounty = {text(place.code)}\nperiod = {text(str(year.number))}\n")
    file.write(f'status = "preliminary"\nat = {text(f"第{world.chance.randint(1, 40)}段")}\n')
    row = values(world, year, place.code, 12, world.chance.uniform(0.99, 1.01))
    found = [(it, value) for it, value in zip(world.metrics, row, strict=True) if it.kind in ("level", "growth")]
    lines = [attributes(world, it, value) for it, value in islice(found, 16) if value is not None]
    file.writelines(lines)
    return len(lines)


def attributes(world: World, it: Metric, value: int) -> str:
    written = it.write(value)
    parts = [f"value = {written}", f"printed = {text(written + it.unit)}"]
    if world.chance.random() < 0.05:
        parts.append(f"standing = {text(f'全省第{world.chance.randint(1, 90)}位')}")
    if world.chance.random() < 0.1:
        parts.append(f"note = {text('初步核算数。')}")
    return f"{it.id} = {{ {', '.join(parts)} }}\n" if world.chance.random() < 0.7 else f"{it.id} = {written}\n"


def write_initiative(file: TextIO, it: dict[str, Any], place: Place, year: int) -> None:
    fields = {"county": place.code, "name": it["name"], "year": year, "category": it["category"]}
    fields |= {"stage": it["stage"], "summary": it["summary"]}
    file.write("\n[[initiatives]]\n" + "".join(f"{key} = {text(value)}\n" for key, value in fields.items()))


def real_initiatives() -> list[dict[str, Any]]:
    """One of each name."""
    files = sorted((DATA / "documents").glob("*.toml"))
    found = (it for path in files for it in read(f"documents/{path.name}").get("initiatives", ()))
    return list({it["name"]: it for it in found}.values())


def editions(year: int, times: int) -> Iterable[Edition]:
    found = (Edition(year, months, rival) for rival, months in product(range(times), MONTHS))
    return islice(found, times)


def generate(folder: Path, arguments: argparse.Namespace) -> int:
    """Write the dataset; the number of figures."""
    world = made_world(random.Random(arguments.seed), arguments.metrics, arguments.counties)  # noqa: S311  # no secrets
    for name in ("tables", "documents"):
        (folder / name).mkdir(parents=True)
    for name in ("dataset", "regions", "counties", "groups", "metrics"):
        shutil.copy(DATA / f"{name}.toml", folder)
    initiatives = real_initiatives()
    found = 0
    for year in years(world, arguments.years):
        tables = sum(write_table(folder / "tables", world, year, it) for it in editions(year.number, arguments.times))
        count = tables // FIGURES_PER_DOCUMENT if arguments.documents is None else arguments.documents
        found += tables + write_communiques(folder / "documents", world, year, count, initiatives)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="where to write; must not hold a dataset yet")
    parser.add_argument("--metrics", type=int, default=30)
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--times", type=int, default=1, help="sources and parts of each year")
    parser.add_argument("--counties", type=int, help="how many have figures (default: all)")
    parser.add_argument("--documents", type=int, help="how many a year (default: in proportion)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print(f"{generate(arguments.folder, arguments):,} figures")


if __name__ == "__main__":
    main()
