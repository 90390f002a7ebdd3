"""Actors across articles, as they are looked up: who an article names, and who may be meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, bindparam, func, select

from onrecord.record import Span
from onrecord.store import schema
from onrecord.store.who import chunks

# Actors looked at for one key, the last seen first: of PolNeAR's and ECB+'s surnames none has as many in a year.
MOST_CANDIDATES = 12
# Articles of a candidate that tell who it is.
RECENT = 6
# Names of an actor that a new name is compared with, the most used first.
MOST_NAMES = 8
NEVER, ALWAYS = "0000-00-00", "9999-99-99"


class Mention(msgspec.Struct, frozen=True):
    """Where an article names an actor, and in which words."""

    span: Span
    words: str


class Named(msgspec.Struct, frozen=True):
    """An actor of one article, before it is linked.

    Args:
        of: ``article_actors.id`` of the state or body whose post it is.
    """

    id: int
    name: str
    name_from: str
    type: str
    role: str | None
    of: int | None
    wikidata: str | None
    mentions: tuple[Mention, ...]


class Cast(msgspec.Struct, frozen=True):
    """All actors of an article, with what tells names from other words.

    Args:
        headings: spans of headline, captions and the like.
    """

    article: int
    known_on: str
    title: str | None
    text: str
    headings: tuple[Span, ...]
    actors: tuple[Named, ...]


class Candidate(msgspec.Struct, frozen=True):
    """An actor across articles that a key leads to.

    Args:
        stands: the actor that stands for it, corrections by hand applied; its own id for most.
        articles: articles that name it.
        keyed: articles that give it this key; ``first_on`` and ``last_on`` their first and last day.
    """

    id: int
    stands: int
    name: str
    type: str
    wikidata: str | None
    articles: int
    key: str
    keyed: int
    first_on: str
    last_on: str


class Seen(msgspec.Struct, frozen=True):
    """What one earlier article shows of an actor.

    Args:
        title: of the article.
    """

    article: int
    name: str
    role: str | None
    place: str | None
    sex: str | None
    title: str | None = None


def cast_of(connection: Connection, article: int) -> Cast:
    """Return the actors of an article."""
    articles, actors, mentions = schema.ARTICLES.c, schema.ARTICLE_ACTORS.c, schema.MENTIONS.c
    head = connection.execute(
        select(articles.known_on, articles.title, articles.text).where(articles.id == article)
    ).one()
    named: dict[int, list[Mention]] = {}
    for row in connection.execute(
        select(mentions.actor, mentions.start, mentions.end, mentions.words)
        .where(mentions.article == article)
        .order_by(mentions.id)
    ):
        named.setdefault(row.actor, []).append(Mention(Span(row.start, row.end), row.words))
    wanted = (actors.id, actors.name, actors.name_from, actors.type, actors.role, actors.of, actors.wikidata)
    rows = connection.execute(select(*wanted).where(actors.article == article).order_by(actors.id))
    return Cast(
        article,
        head.known_on,
        head.title,
        head.text,
        _headings(connection, article),
        tuple(Named(*row, tuple(named.get(row.id, ()))) for row in rows),
    )


def _headings(connection: Connection, article: int) -> tuple[Span, ...]:
    blocks = schema.BLOCKS.c
    kinds = ("title", "standfirst", "subheading", "caption", "credit", "section", "byline")
    rows = connection.execute(
        select(blocks.start, blocks.end).where((blocks.article == article) & blocks.kind.in_(kinds)).order_by(blocks.id)
    )
    return tuple(Span(row.start, row.end) for row in rows)


_KEYS, _ACTORS, _NAMES, _LINKS = schema.ACTOR_KEYS.c, schema.ACTORS.c, schema.ACTOR_NAMES.c, schema.ACTOR_LINKS.c
# Asked dozens of times for each article: put together once, for that takes longer than their answer.
_CANDIDATES = (
    select(
        _ACTORS.id,
        func.coalesce(_ACTORS.same_as, _ACTORS.id),
        _ACTORS.name,
        _ACTORS.type,
        _ACTORS.wikidata,
        _ACTORS.articles,
        _KEYS.key,
        _KEYS.articles,
        _KEYS.first_on,
        _KEYS.last_on,
    )
    .join(schema.ACTORS, _ACTORS.id == _KEYS.actor)
    .where((_KEYS.key == bindparam("wanted")) & (_KEYS.first_on <= bindparam("until")))
    .order_by(_KEYS.last_on.desc(), _KEYS.actor)
    .limit(MOST_CANDIDATES)
)
_NAMED = (
    select(_NAMES.name, _NAMES.articles)
    .where(_NAMES.actor == bindparam("wanted"))
    .order_by(_NAMES.articles.desc(), _NAMES.name)
    .limit(MOST_NAMES)
)
_RECENT = tuple(
    select(_LINKS.article, _LINKS.name, _LINKS.role, _LINKS.place, _LINKS.sex, schema.ARTICLES.c.title)
    .join(schema.ARTICLES, schema.ARTICLES.c.id == _LINKS.article)
    .where(own & (_LINKS.article != bindparam("but")))
    .order_by(_LINKS.article_actor.desc())
    .limit(RECENT)
    for own in (
        (_LINKS.actor == bindparam("wanted")) & _LINKS.by_hand.is_(None),
        _LINKS.by_hand == bindparam("wanted"),
    )
)


def candidates(connection: Connection, key: str, until: str = ALWAYS) -> list[Candidate]:
    """Return the actors that a key leads to, those last seen first.

    Args:
        until: a day; who is first seen after it by this key is left out.
    """
    rows = connection.execute(_CANDIDATES, {"wanted": key, "until": until})
    return [Candidate(*cells) for cells in map(list, rows)]


def names_of(connection: Connection, actor: int) -> list[str]:
    """Return the names that articles give an actor, the most used first."""
    return [name for name, _ in counted_names(connection, actor)]


def named(connection: Connection, article_actor: int) -> str:
    """Return the name that an article gives one of its actors."""
    actors = schema.ARTICLE_ACTORS.c
    return str(connection.execute(select(actors.name).where(actors.id == article_actor)).scalar_one())


def counted_names(connection: Connection, actor: int) -> list[tuple[str, int]]:
    """Return the names of an actor with the number of articles that give each, the most used first."""
    return [(row.name, row.articles) for row in connection.execute(_NAMED, {"wanted": actor})]


def names_in(connection: Connection, actor: int, articles: Iterable[int]) -> dict[int, str]:
    """Return the name that each of some articles gives an actor; without those that do not name it."""
    own = schema.ARTICLE_ACTORS.c
    found: dict[int, str] = {}
    for part in chunks(articles):
        query = select(own.article, own.name).where(own.actor == actor, own.article.in_(part)).order_by(own.id)
        for article, name in connection.execute(query):
            found.setdefault(article, name)
    return found


def recent(connection: Connection, actor: int, but: int) -> list[Seen]:
    """Return what the last articles show of an actor.

    Args:
        but: id of an article that is left out.
    """
    found: list[Seen] = []
    for query in _RECENT:
        if len(found) < RECENT:
            found.extend(Seen(*row) for row in connection.execute(query, {"wanted": actor, "but": but}))
    return found[:RECENT]


def beside(connection: Connection, articles: Sequence[int], limit: int = 400) -> dict[int, set[int]]:
    """Return the linked actors of articles, by article."""
    actors = schema.ARTICLE_ACTORS.c
    out: dict[int, set[int]] = {}
    rows = connection.execute(
        select(actors.article, actors.actor)
        .where(actors.article.in_(articles) & actors.actor.is_not(None))
        .order_by(actors.id)
        .limit(limit)
    )
    for row in rows:
        out.setdefault(row.article, set()).add(row.actor)
    return out


def by_wikidata(connection: Connection, wikidata: str) -> Candidate | None:
    """Return the actor with an id of Wikidata, the first of them."""
    actors = schema.ACTORS.c
    row = connection.execute(
        select(actors.id, func.coalesce(actors.same_as, actors.id), actors.name, actors.type, actors.articles)
        .where(actors.wikidata == wikidata)
        .order_by(actors.id)
        .limit(1)
    ).first()
    if row is None:
        return None
    return Candidate(row[0], row[1], row[2], row[3], wikidata, row[4], "", 0, NEVER, ALWAYS)
