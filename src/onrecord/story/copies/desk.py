"""Places an article among its copies as it arrives: what others had first of it, and whose voice it is."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from onrecord.store import copies as kept
from onrecord.store.copies import PassageRow, Text, VoiceRow
from onrecord.store.voices import Voices
from onrecord.story.copies.align import Passage
from onrecord.story.copies.likeness import MOSTLY, WHOLLY, Likeness, likeness
from onrecord.story.copies.order import copies, joins
from onrecord.story.copies.sketch import sketch_of
from onrecord.story.copies.standing import standing
from onrecord.story.copies.words import Words, words_of

# Looked at word by word: the likeliest, and the originals that they lead to.
LIKELIEST = 8
ORIGINALS = 4
SHARED_BANDS = 2
FEW_BANDS = 16  # of an article of some sixty words
# What many have is a turn of phrase: shared bands weigh as much as few others have them, unless there are many.
RARE = 1.0
MANY_BANDS = 5
# How many articles one arrival may place again, where it turns out to be the original of what was there.
PLACED_AGAIN = 32
# A copy of a copy is the original's voice where it shares this much with the original itself.
OF_THE_ORIGINAL = 0.3
# In words: less of a passage, where another has the rest of it, is none.
SHORTEST = 8


@dataclass(frozen=True)
class _Source:
    """A text that had words of another first.

    Args:
        surely: it is no collection of other texts.
    """

    text: Text
    words: Words
    like: Likeness
    surely: bool = True


def arrive(connection: Connection, article: int) -> None:
    """Tell whom an article copies and who copies it; again after its text has changed.

    Args:
        connection: of the transaction that kept the article.
        article: its id.
    """
    text = kept.texts(connection, [article])[article]
    was = kept.voices(connection, [article]).get(article)
    if was is not None and was.placed_by == _signature(text):
        return
    leaning = []
    if was is not None:
        leaning = kept.leaning(connection, article)
        kept.part(connection, article, leaning)
    _Desk(connection, text).settle([article, *leaning])


def leave(connection: Connection, article: int) -> None:
    """Take an article out from among its copies, before it is forgotten: those that remain find a new original."""
    leaning = kept.leaning(connection, article)
    kept.part(connection, article, leaning)
    _Desk(connection).settle(leaning)


class _Desk:
    """Places articles, each at most once.

    Args:
        texts: some that were read already.
    """

    def __init__(self, connection: Connection, *texts: Text) -> None:
        self._connection = connection
        self._read = {text.id: (text, words_of(text.text, text.blocks)) for text in texts}

    def settle(self, articles: Iterable[int]) -> None:
        """Place articles in turn, then those that are seen to copy them."""
        waiting, placed = deque(articles), set[int]()
        most = len(waiting) + PLACED_AGAIN
        while waiting:
            article = waiting.popleft()
            if article in placed or len(placed) == most:
                continue
            placed.add(article)
            waiting.extend(other for other in self._place(article) if other not in placed)

    def _place(self, article: int) -> list[int]:
        """Place one article; return those to be placed again because of it."""
        text, words = self._texts([article])[article]
        bands = sketch_of(words)
        held = kept.holders(self._connection, bands)
        before = kept.voices(self._connection, [article]).get(article)
        kept.keep_sketch(self._connection, article, bands, held, first=before is None)
        sources, takers = [], []
        for other in self._alike(words, self._candidates(article, bands, held)):
            if copies(text, other.text, other.like, words, other.words):
                sources.append(replace(other, surely=joins(text, other.text, other.like, other.words)))
            else:
                takers.append(other.text.id)
        return takers + self._followers(before, self._write(text, words, sources, first=before is None))

    def _alike(self, words: Words, candidates: Iterable[int]) -> list[_Source]:
        """Return those of the candidates that share words with a text, by id."""
        found = []
        for _, (text, other) in sorted(self._texts(candidates).items()):
            like = likeness(words, other)
            if like is not None:
                found.append(_Source(text, other, like))
        lines = standing([(source.text.outlet, source.like) for source in found])
        return [source for source, line in zip(found, lines, strict=True) if not line]

    def _texts(self, articles: Iterable[int]) -> dict[int, tuple[Text, Words]]:
        wanted = list(articles)
        unread = [article for article in wanted if article not in self._read]
        for article, text in kept.texts(self._connection, unread).items() if unread else ():
            self._read[article] = text, words_of(text.text, text.blocks)
        return {article: self._read[article] for article in wanted if article in self._read}

    def _candidates(self, article: int, bands: Sequence[int], held: Mapping[int, Sequence[int]]) -> list[int]:
        """Return the articles that share the rarest bands, and those that they have their texts from."""
        weight: dict[int, float] = {}
        count: dict[int, int] = {}
        for others in held.values():
            for other in others:
                weight[other] = weight.get(other, 0) + 1 / len(others)
                count[other] = count.get(other, 0) + 1
        needed = 1 if len(bands) < FEW_BANDS else SHARED_BANDS
        shared = [
            other
            for other in weight
            if other != article and count[other] >= needed and (weight[other] >= RARE or count[other] >= MANY_BANDS)
        ]
        best = sorted(shared, key=lambda other: (-weight[other], other))[:LIKELIEST]
        passages = kept.passages(self._connection, best)
        leads = [row.voice for row in kept.voices(self._connection, best).values()]
        leads += [row.voice for rows in passages.values() for row in rows]
        originals = [lead for lead in dict.fromkeys(leads) if lead != article and lead not in best]
        return best + originals[:ORIGINALS]

    def _write(self, text: Text, words: Words, sources: list[_Source], *, first: bool) -> VoiceRow:
        """Keep what an article has from its sources, and whose voice it is for that."""
        ids = [source.text.id for source in sources]
        voices = kept.voices(self._connection, ids)
        heard = Voices(self._connection, ids)
        sources.sort(key=lambda source: _age(source.text))
        rows, share = _passages(text, words, sources, heard)
        joined = _joined(text.id, sources, voices)
        rest = joined if share >= WHOLLY else text.id
        agency = text.agency or (voices[joined].agency if joined in voices else None)
        row = VoiceRow(text.id, joined, rest, agency, round(share, 4), _signature(text))
        kept.place(self._connection, row, rows, first=first)
        if agency is not None:
            kept.name_agency(self._connection, joined, agency)
        return row

    def _followers(self, before: VoiceRow | None, now: VoiceRow) -> list[int]:
        """Return who carries the voice that an article had as its own, where it has been given away."""
        if before is None or before.voice != now.article or now.voice == now.article:
            return []
        others = [other for other in kept.members(self._connection, now.article) if other != now.article]
        kept.hand_over(self._connection, others[PLACED_AGAIN:], now.article, now.voice)
        return others[:PLACED_AGAIN]


def _signature(text: Text) -> str:
    told = "\n".join((text.sha256, text.agency or "", text.known_on, text.published or ""))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _age(text: Text) -> tuple[bool, str, int]:
    return text.agency is None, text.known_on, text.id


def _joined(article: int, sources: list[_Source], voices: Mapping[int, VoiceRow]) -> int:
    """Return whose voice an article is: that of the source it shares most with, where half of it; else its own."""
    shares = {source.text.id: source.like.share for source in sources}
    near = [s for s in sources if s.like.mostly and s.like.share >= MOSTLY and s.surely]
    if not near:
        return article
    best = max(near, key=lambda s: round(s.like.share, 1)).text.id  # of equals the first, which is the oldest
    row = voices.get(best)
    if row is None or row.voice == best:
        return best
    return row.voice if shares.get(row.voice, 0) >= OF_THE_ORIGINAL else best


def _passages(text: Text, words: Words, sources: list[_Source], heard: Voices) -> tuple[list[PassageRow], float]:
    """Return the rows of an article's passages, each word in one at most, and the part of its plain words they hold.

    Args:
        sources: the oldest first: what two sources have is the older's.
        heard: whose voice the passages of the sources are.
    """
    free = [True] * len(words)
    rows = []
    for source in sources:
        for passage in source.like.passages:
            for run in _free_runs(passage, free):
                rows.append(_row(text, words, source, run, heard))
                free[run.start : run.end] = [False] * (run.end - run.start)
    plain = [at for at, quoted in enumerate(words.quoted) if not quoted]
    share = sum(not free[at] for at in plain) / len(plain) if plain else 0.0
    return sorted(rows, key=lambda row: row.start), share


def _free_runs(passage: Passage, free: Sequence[bool]) -> Iterator[Passage]:
    """Yield the parts of a passage that no other has, where they are long enough."""
    at = passage.start
    while at < passage.end:
        end = at
        while end < passage.end and free[end]:
            end += 1
        if end - at >= SHORTEST:
            yield _trimmed(passage, at, end)
        at = max(end, at + 1)


def _trimmed(passage: Passage, start: int, end: int) -> Passage:
    of_start = min(passage.of_start + start - passage.start, passage.of_end - 1)
    of_end = max(passage.of_end - (passage.end - end), of_start + 1)
    same = min(passage.same, end - start)
    return Passage(start, end, of_start, of_end, same, min(passage.plain, same))


def _row(text: Text, words: Words, source: _Source, run: Passage, heard: Voices) -> PassageRow:
    start, end = _span(text.text, words, run.start, run.end)
    of_start, of_end = _span(source.text.text, source.words, run.of_start, run.of_end)
    voice = heard.of(source.text.id, of_start, of_end)
    return PassageRow(text.id, start, end, source.text.id, of_start, of_end, voice)


_OPENING = "“‘\"'«„([$£€"
_CLOSING = ".,;:!?…”’\"'»)]%"


def _span(text: str, words: Words, first: int, last: int) -> tuple[int, int]:
    """Return the code points of a run of words with the marks that hang on its ends."""
    start, end = words.starts[first], words.ends[last - 1]
    while start and text[start - 1] in _OPENING:
        start -= 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return start, end
