"""Who said it first: the utterances that a quotation is from, who printed them first, who copied, who paraphrased."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

import msgspec
from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.store import utterances as kept
from onrecord.store.articles import articles_of
from onrecord.store.ask import statements
from onrecord.store.frames import Rows
from onrecord.store.rows import ArticleRow, StatementRow
from onrecord.store.wanted import Wanted
from onrecord.story.utterances.folding import stem_of, words_of
from onrecord.story.utterances.joining import SAME, saying
from onrecord.story.utterances.likeness import Pair, Saying, probability, rarity
from onrecord.story.utterances.postings import run_keys, word_keys
from onrecord.story.utterances.wording import MOST_WORDS, Change, Wording, drift

How = Literal["first", "copy", "verbatim", "cut", "paraphrase"]

UTTERANCES = 5  # utterances of an answer, the likest
_MOST = 60  # statements that a run of words or a rare word leads to, the oldest and as many of the latest
_LOOKED_AT = 80  # statements that the quotation is compared with
_RAREST = 3  # words of the quotation that a statement must have to be found by the full text
# Words of a quotation that must stand in a statement, whoever said it: what is typed is often a piece from memory.
_MOST_OF_IT, _NEIGHBOURS = 0.8, 0.4


class Printing(msgspec.Struct, frozen=True):
    """One printing of an utterance.

    Args:
        how: ``first``: the first of all; ``copy``: in the same independent report as one before it; else its wording
            beside the fullest quotation: ``verbatim``, ``cut`` or ``paraphrase``.
        kept: share of the shorter wording that stands in the other in the same order, 0 to 1.
        changes: how the wording differs from the fullest quotation; the places in both articles.
    """

    statement: StatementRow
    article: ArticleRow
    how: How
    kept: float
    changes: tuple[Change, ...] = ()


class Utterance(msgspec.Struct, frozen=True):
    """What was said once, and everybody who printed it.

    Args:
        likeness: how likely it is what was asked for, 0 to 1.
        speaker: the name that most of the printings give; None where none does.
        said_on: the day or month it was said, as most of those tell that do.
        printings: by the day and the time they were published.
        voices: independent reports: a copy is none.
        fullest: place among the printings of the one that quotes most words, with which the others are compared.
    """

    id: int
    likeness: float
    speaker: str | None
    said_on: str | None
    printings: tuple[Printing, ...]
    voices: int
    fullest: int

    @property
    def first(self) -> Printing:
        """Who printed it first."""
        return self.printings[0]


class First(msgspec.Struct, frozen=True):
    """The answer to ``onrecord first QUOTE``.

    Args:
        quote: as it was asked for.
        utterances: the likest first; none where nobody said so.
    """

    quote: str
    utterances: tuple[Utterance, ...]

    @property
    def printings(self) -> Rows[Printing]:
        """All printings in rows, utterance by utterance."""
        return Rows(Printing, [printing for one in self.utterances for printing in one.printings])


def first(connection: Connection, quote: str, as_of: str | None = None, most: int = UTTERANCES) -> First:
    """Return who printed a quotation first, who copied it, who paraphrased it, and how its wording drifted.

    The quotation may be a piece, or a little off: words are compared, not letters.

    Args:
        as_of: only from what had been published by that day, ``YYYY-MM-DD``.
        most: utterances at most.

    Raises:
        UsageError: the quotation has no word.
    """
    asked = Saying(quote)
    if not asked.words:
        raise UsageError(f"{quote!r} has no word to look for")
    found = _likest(connection, asked, as_of)
    utterances = kept.utterances_of(connection, found)
    best: dict[int, float] = {}
    for statement, likeness in found.items():
        ident = utterances.get(statement, statement)
        best[ident] = max(best.get(ident, 0.0), likeness)
    chosen = sorted(best, key=lambda ident: (-best[ident], ident))[:most]
    rows = _rows(connection, chosen, as_of)
    articles = articles_of(connection, (row.article for several in rows.values() for row in several))
    told = [told_of(ident, best[ident], rows[ident], articles) for ident in chosen if rows.get(ident)]
    return First(quote, tuple(told))


def _likest(connection: Connection, asked: Saying, as_of: str | None) -> dict[int, float]:
    """Return the statements that say what is asked for, each with how likely it does."""
    hits: Counter[int] = Counter()
    runs = run_keys(asked.words)
    for oldest in (True, False):
        hits.update(dict.fromkeys((s for _, s in kept.look_up(connection, runs, most=_MOST, oldest=oldest)), 2))
        keys = word_keys(asked)
        hits.update(s for _, s in kept.look_up(connection, keys, most=_MOST, oldest=oldest))
    words = " ".join(_rarest_forms(asked))
    if words:
        hits.update({row.id: 2 for row in statements(connection, Wanted(words=words, as_of=as_of, limit=_MOST))})
    some = sorted(hits, key=lambda i: (-hits[i], i))[:_LOOKED_AT]
    known = kept.said_by_ids(connection, some)
    likeness = {i: _is_asked(asked, saying(said)) for i, said in known.items() if not as_of or said.known_on <= as_of}
    return {i: likely for i, likely in likeness.items() if likely >= SAME}


def _rarest_forms(asked: Saying) -> list[str]:
    forms = {word.form for word in asked.words if word.form.isalnum() and len(word.form) > 1}
    return sorted(forms, key=lambda form: (-rarity(stem_of(form)), form))[:_RAREST]


def _is_asked(asked: Saying, found: Saying) -> float:
    """Return how likely a statement says what is asked for: as for two of one day whose speakers may agree."""
    pair = Pair(replace(asked, day=found.day), found)
    words = {word.stem for word in found.words}
    own = [word for word in asked.words if rarity(word.stem) > 0] or list(asked.words)
    there = sum(max(rarity(w.stem), 1.0) for w in own if w.stem in words) / sum(max(rarity(w.stem), 1.0) for w in own)
    if pair.contrary:
        return 0.0
    likely = probability(pair.odds())
    quoted = there >= _MOST_OF_IT and (pair.run.size >= _NEIGHBOURS * len(asked.words))
    return max(likely, 0.5 + there / 2) if quoted else likely


def _rows(connection: Connection, utterances: Iterable[int], as_of: str | None) -> dict[int, list[StatementRow]]:
    wanted = list(utterances)
    ids = {*wanted, *kept.statements_of(connection, wanted)}
    found: dict[int, list[StatementRow]] = {ident: [] for ident in wanted}
    for row in statements(connection, Wanted(ids=tuple(sorted(ids)), as_of=as_of)):
        if row.utterance in found:
            found[row.utterance].append(row)
    return found


def told_of(ident: int, likeness: float, rows: Sequence[StatementRow], articles: dict[int, ArticleRow]) -> Utterance:
    """Return an utterance from its statements.

    Args:
        rows: at least one, in any order.
        articles: those that they stand in, by id.
    """
    order = sorted(rows, key=lambda row: (*published(articles[row.article]), row.id))
    quoted = min(range(len(order)), key=lambda n: (-_words_quoted(order[n]), n))
    model = Wording(order[quoted].words, order[quoted].content)
    printings, voices = [], dict[int, int]()  # of each voice the article that had it first
    for n, row in enumerate(order):
        beside = drift(model, Wording(row.words, row.content))
        voice = row.article if row.voice is None else row.voice
        copied = voices.setdefault(voice, row.article) != row.article
        how: How = "first" if n == 0 else "copy" if copied else beside.how
        printings.append(Printing(row, articles[row.article], how, beside.kept, beside.changes))
    names = [row.speaker.name for row in order if row.speaker is not None]
    days = [row.said_on for row in order if row.said_on is not None]
    return Utterance(ident, likeness, _commonest(names), _commonest(days), tuple(printings), len(voices), quoted)


def _words_quoted(row: StatementRow) -> int:
    return sum(word.quoted for word in words_of(row.words)[:MOST_WORDS])


def _commonest(values: Sequence[str]) -> str | None:
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], values.index(value)), default=None)


def published(article: ArticleRow) -> tuple[str, str]:
    """Return when an article was published, to be sorted by: its day, then its time in UTC; no time comes last."""
    if article.published is None or "T" not in article.published:
        return article.known_on, "~"
    try:
        moment = datetime.fromisoformat(article.published)
    except ValueError:
        return article.known_on, "~"
    return article.known_on, (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
