"""What is taken down, and what is let go of with age."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from onrecord.errors import NoSuchError
from onrecord.store import copies, corrections, links, schema
from onrecord.store.changes import note
from onrecord.store.engine import overwriting
from onrecord.store.keep import now
from onrecord.store.store import Store
from onrecord.store.stories import stories_of
from onrecord.store.unsaying import unsay
from onrecord.store.who import chunks

Leave = Callable[[Connection, int], None]


class Forgotten(msgspec.Struct, frozen=True):
    """What was taken down.

    Args:
        articles: the ids they had; none where the store did not have what was named, which is then never stored.
        urls: addresses that are never stored again.
        pages: pages whose bytes are gone.
    """

    articles: tuple[int, ...]
    urls: tuple[str, ...]
    pages: int


def forget(store: Store, what: int | str, reason: str | None = None, leave: Leave | None = None) -> Forgotten:
    """Take an article down: page, text, record, revisions and sightings go, and it is never stored again.

    What is left is a note of the gap: addresses and hashes of texts, when and why. On SQLite what goes is overwritten
    in the file; on PostgreSQL it stays in the files until a vacuum and in the logs until they are recycled.

    Args:
        what: an article's id, or an address: every article that was seen there.
        reason: why, as it is to be noted.
        leave: called for each article before it goes, to take back what was told of it beside others.

    Raises:
        UsageError: the store has no article of that id.
        StoreError: the store cannot be written to.
    """
    with overwriting(store.engine), store.writing() as connection:
        articles = _articles(connection, what)
        for article in articles:
            touched = stories_of(connection, [article, *copies.leaning(connection, article)])
            if leave is not None:
                leave(connection, article)
            note(connection, "forgotten", touched.values(), article=article)
        gone = _take_down(connection, articles, what, reason)
        if connection.dialect.name == "sqlite" and articles:
            _merge_indexes(connection)
    if articles:
        _empty_log(store)
    return gone


def allow(store: Store, what: int | str) -> int:
    """Let what was taken down be stored again; return how many gaps that closes.

    Args:
        what: the id that the article had, or an address.
    """
    gaps = schema.GAPS.c
    with store.writing() as connection:
        named = gaps.article == what if isinstance(what, int) else gaps.url == what
        articles = [a for a in connection.execute(select(gaps.article).where(named)).scalars() if a is not None]
        closed = connection.execute(delete(schema.GAPS).where(named | gaps.article.in_(articles)))
        return int(closed.rowcount)


def drop_pages(store: Store, before: str) -> int:
    """Let go of the bytes of pages that were stored before a day; return how many those are.

    Their hashes, texts and records stay; they cannot be read again by a newer model.

    Args:
        before: ``YYYY-MM-DD``.

    Raises:
        StoreError: the store cannot be written to.
    """
    page = schema.PAGES.c
    old = (page.stored_at < before) & page.bytes.is_not(None)
    with overwriting(store.engine), store.writing() as connection:
        dropped = connection.execute(update(schema.PAGES).where(old).values(bytes=None))
        return int(dropped.rowcount)


def _articles(connection: Connection, what: int | str) -> list[int]:
    article, seen = schema.ARTICLES.c, schema.SIGHTINGS.c
    if isinstance(what, str):
        # A page can be known by the address it was first seen at, or by a later one.
        return sorted(
            set(connection.execute(select(seen.article).where(seen.url == what)).scalars())
            | set(connection.execute(select(article.id).where(article.url == what)).scalars())
        )
    if connection.execute(select(article.id).where(article.id == what)).first() is None:
        raise NoSuchError(f"the store has no article {what}")
    return [what]


def _take_down(connection: Connection, articles: list[int], what: int | str, reason: str | None) -> Forgotten:
    urls, pages, spoken = set[str](), set[str](), 0
    for article in articles:
        urls |= _note_gap(connection, article, reason)
        pages |= _pages(connection, article)
        _untitle(connection, article)
        spoken += unsay(connection, article)
        connection.execute(delete(schema.ARTICLES).where(schema.ARTICLES.c.id == article))
    if spoken:
        corrections.apply(connection)
        links.drop_unnamed(connection)
    if isinstance(what, str) and what not in urls:
        connection.execute(insert(schema.GAPS), _gap(articles[0] if articles else None, reason, url=what))
        urls.add(what)
    for table, column in ((schema.FETCHES, "url"), (schema.FAILURES, "page")):
        connection.execute(delete(table).where(table.c[column].in_(urls)))
    return Forgotten(tuple(articles), tuple(sorted(urls)), _drop_unused(connection, pages))


def _note_gap(connection: Connection, article: int, reason: str | None) -> set[str]:
    seen, revision, own = schema.SIGHTINGS.c, schema.REVISIONS.c, schema.ARTICLES.c
    urls = set(connection.execute(select(seen.url).where(seen.article == article)).scalars())
    urls |= set(connection.execute(select(own.url).where(own.id == article)).scalars())
    texts = set(connection.execute(select(revision.text_sha256).where(revision.article == article)).scalars())
    known = {str(url) for url in urls if url is not None}
    rows = [_gap(article, reason, url=url) for url in sorted(known)]
    rows += [_gap(article, reason, text_sha256=sha256) for sha256 in sorted(texts)]
    connection.execute(insert(schema.GAPS), rows)
    return known


def _gap(
    article: int | None, reason: str | None, url: str | None = None, text_sha256: str | None = None
) -> dict[str, Any]:
    return {"article": article, "url": url, "text_sha256": text_sha256, "forgotten_at": now(), "reason": reason}


def _pages(connection: Connection, article: int) -> set[str]:
    revision, seen = schema.REVISIONS.c, schema.SIGHTINGS.c
    pages = set(connection.execute(select(revision.page).where(revision.article == article)).scalars())
    pages |= set(connection.execute(select(seen.page).where(seen.article == article)).scalars())
    return {str(page) for page in pages if page is not None}


def _untitle(connection: Connection, article: int) -> None:
    """Take back what a story quotes from the article, and count the story's articles without it."""
    story, held = schema.STORIES.c, schema.STORY_ARTICLES.c
    quoted = update(schema.STORIES).where(story.title_article == article)
    connection.execute(quoted.values(title=None, title_article=None))
    left = select(func.count()).where(held.story == story.id, held.article != article).scalar_subquery()
    there = select(held.story).where(held.article == article)
    connection.execute(update(schema.STORIES).where(story.id.in_(there)).values(articles=left))


def _drop_unused(connection: Connection, pages: set[str]) -> int:
    page, revision = schema.PAGES.c, schema.REVISIONS.c
    dropped = 0
    for part in chunks(sorted(pages)):
        unused: ColumnElement[bool] = page.sha256.not_in(select(revision.page).where(revision.page.in_(part)))
        dropped += connection.execute(delete(schema.PAGES).where(page.sha256.in_(part), unused)).rowcount
    return dropped


def _merge_indexes(connection: Connection) -> None:
    """Write the indexes of words anew: until then they hold what was removed, with a mark that it was."""
    for table in _INDEXES:
        connection.exec_driver_sql(table)


_INDEXES: Sequence[str] = (
    "INSERT INTO articles_words(articles_words) VALUES ('optimize')",
    "INSERT INTO statements_words(statements_words) VALUES ('optimize')",
)


def _empty_log(store: Store) -> None:
    """Bring SQLite's log into the file and empty it: it holds pages as they were."""
    if store.engine.dialect.name == "sqlite":
        with store.engine.connect().execution_options(no_transaction=True) as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
