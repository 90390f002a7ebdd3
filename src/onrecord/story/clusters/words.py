"""Words of an article as stories compare them: stems, names by their capitals, and how common each word is in news.

How common a word is comes from ``frequencies.tsv`` (training/stories writes it): of how many news articles it stands
in, counted on corpora that share no event with what is scored. A store counts its own articles beside it, so that a
name that every article of this year has does not bind them all into one story.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PACKAGE = "onrecord.story.clusters"
TABLE = "frequencies.tsv"
# A store's own counts weigh in as if this many articles without the word stood before them.
BEFORE = 200
WORD = re.compile(r"[^\W\d_]+|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.:]\d+)*")
# What stands between the last word and one that begins a sentence, a quotation or a heading.
OPENS = re.compile(r"[.!?:;\"“”‘•|\[\]()]\s*+(?:['’]++\s*+)?$")
CLITICS = frozenset({"s", "t", "re", "ve", "ll", "d", "m"})
# Most words of a heading in headline style begin with a capital: those tell no names.
HEADING_SHARE, HEADING_WORDS = 0.65, 2
COMMON = frozenset(
    """a an the and or but of to in on at by for from with as is was were be been being are it its this that these those
    he she they his her their them him we our us you your i my me not no nor so if than then there here which who whom
    whose what when where why how has have had do does did will would can could may might shall should must also said
    say says told into out up down over under after before about against between during through more most other some
    such only own same too very just don now new one two year years day days time last first people""".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = "january february march april may june july august september october november december".split()
MONTH = (
    {name: at for at, name in enumerate(MONTHS, 1)} | {name[:3]: at for at, name in enumerate(MONTHS, 1)} | {"sept": 9}
)
NO_NAMES = COMMON | WEEKDAYS | MONTH.keys()
VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its sentence.

    Args:
        stem: in small letters, without its ending.
        small: in small letters.
        capital: it begins with one.
        opens: it is the first of a sentence, a quotation or a block, where a capital tells nothing.
    """

    stem: str
    small: str
    capital: bool
    opens: bool


@lru_cache(maxsize=16_384)  # more words than the openings of a day's articles have; two megabytes
def stem(word: str) -> str:
    """Return a word without the ending of its plural, past or -ing form; a number without its commas."""
    if word[0].isdigit():
        return word.replace(",", "")
    word = _without_verb_ending(_without_plural(word.lower()))
    return word[:-1] if len(word) > 4 and word.endswith("e") else word  # noqa: PLR2004 - "the", "zone" keep it


def _without_plural(word: str) -> str:
    if len(word) <= 4:  # noqa: PLR2004 - "gas", "news"
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("es") and word[-3] in "sxzh":
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _without_verb_ending(word: str) -> str:
    if len(word) <= 5:  # noqa: PLR2004 - "bring", "need"
        return word
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and not VOWELS.isdisjoint(rest):
            doubled = rest[-1] == rest[-2] and rest[-1] not in "ls"
            return rest[:-1] if doubled else rest
    return word


def words_of(block: str) -> Iterator[Word]:
    """Yield the words and numbers of one block of text."""
    end = 0
    for match in WORD.finditer(block):
        word = match.group()
        if word in CLITICS:
            continue
        # Two characters of space and two quotation marks: further back nothing can open a sentence here.
        gap = block[max(end, match.start() - 4) : match.start()]
        yield Word(stem(word), word.lower(), word[0].isupper(), end == 0 or OPENS.search(gap) is not None)
        end = match.end()


def stems_of(block: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of the words and numbers of one block of text, and of those that are no common words."""
    words = {word: word.lower() for word in WORD.findall(block) if word not in CLITICS}
    telling = frozenset(stem(word) for word, small in words.items() if small not in COMMON)
    return telling.union(stem(word) for word, small in words.items() if small in COMMON), telling


def is_heading(words: Sequence[Word]) -> bool:
    """Tell whether a block is written in headline style, each longer word with a capital."""
    longer = [word for word in words if len(word.small) > 3 and word.small[0].isalpha()]  # noqa: PLR2004 - "with" counts
    return len(longer) >= HEADING_WORDS and sum(word.capital for word in longer) / len(longer) > HEADING_SHARE


def name_flags(blocks: Sequence[Sequence[Word]]) -> list[list[bool]]:
    """Tell which words are part of a name: a capital where none had to stand, here or elsewhere in the article."""
    headings = [is_heading(block) for block in blocks]
    small: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for block, heading in zip(blocks, headings, strict=True):
        small.update(word.small for word in block if not word.capital)
        inside.update(word.small for word in block if word.capital and not word.opens and not heading)
    return [
        [word.capital and inside[word.small] > small[word.small] and word.small not in NO_NAMES for word in block]
        for block in blocks
    ]


@lru_cache(maxsize=1)
def table() -> tuple[int, Mapping[str, int]]:
    """Return how many articles were counted, and in how many of them each word stands.

    Raises:
        ModelError: the table is not as it was shipped.
    """
    lines = files(PACKAGE).joinpath(TABLE).read_text(encoding="utf-8").splitlines()
    try:
        pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
        counts = {word: int(count) for word, count in pairs}
    except ValueError:
        raise ModelError(f"{TABLE} is damaged; install onrecord again") from None
    return counts.pop("*"), counts


def rarity(word: str, here: int, articles: int) -> float:
    """Return the weight of a word: the logarithm of one over the share of articles that have it.

    The larger of two shares counts, that of news and that of the store.

    Args:
        here: how many articles of the store have it.
        articles: how many the store has.
    """
    total, counts = table()
    share = max((counts.get(word, 0) + 0.5) / (total + 1), here / (articles + BEFORE))
    return -math.log(share)
