"""`NamedTuple` as in the typing module, but its classes are made in a quarter of the time.

The typing module compiles the type of every field and, for each class, a constructor, and makes anew the methods that
are the same in all of them. An answer needs some sixty such classes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import CodeType
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414  # other modules import the name from here
    from typing import TypeVar

    R = TypeVar("R")

    def made(cls: type[R], values: Iterable[Any]) -> R:
        """A record of values that are known to be as many as the fields, as is felt where there are very many."""

else:
    from _collections import _tuplegetter  # what the fields of named tuples are
    from functools import cache
    from types import FunctionType

    made = _new = tuple.__new__

    class _Record(tuple):
        """What all records can, as all named tuples can."""

        __slots__ = ()

        @classmethod
        def _make(cls, values: Iterable[Any]) -> _Record:
            made = _new(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changed: Any) -> _Record:
            made = self._make(map(changed.pop, self._fields, self))
            if changed:
                raise ValueError(f"Got unexpected field names: {list(changed)}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            values = ", ".join(f"{field}={value!r}" for field, value in self._asdict().items())
            return f"{type(self).__name__}({values})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    # What makes records of one field, of two and so on, whatever these are called: compiled before the program starts.
    _CONSTRUCTORS = (
        lambda cls, a: _new(cls, (a,)),
        lambda cls, a, b: _new(cls, (a, b)),
        lambda cls, a, b, c: _new(cls, (a, b, c)),
        lambda cls, a, b, c, d: _new(cls, (a, b, c, d)),
        lambda cls, a, b, c, d, e: _new(cls, (a, b, c, d, e)),
        lambda cls, a, b, c, d, e, f: _new(cls, (a, b, c, d, e, f)),
        lambda cls, a, b, c, d, e, f, g: _new(cls, (a, b, c, d, e, f, g)),
        lambda cls, a, b, c, d, e, f, g, h: _new(cls, (a, b, c, d, e, f, g, h)),
    )

    @cache
    def _constructor(count: int) -> CodeType:
        """The code of a function that makes a record of `count` fields, whatever these are called."""
        if count <= len(_CONSTRUCTORS):
            return _CONSTRUCTORS[count - 1].__code__
        values = ", ".join(f"_{position}" for position in range(count))
        return eval(f"lambda cls, {values}: _new(cls, ({values}))").__code__  # noqa: S307  # of numbers alone

    class _Maker(type):
        def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, namespace)
            fields = tuple(namespace["__annotations__"])
            defaults = {field: namespace[field] for field in fields if field in namespace}
            code = _constructor(len(fields)).replace(co_varnames=("cls", *fields), co_qualname=f"{name}.__new__")
            made = {
                "__slots__": (),
                "__new__": FunctionType(code, {"_new": _new}, "__new__", tuple(defaults.values())),
                "__match_args__": fields,
                "_fields": fields,
                "_field_defaults": defaults,
            }
            getters = {field: _tuplegetter(position, None) for position, field in enumerate(fields)}
            return type(name, (_Record,), {**namespace, **getters, **made})

    class NamedTuple(metaclass=_Maker):
        """Base of classes that list fields with their types, the last of which may have defaults."""
