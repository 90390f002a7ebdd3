"""What ingest asks of a store and tells it beside articles: runs, failures, pages seen before, answers of servers."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from onrecord.record import Record, Stamp
from onrecord.store import schema

# Parameters a query may have: SQLite before 3.32 takes 999.
_AT_ONCE = 500


class Seen(msgspec.Struct, frozen=True):
    """A page that the store has, as it stood at an address.

    Args:
        onrecord: version of the program that made the record.
        models: name to version or hash of each model that made it.
        page: sha256 of its bytes.
        again: whether this very sighting is stored: another one would tell nothing.
    """

    article: int
    revision: int
    page: str | None
    onrecord: str
    models: dict[str, str]
    again: bool


class Answered(msgspec.Struct, frozen=True):
    """What a server last said of an address.

    Args:
        fetched_at: ISO 8601 in UTC.
        status: of HTTP; 0 where no answer came.
    """

    url: str
    etag: str | None
    last_modified: str | None
    fetched_at: str
    status: int


class Failed(msgspec.Struct, frozen=True):
    """A page that could not be kept, and why.

    Args:
        failed_at: ISO 8601 in UTC.
    """

    page: str
    cause: str
    remedy: str
    failed_at: str


class KeptPage(msgspec.Struct, frozen=True):
    """An article's page whose bytes are kept, where it was last seen, and what made the article's record.

    Args:
        seen_at: ISO 8601 in UTC.
        published: with where it was found.
    """

    article: int
    body: bytes
    media_type: str
    url: str | None
    source: str
    seen_at: str
    onrecord: str
    models: dict[str, str]
    published: Stamp | None


# ---- runs -----------------------------------------------------------------------------------------------------------


def begin_run(connection: Connection, command: str, started_at: str) -> int:
    """Note that a run begins; return its id."""
    row = {"command": command, "started_at": started_at, "added": 0, "known": 0, "failed": 0}
    return int(connection.execute(insert(schema.RUNS).returning(schema.RUNS.c.id), row).scalar_one())


def count_in_run(connection: Connection, run: int, added: int, known: int, failed: int) -> None:
    """Add to what a run has done."""
    c = schema.RUNS.c
    more = {"added": c.added + added, "known": c.known + known, "failed": c.failed + failed}
    connection.execute(update(schema.RUNS).where(c.id == run).values(more))


def counted_in_run(connection: Connection, run: int) -> int:
    """Return how many pages a run has counted; 0 where there is no such run."""
    c = schema.RUNS.c
    return connection.execute(select(c.added + c.known + c.failed).where(c.id == run)).scalar() or 0


def end_run(connection: Connection, run: int, ended_at: str) -> None:
    """Note that a run has ended by itself."""
    connection.execute(update(schema.RUNS).where(schema.RUNS.c.id == run).values(ended_at=ended_at))


def add_failures(connection: Connection, run: int, failures: Sequence[Failed]) -> None:
    """Note what failed in a run."""
    if failures:
        connection.execute(insert(schema.FAILURES), [msgspec.structs.asdict(f) | {"run": run} for f in failures])


def failures_of(connection: Connection, run: int) -> Iterator[Failed]:
    """Yield what failed in a run, in order."""
    c = schema.FAILURES.c
    for row in connection.execute(select(c.page, c.cause, c.remedy, c.failed_at).where(c.run == run).order_by(c.id)):
        yield Failed(*row)


def last_run(connection: Connection) -> int | None:
    """Return the id of the run that began last; None where there was none."""
    return connection.execute(select(func.max(schema.RUNS.c.id))).scalar()


# ---- pages ----------------------------------------------------------------------------------------------------------


def seen_page(connection: Connection, sha256: str, url: str | None, source: str, *, fixed: bool) -> Seen | None:
    """Return the stored page with these bytes at an address; None where the store has it not.

    A page without an address stands at its source, and may have been seen at any other such place before.

    Args:
        sha256: of the bytes.
        fixed: whether the source is a place that holds one page for ever, as a record of an archive is: what was seen
            there once is not seen again, whatever stood at the address since.
    """
    c = schema.SIGHTINGS.c
    here = c.url == url if url else and_(c.url.is_(None), c.source == source)
    if fixed:
        there = _seen(connection, and_(here, c.source == source, c.page == sha256), again=True)
        if there is not None:
            return there
    latest = connection.execute(select(c.id, c.page).where(here).order_by(c.id.desc()).limit(1)).first()
    if latest is not None:
        return _seen(connection, c.id == latest.id, again=url is None) if latest.page == sha256 else None
    return None if url else _seen(connection, c.page == sha256, again=False)


def _seen(connection: Connection, where: ColumnElement[bool], *, again: bool) -> Seen | None:
    sightings, readings, models = schema.SIGHTINGS.c, schema.READINGS.c, schema.MODELS.c
    row = connection.execute(
        select(sightings.article, sightings.revision, sightings.page, models.onrecord, models.models)
        .select_from(
            schema.SIGHTINGS.join(schema.READINGS, readings.revision == sightings.revision).join(
                schema.MODELS, models.id == readings.models
            )
        )
        .where(where)
        .order_by(sightings.id.desc(), readings.id.desc())
        .limit(1)
    ).first()
    return None if row is None else Seen(row[0], row[1], row[2], row[3], json.loads(row[4]), again)


def knows_record(
    connection: Connection, record_sha256: str, page: str, url: str | None, source: str, *, before: int | None = None
) -> bool:
    """Whether a record that was read before came from this very place before, whatever became of its article since.

    Args:
        record_sha256: of what it says.
        page: sha256 of the page's bytes that it was made of.
        before: a run that does not count; None where all do.
    """
    sightings, readings = schema.SIGHTINGS.c, schema.READINGS.c
    here = sightings.url == url if url else sightings.url.is_(None)
    found = (
        select(readings.id)
        .select_from(schema.SIGHTINGS.join(schema.READINGS, readings.revision == sightings.revision))
        .where(here, sightings.source == source, sightings.page == page, readings.record_sha256 == record_sha256)
    )
    if before is not None:
        found = found.where(sightings.run.is_distinct_from(before))
    return connection.execute(found.limit(1)).first() is not None


def see_again(connection: Connection, seen: Seen, sighting: Mapping[str, object]) -> None:
    """Add a sighting of a page that is stored.

    Args:
        sighting: ``url``, ``source``, ``page``, ``seen_at`` and ``run``, as the table has them.
    """
    connection.execute(insert(schema.SIGHTINGS), {"article": seen.article, "revision": seen.revision, **sighting})


def forgotten(connection: Connection, urls: Sequence[str]) -> set[str]:
    """Return those of some addresses whose article was taken down."""
    c = schema.GAPS.c
    return {
        str(url) for part in _parts(urls) for url in connection.execute(select(c.url).where(c.url.in_(part))).scalars()
    }


def kept_pages(connection: Connection, after: int, count: int) -> list[KeptPage]:
    """Return articles whose page's bytes are kept, by id, with what made their record.

    Args:
        after: the article to go on after.
        count: at most so many.
    """
    articles, revisions, pages, models = schema.ARTICLES.c, schema.REVISIONS.c, schema.PAGES.c, schema.MODELS.c
    rows = connection.execute(
        select(articles.id, pages.bytes, pages.media_type, models.onrecord, models.models)
        .select_from(
            schema.ARTICLES.join(schema.MODELS, models.id == articles.models)
            .join(schema.REVISIONS, and_(revisions.article == articles.id, revisions.number == articles.revision))
            .join(schema.PAGES, pages.sha256 == revisions.page)
        )
        .where(articles.id > after, pages.bytes.is_not(None))
        .order_by(articles.id)
        .limit(count)
    ).all()
    return [
        KeptPage(
            r[0],
            zlib.decompress(r[1]),
            r[2],
            *_last_place(connection, r[0]),
            r[3],
            json.loads(r[4]),
            _published(connection, r[0]),
        )
        for r in rows
    ]


def _last_place(connection: Connection, article: int) -> tuple[str | None, str, str]:
    c = schema.SIGHTINGS.c
    last = select(c.url, c.source, c.seen_at).where(c.article == article).order_by(c.id.desc()).limit(1)
    row = connection.execute(last).one()
    return row.url, row.source, row.seen_at


def _published(connection: Connection, article: int) -> Stamp | None:
    revisions, readings = schema.REVISIONS.c, schema.READINGS.c
    made = select(readings.record).select_from(
        schema.READINGS.join(schema.REVISIONS, revisions.id == readings.revision)
    )
    last = made.where(revisions.article == article).order_by(readings.id.desc()).limit(1)
    return Record.from_json(zlib.decompress(connection.execute(last).scalar_one())).article.published


# ---- what servers answered ------------------------------------------------------------------------------------------


def answers(connection: Connection, urls: Sequence[str]) -> dict[str, Answered]:
    """Return what servers last said of some addresses, by address."""
    c = schema.FETCHES.c
    columns = (c.url, c.etag, c.last_modified, c.fetched_at, c.status)
    rows = (row for part in _parts(urls) for row in connection.execute(select(*columns).where(c.url.in_(part))))
    return {row.url: Answered(*row) for row in rows}


def note_answers(connection: Connection, found: Iterable[Answered]) -> None:
    """Keep what servers said, in place of what they said before."""
    latest = {one.url: one for one in found}
    for part in _parts(sorted(latest)):
        connection.execute(delete(schema.FETCHES).where(schema.FETCHES.c.url.in_(part)))
    if latest:
        connection.execute(insert(schema.FETCHES), [msgspec.structs.asdict(latest[url]) for url in sorted(latest)])


def last_seen(connection: Connection, url: str) -> Seen | None:
    """Return the page that was last seen at an address; None where the store has none."""
    latest = select(schema.SIGHTINGS.c.id).where(schema.SIGHTINGS.c.url == url)
    number = connection.execute(latest.order_by(schema.SIGHTINGS.c.id.desc()).limit(1)).scalar()
    return None if number is None else _seen(connection, schema.SIGHTINGS.c.id == number, again=False)


def _parts(urls: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(urls), _AT_ONCE):
        yield urls[start : start + _AT_ONCE]
