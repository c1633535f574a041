"""An empty file of the dataset for one place, to be filled in by hand."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.drafting.toml import ACCESS, SUMMARY, quoted
from countycli.model.codes import DOCUMENT_KINDS
from countycli.model.records import STATUSES
from countycli.phrases import Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from countycli.model.period import Period
    from countycli.model.records import Category, Group, Metric, Place, Topic

_HEAD = (
    Phrase("A file for {name} ({code}): write what a document says, and delete the lines that you don't need."),
    Phrase("A line that begins with # doesn't count: take the # away where you fill in."),
    Phrase("Then `countycli data check FILE`, and `countycli show {code} --data FILE`."),
)
_TITLE = Phrase("as the document has it")
_DATE = Phrase('the day when it came out; a month is written "2026-03", a year 2026')
_PERIOD = Phrase('a year; "2026-03" is a month, "2026-01/2026-06" are months, "2021/2025" years')
_PRINTED = Phrase("figures can say more: {example}")
_EXAMPLE = '{ value = 6300, unit = "万元", bound = ">=", printed = "6300余万元", note = "…" }'
_TARGETS = Phrase("What the document sets out to reach, in the same form:")
_INITIATIVES = Phrase("Named programmes:")


class Subject(NamedTuple):
    """What a template is about: a place, the period of its figures, and the indicators with a line each."""

    place: Place
    period: Period
    metrics: Sequence[Metric]
    topics: Sequence[Topic]
    categories: Sequence[Category]


class Speaker(NamedTuple):
    """Puts remarks, and the names of topics, indicators and units, into the reader's language."""

    say: Callable[[Phrase], str]
    name: Callable[[Metric | Topic | Group], str]
    unit: Callable[[str], str]


def template(subject: Subject, speaker: Speaker) -> str:
    """The file as TOML. Without a title it has one fault; all lines of figures are remarks."""
    return "\n".join(
        (
            *_head(subject, speaker),
            "",
            *_document(speaker),
            "",
            *_observations(subject, speaker),
            "",
            *_targets(subject, speaker),
            "",
            *_initiatives(subject, speaker),
            "",
        )
    )


def _head(subject: Subject, speaker: Speaker) -> Iterator[str]:
    place = subject.place
    for line in _HEAD:
        yield f"# {speaker.say(Phrase(line.template, name=place, code=place.code))}"


def _document(speaker: Speaker) -> Iterator[str]:
    yield "[document]"
    yield f'title = ""  # {speaker.say(_TITLE)}'
    yield '# publisher = ""'
    yield f"# published = 2026-03-01  # {speaker.say(_DATE)}"
    yield f"kind = {quoted(DOCUMENT_KINDS[0])}  # {', '.join(DOCUMENT_KINDS)}"
    yield f'access = "official"  # {speaker.say(ACCESS)}'
    yield '# url = "https://"'


def _observations(subject: Subject, speaker: Speaker) -> Iterator[str]:
    yield "[[observations]]"
    yield from _of_place(subject)
    yield f"period = {quoted(str(subject.period))}  # {speaker.say(_PERIOD)}"
    yield f"# status = {quoted(STATUSES[1])}  # {', '.join(STATUSES)}"
    yield f"# {speaker.say(Phrase(_PRINTED.template, example=_EXAMPLE))}"
    topics = {topic.id: topic for topic in subject.topics}
    width = max((len(metric.id) for metric in subject.metrics), default=0)
    for topic, metrics in groupby(subject.metrics, key=lambda metric: metric.topic):
        yield f"# {speaker.name(topics[topic])}"
        yield from _lines(metrics, width, speaker)


def _lines(metrics: Iterable[Metric], width: int, speaker: Speaker) -> Iterator[str]:
    for metric in metrics:
        yield f"# {metric.id:<{width}} =    # {speaker.name(metric)}, {speaker.unit(metric.unit)}"


def _of_place(subject: Subject) -> Iterator[str]:
    yield f"county = {quoted(subject.place.code)}  # {subject.place.name}"


def _targets(subject: Subject, speaker: Speaker) -> Iterator[str]:
    yield f"# {speaker.say(_TARGETS)}"
    yield "# [[targets]]"
    yield from (f"# {line}" for line in _of_place(subject))
    yield f"# period = {quoted(str(subject.period))}"
    for metric in subject.metrics[:1]:
        yield f'# {metric.id} = {{ value = 0, bound = ">=", printed = "" }}'


def _initiatives(subject: Subject, speaker: Speaker) -> Iterator[str]:
    yield f"# {speaker.say(_INITIATIVES)}"
    yield "# [[initiatives]]"
    yield from (f"# {line}" for line in _of_place(subject))
    yield '# name = ""'
    yield f"# year = {subject.period.last_year}"
    yield f"# category = {quoted(subject.categories[0].id)}  # {'、'.join(each.id for each in subject.categories)}"
    yield '# stage = "under_way"  # planned, under_way, done'
    yield f'# summary = ""  # {speaker.say(SUMMARY)}'
