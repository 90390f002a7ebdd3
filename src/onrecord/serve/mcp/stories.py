"""Tools that tell stories: which there are, one at a glance, by day, what to check, the background paragraph."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from onrecord.serve import wording
from onrecord.serve.mcp import asked as questions
from onrecord.serve.mcp.answer import Answer, numbered
from onrecord.serve.mcp.citing import Citation, Citer
from onrecord.serve.mcp.claims import (
    Actor,
    Amount,
    TellingCount,
    actor_of,
    actors_of,
    amount_of,
    many,
    many_told,
    names,
    telling_count,
)
from onrecord.serve.mcp.door import Door
from onrecord.serve.mcp.paging import offset_of, paged, slice_of
from onrecord.serve.mcp.quoting import quoted
from onrecord.serve.mcp.sayings import named
from onrecord.serve.mcp.stands import PartyStand, party_stands
from onrecord.store.rows import FigureRow, StatementRow, StoryRow
from onrecord.story import asking, lookups
from onrecord.story.background.paragraph import Clause
from onrecord.story.checks import Finding, Side
from onrecord.story.clusters.heading import Quoted
from onrecord.story.overview import Outlet, Overview
from onrecord.story.timeline.entries import Entry

_STANDS, _EVENTS, _CHECKS, _OUTLETS = 8, 8, 5, 12  # of a story at a glance
_DATED = {"told": "", "inferred": " (the day it was known)", "before": " (some time before that day)"}


class StoryFound(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A story: articles of one course of events.

    Args:
        story: its number, for every tool that takes a story.
        title: a headline of one of its articles, verbatim; ``title_article`` says which.
        first_on: first day that one of its articles was known; ``last_on`` the last.
        articles: how many; ``independent``: reports, for a copy is no second witness.
    """

    story: int
    title: str | None = None
    title_article: int | None = None
    first_on: str
    last_on: str
    articles: int
    independent: int

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        days = self.first_on if self.first_on == self.last_on else f"{self.first_on} to {self.last_on}"
        told = many_told(self.articles, self.independent)
        return [f"story {self.story} {quoted(self.title or 'no title')}: {told}, {days}"]


def story_found(row: StoryRow) -> StoryFound:
    """Return a story of a row."""
    return StoryFound(
        story=row.id,
        title=row.title,
        title_article=row.title_article,
        first_on=row.first_on,
        last_on=row.last_on,
        articles=row.articles,
        independent=row.voices,
    )


