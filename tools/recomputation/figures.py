"""All figures, those that follow from others among them, under the units whose they are."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from recomputation.derivation import derived
from recomputation.headlines import Headline, headline
from recomputation.periods import Period, month_of
from recomputation.records import Book, Figure
from recomputation.registry import Change, Registry

if TYPE_CHECKING:
    from collections.abc import Iterable

Held = dict[str, list[Figure]]  # by the code that figures are filed under


class Figures:
    def __init__(self, book: Book) -> None:
        self.book = book
        self.registry = Registry(book.places)
        self.derived = derived(book, self.registry)
        self._codes: dict[frozenset[str], frozenset[str]] = {}
        self.all = [*book.observations, *(it.figure for it in self.derived)]

    @cached_property
    def by_metric(self) -> dict[str, dict[Period, Held]]:
        found: dict[str, dict[Period, Held]] = {}
        for it in self.all:
            found.setdefault(it.metric, {}).setdefault(it.period, {}).setdefault(it.county, []).append(it)
        return found

    @cached_property
    def by_code(self) -> Held:
        found: Held = {}
        for it in self.all:
            found.setdefault(it.county, []).append(it)
        return found

    @cached_property
    def valued(self) -> dict[tuple[str, Period], frozenset[str]]:
        """By metric and period the codes under which a value of the whole place is filed."""
        found: dict[tuple[str, Period], set[str]] = {}
        for it in self.all:
            if it.value is not None and it.scope is None:
                found.setdefault((it.metric, it.period), set()).add(it.county)
        return {key: frozenset(codes) for key, codes in found.items()}

    @cached_property
    def holders(self) -> dict[str, frozenset[str]]:
        """By metric who has figures of it, under whatever code."""
        return {metric: self._units(it.values()) for metric, it in self.by_metric.items()}

    @cached_property
    def aiming(self) -> dict[str, frozenset[str]]:
        """By metric who has targets for it."""
        found: dict[str, Held] = {}
        for it in self.book.targets:
            found.setdefault(it.metric, {}).setdefault(it.county, []).append(it)
        return {metric: self._units([it]) for metric, it in found.items()}

    def _units(self, held: Iterable[Held]) -> frozenset[str]:
        codes = {code for one in held for code in one}
        return frozenset(codes.union(*(self.registry.heirs.get(it, ()) for it in codes)))

    def at(self, metric: str, period: Period) -> Held:
        return self.by_metric.get(metric, {}).get(period, {})

    def owned(self, held: Held, members: frozenset[str]) -> Held:
        """By member, its figures and those of the units that went on as it."""
        found: Held = {}
        for code in self._filed(members) & held.keys():
            owner = self.registry.owner(code, members)
            if owner is not None:
                found.setdefault(owner, []).extend(held[code])
        return found

    def _filed(self, members: frozenset[str]) -> frozenset[str]:
        """The codes under which the figures of some units are filed."""
        if members not in self._codes:
            self._codes[members] = members.union(*(self.registry.parts[code] for code in members))
        return self._codes[members]

    def headline(self, figures: Iterable[Figure]) -> Headline:
        """Of figures of one place, metric and period: that of the whole place, else that of a part of it."""
        figures = list(figures)
        if len(figures) == 1:
            return headline(figures, self.book.documents)
        scopes: dict[str, list[Figure]] = {}
        for it in figures:
            scopes.setdefault(it.scope or "", []).append(it)
        return headline(scopes[min(scopes)], self.book.documents)

    def headlines(self, figures: Iterable[Figure]) -> list[Headline]:
        """One of each metric, period and scope."""
        found: dict[tuple[str, Period, str | None], list[Figure]] = {}
        for it in figures:
            found.setdefault((it.metric, it.period, it.scope), []).append(it)
        return [headline(its, self.book.documents) for its in found.values()]

    def changes_since(self, figure: Figure, owner: str) -> list[Change]:
        """Changes of the owner's territory since the figure's; none where it was restated for later boundaries."""
        if figure.restated:
            return []
        return [it for it in self.registry.changes[owner] if month_of(it.date) > figure.territory]
