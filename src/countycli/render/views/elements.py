"""Tables and lines that several views share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.model.records import is_own
from countycli.phrases import N_, brief
from countycli.record import NamedTuple
from countycli.render.page import CAUTION, QUIET, STRONG, Cell, Cited, Column, Heading, Lines, Styled, Table, text_of
from countycli.render.views import labels
from countycli.render.words import DOUBT, Words, own_mark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from countycli.model.records import Document, Figure, Initiative, Metric, Place
    from countycli.model.reports import Headline, Note
    from countycli.phrases import Phrase
    from countycli.query.figures import Benchmark
    from countycli.query.within import Within

MORE_IN_JSON = N_("and {count} more (--json lists all)")
PARTIAL = CAUTION  # periods other than a full year
_LETTERS = {"actual": "A", "final": "A", "preliminary": "P", "estimate": "E", "forecast": "F"}
_LEGEND = {
    "A": N_("A reported"),
    "P": N_("P preliminary"),
    "E": N_("E estimate"),
    "F": N_("F forecast"),
    "*": N_("* has a note"),
    "!": N_("! documents differ"),
    DOUBT: N_("? doubtful as printed: not ranked, nothing is calculated from it"),
    "=": N_("= derived"),
    "B": N_("B boundaries changed since"),
    "Z": N_("Z functional zones of the prefecture counted apart"),
    "(": N_("(period) not stated in the document"),
}


_LEVELS = {"prefecture": N_("vs prefecture"), "province": N_("vs province")}


class Numbering:
    """Footnote numbers of documents, given in the order in which documents are first referred to. The numbers of the
    reader's own documents bear a plus.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __call__(self, source: str) -> Cited:
        number = self._numbers.setdefault(source, len(self._numbers) + 1)
        return Cited(f"[+{number}]" if is_own(source) else f"[{number}]")

    @property
    def sources(self) -> tuple[str, ...]:
        """The numbered documents, by number."""
        return tuple(self._numbers)


def letters(headline: Headline) -> str:
    """The letter of the figure's status, and signs: B, as in SDMX, for a break, Z for zones counted apart, `=` for a
    derived figure, `?` for a doubtful one, `*` for a note, `!` for documents that differ.
    """
    figure = headline.figure
    own = {
        "B": headline.breaks,
        "Z": figure.zones_apart,
        "=": figure.derived,
        DOUBT: figure.doubtful,
        "*": figure.note,
    }
    signs = {**own, "!": headline.disputed}
    letter = "" if figure.derived and figure.status != "preliminary" else _LETTERS[figure.status]
    return letter + "".join(sign for sign, holds in signs.items() if holds)


def status_cell(headline: Headline) -> Cell:
    """The status letters: quiet for a figure like most, so that the others catch the eye."""
    text = letters(headline)
    return Styled(text, QUIET) if text in ("A", "P") else text


def legend(headlines: Iterable[Headline], words: Words) -> Lines:
    """What the status letters and signs of these headlines mean."""
    headlines = list(headlines)
    used = set("".join(map(letters, headlines)))
    if any(headline.figure.inferred for headline in headlines):
        used.add("(")
    signs = [words(text) for sign, text in _LEGEND.items() if sign in used]
    if used & set("*!=BZ" + DOUBT):
        signs.append(words("`countycli why` tells more"))
    return Lines((words("Status: ") + words("; ").join(signs),), QUIET)


def counted_legend(headlines: Iterable[Headline], words: Words) -> Lines:
    """How many of these headlines have each status and sign, for pages that show none of them with its figure."""
    counts = Counter(sign for headline in headlines for sign in letters(headline))
    told = (
        words("{name} ({detail})", name=words(text), detail=counts[sign])
        for sign, text in _LEGEND.items()
        if counts[sign]
    )
    return Lines((words("Status: ") + words("; ").join(told),), QUIET)


def remarks(notes: Iterable[Note], kinds: Collection[str], words: Words) -> list[Lines]:
    """Notes of some kinds, shown beside a table because they are needed to read it rightly."""
    told = [note.text for note in notes if note.kind in kinds]
    return [brief_lines(told, words, PARTIAL)] if told else []


def brief_lines(told: Iterable[str | Phrase], words: Words, style: str = "") -> Lines:
    """Texts and messages as lines. On a screen long lists in messages are shortened; documents and files have all."""
    told = list(told)
    shown = tuple(words.text(line if isinstance(line, str) else brief(line)) for line in told)
    return Lines(shown, style, complete=tuple(map(words.text, told)))


