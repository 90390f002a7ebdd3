"""What a position is about, as a neutral noun phrase: "that the pact must not be revised" is "revision of the pact".

The words stand in the text; only the form of a verb changes, and "of" may come between. Auxiliaries, negations and what
introduces a content (that, for, to, against) are left out, for these carry the stance and not the issue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.gerunds import deed, gerund
from onrecord.extract.stance_words import classes_of
from onrecord.record import Span
from onrecord.text import clauses

if TYPE_CHECKING:
    from onrecord.extract.topics import Topics
    from onrecord.text import Parse, Token

Run = tuple[int, int]
# Issues in the silver records have six words in the middle, at most nine in nine of ten.
LONGEST = 14
FARTHEST = 60  # words of a stretch among which its root is looked for
TIMES = frozenset({"DATE", "TIME"})
LEFT_OUT = frozenset({"PUNCT", "SCONJ", "CCONJ", "PART", "ADP", "AUX"})
# Verbs that carry another verb and say nothing of the issue: "wants to see", "will continue to".
CARRYING = frozenset(
    "want seek try continue need begin start go plan intend hope aim vow see make let get help force compel insist "
    "keep ensure attempt agree refuse choose like love pledge promise have".split()
)
OBJECTS = ("dobj", "obj", "dative", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Issue:
    """A noun phrase and where its words stand.

    Args:
        spans: in text order.
        heads: lemmas of its nouns and verbs, in lower case, by which the same issue is told again.
    """

    text: str
    spans: tuple[Span, ...]
    heads: frozenset[str]


def issue_of(parse: Parse, topics: Topics, stretch: Run, pivot: int) -> Issue | None:
    """Return the issue that a stretch of words is about, None where it names nothing.

    Args:
        stretch: first and last token, inclusive.
        pivot: token of the cue, which is no part of the issue.
    """
    first, last = stretch
    root = _root(parse, first, last, pivot)
    if root is None:
        return None
    root = _carried(parse, root, last)
    if root.pos in {"VERB", "AUX"}:
        return _of_clause(parse, topics, root, stretch)
    return _of_noun(parse, topics, root, stretch)


def _root(parse: Parse, first: int, last: int, pivot: int) -> Token | None:
    """The word of a stretch that the others hang on; that of a preposition is its object."""
    words = [t for t in parse.tokens[first : min(last, first + FARTHEST) + 1] if t.i != pivot]
    found = next(
        (
            t
            for t in words
            if t.pos != "PUNCT"
            and (not first <= t.head <= last or t.head in {t.i, pivot})
            and t.dep not in {"punct", "mark", "aux", "advmod", "neg"}
        ),
        None,
    )
    for _ in range(3):
        if found is None or found.pos not in {"ADP", "SCONJ", "PART"}:
            break
        inner = [t for t in parse.kids(found.i, "pobj", "pcomp") if t.i <= last]
        found = inner[0] if inner else None
    return found


def _carried(parse: Parse, root: Token, last: int) -> Token:
    for _ in range(3):
        inner = [t for t in parse.kids(root.i, "xcomp", "ccomp") if t.i <= last and t.pos == "VERB"]
        if root.lemma not in CARRYING or not inner:
            break
        root = inner[0]
    return root


def _is_time(parse: Parse, token: Token) -> bool:
    name = parse.name_at.get(token.i)
    return name is not None and name.label in TIMES


def _of_noun(parse: Parse, topics: Topics, root: Token, stretch: Run) -> Issue | None:
    if root.pos not in {"NOUN", "PROPN"} or _is_time(parse, root):
        return None
    run = _run(parse, topics, root, stretch)
    return _made(parse, [run], root if run[0] <= root.i <= run[1] else parse.tokens[run[1]])


def _of_clause(parse: Parse, topics: Topics, verb: Token, stretch: Run) -> Issue | None:
    subjects = [t for t in parse.kids(verb.i, "nsubj", "nsubjpass", "csubj") if stretch[0] <= t.i <= stretch[1]]
    subject = next((t for t in subjects if t.pos in {"NOUN", "PROPN"}), None)
    judged = _judged(verb)
    if verb.lemma == "be" or judged:
        if subject is not None:
            return _of_noun(parse, topics, subject, stretch)
        inner = next((t for t in parse.kids(verb.i, "attr", "xcomp", "ccomp", "dobj") if t.i <= stretch[1]), None)
        if inner is not None and inner.pos == "VERB":
            return _of_clause(parse, topics, inner, stretch)
        return None if inner is None else _of_noun(parse, topics, inner, stretch)
    objects = [t for t in parse.kids(verb.i, *OBJECTS) if stretch[0] <= t.i <= stretch[1]]
    thing = next((t for t in objects if t.pos in {"NOUN", "PROPN"} and not _is_time(parse, t)), None)
    return _of_deed(parse, topics, verb, subject, thing, stretch)


def _judged(verb: Token) -> bool:
    """Whether a verb judges its subject rather than says what should be done: "the bill would hurt families"."""
    names = set(classes_of(verb))
    return bool(names & {"good", "bad"}) and not names & {"want", "end", "policy"}


def _of_deed(
    parse: Parse, topics: Topics, verb: Token, subject: Token | None, thing: Token | None, stretch: Run
) -> Issue | None:
    rest = [t for t in parse.kids(verb.i, "prep", "prt", "acomp", "oprd") if verb.i < t.i <= stretch[1]]
    noun = deed(verb.lemma.lower())
    if thing is not None and noun is not None:
        inner = _run(parse, topics, thing, stretch)
        return _worded(
            parse, verb, f"{noun} of ", [inner, *_after(parse, rest, _own_run(parse, thing, stretch)[1])], None
        )
    parts: list[Run] = []
    if thing is not None and thing.i < verb.i and rest and (noun is None):
        inner = _run(parse, topics, thing, stretch)
        return _worded(
            parse, verb, gerund(verb.lemma.lower()) + " ", [inner, *_after(parse, rest, rest[0].i - 1)], None
        )
    if thing is not None and thing.i > verb.i:
        parts.append(_run(parse, topics, thing, stretch))
    parts += _after(parse, rest, _own_run(parse, thing, stretch)[1] if thing is not None and parts else verb.i)
    own = None if subject is None or subject is thing else _run(parse, topics, subject, stretch)
    if thing is not None and thing.i < verb.i:
        return _worded(parse, verb, gerund(verb.lemma.lower()) + " ", [_run(parse, topics, thing, stretch)], None)
    if not parts and own is None:
        return None
    if noun is not None and not parts and own is not None:
        return _worded(parse, verb, f"{noun} of ", [own], None)
    return _worded(parse, verb, gerund(verb.lemma.lower()) + " ", parts, own)


def _run(parse: Parse, topics: Topics, head: Token, stretch: Run) -> Run:
    return topics.fuller(_own_run(parse, head, stretch), head.i)


def _own_run(parse: Parse, head: Token, stretch: Run) -> Run:
    first, last = clauses.noun_phrase(parse, head.i)
    return min(head.i, max(first, stretch[0])), max(head.i, min(last, stretch[1]))


def _after(parse: Parse, rest: list[Token], at: int) -> list[Run]:
    found = []
    for token in rest:
        if token.i == at + 1:
            at = clauses.trim(parse, token.i, parse.edges[token.i][1])[1]
            found.append((token.i, at))
    return found


def _worded(parse: Parse, verb: Token, word: str, parts: list[Run], own: Run | None) -> Issue | None:
    parts = _short(parse, parts, LONGEST - 2 - (own[1] - own[0] + 1 if own else 0))
    spans = [parse.span(*p) for p in parts]
    text = word + " ".join(s.of(parse.text) for s in spans)
    before = parse.span(*own) if own is not None else None
    if before is not None:
        text = f"{before.of(parse.text)} {text}"
        spans.append(before)
    spans.append(Span(verb.start, verb.end))
    return Issue(" ".join(text.split()), tuple(sorted(spans)), _heads(parse, [*parts, (verb.i, verb.i)]))


def _made(parse: Parse, runs: list[Run], root: Token) -> Issue | None:
    runs = _short(parse, [_shorn(parse, run, root.i) for run in runs], LONGEST)
    spans = tuple(parse.span(*run) for run in runs)
    heads = _heads(parse, runs)
    return Issue(" ".join(s.of(parse.text) for s in spans), spans, heads) if spans and heads else None


def _shorn(parse: Parse, run: Run, head: int) -> Run:
    first, last = run
    while first < head and (parse.tokens[first].pos in LEFT_OUT or parse.tokens[first].tag == "PRP$"):
        first += 1
    return clauses.trim(parse, first, last)


def _short(parse: Parse, runs: list[Run], most: int) -> list[Run]:
    """Runs of so many tokens at most, cut before a preposition where one is too long."""
    out = []
    for first, farthest in runs:
        if most <= 0:
            break
        end = last = _clear(parse, first, farthest)
        if last - first + 1 > most:
            end = first + most - 1
            breaks = [
                i
                for i in range(first + 1, end + 2)
                if parse.tokens[i].pos in {"ADP", "SCONJ", "PUNCT", "CCONJ"} and parse.tokens[i].text != "-"
            ]
            end = clauses.trim(parse, first, breaks[-1] - 1 if breaks else end)[1]
        out.append((first, end))
        most -= last - first + 1
    return out


def _clear(parse: Parse, first: int, last: int) -> int:
    """The last token of a run before a clause that hangs on one of its words ("a tax that", "reforms aimed at")."""
    for token in parse.tokens[first + 1 : last + 1]:
        clause = token.dep in {"relcl", "advcl"} or (token.dep == "acl" and token.tag != "VB")
        if clause and first <= token.head < token.i and parse.edges[token.i][0] > first:
            return clauses.trim(parse, first, parse.edges[token.i][0] - 1)[1]
    return last


def _heads(parse: Parse, runs: list[Run]) -> frozenset[str]:
    words = (parse.tokens[i] for first, last in runs for i in range(first, last + 1))
    return frozenset(t.lemma.lower() for t in words if t.pos in {"NOUN", "PROPN", "VERB", "ADJ"})
