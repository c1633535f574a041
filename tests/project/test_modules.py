"""What is loaded on the way to each kind of answer. A module that joins it costs every reader time: these lists are
exact, so that it is noticed and weighed (docs/decisions/0011).
"""

from __future__ import annotations

import shlex
from importlib import import_module

import pytest
from wheels import Installed

from countycli.cli.commands import COMMANDS

BARE = "import typer\napp = typer.Typer()\n@app.command()\ndef a(x: str): pass\n@app.command()\ndef b(): pass\napp()\n"


def named(names: str) -> frozenset[str]:
    return frozenset(names.split())


def command(name: str) -> frozenset[str]:
    return named(f"cli.commands.{name} query query.{name}")


def view(name: str) -> frozenset[str]:
    return named(f"render.emit render.page render.views render.views.{name}")


def data_view(name: str) -> frozenset[str]:
    """A view whose page has a module of its own, which JSON does without."""
    return named(f"render.emit render.views render.views.{name}")


# Modules of countycli.
VERSION = named("__main__ version")
PROGRAM = named(
    "__main__ cli cli.answering cli.app cli.click cli.commands cli.completion cli.environment cli.glance cli.group"
    " cli.choices cli.options cli.output cli.parsing cli.session errors model model.period model.records phrases record"
    " render render.terminal render.words"
)
NAMES = named("model.naming model.reports names names.defined names.scopes")
PLACES = named("names.bearers names.location names.resolve")  # where a place is named
BOOK = named(
    "cli.progress index index.schema index.store index.ask index.ask.connection index.ask.decode"
    " index.ask.documents index.ask.figures index.ask.groups index.ask.holdings index.ask.index index.ask.metrics"
    " index.ask.names index.ask.numbers index.ask.places model.answers model.columns source source.folders source.own"
    " index.ask.places index.schema index.store model.naming model.reports"
)
WEIGHED = NAMES | named("model.headlines query.figures")  # figures weighed against their rivals
FIGURES_ON_A_PAGE = named("render.views.elements render.views.labels")
FIGURES = FIGURES_ON_A_PAGE | named("render.encode")
TABLE = named("render.fit render.grid render.plain render.wrap")
HELP = named("cli.help render.wrap")
MACHINE = named("render.encode render.machine")
CELLS = MACHINE | named("export export.cells")
WITHIN = named("query.within")  # ranks within provinces, medians
SHOW = PROGRAM | command("show") | WEIGHED | PLACES | named("query.place_remarks query.units")
GLANCE = named("query.change query.glance query.series query.territory render.views.glance render.views.place_head")
SHOW_DATA = named("render.views.show_data")
AIMS = named("model.aims query.outcomes render.views.outcomes")  # where the place has targets
COMPARE = PROGRAM | command("compare") | WEIGHED | PLACES
COMPARE |= named("query.common_periods query.foremost query.party")
RANK = PROGRAM | command("rank") | WEIGHED | named("query.exclusions query.field query.remarks query.within")
RANK_DATA = named("render.views.rank_data")  # the view in several modules
COMPARE_TABLE = named("render.views.bars render.views.compare_page render.views.compare_table")
RANK_TABLE = named(
    "render.views.bars render.views.left_out render.views.rank_order render.views.rank_page render.views.rank_table"
)
TREND = (
    PROGRAM
    | command("trend")
    | WEIGHED
    | PLACES
    | named("query.change query.reported_growth query.series query.territory")
)
CHART = named(
    "render.chart render.picture_lines render.raster render.scale render.views.trend_chart render.views.trend_page"
)
SEARCH = PROGRAM | command("search") | NAMES | named("names.location")
MAP = PROGRAM | command("map") | WEIGHED | PLACES | named("model.layouts")
MAP |= named("index.ask.layouts query.classes query.exclusions query.field query.remarks query.sheets")
TILES = named("render.picture_lines render.tiles render.views.left_out render.views.map_page render.views.tile_names")
SHELL = named("cli.shell")
OFFERED = SHELL | named("cli.offers")
MATCHED = OFFERED | named("cli.matching")
STRAY = named("cli.usage names.stray model.period_text")  # a word that may belong elsewhere

