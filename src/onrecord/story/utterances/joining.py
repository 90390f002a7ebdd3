"""The same utterance in other words, other outlets, on other days: told when an article arrives.

Each statement looks for those that were stored before it by runs of its words and by its rare words; the few that share
most of them are compared with it (:mod:`onrecord.story.utterances.likeness`). It joins the utterance of the likest, and
where it is surely that of another too, they are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from onrecord.store import utterance_hands
from onrecord.store import utterances as kept
from onrecord.store.utterances import Member, Said
from onrecord.story.utterances.likeness import Pair, Saying, probability
from onrecord.story.utterances.postings import Posting, postings

# How likely two statements must be one utterance. In folds by month over 694 labelled pairs, hard ones among them,
# F1 is 74.7 at 0.4, 77.3 at 0.5 and 75.1 at 0.6 (training/utterances/train.py --folds).
SAME = 0.5
# To make one of two utterances that have been apart: 0.9 leaves eight of a hundred pairs of bench/utterances.py apart
# that the model takes for the same, 0.6 one.
SURE = 0.6
NEAR = 10  # days before and after in which a rare word leads to a statement
MOST = 12  # statements that a word or a run of words leads to, the latest; with 24 F1 in the store is the same 83.6
COMPARED = 8  # statements that one is compared with; with 12 F1 in the store is the same 83.6
JOINED = (
    200  # statements of an utterance that is joined to another: more are left as they are, so that joining is short
)
# Share of what a statement tells that its only way to another must lead by. Of 250 articles of PolNeAR, ECB+ and made
# tallies (11,041 pairs compared, 1,382 taken for one utterance) this spares 2,519 comparisons and gives up 8.
ONE_WAY = 0.2
_LEAST = 0.2  # share of the words of one that the other must have to be compared at all


@dataclass(frozen=True, slots=True)
class Link:
    """That a statement may be the same utterance as one before it.

    Args:
        statement: the earlier one's id.
        likeness: how likely, 0 to 1.
    """

    statement: int
    likeness: float


def saying(said: Said) -> Saying:
    """Return a stored statement as it is compared."""
    return Saying(
        said.words,
        speaker=said.speaker or "",
        actor=said.actor,
        source=said.source or "",
        day=said.known_on,
        said_on=said.said_on or "",
        mode=said.mode,
        article=said.article,
    )


def arrive(connection: Connection, article: int) -> None:
    """Tell which utterances an article's statements are, among all that are stored.

    The cost depends on the article alone: each of its words leads to at most :data:`MOST` statements.

    Args:
        connection: of the transaction that keeps the article.
        article: its id; what was told of it before is told again.
    """
    if kept.is_known(connection, article):
        depart(connection, article)
    said = kept.said_in(connection, article)
    if not said:
        return
    sayings = {one.id: saying(one) for one in said}
    ways = {ident: postings(one) for ident, one in sayings.items()}
    day = kept.day_number(said[0].known_on)
    earlier = _look_up(connection, ways, day)
    kept.keep_keys(connection, article, day, ((p.key, s) for s, found in ways.items() for p in found))
    placed = utterance_hands.placed(connection, article)
    links = _links(connection, said, sayings, ways, earlier)
    _Joining(connection, said).join((one, found) for one, found in links if one.id not in placed)
    utterance_hands.apply(connection, article)


def depart(connection: Connection, article: int) -> None:
    """Take an article's statements out of their utterances; those of other articles stay together.

    To be called before an article's record is replaced or forgotten; harmless where it is gone already.
    """
    kept.rename_after(connection, article)
    kept.forget_members(connection, article)
    kept.forget_keys(connection, article)


def _look_up(connection: Connection, ways: Mapping[int, Sequence[Posting]], day: int) -> dict[int, list[int]]:
    """Return the statements of other articles that each key leads to."""
    lasting = {p.key for found in ways.values() for p in found if p.lasts}
    passing = {p.key for found in ways.values() for p in found if not p.lasts} - lasting
    found = defaultdict(list)
    for key, statement in kept.look_up(connection, lasting, most=MOST):
        found[key].append(statement)
    for key, statement in kept.look_up(connection, passing, (day - NEAR, day + NEAR), MOST):
        found[key].append(statement)
    return found


def _links(
    connection: Connection,
    said: Sequence[Said],
    sayings: dict[int, Saying],
    ways: Mapping[int, Sequence[Posting]],
    earlier: Mapping[int, Sequence[int]],
) -> Iterator[tuple[Said, list[Link]]]:
    """Yield each statement with the earlier ones that are likely the same utterance, the likest first."""
    own: dict[int, list[int]] = defaultdict(list)
    candidates = {}
    for one in said:
        candidates[one.id] = _likely(ways[one.id], sayings[one.id].mass, earlier, own)
        for posting in ways[one.id]:
            own[posting.key].append(one.id)
    wanted = {i for found in candidates.values() for i in found}
    known = kept.said_by_ids(connection, wanted - _alone(connection, wanted)) | {one.id: one for one in said}
    sayings = {i: saying(one) for i, one in known.items() if i not in sayings} | sayings
    for one in said:
        others = [known[i] for i in candidates[one.id] if i in known and not _overlap(one, known[i])]
        links = [Link(other.id, _likeness(sayings[one.id], sayings[other.id])) for other in others]
        yield one, sorted((k for k in links if k.likeness >= SAME), key=lambda k: (-k.likeness, k.statement))


def _alone(connection: Connection, statements: set[int]) -> set[int]:
    """Return those of some statements that a user has set apart: nothing joins them by itself."""
    hands = kept.by_hand(connection, statements)
    return {one for one, utterance in kept.utterances_of(connection, hands).items() if one == utterance}


def _likely(
    ways: Sequence[Posting], mass: float, earlier: Mapping[int, Sequence[int]], own: Mapping[int, Sequence[int]]
) -> list[int]:
    weights: dict[int, float] = defaultdict(float)
    several = set()
    for posting in ways:
        for statement in (*earlier.get(posting.key, ()), *own.get(posting.key, ())):
            if statement in weights:
                several.add(statement)
            weights[statement] += posting.weight
    best = sorted(weights, key=lambda i: (-weights[i], i))[:COMPARED]
    return [i for i in best if i in several or weights[i] >= ONE_WAY * mass]


def _overlap(one: Said, other: Said) -> bool:
    """Whether one holds the other: what a statement within a statement says is not said twice."""
    return one.article == other.article and one.start < other.end and other.start < one.end


def _likeness(one: Saying, other: Saying) -> float:
    pair = Pair(one, other)
    # Log odds below nought are less than SAME.
    return probability(pair.odds()) if pair.covered >= _LEAST and pair.at_most() >= 0 else 0.0


class _Joining:
    """Statements that find their utterances, one after the other."""

    def __init__(self, connection: Connection, said: Sequence[Said]) -> None:
        self._connection = connection
        self._articles = {one.id: one.article for one in said}
        self._utterances: dict[int, int] = {}
        self._waiting: list[Member] = []

    def join(self, links: Iterator[tuple[Said, list[Link]]]) -> None:
        found = [(one, found) for one, found in links if found]
        linked = {link.statement for _, some in found for link in some}
        self._utterances = kept.utterances_of(self._connection, linked)
        for one, some in found:
            self._place(one, some)
        self._write()

    def _write(self) -> None:
        kept.keep_members(self._connection, self._waiting)
        self._waiting.clear()

    def _place(self, one: Said, links: Sequence[Link]) -> None:
        best = links[0]
        utterance = self._utterance_of(best.statement)
        member = Member(one.id, utterance, one.article, best.statement, best.likeness)
        self._waiting.append(member)
        self._utterances[one.id] = utterance
        for link in links[1:]:
            if link.likeness >= SURE:
                self._make_one(utterance, self._utterance_of(link.statement))
                utterance = self._utterances[one.id]

    def _utterance_of(self, statement: int) -> int:
        """Return the utterance of a statement, which is the first of one where it stood alone."""
        if statement not in self._utterances:
            article = kept.article_of(statement)
            self._waiting.append(Member(statement, statement, article))
            self._utterances[statement] = statement
        return self._utterances[statement]

    def _make_one(self, one: int, other: int) -> None:
        into, gone = sorted((one, other))
        if into == gone:
            return
        self._write()
        if kept.size_of(self._connection, gone, JOINED + 1) > JOINED:
            return
        if kept.holds_by_hand(self._connection, (into, gone)):
            return
        kept.join(self._connection, gone, into)
        for statement, utterance in self._utterances.items():
            if utterance == gone:
                self._utterances[statement] = into
