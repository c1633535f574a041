"""Files that can't be read, and what is told of them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from countycli.errors import CountyError, ExitCode, NotFoundError, reason_of
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator


class UnreadableError(CountyError):
    """A file that holds no text which could be read."""

    exit_code = ExitCode.USAGE
    kind = "unreadable"


@contextmanager
def explained(name: str, hint: Phrase) -> Iterator[None]:
    """What the system says of a file while it is read, as an error of ours; the `hint` is for a file that isn't there.

    Raises UnreadableError and NotFoundError.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise NotFoundError(Phrase("{path} doesn't exist", path=name), hint) from error
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise UnreadableError(Phrase("{path} can't be read: {reason}", path=name, reason=reason)) from error
