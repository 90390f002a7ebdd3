CREATE TABLE actor_changes (
  id INTEGER NOT NULL,
  change VARCHAR NOT NULL,
  actor INTEGER NOT NULL,
  other INTEGER NOT NULL,
  why VARCHAR NOT NULL,
  known_on VARCHAR(10) NOT NULL,
  because INTEGER,
  CONSTRAINT pk_actor_changes PRIMARY KEY (id)
)

CREATE INDEX ix_actor_changes_actor ON actor_changes (actor)

CREATE INDEX ix_actor_changes_other ON actor_changes (other)

CREATE TABLE actors (
  id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  wikidata VARCHAR,
  articles INTEGER NOT NULL,
  same_as INTEGER,
  split_by INTEGER,
  named_by INTEGER,
  found_name VARCHAR,
  CONSTRAINT pk_actors PRIMARY KEY (id)
)

CREATE INDEX ix_actors_name ON actors (name)

CREATE INDEX ix_actors_same_as ON actors (same_as)

CREATE INDEX ix_actors_wikidata ON actors (wikidata)

CREATE TABLE alerts (
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind VARCHAR NOT NULL,
  asked TEXT NOT NULL,
  made_at VARCHAR NOT NULL,
  webhook TEXT,
  secret VARCHAR,
  allow_local BOOLEAN NOT NULL,
  cursor INTEGER NOT NULL,
  state TEXT NOT NULL,
  CONSTRAINT pk_alerts PRIMARY KEY (id)
)

CREATE TABLE changes (
  id INTEGER NOT NULL,
  made_at VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  article INTEGER,
  story INTEGER,
  other INTEGER,
  CONSTRAINT pk_changes PRIMARY KEY (id)
)

CREATE INDEX ix_changes_story ON changes (story, id)

CREATE TABLE corrections (
  id INTEGER NOT NULL,
  made_at VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  undoes INTEGER,
  says TEXT NOT NULL,
  CONSTRAINT pk_corrections PRIMARY KEY (id),
  CONSTRAINT fk_corrections_undoes FOREIGN KEY(undoes) REFERENCES corrections (id)
)

CREATE INDEX ix_corrections_undoes ON corrections (undoes)

CREATE TABLE fetches (
  url VARCHAR NOT NULL,
  etag VARCHAR,
  last_modified VARCHAR,
  fetched_at VARCHAR NOT NULL,
  status INTEGER NOT NULL,
  CONSTRAINT pk_fetches PRIMARY KEY (url)
)

CREATE TABLE gaps (
  id INTEGER NOT NULL,
  article INTEGER,
  url VARCHAR,
  text_sha256 VARCHAR(64),
  forgotten_at VARCHAR NOT NULL,
  reason VARCHAR,
  CONSTRAINT pk_gaps PRIMARY KEY (id)
)

CREATE INDEX ix_gaps_article ON gaps (article)

CREATE INDEX ix_gaps_text_sha256 ON gaps (text_sha256)

CREATE INDEX ix_gaps_url ON gaps (url)

CREATE TABLE models (
  id INTEGER NOT NULL,
  onrecord VARCHAR NOT NULL,
  models TEXT NOT NULL,
  CONSTRAINT pk_models PRIMARY KEY (id),
  CONSTRAINT uq_models_onrecord_models UNIQUE (onrecord, models)
)

CREATE TABLE pages (
  sha256 VARCHAR(64) NOT NULL,
  media_type VARCHAR NOT NULL,
  size INTEGER NOT NULL,
  stored_at VARCHAR NOT NULL,
  bytes BLOB,
  CONSTRAINT pk_pages PRIMARY KEY (sha256)
)

CREATE INDEX ix_pages_stored_at ON pages (stored_at)

CREATE TABLE runs (
  id INTEGER NOT NULL,
  command VARCHAR NOT NULL,
  started_at VARCHAR NOT NULL,
  ended_at VARCHAR,
  added INTEGER NOT NULL,
  known INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  CONSTRAINT pk_runs PRIMARY KEY (id)
)

CREATE TABLE stories (
  id INTEGER NOT NULL,
  title TEXT,
  title_article INTEGER,
  first_on VARCHAR(10) NOT NULL,
  last_on VARCHAR(10) NOT NULL,
  articles INTEGER NOT NULL,
  voices INTEGER NOT NULL,
  merged_into INTEGER,
  closed BOOLEAN NOT NULL,
  made_by INTEGER,
  merged_by INTEGER,
  CONSTRAINT pk_stories PRIMARY KEY (id)
)

