"""Stories: which article is in which, what changed among them, and what finds the ones that an article may belong to.

Every look-up is bounded: by the words asked for, by days and by a number of rows. None of them reads more in a larger
store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.store import schema
from onrecord.store.many import each
from onrecord.store.rows import StoryRow
from onrecord.store.who import chunks

EVERY = "*"

_FILED = (
    "SELECT {n} AS nth, article, weight FROM filed WHERE word = :key{n} AND known_on BETWEEN :since AND :until "
    "ORDER BY known_on DESC, article DESC LIMIT :most"
)
_LATEST = (
    "SELECT {n} AS nth, a.id FROM story_articles s JOIN articles a ON a.id = s.article WHERE s.story = :key{n} "
    "ORDER BY a.known_on DESC, a.id DESC LIMIT :most"
)


class StoryChange(msgspec.Struct, frozen=True):
    """A change among stories.

    Args:
        change: ``merged`` (``other`` goes on in ``story``), ``split`` (``other`` came out of ``story``) or ``moved``
            (articles went from ``story`` to ``other``).
        because: id of the article that brought it about.
    """

    change: str
    story: int
    other: int
    known_on: str
    because: int | None


class Report(msgspec.Struct, frozen=True):
    """What stories are made of: an article as it is grouped.

    Args:
        published_on: ISO day, where the page says it.
        blocks: kind, start and end of each, in reading order.
    """

    article: int
    title: str | None
    known_on: str
    published_on: str | None
    text: str
    blocks: tuple[tuple[str, int, int], ...]


def reports(connection: Connection, articles: Iterable[int]) -> dict[int, Report]:
    """Return articles as they are grouped, by their ids."""
    found: dict[int, Report] = {}
    column, block = schema.ARTICLES.c, schema.BLOCKS.c
    for part in chunks(articles):
        blocks: dict[int, list[tuple[str, int, int]]] = {}
        query = select(block.article, block.kind, block.start, block.end).where(block.article.in_(part))
        for article, kind, start, end in connection.execute(query.order_by(block.article, block.start)):
            blocks.setdefault(article, []).append((kind, start, end))
        rows = select(column.id, column.title, column.known_on, column.published_on, column.text)
        for row in connection.execute(rows.where(column.id.in_(part))):
            found[row.id] = Report(*row, blocks=tuple(blocks.get(row.id, ())))
    return found


def filed(
    connection: Connection, words: Sequence[str], days: tuple[str, str], most: int
) -> Iterator[tuple[str, int, float]]:
    """Yield the latest articles that are filed under some words: word by word, each with its weight.

    Args:
        days: the first and the last day on which they were known.
        most: articles of each word.
    """
    asked = {"since": days[0], "until": days[1], "most": most}
    for word, row in each(connection, _FILED, words, asked):
        yield word, row.article, row.weight


def word_counts(connection: Connection, words: Iterable[str]) -> Counter[str]:
    """Return in how many signatures each word stands."""
    column = schema.WORD_COUNTS.c
    found: Counter[str] = Counter()
    for part in chunks(words):
        rows = connection.execute(select(column.word, column.articles).where(column.word.in_(part)))
        found.update({row.word: row.articles for row in rows})
    return found


def signatures(connection: Connection, articles: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return the signature and the links of articles, as JSON."""
    column = schema.SIGNATURES.c
    found = {}
    for part in chunks(articles):
        query = select(column.article, column.signature, column.links).where(column.article.in_(part))
        found.update({row.article: (row.signature, row.links) for row in connection.execute(query)})
    return found


def keep_signature(
    connection: Connection, article: int, kept: tuple[str, str], filed_under: Iterable[tuple[str, float]], known_on: str
) -> None:
    """Keep what of an article is compared.

    Args:
        kept: its signature and links, as JSON.
        filed_under: its rarest words, with their weights.
    """
    connection.execute(insert(schema.SIGNATURES), {"article": article, "signature": kept[0], "links": kept[1]})
    rows = [{"word": w, "known_on": known_on, "article": article, "weight": weight} for w, weight in filed_under]
    if rows:
        connection.execute(insert(schema.FILED), rows)


def count_words(connection: Connection, words: Iterable[str], by: int) -> None:
    """Count the words of a signature, or count them no more.

    Args:
        by: 1 or -1.
    """
    table = schema.WORD_COUNTS
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    adding = dialect.Insert(table)
    adding = adding.on_conflict_do_update(
        index_elements=[table.c.word], set_={"articles": table.c.articles + adding.excluded.articles}
    )
    # In one order, whoever writes: two orders could wait for each other.
    connection.execute(adding, [{"word": word, "articles": by} for word in sorted({EVERY, *words})])


def forget_signature(connection: Connection, article: int) -> None:
    """Remove what was kept of an article to compare."""
    for table in (schema.FILED, schema.SIGNATURES, schema.STORY_ARTICLES):
        connection.execute(delete(table).where(table.c.article == article))


