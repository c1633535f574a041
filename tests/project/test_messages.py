from __future__ import annotations

import re
import subprocess
import sys
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from conftest import ROOT, clean_environment, tool_named

from countycli.phrases import Phrase
from countycli.render.catalogue import Catalogue
from countycli.render.words import LANGUAGES, Words

CATALOGUES = ROOT / "src" / "countycli" / "locale"
TRANSLATED = pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])

# Messages whose translation uses other parameters than the English, and all that the code passes for them.
PASSED = {"zh": {"{first}–{last} {year}": {"first", "first_number", "last", "year"}}}


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    return tool_named("catalogue")


@pytest.fixture(scope="module")
def messages(tool: ModuleType) -> set[str]:
    template: Catalog = tool.template()
    return {str(message.id) for message in template if message.id}


def path_of(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / "countycli.po"


def translations(tool: ModuleType, language: str) -> dict[str, str]:
    catalogue: Catalog = tool.read_catalogue(path_of(language))
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)", text))


def opened_files(*arguments: str) -> list[str]:
    """The catalogues that a run of the program opens."""
    code = (
        "import sys; opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "from countycli.cli.app import run\n"
        "from countycli.cli.environment import Environment\n"
        "run(sys.argv[1:], Environment.of_process())\n"
        "print(*(path for path in opened if path.endswith(('.mo', '.po'))), sep='\\n', file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        env=clean_environment(),
        check=True,
        timeout=60,
    )
    return done.stderr.split()


@TRANSLATED
def test_a_catalogue_says_what_gettext_reads_in_it(tool: ModuleType, language: str) -> None:
    file = BytesIO()
    write_mo(file, tool.read_catalogue(path_of(language)))
    content = file.getvalue()
    read, catalogue = GNUTranslations(BytesIO(content)), Catalogue(content)
    messages = [*translations(tool, language), "", "A", "no message of the program", "～"]
    assert [catalogue.gettext(message) for message in messages] == [read.gettext(message) for message in messages]


def test_the_code_has_messages(messages: set[str]) -> None:
    assert "No county or region named “{text}”" in messages
    assert len(messages) > 100


@TRANSLATED
def test_every_message_is_translated(language: str, tool: ModuleType, messages: set[str]) -> None:
    known = translations(tool, language)
    assert sorted(message for message in messages if not known.get(message)) == []


@TRANSLATED
def test_no_translation_is_unused(language: str, tool: ModuleType, messages: set[str]) -> None:
    assert sorted(set(translations(tool, language)) - messages) == []


@TRANSLATED
def test_translations_have_the_placeholders_of_their_messages(language: str, tool: ModuleType) -> None:
    pairs = translations(tool, language).items()
    wrong = {message: text for message, text in pairs if placeholders(message) != placeholders(text)}
    passed = PASSED.get(language, {})
    assert wrong.keys() == passed.keys()
    assert all(placeholders(text) <= passed[message] for message, text in wrong.items())


@TRANSLATED
def test_translations_keep_what_is_typed(language: str, tool: ModuleType) -> None:
    def quoted(text: str) -> list[str]:
        return sorted(re.findall(r"`[^`]*`", text))

    pairs = translations(tool, language).items()
    assert [(message, text) for message, text in pairs if text and quoted(message) != quoted(text)] == []


@TRANSLATED
def test_translations_keep_blanks_at_the_ends(language: str, tool: ModuleType) -> None:
    pairs = translations(tool, language).items()
    blank = [(message, text) for message, text in pairs if message[:1].isspace() and not text.strip()]
    assert blank == []
    assert [text for _, text in pairs if text != text.strip("\n")] == []


@TRANSLATED
def test_nothing_is_marked_as_doubtful_or_obsolete(language: str, tool: ModuleType) -> None:
    catalogue: Catalog = tool.read_catalogue(path_of(language))
    assert [message.id for message in catalogue if message.fuzzy and message.id] == []
    assert list(catalogue.obsolete) == []


@TRANSLATED
def test_the_compiled_catalogue_is_up_to_date(language: str, tool: ModuleType) -> None:
    compiled = BytesIO()
    write_mo(compiled, tool.read_catalogue(path_of(language)))
    assert path_of(language).with_suffix(".mo").read_bytes() == compiled.getvalue()


@TRANSLATED
def test_messages_are_shown_in_the_language(language: str) -> None:
    words = Words(language)
    shown = words.phrase(Phrase("No county or region named “{text}”", text="龙全"))
    assert "龙全" in shown
    assert "No county" not in shown


def test_there_is_a_catalogue_for_every_language_but_english() -> None:
    assert {path.name for path in CATALOGUES.iterdir()} == set(LANGUAGES) - {"en"}


@pytest.mark.parametrize("arguments", [("show", "平阳"), ("show", "--help"), ("show", "nowhere")])
def test_english_opens_no_catalogue(arguments: tuple[str, ...]) -> None:
    assert [path for path in opened_files(*arguments, "--lang", "en") if path.endswith((".mo", ".po"))] == []


def test_only_the_catalogue_in_use_is_opened() -> None:
    opened = [Path(path) for path in opened_files("show", "平阳", "--lang", "zh") if path.endswith((".mo", ".po"))]
    assert opened == [path_of("zh").with_suffix(".mo")]
