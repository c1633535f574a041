"""The metrics that `related` and `revised_with` name exist, and are others than the metric that names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.checks.references import check_metric
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection

    from countycli.model.records import Metric
    from countycli.source.draft import Draft, Entry


def check_relations(draft: Draft) -> None:
    metrics = {entry.record.id: entry.record for entry in draft.metrics}
    for entry in draft.metrics:
        for name in entry.record.related:
            _check_named(entry, name, metrics, "related")
        account = entry.record.revised_with
        if account is not None:
            _check_named(entry, account, metrics, "revised_with")
            _check_account(entry, account, metrics.get(account))


def _check_named(entry: Entry[Metric], name: str, metrics: Collection[str], key: str) -> None:
    check_metric(entry, name, metrics, key)
    if name == entry.record.id:
        entry.report("D104", Phrase("“{metric}” names itself", metric=name), key=key)


def _check_account(entry: Entry[Metric], account: str, metric: Metric | None) -> None:
    """Report an account that names a further one: all metrics that are revised together name the same account."""
    if metric is not None and metric.revised_with is not None and metric.id != entry.record.id:
        message = Phrase("{metric} is itself revised with {other}", metric=account, other=metric.revised_with)
        entry.report("D104", message, Phrase("name that one"), key="revised_with")
