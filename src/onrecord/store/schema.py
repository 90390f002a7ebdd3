"""The tables of a store, the same on SQLite and PostgreSQL.

Plain tables, to be read with any program: ids are whole numbers, days are ``YYYY-MM-DD``, times are ISO 8601 in UTC,
both as text, and ``start`` and ``end`` count code points of the article's text. What an article's record says stands in
tables with an ``article`` column, and goes when the article is read again or forgotten.

The id of an item is its article's id times :data:`ITEMS_PER_ARTICLE` plus its place in the record, so that writing
needs no way back from the database.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine.default import DefaultExecutionContext

# Half a million characters is the longest article that is read; no item is shorter than five of them on average.
ITEMS_PER_ARTICLE = 100_000

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite counts up by itself only in a column of type INTEGER.
_ID = BigInteger().with_variant(Integer(), "sqlite")


def _article(*, primary: bool = False) -> Column[int]:
    return Column(
        "article", _ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=primary, nullable=False, index=True
    )


def _item(table: str, name: str, *, nullable: bool = True, primary: bool = False) -> Column[int]:
    """Name an item of the same article."""
    key = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(name, _ID, key, nullable=nullable and not primary, primary_key=primary)


def _same_as(column: str) -> Callable[[DefaultExecutionContext], int]:
    """Take another column's value where none is given."""

    def default(context: DefaultExecutionContext) -> int:
        row = context.get_current_parameters()  # type: ignore[no-untyped-call] # SQLAlchemy gives it no types
        return int(row[column])

    return default


def _span() -> tuple[Column[int], Column[int]]:
    return Column("start", Integer, nullable=False), Column("end", Integer, nullable=False)


# ---- what was read, when, by what -----------------------------------------------------------------------------------

PAGES = Table(
    "pages",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", String, nullable=False),
    Column("size", Integer, nullable=False),  # bytes, before compression
    Column("stored_at", String, nullable=False, index=True),
    Column("bytes", LargeBinary),  # compressed with zlib; null once their time is over
)

RUNS = Table(
    "runs",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("command", String, nullable=False),
    Column("started_at", String, nullable=False),
    Column("ended_at", String),  # null while it runs, and for ever where it was killed
    Column("added", Integer, nullable=False, default=0),
    Column("known", Integer, nullable=False, default=0),  # pages whose text the store had
    Column("failed", Integer, nullable=False, default=0),
)

