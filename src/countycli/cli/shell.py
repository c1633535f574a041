"""Completion as shells ask for it: in environment variables they hand over the line that is typed, and read offers.

Each shell has a script in `shells`, which asks this program and hands the offers on, one a line. Variables and values
(`_COUNTYCLI_COMPLETE=complete_zsh`, `source_zsh`) are named as Typer names them. No script drops offers that don't
begin as typed, so that pinyin can become a Chinese name.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from countycli.cli.click import completion_scripts, installed_completion, is_parameter, offered
from countycli.cli.commands import PROGRAM
from countycli.cli.completion import TYPED
from countycli.cli.environment import COMPLETION_VARIABLE
from countycli.cli.parsing import names_files
from countycli.errors import ExitCode
from countycli.render.terminal import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from countycli.cli.completion import Offers
    from countycli.cli.session import Session

    Variables = Mapping[str, str]
    Asked = tuple[list[str], str]  # the words before the one that is typed, and that one as far as the cursor

FILES = "<files>"  # in the place of offers: the shell is to offer files
SCRIPTS = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "ps1", "pwsh": "ps1"}
_WIDEST_GLOSS = 72
_CUT = "…"
_LISTING = ("9", "33", "63", "64")  # bash's COMP_TYPE where several offers are listed, and none is put into the line
_SPECIAL = frozenset(" \t\"'\\$`&|;<>()*?!#~[]{}")  # characters that bash takes for more than themselves


def answer_shell(root: Any, session: Session) -> int:
    """Write what the shell asks for: offers, or the shell's script."""
    variables = session.environment.variables
    instruction, _, shell = variables[COMPLETION_VARIABLE].partition("_")
    if shell not in SCRIPTS or instruction not in ("complete", "source"):
        return ExitCode.USAGE
    text = script_of(shell) if instruction == "source" else _offers(root, session, shell)
    session.environment.stdout.write(text)
    session.environment.stdout.flush()
    return ExitCode.OK


def script_of(shell: str) -> str:
    return (Path(__file__).with_name("shells") / f"{PROGRAM}.{SCRIPTS[shell]}").read_text(encoding="utf-8")


def replace_scripts(root: Any, session: Session) -> None:
    """Let Typer install and print the scripts of this program instead of its own, and tell so in the reader's words."""
    completion_scripts().update({shell: script_of(shell).replace("%", "%%") for shell in SCRIPTS})

    def install(context: Any, _: Any, value: Any) -> None:
        if value and not context.resilient_parsing:
            shell, path = installed_completion(value if isinstance(value, str) else None)
            told = session.words(
                "Completion for {shell} is installed, in {path}; new terminals have it", shell=shell, path=path
            )
            session.environment.stdout.write(f"{told}\n")
            context.exit(ExitCode.OK)

    for option in root.params:
        if option.name == "install_completion":
            option.callback = install


def _offers(root: Any, session: Session, shell: str) -> str:
    variables = session.environment.variables
    before, last = _ASKED.get(shell, _asked_in_one)(variables)
    part, typed, items = offered(root, before, last, TYPED, obj=session)
    if not items and names_files(part):
        return f"{FILES}\n"
    holds = session.environment.holds
    glosses: dict[str, str] = {}
    for item in items:
        if _is_writable(item, holds):
            told = item.help or ""
            glosses.setdefault(item.value, _cropped(safe_line(told if is_parameter(part) else session.words(told))))
    option = "" if shell == "zsh" else last.removesuffix(typed)  # `--metric=`, which zsh keeps in the line
    offers = [(option + value, gloss) for value, gloss in glosses.items()]
    return "".join(f"{line}\n" for line in _WRITERS[shell](offers, last, variables))


def _is_writable(item: Any, holds: Callable[[str], bool]) -> bool:
    """Whether an offer can be written as it is: no terminal would obey it, and the encoding has the characters."""
    return bool(item.value) and item.value == safe_line(item.value) and holds(item.value)


def _cropped(gloss: str) -> str:
    """A gloss that leaves room for others on the line; Chinese characters are two cells wide."""
    room = _WIDEST_GLOSS
    for position, character in enumerate(gloss):
        room -= 1 if character < "\u1100" else 2
        if room < 0:
            return gloss[:position].rstrip() + _CUT
    return gloss


def _asked_in_words(variables: Variables) -> Asked:
    """Of bash, which takes `=` for a word of its own."""
    words = _split(variables.get("COMP_WORDS", ""))
    position = int(variables.get("COMP_CWORD", "0"))
    last = words[position] if position < len(words) else ""
    return [word for word in words[1:position] if word != "="], "" if last == "=" else last


def _asked_in_one(variables: Variables) -> Asked:
    line = variables.get("_TYPER_COMPLETE_ARGS", "")
    words = _split(line)[1:]
    if not words or line[-1:].isspace():
        return words, ""
    return words[:-1], words[-1]


def _asked_beside_word(variables: Variables) -> Asked:
    """PowerShell tells the word apart from the line, which has no blank at its end."""
    words = _split(variables.get("_TYPER_COMPLETE_ARGS", ""))[1:]
    last = _split(variables.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", ""))
    return (words[:-1], last[0]) if last else (words, "")


def _split(line: str) -> list[str]:
    """The words of a line, in which a quotation mark may still be open."""
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split, lexer.commenters = True, ""
    words: list[str] = []
    try:
        words.extend(iter(lexer.get_token, None))
    except ValueError:
        words.append(lexer.token)
    return words


def _for_bash(offers: Offers, last: str, variables: Variables) -> list[str]:
    """What all offers begin with is put in the place of what was typed, and the offers are listed: a gloss stands
    behind each of several, but never behind the one that is put in.
    """
    if len(offers) > 1 and variables.get("COMP_TYPE") in _LISTING:
        return [f"{value}  ({gloss})" if gloss else value for value, gloss in offers]
    return ["".join(f"\\{char}" if char in _SPECIAL else char for char in value) for value, _ in offers]


def _for_zsh(offers: Offers, last: str, variables: Variables) -> list[str]:
    return [f"{value}\t{gloss}" for value, gloss in offers]


def _for_fish(offers: Offers, last: str, variables: Variables) -> list[str]:
    """What was typed is added to a gloss where offer and gloss don't hold it: fish would drop the offer."""
    return [f"{value}\t{_holding(last, value, gloss)}" for value, gloss in offers]


def _holding(last: str, value: str, gloss: str) -> str:
    if last.casefold() in f"{value}\t{gloss}".casefold():
        return gloss
    return ", ".join(filter(None, (gloss, safe_line(last))))


def _for_powershell(offers: Offers, last: str, variables: Variables) -> list[str]:
    return [f"{value}:::{gloss or ' '}" for value, gloss in offers]


_ASKED = {"bash": _asked_in_words, "powershell": _asked_beside_word, "pwsh": _asked_beside_word}
_WRITERS = {
    "bash": _for_bash,
    "zsh": _for_zsh,
    "fish": _for_fish,
    "powershell": _for_powershell,
    "pwsh": _for_powershell,
}
