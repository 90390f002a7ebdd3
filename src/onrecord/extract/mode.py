"""Whether a statement affirms, denies, declines or asks (GUIDE, rule 21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.text import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.extract.draft import Draft
    from onrecord.record import Mode
    from onrecord.text import Parse, Token

DENYING = frozenset(
    "deny reject dismiss refute rebut refuse dispute disavow repudiate rebuff discount contradict disagree disbelieve "
    "downplay n:denial n:rejection n:refusal n:disavowal n:unwillingness n:reluctance a:unwilling a:reluctant".split()
)
# Verbs that deny with their particle or object, as (verb, word below it).
DENYING_WITH = frozenset(
    {("rule", "out"), ("play", "down"), ("shoot", "down"), ("brush", "aside"), ("plead", "guilty"), ("push", "back")}
)
# What a source withholds when it does not do it: "did not say", "gave no details".
SAYING = frozenset(
    "say tell comment elaborate respond reply answer specify disclose identify give provide detail explain list name "
    "address report tweet speak discuss talk reveal confirm announce propose mention clarify publish release".split()
)
FINDING = frozenset("find report see observe detect record note".split())
EVADING = frozenset("decline dodge sidestep evade demur deflect duck skirt avoid".split())
# Not to be sure is neither to deny nor to withhold.
UNSURE = frozenset("a:sure a:certain a:clear a:surprised imagine recall remember rule blame help".split())
NEGATIVE = frozenset("not n't never no neither nor none nobody nothing hardly little".split())
ASKING = frozenset(
    "ask question inquire enquire wonder query quiz grill n:question n:inquiry n:enquiry n:query".split()
)
# Who seeks, demands or requests one of these asks; who seeks anything else demands.
INFORMATION = frozenset(
    "answer information detail explanation clarification clarity comment reply response feedback input update "
    "briefing reason".split()
)
SEEKING = frozenset("ask seek request demand want call press push plead appeal".split())
# "wants to know", "would like to understand", "asked him to explain".
LEARNING = frozenset("know understand learn hear".split())
TELLING = frozenset("identify explain clarify describe elaborate comment answer disclose specify detail".split())
POSING = frozenset("pose raise have put submit list".split())


def mode_of(parse: Parse, draft: Draft) -> Mode:
    """Return whether the source affirms, denies, declines or asks."""
    pivot = parse.tokens[draft.pivot]
    if not draft.content:
        return "decline"
    return "affirm" if _is_sure(parse, draft) else _mode(parse, draft, pivot)


def _mode(parse: Parse, draft: Draft, pivot: Token) -> Mode:
    if pivot.lemma in EVADING or draft.key == "decline":
        return "deny" if _refuses_a_deed(parse, pivot) else "decline"
    negative = _negative(parse, draft)
    if _withholds(parse, draft, negative=negative):
        return "decline"
    if draft.key in UNSURE and negative:
        return "affirm"
    if negative or _denies(parse, draft):
        return "deny"
    return "ask" if _asks(parse, draft) else "affirm"


def _is_sure(parse: Parse, draft: Draft) -> bool:
    """Whether it is doubt that is denied, or what was looked for was not found: "has no doubt", "found no link"."""
    words = {t.lower for t in _cue(parse, draft)}
    if "no" in words and words & {"doubt", "doubts"}:
        return True
    pivot = parse.tokens[draft.pivot]
    return pivot.lemma in FINDING and not clauses.negated(parse, pivot.i) and not words & NEGATIVE


def _refuses_a_deed(parse: Parse, pivot: Token) -> bool:
    """Whether what is declined is no answer: "declined to renew the contract"."""
    deeds = parse.kids(pivot.i, "xcomp")
    return pivot.lemma == "decline" and bool(deeds) and deeds[0].lemma not in SAYING


def _withholds(parse: Parse, draft: Draft, *, negative: bool) -> bool:
    pivot = parse.tokens[draft.pivot]
    deeds = parse.kids(pivot.i, "xcomp")
    if pivot.lemma == "refuse" and any(t.lemma in SAYING or _is_drawn(parse, t) for t in deeds):
        return True
    if negative and _is_drawn(parse, pivot):
        return True
    if pivot.lemma in SAYING and parse.tokens[pivot.head].lemma in {"decline", "refuse"} and pivot.dep == "xcomp":
        return True
    if pivot.pos == "NOUN":
        return negative and pivot.lemma == "comment"
    if not negative or (pivot.tag == "VBG" and pivot.lemma == "say" and _is_finite(parse, pivot)):
        return False
    return pivot.lemma in SAYING or (pivot.lemma == "deny" and _both_ways(parse, pivot))


def _is_drawn(parse: Parse, verb: Token) -> bool:
    """Whether somebody is not to be led to speak: "would not be drawn on", "refused to be drawn"."""
    return verb.lemma == "draw" and bool(parse.kids(verb.i, "auxpass"))


def _is_finite(parse: Parse, pivot: Token) -> bool:
    """Whether a participle has its auxiliary: "I am not saying" denies, "not saying why" withholds."""
    return bool(parse.kids(pivot.i, "aux"))


def _both_ways(parse: Parse, pivot: Token) -> bool:
    """Tell "can neither confirm nor deny"."""
    return pivot.dep == "conj" and parse.tokens[pivot.head].lemma == "confirm"


def _negative(parse: Parse, draft: Draft) -> bool:
    """Whether the cue, its subject, its object or the clause around it says no."""
    pivot = parse.tokens[draft.pivot]
    if any(t.dep == "neg" or t.lower in NEGATIVE for t in _cue(parse, draft)[:-1]):
        return True
    if pivot.pos not in {"VERB", "AUX"}:
        return any(t.lower == "no" for t in parse.kids(pivot.i, "det"))
    if draft.key in DENYING:
        return _both_ways(parse, pivot)
    return clauses.negated(parse, pivot.i) or _negative_around(parse, pivot)


def _negative_around(parse: Parse, pivot: Token) -> bool:
    head = parse.tokens[pivot.head]
    if pivot.dep == "pcomp" and head.lower == "without":
        return True
    if pivot.dep == "conj" and any(t.lower == "nor" for t in parse.kids(head.i, "cc")):
        return True
    if pivot.dep == "xcomp" and (head.lemma == "fail" or any(t.lower == "yet" for t in parse.kids(head.i, "advmod"))):
        return clauses.has_to(parse, pivot.i)
    if any(_is_none(parse, t) for t in parse.kids(pivot.i, "nsubj")):
        return True
    objects = parse.kids(pivot.i, "dobj")
    return pivot.lemma in SAYING and any(_is_none(parse, t) or t.lower == "little" for t in objects)


def _is_none(parse: Parse, noun: Token) -> bool:
    """Whether a noun phrase names nobody and nothing: "none of them", "neither side", "no details"."""
    own = {"none", "nobody", "nothing", "neither"}
    return noun.lower in own or any(
        t.lower in {"no", "neither"} for t in parse.kids(noun.i, "det", "preconj", "cc:preconj")
    )


def _denies(parse: Parse, draft: Draft) -> bool:
    if draft.key in DENYING or any(t.lemma == "deny" for t in _cue(parse, draft)):
        return True
    pivot = parse.tokens[draft.pivot]
    below = {t.lower for t in parse.kids(pivot.i, "prt", "advmod", "acomp", "oprd", "attr")}
    if any((pivot.lemma, word) in DENYING_WITH for word in below - {"guilty"}):
        return True
    words = {t.lower for piece in draft.content for t in _words(parse, piece.start, piece.end, 3)}
    return (pivot.lemma == "plead" and {"not", "guilty"} <= words) or words == {"no"}


def _cue(parse: Parse, draft: Draft) -> list[Token]:
    return list(parse.tokens[parse.token_at(draft.cue.start) : draft.pivot + 1])


def _words(parse: Parse, start: int, end: int, most: int) -> list[Token]:
    """The words of a stretch, those beyond a few counting as one, so that short answers can be told."""
    at = parse.token_at(start)
    out: list[Token] = []
    while at < len(parse.tokens) and parse.tokens[at].start < end and len(out) <= most:
        if parse.tokens[at].pos != "PUNCT":
            out.append(parse.tokens[at])
        at += 1
    return out


def _asks(parse: Parse, draft: Draft) -> bool:
    pivot = parse.tokens[draft.pivot]
    objects = list(_objects(parse, pivot))
    if any(t.lemma.lower() in INFORMATION for t in objects) and (
        pivot.lemma in SEEKING or draft.key in {"n:request", "n:plea", "n:appeal", "n:demand"}
    ):
        return True
    if pivot.lemma in POSING and any(t.lemma == "question" for t in objects):
        return True
    if _wants_to_know(parse, pivot):
        return True
    return draft.key in ASKING and _question(parse, pivot, objects)


def _objects(parse: Parse, pivot: Token) -> Iterator[Token]:
    """What a verb or noun is directed at: its objects and those of "for", joined ones too."""
    found = parse.kids(pivot.i, "dobj", "nsubjpass")
    found += [p for t in parse.kids(pivot.i, "prep") if t.lower == "for" for p in parse.kids(t.i, "pobj")]
    for token in found:
        yield token
        yield from parse.kids(token.i, "conj")


def _wants_to_know(parse: Parse, pivot: Token) -> bool:
    if pivot.lemma in LEARNING and pivot.dep == "xcomp" and clauses.has_to(parse, pivot.i):
        return parse.tokens[pivot.head].lemma in SEEKING | {"like", "love"}
    deeds = [t for t in parse.kids(pivot.i, "xcomp") if clauses.has_to(parse, t.i)]
    return pivot.lemma in SEEKING | {"like", "love"} and any(t.lemma in LEARNING for t in deeds)


def _question(parse: Parse, pivot: Token, objects: list[Token]) -> bool:
    """Whether what is asked is for information ("asked why"), not for a deed ("asked them to leave")."""
    if pivot.lemma == "question" and pivot.pos == "VERB" and parse.kids(pivot.i, "dobj") and pivot.tag != "VBN":
        return bool(parse.kids(pivot.i, "prep", "ccomp"))
    for child in parse.kids(pivot.i, "xcomp", "ccomp"):
        if clauses.has_to(parse, child.i):
            return child.lemma in TELLING and not clauses.negated(parse, child.i)
        if any(t.lower == "that" for t in parse.kids(child.i, "mark")):
            return False
    wanted = any(t.lower == "for" for t in parse.kids(pivot.i, "prep"))
    return not wanted or any(t.lemma.lower() in INFORMATION for t in objects)
