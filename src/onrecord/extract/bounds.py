"""What the words around a number make of it: at least, at most, about; where its phrase begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.text.quantities import currencies

LEAST = (
    r"at least|(?:just |slightly |well |far |much )?(?:more than|over|above)|no (?:fewer|less) than|not less than|"
    r"upwards? of|in excess of|north of|a minimum of|minimum|greater than|as (?:few|little) as|"
    r"exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|top(?:s|ped|ping)?"
)
MOST = (
    r"at most|up to|within|as (?:many|much|high|deep|long|far|large|tall|fast|often) as|"
    r"(?:just |slightly |well |far |much )?(?:fewer than|less than|under|below)|"
    r"no (?:more|later|longer|higher) than|not more than|a maximum of"
)
ABOUT = (
    r"(?:just )?about|some|around|nearly|roughly|approximately|almost|an estimated|estimated|close to|circa|approx\.?|"
    r"an average of|~|virtually|in the region of|somewhere near"
)
LEAD = re.compile(
    rf"(?:(?<![\w-])(?:(?P<least>{LEAST})|(?P<most>{MOST})|(?P<about>{ABOUT}))[ -])"
    r"(?:(?:a |an |(?P<the>the )|another |about |some |roughly |around )?)$",
    re.IGNORECASE,
)
ABOUT_LEAD = re.compile(rf"(?<![\w-])(?P<least>(?!))?(?P<most>(?!))?(?P<about>{ABOUT})(?P<the>(?!))? $", re.IGNORECASE)
# These compare with a number that is known where an article follows: "above the five-year average".
PLACES = re.compile(r"\b(?:over|above|under|below|within)\b(?! (?:the )?(?:last|past|next))", re.IGNORECASE)
# "The toll has gone up to 340" tells where it stands, no bound.
MOVES_UP = re.compile(
    r"\b(?:go(?:es|ne|ing)?|went|brings?|brought|bringing|push(?:es|ed|ing)|moved?|climb(?:s|ed)|jumped|crept|inched|"
    r"(?:edg|tick|inch|nudg|creep|swell|mount|leap|step|shoot|spiral)\w*|"
    r"(?:toll|tally|count|total|number)\b[^.;]{0,60}\b(?:is|was|now|revised|adjusted|corrected)) (?:it )?$",
    re.IGNORECASE,
)
MOVES_REACH = 90
# A qualifier stands right before its number; the longest has 22 code points.
LEAD_REACH = 44
AFTER = re.compile(
    r" (?:(?:or|and) (?:(?P<more>more|older|above|over|higher|greater|longer|up)|"
    r"(?P<less>less|fewer|younger|under|below|lower|shorter))\b(?! (?:than )?[\d$£€]))|(?P<plus>(?:-plus|\+|"
    r" plus)(?!\w))|"
    r"(?P<about>[ -]?(?:or so|-ish|-odd)\b)| (?P<life>to life)\b",
    re.IGNORECASE,
)
NEXT_WORD = re.compile(r"[ -][a-z]+(?=[ ,-])")
SIGN = re.compile(r"(?:[^\W\d_]{1,4}\.?|U\.S\.)? ?[$£€¥₹₽₩₪₦₺₴₫₱฿] ?$|(?<![\w])[^\W\d_]{1,4}\.? ?$")


@dataclass(frozen=True, slots=True)
class Bound:
    """What stands before and after a number.

    Args:
        start: where the phrase begins: at the qualifier, the currency's sign, or the number.
        kind: ``least``, ``most`` or None.
        approx: whether the number is about right only.
        end: where a qualifier behind the number ends; None where there is none.
    """

    start: int
    kind: str | None = None
    approx: bool = False
    end: int | None = None


def sign_start(text: str, since: int, start: int) -> int:
    """Return where the currency's sign or letters before a number begin; the number's start where there are none."""
    match = SIGN.search(text, max(since, start - 7), start)
    if match is None:
        return start
    words = match.group().strip()
    if words[-1:] in currencies.SIGNS:
        letters = words[:-1].strip(" .").lower().replace(".", "")
        spaced = words[:-1] != words[:-1].rstrip() or letters not in currencies.DOLLARS
        return (
            match.start() + len(match.group()) - len(match.group().lstrip())
            if not spaced
            else (match.start() + match.group().rindex(words[-1]))
        )
    glued = match.end() == len(text[:start]) and not match.group().endswith(" ")
    code = words.strip(".")
    known = code.lower() in currencies.LETTER_SIGNS and code[:1].isupper()
    return match.start() if known and (glued or (len(code) > 1 and code.lower() in currencies.CODES)) else start


def bound_of(text: str, since: int, start: int, ends: tuple[int, ...]) -> Bound:
    """Return what the words around a number say of its bound.

    Args:
        since: where the block begins.
        start: of the number.
        ends: where the number and its unit end.
    """
    start = sign_start(text, since, start)
    begin = max(since, start - LEAD_REACH)
    match = LEAD.search(text, begin, start)
    if match is not None and _moves_up(text, since, match):
        match = ABOUT_LEAD.search(text, begin, start)
    if match is not None and not (match["the"] and (PLACES.search(match.group()))):
        kind = "least" if match["least"] else "most" if match["most"] else None
        about = bool(match["about"]) or bool(
            re.search(r"(?:about|some|roughly|around) $", match.group(), re.IGNORECASE)
        )
        if not (kind is not None and _is_idle(text, match)):
            return Bound(match.start(), kind, about)
        if re.search(r"(?:about|some|roughly|around) $", match.group(), re.IGNORECASE):
            return Bound(match.start() + match.group().rindex(" ", 0, -1) + 1, None, True)
    return _behind(text, start, ends)


def _moves_up(text: str, since: int, match: re.Match[str]) -> bool:
    """Whether "up to" tells how far a count has moved, and bounds nothing: "the toll went up to 340"."""
    most = match["most"]
    return (
        most is not None
        and most.lower() == "up to"
        and (MOVES_UP.search(text, max(since, match.start() - MOVES_REACH), match.start()) is not None)
    )


def _is_idle(text: str, match: re.Match[str]) -> bool:
    """Whether the words before a number are a preposition of another phrase: "concern over about 30 cases"."""
    word = match.group().split()[0].lower()
    return (
        word in {"over", "above", "under"}
        and match["about"] is None
        and re.search(r" (?:about|some|roughly|around) $", match.group(), re.IGNORECASE) is not None
        and bool(text)
    )


def _behind(text: str, start: int, ends: tuple[int, ...]) -> Bound:
    after = NEXT_WORD.match(text, ends[0])
    for end in (*ends, *([after.end()] if after else [])):
        match = AFTER.match(text, end)
        if match is None:
            continue
        if match["about"]:
            return Bound(start, None, True, match.end())
        return Bound(start, "most" if match["less"] else "least", False, match.end())
    return Bound(start)
