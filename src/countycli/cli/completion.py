"""Values that the shell offers for what has been typed so far, each with a gloss."""

from __future__ import annotations

import typer

from countycli.cli.environment import COLORS
from countycli.cli.session import Session
from countycli.render.words import LANGUAGES

Offers = list[tuple[str, str]]

_MOST = 60


def places(context: typer.Context, incomplete: str) -> Offers:
    """Names, pinyin and codes of today's counties and regions that begin as typed."""
    from countycli.model.naming import Tier

    index = _session(context).index
    rows = index.names.keys("place", incomplete.casefold())
    tiers = (Tier.CODE, Tier.NAME, Tier.PINYIN) if incomplete else (Tier.NAME,)
    if incomplete and not any(tier in tiers for _, tier, _ in rows):
        tiers = (Tier.TRADITIONAL,)
    hits = [(key, code) for key, tier, code in rows if tier in (*tiers, Tier.ALIAS)][:_MOST]
    known = index.places.by_code(code for _, code in hits)
    return [(key, f"{known[code].name} {code}") for key, code in hits]


def metrics(context: typer.Context, incomplete: str) -> Offers:
    """Ids of metrics, or the Chinese names that begin as typed."""
    session = _session(context)
    known = session.index.metrics.by_id().values()
    offers = [(metric.id, session.words.name(metric)) for metric in known]
    if incomplete and not incomplete.isascii():
        offers = [(term, metric.id) for metric in known for term in (metric.name, *metric.aliases)]
    return [offer for offer in offers if offer[0].startswith(incomplete)]


def scopes(context: typer.Context, incomplete: str) -> Offers:
    """Groups, provinces and prefectures."""
    session = _session(context)
    offers = [(name, group.name) for group in session.index.groups.all() for name in (group.name, group.id)]
    for region in session.index.places.regions():
        offers += [(name, region.name) for name in (region.name, region.pinyin.replace(" ", ""), region.code)]
    return [offer for offer in offers if offer[0].startswith(incomplete)]


def documents(context: typer.Context, incomplete: str) -> Offers:
    index = _session(context).index
    known = index.documents.by_id(index.documents.ids(incomplete)[:_MOST])
    return [(key, document.title) for key, document in known.items()]


def groups(context: typer.Context, incomplete: str) -> Offers:
    offers = [(group.id, group.name) for group in _session(context).index.groups.all()]
    return [offer for offer in offers if offer[0].startswith(incomplete)]


def categories(context: typer.Context, incomplete: str) -> Offers:
    offers = [(category.id, category.name_en) for category in _session(context).index.metrics.categories()]
    return [offer for offer in offers if offer[0].startswith(incomplete)]


def topics(context: typer.Context, incomplete: str) -> Offers:
    """Ids of topics, or their Chinese names that begin as typed."""
    session = _session(context)
    known = session.index.metrics.topics()
    offers = [(topic.id, session.words.name(topic)) for topic in known]
    if incomplete and not incomplete.isascii():
        offers = [(topic.name, topic.id) for topic in known]
    return [offer for offer in offers if offer[0].startswith(incomplete)]


def helps(context: typer.Context, incomplete: str) -> Offers:
    """Commands and topics."""
    from countycli.cli.table import COMMANDS
    from countycli.cli.topics import TOPICS

    words = _session(context).words
    offers = [(name, words(row.help)) for name, row in COMMANDS.items()]
    offers += [(name, words(topic.title)) for name, topic in TOPICS.items()]
    return [offer for offer in offers if offer[0].startswith(incomplete)]


def formats(context: typer.Context, incomplete: str) -> list[str]:
    from countycli.render.emit import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


def export_formats(context: typer.Context, incomplete: str) -> list[str]:
    from countycli.query.export import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


def partitions(context: typer.Context, incomplete: str) -> list[str]:
    from countycli.export.tables import PARTITIONS

    return [name for name in (*PARTITIONS, ",".join(PARTITIONS)) if name.startswith(incomplete)]


def colors(context: typer.Context, incomplete: str) -> list[str]:
    return [name for name in COLORS if name.startswith(incomplete)]


def languages(context: typer.Context, incomplete: str) -> list[str]:
    return [name for name in LANGUAGES if name.startswith(incomplete)]


def _session(context: typer.Context) -> Session:
    session = context.find_object(Session)
    assert session is not None  # main() gives every context one
    return session
