"""Rows out: articles and what they say, by one set of filters, each kind in a handful of queries however many rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    func,
    or_,
    select,
    union,
)

from onrecord.record import Span
from onrecord.store import schema
from onrecord.store.find import find
from onrecord.store.mending.anchors import ItemKind
from onrecord.store.mending.rows import corrected
from onrecord.store.order import of_days
from onrecord.store.rows import (
    ActorRow,
    Corrected,
    EncounterRow,
    FigureRow,
    PositionRow,
    StatementRow,
)
from onrecord.store.tables.record import NOT_AFFIRMED
from onrecord.store.voices import Voices
from onrecord.store.wanted import Wanted, narrowly, widely
from onrecord.store.who import chunks, ids, is_actor, named, names, own_ids
from onrecord.store.within import word_in

_EVERYTHING = Wanted()
_SAME_EVERYWHERE = ("id", "article", "key", "confidence", "statement")
_OF_STATEMENT = (
    "id", "article", "key", "source", "cue", "kind", "grade", "mode", "act", "reiterates", "confidence", "within",
    "said_on", "event", "event_mode",
)  # fmt: skip
_OF_FIGURE = (
    *_SAME_EVERYWHERE, "words", "low", "high", "approx", "measure", "what", "unit", "currency", "place", "period_from",
    "period_to", "as_of", "cumulative", "part_of", "change",
)  # fmt: skip
_OF_ENCOUNTER = (
    *_SAME_EVERYWHERE, "words", "type", "place", "date", "duration", "ordinal", "status", "event", "event_mode",
)  # fmt: skip

_OF_POSITION = (*_SAME_EVERYWHERE, "issue", "stance", "words", "change", "said_on")

# Statements of each article from which on all that hangs on its statements is read: 25 is what articles have (PolNeAR).
_MANY_OF_ARTICLE = 8

Conditions = list[ColumnElement[bool]]


def statements(
    connection: Connection, wanted: Wanted = _EVERYTHING, voices: Voices | None = None
) -> list[StatementRow]:
    """Return statements, the oldest first, or the newest.

    Args:
        voices: of all the articles, where they are known already; so for all rows.
    """
    if wanted.words is not None:
        return statements_of(connection, statement_ids(connection, wanted))
    rows = _fetch(connection, _statement_columns(), schema.STATEMENTS, wanted, _of_statements(wanted))
    return _statements(connection, rows, voices)


def statements_of(connection: Connection, idents: Sequence[int]) -> list[StatementRow]:
    """Return statements by their ids, in the order given; without those that the store does not have."""
    said, query = schema.STATEMENTS.c, _statement_columns()
    rows = {row.id: row for part in chunks(idents) for row in connection.execute(query.where(said.id.in_(part)))}
    return _statements(connection, [rows[ident] for ident in idents if ident in rows])


def statement_ids(connection: Connection, wanted: Wanted) -> list[int]:
    """Return the ids of the statements that hold ``wanted.words``, the oldest first, or the newest.

    Raises:
        UsageError: there is nothing to look for.
    """
    said = schema.STATEMENTS.c
    few, many = narrowly(wanted), widely(wanted)
    narrow = of_articles(few, said.article, said.known_on) + _of_statements(few)
    walked = of_articles(few, said.article + 0, said.known_on) + _of_statements(few, said.id + 0)
    others = of_articles(many, said.article, said.known_on) + _of_statements(many)
    if wanted.min_confidence:
        others.append(said.confidence >= wanted.min_confidence)
    joined = schema.ARTICLES if wanted.outlet else None
    return find(connection, schema.STATEMENTS, wanted, narrow, walked, others, joined)


def statement_conditions(wanted: Wanted) -> Conditions:
    """Return the conditions on statements, those of words left out; one on the outlet needs the article's row."""
    said = schema.STATEMENTS.c
    conditions = [*of_articles(wanted, said.article, said.known_on), *_of_statements(wanted)]
    return [*conditions, said.confidence >= wanted.min_confidence] if wanted.min_confidence else conditions


def ids_of(connection: Connection, table: Table, wanted: Wanted) -> list[int]:
    """Return the ids of rows, the oldest first, or the newest; words are looked for in figures and encounters alone.

    Args:
        table: ``statements``, ``figures`` or ``encounters``.
    """
    of_table = {schema.STATEMENTS: _of_statements, schema.FIGURES: _of_figures, schema.ENCOUNTERS: _of_encounters}
    return [row.id for row in _fetch(connection, select(table.c.id), table, wanted, of_table[table](wanted))]


