"""What changed in an article that changed at its address: statements, figures, text, and what it declares itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeVar

import msgspec
from sqlalchemy import Connection

from onrecord.errors import NoSuchError
from onrecord.record import Figure, Record, Span, Statement
from onrecord.store import articles as kept
from onrecord.store.rows import RevisionRow
from onrecord.store.rowsof import JOIN
from onrecord.story.declared import Correction, declared
from onrecord.story.utterances.folding import words_of
from onrecord.story.utterances.joining import SAME
from onrecord.story.utterances.likeness import Pair, Saying, probability
from onrecord.story.utterances.postings import postings
from onrecord.story.utterances.wording import Change, Wording, drift

Kind = Literal["same", "changed", "added", "removed"]
Item = TypeVar("Item")

_AROUND = 60  # code points before and after a figure by which it is told again where its number changed

_LIKE_BLOCK = 0.5  # share of its words in order by which a paragraph is the same one, changed


class StatementChange(msgspec.Struct, frozen=True):
    """A statement of one revision and what became of it in the next.

    Args:
        before: of the earlier revision; None for one that was added.
        after: of the later revision; None for one that was removed.
        before_words: of its content, pieces joined by `` … ``.
        fields: what differs beside the words: ``speaker``, ``mode``, ``act``, ``said_on``.
        changes: how the wording changed.
    """

    kind: Kind
    before: Statement | None
    after: Statement | None
    before_words: str
    after_words: str
    fields: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


class FigureChange(msgspec.Struct, frozen=True):
    """A figure of one revision and what became of it in the next.

    Args:
        fields: what differs: ``low``, ``high``, ``approx``, ``as_of``, ``source``, ``place``.
    """

    kind: Kind
    before: Figure | None
    after: Figure | None
    before_words: str
    after_words: str
    fields: tuple[str, ...] = ()


class BlockChange(msgspec.Struct, frozen=True):
    """A paragraph, headline or caption that is not as it was.

    Args:
        before: its span in the earlier text; None for one that was added.
        after: its span in the later text; None for one that was removed.
        changes: of the words, where it was changed.
    """

    kind: Kind
    before: Span | None
    after: Span | None
    before_words: str
    after_words: str
    changes: tuple[Change, ...] = ()


class Diff(msgspec.Struct, frozen=True):
    """Two revisions beside each other; statements and figures in the later one's order, what was removed last."""

    statements: tuple[StatementChange, ...]
    figures: tuple[FigureChange, ...]
    blocks: tuple[BlockChange, ...]


class Revision(msgspec.Struct, frozen=True):
    """One text that stood at an article's address.

    Args:
        number: 1 for the first.
        first_seen: ISO 8601 in UTC.
        title: its headline.
        published: as the page gives it; ``modified`` too.
        corrections: what it declares itself.
        diff: from the revision before; None for the first.
    """

    number: int
    first_seen: str
    title: str | None
    published: str | None
    modified: str | None
    corrections: tuple[Correction, ...]
    diff: Diff | None


def history(connection: Connection, article: int, latest: int | None = None) -> tuple[Revision, ...]:
    """Return the revisions of an article, each with what changed since the one before.

    Args:
        latest: how many, the latest; None for all.

    Raises:
        UsageError: the store has no such article.
    """
    found: list[Revision] = []
    before = None
    rows = kept.revisions(connection, article)
    # The one before the first of them is looked at, too: what changed since is told of that.
    for row in rows if latest is None else rows[-latest - 1 :]:
        record = kept.record(connection, article, row.number)
        found.append(_revision(row, record, compare(before, record) if before is not None else None))
        before = record
    if not found:
        raise NoSuchError(f"the store has no article {article}")
    return tuple(found if latest is None else found[-latest:])


def _revision(row: RevisionRow, record: Record, diff: Diff | None) -> Revision:
    article = record.article
    return Revision(
        row.number,
        row.first_seen,
        article.title,
        article.published.value if article.published else None,
        article.modified.value if article.modified else None,
        declared(record),
        diff,
    )


def compare(before: Record, after: Record) -> Diff:
    """Return what changed from one record of an article to the next."""
    return Diff(tuple(_statements(before, after)), tuple(_figures(before, after)), tuple(_blocks(before, after)))


