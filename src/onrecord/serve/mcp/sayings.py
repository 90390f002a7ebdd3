"""Tools that tell who said what: statements, first printings, actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from onrecord.serve.mcp import asked as questions
from onrecord.serve.mcp.answer import Answer, numbered
from onrecord.serve.mcp.citing import Citation, Citer
from onrecord.serve.mcp.claims import Actor, StatementClaim, actor_of, many, names, statement_of
from onrecord.serve.mcp.door import Door
from onrecord.serve.mcp.paging import offset_of, paged
from onrecord.serve.mcp.quoting import quoted
from onrecord.serve.mcp.shared import Shared, shared_of, shared_text
from onrecord.store.rows import ActorRow
from onrecord.story import asking, searching
from onrecord.story.positions.positions import Cell
from onrecord.story.profile import Beside, Count, Profile
from onrecord.story.told import evidence_of
from onrecord.story.utterances.first import Printing, Utterance

_CHANGES = 6  # of a wording
_STANDS, _STATEMENTS = 12, 6  # of a profile


class Statements(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """Statements, each with its citations.

    Args:
        total: how many hold the words, at least; ``or_more``: there are more.
        shared: of those, counts by speaker, act, mode, outlet, month and story.
    """

    as_of: str | None = None
    total: int | None = None
    or_more: bool = False
    shared: tuple[Shared, ...] = ()
    statements: tuple[StatementClaim, ...]
    next_cursor: str | None = None

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        if not self.statements:
            yield "Nobody is on record with that. Fewer words, another form of the name or no days may find more."
        elif self.total is not None:
            yield many(self.total, "statement") + " or more" * self.or_more
        yield from numbered(self.statements)
        if self.shared:
            yield shared_text(self.shared)


def search_statements(door: Door, asked: questions.StatementsAsked) -> Statements:
    """Return who said what."""
    offset = offset_of(asked)
    filters: dict[str, Any] = {
        name: getattr(asked, name)
        for name in ("words", "act", "mode", "grade", "outlet", "story", "since", "until", "as_of", "min_confidence")
    }
    wanted = asking.Asked(
        **filters,
        by=named(asked.by),
        to=named(asked.to),
        newest=asked.order != "oldest" and (asked.order == "newest" or asked.words is None),
        limit=asked.limit + 1,
        offset=offset,
    )
    citer = door.citer()
    if asked.words is None or asked.order == "oldest":
        rows = [row.statement for row in asking.said(door.store, wanted)]
        page = paged(asked, rows, lambda row: statement_of(row, citer), offset)
        return Statements(as_of=asked.as_of, statements=page.rows, next_cursor=page.cursor)
    found = searching.search_said(door.store, wanted).found
    page = paged(asked, [hit.statement for hit in found.hits], lambda row: statement_of(row, citer), offset)
    return Statements(
        as_of=asked.as_of,
        total=found.total,
        or_more=found.more,
        shared=shared_of(found.facets),
        statements=page.rows,
        next_cursor=page.cursor,
    )


def named(actor: int | str | None) -> str | None:
    """Return an actor as the store's questions take it."""
    return None if actor is None else str(actor)


# ---- first ----------------------------------------------------------------------------------------------------------


class WordChange(msgspec.Struct, frozen=True, kw_only=True):
    """Words in which a printing differs from the fullest one; either may be empty."""

    fullest: str
    here: str


