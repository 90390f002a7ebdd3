"""The list of stories: those that moved last first."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, func, select

from onrecord.store import schema
from onrecord.store.articles import article_ids, articles
from onrecord.store.rows import StoryRow
from onrecord.store.wanted import Wanted
from onrecord.store.who import chunks

# Articles by which stories are found, the newest: as many as a search looks at.
_MOST = 2_000


def stories(connection: Connection, wanted: Wanted, least: int = 1) -> list[StoryRow]:
    """Return stories, those that moved last first; of one day those with most independent reports.

    Args:
        wanted: ``words``, ``actor``, ``outlet``, ``place`` of an article of theirs; ``since`` (moved then or later);
            ``until`` and ``as_of`` (only what was known by then is counted); ``story`` itself.
        least: articles that they hold at least.
    """
    query = _kept(wanted, least) if wanted.last is None else _counted(wanted, least)
    if (wanted.words, wanted.actor, wanted.outlet, wanted.place) != (None,) * 4:
        held = schema.STORY_ARTICLES.c
        by = msgspec.structs.replace(wanted, since=None, limit=_MOST, offset=0, newest=True)
        found = article_ids(connection, by) if by.words is not None else [row.id for row in articles(connection, by)]
        ids: BindParameter[int] = bindparam("found", found, expanding=True, literal_execute=True)
        query = query.where(schema.STORIES.c.id.in_(select(held.story).where(held.article.in_(ids))))
    rows = [StoryRow(*row) for row in connection.execute(query.limit(wanted.limit).offset(wanted.offset))]
    return rows if wanted.last is None else _titled_by(connection, rows, wanted.last)


def _titled_by(connection: Connection, rows: list[StoryRow], day: str) -> list[StoryRow]:
    """Return stories with headlines that had been printed by a day: the first of theirs, where it is a later one."""
    article, held = schema.ARTICLES.c, schema.STORY_ARTICLES.c
    late: set[int] = set()
    for part in chunks(row.title_article for row in rows if row.title_article is not None):
        of_later = select(article.id).where(article.id.in_(part), article.known_on > day)
        late.update(connection.execute(of_later).scalars())
    titles: dict[int, tuple[str, int]] = {}
    for part in chunks(row.id for row in rows if row.title_article in late):
        query = select(held.story, article.title, article.id).join_from(
            schema.STORY_ARTICLES, schema.ARTICLES, article.id == held.article
        )
        known = query.where(held.story.in_(part), article.known_on <= day, article.title.is_not(None))
        for story, title, ident in connection.execute(known.order_by(article.in_order)):
            titles.setdefault(story, (title, ident))
    return [_with_title(row, titles.get(row.id)) if row.title_article in late else row for row in rows]


def _with_title(row: StoryRow, found: tuple[str, int] | None) -> StoryRow:
    title, ident = found or (None, None)
    return msgspec.structs.replace(row, title=title, title_article=ident)


def _kept(wanted: Wanted, least: int) -> Select[Any]:
    """Return stories by the counts that are kept of them: of 100,000 articles 3 ms, where counting takes 140."""
    story = schema.STORIES.c
    query = select(
        story.id, story.title, story.title_article, story.first_on, story.last_on, story.articles, story.voices
    )
    query = query.where(story.articles >= max(least, 1))
    if wanted.since is not None:
        query = query.where(story.last_on >= wanted.since)
    if wanted.story is not None:
        query = query.where(story.id == wanted.story)
    return query.order_by(story.last_on.desc(), story.voices.desc(), story.id)


def _counted(wanted: Wanted, least: int) -> Select[Any]:
    story, held, article, voice = schema.STORIES.c, schema.STORY_ARTICLES.c, schema.ARTICLES.c, schema.VOICES.c
    told = schema.STORY_ARTICLES.join(schema.STORIES, story.id == held.story)
    told = told.join(schema.ARTICLES, article.id == held.article).outerjoin(
        schema.VOICES, voice.article == held.article
    )
    many = func.count(held.article)
    voices = func.count(func.distinct(func.coalesce(voice.voice, held.article)))
    first, last = func.min(article.known_on), func.max(article.known_on)
    query = select(story.id, story.title, story.title_article, first, last, many, voices).select_from(told)
    query = query.where(article.known_on <= wanted.last)
    if wanted.story is not None:
        query = query.where(story.id == wanted.story)
    enough = [many >= least] + ([last >= wanted.since] if wanted.since is not None else [])
    query = query.group_by(story.id, story.title, story.title_article).having(and_(*enough))
    return query.order_by(last.desc(), voices.desc(), story.id)
