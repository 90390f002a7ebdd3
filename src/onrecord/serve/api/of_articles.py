"""Articles and actors over HTTP."""

from __future__ import annotations

from onrecord.errors import NoSuchError
from onrecord.record import Record
from onrecord.serve.api.asked import ActorsQuery, ArticlesQuery, AsOfAsked, RecordQuery
from onrecord.serve.api.endpoint import Ask, Endpoint, Paged, Query
from onrecord.store.articles import articles as article_rows
from onrecord.store.articles import record, texts
from onrecord.store.ask import actors as actor_rows
from onrecord.store.frames import Rows
from onrecord.store.rows import ActorRow, ArticleRow, Corrected
from onrecord.store.wanted import Wanted
from onrecord.story import asking
from onrecord.story.actor_named import actor_named
from onrecord.story.article import known_article
from onrecord.story.mending import corrected_in
from onrecord.story.profile import Profile, profile
from onrecord.story.revisions import Revision


def articles(ask: Ask[ArticlesQuery]) -> Rows[ArticleRow]:
    """List articles, by the day they were known."""
    q = ask.query
    with ask.store.reading() as connection:
        wanted = Wanted(
            words=q.words,
            actor=actor_named(connection, q.about).id if q.about else None,
            outlet=q.outlet,
            story=q.story,
            since=asking.checked_day(q.since),
            until=asking.checked_day(q.until),
            as_of=asking.checked_day(q.as_of),
            newest=q.order == "newest",
            limit=q.limit + 1,
            offset=q.offset,
        )
        return Rows(ArticleRow, article_rows(connection, wanted))


def article(ask: Ask[AsOfAsked]) -> ArticleRow:
    """Give an article without its text."""
    with ask.store.reading() as connection:
        return known_article(connection, ask.number, asking.checked_day(ask.query.as_of))


def text(ask: Ask[Query]) -> bytes:
    """Give the text of an article: blocks joined by a blank line; spans count its code points."""
    with ask.store.reading() as connection:
        known_article(connection, ask.number)
        return texts(connection, (ask.number,))[ask.number].encode("utf-8", "replace")


def whole_record(ask: Ask[RecordQuery]) -> Record:
    """Give all that was read in an article: the record, as `onrecord read` writes it."""
    with ask.store.reading() as connection:
        known_article(connection, ask.number)
        return record(connection, ask.number, ask.query.revision)


def revisions(ask: Ask[Paged]) -> Rows[Revision]:
    """List the texts that stood at an article's address, each with what changed since the one before."""
    return asking.revisions(ask.store, str(ask.number))[ask.query.offset : ask.query.offset + ask.query.limit + 1]


def corrected(ask: Ask[Paged]) -> Rows[Corrected]:
    """List what users corrected in an article, what is marked wrong too."""
    with ask.store.reading() as connection:
        known_article(connection, ask.number)
    return corrected_in(ask.store, ask.number)[ask.query.offset : ask.query.offset + ask.query.limit + 1]


def actors(ask: Ask[ActorsQuery]) -> Rows[ActorRow]:
    """List actors across articles, those who say most first."""
    q = ask.query
    with ask.store.reading() as connection:
        day = asking.checked_day(q.as_of)
        found = actor_rows(connection, q.name, most_first=True, as_of=day, limit=q.limit + 1, offset=q.offset)
    return Rows(ActorRow, found)


def actor(ask: Ask[AsOfAsked]) -> Profile:
    """Give what one actor said, to whom, through whom, and where it stands."""
    day = asking.checked_day(ask.query.as_of)
    with ask.store.reading() as connection:
        found = actor_rows(connection, ids=(ask.number,))
        if not found:
            raise NoSuchError(f"the store has no actor {ask.number}")
        return profile(connection, found[0], day)


ENDPOINTS = (
    Endpoint(
        path="/articles", tag="Articles", does=articles, answer=ArticleRow, query=ArticlesQuery, is_list=True,
        feed=True,
    ),
    Endpoint(path="/articles/{article}", tag="Articles", does=article, answer=ArticleRow, query=AsOfAsked),
    Endpoint(path="/articles/{article}/record", tag="Articles", does=whole_record, answer=Record, query=RecordQuery),
    Endpoint(
        path="/articles/{article}/text", tag="Articles", does=text, answer=bytes, media="text/plain; charset=utf-8"
    ),
    Endpoint(
        path="/articles/{article}/revisions", tag="Articles", does=revisions, answer=Revision, query=Paged,
        is_list=True,
    ),
    Endpoint(
        path="/articles/{article}/corrected", tag="Articles", does=corrected, answer=Corrected, query=Paged,
        is_list=True,
    ),
    Endpoint(path="/actors", tag="Actors", does=actors, answer=ActorRow, query=ActorsQuery, is_list=True),
    Endpoint(path="/actors/{actor}", tag="Actors", does=actor, answer=Profile, query=AsOfAsked),
)  # fmt: skip
