"""The tables of a store, the same on SQLite and PostgreSQL.

Plain tables, to be read with any program: ids are whole numbers, days are ``YYYY-MM-DD``, times are ISO 8601 in UTC,
both as text, and ``start`` and ``end`` count code points of the article's text. What an article's record says stands in
tables with an ``article`` column, and goes when the article is read again or forgotten.

The id of an item is its article's id times :data:`ITEMS_PER_ARTICLE` plus its place in the record, so that writing
needs no way back from the database.
"""

from __future__ import annotations

from onrecord.store.tables.across import (
    ACTOR_CHANGES,
    ACTOR_DOUBTS,
    ACTOR_KEYS,
    ACTOR_LINKS,
    ACTOR_NAMES,
    CHANGES,
    CORRECTED_ARTICLES,
    CORRECTED_ITEMS,
    CORRECTION_PLACES,
    CORRECTIONS,
    FILED,
    PASSAGES,
    SIGNATURES,
    SKETCHES,
    STORIES,
    STORIES_APART,
    STORY_ARTICLES,
    STORY_CHANGES,
    UTTERANCE_KEYS,
    UTTERANCES,
    VOICES,
    WORD_COUNTS,
)
from onrecord.store.tables.alerts import ALERTS, DELIVERIES, NOTICES
from onrecord.store.tables.columns import METADATA
from onrecord.store.tables.read import (
    ARTICLES,
    FAILURES,
    FETCHES,
    GAPS,
    MODELS,
    PAGES,
    READINGS,
    REVISIONS,
    RUNS,
    SIGHTINGS,
)
from onrecord.store.tables.record import (
    ACTORS,
    ARTICLE_ACTORS,
    BLOCKS,
    CONTENTS,
    DATES,
    ENCOUNTERS,
    FIGURES,
    HANDS,
    MENTIONS,
    NOTES,
    PARTICIPANTS,
    POSITIONS,
    RECORD_TABLES,
    STATEMENTS,
)

# Half a million characters is the longest article that is read; no item is shorter than five of them on average.
ITEMS_PER_ARTICLE = 100_000

__all__ = [
    "ACTORS",
    "ACTOR_CHANGES",
    "ACTOR_DOUBTS",
    "ACTOR_KEYS",
    "ACTOR_LINKS",
    "ACTOR_NAMES",
    "ALERTS",
    "ARTICLES",
    "ARTICLE_ACTORS",
    "BLOCKS",
    "CHANGES",
    "CONTENTS",
    "CORRECTED_ARTICLES",
    "CORRECTED_ITEMS",
    "CORRECTIONS",
    "CORRECTION_PLACES",
    "DATES",
    "DELIVERIES",
    "ENCOUNTERS",
    "FAILURES",
    "FETCHES",
    "FIGURES",
    "FILED",
    "GAPS",
    "HANDS",
    "ITEMS_PER_ARTICLE",
    "MENTIONS",
    "METADATA",
    "MODELS",
    "NOTES",
    "NOTICES",
    "PAGES",
    "PARTICIPANTS",
    "PASSAGES",
    "POSITIONS",
    "READINGS",
    "RECORD_TABLES",
    "REVISIONS",
    "RUNS",
    "SIGHTINGS",
    "SIGNATURES",
    "SKETCHES",
    "STATEMENTS",
    "STORIES",
    "STORIES_APART",
    "STORY_ARTICLES",
    "STORY_CHANGES",
    "UTTERANCES",
    "UTTERANCE_KEYS",
    "VOICES",
    "WORD_COUNTS",
]
