"""Articles in: a page's record becomes rows, an article is kept once, a changed text is a revision of it."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from onrecord.record import Page, Record
from onrecord.record.urls import parts_of
from onrecord.store import schema
from onrecord.store.log import expect
from onrecord.store.mending.anchors import Place
from onrecord.store.mending.rows import mended, note
from onrecord.store.order import in_order
from onrecord.store.rowsof import record_rows

Kept = Literal["new", "revised", "reread", "known", "forgotten"]

_NOWHERE = Page("", "")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Arrival(msgspec.Struct, frozen=True):
    """A page that was read, with where and when it was seen.

    Args:
        page: the bytes that were read; None where they are not to be kept.
        url: the page's address; None for a file that tells none.
        source: the file, feed or archive it came through.
        seen_at: ISO 8601 in UTC.
        run: id of the run that brought it.
    """

    record: Record
    source: str
    seen_at: str
    page: bytes | None = None
    url: str | None = None
    run: int | None = None


class Receipt(msgspec.Struct, frozen=True):
    """What became of an arrival.

    Args:
        article: its id; None for one that was taken down before.
        kept: ``new``; ``revised`` where its address held another text; ``reread`` where the record of a text that was
            known has changed; ``known`` where nothing has; ``forgotten`` where its address or text was taken down.
    """

    article: int | None
    kept: Kept

    @property
    def changed(self) -> bool:
        """Whether the article's record is not what it was."""
        return self.kept in ("new", "revised", "reread")


def keep(connection: Connection, arrival: Arrival) -> Receipt:
    """Write an arrival inside the caller's transaction.

    One address has one article. A text that is known under another address of the same host, or under none, is a
    further sighting of its article; under another host it is an article of its own: who copies whom is told later.
    """
    if _is_gap(connection, arrival):
        return Receipt(None, "forgotten")
    article = _article_at(connection, arrival) or _article_of(connection, arrival)
    if article is None:
        return Receipt(_add(connection, arrival), "new")
    return Receipt(article, _again(connection, article, arrival))


def _is_gap(connection: Connection, arrival: Arrival) -> bool:
    gaps = schema.GAPS.c
    known = gaps.text_sha256 == arrival.record.article.text_sha256
    if arrival.url is not None:
        known |= gaps.url == arrival.url
    return connection.execute(select(gaps.id).where(known).limit(1)).first() is not None


def _article_at(connection: Connection, arrival: Arrival) -> int | None:
    """Find the article at the arrival's address; a file without an address stands at its path."""
    seen = schema.SIGHTINGS.c
    here = seen.url == arrival.url if arrival.url else seen.url.is_(None) & (seen.source == arrival.source)
    return connection.execute(select(seen.article).where(here).order_by(seen.id.desc()).limit(1)).scalar()


def _article_of(connection: Connection, arrival: Arrival) -> int | None:
    """Find the article with the arrival's text, of the same host; where one has no address, not of another outlet."""
    article = schema.ARTICLES.c
    same = article.text_sha256 == arrival.record.article.text_sha256
    found = connection.execute(select(article.id, article.url, article.outlet).where(same).order_by(article.id))
    return next((row.id for row in found if _is_one(row, arrival)), None)


def _is_one(kept: Row[int, str | None, str | None], arrival: Arrival) -> bool:
    host, outlet = _host(arrival.url), arrival.record.article.outlet
    if host and kept.url:
        return _host(kept.url) == host
    return not outlet or not kept.outlet or kept.outlet == outlet


def _host(url: str | None) -> str | None:
    return parts_of(url).hostname if url else None


def _add(connection: Connection, arrival: Arrival) -> int:
    number = connection.execute(select(func.max(schema.ARTICLES.c.id))).scalar() or 0
    article = max(number, _last_forgotten(connection)) + 1
    row = _article_row(connection, article, arrival, arrival.seen_at)
    first = {"id": article, "revision": 1, "first_seen": arrival.seen_at, "url": arrival.url}
    connection.execute(insert(schema.ARTICLES), row | first)
    _revise(connection, article, 1, arrival)
    expect(connection, article, Place(arrival.url, arrival.record.article.text_sha256))
    _write_record(connection, article, arrival.record, row["known_on"])
    return article


def _last_forgotten(connection: Connection) -> int:
    # An id is never given twice, so that links to a forgotten article do not lead to another.
    return connection.execute(select(func.max(schema.GAPS.c.article))).scalar() or 0


