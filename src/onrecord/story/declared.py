"""Corrections that an article declares itself: "An earlier version of this article …", "Correction:", "Updated"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from onrecord.record import Record, Span

Kind = Literal["correction", "clarification", "update", "note", "modified"]

_WHAT = r"(?:story|article|report|post|piece|column|page|headline|copy|item|dispatch)"
_DONE = r"(?:updated|corrected|amended|changed|edited|revised|modified|clarified)"
# How an article begins to say that it was changed; the whole paragraph is the declaration.
_LABEL = re.compile(
    r"\W{0,3}(?P<kind>corrections?|clarifications?|updates?|updated|amended|editor['’]?s['’]? note)"
    r"(?:\s(?:and|&)\s(?:corrections?|clarifications?))?(?:\s?\([^()]{0,40}\)|,?\s[A-Z\d][^:.–—]{0,40})?\s?[:–—]",
    re.IGNORECASE,
)
# What says it in the middle of a paragraph; the sentence is the declaration.
_SAYS = re.compile(
    rf"\b(?:(?:an|the|a)\s(?:earlier|previous|original|initial|prior|first)\s"
    rf"(?:(?:version|edition)\s(?:of|to)\s(?:this|the)\s{_WHAT}|headline\s(?:on|of|to|for)\sthis\s{_WHAT})"
    rf"|this\s{_WHAT}\s(?:has\s(?:since\s)?been|was|is\sbeing)\s(?:(?:later|since|also)\s)?(?:\w{{2,12}}ly\s)?{_DONE}"
    rf"|we\shave\s(?:since\s)?(?:corrected|updated|amended)\sthis\s{_WHAT}"
    rf"|regrets?\sthe\serrors?)\b",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"\b(?:correct(?:ed|ion|ions|s)?|incorrect(?:ly)?|mis\w+|erroneous(?:ly)?|errors?|wrong(?:ly)?|mistake\w*|inaccurate(?:ly)?)\b",
    re.IGNORECASE,
)
_CLEARER = re.compile(r"\bclarif\w+\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!?][”\"’')\]]*\s")
_KINDS: dict[str, Kind] = {"c": "correction", "u": "update", "a": "update", "e": "note"}
_ABOUT_ITSELF = 400  # code points: a longer paragraph after "Update:" is news of its own, not a note on the article


class Correction(msgspec.Struct, frozen=True):
    """What an article says of its own changes.

    Args:
        kind: ``modified``: a date alone, from the page's metadata.
        words: as printed; of ``modified`` the date as the page gives it.
        span: where it stands in the article's text; None for a date of the metadata.
    """

    kind: Kind
    words: str
    span: Span | None


def declared(record: Record) -> tuple[Correction, ...]:
    """Return the corrections that an article declares, in the order of its text, the date it was modified last."""
    found = tuple(_declared(record))
    article = record.article
    modified = article.modified and article.modified.value
    if modified and modified != (article.published and article.published.value):
        return (*found, Correction("modified", modified, None))
    return found


def _declared(record: Record) -> Iterator[Correction]:
    text = record.article.text
    for block in record.article.blocks:
        words = text[block.start : block.end]
        label = _LABEL.match(words)
        if label is not None and len(words) <= _ABOUT_ITSELF:
            yield Correction(_kind(words, label["kind"]), words, Span(block.start, block.end))
            continue
        last = 0
        for said in _SAYS.finditer(words):
            start, end = _sentence(words, said.start(), said.end())
            if start >= last:
                yield Correction(
                    _kind(words[start:end]), words[start:end], Span(block.start + start, block.start + end)
                )
                last = end


def _kind(words: str, label: str = "") -> Kind:
    named = label.lower()[:1]
    if named == "c":
        return "clarification" if label.lower().startswith("cl") else "correction"
    if _WRONG.search(words):
        return "correction"
    return "clarification" if _CLEARER.search(words) else _KINDS.get(named, "update")


def _sentence(words: str, start: int, end: int) -> tuple[int, int]:
    before = [match.end() for match in _ENDS.finditer(words, 0, start)]
    after = _ENDS.search(words, end)
    return before[-1] if before else 0, len(words[: after.end()].rstrip()) if after else len(words)
