"""Answers of a bounded size, and the cursor that leads to the rest of one."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

import msgspec

from onrecord.errors import UsageError

# Bytes of JSON that the rows of one answer take: some fifteen thousand tokens, beside the same as text. An agent's
# window holds ten such answers; what is left out is a cursor away.
MOST_BYTES = 48_000

_FINGERPRINT = 6  # bytes
Row_co = TypeVar("Row_co", covariant=True)
Row = TypeVar("Row")
Made = TypeVar("Made", bound=msgspec.Struct)
_HELD_BACK = ("cursor", "limit")  # what may change from one page to the next


class Question(Protocol):
    """What can be asked for page by page."""

    @property
    def cursor(self) -> str | None:
        """Where the last answer ended."""

    @property
    def limit(self) -> int:
        """Rows at most."""


class Paged(Generic[Row_co]):
    """The rows of one answer.

    Args:
        rows: as many as fit.
        cursor: leads to the next; None where there are no more.
    """

    def __init__(self, rows: tuple[Row_co, ...], cursor: str | None) -> None:
        self.rows = rows
        self.cursor = cursor


def offset_of(asked: Question) -> int:
    """Return how many rows go before those that are asked for.

    Raises:
        UsageError: the cursor is none of this question's.
    """
    if asked.cursor is None:
        return 0
    try:
        offset, of = msgspec.json.decode(urlsafe_b64decode(asked.cursor + "=="), type=tuple[int, str])
    except ValueError as error:  # that of base64, of UTF-8 and of JSON alike
        raise UsageError("the cursor is none that a tool gave; leave it out to begin again") from error
    if of != _fingerprint(asked) or offset < 0:
        raise UsageError("the cursor is of another question; ask with the same arguments, or leave it out")
    return offset


def paged(asked: Question, rows: Sequence[Row], make: Callable[[Row], Made], offset: int) -> Paged[Made]:
    """Return the rows that fit, made ready to be shown.

    Args:
        rows: those from the offset on, one more than are asked for where there are more.
        make: puts one into its shape; called for those that are shown alone.
    """
    shown = tuple(_fitting(make(row) for row in rows[: asked.limit]))
    more = len(shown) < len(rows)
    return Paged(shown, _cursor(asked, offset + len(shown)) if more else None)


def slice_of(asked: Question, rows: Sequence[Row], make: Callable[[Row], Made]) -> Paged[Made]:
    """Return the rows that fit of all that there are."""
    offset = offset_of(asked)
    return paged(asked, rows[offset : offset + asked.limit + 1], make, offset)


def _fitting(made: Iterable[Made]) -> Iterator[Made]:
    size = 0
    for number, row in enumerate(made):
        size += len(msgspec.json.encode(row))
        if number and size > MOST_BYTES:
            return
        yield row


def _cursor(asked: Question, offset: int) -> str:
    return urlsafe_b64encode(msgspec.json.encode((offset, _fingerprint(asked)))).decode().rstrip("=")


def _fingerprint(asked: Question) -> str:
    fields = {name: value for name, value in msgspec.to_builtins(asked).items() if name not in _HELD_BACK}
    told = msgspec.json.encode([type(asked).__name__, fields], order="deterministic")
    return hashlib.blake2s(told, digest_size=_FINGERPRINT).hexdigest()