def figures(connection: Connection, wanted: Wanted = _EVERYTHING, voices: Voices | None = None) -> list[FigureRow]:
    """Return figures, those of the oldest articles first, or of the newest."""
    rows = _fetch(connection, select(schema.FIGURES), schema.FIGURES, wanted, _of_figures(wanted))
    chains = {row.id: ids(row.chain) for row in rows}
    who = names(connection, [row.source for row in rows] + [actor for chain in chains.values() for actor in chain])
    voices, told = voices or _voices(connection, rows), _told(connection, "figure", rows)
    return [
        FigureRow(
            corrected=told.get(row.id, ()),
            span=Span(row.start, row.end),
            source=who.get(row.source),
            chain=named(who, chains[row.id]),
            voice=voices.of(row.article, row.start, row.end),
            **same,
        )
        for row, same in _with_same(rows, *_OF_FIGURE)
    ]


def encounters(
    connection: Connection, wanted: Wanted = _EVERYTHING, voices: Voices | None = None
) -> list[EncounterRow]:
    """Return encounters, those of the oldest articles first, or of the newest."""
    rows = _fetch(connection, select(schema.ENCOUNTERS), schema.ENCOUNTERS, wanted, _of_encounters(wanted))
    part = schema.PARTICIPANTS.c
    taking: dict[int, list[int]] = {}
    for some in chunks(row.id for row in rows):
        for one in connection.execute(
            select(part.encounter, part.actor).where(part.encounter.in_(some)).order_by(part.id)
        ):
            taking.setdefault(one.encounter, []).append(one.actor)
    who = names(connection, [row.host for row in rows] + [actor for actors in taking.values() for actor in actors])
    voices, told = voices or _voices(connection, rows), _told(connection, "encounter", rows)
    return [
        EncounterRow(
            corrected=told.get(row.id, ()),
            span=Span(row.start, row.end),
            participants=named(who, taking.get(row.id, ())),
            host=who.get(row.host),
            voice=voices.of(row.article, row.start, row.end),
            **same,
        )
        for row, same in _with_same(rows, *_OF_ENCOUNTER)
    ]


def positions(connection: Connection, wanted: Wanted = _EVERYTHING, voices: Voices | None = None) -> list[PositionRow]:
    """Return positions, those of the oldest articles first, or of the newest."""
    said = schema.STATEMENTS.c
    query = select(schema.POSITIONS, said.said_on.label("said_on")).join_from(
        schema.POSITIONS, schema.STATEMENTS, said.id == schema.POSITIONS.c.statement, isouter=True
    )
    rows = _fetch(connection, query, schema.POSITIONS, wanted, _of_positions(wanted))
    who = names(connection, [row.holder for row in rows])
    voices, told = voices or _voices(connection, rows), _told(connection, "position", rows)
    return [
        PositionRow(
            corrected=told.get(row.id, ()),
            span=Span(row.start, row.end),
            holder=who.get(row.holder),
            issue_spans=tuple(Span(*span) for span in json.loads(row.issue_spans)),
            voice=voices.of(row.article, row.start, row.end),
            **same,
        )
        for row, same in _with_same(rows, *_OF_POSITION)
    ]


