"""Metrics and groups of the reader's own have names that nothing in the book has, so that every question to the book
means what it meant before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from countycli.model.keys import defined_names, place_names
from countycli.model.naming import Tier, name_key
from countycli.phrases import Phrase
from countycli.source.units import BESIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from countycli.source.draft import Draft, Entry

_ID = re.compile("[a-z][a-z0-9_]*")


def check_names(draft: Draft) -> None:
    for metric in draft.metrics:
        if not _ID.fullmatch(metric.record.id) or metric.record.id in BESIDE:
            message = Phrase("“{id}” can't be an indicator's id", id=metric.record.id)
            metric.report("D104", message, Phrase("small letters, digits and _; no key of a block"), key="id")
    metrics, own_metrics = _parted(draft.metrics)
    if own_metrics:
        _check_free(own_metrics, metrics, {key: bearer for _, key, _, bearer in defined_names("metric", metrics)})
    groups, own_groups = _parted(draft.groups)
    if own_groups:
        places = place_names(entry.record for entry in draft.places)
        taken = {key: code for _, key, tier, code in places if tier < Tier.FORMER}
        taken |= {key: bearer for _, key, _, bearer in defined_names("group", groups)}
        _check_free(own_groups, groups, taken)


def _parted(entries: Iterable[Entry[Any]]) -> tuple[list[Any], list[Entry[Any]]]:
    """The records that the book defines, and the entries of those that the reader's own files define."""
    own = [entry for entry in entries if entry.block.sheet.precedence]
    return [entry.record for entry in entries if not entry.block.sheet.precedence], own


def _check_free(entries: Iterable[Entry[Any]], others: Iterable[Any], taken: Mapping[str, str]) -> None:
    """Report terms that the book has for something else. `taken` holds the id or code of what bears each term. Who
    repeats the id of one of the `others`, the book's records of the same kind, is told so by `check_duplicates`.
    """
    ids = {other.id for other in others}
    for entry in entries:
        record = entry.record
        terms = [("id", record.id), ("name", record.name), ("name_en", record.name_en)]
        terms += [("aliases", alias) for alias in record.aliases]
        for key, term in terms:
            bearer = taken.get(name_key(term))
            if bearer and not (bearer == record.id and bearer in ids):
                message = Phrase(
                    "The book has something else that is called “{name}”: {other}", name=term, other=bearer
                )
                entry.report("D304", message, Phrase("choose another name"), key=key)
