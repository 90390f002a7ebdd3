"""The types of the annotated article: blocks cut into pieces of text that each have one set of marks.

Templates receive these types and nothing else; :mod:`onrecord.serve.layout` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.record import BlockKind

UNCERTAIN = 0.5  # below it an item is likelier wrong than right, and is shown lighter
DEEPEST = 3  # tints and rules that can still be told apart


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a block with one set of marks.

    Args:
        words: the text.
        content_of: ids of the statements whose content this is, outermost first.
        source_of: ids of the statements whose source this is.
        cue_of: ids of the statements whose cue this is.
        opens: ids of the statements that begin here, which the keyboard reaches here.
        figure: id of the figure that this is part of.
        tip: about that figure, at its first piece; empty elsewhere.
        day: what these words stand for, as the ``datetime`` of HTML; None where it has no form for it.
        when: the same in words, with the value; None where they are no time expression.
        anchors: ids of the encounters and positions that begin here.
        start: place of the first word in the article's text.
    """

    words: str
    content_of: tuple[str, ...] = ()
    source_of: tuple[str, ...] = ()
    cue_of: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    figure: str | None = None
    tip: tuple[str, ...] = ()
    day: str | None = None
    when: str | None = None
    anchors: tuple[str, ...] = ()
    start: int = 0

    @property
    def depth(self) -> int:
        """How many statements tell these words, one within another; at most three are told apart."""
        return min(len(self.content_of), DEEPEST)

    @property
    def statements(self) -> tuple[str, ...]:
        """All statements that these words belong to."""
        return tuple(dict.fromkeys((*self.content_of, *self.source_of, *self.cue_of)))

    @property
    def classes(self) -> str:
        """The marks as CSS classes."""
        marks = (
            f"c c{self.depth}" if self.depth else "",
            "who" if self.source_of else "",
            "cue" if self.cue_of else "",
            "fig" if self.figure else "",
        )
        return " ".join(mark for mark in marks if mark)


@dataclass(frozen=True, slots=True)
class RailNote:
    """What the margin says about one statement.

    Args:
        id: of the statement.
        number: its number in the article, from 1, in reading order.
        speaker: who says it.
        role: the speaker's post; empty where unknown or said already.
        verb: what the speaker did: “warned”.
        facts: to whom, when.
        chain: the way it took to the reader; empty where nobody relays it.
        link: opens the page at that sentence; None without a URL.
        depth: how many statements it stands within.
        uncertain: likelier wrong than right.
    """

    id: str
    number: int
    speaker: str
    role: str
    verb: str
    facts: str
    chain: str
    link: str | None
    depth: int
    uncertain: bool


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block: its kind, its pieces, and the notes beside it.

    Args:
        time: of a live update, in words.
    """

    kind: BlockKind
    pieces: tuple[Piece, ...]
    notes: tuple[RailNote, ...]
    time: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the ledger below the article: a label, and facts in words."""

    label: str
    facts: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """All that one article's template receives.

    Args:
        facts: outlet, day, agency, in one line.
        url: where the page stands; None unless a browser may be sent there.
    """

    title: str
    facts: str
    language: str
    url: str | None
    has_title: bool
    blocks: tuple[BlockView, ...]
    figures: tuple[Row, ...]
    meetings: tuple[Row, ...]
    positions: tuple[Row, ...]
    notes: tuple[Row, ...]
    statements: int
