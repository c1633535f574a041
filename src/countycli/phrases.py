"""Texts that are put into the reader's language where they are printed."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802  # gettext's customary name
    """Marks a text that is translated where it is shown."""
    return text


class Phrase:
    """A message that is translated when it is printed: an English template and what fills it."""

    __slots__ = ("params", "template")

    def __init__(self, template: str, **params: object) -> None:
        self.template = template
        self.params = params

    def __str__(self) -> str:
        """In English, as developers read it: what fills the message says for itself what it is called."""
        texts = {key: ", ".join(map(str, it)) if type(it) is tuple else it for key, it in self.params.items()}
        return self.template.format(**texts)

    def __repr__(self) -> str:
        return f"Phrase({self.template!r}, {self.params!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Phrase) and (self.template, self.params) == (other.template, other.params)

    def __hash__(self) -> int:
        return hash(self.template)
