"""What the columns of exported tables hold, for the guide and for packages that describe themselves."""

from __future__ import annotations

from countycli.model.columns import COLUMNS

_LISTED = ", several parted by `|`"
_DATE = "a date, or a year"

TABLES_MEAN = {
    "observations": "A row for each figure as one document gives it, or calculated by the formula of its indicator",
    "targets": "A row for each figure that somebody set out to reach: no outcome",
    "counties": "A row for each county, prefecture and province, also for those that ceased",
    "metrics": "A row for each indicator, with its definition and unit",
    "documents": "A row for each source",
    "initiatives": "A row for each named policy programme",
}
# Columns of figures that JSON calls otherwise, or doesn't have.
OF_EXPORTS = {
    "county_code": "code of the place (GB/T 2260)",
    "county": "name of the place",
    "level": "`county`, `prefecture`, `province` or `country`",
    "prefecture_code": "where the place lies; a region lies in itself",
    "prefecture": "name of the prefecture",
    "province_code": "where the place lies; a region lies in itself, the country's province is `000000`",
    "province": "name of the province",
    "metric_name": "name of the indicator in the book",
    "first_month": "the month in which the period begins, as `2024-07`",
    "last_month": "the month in which the period ends, as `2024-09`",
    "year": "the year in which the period ends",
    "value": "number in `unit`; missing where the document gives a standing only",
    "decimals": "how many the document prints; negative where a converted value's last whole digits are not certain",
    "bound": "missing (exact), `>=`, `>`, `<=`, `<` or `~`",
    "headline": (
        "whether the figure comes first of what documents say of its place, indicator, period and scope"
    ),
    "comparable": (
        "whether it is the exact outcome, for a stated period, of the whole place, and not doubtful: what rankings"
        " compare"
    ),
    "inferred": "`period_inferred` in JSON: whether the document leaves the period to be inferred",
    "disputed": (
        "whether another document's figure of the same code differs by more than rounding: true on both sides"
    ),
    "breaks": (
        "changes of the place's territory since the period, as text: `2021-04-09 to 330113 临平区; …`; missing where"
        " there are none"
    ),
}  # fmt: skip
_FIGURES = {column.field: column.means for column in COLUMNS} | OF_EXPORTS
MEANINGS = {
    "observations": _FIGURES,
    "targets": _FIGURES,
    "counties": {
        "code": "code of GB/T 2260; two units that ceased share theirs with one of today",
        "name": "name in Chinese",
        "short": "name without the kind of division",
        "level": "`county`, `prefecture`, `province` or `country`",
        "kind": "kind of division, as 县级市",
        "pinyin": "the short name in pinyin",
        "initials": "first letters of its syllables",
        "traditional": "name in traditional characters",
        "aliases": f"other names{_LISTED}",
        "prefecture_code": "code of the prefecture that it lies in",
        "prefecture": "name of the prefecture",
        "province_code": "code of the province that it lies in",
        "province": "name of the province",
        "valid_from": f"since when there is the unit, where that is known: {_DATE}",
        "valid_to": f"until when there was the unit: {_DATE}; missing where there is it still",
        "predecessors": f"units that went into it, as code, date and kind of change{_LISTED}",
        "successors": f"units that it went into, likewise{_LISTED}",
        "former_names": f"names that it had, each with the date until when{_LISTED}",
        "name_en": "name in English",
        "short_en": "name in English without the kind of division",
    },
    "metrics": {
        "id": "id of the indicator",
        "name": "name in Chinese",
        "name_en": "name in English",
        "aliases": f"other names{_LISTED}",
        "topic": "topic under which it is listed",
        "unit": "unit of all its values",
        "kind": "`level`, `count`, `share`, `growth` or `rank`: what may be calculated from it",
        "decimals": "how many decimals a calculated value has",
        "higher_is_better": "whether more is better; missing where neither is",
        "price_basis": "`current` or `constant` prices; missing where prices don't matter",
        "low": "lowest plausible value",
        "high": "highest plausible value",
        "definition": "definition in Chinese",
        "definition_en": "definition in English",
        "scope": "what it describes where that is not a whole county",
        "adds_up": "whether the values of a region's counties add up to the region's",
        "formula_kind": "`ratio`, `share` or `change` of indicators, where it can be calculated",
        "formula_metric": "the first indicator of the formula",
        "formula_base": "the second one, or the two periods of a change",
        "formula_times": "the number that the result is multiplied with",
        "formula_annual": "whether the formula is for whole years only",
        "formula_yearly": "whether the change is for each year between the two periods",
        "main": "whether it is one of those that are listed first",
    },
    "documents": {
        "id": "id of the document",
        "title": "its title, or a description of it",
        "publisher": "who published it",
        "published": "when: a date, a month or a year, as far as it tells",
        "kind": "`communique`, `government_report`, `statistics_release`, `press_conference`, `news`, `yearbook` …",
        "access": (
            "`official`, `press`, `copy` (an official text read on another's page) or `compilation` (official figures,"
            " collected by somebody else)"
        ),
        "url": "address, where it has one that is worth following",
        "note": "what must be known of it",
        "title_is_described": "whether it bears no title, so that `title` describes it",
        "seen": "the day on which its page was read",
        "own": "whether it is the reader's own, not the book's",
    },
    "initiatives": {
        "id": "id of the initiative",
        "county_code": "code of the place whose programme it is",
        "county": "name of the place",
        "name": "name of the programme",
        "year": "year in which it is told of",
        "category": "field of policy",
        "stage": "`planned`, `under_way` or `done`, at the date of the document",
        "summary": "what it is, in words of the book",
        "source": "id of the document",
        "at": "place in the document",
        "note": "what must be known of it",
    },
}  # fmt: skip