# ---- statements -----------------------------------------------------------------------------------------------------


def _statements(before: Record, after: Record) -> Iterator[StatementChange]:
    old, new = before.statements, after.statements
    matched = _matched(
        [statement.key for statement in old],
        [statement.key for statement in new],
        [_spoken(before, statement) for statement in old],
        [_spoken(after, statement) for statement in new],
        _alike(before, after),
    )
    for j, statement in enumerate(new):
        i = matched.get(j)
        yield _statement(before, old[i] if i is not None else None, after, statement)
    for i in sorted(set(range(len(old))) - set(matched.values())):
        yield _statement(before, old[i], after, None)


def _spoken(record: Record, statement: Statement) -> str:
    """Return what must be equal for two statements to be the same in other surroundings."""
    words = " ".join(word.stem for word in words_of(_content(record, statement)))
    return f"{_speaker(record, statement)}|{words}" if words else f"{statement.key}|"


def _content(record: Record, statement: Statement) -> str:
    return JOIN.join(piece.of(record.article.text) for piece in statement.content)


def _speaker(record: Record, statement: Statement) -> str:
    return next((actor.name for actor in record.actors if actor.id == statement.speaker), "")


def _alike(before: Record, after: Record) -> Callable[[Sequence[int], Sequence[int]], Iterator[tuple[float, int, int]]]:
    """Return what yields how likely statements of both revisions are one utterance."""

    def likely(old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[float, int, int]]:
        ways = defaultdict(list)
        sayings = {i: _saying(before, before.statements[i]) for i in old}
        for i in old:
            for posting in postings(sayings[i]):
                ways[posting.key].append(i)
        for j in new:
            saying = _saying(after, after.statements[j])
            for i in sorted({i for posting in postings(saying) for i in ways[posting.key]}):
                yield probability(Pair(sayings[i], saying).odds()), i, j

    return likely


def _saying(record: Record, statement: Statement) -> Saying:
    # Two revisions are told on one day, as it were: what changed are words.
    return Saying(
        _content(record, statement), speaker=_speaker(record, statement), day="0001-01-01", mode=statement.mode
    )


def _statement(before: Record, old: Statement | None, after: Record, new: Statement | None) -> StatementChange:
    old_words, new_words = (_content(before, old) if old else ""), (_content(after, new) if new else "")
    if old is None or new is None:
        return StatementChange("added" if old is None else "removed", old, new, old_words, new_words)
    fields = [name for name in ("mode", "act") if getattr(old, name) != getattr(new, name)]
    if _speaker(before, old) != _speaker(after, new):
        fields.insert(0, "speaker")
    if (old.said_on and old.said_on.value) != (new.said_on and new.said_on.value):
        fields.append("said_on")
    changes = drift(Wording(old_words, old.content), Wording(new_words, new.content)).changes
    kind: Kind = "changed" if fields or changes else "same"
    return StatementChange(kind, old, new, old_words, new_words, tuple(fields), changes)


# ---- figures --------------------------------------------------------------------------------------------------------


def _figures(before: Record, after: Record) -> Iterator[FigureChange]:
    old, new = before.figures, after.figures
    matched = _matched(
        [figure.key for figure in old],
        [figure.key for figure in new],
        [_counted(before, figure) for figure in old],
        [_counted(after, figure) for figure in new],
        lambda mine, theirs: _alike_figures(before, mine, after, theirs),
    )
    for j, figure in enumerate(new):
        i = matched.get(j)
        yield _figure(before, old[i] if i is not None else None, after, figure)
    for i in sorted(set(range(len(old))) - set(matched.values())):
        yield _figure(before, old[i], after, None)


def _counted(record: Record, figure: Figure) -> str:
    same = figure.measure, figure.low, figure.high, figure.unit, figure.currency, figure.what, figure.place
    return f"{same}|{record.article.text[figure.start : figure.end].lower()}"


