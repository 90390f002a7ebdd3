"""A statement as the text shows it, before anybody knows who its actors are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.model.tags import Hints
    from onrecord.record import Act, Event, Mode, SaidOn, Span, StatementKind


@dataclass(frozen=True, slots=True)
class Draft:
    """One attribution.

    Args:
        pivot: token that the cue turns on.
        key: its key in the lexicon.
        cue: the words that attribute.
        source: the words that name the source here; None where none is written.
        source_head: head token of them.
        content: pieces in text order.
        kind: read off the quotation marks.
        addressee: head tokens of whom it is said to.
        within: number of the innermost draft whose content holds this one's cue.
        confidence: 0 to 1.
        event: of PLOVER, that the saying is; None where it is none.
        elsewhen: whether its sentence says that it was said at some other time: "once told", "said in 1974".
        hints: what the attribution model thinks of its actors and traits; None where it did not see the statement.
    """

    pivot: int
    key: str
    cue: Span
    source: Span | None
    source_head: int | None
    content: tuple[Span, ...]
    act: Act
    confidence: float
    kind: StatementKind = "indirect"
    mode: Mode = "affirm"
    reiterates: bool = False
    addressee: tuple[int, ...] = ()
    relays: tuple[int, ...] = ()
    said_on: SaidOn | None = None
    within: int | None = None
    event: Event | None = None
    elsewhen: bool = False
    hints: Hints | None = field(default=None, repr=False, compare=False)

    def holds(self, offset: int) -> bool:
        """Tell whether a code point lies in the content."""
        return any(piece.start <= offset < piece.end for piece in self.content)

    def with_content(self, *pieces: Span) -> Draft:
        """Return the same attribution with other content."""
        return replace(self, content=pieces)

    @property
    def size(self) -> int:
        """Length of the content in code points."""
        return sum(piece.end - piece.start for piece in self.content)


def innermost(drafts: Sequence[Draft], places: Sequence[Span]) -> list[int | None]:
    """Return for each place the number of the draft with the shortest content that holds all of it, in one sweep.

    Args:
        places: spans in any order.
    """
    pieces = sorted((piece.start, -piece.end, n) for n, draft in enumerate(drafts) for piece in draft.content)
    sizes = [draft.size for draft in drafts]
    out: list[int | None] = [None] * len(places)
    open_: list[tuple[int, int]] = []  # end and draft of the pieces that began before the place
    at = 0
    for number in sorted(range(len(places)), key=lambda n: places[n]):
        place = places[number]
        while at < len(pieces) and pieces[at][0] <= place.start:
            open_.append((-pieces[at][1], pieces[at][2]))
            at += 1
        open_ = [(end, n) for end, n in open_ if end > place.start]
        around = [(sizes[n], n) for end, n in open_ if end >= place.end and drafts[n].cue != place]
        out[number] = min(around)[1] if around else None
    return out
