"""Actors across articles, as they are written: links and what they add, doubts, and who stands for whom."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.store import schema
from onrecord.store.changes import note, stories_naming
from onrecord.store.stories import stories_of

# Earlier names in doubt that one article may settle.
MOST_DOUBTS = 8


class Link(msgspec.Struct, frozen=True):
    """Which actor an article's actor is taken for, and what it adds to what is known of that one."""

    article_actor: int
    actor: int
    how: str
    name: str
    role: str | None = None
    place: str | None = None
    sex: str | None = None
    found_by: tuple[str, ...] = ()


class Doubt(msgspec.Struct, frozen=True):
    """A name that may be one of several actors, or of one that is not yet known."""

    article_actor: int
    article: int
    key: str
    known_on: str
    candidates: tuple[int, ...]


def new_actor(
    connection: Connection, name: str, kind: str, wikidata: str | None = None, split: int | None = None
) -> int:
    """Keep a new actor and return its id.

    Args:
        kind: ``person``, ``organisation``, ``state`` or ``group``.
        split: id of the correction that makes it.
    """
    row = {"name": name, "type": kind, "wikidata": wikidata, "articles": 0, "split_by": split, "found_name": name}
    made = connection.execute(insert(schema.ACTORS).returning(schema.ACTORS.c.id), row).scalar_one()
    return int(made)


def _dialect(
    connection: Connection,
) -> tuple[type[sqlite.Insert | postgresql.Insert], Callable[..., Any], Callable[..., Any]]:
    """Return how the database inserts or updates, and what it calls the lesser and the greater of two values."""
    if connection.dialect.name == "postgresql":
        return postgresql.Insert, func.least, func.greatest
    return sqlite.Insert, func.min, func.max


def keep_links(connection: Connection, article: int, known_on: str, links: Sequence[Link]) -> None:
    """Write the links of an article, and what they add to the actors' names, keys and counts."""
    if not links:
        return
    rows = [
        {**msgspec.structs.asdict(link), "article": article, "found_by": json.dumps(link.found_by)} for link in links
    ]
    connection.execute(insert(schema.ACTOR_LINKS), rows)
    # A post is no name of whoever holds it.
    named = [(link.actor, "" if link.how == "office" else link.name, link.found_by) for link in links]
    _count(connection, named, known_on)


def _count(connection: Connection, told: Iterable[tuple[int, str, tuple[str, ...]]], known_on: str) -> None:
    insert_into, least, most = _dialect(connection)
    names, keys = schema.ACTOR_NAMES, schema.ACTOR_KEYS
    naming = insert_into(names).on_conflict_do_update(
        index_elements=[names.c.actor, names.c.name], set_={"articles": names.c.articles + 1}
    )
    keying = insert_into(keys)
    keying = keying.on_conflict_do_update(
        index_elements=[keys.c.key, keys.c.actor],
        set_={
            "articles": keys.c.articles + 1,
            "first_on": least(keys.c.first_on, keying.excluded.first_on),
            "last_on": most(keys.c.last_on, keying.excluded.last_on),
        },
    )
    told = list(told)
    named = [{"actor": a, "name": name, "articles": 1} for a, name, _ in told if name]
    if named:
        connection.execute(naming, named)
    keyed = [
        {"key": key, "actor": a, "articles": 1, "first_on": known_on, "last_on": known_on}
        for a, _, all_keys in told
        for key in all_keys
    ]
    if keyed:
        connection.execute(keying, keyed)
    counted = schema.ACTORS.c
    once_more = update(schema.ACTORS).where(counted.id == bindparam("across")).values(articles=counted.articles + 1)
    if told:
        connection.execute(once_more, [{"across": actor} for actor in sorted({a for a, _, _ in told})])


class Told(msgspec.Struct, frozen=True):
    """What a link that is no more has added to an actor."""

    actor: int
    by_hand: int | None
    name: str
    found_by: tuple[str, ...]


