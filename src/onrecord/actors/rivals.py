"""Who may be meant by a phrase, and what speaks for each: distance, grammar, prominence, agreement, shared words."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from math import log1p
from typing import TYPE_CHECKING

from onrecord.actors.words import COMPANY, EPITHETS, JOINED, LOOSE, PERSONAL, PUBLIC, STATELY, TELLING, TRADING
from onrecord.text import clauses, nouns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from onrecord.actors.entity import Entity
    from onrecord.actors.query import Query
    from onrecord.text import Parse

# How many mentions are looked through before a phrase and after it, and how many actors are weighed at most.
BACK, AHEAD, MOST = 90, 40, 24
# Headlines and first paragraphs describe whom a later one names.
LOOKS_AHEAD, REACH_AHEAD = 3, 8
FAR = 99.0
NONE = -1
GATHERED = frozenset(
    "crowd audience rally gathering congregation protester demonstrator supporter chamber room".split()
)
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True)
class Stage:
    """What is known of an article's actors when a phrase is resolved.

    Args:
        entities: the actors so far, by number.
        mentions: head token and entity of every mention known, sorted.
        spoke: head tokens of mentions that are sources of statements.
        by_head: the actors that a noun has been used for.
        called: for a noun the actor that a description took up by it last.
        in_quotes: whether each token stands in a quotation.
    """

    parse: Parse
    entities: Sequence[Entity]
    mentions: Sequence[tuple[int, int]]
    spoke: AbstractSet[int]
    by_head: Mapping[str, Sequence[int]]
    by_name: Mapping[str, int]
    called: Mapping[str, int]
    in_quotes: Sequence[bool]


@dataclass
class Seen:
    """The mentions of one actor around a phrase, nearest first."""

    nearest: int = NONE
    subject: int = NONE
    spoke: int = NONE
    after: int = NONE
    ahead_rank: int = MOST
    rank: int = MOST
    speaker_rank: int = MOST
    count: int = 0
    subjects: int = 0
    spoken: int = 0
    quoted: int = 0
    inside: int = NONE
    above: int = NONE

    def add(self, at: int, query: Query, *, subject: bool, quoted: bool) -> None:
        """Count a mention before the phrase."""
        if self.nearest < 0:
            self.nearest = at
        self.count += 1
        self.quoted += quoted
        if subject:
            self.subjects += 1
            self.subject = max(self.subject, at)
            if at in query.above:
                self.above = query.above.index(at)


@dataclass
class Rivals:
    """Who may be meant: numbers of entities, and a row of features for each and for "nobody named before"."""

    numbers: list[int]
    rows: list[list[float]] = field(default_factory=list)


def rivals(stage: Stage, query: Query, key: str) -> dict[int, Seen]:
    """Return the actors that may be meant, with what was seen of each.

    Args:
        key: the phrase in lower case, articles left out.
    """
    seen = _looked_back(stage, query)
    if query.word in {"one", "many"}:
        named = stage.by_name.get(key)
        own = list(stage.by_head.get(query.lemma, ()))[-6:]
        for word in nouns.SAME_POST.get(query.lemma, ()):
            own.extend(list(stage.by_head.get(word, ()))[-3:])
        for number in [*([] if named is None else [named]), *own]:
            _far(stage, query, number, seen)
        if stage.parse.sentences[query.token.sentence].block < LOOKS_AHEAD:
            _looked_ahead(stage, query, seen)
    elif query.word in {"i", "we"} and query.around is None:
        _looked_ahead(stage, query, seen)
    if query.around is not None:
        _far(stage, query, query.around, seen)
        of = stage.entities[query.around].of
        if of is not None and query.word in {"we", "it", "they", "one"}:
            _far(stage, query, of, seen)
    fit = [n for n in seen if _may_mean(stage, stage.entities[n], query) and not _is_where(stage, query, seen[n])]
    if query.lemma:
        fit = [n for n in fit if seen[n].nearest >= 0 or _shares_a_word(stage, query, n)]
    if query.fresh:
        fit = [n for n in fit if (seen[n].nearest < 0 or _in_title(stage, n)) and not _is_elsewhere(stage, query, n)]
    return {n: seen[n] for n in fit[:MOST]}


def _looked_back(stage: Stage, query: Query) -> dict[int, Seen]:
    seen: dict[int, Seen] = {}
    tokens = stage.parse.tokens
    high = bisect_left(stage.mentions, (query.last + 1, NONE))
    speakers = 0
    for at, number in reversed(stage.mentions[max(0, high - BACK) : high]):
        if at == query.token.i:
            continue
        one = seen.get(number)
        if one is None:
            one = seen[number] = Seen(rank=len(seen))
        if query.first <= at <= query.last:
            one.inside = at
            continue
        if at > query.token.i:
            continue
        one.add(at, query, subject=tokens[at].dep in SUBJECTS, quoted=stage.in_quotes[at])
        if at in stage.spoke:
            one.spoken += 1
            if one.spoke < 0:
                one.spoke, one.speaker_rank = at, speakers
                speakers += 1
    return seen


def _looked_ahead(stage: Stage, query: Query, seen: dict[int, Seen]) -> None:
    low = bisect_left(stage.mentions, (query.last + 1, NONE))
    last = query.token.sentence + REACH_AHEAD
    people = 0
    for at, number in stage.mentions[low : low + AHEAD]:
        if stage.parse.tokens[at].sentence > last:
            break
        one = seen.setdefault(number, Seen())
        if one.after < 0:
            one.after, one.ahead_rank = at, people
            people += stage.entities[number].kind == "person"


def _far(stage: Stage, query: Query, number: int, seen: dict[int, Seen]) -> None:
    """Weigh an actor that only words or the statement around bring in, mentioned however long ago."""
    if number in seen:
        return
    one = seen[number] = Seen()
    before = [t for t in stage.entities[number].tokens if t < query.first]
    one.nearest = max(before, default=NONE)
    one.count = len(before)
    if not before:
        one.after = min(stage.entities[number].tokens, default=NONE)


def _shares_a_word(stage: Stage, query: Query, number: int) -> bool:
    """Whether a word of the phrase is said of an actor who is named only after it."""
    entity = stage.entities[number]
    like = {query.lemma, *nouns.SAME_POST.get(query.lemma, ())}
    return bool(like & entity.heads) or bool(_content_words(stage, query) & entity.words)


def _is_elsewhere(stage: Stage, query: Query, number: int) -> bool:
    """Whether somebody is known to be another body's: "a spokesman for Acme" is nobody of the Rail Authority."""
    of = stage.entities[number].of
    if query.owner is None or of is None or of == query.owner:
        return False
    return stage.entities[of].kind == stage.entities[query.owner].kind


