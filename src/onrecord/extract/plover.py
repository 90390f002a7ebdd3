"""Which event of PLOVER a clause tells: sixteen types, from AGREE to ASSAULT, with their modes.

The definitions are those of PLOVER 2.0 (Open Event Data Alliance, 2021). Events are put together rather than looked
up: "refused to lift the curfew" is a refusal of a concession, "will lift it" a promise of one. ``plover.tsv`` has the
words; a verb of one class with a thing of another may be an event that neither is alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.extract.eventwords import event, words
from onrecord.record import Event, EventMode
from onrecord.text import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.text import Parse, Token

# A clause inside a clause inside a clause: deeper ones are wrong parses.
DEEPEST = 4
MOST_PARTS = 12
LARGEST_PHRASE = 60  # words: no event needs more to be known, and a list of thousands must not be read again and again
LONGEST_IDIOM = 4  # words, as the table has them
COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
YIELDING = frozenset({"CONCEDE", "RETREAT"})
DECREED = frozenset({"COERCE", "SANCTION", "MOBILIZE"})  # what an order to do it already does
CONFLICT = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "THREATEN"})
PASSING = frozenset(
    {"report", "tell", "insist", "want", "vow", "offer", "intend", "prepare", "request", "refuse", "threaten", "accuse"}
)
# What a verb of the class makes of an event that it stops.
STOPPING = frozenset({"stop", "lift", "cancel"})
FUTURE = frozenset({"will", "shall", "'ll", "would", "wo"})
# Verbs that are nothing by what they act on, without a pair of the table: "called it a bombing", "denied the charge".
WITHOUT_INNER = frozenset({"label", "withhold"})
MAYBE = frozenset({"may", "might", "could"})
OUGHT = frozenset({"must", "should", "ought"})
UNLESS = frozenset({"unless", "until"})
ABLE = FUTURE | {"can", "could", "ca"}
# What a crowd does not do: it is an armed group, or a killer, that does.
ARMED = frozenset({"abduct", "torture", "sexual", "targeted", "firearms", "explosives", "suicide-attack"})
ASKED: dict[str, EventMode] = {
    "talk": "meet", "captive": "yield", "sanction": "yield", "rule": "yield", "violence": "yield", "force": "yield",
    "change": "change", "policy": "change", "help": "assist", "exchange": "assist", "relation": "assist",
}  # fmt: skip
THREATENED: dict[str, EventMode] = {
    "ASSAULT": "violence", "PROTEST": "restrict", "COERCE": "restrict", "SANCTION": "relations", "REJECT": "relations",
}  # fmt: skip


class Clause(NamedTuple):
    """A word that may tell an event with what it acts on.

    Args:
        things: classes of what it acts on.
        inner: the event that its object or its complement is.
        others: whether somebody else is to do it.
    """

    things: tuple[str, ...]
    inner: Event | None
    others: bool = False


KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}


class Coder:
    """Finds the events of an article.

    Args:
        parse: its grammar.
    """

    def __init__(self, parse: Parse) -> None:
        self.parse, self.words = parse, words()
        self._known: dict[tuple[int, int], Event | None] = {}

    def sentence(self, number: int) -> Event | None:
        """Return the event that a sentence tells first, from its main clause downwards; None where it tells none."""
        sentence = self.parse.sentences[number]
        roots = [t.i for t in self.parse.tokens[sentence.first : sentence.last] if t.head == t.i]
        level = roots
        while level:
            found = next((found for i in level if (found := self.at(i)) is not None), None)
            if found is not None:
                return found
            level = [k for i in level for k in self.parse.children[i]]
        return None

    def at(self, i: int, depth: int = 0) -> Event | None:
        """Return the event that a word tells with what it acts on; None where it tells none by itself.

        Args:
            depth: how many clauses it stands within.
        """
        if (i, depth) not in self._known:
            self._known[i, depth] = self._coded(self.parse.tokens[i], depth)
        return self._known[i, depth]

    def _coded(self, token: Token, depth: int) -> Event | None:
        names = () if depth > DEEPEST else self.names(token)
        if depth > DEEPEST or not (names or token.pos in KINDS):
            return None
        clause = self._clause(token, names, depth)
        if self._ought(token):
            return self._passed_on("request", clause)
        idiom = self._idiom(token)
        if self._is_to(token):
            return self._passed_on("intend", clause)
        if self._blamed(token):
            return Event("ACCUSE", "disapprove")
        found = self._passed_on("refuse", clause) if "refuse" in idiom else self._told(token, names, clause)
        if found is None:
            return self._unknown(token)
        return self._moved(token, self._done_by(token, found), names, depth)

    def _is_to(self, token: Token) -> bool:
        """Tell a form of "be" that announces: "the two are to meet"."""
        return token.lemma == "be" and any(
            t.tag == "TO" for c in self.parse.kids(token.i, "xcomp") for t in self.parse.kids(c.i, "aux")
        )

    def _blamed(self, token: Token) -> bool:
        """Tell whether something is called bad: "is a disgrace"."""
        if token.lemma != "be" or clauses.negated(self.parse, token.i):
            return False
        told = self.parse.kids(token.i, "attr", "acomp")
        return any("bad" in self.words.of("thing", t.lemma.lower()) for t in told)

    def _idiom(self, token: Token) -> tuple[str, ...]:
        """What follows a verb of being: "is out of the question"."""
        if token.lemma != "be":
            return ()
        after = [
            self.words.of("phrase", form)
            for t in self.parse.kids(token.i, "prep", "advmod", "attr", "acomp")
            for form in self._phrases(t.i)
        ]
        return next((found for found in after if found), ())

    def _phrases(self, i: int) -> Iterator[str]:
        """The words from a token on, joined as the table joins them, the longest run first."""
        following = [t.lower for t in self.parse.tokens[i : i + LONGEST_IDIOM]]
        for size in range(len(following), 1, -1):
            yield "_".join(following[:size])

    def _unknown(self, token: Token) -> Event | None:
        """What it is when somebody says that they will, or will not, do something of which the table knows nothing."""
        if token.pos != "VERB":
            return None
        aux = {t.lower for t in self.parse.kids(token.i, "aux")}
        if self._modality(token)[0]:
            return Event("REJECT") if aux & ABLE else None
        saying = "report" in self.words.of("verb", self.parse.tokens[token.head].lemma)
        by_speaker = any(t.pos == "PRON" for t in self.parse.kids(token.i, "nsubj"))
        return Event("AGREE") if aux & FUTURE and token.dep == "ccomp" and saying and by_speaker else None

    def _done_by(self, token: Token, found: Event) -> Event:
        """The event as it depends on who does it: a crowd riots, an army does not protest, two navies cooperate."""
        if token.pos != "VERB":
            return found
        subjects = [t.i for t in self.parse.kids(token.i, "nsubj")]
        who = {thing for i in subjects for thing in self._things(i)}
        if found.type == "ASSAULT" and "crowd" in who and found.mode not in ARMED:
            return Event("PROTEST", "riot")
        if found == Event("COERCE", "restrict") and "crowd" in who:
            return Event("PROTEST", "obstruct")
        if found == Event("PROTEST", "obstruct") and who & {"force", "police", "weapon"} and "crowd" not in who:
            return Event("COERCE", "restrict")
        if found.type == "MOBILIZE" and self._drill(token) and self._nations(token) > 1:
            return Event("COOPERATE")
        return found

    def _drill(self, token: Token) -> bool:
        """Tell whether what is held is an exercise."""
        near = [token, *self._objects(token), *(p for o in self._objects(token) for p in self._objects(o))]
        return any("drill" in self.words.of("noun", t.lemma.lower()) for t in near)

    def _nations(self, token: Token) -> int:
        """How many countries take part, by the names in the subject and after "with"."""
        parts = [
            *self.parse.kids(token.i, "nsubj"),
            *(t for t in self.parse.kids(token.i, "prep") if t.lower == "with"),
        ]
        parts += [w for o in self._objects(token) for w in self.parse.kids(o.i, "prep") if w.lower in {"with", "by"}]
        names = {self.parse.name_at.get(i) for t in parts for i in self.parse.subtree(t.i)}
        return len([n for n in names if n is not None and n.label in {"GPE", "NORP"}])

    def _ought(self, token: Token) -> bool:
        """Tell whether somebody says that it must be done: "the army must leave"."""
        if token.pos not in {"VERB", "AUX"}:
            return False
        return any(t.lower in OUGHT for t in self.parse.kids(token.i, "aux"))

    # -- words ---------------------------------------------------------------------------------------------------

    def names(self, token: Token) -> tuple[str, ...]:
        """Return the classes and events of a word; those of its longer forms first."""
        kind = KINDS.get(token.pos, "")
        for form in self._phrases(token.i):
            if found := self.words.of("phrase", form):
                return found
        word = token.lemma.lower()
        if kind == "noun":
            before = [f"{t.lemma.lower()}_{word}" for t in self.parse.kids(token.i, "compound", "amod", "nmod")]
            forms = [*before, word, *([word[:-1]] if word.endswith("s") else [])]
        else:
            after = self.parse.kids(token.i, "prt", "prep", "advmod", "dobj", "oprd", "acomp", "intj")
            forms = [*(f"{word}_{t.lower}" for t in after), word]
        return tuple(dict.fromkeys(name for form in forms for name in self.words.of(kind, form)))

    def _things(self, head: int) -> Iterator[str]:
        """The classes of things in a noun phrase: of its head, what stands before it, and what follows "of"."""
        stack = [(head, 0)]
        for i, depth in stack:  # grows as it is read, to a bound
            if len(stack) > LARGEST_PHRASE:
                return
            token = self.parse.tokens[i]
            if token.pos in {"NOUN", "PROPN", "ADJ", "VERB", "SYM", "NUM"}:
                word = token.lemma.lower()
                before = [f"{t.lemma.lower()}_{word}" for t in self.parse.kids(i, "compound", "amod", "nmod")]
                for form in (*before, word):
                    yield from self.words.of("thing", form)
            if depth < DEEPEST:
                inner = self.parse.kids(i, "compound", "amod", "nmod", "conj", "pobj", "nummod", "quantmod")
                inner += [t for t in self.parse.kids(i, "prep") if t.lower in {"of", "on", "to", "in", "with", "for"}]
                stack.extend((t.i, depth + 1) for t in inner)

    def _objects(self, token: Token) -> list[Token]:
        """What a verb acts on, or a noun is about: objects first, then what prepositions bring."""
        direct = self.parse.kids(token.i, "dobj", "nsubjpass", "attr", "oprd", "acomp")
        preps = self._after_prepositions(token.i)
        if token.dep == "relcl" or (token.dep == "acl" and token.tag == "VBN"):
            direct = direct or [self.parse.tokens[token.head]]
        if not direct and token.pos == "VERB":
            direct = self.parse.kids(token.i, "nsubj")
        return direct + preps

    def _after_prepositions(self, i: int) -> list[Token]:
        """The heads that prepositions bring to a word, two prepositions deep: "walked out of the talks"."""
        near = self.parse.kids(i, "prep", "prt", "agent", "advmod")
        near += [inner for t in near for inner in self.parse.kids(t.i, "prep")]
        return [p for t in near for p in self.parse.kids(t.i, "pobj")]

    def _complements(self, token: Token) -> list[Token]:
        """The clauses that a verb or noun passes on: "to leave", "that it left", "on leaving"."""
        found = self.parse.kids(token.i, "xcomp", "ccomp", "acl", "pcomp", "advcl" if token.pos == "ADJ" else "xcomp")
        found += [p for t in self.parse.kids(token.i, "prep", "prt") for p in self.parse.kids(t.i, "pcomp")]
        found += [c for t in self.parse.kids(token.i, "acomp", "oprd") for c in self.parse.kids(t.i, "xcomp", "ccomp")]
        return list({t.i: t for t in found}.values())

    def _clause(self, token: Token, names: tuple[str, ...], depth: int) -> Clause:
        passed, objects = self._complements(token), self._objects(token)
        inner = None
        clauses_first = "use" in names or PASSING & set(names)
        parts = [*passed, *objects] if clauses_first else [*objects, *passed]
        for part in parts[:MOST_PARTS]:
            inner = self.at(part.i, depth + 1)
            if inner is not None:
                break
        if "pull" in names:
            objects = [*self.parse.kids(token.i, "nsubj"), *objects]
        passed, objects = passed[:MOST_PARTS], objects[:MOST_PARTS]
        reached = [*objects, *(o for c in passed for o in (*self._objects(c), c))]
        if KINDS.get(token.pos) == "noun":
            reached = [token, *reached]
        things = tuple(dict.fromkeys(thing for o in reached for thing in self._things(o.i)))
        return Clause(things, inner, any(self.parse.kids(c.i, "nsubj", "nsubjpass") for c in passed))

    # -- putting together ----------------------------------------------------------------------------------------

    def _told(self, token: Token, names: tuple[str, ...], clause: Clause) -> Event | None:
        if "decree" in names and clause.inner and clause.inner.type in DECREED:
            return clause.inner
        paired = self._paired(names, clause)
        if paired is not None or (WITHOUT_INNER & set(names) and not PASSING & set(names)):
            return paired
        passing = next((n for n in names if n in PASSING), None)
        if passing is not None:
            if passing in {"want", "tell", "insist"}:
                passing = self._wanted(token, passing, clause)
            return self._passed_on(passing, clause, or_else=self._or_else(token))
        direct = next((n for n in names if n[0].isupper()), None)
        if direct is not None:
            return event(direct)
        if STOPPING & set(names):
            return _stopped(clause.inner)
        return clause.inner if KINDS.get(token.pos) != "noun" or not names else None

    def _wanted(self, token: Token, passing: str, clause: Clause) -> str:
        """What wanting and telling are: a request where somebody else is to do it, else an intention, a report."""
        passed = self._complements(token)
        if passing == "insist":
            asserted = any(c.dep == "ccomp" and c.tag in {"VBD", "VBZ"} for c in passed)
            return "report" if asserted else "request"
        if passing == "tell":
            return "request" if any(t.tag == "TO" for c in passed for t in self.parse.kids(c.i, "aux")) else "report"
        return "request" if clause.others or not passed else "intend"

    def _or_else(self, token: Token) -> bool:
        """Tell whether a demand says what comes else: "leave or face arrest"."""
        around = self.parse.tokens[token.i : self.parse.edges[token.i][1]]
        return any(
            t.lower == "or" and self.parse.tokens[t.i + 1].lower in {"face", "risk", "suffer", "else"} for t in around
        )

    def _paired(self, names: tuple[str, ...], clause: Clause) -> Event | None:
        """The event that a verb's class and a thing make, with the mode of the thing's own event where it has one."""
        for name in names:
            for thing in clause.things:
                found = self.words.pairs.get((name, thing))
                if found is not None:
                    same = clause.inner is not None and clause.inner.type == found.type and clause.inner.mode
                    return clause.inner if same else found
        return None

    def _passed_on(self, how: str, clause: Clause, *, or_else: bool = False) -> Event | None:
        inner = clause.inner
        asked = next((ASKED[t] for t in clause.things if t in ASKED), None)
        own: dict[str, Event | None] = {
            "report": inner,
            "request": Event("THREATEN") if or_else else Event("REQUEST", asked),
            "refuse": Event("REJECT", asked),
            "threaten": Event("THREATEN", THREATENED.get(inner.type) if inner else None),
            "accuse": Event("ACCUSE", "allege"),
        }
        if how == "prepare" and inner and inner.type == "ASSAULT":
            return Event("MOBILIZE")
        return own[how] if how in own else _promised(inner, binding=how != "offer")

    def _moved(self, token: Token, found: Event, names: tuple[str, ...], depth: int) -> Event | None:
        """The event as negation and future leave it: what will be done is promised or threatened, not done."""
        negated, future = self._modality(token, alone=depth == 0)
        if negated:
            if found.type in COOPERATIVE | YIELDING:
                return Event("REJECT", "meet" if found.type == "CONSULT" else None)
            return Event("AGREE") if found.type == "REJECT" else None
        if future and self._unless(token) and found.type not in {"REQUEST", "ACCUSE"}:
            return Event("THREATEN", THREATENED.get(found.type))
        if found.type in CONFLICT and any(t.lower in MAYBE for t in self.parse.kids(token.i, "aux")):
            return Event("THREATEN", THREATENED.get(found.type))
        if future and not PASSING & set(names):
            return _promised(found, binding=True)
        return found

    def _unless(self, token: Token) -> bool:
        """Tell whether it will be done unless something else is."""
        return any(m.lower in UNLESS for t in self.parse.kids(token.i, "advcl") for m in self.parse.kids(t.i, "mark"))

    def _modality(self, token: Token, *, alone: bool = True) -> tuple[bool, bool]:
        """Whether it is negated and whether it is still to come; by the verb above it too, where that told nothing."""
        near = [token.i]
        if alone and token.dep in {"acomp", "attr", "dobj"}:
            near.append(token.head)
        around = [self.parse.tokens[k] for i in near for k in self.parse.children[i]]
        negated = any(t.dep == "neg" or t.lower in {"no", "never", "neither"} for t in around)
        future = any(t.dep == "aux" and t.lower in FUTURE for t in around)
        return negated, future


def _promised(found: Event | None, *, binding: bool) -> Event | None:
    """What an event is that is only promised: cooperation agreed, a retreat conceded, violence threatened."""
    if found is None:
        return None if binding else Event("AGREE")
    if found.type in COOPERATIVE | YIELDING:
        return Event("AGREE")
    if found.type in CONFLICT and binding:
        return Event("THREATEN", THREATENED.get(found.type))
    return Event("THREATEN", "violence") if found.type == "ASSAULT" else found if binding else Event("AGREE")


def _stopped(found: Event | None) -> Event | None:
    """What the end of an event is: of cooperation a sanction, of fighting a ceasefire, of a curfew a concession."""
    if found is None:
        return None
    if found.type in COOPERATIVE:
        return Event("SANCTION", "discontinue")
    if found.type == "ASSAULT":
        return Event("RETREAT", "ceasefire")
    return Event("CONCEDE") if found.type in CONFLICT else found
