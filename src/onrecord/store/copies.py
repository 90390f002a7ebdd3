"""What the store keeps of copies: sketches, shared passages, and whose voice each article is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from onrecord.record import Block
from onrecord.store import schema
from onrecord.store.who import chunks

# A band that more articles have than this says little, and the newest of a wire text's copies lead to the others.
HOLDERS = 16


class Text(msgspec.Struct, frozen=True):
    """An article's text with what tells who was first.

    Args:
        published: RFC 3339 with the page's own offset, or a day; null where the page does not say.
        known_on: the day it was published, else the day it was first seen.
        sha256: of the text.
    """

    id: int
    outlet: str | None
    agency: str | None
    published: str | None
    known_on: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]


class VoiceRow(msgspec.Struct, frozen=True):
    """Whose voice an article is.

    Args:
        voice: id of the article whose report it carries; its own for an original.
        rest: id of the article whose voice is heard outside the passages that others had first.
        agency: the agency that the text is from, where it can be told.
        share: of its words, 0 to 1, that others had first.
        placed_by: what this was told from; the same where nothing has changed.
    """

    article: int
    voice: int
    rest: int
    agency: str | None
    share: float
    placed_by: str


class PassageRow(msgspec.Struct, frozen=True):
    """A passage that an article shares with another that had it first; spans in code points of each text.

    Args:
        of: id of the article that had it first.
        voice: id of the article whose voice it is: ``of``, or whom that had it from.
    """

    article: int
    start: int
    end: int
    of: int
    of_start: int
    of_end: int
    voice: int


def texts(connection: Connection, articles: Iterable[int]) -> dict[int, Text]:
    """Return articles with their texts, by id."""
    ids = sorted(set(articles))
    a, b = schema.ARTICLES.c, schema.BLOCKS.c
    blocks: dict[int, list[Block]] = defaultdict(list)
    query = select(b.article, b.kind, b.start, b.end).where(b.article.in_(ids)).order_by(b.article, b.start)
    for row in connection.execute(query):
        blocks[row.article].append(Block(row.kind, row.start, row.end))
    columns = a.id, a.outlet, a.agency, a.published, a.known_on, a.text_sha256, a.text
    found = connection.execute(select(*columns).where(a.id.in_(ids)).order_by(a.id))
    return {row.id: Text(*row, blocks=tuple(blocks[row.id])) for row in found}


def printed(connection: Connection, articles: Iterable[int]) -> dict[int, str]:
    """Return the outlet that printed each article, by the article's id; those without one are missing."""
    a = schema.ARTICLES.c
    query = select(a.id, a.outlet).where(a.outlet.is_not(None))
    parts = chunks(sorted(set(articles)))
    return {row.id: row.outlet for part in parts for row in connection.execute(query.where(a.id.in_(part)))}


def holders(connection: Connection, bands: Sequence[int]) -> dict[int, list[int]]:
    """Return who has each band, by id; at most :data:`HOLDERS` of each."""
    s = schema.SKETCHES.c
    held: dict[int, list[int]] = defaultdict(list)
    for band, article in connection.execute(
        select(s.band, s.article).where(s.band.in_(bands)).order_by(s.band, s.article)
    ):
        held[band].append(article)
    return held


def keep_sketch(
    connection: Connection, article: int, bands: Sequence[int], held: Mapping[int, list[int]], *, first: bool = False
) -> None:
    """Keep an article's sketch in place of an older one; the oldest holder of a band that is full makes room.

    Args:
        held: who has each band, as :func:`holders` returned it.
        first: there is no older one.
    """
    s = schema.SKETCHES
    if not first:
        connection.execute(delete(s).where(s.c.article == article))
    added, full = [], []
    for band in bands:
        others = [other for other in held.get(band, ()) if other != article]
        if len(others) >= HOLDERS:
            if others[0] > article:
                continue
            full.append({"band_": band, "article_": others[0]})
        added.append({"band": band, "article": article})
    if full:
        _remove_holders(connection, full)
    if added:
        connection.execute(insert(s), added)


