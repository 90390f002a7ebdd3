"""Everything in a sentence that could attribute something: words that may be a cue, with what stands around them.

A candidate says which word, in which frame, with which source and which content. Whether it is a cue is the
lexicon's to say (:mod:`onrecord.extract.cues`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.cues import reliability
from onrecord.text import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.text import Parse, Token

Run = tuple[int, int]
COPULAS = frozenset({"be", "feel", "seem", "remain", "become", "appear", "look", "get"})
TIME_LABELS = frozenset({"DATE", "TIME"})
# Prepositions that never open a content: they place or time the saying.
SETTING = frozenset("in at during after before since until by from within amid via through under near".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may attribute something.

    Args:
        pivot: its token.
        key: its lemma; nouns begin with ``n:``, adjectives with ``a:``, prepositions with ``p:``.
        frame: ``clause``, ``to``, ``ing``, ``small``, ``obj``, ``prep:on`` …, ``none``; passives begin with ``pass-``,
            nouns that a verb holds for its subject with ``lv-``.
        cue: first and last token of the cue, inclusive.
        source: head token of the phrase that names the source.
        content: runs of tokens, inclusive, in text order.
        addressee: head token of whom it is said to.
        far: whether the source was taken over from another clause.
    """

    pivot: int
    key: str
    frame: str
    cue: Run
    source: int | None
    content: tuple[Run, ...]
    addressee: int | None = None
    far: bool = False


def candidates(parse: Parse, first: int, last: int) -> Iterator[Candidate]:
    """Yield the candidates of one sentence, in text order.

    Args:
        first: first token of the sentence.
        last: one past its last token.
    """
    for token in parse.tokens[first:last]:
        if token.lower == "according":
            yield from _according(parse, token)
        elif token.pos == "VERB" or (
            token.pos == "AUX" and token.tag != "MD" and token.lemma not in {"be", "have", "do"}
        ):
            yield from _verb(parse, token)
        elif token.pos == "AUX" and token.lemma == "be":
            yield from _copula(parse, token)
        elif token.pos in {"NOUN", "PROPN"}:
            yield from _noun(parse, token)
        elif token.pos == "ADV":
            yield from _adverb(parse, token)


def _verb(parse: Parse, verb: Token) -> Iterator[Candidate]:
    if verb.lemma in COPULAS and parse.kids(verb.i, "acomp", "attr", "oprd"):
        yield from _copula(parse, verb)
        return
    if _is_withheld(parse, verb):
        return
    refusal = _refusal(parse, verb)
    if refusal is not None:
        yield refusal
        return
    passive = bool(parse.kids(verb.i, "nsubjpass", "auxpass")) or _bare_participle(parse, verb)
    if passive:
        yield from _passive(parse, verb)
        return
    who = clauses.subject(parse, verb.i)
    if who.head is None and verb.tag in {"VBD", "VBZ", "VBP"}:
        who = clauses.Subject(clauses.beside(parse, verb.i), far=False)
    cue = clauses.verb_group(parse, verb.i)
    frame, runs, to = _complements(parse, verb)
    yield Candidate(
        verb.i, verb.lemma.lower(), frame, cue, who.head, _not_source(parse, runs, who.head, verb.i), to, who.far
    )


def _not_source(parse: Parse, runs: tuple[Run, ...], source: int | None, verb: int) -> tuple[Run, ...]:
    """A content never reaches into a source that stands between it and the verb."""
    if source is None or source > verb:
        return runs
    first = clauses.noun_phrase(parse, source)[0]
    cut = [(a, min(b, first - 1)) if a < first <= b < verb else (a, b) for a, b in runs]
    return tuple(clauses.trim(parse, a, b) for a, b in cut)


REFUSING = frozenset({"decline", "refuse"})
WITHHELD = frozenset(
    "comment say answer respond reply elaborate discuss speak talk name identify disclose specify give provide confirm "
    "reveal detail explain share address release".split()
)


def _is_withheld(parse: Parse, verb: Token) -> bool:
    """The second verb of "declined to comment": part of that cue."""
    return verb.dep == "xcomp" and verb.lemma in WITHHELD and parse.tokens[verb.head].lemma in REFUSING


def _refusal(parse: Parse, verb: Token) -> Candidate | None:
    """Read "declined to say …", "did not respond to a request for comment", "could not be reached"."""
    first, last = clauses.verb_group(parse, verb.i)
    runs: tuple[Run, ...] = ()
    if verb.lemma in REFUSING:
        withheld = next((t for t in parse.kids(verb.i, "xcomp") if _is_withheld(parse, t)), None)
        if withheld is None:
            return None
        last = withheld.i
        runs = _complements(parse, withheld)[1]
    elif not _is_unanswered(parse, verb):
        return None
    who = clauses.subject(parse, verb.i)
    return Candidate(verb.i, "decline", "to", (first, last), who.head, runs, None, who.far)


