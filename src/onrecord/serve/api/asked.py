"""What the addresses of the API may be asked: each a struct, of which the reference is made too."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from onrecord.record.statement import Act, Grade, Mode
from onrecord.serve.api.endpoint import LARGEST, Paged, Query
from onrecord.story.tally.ask import MEASURES

assert get_args(Mode)  # noqa: S101 - they are literals, which the reference lists

_LONGEST = 500
Words = Annotated[
    str,
    Meta(
        max_length=_LONGEST,
        description='Plain words, "a phrase", -without, begin*.',
        examples=["dam"],
    ),
]
Name = Annotated[str, Meta(max_length=_LONGEST, description="A name or a number.", examples=["Vael"])]
Outlet = Annotated[str, Meta(max_length=_LONGEST, description="The outlet, as its articles name it.")]
Place = Annotated[str, Meta(max_length=_LONGEST, description="A place; upper and lower case are the same.")]
Number = Annotated[int, Meta(ge=1, le=LARGEST, description="The number of a story.")]


def _day(about: str) -> Meta:
    return Meta(
        max_length=10,
        description=about,
        extra_json_schema={"format": "date"},
    )


AsOf = Annotated[str, _day("Only from what had been published by that day.")]
Since = Annotated[str, _day("Known on that day or later.")]
Until = Annotated[str, _day("Known on that day or before.")]
Share = Annotated[float, Meta(ge=0, le=1, description="Leave out what it is less sure of, 0 to 1.")]


class AsOfAsked(Query, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question to what stood on a day."""

    as_of: AsOf | None = None


class StoriesQuery(Paged, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which stories."""

    words: Words | None = None
    about: Name | None = None
    outlet: Outlet | None = None
    since: Since | None = None
    as_of: AsOf | None = None
    least: Annotated[int, Meta(ge=1, le=LARGEST, description="Articles that they hold at least.")] = 1


class StoryList(Paged, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list of a story's."""

    as_of: AsOf | None = None


class TimelineQuery(StoryList, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which entries."""

    key: Annotated[bool, Meta(description="Key events alone.")] = False
    order: Annotated[Literal["newest", "oldest"], Meta(description="Which come first.")] = "newest"
    kind: Annotated[Literal["statement", "encounter", "figure"], Meta(description="Of one kind.")] | None = None
    since: (
        Annotated[
            str,
            Meta(max_length=40, description="A day, or a time in UTC: what came later is marked new."),
        ]
        | None
    ) = None


class StatementsQuery(Paged, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which statements."""

    words: Words | None = None
    by: Name | None = None
    to: Name | None = None
    act: Act | None = None
    mode: Mode | None = None
    grade: Grade | None = None
    outlet: Outlet | None = None
    story: Number | None = None
    since: Since | None = None
    until: Until | None = None
    as_of: AsOf | None = None
    min_confidence: Share = 0.0
    order: Annotated[Literal["newest", "oldest"], Meta(description="Which come first.")] = "newest"


class FoundStatementsQuery(StatementsQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which statements, and in which order."""

    order: Annotated[Literal["match", "newest"], Meta(description="Which come first.")] = "match"  # type: ignore[assignment] # another choice


class ThingsQuery(Paged, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which figures or meetings."""

    words: Words | None = None
    by: Name | None = None
    place: Place | None = None
    outlet: Outlet | None = None
    story: Number | None = None
    since: Since | None = None
    until: Until | None = None
    as_of: AsOf | None = None


class FiguresQuery(ThingsQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which figures."""

    measure: Annotated[str, Meta(max_length=_LONGEST, description="killed, injured, money …")] | None = None
    low: Annotated[float, Meta(ge=-1e15, le=1e15, description="As much, or more.")] | None = None
    high: Annotated[float, Meta(ge=-1e15, le=1e15, description="As much, or less.")] | None = None


class ArticlesQuery(Paged, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which articles."""

    words: Words | None = None
    about: Name | None = None
    outlet: Outlet | None = None
    story: Number | None = None
    since: Since | None = None
    until: Until | None = None
    as_of: AsOf | None = None
    order: Annotated[Literal["newest", "oldest"], Meta(description="Which come first.")] = "newest"


class SearchQuery(ArticlesQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which articles, found by their words."""

    words: Words = ""
    order: Annotated[Literal["match", "newest"], Meta(description="Which come first.")] = "match"  # type: ignore[assignment] # another choice


class TallyQuery(Query, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which tally."""

    words: Annotated[
        str, Meta(max_length=_LONGEST, description=f"What is counted: {', '.join(MEASURES)}, children killed …")
    ] = "killed"
    place: Place | None = None
    source: Annotated[str, Meta(max_length=_LONGEST, description="Words of the name of whose count.")] | None = None
    story: Number | None = None
    since: Since | None = None
    until: Until | None = None
    as_of: AsOf | None = None


class FirstQuery(AsOfAsked, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which quotation."""

    quote: Annotated[str, Meta(max_length=2_000, description="Words that somebody said.", examples=["the dam"])] = ""


class ActorsQuery(Paged, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which actors."""

    name: Annotated[str, Meta(max_length=_LONGEST, description="Words of the name.", examples=["Vael"])] | None = None
    as_of: AsOf | None = None


class RecordQuery(Query, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which of an article's texts."""

    revision: (
        Annotated[int, Meta(ge=1, le=LARGEST, description="The number of the text; the one that stands now.")] | None
    ) = None


class ChangesQuery(Query, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which changes."""

    story: Annotated[int, Meta(ge=1, le=LARGEST, description="Only what touches this story.")] | None = None
    since: Annotated[int, Meta(ge=0, le=LARGEST, description="The cursor to go on after.")] | None = None
    limit: Annotated[int, Meta(ge=1, le=1_000, description="Changes at most.")] = 500


class ExportQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is exported."""

    words: Words | None = None
    by: Name | None = None
    to: Name | None = None
    act: Act | None = None
    mode: Mode | None = None
    grade: Grade | None = None
    outlet: Outlet | None = None
    story: Number | None = None
    since: Since | None = None
    until: Until | None = None
    as_of: AsOf | None = None
    min_confidence: Share = 0.0
    limit: Annotated[int, Meta(ge=1, le=LARGEST, description="Rows, or articles, at most; all else.")] | None = None


class TableQuery(ExportQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is exported as a table or a feed."""

    part: Annotated[
        Literal["statements", "articles", "figures", "encounters", "positions", "tally"],
        Meta(description="Of what; a tally is no feed."),
    ] = "statements"
    place: Place | None = None
    source: Annotated[str, Meta(max_length=_LONGEST, description="Whose count, of a tally.")] | None = None
