"""Names of bodies: what is compared of them, whether they are one body's alone, and what place they belong to."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from onrecord.story.actors.folding import folded, word_set, words_of
from onrecord.story.actors.places import known_body, place_key, state_of

LONGEST_ACRONYM = 7
MOST_WORDS = 12


class BodyName(msgspec.Struct, frozen=True):
    """A body's name as compared.

    Args:
        words: folded, in order, without small words and endings of companies, the place apart.
        generic: the words alone name one body in every place: "health ministry", "Senate".
        place: folded name of the state or place that the name itself gives.
        owner: folded words before "campaign", "administration": whose it is.
        acronym: the name is an acronym.
        proper: written with capitals, as names are.
        written: as written, without an article.
    """

    words: tuple[str, ...]
    generic: bool
    place: str | None
    owner: str | None
    acronym: bool
    proper: bool
    written: str

    @property
    def base(self) -> str:
        """The words as one, whatever the place."""
        words = self.words
        if len(words) > 1 and words[0] in word_set("reordered"):  # "Department of Justice", "Justice Department"
            words = (*words[1:], words[0])
        return " ".join(words)

    def key(self, place: str | None = None) -> str:
        """Return the key by which it is looked up.

        Args:
            place: the place that its article gives, where the name gives none.
        """
        where = self.place or (place if self.generic else None)
        return f"o:{self.base}@{where}" if where else f"o:{self.base}"


@lru_cache(maxsize=4_096)  # full within a few hundred articles: memory does not grow after
def body_name(name: str) -> BodyName | None:
    """Return what is compared of a body's name; None for words that hold no name."""
    raw = [w for w in words_of(name) if w.lower() not in ("the", "a", "an")]
    if not 0 < len(raw) <= MOST_WORDS:
        return None
    words = [w for w in raw if folded(w) and folded(w) not in word_set("small")]
    while len(words) > 1 and folded(words[-1]) in word_set("legal"):
        words = words[:-1]
    if not words:
        return None
    owner = _owner(words)
    if known := known_body(" ".join(words)):
        return BodyName(tuple(known.split()), False, None, None, len(words) == 1, True, " ".join(raw))
    place, kept = _apart(words)
    generic = all(folded(w) in word_set("generic") | word_set("common") for w in kept)
    acronym = len(words) == 1 and _is_acronym(words[0])
    return BodyName(
        tuple(folded(w) for w in kept),
        generic and not acronym,
        place,
        owner,
        acronym,
        all(w[0].isupper() or w[0].isdigit() or any(c.isupper() for c in w) for w in kept),
        " ".join(raw),
    )


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "").replace("&", "")
    return 1 < len(letters) <= LONGEST_ACRONYM and letters.isalpha() and letters.isupper()


def _owner(words: list[str]) -> str | None:
    """Whose campaign or administration it is, where a name says so."""
    if len(words) < 2 or folded(words[-1]) not in word_set("owned") or not words[-2][0].isupper():  # noqa: PLR2004 - owner and owned
        return None
    own = [w for w in words[:-1] if w[0].isupper()]
    return " ".join(own) if own and folded(own[-1]) not in word_set("generic") and not state_of(own[-1]) else None


def _apart(words: list[str]) -> tuple[str | None, list[str]]:
    """The place that a public body's name begins or ends with, and the rest; no place in the name of another body."""
    for size in (3, 2, 1):
        for part, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            if rest and _is_public(rest) and state_of(" ".join(part)) is not None:
                return state_of(" ".join(part)), rest
    own = [w for w in words if not _is_public([w])]
    rest = [w for w in words if _is_public([w])]
    at_end = own in (words[: len(own)], words[-len(own) :])
    if own and rest and at_end and all(w[0].isupper() and folded(w) not in word_set("common") for w in own):
        return place_key(" ".join(own)), rest
    return None, words


def _is_public(words: list[str]) -> bool:
    return all(folded(w) in word_set("generic") for w in words)


def initials(name: str) -> list[str]:
    """Return what a name's acronym may be: first letters of its words, small ones with and without."""
    raw = [w for w in words_of(name) if w.lower() not in ("the", "a", "an")]
    big = [w for w in raw if folded(w) and folded(w) not in word_set("small")]
    forms = {"".join(folded(w)[:1] for w in some) for some in (raw, big) if len(big) > 1}
    return sorted(form for form in forms if 1 < len(form) <= LONGEST_ACRONYM)


def acronym_of(words: str, name: str) -> str | None:
    """Return the folded acronym that words are of a name; None where they are none of it."""
    short = body_name(words)
    if short is None or not short.acronym:
        return None
    return short.words[0] if short.words[0] in initials(name) else None
