"""What users corrected, over HTTP: the log, and new lines of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from onrecord.record import ActorType
from onrecord.serve.api.endpoint import LARGEST, Ask, Endpoint, Paged, Query
from onrecord.store.corrections import line
from onrecord.store.frames import Rows
from onrecord.store.log import Correction
from onrecord.store.store import Store
from onrecord.story import correcting, mending, moving

_Who = Annotated[str, Meta(min_length=1, max_length=500)] | Annotated[int, Meta(ge=1, le=LARGEST)]
_Ident = Annotated[int, Meta(ge=1, le=LARGEST)]
_Note = Annotated[str, Meta(max_length=2_000)]
_Item = Literal["statement", "figure", "encounter", "position", "mention"]


class Merge(msgspec.Struct, frozen=True, tag_field="kind", tag="merge", forbid_unknown_fields=True):
    """Let one actor stand for another.

    Args:
        actor: name or number of the one that stays.
        other: of the one it stands for.
    """

    actor: _Who
    other: _Who


class Split(msgspec.Struct, frozen=True, tag_field="kind", tag="split", forbid_unknown_fields=True):
    """Take those whom some articles name for another actor.

    Args:
        articles: their numbers.
        name: of the other; null for the name that the first of the articles gives.
    """

    actor: _Who
    articles: Annotated[tuple[_Ident, ...], Meta(min_length=1, max_length=1_000)]
    name: _Note | None = None


class Rename(msgspec.Struct, frozen=True, tag_field="kind", tag="rename", forbid_unknown_fields=True):
    """Give an actor another name."""

    actor: _Who
    name: Annotated[str, Meta(min_length=1, max_length=500)]


class Wrong(msgspec.Struct, frozen=True, tag_field="kind", tag="wrong", forbid_unknown_fields=True):
    """Say that an item was misread: it is shown and counted nowhere from now on.

    Args:
        id: of the item.
        why: for those who read it later; ``by`` who says it.
    """

    item: _Item
    id: _Ident
    why: _Note | None = None
    by: _Note | None = None


class Mend(msgspec.Struct, frozen=True, tag_field="kind", tag="mend", forbid_unknown_fields=True):
    """Say what is so of an item that was misread.

    Args:
        id: of the item.
        says: fields of the item with what is so; null for what is not there.
        new: what an actor is whom neither the article nor the store knows.
        why: for those who read it later; ``by`` who says it.
    """

    item: _Item
    id: _Ident
    says: Annotated[dict[str, Any], Meta(min_length=1, max_length=50)]
    new: ActorType | None = None
    why: _Note | None = None
    by: _Note | None = None


class Move(msgspec.Struct, frozen=True, tag_field="kind", tag="move", forbid_unknown_fields=True):
    """Put articles into another story, or into one of their own.

    Args:
        articles: their numbers.
        story: its number; null for a new one.
        why: for those who read it later; ``by`` who says it.
    """

    articles: Annotated[tuple[_Ident, ...], Meta(min_length=1, max_length=1_000)]
    story: _Ident | None = None
    why: _Note | None = None
    by: _Note | None = None


class MergeStories(msgspec.Struct, frozen=True, tag_field="kind", tag="merge-stories", forbid_unknown_fields=True):
    """Let one story go on in another.

    Args:
        story: number of the one that stays.
        why: for those who read it later; ``by`` who says it.
    """

    story: _Ident
    other: _Ident
    why: _Note | None = None
    by: _Note | None = None


class Apart(msgspec.Struct, frozen=True, tag_field="kind", tag="apart", forbid_unknown_fields=True):
    """Say that a statement is no other's utterance.

    Args:
        why: for those who read it later; ``by`` who says it.
    """

    statement: _Ident
    why: _Note | None = None
    by: _Note | None = None


class Together(msgspec.Struct, frozen=True, tag_field="kind", tag="together", forbid_unknown_fields=True):
    """Say that a statement is the same utterance as another.

    Args:
        statement: the one that leaves its utterance, if it has one.
        why: for those who read it later; ``by`` who says it.
    """

    statement: _Ident
    other: _Ident
    why: _Note | None = None
    by: _Note | None = None


class Undo(msgspec.Struct, frozen=True, tag_field="kind", tag="undo", forbid_unknown_fields=True):
    """Take a correction back, or the taking back of one.

    Args:
        correction: its number.
        by: who says it.
    """

    correction: _Ident
    by: _Note | None = None


Sent = Merge | Split | Rename | Wrong | Mend | Move | MergeStories | Apart | Together | Undo


def corrections(ask: Ask[Paged]) -> Rows[Correction]:
    """List what users corrected, the first first, with what each has lost."""
    q = ask.query
    return correcting.corrections(ask.store, limit=q.limit + 1, offset=q.offset)


def correction(ask: Ask[Query]) -> Correction:
    """Give one correction, with what it has lost."""
    with ask.store.reading() as connection:
        return line(connection, ask.number)


def correct(ask: Ask[Query]) -> Correction:
    """Correct who is who, or what was read; each correction can be taken back."""
    made = _made(ask, ask.body)
    return correction(Ask(ask.store, ask.query, made))


def _made(ask: Ask[Query], sent: Sent) -> int:
    store = ask.store
    match sent:
        case Wrong():
            return mending.mark_wrong(store, sent.item, sent.id, why=sent.why, by=sent.by)
        case Mend():
            return mending.mend(store, sent.item, sent.id, sent.says, why=sent.why, by=sent.by, new=sent.new)
        case Undo() | Merge() | Split() | Rename():
            return _of_names(store, sent)
        case _:
            return _of_places(store, sent)


def _of_places(store: Store, sent: Move | MergeStories | Apart | Together) -> int:
    said = {"why": sent.why, "by": sent.by}
    match sent:
        case Move():
            return moving.move(store, sent.articles, sent.story, **said)
        case MergeStories():
            return moving.merge_stories(store, sent.story, sent.other, **said)
        case Apart():
            return moving.set_apart(store, sent.statement, **said)
        case Together():
            return moving.put_together(store, sent.statement, sent.other, **said)


def _of_names(store: Store, sent: Merge | Split | Rename | Undo) -> int:
    match sent:
        case Merge():
            return correcting.merge(store, str(sent.actor), str(sent.other))
        case Split():
            return correcting.split(store, str(sent.actor), ",".join(map(str, sent.articles)), sent.name)
        case Rename():
            return correcting.rename(store, str(sent.actor), sent.name)
        case Undo():
            return correcting.undo(store, sent.correction, sent.by)


ENDPOINTS = (
    Endpoint(path="/corrections", tag="Corrections", does=corrections, answer=Correction, query=Paged, is_list=True),
    Endpoint(path="/corrections/{correction}", tag="Corrections", does=correction, answer=Correction),
    Endpoint(
        path="/corrections", tag="Corrections", does=correct, answer=Correction, body=Sent, status=201, revision=None
    ),
)