class Stories(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """Stories, those that moved last first."""

    as_of: str | None = None
    stories: tuple[StoryFound, ...]
    next_cursor: str | None = None

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        if not self.stories:
            yield "There is no such story."
        yield from numbered(self.stories)


def list_stories(door: Door, asked: questions.StoriesAsked) -> Stories:
    """Return stories."""
    offset = offset_of(asked)
    wanted = asking.StoriesAsked(
        words=asked.words,
        about=named(asked.about),
        outlet=asked.outlet,
        since=asked.since,
        as_of=asked.as_of,
        least=asked.least,
        limit=asked.limit + 1,
        offset=offset,
    )
    page = paged(asked, asking.stories(door.store, wanted), story_found, offset)
    return Stories(as_of=asked.as_of, stories=page.rows, next_cursor=page.cursor)


# ---- timeline -------------------------------------------------------------------------------------------------------


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was said, happened or was counted, from all articles that tell it.

    Args:
        day: ISO day, month or year of it.
        dated: ``told``: an article dates it; ``inferred``: it is the day the first article was known; ``before``: some
            time before that day.
        who: the speaker, those who met, or whose figure it is.
        did: what they did, in words.
        key: a key event of the story.
        again: id of the entry in which the speaker said the same before.
        change: ``shifted`` or ``reversed``: the speaker's position changed with it.
        citations: of at most two articles; ``told_by`` counts all.
    """

    id: str
    kind: str
    day: str
    dated: str
    did: str
    who: tuple[Actor, ...] = ()
    to: tuple[Actor, ...] = ()
    through: tuple[Actor, ...] = ()
    amount: Amount | None = None
    counts: str | None = None
    event: str | None = None
    again: str | None = None
    change: str | None = None
    key: bool = False
    confidence: float
    told_by: TellingCount
    citations: tuple[Citation, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        counts = f" {quoted(self.counts)}" if self.counts else ""
        number = f"{self.amount.words}{counts}" if self.amount else ""
        facts = [
            f"{self.day}{_DATED[self.dated]}: {names(self.who) or self.kind} {self.did} {number}".rstrip(),
            f"to {names(self.to)}" if self.to else "",
            f"through {names(self.through)}" if self.through else "",
            "key event" if self.key else "",
            f"position {self.change}" if self.change else "",
            "said before" if self.again else "",
            self.told_by.told(),
        ]
        return ["; ".join(filter(None, facts)), *(line for one in self.citations for line in one.lines())]


def event_of(entry: Entry, citer: Citer) -> Event:
    """Return an entry of a timeline."""
    row = entry.row
    figure = row if isinstance(row, FigureRow) else None
    return Event(
        id=entry.id,
        kind=entry.kind,
        day=entry.day,
        dated=entry.when,
        did=_did(entry),
        who=actors_of(entry.who),
        to=actors_of(entry.to),
        through=actors_of(entry.through),
        amount=amount_of(figure) if figure else None,
        counts=wording.counted(figure) if figure else None,
        event=entry.event,
        again=entry.reiterates,
        change=entry.change,
        key=entry.is_key,
        confidence=round(row.confidence, 3),
        told_by=telling_count(entry.sources),
        citations=citer.told_by(entry.evidence),
    )


def _did(entry: Entry) -> str:
    row = entry.row
    if isinstance(row, StatementRow):
        return wording.verb(row)
    if isinstance(row, FigureRow):
        return "counted" if entry.who else ""
    return f"{row.type}, {row.status}"


class Events(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """What happened, was said and was counted in a story, each once, with all that tell it."""

    as_of: str | None = None
    story: StoryFound
    entries: int
    events: tuple[Event, ...]
    next_cursor: str | None = None

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        yield f"{self.story.lines()[0]}; {self.entries} entries"
        yield from numbered(self.events)


def get_timeline(door: Door, asked: questions.TimelineAsked) -> Events:
    """Return a story by day."""
    row = lookups.story(door.store, asked.story, asked.as_of)
    timeline = asking.story(door.store, asked.story, asked.as_of).timeline(newest_first=asked.newest_first)
    wanted = [entry for entry in timeline.entries if _is_asked(entry, asked)]
    citer = door.citer()
    page = slice_of(asked, wanted, lambda entry: event_of(entry, citer))
    return Events(
        as_of=asked.as_of,
        story=story_found(row),
        entries=len(wanted),
        events=page.rows,
        next_cursor=page.cursor,
    )


def _is_asked(entry: Entry, asked: questions.TimelineAsked) -> bool:
    since, until = asking.checked_day(asked.since), asking.checked_day(asked.until)
    kinds = asked.kind in (None, entry.kind) and (entry.is_key or not asked.key_only)
    return kinds and (since is None or entry.day >= since[: len(entry.day)]) and (until is None or entry.day <= until)


# ---- checks ---------------------------------------------------------------------------------------------------------


class CheckSide(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One side of what does not fit.

    Args:
        who: the speaker, the source of a figure or the holder of a position.
        articles: how many tell it.
    """

    who: Actor | None = None
    day: str
    articles: int
    citations: tuple[Citation, ...]


class Check(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something to look into before it is relied on; it is found by rules, so read both sides.

    Args:
        about: what is counted, the issue or the words in question.
        relay: through whom alone it is known.
        days: between the sides.
    """

    kind: str
    about: str
    days: int = 0
    relay: Actor | None = None
    sides: tuple[CheckSide, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        relay = f", through {names([self.relay])} alone" if self.relay else ""
        lines = [f"{self.kind}: {quoted(self.about)}{relay}"]
        for side in self.sides:
            lines.append(
                f"   {side.day} {names([side.who]) if side.who else 'nobody named'}, {many(side.articles, 'article')}"
            )
            lines.extend(line for one in side.citations for line in one.lines("      "))
        return lines


def check_of(finding: Finding, citer: Citer) -> Check:
    """Return what does not fit."""
    return Check(
        kind=finding.kind,
        about=finding.about,
        days=finding.days,
        relay=actor_of(finding.relay) if finding.relay else None,
        sides=tuple(_side(side, citer) for side in finding.sides),
    )


def _side(side: Side, citer: Citer) -> CheckSide:
    return CheckSide(
        who=actor_of(side.who) if side.who else None,
        day=side.day,
        articles=len({one.article for one in side.evidence}),
        citations=citer.told_by(side.evidence),
    )


class Checks(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """What does not fit together in a story, and what hangs by one thread."""

    as_of: str | None = None
    story: int
    found: int
    checks: tuple[Check, ...]
    next_cursor: str | None = None

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        yield f"story {self.story}: {self.found} to look into" if self.found else "Nothing to look into was found."
        yield from numbered(self.checks)


def get_checks(door: Door, asked: questions.ChecksAsked) -> Checks:
    """Return what to check in a story."""
    findings = asking.story(door.store, asked.story, asked.as_of).checks()
    wanted = [one for one in findings if asked.kind in (None, one.kind)]
    citer = door.citer()
    page = slice_of(asked, wanted, lambda one: check_of(one, citer))
    return Checks(as_of=asked.as_of, story=asked.story, found=len(wanted), checks=page.rows, next_cursor=page.cursor)


# ---- background -----------------------------------------------------------------------------------------------------


class BackgroundClause(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the paragraph says.

    Args:
        kind: ``event``, ``figure`` or ``dispute``.
        day: ISO day, month or year of what it tells.
        independent: reports that tell it.
    """

    kind: str
    text: str
    day: str
    independent: int
    citations: tuple[Citation, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        head = f"{self.kind}, {self.day}, {self.independent} independent: {quoted(self.text)}"
        return [head, *(line for one in self.citations for line in one.lines())]


def clause_of(clause: Clause, citer: Citer) -> BackgroundClause:
    """Return a clause of the paragraph."""
    return BackgroundClause(
        kind=clause.kind,
        text=clause.text,
        day=clause.day,
        independent=clause.voices,
        citations=citer.told_by(clause.evidence),
    )


class Background(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """The paragraph of background, made of the articles' quotes and figures, and its clauses with their citations.

    Args:
        paragraph: as text; ``markdown`` with links to its sources.
    """

    as_of: str | None = None
    story: int
    paragraph: str
    markdown: str
    clauses: tuple[BackgroundClause, ...]

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        yield quoted(self.paragraph) if self.paragraph else "There is nothing to tell yet."
        yield from numbered(self.clauses)


def get_background(door: Door, asked: questions.StoryAsked) -> Background:
    """Return the background paragraph of a story."""
    found = asking.story(door.store, asked.story, asked.as_of).background()
    citer = door.citer()
    return Background(
        as_of=asked.as_of,
        story=asked.story,
        paragraph=found.text(),
        markdown=found.markdown(),
        clauses=tuple(clause_of(clause, citer) for clause in found.clauses),
    )


# ---- at a glance ----------------------------------------------------------------------------------------------------


class OutletTelling(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who tells a story.

    Args:
        independent: reports of its own; ``copies``: outlets whose reports it printed.
    """

    name: str
    articles: int
    independent: int
    copies: tuple[str, ...] = ()


class StoryAtAGlance(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """A story at a glance; timeline, positions, tallies and checks have tools of their own that give all of each.

    Args:
        summary: sentences of its articles.
        known: the latest figures and what is disputed.
        parties: where the parties stand; ``positions`` how many stands there are.
        key_events: the latest.
        to_check: what does not fit; ``checks`` how many there are.
        outlets: those with most articles.
    """

    as_of: str | None = None
    story: StoryFound
    summary: tuple[Citation, ...]
    known: tuple[BackgroundClause, ...]
    positions: int
    parties: tuple[PartyStand, ...]
    key_events: tuple[Event, ...]
    checks: int
    to_check: tuple[Check, ...]
    outlets: tuple[OutletTelling, ...]

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        yield self.story.lines()[0]
        yield "Summary, in sentences of its articles:"
        yield from (line for one in self.summary for line in one.lines())
        for heading, rows in (
            ("What is known:", self.known),
            (f"Where they stand ({self.positions} stands):", self.parties),
            ("Key events, the latest first:", self.key_events),
            (f"To check ({self.checks}):", self.to_check),
        ):
            if rows:
                yield heading
                yield from numbered(rows)
        told = (f"{quoted(one.name)} {one.articles} ({one.independent} of its own)" for one in self.outlets)
        yield "Told by: " + ", ".join(told)


def get_story(door: Door, asked: questions.StoryAsked) -> StoryAtAGlance:
    """Return a story at a glance."""
    found = asking.overview(door.store, asked.story, asked.as_of)
    citer = door.citer()
    known = [clause for clause in found.background.clauses if clause.kind != "event"]
    return StoryAtAGlance(
        as_of=asked.as_of,
        story=story_found(found.story),
        summary=_summary(found.summary, citer),
        known=tuple(clause_of(clause, citer) for clause in known),
        positions=len(found.positions.cells),
        parties=party_stands(found.positions, citer, history=False)[:_STANDS],
        key_events=tuple(event_of(entry, citer) for entry in found.key_events[:_EVENTS]),
        checks=len(found.checks),
        to_check=tuple(check_of(finding, citer) for finding in found.checks[:_CHECKS]),
        outlets=_outlets(found),
    )


def _summary(sentences: tuple[Quoted, ...], citer: Citer) -> tuple[Citation, ...]:
    return tuple(citer.words(one.article, one.span, one.voice) for one in sentences)


def _outlets(found: Overview) -> tuple[OutletTelling, ...]:
    def telling(outlet: Outlet) -> OutletTelling:
        return OutletTelling(
            name=outlet.name, articles=outlet.articles, independent=outlet.voices, copies=outlet.copied
        )

    return tuple(map(telling, found.outlets[:_OUTLETS]))
