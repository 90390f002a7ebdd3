"""What a statement does beside saying: whether it was said before, when, and to whom."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from onrecord.extract.mode import mode_of
from onrecord.extract.when import dated, day_of
from onrecord.record import Span
from onrecord.text import nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.extract.draft import Draft
    from onrecord.record import Timex
    from onrecord.text import Parse

__all__ = ["addressees", "dated", "mode_of", "reiterates", "without_day"]

AGAIN = frozenset("again repeatedly still long consistently always previously already continually".split())
REPEATING = frozenset("reiterate repeat reaffirm echo restate renew n:reiteration".split())


def reiterates(parse: Parse, draft: Draft) -> bool:
    """Tell whether the text says that it was said before."""
    if draft.key in REPEATING:
        return True
    near = [*parse.tokens[parse.token_at(draft.cue.start) : draft.pivot], *parse.kids(draft.pivot, "advmod")]
    return any(t.lower in AGAIN and t.pos == "ADV" for t in near)


def without_day(parse: Parse, draft: Draft, dates: Sequence[Timex]) -> Draft:
    """Return the attribution without the day of the saying in its content: "said on Monday it would rain"."""
    if len(draft.content) != 1 or draft.content[0].start < draft.cue.end:
        return draft
    piece = draft.content[0]
    at = bisect_left(dates, piece.start, key=lambda t: t.start)
    if at == len(dates) or parse.text[piece.start : dates[at].start].lower() not in {"", "on ", "late ", "early "}:
        return draft
    between = parse.text[draft.cue.end : piece.start].strip()
    following = parse.tokens_in(Span(dates[at].end, piece.end))
    if dates[at].type != "DATE" or between or day_of(dates[at]) is None or not following:
        return draft
    first = parse.tokens[following[0]]
    if first.pos not in {"PRON", "DET", "NOUN", "PROPN", "ADJ", "SCONJ", "NUM"} or first.start > dates[at].end + 1:
        return draft
    return draft.with_content(Span(first.start, piece.end))


def addressees(parse: Parse, draft: Draft) -> tuple[int, ...]:
    """Return the head tokens of whom it was said to, several where the text joins them."""
    found = draft.addressee or _by_occasion(parse, draft.pivot)
    if not found or not _is_somebody(parse, found[0]):
        return ()
    return (found[0], *(t.i for t in parse.kids(found[0], "conj") if _is_somebody(parse, t.i)))


# What something is said or written in: whom that was with or to is whom it was said to.
OCCASIONS = frozenset(
    "interview letter call conversation email e-mail message memo note text statement speech remark comment briefing "
    "address report".split()
)
AUDIENCE = frozenset(
    "reporter crowd audience supporter viewer voter listener reader rally gathering investigator staff delegate "
    "colleague ally people other member everyone anyone family parent counterpart visitor guest user "
    "customer conference court police media press public client fan follower constituent columnist presenter".split()
)


def _by_occasion(parse: Parse, pivot: int) -> tuple[int, ...]:
    """The other side of an interview, letter or call: "said in an interview with Acme News"."""
    for prep in parse.kids(pivot, "prep"):
        if prep.lower not in {"in", "during"}:
            continue
        for noun in parse.kids(prep.i, "pobj"):
            if noun.lemma.lower() in OCCASIONS:
                return tuple(
                    p.i
                    for t in parse.kids(noun.i, "prep")
                    if t.lower in {"with", "to"}
                    for p in parse.kids(t.i, "pobj")
                )
    return ()


def _is_somebody(parse: Parse, head: int) -> bool:
    """Whether a noun names somebody who can be spoken to."""
    token, name = parse.tokens[head], parse.name_at.get(head)
    if token.pos in {"PROPN", "PRON"}:
        return token.tag not in {"WDT", "WP", "WRB"}
    lemma = token.lemma.lower()
    named = name is not None and name.label in {"PERSON", "ORG", "GPE", "NORP"}
    return named or lemma in AUDIENCE | nouns.PERSON | nouns.BODY
