"""What the record of an article says: written with it, removed with it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, Numeric, String, Table, Text, literal_column

from onrecord.store.tables.columns import ID, METADATA, article, item, span

BLOCKS = Table(
    "blocks",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    Column("kind", String, nullable=False),
    *span(),
    Column("at", String),
    Column("published", String),
)

# An actor across articles; who is merged with whom by hand stands in corrections.
ACTORS = Table(
    "actors",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("name", String, nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("wikidata", String, index=True),
    Column("articles", Integer, nullable=False, default=0),  # articles that name it
    Column("same_as", ID, index=True),  # actors.id that stands for it since they were found to be one; null: itself
    Column("split_by", ID),  # corrections.id that made it
    Column("named_by", ID),  # corrections.id that named it
    Column("found_name", String),  # its name without that correction
)

# An actor of one article, as its record has it.
ARTICLE_ACTORS = Table(
    "article_actors",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    Column("actor", ID, ForeignKey("actors.id", ondelete="SET NULL")),  # across articles, corrections applied
    Column("name", String, nullable=False),
    Column("name_from", String, nullable=False),
    Column("type", String, nullable=False),
    Column("role", String),
    Column("of", ID),  # article_actors.id of the state or body whose post it is
    Column("wikidata", String),
    Column("members", Text, nullable=False),  # JSON: article_actors.id of each member of a joint speaker
)

MENTIONS = Table(
    "mentions",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    item("article_actors", "actor", nullable=False),
    *span(),
    Column("words", Text, nullable=False),
)

STATEMENTS = Table(
    "statements",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    Column("known_on", String(10), nullable=False),  # as its article's
    Column("in_order", ID, nullable=False),  # that day and the id as one number, which sorts by both
    Column("actor", ID, ForeignKey("actors.id", ondelete="SET NULL")),  # the speaker's, kept in step by a trigger
    Column("key", String(16), nullable=False),
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
    item("article_actors", "speaker"),
    Column("grade", String, nullable=False),
    Column("within", ID),  # statements.id
    Column("mode", String, nullable=False),
    Column("act", String, nullable=False),
    Column("reiterates", Boolean, nullable=False),
    Column("said_on", String),  # day or month, where the text says it
    Column("topics", Text, nullable=False),  # JSON
    Column("event", String),
    Column("event_mode", String),
    Column("confidence", Float, nullable=False),
    Column("mended", ID),  # corrections.id of the last one that changed the row; null where it stands as it was read
)

# The pieces of a statement's content.
CONTENTS = Table(
    "contents",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    item("statements", "statement", nullable=False),
    *span(),
)

# Through whom it came (`relay`, innermost first) and to whom it was said (`addressee`).
HANDS = Table(
    "hands",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    item("statements", "statement", nullable=False),
    Column("part", String, nullable=False),
    Column("place", Integer, nullable=False),
    item("article_actors", "actor", nullable=False),
)

FIGURES = Table(
    "figures",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    Column("key", String(16), nullable=False),
    *span(),
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
    item("article_actors", "source"),
    Column("chain", Text, nullable=False),  # JSON: article_actors.id, the source first
    Column("statement", ID),
    Column("part_of", ID),  # figures.id
    Column("change", String),  # former, revised
    Column("confidence", Float, nullable=False),
    Column("mended", ID),  # corrections.id of the last one that changed the row; null where it stands as it was read
)

ENCOUNTERS = Table(
    "encounters",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    Column("key", String(16), nullable=False),
    *span(),
    Column("words", Text, nullable=False),
    Column("mentions", Text, nullable=False),  # JSON: [[start, end], …]
    Column("type", String, nullable=False),
    item("article_actors", "host"),
    Column("place", String),
    Column("date", String, index=True),
    Column("duration", String),
    Column("ordinal", Integer),
    Column("status", String, nullable=False),
    Column("statement", ID),
    Column("event", String),
    Column("event_mode", String),
    Column("confidence", Float, nullable=False),
    Column("mended", ID),  # corrections.id of the last one that changed the row; null where it stands as it was read
)

PARTICIPANTS = Table(
    "participants",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    item("encounters", "encounter", nullable=False),
    item("article_actors", "actor", nullable=False),
)

POSITIONS = Table(
    "positions",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    Column("key", String(16), nullable=False),
    item("article_actors", "holder"),
    Column("issue", Text, nullable=False),
    Column("issue_spans", Text, nullable=False),  # JSON: [[start, end], …]
    Column("stance", String, nullable=False),
    *span(),
    Column("words", Text, nullable=False),  # the evidence
    Column("statement", ID),
    Column("change", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("mended", ID),  # corrections.id of the last one that changed the row; null where it stands as it was read
)

DATES = Table(
    "dates",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    *span(),
    Column("words", Text, nullable=False),
    Column("type", String, nullable=False),
    Column("value", String, nullable=False),
)

NOTES = Table(
    "notes",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    Column("level", String, nullable=False),
    Column("code", String, nullable=False),
    Column("message", Text, nullable=False),
)

Index("ix_statements_speaker", STATEMENTS.c.speaker)
Index("ix_statements_actor_in_order", STATEMENTS.c.actor, STATEMENTS.c.in_order)
# One statement in fourteen: what somebody denied, would not say or asked (PolNeAR).
NOT_AFFIRMED = STATEMENTS.c.mode != literal_column("'affirm'")
Index(
    "ix_statements_actor_mode", STATEMENTS.c.actor, STATEMENTS.c.mode, STATEMENTS.c.in_order,
    sqlite_where=NOT_AFFIRMED, postgresql_where=NOT_AFFIRMED,
)  # fmt: skip
Index("ix_statements_in_order", STATEMENTS.c.in_order, unique=True)
Index("ix_figures_measure_place", FIGURES.c.measure, FIGURES.c.place)
# Numbers that were taken back, or replace one: few (none of 501 bare ones in 400 articles of PolNeAR).
_CHANGED = FIGURES.c.change.is_not(None)
Index("ix_figures_change", FIGURES.c.change, sqlite_where=_CHANGED, postgresql_where=_CHANGED)
Index("ix_positions_holder", POSITIONS.c.holder)
Index("ix_mentions_actor", MENTIONS.c.actor)
Index("ix_contents_statement", CONTENTS.c.statement)
Index("ix_hands_statement", HANDS.c.statement)
Index("ix_hands_actor", HANDS.c.actor)
Index("ix_participants_encounter", PARTICIPANTS.c.encounter)
Index("ix_participants_actor", PARTICIPANTS.c.actor)
Index("ix_article_actors_actor", ARTICLE_ACTORS.c.actor, ARTICLE_ACTORS.c.id)

# What belongs to an article's record: written with it, removed with it. Parents before children.
RECORD_TABLES = (
    BLOCKS, ARTICLE_ACTORS, MENTIONS, STATEMENTS, CONTENTS, HANDS, FIGURES, ENCOUNTERS, PARTICIPANTS, POSITIONS, DATES,
    NOTES,
)  # fmt: skip
