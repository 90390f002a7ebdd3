"""Whose independent report words stand in."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from onrecord.store import copies


class Voices:
    """The voices of some articles: their own, that of what they copy, that of a passage they share.

    Args:
        articles: ids, in any order, as often as they come.
    """

    def __init__(self, connection: Connection, articles: Iterable[int]) -> None:
        ids = sorted(set(articles))
        self._voices = copies.voices(connection, ids)
        self._passages = copies.passages(connection, ids)

    def of(self, article: int, start: int | None = None, end: int | None = None) -> int:
        """Return the voice of an article, or of words of it: that of the passage that holds most of them.

        Words outside of all passages are the article's own, unless it has nothing of its own.

        Args:
            start: first code point of the words.
            end: one past the last.
        """
        row = self._voices.get(article)
        if start is None or end is None:
            return article if row is None else row.voice
        if (passages := self._passages.get(article)) is None:
            return article if row is None else row.rest
        inside = [(min(end, p.end) - max(start, p.start), -p.start, p.voice) for p in passages]
        shared, _, voice = max(inside)
        if 2 * shared >= max(1, end - start):
            return voice
        return article if row is None else row.rest
