"""How a wording drifted: two tellings of one utterance beside each other, what was kept, cut, added and changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from onrecord.record import Span
from onrecord.story.utterances.folding import Word, words_of

How = Literal["verbatim", "cut", "paraphrase"]
Kind = Literal["cut", "added", "changed"]

# Words of a telling that are laid beside another's: alignment takes time with their product.
MOST_WORDS = 400
# Shares of words in common, in order, by which a wording is called the same or a cut one: one word in ten may be
# another ("that" before it, a name for "he"). What to call it is our choice, no measurement.
_VERBATIM, _CUT = 0.9, 0.8
_JOIN = " … "


class Change(msgspec.Struct, frozen=True):
    """Words that two tellings do not share.

    Args:
        kind: ``cut``: only the one has them; ``added``: only the other; ``changed``: each has its own.
        before: the words of the one; empty where it has none.
        after: the words of the other; empty where it has none.
        before_span: where they stand in the one's article; None where it has none.
        after_span: where they stand in the other's article; None where it has none.
    """

    kind: Kind
    before: str
    after: str
    before_span: Span | None
    after_span: Span | None


class Drift(msgspec.Struct, frozen=True):
    """One telling beside another.

    Args:
        how: ``verbatim``: the same words; ``cut``: the same words, some left out; ``paraphrase``: other words.
        kept: share of the shorter one's words that stand in the other in the same order, 0 to 1.
        changes: in order.
    """

    how: How
    kept: float
    changes: tuple[Change, ...]


class Wording(msgspec.Struct, frozen=True):
    """The words of a telling and their places.

    Args:
        words: of its content, pieces joined by `` … ``.
        content: the spans of the pieces in its article's text.
    """

    words: str
    content: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span:
        """Return where a part of the words stands in the article.

        Args:
            start: code point of the words; ``end`` one past the last.
        """
        return Span(self._place(start), self._place(end - 1) + 1)

    def _place(self, offset: int) -> int:
        at = 0
        for piece in self.content:
            if offset < at + piece.end - piece.start:
                return piece.start + max(0, offset - at)
            at += piece.end - piece.start + len(_JOIN)
        return self.content[-1].end - 1 if self.content else offset


def drift(one: Wording, other: Wording) -> Drift:
    """Lay the other telling beside the one.

    Marks, case and the endings of words do not count (:mod:`onrecord.story.utterances.folding`). The alignment is that
    of Ratcliff and Obershelp, as Python's ``difflib`` has it.
    """
    mine, theirs = words_of(one.words)[:MOST_WORDS], words_of(other.words)[:MOST_WORDS]
    matcher = SequenceMatcher(None, [w.stem for w in mine], [w.stem for w in theirs], autojunk=False)
    codes = matcher.get_opcodes()
    same = sum(end - start for tag, start, end, _, _ in codes if tag == "equal")
    kept = same / min(len(mine), len(theirs)) if mine and theirs else 0.0
    whole = same / max(len(mine), len(theirs)) if mine and theirs else 0.0
    how: How = "verbatim" if whole >= _VERBATIM else "cut" if kept >= _CUT else "paraphrase"
    changes = tuple(_change(one, mine[a:b], other, theirs[c:d]) for tag, a, b, c, d in codes if tag != "equal")
    return Drift(how, kept, changes)


def _change(one: Wording, mine: Sequence[Word], other: Wording, theirs: Sequence[Word]) -> Change:
    kind: Kind = "changed" if mine and theirs else "cut" if mine else "added"
    before, after = _extent(mine), _extent(theirs)
    return Change(
        kind,
        one.words[slice(*before)] if before else "",
        other.words[slice(*after)] if after else "",
        one.span(*before) if before else None,
        other.span(*after) if after else None,
    )


def _extent(words: Sequence[Word]) -> tuple[int, int] | None:
    return (words[0].start, words[-1].end) if words else None


def lines(drifted: Drift) -> Iterator[str]:
    """Yield the changes for people: ``-words``, ``+words``, ``words → words``."""
    for change in drifted.changes:
        if change.kind == "changed":
            yield f"{change.before} → {change.after}"
        else:
            yield f"-{change.before}" if change.kind == "cut" else f"+{change.after}"