CREATE INDEX ix_stories_last_on ON stories (last_on)

CREATE INDEX ix_stories_made_by ON stories (made_by) WHERE made_by IS NOT NULL

CREATE INDEX ix_stories_merged_by ON stories (merged_by) WHERE merged_by IS NOT NULL

CREATE TABLE story_changes (
  id INTEGER NOT NULL,
  change VARCHAR NOT NULL,
  story INTEGER NOT NULL,
  other INTEGER NOT NULL,
  known_on VARCHAR(10) NOT NULL,
  because INTEGER,
  CONSTRAINT pk_story_changes PRIMARY KEY (id)
)

CREATE INDEX ix_story_changes_story ON story_changes (story)

CREATE TABLE word_counts (
  word VARCHAR NOT NULL,
  articles INTEGER NOT NULL,
  CONSTRAINT pk_word_counts PRIMARY KEY (word)
)
 WITHOUT ROWID

CREATE TABLE actor_keys (
  "key" VARCHAR NOT NULL,
  actor INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  first_on VARCHAR(10) NOT NULL,
  last_on VARCHAR(10) NOT NULL,
  CONSTRAINT pk_actor_keys PRIMARY KEY ("key", actor),
  CONSTRAINT fk_actor_keys_actor FOREIGN KEY(actor) REFERENCES actors (id) ON DELETE CASCADE
)

CREATE INDEX ix_actor_keys_key_last_on ON actor_keys ("key", last_on)

CREATE TABLE actor_names (
  actor INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  articles INTEGER NOT NULL,
  CONSTRAINT pk_actor_names PRIMARY KEY (actor, name),
  CONSTRAINT fk_actor_names_actor FOREIGN KEY(actor) REFERENCES actors (id) ON DELETE CASCADE
)

CREATE TABLE articles (
  id INTEGER NOT NULL,
  url VARCHAR,
  outlet VARCHAR,
  agency VARCHAR,
  section VARCHAR,
  language VARCHAR,
  title VARCHAR,
  standfirst TEXT,
  authors TEXT NOT NULL,
  published VARCHAR,
  modified VARCHAR,
  published_on VARCHAR(10),
  first_seen VARCHAR NOT NULL,
  known_on VARCHAR(10) NOT NULL,
  in_order INTEGER NOT NULL,
  dateline VARCHAR,
  text TEXT NOT NULL,
  text_sha256 VARCHAR(64) NOT NULL,
  revision INTEGER NOT NULL,
  record_sha256 VARCHAR(64) NOT NULL,
  models INTEGER NOT NULL,
  CONSTRAINT pk_articles PRIMARY KEY (id),
  CONSTRAINT fk_articles_models FOREIGN KEY(models) REFERENCES models (id)
)

CREATE UNIQUE INDEX ix_articles_in_order ON articles (in_order)

CREATE INDEX ix_articles_known_on ON articles (known_on)

CREATE INDEX ix_articles_outlet ON articles (outlet)

CREATE INDEX ix_articles_text_sha256 ON articles (text_sha256)

CREATE INDEX ix_articles_url ON articles (url)

CREATE TABLE correction_places (
  id INTEGER NOT NULL,
  correction INTEGER NOT NULL,
  url VARCHAR,
  text_sha256 VARCHAR(64) NOT NULL,
  CONSTRAINT pk_correction_places PRIMARY KEY (id),
  CONSTRAINT fk_correction_places_correction FOREIGN KEY(correction) REFERENCES corrections (id) ON DELETE CASCADE
)

CREATE INDEX ix_correction_places_correction ON correction_places (correction)

CREATE INDEX ix_correction_places_text_sha256 ON correction_places (text_sha256)

CREATE INDEX ix_correction_places_url ON correction_places (url)

CREATE TABLE failures (
  id INTEGER NOT NULL,
  run INTEGER NOT NULL,
  page VARCHAR NOT NULL,
  cause VARCHAR NOT NULL,
  remedy VARCHAR NOT NULL,
  failed_at VARCHAR NOT NULL,
  CONSTRAINT pk_failures PRIMARY KEY (id),
  CONSTRAINT fk_failures_run FOREIGN KEY(run) REFERENCES runs (id) ON DELETE CASCADE
)

