"""Which places are set side by side: places that are named, the counties of a scope, and the regions above these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import NotFoundError, UsageError
from countycli.model.naming import quoted
from countycli.names.defined import no_county, resolve_group
from countycli.names.resolve import resolve_place
from countycli.names.scopes import around, notes_on, scope_asked_for
from countycli.phrases import Phrase
from countycli.query.common_periods import Sides
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Place
    from countycli.model.reports import Note, Scope


class Party(NamedTuple):
    """The places that are set side by side: the places named, the codes of a scope's other counties, and the regions
    above, some of which may have been named too.
    """

    named: tuple[Place, ...]
    others: tuple[str, ...]
    scope: Scope | None
    above: tuple[Place, ...]
    notes: tuple[Note, ...]

    @property
    def sides(self) -> Sides:
        return Sides(tuple(place.code for place in self.named), self.others)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for side in self.sides for code in side)

    @property
    def regions(self) -> tuple[Place, ...]:
        """The regions above that were not named."""
        return tuple(place for place in self.above if place not in self.named)


def party_of(
    index: Index,
    names: Sequence[str],
    scope_names: Sequence[str] | None,
    kinds: tuple[str, ...],
    periods: Sequence[Period],
) -> Party:
    """The places with these names, and the counties of these `kinds` in a scope. Raises UsageError for fewer than two
    places, NotFoundError for a name that no place has.
    """
    try:
        matches = [resolve_place(index, name, periods=periods) for name in names]
    except NotFoundError:
        _refuse_groups(index, names)
        raise
    named = {match.place.code: match.place for match in matches}
    scope = scope_asked_for(index, scope_names, kinds=kinds)
    others = tuple(code for code in scope.counties if code not in named) if scope else ()
    if len(named) + len(others) < 2:
        raise _too_few(index, names, tuple(named.values()))
    above = _above(index, named.values(), scope)
    return Party(tuple(named.values()), others, scope, above, notes_on(*matches, scope))


def _refuse_groups(index: Index, names: Sequence[str]) -> None:
    """Raise an error for a group that is named where a county is wanted, with the command that takes the group."""
    groups = {name: group for name in names if (group := resolve_group(index, name))}
    for name, group in groups.items():
        others = [quoted(other) for other in names if other not in groups]
        command = " ".join(["countycli compare", *others, "--in", quoted(name)])
        raise no_county(group, Phrase("`{command}` compares with its members", command=command))


def _too_few(index: Index, names: Sequence[str], named: Sequence[Place]) -> UsageError:
    message = Phrase("A comparison needs two places or more")
    if not named:
        return UsageError(message, Phrase("name them, or a province, prefecture or group with `--in`"))
    (place,) = named
    above = list(index.places.by_code(place.above).values())
    if not above:
        return UsageError(message, Phrase("`countycli show` tells about one"))
    command = f"countycli compare {quoted(names[0])} --in {above[-1].code}"
    hint = Phrase("`countycli show` tells about one, `{command}` compares it with its neighbours", command=command)
    return UsageError(message, hint)


def _above(index: Index, named: Iterable[Place], scope: Scope | None) -> tuple[Place, ...]:
    """The prefectures and provinces around the named places, and the regions that the scope consists of or lies in."""
    above = [code for place in named for code in place.above]
    above += around(scope) if scope else ()
    return tuple(index.places.by_code(above).values())
