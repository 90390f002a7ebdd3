"""What the store keeps of utterances: which statements are one, and the ways to find a statement by its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, TextClause, delete, func, insert, select, text, update

from onrecord.store import schema
from onrecord.store.schema import ITEMS_PER_ARTICLE

_TOGETHER = 50  # keys looked up by one query
_AT_ONCE = 500  # ids given to one query; SQLite takes 32,766
_NO_KEY = -1
_FIRST_DAY, _LAST_DAY = 0, date.max.toordinal()


_ANY_BY_HAND = select(schema.UTTERANCES.c.statement).where(schema.UTTERANCES.c.by_hand.is_not(None)).limit(1)


class Said(msgspec.Struct, frozen=True):
    """A statement as it is compared with others.

    Args:
        words: of its content, pieces joined by `` … ``.
        speaker: the name its article gives; null where unknown.
        actor: id of the speaker across articles.
        said_on: day or month, where the text says it.
        known_on: the day its article was known.
    """

    id: int
    article: int
    words: str
    start: int
    end: int
    source: str | None
    speaker: str | None
    actor: int | None
    mode: str
    within: int | None
    said_on: str | None
    known_on: str


class Member(msgspec.Struct, frozen=True):
    """That a statement belongs to an utterance; fields as those of the table."""

    statement: int
    utterance: int
    article: int
    likest: int | None = None
    likeness: float | None = None
    by_hand: int | None = None


def day_number(day: str) -> int:
    """Return the number of a day, counted from year 1; 0 for what is no day.

    Args:
        day: ISO date, or what begins with one.
    """
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return _FIRST_DAY


def article_of(statement: int) -> int:
    """Return the article of a statement, by its id alone."""
    return statement // ITEMS_PER_ARTICLE


def said_in(connection: Connection, article: int) -> list[Said]:
    """Return the statements of an article that have a content, in order."""
    query = _said().where(schema.STATEMENTS.c.article == article, schema.STATEMENTS.c.start.is_not(None))
    return [_as_said(row) for row in connection.execute(query.order_by(schema.STATEMENTS.c.id))]


def said_by_ids(connection: Connection, statements: Iterable[int]) -> dict[int, Said]:
    """Return statements by their ids; what is gone is left out."""
    found = {}
    for ids in _in_turns(statements):
        for row in connection.execute(_said().where(schema.STATEMENTS.c.id.in_(ids))):
            found[row.id] = _as_said(row)
    return found


def _said() -> Select[Any]:
    statements, actors = schema.STATEMENTS, schema.ARTICLE_ACTORS
    columns = statements.c
    joined = statements.outerjoin(actors, actors.c.id == columns.speaker)
    return select(
        columns.id,
        columns.article,
        columns.content.label("words"),
        columns.start,
        columns.end,
        columns.source,
        actors.c.name.label("speaker"),
        columns.actor,
        columns.mode,
        columns.within,
        columns.said_on,
        columns.known_on,
    ).select_from(joined)


def _as_said(row: Row[Any]) -> Said:
    return Said(*(getattr(row, name) for name in Said.__struct_fields__))


def look_up(
    connection: Connection,
    keys: Collection[int],
    days: tuple[int, int] = (_FIRST_DAY, _LAST_DAY),
    most: int = 24,
    *,
    oldest: bool = False,
) -> Iterator[tuple[int, int]]:
    """Yield the keys with statements that have them, the latest of each key first.

    Each key costs a look into an index and at most ``most`` rows, however many are stored.

    Args:
        days: the first and the last day, as :func:`day_number` counts.
        most: statements of each key.
        oldest: give the oldest of each key instead.
    """
    query = _look_up(oldest)
    for some in _in_turns(keys, _TOGETHER):
        padded = [*some, *[_NO_KEY] * (_TOGETHER - len(some))]
        values = {f"k{n}": key for n, key in enumerate(padded)}
        since, until = days
        for row in connection.execute(query, {**values, "since": since, "until": until, "most": most}):
            yield row[0], row[1]


@cache
def _look_up(oldest: bool) -> TextClause:
    order = "ASC" if oldest else "DESC"
    one = (
        "SELECT * FROM (SELECT key, statement FROM utterance_keys WHERE key = :k{n} AND day BETWEEN :since AND :until "  # noqa: S608 - nothing of a caller's stands in it
        f"ORDER BY day {order}, statement {order} LIMIT :most) AS q{{n}}"
    )
    return text(" UNION ALL ".join(one.format(n=n) for n in range(_TOGETHER)))


def utterances_of(connection: Connection, statements: Iterable[int]) -> dict[int, int]:
    """Return the utterances of statements; those that stand alone are left out."""
    columns = schema.UTTERANCES.c
    found: dict[int, int] = {}
    for ids in _in_turns(statements):
        rows = connection.execute(select(columns.statement, columns.utterance).where(columns.statement.in_(ids)))
        found.update((row.statement, row.utterance) for row in rows)
    return found


def keep_members(connection: Connection, members: Sequence[Member]) -> None:
    """Write which utterance statements belong to."""
    if members:
        connection.execute(insert(schema.UTTERANCES), [msgspec.structs.asdict(member) for member in members])


def keep_keys(connection: Connection, article: int, day: int, keys: Iterable[tuple[int, int]]) -> None:
    """Write the ways to the statements of an article that has none.

    Args:
        day: that the article was known, as :func:`day_number` counts.
        keys: each with its statement.
    """
    rows = [
        {"key": key, "day": day, "statement": statement, "article": article} for key, statement in sorted(set(keys))
    ]
    if rows:
        connection.execute(insert(schema.UTTERANCE_KEYS), rows)


def is_known(connection: Connection, article: int) -> bool:
    """Return whether anything was ever told of an article's statements."""
    lowest = article * ITEMS_PER_ARTICLE
    asked = {"article": article, "low": lowest, "past": lowest + ITEMS_PER_ARTICLE}
    return bool(connection.execute(_KNOWN, asked).scalar_one())