def _is_where(stage: Stage, query: Query, one: Seen) -> bool:
    """Whether an actor is only where those are who are meant: "the crowd in Harbour Square"."""
    if one.inside < 0 or query.lemma not in GATHERED:
        return False
    at = stage.parse.tokens[one.inside]
    return stage.parse.tokens[at.head].lower in {"in", "at", "outside", "near", "inside", "around"}


def _in_title(stage: Stage, number: int) -> bool:
    first = min(stage.entities[number].tokens, default=0)
    return stage.parse.sentences[stage.parse.tokens[first].sentence].block == 0


def _may_mean(stage: Stage, entity: Entity, query: Query) -> bool:
    """Whether nothing in the words themselves rules an actor out."""
    word = query.word
    if query.gender is not None and entity.gender not in {query.gender, None}:
        return False
    others = (_has_another_post(entity, query), _is_body_of_another_kind(entity, query), _is_twin(stage, entity, query))
    if any(others) or _is_state_for_person(entity, query) or _is_written(entity, query):
        return False
    person = entity.kind == "person"
    if word in {"he", "i"}:
        return person
    if word == "it":
        return not person and not (entity.plural and entity.kind == "group")
    if word == "they" or (word == "one" and query.lemma in nouns.PERSON):
        return person == (word == "one") or entity.grade != "named"
    return word != "many" or not (entity.kind == "person" and query.lemma in nouns.PERSON)


def _is_written(entity: Entity, query: Query) -> bool:
    """Whether an actor is one written thing that no "we" or "they" stands for, but in its own words."""
    if query.word not in {"we", "they"} or query.around == entity.number:
        return False
    last = entity.name.lower().split()[-1:]
    return not entity.plural and entity.kind == "organisation" and not nouns.ARTEFACTS.isdisjoint(last)


def _is_state_for_person(entity: Entity, query: Query) -> bool:
    """Whether a state is no "minister", unless it has been called so."""
    personal = query.word == "one" and query.lemma in nouns.PERSON - nouns.BODY - LOOSE
    return personal and entity.kind == "state" and query.lemma not in entity.heads