def _remove_holders(connection: Connection, rows: list[dict[str, int]]) -> None:
    s = schema.SKETCHES
    connection.execute(delete(s).where(s.c.band == bindparam("band_"), s.c.article == bindparam("article_")), rows)


def voices(connection: Connection, articles: Iterable[int]) -> dict[int, VoiceRow]:
    """Return whose voice each article is, by the article's id; one that never arrived is missing."""
    v = schema.VOICES.c
    columns = v.article, v.voice, v.rest, v.agency, v.share, v.placed_by
    query = select(*columns).order_by(v.article)
    parts = chunks(sorted(set(articles)))
    return {
        row[0]: VoiceRow(*row) for part in parts for row in connection.execute(query.where(v.article.in_(part))).all()
    }


def passages(connection: Connection, articles: Iterable[int]) -> dict[int, tuple[PassageRow, ...]]:
    """Return what others had first of each article, in the order of its text; articles without are missing."""
    p = schema.PASSAGES.c
    columns = p.article, p.start, p.end, p.of, p.of_start, p.of_end, p.voice
    query = select(*columns).order_by(p.article, p.start)
    rows: dict[int, list[PassageRow]] = defaultdict(list)
    for part in chunks(sorted(set(articles))):
        for row in connection.execute(query.where(p.article.in_(part))):
            rows[row.article].append(PassageRow(*row))
    return {article: tuple(found) for article, found in rows.items()}


def place(connection: Connection, voice: VoiceRow, rows: Sequence[PassageRow], *, first: bool = False) -> None:
    """Keep whose voice an article is and what others had first of it, in place of what was kept.

    Args:
        first: nothing was kept.
    """
    v, p = schema.VOICES, schema.PASSAGES
    if not first:
        connection.execute(delete(v).where(v.c.article == voice.article))
        connection.execute(delete(p).where(p.c.article == voice.article))
    connection.execute(insert(v), msgspec.structs.asdict(voice))
    if rows:
        connection.execute(insert(p), [msgspec.structs.asdict(row) for row in rows])


def leaning(connection: Connection, article: int) -> list[int]:
    """Return the articles that are this one's voice or share its passages, by id."""
    v, p = schema.VOICES.c, schema.PASSAGES.c
    said = select(v.article).where(or_(v.voice == article, v.rest == article), v.article != article)
    shared = select(p.article).where(or_(p.of == article, p.voice == article), p.article != article)
    return sorted({row.article for query in (said, shared) for row in connection.execute(query)})


def part(connection: Connection, article: int, others: Sequence[int]) -> None:
    """Undo what was told of an article, and of others that lean on it: each of these stands for itself again."""
    s, v, p = schema.SKETCHES, schema.VOICES, schema.PASSAGES
    connection.execute(delete(s).where(s.c.article == article))
    connection.execute(delete(v).where(v.c.article == article))
    connection.execute(delete(p).where(or_(p.c.article.in_([article, *others]), p.c.of == article)))
    if others:
        alone = update(v).where(v.c.article.in_(others)).values(voice=v.c.article, rest=v.c.article, share=0.0)
        connection.execute(alone)


def members(connection: Connection, voice: int) -> list[int]:
    """Return the articles that carry a voice, by id."""
    v = schema.VOICES.c
    return [row.article for row in connection.execute(select(v.article).where(v.voice == voice).order_by(v.article))]


def hand_over(connection: Connection, articles: Sequence[int], old: int, new: int) -> None:
    """Give one voice for another in some articles."""
    v, p = schema.VOICES, schema.PASSAGES
    mine = v.c.article.in_(articles)
    connection.execute(update(v).where(mine, v.c.voice == old).values(voice=new))
    connection.execute(update(v).where(mine, v.c.rest == old).values(rest=new))
    connection.execute(update(p).where(p.c.article.in_(articles), p.c.voice == old).values(voice=new))


def name_agency(connection: Connection, voice: int, agency: str) -> None:
    """Name the agency of a voice in all articles that carry it and name none."""
    v = schema.VOICES
    connection.execute(update(v).where(v.c.voice == voice, v.c.agency.is_(None)).values(agency=agency))
