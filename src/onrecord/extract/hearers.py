"""Whom something is said to, where the sentence of its cue says so.

The verb's own object comes first ("told reporters", "urged the council to"); then what it is said in ("in a letter to
the mayor"), whom it is a reply to or an answer for ("asked by reporters"), and what the speaker does while saying it
("met the envoy and said", "wrote to the board, demanding").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.text import nouns

if TYPE_CHECKING:
    from onrecord.extract.draft import Draft
    from onrecord.text import Parse, Token

# Verbs whose object is who hears it, whatever the object is of.
TELLING = frozenset(
    "tell inform remind assure notify advise warn ask urge order instruct beg question thank encourage press challenge "
    "pressure implore brief email text phone caution alert reassure congratulate invite implore beseech lobby "
    "petition exhort command counsel quiz grill interview ring".split()
)
# Verbs that say something to whoever follows "to".
SAYING_TO = frozenset(
    "say speak explain reply respond add write complain announce reiterate appeal testify talk present describe "
    "apologise apologize confess admit propose suggest signal promise pledge recommend report send reach read deliver "
    "offer concede vow plead pray relay express convey lie address n:appeal n:plea n:call n:message n:warning "
    "n:letter n:apology n:response n:promise n:offer n:request n:demand".split()
)
# Verbs that speak with whoever follows "with".
SPEAKING_WITH = frozenset("speak talk meet discuss share plead converse chat sit argue consult".split())
# Verbs that want something "of" or "from" somebody.
WANTING_FROM = frozenset("demand request seek want ask n:demand n:request".split())
# What the speaker does while he says it: its object or other side hears it.
DOING = frozenset(
    "write speak talk discuss hold have meet email call phone text address send brief interview contact tell "
    "thank".split()
)
HEARD = frozenset("meet call phone contact address brief interview email text write tell thank".split())
OCCASIONS = frozenset(
    "interview letter call conversation email e-mail message memo note text statement speech remark comment briefing "
    "address report talk meeting exchange testimony appeal filing post tweet response reply discussion appearance "
    "question plea complaint warning announcement".split()
)
AUDIENCE = frozenset(
    "reporter crowd audience supporter viewer voter listener reader rally gathering investigator staff delegate "
    "colleague ally people other member everyone anyone family parent counterpart visitor guest user "
    "customer conference court police media press public client fan follower constituent columnist presenter "
    "room panel forum subcommittee caucus legislator lawmaker juror student worker employee shareholder "
    "investor resident citizen subscriber recipient donor activist protester demonstrator authority "
    "interviewer host moderator questioner organizer organiser attendee friend relative trooper "
    "newscaster broadcaster radio television congregation troop soldier bank business country nation".split()
)
# Who hears whatever is said to them, by any verb.
LISTENING = frozenset("reporter journalist media press audience crowd newspaper viewer listener reader".split())
# "asked by reporters, she said"; "when the senator pressed him, he said".
ASKING = frozenset("ask contact press question reach quiz challenge interview approach grill urge".split())
BETWEEN = frozenset({"in", "during", "at", "on", "after", "following"})
UP = 3


def hearers(parse: Parse, draft: Draft) -> tuple[int, ...]:
    """Return the head tokens of whom it was said to, several where the text joins them."""
    pivot = parse.tokens[draft.pivot]
    for way in (_told, _by_frame, _by_occasion, _asked, _meanwhile):
        head = way(parse, pivot)
        if head is None and way is _told and draft.addressee:
            head = draft.addressee[0]
        if head is not None and head != draft.source_head and is_somebody(parse, head):
            return (head, *(t.i for t in parse.kids(head, "conj") if is_somebody(parse, t.i)))
    return ()


def _told(parse: Parse, pivot: Token) -> int | None:
    name = _first_name(parse, pivot)
    if name is not None:
        return name
    if pivot.lemma in TELLING and pivot.pos == "VERB":
        if pivot.tag == "VBN" and pivot.dep == "advcl" and not parse.kids(pivot.i, "nsubj", "nsubjpass", "aux"):
            return _subject_above(parse, pivot)
        for token in parse.kids(pivot.i, "nsubjpass"):  # "the mayor was asked"
            return token.i
        if pivot.tag == "VBN" and pivot.dep == "acl":  # "the mayor, asked on Monday"
            return pivot.head
        for token in parse.kids(pivot.i, "dobj", "dative"):
            return token.i if token.i > pivot.i else None
    return None


def _first_name(parse: Parse, pivot: Token) -> int | None:
    """Whom a headline tells, where the parser took the name for part of the content: "Lopez tells Ferro US to pay"."""
    if pivot.lemma not in TELLING or pivot.i + 1 >= len(parse.tokens):
        return None
    name = parse.name_at.get(pivot.i + 1)
    objects = parse.kids(pivot.i, "dobj", "dative")
    if name is None or name.label not in {"PERSON", "ORG", "GPE"} or not objects:
        return None
    apart = objects[0].i >= name.last and all(
        t.dep in {"compound", "nmod"} for t in parse.tokens[pivot.i + 1 : name.last]
    )
    return name.last - 1 if apart else None


def _subject_above(parse: Parse, pivot: Token) -> int | None:
    """Who is asked in "Asked about the dam, Lopez said"."""
    subjects = parse.kids(pivot.head, "nsubj", "nsubjpass")
    return subjects[0].i if subjects and pivot.head != pivot.i else None


def _by_frame(parse: Parse, pivot: Token) -> int | None:
    """Whoever follows the preposition that a verb or noun of saying takes for its hearer."""
    key = f"n:{pivot.lemma}" if pivot.pos == "NOUN" else pivot.lemma
    for prep in parse.kids(pivot.i, "prep"):
        fits = (
            (prep.lower == "to" and key in SAYING_TO)
            or (prep.lower == "with" and key in SPEAKING_WITH)
            or (prep.lower in {"of", "from"} and key in WANTING_FROM)
            or (prep.lower in {"on", "upon"} and key == "call" and prep.i > pivot.i)
            or (prep.lower == "before" and key in {"testify", "say", "tell", "argue"})
        )
        inner = _object(parse, prep)
        if inner is not None and (fits or (prep.lower == "to" and parse.tokens[inner].lemma in LISTENING)):
            return inner
    for noun in parse.kids(pivot.i, "dobj"):
        for prep in parse.kids(noun.i, "prep"):
            if prep.lower in {"of", "from"} and key in WANTING_FROM and not _is_topic(parse, noun):
                return _object(parse, prep)
    return None


def _is_topic(parse: Parse, noun: Token) -> bool:
    """Whether what is wanted is not given by whoever stands behind it: "seeks release of the prisoners"."""
    return any(t.lower == "of" for t in parse.kids(noun.i, "prep"))


def _object(parse: Parse, prep: Token) -> int | None:
    for inner in parse.kids(prep.i, "pobj"):
        name = parse.name_at.get(inner.i)
        if name is None or name.label not in {"DATE", "TIME"}:
            return inner.i
    return None


def _by_occasion(parse: Parse, pivot: Token) -> int | None:
    """The other side of what something is said in: "said in an interview with Acme News", "in response to Ferro"."""
    for prep in parse.kids(pivot.i, "prep"):
        if prep.lower in BETWEEN:
            for noun in parse.kids(prep.i, "pobj"):
                found = _other_side(parse, noun)
                if found is not None:
                    return found
    for noun in parse.kids(pivot.i, "nsubj"):
        found = _other_side(parse, noun)
        if found is not None:
            return found
    noun = parse.tokens[pivot.head]
    if pivot.dep not in {"acl", "relcl"} or noun.lemma.lower() not in OCCASIONS:
        return None
    found = _other_side(parse, noun)
    return _done_to(parse, parse.tokens[noun.head]) if found is None and noun.dep == "dobj" else found


def _other_side(parse: Parse, noun: Token) -> int | None:
    if noun.lemma.lower() not in OCCASIONS:
        return None
    for prep in parse.kids(noun.i, "prep"):
        if prep.lower in {"with", "to"}:
            return _object(parse, prep)
    if noun.lemma.lower() == "interview":
        for token in parse.kids(noun.i, "compound", "nmod", "poss"):
            name = parse.name_at.get(token.i)
            if name is not None and name.label == "ORG":
                return token.i
    return None


def _asked(parse: Parse, pivot: Token) -> int | None:
    """Who asks what is answered: "contacted by the Post, she said", "when Ferro pressed her, she said"."""
    for clause in parse.kids(pivot.i, "advcl"):
        if clause.lemma not in ASKING:
            continue
        for token in parse.kids(clause.i, "agent"):
            return _object(parse, token)
        if parse.kids(clause.i, "dobj"):
            for token in parse.kids(clause.i, "nsubj"):
                return token.i
    return None


def _meanwhile(parse: Parse, pivot: Token) -> int | None:
    """Whom the speaker writes to, meets or speaks with as he says it, in a clause that shares its subject."""
    at = pivot
    for _ in range(UP):
        if at.dep not in {"advcl", "conj", "xcomp", "acl"} or at.head == at.i or parse.kids(at.i, "nsubj"):
            return None
        at = parse.tokens[at.head]
        if at.pos == "VERB" and at.lemma in DOING:
            return _done_to(parse, at)
    return None


def _done_to(parse: Parse, verb: Token) -> int | None:
    for token in parse.kids(verb.i, "dative"):
        return _object(parse, token) if token.pos == "ADP" else token.i
    for prep in parse.kids(verb.i, "prep"):
        if prep.lower in {"to", "with"}:
            return _object(parse, prep)
    for token in parse.kids(verb.i, "dobj"):
        found = _other_side(parse, token)
        if found is not None:
            return found
        if verb.lemma in HEARD and token.lemma.lower() not in OCCASIONS:
            return token.i
    return None


def is_somebody(parse: Parse, head: int) -> bool:
    """Tell whether a noun names somebody who can be spoken to."""
    token, name = parse.tokens[head], parse.name_at.get(head)
    if name is not None and name.label in {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL"}:
        return False
    if token.pos in {"PROPN", "PRON"}:
        return token.tag not in {"WDT", "WP", "WRB"} and token.lower not in {"it", "this", "that", "what", "itself"}
    lemma = token.lemma.lower()
    named = name is not None and name.label in {"PERSON", "ORG", "GPE", "NORP"}
    return named or bool({lemma, token.lower} & (AUDIENCE | nouns.PERSON | nouns.BODY))
