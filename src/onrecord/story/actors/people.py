"""Names of people: their parts, whether two may be one person's, and the keys by which they are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import msgspec

from onrecord.story.actors.folding import folded, word_lists, word_set, words_of

# "Maria del Carmen Lopez de la Vega" has as many words; what is longer is a description.
MOST_WORDS = 7
# Names as short as "Xi Li" have nothing left without their vowels.
LEAST_SKELETON = 2


class PersonName(msgspec.Struct, frozen=True):
    """A person's name in parts, folded.

    Args:
        first: None for a name of one word, such as a surname that stands alone.
        middles: between first and last, initials included, particles left out.
        heir: ``jr``, ``ii`` … where the name says it.
        written: the name without titles, as written.
    """

    first: str | None
    middles: tuple[str, ...]
    last: str
    heir: str | None
    written: str

    @property
    def is_full(self) -> bool:
        """Whether it has more than one word."""
        return self.first is not None


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[str]]:
    """The full first names that a first name may stand for."""
    full: dict[str, set[str]] = {}
    for row in word_lists()["nick"]:
        for word in row:
            full.setdefault(word, set()).add(row[0])
    return {word: frozenset(names) for word, names in full.items()}


def first_names(word: str) -> frozenset[str]:
    """Return the first names that a first name may be short for, itself where it is short for none."""
    return _nicknames().get(word, frozenset((word,)))


@lru_cache(maxsize=4_096)  # full within a few hundred articles: memory does not grow after
def person_name(name: str) -> PersonName | None:
    """Return the parts of a person's name; None for words that are no name, such as "a spokesman for X"."""
    written = words_of(name)
    while len(written) > 1 and folded(written[0]) in word_set("title"):
        written = written[1:]
    heir = None
    while len(written) > 1 and folded(written[-1]) in word_set("suffix"):
        heir = folded(written[-1]) if folded(written[-1]) in word_set("heir") else heir
        written = written[:-1]
    if not _is_name(written):
        return None
    parts = _spread(written)
    core = [p for n, p in enumerate(parts) if p not in word_set("particle") or n in (0, len(parts) - 1)]
    if len(core) > 1 and core[0] in word_set("particle") and not written[0][0].isupper():
        core = core[1:]
    full = len(core) > 1
    return PersonName(core[0] if full else None, tuple(core[1:-1]), core[-1], heir, " ".join(written))


def _spread(written: list[str]) -> list[str]:
    """The folded words, initials that stand together taken apart: "J.J." as two."""
    out: list[str] = []
    for word in written:
        letters = word.replace(".", "")
        if "." in word.rstrip(".") and letters.isupper() and letters.isalpha():
            out.extend(folded(c) for c in letters)
        else:
            out.append(folded(word))
    return [word for word in out if word]


def _is_name(written: list[str]) -> bool:
    if not 0 < len(written) <= MOST_WORDS or not any(len(folded(w)) > 1 for w in written):
        return False
    if len(written) > 2 and folded(written[-1]) in word_set("generic") | word_set("common") | word_set("owned"):  # noqa: PLR2004 - "Brenn Foundation" may be somebody, "Ada Brenn Foundation" is not
        return False
    if len(written) == 1 and folded(written[0]) in word_set("title") | word_set("particle") | word_set("regnal"):
        return False
    return all(w[0].isupper() or folded(w) in word_set("particle") for w in written) and written[-1][0].isupper()


def is_common(name: PersonName) -> bool:
    """Whether so many people bear both first and family name that the full name says little."""
    if name.first is None or name.last not in word_set("many"):
        return False
    return bool({name.first, *first_names(name.first)} & word_set("given"))


def may_be_one(one: PersonName, other: PersonName) -> bool:
    """Whether two full names may be one person's: nothing in them speaks against it."""
    if one.last != other.last and not _is_cut(one, other) and not _is_cut(other, one):
        return False
    if not _firsts_fit(one, other):
        return False
    if one.heir != other.heir and one.heir and other.heir:
        return False
    return _middles_fit(one.middles, other.middles)


def _is_cut(one: PersonName, other: PersonName) -> bool:
    """Whether a name with two surnames is cut to the first of them: "Ana Ruiz" of "Ana Ruiz Soler"."""
    return bool(other.middles) and len(other.middles[-1]) > 1 and one.last == other.middles[-1] and not one.middles


def _firsts(name: PersonName) -> set[str]:
    first = {name.first or ""}
    if name.first and len(name.first) == 1 and name.middles and len(name.middles[0]) > 1:
        first.add(name.middles[0])  # "J. Edgar Hoover" goes by the second
    return first


