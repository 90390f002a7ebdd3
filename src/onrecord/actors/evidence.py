"""What the whole article says about a name: whether it is a person, a body, a state or a people.

The tagger looks at one sentence; an article that says "Mr", "she", "the", "based in" or an age beside a name once has
said it for all of it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from onrecord.actors.words import COMPANY, LOOSE
from onrecord.model.loading import weights
from onrecord.text.nouns import ARTEFACTS, BODY, FEMININE, MASCULINE, PERSON, TITLES, gender_of_name
from onrecord.text.states import state_of_adjective, state_of_capital, state_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.text import Parse, Token

Run = tuple[int, int]
SAYING = frozenset("say tell add warn write claim note argue believe think want ask hope reply declare".split())
BODILY = frozenset("wife husband son daughter brother sister mother father friend lawyer life death face hand".split())
# An age behind a name: "Ana Lopez, 45,".
AGES = range(10, 110)
# Beyond this many mentions another one tells nothing new.
MOST_RUNS = 40
# Tokens of a sentence that are looked at; longer ones are lists.
FAR = 60


def likely_kinds(parse: Parse, words: Sequence[str], runs: Sequence[Run], labels: Counter[str]) -> dict[str, float]:
    """Return how likely a name is a person, an organisation, a state, a group: see ``evidence`` for the arguments."""
    return weights("name-kinds")(evidence(parse, words, runs, labels))


def evidence(parse: Parse, words: Sequence[str], runs: Sequence[Run], labels: Counter[str]) -> dict[str, float]:
    """Return what speaks for each kind of actor: features by name, shares of the mentions or yes and no.

    Args:
        words: the fullest name, in lower case.
        runs: first and last token of each mention, inclusive.
        labels: how often the tagger gave which OntoNotes label.
    """
    out = dict(_shape(parse, words, runs))
    total = sum(labels.values())
    for label in labels:
        out[f"label={label}"] = labels[label] / total
    if not total:
        out["untagged"] = 1.0
    seen = Counter(feature for run in runs[:MOST_RUNS] for feature in set(_around(parse, run)))
    for feature, n in seen.items():
        out[feature] = n / min(len(runs), MOST_RUNS)
        out[f"ever {feature}"] = 1.0
    return out


# Nouns of bodies that before a name are something else: "the side Acme", "an order Acme gave".
NOT_KINDS = frozenset(
    "side report order book study survey poll exchange market center centre article state opposition".split()
)


def kind_before(parse: Parse, first: int) -> str:
    """Return the noun that says what body a name is: "drugmaker" of "drugmaker Acme"; empty where none does.

    Args:
        first: first token of the name.
    """
    near = parse.tokens[first - 1] if first else None
    if near is None or near.tag != "NN" or not near.text.islower() or near.sentence != parse.tokens[first].sentence:
        return ""
    lemma = near.lemma.lower()
    return lemma if lemma in (BODY | LOOSE) - NOT_KINDS - PERSON and not _of_post(parse, first) else ""


def _of_post(parse: Parse, first: int) -> bool:
    """Whether a post stands in the words before a name: "spokesman of the weather agency Ana Lopez"."""
    for token in reversed(parse.tokens[max(parse.sentences[parse.tokens[first].sentence].first, first - 10) : first]):
        if token.pos in {"VERB", "AUX", "PUNCT"}:
            return False
        if token.lemma.lower() in PERSON:
            return True
    return False


def _shape(parse: Parse, words: Sequence[str], runs: Sequence[Run]) -> Iterator[tuple[str, float]]:
    """What the words of a name show by themselves."""
    printed = [parse.tokens[i].text for run in runs for i in range(run[0], run[1] + 1)]
    first, last, whole = words[0], words[-1], " ".join(words)
    yes = {
        "bias": True,
        f"words={min(len(words), 5)}": True,
        "first name": len(words) > 1 and gender_of_name(first) is not None,
        "only first name": len(words) == 1 and gender_of_name(first) is not None,
        "initial": len(words) > 1 and len(first.rstrip(".")) == 1,
        "body inside": not BODY.isdisjoint(words),
        "ends body": last in BODY,
        "ends company": last in COMPANY,
        "ends paper": last in ARTEFACTS,
        "ends loose": last in LOOSE,
        "state": state_of_name(whole) is not None,
        "people": state_of_adjective(whole) is not None,
        "capital": state_of_capital(whole) is not None,
        "capitals": all(p.isupper() for p in printed),
        "inner capital": any(any(c.isupper() for c in p[1:]) and not p.isupper() for p in printed),
        f"ending={last[-2:]}": len(last) > 2,  # noqa: PLR2004 - a whole word is no ending
        f"ending={last[-3:]}": len(last) > 3,  # noqa: PLR2004 - a whole word is no ending
    }
    yield from ((feature, 1.0) for feature, holds in yes.items() if holds)


def _around(parse: Parse, run: Run) -> Iterator[str]:
    """What stands around one mention."""
    first, last = run
    tokens = parse.tokens
    sentence = parse.sentences[tokens[first].sentence]
    head = next((i for i in range(first, last + 1) if not first <= tokens[i].head <= last), last)
    yield from _before(tokens[max(sentence.first, first - 3) : first])
    yield from _behind(tokens[last + 1 : min(sentence.last, last + 4)])
    yield f"dep={tokens[head].dep}"
    if tokens[head].dep == "nsubj":
        verb = tokens[tokens[head].head].lemma.lower()
        yield "says" if verb in SAYING else "does"
    if tokens[head].dep == "appos":
        yield from (f"beside {kind}" for kind in _kinds(tokens[tokens[head].head]))
    for i in range(first, last + 1):
        for token in parse.kids(i, "appos", "relcl"):
            yield from (f"beside {kind}" for kind in _kinds(token)) if token.dep == "appos" else ()
            if token.dep == "relcl":
                yield from (f"relative {k.lower}" for k in parse.kids(token.i, "nsubj") if k.lower in {"who", "which"})
    yield from _pronouns(parse, run)


def _before(words: Sequence[Token]) -> Iterator[str]:
    if not words:
        return
    near = words[-1]
    if near.lower in {"the", "in", "at", "from", "near", "to", "of", "by", "with", "and", "for", "outside", "around"}:
        yield f"before={near.lower}"
    if near.lower.rstrip(".") in TITLES or near.lower in TITLES:
        yield "title"
    if near.text.islower():
        yield from (f"after {kind}" for kind in _kinds(near))
    if len(words) > 1 and near.lower == "the":
        yield f"before={words[-2].lower} the" if words[-2].lower in {"in", "at", "from", "to", "of"} else "the"
    if near.lower in {"based", "led"}:
        yield "based"


def _behind(words: Sequence[Token]) -> Iterator[str]:
    if not words:
        return
    near = words[0]
    if near.tag == "POS":
        yield "owns"
        if len(words) > 1 and words[1].lemma.lower() in BODILY:
            yield "owns kin"
    elif near.text[:1].islower():
        yield from (f"then {kind}" for kind in _kinds(near))
    if near.text == "," and len(words) > 1:
        age = words[1].text
        if age.isdecimal() and int(age) in AGES:
            yield "age"
        if words[1].lower in {"who", "which", "where"}:
            yield f"then {words[1].lower}"
    if near.text == "(" and len(words) > 2 and words[2].text == ")" and words[1].text.isupper():  # noqa: PLR2004 - a bracket, a word, a bracket
        yield "abbreviated"
    if near.lower in {"who", "which", "-based"}:
        yield f"then {near.lower}"


def _kinds(token: Token) -> Iterable[str]:
    lemma = token.lemma.lower()
    if lemma in PERSON:
        yield "person"
    if lemma in BODY or lemma in LOOSE:
        yield "body"
    if lemma in {"city", "town", "village", "country", "state", "province", "region", "capital", "nation", "county"}:
        yield "place"


def _pronouns(parse: Parse, run: Run) -> Iterator[str]:
    """Whether "he" or "it" takes the name up: later in its sentence where it is alone, or opening the next one."""
    number = parse.tokens[run[0]].sentence
    here = parse.sentences[number]
    others = any(
        not run[0] <= i <= run[1] and parse.tokens[i].pos == "PROPN"
        for i in range(here.first, min(here.last, here.first + 60))
    )
    if not others:
        words = {parse.tokens[i].lower for i in range(run[1] + 1, min(here.last, run[1] + FAR))}
        if words & (MASCULINE | FEMININE):
            yield "alone with he"
        if words & {"it", "its", "itself"}:
            yield "alone with it"
    if number + 1 < len(parse.sentences):
        opener = parse.tokens[parse.sentences[number + 1].first].lower
        if opener in {"he", "she", "his", "her"}:
            yield "next he"
        if opener in {"it", "its"}:
            yield "next it"
