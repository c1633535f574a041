"""Names for the codes of the dataset (stages, kinds, changes …), and short texts on places and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import KIND_NAMES
from countycli.phrases import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.records import Break, Place
    from countycli.model.reports import Membership
    from countycli.render.words import Words

# Titles of columns of rows that need other words than their keys.
COLUMNS = {
    "rank": N_("Rank"),
    "county_code": N_("Code"),
    "county": N_("County"),
    "county_name_en": N_("Name in English"),
    "metric": N_("Indicator"),
    "period": N_("Period"),
    "value": N_("Value"),
    "unit": N_("Unit"),
    "bound": N_("Bound"),
    "status": N_("Status"),
    "standing": N_("Standing"),
    "source": N_("Source"),
    "at": N_("Place in the document"),
    "printed": N_("As printed"),
    "note": N_("Note"),
    "scope": N_("Covers"),
    "name": N_("Name"),
    "year": N_("Year"),
    "category": N_("Category"),
    "stage": N_("Stage"),
    "summary": N_("Summary"),
    "change": N_("Change"),
    "counties": N_("Counties"),
}
STAGES = {"planned": N_("planned"), "under_way": N_("under way"), "done": N_("done")}
STATUSES = {
    "actual": N_("reported"),
    "preliminary": N_("preliminary"),
    "final": N_("final"),
    "estimate": N_("estimate"),
    "forecast": N_("forecast"),
    "target": N_("target"),
}
ACCESSES = {"official": N_("official"), "press": N_("press"), "copy": N_("copy"), "compilation": N_("compilation")}
KINDS = {
    "communique": N_("statistical communique"),
    "government_report": N_("government report"),
    "statistics_release": N_("statistics release"),
    "press_conference": N_("press conference"),
    "news": N_("news report"),
    "yearbook": N_("yearbook"),
    "census": N_("census"),
    "reference": N_("reference page"),
}
CHANGES = {
    "撤县设区": N_("county became district"),
    "撤县设市": N_("county became city"),
    "撤市设区": N_("city became district"),
    "撤地设市": N_("prefecture became city"),
    "更名": N_("renamed"),
    "析置": N_("a new unit out of part of it"),
    "划入": N_("part of its land"),
    "并入": N_("merged"),
    "代码变更": N_("new code"),
}
PLACE_KINDS = {
    "国家": N_("country"),
    **KIND_NAMES,
    "地区": N_("prefecture"),
    "自治州": N_("autonomous prefecture"),
    "盟": N_("league"),
    "省": N_("province"),
    "直辖市": N_("municipality"),
    "自治区": N_("autonomous region"),
}


def kind(place: Place, words: Words) -> str:
    """What kind of division a place is; kinds without an English name are shown in Chinese."""
    return words(PLACE_KINDS.get(place.kind, place.kind))


def boundary_change(change: Break, other: Place, words: Words) -> str:
    """`2021-04-09 to 临平区` where land went to 临平区, `from` where land came from there."""
    template = N_("{date} from {name}") if change.gain else N_("{date} to {name}")
    return words(template, date=change.date, name=other)


def groups_text(memberships: Iterable[Membership], words: Words) -> str:
    """`山区26县 (2021-2023), 山区海岛县 (2024-)`."""
    named = ((words.name(membership.group), words.years(membership)) for membership in memberships)
    return words.join(words("{name} ({detail})", name=name, detail=years) if years else name for name, years in named)