CREATE INDEX ix_failures_run ON failures (run)

CREATE TABLE stories_apart (
  correction INTEGER NOT NULL,
  one INTEGER NOT NULL,
  other INTEGER NOT NULL,
  CONSTRAINT pk_stories_apart PRIMARY KEY (correction, one, other),
  CONSTRAINT fk_stories_apart_correction FOREIGN KEY(correction) REFERENCES corrections (id) ON DELETE CASCADE
)

CREATE INDEX ix_stories_apart_one ON stories_apart (one, other)

CREATE TABLE actor_links (
  article_actor INTEGER NOT NULL,
  article INTEGER NOT NULL,
  actor INTEGER NOT NULL,
  by_hand INTEGER,
  how VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  role VARCHAR,
  place VARCHAR,
  sex VARCHAR(1),
  found_by TEXT NOT NULL,
  CONSTRAINT pk_actor_links PRIMARY KEY (article_actor),
  CONSTRAINT fk_actor_links_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
  CONSTRAINT fk_actor_links_actor FOREIGN KEY(actor) REFERENCES actors (id) ON DELETE CASCADE,
  CONSTRAINT fk_actor_links_by_hand FOREIGN KEY(by_hand) REFERENCES actors (id) ON DELETE SET NULL
)

CREATE INDEX ix_actor_links_actor ON actor_links (actor, article_actor)

CREATE INDEX ix_actor_links_article ON actor_links (article)

CREATE INDEX ix_actor_links_by_hand ON actor_links (by_hand)

CREATE TABLE article_actors (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  actor INTEGER,
  name VARCHAR NOT NULL,
  name_from VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  role VARCHAR,
  "of" INTEGER,
  wikidata VARCHAR,
  members TEXT NOT NULL,
  CONSTRAINT pk_article_actors PRIMARY KEY (id),
  CONSTRAINT fk_article_actors_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
  CONSTRAINT fk_article_actors_actor FOREIGN KEY(actor) REFERENCES actors (id) ON DELETE SET NULL
)

CREATE INDEX ix_article_actors_actor ON article_actors (actor, id)

CREATE INDEX ix_article_actors_article ON article_actors (article)

CREATE TABLE blocks (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  at VARCHAR,
  published VARCHAR,
  CONSTRAINT pk_blocks PRIMARY KEY (id),
  CONSTRAINT fk_blocks_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)

CREATE INDEX ix_blocks_article ON blocks (article)

CREATE TABLE corrected_articles (
  correction INTEGER NOT NULL,
  article INTEGER NOT NULL,
  story INTEGER,
  CONSTRAINT pk_corrected_articles PRIMARY KEY (correction, article),
  CONSTRAINT fk_corrected_articles_correction FOREIGN KEY(correction) REFERENCES corrections (id) ON DELETE CASCADE,
  CONSTRAINT fk_corrected_articles_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)

CREATE INDEX ix_corrected_articles_article ON corrected_articles (article)

CREATE TABLE corrected_items (
  id INTEGER NOT NULL,
  correction INTEGER NOT NULL,
  article INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  item INTEGER NOT NULL,
  wrong BOOLEAN NOT NULL,
  words TEXT NOT NULL,
  spans TEXT NOT NULL,
  changes TEXT NOT NULL,
  lost TEXT NOT NULL,
  CONSTRAINT pk_corrected_items PRIMARY KEY (id),
  CONSTRAINT fk_corrected_items_correction FOREIGN KEY(correction) REFERENCES corrections (id) ON DELETE CASCADE,
  CONSTRAINT fk_corrected_items_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)

CREATE INDEX ix_corrected_items_article ON corrected_items (article)

CREATE INDEX ix_corrected_items_correction ON corrected_items (correction)

CREATE INDEX ix_corrected_items_item ON corrected_items (item)

CREATE TABLE dates (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  words TEXT NOT NULL,
  type VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  CONSTRAINT pk_dates PRIMARY KEY (id),
  CONSTRAINT fk_dates_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)

CREATE INDEX ix_dates_article ON dates (article)

CREATE TABLE filed (
  word VARCHAR NOT NULL,
  known_on VARCHAR(10) NOT NULL,
  article INTEGER NOT NULL,
  weight FLOAT NOT NULL,
  CONSTRAINT pk_filed PRIMARY KEY (word, known_on, article),
  CONSTRAINT fk_filed_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)
 WITHOUT ROWID

