"""What a user says of stories: which articles belong to which, kept whatever comes later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, insert, or_, select, update

from onrecord.store import log, schema
from onrecord.store import stories as rows
from onrecord.store.articles import articles_of
from onrecord.store.log import Correction, StoryFace
from onrecord.store.mending.anchors import Place
from onrecord.store.who import chunks

# Articles that a story is remembered by, the first and the last of them.
SEEN = 8


def face_of(connection: Connection, story: int, but: Iterable[int] = ()) -> StoryFace:
    """Return a story as a correction remembers it.

    Args:
        but: articles that it is not to be remembered by.
    """
    left = [article for article in articles_in(connection, story) if article not in set(but)]
    seen = left if len(left) <= SEEN else [*left[: SEEN // 2], *left[-SEEN // 2 :]]
    title = rows.story_rows(connection, (story,))[story].title
    return StoryFace(title, tuple(places_of(connection, seen)))


def articles_in(connection: Connection, story: int) -> list[int]:
    """Return the articles of a story, by their ids."""
    held = schema.STORY_ARTICLES.c
    return list(connection.execute(select(held.article).where(held.story == story).order_by(held.article)).scalars())


def places_of(connection: Connection, articles: Iterable[int]) -> list[Place]:
    """Return articles as corrections remember them."""
    own = schema.ARTICLES.c
    found: dict[int, Place] = {}
    for part in chunks(articles):
        query = select(own.id, own.url, own.text_sha256).where(own.id.in_(part))
        found.update((row.id, Place(row.url, row.text_sha256)) for row in connection.execute(query))
    return [found[article] for article in sorted(found)]


# ---- what the program may not do ------------------------------------------------------------------------------------


def free(connection: Connection, articles: Sequence[int]) -> list[int]:
    """Return those of some articles that no correction has put where they are."""
    held = schema.STORY_ARTICLES.c
    bound: set[int] = set()
    for part in chunks(articles):
        query = select(held.article).where(held.article.in_(part), held.by_hand.is_not(None))
        bound.update(connection.execute(query).scalars())
    return [article for article in articles if article not in bound]


def stay_apart(connection: Connection, one: int, other: int) -> bool:
    """Tell whether the program must not make one of two stories: a user parted them, or began one of them."""
    stories = schema.STORIES.c
    begun = select(stories.id).where(stories.id.in_((one, other)), stories.made_by.is_not(None)).limit(1)
    return are_apart(connection, one, other) or connection.execute(begun).first() is not None


def are_apart(connection: Connection, one: int, other: int) -> bool:
    """Tell whether a correction has parted two stories."""
    table = schema.STORIES_APART.c
    both = or_((table.one == one) & (table.other == other), (table.one == other) & (table.other == one))
    return connection.execute(select(table.correction).where(both).limit(1)).first() is not None


# ---- what a user said -----------------------------------------------------------------------------------------------


def apply(connection: Connection, articles: Sequence[int]) -> set[int]:
    """Put articles into the stories that corrections say, or back; return the stories that hold something else now.

    Args:
        articles: each of them in a story.
    """
    said = {article: log.of_articles(connection, (article,), log.OF_STORIES) for article in articles}
    last = {c.id: c for several in said.values() for c in several[-1:]}
    for c in last.values():
        _remember_whole(connection, c)
    touched: set[int] = set()
    # Stories are known by their articles, so those that were put somewhere first go first.
    ordered = sorted(said.items(), key=lambda one: (one[1][-1].id if one[1] else 0, one[0]))
    for article, several in ordered:
        touched |= _put_back(connection, article) if not several else _put(connection, article, several[-1])
    for c in last.values():
        _lead_on(connection, c)
    return touched


def let_go(connection: Connection) -> None:
    """Undo what corrections that hold no more have done to stories as a whole, before articles go back to them."""
    stories, apart = schema.STORIES, schema.STORIES_APART
    holds = {c.id for c in log.read(connection, log.OF_STORIES) if c.active}
    joined = connection.execute(select(stories.c.merged_by).where(stories.c.merged_by.is_not(None)).distinct())
    for correction in set(joined.scalars()) - holds:
        again = {"merged_into": None, "closed": False}
        connection.execute(update(stories).where(stories.c.merged_by == correction).values(again))
    parted = set(connection.execute(select(apart.c.correction).distinct()).scalars())
    for correction in parted - holds:
        connection.execute(delete(apart).where(apart.c.correction == correction))


def _put(connection: Connection, article: int, c: Correction) -> set[int]:
    held = schema.STORY_ARTICLES
    row = connection.execute(select(held).where(held.c.article == article)).one()
    story = _before(connection, article, c) or _target(connection, article, c)
    if story is None:
        return set()
    _remember(connection, article, c, story)
    was = row.story if row.by_hand is None else row.was
    values = {"story": story, "by_hand": c.id, "was": was}
    connection.execute(update(held).where(held.c.article == article).values(values))
    if was != story and c.says.whole is None:
        _part(connection, c.id, story, was)
    return {story, row.story} if story != row.story else set()


def _before(connection: Connection, article: int, c: Correction) -> int | None:
    """Return the story that a correction has put an article into before, where others are in it still."""
    spoken, held = schema.CORRECTED_ARTICLES.c, schema.STORY_ARTICLES.c
    query = select(spoken.story).where(spoken.correction == c.id, spoken.article == article)
    story = connection.execute(query).scalar()
    if story is None:
        return None
    story = rows.forward(connection, story)
    beside = select(held.article).where(held.story == story, held.article != article).limit(1)
    return None if connection.execute(beside).first() is None else story


def _remember(connection: Connection, article: int, c: Correction, story: int) -> None:
    spoken = schema.CORRECTED_ARTICLES.c
    here = (spoken.correction == c.id) & (spoken.article == article)
    connection.execute(update(schema.CORRECTED_ARTICLES).where(here).values(story=story))


def _part(connection: Connection, correction: int, story: int, was: int) -> None:
    if not are_apart(connection, story, was):
        row = {"correction": correction, "one": story, "other": was}
        connection.execute(insert(schema.STORIES_APART), row)


def _put_back(connection: Connection, article: int) -> set[int]:
    held = schema.STORY_ARTICLES
    row = connection.execute(select(held).where(held.c.article == article)).first()
    if row is None or row.by_hand is None:
        return set()
    story = rows.forward(connection, row.was)
    connection.execute(update(held).where(held.c.article == article).values(story=story, by_hand=None, was=None))
    return {story, row.story}


def _target(connection: Connection, article: int, c: Correction) -> int | None:
    """Return the story that a correction puts articles into: its own, or that of most articles it is known by."""
    stories = schema.STORIES
    if c.says.story is not None:
        return _known(connection, c.says.story, c)
    own = connection.execute(select(stories.c.id).where(stories.c.made_by == c.id)).scalar()
    if own is None:
        own = rows.new_story(connection, articles_of(connection, (article,))[article].known_on)
        connection.execute(update(stories).where(stories.c.id == own).values(made_by=c.id))
    return rows.forward(connection, own)  # later articles may have joined it to another


def _known(connection: Connection, face: StoryFace, c: Correction) -> int | None:
    there = {article for place in face.seen for article in log.articles_at(connection, place)}
    votes = Counter(rows.stories_of(connection, sorted(there)).values())
    if votes:
        return min(votes, key=lambda story: (-votes[story], story))
    held = schema.STORY_ARTICLES.c
    return connection.execute(select(held.story).where(held.by_hand == c.id).limit(1)).scalar()


def _remember_whole(connection: Connection, c: Correction) -> None:
    """Note which story goes as a whole, while its articles are still in it."""
    stories = schema.STORIES
    if c.says.whole is None or _went(connection, c) is not None:
        return
    there = {article for place in c.says.moved for article in log.articles_at(connection, place)}
    votes = Counter(rows.stories_of(connection, sorted(there)).values())
    if votes:
        story = min(votes, key=lambda one: (-votes[one], one))
        connection.execute(update(stories).where(stories.c.id == story).values(merged_by=c.id))


def _went(connection: Connection, c: Correction) -> int | None:
    stories = schema.STORIES.c
    return connection.execute(select(stories.id).where(stories.merged_by == c.id)).scalar()


def _lead_on(connection: Connection, c: Correction) -> None:
    """Let a story that went as a whole lead to the one that it went to, once it holds nothing."""
    held, stories = schema.STORY_ARTICLES.c, schema.STORIES
    went = _went(connection, c) if c.says.whole is not None else None
    to = connection.execute(select(held.story).where(held.by_hand == c.id).limit(1)).scalar()
    if went is None or to is None or went == to or articles_in(connection, went):
        return
    gone = {"merged_into": to, "articles": 0, "voices": 0, "closed": True}
    connection.execute(update(stories).where(stories.c.id == went).values(gone))


def lost(connection: Connection, c: Correction) -> tuple[str, ...]:
    """Return what of a move can no longer be found."""
    gone = [place.shown() for place in c.says.moved if not log.articles_at(connection, place)]
    face = c.says.story
    if face is not None and _known(connection, face, c) is None:
        gone.append(f"the story {face.title!r}")
    return tuple(gone)
