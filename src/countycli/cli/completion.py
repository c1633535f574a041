"""What completes the values of arguments and options, by names: `offers`, which does so, loads when a shell asks."""

from collections.abc import Callable

import typer

Offers = list[tuple[str, str]]  # a value, and what the shell shows beside it
TYPED = "countycli.typed"  # where a context has what was typed of the word that is to be completed


def _offers_of(name: str) -> Callable[[typer.Context], Offers]:
    """What completes values of a kind: the function of `offers` of that name."""

    def offered(context: typer.Context) -> Offers:
        from countycli.cli import offers

        found: Offers = getattr(offers, name)(context)
        return found

    return offered


places = _offers_of("places")
scopes = _offers_of("scopes")
metrics = _offers_of("metrics")
periods = _offers_of("periods")
years = _offers_of("years")
topics = _offers_of("topics")
kinds = _offers_of("kinds")
document_kinds = _offers_of("document_kinds")
categories = _offers_of("categories")
groups = _offers_of("groups")
documents = _offers_of("documents")
cited = _offers_of("cited")
covered = _offers_of("covered")
charted = _offers_of("charted")
styles = _offers_of("styles")
helps = _offers_of("helps")
formats = _offers_of("formats")
export_formats = _offers_of("export_formats")
partitions = _offers_of("partitions")
colors = _offers_of("colors")
languages = _offers_of("languages")
