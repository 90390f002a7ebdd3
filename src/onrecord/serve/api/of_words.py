"""What was said, counted and met over HTTP: lists by filters, searches with counts of what may narrow them."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.errors import NoSuchError
from onrecord.export.rows import Figured, Met
from onrecord.serve.api.asked import (
    FiguresQuery,
    FirstQuery,
    FoundStatementsQuery,
    SearchQuery,
    StatementsQuery,
    TallyQuery,
    ThingsQuery,
)
from onrecord.serve.api.endpoint import Ask, Endpoint, Query
from onrecord.store.articles import articles_of
from onrecord.store.ask import statements_of
from onrecord.store.frames import Rows
from onrecord.store.rows import EncounterRow, FigureRow, Said
from onrecord.store.search import ArticleHit, Found, StatementHit
from onrecord.story import asking, searching
from onrecord.story.asking import Asked, SearchAsked
from onrecord.story.searching import Searched, ThingsAsked
from onrecord.story.tally import Tally, TallyAsked
from onrecord.story.utterances.first import First, Printing


def statements(ask: Ask[StatementsQuery]) -> Rows[Said]:
    """List who said what."""
    return asking.said(ask.store, _asked(ask.query, ask.query.limit + 1, newest=ask.query.order == "newest"))


def statement(ask: Ask[Query]) -> Said:
    """Give one statement and the article it stands in."""
    with ask.store.reading() as connection:
        rows = statements_of(connection, (ask.number,))
        if not rows:
            raise NoSuchError(f"the store has no statement {ask.number}")
        return Said(rows[0], articles_of(connection, (rows[0].article,))[rows[0].article])


def figures(ask: Ask[FiguresQuery]) -> Rows[Figured]:
    """List what was counted and measured, the newest first."""
    found = searching.search_counted(ask.store, _things(ask.query, 1))
    return Rows(Figured, [Figured(row, found.articles[row.article]) for row in found.found.hits])


def encounters(ask: Ask[ThingsQuery]) -> Rows[Met]:
    """List who met whom, the newest first."""
    found = searching.search_met(ask.store, _things(ask.query, 1))
    return Rows(Met, [Met(row, found.articles[row.article]) for row in found.found.hits])


def search(ask: Ask[SearchQuery]) -> Found[ArticleHit]:
    """Search articles by their words: what was found is marked and counted by outlet, month and story."""
    q = ask.query
    return asking.search(
        ask.store,
        SearchAsked(
            words=q.words or "", outlet=q.outlet, story=q.story, about=q.about, since=q.since, until=q.until,
            as_of=q.as_of, newest=q.order == "newest", limit=q.limit, offset=q.offset,
        ),
    )  # fmt: skip


def search_statements(ask: Ask[FoundStatementsQuery]) -> Searched[StatementHit]:
    """Search statements: what was found is marked, and counted by speaker, act, mode, outlet, month and story."""
    q = ask.query
    return searching.search_said(ask.store, _asked(q, q.limit, newest=str(q.order) == "newest"))


def search_figures(ask: Ask[FiguresQuery]) -> Searched[FigureRow]:
    """Search figures, with the words around them, counted by measure, place, outlet and more."""
    return searching.search_counted(ask.store, _things(ask.query, 0))


def search_encounters(ask: Ask[ThingsQuery]) -> Searched[EncounterRow]:
    """Search meetings, with the words around them, counted by type, place, outlet and more."""
    return searching.search_met(ask.store, _things(ask.query, 0))


def first(ask: Ask[FirstQuery]) -> First:
    """Give who printed a quotation first, who copied, cut or paraphrased it, and how its wording drifted."""
    return asking.first(ask.store, ask.query.quote, ask.query.as_of)


def tallies(ask: Ask[TallyQuery]) -> Tally:
    """Give how a count moved: a series for each thing, place and source, with bounds, revisions and flags."""
    return asking.tally(ask.store, tally_asked(ask.query))


def tally_asked(query: TallyQuery) -> TallyAsked:
    """Return the question to tallies."""
    return TallyAsked(**{name: getattr(query, name) for name in TallyAsked.__struct_fields__})


def _asked(query: StatementsQuery, limit: int, *, newest: bool) -> Asked:
    same = {name: getattr(query, name) for name in Asked.__struct_fields__ if name not in ("limit", "newest")}
    return Asked(**same, limit=limit, newest=newest)


def _things(query: ThingsQuery, more: int) -> ThingsAsked:
    asked: dict[str, Any] = {name: getattr(query, name, None) for name in ThingsAsked.__struct_fields__}
    return ThingsAsked(**asked | {"limit": query.limit + more})


def _hits(found: Found[ArticleHit]) -> Rows[msgspec.Struct]:
    return Rows(ArticleHit, found.hits)


def _printings(found: First) -> Rows[Printing]:
    return found.printings


def _statement_hits(found: Searched[StatementHit]) -> Rows[Said]:
    hits = found.found.hits
    return Rows(Said, [Said(hit.statement, found.articles[hit.statement.article]) for hit in hits])


def _figure_hits(found: Searched[FigureRow]) -> Rows[Figured]:
    return Rows(Figured, [Figured(row, found.articles[row.article]) for row in found.found.hits])


def _meeting_hits(found: Searched[EncounterRow]) -> Rows[Met]:
    return Rows(Met, [Met(row, found.articles[row.article]) for row in found.found.hits])


ENDPOINTS = (
    Endpoint(
        path="/statements", tag="What was said", does=statements, answer=Said, query=StatementsQuery, is_list=True,
        feed=True,
    ),
    Endpoint(path="/statements/{statement}", tag="What was said", does=statement, answer=Said),
    Endpoint(
        path="/figures", tag="What was said", does=figures, answer=Figured, query=FiguresQuery, is_list=True, feed=True
    ),
    Endpoint(
        path="/encounters", tag="What was said", does=encounters, answer=Met, query=ThingsQuery, is_list=True,
        feed=True,
    ),
    Endpoint(path="/first", tag="What was said", does=first, answer=First, query=FirstQuery, table=_printings),
    Endpoint(path="/tallies", tag="Tallies", does=tallies, answer=Tally, query=TallyQuery, table=asking.points),
    Endpoint(
        path="/search", tag="Search", does=search, answer=Found[ArticleHit], query=SearchQuery, table=_hits, feed=True
    ),
    Endpoint(
        path="/search/statements", tag="Search", does=search_statements, answer=Searched[StatementHit],
        query=FoundStatementsQuery, table=_statement_hits, feed=True,
    ),
    Endpoint(
        path="/search/figures", tag="Search", does=search_figures, answer=Searched[FigureRow], query=FiguresQuery,
        table=_figure_hits, feed=True,
    ),
    Endpoint(
        path="/search/encounters", tag="Search", does=search_encounters, answer=Searched[EncounterRow],
        query=ThingsQuery, table=_meeting_hits, feed=True,
    ),
)  # fmt: skip
