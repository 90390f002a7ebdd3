"""Stories over HTTP: which there are, and the views of one."""

from __future__ import annotations

import msgspec

from onrecord.serve.api.asked import AsOfAsked, StoriesQuery, StoryList, TimelineQuery
from onrecord.serve.api.endpoint import Ask, Endpoint, of_story
from onrecord.store.articles import articles as article_rows
from onrecord.store.frames import Rows
from onrecord.store.rows import ArticleRow, StoryRow
from onrecord.store.wanted import Wanted
from onrecord.story import asking
from onrecord.story.asking import Stance
from onrecord.story.background.paragraph import Background
from onrecord.story.checks import Finding
from onrecord.story.overview import Overview, story_row
from onrecord.story.positions.positions import Positions
from onrecord.story.tally import Tally
from onrecord.story.timeline.entries import Entry


class Paragraph(msgspec.Struct, frozen=True):
    """The background paragraph, clause by clause and as a whole.

    Args:
        text: plain; ``markdown`` and ``html`` with links to the sources.
    """

    background: Background
    text: str
    markdown: str
    html: str


def stories(ask: Ask[StoriesQuery]) -> Rows[StoryRow]:
    """List stories, those that moved last first."""
    q = ask.query
    return asking.stories(
        ask.store,
        asking.StoriesAsked(
            words=q.words, about=q.about, outlet=q.outlet, since=q.since, as_of=q.as_of, least=q.least,
            limit=q.limit + 1, offset=q.offset,
        ),
    )  # fmt: skip


def story(ask: Ask[AsOfAsked]) -> Overview:
    """Give a story at a glance: what is known, who stands where, key events, what to check, who tells it."""
    return asking.overview(ask.store, ask.number, ask.query.as_of)


def timeline(ask: Ask[TimelineQuery]) -> Rows[Entry]:
    """List what was said, who met and what was counted, by day, each once with all that tell it."""
    q = ask.query
    found = ask.story(q.as_of).timeline(newest_first=q.order == "newest", since=q.since)
    entries = [e for e in found.entries if (e.is_key or not q.key) and q.kind in (None, e.kind)]
    return Rows(Entry, entries[q.offset : q.offset + q.limit + 1])


def positions(ask: Ask[AsOfAsked]) -> Positions:
    """Give where each party stands on each issue, and how that came."""
    return ask.story(ask.query.as_of).positions()


def _stands(found: Positions) -> Rows[Stance]:
    return asking.stands(found)


def tallies(ask: Ask[AsOfAsked]) -> Tally:
    """Give how the counts of a story moved, source by source."""
    return ask.story(ask.query.as_of).tallies()


def background(ask: Ask[AsOfAsked]) -> Paragraph:
    """Give the paragraph that is written again every day, each clause with its sources."""
    found = ask.story(ask.query.as_of).background()
    return Paragraph(found, found.text(), found.markdown(), found.html())


def checks(ask: Ask[StoryList]) -> Rows[Finding]:
    """List what contradicts itself, and what hangs by one relay or one voice."""
    q = ask.query
    found = ask.story(q.as_of).checks()
    return Rows(Finding, found[q.offset : q.offset + q.limit + 1])


def articles(ask: Ask[StoryList]) -> Rows[ArticleRow]:
    """List the articles of a story, the newest first."""
    q = ask.query
    day = asking.checked_day(q.as_of)
    with ask.store.reading() as connection:
        ident = story_row(connection, ask.number, day).id
        wanted = Wanted(story=ident, as_of=day, newest=True, limit=q.limit + 1, offset=q.offset)
        return Rows(ArticleRow, article_rows(connection, wanted))


ENDPOINTS = (
    Endpoint(path="/stories", tag="Stories", does=stories, answer=StoryRow, query=StoriesQuery, is_list=True),
    Endpoint(path="/stories/{story}", tag="Stories", does=story, answer=Overview, query=AsOfAsked, revision=of_story),
    Endpoint(
        path="/stories/{story}/timeline", tag="Stories", does=timeline, answer=Entry, query=TimelineQuery,
        is_list=True, revision=of_story,
    ),
    Endpoint(
        path="/stories/{story}/positions", tag="Stories", does=positions, answer=Positions, query=AsOfAsked,
        table=_stands, revision=of_story,
    ),
    Endpoint(
        path="/stories/{story}/tallies", tag="Stories", does=tallies, answer=Tally, query=AsOfAsked,
        table=asking.points, revision=of_story,
    ),
    Endpoint(
        path="/stories/{story}/background", tag="Stories", does=background, answer=Paragraph, query=AsOfAsked,
        revision=of_story,
    ),
    Endpoint(
        path="/stories/{story}/checks", tag="Stories", does=checks, answer=Finding, query=StoryList, is_list=True,
        revision=of_story,
    ),
    Endpoint(
        path="/stories/{story}/articles", tag="Stories", does=articles, answer=ArticleRow, query=StoryList,
        is_list=True, feed=True, revision=of_story,
    ),
)  # fmt: skip
