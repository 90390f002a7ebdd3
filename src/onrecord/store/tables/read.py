"""What was read, when, through what, by which models: pages, runs, articles, their revisions and sightings."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from onrecord.store.tables.columns import ID, METADATA, article

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
    Column("id", ID, primary_key=True),
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
    Column("id", ID, primary_key=True),
    Column("run", ID, ForeignKey("runs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("page", String, nullable=False),
    Column("cause", String, nullable=False),
    Column("remedy", String, nullable=False),
    Column("failed_at", String, nullable=False),
)

MODELS = Table(
    "models",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("onrecord", String, nullable=False),
    Column("models", Text, nullable=False),  # JSON: name to version or hash
    UniqueConstraint("onrecord", "models"),
)

ARTICLES = Table(
    "articles",
    METADATA,
    Column("id", ID, primary_key=True),
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
    Column("in_order", ID, nullable=False),  # the day and the id as one number, which sorts by both
    Column("dateline", String),
    Column("text", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False, index=True),
    Column("revision", Integer, nullable=False, default=1),  # number of the current one
    Column("record_sha256", String(64), nullable=False),
    Column("models", ID, ForeignKey("models.id"), nullable=False),  # what made the current record
)

# Every text that stood at an article's address, every record that was made of it.
REVISIONS = Table(
    "revisions",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    Column("number", Integer, nullable=False),
    Column("text_sha256", String(64), nullable=False, index=True),
    Column("page", String(64), ForeignKey("pages.sha256"), index=True),
    Column("first_seen", String, nullable=False),
    UniqueConstraint("article", "number"),
)

READINGS = Table(
    "readings",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("revision", ID, ForeignKey("revisions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("models", ID, ForeignKey("models.id"), nullable=False),
    Column("read_at", String, nullable=False),
    Column("record_sha256", String(64), nullable=False),  # of what it says, wherever its page stood
    Column("record", LargeBinary, nullable=False),  # its JSON, compressed with zlib
)

SIGHTINGS = Table(
    "sightings",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    Column("revision", ID, ForeignKey("revisions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("url", String, index=True),
    Column("source", String, nullable=False, index=True),  # the file, feed or archive it came through
    Column("page", String(64), index=True),  # sha256 of the bytes, whether they are kept or not
    Column("seen_at", String, nullable=False),
    Column("run", ID, ForeignKey("runs.id", ondelete="SET NULL"), index=True),
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
    Column("id", ID, primary_key=True),
    Column("article", ID, index=True),  # the id it had; null where the store never had it
    Column("url", String, index=True),
    Column("text_sha256", String(64), index=True),
    Column("forgotten_at", String, nullable=False),
    Column("reason", String),
)

Index("ix_articles_in_order", ARTICLES.c.in_order, unique=True)
