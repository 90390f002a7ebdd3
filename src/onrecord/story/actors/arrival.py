"""The step of an arrival that finds who is who."""

from __future__ import annotations

from sqlalchemy import Connection

from onrecord.store import identity as rows
from onrecord.store import links as kept
from onrecord.store.corrections import apply_again, link_faces
from onrecord.store.identity import Cast
from onrecord.store.links import Doubt, Link
from onrecord.story.actors.choose import Asked, day_after
from onrecord.story.actors.linking import SETTLED, Linking
from onrecord.story.actors.naming import renamed


def arrive(connection: Connection, article: int) -> None:
    """Link an article's actors with those known from other articles.

    What an earlier reading of the article gave is taken back, only after its names have found their actors again; the
    user's corrections that speak of the article are applied to its new record. The cost does not depend on how much is
    stored: every key leads to a few actors at most, every actor is judged by its last few articles.

    Args:
        article: id of an article whose record has been kept.
    """
    before = kept.unlink(connection, article)
    cast = rows.cast_of(connection, article)
    linking = Linking(connection, cast, {told.name: told.actor for told in before})
    linking.link()
    kept.keep_links(connection, article, cast.known_on, linking.links)
    kept.show(connection, linking.stands)
    kept.keep_doubts(connection, linking.doubts)
    for link in linking.links:
        renamed(connection, link.actor, link.name)
    _settle(connection, linking, article, cast.known_on)
    kept.take_back(connection, before)
    apply_again(connection, article)
    link_faces(connection, article)


def _settle(connection: Connection, linking: Linking, article: int, day: str) -> None:
    """Ask again whom earlier articles meant by a surname, now that somebody bears it."""
    for key in (k for traits in linking.newcomers for k in traits.keys if k.startswith("s:")):
        for doubt in kept.doubts_about(connection, key, day_after(day, -SETTLED), day_after(day, SETTLED)):
            if doubt.article != article:
                _ask_again(connection, doubt, article)


def _ask_again(connection: Connection, doubt: Doubt, because: int) -> None:
    company = sorted(rows.beside(connection, [doubt.article]).get(doubt.article, ()))
    asked = Asked(None, None, None, None, doubt.known_on, dict.fromkeys(company, 1), frozenset(company))
    earlier = Linking(connection, Cast(doubt.article, doubt.known_on, None, "", (), ()))
    best = earlier.of_surname(doubt.key, asked)
    if best is None:
        return
    actor = best.candidate
    name = rows.named(connection, doubt.article_actor)
    kept.keep_links(connection, doubt.article, doubt.known_on, [Link(doubt.article_actor, actor.id, "later", name)])
    kept.show(connection, {doubt.article_actor: actor.stands})
    kept.settle(connection, doubt)
    day = doubt.known_on
    kept.note_change(connection, "linked", actor.stands, doubt.article_actor, "surname", because, day)
