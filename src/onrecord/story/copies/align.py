"""Which passages two texts share: runs of words that go on in the same order in both, changed words and cuts allowed.

Seeds are word triples that stand in both texts; seeds that follow each other closely in both make a chain, as in the
alignment of genomes (Wilbur and Lipman 1983); a chain is a passage when enough of its words are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.story.copies.words import SEED, Words

# In words; a rewritten clause is about as long.
GAP = 12
# A triple that stands more often in a text ("the United States", "percent of voters") leads astray.
OFTEN = 6
# A passage goes on while at least so many of its words are the same. With 0.45 a text of whose words 55 per cent were
# replaced at random still shares 0.75 of itself with its original, and articles on look-alike events 0.18 at most.
SAME = 0.45
SHORTEST = 8


@dataclass(frozen=True)
class Passage:
    """A run of words that two texts share; positions count words, half open.

    Args:
        start: first word in the one text.
        end: one past the last.
        of_start: first word in the other text.
        of_end: one past the last.
        same: how many words are the same in both, in the same order.
        plain: how many of those stand outside quotation marks in the one text.
    """

    start: int
    end: int
    of_start: int
    of_end: int
    same: int
    plain: int


Pair = tuple[int, int]


def passages(one: Words, other: Words) -> tuple[Passage, ...]:
    """Return the passages that two texts share, in the order of the first; none overlap in it."""
    chains = (_matched(one, other, chain) for chain in _chains(_seeds(one, other)) if _may_hold(one, other, chain))
    # Longest first: what a longer passage holds is no second one.
    free = [True] * len(one)
    kept = []
    for pairs in sorted(chains, key=lambda pairs: (-len(pairs), pairs)):
        run = [pair for pair in pairs if free[pair[0]]]
        for part in _close(run):
            if (found := _passage(one, part)) is not None:
                kept.append(found)
                free[found.start : found.end] = [False] * (found.end - found.start)
    return tuple(sorted(kept, key=lambda passage: passage.start))


def _seeds(one: Words, other: Words) -> Iterator[Pair]:
    """Return the places of equal triples, by the first text, then the second; frequent triples say nothing."""
    both = one.triples & other.triples
    places: dict[tuple[str, ...], list[int]] = {triple: [] for triple in both}
    for at, triple in enumerate(other.runs):
        if triple in both:
            places[triple].append(at)
    for at, triple in enumerate(one.runs):
        if triple in both and len(places[triple]) <= OFTEN:
            yield from ((at, of_at) for of_at in places[triple])


def _chains(seeds: Iterator[Pair]) -> list[list[Pair]]:
    """Join seeds that follow each other within a few words in both texts."""
    chains: list[list[Pair]] = []
    ending: dict[int, tuple[int, int]] = {}  # place in the second text -> place in the first, chain that ends there
    for at, of_at in seeds:
        nearest = None
        for back in range(1, GAP + SEED):
            last = ending.get(of_at - back)
            if last is not None and 0 < at - last[0] < GAP + SEED:
                nearest = last
                break
        number = nearest[1] if nearest else len(chains)
        if nearest is None:
            chains.append([])
        chains[number].append((at, of_at))
        ending[of_at] = (at, number)
    return chains


def _may_hold(one: Words, other: Words, chain: list[Pair]) -> bool:
    """Tell whether there are words enough around a chain for a passage, in whatever order; matching them is dear."""
    (at, of_at), (last, of_last) = chain[0], chain[-1]
    here = one.folded[max(0, at - GAP) : last + SEED + GAP]
    there = frozenset(other.folded[max(0, of_at - GAP) : of_last + SEED + GAP])
    return sum(word in there for word in here) >= SHORTEST


def _matched(one: Words, other: Words, chain: list[Pair]) -> list[Pair]:
    """Return every pair of equal words along a chain, its gaps and ends filled."""
    pairs: list[Pair] = []
    for at, of_at in chain:
        low, of_low = (pairs[-1][0] + 1, pairs[-1][1] + 1) if pairs else (max(0, at - GAP), max(0, of_at - GAP))
        pairs += _between(one, other, (low, at), (of_low, of_at))
        done, of_done = pairs[-1] if pairs else (-1, -1)
        pairs += [(at + k, of_at + k) for k in range(SEED) if at + k > done and of_at + k > of_done]
    low, of_low = pairs[-1][0] + 1, pairs[-1][1] + 1
    return pairs + _between(one, other, (low, min(len(one), low + GAP)), (of_low, min(len(other), of_low + GAP)))


def _between(one: Words, other: Words, here: Pair, there: Pair) -> list[Pair]:
    """Return a longest common sequence of two short runs of words; each is at most a gap long."""
    left, right = one.folded[here[0] : here[1]], other.folded[there[0] : there[1]]
    if not left or not right or max(len(left), len(right)) > 3 * GAP or frozenset(left).isdisjoint(right):
        return []
    lengths = [[0] * (len(right) + 1)]
    for word in reversed(left):
        below, row = lengths[-1], [0] * (len(right) + 1)
        for j in range(len(right) - 1, -1, -1):
            if word == right[j]:
                row[j] = below[j + 1] + 1
            else:
                row[j] = below[j] if below[j] >= row[j + 1] else row[j + 1]  # noqa: FURB136 - max() takes four times as long
        lengths.append(row)
    lengths.reverse()
    pairs, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            pairs.append((here[0] + i, there[0] + j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _close(pairs: list[Pair]) -> Iterator[list[Pair]]:
    """Part a run of pairs where more words than a gap lie between two."""
    run: list[Pair] = []
    for pair in pairs:
        if run and (pair[0] - run[-1][0] > GAP or pair[1] - run[-1][1] > GAP):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _passage(one: Words, pairs: list[Pair]) -> Passage | None:
    """Return the passage of a run of pairs, its thin ends cut off; None where too few words are the same."""
    low, high = _densest(pairs)
    if high - low < SHORTEST:
        return None
    first, last = pairs[low], pairs[high - 1]
    plain = sum(not one.quoted[at] for at, _ in pairs[low:high])
    return Passage(first[0], last[0] + 1, first[1], last[1] + 1, high - low, plain)


def _densest(pairs: list[Pair]) -> Pair:
    """Return the part of a run where the same words outweigh the others most (Kadane's greatest sum).

    A word that is the same counts 1 - SAME, one that is not counts -SAME, in whichever text has more of them.
    """
    best, best_range = 0.0, (0, 0)
    total, low = 0.0, 0
    for k, (at, of_at) in enumerate(pairs):
        if k > low:
            total -= SAME * max(at - pairs[k - 1][0] - 1, of_at - pairs[k - 1][1] - 1)
        if total <= 0:
            total, low = 0.0, k
        total += 1 - SAME
        if total > best:
            best, best_range = total, (low, k + 1)
    return best_range
