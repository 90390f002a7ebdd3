"""What is told across articles: voices, stories, utterances, actors, corrections."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from onrecord.store.tables.columns import ID, METADATA, article, item, same_as, span

# A sample of an article's word triples, as hashes, to find what it may copy; of each band the newest holders.
SKETCHES = Table(
    "sketches",
    METADATA,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    article(primary=True),
    sqlite_with_rowid=False,
)

# One voice stands for one independent report: an article and all that copy it.
VOICES = Table(
    "voices",
    METADATA,
    Column("article", ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("voice", ID, nullable=False, index=True),  # articles.id of the original, or of the first known
    # articles.id of the voice of what stands in no passage
    Column("rest", ID, nullable=False, index=True, default=same_as("voice")),
    Column("agency", String, index=True),  # the agency that the text is from, where it can be told
    Column("share", Float, nullable=False, default=0.0),  # of its own words, 0 to 1, that others had first
    Column("placed_by", String, nullable=False, default=""),  # hash of the text, agency and day that tell the above
)

# Passages that an article shares with another that had them first.
PASSAGES = Table(
    "passages",
    METADATA,
    Column("id", ID, primary_key=True),
    article(),
    *span(),
    Column("of", ID, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("of_start", Integer, nullable=False),
    Column("of_end", Integer, nullable=False),
    Column("voice", ID, nullable=False, index=True, default=same_as("of")),  # articles.id of the voice that it is
)

STORIES = Table(
    "stories",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("title", Text),
    Column("title_article", ID),  # articles.id that the title is quoted from
    Column("first_on", String(10), nullable=False),
    Column("last_on", String(10), nullable=False, index=True),
    Column("articles", Integer, nullable=False),
    Column("voices", Integer, nullable=False),  # independent reports
    Column("merged_into", ID),  # stories.id it forwards to
    Column("closed", Boolean, nullable=False, default=False),
    Column("made_by", ID),  # corrections.id that began it
    Column("merged_by", ID),  # corrections.id by which it goes as a whole, for as long as that holds
)

STORY_ARTICLES = Table(
    "story_articles",
    METADATA,
    Column("article", ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("story", ID, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("by_hand", ID),  # corrections.id that put it there; null where the program did
    Column("was", ID),  # stories.id that it would be in without that correction
)

# Stories that a correction has parted: later articles do not make them one again.
STORIES_APART = Table(
    "stories_apart",
    METADATA,
    Column("correction", ID, ForeignKey("corrections.id", ondelete="CASCADE"), primary_key=True),
    Column("one", ID, primary_key=True, autoincrement=False),  # stories.id
    Column("other", ID, primary_key=True, autoincrement=False),
)

# Splits and merges, so that an id that was linked to can be followed.
STORY_CHANGES = Table(
    "story_changes",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("change", String, nullable=False),  # merged, split, moved (some articles went from `story` to `other`)
    Column("story", ID, nullable=False, index=True),
    Column("other", ID, nullable=False),
    Column("known_on", String(10), nullable=False),
    Column("because", ID),  # articles.id that brought it about
)

# What of an article is compared with others: its signature, and how alike it is to those that came before.
SIGNATURES = Table(
    "signatures",
    METADATA,
    article(primary=True),
    Column("signature", Text, nullable=False),  # JSON, see onrecord.story.signature
    Column("links", Text, nullable=False),  # JSON: articles.id to log odds and cosines
)

# The rarest words of each article, under which others like it are found.
FILED = Table(
    "filed",
    METADATA,
    Column("word", String, primary_key=True),
    Column("known_on", String(10), primary_key=True),
    article(primary=True),
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
    Column("statement", ID, ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    Column("utterance", ID, nullable=False, index=True),  # statements.id of the first of them that was stored
    article(),
    Column("likest", ID),  # the statement it was found by; null for the first
    Column("likeness", Float),  # how likely both report one utterance, 0 to 1
    Column("by_hand", ID),  # corrections.id that put it there, or that it stands alone by; null: the program did
)

# The ways to a statement: hashes of runs of its words and of its rare words.
UTTERANCE_KEYS = Table(
    "utterance_keys",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),  # its article was known; counted from year 1
    Column("statement", BigInteger, primary_key=True, autoincrement=False),
    article(),
    sqlite_with_rowid=False,
)

# Every name that articles give an actor, as written.
ACTOR_NAMES = Table(
    "actor_names",
    METADATA,
    Column("actor", ID, ForeignKey("actors.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("articles", Integer, nullable=False),
)

# What an actor is looked up by: names folded, posts, acronyms.
ACTOR_KEYS = Table(
    "actor_keys",
    METADATA,
    Column("key", String, primary_key=True),
    Column("actor", ID, ForeignKey("actors.id", ondelete="CASCADE"), primary_key=True),
    Column("articles", Integer, nullable=False),
    Column("first_on", String(10), nullable=False),
    Column("last_on", String(10), nullable=False),
)

# Which actor the program took an article's actor for, and why: `article_actors.actor` less the user's corrections.
# It outlives the record that it was made of, so that a re-reading can take back what the old record gave.
ACTOR_LINKS = Table(
    "actor_links",
    METADATA,
    Column("article_actor", ID, primary_key=True, autoincrement=False),
    article(),
    Column("actor", ID, ForeignKey("actors.id", ondelete="CASCADE"), nullable=False),
    Column("by_hand", ID, ForeignKey("actors.id", ondelete="SET NULL"), index=True),  # whose it is by a split
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
    item("article_actors", "article_actor", primary=True),
    article(),
    Column("key", String, nullable=False),
    Column("known_on", String(10), nullable=False),
    Column("candidates", Text, nullable=False),  # JSON: actors.id
)

# What later articles have shown: two actors are one (`merged`), or whom a name of an earlier article meant (`linked`).
ACTOR_CHANGES = Table(
    "actor_changes",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("change", String, nullable=False),
    Column("actor", ID, nullable=False, index=True),
    Column("other", ID, nullable=False, index=True),  # merged: actors.id; linked: article_actors.id
    Column("why", String, nullable=False),
    Column("known_on", String(10), nullable=False),
    Column("because", ID),  # articles.id that brought it about
)

# Corrections by the user, added to and never changed; what undoes one names it.
CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("made_at", String, nullable=False),
    Column("kind", String, nullable=False),  # merge, split, rename, wrong, mend, apart, together, move, undo
    Column("undoes", ID, ForeignKey("corrections.id"), index=True),
    Column("says", Text, nullable=False),  # JSON: what is corrected, by names and keys that survive a re-reading
)

# The articles that a correction speaks of, to find it again when one of them is read again.
CORRECTED_ARTICLES = Table(
    "corrected_articles",
    METADATA,
    Column("correction", ID, ForeignKey("corrections.id", ondelete="CASCADE"), primary_key=True),
    Column("article", ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("story", ID),  # of a move, stories.id that it put the article into
)

# What became different in the store, in order: what those that look on are told, and what caches hold by.
# A row for each story that looks different; added to and never changed; no keys, for it outlives what it speaks of.
CHANGES = Table(
    "changes",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("made_at", String, nullable=False),
    Column("kind", String, nullable=False),  # arrived, revised, reread, forgotten, merged, split, moved, corrected …
    Column("article", ID),
    Column("story", ID),  # stories.id; 0 where it may be any, null where it is none
    Column("other", ID),  # merged, split, moved: the other story; corrected, undone: corrections.id
)

Index("ix_changes_story", CHANGES.c.story, CHANGES.c.id)

# Where articles stand that corrections speak of, to find those that come after the correction was made or brought in.
CORRECTION_PLACES = Table(
    "correction_places",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("correction", ID, ForeignKey("corrections.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("url", String, index=True),
    Column("text_sha256", String(64), nullable=False, index=True),
)

# What corrections have changed in the records as they stand: written with them, removed with them.
CORRECTED_ITEMS = Table(
    "corrected_items",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("correction", ID, ForeignKey("corrections.id", ondelete="CASCADE"), nullable=False, index=True),
    article(),
    Column("kind", String, nullable=False),  # statement, figure, encounter, position, mention
    Column("item", ID, nullable=False, index=True),  # its id in that table; of a mention, its place as it was read
    Column("wrong", Boolean, nullable=False),
    Column("words", Text, nullable=False),  # that it was read from
    Column("spans", Text, nullable=False),  # JSON: [[start, end], …]
    Column("changes", Text, nullable=False),  # JSON: field, what was read, what is so
    Column("lost", Text, nullable=False),  # JSON: fields whose words are no longer found
)

Index("ix_stories_apart_one", STORIES_APART.c.one, STORIES_APART.c.other)
# Few stories have either.
_BY_HAND = UTTERANCES.c.by_hand.is_not(None)
Index("ix_utterances_by_hand", UTTERANCES.c.by_hand, sqlite_where=_BY_HAND, postgresql_where=_BY_HAND)
_MADE, _MERGED = STORIES.c.made_by.is_not(None), STORIES.c.merged_by.is_not(None)
Index("ix_stories_made_by", STORIES.c.made_by, sqlite_where=_MADE, postgresql_where=_MADE)
Index("ix_stories_merged_by", STORIES.c.merged_by, sqlite_where=_MERGED, postgresql_where=_MERGED)
Index("ix_actor_keys_key_last_on", ACTOR_KEYS.c.key, ACTOR_KEYS.c.last_on)
Index("ix_actor_links_actor", ACTOR_LINKS.c.actor, ACTOR_LINKS.c.article_actor)
Index("ix_actor_doubts_key", ACTOR_DOUBTS.c.key, ACTOR_DOUBTS.c.known_on)
