"""One article with all that the store tells of it: what was read, whose report it is, who else tells the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from onrecord.errors import NoSuchError, TakenDownError
from onrecord.record import Encounter, Figure, Position, Record, Statement
from onrecord.store import articles as kept
from onrecord.store import copies, elsewhere, readings
from onrecord.store import utterances as alike
from onrecord.store.articles import articles_of
from onrecord.store.ask import statements
from onrecord.store.changes import latest_change
from onrecord.store.elsewhere import Elsewhere, Printed
from onrecord.store.mending.rows import corrected_in
from onrecord.store.rows import ActorName, ArticleRow, Corrected, RevisionRow, StoryRow
from onrecord.store.rowsof import item_id
from onrecord.store.store import Store
from onrecord.store.stories import forward, story_rows
from onrecord.store.wanted import Wanted
from onrecord.story.utterances.first import Utterance, told_of

Item = Statement | Figure | Encounter | Position


class Passage(msgspec.Struct, frozen=True):
    """Words of an article that another had first.

    Args:
        start: first code point; ``end`` one past the last.
        of: the article that had them first.
    """

    start: int
    end: int
    of: ArticleRow


class Whose(msgspec.Struct, frozen=True):
    """Whose report an article is.

    Args:
        original: the article whose report it carries; None where it is its own.
        share: of its words, 0 to 1, that others had first.
        passages: in the order of its text.
        again: who printed this one's report.
    """

    original: ArticleRow | None
    share: float
    passages: tuple[Passage, ...]
    again: Printed


class ArticleRead(msgspec.Struct, frozen=True):
    """An article as it stands, or stood on a day.

    Args:
        revision: number of the text that is shown.
        record: what was read in it, with the user's corrections; its address is the store's where it had none.
        actors: who its actors are across articles, by their ids in the record.
        items: ids of the store, by those of the record; without those that stand in another revision alone.
        revisions: the texts that stood at its address by that day.
        as_read: the record without corrections.
        moved_by: the correction that put it into its story; None where none did.
        corrected: what users corrected in it, in the order in which they did; of an older text nothing.
        cursor: number of the last change that the store had seen.
        day: as of which; None for now.
    """

    row: ArticleRow
    revision: int
    record: Record
    actors: Mapping[str, ActorName]
    items: Mapping[str, int]
    revisions: tuple[RevisionRow, ...]
    story: StoryRow | None
    whose: Whose
    as_read: Record
    moved_by: int | None
    corrected: tuple[Corrected, ...]
    cursor: int
    day: str | None

    @property
    def is_current(self) -> bool:
        """Whether the text shown is the one that stands at the address now, as far as the day knows."""
        return self.revision == self.revisions[-1].number


def article_read(
    connection: Connection, number: int, day: str | None = None, revision: int | None = None
) -> ArticleRead:
    """Return an article with what the store tells of it.

    Args:
        day: ISO date: the text that stood then, and what had been known by then.
        revision: number of an older text; None for the one of that day.

    Raises:
        TakenDownError: it was taken down.
        NoSuchError: the store has no such article or revision, or it was not known by that day.
    """
    row = known_article(connection, number, day)
    now = kept.article(connection, number)
    texts = kept.revisions(connection, number)
    seen = tuple(text for text in texts if day is None or text.first_seen[:10] <= day) or tuple(texts[:1])
    wanted = seen[-1].number if revision is None else revision
    if wanted not in {text.number for text in seen}:
        raise NoSuchError(f"article {number} has no revision {wanted}; it has {len(seen)}")
    is_now = wanted == now.revision
    record = now.record if is_now else kept.record(connection, number, wanted)
    people = elsewhere.actors_of(connection, number)
    # Items keep the place that they had as they were read, whatever users corrected since.
    read = readings.as_read(connection, number)
    return ArticleRead(
        row=row,
        revision=wanted,
        record=_addressed(record, row),
        actors=_actors(record, now.record, people),
        items=_items(record, read, number),
        revisions=seen,
        story=_story(connection, row),
        whose=_whose(connection, row, day, shown=is_now),
        as_read=_addressed(read if is_now else readings.as_read(connection, number, wanted), row),
        moved_by=elsewhere.moved_by(connection, number),
        corrected=tuple(corrected_in(connection, number)) if is_now else (),
        cursor=latest_change(connection),
        day=day,
    )


def told_elsewhere(store: Store, read: ArticleRead, several: Sequence[str]) -> dict[str, Elsewhere]:
    """Return which statements other articles tell too, by their ids in the record.

    Args:
        several: ids of statements in the record, of those that are asked about.
    """
    ids = {read.items[s]: s for s in several if s in read.items}
    with store.reading() as connection:
        found = elsewhere.told_elsewhere(connection, read.row.id, ids, read.day)
    return {ids[statement]: told for statement, told in found.items()}


def printings(store: Store, read: ArticleRead, statement: str, most: int = 100) -> Utterance | None:
    """Return the utterance that a statement of an article is of, with everybody who printed it.

    Args:
        statement: its id in the record.
        most: printings at most, those that were stored first.
    """
    ident = read.items.get(statement)
    if ident is None:
        return None
    with store.reading() as connection:
        utterance = alike.utterances_of(connection, [ident]).get(ident, ident)
        ids = {ident, *alike.statements_of(connection, [utterance])[:most]}
        rows = statements(connection, Wanted(ids=tuple(sorted(ids)), as_of=read.day))
        there = articles_of(connection, (row.article for row in rows))
    return told_of(utterance, 1.0, rows, there) if rows else None


def placed_by(store: Store, read: ArticleRead, statement: str) -> int | None:
    """Return the correction that says which utterance a statement is; None where none does.

    Args:
        statement: its id in the record.
    """
    if statement not in read.items:
        return None
    with store.reading() as connection:
        return elsewhere.placed_by(connection, read.items[statement])


def known_article(connection: Connection, number: int, day: str | None = None) -> ArticleRow:
    """Return an article's row.

    Args:
        day: ISO date, by which it must have been known.

    Raises:
        TakenDownError: it was taken down.
        NoSuchError: the store has no such article, or it was not known by that day.
    """
    row = articles_of(connection, [number]).get(number)
    if row is None:
        gap = elsewhere.gap(connection, number)
        if gap is not None:
            why = f": {gap.reason}" if gap.reason else ""
            raise TakenDownError(f"article {number} was taken down on {gap.forgotten_at[:10]}{why}")
        raise NoSuchError(f"the store has no article {number}")
    if day is not None and row.known_on > day:
        raise NoSuchError(f"article {number} was not known on {day}: it is of {row.known_on}")
    return row


def _addressed(record: Record, row: ArticleRow) -> Record:
    page = record.article.page
    if page.url is not None or row.url is None:
        return record
    there = msgspec.structs.replace(record.article, page=msgspec.structs.replace(page, url=row.url))
    return msgspec.structs.replace(record, article=there)


def _actors(record: Record, now: Record, people: Sequence[ActorName]) -> dict[str, ActorName]:
    if record is now:
        return {actor.id: name for actor, name in zip(record.actors, people, strict=False)}
    # The rows are of the text that stands now: who is named alike in an older one is the same.
    by_name = {actor.name: name for actor, name in zip(now.actors, people, strict=False)}
    return {actor.id: by_name[actor.name] for actor in record.actors if actor.name in by_name}


def _items(record: Record, read: Record, number: int) -> dict[str, int]:
    places = {item.key: item_id(number, place) for several in _lists(read) for place, item in enumerate(several)}
    here = [item for lists in (_lists(read), _lists(record)) for several in lists for item in several]
    return {item.id: places[item.key] for item in here if item.key in places}


def _lists(record: Record) -> tuple[Sequence[Item], ...]:
    return record.statements, record.figures, record.encounters, record.positions


def _story(connection: Connection, row: ArticleRow) -> StoryRow | None:
    if row.story is None:
        return None
    number = forward(connection, row.story)
    return story_rows(connection, [number]).get(number)


def _whose(connection: Connection, row: ArticleRow, day: str | None, *, shown: bool) -> Whose:
    voice = copies.voices(connection, [row.id]).get(row.id)
    # Passages are places in the text that stands now.
    shared = copies.passages(connection, [row.id]).get(row.id, ()) if shown else ()
    others = articles_of(connection, [*(passage.of for passage in shared), row.voice])
    passages = tuple(Passage(p.start, p.end, others[p.of]) for p in shared if p.of in others)
    return Whose(
        original=others.get(row.voice) if row.voice != row.id else None,
        share=voice.share if voice is not None else 0.0,
        passages=passages,
        again=elsewhere.printed_again(connection, row.id, day),
    )