class Printed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One printing of an utterance.

    Args:
        how: ``first``; ``copy``: of a report before it; ``verbatim``, ``cut`` or ``paraphrase``: its wording beside the
            fullest printing.
        kept: share of the words that both have in the same order, 0 to 1.
    """

    how: str
    kept: float
    speaker: Actor | None = None
    statement: int
    changes: tuple[WordChange, ...] = ()
    citations: tuple[Citation, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        who = names([self.speaker]) if self.speaker else "speaker not named"
        changes = [f"   not {quoted(one.fullest)} but {quoted(one.here)}" for one in self.changes]
        return [f"{self.how}: {who}", *(line for one in self.citations for line in one.lines()), *changes]


class Said(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was said once, and who printed it.

    Args:
        likeness: how likely it is what was asked for, 0 to 1; below 0.9 compare the words before you rely on it.
        speaker: the name that most printings give.
        said_on: as most printings tell that do.
        independent: independent reports that print it; ``printings`` all of them, copies too.
        shown: the first printings, by day and time.
    """

    likeness: float
    speaker: str | None = None
    said_on: str | None = None
    independent: int
    printings: int
    shown: tuple[Printed, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        on = f", said on {self.said_on}" if self.said_on else ""
        told = f"{many(self.printings, 'printing')}, {self.independent} independent"
        head = f"{quoted(self.speaker or 'nobody named')}{on}; {told}; likeness {self.likeness:.2f}"
        return [head, *(f"   {line}" for one in self.shown for line in one.lines())]


class First(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """Utterances that a quotation may be from, the likest first; none where nobody is on record with it."""

    as_of: str | None = None
    quote: str
    utterances: tuple[Said, ...]

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        if not self.utterances:
            yield (
                "Nobody in this store is on record with these words. That is no proof that nobody said them: "
                "search_statements or search_articles with the rarest of them may find it told differently."
            )
        yield from numbered(self.utterances)


def who_said_first(door: Door, asked: questions.FirstAsked) -> First:
    """Return who printed a quotation first, who copied it, who paraphrased it."""
    found = asking.first(door.store, asked.quote, asked.as_of)
    citer = door.citer()
    shown = tuple(_said(one, asked.printings, citer) for one in found.utterances)
    return First(as_of=asked.as_of, quote=asked.quote, utterances=shown)


def _said(found: Utterance, most: int, citer: Citer) -> Said:
    shown = found.printings[:most]
    citer.fetch(one.article.id for one in shown)
    return Said(
        likeness=round(found.likeness, 3),
        speaker=found.speaker,
        said_on=found.said_on,
        independent=found.voices,
        printings=len(found.printings),
        shown=tuple(_printed(one, citer) for one in shown),
    )


def _printed(one: Printing, citer: Citer) -> Printed:
    shown = evidence_of(one.statement, one.article)
    changes = tuple(WordChange(fullest=change.before, here=change.after) for change in one.changes[:_CHANGES])
    return Printed(
        how=one.how,
        kept=round(one.kept, 3),
        speaker=actor_of(one.statement.speaker) if one.statement.speaker else None,
        statement=one.statement.id,
        changes=changes,
        citations=citer.evidence(shown) if shown else (),
    )


# ---- actors ---------------------------------------------------------------------------------------------------------


class ActorFound(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An actor across articles.

    Args:
        id: for every tool that takes an actor.
        articles: how many name it; ``statements`` how many it made.
    """

    id: int
    name: str
    type: str
    wikidata: str | None = None
    articles: int
    statements: int

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        known = f", Wikidata {self.wikidata}" if self.wikidata else ""
        told = f"{many(self.statements, 'statement')}, named in {many(self.articles, 'article')}"
        return [f"actor {self.id} {quoted(self.name)}, {self.type}{known}: {told}"]


def actor_found(row: ActorRow) -> ActorFound:
    """Return an actor of a row."""
    return ActorFound(
        id=row.id,
        name=row.name,
        type=row.type,
        wikidata=row.wikidata,
        articles=row.articles,
        statements=row.statements,
    )


class Actors(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """Actors, those who say most first."""

    as_of: str | None = None
    actors: tuple[ActorFound, ...]
    next_cursor: str | None = None

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        if not self.actors:
            yield "The store knows no actor of that name."
        yield from numbered(self.actors)


def find_actors(door: Door, asked: questions.ActorsAsked) -> Actors:
    """Return actors by a piece of their names."""
    offset = offset_of(asked)
    rows = asking.actors(door.store, asked.name, limit=offset + asked.limit + 1, as_of=asked.as_of)[offset:]
    page = paged(asked, rows, actor_found, offset)
    return Actors(as_of=asked.as_of, actors=page.rows, next_cursor=page.cursor)


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """How often something comes."""

    name: str
    count: int


class Company(msgspec.Struct, frozen=True, kw_only=True):
    """Another actor, how often it stands beside this one, and in how many independent reports."""

    actor: Actor
    count: int
    independent: int


class Stand(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where an actor stands on an issue.

    Args:
        issue: a noun phrase of the articles.
        stance: ``support``, ``oppose``, ``conditional`` or ``neutral``.
        day: it was taken; ``dated`` says whether an article tells that day, or it is the day it was known.
        change: against the stand before: ``new``, ``reiterated``, ``shifted`` or ``reversed``.
    """

    issue: str
    stance: str
    day: str
    dated: bool
    change: str
    confidence: float
    citations: tuple[Citation, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        when = self.day if self.dated else f"{self.day} (the day it was known)"
        head = f"{self.stance} on {quoted(self.issue)}, {when}, {self.change}; confidence {self.confidence:.2f}"
        return [head, *(line for one in self.citations for line in one.lines())]


class ActorProfile(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """One actor: names, what it says and of what, with whom, where it stands, its latest statements.

    Args:
        names: how articles call it.
        first_on: first day on which it is on record with something; ``last_on`` the last.
        relayed_by: through whom its words came; ``relays`` whose words came through it.
        speaks_to: whom it addressed; ``answered_by`` who addressed it.
        stands: the latest on each issue, the latest first; ``issues`` how many there are.
    """

    as_of: str | None = None
    actor: ActorFound
    names: tuple[Counted, ...]
    first_on: str | None = None
    last_on: str | None = None
    acts: tuple[Counted, ...]
    topics: tuple[Counted, ...]
    outlets: tuple[Counted, ...]
    relayed_by: tuple[Company, ...]
    relays: tuple[Company, ...]
    speaks_to: tuple[Company, ...]
    answered_by: tuple[Company, ...]
    issues: int
    stands: tuple[Stand, ...]
    statements: tuple[StatementClaim, ...]

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        yield from self.actor.lines()
        if self.first_on:
            yield f"on record from {self.first_on} to {self.last_on}"
        if self.acts:
            yield "acts: " + ", ".join(f"{one.name} {one.count}" for one in self.acts)
        for label in ("names", "topics", "outlets"):
            counts: tuple[Counted, ...] = getattr(self, label)
            if counts:
                yield f"{label}: " + ", ".join(f"{quoted(one.name)} {one.count}" for one in counts)
        for label in ("relayed_by", "relays", "speaks_to", "answered_by"):
            company: tuple[Company, ...] = getattr(self, label)
            if company:
                yield f"{label}: " + ", ".join(f"{names([one.actor])} {one.count}" for one in company)
        yield f"stands on {many(self.issues, 'issue')}, the latest:" if self.issues else "no position on record"
        yield from numbered(self.stands)
        yield "latest statements:" if self.statements else "no statement on record"
        yield from numbered(self.statements)


def get_actor(door: Door, asked: questions.ActorAsked) -> ActorProfile:
    """Return what one actor is on record with."""
    found = asking.who(door.store, str(asked.actor), asked.as_of)
    citer = door.citer()
    return ActorProfile(
        as_of=asked.as_of,
        actor=actor_found(found.actor),
        names=_counts(found.names[:_STANDS]),
        first_on=found.first_on,
        last_on=found.last_on,
        acts=_counts(found.acts),
        topics=_counts(found.topics),
        outlets=_counts(found.outlets),
        **_company(found),
        issues=len(found.positions),
        stands=tuple(_stand(cell, found.issues, citer) for cell in found.positions[:_STANDS]),
        statements=tuple(statement_of(row, citer) for row in found.statements[:_STATEMENTS]),
    )


def _counts(rows: Sequence[Count]) -> tuple[Counted, ...]:
    return tuple(Counted(name=row.name, count=row.count) for row in rows)


def _company(found: Profile) -> dict[str, tuple[Company, ...]]:
    def company(rows: Sequence[Beside]) -> tuple[Company, ...]:
        return tuple(Company(actor=actor_of(row.actor), count=row.count, independent=row.voices) for row in rows)

    return {
        "relayed_by": company(found.relayed_by),
        "relays": company(found.relays),
        "speaks_to": company(found.addressees),
        "answered_by": company(found.answers),
    }


def _stand(cell: Cell, issues: dict[int, str], citer: Citer) -> Stand:
    latest = cell.latest
    return Stand(
        issue=issues[cell.issue],
        stance=latest.stance,
        day=latest.day,
        dated=latest.told,
        change=latest.change,
        confidence=round(latest.confidence, 3),
        citations=citer.told_by(latest.evidence, most=1),
    )