def _is_twin(stage: Stage, entity: Entity, query: Query) -> bool:
    """Whether the names beside a noun tell it from another of its kind: Lopez's campaign is not Moore's.

    Nor are a body's officials a state's.
    """
    if not query.names or not entity.names or query.lemma not in entity.heads or query.names & entity.names:
        return False
    mine, theirs = ({stage.entities[n].kind for n in names} for names in (query.names, entity.names))
    body = {"organisation"} in (mine, theirs) and (mine | theirs) - {"organisation"} in ({"state"}, {"group"})
    return bool(mine & theirs & {"person", "state"}) or body


def _is_body_of_another_kind(entity: Entity, query: Query) -> bool:
    """Whether a body, by its name, is none of what the noun says: an "airline" or a "pilot" is no "Rail Authority"."""
    own = set(entity.name.lower().split())
    trades, governs = query.lemma in TRADING, query.lemma in PUBLIC
    if entity.kind == "organisation" and (trades or governs) and query.lemma not in entity.heads:
        return bool(own & (PUBLIC if trades else TRADING)) and not own & (TRADING if trades else PUBLIC)
    if query.lemma in JOINED and not own.isdisjoint(STATELY) and query.lemma not in entity.heads:
        return True
    if query.word != "one" or entity.kind != "organisation" or query.token.pos == "PROPN":
        return False
    return query.lemma in nouns.PERSON - nouns.BODY - LOOSE and not (nouns.BODY | COMPANY).isdisjoint(own)


def _has_another_post(entity: Entity, query: Query) -> bool:
    """Whether the words beside a post or a body tell it from another: a foreign minister is no prime one."""
    telling, own = query.details & TELLING, entity.words & TELLING
    alike = entity.kind == "person" or query.lemma in entity.heads
    return alike and bool(telling and own) and not telling & own


PAIR_FEATURES = (
    "nobody", "rank", "tokens", "sentences", "blocks", "rank_of_speaker", "sentences_subject", "sentences_spoke",
    "count", "subjects", "spoken", "quoted", "in_all", "in_title", "in_lead", "ahead", "only_ahead", "is_subject",
    "is_possessor", "is_object", "same_clause", "same_sentence", "same_block", "above", "around", "of_around",
    "around_of", "nearest_quoted", "nearest_spoke", "last_of_block", "person", "organisation", "state", "group",
    "named", "plural", "members", "gender_known", "gender_fits", "number_fits", "head", "like_head", "head_in_name",
    "called", "same_name", "details", "telling", "owner", "owner_fits", "owner_other", "inside", "inside_poss",
    "inside_from", "inside_compound", "shared", "has_role", "kind_fits", "ahead_rank", "ahead_tokens", "speaks_ahead",
    "speaks_near", "spokesman_around", "led_by_around", "role_shared",
)  # fmt: skip
NOBODY = [1.0] + [-1.0] * (len(PAIR_FEATURES) - 1)


def pair_features(stage: Stage, query: Query, number: int, one: Seen, *, same_name: bool) -> list[float]:
    """Return numbers in the order of ``PAIR_FEATURES``.

    Args:
        number: of the actor weighed.
        one: what was seen of its mentions.
        same_name: whether the phrase is its name, word by word.
    """
    entity = stage.entities[number]
    return [
        0.0,
        *_place(stage, query, one),
        *_role(stage, query, number, one),
        *_nature(entity, query),
        *_words(stage, query, entity, one, same_name=same_name),
    ]


def _place(stage: Stage, query: Query, one: Seen) -> list[float]:
    parse, token, near = stage.parse, query.token, one.nearest
    far = [FAR, FAR, FAR]
    if near >= 0:
        sentence = parse.tokens[near].sentence
        blocks = parse.sentences[token.sentence].block - parse.sentences[sentence].block
        far = [log1p(token.i - near), float(min(token.sentence - sentence, 30)), float(min(blocks, 20))]
    return [
        float(one.rank),
        *far,
        float(one.speaker_rank),
        float(token.sentence - parse.tokens[one.subject].sentence) if one.subject >= 0 else FAR,
        float(token.sentence - parse.tokens[one.spoke].sentence) if one.spoke >= 0 else FAR,
        *(log1p(count) for count in (one.count, one.subjects, one.spoken, one.quoted)),
    ]


