"""Grapheme clusters: where a text may be cut without tearing a character that a reader sees as one.

The rules that news text meets, after Unicode Standard Annex 29: marks, joiners, emoji and their modifiers, flags,
Hangul syllables, carriage returns.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

ZERO_WIDTH_JOINER = "\u200d"
# Indic conjuncts: these viramas join the consonant after them (GB9c).
LINKERS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")
PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e")


def torn_offsets(text: str) -> frozenset[int]:
    """Return the offsets of a text that lie inside a grapheme cluster; nearly always none."""
    if text.isascii() and "\r\n" not in text:
        return frozenset()
    return frozenset(_offsets(text))


def _offsets(text: str) -> list[int]:
    out: list[int] = []
    flags = 0
    for i in range(1, len(text)):
        before, c = text[i - 1], text[i]
        flags = flags + 1 if _is_flag(before) else 0
        if c < "\u0300" and before < "\u0300":
            if before == "\r" and c == "\n":
                out.append(i)
        elif _extends(c) or _joins(before, c) or (_is_flag(c) and flags % 2 == 1):
            out.append(i)
    return out


def _extends(c: str) -> bool:
    return (
        unicodedata.category(c) in {"Mn", "Mc", "Me"}
        or c in {ZERO_WIDTH_JOINER, "\u200c"}
        or "\U0001f3fb" <= c <= "\U0001f3ff"
        or "\uff9e" <= c <= "\uff9f"
        or "\U000e0020" <= c <= "\U000e007f"
    )


def _joins(before: str, c: str) -> bool:
    if before == ZERO_WIDTH_JOINER:
        return unicodedata.category(c) in {"So", "Lo", "Sm"}
    if before in LINKERS and unicodedata.category(c) == "Lo":
        return True
    return before in PREPENDED or _hangul(before, c)


def _hangul(before: str, c: str) -> bool:
    leading, vowel = "\u1100" <= before <= "\u115f", "\u1160" <= c <= "\u11a7"
    syllable = "\uac00" <= before <= "\ud7a3"
    open_syllable = syllable and (ord(before) - 0xAC00) % 28 == 0
    trailing = "\u11a8" <= c <= "\u11ff"
    if leading:
        return vowel or "\u1100" <= c <= "\u115f" or "\uac00" <= c <= "\ud7a3"
    if "\u1160" <= before <= "\u11a7":
        return vowel or trailing
    return (open_syllable and vowel) or (syllable and trailing) or ("\u11a8" <= before <= "\u11ff" and trailing)


def _is_flag(c: str) -> bool:
    return "\U0001f1e6" <= c <= "\U0001f1ff"


def _is_span(part: object) -> bool:
    return isinstance(part, dict) and part.keys() == {"start", "end"}


def _in_order(spans: list[dict[str, int]]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in sorted({(span["start"], span["end"]) for span in spans})]


def snapped(part: Any, torn: AbstractSet[int], length: int) -> Any:  # noqa: ANN401 - any part of a record as plain values
    """Return a part of a record, in plain dicts and lists, with the ends of every span moved out of clusters.

    Args:
        torn: offsets inside clusters.
        length: of the text in code points.

    Returns:
        The part; of spans in a list that have become the same one stays, and they are in order again.
    """
    if isinstance(part, list | tuple):
        moved = [snapped(item, torn, length) for item in part]
        return _in_order(moved) if all(map(_is_span, moved)) else moved
    if not isinstance(part, dict):
        return part
    out = {key: snapped(value, torn, length) for key, value in part.items()}
    if isinstance(out.get("start"), int) and isinstance(out.get("end"), int):
        while out["start"] in torn:
            out["start"] -= 1
        while out["end"] in torn and out["end"] < length:
            out["end"] += 1
    return out
