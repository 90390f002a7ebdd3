"""The figures that a tally is made of, with what is needed to place them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, or_, select

from onrecord.record import Span
from onrecord.store import schema
from onrecord.store.mending.rows import corrected
from onrecord.store.rows import ActorName, ArticleRow, Corrected, FigureRow
from onrecord.store.voices import Voices
from onrecord.store.who import chunks, ids, named, names

# The measure of numbers whose words do not say that they are a toll.
COUNT = "count"
# Code points from a text's beginning in which an article says where it is.
LEAD = 600
# Code points of text before and behind a figure.
AROUND = 200

_F, _A, _S = schema.FIGURES.c, schema.ARTICLES.c, schema.STATEMENTS.c
# A third of all figures are counts: the index of articles, or of changes, is the one to be taken.
_IS_COUNT = func.coalesce(_F.measure, "") == COUNT
_CHANGES = ("former", "revised")


class FigureAsked(msgspec.Struct, frozen=True):
    """Which figures a tally is asked of.

    Args:
        measures: ``killed``, ``injured`` …
        place: only of articles that name it: for a figure, in the headline, the lead, or in the name of an actor.
        story: only of this story's articles.
        since: only of articles known on this day or later; ``until`` on this day or before.
    """

    measures: tuple[str, ...]
    place: str | None = None
    story: int | None = None
    since: str | None = None
    until: str | None = None


class FigureTold(msgspec.Struct, frozen=True):
    """A figure with its article and its statement.

    Args:
        said_on: the day its statement was said, where the text says it.
        relays: ids of the actors through whom the statement came.
        teller: id in the article of who makes the statement.
        voice_of: the words that name the statement's source.
        before: text before the figure; ``after`` text behind it.
    """

    figure: FigureRow
    article: ArticleRow
    said_on: str | None = None
    relays: tuple[int, ...] = ()
    teller: int | None = None
    voice_of: str | None = None
    before: str = ""
    after: str = ""


def figures_told(connection: Connection, asked: FigureAsked) -> list[FigureTold]:
    """Return the figures that are asked for, in the order in which their articles were known.

    With them come the plain counts of their articles (``count``), and bare numbers of any article that are told as
    taken back: what those count may be told by other articles alone.
    """
    rows = _rows(connection, asked)
    chains = {row.id: ids(row.chain) for row in rows}
    who = names(connection, [actor for chain in chains.values() for actor in chain])
    relays = _relays(connection, {row.statement for row in rows if row.statement is not None})
    voices = Voices(connection, (row.article for row in rows))
    mended = [row.id for row in rows if row.mended is not None]
    hands = corrected(connection, "figure", mended) if mended else {}
    told = (_told(row, named(who, chains[row.id]), relays.get(row.statement, ()), voices) for row in rows)
    return [_with(one, hands[one.figure.id]) if one.figure.id in hands else one for one in told]


def _rows(connection: Connection, asked: FigureAsked) -> list[Row[Any]]:
    rows = connection.execute(_query(asked).where(_F.measure.in_(asked.measures))).all()
    found = {row.id: row for row in rows}
    if rows:
        for batch in chunks(sorted({row.article for row in rows})):
            found |= {
                row.id: row
                for row in connection.execute(_query(asked).where(_F.article.in_(batch), _F.measure == COUNT))
            }
        bare = _query(asked).where(_F.change.in_(_CHANGES), _F.what.is_(None), _F.unit.is_(None), _IS_COUNT)
        found |= {row.id: row for row in connection.execute(bare)}
    return sorted(found.values(), key=lambda row: (row.known_on, row.article, row.id))


def _with(told: FigureTold, hands: tuple[Corrected, ...]) -> FigureTold:
    return msgspec.structs.replace(told, figure=msgspec.structs.replace(told.figure, corrected=hands))


def _query(asked: FigureAsked) -> Select[Any]:
    stories = schema.STORY_ARTICLES.c
    joined = (
        schema.FIGURES.join(schema.ARTICLES, _A.id == _F.article)
        .outerjoin(schema.STATEMENTS, _S.id == _F.statement)
        .outerjoin(schema.STORY_ARTICLES, stories.article == _F.article)
    )
    article = (_A.url, _A.outlet, _A.agency, _A.title, _A.published, _A.known_on, _A.first_seen)
    return (
        select(schema.FIGURES, *article, _S.said_on, _S.source.label("voice_of"), _S.speaker, stories.story, *_around())
        .select_from(joined)
        .where(*_conditions(asked, stories.story))
    )


def _around() -> tuple[ColumnElement[str], ColumnElement[str]]:
    far = _F.start > AROUND
    first = case((far, _F.start - AROUND + 1), else_=1)
    length = case((far, AROUND), else_=_F.start)
    before = func.substr(_A.text, first, length).label("before")
    return before, func.substr(_A.text, _F.end + 1, AROUND).label("after")


def _conditions(asked: FigureAsked, story: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
    if asked.since is not None:
        yield _A.known_on >= asked.since
    if asked.until is not None:
        yield _A.known_on <= asked.until
    if asked.story is not None:
        yield story == asked.story
    if asked.place is not None:
        figures, actors = schema.FIGURES.alias(), schema.ARTICLE_ACTORS.c
        here = figures.c.place.icontains(asked.place, autoescape=True) & (figures.c.article == _A.id)
        named = actors.name.icontains(asked.place, autoescape=True) & (actors.article == _A.id)
        yield or_(
            _A.title.icontains(asked.place, autoescape=True),
            func.substr(_A.text, 1, LEAD).icontains(asked.place, autoescape=True),
            select(figures.c.id).where(here).exists(),
            select(actors.id).where(named).exists(),
        )


def _relays(connection: Connection, statements: Iterable[int]) -> dict[int, tuple[int, ...]]:
    hands, own = schema.HANDS.c, schema.ARTICLE_ACTORS.c
    joined = schema.HANDS.join(schema.ARTICLE_ACTORS, own.id == hands.actor)
    out: dict[int, tuple[int, ...]] = {}
    for batch in chunks(sorted(statements)):
        query = select(hands.statement, own.id, own.actor).select_from(joined)
        here = hands.statement.in_(batch) & (hands.part == "relay")
        for row in connection.execute(query.where(here).order_by(hands.statement, hands.place)):
            out[row.statement] = (*out.get(row.statement, ()), -row.id if row.actor is None else row.actor)
    return out


def _told(row: Row[Any], chain: Sequence[ActorName], relays: tuple[int, ...], voices: Voices) -> FigureTold:
    same = (
        "id article key words low high approx measure what unit currency place period_from period_to as_of cumulative "
        "statement part_of confidence change"
    ).split()
    voice = voices.of(row.article, row.start, row.end)
    fields = {name: getattr(row, name) for name in same}
    figure = FigureRow(
        **fields, span=Span(row.start, row.end), source=chain[0] if chain else None, chain=tuple(chain), voice=voice
    )
    article = ArticleRow(
        row.article, row.url, row.outlet, row.agency, row.title, row.published, row.known_on, row.first_seen,
        voices.of(row.article), row.story,
    )  # fmt: skip
    return FigureTold(
        figure, article, row.said_on, relays, row.speaker, row.voice_of, row.before or "", row.after or ""
    )
