"""How a reader corrects links: which story an article tells, which utterance a statement is, whom a name means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import NoSuchError, UsageError
from onrecord.record import Record, Span
from onrecord.serve.web import addresses
from onrecord.serve.web.article.correcting import SEE_OTHER, Posted, found_item
from onrecord.serve.web.article.forms import KINDS, text
from onrecord.serve.web.article.items import find
from onrecord.serve.web.article.pages import Number, head_only
from onrecord.serve.web.article.view import Named, People
from onrecord.serve.web.pages import page
from onrecord.store.rows import Corrected
from onrecord.store.rowsof import item_id
from onrecord.store.store import Store
from onrecord.story import mending, moving
from onrecord.story.article import ArticleRead, article_read

router = APIRouter()
_LISTED = 200  # names on a page
_AROUND = 60  # code points on either side of a name
# Where a statement stands, as its own page or the article's gives its address.
_STATEMENT = re.compile(r"/articles/(\d{1,14})(?:/items/|[^#\s]{0,200}#)([0-9A-Za-z-]{1,40})")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, a description or a pronoun in its place.

    Args:
        place: of it among those of the record as it was read.
        before: what stands before the words; ``after`` what follows.
        means: who is meant; None for nobody on record.
    """

    place: int
    start: int
    before: str
    words: str
    after: str
    means: Named | None
    hands: tuple[Corrected, ...]


@router.post("/articles/{number}/move")
def move(request: Request, number: Number, given: Posted) -> Response:
    """Put an article into another story, or into one of its own."""
    wanted = text(given, "story")
    if wanted and not wanted.isdecimal():
        raise UsageError(f"{wanted!r} is no number of a story; its address ends in it")
    why, by = text(given, "why") or None, text(given, "by") or None
    made = moving.move(request.app.state.store, [number], int(wanted) if wanted else None, why=why, by=by)
    return RedirectResponse(addresses.article(number, notice="moved", correction=made), SEE_OTHER)


@router.post("/articles/{number}/items/{key}/apart")
def apart(request: Request, number: Number, key: str, given: Posted) -> Response:
    """Say that a statement is no other's utterance."""
    _, found = found_item(request, number, key)
    why, by = text(given, "why") or None, text(given, "by") or None
    moving.set_apart(request.app.state.store, found.number or 0, why=why, by=by)
    return RedirectResponse(addresses.item(number, key), SEE_OTHER)


@router.post("/articles/{number}/items/{key}/together")
def together(request: Request, number: Number, key: str, given: Posted) -> Response:
    """Say that a statement is the same utterance as another."""
    store: Store = request.app.state.store
    _, found = found_item(request, number, key)
    there = _STATEMENT.search(text(given, "other"))
    if there is None:
        raise UsageError(f"{text(given, 'other')!r} is no address of a statement; copy that of its page")
    with store.reading() as connection:
        other = find(article_read(connection, int(there[1])), there[2])
    why, by = text(given, "why") or None, text(given, "by") or None
    moving.put_together(store, found.number or 0, other.number or 0, why=why, by=by)
    return RedirectResponse(addresses.item(number, key), SEE_OTHER)


@router.get("/articles/{number}/names")
def names(request: Request, number: Number, part: int = 1) -> Response:
    """Show each name of an article with whom it was taken to mean."""
    store: Store = request.app.state.store
    with store.reading() as connection:
        read = article_read(connection, number)
    several = mentions(read)
    last = max(1, -(-len(several) // _LISTED))
    if not 1 <= part <= last:
        raise NoSuchError(f"article {number} has no part {part} of its names")
    return page(
        request, "names", read=read, head=head_only(read), several=several[(part - 1) * _LISTED : part * _LISTED],
        people=list(dict.fromkeys(actor.name for actor in read.record.actors)), part=part, last=last, kinds=KINDS,
    )  # fmt: skip


@router.post("/articles/{number}/names/{place}")
def means(request: Request, number: Number, place: int, given: Posted) -> Response:
    """Say whom a name means, or that it means nobody it was taken for."""
    store: Store = request.app.state.store
    why, by = text(given, "why") or None, text(given, "by") or None
    who, item = text(given, "actor"), item_id(number, place)
    if not 0 <= place < item_id(1, 0):
        raise NoSuchError(f"article {number} has no name {place}")
    if who:
        new: str | None = text(given, "new") or None
        mending.mend(store, "mention", item, {"actor": who}, why=why, by=by, new=new)  # type: ignore[arg-type] # mend checks it
    else:
        mending.mark_wrong(store, "mention", item, why=why, by=by)
    return RedirectResponse(addresses.names(number, part=place // _LISTED + 1), SEE_OTHER)


def mentions(read: ArticleRead) -> list[Mention]:
    """Return the names of an article in the order of its text."""
    people, words = People(read), read.record.article.text
    now = {span: actor.id for actor in read.record.actors for span in actor.mentions}
    hands: dict[int, tuple[Corrected, ...]] = {}
    for one in read.corrected:
        if one.kind == "mention":
            hands[one.item] = (*hands.get(one.item, ()), one)
    found = [
        Mention(
            place=place, start=span.start, before=_before(words, span), words=words[span.start : span.end],
            after=words[span.end : span.end + _AROUND].partition("\n")[0], means=people.named(now.get(span)),
            hands=hands.get(item_id(read.row.id, place), ()),
        )
        for place, span in _as_read(read.as_read)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.start, one.place))


def _as_read(record: Record) -> list[tuple[int, Span]]:
    return list(enumerate(span for actor in record.actors for span in actor.mentions))


def _before(words: str, span: Span) -> str:
    return words[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
