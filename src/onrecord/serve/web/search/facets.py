"""The facets of a search, as words: each names what is chosen, and leads to what else could be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

import msgspec

from onrecord.record.statement import Act, Grade, Mode
from onrecord.serve import wording
from onrecord.serve.web.days import last_of
from onrecord.serve.web.search.asked import FILTERS, SearchQuery
from onrecord.store.search import Facet

# In the order in which a sentence names them: what, how it is introduced, what it says where nothing is chosen.
_SAID_OF = {
    "by": ("said by", "anyone"),
    "to": ("to", "anyone"),
    "about": ("naming", "anyone"),
    "act": ("who", "said, in any way"),
    "mode": ("mode", "any"),
    "grade": ("source", "of any kind"),
    "measure": ("counting", "anything"),
    "place": ("of", "any place"),
    "outlet": ("in", "any outlet"),
    "story": ("in the story", "any"),
}
_OF_FACET = {"speaker": "by"}
_CHOICES = {"act": get_args(Act), "mode": get_args(Mode), "grade": get_args(Grade)}
# What a facet may be chosen from by typing; the others are chosen from lists alone.
_TYPED = ("by", "to", "about", "place", "outlet", "measure")
_LABELS = {
    "affirm": "affirmed", "deny": "denied", "decline": "declined", "ask": "asked",
}  # fmt: skip


class Choice(msgspec.Struct, frozen=True):
    """One value of a facet.

    Args:
        count: how many of those found have it; None where nobody counted.
        address: of the search with it.
    """

    label: str
    count: int | None
    address: str


class Chooser(msgspec.Struct, frozen=True):
    """One facet.

    Args:
        label: how it is introduced.
        chosen: the value in words; None where nothing is chosen, and ``anything`` says so.
        clear: address of the search without it.
        typed: whether a value may be typed.
    """

    name: str
    label: str
    anything: str
    chosen: str | None
    clear: str
    choices: tuple[Choice, ...]
    typed: bool


def choosers(query: SearchQuery, facets: Iterable[Facet], names: dict[str, str]) -> list[Chooser]:
    """Return the facets of a search, in the order of a sentence.

    Args:
        facets: counts of what was found.
        names: what chosen ids of actors and stories are called, by filter.
    """
    counted: dict[str, list[Facet]] = {}
    for facet in facets:
        counted.setdefault(_OF_FACET.get(facet.by, facet.by), []).append(facet)
    wanted = (name for name in _SAID_OF if name in FILTERS[query.what])
    return [_chooser(query, name, counted.get(name, []), names) for name in wanted]


def _chooser(query: SearchQuery, name: str, facets: list[Facet], names: dict[str, str]) -> Chooser:
    label, anything = _SAID_OF[name]
    value = query.filters.get(name)
    if query.what != "said" and name == "by":
        label = "on the word of" if query.what == "figures" else "with"
    choices = [Choice(_label(name, f.value), f.count, query.address(**{name: f.id or f.value})) for f in facets]
    named = {facet.value for facet in facets}
    if query.what == "said":
        others = (choice for choice in _CHOICES.get(name, ()) if choice not in named)
        choices += [Choice(_label(name, other), None, query.address(**{name: other})) for other in others]
    return Chooser(
        name=name,
        label=label,
        anything=anything,
        chosen=None if value is None else names.get(name) or _label(name, str(value)),
        clear=query.address(**{name: None}),
        choices=tuple(choices),
        typed=name in _TYPED,
    )


def _label(name: str, value: str) -> str:
    if name == "act":
        return wording.past(value)
    return _LABELS.get(value, value) if name == "mode" else value


def months(query: SearchQuery, facets: Iterable[Facet]) -> list[Choice]:
    """Return the months in which what was found was known, each with the search for it alone."""
    found = sorted((f for f in facets if f.by == "month"), key=lambda f: f.value, reverse=True)
    return [
        Choice(wording.day(f.value), f.count, query.address(since=f"{f.value}-01", until=last_of(f.value)))
        for f in found
    ]
