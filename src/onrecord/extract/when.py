"""The day of a saying, where the text around its cue names one.

Each time expression of the sentence, and of the two before it in its paragraph, is weighed by how it stands to the
cue (``said_on.tsv``, trained by ``training/details``); the likeliest one dates the saying.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.extract.linear import load
from onrecord.record import SaidOn, Span
from onrecord.text import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.extract.draft import Draft
    from onrecord.record import Timex
    from onrecord.text import Parse, Token

DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?=$|T)")
YEAR = re.compile(r"\d{4}|PAST_REF")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
# What a time expression before the sentence may still date: sentences back, in the same block.
BACK = 2
LEAST = 0.4
# Upper ends of the steps in which distances are told apart, in tokens.
GAPS = (2, 5, 10, 20)
# So deep a verb may hang under the clause that a day belongs to.
DEPTH = 8
# Since when something has gone on dates no saying: "since the war began on October 7".
SINCE = re.compile(r"\bsince [^.;,]*$", re.IGNORECASE)
SINCE_REACH = 60
FULL = len("2024-05-01")
LEADS = frozenset("on in since until by before after from of for late early earlier the".split())
# What something is said or written in: what dates it dates the saying.
OCCASION = frozenset(
    "interview letter call conversation email memo note text statement speech remark comment briefing address report "
    "conference testimony hearing tweet post article lawsuit complaint ruling decision poll survey study meeting "
    "debate announcement release filing message transcript editorial book rally event dinner appearance".split()
)


def day_of(timex: Timex) -> str | None:
    """Return day or month of a time expression as ISO 8601 writes it; None where it names none.

    A week or weekend is as sure as its month.
    """
    if timex.type not in {"DATE", "TIME"}:
        return None
    week = WEEK.match(timex.value)
    if week:
        first = date.fromisocalendar(int(week[1]), int(week[2]), 6 if week[3] else 1)
        last = first + timedelta(days=1 if week[3] else 6)
        return first.isoformat()[:7] if first.month == last.month else None
    day = DAY.match(timex.value)
    return day[0] if day else None


def dated(parse: Parse, draft: Draft, dates: Sequence[Timex]) -> SaidOn | None:
    """Return the day of the saying where the text around the cue names one."""
    model = load("onrecord.extract", "said_on.tsv")
    best: tuple[float, SaidOn] | None = None
    for timex in around(parse, draft, dates):
        began = SINCE.search(parse.text, max(0, timex.start - SINCE_REACH), timex.start)
        if (
            began is not None
            and len(timex.value) == FULL
            and (draft.holds(began.start()) or began.start() > draft.cue.end)
        ):
            continue
        chance = model.probability(features(parse, draft, timex))
        day = day_of(timex)
        if day is not None and chance >= LEAST and (best is None or chance > best[0]):
            best = chance, SaidOn(day, timex.start, timex.end)
    return None if best is None else best[1]


def elsewhen(parse: Parse, draft: Draft, dates: Sequence[Timex]) -> bool:
    """Tell whether something was said at a time of its own that is no day: "once told", "in 1974 she asked him".

    Such a saying takes no day from what was said before it.
    """
    pivot = parse.tokens[draft.pivot]
    if tense(parse, pivot) not in {"VBD", "VBN", "had"}:
        return False
    if any(t.lower == "once" for t in parse.kids(pivot.i, "advmod")):
        return True
    sentence = parse.sentences[pivot.sentence]
    low, high = parse.tokens[sentence.first].start, parse.tokens[sentence.last - 1].end
    for timex in dates[bisect_left(dates, low, key=lambda t: t.start) :]:
        if timex.start >= high:
            return False
        at = parse.tokens[parse.token_at(timex.start)]
        own = at.i <= sentence.first + 1 or _hangs(parse, pivot, at).startswith("cue")
        if own and not draft.holds(timex.start) and YEAR.fullmatch(timex.value):
            return True
    return False


def around(parse: Parse, draft: Draft, dates: Sequence[Timex]) -> Iterator[Timex]:
    """Yield the time expressions that may date a saying: of its sentence and those right before it in its block."""
    own = parse.tokens[draft.pivot].sentence
    first = own
    while first > 0 and own - first < BACK and parse.sentences[first - 1].block == parse.sentences[own].block:
        first -= 1
    low, high = parse.tokens[parse.sentences[first].first].start, parse.tokens[parse.sentences[own].last - 1].end
    for timex in dates[bisect_left(dates, low, key=lambda t: t.start) :]:
        if timex.start >= high:
            return
        if day_of(timex) is not None:
            yield timex


def features(parse: Parse, draft: Draft, timex: Timex) -> list[str]:
    """Return what holds between a saying and a time expression, as names of the table of weights."""
    pivot = parse.tokens[draft.pivot]
    at = parse.tokens[parse.token_at(timex.start)]
    back = pivot.sentence - at.sentence
    out = [f"back={back}", f"form={_form(parse, timex)}", f"tense={tense(parse, pivot)}", f"act={draft.act}"]
    if back:
        return [f"{name} back" for name in out] + [f"perhaps={_lead(parse, at)} back"]
    side = "before" if timex.end <= draft.cue.start else "after"
    hangs = _hangs(parse, pivot, at)
    out += [
        f"{side} gap={_step(abs(at.i - pivot.i))}",
        f"hangs={hangs}",
        f"hangs={hangs} {side}",
        f"hangs={hangs} {_form(parse, timex)}",
        f"lead={_lead(parse, at)}",
        f"word={pivot.dep} {side}",
    ]
    return [*out, *_beside_content(draft, timex, hangs), *_in_sentence(parse, draft, at)]


def _beside_content(draft: Draft, timex: Timex, hangs: str) -> list[str]:
    low, high = sorted((draft.cue, Span(timex.start, timex.end)))
    out = ["in content", f"in content {hangs}"] if draft.holds(timex.start) else []
    if any(low.end <= piece.start < high.start for piece in draft.content):
        out.append("content between")
    return out


def _in_sentence(parse: Parse, draft: Draft, at: Token) -> list[str]:
    out = ["opens sentence"] if at.i <= parse.sentences[at.sentence].first + 1 else []
    if draft.source_head is None:
        out.append("no source")
    elif nouns.is_speaker(parse.tokens[draft.source_head].text):
        out.append("speaks of himself")
    return out


def _step(tokens: int) -> str:
    return str(next((most for most in GAPS if tokens <= most), "more"))


def _form(parse: Parse, timex: Timex) -> str:
    """Day, month, year or week, and whether it is written by its name, its number or from the day of publication."""
    words = parse.text[timex.start : timex.end].lower()
    value = {4: "year", 7: "month"}.get(len(timex.value), "week" if "W" in timex.value else "day")
    if "day" in words and value == "day":
        return "today" if words.startswith(("to", "yester")) else "weekday"
    return value if words[:1].isdigit() or value != "day" else "date"


def _lead(parse: Parse, at: Token) -> str:
    before = parse.tokens[at.i - 1].lower if at.i else ""
    known = {
        "on",
        "in",
        "since",
        "until",
        "by",
        "before",
        "after",
        "from",
        "of",
        "for",
        "late",
        "early",
        "earlier",
        "the",
    }
    return before if before in known else "other"


def tense(parse: Parse, pivot: Token) -> str:
    """Return the form of a cue: its tag, or whether it is perfect."""
    if pivot.pos not in {"VERB", "AUX"}:
        return pivot.pos
    have = [t for t in parse.kids(pivot.i, "aux") if t.lemma == "have"]
    if have:
        return "had" if have[0].tag == "VBD" else "has"
    modal = [t for t in parse.kids(pivot.i, "aux") if t.tag in {"MD", "TO"}]
    return modal[0].tag if modal else pivot.tag


def _hangs(parse: Parse, pivot: Token, at: Token) -> str:
    """How a time expression hangs on a cue: on it, on its occasion, on a clause above or below it."""
    path, token = "", at
    for _ in range(DEPTH):
        if token.i == pivot.i:
            return "cue" + path
        if token.pos in {"VERB", "AUX"}:
            break
        if token.pos in {"NOUN", "PROPN"} and token.i != at.i and token.dep != "npadvmod":
            path = " occasion" if token.lemma.lower() in OCCASION else " noun"
        if token.head == token.i:
            break
        token = parse.tokens[token.head]
    return _clause(parse, pivot, token) + path


def _clause(parse: Parse, pivot: Token, verb: Token) -> str:
    """Where another clause stands to that of the cue."""
    below = pivot
    for _ in range(DEPTH):
        if below.head == below.i:
            break
        step, below = below.dep, parse.tokens[below.head]
        if below.i == verb.i:
            return f"above by {step}"
    below = verb
    for _ in range(DEPTH):
        if below.head == below.i:
            break
        step, below = below.dep, parse.tokens[below.head]
        if below.i == pivot.i:
            return f"below by {step}"
    return "apart"
