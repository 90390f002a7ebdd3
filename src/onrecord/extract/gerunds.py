"""The noun of a verb: what it does as a thing that one can be for or against."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

VOWELS = frozenset("aeiou")
# Verbs of more than one syllable that double their last consonant: their last syllable is stressed, or British does.
DOUBLING = frozenset(
    "admit begin cancel commit compel control defer expel forget model omit occur patrol permit prefer propel rebel "
    "refer regret repel submit transfer travel transmit".split()
)
# Two vowels before the consonant, yet it is doubled; one, yet it is not.
QUIT = frozenset({"quit", "equip"})


def gerund(verb: str) -> str:
    """Return the "-ing" form of a verb's dictionary form, in lower case."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def _doubles(verb: str) -> bool:
    if verb in DOUBLING or verb in QUIT:
        return True
    if len(verb) < 3 or verb[-1] in VOWELS or verb[-1] in "wxy":  # noqa: PLR2004 - consonant, vowel, consonant
        return False
    sounds = [letter in VOWELS for letter in verb]
    return sounds[-2] and not sounds[-3] and sum(sounds) == 1


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    out: dict[str, str] = {}
    for line in files("onrecord.extract").joinpath("deeds.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            noun, _, verbs = line.partition("\t")
            out.update(dict.fromkeys(verbs.split(), noun))
    return out


def deed(verb: str) -> str | None:
    """Return the noun of a verb's dictionary form ("withdraw": "withdrawal"), None where its gerund does better."""
    return _nouns().get(verb)
