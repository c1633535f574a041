"""A page of the web as paragraphs: what stands in its blocks, without scripts and navigation."""

from __future__ import annotations

from html.parser import HTMLParser

from countycli.drafting.reading.article import Article

_SILENT = frozenset(
    ["script", "style", "nav", "footer", "noscript", "template", "select", "button", "iframe", "svg", "form"]
)
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6", "title"]
_LISTS = ["li", "ul", "ol", "dd", "dt", "table", "tr", "td", "th"]
_BLOCKS = frozenset(
    [
        *_HEADINGS,
        *_LISTS,
        "p",
        "div",
        "section",
        "article",
        "header",
        "main",
        "br",
        "hr",
        "blockquote",
        "body",
        "figure",
    ]
)
_CELLS = frozenset(["td", "th"])


def article_of(markup: str) -> Article:
    page = _Page()
    page.feed(markup)
    page.close()
    page.end_paragraph()
    return Article(tuple(page.paragraphs), page.headline or page.title)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.title = ""
        self.headline = ""
        self._text: list[str] = []
        self._silent: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # the parser's signature
        if tag in _SILENT:
            self._silent.append(tag)
        if tag in _CELLS and self._text:
            self._text.append(" ")
        elif tag in _BLOCKS:
            self.end_paragraph()
        if tag in ("title", "h1"):
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            self._silent.remove(tag)
        if tag in ("title", "h1") and tag in self._within:
            self._name(tag)
            self._within.remove(tag)
        if tag in _BLOCKS and tag not in _CELLS:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(data)

    def _name(self, tag: str) -> None:
        text = " ".join("".join(self._text).split())
        if tag == "title":
            self.title = self.title or text
            self._text = []
        else:
            self.headline = self.headline or text

    def end_paragraph(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text = []
        if text and "title" not in self._within:
            self.paragraphs.append(text)
