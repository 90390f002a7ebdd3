"""What corrections lose when an article is taken down: their words of it go with it."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete, select, update

from onrecord.store import log, schema
from onrecord.store.mending.anchors import Place


def unsay(connection: Connection, article: int) -> int:
    """Take an article's words out of the corrections that speak of it, before it goes.

    A line that speaks of nothing else is left as one that says so.

    Returns:
        How many lines spoke of it.
    """
    urls, texts = _urls(connection, article), _texts(connection, article)

    def gone(place: Place) -> bool:
        return place.url in urls if place.url is not None else place.text_sha256 in texts

    table, spoken, places = schema.CORRECTIONS.c, schema.CORRECTED_ARTICLES.c, schema.CORRECTION_PLACES.c
    several = connection.execute(select(spoken.correction).where(spoken.article == article)).scalars().all()
    for ident in several:
        left = log.without(log.line(connection, ident).says, gone)
        text = msgspec.json.encode(left).decode()
        connection.execute(update(schema.CORRECTIONS).where(table.id == ident).values(says=text))
        here = places.url.in_(urls) | (places.url.is_(None) & places.text_sha256.in_(texts))
        connection.execute(delete(schema.CORRECTION_PLACES).where(places.correction == ident, here))
    return len(several)


def _urls(connection: Connection, article: int) -> set[str]:
    own, seen = schema.ARTICLES.c, schema.SIGHTINGS.c
    found = set(connection.execute(select(seen.url).where(seen.article == article)).scalars())
    found |= set(connection.execute(select(own.url).where(own.id == article)).scalars())
    return {str(url) for url in found if url is not None}


def _texts(connection: Connection, article: int) -> set[str]:
    column = schema.REVISIONS.c
    return set(connection.execute(select(column.text_sha256).where(column.article == article)).scalars())
