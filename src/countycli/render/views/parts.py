"""Tables and labels that several views share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.page import Cell, Column, Lines, Styled, Table
from countycli.render.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.records import Document, Figure, Initiative, Metric, Place
    from countycli.model.reports import Headline, Membership

PARTIAL = "yellow"  # periods other than a full year
_LETTERS = {"actual": "A", "final": "A", "preliminary": "P", "estimate": "E", "forecast": "F"}
_LEGEND = {
    "A": N_("A reported"),
    "P": N_("P preliminary"),
    "E": N_("E estimate"),
    "F": N_("F forecast"),
    "*": N_("* has a note"),
    "!": N_("! documents differ"),
    "(": N_("(period) not stated in the document"),
}
STAGES = {"planned": N_("planned"), "under_way": N_("under way"), "done": N_("done")}
STATUSES = {
    "actual": N_("reported"),
    "preliminary": N_("preliminary"),
    "final": N_("final"),
    "estimate": N_("estimate"),
    "forecast": N_("forecast"),
    "target": N_("target"),
}
ACCESSES = {"official": N_("official"), "press": N_("press"), "copy": N_("copy")}
KINDS = {
    "communique": N_("statistical communique"),
    "government_report": N_("government report"),
    "statistics_release": N_("statistics release"),
    "press_conference": N_("press conference"),
    "news": N_("news report"),
    "yearbook": N_("yearbook"),
    "census": N_("census"),
}


_PLACE_KINDS = {
    "县": N_("county"),
    "县级市": N_("county-level city"),
    "市辖区": N_("district"),
    "自治县": N_("autonomous county"),
    "旗": N_("banner"),
    "自治旗": N_("autonomous banner"),
    "特区": N_("special district"),
    "林区": N_("forestry district"),
    "地级市": N_("prefecture-level city"),
    "地区": N_("prefecture"),
    "自治州": N_("autonomous prefecture"),
    "盟": N_("league"),
    "省": N_("province"),
    "直辖市": N_("municipality"),
    "自治区": N_("autonomous region"),
}


class Numbering:
    """Footnote numbers of documents, given in the order in which they are first needed."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __call__(self, source: str) -> str:
        return f"[{self._numbers.setdefault(source, len(self._numbers) + 1)}]"

    @property
    def sources(self) -> tuple[str, ...]:
        """The numbered documents, by number."""
        return tuple(self._numbers)


def letters(headline: Headline) -> str:
    """The status letter, `*` where the figure has a note, `!` where documents differ."""
    figure = headline.figure
    return _LETTERS[figure.status] + ("*" if figure.note else "") + ("!" if headline.disputed else "")


def legend(headlines: Iterable[Headline], words: Words) -> Lines:
    """What the signs that occur in the status column mean."""
    headlines = list(headlines)
    used = set("".join(map(letters, headlines)))
    if any(it.figure.inferred for it in headlines):
        used.add("(")
    signs = [words(text) for sign, text in _LEGEND.items() if sign in used]
    if used & set("*!"):
        signs.append(words("`countycli why` tells more"))
    return Lines((words("Status: ") + words("; ").join(signs),), "dim")


def period_cell(figure: Figure, words: Words) -> Cell:
    """A period that is not one full year stands out, so that nine months are not read as a year."""
    text = words.when(figure)
    return text if figure.period.is_year else Styled(text, PARTIAL)


def figure_columns(words: Words, headlines: Iterable[Headline]) -> tuple[Column, ...]:
    """The standing may go where the table is narrow, unless some figure has nothing else."""
    only_standings = any(it.figure.value is None for it in headlines)
    return (
        Column(words("Indicator"), least=9),
        Column(words("Period"), least=8),
        Column(words("Value"), right=True, style="bold"),
        Column(words("Unit"), least=4),
        Column(words("Status")),
        Column(words("Standing"), drop=0 if only_standings else 1, least=8),
        Column(words("Source"), right=True),
    )


def figure_row(headline: Headline, metric: Metric, number: Numbering, words: Words) -> tuple[Cell, ...]:
    figure = headline.figure
    return (
        words.metric(metric),
        period_cell(figure, words),
        words.value(figure),
        words.term(figure.unit) if figure.value is not None else "",
        letters(headline),
        figure.standing or "",
        number(figure.source),
    )


def target_table(targets: Iterable[Figure], metrics: dict[str, Metric], number: Numbering, words: Words) -> Table:
    columns = (
        Column(words("Target"), least=14),
        Column(words("Period"), least=10),
        Column(words("Aim"), right=True, style="bold"),
        Column(words("Unit"), least=6),
        Column(words("Note"), drop=1, least=20),
        Column(words("Source"), right=True),
    )
    rows = tuple(
        (
            words.metric(metrics[it.metric]),
            period_cell(it, words),
            words.value(it),
            words.term(it.unit),
            it.note or "",
            number(it.source),
        )
        for it in targets
    )
    return Table(words("Targets"), columns, rows)


def initiative_table(initiatives: Iterable[Initiative], number: Numbering, words: Words) -> Table:
    columns = (
        Column(words("Initiative"), least=12, style="bold"),
        Column(words("Category"), least=8),
        Column(words("Year")),
        Column(words("Stage"), drop=1),
        Column(words("Summary"), least=18),
        Column(words("Source"), right=True),
    )
    return Table(words("Initiatives"), columns, tuple(initiative_row(it, number, words) for it in initiatives))


def initiative_row(it: Initiative, number: Numbering, words: Words) -> tuple[Cell, ...]:
    return (it.name, words.term(it.category), str(it.year), words(STAGES[it.stage]), it.summary, number(it.source))


def sources_table(number: Numbering, documents: dict[str, Document], words: Words) -> Table:
    """The documents that were numbered, in that order."""
    columns = (
        Column(""),
        Column(words("Document"), least=20),
        Column(words("Publisher"), drop=2, least=10),
        Column(words("Published")),
        Column(words("Kind"), drop=4),
        Column(words("Access"), drop=1),
        Column(words("Id"), drop=3),
    )
    rows = tuple(_source_row(documents[key], number, words) for key in number.sources)
    return Table(words("Sources"), columns, rows)


def _source_row(document: Document, number: Numbering, words: Words) -> tuple[Cell, ...]:
    return (
        number(document.id),
        title(document, words),
        document.publisher,
        document.published,
        words(KINDS[document.kind]),
        words(ACCESSES[document.access]),
        document.id,
    )


def title(document: Document, words: Words) -> str:
    return words("[{title}]", title=document.title) if document.title_is_described else document.title


def kind(place: Place, words: Words) -> str:
    """What kind of division a place is; a kind that has no English name is shown as it is."""
    return words(_PLACE_KINDS.get(place.kind, place.kind))


def groups_text(memberships: Iterable[Membership], words: Words) -> str:
    """`山区26县 (2021-2023), 山区海岛县 (2024-)`."""
    named = ((words.name(it.group), words.years(it)) for it in memberships)
    return words.join(words("{name} ({detail})", name=name, detail=years) if years else name for name, years in named)
