"""What agents can attach: stories, the texts of articles, their records."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.errors import UsageError
from onrecord.serve.mcp import asked as questions
from onrecord.serve.mcp.door import Door
from onrecord.serve.mcp.quoting import NOTICE, quoted
from onrecord.serve.mcp.stories import get_story
from onrecord.story import asking, lookups

LISTED = 20  # stories, those that moved last
# Code points of a text, of which a hundred thousand are some twenty-five thousand tokens, and bytes of a record.
LONGEST_TEXT = 100_000
LONGEST_RECORD = 1_000_000
TEMPLATES = (
    ("onrecord://article/{article}", "article", "Text of an article", "text/plain"),
    ("onrecord://article/{article}/record", "record", "All that was read in an article", "application/json"),
    ("onrecord://story/{story}", "story", "A story at a glance, with citations", "text/plain"),
)  # fmt: skip
_ADDRESS = re.compile(r"onrecord://(article|story)/(\d{1,12})(/record)?")


def read(door: Door, uri: str) -> list[tuple[str, str]]:
    """Return the pieces of a resource, each with its media type.

    Raises:
        UsageError: there is no such resource.
    """
    found = _ADDRESS.fullmatch(uri)
    kinds: dict[tuple[str, bool], Callable[[Door, int], list[tuple[str, str]]]] = {
        ("article", False): _text,
        ("article", True): _record,
        ("story", False): _story,
    }
    read_one = kinds.get((found[1], bool(found[3]))) if found else None
    if found is None or read_one is None:
        told = ", ".join(template[0] for template in TEMPLATES)
        raise UsageError(f"there is no resource {uri[:200]!r}; there are {told}")
    return read_one(door, int(found[2]))


def listed(door: Door) -> list[tuple[str, str]]:
    """Return the addresses and titles of the stories that moved last."""
    rows = asking.stories(door.store, asking.StoriesAsked(limit=LISTED))
    return [(f"onrecord://story/{row.id}", f"{row.title or 'no title'} ({row.articles} articles)") for row in rows]


def _text(door: Door, number: int) -> list[tuple[str, str]]:
    article = lookups.article(door.store, number).record.article
    left = len(article.text) - LONGEST_TEXT
    more = f" The first {LONGEST_TEXT} code points; get_article gives the other {left}." if left > 0 else ""
    head = f"{NOTICE} What follows is the text of article {number}, {quoted(article.title)}, as it stands.{more}"
    return [(head, "text/plain"), (article.text[:LONGEST_TEXT], "text/plain")]


def _record(door: Door, number: int) -> list[tuple[str, str]]:
    told = lookups.article(door.store, number).record.to_json()
    if len(told) > LONGEST_RECORD:
        raise UsageError(f"the record of article {number} is too long for a resource; get_article gives it in parts")
    return [(told, "application/json")]


def _story(door: Door, number: int) -> list[tuple[str, str]]:
    return [(get_story(door, questions.StoryAsked(story=number)).readable(), "text/plain")]
