"""Values that a shell offers for what has been typed so far, each with a gloss. Loaded when a shell asks.

As commands take names in Chinese, in pinyin, by initials, in any case and width, so does completion. An offer is put in
the place of what was typed, and need not begin with the same letters: `longq` becomes 龙泉市.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from countycli.cli.completion import TYPED
from countycli.cli.environment import COLORS
from countycli.errors import CountyError
from countycli.model.naming import Tier, name_key
from countycli.phrases import N_
from countycli.render.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import typer

    from countycli.cli.completion import Offers
    from countycli.cli.session import Session
    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Group, Place

_MOST = 60
_WIDE = "0000"  # how the codes of provinces end, and that of the country
_SURE = (Tier.CODE, Tier.NAME, Tier.PINYIN)
_LESS_SURE = (Tier.TRADITIONAL, Tier.FORMER, Tier.INITIALS)
_EXACT = (*_SURE, Tier.SHORT, Tier.ALIAS, Tier.INITIALS)  # of these the whole name comes before all others


def places(context: typer.Context) -> Offers:
    """Places by name, pinyin, initials or code; before anything is typed, the provinces."""
    words, index = _session(context).words, _session(context).index
    found = _places(context)
    around = index.places.by_code({code for _, place in found for code in place.above})
    return [(value, _location(words, place, value, around)) for value, place in found]


def scopes(context: typer.Context) -> Offers:
    """Groups, provinces and prefectures, with the number of their counties."""
    session = _session(context)
    words, known = session.words, session.index.places
    regions = [
        (value, words("counties: {count}", count=len(known.county_codes([place]))) + f", {place.code}")
        for value, place in _places(context, regions=True)
    ]
    return _groups(context, {group.name: group for group in session.index.groups.all()}) + regions


def groups(context: typer.Context) -> Offers:
    return _groups(context, {group.id: group for group in _session(context).index.groups.all()})


def _groups(context: typer.Context, known: Mapping[str, Group]) -> Offers:
    session = _session(context)
    words, members = session.words, session.index.groups.members
    names = {value: (group.id, group.name, group.name_en, *group.aliases) for value, group in known.items()}
    return [
        (value, words("{name}, counties: {count}", name=known[value], count=len(members(known[value].id))))
        for value in _fitting(context, names)
    ]


def metrics(context: typer.Context) -> Offers:
    """Ids of indicators; the name and the unit stand beside them."""
    session = _session(context)
    words, known = session.words, session.index.metrics.by_id()
    names = {metric.id: (metric.name, metric.name_en, *metric.aliases) for metric in known.values()}
    found = [known[value] for value in _fitting(context, names)]
    return [(metric.id, f"{words.metric(metric)} ({words.term(metric.unit)})") for metric in found]


def periods(context: typer.Context) -> Offers:
    """Periods for which there are figures of the indicators and places that were typed, the latest first; of how many
    counties or, where places were typed, of how many indicators.
    """
    session = _session(context)
    words, metrics, counties = session.words, _typed_metrics(context), _typed_places(context)
    counted = N_("indicators: {count}") if counties else N_("counties: {count}")
    known = {str(period): (period, count) for period, count in session.index.holdings.periods(metrics, counties)}
    names = {value: _period_names(period, words, typed_in(context)) for value, (period, _) in known.items()}
    glosses = (
        (value, "" if period.is_year else names[value][0], words(counted, count=count))
        for value in _fitting(context, names)
        for period, count in (known[value],)
    )
    return [(value, ", ".join(filter(None, told))) for value, *told in glosses]


def years(context: typer.Context) -> Offers:
    """Years of which the book has figures, the latest first."""
    return _words(context, [str(year) for year in reversed(_session(context).index.holdings.years())])


def topics(context: typer.Context) -> Offers:
    words, known = _session(context).words, _session(context).index.metrics.topics()
    return _named_things(context, {topic.id: (words.name(topic), topic.name, topic.name_en) for topic in known})


def kinds(context: typer.Context) -> Offers:
    """Kinds of counties, in Chinese."""
    from countycli.model.records import KIND_NAMES

    return _named_things(context, {kind: (_session(context).words(name), name) for kind, name in KIND_NAMES.items()})


def document_kinds(context: typer.Context) -> Offers:
    from countycli.model.codes import DOCUMENT_KINDS
    from countycli.render.views.labels import KINDS

    return _named_things(context, {kind: (_session(context).words(KINDS[kind]),) for kind in DOCUMENT_KINDS})


def categories(context: typer.Context) -> Offers:
    words, known = _session(context).words, _session(context).index.metrics.categories()
    return _named_things(context, {category.id: (words.text(category), category.name_en) for category in known})


def documents(context: typer.Context) -> Offers:
    """Documents by id or by what stands in their titles; before anything is typed, the newest."""
    index, typed = _session(context).index, typed_in(context)
    ids = index.documents.ids(typed.casefold()) if typed else []
    if typed and not ids:
        ids = [item.ref for item in index.names.search([name_key(typed)]) if item.kind == "document"]
    known = index.documents.by_id(ids[-_MOST:] if typed else None)
    return [(identifier, document.title) for identifier, document in list(known.items())[:_MOST]]


def cited(context: typer.Context) -> Offers:
    """What `cite` takes first: a place or a document."""
    return places(context) + (documents(context) if typed_in(context) else [])


def covered(context: typer.Context) -> Offers:
    """What `coverage` takes: indicators, and a place or a scope."""
    return (metrics(context) + places(context)) if typed_in(context) else []


def charted(context: typer.Context) -> Offers:
    """What `trend` and `compare` take: places and, behind the first of them, an indicator."""
    behind = typed_in(context) and _typed_places(context)
    return (metrics(context) if behind else []) + places(context)


def styles(context: typer.Context) -> Offers:
    from countycli.render.references import STYLES

    return _words(context, STYLES)


def helps(context: typer.Context) -> Offers:
    """What `countycli help` explains: commands and topics."""
    from countycli.cli.commands import COMMANDS
    from countycli.cli.topics import TOPICS

    words = _session(context).words
    told = {name: row.help for name, row in COMMANDS.items()} | {name: topic.title for name, topic in TOPICS.items()}
    return _named_things(context, {name: (words(text),) for name, text in told.items()})


def formats(context: typer.Context) -> Offers:
    from countycli.render.emit import FORMATS

    return _words(context, FORMATS)


def export_formats(context: typer.Context) -> Offers:
    from countycli.query.export import FORMATS

    return _words(context, FORMATS)


def partitions(context: typer.Context) -> Offers:
    from countycli.export.tables import PARTITIONS

    return _words(context, (*PARTITIONS, ",".join(PARTITIONS)))


def colors(context: typer.Context) -> Offers:
    return _words(context, COLORS)


def languages(context: typer.Context) -> Offers:
    return _words(context, LANGUAGES)


def typed_in(context: typer.Context) -> str:
    """What was typed of the word to be completed."""
    typed: str = context.meta.get(TYPED, "")
    return typed


def _session(context: typer.Context) -> Session:
    from countycli.cli.session import Session

    session = context.find_object(Session)
    assert session is not None  # `answering` gives every context a session
    return session


def _words(context: typer.Context, known: Iterable[str]) -> Offers:
    return [(value, "") for value in _fitting(context, dict.fromkeys(known, ()))]


def _named_things(context: typer.Context, known: Mapping[str, Sequence[str]]) -> Offers:
    """Values that stand before their names, of which the first is shown."""
    return [(value, known[value][0] if known[value][0] != value else "") for value in _fitting(context, known)]


def _fitting(context: typer.Context, known: Mapping[str, Sequence[str]]) -> list[str]:
    """The values, given with their other names, that fit what was typed."""
    from countycli.cli.matching import fitting

    def readings(characters: set[str]) -> Mapping[str, tuple[str, ...]]:
        known = _session(context).index.names.characters(characters)
        return {character: record.readings for character, record in known.items()}

    return fitting(typed_in(context), known, readings)


def _places(context: typer.Context, *, regions: bool = False) -> list[tuple[str, Place]]:
    """The places that what was typed may become, each behind the name or code that means this place and no other."""
    index, typed = _session(context).index, name_key(typed_in(context))
    if typed_in(context) and not typed:
        return []
    codes = _codes(index, typed) if typed else [code for code in index.places.region_codes() if code.endswith(_WIDE)]
    known = index.places.by_code(codes)
    found = [known[code] for code in codes if code in known and not (regions and known[code].level == "county")]
    if typed.isdecimal():
        return [(place.code, place) for place in found[:_MOST]]
    return _named(index, found[:_MOST], typed)


def _codes(index: Index, typed: str) -> list[str]:
    """The codes of the places with a name that begins so, those of the surest names first."""
    rows = index.names.keys("place", typed)
    exact = [code for key, tier, code in rows if key == typed and tier in _EXACT]
    tiers = _SURE if any(tier in _SURE for _, tier, _ in rows) else _LESS_SURE
    return list(dict.fromkeys([*exact, *(code for _, tier, code in rows if tier in (*tiers, Tier.ALIAS))]))


def _named(index: Index, found: list[Place], typed: str) -> list[tuple[str, Place]]:
    """Places by their full names. Namesakes get the region before their names (长春朝阳区) or, where the name itself
    was begun, behind it (朝阳区,长春), for fish drops what begins otherwise. What has ceased and shares a name gets the
    code.
    """
    shared = index.names.shared("place", {name_key(place.name) for place in found})
    namesakes = {place.code: place for place in found if name_key(place.name) in shared}
    around = index.places.by_code({place.above[0] for place in namesakes.values() if place.above})
    return [(_path(place, around, typed) if place.code in namesakes else place.name, place) for place in found]


def _path(place: Place, around: Mapping[str, Place], typed: str) -> str:
    if place.valid_to is not None or not place.above:
        return place.code
    region = around[place.above[0]].short
    return f"{place.name},{region}" if name_key(place.name).startswith(typed) else region + place.name


def _location(words: Words, place: Place, value: str, around: Mapping[str, Place]) -> str:
    """What tells namesakes apart: where a place lies, and the code. In English the English name, too; beside a code the
    name.
    """
    regions = [around[code] for code in place.above if code in around]
    by_code = value == place.code
    if words.is_chinese:
        told = "".join(region.short for region in reversed(regions))
        return f"{place.name} {told}".rstrip() if by_code else f"{told} {place.code}".lstrip()
    told = ", ".join([words.place(place) if by_code else place.short_en, *(region.short_en for region in regions)])
    return told if by_code else f"{told} {place.code}"


def _period_names(period: Period, words: Words, typed: str) -> list[str]:
    """What a period is called, and common ways to type that: `2024前三季度`, `2024Q1-Q3`, `2024H1`."""
    names = [words.period(period)]
    if not typed.isascii():
        chinese = Words("zh").period(period)
        names += [chinese, chinese.replace("年", "", 1)]
    first, last = period.start % 12, period.end % 12
    if period.months < 12 and first % 3 == 0 and last % 3 == 2:
        quarters = first // 3 + 1, last // 3 + 1
        names.append(f"{period.first_year}Q{'-Q'.join(map(str, dict.fromkeys(quarters)))}")
        names += [f"{period.first_year}H{half}" for half, span in ((1, (1, 2)), (2, (3, 4))) if quarters == span]
    return names


def _typed_metrics(context: typer.Context) -> list[str]:
    """The ids of the indicators that the line names already."""
    from countycli.names.defined import find_metric, is_metric

    index, found = _session(context).index, []
    for text in _given(context, "metric", "metrics", "counties", "words"):
        with suppress(CountyError):  # a word that may mean several
            found += [find_metric(index, text).metric.id] if is_metric(index, text) else []
    return found


def _typed_places(context: typer.Context) -> list[str]:
    """The codes of the places that the line names already, with those of the former units that went on as these."""
    from countycli.names.resolve import is_name, resolve_place

    index, found = _session(context).index, []
    for text in _given(context, "county", "counties", "subject", "words"):
        with suppress(CountyError):
            found += index.places.parts_of(resolve_place(index, text).place.code) if is_name(index, text) else []
    return found


def _given(context: typer.Context, *names: str) -> list[str]:
    """The values of parameters, as far as they were typed."""
    values = (context.params.get(name) or () for name in names)
    return [text for value in values for text in ([value] if isinstance(value, str) else value)]
