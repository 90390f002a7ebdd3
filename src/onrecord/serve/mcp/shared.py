"""How many of the rows found share a value: who, where, when; what a next question may narrow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from onrecord.serve.mcp.quoting import quoted
from onrecord.store.search import Facet

_SHOWN = 6  # values of each


class Shared(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many of what was found share a value: an outlet, a month, a story, a speaker …; ``id`` is its number."""

    by: str
    value: str
    id: int | None = None
    count: int


def shared_of(facets: Iterable[Facet]) -> tuple[Shared, ...]:
    """Return the values that most rows share."""
    seen: Counter[str] = Counter()
    found = []
    for facet in facets:
        seen[facet.by] += 1
        if seen[facet.by] <= _SHOWN:
            found.append(Shared(by=facet.by, value=facet.value, id=facet.id, count=facet.count))
    return tuple(found)


def shared_text(shared: Iterable[Shared]) -> str:
    """Return counts as a line of text."""
    by: dict[str, list[str]] = {}
    for one in shared:
        number = f" ({one.by} {one.id})" if one.id is not None else ""
        by.setdefault(one.by, []).append(f"{quoted(one.value)}{number} {one.count}")
    return "Counts by " + "; by ".join(f"{name}: {', '.join(values)}" for name, values in by.items())