CREATE INDEX ix_filed_article ON filed (article)

CREATE TABLE notes (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  level VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  message TEXT NOT NULL,
  CONSTRAINT pk_notes PRIMARY KEY (id),
  CONSTRAINT fk_notes_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)

CREATE INDEX ix_notes_article ON notes (article)

CREATE TABLE notices (
  id INTEGER NOT NULL,
  alert INTEGER NOT NULL,
  item VARCHAR NOT NULL,
  made_at VARCHAR NOT NULL,
  article INTEGER NOT NULL,
  "key" VARCHAR,
  title TEXT NOT NULL,
  words TEXT NOT NULL,
  CONSTRAINT pk_notices PRIMARY KEY (id),
  CONSTRAINT fk_notices_alert FOREIGN KEY(alert) REFERENCES alerts (id) ON DELETE CASCADE,
  CONSTRAINT fk_notices_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)

CREATE UNIQUE INDEX ix_notices_alert_item ON notices (alert, item)

CREATE INDEX ix_notices_article ON notices (article)

CREATE TABLE passages (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  "of" INTEGER NOT NULL,
  of_start INTEGER NOT NULL,
  of_end INTEGER NOT NULL,
  voice INTEGER NOT NULL,
  CONSTRAINT pk_passages PRIMARY KEY (id),
  CONSTRAINT fk_passages_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
  CONSTRAINT fk_passages_of FOREIGN KEY("of") REFERENCES articles (id) ON DELETE CASCADE
)

CREATE INDEX ix_passages_article ON passages (article)

CREATE INDEX ix_passages_of ON passages ("of")

CREATE INDEX ix_passages_voice ON passages (voice)

CREATE TABLE revisions (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  number INTEGER NOT NULL,
  text_sha256 VARCHAR(64) NOT NULL,
  page VARCHAR(64),
  first_seen VARCHAR NOT NULL,
  CONSTRAINT pk_revisions PRIMARY KEY (id),
  CONSTRAINT uq_revisions_article_number UNIQUE (article, number),
  CONSTRAINT fk_revisions_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
  CONSTRAINT fk_revisions_page FOREIGN KEY(page) REFERENCES pages (sha256)
)

CREATE INDEX ix_revisions_article ON revisions (article)

CREATE INDEX ix_revisions_page ON revisions (page)

CREATE INDEX ix_revisions_text_sha256 ON revisions (text_sha256)

CREATE TABLE signatures (
  article INTEGER NOT NULL,
  signature TEXT NOT NULL,
  links TEXT NOT NULL,
  CONSTRAINT pk_signatures PRIMARY KEY (article),
  CONSTRAINT fk_signatures_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)

CREATE INDEX ix_signatures_article ON signatures (article)

CREATE TABLE sketches (
  band BIGINT NOT NULL,
  article INTEGER NOT NULL,
  CONSTRAINT pk_sketches PRIMARY KEY (band, article),
  CONSTRAINT fk_sketches_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)
 WITHOUT ROWID

CREATE INDEX ix_sketches_article ON sketches (article)

CREATE TABLE story_articles (
  article INTEGER NOT NULL,
  story INTEGER NOT NULL,
  by_hand INTEGER,
  was INTEGER,
  CONSTRAINT pk_story_articles PRIMARY KEY (article),
  CONSTRAINT fk_story_articles_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
  CONSTRAINT fk_story_articles_story FOREIGN KEY(story) REFERENCES stories (id) ON DELETE CASCADE
)

CREATE INDEX ix_story_articles_story ON story_articles (story)

CREATE TABLE utterance_keys (
  "key" BIGINT NOT NULL,
  day INTEGER NOT NULL,
  statement BIGINT NOT NULL,
  article INTEGER NOT NULL,
  CONSTRAINT pk_utterance_keys PRIMARY KEY ("key", day, statement),
  CONSTRAINT fk_utterance_keys_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)
 WITHOUT ROWID

CREATE INDEX ix_utterance_keys_article ON utterance_keys (article)

CREATE TABLE voices (
  article INTEGER NOT NULL,
  voice INTEGER NOT NULL,
  rest INTEGER NOT NULL,
  agency VARCHAR,
  share FLOAT NOT NULL,
  placed_by VARCHAR NOT NULL,
  CONSTRAINT pk_voices PRIMARY KEY (article),
  CONSTRAINT fk_voices_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)