def _is_unanswered(parse: Parse, verb: Token) -> bool:
    """Tell "did not respond" and "could not be reached" from other verbs."""
    if verb.lemma == "reach" and not parse.kids(verb.i, "auxpass"):
        return False
    return verb.lemma in {"respond", "reply", "reach"} and clauses.negated(parse, verb.i)


def _bare_participle(parse: Parse, verb: Token) -> bool:
    """A participle without an auxiliary that undergoes: "a plan proposed by", "accused of fraud, he"."""
    if verb.tag != "VBN" or parse.kids(verb.i, "aux"):
        return False
    return verb.dep in {"acl", "amod"} or (verb.dep == "advcl" and not parse.kids(verb.i, "nsubj"))


def _frame_of(parse: Parse, token: Token) -> str | None:  # noqa: PLR0911 - one line a kind
    if token.dep in {"ccomp", "xcomp"}:
        if clauses.has_to(parse, token.i):
            return "to"
        if token.tag == "VBG" and not parse.kids(token.i, "aux"):
            return "ing"
        if token.pos in {"VERB", "AUX"}:
            return "clause"
        return "small" if not parse.kids(token.i, "nsubj") else "clause"
    if token.dep in {"acomp", "attr", "oprd"}:
        return "small"
    if token.dep == "dobj":
        return "obj"
    if token.dep == "prep" and parse.kids(token.i, "pobj", "pcomp"):
        return f"prep:{token.lower}"
    return None


ORDER = ("clause", "to", "ing", "small", "obj")


def _complements(parse: Parse, verb: Token) -> tuple[str, tuple[Run, ...], int | None]:
    """The frame of a verb, its content and whom it is said to."""
    kinds = [(t, kind) for t in (parse.tokens[k] for k in parse.children[verb.i]) if (kind := _frame_of(parse, t))]
    to = addressee_of(parse, verb)
    for wanted in ORDER:
        heads = [t for t, kind in kinds if kind == wanted]
        if heads:
            return wanted, _content(parse, verb, kinds, wanted, to), to
    if verb.dep == "relcl" and not parse.kids(verb.i, "dobj") and _subject_is_own(parse, verb):
        return "obj", (clauses.noun_phrase(parse, verb.head),), to
    if verb.dep == "parataxis" or (verb.dep == "ccomp" and _interrupts(parse, verb)):
        return "clause", _around(parse, verb), to
    asked = next((t for t in parse.kids(verb.i, "advcl") if _is_question(parse, t)), None)
    if asked is not None:
        return "clause", (clauses.trim(parse, *parse.edges[asked.i]),), to
    open_to = [(t, kind) for t, kind in kinds if not _is_setting(parse, t) and t.i != to and not _holds(parse, t, to)]
    if not open_to:
        return "none", (), to
    token, kind = max(open_to, key=lambda pair: reliability(verb.lemma.lower(), pair[1]))
    return kind, (clauses.trim(parse, parse.edges[token.i][0], _extend(parse, verb, token)),), to


def _subject_is_own(parse: Parse, verb: Token) -> bool:
    """Whether a relative clause has a subject beside its pronoun: "the plan (that) she backs"."""
    own = [t for t in parse.kids(verb.i, "nsubj") if t.lower not in clauses.RELATIVE]
    return bool(own) and not any(t.dep == "prep" for t in (parse.tokens[k] for k in parse.children[verb.i]))


def _is_question(parse: Parse, clause: Token) -> bool:
    """A clause with "if" or "whether" that the parser took for a condition: "asked him if he knew"."""
    verb = parse.tokens[clause.head]
    return verb.lemma in {"ask", "wonder", "question"} and any(
        t.lower in {"if", "whether"} for t in parse.kids(clause.i, "mark")
    )


def _holds(parse: Parse, prep: Token, to: int | None) -> bool:
    return to is not None and parse.tokens[to].head == prep.i


def _interrupts(parse: Parse, verb: Token) -> bool:
    before = parse.tokens[parse.edges[verb.i][0] - 1].text if parse.edges[verb.i][0] else ""
    return before == "," and verb.i > verb.head and bool(parse.kids(verb.i, "nsubj"))


