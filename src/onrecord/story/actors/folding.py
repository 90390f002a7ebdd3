"""Names as written, to names as compared: case, accents, dots, apostrophes and broken encodings aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "’": "'", "‘": "'"}
)
_WORD = re.compile(r"[^\W_](?:[^\W_]|[.'&](?=[^\W_]))*\.?", re.UNICODE)
# What UTF-8 looks like where it was read as Latin-1 or Windows-1252.
_BROKEN = re.compile("[ÃÂÅÄ][\u0080-\u00bf†‡‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡-¿]?")
_MOST_MENDS = 3


def mended(text: str) -> str:
    """Return a text whose UTF-8 was read as another encoding, once or several times over, as it was meant."""
    text = unicodedata.normalize("NFC", text)
    for _ in range(_MOST_MENDS):
        if not _BROKEN.search(text):
            return text
        for charset in ("cp1252", "latin-1"):
            try:
                text = text.encode(charset).decode("utf-8")
                break
            except UnicodeError:
                continue
        else:
            return text
    return text


@lru_cache(maxsize=4_096)  # full within a few hundred articles: memory does not grow after
def folded(word: str) -> str:
    """Return a word in small letters without accents, dots and apostrophes: ``U.N.`` as ``un``."""
    apart = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return "".join(c for c in apart if c.isalnum() or c == "&")


def words_of(name: str) -> list[str]:
    """Return the words of a name as written, hyphens parting them, a genitive's ending left out."""
    flat = mended(name).replace("’", "'").replace("-", " ").replace("‑", " ")
    return [re.sub(r"'s?$", "", word) for word in _WORD.findall(flat)]


@lru_cache(maxsize=1)
def word_lists() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the package's word lists by kind; each kind has one or more rows of folded words."""
    lists: dict[str, list[tuple[str, ...]]] = {}
    text = files("onrecord.story.actors").joinpath("words.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, row = line.split("\t")
            lists.setdefault(kind, []).append(tuple(row.split()))
    return {kind: tuple(rows) for kind, rows in lists.items()}


@lru_cache(maxsize=64)
def word_set(kind: str) -> frozenset[str]:
    """Return all words of a kind."""
    return frozenset(word for row in word_lists()[kind] for word in row)
