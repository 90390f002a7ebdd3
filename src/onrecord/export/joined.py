"""JSON written as a stream: the items of one list, inside objects that are written around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

_ENCODE = msgspec.json.Encoder().encode


def joined(
    outer: dict[str, Any], inside: str | None, inner: dict[str, Any], name: str, items: Iterable[Any], *,
    count: str | None = None,
) -> Iterator[bytes]:  # fmt: skip
    """Yield an object that holds another, which holds a list; an item a line.

    Args:
        outer: fields that come first.
        inside: name of the field that holds ``inner``; None where the list stands in ``outer`` itself.
        name: of the list.
        count: name of the field after all others that says how many items there were.
    """
    head = _ENCODE(outer)[:-1]
    if inside is not None:
        head += b"," + _ENCODE(inside) + b":" + _ENCODE(inner)[:-1]
    yield head + b"," + _ENCODE(name) + b":["
    many = 0
    for item in items:
        yield (b",\n" if many else b"\n") + _ENCODE(item)
        many += 1
    tail = b"\n]" + (b"}" if inside is not None else b"")
    yield tail + (b"," + _ENCODE(count) + b":" + str(many).encode() if count else b"") + b"}\n"
