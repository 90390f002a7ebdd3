"""Content words of a phrase, brought down to stems, so that the same thing told in other words can be found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

# Words of English that say how a phrase is put together and not what it is about.
FUNCTION_WORDS = frozenset(
    "a an the this that these those which who whom whose what there here it its he his him she her they their "
    "them we our us you your i my me one ones of in on at by for from to with without into onto over under about "
    "against between among through during before after since until as than and or nor but not no if so such is "
    "are was were be been being am do does did doing done have has had having will would shall should can could "
    "may might must any some all each every both either neither more most less least much many few several other "
    "another own same very too also just only even still yet again already then now up down out off back away "
    "around toward towards within upon across per via mr mrs ms dr sen rep gov sir dame lord rev".split()
)
# Where a noun phrase goes on after its head.
AFTER_HEAD = frozenset(
    "of in on at by for from to with without into over under about against between among through during before "
    "after since until as than that which who whose if where when and or but is are was were including like such "
    "via toward towards within upon across along alongside behind beyond near despite because amid around "
    "throughout".split()
)

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[.’'-](?=[^\W_]))*|\d[\d.,]*", re.UNICODE)
_BREAK = re.compile(r"[,;:()–—]")
_VOWELS = frozenset("aeiouy")
_SHORTEST = 3  # letters that a stem keeps at least
# Endings that turn a verb into a noun, or a name into its adjective; the longest that leaves a stem is taken off.
_ENDINGS = (
    ("ation", 4), ("ition", 4), ("ement", 4), ("ment", 4), ("ance", 4), ("ence", 4), ("ion", 4), ("ure", 4), ("ant", 5),
    ("acy", 5), ("ate", 4), ("al", 5), ("ing", 3), ("ied", 3), ("ed", 3),
)  # fmt: skip
_NAME_ENDINGS = (
    ("ians", 3),
    ("ian", 3),
    ("eans", 3),
    ("ean", 3),
    ("ese", 3),
    ("ans", 3),
    ("an", 3),
    ("is", 4),
    ("i", 4),
)


class Term(msgspec.Struct, frozen=True, gc=False):
    """One content word of a phrase.

    Args:
        stem: what is compared.
        word: as written, without a possessive ending.
        is_name: it begins with a capital and is no gerund that opens the phrase.
        is_number: it begins with a digit.
        part: number of the stretch it stands in; a preposition, a clause or a comma opens the next.
    """

    stem: str
    word: str
    is_name: bool
    is_number: bool
    part: int = 0


def terms(phrase: str) -> tuple[Term, ...]:
    """Return the content words of a phrase, in order."""
    found: list[Term] = []
    part = end = 0
    for match in _WORD.finditer(phrase):
        bare = _bare(match[0])
        if found and found[-1].part == part and (bare in AFTER_HEAD or _BREAK.search(phrase, end, match.start())):
            part += 1
        if bare not in FUNCTION_WORDS:
            found.append(_term(match[0], part, opens=match.start() == 0))
        end = match.end()
    return tuple(found)


@lru_cache(maxsize=16_384)  # every statement of a story of some hundred articles, asked for by view after view
def stems(phrase: str) -> frozenset[str]:
    """Return the stems of a phrase's content words."""
    return frozenset(stemmed for stemmed in map(_content, _WORD.findall(phrase)) if stemmed)


@lru_cache(maxsize=16_384)  # some more words than a story of three hundred articles has; two megabytes
def _content(word: str) -> str | None:
    return None if _bare(word) in FUNCTION_WORDS else stem(word)


def head_of(words: Sequence[Term]) -> Term | None:
    """Return the term that a noun phrase is about: the last of its first stretch, or a gerund that opens it."""
    if not words:
        return None
    if words[0].word.casefold().endswith("ing"):
        return words[0]
    return next((t for t, after in pairwise((*words, None)) if after is None or after.part != words[0].part), None)


def _term(written: str, part: int, *, opens: bool) -> Term:
    word = _POSSESSIVE.sub("", written)
    capital = word[:1].isupper() and not (opens and word.endswith("ing"))
    return Term(stem(written), word, is_name=capital, is_number=word[:1].isdigit(), part=part)


_POSSESSIVE = re.compile(r"['’]s?$|\.$")


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word).casefold().replace(".", "")


@lru_cache(maxsize=4_096)  # full within a few hundred articles: memory does not grow after
def stem(word: str) -> str:
    """Return a word's stem: without possessive, plural, verbal endings and those of nouns made of verbs.

    A light stemmer in the manner of Lovins (1968): the plural off, then one ending, the longest that leaves enough,
    then a doubled consonant and the last vowels. "closure", "closing", "closed" and "close" meet in "clos"; names lose
    the endings of their adjectives ("Syrian", "Syria").
    """
    bare = _bare(word)
    if bare[:1].isdigit():
        return bare.replace(",", "").rstrip(".")
    bare = _singular(bare.replace("-", ""))
    if word[:1].isupper():
        bare = _without(bare, _NAME_ENDINGS)
    cut = _without(bare, _ENDINGS)
    if cut != bare and len(cut) > _SHORTEST and cut[-1] == cut[-2] and cut[-1] not in "lsz":
        cut = cut[:-1]
    return _last_vowels_off(cut)


def _singular(word: str) -> str:
    if len(word) > _SHORTEST and word.endswith("s") and word[-2] not in "siu":
        return word[:-2] if word.endswith(("sses", "ches", "shes", "xes")) else word[:-1]
    return word


def _without(word: str, endings: tuple[tuple[str, int], ...]) -> str:
    for ending, least in endings:
        if word.endswith(ending) and len(word) >= least + len(ending):
            kept = word[: -len(ending)]
            if not _VOWELS.isdisjoint(kept):
                return kept
    return word


def _last_vowels_off(word: str) -> str:
    for _ in range(2):
        if len(word) > _SHORTEST and word[-1] in _VOWELS:
            word = word[:-1]
    return word
