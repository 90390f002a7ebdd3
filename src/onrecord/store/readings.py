"""Records as they were read, out of the table that keeps them."""

from __future__ import annotations

import zlib

from sqlalchemy import Connection, select

from onrecord.errors import NoSuchError
from onrecord.record import Record
from onrecord.store import schema


def as_read(connection: Connection, ident: int, revision: int | None = None) -> Record:
    """Return the record of an article, as it was read last, without corrections.

    Args:
        revision: number of one of its texts; None for the one that stands now.

    Raises:
        NoSuchError: the store has no such article or revision.
    """
    column, text, reading = schema.ARTICLES.c, schema.REVISIONS.c, schema.READINGS.c
    query = select(reading.record).join_from(schema.READINGS, schema.REVISIONS, reading.revision == text.id)
    query = query.join(schema.ARTICLES, column.id == text.article).where(column.id == ident)
    number = column.revision if revision is None else revision
    found = connection.execute(query.where(text.number == number).order_by(reading.id.desc()).limit(1)).scalar()
    if found is None:
        what = f"article {ident}" if revision is None else f"revision {revision} of an article {ident}"
        raise NoSuchError(f"the store has no {what}")
    return Record.from_json(zlib.decompress(found))
