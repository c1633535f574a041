"""What `countycli` alone shows: what to type next. The list of all commands is in the help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from countycli.cli.help import SYNOPSIS, entry, section, width_of, wrapped
from countycli.errors import CountyError
from countycli.phrases import N_
from countycli.version import extent_of_book

if TYPE_CHECKING:
    from collections.abc import Mapping

    from countycli.render.words import Words

_COLUMN = 44
# Each line is translated, too, so that names stand in the script that the reader types.
EXAMPLES = (
    (N_("countycli show longquan"), N_("a county at a glance")),
    (N_("countycli rank -m gdp_growth --in zhejiang"), N_("a province's counties, ranked")),
    (N_("countycli compare longquan kunshan"), N_("counties side by side")),
    (N_("countycli trend longquan -m gdp"), N_("a figure over the years, with its gaps")),
    (N_("countycli why longquan gdp"), N_("where a figure comes from")),
    (N_("countycli search investment"), N_("whatever holds a word")),
)
_MORE = (
    ("countycli --help", N_("all commands and topics")),
    ("countycli show --help", N_("one command, with its options")),
)
_OTHER_LANGUAGE = {"zh": ("countycli --lang en", "English"), "en": ("countycli --lang zh", "中文")}


def start_page(context: Any) -> str:
    session = context.obj
    words, width = session.words, width_of(context)
    more = [*((line, words(gloss)) for line, gloss in _MORE), _OTHER_LANGUAGE[words.language]]
    sections = [
        wrapped(words(SYNOPSIS), width),
        section(
            words("To begin with:"), [entry(words(line), words(gloss), _COLUMN, width) for line, gloss in EXAMPLES]
        ),
        section(words("To go on:"), [entry(line, gloss, _COLUMN, width) for line, gloss in more]),
        wrapped(_standing(session.environment.variables, words), width),
    ]
    return "\n\n".join(sections)


def _standing(variables: Mapping[str, str], words: Words) -> str:
    """How far the book goes."""
    try:
        documents, figures, newest = extent_of_book(variables)
    except CountyError:
        return words("The book can't be read: `{command}` tells why.", command="countycli data check")
    return words(
        "The book: {figures} figures from {documents} documents, the newest of {date}.",
        figures=f"{figures:,}",
        documents=documents,
        date=newest,
    )
