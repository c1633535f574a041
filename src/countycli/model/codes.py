"""Codes that files of the dataset may use, and that answers have names for but no rules."""

from __future__ import annotations

STAGES = ("planned", "under_way", "done")
DOCUMENT_KINDS = (
    "communique",
    "government_report",
    "statistics_release",
    "press_conference",
    "news",
    "yearbook",
    "census",
    "reference",
)
METRIC_KINDS = ("level", "growth", "share", "rank", "count")
PRICE_BASES = ("constant", "current")
FORMULAS = ("ratio", "share", "change")
SCOPES = ("town", "village", "enterprise", "project", "institution")
CHANGES = ("撤县设区", "撤县设市", "撤市设区", "撤地设市", "更名", "析置", "划入", "并入", "代码变更")
