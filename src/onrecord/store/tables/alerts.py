"""What users watch, what was noticed, and who was told."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from onrecord.store.tables.columns import ID, METADATA

# A question that is asked again whenever something arrives.
ALERTS = Table(
    "alerts",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),  # search, tally, position
    Column("asked", Text, nullable=False),  # JSON: the question
    Column("made_at", String, nullable=False),
    Column("webhook", Text),  # where it is told; null: in its feed alone
    Column("secret", String),  # what signs that
    Column("allow_local", Boolean, nullable=False, default=False),
    Column("cursor", ID, nullable=False),  # changes.id up to which was looked
    Column("state", Text, nullable=False),  # JSON: what was known then, to tell what is new
)

# What an alert has noticed. It goes with the article that it quotes.
NOTICES = Table(
    "notices",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("alert", ID, ForeignKey("alerts.id", ondelete="CASCADE"), nullable=False),
    Column("item", String, nullable=False),  # what it is about: noticed once
    Column("made_at", String, nullable=False),
    Column("article", ID, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("key", String),  # of the statement or figure in it
    Column("title", Text, nullable=False),
    Column("words", Text, nullable=False),  # of the article
)

# A notice on its way to a webhook.
DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("notice", ID, ForeignKey("notices.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("status", String, nullable=False),  # due, sent, dead
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_at", String, nullable=False),  # ISO 8601 in UTC
    Column("error", Text),  # of the last attempt
)

Index("ix_notices_alert_item", NOTICES.c.alert, NOTICES.c.item, unique=True)
Index("ix_deliveries_status_next_at", DELIVERIES.c.status, DELIVERIES.c.next_at)
