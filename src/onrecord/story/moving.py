"""Saying which articles tell one story, and which statements are one utterance: each correction can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from onrecord.errors import NoSuchError, UsageError
from onrecord.store import changes, log
from onrecord.store import stories as rows
from onrecord.store import story_hands as hands
from onrecord.store.articles import articles_of
from onrecord.store.keep import now
from onrecord.store.log import Says
from onrecord.store.mending.anchors import Item, item_of
from onrecord.store.mending.rows import place_of
from onrecord.store.store import Store
from onrecord.store.stories import StoryChange
from onrecord.store.utterances import utterances_of
from onrecord.story import utterances
from onrecord.story.clusters import membership


def move(
    store: Store, articles: Sequence[int], story: int | None, *, why: str | None = None, by: str | None = None
) -> int:
    """Put articles into another story, or into a story of their own, and return the correction's number.

    Articles that come later find their story by themselves; these stay, and the stories that were parted are not made
    one again.

    Args:
        articles: their ids.
        story: its id; None for a new one.

    Raises:
        NoSuchError: the store has no such article or story.
        UsageError: all of them are there already.
    """
    with store.writing() as connection:
        wanted = _known_articles(connection, articles)
        to = None if story is None else _known_story(connection, story)
        _refuse_same(connection, wanted, to)
        face = None if to is None else hands.face_of(connection, to, wanted)
        says = Says(moved=tuple(hands.places_of(connection, wanted)), story=face, why=why, by=by)
        return _say(connection, says, wanted)


def merge_stories(store: Store, story: int, other: int, *, why: str | None = None, by: str | None = None) -> int:
    """Let one story go on in another, and return the correction's number; the other's id leads to it from then on.

    Args:
        story: the one that stays.

    Raises:
        NoSuchError: the store has no such story.
        UsageError: both are one already.
    """
    with store.writing() as connection:
        stays, goes = _known_story(connection, story), _known_story(connection, other)
        if stays == goes:
            raise UsageError(f"stories {story} and {other} are one already")
        moved = hands.articles_in(connection, goes)
        says = Says(
            moved=tuple(hands.places_of(connection, moved)),
            story=hands.face_of(connection, stays),
            whole=hands.face_of(connection, goes),
            why=why,
            by=by,
        )
        return _say(connection, says, moved)


def set_apart(store: Store, statement: int, *, why: str | None = None, by: str | None = None) -> int:
    """Say that a statement is no other's utterance, and return the correction's number.

    Nothing joins it by itself from then on.

    Raises:
        NoSuchError: the store has no such statement.
        UsageError: it stands alone already.
    """
    with store.writing() as connection:
        item = _statement(connection, statement)
        if statement not in utterances_of(connection, (statement,)):
            raise UsageError(f"statement {statement} stands alone already")
        return _say_of_utterance(connection, "apart", Says(item=item, why=why, by=by))


def put_together(store: Store, statement: int, other: int, *, why: str | None = None, by: str | None = None) -> int:
    """Say that a statement is the same utterance as another, and return the correction's number.

    Args:
        statement: the one that leaves its utterance, if it has one.

    Raises:
        NoSuchError: the store has no such statement.
        UsageError: both are one utterance already.
    """
    with store.writing() as connection:
        item, same = _statement(connection, statement), _statement(connection, other)
        known = utterances_of(connection, (statement, other))
        if statement == other or known.get(statement, statement) == known.get(other, other):
            raise UsageError(f"statements {statement} and {other} are one utterance already")
        return _say_of_utterance(connection, "together", Says(item=item, other=same, why=why, by=by))


def story_of(store: Store, article: int) -> int | None:
    """Return the story that an article is in; None where it is in none."""
    with store.reading() as connection:
        return rows.stories_of(connection, (article,)).get(article)


# ---- taking effect --------------------------------------------------------------------------------------------------


def gather(connection: Connection, articles: Sequence[int], kind: changes.Kind, correction: int | None) -> None:
    """Bring the stories of articles in line with the corrections that hold, and tell what has changed.

    Args:
        connection: of the transaction that wrote the corrections.
        correction: the last of them.
    """
    hands.let_go(connection)
    here = rows.stories_of(connection, articles)
    touched = hands.apply(connection, sorted(here))
    there = rows.stories_of(connection, articles)
    for story in sorted(touched):
        if rows.forward(connection, story) == story:
            membership.tell(connection, story)
    _note(connection, {article: (here[article], there[article]) for article in here}, kind, correction)


def _note(connection: Connection, went: dict[int, tuple[int, int]], kind: changes.Kind, correction: int | None) -> None:
    day = datetime.now(UTC).date().isoformat()
    for story, other in sorted({pair for pair in went.values() if pair[0] != pair[1]}):
        whole = rows.forward(connection, story) == other
        one = StoryChange("merged", other, story, day, None) if whole else StoryChange("moved", story, other, day, None)
        rows.note(connection, one)
        changes.note(connection, kind, (story, other), other=correction)


def _say(connection: Connection, says: Says, articles: Sequence[int]) -> int:
    made = log.write(connection, "move", says, now())
    gather(connection, articles, "corrected", made)
    return made


def _say_of_utterance(connection: Connection, kind: log.Kind, says: Says) -> int:
    made = log.write(connection, kind, says, now())
    regroup(connection, log.corrected(connection, (made,)), "corrected", made)
    return made


def regroup(connection: Connection, articles: Iterable[int], kind: changes.Kind, correction: int | None) -> None:
    """Tell anew which utterances the statements of articles are, and who looks on that it is so."""
    for article in articles:
        utterances.arrive(connection, article)
        touched = rows.stories_of(connection, (article,)).values()
        changes.note(connection, kind, touched, article=article, other=correction)


# ---- what is asked for ----------------------------------------------------------------------------------------------


def _known_articles(connection: Connection, articles: Sequence[int]) -> list[int]:
    wanted = sorted(set(articles))
    gone = sorted(set(wanted) - rows.stories_of(connection, wanted).keys())
    if gone or not wanted:
        raise NoSuchError(f"the store has no article {', '.join(map(str, gone)) or '…: none is given'} in a story")
    return wanted


def _known_story(connection: Connection, story: int) -> int:
    found = rows.forward(connection, story)
    row = rows.story_rows(connection, (found,)).get(found)
    if row is None or not row.articles:
        raise NoSuchError(f"the store has no story {story} that holds anything")
    return found


def _refuse_same(connection: Connection, articles: Sequence[int], to: int | None) -> None:
    here = set(rows.stories_of(connection, articles).values())
    if here == {to}:
        raise UsageError(f"they are in story {to} already")
    if to is None and len(here) == 1 and hands.articles_in(connection, min(here)) == list(articles):
        raise UsageError(f"they are a story of their own already: {min(here)}")


def _statement(connection: Connection, statement: int) -> Item:
    article, read, place = place_of(connection, statement)
    if place >= len(read.statements):
        raise NoSuchError(f"the store has no statement {statement}")
    return item_of(read, "statement", place, articles_of(connection, (article,))[article].url)
