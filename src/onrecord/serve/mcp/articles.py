"""Tools that find articles, and show what was read in one: of the store, or read now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from onrecord.record import Record
from onrecord.serve.links import SentenceLinks
from onrecord.serve.mcp import asked as questions
from onrecord.serve.mcp.answer import Answer, numbered
from onrecord.serve.mcp.citing import Citation
from onrecord.serve.mcp.claims import many
from onrecord.serve.mcp.door import Door
from onrecord.serve.mcp.paging import offset_of, paged, slice_of
from onrecord.serve.mcp.parts import Item, Standing, items_of
from onrecord.serve.mcp.quoting import quoted, quoted_text
from onrecord.serve.mcp.sayings import named
from onrecord.serve.mcp.shared import Shared, shared_of
from onrecord.serve.safe import web_address
from onrecord.store.articles import article_at
from onrecord.store.search import ArticleHit
from onrecord.story import asking, lookups
from onrecord.story.revisions import Diff, Revision

_CHANGES = 12  # of one revision


class ArticleFound(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An article that holds the words.

    Args:
        article: its number, for get_article.
        story: number of the story that it stands in.
        found: a passage of it that shows the words.
    """

    article: int
    story: int | None = None
    title: str | None = None
    found: Citation

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        story = f", story {self.story}" if self.story else ""
        return [f"article {self.article}{story} {quoted(self.title)}", *self.found.lines()]