def first_of(texts: Sequence[str], most: int, words: Words, *, in_json: bool = True, total: int = 0) -> list[str]:
    """The first of some texts, and how many more there are; `total` counts all where not all were looked up."""
    hidden = max(total, len(texts)) - min(most, len(texts))
    if not hidden:
        return list(texts)
    return [*texts[:most], words(MORE_IN_JSON if in_json else N_("and {count} more"), count=hidden)]


def period_cell(figure: Figure, words: Words) -> Cell:
    """The figure's period; coloured if not one full year, so that nine months are not read as a year."""
    text = words.when(figure)
    return text if figure.period.is_year else Styled(text, PARTIAL)


def figure_columns(words: Words, headlines: Iterable[Headline]) -> tuple[Column, ...]:
    """Columns for `figure_row`. Standings may be dropped for want of room, unless a figure has nothing else to show."""
    only_standings = any(headline.figure.value is None for headline in headlines)
    return (
        Column(words("Indicator"), least=9),
        Column(words("Period"), least=8),
        Column(words("Value"), right=True, style=STRONG, point=True, mixed=True),
        Column(words("Unit"), least=4),
        Column(words("Status")),
        Column(words("Standing"), drop=0 if only_standings else 1, least=8),
        Column(words("Source"), right=True),
    )


def figure_row(headline: Headline, metric: Metric, number: Numbering, words: Words) -> tuple[Cell, ...]:
    figure = headline.figure
    return (
        indicator(metric, figure, words),
        period_cell(figure, words),
        words.value(figure),
        words.term(figure.unit) if figure.value is not None else "",
        letters(headline),
        figure.standing or "",
        number(figure.source),
    )


def indicator(metric: Metric, figure: Figure, words: Words) -> str:
    """The metric and, where the figure doesn't cover the whole place, the part that it covers."""
    name = words.metric(metric)
    return words("{name} ({detail})", name=name, detail=figure.scope) if figure.scope else name


class BenchmarkColumns(NamedTuple):
    """Columns that set figures beside those of the regions above, one for each of the regions' `levels`."""

    levels: tuple[str, ...]
    columns: tuple[Column, ...]
    words: Words

    def cells(self, benchmarks: Iterable[Benchmark]) -> list[Cell]:
        by_level = {benchmark.region.level: benchmark for benchmark in benchmarks}
        return [_compared(by_level.get(level), self.words) for level in self.levels]


def benchmark_columns(rows: Iterable[tuple[Benchmark, ...]], words: Words, *, mixed: bool = False) -> BenchmarkColumns:
    """A column for each level of regions that any row is compared with, prefectures before provinces. `mixed`: the rows
    are of several metrics.
    """
    found = {benchmark.region.level for row in rows for benchmark in row}
    levels = tuple(level for level in _LEVELS if level in found)
    columns = tuple(Column(words(_LEVELS[level]), right=True, drop=2, point=True, mixed=mixed) for level in levels)
    return BenchmarkColumns(levels, columns, words)


def _compared(benchmark: Benchmark | None, words: Words) -> str:
    """`1.2% of it` for a part of the region's sum, `65.1% of its level` for other amounts, `+0.7` for a difference."""
    if benchmark is None:
        return ""
    mark = own_mark(benchmark.standard.source)
    difference, ratio = benchmark.difference, benchmark.ratio
    if ratio is not None and difference is None:
        return words("{share} of it", share=words.share(ratio)) + mark
    if ratio is not None and ratio > 0:
        return words("{share} of its level", share=words.share(ratio)) + mark
    if difference is None:
        return ""
    return f"{difference:{'+' if difference else ''},.{benchmark.decimals}f}{mark}"


def rank_column(words: Words, drop: int) -> Column:
    return Column(words("In province"), right=True, drop=drop)


def rank_cell(within: Within | None) -> str:
    """`7/90`: the rank, and how many counties of the province are ranked."""
    return f"{within.rank}/{within.of}" if within else ""


def target_table(targets: Iterable[Figure], metrics: dict[str, Metric], number: Numbering, words: Words) -> Table:
    columns = (
        Column(words("Target"), least=14),
        Column(words("Period"), least=10),
        Column(words("Aim"), right=True, style=STRONG, point=True, mixed=True),
        Column(words("Unit"), least=6),
        Column(words("Note"), drop=1, least=20),
        Column(words("Source"), right=True),
    )
    rows = tuple(
        (
            indicator(metrics[target.metric], target, words),
            period_cell(target, words),
            words.value(target),
            words.term(target.unit),
            target.note or "",
            number(target.source),
        )
        for target in targets
    )
    return Table(words("Targets"), columns, rows)


