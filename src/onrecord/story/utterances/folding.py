"""Words as they are compared: quotation marks, case, contractions, endings and numbers folded away, places kept.

What newspapers change when they print the same words does not count: the shape of quotation marks, capitals, "we're" or
"we are", an ellipsis, a word put into brackets. What reported speech changes is folded together: "I will" and "he
would" give the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

PERSON = "#person"  # any pronoun of a person: reported speech turns "I" into "he"
_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’‘][^\W\d_]+)*|[\[\]“”\"«»„%]|['’‘]{2}|…|\.\.+")
_OPEN, _CLOSE = frozenset("“„«"), frozenset("”»")
_STRAIGHT = frozenset(['"', *(a + b for a in "'’‘" for b in "'’‘")])
_GAP = frozenset(("…",))
_MARKS = frozenset("[].…'’‘\"") | _OPEN | _CLOSE  # what no word begins with
_APOSTROPHES = frozenset("'’‘")

_FOLDED = {
    form: to
    for to, forms in {
        PERSON: "i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers "
        "herself they them their theirs themselves",
        "be": "am is are was were been being",
        "have": "has had having",
        "do": "does did done doing",
        "will": "would ll shall",
        "can": "could",
        "may": "might",
        "not": "n't cannot neither nor",
        "this": "that these those",
        "say": "says said saying",
        "go": "goes went gone going",
        "make": "makes made making",
        "get": "gets got getting gotten",
        "take": "takes took taken taking",
        "come": "comes came coming",
        "know": "knows knew known",
        "think": "thinks thought",
        "win": "wins won winning",
        "lose": "loses lost losing",
        "give": "gives gave given giving",
        "tell": "tells told",
        "leave": "leaves left leaving",
        "keep": "keeps kept",
        "build": "builds built building",
        "send": "sends sent",
        "begin": "begins began begun beginning",
        "fight": "fights fought",
        "stand": "stands stood",
        "kill": "kills killed killing",
        "man": "men",
        "woman": "women",
        "child": "children",
        "percent": "% percentage",
        "1": "one",
        "2": "two",
        "3": "three",
        "4": "four",
        "5": "five",
        "6": "six",
        "7": "seven",
        "8": "eight",
        "9": "nine",
        "10": "ten",
        "11": "eleven",
        "12": "twelve",
    }.items()
    for form in (to, *forms.split())
}
_TAILS = {"s": "", "re": "be", "m": "be", "ve": "have", "ll": "will", "d": "will", "t": "not"}
_NEGATIONS = frozenset(("not", "no", "never", "none", "nobody", "nothing", "without"))


class Word(msgspec.Struct, frozen=True, gc=False):
    """One word of a text.

    Args:
        form: in lower case, its marks folded.
        stem: what is compared.
        start: code point in the text; ``end`` one past its last.
        quoted: whether it stands inside quotation marks.
        after_gap: whether something was left out before it.
        inserted: whether the reporter put it there, in brackets.
    """

    form: str
    stem: str
    start: int
    end: int
    quoted: bool = False
    after_gap: bool = False
    inserted: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits, or is a small number."""
        return self.stem[0].isdigit()

    @property
    def negates(self) -> bool:
        """Whether it turns what is said into its contrary."""
        return self.stem in _NEGATIONS


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order, with their places.

    The latest texts are remembered: what is said again and again is compared again and again.
    """
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    quoted = inserted = gap = False
    for match in _WORD.finditer(text):
        piece = match[0]
        if piece[0] not in _MARKS and _APOSTROPHES.isdisjoint(piece):
            form = piece.lower()
            yield Word(form, stem_of(form), match.start(), match.end(), quoted, gap, inserted)
            gap = False
        elif piece[0] in "[]":
            inserted = piece == "["
        elif piece in _OPEN or piece in _CLOSE or piece in _STRAIGHT:
            quoted = piece in _OPEN or (piece in _STRAIGHT and not quoted)
        elif piece in _GAP or piece.startswith(".."):
            gap = True
        else:
            for form, stem, start, end in _parts(piece, match.start()):
                yield Word(form, stem, start, end, quoted, gap, inserted)
                gap = False


def _parts(piece: str, start: int) -> Iterator[tuple[str, str, int, int]]:
    """Yield the one or two words of a piece: "we're" is two."""
    form = piece.lower().replace("’", "'").replace("‘", "'")
    head, mark, tail = form.partition("'")
    end = start + len(piece)
    if not mark or tail not in _TAILS:
        yield form, stem_of(form.replace("'", "")), start, end
        return
    negative = tail == "t" and head.endswith("n")
    if negative:
        head = {"ca": "can", "wo": "will", "ai": "be"}.get(head[:-1], head[:-1])
    elif tail == "t":
        head, tail = form.replace("'", ""), "s"
    yield head or form, stem_of(head or form), start, end
    if _TAILS[tail]:
        yield tail, _TAILS[tail], start, end


@lru_cache(maxsize=4_096)  # full within a few hundred articles: memory does not grow after
def stem_of(form: str) -> str:
    """Return what a word is compared by; endings of number, tense and manner are cut off.

    Args:
        form: in lower case.
    """
    if form in _FOLDED:
        return _FOLDED[form]
    if form[0].isdigit():
        return form.replace(",", "")
    return _cut(form)


def _cut(form: str) -> str:
    stem = form
    if stem.endswith("ies") and len(stem) > 4:  # noqa: PLR2004 - "ties" and "lies" keep their vowel
        stem = stem[:-3] + "y"
    elif stem.endswith("s") and not stem.endswith(("ss", "us", "is")) and len(stem) > 3:  # noqa: PLR2004 - "gas", "bus"
        stem = stem[:-1]
    for ending in ("ing", "ed", "ly"):
        if stem.endswith(ending) and len(stem) - len(ending) > 2:  # noqa: PLR2004 - "bring", "red", "fly" are whole
            stem = stem[: -len(ending)]
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":  # noqa: PLR2004 - "add", "egg"
                stem = stem[:-1]
            break
    return stem.rstrip("e") or form
