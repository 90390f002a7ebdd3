"""A feed of any search: Atom (RFC 4287), an entry for each statement, figure, encounter, position or article."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

import msgspec

from onrecord._version import __version__
from onrecord.errors import UsageError
from onrecord.export.heading import Heading
from onrecord.export.inert import plain, web_address
from onrecord.export.mended import mended
from onrecord.export.names import name_of_article, name_of_item, urn
from onrecord.export.rows import Figured, Met, Stood
from onrecord.export.times import moment
from onrecord.store.rows import ArticleRow, EncounterRow, FigureRow, PositionRow, Said, StatementRow

_NOBODY = "somebody"
_LONGEST_TITLE = 120  # code points, so that readers' lists stay lists
# Atom wants a time of each entry; a day before all news says plainly that there is none.
_NEVER = "1970-01-01T00:00:00Z"


class _Hit(Protocol):
    """An article that a search found; its own type would bring the database along."""

    @property
    def article(self) -> ArticleRow: ...
    @property
    def words(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Entry:
    """What an entry says.

    Args:
        name: its IRI.
        who: names of its authors.
        terms: its categories, each with what it is a category of.
    """

    name: str
    article: ArticleRow
    title: str
    content: str
    who: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()


def pieces(rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], heading: Heading) -> Iterator[bytes]:
    """Yield a feed of rows, an entry at a time.

    Args:
        kind: ``Said``, ``ArticleRow``, ``ArticleHit``, ``Figured``, ``Met`` or ``Stood``.
        heading: ``made_at`` is when a feed without entries was updated; others were when their first entry was, which
            is the newest in a feed that gives the newest first.

    Raises:
        UsageError: rows of this kind are nothing to follow.
    """
    entry = _entry_of(kind)
    entries = _apart(map(entry, rows))
    first = next(entries, None)
    updated = _updated(first.article) if first else moment(heading.made_at) or _NEVER
    yield _head(heading, updated)
    for one in chain([first] if first else [], entries):
        yield _entry(one)
    yield b"</feed>\n"


def _apart(entries: Iterable[_Entry]) -> Iterator[_Entry]:
    """Give each entry an IRI of its own; two of one article may say the same in the same surroundings."""
    article, seen = None, Counter[str]()
    for one in entries:
        if one.article.id != article:
            article, seen = one.article.id, Counter()
        again = seen[one.name]
        seen[one.name] += 1
        yield dataclasses.replace(one, name=urn(one.name, str(again))) if again else one


def _head(heading: Heading, updated: str) -> bytes:
    links = [("self", web_address(heading.address)), ("alternate", web_address(heading.page))]
    name = web_address(heading.address) or urn("feed", heading.title)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{_words(name)}</id>",
        f"<title>{_words(heading.title)}</title>",
        f"<updated>{updated}</updated>",
        *(f"<link rel={quoteattr(rel)} href={quoteattr(to)}/>" for rel, to in links if to),
        # RFC 4287, 4.1.1: a feed has an author, or each of its entries has.
        "<author><name>onrecord</name></author>",
        f'<generator version="{__version__}">onrecord</generator>',
    ]
    return ("\n".join(lines) + "\n").encode()


def _entry(one: _Entry) -> bytes:
    article = one.article
    published, link = moment(article.published), web_address(article.url)
    lines = [
        "<entry>",
        f"<id>{_words(one.name)}</id>",
        f"<title>{_words(_short(one.title))}</title>",
        f"<updated>{_updated(article)}</updated>",
        *([f"<published>{published}</published>"] if published else []),
        *(f"<author><name>{_words(who)}</name></author>" for who in one.who if plain(who).strip()),
        *([f'<link rel="alternate" type="text/html" href={quoteattr(link)}/>'] if link else []),
        *(f"<category term={_attribute(f'{of}:{term}')} label={_attribute(term)}/>" for of, term in _terms(one)),
        f'<content type="text">{_words(one.content)}</content>',
        "</entry>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _updated(article: ArticleRow) -> str:
    return moment(article.published) or moment(article.first_seen) or moment(article.known_on) or _NEVER


# ---- entries of each kind -------------------------------------------------------------------------------------------


def _said(row: Said) -> _Entry:
    said, article = row.statement, row.article
    speaker = said.speaker.name if said.speaker else said.source
    verb = said.cue or said.act
    relays = f" (through {', '.join(relay.name for relay in said.relays)})" if said.relays else ""
    to = f" to {', '.join(to.name for to in said.addressees)}" if said.addressees else ""
    words = said.words or f"{verb}: no words of it"
    event = (("plover", said.event),) if said.event else ()
    terms = (("act", said.act), ("mode", said.mode), ("grade", said.grade), *event)
    content = f"{speaker or _NOBODY}{relays} {verb}{to}: {words}{_where(article, said)}"
    name, who = name_of_item(article, "statement", said.key), (speaker,) if speaker else ()
    return _Entry(name, article, f"{speaker or _NOBODY}: {words}", content, who, terms)


def _figured(row: Figured) -> _Entry:
    figure, article = row.figure, row.article
    by = " from ".join(actor.name for actor in figure.chain) or (figure.source.name if figure.source else None)
    where = f" in {figure.place}" if figure.place and figure.place not in figure.words else ""
    title = f"{figure.measure}: {figure.words}{where}{f', {by}' if by else ''}"
    terms = (("measure", figure.measure),)
    return _Entry(
        name_of_item(article, "figure", figure.key), article, title, title + _where(article, figure),
        (figure.source.name,) if figure.source else (), terms,
    )  # fmt: skip


def _met(row: Met) -> _Entry:
    met, article = row.encounter, row.article
    who = " and ".join(actor.name for actor in met.participants) or _NOBODY
    title = (
        f"{met.type}, {met.status}: {who}{f' in {met.place}' if met.place else ''}{f', {met.date}' if met.date else ''}"
    )
    terms = (("encounter", met.type), ("status", met.status))
    name, content = name_of_item(article, "encounter", met.key), f"{met.words}{_where(article, met)}"
    return _Entry(name, article, title, content, (), terms)


def _stood(row: Stood) -> _Entry:
    stood, article = row.position, row.article
    holder = stood.holder.name if stood.holder else _NOBODY
    terms = (("stance", stood.stance), ("change", stood.change))
    return _Entry(
        name_of_item(article, "position", stood.key), article, f"{holder}: {stood.stance}, {stood.issue}",
        f"{stood.words}{_where(article, stood)}", (holder,) if stood.holder else (), terms,
    )  # fmt: skip


def _article(row: ArticleRow) -> _Entry:
    title = row.title or row.url or "an article without a title"
    return _Entry(name_of_article(row), row, title, title, (row.outlet,) if row.outlet else ())


def _hit(row: _Hit) -> _Entry:
    return dataclasses.replace(_article(row.article), content=row.words)


_ENTRIES: dict[str, Callable[..., _Entry]] = {
    "Said": _said,
    "Figured": _figured,
    "Met": _met,
    "Stood": _stood,
    "ArticleRow": _article,
    "ArticleHit": _hit,
}


def _entry_of(kind: type[msgspec.Struct]) -> Callable[..., _Entry]:
    if kind.__name__ not in _ENTRIES:
        raise UsageError(f"a feed is made of articles and what they say, not of rows of {kind.__name__}")
    return _ENTRIES[kind.__name__]


def _where(article: ArticleRow, row: StatementRow | FigureRow | EncounterRow | PositionRow) -> str:
    """Say where a row stood and when, and what users corrected in it."""
    where, by_hand = ", ".join(part for part in (article.outlet, article.known_on) if part), mended(row.corrected)
    return (f" ({where})" if where else "") + (f" [{by_hand}]" if by_hand else "")


def _terms(one: _Entry) -> tuple[tuple[str, str], ...]:
    return (*one.terms, ("outlet", one.article.outlet)) if one.article.outlet else one.terms


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"


def _words(words: str) -> str:
    return escape(plain(words))


def _attribute(words: str) -> str:
    return quoteattr(plain(words))