def actors(
    connection: Connection,
    name: str | None = None,
    *,
    ids: Iterable[int] | None = None,
    most_first: bool = False,
    as_of: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[ActorRow]:
    """Return actors across articles, by id, or those with most statements first.

    Args:
        name: words that stand in the name across articles or in one that an article gives; case does not matter.
        ids: these alone.
        as_of: ISO day; named, and counted, in what had been published by then.
    """
    across = schema.ACTORS.c
    columns = select(across.id, across.name, across.type, across.wikidata)
    conditions = _of_actors(name, ids, as_of)
    if most_first and name:  # few of them: all others need not be counted
        there = connection.execute(columns.where(*conditions)).all()
        made = _made(connection, [row.id for row in there], as_of)
        there = sorted(there, key=lambda row: (-made.get(row.id, 0), row.id))
        rows = there[offset : None if limit is None else offset + limit]
    else:
        query = columns.where(*conditions).order_by(across.id)
        query = _most_first(query, as_of) if most_first else query
        rows = list(connection.execute(query.limit(limit).offset(offset)))
        made = _made(connection, [row.id for row in rows], as_of)
    named = _named(connection, [row.id for row in rows], as_of)
    return [ActorRow(*row, named.get(row.id, 0), made.get(row.id, 0)) for row in rows]


def _of_actors(name: str | None, ids: Iterable[int] | None, as_of: str | None) -> Conditions:
    across, own = schema.ACTORS.c, schema.ARTICLE_ACTORS.c
    # An id that was linked to leads on to whoever stands for it by now.
    stands = select(func.coalesce(across.same_as, across.id)).where(across.id.in_(list(ids or ())))
    conditions: Conditions = [across.same_as.is_(None) if ids is None else across.id.in_(stands)]
    if as_of is not None:
        conditions.append(across.id.in_(select(own.actor).where(*_by_then(own.article, as_of))))
    for word in (name or "").split():
        named_so = select(own.actor).where(word_in(own.name, word))
        conditions.append(word_in(across.name, word) | across.id.in_(named_so))
    return conditions


def _most_first(query: Select[Any], as_of: str | None) -> Select[Any]:
    said, across = schema.STATEMENTS.c, schema.ACTORS.c
    theirs = select(said.actor, func.count().label("many")).where(*_by_then(said.article, as_of)).group_by(said.actor)
    counted = theirs.subquery()
    query = query.outerjoin(counted, counted.c.actor == across.id).order_by(None)
    return query.order_by(func.coalesce(counted.c.many, 0).desc(), across.id)


def _named(connection: Connection, actors: Sequence[int], as_of: str | None) -> dict[int, int]:
    """Return how many articles name each of some actors; those that none names are missing."""
    own = schema.ARTICLE_ACTORS.c
    # The article is a part of the id, and the id of the index: no row need be read.
    articles = func.count((own.id // schema.ITEMS_PER_ARTICLE).distinct())
    query = select(own.actor, articles).where(*_by_then(own.article, as_of)).group_by(own.actor)
    return {a: n for some in chunks(actors) for a, n in connection.execute(query.where(own.actor.in_(some))).all()}


def _made(connection: Connection, actors: Sequence[int], as_of: str | None) -> dict[int, int]:
    """Return how many statements each of some actors has made; those that made none are missing."""
    said = schema.STATEMENTS.c
    query = select(said.actor, func.count()).where(*_by_then(said.article, as_of)).group_by(said.actor)
    return {a: n for some in chunks(actors) for a, n in connection.execute(query.where(said.actor.in_(some))).all()}


# ---- which rows -----------------------------------------------------------------------------------------------------


def _by_then(article: ColumnElement[int], day: str | None) -> list[ColumnElement[bool]]:
    if day is None:
        return []
    return [article.in_(select(schema.ARTICLES.c.id).where(schema.ARTICLES.c.known_on <= day))]


def _fetch(
    connection: Connection, query: Select[Any], table: Table, wanted: Wanted, conditions: Conditions
) -> Sequence[Row[Any]]:
    article = schema.ARTICLES.c
    day = table.c.known_on if "known_on" in table.c else article.known_on
    order: tuple[ColumnElement[Any], ...] = (article.known_on, table.c.id)
    if numbered := "in_order" in table.c:
        order = (table.c.in_order,)
        query = query.where(*of_days(table.c.in_order, wanted))
    if not numbered or wanted.outlet is not None:
        query = query.join(schema.ARTICLES, article.id == table.c.article)
    conditions = [*of_articles(wanted, table.c.article, day), *conditions]
    if wanted.min_confidence:
        conditions.append(table.c.confidence >= wanted.min_confidence)
    order = tuple(column.desc() for column in order) if wanted.newest else order
    return connection.execute(
        query.where(and_(True, *conditions)).order_by(*order).limit(wanted.limit).offset(wanted.offset)
    ).all()


def of_articles(wanted: Wanted, article: ColumnElement[int], day: ColumnElement[str]) -> Conditions:
    """Return the conditions on the article that a row is of.

    Args:
        article: the column with the article's id.
        day: the column with the day it was known.
    """
    conditions: Conditions = []
    if wanted.articles is not None:
        conditions.append(_among(article, wanted.articles))
    if wanted.story is not None:
        held = schema.STORY_ARTICLES.c
        conditions.append(article.in_(select(held.article).where(held.story == wanted.story)))
    if wanted.outlet is not None:
        conditions.append(schema.ARTICLES.c.outlet == wanted.outlet)
    if wanted.since is not None:
        conditions.append(day >= wanted.since)
    if wanted.last is not None:
        conditions.append(day <= wanted.last)
    return conditions


def _of_statements(wanted: Wanted, ident: ColumnElement[int] = schema.STATEMENTS.c.id) -> Conditions:
    said, hand = schema.STATEMENTS.c, schema.HANDS.c
    conditions = [said[name] == value for name in ("act", "mode", "grade") if (value := getattr(wanted, name))]
    if wanted.mode is not None and wanted.mode != "affirm":
        conditions.append(NOT_AFFIRMED)  # so that the index of those is taken
    if wanted.speaker is not None:
        conditions.append(said.actor == wanted.speaker if wanted.speaker > 0 else said.speaker == -wanted.speaker)
    if wanted.addressee is not None:
        to = select(hand.statement).where(hand.part == "addressee", is_actor(hand.actor, wanted.addressee))
        conditions.append(ident.in_(to))
    if wanted.actor is not None:
        own = said.actor == wanted.actor if wanted.actor > 0 else said.speaker == -wanted.actor
        speaking = select(said.id).where(own)
        at_hand = select(hand.statement).where(is_actor(hand.actor, wanted.actor))
        conditions.append(ident.in_(union(speaking, at_hand).subquery().select()))
    if wanted.ids is not None:
        conditions.append(_among(said.id, wanted.ids))
    return conditions


def _of_figures(wanted: Wanted) -> Conditions:
    figure, own = schema.FIGURES.c, schema.ARTICLE_ACTORS.c
    told = (figure.words, figure.what, figure.place, figure.measure)
    conditions = [or_(*(word_in(column, word) for column in told)) for word in (wanted.words or "").split()]
    if wanted.ids is not None:
        conditions.append(_among(figure.id, wanted.ids))
    if wanted.measure is not None:
        conditions.append(figure.measure == wanted.measure)
    if wanted.place is not None:
        conditions.append(func.lower(figure.place) == wanted.place.lower())
    if wanted.low is not None:
        conditions.append((figure.high >= wanted.low) | (figure.high.is_(None) & figure.low.is_not(None)))
    if wanted.high is not None:
        conditions.append((figure.low <= wanted.high) | (figure.low.is_(None) & figure.high.is_not(None)))
    if wanted.speaker is not None:
        conditions.append(is_actor(figure.source, wanted.speaker))
    if wanted.actor is not None:
        # Ids in one article are all of one length, so that none stands inside another.
        theirs = own_ids(wanted.actor).with_only_columns(own.article)
        holds = own_ids(wanted.actor).where(own.article == figure.article, figure.chain.contains(own.id.cast(Text)))
        conditions.append(figure.article.in_(theirs) & holds.correlate(schema.FIGURES).exists())
    return conditions


def _of_encounters(wanted: Wanted) -> Conditions:
    met, part = schema.ENCOUNTERS.c, schema.PARTICIPANTS.c
    conditions = _words(wanted, met.words)
    if wanted.ids is not None:
        conditions.append(_among(met.id, wanted.ids))
    if wanted.type is not None:
        conditions.append(met.type == wanted.type)
    if wanted.place is not None:
        conditions.append(func.lower(met.place) == wanted.place.lower())
    if wanted.actor is not None:
        there = select(part.encounter).where(is_actor(part.actor, wanted.actor))
        hosts = select(met.id).where(is_actor(met.host, wanted.actor))
        conditions.append(met.id.in_(union(there, hosts).subquery().select()))
    return conditions


def _of_positions(wanted: Wanted) -> Conditions:
    held = schema.POSITIONS.c
    conditions = _words(wanted, held.issue)
    if wanted.stance is not None:
        conditions.append(held.stance == wanted.stance)
    conditions.extend(is_actor(held.holder, who) for who in (wanted.speaker, wanted.actor) if who is not None)
    return conditions


def _among(column: ColumnElement[int], ids: Sequence[int]) -> ColumnElement[bool]:
    # The ids are whole numbers and stand in the SQL itself: a statement carries some thousands of values at most.
    several: BindParameter[int] = bindparam(None, list(ids), expanding=True, literal_execute=True)
    return column.in_(several)


def _words(wanted: Wanted, column: ColumnElement[str]) -> Conditions:
    return [word_in(column, word) for word in (wanted.words or "").split()]


def _statement_columns() -> Select[Any]:
    alike = schema.UTTERANCES.c
    return select(schema.STATEMENTS, alike.utterance.label("utterance")).join_from(
        schema.STATEMENTS, schema.UTTERANCES, alike.statement == schema.STATEMENTS.c.id, isouter=True
    )


def _told(connection: Connection, kind: ItemKind, rows: Sequence[Row[Any]]) -> dict[int, tuple[Corrected, ...]]:
    """Return what users corrected in rows, by their ids; few rows are asked about, often none."""
    mended = [row.id for row in rows if row.mended is not None]
    return corrected(connection, kind, mended) if mended else {}


def _statements(connection: Connection, rows: Sequence[Row[Any]], voices: Voices | None = None) -> list[StatementRow]:
    pieces, (relays, addressees) = _pieces(connection, rows), _hands(connection, rows)
    mine = [actor for hands in (relays, addressees) for actors in hands.values() for actor in actors]
    who = names(connection, [row.speaker for row in rows] + mine)
    voices, told = voices or _voices(connection, rows), _told(connection, "statement", rows)
    return [
        StatementRow(
            corrected=told.get(row.id, ()),
            words=row.content,
            content=pieces.get(row.id, ()),
            source_span=_span(row.source_start, row.source_end),
            cue_span=_span(row.cue_start, row.cue_end),
            speaker=who.get(row.speaker),
            relays=named(who, relays.get(row.id, ())),
            addressees=named(who, addressees.get(row.id, ())),
            topics=() if row.topics == "[]" else tuple(json.loads(row.topics)),
            utterance=row.id if row.utterance is None else row.utterance,
            voice=voices.of(row.article, row.start, row.end),
            **same,
        )
        for row, same in _with_same(rows, *_OF_STATEMENT)
    ]


# ---- what hangs on them ---------------------------------------------------------------------------------------------


def _voices(connection: Connection, rows: Sequence[Row[Any]]) -> Voices:
    return Voices(connection, (row.article for row in rows))


def _with_same(rows: Sequence[Row[Any]], *columns: str) -> Iterator[tuple[Row[Any], dict[str, Any]]]:
    """Yield rows with those of their columns that are passed on as they are: by place, for names cost four times."""
    if rows:
        pick = itemgetter(*(rows[0]._fields.index(name) for name in columns))
        yield from ((row, dict(zip(columns, pick(row), strict=True))) for row in rows)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _pieces(connection: Connection, rows: Sequence[Row[Any]]) -> dict[int, tuple[Span, ...]]:
    piece = schema.CONTENTS.c
    found: dict[int, tuple[Span, ...]] = {}
    query = select(piece.statement, piece.start, piece.end).order_by(piece.id)
    for here in _hanging(rows, piece.statement, piece.article):
        for statement, start, end in connection.execute(query.where(here)).all():
            found[statement] = (*found.get(statement, ()), Span(start, end))
    return found


def _hanging(
    rows: Sequence[Row[Any]], statement: ColumnElement[int], article: ColumnElement[int]
) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions by which what hangs on statements is found: by article, where those are far fewer."""
    articles = {row.article for row in rows}
    if len(rows) >= _MANY_OF_ARTICLE * len(articles):
        yield from (article.in_(part) for part in chunks(sorted(articles)))
    else:
        yield from (statement.in_(part) for part in chunks(row.id for row in rows))


def _hands(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Return the relays of statements, and whom they were said to."""
    hand = schema.HANDS.c
    found: dict[str, dict[int, list[int]]] = {"relay": {}, "addressee": {}}
    columns = select(hand.statement, hand.part, hand.actor).order_by(hand.part, hand.place, hand.id)
    for here in _hanging(rows, hand.statement, hand.article):
        for statement, part, actor in connection.execute(columns.where(here)).all():
            found[part].setdefault(statement, []).append(actor)
    return found["relay"], found["addressee"]
