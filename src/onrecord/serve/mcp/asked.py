"""What each tool takes. The docstrings and descriptions are what agents read: they go into the tools' schemas."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from onrecord.record.statement import Act, Grade, Mode

_DATE = {"examples": ["2024-05-01"]}
MOST_ROWS = 50
LARGEST = 2**53 - 1  # what every program reads in JSON as a whole number

AsOf = Annotated[
    str | None,
    Meta(
        description="Answer as of the end of this day, YYYY-MM-DD: only from what had been published by then.",
        extra_json_schema=_DATE,
    ),
]
Since = Annotated[
    str | None,
    Meta(description="First day, YYYY-MM-DD, on which the article was known.", extra_json_schema=_DATE),
]
Until = Annotated[
    str | None,
    Meta(description="Last day, YYYY-MM-DD, on which the article was known.", extra_json_schema=_DATE),
]
Limit = Annotated[int, Meta(ge=1, le=MOST_ROWS, description="Rows at most.")]
Cursor = Annotated[
    str | None,
    Meta(description="`next_cursor` of the last answer, with all other arguments the same: gives what follows."),
]
Words = Annotated[
    str,
    Meta(description='Plain words, all of which must be there; "a phrase" in double quotes, -without, begin*.'),
]
Number = Annotated[int, Meta(ge=0, le=LARGEST)]
Who = Annotated[
    Number | str | None,
    Meta(description="An actor: a name, or the number (`id`) that answers and find_actors give."),
]
Story = Annotated[int, Meta(ge=1, le=LARGEST, description="Number of a story, as list_stories and articles give it.")]
StoryOrNone = Annotated[Number | None, Meta(description="Number of a story: from its articles alone.")]
ArticleNamed = Annotated[Number | str, Meta(description="Number of an article of the store, or its URL.")]


class _Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question."""


class StatementsAsked(_Asked, frozen=True, kw_only=True):
    """Which statements; what is left out filters nothing.

    Args:
        words: of what was said or of how the source is named.
        by: who said it.
        to: to whom it was said.
        mode: ``deny`` for denials, ``decline`` for refusals to comment, ``ask`` for questions.
        grade: how the source is named.
        outlet: exact name of the outlet that printed it.
        min_confidence: 0 to 1; of the statements at 0.9 about nine in ten are read right.
        order: ``match``: what fits the words best first, which is how words are answered unless you say otherwise.
    """

    words: Words | None = None
    by: Who = None
    to: Who = None
    act: Act | None = None
    mode: Mode | None = None
    grade: Grade | None = None
    outlet: str | None = None
    story: StoryOrNone = None
    since: Since = None
    until: Until = None
    as_of: AsOf = None
    min_confidence: Annotated[float, Meta(ge=0, le=1)] = 0.0
    order: Literal["match", "newest", "oldest"] | None = None
    limit: Limit = 10
    cursor: Cursor = None


class ArticlesAsked(_Asked, frozen=True, kw_only=True):
    """Which articles.

    Args:
        words: of their titles and texts.
        about: an actor that they name.
        outlet: exact name.
        newest_first: else the best match comes first.
    """

    words: Words
    about: Who = None
    outlet: str | None = None
    story: StoryOrNone = None
    since: Since = None
    until: Until = None
    as_of: AsOf = None
    newest_first: bool = False
    limit: Limit = 10
    cursor: Cursor = None


class StoriesAsked(_Asked, frozen=True, kw_only=True):
    """Which stories; without any filter, those that moved last.

    Args:
        words: that one of their articles holds.
        about: an actor that one of their articles names.
        outlet: exact name of an outlet that tells them.
        since: stories that moved on that day or later.
        least: articles that they hold at least.
    """

    words: Words | None = None
    about: Who = None
    outlet: str | None = None
    since: Since = None
    as_of: AsOf = None
    least: Number = 1
    limit: Limit = 10
    cursor: Cursor = None


class FiguresAsked(_Asked, frozen=True, kw_only=True):
    """Which figures; what is left out filters nothing.

    Args:
        words: that stand in what tells the figure.
        by: on whose word it stands.
        measure: ``killed``, ``injured``, ``money``, ``percent``, ``votes``, ``count`` … ``shared`` of an answer lists
            those there are.
        low: figures that may be as much, or more.
        high: figures that may be as much, or less.
        place: of which; upper and lower case are the same.
        outlet: exact name.
    """

    words: str | None = None
    by: Who = None
    measure: str | None = None
    low: float | None = None
    high: float | None = None
    place: str | None = None
    outlet: str | None = None
    story: StoryOrNone = None
    since: Since = None
    until: Until = None
    as_of: AsOf = None
    limit: Limit = 10
    cursor: Cursor = None


class EncountersAsked(_Asked, frozen=True, kw_only=True):
    """Which meetings, visits, calls, talks, conferences and hearings; what is left out filters nothing.

    Args:
        words: that stand in what tells of it.
        by: who takes part or hosts.
        place: where; upper and lower case are the same.
        outlet: exact name.
    """

    words: str | None = None
    by: Who = None
    place: str | None = None
    outlet: str | None = None
    story: StoryOrNone = None
    since: Since = None
    until: Until = None
    as_of: AsOf = None
    limit: Limit = 10
    cursor: Cursor = None


