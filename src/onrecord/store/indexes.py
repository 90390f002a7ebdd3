"""What each database needs beside plain tables: full-text indexes, and triggers that keep them in step.

``statements_words`` and ``articles_words`` are FTS5 tables on SQLite (without a copy of the text: they point at the
tables' own columns), and plain tables with a ``tsvector`` on PostgreSQL. Both fold case and accents and cut English
words to their stems; neither leaves out a word, so that "war on terror" is found as it stands.
"""

from __future__ import annotations

from string import Template

from sqlalchemy import Connection

# The table, the column whose words weigh more, the other.
INDEXED = (("statements", "content", "source"), ("articles", "title", "text"))

_SQLITE_WORDS = Template("""
CREATE VIRTUAL TABLE ${t}_words USING fts5(
  $one, $two, content='$t', content_rowid='in_order', tokenize='porter unicode61 remove_diacritics 2')

CREATE TRIGGER ${t}_words_insert AFTER INSERT ON $t BEGIN
  INSERT INTO ${t}_words(rowid, $one, $two) VALUES (new.in_order, new.$one, new.$two);
END

CREATE TRIGGER ${t}_words_delete AFTER DELETE ON $t BEGIN
  INSERT INTO ${t}_words(${t}_words, rowid, $one, $two) VALUES ('delete', old.in_order, old.$one, old.$two);
END

CREATE TRIGGER ${t}_words_update AFTER UPDATE OF in_order, $one, $two ON $t
WHEN old.in_order <> new.in_order OR old.$one IS NOT new.$one OR old.$two IS NOT new.$two BEGIN
  INSERT INTO ${t}_words(${t}_words, rowid, $one, $two) VALUES ('delete', old.in_order, old.$one, old.$two);
  INSERT INTO ${t}_words(rowid, $one, $two) VALUES (new.in_order, new.$one, new.$two);
END
""")

_SQLITE = """
CREATE TRIGGER statements_actor AFTER UPDATE OF actor ON article_actors WHEN old.actor IS NOT new.actor BEGIN
  UPDATE statements SET actor = new.actor WHERE speaker = new.id;
END
"""

# Letters with accents become those they are found by, one for one, so that offsets stay.
_POSTGRESQL = """
CREATE TEXT SEARCH DICTIONARY onrecord_stem (TEMPLATE = snowball, LANGUAGE = english)

CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = english)

ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING REPLACE english_stem WITH onrecord_stem

CREATE FUNCTION onrecord_plain(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(lower($1),
  'àáâãäåāăąçćčďđèéêëēęěğìíîïīįıłñńňòóôõöøōőřśšşťùúûüūůűýÿźżž',
  'aaaaaaaaacccddeeeeeeegiiiiiiilnnnoooooooorssstuuuuuuuyyzzz')

CREATE FUNCTION statements_actor() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE statements SET actor = new.actor WHERE speaker = new.id;
  RETURN NULL;
END $$

CREATE TRIGGER statements_actor AFTER UPDATE OF actor ON article_actors FOR EACH ROW
WHEN (old.actor IS DISTINCT FROM new.actor) EXECUTE FUNCTION statements_actor()
"""

_POSTGRESQL_WORDS = Template("""
CREATE TABLE ${t}_words (id bigint PRIMARY KEY REFERENCES $t(id) ON DELETE CASCADE, words tsvector NOT NULL)

CREATE INDEX ix_${t}_words ON ${t}_words USING gin (words)

CREATE FUNCTION ${t}_words_put() RETURNS trigger LANGUAGE plpgsql AS $$$$ BEGIN
  INSERT INTO ${t}_words (id, words) VALUES (new.id,
    setweight(to_tsvector('onrecord', onrecord_plain(coalesce(new.$one, ''))), 'A') ||
    setweight(to_tsvector('onrecord', onrecord_plain(coalesce(new.$two, ''))), 'B'))
  ON CONFLICT (id) DO UPDATE SET words = excluded.words;
  RETURN NULL;
END $$$$

CREATE TRIGGER ${t}_words_put AFTER INSERT OR UPDATE OF $one, $two ON $t
FOR EACH ROW EXECUTE FUNCTION ${t}_words_put()
""")


def create(connection: Connection) -> None:
    """Create indexes and triggers in a store whose tables are there."""
    for statement in statements(connection.dialect.name):
        connection.exec_driver_sql(statement)


def statements(dialect: str) -> list[str]:
    """Return the SQL that creates indexes and triggers, one statement each.

    Args:
        dialect: ``sqlite`` or ``postgresql``.
    """
    plain, words = (_SQLITE, _SQLITE_WORDS) if dialect == "sqlite" else (_POSTGRESQL, _POSTGRESQL_WORDS)
    several = [plain, *(words.substitute(t=table, one=one, two=two) for table, one, two in INDEXED)]
    return [statement for sql in several for statement in sql.strip().split("\n\n")]
