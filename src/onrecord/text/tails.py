"""A verb that closes its sentence and was tagged as a noun: "…, figures from the Ministry of Health show".

News ends a sentence with whoever says it. Where much stands before the verb and it has the form of a noun, the tagger
takes it for one, and what says so hangs in the air. Here it becomes the verb again, with its subject, and what stands
before the comma hangs on it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.text import nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.text.parse import Name, Sentence, Token

# Forms that are nouns and verbs; what shows is written, what reports or claims is somebody.
FORMS = {form + s: form for form in ("show", "find", "reveal") for s in ("", "s")}
PLURAL_FORMS = frozenset({"report", "claim", "estimate"})
WRITTEN = nouns.ARTEFACTS | {"number", "image", "document", "paper", "figure", "statistic", "research"}
MASS = frozenset({"data", "media", "police", "statistics", "figures"})  # with a verb in the plural
TIMES = frozenset({"DATE", "TIME"})
TITLED = frozenset({"WORK_OF_ART", "LAW", "EVENT"})  # names that may hold a verb in capitals
CLOSING = frozenset({"PUNCT", "SPACE"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN"})


def mended(tokens: Sequence[Token], sentences: Sequence[Sentence], names: Sequence[Name]) -> tuple[Token, ...]:
    """Return the tokens with such verbs as verbs.

    Args:
        sentences: of the tokens, in order.
        names: of the tokens, in order.
    """
    out = list(tokens)
    timed = {i for name in names if name.label in TIMES for i in range(name.first, name.last)}
    for sentence in sentences:
        found = _tail(tokens, sentence, timed)
        if found is not None:
            _mend(out, sentence, *found)
    return tuple(out)


def _tail(tokens: Sequence[Token], sentence: Sentence, timed: set[int]) -> tuple[int, int, int] | None:
    """Return the comma, the subject's head and the verb; None where the sentence does not end so."""
    at = sentence.last - 1
    while at > sentence.first and (tokens[at].pos in CLOSING or at in timed or tokens[at].lower == "on"):
        at -= 1
    verb = tokens[at]
    if verb.pos not in NOMINAL or not (verb.lower in FORMS or verb.lower in PLURAL_FORMS) or verb.head == at:
        return None
    comma = next((i for i in range(at - 1, sentence.first, -1) if tokens[i].text == ","), None)
    if comma is None or tokens[at - 1].pos not in NOMINAL or not _is_clause(tokens[sentence.first : comma]):
        return None
    head = _subject(tokens[comma + 1 : at], verb)
    return None if head is None else (comma, head, at)


def _is_clause(words: Sequence[Token]) -> bool:
    return any(t.tag in FINITE for t in words) and any(t.dep.startswith("nsubj") or t.dep == "expl" for t in words)


def _subject(words: Sequence[Token], verb: Token) -> int | None:
    """The noun that agrees with the verb: what is written, or for "report" whoever stands right before it."""
    if not words or words[0].pos in {"ADP", "VERB", "SCONJ", "ADV"}:
        return None
    if verb.lower in PLURAL_FORMS:
        return words[-1].i if words[-1].tag in {"NNS", "NNPS"} or words[-1].lower in MASS else None
    for word in words:
        if word.pos in NOMINAL and (word.lower in WRITTEN or word.lemma in WRITTEN):
            plural = word.tag in {"NNS", "NNPS"} or word.lower in MASS
            singular = not plural or word.lower == "data"
            return word.i if (singular if verb.lower.endswith("s") else plural) else None
    return None


def _mend(out: list[Token], sentence: Sentence, comma: int, head: int, verb: int) -> None:
    """Hang the subject and the clause before the comma on the verb; the last noun that hung on it takes its place."""
    old = out[verb]
    below = [i for i in range(comma + 1, verb) if out[i].head == verb]
    if below:
        *others, heir = below
        for i in others:
            out[i] = replace(out[i], head=heir)
        out[heir] = replace(out[heir], dep=old.dep, head=old.head)
    out[head] = replace(out[head], dep="nsubj", head=verb)
    for i in range(sentence.first, sentence.last):
        if out[i].head == i or (i < comma < out[i].head and out[i].dep != "punct"):
            out[i] = replace(out[i], dep="ccomp", head=verb)
    for i in (comma, *range(verb + 1, sentence.last)):
        if out[i].head < verb:
            out[i] = replace(out[i], head=verb)
    lemma, tag = FORMS.get(old.lower, old.lower), "VBZ" if old.lower.endswith("s") else "VBP"
    out[verb] = replace(old, lemma=lemma, pos="VERB", tag=tag, dep="ROOT", head=verb)


def shortened(names: Sequence[Name], tokens: Sequence[Token]) -> tuple[Name, ...]:
    """Return the names without their sentence's verb group at their end: "Ana Lopez" of "Ana Lopez May Not Have Won".

    That is the verb mended above, and the verb of a headline in capitals. Of 29 names that end so in 9,793 headings and
    short paragraphs of PolNeAR and ECB+ 27 are no part of the name; the two others were a date and a title of a work.

    Args:
        tokens: as `mended` gives them.
    """
    return tuple(replace(name, last=_end(name, tokens)) for name in names)


def _end(name: Name, tokens: Sequence[Token]) -> int:
    last, verb = name.last, tokens[name.last - 1]
    titled = verb.text[0].isupper() and name.label in TITLED
    if name.label in TIMES or titled or verb.pos != "VERB" or verb.dep != "ROOT":
        return last
    while last - name.first > 1 and (
        last == name.last or tokens[last - 1].pos == "AUX" or tokens[last - 1].tag == "RB"
    ):
        last -= 1
    return last