def _content(parse: Parse, verb: Token, kinds: list[tuple[Token, str]], wanted: str, to: int | None) -> tuple[Run, ...]:
    heads = [t for t, kind in kinds if kind == wanted]
    main = heads[0] if wanted != "clause" else max(heads, key=lambda t: parse.edges[t.i][1] - parse.edges[t.i][0])
    start, end = parse.edges[main.i]
    if start < verb.i < end:  # the parser tied the cue's clause into the content: what stands before and after it
        return _split(parse, verb, start, end)
    if wanted in {"to", "small", "ing", "clause"} and main.i > verb.i:
        objects = [t for t in parse.kids(verb.i, "dobj") if t.i != to and verb.i < t.i < main.i]
        start = min([start, *(parse.edges[t.i][0] for t in objects)])
    if main.i > verb.i:
        end = max(end, _extend(parse, verb, main))
        for token in parse.kids(main.i, "conj"):
            if clauses.goes_on(parse, token):
                end = min(end, token.i - 1)
    return _with_antecedent(parse, verb, clauses.trim(parse, start, end))


def _with_antecedent(parse: Parse, verb: Token, run: Run) -> tuple[Run, ...]:
    """What a relative pronoun at the head of a content stands for, in its place."""
    first = parse.tokens[run[0]]
    if first.tag not in {"WDT", "WP"} or first.lower == "what" or verb.dep != "relcl":
        return (run,)
    whole = clauses.noun_phrase(parse, verb.head)
    return (whole, (run[0] + 1, run[1])) if run[0] < run[1] else (whole,)


def _split(parse: Parse, verb: Token, start: int, end: int) -> tuple[Run, ...]:
    own = {verb.i, *clauses.verb_group(parse, verb.i)}
    for token in parse.kids(verb.i, "nsubj", "nsubjpass", "dative", "npadvmod", "prep", "advmod", "aux", "neg"):
        own.update(range(parse.edges[token.i][0], parse.edges[token.i][1] + 1))
    low, high = min(own), max(own)
    runs = [(start, low - 1), (high + 1, end)]
    return tuple(clauses.trim(parse, a, b) for a, b in runs if a <= b and clauses.has_word(parse, a, b))


def _around(parse: Parse, verb: Token) -> tuple[Run, ...]:
    """The clause that a parenthesis ("…, he said, …") interrupts."""
    low, high = parse.edges[verb.i]
    start, end = parse.edges[verb.head]
    runs = [(start, low - 1), (high + 1, end)]
    return tuple(clauses.trim(parse, a, b) for a, b in runs if a <= b and clauses.has_word(parse, a, b))


def _extend(parse: Parse, verb: Token, main: Token) -> int:
    """The end of a content after the verb: complements that stand behind the first one belong to it."""
    end = parse.edges[main.i][1]
    for token in (parse.tokens[k] for k in parse.children[verb.i]):
        if token.i <= main.i:
            continue
        if token.dep in {"prep", "agent", "oprd", "xcomp", "ccomp", "advmod", "dobj", "acomp"}:
            if _is_setting(parse, token) and token.lower not in {"by", "from", "in", "at", "after", "during"}:
                break
            if _is_time(parse, token):
                continue
            end = max(end, parse.edges[token.i][1])
        elif token.dep in {"conj", "cc", "advcl", "punct"}:
            break
    return end


def _is_time(parse: Parse, token: Token) -> bool:
    inner = [token, *parse.kids(token.i, "pobj")]
    return any((name := parse.name_at.get(t.i)) is not None and name.label in TIME_LABELS for t in inner)


def _is_setting(parse: Parse, prep: Token) -> bool:
    return prep.dep == "prep" and (prep.lower in SETTING or _is_time(parse, prep))


TOLD = frozenset(
    "tell inform remind assure notify advise warn ask urge order instruct beg question thank encourage press challenge "
    "pressure implore brief".split()
)
SPOKEN_TO = frozenset("say speak explain reply respond add write complain announce reiterate appeal testify".split())


def addressee_of(parse: Parse, verb: Token) -> int | None:
    """Return the head token of whom a verb's words are said to, as an object or after "to" or "with"; None without."""
    for token in parse.kids(verb.i, "dative"):
        objects = parse.kids(token.i, "pobj")
        return objects[0].i if objects else token.i
    if verb.lemma in TOLD:
        for token in parse.kids(verb.i, "dobj"):
            return token.i if token.i > verb.i else None
    for token in parse.kids(verb.i, "prep"):
        if (token.lower == "to" and verb.lemma in SPOKEN_TO) or (token.lower == "on" and verb.lemma == "call"):
            for inner in parse.kids(token.i, "pobj"):
                return inner.i
    return None


