"""Records are named tuples as the typing module makes them."""

from __future__ import annotations

import pickle
import typing

import pytest

from countycli.record import NamedTuple


class Ours(NamedTuple):
    """A document."""

    code: str
    value: float | None = None
    parts: tuple[str, ...] = ()

    @property
    def doubled(self) -> float:
        return 2 * (self.value or 0)


class Standard(typing.NamedTuple):
    """A document."""

    code: str
    value: float | None = None
    parts: tuple[str, ...] = ()


def test_they_have_what_the_standard_ones_have() -> None:
    for name in ("_fields", "_field_defaults", "__doc__", "__match_args__", "__module__"):
        assert getattr(Ours, name) == getattr(Standard, name)
    assert Ours.__qualname__ == "Ours"
    assert Ours("330106", 1.5) == ("330106", 1.5, ()) == tuple(Standard("330106", 1.5))
    assert repr(Ours("330106")) == "Ours(code='330106', value=None, parts=())"
    assert Ours(value=2, code="330106")._replace(value=3).doubled == 6


def test_they_are_immutable_and_know_their_fields() -> None:
    record = Ours("330106")
    with pytest.raises(AttributeError):
        record.code = "330108"  # type: ignore[misc]  # what must fail
    with pytest.raises(TypeError):
        Ours()  # type: ignore[call-arg]  # what must fail


def test_they_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(Ours("330106", 1.5))) == Ours("330106", 1.5)  # noqa: S301  # our own
