"""The book for Python programs and notebooks: the questions of the command line, and their answers as objects.

Every question goes to the query that the command of the same name asks, and an answer holds that query's report, so
that both say the same. Errors are those of `countycli.errors`; `AmbiguousError` and `NotFoundError` carry `candidates`.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from countycli.answer import Answer, DraftAnswer, R
from countycli.errors import UsageError
from countycli.index.store import open_index
from countycli.names.given import (
    Name,
    Names,
    document_kind_given,
    kinds_given,
    name_of,
    names,
    period_given,
    published_given,
    some_metrics,
    year_given,
    years_given,
)
from countycli.names.periods import periods_named
from countycli.phrases import Phrase
from countycli.render.rows import Rows
from countycli.render.words import LANGUAGES, Words
from countycli.source.own import find_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from os import PathLike
    from typing import Self

    from countycli.index.ask.index import Index
    from countycli.model.records import Place
    from countycli.model.reports import DataInfo
    from countycli.query.cite import CiteReport
    from countycli.query.compare import CompareReport
    from countycli.query.county_coverage import CountyCoverageReport
    from countycli.query.coverage import CoverageReport
    from countycli.query.initiatives import InitiativesReport
    from countycli.query.map import MapReport
    from countycli.query.rank import RankReport
    from countycli.query.search import SearchReport
    from countycli.query.show import ShowReport
    from countycli.query.targets import TargetsReport
    from countycli.query.trend import TrendReport
    from countycli.query.verify import VerifyReport
    from countycli.query.why import WhyReport


class County:
    """A county or region of the book. Its questions are those of the book, asked of this place."""

    def __init__(self, book: Book, place: Place) -> None:
        self.place = place
        self._book = book

    @property
    def code(self) -> str:
        """The six-digit code of GB/T 2260."""
        return self.place.code

    @property
    def name(self) -> str:
        return self.place.name

    def __repr__(self) -> str:
        return f"<{self.name} {self.code}>"

    def figures(self, metric: Names = None, period: Names = None) -> Rows:
        """All figures of the place, or those of some indicators and periods: see `Book.figures`."""
        return self._book.figures(metric, period, places=[self.code])

    def show(self, metric: Names = None, *, topic: Names = None, period: Names = None) -> Answer[ShowReport]:
        """Everything that is known about the place: see `Book.show`."""
        return self._book.show(self.code, metric, topic=topic, period=period)

    def trend(self, metric: str, *, first: str | int = "", last: str | int = "") -> Answer[TrendReport]:
        """The figures of the place for one indicator over time: see `Book.trend`."""
        return self._book.trend(self.code, metric=metric, first=first, last=last)

    def why(self, metric: str, period: str | int = "") -> Answer[WhyReport]:
        """Everything behind one figure of the place: see `Book.why`."""
        return self._book.why(self.code, metric, period)

    def cite(self, metric: str, period: str | int = "", *, style: str = "gbt7714") -> str:
        """References to the documents behind a figure of the place: see `Book.cite`."""
        return self._book.cite(self.code, metric, period, style=style)

    def targets(self, year: Names = None) -> Answer[TargetsReport]:
        """What the place set out to reach, and what came of it."""
        return self._book.targets(self.code, year)

    def initiatives(
        self, *words: str, category: str | None = None, year: str | int | None = None
    ) -> Answer[InitiativesReport]:
        """The place's policy initiatives that hold all of the words."""
        return self._book.initiatives(*words, county=self.code, category=category, year=year)


