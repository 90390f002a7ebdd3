"""Join what the rules find with what the attribution model reads: one statement a cue, kept where both are sure.

A logistic regression over what is known of a cue gives the chance that it makes a statement, a second one the
confidence of those that are kept. Their weights stand in ``join.tsv``, fitted by ``training/attribution/join.py``.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.extract.candidates import addressee_of
from onrecord.extract.cues import words
from onrecord.extract.draft import Draft
from onrecord.extract.ends import whole
from onrecord.record import Span
from onrecord.text.quotes import CLOSERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.model.tags import Found
    from onrecord.text import Parse

    Pair = tuple[Draft | None, Found | None]

LOWEST, HIGHEST = 0.001, 0.999
UNSEEN = 0.02  # cue probability that stands for none
LEAST_CUE = 0.05  # cue probability from which the model is heard; of held-back statements 2 % have a lower one
# Chance of being right. Held-back F1, with the source: .3 81.8, 75.4; .35 81.6, 75.4; .4 81.7, 75.5
LEAST = 0.35
# Where the two differ, on held-back silver: contents of the model with at least SURE are right 14 times, the rules' 3
# times (to the word: 54 and 25), below it 8 to 13, but 8 to 1 where the rule itself is right less often than DOUBTFUL;
# sources of the model with at least OWN_SOURCE 14 times, the rules' twice; where one sees none, the rules' 21 times,
# the model's 10 times. Of two sources that overlap the model's is right to the word 9 times from OWN_ENDS on, the
# rules' once, below it 7 to 14.
SURE = 0.85
SURE_BESIDE_MARKS = 0.92  # where the rule's content is quotations: from there right to the word 4 times to 1
DOUBTFUL = 0.7
OWN_SOURCE = 0.7
OWN_ENDS = 0.9
FEW = 3  # words of a content that is likelier a name or a title than something said


def joined(parse: Parse, rules: Sequence[Draft], read: Sequence[Found]) -> list[Draft]:
    """Return the statements of both, in text order of their cues, each with the chance that it is right.

    Args:
        rules: drafts of the rules, one a cue, with the quotations that follow.
        read: the model's statements, from a low cue probability (LEAST_CUE) on.
    """
    out = []
    for pair in pairs(rules, read):
        known = features(parse, *pair)
        if chance(known) >= LEAST:
            out.append(replace(choose(parse, *pair), confidence=confidence(known)))
    return sorted(out, key=lambda d: (d.cue.start, d.cue.end))


def pairs(rules: Sequence[Draft], read: Sequence[Found]) -> list[Pair]:
    """Put each rule's statement beside the model's whose cue it shares; what has no other stands alone.

    Args:
        rules: in text order of their cues, which do not overlap; `read` likewise.
    """
    out: list[Pair] = []
    used: set[int] = set()
    at = 0
    for rule in rules:
        while at < len(read) and read[at].cue[1] <= rule.cue.start:
            at += 1
        hits: list[int] = []
        while at + len(hits) < len(read) and read[at + len(hits)].cue[0] < rule.cue.end:
            hits.append(at + len(hits))
        best = max(hits, key=lambda n: read[n].cue_probability, default=None)
        used.update(hits)
        out.append((rule, None if best is None else read[best]))
    return [*out, *((None, f) for n, f in enumerate(read) if n not in used)]


@lru_cache(maxsize=1)
def weights() -> dict[str, tuple[float, float]]:
    """Return the weights of each feature: in the choice, in the confidence."""
    lines = (files("onrecord.extract") / "join.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: (float(keep), float(sure)) for name, keep, sure in rows}


def chance(known: dict[str, float]) -> float:
    """Return the probability that a pair makes a statement, by silver's measure.

    Args:
        known: its features.
    """
    return _logistic(sum(weights()[name][0] * value for name, value in known.items()))


def confidence(known: dict[str, float]) -> float:
    """Return the probability that a statement which is kept is right with its source.

    Args:
        known: its features.
    """
    return _logistic(sum(weights()[name][1] * value for name, value in known.items()))


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def features(parse: Parse, rule: Draft | None, found: Found | None) -> dict[str, float]:
    """Return what is known of a statement; at least one of the two must be there."""
    return {"one": 1.0, **_of_rule(rule), **_of_model(found, beside=rule is not None), **_of_both(parse, rule, found)}


def _of_rule(rule: Draft | None) -> dict[str, float]:
    return {
        "rule": float(rule is not None),
        "rule's reliability": _odds(rule.confidence) if rule else 0.0,
        "rule without content": float(bool(rule and not rule.content)),
        "rule without source": float(bool(rule and not rule.source)),
    }


def _of_model(found: Found | None, *, beside: bool) -> dict[str, float]:
    cue = _odds(found.cue_probability if found else UNSEEN)
    return {
        "cue": cue,
        "cue beside a rule": cue if beside else 0.0,
        "roles": _odds(found.role_confidence) if found else 0.0,
        "no model": float(found is None),
        "model without content": float(bool(found and not found.content)),
        "model without source": float(bool(found and not found.source)),
    }


def _of_both(parse: Parse, rule: Draft | None, found: Found | None) -> dict[str, float]:
    same = alike = short = 0.0
    if found and found.content:
        short = float(len(_tokens(parse, _spans(found.content))) <= FEW)
    if rule and found:
        mine, theirs = _tokens(parse, rule.content), _tokens(parse, _spans(found.content))
        same = len(mine & theirs) / len(mine | theirs) if mine or theirs else 1.0
        source = _span(found.source)
        alike = float(rule.source.overlaps(source) if rule.source and source else not (rule.source or source))
    return {"same content": same, "same source": alike, "few words": short}


def choose(parse: Parse, rule: Draft | None, found: Found | None) -> Draft:
    """Return one statement with the spans of whichever reads them better.

    Raises:
        ValueError: neither of the two is there.
    """
    if rule and found:
        return whole(parse, _both(parse, rule, found))
    if found:
        return whole(parse, _alone(parse, found))
    if rule:
        return whole(parse, rule)
    raise ValueError("choose: neither a rule's statement nor the model's")


def _both(parse: Parse, rule: Draft, found: Found) -> Draft:
    content, (start, end) = rule.content, found.cue
    if found.content and (not content or _reads_better(parse, rule, found)):
        content = _spans(found.content)
    whole = Span(min(rule.cue.start, start), max(rule.cue.end, end))
    both = replace(rule, cue=whole, content=content, hints=found.hints)
    source = _span(found.source)
    if source is None or rule.source is None or source == rule.source:
        return both
    if source.overlaps(rule.source):
        own = found.source_confidence >= OWN_ENDS
    else:
        own = found.source_confidence >= OWN_SOURCE and _one_sentence(parse, source, whole)
    head = rule.source_head
    if head is None or head not in parse.tokens_in(source):
        head = _head(parse, source)
    return replace(both, source=source, source_head=head) if own else both


def _reads_better(parse: Parse, rule: Draft, found: Found) -> bool:
    """Tell whether the model's content is to be taken: not for other marks alone, nor where it swallows the source."""
    theirs = _spans(found.content)
    if rule.source and any(rule.source.overlaps(piece) for piece in theirs):
        return False
    if rule.confidence < DOUBTFUL:
        least = DOUBTFUL
    else:
        least = SURE_BESIDE_MARKS if all(parse.text[piece.start] in CLOSERS for piece in rule.content) else SURE
    return found.content_confidence >= least and _tokens(parse, rule.content) != _tokens(parse, theirs)