CREATE INDEX ix_voices_agency ON voices (agency)

CREATE INDEX ix_voices_rest ON voices (rest)

CREATE INDEX ix_voices_voice ON voices (voice)

CREATE TABLE actor_doubts (
  article_actor INTEGER NOT NULL,
  article INTEGER NOT NULL,
  "key" VARCHAR NOT NULL,
  known_on VARCHAR(10) NOT NULL,
  candidates TEXT NOT NULL,
  CONSTRAINT pk_actor_doubts PRIMARY KEY (article_actor),
  CONSTRAINT fk_actor_doubts_article_actor FOREIGN KEY(article_actor) REFERENCES article_actors (id) ON DELETE CASCADE,
  CONSTRAINT fk_actor_doubts_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)

CREATE INDEX ix_actor_doubts_article ON actor_doubts (article)

CREATE INDEX ix_actor_doubts_key ON actor_doubts ("key", known_on)

CREATE TABLE deliveries (
  notice INTEGER NOT NULL,
  status VARCHAR NOT NULL,
  attempts INTEGER NOT NULL,
  next_at VARCHAR NOT NULL,
  error TEXT,
  CONSTRAINT pk_deliveries PRIMARY KEY (notice),
  CONSTRAINT fk_deliveries_notice FOREIGN KEY(notice) REFERENCES notices (id) ON DELETE CASCADE
)

CREATE INDEX ix_deliveries_status_next_at ON deliveries (status, next_at)

CREATE TABLE encounters (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  "key" VARCHAR(16) NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  words TEXT NOT NULL,
  mentions TEXT NOT NULL,
  type VARCHAR NOT NULL,
  host INTEGER,
  place VARCHAR,
  date VARCHAR,
  duration VARCHAR,
  ordinal INTEGER,
  status VARCHAR NOT NULL,
  statement INTEGER,
  event VARCHAR,
  event_mode VARCHAR,
  confidence FLOAT NOT NULL,
  mended INTEGER,
  CONSTRAINT pk_encounters PRIMARY KEY (id),
  CONSTRAINT fk_encounters_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
  CONSTRAINT fk_encounters_host FOREIGN KEY(host) REFERENCES article_actors (id) ON DELETE CASCADE
)

CREATE INDEX ix_encounters_article ON encounters (article)

CREATE INDEX ix_encounters_date ON encounters (date)

CREATE TABLE figures (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  "key" VARCHAR(16) NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  words TEXT NOT NULL,
  low NUMERIC,
  high NUMERIC,
  approx BOOLEAN NOT NULL,
  measure VARCHAR NOT NULL,
  what TEXT,
  unit VARCHAR,
  currency VARCHAR,
  place VARCHAR,
  period_from VARCHAR,
  period_to VARCHAR,
  as_of VARCHAR,
  cumulative BOOLEAN,
  source INTEGER,
  chain TEXT NOT NULL,
  statement INTEGER,
  part_of INTEGER,
  change VARCHAR,
  confidence FLOAT NOT NULL,
  mended INTEGER,
  CONSTRAINT pk_figures PRIMARY KEY (id),
  CONSTRAINT fk_figures_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
  CONSTRAINT fk_figures_source FOREIGN KEY(source) REFERENCES article_actors (id) ON DELETE CASCADE
)

CREATE INDEX ix_figures_article ON figures (article)

CREATE INDEX ix_figures_change ON figures (change) WHERE change IS NOT NULL

CREATE INDEX ix_figures_measure_place ON figures (measure, place)

CREATE INDEX ix_figures_place ON figures (place)

CREATE TABLE mentions (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  actor INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  words TEXT NOT NULL,
  CONSTRAINT pk_mentions PRIMARY KEY (id),
  CONSTRAINT fk_mentions_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
  CONSTRAINT fk_mentions_actor FOREIGN KEY(actor) REFERENCES article_actors (id) ON DELETE CASCADE
)

CREATE INDEX ix_mentions_actor ON mentions (actor)

CREATE INDEX ix_mentions_article ON mentions (article)

