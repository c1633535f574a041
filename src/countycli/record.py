"""`NamedTuple` as in the typing module, but its classes are made in half the time.

The typing module compiles the type of every field, and an answer needs some forty such classes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414  # other modules import the name from here
else:
    from collections import namedtuple

    class _Maker(type):
        def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, object]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, namespace)
            fields = namespace["__annotations__"]
            defaults = [namespace[field] for field in fields if field in namespace]
            made = namedtuple(name, fields, defaults=defaults)  # noqa: PYI024  # type checkers read the branch above
            for key in namespace.keys() - fields.keys():
                setattr(made, key, namespace[key])
            return made

    class NamedTuple(metaclass=_Maker):
        """Base of classes that list fields with their types, the last of which may have defaults."""
