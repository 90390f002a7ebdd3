"""How the fields of items are written, and how a reader is shown what was in them and what is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from onrecord.record import AsOf, Encounter, Figure, Position, SaidOn, Span, Statement
from onrecord.store.mending.anchors import ItemKind

Values = Mapping[str, Any]
Thing = Statement | Figure | Position | Encounter
JOIN = " … "
# Fields that lead to other items: what becomes of those is told of them.
_HIDDEN = frozenset({"statement", "within", "chain", "part_of", "end"})
_ACTORS = frozenset({"speaker", "relayed_by", "addressee", "holder", "source"})


def written(kind: ItemKind, item: Thing, now: Values) -> Thing:
    """Return an item with values in its fields.

    Args:
        item: of a record.
        now: by the names of :class:`onrecord.store.mending.mends.Mends`; actors as their ids, words as spans.
    """
    return _WRITERS[kind](item, now)


def _statement(item: Statement, now: Values) -> Statement:
    values = dict(now)
    if values.get("said_on") is not None:
        where = item.said_on or item.cue or item.source or (item.content or (Span(0, 1),))[0]
        values["said_on"] = SaidOn(values["said_on"], where.start, where.end)
    return msgspec.structs.replace(item, **values)


def _figure(item: Figure, now: Values) -> Figure:
    values: dict[str, Any] = {name: _whole(value) for name, value in now.items()}
    if "words" in values:
        span = values.pop("words")
        values |= {"start": span.start, "end": span.end}
    if values.get("as_of") is not None:
        values["as_of"] = AsOf(values["as_of"])
    if "by_whom" in values:
        whose = values.pop("by_whom")
        rest = item.chain[1:] if item.chain[:1] == (item.source,) else item.chain
        values |= {"source": whose, "chain": tuple(dict.fromkeys(([whose] if whose else []) + list(rest)))}
    return msgspec.structs.replace(item, **values)


def _whole(value: object) -> object:
    """Return a number that is whole as such, as records have them."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _position(item: Position, now: Values) -> Position:
    return msgspec.structs.replace(item, **now)


_WRITERS: dict[ItemKind, Callable[[Any, Values], Thing]] = {
    "statement": _statement,
    "figure": _figure,
    "position": _position,
    "encounter": _position,
}


def differences(
    was: Thing, now: Thing, text: str, names: Mapping[str, str]
) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the fields in which two states of an item differ, with both as a reader is shown them.

    Args:
        text: of the article; ``names`` of its actors, by their ids.
    """
    for name in was.__struct_fields__:
        before, after = getattr(was, name), getattr(now, name)
        if before != after and name not in _HIDDEN:
            yield _called(name), _shown(name, was, text, names), _shown(name, now, text, names)


def _called(name: str) -> str:
    return "words" if name == "start" else name


def _shown(name: str, item: Thing, text: str, names: Mapping[str, str]) -> str | None:
    if name == "start" and isinstance(item, Figure | Encounter):
        return text[item.start : item.end]
    value = getattr(item, name)
    if name in _ACTORS and not isinstance(value, Span):
        several = [value] if isinstance(value, str) else value or ()
        return ", ".join(names.get(one, one) for one in several) or None
    if isinstance(value, tuple):
        return JOIN.join(_plain(one, text) for one in value) or None
    return None if value is None else _plain(value, text)


def _plain(value: object, text: str) -> str:
    if isinstance(value, Span):
        return text[value.start : value.end]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(getattr(value, "value", value))
