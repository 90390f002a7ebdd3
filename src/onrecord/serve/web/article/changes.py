"""What changed between two texts of an article, as pieces that a page sets in place: kept, taken out, put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.record import Span
from onrecord.story.revisions import BlockChange, FigureChange, Revision, StatementChange
from onrecord.story.utterances.wording import Wording, drift

How = Literal["same", "out", "in"]
_MOST = 60  # changes of a kind that are shown
_AROUND = 90  # code points kept on either side of a change


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both texts have, or one of them."""

    how: How
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a statement, a figure or a paragraph.

    Args:
        what: in words: “changed: speaker”.
        pieces: its words, with what was taken out before what was put in.
    """

    what: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of one kind; ``more`` of them are left out."""

    title: str
    shown: tuple[Change, ...]
    more: int


def changes_of(revision: Revision) -> tuple[Changes, ...]:
    """Return what changed from the revision before, kind by kind; nothing for the first."""
    diff = revision.diff
    if diff is None:
        return ()
    kinds: tuple[tuple[str, Sequence[StatementChange | FigureChange | BlockChange]], ...] = (
        ("Statements", diff.statements), ("Figures", diff.figures), ("Text", diff.blocks),
    )  # fmt: skip
    found = (_changes(title, [one for one in several if one.kind != "same"]) for title, several in kinds)
    return tuple(one for one in found if one.shown)


def _changes(title: str, several: Sequence[StatementChange | FigureChange | BlockChange]) -> Changes:
    return Changes(title, tuple(_change(one) for one in several[:_MOST]), max(0, len(several) - _MOST))


def _change(one: StatementChange | FigureChange | BlockChange) -> Change:
    fields = () if isinstance(one, BlockChange) else one.fields
    what = one.kind + (f": {', '.join(fields).replace('_', ' ')}" if fields else "")
    return Change(what, tuple(pieces(one.before_words, one.after_words)))


def pieces(before: str, after: str) -> Iterator[Piece]:
    """Yield the words of two texts in place; what both have is cut short far from any change."""
    if not before or not after:
        yield Piece("out" if before else "in", before or after)
        return
    whole = (Span(0, len(before)),), (Span(0, len(after)),)
    drifted = drift(Wording(before, whole[0]), Wording(after, whole[1]))
    yield from _shortened(list(_in_place(before, after, [(c.before_span, c.after_span) for c in drifted.changes])))


def _in_place(before: str, after: str, changed: Iterable[tuple[Span | None, Span | None]]) -> Iterator[Piece]:
    place = 0
    for gone, come in changed:
        start = come.start if come else place
        if gone and not come:
            # What is left out stands where the words before it end in the later text.
            same = before[: gone.start].split()[-1:]
            found = after.find(same[0], place) + len(same[0]) if same and same[0] in after[place:] else place
            start = max(place, found)
        if start > place:
            yield Piece("same", after[place:start])
        if gone:
            yield Piece("out", before[gone.start : gone.end])
        if come:
            yield Piece("in", after[come.start : come.end])
        place = come.end if come else start
    if place < len(after):
        yield Piece("same", after[place:])


def _shortened(several: Sequence[Piece]) -> Iterator[Piece]:
    for number, piece in enumerate(several):
        words = piece.words
        if piece.how == "same" and len(words) > 3 * _AROUND:
            head = words[:_AROUND].rpartition(" ")[0] + " " if number else ""
            tail = " " + words[-_AROUND:].partition(" ")[2] if number + 1 < len(several) else ""
            words = f"{head}…{tail}"
        yield Piece(piece.how, words)
