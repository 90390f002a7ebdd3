"""Actors across articles, as they are looked up: who an article names, and who may be meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, func, select

from onrecord.record import Span
from onrecord.store import schema
from onrecord.store.many import each
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
# Those seen last come first. Ids are counted from one: a candidate's columns stand as :class:`Candidate` has them.
_CANDIDATES = (
    "SELECT {n} AS nth, a.id, coalesce(a.same_as, a.id), a.name, a.type, a.wikidata, a.articles, k.key, "
    "k.articles AS keyed, k.first_on, k.last_on FROM actor_keys k JOIN actors a ON a.id = k.actor "
    "WHERE k.key = :key{n} ORDER BY k.last_on DESC, k.actor LIMIT :most"
)
_NAMED = (
    "SELECT {n} AS nth, name, articles FROM actor_names WHERE actor = :key{n} ORDER BY articles DESC, name LIMIT :most"
)
_SEEN = (
    "SELECT {n} AS nth, l.article, l.name, l.role, l.place, l.sex, a.title "
    "FROM actor_links l JOIN articles a ON a.id = l.article "
    "WHERE l.actor = :key{n} AND l.by_hand IS NULL AND l.article <> :but "
    "ORDER BY l.article_actor DESC LIMIT :most"
)
_BY_HAND = _SEEN.replace("l.actor = :key{n} AND l.by_hand IS NULL", "l.by_hand = :key{n}")


def candidates(connection: Connection, keys: Sequence[str]) -> dict[str, list[Candidate]]:
    """Return the actors that each key leads to, those last seen first; keys that lead to nobody are missing."""
    found: dict[str, list[Candidate]] = {}
    for key, row in each(connection, _CANDIDATES, keys, {"most": MOST_CANDIDATES}):
        found.setdefault(key, []).append(Candidate(*list(row)[1:]))
    return found


def names_of(connection: Connection, actors: Sequence[int]) -> dict[int, list[str]]:
    """Return the names that articles give actors, the most used first; actors without are missing."""
    found: dict[int, list[str]] = {}
    for actor, row in each(connection, _NAMED, actors, {"most": MOST_NAMES}):
        found.setdefault(actor, []).append(row.name)
    return found


def named(connection: Connection, article_actor: int) -> str:
    """Return the name that an article gives one of its actors."""
    actors = schema.ARTICLE_ACTORS.c
    return str(connection.execute(select(actors.name).where(actors.id == article_actor)).scalar_one())


def counted_names(connection: Connection, actor: int) -> list[tuple[str, int]]:
    """Return the names of an actor with the number of articles that give each, the most used first."""
    return [(row.name, row.articles) for _, row in each(connection, _NAMED, [actor], {"most": MOST_NAMES})]


def names_in(connection: Connection, actor: int, articles: Iterable[int]) -> dict[int, str]:
    """Return the name that each of some articles gives an actor; without those that do not name it."""
    own = schema.ARTICLE_ACTORS.c
    found: dict[int, str] = {}
    for part in chunks(articles):
        query = select(own.article, own.name).where(own.actor == actor, own.article.in_(part)).order_by(own.id)
        for article, name in connection.execute(query):
            found.setdefault(article, name)
    return found


def recent(connection: Connection, actors: Sequence[int], but: int) -> dict[int, list[Seen]]:
    """Return what the last articles show of actors; those that none shows are missing.

    Args:
        but: id of an article that is left out.
    """
    found: dict[int, list[Seen]] = {}
    for query in (_SEEN, _BY_HAND):
        wanted = [actor for actor in actors if len(found.get(actor, ())) < RECENT]
        for actor, row in each(connection, query, wanted, {"most": RECENT, "but": but}):
            if len(seen := found.setdefault(actor, [])) < RECENT:
                seen.append(Seen(*list(row)[1:]))
    return found


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
