"""Online clustering: the story of an article that arrives, and what it makes of the stories around it.

The articles that share its rarest words are looked up, with their stories. The article is measured against them
(``likeness.py``); then the articles of the stories it touches are grouped anew, from the likeliest two on, as long as
the next two groups are likely to be one story (``newness.py``). Where the outcome differs from what stood before, two
stories have become one, or one has become two. The older story keeps its id, and each change is handed back to be
recorded. Nothing here knows of a database: a :class:`Shelf` looks things up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec
import numpy as np

from onrecord.story.clusters import likeness, newness
from onrecord.story.clusters.newness import Groups
from onrecord.story.clusters.signature import Signature
from onrecord.story.clusters.weights import Array, Weights, load

# Bounds of one arrival: stories touched, members of each that are compared, of the latest.
STORIES, MEMBERS = 6, 24
COLUMNS = tuple(likeness.FEATURES.index(kind) for kind in newness.KINDS)
# A story is taken apart only where its parts are this unlikely to be one (log odds).
APART = -1.0
# Two groups become one story from here on.
TOGETHER = 0.0


class Link(msgspec.Struct, frozen=True, array_like=True):
    """How alike an article is to one that came before.

    Args:
        odds: log odds that they tell of the same events.
        cosines: by :data:`onrecord.story.clusters.newness.KINDS`.
    """

    odds: float
    cosines: tuple[float, ...]


class Kept(msgspec.Struct, frozen=True):
    """What is kept of an article to compare later ones with.

    Args:
        links: to those that it was compared with when it came, by id.
    """

    signature: Signature
    links: dict[int, Link]


class Shelf(Protocol):
    """What clustering looks up; every answer is bounded, whatever the size of the store."""

    def near(self, signature: Signature) -> Sequence[int]:
        """Return the articles that share the article's rarest words, the nearest first."""
        ...

    def stories_of(self, articles: Iterable[int]) -> Mapping[int, int]:
        """Return the story of each article that is in one."""
        ...

    def latest(self, stories: Sequence[int], most: int) -> Mapping[int, Sequence[int]]:
        """Return the latest articles of stories."""
        ...

    def sizes(self, stories: Sequence[int]) -> Mapping[int, int]:
        """Return how many articles stories hold."""
        ...

    def load(self, articles: Iterable[int]) -> Mapping[int, Kept]:
        """Return what is kept of articles."""
        ...


@dataclass(frozen=True)
class Judges:
    """The two learned decisions: how alike two articles are, and whether two groups are one story."""

    likeness: Weights
    newness: Weights


@dataclass(frozen=True)
class Change:
    """What an arrival changes among the stories that stood; ids below nought are of stories that are new.

    Args:
        kind: ``merged`` (all of ``other`` goes to ``story``), ``split`` or ``moved`` (``articles`` leave ``story`` for
            ``other``; a split's ``other`` is new).
    """

    kind: str
    story: int
    other: int
    articles: tuple[int, ...] = ()


@dataclass(frozen=True)
class Placing:
    """Where an article belongs.

    Args:
        story: id of its story; below nought where it is new.
        kept: what is to be kept of it.
        changes: in the order in which they are to be made, before the article is placed.
    """

    story: int
    kept: Kept
    changes: tuple[Change, ...] = ()


@dataclass
class _Scene:
    """The articles around one that arrives; its own row is the last.

    Args:
        articles: ids, the one that arrives left out.
        story: of each.
        size: of each story, members that are not here too.
        odds: log odds of every two; ``cosines`` likewise, by kind.
    """

    articles: list[int]
    story: dict[int, int]
    size: dict[int, int]
    odds: Array
    cosines: Array

    def of(self, story: int) -> list[int]:
        """Return the rows of a story's articles that are here."""
        return [row for row, article in enumerate(self.articles) if self.story[article] == story]


def judges() -> Judges:
    """Return the decisions that ship with the program."""
    return Judges(load(likeness.TABLE, likeness.FEATURES), load(newness.TABLE, newness.FEATURES))


def place(signature: Signature, shelf: Shelf, decide: Judges) -> Placing:
    """Return where an article belongs among those of a shelf, which is left as it is.

    Args:
        decide: the learned decisions, :func:`judges` unless others are measured.
    """
    scene, links = _scene(signature, shelf, decide.likeness)
    groups = [sorted(group) for group in _regrouped(scene, decide.newness)]
    story, changes = _settled(scene, groups)
    return Placing(story, Kept(signature, links), changes)


