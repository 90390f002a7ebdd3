"""What one actor said, to whom, through whom, where it stands: the page of an actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from onrecord.store.articles import articles_of
from onrecord.store.ask import positions, statements
from onrecord.store.identity import counted_names
from onrecord.store.rows import ActorName, ActorRow, ArticleRow, StatementRow
from onrecord.store.wanted import Wanted
from onrecord.story.positions.positions import Cell
from onrecord.story.positions.positions import positions as where_they_stand
from onrecord.story.told import Told

# Statements, and stands, that a profile is made of, the latest: an actor of a campaign makes two thousand in a year.
MOST = 2_000
_SHOWN = 12


class Count(msgspec.Struct, frozen=True):
    """How often something comes."""

    name: str
    count: int


class Beside(msgspec.Struct, frozen=True):
    """Another actor, and how often it stands beside this one.

    Args:
        voices: independent reports that tell of it.
    """

    actor: ActorName
    count: int
    voices: int


class Profile(msgspec.Struct, frozen=True):
    """One actor.

    Args:
        names: how articles call it, the most used first.
        first_on: the first day that it is on record; ``last_on`` the last; None where it said nothing.
        months: statements by the month in which they were known.
        acts: what it does when it speaks; ``outlets`` where that stands; ``topics`` what of.
        relayed_by: through whom its words came; ``relays`` whose words came through it.
        addressees: whom it spoke to; ``answers`` who spoke to it.
        positions: where it stands, issue by issue; ``issues`` names them by id.
        statements: the latest.
    """

    actor: ActorRow
    names: tuple[Count, ...]
    first_on: str | None
    last_on: str | None
    months: tuple[Count, ...]
    acts: tuple[Count, ...]
    outlets: tuple[Count, ...]
    topics: tuple[Count, ...]
    relayed_by: tuple[Beside, ...]
    relays: tuple[Beside, ...]
    addressees: tuple[Beside, ...]
    answers: tuple[Beside, ...]
    positions: tuple[Cell, ...]
    issues: dict[int, str]
    statements: tuple[StatementRow, ...]
    articles: dict[int, ArticleRow]


def profile(connection: Connection, actor: ActorRow, as_of: str | None = None) -> Profile:
    """Return what one actor is on record with.

    Args:
        as_of: day, ``YYYY-MM-DD``: only what had been published by then.
    """
    wanted = Wanted(actor=actor.id, as_of=as_of, newest=True, limit=MOST)
    around = statements(connection, wanted)
    own = [row for row in around if _is(row.speaker, actor.id)]
    held = positions(connection, Wanted(speaker=actor.id, as_of=as_of, newest=True, limit=MOST))
    articles = articles_of(connection, [row.article for row in own] + [row.article for row in held])
    stands = where_they_stand(Told(articles=tuple(articles.values()), positions=tuple(held)))
    days = sorted(articles[row.article].known_on for row in own)
    return Profile(
        actor=actor,
        names=tuple(Count(name, count) for name, count in counted_names(connection, actor.id)),
        first_on=days[0] if days else None,
        last_on=days[-1] if days else None,
        months=tuple(Count(month, count) for month, count in sorted(Counter(day[:7] for day in days).items())),
        acts=_most(row.act for row in own),
        outlets=_most(outlet for row in own if (outlet := articles[row.article].outlet)),
        topics=_most(topic for row in own for topic in row.topics),
        **_company(actor.id, around, own),
        positions=tuple(sorted(stands.cells, key=lambda cell: cell.latest.day, reverse=True)),
        issues={issue.id: issue.name for issue in stands.issues},
        statements=tuple(own[:_SHOWN]),
        articles={row.article: articles[row.article] for row in own[:_SHOWN]},
    )


def _company(actor: int, around: Iterable[StatementRow], own: Iterable[StatementRow]) -> dict[str, tuple[Beside, ...]]:
    """Return who relays the actor, whom it relays, whom it speaks to, who speaks to it."""
    own, around = list(own), list(around)
    spoken_to = (row for row in around if any(_is(one, actor) for one in row.addressees))
    passed_on = (row for row in around if any(_is(one, actor) for one in row.relays))
    return {
        "relayed_by": _beside(actor, ((one, row) for row in own for one in row.relays)),
        "relays": _beside(actor, ((row.speaker, row) for row in passed_on)),
        "addressees": _beside(actor, ((one, row) for row in own for one in row.addressees)),
        "answers": _beside(actor, ((row.speaker, row) for row in spoken_to)),
    }


def _beside(actor: int, pairs: Iterable[tuple[ActorName | None, StatementRow]]) -> tuple[Beside, ...]:
    names: dict[int | str, ActorName] = {}
    counts: Counter[int | str] = Counter()
    voices: dict[int | str, set[int]] = {}
    for one, row in pairs:
        if one is not None and one.actor != actor:
            # Those linked with none ("parliament") come anew with each article: their name holds them together.
            ident = one.actor if one.actor > 0 else one.name.casefold()
            names.setdefault(ident, one)
            counts[ident] += 1
            voices.setdefault(ident, set()).add(row.voice or row.article)
    most = sorted(counts, key=lambda i: (-len(voices[i]), -counts[i], names[i].name, names[i].actor))
    return tuple(Beside(names[ident], counts[ident], len(voices[ident])) for ident in most[:_SHOWN])


def _most(values: Iterable[str]) -> tuple[Count, ...]:
    counts = Counter(values)
    return tuple(Count(name, counts[name]) for name in sorted(counts, key=lambda n: (-counts[n], n))[:_SHOWN])


def _is(one: ActorName | None, actor: int) -> bool:
    return one is not None and one.actor == actor