class StoryAsked(_Asked, frozen=True, kw_only=True):
    """Which story."""

    story: Story
    as_of: AsOf = None


class TimelineAsked(_Asked, frozen=True, kw_only=True):
    """Which part of a story's timeline.

    Args:
        key_only: the key events alone.
        kind: statements, encounters (meetings, calls, visits …) or figures alone.
        since: first day of the events themselves.
        until: last day of the events themselves.
        newest_first: else by day, the oldest first.
    """

    story: Story
    key_only: bool = False
    kind: Literal["statement", "encounter", "figure"] | None = None
    since: str | None = None
    until: str | None = None
    newest_first: bool = False
    as_of: AsOf = None
    limit: Limit = 15
    cursor: Cursor = None


class PositionsAsked(_Asked, frozen=True, kw_only=True):
    """Whose positions in a story, on what.

    Args:
        by: one party alone.
        issue: words of the issue's name.
        history: every earlier stand too, not the latest alone.
    """

    story: Story
    by: Who = None
    issue: str | None = None
    history: bool = False
    as_of: AsOf = None
    limit: Limit = 15
    cursor: Cursor = None


class TallyAsked(_Asked, frozen=True, kw_only=True):
    """Which count.

    Args:
        words: what is counted: killed, injured, missing, hostages, detained, displaced; or some of them: children
            killed, women killed, identified dead.
        place: where.
        source: words of the name of whose count.
        points: of each series at most so many, the latest.
    """

    words: str = "killed"
    place: str | None = None
    source: str | None = None
    story: StoryOrNone = None
    since: Since = None
    until: Until = None
    as_of: AsOf = None
    points: Annotated[int, Meta(ge=1, le=100)] = 12
    limit: Annotated[int, Meta(ge=1, le=20, description="Series at most.")] = 8
    cursor: Cursor = None


class FirstAsked(_Asked, frozen=True, kw_only=True):
    """Which quotation.

    Args:
        quote: the words, a piece of them, or words near to them.
        printings: of each utterance at most so many.
    """

    quote: Annotated[str, Meta(min_length=1, max_length=2_000)]
    as_of: AsOf = None
    printings: Annotated[int, Meta(ge=1, le=30)] = 8


class ChecksAsked(_Asked, frozen=True, kw_only=True):
    """What to check in a story.

    Args:
        kind: ``figures``: counts that exclude each other; ``denial``: one denies what another says; ``both-sides``: one
            actor for and against; ``one-relay``: words known through one relay alone; ``one-voice``: many articles,
            one report.
    """

    story: Story
    kind: Literal["figures", "denial", "both-sides", "one-relay", "one-voice"] | None = None
    as_of: AsOf = None
    limit: Limit = 10
    cursor: Cursor = None


class ActorAsked(_Asked, frozen=True, kw_only=True):
    """Which actor.

    Args:
        actor: a name, or the number (``id``) that answers and find_actors give.
    """

    actor: Number | str
    as_of: AsOf = None


class ActorsAsked(_Asked, frozen=True, kw_only=True):
    """Which actors.

    Args:
        name: words that stand in one of their names; without it, those who say most.
    """

    name: str | None = None
    as_of: AsOf = None
    limit: Limit = 10
    cursor: Cursor = None


Part = Literal["statements", "figures", "encounters", "positions", "actors", "dates"]


class ArticleAsked(_Asked, frozen=True, kw_only=True):
    """Which article, and which part of what was read in it.

    Args:
        part: of its record.
        text_from: first code point of the text that is shown.
        text_length: code points of the text that are shown at most; 0 for none.
    """

    article: ArticleNamed
    part: Part = "statements"
    text_from: Number = 0
    text_length: Annotated[int, Meta(ge=0, le=20_000)] = 4_000
    as_of: AsOf = None
    limit: Limit = 20
    cursor: Cursor = None


class PageAsked(_Asked, frozen=True, kw_only=True):
    """Which page to read now: an address that is fetched, or a text that is given.

    Args:
        url: http or https address of a news page; with ``text``, where that text stands, and nothing is fetched.
        text: the page itself, plain text or HTML.
        published: day or RFC 3339 time of publication, for pages that do not say; it dates "on Monday".
        part: of the record.
        text_from: first code point of the text that is shown.
        text_length: code points of the text that are shown at most; 0 for none.
    """

    url: str | None = None
    text: Annotated[str, Meta(max_length=400_000)] | None = None
    published: str | None = None
    part: Part = "statements"
    text_from: Number = 0
    text_length: Annotated[int, Meta(ge=0, le=20_000)] = 4_000
    limit: Limit = 20
    cursor: Cursor = None


class RevisionsAsked(_Asked, frozen=True, kw_only=True):
    """Which article's changes."""

    article: ArticleNamed
    as_of: AsOf = None
    limit: Limit = 10
    cursor: Cursor = None
