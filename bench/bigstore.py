"""A big store to measure on: real records over and over, each time with other names, other words and other days.

Words change places with others of the same length, so that every span stays where it was; each turn of the records
moves a fifth of the words, so that common words stay common.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from onrecord.record import Record, Stamp
from onrecord.store.keep import Arrival

_WORD = re.compile(r"[A-Za-z]{4,}")
MOVED = 0.2
FIRST_DAY = date(2020, 1, 1)
DAYS = 1_500
A_DAY = 67  # articles that arrive on a day
LATE = 3  # days that they may have been published apart


class Varied:
    """Articles without end, made of some records.

    Args:
        records: what they are made of, in order.
        moved: share of the words that change places in each turn of the records.
    """

    def __init__(self, records: Sequence[Record], moved: float = MOVED) -> None:
        self._records = records
        self._share = moved
        words = sorted({word for record in records for word in _WORD.findall(record.article.text)})
        self._classes: dict[tuple[int, bool], list[str]] = {}
        for word in words:
            self._classes.setdefault((len(word), word[0].isupper()), []).append(word)

    def articles(self, start: int, end: int) -> Iterator[Arrival]:
        """Yield the articles of some numbers, the same for the same number."""
        moved: dict[str, str] = {}
        turn = -1
        for number in range(start, end):
            if number // len(self._records) != turn:
                turn = number // len(self._records)
                moved = self.moved(turn)
            yield self._article(self._records[number % len(self._records)], number, moved)

    def moved(self, turn: int) -> dict[str, str]:
        """Say which word stands for which in one turn of the records; the first turn leaves them alone."""
        draw = random.Random(turn)  # noqa: S311 - no secret
        moved: dict[str, str] = {}
        for words in self._classes.values() if turn else ():
            some = draw.sample(words, int(len(words) * self._share))
            moved.update(zip(some, some[1:] + some[:1], strict=True))
        return moved

    @staticmethod
    def other(text: str, moved: Mapping[str, str]) -> str:
        """Return a text with other words, as :meth:`moved` tells them."""
        return _WORD.sub(lambda word: moved.get(word[0], word[0]), text)

    def _article(self, record: Record, number: int, moved: dict[str, str]) -> Arrival:
        def other(text: str) -> str:
            return self.other(text, moved)

        article = record.article
        text = other(article.text)
        late = random.Random(number).randrange(LATE)  # noqa: S311 - no secret
        days = min(number // A_DAY + late, DAYS - 1)
        day = (FIRST_DAY + timedelta(days=days)).isoformat()
        changed = msgspec.structs.replace(
            article,
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            title=article.title and other(article.title),
            outlet=f"Outlet {number % 40}",
            published=Stamp(day, "given"),
        )
        actors = tuple(msgspec.structs.replace(actor, name=other(actor.name)) for actor in record.actors)
        url = f"https://outlet{number % 40}.example/{day}/{number}"
        whole = msgspec.structs.replace(record, article=changed, actors=actors)
        return Arrival(whole, source=url, seen_at=f"{day}T12:00:00Z", url=url)