# Packages of others, beyond those of a bare Typer program. `_json` is part of `json`, and so on.
ALWAYS = named("__future__ gc")
CATALOGUE = named("struct bisect")  # of answers that show a message in Chinese
READER = named("render.catalogue")  # of these messages
# Loaded where a revised figure is shown: which answers have one changes with the book.
VINTAGES = named("query.vintages")
DATABASE = named("sqlite3 unicodedata datetime")
COMPLETED = named("shlex")
WIDTHS = named("unicodedata")

ANSWERS = {
    "show": (
        ("show", "龙泉"),
        SHOW | GLANCE | AIMS | WITHIN | BOOK | view("show") | FIGURES_ON_A_PAGE | TABLE,
        CATALOGUE | DATABASE,
    ),
    "show --json": (
        ("show", "龙泉", "--json"),
        SHOW | WITHIN | BOOK | data_view("show") | SHOW_DATA | MACHINE,
        DATABASE | {"json"},
    ),
    "show csv": (
        ("show", "龙泉", "-f", "csv"),
        SHOW | WITHIN | BOOK | data_view("show") | SHOW_DATA | MACHINE | CELLS,
        DATABASE | {"csv"},
    ),
    "rank": (
        ("rank", "-m", "gdp_growth"),
        RANK | BOOK | view("rank") | RANK_TABLE | FIGURES_ON_A_PAGE | TABLE,
        CATALOGUE | DATABASE,
    ),
    "rank --json": (
        ("rank", "-m", "gdp_growth", "--json"),
        RANK | BOOK | data_view("rank") | RANK_DATA | MACHINE,
        CATALOGUE | DATABASE | {"json"},
    ),
    "compare": (
        ("compare", "义乌", "平阳"),
        COMPARE | BOOK | view("compare") | COMPARE_TABLE | FIGURES | TABLE,
        CATALOGUE | DATABASE,
    ),
    "compare --json": (
        ("compare", "义乌", "平阳", "--json"),
        COMPARE | BOOK | data_view("compare") | MACHINE,
        CATALOGUE | DATABASE | {"json"},
    ),
    "trend": (
        ("trend", "龙泉", "-m", "gdp"),
        TREND | BOOK | view("trend") | CHART | FIGURES | TABLE,
        CATALOGUE | DATABASE,
    ),
    "trend --json": (
        ("trend", "龙泉", "-m", "gdp", "--json"),
        TREND | BOOK | named("render.emit render.views render.views.trend") | MACHINE,
        DATABASE | {"json"},
    ),
    "map": (
        ("map", "gdp", "--in", "浙江"),
        MAP | BOOK | view("map") | FIGURES_ON_A_PAGE | TILES | TABLE,
        CATALOGUE | DATABASE,
    ),
    "map --json": (
        ("map", "gdp", "--in", "浙江", "--json"),
        MAP | BOOK | data_view("map") | named("render.views.map_data") | MACHINE,
        CATALOGUE | DATABASE | {"json"},
    ),
    "search": (("search", "招商"), SEARCH | BOOK | view("search") | TABLE, CATALOGUE | DATABASE),
    "search --json": (
        ("search", "招商", "--json"),
        SEARCH | BOOK | view("search") | MACHINE,
        CATALOGUE | DATABASE | {"json"},
    ),
    "alone": ((), PROGRAM | HELP | named("cli.start version"), CATALOGUE | WIDTHS),
    "--help": (("--help",), PROGRAM | HELP | named("cli.topics"), CATALOGUE | WIDTHS),
    "help of a command": (("show", "--help"), SHOW | HELP, CATALOGUE | WIDTHS),
    "unknown name": (
        ("show", "龙全"),
        SHOW | BOOK | named("names.paths names.beyond names.suggest model.likeness render.emit render.page"),
        CATALOGUE | DATABASE,
    ),
    "term in another form": (
        ("rank", "-m", "GDP增长率"),
        RANK | BOOK | view("rank") | RANK_TABLE | FIGURES_ON_A_PAGE | TABLE | named("model.metric_terms"),
        CATALOGUE | DATABASE,
    ),
    "unknown term": (
        ("rank", "-m", "GDP增张率"),
        RANK
        | BOOK
        | STRAY
        | PLACES
        | named("model.likeness model.metric_terms names.similar_terms names.paths render.emit render.page"),
        CATALOGUE | DATABASE | {"difflib"},
    ),
    "ambiguous name": (
        ("show", "lq"),
        SHOW | BOOK | named("names.paths render.emit render.page"),
        CATALOGUE | DATABASE,
    ),
    "unknown option": (("show", "龙泉", "--jsno"), SHOW | named("cli.usage"), CATALOGUE | WIDTHS | {"difflib"}),
    "unknown command": (("shwo",), PROGRAM | named("cli.usage"), CATALOGUE | {"difflib"}),
}
COMPLETIONS = {
    "command": ("countycli s", PROGRAM | SHELL, CATALOGUE | COMPLETED),
    "option": ("countycli show --j", SHOW | SHELL, CATALOGUE | COMPLETED | WIDTHS),
    "county": ("countycli show 龙", SHOW | BOOK | OFFERED, COMPLETED | DATABASE),
    "metric": ("countycli rank --metric gdp", RANK | BOOK | MATCHED, COMPLETED | DATABASE),
    "period": ("countycli show 龙泉 gdp --period 2", SHOW | BOOK | MATCHED, CATALOGUE | COMPLETED | DATABASE),
}
HEAVY = {"rich", "tomli", "tomllib", "babel", "json", "csv"}


