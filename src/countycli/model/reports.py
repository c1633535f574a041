"""What the queries answer: one report for each command, free of words and of layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from countycli.errors import Phrase
    from countycli.model.period import Period
    from countycli.model.records import Category, Document, Figure, Group, Initiative, Metric, Place, Topic

TARGET_STATES = ("met", "missed", "open", "no_figure")
EXCLUSION_REASONS = ("no_figure", "other_period", "bound", "estimate", "target_only", "break", "other_scope")


class DataInfo(NamedTuple):
    """What every answer says of the data behind it: version, number of documents, date of the newest one."""

    version: str
    documents: int
    as_of: str


class Fault(NamedTuple):
    """A fault in a dataset file, as it is printed."""

    path: str
    line: int
    code: str
    message: Phrase
    hint: Phrase | None


class Note(NamedTuple):
    """Something the reader must know. Kinds `match` and `moved` tell how a name was understood."""

    kind: str
    text: Phrase


class Scope(NamedTuple):
    """The counties that an answer covers. `kind` is all, province, prefecture or group; `name` is None for all."""

    id: str | None
    kind: str
    name: str | None
    counties: tuple[Place, ...]
    notes: tuple[Note, ...]


class Headline(NamedTuple):
    """The figure that stands for a place, metric and period, and what other documents say of it."""

    figure: Figure
    rivals: tuple[Figure, ...] = ()
    disputed: bool = False  # a rival differs by more than rounding


class Membership(NamedTuple):
    """A county's time in a group; the dates are the group's where the county has none of its own."""

    group: Group
    valid_from: str | None
    valid_to: str | None


class ShowReport(NamedTuple):
    place: Place
    parents: dict[str, Place]
    memberships: tuple[Membership, ...]
    population: Headline | None
    observations: tuple[Headline, ...]
    targets: tuple[Figure, ...]
    initiatives: tuple[Initiative, ...]
    nearest: tuple[Place, ...]  # those with figures, where this place has none
    metrics: dict[str, Metric]
    topics: tuple[Topic, ...]
    documents: dict[str, Document]
    notes: tuple[Note, ...]


class RankRow(NamedTuple):
    rank: int
    place: Place
    headline: Headline


class Exclusion(NamedTuple):
    """A county that is left out of a ranking; `detail` is what it has instead."""

    place: Place
    reason: str
    detail: Phrase | None


class RankReport(NamedTuple):
    metric: Metric
    period: Period | None  # None where each county has its latest
    scope: Scope
    ascending: bool
    rows: tuple[RankRow, ...]
    excluded: tuple[Exclusion, ...]
    periods: tuple[tuple[Period, int], ...]  # how many counties could be ranked for each, the best first
    top: int | None
    documents: dict[str, Document]
    notes: tuple[Note, ...]


class CompareRow(NamedTuple):
    """A metric in one period; `cells` follow the report's places, `benchmarks` its regions."""

    metric: Metric
    period: Period
    cells: tuple[Headline | None, ...]
    benchmarks: tuple[Headline | None, ...]


class CompareReport(NamedTuple):
    places: tuple[Place, ...]
    regions: tuple[Place, ...]
    rows: tuple[CompareRow, ...]
    single: tuple[Metric, ...]  # metrics that no two of the places share a period of
    documents: dict[str, Document]
    notes: tuple[Note, ...]


class TargetRow(NamedTuple):
    target: Figure
    place: Place
    outcome: Headline | None
    state: str


class TargetsReport(NamedTuple):
    scope: Scope | None
    place: Place | None
    year: int | None
    rows: tuple[TargetRow, ...]
    metrics: dict[str, Metric]
    documents: dict[str, Document]
    notes: tuple[Note, ...]


class InitiativesReport(NamedTuple):
    scope: Scope | None
    place: Place | None
    words: tuple[str, ...]
    category: str | None
    year: int | None
    rows: tuple[Initiative, ...]
    places: dict[str, Place]
    documents: dict[str, Document]
    notes: tuple[Note, ...]


class WhyReport(NamedTuple):
    """Everything behind one figure."""

    place: Place
    parents: dict[str, Place]
    metric: Metric
    headline: Headline
    reasons: tuple[Phrase, ...]  # why the headline comes before its rivals
    periods: tuple[Period, ...]  # others that this place has the metric for, the latest first
    targets: tuple[Figure, ...]  # for the same metric
    documents: dict[str, Document]
    notes: tuple[Note, ...]


class CountyRow(NamedTuple):
    place: Place
    memberships: tuple[Membership, ...]
    figures: int


class CountiesReport(NamedTuple):
    scope: Scope
    words: tuple[str, ...]
    rows: tuple[CountyRow, ...]
    parents: dict[str, Place]
    notes: tuple[Note, ...]


class MetricsReport(NamedTuple):
    """All metrics; with `detail`, one of them and its coverage (period, places with a figure)."""

    rows: tuple[tuple[Metric, int], ...]  # with the number of figures
    topics: tuple[Topic, ...]
    detail: Metric | None
    coverage: tuple[tuple[Period, int], ...]
    notes: tuple[Note, ...]


class GroupsReport(NamedTuple):
    """All groups; with `detail`, one of them and its members."""

    rows: tuple[tuple[Group, int], ...]  # with the number of members in its last state
    detail: Group | None
    members: tuple[tuple[Place, Membership], ...]
    parents: dict[str, Place]
    notes: tuple[Note, ...]


class SourceRow(NamedTuple):
    document: Document
    observations: int
    targets: int
    initiatives: int


class SourcesReport(NamedTuple):
    """All documents; with `detail`, one of them and everything that it yielded."""

    rows: tuple[SourceRow, ...]
    detail: Document | None
    observations: tuple[Figure, ...]
    targets: tuple[Figure, ...]
    initiatives: tuple[Initiative, ...]
    places: dict[str, Place]
    metrics: dict[str, Metric]
    documents: dict[str, Document]
    notes: tuple[Note, ...]


class SearchRow(NamedTuple):
    """A hit: `kind` is county, region, metric, initiative or document; `ref` is what other commands take."""

    kind: str
    ref: str
    title: str
    detail: str


class SearchReport(NamedTuple):
    words: tuple[str, ...]
    rows: tuple[SearchRow, ...]
    notes: tuple[Note, ...]


class CheckReport(NamedTuple):
    """The faults of `files` dataset files, in the order of files and lines."""

    problems: tuple[Fault, ...]
    files: int
    info: DataInfo
    notes: tuple[Note, ...]


class DataReport(NamedTuple):
    """The dataset itself: what it holds and where it lies."""

    counts: dict[str, int]
    categories: tuple[Category, ...]
    root: str
    index_path: str | None
    notes: tuple[Note, ...]
