"""Positions put together by what they are about: issues grouped across wordings, one after the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from onrecord.store.rows import PositionRow
from onrecord.story.positions.issues import Wording, alike, turns, wording
from onrecord.story.terms import terms

# Of 341 labelled pairs most are told rightly from here (bench/issues.py: F1 80.0 at .4, 78.2 at .5, 73.8 at .6; the
# middle loses least where either kind of mistake is as bad).
SAME = 0.45
# A new issue is looked for in the last places where each of its words was told, and held against the groups that share
# most of them: so the cost of the next position does not grow with the story.
_GROUPS_SEEN = 200
_GROUPS_TRIED = 12
_WORDINGS_TRIED = 6


class Issue(msgspec.Struct, frozen=True):
    """What positions are about, in whatever words.

    Args:
        id: of the first position on it, so that it stays while the story grows.
        name: the wording that is used most, then the shortest, then the first.
        wordings: all of them, the most used first.
        positions: how many rows; ``holders`` how many actors.
        vague: its words say too little to be known again elsewhere: "the plan".
    """

    id: int
    name: str
    wordings: tuple[str, ...]
    positions: int
    holders: int
    vague: bool


class OnIssue(msgspec.Struct, frozen=True, gc=False):
    """A position with the issue it is about.

    Args:
        turned: its wording names the end of the issue ("repeal of the law"), so that its stance is the other way round.
    """

    row: PositionRow
    issue: int
    turned: bool


class _Group:
    def __init__(self, number: int) -> None:
        self.number = number
        self.rows: list[PositionRow] = []
        self.wordings: Counter[str] = Counter()
        self.holders: set[int] = set()

    def add(self, row: PositionRow) -> None:
        self.rows.append(row)
        self.wordings[row.issue] += 1
        if row.holder is not None:
            self.holders.add(row.holder.actor)

    def likeness(self, row: PositionRow) -> float:
        """Return how likely a position is on this issue, on average over the wordings used most."""
        holds = row.holder is not None and row.holder.actor in self.holders
        tried = [text for text, _ in self.wordings.most_common(_WORDINGS_TRIED)]
        return sum(alike(row.issue, text, same_holder=holds) for text in tried) / len(tried)

    def issue(self) -> Issue:
        ordered = sorted(self.wordings, key=lambda text: (-self.wordings[text], wording(text).turned, len(text)))
        straight = [text for text in ordered if not wording(text).turned] or ordered
        vague = all(wording(text).bare for text in ordered)
        return Issue(self.rows[0].id, straight[0], tuple(ordered), len(self.rows), len(self.holders), vague)


def grouped(rows: Sequence[PositionRow]) -> tuple[dict[int, Issue], tuple[OnIssue, ...]]:
    """Put positions on one issue together.

    Each joins the likeliest group that is there, or opens one: no pair is compared twice, and no chain of look-alikes
    draws two issues together, for a group is judged by all its common wordings.

    Args:
        rows: in the order in which they became known.
    """
    groups: list[_Group] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    of_row: list[int] = []
    for row in rows:
        said = wording(row.issue)
        number = _best(groups, by_word, row, said)
        if number is None:
            number = len(groups)
            groups.append(_Group(number))
        groups[number].add(row)
        of_row.append(number)
        for word in said.words:
            if not by_word[word] or by_word[word][-1] != number:
                by_word[word].append(number)
    issues = [group.issue() for group in groups]
    on = (
        OnIssue(row, issues[n].id, _is_turned(row) != wording(issues[n].name).turned)
        for row, n in zip(rows, of_row, strict=True)
    )
    return {issue.id: issue for issue in issues}, tuple(on)


def _is_turned(row: PositionRow) -> bool:
    """Tell whether the stance is towards the end of the issue.

    "Lind rejects the plan" is told as opposed to "rejection of the plan": its own verb is both the stance and the end.
    """
    if not wording(row.issue).turned:
        return False
    return row.stance != "oppose" or not any(turns(t) for t in terms(row.words) if t.word.endswith(("s", "ed")))


def _best(groups: list[_Group], by_word: dict[str, list[int]], row: PositionRow, said: Wording) -> int | None:
    shared: Counter[int] = Counter()
    for word in said.words:
        shared.update(dict.fromkeys(by_word[word][-_GROUPS_SEEN:], 1))
    near = sorted(shared, key=lambda n: (-shared[n], -len(groups[n].rows), n))[:_GROUPS_TRIED]
    likeness = {number: _likeness(groups[number], row, said) for number in near}
    best = max(near, key=lambda n: (likeness[n], -n), default=None)
    return best if best is not None and likeness[best] >= SAME else None


def _likeness(group: _Group, row: PositionRow, said: Wording) -> float:
    if said.bare:  # "the deal" is the same deal in the same article alone
        return float(any(r.article == row.article and r.issue == row.issue for r in group.rows[-_GROUPS_TRIED:]))
    return group.likeness(row)