# What an article's statements gave their ids to may be left of others alone.
_KNOWN = text(
    "SELECT EXISTS (SELECT 1 FROM utterance_keys WHERE article = :article) "
    "OR EXISTS (SELECT 1 FROM utterances WHERE article = :article) "
    "OR EXISTS (SELECT 1 FROM utterances WHERE utterance >= :low AND utterance < :past)"
)


def forget_keys(connection: Connection, article: int) -> None:
    """Remove the ways to an article's statements."""
    connection.execute(delete(schema.UTTERANCE_KEYS).where(schema.UTTERANCE_KEYS.c.article == article))


def forget_members(connection: Connection, article: int) -> None:
    """Take an article's statements out of their utterances."""
    connection.execute(delete(schema.UTTERANCES).where(schema.UTTERANCES.c.article == article))


def by_hand(connection: Connection, statements: Iterable[int]) -> set[int]:
    """Return those of some statements that stand where a user put them."""
    columns = schema.UTTERANCES.c
    found: set[int] = set()
    if connection.execute(_ANY_BY_HAND).first() is None:
        return found
    for ids in _in_turns(statements):
        query = select(columns.statement).where(columns.statement.in_(ids), columns.by_hand.is_not(None))
        found.update(connection.execute(query).scalars())
    return found


def holds_by_hand(connection: Connection, utterances: Iterable[int]) -> bool:
    """Tell whether a user put a statement into one of some utterances."""
    columns = schema.UTTERANCES.c
    query = select(columns.statement).where(columns.utterance.in_(list(utterances)), columns.by_hand.is_not(None))
    return connection.execute(query.limit(1)).first() is not None


def take_out(connection: Connection, statement: int) -> None:
    """Take a statement out of its utterance; where it gave that its id, another of it does."""
    columns = schema.UTTERANCES.c
    connection.execute(delete(schema.UTTERANCES).where(columns.statement == statement))
    first = connection.execute(select(func.min(columns.statement)).where(columns.utterance == statement)).scalar()
    if first is not None:
        join(connection, statement, first)


def size_of(connection: Connection, utterance: int, most: int) -> int:
    """Return how many statements an utterance has, counted up to ``most``."""
    columns = schema.UTTERANCES.c
    some = select(columns.statement).where(columns.utterance == utterance).limit(most).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def join(connection: Connection, utterance: int, into: int) -> None:
    """Make two utterances one."""
    columns = schema.UTTERANCES.c
    connection.execute(update(schema.UTTERANCES).where(columns.utterance == utterance).values(utterance=into))


def rename_after(connection: Connection, article: int) -> None:
    """Give utterances that an article's statements gave their ids to, and that others are left of, an id of those.

    The article is read again or forgotten: its ids go, or come to mean other statements.
    """
    columns = schema.UTTERANCES.c
    lowest = article * ITEMS_PER_ARTICLE
    named = (columns.utterance >= lowest) & (columns.utterance < lowest + ITEMS_PER_ARTICLE)
    left = select(columns.utterance, func.min(columns.statement)).where(named, columns.article != article)
    for utterance, first in connection.execute(left.group_by(columns.utterance)).all():
        join(connection, utterance, first)


def statements_of(connection: Connection, utterances: Iterable[int]) -> list[int]:
    """Return the statements of utterances, in the order of their ids."""
    columns = schema.UTTERANCES.c
    found: list[int] = []
    for ids in _in_turns(utterances):
        found.extend(connection.execute(select(columns.statement).where(columns.utterance.in_(ids))).scalars())
    return sorted(found)


def _in_turns(ids: Iterable[int], size: int = _AT_ONCE) -> Iterator[list[int]]:
    """Yield ids in portions that one query takes, each once, in order."""
    all_of_them = sorted(set(ids))
    for start in range(0, len(all_of_them), size):
        yield all_of_them[start : start + size]
