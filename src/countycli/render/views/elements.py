"""Tables and lines that several views share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.model.records import is_own
from countycli.phrases import N_, brief
from countycli.record import NamedTuple
from countycli.render.page import (
    CAUTION,
    QUIET,
    STRONG,
    Cell,
    Cited,
    Column,
    Entry,
    Legend,
    Lines,
    Styled,
    Table,
    text_of,
)
from countycli.render.views import labels
from countycli.render.words import DOUBT, Words, own_mark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from countycli.model.records import Document, Figure, Metric, Place
    from countycli.model.reports import Headline, Note
    from countycli.phrases import Phrase
    from countycli.query.figures import Benchmark
    from countycli.query.within import Within

MORE_IN_JSON = N_("and {count} more (--json lists all)")
PARTIAL = CAUTION  # periods other than a full year
_TITLE = 64  # cells in which titles of documents, with the publisher, read well
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
        self._columns: dict[str, tuple[str, ...]] = {}

    def __call__(self, source: str, columns: tuple[str, ...] = ()) -> Cited:
        """The document's number. `columns` are the names of those that may stand in which the number stands, of one
        table or of another form of it; none: the number stands in what is always shown.
        """
        number = self._numbers.setdefault(source, len(self._numbers) + 1)
        known = self._columns.get(source)
        self._columns[source] = () if known == () or not columns else tuple(dict.fromkeys((*(known or ()), *columns)))
        return Cited(f"[+{number}]" if is_own(source) else f"[{number}]")

    def columns(self, source: str) -> tuple[str, ...]:
        """The names of the columns in which alone the document is referred to; none if it is elsewhere, too."""
        return self._columns[source]

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


_EXPLAINED = frozenset("*!=BZ" + DOUBT)  # signs of what another page tells more of
_Lettered = tuple["Iterable[Headline]", tuple[str, ...]]  # figures, and the titles of the columns where they stand


def legend(headlines: Iterable[Headline], words: Words, beside: Iterable[_Lettered] = ()) -> Legend:
    """What the status letters and signs of these headlines mean, and of those `beside`, in columns that a page may have
    no room for.
    """
    places: dict[str, tuple[str, ...]] = {}
    for lettered, columns in ((headlines, ()), *beside):
        for sign in _signs(lettered):
            known = places.get(sign, columns)
            places[sign] = (*known, *columns) if known and columns else ()
    entries = [Entry(words(text), places[sign]) for sign, text in _LEGEND.items() if sign in places]
    if more := [columns for sign, columns in places.items() if sign in _EXPLAINED]:
        needed = tuple(title for columns in more for title in columns) if all(more) else ()
        entries.append(Entry(words("`countycli why` tells more"), needed))
    return Legend(tuple(entries), words("; "), words("Status: "))


def _signs(headlines: Iterable[Headline]) -> set[str]:
    """All status letters and signs of some figures, and a bracket where the period of one is inferred."""
    signs: set[str] = set()
    for headline in headlines:
        signs.update(letters(headline))
        if headline.figure.inferred:
            signs.add("(")
    return signs


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
        Column(words("Indicator"), least=9, once=True),
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


def sources(number: Numbering, documents: dict[str, Document], words: Words, more: str = "") -> Table:
    """The documents that the page refers to, in the order of their numbers, and what is told of `more` of them.
    Publisher and title stand in one column: as two, they would take twice as many lines.
    """
    told = [documents[key] for key in number.sources]
    needs = tuple(number.columns(document.id) for document in told)
    bare = [columns for document, columns in zip(told, needs, strict=True) if document.title_is_described]
    return Table(
        words("Sources"),
        (
            Column(""),
            Column("", least=20, ease=_TITLE),
            Column("", style=QUIET),
            Column("", style=QUIET),
            Column("", drop=1, style=QUIET),
        ),
        tuple(_short_row(document, number, words) for document in told),
        words("; ").join(filter(None, (more, described(told, words)))),
        documents=number.sources,
        complete=lambda: _complete_sources(told, number, words),
        needs=needs if any(needs) else (),
        note_needs=tuple(title for columns in bare for title in columns) if all(bare) and not more else (),
    )


def _complete_sources(told: Sequence[Document], number: Numbering, words: Words) -> Table:
    columns = (
        Column(""),
        Column(words("Document")),
        Column(words("Publisher"), style=QUIET),
        Column(words("Published"), style=QUIET),
        Column(words("Kind"), style=QUIET),
        Column(words("Access"), style=QUIET),
        Column(words("Id"), style=QUIET),
    )
    rows = tuple(_source_row(document, number, words) for document in told)
    return Table(words("Sources"), columns, rows, described(told, words), documents=number.sources)


def sources_lines(documents: Iterable[Document], number: Numbering, words: Words) -> Lines:
    """The documents below a picture, a line for each."""
    listed = list(documents)
    told = ("  ".join(filter(None, map(text_of, _short_row(document, number, words)[:4]))) for document in listed)
    return Lines((words("Sources"), *told, *filter(None, [described(listed, words)])), QUIET)


def _short_row(document: Document, number: Numbering, words: Words) -> tuple[Cell, ...]:
    """Number, publisher with title, date, access and id. A compilation is named as one by its access alone."""
    name = words.marked(bare_title(document, words), document.id)
    return (
        number(document.id),
        Styled(f"{document.publisher}. {name}" if document.publisher else name, link=document.url or ""),
        document.published or words("undated"),
        words(labels.ACCESSES[document.access]),
        document.id,
    )


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
    return words.marked(bare_title(document, words), document.id, document.access)


def bare_title(document: Document, words: Words) -> str:
    """The title, in brackets where the document bears none of its own and this one describes it."""
    return words("[{title}]", title=document.title) if document.title_is_described else document.title


def linked_title(document: Document, words: Words) -> Styled:
    """The title as a link to the document, where the document has an address."""
    return Styled(title(document, words), link=document.url or "")


def more(notes: Iterable[Note]) -> list[Phrase]:
    """Notes on what a place or scope lacks, and where the book has more."""
    return [note.text for note in notes if note.kind == "more"]
