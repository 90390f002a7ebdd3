"""A shelf in memory: articles are placed as in a store, without one; for training and measuring."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.story.clusters.cluster import Change, Judges, Kept, Placing, place
from onrecord.story.clusters.filed import NEAR, NEAR_EACH, characteristic, vocabulary
from onrecord.story.clusters.signature import Counted, Signature, weighed
from onrecord.story.clusters.words import rarity


class MemoryShelf:
    """Articles by number, in the order in which they came, with their stories.

    Args:
        window: days before and after an article's own in which others are near; null for no bound.
    """

    def __init__(self, decide: Judges, window: int | None = None) -> None:
        self.decide = decide
        self.window = window
        self.kept: dict[int, Kept] = {}
        self.story: dict[int, int] = {}
        self.day: dict[int, int] = {}
        self.members: dict[int, list[int]] = defaultdict(list)
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self.counts: Counter[str] = Counter()
        self.changes: list[tuple[int, Change]] = []
        self.today = 0
        self.last = 0

    def add(self, article: int, counts: Counted, day: int = 0) -> Placing:
        """Place an article and keep it.

        Args:
            day: ordinal of the day it was known.
        """
        weights = {word: rarity(word, self.counts[word], len(self.kept)) for word in vocabulary(counts)}
        signature = weighed(counts, weights)
        self.today = day
        placing = place(signature, self, self.decide)
        self._keep(article, placing, day)
        return placing

    def _keep(self, article: int, placing: Placing, day: int) -> None:
        ids: dict[int, int] = {}
        for change in placing.changes:
            other, story = self._id(change.other, ids), self._id(change.story, ids)
            self.changes.append((article, Change(change.kind, story, other, change.articles)))
            source, goal = (other, story) if change.kind == "merged" else (story, other)
            for moved in list(self.members[source]) if change.kind == "merged" else change.articles:
                self.members[source].remove(moved)
                self.members[goal].append(moved)
                self.story[moved] = goal
        story = self._id(placing.story, ids)
        self.kept[article], self.story[article], self.day[article] = placing.kept, story, day
        self.members[story].append(article)
        for word, weight in characteristic(placing.kept.signature):
            self.postings[word].append((article, weight))
        self.counts.update(placing.kept.signature.words.keys())

    def _id(self, story: int, ids: dict[int, int]) -> int:
        if story >= 0:
            return story
        if story not in ids:
            self.last += 1
            ids[story] = self.last
        return ids[story]

    def near(self, signature: Signature) -> Sequence[int]:
        """Return the articles that share the article's rarest words, the nearest first."""
        scores: Counter[int] = Counter()
        for word, weight in characteristic(signature):
            for article, other in self._recent(word):
                scores[article] += weight * other
        return sorted(scores, key=lambda article: (-scores[article], -article))[:NEAR]

    def _recent(self, word: str) -> list[tuple[int, float]]:
        latest = sorted(self.postings[word], key=lambda entry: (-self.day[entry[0]], -entry[0]))
        window = self.window
        return [e for e in latest if window is None or abs(self.day[e[0]] - self.today) <= window][:NEAR_EACH]

    def stories_of(self, articles: Iterable[int]) -> Mapping[int, int]:
        """Return the story of each article."""
        return {article: self.story[article] for article in articles}

    def latest(self, stories: Sequence[int], most: int) -> Mapping[int, Sequence[int]]:
        """Return the latest articles of stories."""
        return {
            story: sorted(self.members[story], key=lambda article: (-self.day[article], -article))[:most]
            for story in stories
        }

    def sizes(self, stories: Sequence[int]) -> Mapping[int, int]:
        """Return how many articles stories hold."""
        return {story: len(self.members[story]) for story in stories}

    def load(self, articles: Iterable[int]) -> Mapping[int, Kept]:
        """Return what is kept of articles."""
        return {article: self.kept[article] for article in articles}
