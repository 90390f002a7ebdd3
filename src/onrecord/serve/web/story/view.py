"""All that the page of a story shows on a day, made once and shown until the story changes."""

from __future__ import annotations

import msgspec

from onrecord.serve import wording
from onrecord.serve.safe import web_address
from onrecord.serve.web import addresses
from onrecord.serve.web.story.around import Around, around
from onrecord.serve.web.story.days import Slider, slider
from onrecord.serve.web.story.entries import Timelines
from onrecord.serve.web.story.known import Known, known, others
from onrecord.serve.web.story.panels import Panel, panels
from onrecord.serve.web.story.stands import Latest, Matrix, latest, matrix
from onrecord.serve.web.story.words import Places, Where, counted, outlet_of
from onrecord.store.rows import ArticleRow, StoryRow
from onrecord.store.store import Store
from onrecord.store.stories import StoryChange, changes, reports
from onrecord.story.background.paragraph import Background, Part
from onrecord.story.clusters.heading import Quoted, summary
from onrecord.story.overview import outlets_of, story_row
from onrecord.story.positions.positions import Positions
from onrecord.story.story import Story

_QUOTED_FROM = 60  # articles that a summary is chosen from, the latest: as story/overview.py

# By what happened, and whether this story is the one it happened to: what is said of it, and what the other is called.
_NOTES = {
    ("merged", True): ("another story was found to be this one.", ""),
    ("merged", False): ("it became part of another story.", ""),
    ("split", True): ("a part of it became", "a story of its own"),
    ("split", False): ("it came out of", "another story"),
    ("moved", True): ("articles of it went to", "another story"),
    ("moved", False): ("articles came to it from", "another story"),
}


class Gathered(msgspec.Struct, frozen=True):
    """What is read of a story once, whatever day is asked for.

    Args:
        row: as it is now.
        story: with the articles of every day.
    """

    row: StoryRow
    story: Story
    changes: tuple[StoryChange, ...]

    @property
    def weight(self) -> int:
        """How many rows it holds in memory."""
        told = self.story.told
        return sum(map(len, (told.articles, told.statements, told.figures, told.encounters, told.positions)))


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of the summary, with where it stands."""

    words: str
    where: Where


class Note(msgspec.Struct, frozen=True):
    """That a story was merged or split; with the address of the other story, where there still is one."""

    says: str
    link: str
    href: str


class Head(msgspec.Struct, frozen=True):
    """The head of the page.

    Args:
        size: articles, independent ones, outlets.
        span: from when to when.
        notes: that it was merged or split.
    """

    title: str
    title_at: str | None
    size: str
    span: str
    summary: tuple[Sentence, ...]
    notes: tuple[Note, ...]


class Copied(msgspec.Struct, frozen=True):
    """The background paragraph: to be read, and to be copied in three forms."""

    parts: tuple[Part, ...]
    text: str
    markdown: str
    html: str


class View(msgspec.Struct, frozen=True):
    """A story's page as it stands, or stood on a day; what depends on the state asked for is cut from it.

    Args:
        newest: ISO time at which its last article was seen.
    """

    number: int
    head: Head
    slider: Slider
    known: tuple[Known, ...]
    latest: tuple[Latest, ...]
    background: Copied
    panels: tuple[Panel, ...]
    stands: Matrix
    around: Around
    newest: str
    positions: Positions
    places: Places
    timelines: Timelines

    def all_stands(self) -> Matrix:
        """Return the matrix with nothing left out."""
        return matrix(self.positions, self.places, whole=True)


def gather(store: Store, number: int) -> Gathered:
    """Read a story; one that was merged into another leads to that.

    Raises:
        NoSuchError: the store has no such story.
    """
    with store.reading() as connection:
        row = story_row(connection, number)
        return Gathered(row, Story.fetch(connection, row.id), tuple(changes(connection, row.id)))


def first_day(gathered: Gathered) -> str:
    """Return the day on which the first article of a story was known."""
    return gathered.story.told.articles[0].known_on


def view(store: Store, gathered: Gathered, day: str | None) -> View:
    """Make what a story's page shows.

    Args:
        day: ISO day as of which, not before the story's first; None for now.
    """
    story = gathered.story if day is None else gathered.story.as_of(day)
    told, row = story.told, gathered.row
    places, positions, found = Places(told, day), story.positions(), story.timeline()
    tally = story.tallies()
    return View(
        number=row.id,
        head=_head(store, gathered, told.articles, day),
        slider=slider(row.first_on, row.last_on, day),
        known=known(tally, others(told, places), places),
        latest=latest(positions, places),
        background=_copied(story.background()),
        panels=panels(tally, places),
        stands=matrix(positions, places),
        around=around(found.entries, outlets_of(told.articles), story.checks(), places),
        newest=max(article.first_seen for article in told.articles),
        positions=positions,
        places=places,
        timelines=Timelines(found, places),
    )


def _head(store: Store, gathered: Gathered, told: tuple[ArticleRow, ...], day: str | None) -> Head:
    title, at = _title(gathered.row, told)
    return Head(
        title=title or "(no title)",
        title_at=None if at is None else addresses.article(at, as_of=day),
        size=_size(told),
        span=span(told[0].known_on, told[-1].known_on),
        summary=tuple(_summary(store, told, day)),
        notes=tuple(_note(change, gathered.row.id) for change in gathered.changes if not day or change.known_on <= day),
    )


def _title(row: StoryRow, told: tuple[ArticleRow, ...]) -> tuple[str | None, int | None]:
    """Return the headline, and the article it is quoted from; where that was not known yet, the latest that was."""
    if row.title is not None and any(article.id == row.title_article for article in told):
        return row.title, row.title_article
    return next(((a.title, a.id) for a in reversed(told) if a.title and a.voice == a.id), (None, None))


def _size(told: tuple[ArticleRow, ...]) -> str:
    outlets = {article.outlet for article in told if article.outlet}
    parts = [counted(len(told), "article"), f"{len({article.voice for article in told})} independent"]
    return " · ".join([*parts, counted(len(outlets), "outlet")] if outlets else parts)


def span(first: str, last: str) -> str:
    """Return from when to when, in words: “Wed 1 May to Fri 3 May 2024”."""
    return wording.day(last) if first == last else f"{wording.day(first, last)} to {wording.day(last)}"


def _summary(store: Store, told: tuple[ArticleRow, ...], day: str | None) -> list[Sentence]:
    with store.reading() as connection:
        quoted = reports(connection, [article.id for article in told[-_QUOTED_FROM:]])
    rows = {article.id: article for article in told}
    chosen = summary(list(quoted.values()), {article.id: article.voice for article in told})
    return [_sentence(one, rows[one.article], day) for one in chosen]


def _sentence(quoted: Quoted, article: ArticleRow, day: str | None) -> Sentence:
    href = addresses.article(quoted.article, as_of=day)
    return Sentence(quoted.words, Where(outlet_of(article), article.known_on, href, article.title))


def _note(change: StoryChange, here: int) -> Note:
    other = change.other if change.story == here else change.story
    says, link = _NOTES[change.change, change.story == here]
    href = "" if change.change == "merged" else addresses.story(other)
    return Note(f"{wording.day(change.known_on)}: {says}", link, href)


def _copied(found: Background) -> Copied:
    parts: list[Part] = []
    for clause in found.clauses:
        parts += [*clause.parts, Part("joining", " ")]
    safe = tuple(msgspec.structs.replace(p, url=web_address(p.url)) for p in parts)
    return Copied(safe, found.text(), found.markdown(), found.html())