def _again(connection: Connection, article: int, arrival: Arrival) -> Kept:
    columns = schema.ARTICLES.c
    was = connection.execute(
        select(columns.text_sha256, columns.record_sha256, columns.revision, columns.first_seen).where(
            columns.id == article
        )
    ).one()
    changed = was.text_sha256 != arrival.record.article.text_sha256
    number = was.revision + 1 if changed else was.revision
    if not changed and was.record_sha256 == sha256_of(arrival.record):
        _see(connection, article, _revision(connection, article, number), arrival)
        return "known"
    row = _article_row(connection, article, arrival, was.first_seen)
    connection.execute(update(schema.ARTICLES).where(columns.id == article).values(revision=number, **row))
    _remove_record(connection, article)
    _revise(connection, article, number, arrival)
    _write_record(connection, article, arrival.record, row["known_on"])
    return "revised" if changed else "reread"


def _revision(connection: Connection, article: int, number: int) -> int | None:
    revisions = schema.REVISIONS.c
    here = (revisions.article == article) & (revisions.number == number)
    return connection.execute(select(revisions.id).where(here)).scalar()


def _revise(connection: Connection, article: int, number: int, arrival: Arrival) -> None:
    revision = _revision(connection, article, number)
    if revision is None:
        row = {
            "article": article,
            "number": number,
            "text_sha256": arrival.record.article.text_sha256,
            "page": _keep_page(connection, arrival),
            "first_seen": arrival.seen_at,
        }
        revision = connection.execute(insert(schema.REVISIONS).returning(schema.REVISIONS.c.id), row).scalar_one()
    connection.execute(
        insert(schema.READINGS),
        {
            "revision": revision,
            "models": _models(connection, arrival.record),
            "read_at": arrival.seen_at,
            "record_sha256": sha256_of(arrival.record),
            "record": zlib.compress(arrival.record.to_json().encode()),
        },
    )
    _see(connection, article, revision, arrival)


def _see(connection: Connection, article: int, revision: int | None, arrival: Arrival) -> None:
    row = {
        "article": article,
        "revision": revision,
        "url": arrival.url,
        "source": arrival.source,
        "page": arrival.record.article.page.sha256,
        "seen_at": arrival.seen_at,
        "run": arrival.run,
    }
    connection.execute(insert(schema.SIGHTINGS), row)


def _keep_page(connection: Connection, arrival: Arrival) -> str | None:
    if arrival.page is None:
        return None
    page = schema.PAGES.c
    sha256 = hashlib.sha256(arrival.page).hexdigest()
    if connection.execute(select(page.sha256).where(page.sha256 == sha256)).first() is None:
        row = {
            "sha256": sha256,
            "media_type": arrival.record.article.page.media_type,
            "size": len(arrival.page),
            "stored_at": arrival.seen_at,
            "bytes": zlib.compress(arrival.page),
        }
        connection.execute(insert(schema.PAGES), row)
    return sha256


def _models(connection: Connection, record: Record) -> int:
    models = schema.MODELS.c
    made_by = {"onrecord": record.made_by.onrecord, "models": json.dumps(record.made_by.models, sort_keys=True)}
    same = (models.onrecord == made_by["onrecord"]) & (models.models == made_by["models"])
    known = connection.execute(select(models.id).where(same)).scalar()
    if known is None:
        known = connection.execute(insert(schema.MODELS).returning(models.id), made_by).scalar_one()
    return int(known)


def _article_row(connection: Connection, ident: int, arrival: Arrival, first_seen: str) -> dict[str, Any]:
    article = arrival.record.article
    published = article.published and article.published.value
    day = _DAY.match(published) if published else None
    known_on = day[0] if day else first_seen[:10]
    return {
        "outlet": article.outlet,
        "agency": article.agency,
        "section": article.section,
        "language": article.language,
        "title": article.title,
        "standfirst": article.standfirst,
        "authors": msgspec.json.encode(article.authors).decode(),
        "published": published,
        "modified": article.modified and article.modified.value,
        "published_on": day and day[0],
        "known_on": known_on,
        "in_order": in_order(known_on, ident),
        "dateline": article.dateline and article.dateline.place,
        "text": article.text,
        "text_sha256": article.text_sha256,
        "record_sha256": sha256_of(arrival.record),
        "models": _models(connection, arrival.record),
    }


def sha256_of(record: Record) -> str:
    """Return the hash of what a record says, wherever its page stood: the same text at two addresses says the same."""
    article = msgspec.structs.replace(record.article, page=_NOWHERE)
    return hashlib.sha256(msgspec.structs.replace(record, article=article).to_json().encode()).hexdigest()


def _remove_record(connection: Connection, article: int) -> None:
    for table in reversed(schema.RECORD_TABLES):
        connection.execute(delete(table).where(table.c.article == article))


def _write_record(connection: Connection, article: int, record: Record, known_on: str) -> None:
    found = mended(connection, article, record)
    for table, rows in record_rows(found, article, known_on):
        if rows:
            connection.execute(insert(table), rows)
    note(connection, article, found)


def now() -> str:
    """Return this moment, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
