"""What every answer is: a struct that also tells itself in lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

import msgspec

from onrecord.serve.mcp.quoting import NOTICE


class Telling(Protocol):
    """What can be told in lines."""

    def lines(self) -> list[str]:
        """Return it as lines of text."""


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An answer of a tool."""

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        raise NotImplementedError

    def readable(self) -> str:
        """Return it as text, the notice first and the cursor last."""
        day = getattr(self, "as_of", None)
        cursor = getattr(self, "next_cursor", None)
        head = [NOTICE, f"As of {day}: only what had been published by then." if day else ""]
        tail = [f"There is more: ask again with cursor {cursor}" if cursor else ""]
        return "\n".join(line for line in (*head, *self.lines(), *tail) if line)

    def structured(self) -> dict[str, Any]:
        """Return it as JSON objects, the notice first."""
        return {"notice": NOTICE, **msgspec.to_builtins(self)}


def numbered(tellings: Iterable[Telling]) -> Iterator[str]:
    """Yield tellings as a numbered list."""
    for number, one in enumerate(tellings, 1):
        first, *others = one.lines()
        yield f"{number}. {first}"
        yield from others
