"""The page of one article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from onrecord.errors import NoSuchError
from onrecord.record import Record
from onrecord.serve import wording
from onrecord.serve.marks import UNCERTAIN
from onrecord.serve.web.article.changes import changes_of
from onrecord.serve.web.article.items import find, item_shown
from onrecord.serve.web.article.parts import Part, number_at, part_of
from onrecord.serve.web.article.view import Shown, anchors_of, kicker, shown
from onrecord.serve.web.pages import page
from onrecord.store.store import Store
from onrecord.story.article import ArticleRead, article_read, placed_by, printings, told_elsewhere
from onrecord.story.asking import checked_day
from onrecord.story.declared import Correction, declared
from onrecord.story.revisions import history

router = APIRouter()

# Ids of items are a hundred thousand times those of articles, and both are whole numbers of eight bytes.
Number = Annotated[int, Path(ge=1, lt=2**63 // 100_000)]
Notice = Literal["mended", "wrong", "undone", "moved"]
_MOST_DECLARED = 4
_MOST_REVISIONS = 20  # the latest; each is laid beside the one before


@dataclass(frozen=True, slots=True)
class Title:
    """What pages beside that of the article say of it.

    Args:
        kicker: outlet, day, agency.
    """

    title: str
    kicker: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What the page says of the whole article.

    Args:
        kicker: outlet, day, agency.
        declared: corrections that the outlet declares.
        updates: of a live page; ``last_update`` the time of the latest, in words.
        unsure: statements that are likelier misread than not.
        first: id on the page of the first statement.
        before: of each statement on the page the one before it; ``after`` the next.
    """

    title: str
    kicker: tuple[str, ...]
    declared: tuple[Correction, ...]
    updates: int
    last_update: str
    statements: int
    figures: int
    unsure: int
    first: str | None
    before: Mapping[str, str]
    after: Mapping[str, str]


@router.get("/articles/{number}")
def article(
    request: Request,
    number: Number,
    as_of: str | None = None,
    revision: Annotated[int | None, Query(ge=1, le=2**31)] = None,
    part: Annotated[int | None, Query(ge=1, le=2**31)] = None,
    at: str | None = None,
    notice: Notice | None = None,
    correction: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """Show an article: its text, and who says what in it.

    Args:
        part: of a long one.
        at: key of an item; the part that it stands in is shown.
        notice: what was just done; ``correction`` by which.
    """
    store: Store = request.app.state.store
    read = _read(store, number, checked_day(as_of or None), revision)
    wanted = part or (_part_with(read.record, at) if at else 1)
    found = part_of(read.record, wanted)
    if found is None:
        raise NoSuchError(f"article {number} has no part {wanted}")
    seen = shown(read, found, told_elsewhere(store, read, [s.id for s in found.record.statements]))
    return page(
        request, "article", read=read, shown=seen, head=head_of(read, seen, found), as_of=read.day, notice=notice,
        correction=correction,
    )  # fmt: skip


@router.get("/articles/{number}/items/{key}")
def item(request: Request, number: Number, key: str, as_of: str | None = None) -> Response:
    """Show one item of an article: its words, how it was read, who else tells it."""
    store: Store = request.app.state.store
    read = _read(store, number, checked_day(as_of or None), None)
    found = find(read, key)
    said = found.kind == "statement" and not found.wrong
    utterance = printings(store, read, found.item.id) if said else None
    placed = placed_by(store, read, found.item.id) if said else None
    others = utterance if utterance and len(utterance.printings) > 1 else None
    return page(
        request, "item", read=read, seen=item_shown(read, found), told=others, placed=placed, head=head_only(read),
        as_of=read.day,
    )  # fmt: skip


@router.get("/articles/{number}/revisions")
def revisions(request: Request, number: Number, as_of: str | None = None) -> Response:
    """Show what changed in an article at its address."""
    store: Store = request.app.state.store
    day = checked_day(as_of or None)
    with store.reading() as connection:
        read = article_read(connection, number, day)
        several = history(connection, number, _MOST_REVISIONS)
    known = [one for one in several[::-1] if one.number <= read.revisions[-1].number]
    told = [(one, changes_of(one)) for one in known]
    return page(request, "revisions", read=read, several=told, head=head_only(read), as_of=day)


def _read(store: Store, number: int, day: str | None, revision: int | None) -> ArticleRead:
    with store.reading() as connection:
        return article_read(connection, number, day, revision)


def _part_with(record: Record, key: str) -> int:
    wanted = {ident for ident, anchor in anchors_of(record).items() if anchor == key}
    starts = [(f.id, f.start) for f in record.figures]
    starts += [(e.id, e.start) for e in record.encounters]
    starts += [(p.id, p.evidence.start) for p in record.positions]
    starts += [
        (s.id, span.start) for s in record.statements for span in (s.source, s.cue, *s.content) if span is not None
    ]
    return number_at(record, min((start for ident, start in starts if ident in wanted), default=0))


def head_only(read: ArticleRead) -> Title:
    """Return what pages beside that of the article say of it."""
    return Title(read.record.article.title or read.row.title or "(no title)", kicker(read.row, read.record))


def head_of(read: ArticleRead, seen: Shown, part: Part) -> Head:
    """Return what the page says of the whole article."""
    record = read.record
    live = [block for block in record.article.blocks if block.kind == "live-update" or block.published]
    times = [block.published for block in live if block.published]
    order = [card.anchor for block in seen.blocks for card in block.cards]
    return Head(
        title=head_only(read).title,
        kicker=head_only(read).kicker,
        declared=declared(record)[:_MOST_DECLARED],
        updates=len(live),
        last_update=wording.clock(max(times)) if times else "",
        statements=len(record.statements),
        figures=len(record.figures),
        unsure=sum(s.confidence < UNCERTAIN for s in record.statements),
        first=order[0] if order and part.number == 1 else None,
        before={later: earlier for earlier, later in pairwise(order)},
        after=dict(pairwise(order)),
    )