def _firsts_fit(one: PersonName, other: PersonName) -> bool:
    for a in _firsts(one):
        for b in _firsts(other):
            if a == b or first_names(a) & first_names(b):
                return True
            if min(len(a), len(b)) == 1 and a[:1] == b[:1]:
                return True
    return False


def _middles_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names agree: by their first letters where one is an initial; where one has none, always."""
    if not one or not other:
        return True
    a, b = one[0], other[0]
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or any(len(w) > 1 for w in set(one) & set(other))


def full_keys(name: PersonName) -> list[str]:
    """Return the keys under which a full name is looked up and kept: each first name that it may be short for."""
    if name.first is None:
        return []
    firsts = sorted({full for first in _firsts(name) for full in first_names(first)})
    lasts = [name.last]
    if name.middles and len(name.middles[-1]) > 1 and len(name.first) > 1:
        lasts.append(name.middles[-1])
    return [f"p:{first}|{last}" for last in lasts for first in firsts]


def surname_keys(name: PersonName, alone: frozenset[str] = frozenset()) -> list[str]:
    """Return the keys of what a person may be called by one name.

    Args:
        alone: folded words by which the article calls the person alone.
    """
    words = [name.last, *((name.first,) if name.first else ()), *name.middles]
    keys = [name.last, *sorted(w for w in set(words) & alone if len(w) > 1 and w != name.last)]
    if name.middles and len(name.middles[-1]) > 1:
        keys.append(f"{name.middles[-1]} {name.last}")
    return [f"s:{key}" for key in keys]


def inner_key(name: PersonName) -> str | None:
    """Return the key of the two surnames of a longer name, were they taken for a full name: "Lund Brenn"."""
    return f"p:{name.middles[-1]}|{name.last}" if name.middles and len(name.middles[-1]) > 1 else None


def single_key(name: PersonName) -> str:
    """Return the key by which somebody called by surname alone is looked up; two words may be one surname."""
    return f"s:{name.first} {name.last}" if name.first else f"s:{name.last}"


_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"kh|gh|q|ck|k|c(?!h)|g", "k"),
        (r"sh|tch|ch|sch|zh|j|dj", "s"),
        (r"th|dh|d", "t"),
        (r"z|x", "s"),
        (r"w|v", "f"),
        (r"h|y|[aeiou]", ""),
    )
)


@lru_cache(maxsize=4_096)  # full within a few hundred articles: memory does not grow after
def skeleton(word: str) -> str:
    """Return the sounds of a word that spellings in Latin letters agree about."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return "".join(a for a, b in pairwise(word + " ") if a != b)


def sound_key(name: PersonName) -> str | None:
    """Return the key of how a full name sounds; None where too little of it is left."""
    if name.first is None or len(name.first) == 1:
        return None
    first, last = skeleton(name.first), skeleton(name.last)
    if len(last) < LEAST_SKELETON or not first:
        return None
    return f"k:{first}|{last}"


def spelt_alike(one: PersonName, other: PersonName) -> bool:
    """Whether two full names differ as spellings of one name do: in vowels and the like, never in their endings.

    "Erica" is no spelling of "Eric", nor "Carlo" of "Carla".
    """
    if one.first is None or other.first is None or not _middles_fit(one.middles, other.middles):
        return False
    same = one.first == other.first or bool(first_names(one.first) & first_names(other.first))
    return (same or _spelling(one.first, other.first)) and (one.last == other.last or _spelling(one.last, other.last))


# Of two spellings of one name, so much is the same (those of ECB+ 1-35 that are one person's: .80 and more).
ALIKE = 0.75
# "Dean" and "Dina", "Joan" and "Jean" are names of their own.
LEAST_SPELLING = 5


def _spelling(one: str, other: str) -> bool:
    if min(len(one), len(other)) < LEAST_SPELLING or one[0] != other[0]:
        return False
    ends = {w[-1] if w[-1] in "aeiou" else "" for w in (one, other)}
    if len(ends) > 1 or skeleton(one) != skeleton(other):
        return False
    return 1 - _distance(one, other) / max(len(one), len(other)) >= ALIKE


def _distance(one: str, other: str) -> int:
    """Levenshtein's distance; words are short."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def full_names(names: Iterable[str]) -> tuple[PersonName, ...]:
    """Return the parts of those names that are full."""
    people = (person_name(name) for name in names)
    return tuple(name for name in people if name and name.is_full)
