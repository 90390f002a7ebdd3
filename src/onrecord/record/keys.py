"""Keys that survive re-reading, so that corrections can hold on to an item."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from onrecord.record.span import Span

# Surroundings that tell two equal quotes of one article apart without reaching far into
# neighbouring blocks, where a later revision of the article is likeliest to differ.
SURROUNDINGS = 24


def item_key(kind: str, text: str, spans: Iterable[Span]) -> str:
    """Return the key of an item of the record.

    Args:
        kind: ``statement``, ``figure``, ``encounter`` or ``position``.
        text: ``article.text``.
        spans: the spans that make the item, in the order of its fields.

    Returns:
        Sixteen hexadecimal digits: a hash of the kind, each quote, and up to
        24 code points on either side of it inside its own block.
    """
    digest = hashlib.sha256(kind.encode())
    for span in spans:
        before = text[max(0, span.start - SURROUNDINGS) : span.start].rpartition("\n\n")[2]
        after = text[span.end : span.end + SURROUNDINGS].partition("\n\n")[0]
        for part in (before, text[span.start : span.end], after):
            digest.update(b"\x00" + part.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