def _passive(parse: Parse, verb: Token) -> Iterator[Candidate]:
    cue = clauses.verb_group(parse, verb.i)
    agents = [p for t in parse.kids(verb.i, "agent") for p in parse.kids(t.i, "pobj")]
    under = clauses.subject(parse, verb.i)
    source = agents[0].i if agents else None
    frame, runs, to = _complements(parse, verb)
    frame = "none" if frame == "prep:by" else frame
    told = verb.lemma in TOLD and under.passive
    content = list(runs) if frame != "none" else []
    if under.head is not None and not told:
        whole = clauses.noun_phrase(parse, under.head)
        if whole[1] < cue[0]:
            content.insert(0, whole)
    addressee = under.head if told else to
    yield Candidate(verb.i, verb.lemma.lower(), f"pass-{frame}", cue, source, tuple(content), addressee, under.far)


def _copula(parse: Parse, verb: Token) -> Iterator[Candidate]:
    for token in parse.kids(verb.i, "acomp", "attr", "oprd", "prep"):
        if token.i < verb.i:
            continue
        who = clauses.subject(parse, verb.i)
        first = clauses.verb_group(parse, verb.i)[0]
        if token.dep == "prep":
            if token.lower in {"against", "for", "behind"} and parse.kids(token.i, "pobj"):
                inner = parse.kids(token.i, "pobj")[0]
                run = clauses.trim(parse, *parse.edges[inner.i])
                yield Candidate(token.i, f"p:{token.lower}", "obj", (first, token.i), who.head, (run,), None, who.far)
        elif token.pos == "ADJ" or token.tag in {"VBN", "JJ"}:
            for frame, runs in _noun_complements(parse, token):
                cue = (first, token.i)
                yield Candidate(token.i, f"a:{token.lemma.lower()}", frame, cue, who.head, runs, None, who.far)
                break


def _noun_complements(parse: Parse, noun: Token) -> Iterator[tuple[str, tuple[Run, ...]]]:
    for token in (parse.tokens[k] for k in parse.children[noun.i]):
        if token.i < noun.i:
            continue
        kind = None
        if token.dep in {"acl", "xcomp", "ccomp", "relcl", "advcl"}:
            if clauses.has_to(parse, token.i):
                kind = "to"
            elif token.dep in {"acl", "ccomp"} and token.tag != "VBN":
                kind = "clause" if token.tag != "VBG" else "ing"
        elif token.dep == "prep" and parse.kids(token.i, "pobj", "pcomp") and token.lower not in {"by", "from"}:
            kind = f"prep:{token.lower}"
        if kind:
            yield kind, (clauses.trim(parse, *parse.edges[token.i]),)


LIGHT = frozenset(
    "have make issue express voice give raise announce take lodge file hold offer show reiterate state "
    "repeat "
    "renew release send put reject dismiss drop abandon sound declare".split()
)


def _noun(parse: Parse, noun: Token) -> Iterator[Candidate]:
    found = next(_noun_complements(parse, noun), None)
    if found is None:
        return
    frame, runs = found
    cue = (noun.i, noun.i)
    owner = clauses.holder(parse, noun.i)
    if owner is None and noun.dep in {"dobj", "attr"}:
        verb = parse.tokens[noun.head]
        if verb.lemma in LIGHT or noun.dep == "attr":
            owner = clauses.subject(parse, verb.i).head
            first = clauses.verb_group(parse, verb.i)[0]
            cue = (first, noun.i) if first < noun.i else cue
            frame = f"lv-{frame}"
    if owner is not None:
        yield Candidate(noun.i, f"n:{noun.lemma.lower()}", frame, cue, owner, runs)


ADVERBS = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})


def _adverb(parse: Parse, token: Token) -> Iterator[Candidate]:
    if token.lower not in ADVERBS:
        return
    head = token.head
    start, end = parse.edges[head]
    runs = tuple(
        (a, b) for a, b in ((start, token.i - 1), (token.i + 1, end)) if a <= b and clauses.has_word(parse, a, b)
    )
    yield Candidate(token.i, token.lower, "adverb", (token.i, token.i), None, runs)


def _according(parse: Parse, token: Token) -> Iterator[Candidate]:
    for to in parse.kids(token.i, "prep"):
        if to.i < token.i:
            continue  # "in May, according": no cue runs backwards
        for inner in parse.kids(to.i, "pobj"):
            last = clauses.noun_phrase(parse, inner.i)[1]
            sentence = parse.sentences[token.sentence]
            runs = [(sentence.first, token.i - 1), (max(last, parse.edges[inner.i][1]) + 1, sentence.last - 1)]
            kept = tuple(clauses.trim(parse, a, b) for a, b in runs if a <= b and clauses.has_word(parse, a, b))
            yield Candidate(token.i, "according", "to", (token.i, to.i), inner.i, kept)
            return