def own(modules: set[str]) -> set[str]:
    """Modules of countycli. The one that reads Chinese messages is known by what it loads: `CATALOGUE`."""
    return {name.removeprefix("countycli.") for name in modules if name.startswith("countycli.")} - READER - VINTAGES


def packages(modules: set[str]) -> set[str]:
    """Top-level names of others. Which accelerators stand behind one differs between versions of Python."""
    return {name.lstrip("_").partition(".")[0] if name != "__future__" else name for name in modules} - {"countycli"}


@pytest.fixture(scope="session")
def bare(installed: Installed) -> set[str]:
    """The packages that any Typer program loads."""
    return packages(installed.modules(BARE, "a", "x"))


@pytest.mark.parametrize(("arguments", "modules", "others"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_loads_what_it_uses(
    arguments: tuple[str, ...], modules: frozenset[str], others: frozenset[str], installed: Installed, bare: set[str]
) -> None:
    loaded = installed.modules_of_answer(*arguments)
    assert own(loaded) == modules
    assert packages(loaded) - bare <= ALWAYS | others


@pytest.mark.parametrize(("typed", "modules", "others"), COMPLETIONS.values(), ids=COMPLETIONS)
def test_completion_loads_what_it_uses(
    typed: str, modules: frozenset[str], others: frozenset[str], installed: Installed, bare: set[str]
) -> None:
    position = str(len(typed.split()) - 1)
    variables = {"_COUNTYCLI_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": position}
    loaded = installed.modules_of_answer(variables=variables)
    assert own(loaded) == modules
    assert packages(loaded) - bare <= ALWAYS | others


def test_the_version_is_told_without_typer(installed: Installed) -> None:
    loaded = installed.modules_of_answer("--version")
    assert own(loaded) == VERSION
    assert packages(loaded) - packages(installed.modules("")) <= ALWAYS


# The commands that have no list of their own above, each by the first of its examples that gives a table.
OTHERS = {
    name: next(line for line, _ in import_module(f"countycli.cli.commands.{row.module}").EXAMPLES if " -o " not in line)
    for name, row in COMMANDS.items()
    if name not in (*ANSWERS, "verify") and not row.commands  # `verify` reads whatever files are made of
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("line", OTHERS.values(), ids=OTHERS)
def test_other_commands_load_nothing_heavy(line: str, lang: str, installed: Installed) -> None:
    _, *arguments = shlex.split(line)
    loaded = packages(installed.modules_of_answer(*arguments, "--lang", lang))
    assert not loaded & HEAVY


def test_colour_loads_rich_and_nothing_else_that_is_heavy(installed: Installed) -> None:
    loaded = packages(installed.modules_of_answer("show", "龙泉", "--color", "always"))
    assert loaded & HEAVY == {"rich"}
