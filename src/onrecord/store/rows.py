"""What queries of a store return: rows with their types, ready for ``story``.

Ids are those of the tables in :mod:`onrecord.store.schema`. Actors stand as :class:`ActorName`: the actor across
articles, with the name that the article gives. Spans count code points of the article's text.
"""

from __future__ import annotations

import msgspec

from onrecord.record import Block, Record, Span
from onrecord.store.mending.anchors import ItemKind
from onrecord.store.mending.applying import Changed


class ActorName(msgspec.Struct, frozen=True, gc=False):
    """An actor as one article has it.

    Args:
        actor: id across articles, corrections by hand applied; where the article's actor is linked with none, the
            negative of ``article_actor``.
        name: the name across articles; where linked with none, the article's own.
        type: ``person``, ``organisation``, ``state`` or ``group``.
        article_actor: id of the article's own.
    """

    actor: int
    name: str
    type: str
    article_actor: int


class ArticleRow(msgspec.Struct, frozen=True, gc=False):
    """An article without its text.

    Args:
        published: RFC 3339 with the page's own offset, or a day; null where the page does not say.
        known_on: the day it was published, else the day it was first seen.
        first_seen: ISO 8601 in UTC.
        voice: id of the article whose independent report it carries; its own id for an original.
        story: null where it stands in none.
    """

    id: int
    url: str | None
    outlet: str | None
    agency: str | None
    title: str | None
    published: str | None
    known_on: str
    first_seen: str
    voice: int
    story: int | None = None


class Corrected(msgspec.Struct, frozen=True):
    """What one correction by a user did to one item.

    Args:
        item: its id in the table of its kind; of a mention, its number in the record as it was read.
        made_at: ISO 8601 in UTC.
        wrong: whether it took the item away.
        changes: what was read, and what is so.
        words: that the item was read from; ``spans`` where they stand in the article's text.
        lost: fields that it gave words which are no longer found.
    """

    correction: int
    article: int
    kind: ItemKind
    item: int
    made_at: str
    by: str | None
    why: str | None
    wrong: bool
    changes: tuple[Changed, ...]
    words: str
    spans: tuple[Span, ...]
    lost: tuple[str, ...] = ()


class StatementRow(msgspec.Struct, frozen=True, gc=False):
    """A statement of a stored article.

    Args:
        words: of its content, pieces joined by `` … ``; empty for a refusal.
        content: the pieces' spans.
        source: the words that name the source.
        within: id of the statement that holds it.
        relays: through whom, innermost first.
        said_on: day or month, only where the text says it.
        corrected: what users corrected in it, the last correction last.
        utterance: id that statements of the same utterance share; its own id where it stands alone.
        voice: id of the article whose independent report it stands in (that of a shared passage, where it is in one).
    """

    id: int
    article: int
    key: str
    words: str
    content: tuple[Span, ...]
    source: str | None
    source_span: Span | None
    cue: str | None
    cue_span: Span | None
    kind: str
    speaker: ActorName | None
    grade: str
    mode: str
    act: str
    reiterates: bool
    confidence: float
    within: int | None = None
    relays: tuple[ActorName, ...] = ()
    addressees: tuple[ActorName, ...] = ()
    said_on: str | None = None
    topics: tuple[str, ...] = ()
    event: str | None = None
    event_mode: str | None = None
    utterance: int | None = None
    voice: int | None = None
    corrected: tuple[Corrected, ...] = ()


class Said(msgspec.Struct, frozen=True):
    """A statement and the article it stands in."""

    statement: StatementRow
    article: ArticleRow