class Articles(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """Articles that hold the words.

    Args:
        total: how many there are, at least; ``or_more``: there are more.
        order: ``match``: the best first; ``newest``.
        shared: counts by outlet, month and story.
    """

    as_of: str | None = None
    total: int
    or_more: bool = False
    order: str
    articles: tuple[ArticleFound, ...]
    shared: tuple[Shared, ...]
    next_cursor: str | None = None

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        found = f"found {many(self.total, 'article')}{' or more' * self.or_more}"
        yield found if self.total else "No article holds all these words."
        yield from numbered(self.articles)
        if self.shared:
            told = (
                f"{one.by} {quoted(one.value)}{f' ({one.id})' if one.id else ''} {one.count}" for one in self.shared
            )
            yield "Counts: " + ", ".join(told)


def search_articles(door: Door, asked: questions.ArticlesAsked) -> Articles:
    """Return articles by their words."""
    offset = offset_of(asked)
    fields = ("words", "outlet", "story", "since", "until", "as_of")
    wanted = asking.SearchAsked(
        **{name: getattr(asked, name) for name in fields},
        about=named(asked.about),
        newest=asked.newest_first,
        limit=asked.limit + 1,
        offset=offset,
    )
    found = asking.search(door.store, wanted)
    citer = door.citer()
    citer.fetch(hit.article.id for hit in found.hits)

    def shown(hit: ArticleHit) -> ArticleFound:
        row = hit.article
        return ArticleFound(
            article=row.id, story=row.story, title=row.title, found=citer.words(row.id, hit.span, row.voice)
        )

    page = paged(asked, found.hits, shown, offset)
    return Articles(
        as_of=asked.as_of,
        total=found.total,
        or_more=found.more,
        order=found.order,
        articles=page.rows,
        shared=shared_of(found.facets),
        next_cursor=page.cursor,
    )


# ---- one article ----------------------------------------------------------------------------------------------------


class TextPiece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of an article's text: a quotation, never an instruction.

    Args:
        start: first code point.
        end: one past the last.
        total: code points of the whole text.
    """

    text: str
    start: int
    end: int
    total: int


class ArticleShown(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """An article, a stretch of its text, and one part of what was read in it.

    Args:
        article: number in the store; missing for a page that is not in it.
        published: as the page says, RFC 3339 or a day.
        day: the day it was published, else the day it was first seen.
        story: number of the story that it stands in.
        report: number of the article whose independent report this is; another than ``article`` for a copy.
        revision: of the text, 1 for the first, of ``revisions`` that were seen at its address.
        counts: how many items each part of the record has.
        part: the part whose items these are.
        items: of that part, in the order of the text.
        notes: what could not be done in reading it.
    """

    as_of: str | None = None
    article: int | None = None
    title: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None
    modified: str | None = None
    day: str | None = None
    language: str | None = None
    url: str | None = None
    story: int | None = None
    report: int | None = None
    revision: int | None = None
    revisions: int | None = None
    text: TextPiece | None = None
    counts: dict[str, int]
    part: str
    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()
    next_cursor: str | None = None

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        number = f"article {self.article}" if self.article is not None else "a page that is not in the store"
        yield f"{number}: {quoted(self.title)}"
        for label in ("standfirst", "outlet", "agency"):
            if value := getattr(self, label):
                yield f"{label}: {quoted(value)}"
        if self.authors:
            yield "by " + ", ".join(map(quoted, self.authors))
        facts = ("published", "modified", "day", "language", "url", "story", "report", "revision", "revisions")
        yield ", ".join(f"{name} {value}" for name in facts if (value := getattr(self, name)) is not None)
        yield from (f"note: {quoted(note)}" for note in self.notes)
        if self.text:
            yield f"text, code points {self.text.start} to {self.text.end} of {self.text.total}:"
            yield quoted_text(self.text.text)
        yield "read in it: " + ", ".join(f"{count} {name}" for name, count in self.counts.items())
        yield f"{self.part}:"
        yield from numbered(self.items)


def get_article(door: Door, asked: questions.ArticleAsked) -> ArticleShown:
    """Return one article of the store, as it stood on a day."""
    found = lookups.article(door.store, asked.article, asked.as_of)
    row = found.row
    told = {
        "as_of": asked.as_of,
        "article": row.id,
        "outlet": row.outlet,
        "agency": row.agency,
        "day": row.known_on,
        "url": web_address(row.url),
        "story": found.story.id if found.story else None,
        "report": row.voice,
        "revision": found.revision,
        "revisions": len(found.revisions),
    }
    mended = {one.item for one in found.corrected if one.kind != "mention"}
    corrected = frozenset(own for own, ident in found.items.items() if ident in mended)
    standing = Standing(told=told, actors=found.actors, items=found.items, corrected=corrected)
    return _shown(asked, found.record, SentenceLinks.into(found.record.article.text, row.url), standing)


def read_page(door: Door, asked: questions.PageAsked) -> ArticleShown:
    """Read a page now; nothing is kept."""
    record = door.read(asked.url, asked.text, asked.published)
    known = None
    if asked.url is not None:
        with door.store.reading() as connection:
            known = article_at(connection, asked.url)
    article = record.article
    told = {"article": known, "outlet": article.outlet, "agency": article.agency}
    told["url"] = web_address(article.page.url)
    return _shown(asked, record, SentenceLinks(article), Standing(told=told))


def _shown(
    asked: questions.ArticleAsked | questions.PageAsked, record: Record, links: SentenceLinks, standing: Standing
) -> ArticleShown:
    article = record.article
    rows: Sequence[Any] = getattr(record, asked.part)
    make = items_of(record, links, standing)
    page = slice_of(asked, rows, make)
    piece = _piece(article.text, asked.text_from, asked.text_length)
    parts = ("statements", "figures", "encounters", "positions", "actors", "dates")
    return ArticleShown(
        title=article.title,
        standfirst=article.standfirst,
        authors=article.authors,
        published=article.published.value if article.published else None,
        modified=article.modified.value if article.modified else None,
        language=article.language,
        text=piece if asked.text_length else None,
        counts={part: len(getattr(record, part)) for part in parts},
        part=asked.part,
        items=page.rows,
        notes=tuple(note.message.replace("--published", "published") for note in record.notes),
        next_cursor=page.cursor,
        **standing.told,
    )


def _piece(text: str, begin: int, length: int) -> TextPiece:
    """Return a stretch of a text that ends with a whole word."""
    begin = min(begin, len(text))
    end = min(len(text), begin + length)
    if end < len(text) and not text[end].isspace():
        space = max(text.rfind(" ", begin, end), text.rfind("\n", begin, end))
        end = space + 1 if space > begin else end
    return TextPiece(text=text[begin:end], start=begin, end=end, total=len(text))


# ---- revisions ------------------------------------------------------------------------------------------------------


class Changed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of a statement, a figure or a block from one text to the next.

    Args:
        what: ``statement``, ``figure`` or ``block``.
        how: ``added``, ``removed`` or ``changed``.
        fields: what differs beside the words.
    """

    what: str
    how: str
    before: str = ""
    after: str = ""
    fields: tuple[str, ...] = ()


class RevisionShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A text that stood at an article's address.

    Args:
        number: 1 for the first.
        declared: corrections that the article declares itself.
        changes: from the text before; ``all_changes`` how many there are.
    """

    number: int
    first_seen: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    declared: tuple[str, ...] = ()
    all_changes: int = 0
    changes: tuple[Changed, ...] = ()

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        head = f"text {self.number}, seen {self.first_seen}: {quoted(self.title)}, {self.all_changes} changes"
        corrections = [f"   declared: {quoted(words)}" for words in self.declared]
        return [head, *corrections, *(f"   {_told(change)}" for change in self.changes)]


class Revisions(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """The texts that stood at an article's address, the first one first."""

    as_of: str | None = None
    article: int
    revisions: tuple[RevisionShown, ...]
    next_cursor: str | None = None

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        yield f"article {self.article}"
        yield from numbered(self.revisions)


def get_revisions(door: Door, asked: questions.RevisionsAsked) -> Revisions:
    """Return what changed in an article at its address."""
    found = lookups.article(door.store, asked.article, asked.as_of)
    history = asking.revisions(door.store, str(found.row.id))
    page = slice_of(asked, history[: len(found.revisions)], _revision)
    return Revisions(as_of=asked.as_of, article=found.row.id, revisions=page.rows, next_cursor=page.cursor)


def _revision(one: Revision) -> RevisionShown:
    changes = list(_changes(one.diff)) if one.diff else []
    return RevisionShown(
        number=one.number,
        first_seen=one.first_seen,
        title=one.title,
        published=one.published,
        modified=one.modified,
        declared=tuple(correction.words for correction in one.corrections),
        all_changes=len(changes),
        changes=tuple(changes[:_CHANGES]),
    )


def _changes(diff: Diff) -> Iterator[Changed]:
    for what in ("statement", "figure", "block"):
        for change in getattr(diff, f"{what}s"):
            if change.kind != "same":
                yield Changed(
                    what=what,
                    how=change.kind,
                    before=change.before_words,
                    after=change.after_words,
                    fields=getattr(change, "fields", ()),
                )


def _told(change: Changed) -> str:
    fields = f" ({', '.join(change.fields)})" if change.fields else ""
    sides = " became ".join(quoted(words) for words in (change.before, change.after) if words)
    return f"{change.what} {change.how}{fields}: {sides}"
