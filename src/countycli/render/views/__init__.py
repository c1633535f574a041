"""A view for each command: what its report is as a page, as JSON, and as flat rows.

Every view module has `page(report, words)`, `payload(report, words)` and `rows(report, words)`.
"""