class FigureRow(msgspec.Struct, frozen=True, gc=False):
    """A figure of a stored article; fields as those of :class:`onrecord.record.Figure`.

    Args:
        words: the phrase that tells it.
        chain: on whose word, the source first.
        statement: id of the statement that carries it.
        part_of: id of the larger figure.
        voice: id of the article whose independent report it stands in.
    """

    id: int
    article: int
    key: str
    span: Span
    words: str
    low: float | None
    high: float | None
    approx: bool
    measure: str
    what: str | None
    unit: str | None
    currency: str | None
    place: str | None
    period_from: str | None
    period_to: str | None
    as_of: str | None
    cumulative: bool | None
    source: ActorName | None
    chain: tuple[ActorName, ...]
    statement: int | None
    part_of: int | None
    confidence: float
    change: str | None = None
    voice: int | None = None
    corrected: tuple[Corrected, ...] = ()


class EncounterRow(msgspec.Struct, frozen=True, gc=False):
    """An encounter of a stored article; fields as those of :class:`onrecord.record.Encounter`."""

    id: int
    article: int
    key: str
    span: Span
    words: str
    type: str
    participants: tuple[ActorName, ...]
    host: ActorName | None
    place: str | None
    date: str | None
    duration: str | None
    ordinal: int | None
    status: str
    statement: int | None
    confidence: float
    event: str | None = None
    event_mode: str | None = None
    voice: int | None = None
    corrected: tuple[Corrected, ...] = ()


class PositionRow(msgspec.Struct, frozen=True, gc=False):
    """A position of a stored article; fields as those of :class:`onrecord.record.Position`.

    Args:
        span: of the evidence.
        words: the evidence.
        said_on: day or month of the statement that shows it, where the text says it.
    """

    id: int
    article: int
    key: str
    holder: ActorName | None
    issue: str
    issue_spans: tuple[Span, ...]
    stance: str
    span: Span
    words: str
    statement: int | None
    change: str
    confidence: float
    said_on: str | None = None
    voice: int | None = None
    corrected: tuple[Corrected, ...] = ()


class StoryRow(msgspec.Struct, frozen=True):
    """A story.

    Args:
        title: a headline of one of its articles, verbatim.
        title_article: the article it is quoted from.
        first_on: the first day that one of its articles was known; ``last_on`` the last.
        articles: how many it holds; ``voices`` how many independent reports.
        merged_into: the story it forwards to.
    """

    id: int
    title: str | None
    title_article: int | None
    first_on: str
    last_on: str
    articles: int
    voices: int
    merged_into: int | None = None
    closed: bool = False


class ActorRow(msgspec.Struct, frozen=True):
    """An actor across articles.

    Args:
        articles: how many name it.
        statements: how many it made.
    """

    id: int
    name: str
    type: str
    wikidata: str | None
    articles: int
    statements: int


class ArticleText(msgspec.Struct, frozen=True):
    """An article with its text.

    Args:
        text: blocks joined by a blank line; spans count its code points.
        revision: number of the text that stands at its address now.
        record: what was read in it.
    """

    row: ArticleRow
    text: str
    revision: int
    record: Record


class ArticleWhole(msgspec.Struct, frozen=True):
    """What an article says of itself beyond its row, and its text in blocks.

    Args:
        text: blocks joined by a blank line; spans count its code points.
        modified: as the page says it, with its own offset.
        dateline: the place.
    """

    text: str
    text_sha256: str
    authors: tuple[str, ...]
    standfirst: str | None
    section: str | None
    language: str | None
    modified: str | None
    dateline: str | None
    blocks: tuple[Block, ...]


class RevisionRow(msgspec.Struct, frozen=True):
    """A text that stood at an article's address.

    Args:
        number: 1 for the first.
        page: hash of the page's bytes; null where they were not kept.
        readings: ids of the records made of it, the last one last.
    """

    id: int
    article: int
    number: int
    text_sha256: str
    page: str | None
    first_seen: str
    readings: tuple[int, ...]


class DateRow(msgspec.Struct, frozen=True, gc=False):
    """A time expression of a stored article.

    Args:
        type: ``DATE``, ``TIME``, ``DURATION`` or ``SET``.
        value: TIMEX3 value, resolved against the article's day of publication.
    """

    id: int
    article: int
    span: Span
    words: str
    type: str
    value: str
