"""The documentation as a site: it is built strictly, and a browser that shows it fetches nothing from elsewhere."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import ROOT, clean_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

CONFIGURATION = tomllib.loads((ROOT / "zensical.toml").read_text("utf-8"))["project"]
FETCHED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "link": "href", "form": "action"}


class Built(NamedTuple):
    """A copy of what the site is made of, and what building said."""

    root: Path
    code: int
    said: str

    @property
    def site(self) -> Path:
        return self.root / "build" / "site"

    def html(self, name: str) -> str:
        return (self.site / name).read_text("utf-8")


def build(root: Path, **added: str) -> Built:
    """Builds a copy; `added` are lines at the end of pages."""
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copytree(ROOT / "tools" / "theme", root / "tools" / "theme")
    shutil.copy(ROOT / "zensical.toml", root)
    for name, line in added.items():
        with (root / "docs" / f"{name}.md").open("a", encoding="utf-8") as page:
            page.write(f"\n{line}\n")
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(
        command, cwd=root, env=clean_environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    return Built(root, done.returncode, done.stdout + done.stderr)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("site"))


def pages_of_navigation(entries: list[object]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            for value in entry.values():
                yield from pages_of_navigation(value if isinstance(value, list) else [value])


PAGES = list(pages_of_navigation(CONFIGURATION["nav"]))


def test_the_site_is_built_strictly(built: Built) -> None:
    assert built.code == 0, built.said
    assert all((built.site / name.replace("README", "index").replace(".md", ".html")).exists() for name in PAGES)


@pytest.mark.parametrize("line", ["[a page](no-such-page.md)", "[a heading](honesty.md#no-such-heading)"])
def test_a_link_that_leads_nowhere_fails_the_build(line: str, tmp_path: Path) -> None:
    broken = build(tmp_path, tour=line)
    assert broken.code != 0
    assert "tour.md" in broken.said


def test_every_page_is_in_the_navigation_and_every_decision_in_its_list() -> None:
    docs = ROOT / "docs"
    pages = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
    decisions = {page for page in pages if re.match(r"decisions/\d", page)}
    assert pages - decisions == set(PAGES)
    listed = (docs / "decisions" / "README.md").read_text("utf-8")
    assert [page for page in decisions if page.removeprefix("decisions/") not in listed] == []


class Fetches(HTMLParser):
    """Collects the addresses that a browser fetches to show a page: no links that a reader may follow."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "link" and attributes.get("rel") in ("prev", "next", "alternate", "canonical"):
            return
        self.addresses.append(attributes.get(FETCHED.get(tag, "")) or "")


def test_nothing_is_fetched_from_elsewhere(built: Built) -> None:
    elsewhere = re.compile(r"(?:https?:)?//")
    for path in built.site.rglob("*.html"):
        fetches = Fetches()
        fetches.feed(path.read_text("utf-8"))
        assert [address for address in fetches.addresses if elsewhere.match(address)] == [], path.name
    for path in (*built.site.rglob("*.css"), *built.site.rglob("*.svg")):
        assert not re.search(r"(?:url\(|@import )['\"]?(?:https?:)?//", path.read_text("utf-8")), path.name


@pytest.mark.parametrize(
    ("name", "lang", "word"), [("tour.html", "en", "On this page"), ("zh/tour.html", "zh", "目录")]
)
def test_the_words_around_a_page_are_in_its_language(name: str, lang: str, word: str, built: Built) -> None:
    page = built.html(name)
    assert f'<html lang="{lang}"' in page
    assert word in page


def test_the_search_holds_chinese_pages(built: Built) -> None:
    items = json.loads((built.site / "search.json").read_text("utf-8"))["items"]
    assert {"zh/tour.html", "tour.html", "reference/metrics.html"} <= {
        item["location"].partition("#")[0] for item in items
    }
    assert any("龙泉" in item["text"] for item in items if item["location"].startswith("zh/"))


def test_words_within_a_chinese_sentence_are_found(built: Built) -> None:
    """The search finds what begins where it parts texts, and parts the words that are looked for alike."""
    separator = json.loads((built.site / "search.json").read_text("utf-8"))["config"]["separator"]
    parts = [part for part in re.split(separator, "2023年谁列入排名（gdp_growth）") if part]
    assert parts == ["2023", *"年谁列入排名", "gdp", "growth"]


def test_the_switch_of_languages_knows_every_chinese_page(built: Built) -> None:
    chinese = {path.relative_to(ROOT / "docs" / "zh") for path in (ROOT / "docs" / "zh").rglob("*.md")}
    assert {path.with_suffix(".html").as_posix() for path in chinese} == set(CONFIGURATION["extra"]["translated"])


@pytest.mark.parametrize(
    ("name", "switches"),
    [
        ("tour.html", ["./tour.html", "./zh/tour.html"]),
        ("zh/howto/check-a-figure.html", ["../../howto/check-a-figure.html", "./check-a-figure.html"]),
        ("reference/commands.html", ["../index.html", "../zh/index.html"]),
    ],
)
def test_the_switch_of_languages_leads_to_the_same_page(name: str, switches: list[str], built: Built) -> None:
    found = re.findall(r'<a href="([^"]+)" hreflang="(en|zh)" class="md-select__link"', built.html(name))
    assert [Path(address).as_posix() for address, _ in found] == [Path(address).as_posix() for address in switches]


def shown(page: str) -> list[str]:
    """What a page shows beside its words: pictures, commands, code, files."""
    pictures = [name.removesuffix("-en").removesuffix("-zh") for name in re.findall(r"images/(\S+)\.svg", page)]
    code = re.findall(r"^```(?:toml|text|python|sql|sh)\n.*?^```$", page, re.MULTILINE | re.DOTALL)
    return [*pictures, *re.findall(r"^\$ (.*)$", page, re.MULTILINE), *code]


@pytest.mark.parametrize("name", sorted(page for page in PAGES if page.startswith("zh/")))
def test_a_chinese_page_shows_what_the_english_one_does(name: str) -> None:
    chinese = (ROOT / "docs" / name).read_text("utf-8")
    english = (ROOT / "docs" / name.removeprefix("zh/")).read_text("utf-8")
    assert shown(chinese) == shown(english)
    for line in ("## ", "| ", "- ", "1. "):
        assert len(re.findall(rf"^{re.escape(line)}", chinese, re.MULTILINE)) == len(
            re.findall(rf"^{re.escape(line)}", english, re.MULTILINE)
        ), line
    assert "-en.svg" not in chinese