CREATE TABLE positions (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  "key" VARCHAR(16) NOT NULL,
  holder INTEGER,
  issue TEXT NOT NULL,
  issue_spans TEXT NOT NULL,
  stance VARCHAR NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  words TEXT NOT NULL,
  statement INTEGER,
  change VARCHAR NOT NULL,
  confidence FLOAT NOT NULL,
  mended INTEGER,
  CONSTRAINT pk_positions PRIMARY KEY (id),
  CONSTRAINT fk_positions_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
  CONSTRAINT fk_positions_holder FOREIGN KEY(holder) REFERENCES article_actors (id) ON DELETE CASCADE
)

CREATE INDEX ix_positions_article ON positions (article)

CREATE INDEX ix_positions_holder ON positions (holder)

CREATE TABLE readings (
  id INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  models INTEGER NOT NULL,
  read_at VARCHAR NOT NULL,
  record_sha256 VARCHAR(64) NOT NULL,
  record BLOB NOT NULL,
  CONSTRAINT pk_readings PRIMARY KEY (id),
  CONSTRAINT fk_readings_revision FOREIGN KEY(revision) REFERENCES revisions (id) ON DELETE CASCADE,
  CONSTRAINT fk_readings_models FOREIGN KEY(models) REFERENCES models (id)
)

CREATE INDEX ix_readings_revision ON readings (revision)

CREATE TABLE sightings (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  url VARCHAR,
  source VARCHAR NOT NULL,
  page VARCHAR(64),
  seen_at VARCHAR NOT NULL,
  run INTEGER,
  CONSTRAINT pk_sightings PRIMARY KEY (id),
  CONSTRAINT fk_sightings_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
  CONSTRAINT fk_sightings_revision FOREIGN KEY(revision) REFERENCES revisions (id) ON DELETE CASCADE,
  CONSTRAINT fk_sightings_run FOREIGN KEY(run) REFERENCES runs (id) ON DELETE SET NULL
)

CREATE INDEX ix_sightings_article ON sightings (article)

CREATE INDEX ix_sightings_page ON sightings (page)

CREATE INDEX ix_sightings_revision ON sightings (revision)

CREATE INDEX ix_sightings_run ON sightings (run)

CREATE INDEX ix_sightings_source ON sightings (source)

CREATE INDEX ix_sightings_url ON sightings (url)

CREATE TABLE statements (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  known_on VARCHAR(10) NOT NULL,
  in_order INTEGER NOT NULL,
  actor INTEGER,
  "key" VARCHAR(16) NOT NULL,
  source_start INTEGER,
  source_end INTEGER,
  source TEXT,
  cue_start INTEGER,
  cue_end INTEGER,
  cue TEXT,
  start INTEGER,
  "end" INTEGER,
  content TEXT NOT NULL,
  kind VARCHAR NOT NULL,
  speaker INTEGER,
  grade VARCHAR NOT NULL,
  within INTEGER,
  mode VARCHAR NOT NULL,
  act VARCHAR NOT NULL,
  reiterates BOOLEAN NOT NULL,
  said_on VARCHAR,
  topics TEXT NOT NULL,
  event VARCHAR,
  event_mode VARCHAR,
  confidence FLOAT NOT NULL,
  mended INTEGER,
  CONSTRAINT pk_statements PRIMARY KEY (id),
  CONSTRAINT fk_statements_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
  CONSTRAINT fk_statements_actor FOREIGN KEY(actor) REFERENCES actors (id) ON DELETE SET NULL,
  CONSTRAINT fk_statements_speaker FOREIGN KEY(speaker) REFERENCES article_actors (id) ON DELETE CASCADE
)

CREATE INDEX ix_statements_actor_in_order ON statements (actor, in_order)

CREATE INDEX ix_statements_actor_mode ON statements (actor, mode, in_order) WHERE mode != 'affirm'

CREATE INDEX ix_statements_article ON statements (article)

CREATE UNIQUE INDEX ix_statements_in_order ON statements (in_order)

CREATE INDEX ix_statements_speaker ON statements (speaker)

CREATE TABLE contents (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  statement INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  CONSTRAINT pk_contents PRIMARY KEY (id),
  CONSTRAINT fk_contents_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
  CONSTRAINT fk_contents_statement FOREIGN KEY(statement) REFERENCES statements (id) ON DELETE CASCADE
)

CREATE INDEX ix_contents_article ON contents (article)

CREATE INDEX ix_contents_statement ON contents (statement)