def _one_sentence(parse: Parse, one: Span, other: Span) -> bool:
    """A source of another sentence is a guess where the parse has one in the cue's own."""
    first, second = (parse.tokens[parse.token_at(span.start)] for span in (one, other))
    return first.sentence == second.sentence


def _alone(parse: Parse, found: Found) -> Draft:
    source, cue = _span(found.source), Span(*found.cue)
    pivot = _pivot(parse, cue)
    act = words().get(parse.tokens[pivot].lemma.lower(), "say")
    head = None if source is None else _head(parse, source)
    to = addressee_of(parse, parse.tokens[pivot])
    own = to is None or (source is not None and source.start <= parse.tokens[to].start < source.end)
    addressee = () if own or to is None else (to,)
    content = _spans(found.content)
    return Draft(
        pivot, _key(parse, pivot), cue, source, head, content, act, 0.0, addressee=addressee, hints=found.hints
    )


def _odds(probability: float) -> float:
    probability = min(max(probability, LOWEST), HIGHEST)
    return math.log(probability / (1 - probability))


def _span(run: tuple[int, int] | None) -> Span | None:
    return None if run is None else Span(*run)


def _spans(runs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(*run) for run in runs)


def _tokens(parse: Parse, pieces: Iterable[Span]) -> set[int]:
    return {i for piece in pieces for i in parse.tokens_in(piece) if parse.tokens[i].text[0].isalnum()}


def _head(parse: Parse, span: Span) -> int:
    """The token of a span that the others hang on: the first one whose head stands outside."""
    inside = parse.tokens_in(span)
    tops = [i for i in inside if parse.tokens[i].head not in inside or parse.tokens[i].head == i]
    nouns = [i for i in tops if parse.tokens[i].pos in {"NOUN", "PROPN", "PRON", "NUM", "DET"}]
    return (nouns or tops or [parse.token_at(span.start)])[0]


def _pivot(parse: Parse, cue: Span) -> int:
    """The token that a cue turns on: its last known word, or its last verb or noun, or its head."""
    inside = list(parse.tokens_in(cue)) or [parse.token_at(cue.start)]
    known = [i for i in inside if parse.tokens[i].lemma.lower() in words()]
    heavy = [i for i in inside if parse.tokens[i].pos in {"VERB", "NOUN"}]
    return (known or heavy or [_head(parse, cue)])[-1]


def _key(parse: Parse, pivot: int) -> str:
    token = parse.tokens[pivot]
    prefix = {"NOUN": "n:", "PROPN": "n:", "ADJ": "a:", "ADP": "p:"}.get(token.pos, "")
    return prefix + token.lemma.lower()
