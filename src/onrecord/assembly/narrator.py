"""Who "I" is outside quotation marks: the one author of a piece that is told in the first person."""

from __future__ import annotations

import sys
from bisect import bisect_right
from typing import TYPE_CHECKING

from onrecord.text import nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.record import Article
    from onrecord.text import Parse
    from onrecord.text.quotes import Quotation

# A piece in the first person has its first "I" in this part of its sentences, and "I" in so many of them.
EARLY, LEAST = 0.34, 3
FIRST = frozenset({"i", "me", "my", "mine", "myself"})


def narrator(parse: Parse, article: Article, quoted: Sequence[Quotation]) -> str | None:
    """Return the name of whoever tells an article in the first person; None where nobody does, or more than one.

    Args:
        parse: of the article.
        quoted: its quotations, whose "I" is somebody else.
    """
    if len(article.authors) != 1 or article.authors[0] not in article.text:
        return None
    marks = sorted((q.start, q.end) for q in quoted)
    own = sorted({t.sentence for t in parse.tokens if _is_own(t.text) and not _inside(marks, t.start)})
    told = len(own) >= LEAST and own[0] <= EARLY * len(parse.sentences)
    return article.authors[0] if told else None


def _is_own(word: str) -> bool:
    return word.lower() in FIRST and nouns.is_speaker(word)


def _inside(marks: Sequence[tuple[int, int]], at: int) -> bool:
    n = bisect_right(marks, (at, sys.maxsize)) - 1
    return n >= 0 and at < marks[n][1]