CREATE TABLE hands (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  statement INTEGER NOT NULL,
  part VARCHAR NOT NULL,
  place INTEGER NOT NULL,
  actor INTEGER NOT NULL,
  CONSTRAINT pk_hands PRIMARY KEY (id),
  CONSTRAINT fk_hands_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
  CONSTRAINT fk_hands_statement FOREIGN KEY(statement) REFERENCES statements (id) ON DELETE CASCADE,
  CONSTRAINT fk_hands_actor FOREIGN KEY(actor) REFERENCES article_actors (id) ON DELETE CASCADE
)

CREATE INDEX ix_hands_actor ON hands (actor)

CREATE INDEX ix_hands_article ON hands (article)

CREATE INDEX ix_hands_statement ON hands (statement)

CREATE TABLE participants (
  id INTEGER NOT NULL,
  article INTEGER NOT NULL,
  encounter INTEGER NOT NULL,
  actor INTEGER NOT NULL,
  CONSTRAINT pk_participants PRIMARY KEY (id),
  CONSTRAINT fk_participants_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
  CONSTRAINT fk_participants_encounter FOREIGN KEY(encounter) REFERENCES encounters (id) ON DELETE CASCADE,
  CONSTRAINT fk_participants_actor FOREIGN KEY(actor) REFERENCES article_actors (id) ON DELETE CASCADE
)

CREATE INDEX ix_participants_actor ON participants (actor)

CREATE INDEX ix_participants_article ON participants (article)

CREATE INDEX ix_participants_encounter ON participants (encounter)

CREATE TABLE utterances (
  statement INTEGER NOT NULL,
  utterance INTEGER NOT NULL,
  article INTEGER NOT NULL,
  likest INTEGER,
  likeness FLOAT,
  by_hand INTEGER,
  CONSTRAINT pk_utterances PRIMARY KEY (statement),
  CONSTRAINT fk_utterances_statement FOREIGN KEY(statement) REFERENCES statements (id) ON DELETE CASCADE,
  CONSTRAINT fk_utterances_article FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)

CREATE INDEX ix_utterances_article ON utterances (article)

CREATE INDEX ix_utterances_by_hand ON utterances (by_hand) WHERE by_hand IS NOT NULL

CREATE INDEX ix_utterances_utterance ON utterances (utterance)

CREATE TRIGGER statements_actor AFTER UPDATE OF actor ON article_actors WHEN old.actor IS NOT new.actor BEGIN
  UPDATE statements SET actor = new.actor WHERE speaker = new.id;
END

CREATE VIRTUAL TABLE statements_words USING fts5(
  content, source, content='statements', content_rowid='in_order', tokenize='porter unicode61 remove_diacritics 2')

CREATE TRIGGER statements_words_insert AFTER INSERT ON statements BEGIN
  INSERT INTO statements_words(rowid, content, source) VALUES (new.in_order, new.content, new.source);
END

CREATE TRIGGER statements_words_delete AFTER DELETE ON statements BEGIN
  INSERT INTO statements_words(statements_words, rowid, content, source) VALUES ('delete', old.in_order, old.content, old.source);
END

CREATE TRIGGER statements_words_update AFTER UPDATE OF in_order, content, source ON statements
WHEN old.in_order <> new.in_order OR old.content IS NOT new.content OR old.source IS NOT new.source BEGIN
  INSERT INTO statements_words(statements_words, rowid, content, source) VALUES ('delete', old.in_order, old.content, old.source);
  INSERT INTO statements_words(rowid, content, source) VALUES (new.in_order, new.content, new.source);
END

CREATE VIRTUAL TABLE articles_words USING fts5(
  title, text, content='articles', content_rowid='in_order', tokenize='porter unicode61 remove_diacritics 2')

CREATE TRIGGER articles_words_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_words(rowid, title, text) VALUES (new.in_order, new.title, new.text);
END

CREATE TRIGGER articles_words_delete AFTER DELETE ON articles BEGIN
  INSERT INTO articles_words(articles_words, rowid, title, text) VALUES ('delete', old.in_order, old.title, old.text);
END

CREATE TRIGGER articles_words_update AFTER UPDATE OF in_order, title, text ON articles
WHEN old.in_order <> new.in_order OR old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
  INSERT INTO articles_words(articles_words, rowid, title, text) VALUES ('delete', old.in_order, old.title, old.text);
  INSERT INTO articles_words(rowid, title, text) VALUES (new.in_order, new.title, new.text);
END