def unlink(connection: Connection, article: int) -> list[Told]:
    """Remove the links of an article, and return what they have told of its actors."""
    links = schema.ACTOR_LINKS.c
    rows = connection.execute(
        select(links.actor, links.by_hand, links.name, links.found_by).where(links.article == article)
    ).all()
    if rows:
        connection.execute(delete(schema.ACTOR_LINKS).where(links.article == article))
    # A record that is written anew has neither; one that a correction changed keeps the rows that stay the same.
    doubts, own = schema.ACTOR_DOUBTS, schema.ARTICLE_ACTORS
    connection.execute(delete(doubts).where(doubts.c.article == article))
    linked = (own.c.article == article) & own.c.actor.is_not(None)
    connection.execute(update(own).where(linked).values(actor=None))
    return [Told(r.actor, r.by_hand, r.name, tuple(json.loads(r.found_by))) for r in rows]


def take_back(connection: Connection, told: Iterable[Told]) -> None:
    """Take back what links have told; actors that no article names any more are gone, unless the user made them."""
    told = list(told)
    for one in told:
        _uncount(connection, one.actor, one.name, one.found_by)
        if one.by_hand is not None:
            _uncount(connection, one.by_hand, one.name, one.found_by)
    _drop_empty(connection, {one.actor for one in told})


def depart(connection: Connection, article: int) -> None:
    """Take back what an article has told of actors, before it is forgotten.

    One that is read again needs no call: its next arrival does it.
    """
    take_back(connection, unlink(connection, article))


def split_off(connection: Connection, article_actor: int, actor: int | None) -> None:
    """Give an article's actor to another than the program took it for, or back to that one.

    Args:
        actor: the other; None to give it back.
    """
    links = schema.ACTOR_LINKS.c
    row = connection.execute(
        select(links.by_hand, links.name, links.found_by, schema.ARTICLES.c.known_on)
        .join(schema.ARTICLES, schema.ARTICLES.c.id == links.article)
        .where(links.article_actor == article_actor)
    ).one()
    if row.by_hand == actor:
        return
    found_by = tuple(json.loads(row.found_by))
    if row.by_hand is not None:
        _uncount(connection, row.by_hand, row.name, found_by)
    if actor is not None:
        _count(connection, [(actor, row.name, found_by)], row.known_on)
    connection.execute(update(schema.ACTOR_LINKS).where(links.article_actor == article_actor).values(by_hand=actor))


def _uncount(connection: Connection, actor: int, name: str, all_keys: Sequence[str]) -> None:
    names, keys, actors = schema.ACTOR_NAMES, schema.ACTOR_KEYS, schema.ACTORS
    here = and_(names.c.actor == actor, names.c.name == name)
    connection.execute(update(names).where(here).values(articles=names.c.articles - 1))
    connection.execute(delete(names).where(here & (names.c.articles <= 0)))
    if all_keys:
        there = and_(keys.c.actor == actor, keys.c.key.in_(all_keys))
        connection.execute(update(keys).where(there).values(articles=keys.c.articles - 1))
        connection.execute(delete(keys).where(there & (keys.c.articles <= 0)))
    connection.execute(update(actors).where(actors.c.id == actor).values(articles=actors.c.articles - 1))


def _drop_empty(connection: Connection, actors: Iterable[int]) -> None:
    table, kept = schema.ACTORS.c, schema.ACTORS.alias()
    for actor in sorted(actors):
        unused = (table.id == actor) & (table.articles <= 0) & table.split_by.is_(None) & table.same_as.is_(None)
        stands = select(kept.c.id).where(kept.c.same_as == actor)
        connection.execute(delete(schema.ACTORS).where(unused & ~stands.exists()))


def drop_unnamed(connection: Connection) -> None:
    """Remove actors that no article names and no correction speaks of any more."""
    table, other, links = schema.ACTORS.c, schema.ACTORS.alias(), schema.ACTOR_LINKS.c
    named = select(links.article_actor).where(or_(links.actor == table.id, links.by_hand == table.id))
    stands = select(other.c.id).where(other.c.same_as == table.id)
    unused = (table.articles <= 0) & table.same_as.is_(None) & ~stands.exists() & ~named.exists()
    connection.execute(delete(schema.ACTORS).where(unused))


def show(connection: Connection, actors: dict[int, int]) -> None:
    """Write which actor each article's actor is, corrections applied.

    Args:
        actors: ``actors.id`` by ``article_actors.id``.
    """
    table = schema.ARTICLE_ACTORS
    if actors:
        writing = update(table).where(table.c.id == bindparam("own")).values(actor=bindparam("across"))
        connection.execute(writing, [{"own": own, "across": actor} for own, actor in actors.items()])


