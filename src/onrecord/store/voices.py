"""Whose independent report words stand in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from onrecord.store import schema
from onrecord.store.who import chunks


class _Passage(NamedTuple):
    start: int
    end: int
    of: int


class Voices:
    """The voices of some articles: their own, that of what they copy, that of a passage they share.

    Args:
        articles: ids, in any order, as often as they come.
    """

    def __init__(self, connection: Connection, articles: Iterable[int]) -> None:
        self._voices: dict[int, int] = {}
        self._passages: dict[int, list[_Passage]] = {}
        wanted = sorted(set(articles))
        passage = schema.PASSAGES.c
        for part in chunks(wanted):
            query = select(passage.article, passage.start, passage.end, passage.of).where(passage.article.in_(part))
            for row in connection.execute(query.order_by(passage.id)):
                self._passages.setdefault(row.article, []).append(_Passage(row.start, row.end, row.of))
        voice = schema.VOICES.c
        shared = {row.of for rows in self._passages.values() for row in rows}
        for part in chunks(sorted(shared.union(wanted))):
            query = select(voice.article, voice.voice).where(voice.article.in_(part))
            self._voices.update((row.article, row.voice) for row in connection.execute(query))

    def of(self, article: int, start: int | None = None, end: int | None = None) -> int:
        """Return the voice of an article, or of words of it.

        Args:
            start: first code point of the words.
            end: one past the last.
        """
        if start is not None and end is not None:
            for passage in self._passages.get(article, ()):
                if passage.start <= start and end <= passage.end:
                    return self._voices.get(passage.of, passage.of)
        return self._voices.get(article, article)