def _alike_figures(
    before: Record, old: Sequence[int], after: Record, new: Sequence[int]
) -> Iterator[tuple[float, int, int]]:
    around = {i: _surroundings(before, before.figures[i]) for i in old}
    by_measure = defaultdict(list)
    for i in old:
        by_measure[before.figures[i].measure].append(i)
    for j in new:
        figure, words = after.figures[j], _surroundings(after, after.figures[j])
        for i in by_measure[figure.measure]:
            earlier = before.figures[i]
            if (earlier.unit, earlier.currency) == (figure.unit, figure.currency):
                shared = len(words & around[i]) / max(1, min(len(words), len(around[i])))
                yield shared + 0.1 * (earlier.what == figure.what) + 0.1 * (earlier.place == figure.place), i, j


def _surroundings(record: Record, figure: Figure) -> frozenset[str]:
    text = record.article.text
    near = text[max(0, figure.start - _AROUND) : figure.end + _AROUND]
    return frozenset(word.stem for word in words_of(near) if not word.is_number)


def _figure(before: Record, old: Figure | None, after: Record, new: Figure | None) -> FigureChange:
    old_words = before.article.text[old.start : old.end] if old else ""
    new_words = after.article.text[new.start : new.end] if new else ""
    if old is None or new is None:
        return FigureChange("added" if old is None else "removed", old, new, old_words, new_words)
    fields = [name for name in ("low", "high", "approx", "place") if getattr(old, name) != getattr(new, name)]
    if (old.as_of and old.as_of.value) != (new.as_of and new.as_of.value):
        fields.append("as_of")
    if _name(before, old.source) != _name(after, new.source):
        fields.append("source")
    return FigureChange("changed" if fields else "same", old, new, old_words, new_words, tuple(fields))


def _name(record: Record, actor: str | None) -> str | None:
    return next((one.name for one in record.actors if one.id == actor), None)


# ---- which is which -------------------------------------------------------------------------------------------------


def _matched(
    old_keys: Sequence[str],
    new_keys: Sequence[str],
    old_words: Sequence[str],
    new_words: Sequence[str],
    likely: Callable[[Sequence[int], Sequence[int]], Iterator[tuple[float, int, int]]],
) -> dict[int, int]:
    """Return the earlier item of each later one: by key, then by what it says, then by likeness, the likest first."""
    matched: dict[int, int] = {}
    for old, new in ((old_keys, new_keys), (old_words, new_words)):
        there = defaultdict(list)
        taken = set(matched.values())
        for i, value in enumerate(old):
            if i not in taken:
                there[value].append(i)
        for j, value in enumerate(new):
            if j not in matched and there[value]:
                matched[j] = there[value].pop(0)
    taken = set(matched.values())
    left = [i for i in range(len(old_keys)) if i not in taken]
    rest = [j for j in range(len(new_keys)) if j not in matched]
    for likeness, i, j in sorted(likely(left, rest), key=lambda found: (-found[0], found[1], found[2])):
        if likeness >= SAME and j not in matched and i not in taken:
            matched[j] = i
            taken.add(i)
    return matched


# ---- text -----------------------------------------------------------------------------------------------------------


def _blocks(before: Record, after: Record) -> Iterator[BlockChange]:
    """Yield the blocks that are not as they were, in order."""
    old, new = _texts(before), _texts(after)
    matcher = SequenceMatcher(None, [text for _, text in old], [text for _, text in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield from _replaced(old[a:b], new[c:d])


def _texts(record: Record) -> list[tuple[Span, str]]:
    return [(Span(b.start, b.end), record.article.text[b.start : b.end]) for b in record.article.blocks]


def _replaced(old: Sequence[tuple[Span, str]], new: Sequence[tuple[Span, str]]) -> Iterator[BlockChange]:
    """Pair blocks in order where they are alike; the others were added or removed."""
    waiting = list(old)
    for span, text in new:
        beside = [drift(Wording(words, (place,)), Wording(text, (span,))) for place, words in waiting[:_NEXT]]
        place = next((n for n, found in enumerate(beside) if found.kept >= _LIKE_BLOCK), None)
        if place is None:
            yield BlockChange("added", None, span, "", text)
            continue
        for gone, words in waiting[:place]:
            yield BlockChange("removed", gone, None, words, "")
        yield BlockChange("changed", waiting[place][0], span, waiting[place][1], text, beside[place].changes)
        waiting = waiting[place + 1 :]
    for gone, words in waiting:
        yield BlockChange("removed", gone, None, words, "")


_NEXT = 6  # blocks ahead in which one that was changed is looked for
