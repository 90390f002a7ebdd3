"""Marking what was read as wrong, and mending it: each correction is one line of the log and can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

import msgspec
from sqlalchemy import Connection

from onrecord.errors import NoSuchError, UsageError
from onrecord.record import ActorType, Record
from onrecord.store import changes, log, readings
from onrecord.store.articles import articles_of
from onrecord.store.frames import Rows
from onrecord.store.keep import now
from onrecord.store.log import Says
from onrecord.store.mending import rows as kept
from onrecord.store.mending.anchors import KINDS, Item, ItemKind, item_of, shapes
from onrecord.store.mending.applying import Mended, Ruling, apply
from onrecord.store.mending.mends import Mends, checked
from onrecord.store.rows import Corrected
from onrecord.store.rowsof import item_id
from onrecord.store.store import Store
from onrecord.store.stories import stories_of
from onrecord.story import utterances
from onrecord.story.actors import arrival as actors
from onrecord.story.meant import Meant, nearness


def mark_wrong(store: Store, kind: ItemKind, item: int, *, why: str | None = None, by: str | None = None) -> int:
    """Say that an item was misread: it is shown and counted nowhere from now on. Return the correction's number.

    A position that a wrong statement shows goes with it; a figure that it carries stays, on the word of whoever said
    what the statement stood in.

    Args:
        kind: ``statement``, ``figure``, ``encounter``, ``position``, or ``mention``: that it does not mean its actor.
        item: its id; of a mention, its number among those of the record as it was read, as
            :func:`mention_at` gives it.
        why: for those who read it later; ``by`` who says it.

    Raises:
        NoSuchError: the store has no such item.
        UsageError: it is marked wrong already.
    """
    with store.writing() as connection:
        spoken = _Spoken(connection, kind, item)
        return spoken.say("wrong", Says(item=spoken.item, why=why, by=by))


def mend(
    store: Store,
    kind: ItemKind,
    item: int,
    said: dict[str, Any],
    *,
    why: str | None = None,
    by: str | None = None,
    new: ActorType | None = None,
) -> int:
    """Say what is so of an item that was misread, and return the correction's number.

    Args:
        kind: as for :func:`mark_wrong`.
        item: likewise.
        said: fields of the kind (:data:`onrecord.store.mending.mends.FIELDS`) with what is so; None for what is
            not there. Actors by name, by words of the article that name them, or by number; words as they stand in
            the article, or as spans; several in a list.
        new: what an actor is whom neither the article nor the store knows.

    Raises:
        NoSuchError: the store has no such item, or knows nobody of a name.
        UsageError: a field is none of the kind's, a value cannot be its, words do not stand in the article, or
            nothing would change.
    """
    if new is not None and new not in get_args(ActorType):
        raise UsageError(f"{new!r} is no kind of actor; choose from {', '.join(get_args(ActorType))}")
    with store.writing() as connection:
        spoken = _Spoken(connection, kind, item)
        mends = spoken.meant(said, new)
        return spoken.say("mend", Says(item=spoken.item, mends=mends, why=why, by=by))


def corrected_in(store: Store, article: int) -> Rows[Corrected]:
    """Return what users corrected in an article, items that are wrong too, in the order in which they did."""
    with store.reading() as connection:
        return Rows(Corrected, kept.corrected_in(connection, article))


class MendedRecord(msgspec.Struct, frozen=True):
    """The record of an article that users corrected.

    Args:
        record: what holds; ``read`` as it was read.
        corrected: what the corrections did, in the order in which they were made.
    """

    article: int
    url: str | None
    record: Record
    read: Record
    corrected: tuple[Corrected, ...]


def mended_records(store: Store) -> Iterator[MendedRecord]:
    """Yield the records of all articles in which corrections hold, by their ids."""
    with store.reading() as connection:
        for article in kept.articles_corrected(connection):
            found = kept.mended(connection, article, readings.as_read(connection, article))
            url = articles_of(connection, (article,))[article].url
            yield MendedRecord(article, url, found.record, found.read, tuple(kept.corrected_in(connection, article)))


def as_read(store: Store, article: int) -> Record:
    """Return the record of an article without corrections.

    Raises:
        UsageError: the store has no such article.
    """
    with store.reading() as connection:
        return readings.as_read(connection, article)


def mention_at(store: Store, article: int, start: int) -> int:
    """Return the number of the mention that begins at a place of an article's text.

    Args:
        start: code points.

    Raises:
        NoSuchError: none begins there.
    """
    with store.reading() as connection:
        for shape in shapes(readings.as_read(connection, article), "mention"):
            if shape.content[0].start == start:
                return item_id(article, shape.place)
    raise NoSuchError(f"no mention begins at {start} in article {article}")


def retell(connection: Connection, articles: Iterable[int]) -> None:
    """Bring articles in line with the corrections that hold: their rows, who is who, what is one utterance.

    Args:
        connection: of the transaction that wrote the corrections.
    """
    for article in articles:
        touched = kept.settle(connection, article)
        if touched.actors:
            actors.arrive(connection, article)
        if touched.actors or touched.statements:
            utterances.arrive(connection, article)


def tell(connection: Connection, kind: changes.Kind, articles: Iterable[int], correction: int | None) -> None:
    """Tell those that look on that articles look different."""
    for article in articles:
        touched = stories_of(connection, (article,)).values()
        changes.note(connection, kind, touched, article=article, other=correction)


class _Spoken:
    """An item that a user speaks of."""

    def __init__(self, connection: Connection, kind: ItemKind, item: int) -> None:
        if kind not in KINDS:
            raise UsageError(f"{kind!r} is nothing that can be corrected; choose from {', '.join(KINDS)}")
        self._connection = connection
        self._article, self._read, self._place = kept.place_of(connection, item)
        self._shape = next((s for s in shapes(self._read, kind) if s.place == self._place), None)
        if self._shape is None:
            raise NoSuchError(f"the store has no {kind} {item}")
        self._mended = kept.mended(connection, self._article, self._read)
        self._refuse_wrong(kind)
        url = articles_of(connection, (self._article,))[self._article].url
        self.item: Item = item_of(self._read, kind, self._place, url)

    def _refuse_wrong(self, kind: ItemKind) -> None:
        for effect in self._mended.effects:
            if effect.wrong and (effect.kind, effect.place) == (kind, self._place):
                raise UsageError(f"it is marked wrong already; `onrecord undo {effect.correction}` takes that back")

    def meant(self, said: dict[str, Any], new: ActorType | None) -> Mends:
        """Return what the user says of it."""
        assert self._shape is not None  # noqa: S101 - narrows the type: __init__ refuses it
        spans = [s for s in (*self._shape.content, self._shape.cue, self._shape.source) if s is not None]
        meant = Meant(self._connection, self._article, self._mended.record, nearness(spans), new)
        fields = {("by_whom" if self.item.kind == "figure" and k == "source" else k): v for k, v in said.items()}
        if not fields:
            raise UsageError("nothing is mended: say what is so")
        mends = checked(self.item.kind, meant.values(fields))
        self._refuse_same(mends)
        return mends

    def _refuse_same(self, mends: Mends) -> None:
        several = log.of_articles(self._connection, (self._article,), log.OF_ITEMS)
        rulings = [Ruling(c.id, c.says.item, c.says.mends) for c in several if c.says.item is not None]
        last = max((c.id for c in several), default=0) + 1
        found: Mended = apply(self._read, [*rulings, Ruling(last, self.item, mends)])
        for effect in found.effects:
            if effect.correction == last and (effect.changes or effect.lost):
                return
        raise UsageError("nothing is mended: that is how it stands already")

    def say(self, kind: log.Kind, says: Says) -> int:
        """Write the correction and let it take effect."""
        made = log.write(self._connection, kind, says, now())
        articles = log.corrected(self._connection, (made,))
        retell(self._connection, articles)
        tell(self._connection, "corrected", articles, made)
        return made
