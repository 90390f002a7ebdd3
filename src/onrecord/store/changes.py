"""What became different in a store, in order: asked for by those that look on, from any process, and by caches.

Every transaction that changes what is shown adds a row for each story that looks different afterwards, through
:func:`note`. As one transaction writes at a time, the ids stand in the order in which the rows can be seen: whoever has
seen one number has seen all below it. A cursor is such a number; it holds across restarts and backups.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec
from sqlalchemy import Connection, func, insert, or_, select

from onrecord.store import schema
from onrecord.store.keep import now
from onrecord.store.stories import forward, stories_of

Kind = Literal[
    "arrived",
    "revised",
    "reread",
    "forgotten",
    "merged",
    "split",
    "moved",
    "actors",
    "corrected",
    "undone",
]

EVERY_STORY = 0
# Links of an actor that are looked at for its stories, and stories that are told one by one: beyond, it may be any.
_MOST_LINKS = 2_000
_MOST_STORIES = 100


class Change(msgspec.Struct, frozen=True):
    """Something that became different.

    Args:
        id: the cursor behind it: what comes later has a greater one.
        made_at: ISO 8601 in UTC.
        kind: ``arrived``, ``revised`` (another text at its address), ``reread`` (by a newer model) and ``forgotten``
            are of an article; ``merged``, ``split`` and ``moved`` of stories; ``actors`` of who is who, as later
            articles have shown; ``corrected`` and ``undone`` of what a user said.
        article: id of the article that it is about, or that brought it about.
        story: id of the story that looks different; 0 where it may be any; null where it is none. What touches several
            stories comes once for each.
        other: the other story of one that was merged, split or moved; the number of the correction.
    """

    id: int
    made_at: str
    kind: Kind
    article: int | None = None
    story: int | None = None
    other: int | None = None


_COLUMNS = tuple(schema.CHANGES.c[name] for name in Change.__struct_fields__)


def note(
    connection: Connection,
    kind: Kind,
    stories: Iterable[int | None],
    *,
    article: int | None = None,
    other: int | None = None,
) -> None:
    """Tell those that look on what has become different; to be called in the transaction that changes it.

    Whatever changes what a page, the API or an export shows calls this once, after it has written: a correction of a
    statement with ``note(connection, "corrected", stories_of(connection, [article]).values(), article=article,
    other=correction)``, the taking back of it with ``"undone"``, an article that goes from one story to another with
    ``note(connection, "moved", (old, new), article=article)``.

    Args:
        stories: those that look different now; :data:`EVERY_STORY` where that cannot be told, none where none does.
        article: the one that it is about; ``other`` as :class:`Change` has it.
    """
    touched: list[int | None] = [*sorted({story for story in stories if story is not None})]
    if EVERY_STORY in touched or len(touched) > _MOST_STORIES:
        touched = [EVERY_STORY]
    about = {"made_at": now(), "kind": kind, "article": article, "other": other}
    connection.execute(insert(schema.CHANGES), [{**about, "story": story} for story in touched or [None]])


def stories_naming(connection: Connection, actor: int) -> set[int]:
    """Return the stories that name an actor; :data:`EVERY_STORY` alone where those are too many to look for."""
    links = schema.ACTOR_LINKS.c
    query = select(links.article).where(links.actor == actor).order_by(links.article_actor.desc()).limit(_MOST_LINKS)
    articles = connection.execute(query).scalars().all()
    if len(articles) == _MOST_LINKS:
        return {EVERY_STORY}
    return set(stories_of(connection, sorted(set(articles))).values())


def latest_change(connection: Connection) -> int:
    """Return the cursor behind all that has become different so far: the revision of the whole store."""
    return connection.execute(select(func.max(schema.CHANGES.c.id))).scalar() or 0


def revision_of_story(connection: Connection, story: int) -> int:
    """Return a number that changes whenever a story looks different: what is made of it holds until then.

    Args:
        story: its id; one that was merged into another has that one's.
    """
    changed = schema.CHANGES.c
    here = (
        connection.execute(select(func.max(changed.id)).where(changed.story == one)).scalar()
        for one in (forward(connection, story), EVERY_STORY)
    )
    return max(number or 0 for number in here)


def changes_since(connection: Connection, cursor: int, story: int | None = None, most: int = 500) -> list[Change]:
    """Return what became different after a cursor, in order.

    Args:
        story: only what touches this story.
        most: rows at most; whoever gets as many asks again, from the last of them.
    """
    changed = schema.CHANGES.c
    query = select(*_COLUMNS).where(changed.id > cursor)
    if story is not None:
        query = query.where(or_(changed.story == story, changed.story == EVERY_STORY))
    return [Change(*row) for row in connection.execute(query.order_by(changed.id).limit(most))]
