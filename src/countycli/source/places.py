"""Reading of counties, regions and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.codes import CHANGES
from countycli.model.records import LEVELS, FormerName, Group, Member, Place, Succession
from countycli.source import meant
from countycli.source.draft import Draft, Entry
from countycli.source.english import SOURCES, english_name, former_english_name

if TYPE_CHECKING:
    from countycli.source.english import EnglishName
    from countycli.source.sheet import Block, Sheet


def read_counties(sheet: Sheet, draft: Draft) -> None:
    sheet.refuse_others(["counties"])
    for block in sheet.blocks("counties"):
        _add_place(draft, block, "county")


def read_regions(sheet: Sheet, draft: Draft) -> None:
    sheet.refuse_others(["regions"])
    for block in sheet.blocks("regions"):
        _add_place(draft, block, block.word("level", LEVELS[1:]))


def read_groups(sheet: Sheet, draft: Draft) -> None:
    sheet.refuse_others(["groups"])
    for block in sheet.blocks("groups"):
        group = _group(block)
        members = [_member(group.id, item) for item in block.items("members")]
        block.close()
        draft.groups.append(Entry(group, block))
        draft.members += [Entry(member, block, "members") for member in members]


def _add_place(draft: Draft, block: Block, level: str) -> None:
    place = Place(
        code=block.text("code", meant.code),
        level=level,
        name=block.text("name"),
        short=block.text("short"),
        kind=block.text("kind"),
        pinyin=block.text("pinyin"),
        traditional=block.text("traditional"),
        prefecture=block.text_or_none("prefecture"),
        province=block.text_or_none("province"),
        aliases=block.texts("aliases"),
        valid_from=block.date_or_none("valid_from"),
        valid_to=block.date_or_none("valid_to"),
        predecessors=_successions(block, "predecessors"),
        successors=_successions(block, "successors"),
        former_names=tuple(_former_name(part) for part in block.blocks("former_names")),
    )
    name = _english_name(block, place)
    block.close()
    draft.places.append(Entry(place._replace(name_en=name.name, short_en=name.short), block))


def _english_name(block: Block, place: Place) -> EnglishName:
    given = block.block_or_none("english")
    form = None
    if given is not None:
        form = given.text("name")
        given.word("source", SOURCES)
        given.close()
    return english_name(place, form, block.text_or_none("short_en"))


def _former_name(block: Block) -> FormerName:
    name, until, merged = block.text("name"), block.date("until"), block.flag("merged")
    english = former_english_name(name, block.text("pinyin"), block.text_or_none("english"))
    block.close()
    return FormerName(name, until, merged, english.name, english.short)


def _successions(block: Block, key: str) -> tuple[Succession, ...]:
    return tuple(_succession(part) for part in block.blocks(key))


def _succession(block: Block) -> Succession:
    succession = Succession(block.text("code", meant.code), block.date("date"), block.word("change", CHANGES))
    block.close()
    return succession


def _group(block: Block) -> Group:
    source = block.block("source")
    group = Group(
        id=block.text("id"),
        name=block.text("name"),
        name_en=block.text("name_en"),
        aliases=block.texts("aliases"),
        province=block.text_or_none("province"),
        valid_from=block.date_or_none("valid_from"),
        valid_to=block.date_or_none("valid_to"),
        description=block.text("description"),
        description_en=block.text("description_en"),
        source_title=source.text("title"),
        source_publisher=source.text("publisher"),
        source_published=source.date("published"),
        source_url=source.text_or_none("url"),
    )
    source.close()
    return group


def _member(group: str, item: str | Block) -> Member:
    if isinstance(item, str):
        return Member(group, item)
    member = Member(
        group, item.text("code", meant.code), item.date_or_none("valid_from"), item.date_or_none("valid_to")
    )
    item.close()
    return member
