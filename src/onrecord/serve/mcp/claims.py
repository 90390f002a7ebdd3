"""Claims as agents get them: statements, figures, encounters, positions, each with the words that show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from onrecord.serve import wording
from onrecord.serve.mcp.citing import Citation, Citer
from onrecord.serve.mcp.quoting import quoted
from onrecord.store.rows import ActorName, FigureRow, StatementRow
from onrecord.story.told import Sources, evidence_of


class Actor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An actor.

    Args:
        id: number across all articles; missing where the name could not be linked with one.
        name: as articles give it.
    """

    name: str
    type: str
    id: int | None = None


def actor_of(row: ActorName) -> Actor:
    """Return an actor of a row."""
    return Actor(name=row.name, type=row.type, id=row.actor if row.actor >= 0 else None)


def actors_of(rows: Iterable[ActorName]) -> tuple[Actor, ...]:
    """Return the actors of rows."""
    return tuple(map(actor_of, rows))


def names(actors: Sequence[Actor]) -> str:
    """Return actors' names as text, each with its number."""
    return ", ".join(quoted(one.name) + (f" (actor {one.id})" if one.id is not None else "") for one in actors)


class StatementClaim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who said what.

    Args:
        id: of the statement, in the store or in the record.
        speaker: missing where nobody is named or known.
        source: the words that name the source.
        cue: the words that say that it was said.
        kind: ``direct``: quoted word for word; ``mixed``: in part; ``indirect``: in the article's own words.
        mode: ``deny``: that it is not so; ``decline``: refused to say; ``ask``: asked.
        act: what was done in saying it.
        grade: how the source is named.
        through: through whom it came to the article, innermost first.
        said_on: day or month, only where the article says it.
        confidence: 0 to 1, that it was read right.
        said_before: the article says that it was said before.
        utterance: statements of one number are one utterance.
        within: id of the statement that reports this one.
        corrected: a user of the store has mended it by hand.
        citations: of its content, one for each piece; of the words that refuse, where it is a refusal.
    """

    id: int | str
    speaker: Actor | None = None
    source: str | None = None
    cue: str | None = None
    kind: str
    mode: str
    act: str
    grade: str
    to: tuple[Actor, ...] = ()
    through: tuple[Actor, ...] = ()
    said_on: str | None = None
    said_before: bool = False
    event: str | None = None
    topics: tuple[str, ...] = ()
    confidence: float
    utterance: int | None = None
    within: int | str | None = None
    corrected: bool = False
    did: str
    citations: tuple[Citation, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        who = names([self.speaker]) if self.speaker else f"source {quoted(self.source or 'none named')}"
        facts = [
            f"{who} {self.did}" + (" again" if self.said_before else ""),
            f"to {names(self.to)}" if self.to else "",
            f"through {names(self.through)}" if self.through else "",
            f"on {self.said_on}" if self.said_on else "",
            f"{self.kind}, statement {self.id}, confidence {self.confidence:.2f}" + ", corrected" * self.corrected,
        ]
        return ["; ".join(filter(None, facts)), *(line for one in self.citations for line in one.lines())]


def statement_of(row: StatementRow, citer: Citer) -> StatementClaim:
    """Return a stored statement."""
    shown = evidence_of(row, citer.article(row.article))
    return StatementClaim(
        id=row.id,
        speaker=actor_of(row.speaker) if row.speaker else None,
        source=row.source,
        cue=row.cue,
        kind=row.kind,
        mode=row.mode,
        act=row.act,
        grade=row.grade,
        to=actors_of(row.addressees),
        through=actors_of(row.relays),
        said_on=row.said_on,
        said_before=row.reiterates,
        event=row.event,
        topics=row.topics,
        confidence=round(row.confidence, 3),
        utterance=row.utterance,
        within=row.within,
        corrected=bool(row.corrected),
        did=wording.verb(row),
        citations=citer.evidence(shown) if shown else (),
    )


class Amount(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A number with its bound.

    Args:
        low: missing for "at most"; ``high`` is missing for "at least"; both the same for a number as such.
        about: it is told as about right only.
        words: the same in words; say no more than these.
    """

    words: str
    low: float | None = None
    high: float | None = None
    about: bool = False


def amount(low: float | None, high: float | None, *, about: bool) -> Amount:
    """Return a count with its bound."""
    return Amount(words=wording.bounded(low, high, approx=about), low=low, high=high, about=about)


def amount_of(row: FigureRow) -> Amount:
    """Return a figure's number with its bound and unit."""
    return Amount(words=wording.amount(row), low=row.low, high=row.high, about=row.approx)


class TellingCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many tell the same.

    Args:
        articles: all of them; ``independent``: reports, for a copy is no second witness.
        outlets: the first of them.
    """

    articles: int
    independent: int
    outlets: tuple[str, ...]

    def told(self) -> str:
        """Return it as text."""
        return many_told(self.articles, self.independent)


_OUTLETS = 8


def many(count: int, name: str) -> str:
    """Return a count with its noun: 1 article, 2 articles."""
    return f"{count} {name}{'s' * (count != 1)}"


def many_told(articles: int, independent: int) -> str:
    """Return how many articles and independent reports tell something, as text."""
    return f"{many(articles, 'article')}, {independent} independent"


def telling_count(sources: Sources) -> TellingCount:
    """Return how many tell the same."""
    return TellingCount(articles=sources.articles, independent=sources.voices, outlets=sources.outlets[:_OUTLETS])