def call(connection: Connection, actor: int, name: str) -> None:
    """Write an actor's name; where the user has named it, that name stays in front."""
    actors = schema.ACTORS.c
    here = actors.id == actor
    connection.execute(update(schema.ACTORS).where(here & (actors.found_name != name)).values(found_name=name))
    shown = connection.execute(
        update(schema.ACTORS).where(here & actors.named_by.is_(None) & (actors.name != name)).values(name=name)
    )
    if shown.rowcount:
        note(connection, "actors", stories_naming(connection, actor))


def identify(connection: Connection, actor: int, wikidata: str) -> None:
    """Write an actor's Wikidata id."""
    connection.execute(update(schema.ACTORS).where(schema.ACTORS.c.id == actor).values(wikidata=wikidata))


def keep_doubts(connection: Connection, doubts: Sequence[Doubt]) -> None:
    """Write the names that were linked with nobody."""
    if doubts:
        rows = [{**msgspec.structs.asdict(d), "candidates": json.dumps(d.candidates)} for d in doubts]
        connection.execute(insert(schema.ACTOR_DOUBTS), rows)


def doubts_about(connection: Connection, key: str, since: str, until: str) -> list[Doubt]:
    """Return the names in doubt of a key, of articles known from one day to another, the latest first."""
    doubts = schema.ACTOR_DOUBTS.c
    rows = connection.execute(
        select(doubts.article_actor, doubts.article, doubts.key, doubts.known_on, doubts.candidates)
        .where((doubts.key == key) & doubts.known_on.between(since, until))
        .order_by(doubts.known_on.desc(), doubts.article_actor)
        .limit(MOST_DOUBTS)
    )
    return [Doubt(r.article_actor, r.article, r.key, r.known_on, tuple(json.loads(r.candidates))) for r in rows]


def settle(connection: Connection, doubt: Doubt) -> None:
    """Take away a doubt."""
    table = schema.ACTOR_DOUBTS
    connection.execute(delete(table).where(table.c.article_actor == doubt.article_actor))


def note_change(connection: Connection, change: str, actor: int, other: int, why: str, because: int, on: str) -> None:
    """Keep what a later article has shown.

    Args:
        change: ``merged``: ``other`` is an actor; ``linked``: ``other`` is an article's actor.
    """
    row = {"change": change, "actor": actor, "other": other, "why": why, "because": because, "known_on": on}
    connection.execute(insert(schema.ACTOR_CHANGES), row)
    if change == "merged":
        touched = stories_naming(connection, other)
    else:
        touched = set(stories_of(connection, [other // schema.ITEMS_PER_ARTICLE]).values())
    note(connection, "actors", touched, article=because)


def merged_pairs(connection: Connection) -> list[tuple[int, int]]:
    """Return which actors later articles have shown to be one, in the order in which they did."""
    changes = schema.ACTOR_CHANGES.c
    rows = connection.execute(
        select(changes.actor, changes.other).where(changes.change == "merged").order_by(changes.id)
    )
    return [(row.actor, row.other) for row in rows]


def forward(connection: Connection, actor: int, other: int) -> None:
    """Let one actor stand for another, and for all that the other stood for."""
    actors = schema.ACTORS.c
    connection.execute(
        update(schema.ACTORS).where(or_(actors.id == other, actors.same_as == other)).values(same_as=actor)
    )
    shown = schema.ARTICLE_ACTORS
    connection.execute(update(shown).where(shown.c.actor == other).values(actor=actor))


def stand_for(connection: Connection, actor: int, stands: int | None) -> None:
    """Write who stands for an actor, in its row and in those of the articles that name it."""
    connection.execute(update(schema.ACTORS).where(schema.ACTORS.c.id == actor).values(same_as=stands))
    links, shown = schema.ACTOR_LINKS.c, schema.ARTICLE_ACTORS
    for own in ((links.actor == actor) & links.by_hand.is_(None), links.by_hand == actor):
        named = select(links.article_actor).where(own)
        connection.execute(update(shown).where(shown.c.id.in_(named)).values(actor=stands or actor))


def standing(connection: Connection) -> dict[int, int]:
    """Return who stands for those actors that do not stand for themselves."""
    actors = schema.ACTORS.c
    rows = connection.execute(select(actors.id, actors.same_as).where(actors.same_as.is_not(None)))
    return {row.id: row.same_as for row in rows}