def _scene(signature: Signature, shelf: Shelf, model: Weights) -> tuple[_Scene, dict[int, Link]]:
    near = shelf.near(signature)
    stories = shelf.stories_of(near)
    touched = list(dict.fromkeys(stories[article] for article in near if article in stories))[:STORIES]
    story = {article: stories[article] for article in near if stories.get(article) in touched}
    for one, members in shelf.latest(touched, MEMBERS).items():
        story |= dict.fromkeys(members, one)
    kept = shelf.load(sorted(story))
    articles = sorted(kept)
    links = _links(signature, [(article, kept[article].signature) for article in articles], model)
    count = len(articles) + 1
    scene = _Scene(
        articles,
        {article: story[article] for article in articles},
        dict(shelf.sizes(touched)),
        np.full((count, count), newness.UNLIKE),
        np.zeros((len(newness.KINDS), count, count)),
    )
    row = {article: at for at, article in enumerate(articles)}
    for at, own in enumerate([*(kept[article].links for article in articles), links]):
        for other, link in own.items():
            if other in row:
                scene.odds[at, row[other]] = scene.odds[row[other], at] = link.odds
                scene.cosines[:, at, row[other]] = scene.cosines[:, row[other], at] = link.cosines
    return scene, links


def _links(signature: Signature, others: Sequence[tuple[int, Signature]], model: Weights) -> dict[int, Link]:
    """Return how alike an article is to others; those that share nothing are left out."""
    one = likeness.measured(signature)
    pairs = [(one, likeness.measured(other)) for _, other in others]
    features = likeness.matrix(pairs)
    odds = model.log_odds(features) - np.array([likeness.decay(*pair) for pair in pairs])
    return {
        article: Link(round(float(odd), 2), tuple(round(float(x), 3) for x in row[list(COLUMNS)]))
        for (article, _), odd, row in zip(others, odds, features, strict=True)
        if odd > newness.UNLIKE
    }


def _regrouped(scene: _Scene, model: Weights) -> list[list[int]]:
    """Return the rows of each group, after the stories that the last row touches were grouped anew.

    Stories of which only some articles are here stay whole, and so do those that the arriving article is not likely to
    belong to: they may take in others, and be taken in, but do not come apart.
    """
    groups = Groups.alone(scene.odds, scene.cosines)
    rows = {row: [row] for row in range(len(scene.odds))}
    for story in sorted(scene.size):
        members = scene.of(story)
        if members and (len(members) < scene.size[story] or scene.odds[-1, members].max() <= 0):
            for other in members[1:]:
                groups.join(members[0], other)
                rows[members[0]] += rows.pop(other)
    for one, other, _ in newness.agglomerate(groups, list(rows), model, TOGETHER):
        rows[one] += rows.pop(other)
    _mended(scene, groups, rows, model)
    return list(rows.values())


def _mended(scene: _Scene, groups: Groups, rows: dict[int, list[int]], model: Weights) -> None:
    """Join parts of one story again that are not far enough apart to be two."""
    for story in sorted(scene.size):
        own = set(scene.of(story))
        with_arriving = {*own, len(scene.articles)}
        parts = [
            row for row, members in sorted(rows.items()) if own & set(members) and with_arriving.issuperset(members)
        ]
        for one, other, _ in newness.agglomerate(groups, parts, model, APART) if len(parts) > 1 else ():
            rows[one] += rows.pop(other)


def _settled(scene: _Scene, groups: Sequence[Sequence[int]]) -> tuple[int, tuple[Change, ...]]:
    """Give each group the id of the story that it goes on, and list what changes for the others.

    Of a story that came apart the largest part goes on, of stories that became one the largest; of equals the older.
    """
    arriving = len(scene.articles)
    of = [Counter(scene.story[scene.articles[row]] for row in group if row != arriving) for group in groups]
    goes_on = {story: max(range(len(groups)), key=lambda at: (of[at][story], -at)) for story in scene.size}
    ids: list[int] = []
    for at in range(len(groups)):
        heirs = [story for story in scene.size if goes_on[story] == at and of[at][story]]
        ids.append(max(heirs, key=lambda story: (scene.size[story], -story)) if heirs else -1 - at)
    changes: list[Change] = []
    merges: list[Change] = []
    for at, group in enumerate(groups):
        for story in sorted(of[at]):
            if story == ids[at]:
                continue
            here = [scene.articles[row] for row in group if row != arriving]
            leaving = tuple(article for article in here if scene.story[article] == story)
            if goes_on[story] == at:
                merges.append(Change("merged", ids[at], story))
            else:
                first = ids[at] < 0 and not any(change.other == ids[at] for change in changes)
                changes.append(Change("split" if first else "moved", story, ids[at], leaving))
    return next(one for one, group in zip(ids, groups, strict=True) if arriving in group), (*changes, *merges)
