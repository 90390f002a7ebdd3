"""The events of PLOVER that statements and encounters are: an accusation, a demand, a refusal, a visit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.plover import ABLE, OUGHT, Coder
from onrecord.record import Event
from onrecord.text import clauses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.extract.draft import Draft
    from onrecord.record import Act, EncounterStatus, EncounterType, EventType
    from onrecord.text import Parse

# What saying can be; what people say that others did, such as an attack, is no event of the saying.
SPOKEN: frozenset[EventType] = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
# Where the table has no event for a cue, its act may be one by itself.
BY_ACT: dict[Act, Event] = {
    "accuse": Event("ACCUSE", "allege"),
    "criticise": Event("ACCUSE", "disapprove"),
    "oppose": Event("ACCUSE", "disapprove"),
    "demand": Event("REQUEST"),
    "urge": Event("REQUEST"),
    "order": Event("REQUEST"),
    "agree": Event("AGREE"),
    "promise": Event("AGREE"),
    "support": Event("SUPPORT"),
}
# Acts of the mind tell no event, whatever they are about.
THOUGHT: frozenset[Act] = frozenset({"hope", "expect", "believe", "fear", "estimate", "acknowledge", "ask", "report"})
# To warn is a threat only from whoever would carry it out; a wish for something is no demand for it by itself.
WARNING = frozenset({"warn", "warning", "caution", "alert"})
WISHES = frozenset({"want", "desire", "wish", "seek"})
SELF = frozenset({"it", "he", "she", "they", "we", "i"})
PARTIES = 3  # from so many on, a meeting is multilateral


def with_events(parse: Parse, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the attributions of an article, each with the event that it is."""
    coder = Coder(parse)
    return tuple(replace(draft, event=_event_of(coder, draft)) for draft in drafts)


def _event_of(coder: Coder, draft: Draft) -> Event | None:
    """What event a statement is; None for plain saying, and for a refusal to speak."""
    if draft.mode == "decline" or draft.act in THOUGHT:
        return None
    cue = coder.parse.tokens[draft.pivot]
    if cue.pos == "ADP" and coder.parse.tokens[cue.head].pos == "VERB":  # "asks for", "comes out against"
        cue = coder.parse.tokens[cue.head]
    named = coder.names(cue)
    if "report" in named or not named:
        allowed = _own_doing(coder, draft)
    else:
        allowed = cue.lemma.lower() not in WARNING or _own_doing(coder, draft)
    found = coder.at(cue.i) if allowed else None
    planned = found is not None and found.type == "THREATEN" and draft.act == "plan"
    if found is not None and found.type in SPOKEN and not planned:
        return found
    by_act = (
        draft.mode == "affirm" and not clauses.negated(coder.parse, draft.pivot) and cue.lemma.lower() not in WISHES
    )
    return BY_ACT.get(draft.act) if by_act else None


def _own_doing(coder: Coder, draft: Draft) -> bool:
    """Tell whether what is said is the speaker's own doing ("said it would leave"), or an order ("must go")."""
    parse = coder.parse
    for clause in parse.kids(draft.pivot, "ccomp", "xcomp"):
        modal = {t.lower for t in parse.kids(clause.i, "aux")}
        subjects = {t.lower for t in parse.kids(clause.i, "nsubj", "nsubjpass")}
        if modal & OUGHT or (subjects & SELF and modal & ABLE) or (subjects & {"i", "we"} and clause.tag == "VBP"):
            return True
    return False


def encounter_event(kind: EncounterType, status: EncounterStatus, participants: int) -> Event | None:
    """Return the event that an encounter is: CONSULT with its mode, AGREE where it is planned, REJECT where cancelled.

    Args:
        participants: how many meet.
    """
    if kind == "hearing":
        return None
    if status == "cancelled":
        return Event("REJECT", "meet")
    if status == "planned":
        return Event("AGREE")
    if kind == "visit":
        return Event("CONSULT", "visit")
    if kind == "call":
        return Event("CONSULT", "phone")
    return Event("CONSULT", "multilateral" if participants >= PARTIES else None)
