"""What the articles of a story tell, and the evidence that every view of it carries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from onrecord.record import Span
from onrecord.store.rows import ArticleRow, DateRow, EncounterRow, FigureRow, PositionRow, StatementRow

Item = StatementRow | FigureRow | EncounterRow | PositionRow
_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?", re.ASCII)
JOIN = " … "  # between the pieces of a content that its source or cue interrupts, as the store has it


class Told(msgspec.Struct, frozen=True, eq=False, weakref=True):
    """The rows of a story, each kind in the order of its ids; equal to itself alone, so that views may keep to it.

    Args:
        dates: days, months and years that the articles name.
        texts: of the articles, by id; only the background paragraph asks for them.
    """

    articles: tuple[ArticleRow, ...] = ()
    statements: tuple[StatementRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    encounters: tuple[EncounterRow, ...] = ()
    positions: tuple[PositionRow, ...] = ()
    dates: tuple[DateRow, ...] = ()
    texts: Mapping[int, str] = msgspec.field(default_factory=dict)

    def by_article(self) -> dict[int, ArticleRow]:
        """Return the articles by their ids."""
        return {article.id: article for article in self.articles}


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """The words of an article that show something.

    Args:
        article: its id; ``item`` the id of the statement, figure, encounter or position in its table.
        spans: code points of the article's text.
        words: what stands there; several pieces are joined by `` … ``.
        known_on: the day the article was known.
        voice: id of the article whose independent report it stands in.
    """

    article: int
    item: int
    spans: tuple[Span, ...]
    words: str
    known_on: str
    voice: int
    outlet: str | None = None
    url: str | None = None


class Sources(msgspec.Struct, frozen=True, gc=False):
    """How many tell the same.

    Args:
        articles: how many; ``voices`` how many independent reports, for a copy is no second witness.
        outlets: in the order of their first telling.
        first_on: the day the first of them was known; ``last_on`` the last.
    """

    articles: int
    voices: int
    outlets: tuple[str, ...]
    first_on: str
    last_on: str


def evidence_of(item: Item, article: ArticleRow) -> Evidence | None:
    """Return the words that show an item; None for a statement that has neither content nor cue nor source."""
    spans, words = _shown(item)
    if not spans:
        return None
    return Evidence(
        article=article.id,
        item=item.id,
        spans=spans,
        words=words,
        known_on=article.known_on,
        voice=item.voice or article.voice,
        outlet=article.outlet,
        url=article.url,
    )


def _shown(item: Item) -> tuple[tuple[Span, ...], str]:
    if not isinstance(item, StatementRow):
        return (item.span,), item.words
    if item.content:
        return item.content, item.words
    for span, words in ((item.cue_span, item.cue), (item.source_span, item.source)):
        if span is not None:
            return (span,), words or ""
    return (), ""


def sources_of(shown: Iterable[Evidence]) -> Sources:
    """Count who tells the same: articles, independent voices, outlets.

    Args:
        shown: at least one.
    """
    ordered = sorted(shown, key=lambda e: (e.known_on, e.article))
    outlets = dict.fromkeys(e.outlet for e in ordered if e.outlet)
    return Sources(
        articles=len({e.article for e in ordered}),
        voices=len({e.voice for e in ordered}),
        outlets=tuple(outlets),
        first_on=ordered[0].known_on,
        last_on=ordered[-1].known_on,
    )


def told_day(value: str | None, known_on: str) -> str | None:
    """Return a day or month that a text gives to what was said or counted; None for one that was still to come.

    What is known on a day cannot have been said after it; a later day was misread.

    Args:
        known_on: the day the article was known.
    """
    if value is None or not _ISO.fullmatch(value) or value > known_on:
        return None
    return value


def day_number(value: str) -> int:
    """Return the day of an ISO date as a number; of a month or a year its first day."""
    year, month, day = (*(int(part) for part in value[:10].split("-")), 1, 1)[:3]
    return date(year, month, day).toordinal()


def days_between(one: str, other: str) -> int:
    """Return how many days lie between two ISO dates, whichever comes first."""
    return abs(day_number(one) - day_number(other))
