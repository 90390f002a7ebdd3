"""The step of an arrival that finds the story of an article, and what else that changes; and its undoing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec
from sqlalchemy import Connection

from onrecord.store import changes, log
from onrecord.store import stories as rows
from onrecord.store import story_hands as hands
from onrecord.store.stories import Report, StoryChange
from onrecord.story.clusters.cluster import MEMBERS, Kept, Link, Placing, judges, place
from onrecord.story.clusters.filed import NEAR, NEAR_EACH, characteristic, vocabulary
from onrecord.story.clusters.heading import headline
from onrecord.story.clusters.signature import Counted, Signature, counted, weighed
from onrecord.story.clusters.words import rarity

# Articles that were known this many days apart are of two stories: by then time has taken all that likeness gives
# (likeness.FADING).
WINDOW = 30
_KINDS: Mapping[str, changes.Kind] = {"merged": "merged", "split": "split", "moved": "moved"}
_LINKS = msgspec.json.Decoder(dict[int, Link])
_SIGNATURE = msgspec.json.Decoder(Signature)


class StoredShelf:
    """The articles of a store around one day.

    Args:
        day: ISO, on which the article that is placed was known.
    """

    def __init__(self, connection: Connection, day: str) -> None:
        self._connection = connection
        middle = date.fromisoformat(day)
        self._days = (middle - timedelta(WINDOW)).isoformat(), (middle + timedelta(WINDOW)).isoformat()

    def near(self, signature: Signature) -> Sequence[int]:
        """Return the articles that share the article's rarest words, the nearest first."""
        scores: dict[int, float] = defaultdict(float)
        weights = dict(characteristic(signature))
        for word, article, other in rows.filed(self._connection, list(weights), self._days, NEAR_EACH):
            scores[article] += weights[word] * other
        return sorted(scores, key=lambda article: (-scores[article], -article))[:NEAR]

    def stories_of(self, articles: Iterable[int]) -> Mapping[int, int]:
        """Return the story of each article that is in one."""
        return rows.stories_of(self._connection, articles)

    def latest(self, stories: Sequence[int], most: int) -> Mapping[int, Sequence[int]]:
        """Return the latest articles of stories."""
        return rows.latest(self._connection, stories, most)

    def sizes(self, stories: Sequence[int]) -> Mapping[int, int]:
        """Return how many articles stories hold."""
        return rows.sizes(self._connection, stories)

    def load(self, articles: Iterable[int]) -> Mapping[int, Kept]:
        """Return what is kept of articles."""
        found = rows.signatures(self._connection, articles)
        return {one: Kept(_SIGNATURE.decode(a), _LINKS.decode(b)) for one, (a, b) in found.items()}


def arrive(connection: Connection, article: int) -> None:
    """Put an article into its story, or let it begin one; record which stories become one or two thereby.

    An article that was placed before is taken out first and placed anew.
    """
    was = leave(connection, article)
    report = rows.reports(connection, [article])[article]
    counts = counted_of(report)
    words = vocabulary(counts)
    here = rows.word_counts(connection, [rows.EVERY, *words])
    signature = weighed(counts, {word: rarity(word, here[word], here[rows.EVERY]) for word in words})
    placing = place(signature, StoredShelf(connection, report.known_on), judges())
    kept = msgspec.json.encode(signature).decode(), msgspec.json.encode(placing.kept.links).decode()
    rows.keep_signature(connection, article, kept, characteristic(signature), report.known_on)
    rows.count_words(connection, signature.words, 1)
    for story in _put(connection, report, placing, was):
        tell(connection, story)


def leave(connection: Connection, article: int) -> int | None:
    """Take an article out of its story, before it is forgotten or placed anew; a story without articles is closed.

    Returns:
        The story that it was in.
    """
    found = rows.signatures(connection, [article])
    story = rows.stories_of(connection, [article]).get(article)
    if article in found:
        rows.count_words(connection, _SIGNATURE.decode(found[article][0]).words, -1)
    elif story is None:
        return None  # it was never placed
    rows.forget_signature(connection, article)
    if story is not None:
        tell(connection, story)
    return story


def counted_of(report: Report) -> Counted:
    """Return the counted words of a stored article: its title, then its blocks."""
    titled = [report.text[start:end] for kind, start, end in report.blocks if kind == "title"]
    blocks = [report.text[start:end] for kind, start, end in report.blocks if kind not in NOT_COMPARED]
    title = [report.title] if report.title and not titled else titled
    return counted([*title, *(blocks or [report.text])], report.published_on)


# Who wrote a report and who took its picture says nothing of what it is about.
NOT_COMPARED = frozenset({"title", "byline", "credit", "section"})


def _put(connection: Connection, report: Report, placing: Placing, was: int | None) -> list[int]:
    """Make the changes of a placing, and return every story that holds something else now.

    What a user has put somewhere stays, and stories that a user has parted are not made one. A story that the article
    was alone in goes on where it would begin a new one.

    Args:
        was: the story that it was in before.
    """
    alone = was is not None and not rows.latest(connection, [was], 1) and rows.forward(connection, was) == was
    ids: dict[int, int] = {placing.story: was} if was is not None and alone and placing.story < 0 else {}
    gone: set[int] = set()

    def known(story: int) -> int:
        if story < 0 and story not in ids:
            ids[story] = rows.new_story(connection, report.known_on)
        return ids.get(story, story)

    touched = []
    for change in placing.changes:
        story, leaving = known(change.story), hands.free(connection, change.articles)
        if change.kind != "merged" and not leaving:
            ids.setdefault(change.other, story if change.other < 0 else change.other)
            continue
        other = known(change.other)
        if change.kind == "merged":
            if hands.stay_apart(connection, story, other):
                continue
            rows.merge(connection, story, other)
            touched.append(story)
            gone.add(other)
        else:
            rows.move(connection, leaving, other)
            touched += [story, other]
        rows.note(connection, StoryChange(change.kind, story, other, report.known_on, report.article))
        changes.note(connection, _KINDS[change.kind], (story, other), article=report.article, other=other)
    story = known(placing.story)
    rows.put(connection, report.article, story)
    put = hands.apply(connection, (report.article,)) if log.speaks_of(connection, report.article) else set()
    return sorted({*touched, story, *put} - gone)


def tell(connection: Connection, story: int) -> None:
    """Count a story again, and choose its title."""
    members = rows.latest(connection, [story], MEMBERS).get(story, [])
    links = {one: _LINKS.decode(kept) for one, (_, kept) in rows.signatures(connection, members).items()}
    rows.recount(connection, story, headline(rows.reports(connection, members), links))