FAILURES = Table(
    "failures",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("run", _ID, ForeignKey("runs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("page", String, nullable=False),
    Column("cause", String, nullable=False),
    Column("remedy", String, nullable=False),
    Column("failed_at", String, nullable=False),
)

MODELS = Table(
    "models",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("onrecord", String, nullable=False),
    Column("models", Text, nullable=False),  # JSON: name to version or hash
    UniqueConstraint("onrecord", "models"),
)

ARTICLES = Table(
    "articles",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("url", String, index=True),  # as first seen; the others stand in sightings
    Column("outlet", String, index=True),
    Column("agency", String),
    Column("section", String),
    Column("language", String),
    Column("title", String),
    Column("standfirst", Text),
    Column("authors", Text, nullable=False),  # JSON
    Column("published", String),  # as the page says it, with its own offset
    Column("modified", String),
    Column("published_on", String(10)),  # day of the page's own offset
    Column("first_seen", String, nullable=False),
    Column("known_on", String(10), nullable=False, index=True),  # published_on, else the day first seen
    Column("in_order", _ID, nullable=False),  # the day and the id as one number, which sorts by both
    Column("dateline", String),
    Column("text", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False, index=True),
    Column("revision", Integer, nullable=False, default=1),  # number of the current one
    Column("record_sha256", String(64), nullable=False),
    Column("models", _ID, ForeignKey("models.id"), nullable=False),  # what made the current record
)

# Every text that stood at an article's address, every record that was made of it.
REVISIONS = Table(
    "revisions",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    Column("number", Integer, nullable=False),
    Column("text_sha256", String(64), nullable=False, index=True),
    Column("page", String(64), ForeignKey("pages.sha256"), index=True),
    Column("first_seen", String, nullable=False),
    UniqueConstraint("article", "number"),
)

READINGS = Table(
    "readings",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("revision", _ID, ForeignKey("revisions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("models", _ID, ForeignKey("models.id"), nullable=False),
    Column("read_at", String, nullable=False),
    Column("record_sha256", String(64), nullable=False),  # of what it says, wherever its page stood
    Column("record", LargeBinary, nullable=False),  # its JSON, compressed with zlib
)

SIGHTINGS = Table(
    "sightings",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    Column("revision", _ID, ForeignKey("revisions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("url", String, index=True),
    Column("source", String, nullable=False, index=True),  # the file, feed or archive it came through
    Column("page", String(64), index=True),  # sha256 of the bytes, whether they are kept or not
    Column("seen_at", String, nullable=False),
    Column("run", _ID, ForeignKey("runs.id", ondelete="SET NULL"), index=True),
)

# What a web server told of an address, to ask it politely the next time.
FETCHES = Table(
    "fetches",
    METADATA,
    Column("url", String, primary_key=True),
    Column("etag", String),
    Column("last_modified", String),
    Column("fetched_at", String, nullable=False),
    Column("status", Integer, nullable=False),
)

# Articles that were taken down: their addresses and the hashes of their texts, which are never stored again.
GAPS = Table(
    "gaps",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("article", _ID, index=True),  # the id it had; null where the store never had it
    Column("url", String, index=True),
    Column("text_sha256", String(64), index=True),
    Column("forgotten_at", String, nullable=False),
    Column("reason", String),
)

# ---- what a record says ---------------------------------------------------------------------------------------------

BLOCKS = Table(
    "blocks",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    Column("kind", String, nullable=False),
    *_span(),
    Column("at", String),
    Column("published", String),
)

# An actor across articles; who is merged with whom by hand stands in corrections.
ACTORS = Table(
    "actors",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("name", String, nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("wikidata", String, index=True),
    Column("articles", Integer, nullable=False, default=0),  # articles that name it
    Column("same_as", _ID, index=True),  # actors.id that stands for it since they were found to be one; null: itself
    Column("split_by", _ID),  # corrections.id that made it
    Column("named_by", _ID),  # corrections.id that named it
    Column("found_name", String),  # its name without that correction
)

# An actor of one article, as its record has it.
ARTICLE_ACTORS = Table(
    "article_actors",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    Column("actor", _ID, ForeignKey("actors.id", ondelete="SET NULL")),  # across articles, corrections applied
    Column("name", String, nullable=False),
    Column("name_from", String, nullable=False),
    Column("type", String, nullable=False),
    Column("role", String),
    Column("of", _ID),  # article_actors.id of the state or body whose post it is
    Column("wikidata", String),
    Column("members", Text, nullable=False),  # JSON: article_actors.id of each member of a joint speaker
)

MENTIONS = Table(
    "mentions",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    _item("article_actors", "actor", nullable=False),
    *_span(),
    Column("words", Text, nullable=False),
)

STATEMENTS = Table(
    "statements",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    Column("known_on", String(10), nullable=False),  # as its article's
    Column("in_order", _ID, nullable=False),  # that day and the id as one number, which sorts by both
    Column("actor", _ID, ForeignKey("actors.id", ondelete="SET NULL")),  # the speaker's, kept in step by a trigger
    Column("key", String(16), nullable=False, index=True),
    Column("source_start", Integer),
    Column("source_end", Integer),
    Column("source", Text),  # the words
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("cue", Text),
    Column("start", Integer),  # of all of its content; null for a refusal
    Column("end", Integer),
    Column("content", Text, nullable=False),  # the words, pieces joined by " … "
    Column("kind", String, nullable=False),
    _item("article_actors", "speaker"),
    Column("grade", String, nullable=False),
    Column("within", _ID),  # statements.id
    Column("mode", String, nullable=False),
    Column("act", String, nullable=False),
    Column("reiterates", Boolean, nullable=False),
    Column("said_on", String),  # day or month, where the text says it
    Column("topics", Text, nullable=False),  # JSON
    Column("event", String),
    Column("event_mode", String),
    Column("confidence", Float, nullable=False),
)

# The pieces of a statement's content.
CONTENTS = Table(
    "contents",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    _item("statements", "statement", nullable=False),
    *_span(),
)

# Through whom it came (`relay`, innermost first) and to whom it was said (`addressee`).
HANDS = Table(
    "hands",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    _item("statements", "statement", nullable=False),
    Column("part", String, nullable=False),
    Column("place", Integer, nullable=False),
    _item("article_actors", "actor", nullable=False),
)

FIGURES = Table(
    "figures",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    Column("key", String(16), nullable=False, index=True),
    *_span(),
    Column("words", Text, nullable=False),
    Column("low", Numeric(asdecimal=False)),
    Column("high", Numeric(asdecimal=False)),
    Column("approx", Boolean, nullable=False),
    Column("measure", String, nullable=False),
    Column("what", Text),
    Column("unit", String),
    Column("currency", String),
    Column("place", String, index=True),
    Column("period_from", String),
    Column("period_to", String),
    Column("as_of", String),
    Column("cumulative", Boolean),
    _item("article_actors", "source"),
    Column("chain", Text, nullable=False),  # JSON: article_actors.id, the source first
    Column("statement", _ID),
    Column("part_of", _ID),  # figures.id
    Column("change", String),  # former, revised
    Column("confidence", Float, nullable=False),
)

ENCOUNTERS = Table(
    "encounters",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    Column("key", String(16), nullable=False, index=True),
    *_span(),
    Column("words", Text, nullable=False),
    Column("mentions", Text, nullable=False),  # JSON: [[start, end], …]
    Column("type", String, nullable=False),
    _item("article_actors", "host"),
    Column("place", String),
    Column("date", String, index=True),
    Column("duration", String),
    Column("ordinal", Integer),
    Column("status", String, nullable=False),
    Column("statement", _ID),
    Column("event", String),
    Column("event_mode", String),
    Column("confidence", Float, nullable=False),
)

PARTICIPANTS = Table(
    "participants",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    _item("encounters", "encounter", nullable=False),
    _item("article_actors", "actor", nullable=False),
)

POSITIONS = Table(
    "positions",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    Column("key", String(16), nullable=False, index=True),
    _item("article_actors", "holder"),
    Column("issue", Text, nullable=False),
    Column("issue_spans", Text, nullable=False),  # JSON: [[start, end], …]
    Column("stance", String, nullable=False),
    *_span(),
    Column("words", Text, nullable=False),  # the evidence
    Column("statement", _ID),
    Column("change", String, nullable=False),
    Column("confidence", Float, nullable=False),
)

DATES = Table(
    "dates",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    *_span(),
    Column("words", Text, nullable=False),
    Column("type", String, nullable=False),
    Column("value", String, nullable=False),
)

NOTES = Table(
    "notes",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    Column("level", String, nullable=False),
    Column("code", String, nullable=False),
    Column("message", Text, nullable=False),
)

# ---- across articles ------------------------------------------------------------------------------------------------

# A sample of an article's word triples, as hashes, to find what it may copy; of each band the newest holders.
SKETCHES = Table(
    "sketches",
    METADATA,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    _article(primary=True),
    sqlite_with_rowid=False,
)

# One voice stands for one independent report: an article and all that copy it.
VOICES = Table(
    "voices",
    METADATA,
    Column("article", _ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("voice", _ID, nullable=False, index=True),  # articles.id of the original, or of the first known
    # articles.id of the voice of what stands in no passage
    Column("rest", _ID, nullable=False, index=True, default=_same_as("voice")),
    Column("agency", String, index=True),  # the agency that the text is from, where it can be told
    Column("share", Float, nullable=False, default=0.0),  # of its own words, 0 to 1, that others had first
    Column("placed_by", String, nullable=False, default=""),  # hash of the text, agency and day that tell the above
)

# Passages that an article shares with another that had them first.
PASSAGES = Table(
    "passages",
    METADATA,
    Column("id", _ID, primary_key=True),
    _article(),
    *_span(),
    Column("of", _ID, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("of_start", Integer, nullable=False),
    Column("of_end", Integer, nullable=False),
    Column("voice", _ID, nullable=False, index=True, default=_same_as("of")),  # articles.id of the voice that it is
)

STORIES = Table(
    "stories",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("title", Text),
    Column("title_article", _ID),  # articles.id that the title is quoted from
    Column("first_on", String(10), nullable=False),
    Column("last_on", String(10), nullable=False, index=True),
    Column("articles", Integer, nullable=False),
    Column("voices", Integer, nullable=False),  # independent reports
    Column("merged_into", _ID),  # stories.id it forwards to
    Column("closed", Boolean, nullable=False, default=False),
)

STORY_ARTICLES = Table(
    "story_articles",
    METADATA,
    Column("article", _ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("story", _ID, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, index=True),
)

# Splits and merges, so that an id that was linked to can be followed.
STORY_CHANGES = Table(
    "story_changes",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("change", String, nullable=False),  # merged, split, moved (some articles went from `story` to `other`)
    Column("story", _ID, nullable=False, index=True),
    Column("other", _ID, nullable=False),
    Column("known_on", String(10), nullable=False),
    Column("because", _ID),  # articles.id that brought it about
)

# What of an article is compared with others: its signature, and how alike it is to those that came before.
SIGNATURES = Table(
    "signatures",
    METADATA,
    _article(primary=True),
    Column("signature", Text, nullable=False),  # JSON, see onrecord.story.signature
    Column("links", Text, nullable=False),  # JSON: articles.id to log odds and cosines
)

# The rarest words of each article, under which others like it are found.
FILED = Table(
    "filed",
    METADATA,
    Column("word", String, primary_key=True),
    Column("known_on", String(10), primary_key=True),
    _article(primary=True),
    Column("weight", Float, nullable=False),
    sqlite_with_rowid=False,
)

# In how many signatures each word stands; "*" counts the signatures.
WORD_COUNTS = Table(
    "word_counts",
    METADATA,
    Column("word", String, primary_key=True),
    Column("articles", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# The statements that are one utterance, in whatever words and outlets.
UTTERANCES = Table(
    "utterances",
    METADATA,
    Column("statement", _ID, ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    Column("utterance", _ID, nullable=False, index=True),  # statements.id of the first of them that was stored
    _article(),
    Column("likest", _ID),  # the statement it was found by; null for the first
    Column("likeness", Float),  # how likely both report one utterance, 0 to 1
)

# The ways to a statement: hashes of runs of its words and of its rare words.
UTTERANCE_KEYS = Table(
    "utterance_keys",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),  # its article was known; counted from year 1
    Column("statement", BigInteger, primary_key=True, autoincrement=False),
    _article(),
    sqlite_with_rowid=False,
)

# Every name that articles give an actor, as written.
ACTOR_NAMES = Table(
    "actor_names",
    METADATA,
    Column("actor", _ID, ForeignKey("actors.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("articles", Integer, nullable=False),
)

# What an actor is looked up by: names folded, posts, acronyms.
ACTOR_KEYS = Table(
    "actor_keys",
    METADATA,
    Column("key", String, primary_key=True),
    Column("actor", _ID, ForeignKey("actors.id", ondelete="CASCADE"), primary_key=True),
    Column("articles", Integer, nullable=False),
    Column("first_on", String(10), nullable=False),
    Column("last_on", String(10), nullable=False),
)

# Which actor the program took an article's actor for, and why: `article_actors.actor` less the user's corrections.
# It outlives the record that it was made of, so that a re-reading can take back what the old record gave.
ACTOR_LINKS = Table(
    "actor_links",
    METADATA,
    Column("article_actor", _ID, primary_key=True, autoincrement=False),
    _article(),
    Column("actor", _ID, ForeignKey("actors.id", ondelete="CASCADE"), nullable=False),
    Column("by_hand", _ID, ForeignKey("actors.id", ondelete="SET NULL"), index=True),  # whose it is by a split
    Column("how", String, nullable=False),  # new, name, wikidata, surname, acronym, office …
    Column("name", String, nullable=False),
    Column("role", String),
    Column("place", String),  # of the post or the body, folded
    Column("sex", String(1)),  # f or m, as pronouns and titles say
    Column("found_by", Text, nullable=False),  # JSON: keys of actor_keys
)

# Actors of articles that may be one of several, and are linked with none.
ACTOR_DOUBTS = Table(
    "actor_doubts",
    METADATA,
    _item("article_actors", "article_actor", primary=True),
    _article(),
    Column("key", String, nullable=False),
    Column("known_on", String(10), nullable=False),
    Column("candidates", Text, nullable=False),  # JSON: actors.id
)

# What later articles have shown: two actors are one (`merged`), or whom a name of an earlier article meant (`linked`).
ACTOR_CHANGES = Table(
    "actor_changes",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("change", String, nullable=False),
    Column("actor", _ID, nullable=False, index=True),
    Column("other", _ID, nullable=False, index=True),  # merged: actors.id; linked: article_actors.id
    Column("why", String, nullable=False),
    Column("known_on", String(10), nullable=False),
    Column("because", _ID),  # articles.id that brought it about
)

# Corrections by the user, added to and never changed; what undoes one names it.
CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("made_at", String, nullable=False),
    Column("kind", String, nullable=False),  # merge, split, rename, undo …
    Column("undoes", _ID, ForeignKey("corrections.id")),
    Column("says", Text, nullable=False),  # JSON: what is corrected, by names and keys that survive a re-reading
)

# The articles that a correction speaks of, to find it again when one of them is read again.
CORRECTED_ARTICLES = Table(
    "corrected_articles",
    METADATA,
    Column("correction", _ID, ForeignKey("corrections.id", ondelete="CASCADE"), primary_key=True),
    Column("article", _ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, index=True),
)

# What belongs to an article's record: written with it, removed with it. Parents before children.
RECORD_TABLES = (
    BLOCKS, ARTICLE_ACTORS, MENTIONS, STATEMENTS, CONTENTS, HANDS, FIGURES, ENCOUNTERS, PARTICIPANTS, POSITIONS, DATES,
    NOTES,
)  # fmt: skip

Index("ix_statements_speaker", STATEMENTS.c.speaker)
Index("ix_statements_actor_in_order", STATEMENTS.c.actor, STATEMENTS.c.in_order)
Index("ix_statements_in_order", STATEMENTS.c.in_order, unique=True)
Index("ix_articles_in_order", ARTICLES.c.in_order, unique=True)
Index("ix_figures_measure_place", FIGURES.c.measure, FIGURES.c.place)
Index("ix_positions_holder", POSITIONS.c.holder)
Index("ix_mentions_actor", MENTIONS.c.actor)
Index("ix_contents_statement", CONTENTS.c.statement)
Index("ix_hands_statement", HANDS.c.statement)
Index("ix_hands_actor", HANDS.c.actor)
Index("ix_participants_encounter", PARTICIPANTS.c.encounter)
Index("ix_participants_actor", PARTICIPANTS.c.actor)
Index("ix_article_actors_actor", ARTICLE_ACTORS.c.actor, ARTICLE_ACTORS.c.id)
Index("ix_actor_keys_key_last_on", ACTOR_KEYS.c.key, ACTOR_KEYS.c.last_on)
Index("ix_actor_links_actor", ACTOR_LINKS.c.actor, ACTOR_LINKS.c.article_actor)
Index("ix_actor_doubts_key", ACTOR_DOUBTS.c.key, ACTOR_DOUBTS.c.known_on)