def _role(stage: Stage, query: Query, number: int, one: Seen) -> list[float]:
    parse, token, near = stage.parse, query.token, one.nearest
    tokens = stage.entities[number].tokens
    first = min(tokens, default=-1)
    block = parse.sentences[parse.tokens[first].sentence].block if first >= 0 else 99
    other = parse.tokens[near] if near >= 0 else None
    around = stage.entities[query.around] if query.around is not None else None
    return [
        log1p(len(tokens)),
        float(block == 0),
        float(block <= LOOKS_AHEAD),
        float(one.after >= 0),
        float(near < 0 <= one.after),
        float(other is not None and other.dep in SUBJECTS),
        float(other is not None and other.dep == "poss"),
        float(other is not None and other.dep in {"dobj", "pobj"}),
        float(other is not None and other.head == token.head and other.dep != "poss"),
        float(other is not None and other.sentence == token.sentence),
        float(other is not None and parse.sentences[other.sentence].block == parse.sentences[token.sentence].block),
        float(one.above),
        float(query.around == number),
        float(around is not None and around.of == number),
        float(around is not None and stage.entities[number].of == query.around),
        float(near >= 0 and stage.in_quotes[near]),
        float(near in stage.spoke),
        float(one.speaker_rank == 0),
    ]


def _nature(entity: Entity, query: Query) -> list[float]:
    plural = query.word in {"they", "many", "we"}
    return [
        float(entity.kind == "person"),
        float(entity.kind == "organisation"),
        float(entity.kind == "state"),
        float(entity.kind == "group"),
        float(entity.grade == "named"),
        float(entity.plural),
        float(len(entity.members)),
        float(entity.gender is not None),
        float(query.gender is not None and entity.gender == query.gender),
        float(entity.plural == plural),
    ]


def _words(stage: Stage, query: Query, entity: Entity, one: Seen, *, same_name: bool) -> list[float]:
    lemma, details = query.lemma, query.details
    like = nouns.SAME_POST.get(lemma, ())
    inside = stage.parse.tokens[one.inside] if one.inside >= 0 else None
    up = stage.parse.tokens[inside.head] if inside is not None else None
    mine = query.owner is not None and entity.of == query.owner
    around = stage.entities[query.around] if query.around is not None else None
    return [
        float(bool(lemma) and lemma in entity.heads),
        float(any(word in entity.heads for word in like)),
        float(bool(lemma) and lemma in entity.words),
        float(bool(lemma) and stage.called.get(lemma) == entity.number),
        float(same_name),
        float(len(details & entity.words)),
        float(bool(details & TELLING) and not details & entity.words),
        float(query.owner is not None),
        float(mine),
        float(query.owner is not None and entity.of is not None and not mine),
        float(inside is not None),
        float(inside is not None and inside.dep == "poss"),
        float(up is not None and up.lower in {"from", "by"}),
        float(inside is not None and inside.dep in {"compound", "amod", "nmod"}),
        float(len(_content_words(stage, query) & entity.words)),
        float(entity.role is not None),
        _kind_fits(query, entity),
        float(one.ahead_rank),
        log1p(one.after - query.token.i) if one.after >= 0 else FAR,
        float(one.after >= 0 and _speaks(stage.parse, one.after)),
        float(one.nearest >= 0 and _speaks(stage.parse, one.nearest)),
        float(around is not None and bool(around.heads & SPOKESMEN)),
        float(around is not None and bool(around.heads & LEADERS)),
        float(len(set((entity.role or "").lower().split()) & _content_words(stage, query))),
    ]


SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson"})
LEADERS = frozenset("ceo chief head director president minister chairman chairwoman founder secretary owner".split())


def _speaks(parse: Parse, at: int) -> bool:
    """Whether a mention is the subject of a verb of saying."""
    token = parse.tokens[at]
    return token.dep == "nsubj" and parse.tokens[token.head].lemma in clauses.REPORTING


def _kind_fits(query: Query, entity: Entity) -> float:
    """Whether the noun says what kind of actor is meant: 1 where it is the same, -1 where another, 0 where neither."""
    lemma = query.lemma
    if not lemma:
        return 0.0
    if lemma in nouns.STATES:
        return 1.0 if entity.kind == "state" else -1.0
    if lemma in nouns.PERSON | EPITHETS or PERSONAL.search(lemma):
        wanted = lemma not in nouns.BODY | LOOSE
        return 1.0 if (entity.kind == "person") == wanted else -1.0
    if lemma in nouns.BODY | LOOSE:
        return 1.0 if entity.kind in {"organisation", "group"} else -1.0 if entity.kind == "person" else 0.0
    return 0.0


def _content_words(stage: Stage, query: Query) -> set[str]:
    if not query.lemma:
        return set()
    tokens = stage.parse.tokens[query.first : query.last + 1]
    return {t.lower for t in tokens if t.pos in {"NOUN", "PROPN", "ADJ"}}