def stories_of(connection: Connection, articles: Iterable[int]) -> dict[int, int]:
    """Return the story of each article that is in one."""
    column = schema.STORY_ARTICLES.c
    found = {}
    for part in chunks(articles):
        rows = connection.execute(select(column.article, column.story).where(column.article.in_(part)))
        found.update({row.article: row.story for row in rows})
    return found


def latest(connection: Connection, stories: Sequence[int], most: int) -> dict[int, list[int]]:
    """Return the latest articles of stories, the latest first; those without are missing."""
    found: dict[int, list[int]] = {}
    for story, row in each(connection, _LATEST, stories, {"most": most}):
        found.setdefault(story, []).append(row.id)
    return found


def sizes(connection: Connection, stories: Iterable[int]) -> dict[int, int]:
    """Return how many articles stories hold, as they were counted last."""
    column = schema.STORIES.c
    found = {}
    for part in chunks(stories):
        rows = connection.execute(select(column.id, column.articles).where(column.id.in_(part)))
        found.update({row.id: row.articles for row in rows})
    return found


def new_story(connection: Connection, known_on: str) -> int:
    """Begin a story that holds nothing yet, and return its id; no id is ever given twice."""
    row = {"first_on": known_on, "last_on": known_on, "articles": 0, "voices": 0, "closed": False}
    return int(connection.execute(insert(schema.STORIES).returning(schema.STORIES.c.id), row).scalar_one())


def put(connection: Connection, article: int, story: int) -> None:
    """Put an article that is in no story into one."""
    connection.execute(insert(schema.STORY_ARTICLES), {"article": article, "story": story})


def move(connection: Connection, articles: Sequence[int], story: int) -> None:
    """Put articles into another story."""
    column = schema.STORY_ARTICLES.c
    for part in chunks(articles):
        connection.execute(update(schema.STORY_ARTICLES).where(column.article.in_(part)).values(story=story))


def merge(connection: Connection, story: int, other: int) -> None:
    """Put all articles of a story into another, which its id leads to from now on."""
    held, stories, apart = schema.STORY_ARTICLES, schema.STORIES, schema.STORIES_APART
    connection.execute(update(held).where(held.c.story == other).values(story=story))
    connection.execute(update(held).where(held.c.was == other).values(was=story))
    for column in (apart.c.one, apart.c.other):
        connection.execute(update(apart).where(column == other).values({column: story}))
    connection.execute(update(stories).where(stories.c.merged_into == other).values(merged_into=story))
    gone = {"merged_into": story, "articles": 0, "voices": 0, "closed": True}
    connection.execute(update(stories).where(stories.c.id == other).values(**gone))


def note(connection: Connection, change: StoryChange) -> None:
    """Record a change."""
    connection.execute(insert(schema.STORY_CHANGES), msgspec.structs.asdict(change))


def recount(connection: Connection, story: int, title: tuple[str, int] | None) -> None:
    """Count a story's articles and voices again; one that holds none is closed.

    Args:
        title: a headline, and the article that it is quoted from.
    """
    held, article, voice, stories = (
        schema.STORY_ARTICLES.c, schema.ARTICLES.c, schema.VOICES.c, schema.STORIES,
    )  # fmt: skip
    counts = select(
        func.count(held.article),
        func.count(func.distinct(func.coalesce(voice.voice, held.article))),
        func.min(article.known_on),
        func.max(article.known_on),
    ).join_from(schema.STORY_ARTICLES, schema.ARTICLES, article.id == held.article)
    counts = counts.join(schema.VOICES, voice.article == held.article, isouter=True).where(held.story == story)
    articles, voices, first, last = connection.execute(counts).one()
    values = {"articles": articles, "voices": voices, "closed": articles == 0}
    if articles:
        values |= {"first_on": first, "last_on": last}
    words, quoted = title or (None, None)
    connection.execute(update(stories).where(stories.c.id == story).values(**values, title=words, title_article=quoted))


def forward(connection: Connection, story: int) -> int:
    """Return the id that a story has today: its own, or that of the story it became part of."""
    column = schema.STORIES.c
    return connection.execute(select(column.merged_into).where(column.id == story)).scalar() or story


def changes(connection: Connection, story: int) -> list[StoryChange]:
    """Return what changed about a story, in order."""
    column = schema.STORY_CHANGES.c
    query = select(column.change, column.story, column.other, column.known_on, column.because)
    query = query.where((column.story == story) | (column.other == story)).order_by(column.id)
    return [StoryChange(*row) for row in connection.execute(query)]


def story_rows(connection: Connection, stories: Iterable[int]) -> dict[int, StoryRow]:
    """Return stories by their ids."""
    columns = schema.STORIES.c
    names = StoryRow.__struct_fields__
    found: dict[int, StoryRow] = {}
    for part in chunks(stories):
        query = select(*(columns[name] for name in names)).where(columns.id.in_(part))
        for row in connection.execute(query):
            found[row.id] = StoryRow(*row)
    return found
