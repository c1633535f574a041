"""The indicators of the book under the names that running text gives them.

A text says `第一产业增加值26.12亿元，增长4.7%`: one name, two indicators. So names are kept by their stem, the name
without 增速, with the indicator of the level and that of its growth. All stems come from the names and aliases in
`data/metrics.toml`; `wording` adds what only running text says.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from countycli.drafting.folding import simplified
from countycli.drafting.wording import keyed, word_list
from countycli.model.metric_terms import term_key
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from countycli.model.records import Metric

_term_key = cache(term_key)
_GROWTH = ("增长速度", "增速", "增长", "增幅")
_SPELLINGS = (("规上", "规模以上"), ("规模以上", "规上"), ("固投", "固定资产投资"), ("社零", "社会消费品零售"))


class Concept(NamedTuple):
    """What a stem names: the ids of the `level` and of its `growth`, "" where the book has none. `proper` names are an
    indicator's own name, not an alias.
    """

    level: str = ""
    growth: str = ""
    proper: bool = False

    @property
    def key(self) -> str:
        return self.level or self.growth


class Indicators:
    """The concepts by stem, and groups of them that one word names (三次产业, 城乡居民人均可支配收入)."""

    def __init__(self, metrics: Mapping[str, Metric]) -> None:
        self.metrics = metrics
        self._stems = _linked(_stems(metric for metric in metrics.values() if _is_told(metric)))
        self._terms = {term_key(stem): concept for stem, concept in self._stems.items()}
        self.groups = {word: self._members(names) for names, group in keyed("groups").items() for word in group}

    def _members(self, names: str) -> tuple[Concept, ...]:
        found = tuple(map(self.named, names.split("+")))
        return tuple(concept for concept in found if concept) if all(found) else ()

    def names(self) -> Iterator[str]:
        yield from self._stems

    def named(self, stem: str) -> Concept | None:
        """The concept of a stem that is written as in the book, or nearly so."""
        return self._stems.get(stem)

    def of_registered(self, metric: str) -> str:
        """The metric of the same a head of the registered population; "" where there is none."""
        known = self.metrics.get(metric)
        found = self.named(f"{known.name.removesuffix('增速')}（户籍人口）") if known else None
        if known is None or found is None:
            return ""
        return found.growth if known.kind == "growth" else found.level

    def share(self, concept: Concept, of: str) -> Concept | None:
        """The share of a concept in a whole: `of` is 占地区生产总值的比重."""
        known = self.metrics.get(concept.level)
        return self.meant(known.name + of) if known else None

    def begun(self, name: str, noun: str) -> Concept | None:
        """The indicator whose name another one begins, and a noun ends: 农林牧渔业总产值70亿元，增加值38亿元."""
        if not name:
            return None
        ending = next((known for known in word_list("nouns") if name.endswith(known)), "")
        return self.meant(name.removesuffix(ending) + noun)

    def is_counted(self, concept: Concept) -> bool:
        """Whether things are counted, which a text may name after their number: 5个未来乡村."""
        known = self.metrics.get(concept.level)
        return known is not None and known.kind == "count" and not concept.growth

    def grows(self, metric: str) -> bool:
        """Whether the book has an indicator of the growth of this one."""
        return any(concept.growth for concept in self._stems.values() if concept.level == metric)

    def meant(self, term: str) -> Concept | None:
        """The concept of a term in any of the ways in which it is written: 占规上工业增加值的比重 for 占…比重."""
        return self._stems.get(term) or self._terms.get(_term_key(term))


def _is_told(metric: Metric) -> bool:
    """Whether documents print the indicator of whole places: not what is calculated between two censuses."""
    calculated = metric.formula is not None and metric.formula.kind == "change"
    return metric.scope is None and not calculated


def _stems(metrics: Iterable[Metric]) -> dict[str, Concept]:
    """Concepts that know either the level or the growth, by stem."""
    found: dict[str, Concept] = {}
    for metric in metrics:
        for name, proper in _names(metric):
            stem = _without_growth(name) if metric.kind == "growth" else name
            if not stem or (metric.kind == "growth") == (stem == name):
                continue
            former = found.get(stem, Concept())
            if metric.kind == "growth":
                found[stem] = former._replace(growth=former.growth or metric.id)
            else:
                found[stem] = former._replace(level=former.level or metric.id, proper=former.proper or proper)
    return found


def _names(metric: Metric) -> Iterator[tuple[str, bool]]:
    """The Chinese names of an indicator, as folded text has them; whether it is the proper one."""
    for number, name in enumerate((metric.name, *metric.aliases, *keyed("names").get(metric.id, ()))):
        written = simplified(name)
        if written in _vague() or (written.isascii() and not written.isupper()):
            continue
        for spelling in {written, *_shortened(metric, written), *(written.replace(*pair) for pair in _SPELLINGS)}:
            yield spelling, number == 0


def _shortened(metric: Metric, name: str) -> Iterator[str]:
    """Names of counts without the word for number, by which text calls what is counted."""
    if metric.kind == "count":
        for tail in word_list("tails"):
            if name.endswith(tail) and not name.endswith(f"总{tail}") and len(name) - len(tail) > 3:
                yield name.removesuffix(tail)


def _without_growth(name: str) -> str:
    ending = next((ending for ending in _GROWTH if name.endswith(ending)), "")
    return name.removesuffix(ending)


def _linked(stems: dict[str, Concept]) -> dict[str, Concept]:
    """The same stems, each level with its growth where any stem of that level has both. A stem that only growth is
    called by (投资增速) names no level: 投资 is less than 固定资产投资.
    """
    growth = {concept.level: concept.growth for concept in stems.values() if concept.level and concept.growth}
    return {
        stem: concept._replace(growth=concept.growth or growth.get(concept.level, ""))
        for stem, concept in stems.items()
        if stem not in _vague()
    }


@cache
def _vague() -> frozenset[str]:
    """Names that in running text may mean something else."""
    return frozenset(word_list("vague"))
