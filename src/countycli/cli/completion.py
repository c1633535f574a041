"""Values that the shell offers for what has been typed so far, each with a gloss.

As commands take names in any case and width, with tone marks or without, so does completion.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from countycli.cli.environment import COLORS
from countycli.cli.session import Session
from countycli.render.terminal import safe_line
from countycli.render.words import LANGUAGES

if TYPE_CHECKING:
    from countycli.index.ask.index import Index

Offers = list[tuple[str, str]]

_MOST = 60


def places(context: typer.Context, incomplete: str) -> Offers:
    """Names, pinyin and codes of today's counties and regions that begin with what was typed."""
    return _places(context, incomplete)


def metrics(context: typer.Context, incomplete: str) -> Offers:
    """Ids of metrics that begin with what was typed; where none does, names and other terms."""
    session = _session(context)
    known = session.index.metrics.by_id().values()
    ids = [(metric.id, session.words.name(metric)) for metric in known]
    terms = [(term, metric.id) for metric in known for term in (metric.name, *metric.aliases) if " " not in term]
    return _beginning(incomplete, ids) or _beginning(incomplete, terms)


def scopes(context: typer.Context, incomplete: str) -> Offers:
    """Groups, provinces and prefectures."""
    known = _session(context).index.groups.all()
    offers = [(name, group.name) for group in known for name in (group.name, group.id)]
    return _beginning(incomplete, offers) + _places(context, incomplete, regions=True)


def documents(context: typer.Context, incomplete: str) -> Offers:
    index = _session(context).index
    known = index.documents.by_id(index.documents.ids(incomplete.casefold())[:_MOST])
    return _beginning(incomplete, [(key, document.title) for key, document in known.items()])


def cited(context: typer.Context, incomplete: str) -> Offers:
    """What `cite` takes first: a place or a document."""
    return places(context, incomplete) + (documents(context, incomplete) if incomplete else [])


def styles(context: typer.Context, incomplete: str) -> list[str]:
    from countycli.render.references import STYLES

    return _words(incomplete, STYLES)


def groups(context: typer.Context, incomplete: str) -> Offers:
    offers = [(group.id, group.name) for group in _session(context).index.groups.all()]
    return _beginning(incomplete, offers)


def categories(context: typer.Context, incomplete: str) -> Offers:
    offers = [(category.id, category.name_en) for category in _session(context).index.metrics.categories()]
    return _beginning(incomplete, offers)


def topics(context: typer.Context, incomplete: str) -> Offers:
    """Ids of topics that begin with what was typed; where none does, Chinese names."""
    session = _session(context)
    known = session.index.metrics.topics()
    ids = [(topic.id, session.words.name(topic)) for topic in known]
    return _beginning(incomplete, ids) or _beginning(incomplete, [(topic.name, topic.id) for topic in known])


def kinds(context: typer.Context, incomplete: str) -> Offers:
    """Kinds of counties, in Chinese; where none begins with what was typed, in English."""
    from countycli.model.records import KIND_NAMES

    words = _session(context).words
    offers = [(kind, words(name)) for kind, name in KIND_NAMES.items()]
    english = [(name, kind) for kind, name in KIND_NAMES.items() if " " not in name]
    return _beginning(incomplete, offers) or _beginning(incomplete, english)


def helps(context: typer.Context, incomplete: str) -> Offers:
    """What `countycli help` explains: commands and topics."""
    from countycli.cli.commands import COMMANDS
    from countycli.cli.topics import TOPICS

    words = _session(context).words
    offers = [(name, words(row.help)) for name, row in COMMANDS.items()]
    offers += [(name, words(topic.title)) for name, topic in TOPICS.items()]
    return _beginning(incomplete, offers)


def formats(context: typer.Context, incomplete: str) -> list[str]:
    from countycli.render.emit import FORMATS

    return _words(incomplete, FORMATS)


def export_formats(context: typer.Context, incomplete: str) -> list[str]:
    from countycli.query.export import FORMATS

    return _words(incomplete, FORMATS)


def partitions(context: typer.Context, incomplete: str) -> list[str]:
    from countycli.export.tables import PARTITIONS

    return _words(incomplete, (*PARTITIONS, ",".join(PARTITIONS)))


def colors(context: typer.Context, incomplete: str) -> list[str]:
    return _words(incomplete, COLORS)


def languages(context: typer.Context, incomplete: str) -> list[str]:
    return _words(incomplete, LANGUAGES)


def _places(context: typer.Context, incomplete: str, *, regions: bool = False) -> Offers:
    """Today's names that begin with what was typed; where none does, traditional forms, former names and initials."""
    from countycli.model.naming import Tier, name_key

    typed = name_key(incomplete)
    if incomplete and not typed:
        return []
    index = _session(context).index
    rows = index.names.keys("place", typed)
    if regions:
        rows = _of_regions(index, rows)
    tiers = (Tier.CODE, Tier.NAME, Tier.PINYIN) if incomplete else (Tier.NAME,)
    if incomplete and not any(tier in tiers for _, tier, _ in rows):
        tiers = (Tier.TRADITIONAL, Tier.FORMER, Tier.INITIALS)
    hits = [(key, code) for key, tier, code in rows if tier in (*tiers, Tier.ALIAS)][:_MOST]
    known = index.places.by_code(code for _, code in hits)
    offers = [(key, f"{known[code].name} {code}") for key, code in hits]
    return _continued(incomplete, len(typed), offers)


def _of_regions(index: "Index", rows: list[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    places = index.places.by_code(code for *_, code in rows)
    return [row for row in rows if places[row[2]].level != "county"]


def _words(incomplete: str, known: Iterable[str]) -> list[str]:
    return [word for word, _ in _beginning(incomplete, [(word, "") for word in known])]


def _beginning(incomplete: str, offers: Offers) -> Offers:
    from countycli.model.naming import folded

    typed = folded(incomplete)
    fitting = [offer for offer in offers if folded(offer[0]).startswith(typed)]
    return _continued(incomplete, len(typed), fitting)


def _continued(incomplete: str, length: int, offers: Offers) -> Offers:
    """Offers in which what was typed stands in the place of the first `length` characters, its equals in another case
    or width (`LONGQ` of `longquan`): Typer and some shells drop offers that don't begin exactly as typed. An offer that
    holds what a terminal would obey is left out.
    """
    continued = [(incomplete + text[length:], safe_line(gloss)) for text, gloss in offers]
    return [(text, gloss) for text, gloss in continued if text == safe_line(text)]


def _session(context: typer.Context) -> Session:
    session = context.find_object(Session)
    assert session is not None  # `answering` gives every context a session
    return session
