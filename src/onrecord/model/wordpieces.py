"""BERT's word pieces, uncased, without a library: the reader then needs onnxruntime and numpy alone."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import groupby

_UNKNOWN = "[UNK]"
_MOST_LETTERS = 60  # of a word; a longer one is cut, as BERT would make it unknown
_KEPT = 65536  # words remembered with their pieces
_CJK = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


def _alone(character: str) -> bool:
    """Whether a character is a token of its own: punctuation and Chinese characters are."""
    code = ord(character)
    if character.isascii():
        return not character.isalnum()
    return unicodedata.category(character).startswith("P") or any(a <= code <= b for a, b in _CJK)


def _plain(word: str) -> str:
    """Return a word in lower case without accents and control characters."""
    apart = unicodedata.normalize("NFD", "".join(c for c in word if unicodedata.category(c)[0] != "C"))
    return "".join(c for c in apart if unicodedata.category(c) != "Mn").lower()


class WordPieces:
    """The pieces of words.

    Args:
        vocabulary: a piece a line; its number is the line's, from 0.
    """

    def __init__(self, vocabulary: str) -> None:
        lines = vocabulary.split("\n")
        self._numbers = {piece: number for number, piece in enumerate(lines) if piece}
        self._unknown = self._numbers[_UNKNOWN]
        self.pieces = lru_cache(maxsize=_KEPT)(self._pieces)

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces, at least one."""
        out: list[int] = []
        for part in _parts(_plain(word[:_MOST_LETTERS])):
            out += self._longest_first(part)
        return tuple(out) or (self._unknown,)

    def _longest_first(self, part: str) -> list[int]:
        out: list[int] = []
        at = 0
        while at < len(part):
            mark = "##" if at else ""
            end = next((e for e in range(len(part), at, -1) if mark + part[at:e] in self._numbers), None)
            if end is None:
                return [self._unknown]
            out.append(self._numbers[mark + part[at:end]])
            at = end
        return out


def _parts(word: str) -> list[str]:
    out: list[str] = []
    for alone, run in groupby(word, _alone):
        part = "".join(run)
        out += part if alone else [part]
    return out
