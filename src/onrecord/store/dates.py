"""The days, months and times that articles name."""

from __future__ import annotations

from sqlalchemy import Connection, and_, select

from onrecord.record import Span
from onrecord.store import schema
from onrecord.store.ask import of_articles
from onrecord.store.rows import DateRow
from onrecord.store.wanted import Wanted

_EVERYTHING = Wanted()


def dates(connection: Connection, wanted: Wanted = _EVERYTHING) -> list[DateRow]:
    """Return time expressions, those of the oldest articles first.

    Args:
        wanted: which articles; filters of what is said in them are not looked at.
    """
    named, article = schema.DATES.c, schema.ARTICLES.c
    query = select(schema.DATES).join(schema.ARTICLES, article.id == named.article)
    query = query.where(and_(True, *of_articles(wanted, named.article, article.known_on)))
    rows = connection.execute(query.order_by(article.known_on, named.id).limit(wanted.limit).offset(wanted.offset))
    return [
        DateRow(row.id, row.article, Span(row.start, row.end), row.words, row.type, row.value) for row in rows.all()
    ]
