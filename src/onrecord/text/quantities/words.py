"""The words that numbers are written in."""

from __future__ import annotations

UNITS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {"nought": 0, "naught": 0}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SMALL = UNITS | TENS
SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "lakh": 10**5,
    "crore": 10**7,
}
PLURAL_SCALES = {f"{word}s": value for word, value in SCALES.items()}
DOZENS = {"dozen": 12, "dozens": 12, "dz": 12, "dzs": 12, "doz": 12, "dozs": 12}
# Scales that digits take as a letter or two, as printed: "1m" is a metre, "10M" ten million, "10k" ten thousand.
SUFFIXES = {
    "k": 10**3,
    "K": 10**3,
    "M": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "mm": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "B": 10**9,
    "G": 10**9,
    "T": 10**12,
    "tn": 10**12,
    "tln": 10**12,
    "trn": 10**12,
}
# Of these the ones that may stand apart from their digits: "2.33 k", "10 bln".
LOOSE_SUFFIXES = SUFFIXES.keys() - {"b", "B", "T", "mm", "mil"}
GLYPHS = {
    "½": 1 / 2,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅕": 1 / 5,
    "⅖": 2 / 5,
    "⅗": 3 / 5,
    "⅘": 4 / 5,
    "⅙": 1 / 6,
    "⅚": 5 / 6,
    "⅐": 1 / 7,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
    "⅑": 1 / 9,
    "⅒": 1 / 10,
}
UNIT_ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        1,
    )
} | {"nineth": 9}
TEN_ORDINALS = {f"{w.removesuffix('y')}ieth": n for w, n in TENS.items()}
SCALE_ORDINALS = {"hundredth": 100} | {f"{w}th": n for w, n in SCALES.items() if w not in {"lakh", "crore"}}
ORDINALS = UNIT_ORDINALS | TEN_ORDINALS | SCALE_ORDINALS
# What parts are called: every ordinal from the third on, its plural, and words of their own.
PART_WORDS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
PARTS = (
    {word: n for word, n in ORDINALS.items() if word != "second"}
    | {f"{word}s": n for word, n in ORDINALS.items() if word != "second"}
    | PART_WORDS
)
HYPHENS = frozenset("-‑‐")
NEGATIVE = frozenset({"minus", "negative"})
# The words that a number may begin with; digits are the other way.
OPENING = frozenset({"a", "an", "one", "half", "quarter", "fourth", "hundred", "hundreds"}).union(
    SMALL, SCALES, PLURAL_SCALES, DOZENS, GLYPHS, PARTS
)