class Book:
    """An open book. Close it, or use it in a `with` statement.

    Whatever takes `Names` takes one name or several, as people write them: `"gdp"`, `["GDP", "常住人口"]`; a period is
    `2024`, `"2024Q1-Q3"`, `"2024-01/09"`. An answer is that of the command of the same name. Questions raise
    NotFoundError where the book has nothing of the kind, AmbiguousError for a name of several places, and UsageError
    for what makes no question: each is a `countycli.errors.CountyError` and says what to do.

    One book belongs to one thread, as its connection to SQLite does; opening another one for another thread takes a few
    milliseconds.
    """

    def __init__(self, index: Index, words: Words) -> None:
        self._index = index
        self._words = words

    @property
    def info(self) -> DataInfo:
        """Version of the dataset, number of documents, date of the newest one; `left_out` are own files with faults."""
        return self._index.info()

    def close(self) -> None:
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def county(self, name: Name) -> County:
        """The county or region of a name: code, name, pinyin, former name, path. Raises NotFoundError and
        AmbiguousError.
        """
        from countycli.names.resolve import resolve_place

        return County(self, resolve_place(self._index, name_of(name))[0])

    def figures(self, metric: Names = None, period: Names = None, *, places: Names = None, scope: Names = None) -> Rows:
        """All figures that fit, a row each: place, indicator, period as text and as its first and last day, value,
        unit, status, marks and source. Rivals are rows, too; where `headline` is true the figure stands for its place.
        """
        from countycli.query.tidy import COLUMNS, TidyRequest, tidy

        request = TidyRequest(names(metric), periods_named(names(period)), names(places), names(scope) or None)
        return Rows(COLUMNS, tidy(self._index, request))

    def show(
        self, place: Name, metric: Names = None, *, topic: Names = None, period: Names = None
    ) -> Answer[ShowReport]:
        """Everything that is known about a place, or only some indicators, topics and periods."""
        from countycli.query.show import ShowRequest, show

        request = ShowRequest(name_of(place), names(metric), names(topic), periods_named(names(period)))
        return self._answer("show", show(self._index, request))

    def rank(
        self,
        metric: Names,
        *,
        period: Names = None,
        scope: Names = None,
        kind: Names = None,
        since: str | int = "",
        ascending: bool | None = None,
        latest: bool = False,
        mark: Names = None,
    ) -> Answer[RankReport]:
        """All counties of a scope in order, like with like, and who is left out and why. Counties to `mark` are
        shown wherever they rank.
        """
        from countycli.query.rank import RankRequest, rank

        request = RankRequest(
            metrics=some_metrics(metric),
            periods=periods_named(names(period)),
            scope=names(scope) or None,
            ascending=ascending,
            latest=latest,
            kinds=kinds_given(kind),
            since=period_given(since),
            marked=names(mark),
        )
        return self._answer("rank", rank(self._index, request))

    def compare(
        self,
        *places: Names,
        metric: Names = None,
        topic: Names = None,
        period: Names = None,
        scope: Names = None,
        latest: bool = False,
    ) -> Answer[CompareReport]:
        """Counties side by side, each indicator for a period that they share."""
        from countycli.query.compare import CompareRequest, compare

        request = CompareRequest(
            names(*places),
            metrics=names(metric),
            topics=names(topic),
            periods=periods_named(names(period)),
            scope=names(scope) or None,
            latest=latest,
        )
        return self._answer("compare", compare(self._index, request))

    def trend(self, *places: Names, metric: str, first: str | int = "", last: str | int = "") -> Answer[TrendReport]:
        """The figures of places for one indicator over time, between two periods where these are given."""
        from countycli.query.trend import TrendRequest, trend

        request = TrendRequest(names(*places), metric, period_given(first), period_given(last))
        return self._answer("trend", trend(self._index, request))

    def map(
        self,
        metric: str,
        *,
        period: str | int = "",
        scope: Names = None,
        classes: int | None = None,
        limits: Sequence[float] = (),
    ) -> Answer[MapReport]:
        """The counties of a scope in classes of nearly as many each, or parted by `limits`; without a scope the country
        by province.
        """
        from countycli.query import map as query
        from countycli.query.classes import MOST, are_limits

        if classes is not None and not 0 < classes <= MOST:
            message = Phrase("“{value}” doesn't fit {option}", value=classes, option="classes")
            raise UsageError(message, Phrase("give a whole number from {least} to {most}", least=1, most=MOST))
        if limits and not are_limits(limits):
            message = Phrase("“{value}” doesn't fit {option}", value=limits, option="limits")
            raise UsageError(message, Phrase("give up to {most} numbers that rise", most=MOST - 1))
        request = query.MapRequest((metric,), period_given(period), names(scope) or None, classes, tuple(limits))
        return self._answer("map", query.map(self._index, request))

    def why(self, place: Name, metric: str, period: str | int = "") -> Answer[WhyReport]:
        """Everything behind one figure; without a period behind the latest."""
        from countycli.query.why import WhyRequest, why

        request = WhyRequest(name_of(place), metric, period_given(period))
        return self._answer("why", why(self._index, request))

    def cite(self, subject: Name, metric: str = "", period: str | int = "", *, style: str = "gbt7714") -> str:
        """References to the documents behind a figure, or to the document with an id: gbt7714, bibtex, csl or news."""
        return str(self.citation(subject, metric, period, style=style)).rstrip("\n")

    def citation(
        self, subject: Name, metric: str = "", period: str | int = "", *, style: str = "gbt7714"
    ) -> Answer[CiteReport]:
        """What `cite` gives, as an answer with a row for each document."""
        from countycli.query.cite import CiteRequest, cite
        from countycli.render.references import STYLES

        if style not in STYLES:
            raise UsageError(Phrase("Unknown style “{value}”", value=style), Phrase("known: {words}", words=STYLES))
        request = CiteRequest(name_of(subject), metric, period_given(period), style)
        return self._answer("cite", cite(self._index, request))

    def initiatives(
        self,
        *words: str,
        county: Name | None = None,
        scope: Names = None,
        category: str | None = None,
        year: str | int | None = None,
        kind: Names = None,
    ) -> Answer[InitiativesReport]:
        """Policy initiatives that hold all of the words, of all years or of one."""
        from countycli.query.initiatives import InitiativesRequest, initiatives

        request = InitiativesRequest(
            words,
            None if county is None else name_of(county),
            names(scope) or None,
            category,
            year_given(year),
            kinds_given(kind),
        )
        return self._answer("initiatives", initiatives(self._index, request))

    def targets(
        self, places: Names = None, year: Names = None, *, scope: Names = None, kind: Names = None
    ) -> Answer[TargetsReport]:
        """What counties set out to reach, and what came of it."""
        from countycli.query.targets import TargetsRequest, targets

        request = TargetsRequest(names(places), years_given(year), names(scope) or None, kinds_given(kind))
        return self._answer("targets", targets(self._index, request))

    def coverage(
        self, metric: Names = None, *, scope: Names = None, period: Names = None, kind: Names = None
    ) -> Answer[CoverageReport | CountyCoverageReport]:
        """Of how many counties the book has a figure, by indicator and period."""
        from countycli.query.coverage import CoverageRequest, coverage

        periods = periods_named(names(period))
        request = CoverageRequest(names(metric), names(scope) or None, periods, kinds=kinds_given(kind))
        return self._answer("coverage", coverage(self._index, request))

    def search(self, *words: str, scope: Names = None) -> Answer[SearchReport]:
        """Counties, indicators, initiatives and documents that hold all of the words."""
        from countycli.query.search import SearchRequest, search

        return self._answer("search", search(self._index, SearchRequest(words, names(scope) or None)))

    def verify(self, path: str | PathLike[str]) -> Answer[VerifyReport]:
        """Whether a file that countycli wrote still holds what was written, and what changed. What the book says to the
        same question today, the command line tells. Raises UsageError, NotFoundError and CountyError for other files.
        """
        from countycli.query.verify import VerifyRequest, verify

        return self._answer("verify", verify(self._index, VerifyRequest(os.fspath(path))))

    def draft(
        self,
        *files: str | PathLike[str],
        county: str | int = "",
        published: str | int = "",
        kind: str = "",
        against: bool = False,
    ) -> DraftAnswer:
        """What can be read out of a document, as a draft for the dataset; several files are its parts. With `against`
        each figure stands beside the book's.
        """
        from countycli.drafting.head import Given
        from countycli.drafting.reading.files import read_files
        from countycli.query.draft import DraftRequest, draft

        paths = [os.fspath(file) for file in files]
        given = Given(published_given(published), document_kind_given(kind))
        request = DraftRequest(read_files(paths), ", ".join(paths), str(county), given, against)
        return DraftAnswer("draft", draft(self._index, request), self._words)

    def import_sheet(  # noqa: PLR0913  # what the command takes as options
        self,
        file: str | PathLike[str],
        mapping: Mapping[str, str] | None = None,
        *,
        sheet: str = "",
        county: str | int = "",
        period: str | int = "",
        title: str = "",
        publisher: str = "",
        published: str | int = "",
        kind: str = "",
        against: bool = False,
    ) -> DraftAnswer:
        """The figures of a workbook or a CSV file, as a draft for the dataset. `mapping` tells what headers mean that
        the book doesn't know; `county` and `period` count where the sheet doesn't tell.
        """
        from countycli.drafting.sheets.files import read_sheet
        from countycli.query.sheet import SheetRequest, import_sheet

        path = os.fspath(file)
        request = SheetRequest(
            read_sheet(path, sheet),
            path,
            mapping or {},
            str(county),
            period_given(period),
            title,
            publisher or None,
            published_given(published),
            document_kind_given(kind),
            against,
        )
        return DraftAnswer("draft", import_sheet(self._index, request), self._words)

    def _answer(self, command: str, report: R) -> Answer[R]:
        return Answer(command, report, self._words)


def opened(
    data: str | PathLike[str] | Iterable[str | PathLike[str]], *, user_data: bool, prefer_own: bool, lang: str
) -> Book:
    """See `countycli.open`."""
    if lang not in LANGUAGES:
        raise UsageError(
            Phrase("Unknown language “{language}”", language=lang), Phrase("known: {words}", words=LANGUAGES)
        )
    paths = [data] if isinstance(data, str | os.PathLike) else data
    own = find_own([os.fspath(path) for path in paths], os.environ, usual=user_data)._replace(preferred=prefer_own)
    index = open_index(own)
    # The names are read at once: answers outlive the book, and go to other threads and processes.
    english = index.metrics.english_names() if lang == "en" else {}
    return Book(index, Words(lang, partial(dict, english)))
