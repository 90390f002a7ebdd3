"""The title and the summary of a story: words that its articles print, and never others."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from onrecord.record import Span
from onrecord.store.stories import Report
from onrecord.story.background.sentences import sentences
from onrecord.story.clusters.cluster import Link
from onrecord.story.clusters.words import rarity, stems_of

# Sentences that are quoted come from the first paragraphs, and are neither fragments nor whole paragraphs.
PARAGRAPHS, SHORTEST, LONGEST = 4, 6, 60
TELLING = frozenset({"paragraph", "standfirst", "live-update", "list-item"})
# A sentence half of whose weight stands in those before it tells nothing new.
REPEATED = 0.5
# The share of articles that have a word which tells of the story.
SHARED = 0.3
# Another voice is worth this much more than the one that was quoted last.
NEW_VOICE = 1.3


class Quoted(msgspec.Struct, frozen=True):
    """Words of an article, as they stand there.

    Args:
        span: in the article's text.
        voice: id of the article whose independent report it is.
    """

    article: int
    span: Span
    words: str
    voice: int


def headline(reports: Mapping[int, Report], links: Mapping[int, Mapping[int, Link]]) -> tuple[str, int] | None:
    """Return the headline of the article that is most like the others, and the article; None where none has one.

    Args:
        reports: the articles of a story, by id.
        links: of each, how alike it is to earlier ones.
    """
    central = dict.fromkeys(reports, 0.0)
    for article, own in links.items():
        for other, link in own.items():
            if other in reports and article in reports:
                central[article] += max(0.0, link.odds)
                central[other] += max(0.0, link.odds)
    order = sorted(reports, key=lambda one: (-central[one], reports[one].known_on, one))
    titled = [(title, one) for one in order if (title := reports[one].title)]
    if titled:
        return titled[0]
    return next(((words, one) for one in order for words in [_first_words(reports[one])] if words), None)


def _first_words(report: Report) -> str | None:
    """Return the first sentence of an article that has no headline."""
    for span in telling(report):
        return span.of(report.text)
    return None


def telling(report: Report) -> Iterator[Span]:
    """Yield the sentences of an article's first paragraphs that may be quoted."""
    blocks = [(start, end) for kind, start, end in report.blocks if kind in TELLING][:PARAGRAPHS]
    for start, end in blocks:
        for span in sentences(report.text[start:end]):
            if SHORTEST <= report.text.count(" ", start + span.start, start + span.end) + 1 <= LONGEST:
                yield Span(start + span.start, start + span.end)


def summary(reports: Sequence[Report], voices: Mapping[int, int], most: int = 3) -> list[Quoted]:
    """Return sentences that tell a story between them, in the order in which they were known.

    Each next one is that which tells most of what the articles have in common and was not told yet; one of another
    voice goes before one of a voice that was quoted already.

    Args:
        voices: of each article, the id of the article whose independent report it is.
    """
    choices = [
        Quoted(report.article, span, span.of(report.text), voices.get(report.article, report.article))
        for report in reports
        for span in telling(report)
    ]
    weights, stems = _weighed(choices, len(reports))
    told: set[str] = set()
    chosen: list[int] = []
    while len(chosen) < most:
        best = max(
            (at for at in range(len(choices)) if at not in chosen and _is_new(stems[at], told, weights)),
            key=lambda at: (_worth(stems[at] - told, weights, choices, (at, chosen)), -at),
            default=None,
        )
        if best is None:
            break
        chosen.append(best)
        told |= stems[best]
    days = {report.article: report.known_on for report in reports}
    return sorted((choices[at] for at in chosen), key=lambda one: (days[one.article], one.article, one.span))


def _weighed(choices: Sequence[Quoted], reports: int) -> tuple[dict[str, float], list[frozenset[str]]]:
    """Return how much each word says of a story, and the words of each sentence that say something.

    A word says as much as it stands in articles, times how rare it is. Words of few of them are left out: they tell of
    one article.

    Args:
        choices: the sentences that may be quoted.
        reports: how many articles there are.
    """
    found = [stems_of(choice.words) for choice in choices]
    of_article: dict[int, set[str]] = defaultdict(set)
    for choice, (_, telling_stems) in zip(choices, found, strict=True):
        of_article[choice.article] |= telling_stems
    counted = Counter(stem for stems in of_article.values() for stem in stems)
    least = max(2.0, SHARED * reports)
    shared = {word: n for word, n in counted.items() if n >= least} or dict(counted)
    weights = {word: n * rarity(word, 0, 0) for word, n in shared.items()}
    return weights, [stems & weights.keys() for stems, _ in found]


def _is_new(stems: AbstractSet[str], told: set[str], weights: Mapping[str, float]) -> bool:
    weight = sum(weights[word] for word in stems)
    return weight > 0 and sum(weights[word] for word in stems & told) < REPEATED * weight


def _worth(
    new: AbstractSet[str], weights: Mapping[str, float], choices: Sequence[Quoted], at: tuple[int, Sequence[int]]
) -> float:
    """Return what a sentence adds; longer ones need to say more."""
    choice, chosen = choices[at[0]], at[1]
    heard = {choices[one].voice for one in chosen}
    length = math.sqrt(choice.words.count(" ") + 12)
    return sum(sorted(weights[word] for word in new)) / length * (1.0 if choice.voice in heard else NEW_VOICE)