def targets_of_place(targets: Iterable[Figure], metrics: dict[str, Metric], number: Numbering, words: Words) -> Table:
    """The targets of the whole place, then, under a heading, those of firms, projects and other areas in it."""
    apart: dict[bool, list[Figure]] = {True: [], False: []}
    for target in targets:
        apart[metrics[target.metric].tells_of_whole(target)].append(target)
    own, others = (target_table(apart[whole], metrics, number, words) for whole in (True, False))
    if not others.rows:
        return own
    heading = N_("Of firms, projects or other areas")
    if not own.rows:
        heading = N_("Of firms, projects or other areas; of the place itself none is known")
    return own._replace(rows=(*own.rows, Heading(words(heading)), *others.rows))


def initiative_table(initiatives: Iterable[Initiative], number: Numbering, words: Words) -> Table:
    columns = (
        Column(words("Initiative"), least=12, style=STRONG),
        Column(words("Category"), least=8),
        Column(words("Year")),
        Column(words("Stage"), drop=1),
        Column(words("Summary"), least=18),
        Column(words("Source"), right=True),
    )
    return Table(
        words("Initiatives"), columns, tuple(initiative_row(programme, number, words) for programme in initiatives)
    )


def initiative_row(programme: Initiative, number: Numbering, words: Words) -> tuple[Cell, ...]:
    return (
        programme.name,
        words.term(programme.category),
        str(programme.year),
        words(labels.STAGES[programme.stage]),
        programme.summary,
        number(programme.source),
    )


def sources_table(number: Numbering, documents: dict[str, Document], words: Words) -> Table:
    """The documents that the page refers to, in the order of their numbers."""
    columns = (
        Column(""),
        Column(words("Document"), least=20),
        Column(words("Publisher"), drop=2, least=10, style=QUIET),
        Column(words("Published"), style=QUIET),
        Column(words("Kind"), drop=4, style=QUIET),
        Column(words("Access"), drop=1, style=QUIET),
        Column(words("Id"), drop=3, style=QUIET),
    )
    listed = [documents[key] for key in number.sources]
    rows = tuple(_source_row(document, number, words) for document in listed)
    return Table(words("Sources"), columns, rows, described(listed, words), documents=number.sources)


def sources(number: Numbering, documents: dict[str, Document], words: Words) -> Table:
    """The table of sources for pages of many short rows: on narrow screens a line for each document."""
    table = sources_table(number, documents, words)
    rows = tuple(_on_one_line(documents[key], number, words) for key in number.sources)
    narrow = Table(table.title, (Column("", least=4), Column("", least=20)), rows, table.note)
    return table._replace(narrow=narrow, single=True)


def sources_lines(documents: Iterable[Document], words: Words) -> Lines:
    """The documents below a picture, a line for each."""
    listed, number = list(documents), Numbering()
    told = (text_of(_on_one_line(document, number, words)[1]) for document in listed)
    return Lines((words("Sources"), *told, *filter(None, [described(listed, words)])), QUIET)


def _on_one_line(document: Document, number: Numbering, words: Words) -> tuple[Cell, ...]:
    mark, name, publisher, published, _, access, _ = _source_row(document, number, words)
    told = "  ".join(filter(None, map(text_of, (name, publisher, published, access))))
    return mark, Styled(told, link=name.link) if isinstance(name, Styled) else told


def described(documents: Iterable[Document], words: Words) -> str:
    """What brackets around titles mean; empty where no title is in brackets."""
    if not any(document.title_is_described for document in documents):
        return ""
    return words("[Title]: the document bears none of its own; this one describes it")


def _source_row(document: Document, number: Numbering, words: Words) -> tuple[Cell, ...]:
    return (
        number(document.id),
        linked_title(document, words),
        document.publisher or "",
        document.published or words("undated"),
        words(labels.KINDS[document.kind]),
        words(labels.ACCESSES[document.access]),
        document.id,
    )


def figure_told(figure: Figure, place: Place, documents: Mapping[str, Document], words: Words) -> str:
    """What a reader learns who points at a figure in a picture: place, period and figure, what its document notes, and
    the document, each on a line.
    """
    status = words(labels.STATUSES[figure.status])
    told = words("{name} ({detail})", name=words.figure(figure), detail=status)
    first = words("{name}: {detail}", name=f"{words.place(place)} {words.when(figure)}", detail=told)
    return "\n".join(filter(None, (first, figure.note, title(documents[figure.source], words))))


def title(document: Document, words: Words) -> str:
    text = words("[{title}]", title=document.title) if document.title_is_described else document.title
    return words.marked(text, document.id, document.access)


def linked_title(document: Document, words: Words) -> Styled:
    """The title as a link to the document, where the document has an address."""
    return Styled(title(document, words), link=document.url or "")


def more(notes: Iterable[Note]) -> list[Phrase]:
    """Notes on what a place or scope lacks, and where the book has more."""
    return [note.text for note in notes if note.kind == "more"]
