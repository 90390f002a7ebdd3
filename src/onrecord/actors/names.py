"""Names of the text, put together: "Ana Lopez" and "Lopez" are one actor, and so are a body and its initials."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.actors.bounds import NEIGHBOURS, bounded
from onrecord.actors.evidence import kind_before, likely_kinds
from onrecord.actors.same import is_body_around, joined
from onrecord.actors.words import COMPANY, DAYS, LOOSE, PLAIN, TELLING
from onrecord.text import Name
from onrecord.text.nouns import BODY, PERSON, TITLES, gender_of, gender_of_name
from onrecord.text.states import state_of_adjective, state_of_name

if TYPE_CHECKING:
    from onrecord.text import Parse

ACTOR_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT"})
# Words this short head many names, and stay small in titles.
SHORT_WORD = 3
SMALL = frozenset({"the", "a", "an", "of", "and", "for", "&", "'s", "’s", "'", "’", "-", ",", "in"})
# Short and long names of the states and bodies that the news abbreviates most.
ALIASES = {
    "us": "united states",
    "u.s": "united states",
    "u.s.": "united states",
    "usa": "united states",
    "america": "united states",
    "uk": "united kingdom",
    "u.k.": "united kingdom",
    "u.k": "united kingdom",
    "britain": "united kingdom",
    "great britain": "united kingdom",
    "un": "united nations",
    "u.n.": "united nations",
    "u.n": "united nations",
    "eu": "european union",
    "e.u.": "european union",
    "uae": "united arab emirates",
    "fed": "federal reserve",
    "gop": "republican party",
}
PLACES = frozenset({"GPE", "LOC", "NORP"})


@dataclass(frozen=True, slots=True)
class NameGroup:
    """All names of one actor.

    Args:
        label: OntoNotes label of its fullest name.
        name: its fullest name.
        runs: first and last token of each, inclusive.
    """

    label: str
    name: str
    runs: tuple[tuple[int, int], ...]


@dataclass
class Growing:
    """The names of one actor while they are found.

    Args:
        label: OntoNotes label of its fullest name.
        words: those of its fullest name, in lower case.
        name: its fullest name as printed.
        runs: first and last token of each mention, inclusive.
        labels: how often the tagger gave which label.
    """

    label: str
    words: tuple[str, ...]
    name: str
    runs: list[tuple[int, int]]
    labels: Counter[str] = field(default_factory=Counter)

    def may_be_person(self) -> bool:
        """Whether nothing speaks against a person: two or three words, none of them a body's."""
        return len(self.words) in {2, 3} and self.label not in PLACES and not (BODY | COMPANY) & set(self.words)


_Found = tuple[tuple[int, int], str, tuple[str, ...]]


class _Index:
    """The names found so far, by their words."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.groups: list[Growing] = []
        self.whole: dict[str, Growing] = {}
        self.word: dict[str, list[Growing]] = {}
        self.short: dict[str, Growing] = {}
        self.tail: dict[str, Growing] = {}

    def add(self, found: _Found) -> Growing:
        run, label, words = found
        group = Growing(label, words, self.parse.span(*run).of(self.parse.text), [])
        self.groups.append(group)
        self.whole.setdefault(" ".join(words), group)
        for word in dict.fromkeys(words):
            self.word.setdefault(word, []).append(group)
        initials = "".join(w[0] for w in words)
        for short in (initials if len(words) > 1 else "", _abbreviation(self.parse, run)):
            if short:
                self.short.setdefault(short, group)
        for short in _short_forms(self.parse, run) if label == "ORG" else ():
            self.tail.setdefault(short, group)
        return group

    def match(self, label: str, words: tuple[str, ...], run: tuple[int, int] | None = None) -> Growing | None:
        """The actor that a name stands for: the same words, its initials, or a part of it."""
        group = self.whole.get(" ".join(words))
        if group is not None:
            return group
        if len(words) == 1:
            return self._by_initials(words[0]) or self._by_tail(words[0], run) or self._by_one(label, words[0], run)
        for group in self.word.get(words[-1], ()):
            if group.label in {label, "PERSON"} and _is_part_of_person(words, group.words):
                return group
        return self._body(label, words)

    def _body(self, label: str, words: tuple[str, ...]) -> Growing | None:
        """The body whose full name begins or ends with these words, or has them in another order."""
        for group in self.word.get(words[0], ()):
            ends = label == "ORG" or group.words[-1] in COMPANY
            begins = group.label == "ORG" and group.words[: len(words)] == words and ends
            if begins and not is_body_around(words, group.words):
                return group
        if label != "ORG" or not BODY & set(words):
            return None
        like = [g for g in self.word.get(words[-1], ()) if g.label == "ORG" and g.words[-len(words) :] == words]
        like = [g for g in like if BODY.isdisjoint(g.words[: -len(words)])]  # a committee on a party is not the party
        like = like or [g for g in self.word.get(words[-1], ()) if sorted(g.words) == sorted(words)]
        return like[0] if len(like) == 1 else None

    def _by_initials(self, word: str) -> Growing | None:
        group = self.short.get(word.replace(".", ""))
        if group is None or (len(word) == 2 and (group.label != "ORG" or len(group.words) != 2)):  # noqa: PLR2004 - two letters stand for two words of a body
            return None
        return group

    def _by_tail(self, word: str, run: tuple[int, int] | None) -> Growing | None:
        """The body whose last words have these initials: "ARB" of the "Rail Department Accident Review Board"."""
        if run is None or not self.parse.tokens[run[0]].text.isupper():
            return None
        return self.tail.get(word.replace(".", ""))

    def _by_one(self, label: str, word: str, run: tuple[int, int] | None) -> Growing | None:
        known = self.word.get(word, ())
        people = [g for g in known if g.label == "PERSON" and (g.words[-1] == word or label not in PLACES)]
        if not people and label not in PLACES:
            people = [g for g in known if g.words[-1] == word and g.may_be_person()]
        if people:
            return people[0] if len(people) == 1 else self._likeliest(people, word, run)
        bodies = [g for g in known if g.label == "ORG" and self._is_short_for(g, label, word)]
        return max(bodies, key=lambda g: (_is_company_of(g, word), len(g.runs), -g.runs[0][0]), default=None)

    def _likeliest(self, people: list[Growing], word: str, run: tuple[int, int] | None) -> Growing:
        """Which of several people of one name is meant: by the title before it, then by whose family name it is.

        Of two that fit, whoever was named before and is named most.
        """
        title = self.parse.tokens[run[0] - 1].lower if run is not None and run[0] else ""
        gender = gender_of([title.rstrip(".")])
        at = run[0] if run is not None else len(self.parse.tokens)
        first_of_all = min(group.runs[0] for group in people)

        def rank(group: Growing) -> tuple[int, bool, bool, int, int]:
            own = gender_of_name(group.words[0])
            subject = own is None and group.runs[0] == first_of_all  # an article calls whom it is about by the title
            fits = 0 if gender is None else 1 if own == gender or subject else 0 if own is None else -1
            earlier = [first for first, _ in group.runs if first < at]
            return fits, group.words[-1] == word, bool(earlier), len(group.runs), -group.runs[0][0]

        return max(people, key=rank)

    def _is_short_for(self, group: Growing, label: str, word: str) -> bool:
        if label == "ORG" and group.words[-1] == word:
            return word != "house"  # a chamber, not the White one
        if group.words[0] != word or len(word) <= SHORT_WORD or is_body_around((word,), group.words):
            return False
        return label not in PLACES or group.words[-1] in COMPANY


def _is_company_of(group: Growing, word: str) -> bool:
    """Whether a company's name says no more than a word: "Acme Inc", but not "Acme Flying Technologies"."""
    return group.words[0] == word and set(group.words[1:]) <= COMPANY


def _is_part_of_person(words: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return words[-1] == whole[-1] and words[-1] not in BODY and set(words) <= set(whole)


def name_groups(parse: Parse) -> list[NameGroup]:
    """Return the names of a text, grouped by actor, in order of first mention."""
    return [NameGroup(_label(parse, g), g.name, tuple(g.runs)) for g in grouped(parse)]


def grouped(parse: Parse) -> list[Growing]:
    """Return the names of a text, put together but not yet told what they are, in order of first mention."""
    tagged = bounded(parse, [name for name in parse.names if name.label in ACTOR_LABELS])
    found = [(run, label, _words(parse, run)) for name in tagged for run, label in [_run(parse, name)]]
    found = _by_majority([f for f in found if f[2] and not _is_plain(f[2])])
    index = _Index(parse)
    titled = _title_case(parse)
    # Full names first, so that parts of them find them wherever they stand; headlines in title case last, because the
    # tagger takes their verbs into names.
    for run, tagged_as, words in sorted((f for f in found if f[2]), key=lambda f: (-len(f[2]), f[0])):
        if parse.tokens[run[0]].sentence in titled:
            continue
        label = "PERSON" if _is_person(words) else "ORG" if words[-1] in COMPANY and len(words) > 1 else tagged_as
        group = index.match(label, words, run) or index.add((run, label, words))
        group.runs.append(run)
        group.labels[label] += 1
    _add_untagged(parse, index, titled)
    for run, label, words in found:
        if words and parse.tokens[run[0]].sentence in titled:
            _place_run(parse, index, run, label)
    _add_small(parse, index)
    _add_family(parse, index, titled)
    groups = joined(parse, index.groups)
    for group in groups:
        group.runs.sort()
    return sorted(groups, key=lambda g: g.runs[0])


def _by_majority(found: list[_Found]) -> list[_Found]:
    """Take a name of one word for a place only where the tagger does so most often."""
    votes: dict[str, Counter[str]] = {}
    for _, label, words in found:
        if len(words) == 1:
            votes.setdefault(words[0], Counter())[label] += 1
    most = {
        word: max(labels, key=lambda label: (labels[label], label not in PLACES, label))
        for word, labels in votes.items()
    }
    return [
        (run, most[words[0]] if len(words) == 1 and label in PLACES else label, words) for run, label, words in found
    ]


# Where the article says otherwise than the tagger, it must be surer by this much (of .0, .2, .4 and .6 the one with the
# most actors found and speakers right on the silver records, each article read by weights that had not seen it).
SURER = 0.4
LABELS = {"person": "PERSON", "organisation": "ORG", "state": "GPE", "group": "NORP"}
KINDS = {"PERSON": "person", "GPE": "state", "LOC": "state", "NORP": "group"}


def _label(parse: Parse, group: Growing) -> str:
    """The label of a name: what the language knows of states, else what the whole article says for it."""
    if any(_is_place(parse, run) for run in group.runs):
        return "GPE"
    known = " ".join(group.words)
    if state_of_adjective(known) is not None:
        return "NORP"
    is_state = state_of_name(known) is not None
    if is_state and (group.labels["PERSON"] < sum(group.labels.values()) or gender_of_name(known) is None):
        return "GPE"
    tagged = KINDS.get(group.label, "organisation")
    if tagged == "group" and any(parse.tokens[last].tag in {"JJ", "NNPS", "NNS"} for _, last in group.runs):
        return "NORP"
    if tagged == "person" and not _is_person(group.words) and any(kind_before(parse, first) for first, _ in group.runs):
        return "ORG"
    likely = likely_kinds(parse, group.words, group.runs, group.labels)
    best = max(likely, key=lambda kind: (likely[kind], kind))
    return LABELS[best] if likely[best] - likely[tagged] > SURER else group.label


def _is_place(parse: Parse, run: tuple[int, int]) -> bool:
    """Whether an apposition says that a name is a place: "Springfield, the capital of the state"."""
    beside = [t for i in range(run[0], run[1] + 1) for t in parse.kids(i, "appos")]
    return any(t.lemma.lower() in {"capital", "city", "town", "village", "country", "nation", "port"} for t in beside)


def _title_case(parse: Parse) -> frozenset[int]:
    """The sentences in which nearly every word begins with a capital."""
    out = []
    for number, sentence in enumerate(parse.sentences):
        words = [
            t.text
            for t in parse.tokens[sentence.first : sentence.last]
            if len(t.text) > SHORT_WORD and t.text[0].isalpha()
        ]
        if len(words) > 2 and sum(w[0].isupper() for w in words) > 0.7 * len(words):  # noqa: PLR2004 - names alone fill shorter ones
            out.append(number)
    return frozenset(out)


def _is_plain(words: tuple[str, ...]) -> bool:
    """Whether words name nobody: posts, kinds of bodies, endings of companies and days alone."""
    if words == ("shadow",):
        return True  # "Shadow health secretary"
    if len(words) == 1:
        return words[0] in (TITLES | PERSON | LOOSE | COMPANY | DAYS) - KEPT
    if words[-1] in KEPT:
        return False
    return set(words) <= COMPANY or set(words) <= TITLES | PERSON | TELLING | PLAIN


# What is named after somebody: "Meg Energy", "Daphne Project".
NAMED_AFTER = frozenset(
    "energy project foundation institute fund prize award awards initiative petroleum studios records airport hall "
    "park tower towers centre center hospital street road bridge square plaza stadium arena theatre theater library "
    "museum gallery cup trophy medal act bill law hotel restaurant bakery brewery mine field river lake island "
    "mountain valley beach festival".split()
)
# Posts and kinds that with a capital are one body's name.
KEPT = frozenset("justice treasury state police army defence defense labour labor bank union".split())


def _is_person(words: tuple[str, ...]) -> bool:
    """Two or three words of which the first is a known first name."""
    named = len(words) in {2, 3} and gender_of_name(words[0]) is not None
    return named and words[-1] not in NAMED_AFTER and not BODY & set(words)


def _abbreviation(parse: Parse, run: tuple[int, int]) -> str:
    """The capitals in brackets after a name: "National Rail Board (NRB)"."""
    after = [t.text for t in parse.tokens[run[1] + 1 : run[1] + 4]]
    if after[:1] == ["("] and after[2:] == [")"] and sum(c.isupper() for c in after[1]) > 1:
        return after[1].lower()
    return ""


def _short_forms(parse: Parse, run: tuple[int, int]) -> list[str]:
    """Initials of the last words of a name, with its small words and without, of three letters or more."""
    words = [t for t in parse.tokens[run[0] : run[1] + 1] if t.text[0].isalpha()]
    out: list[str] = []
    for kept in (words, [t for t in words if t.lower not in SMALL]):
        letters = "".join(t.lower[0] for t in kept)
        starts = [n for n, t in enumerate(kept) if t.text[0].isupper() and len(kept) - n >= LEAST_INITIALS]
        out.extend(letters[n:] for n in starts)
    return out


# Two letters stand for too much.
LEAST_INITIALS = 3


def _add_untagged(parse: Parse, index: _Index, titled: frozenset[int]) -> None:
    """Find names where the tagger missed them: runs of proper nouns, by the names that are known."""
    tagged = {i for group in index.groups for a, b in group.runs for i in range(a, b + 1)} | set(parse.name_at)
    run: list[int] = []
    for token in [*parse.tokens, None]:
        if token is not None and token.i not in tagged and token.pos == "PROPN" and token.sentence not in titled:
            run.append(token.i)
            continue
        if run:
            _place_run(parse, index, (run[0], run[-1]), None)
        run = []


def _add_small(parse: Parse, index: _Index) -> None:
    """Find again the names that are printed in small letters, whatever the tagger takes them for: "an acme flight"."""
    small: dict[str, Growing] = {}
    taken: set[int] = set()
    for group in index.groups:
        for first, last in group.runs:
            taken.update(range(first, last + 1))
            if first == last and parse.tokens[first].text.islower() and len(parse.tokens[first].text) > SHORT_WORD:
                small[parse.tokens[first].text] = group
    for token in parse.tokens if small else ():
        if token.i not in taken and token.lower in small:
            small[token.lower].runs.append((token.i, token.i))


def _add_family(parse: Parse, index: _Index, titled: frozenset[int]) -> None:
    """Find again the family names that the tagger took for other words: "Suk dismissed that"."""
    known = {g.words[-1]: g for g in index.groups if g.label == "PERSON" and len(g.words) > 1}
    several = Counter(g.words[-1] for g in index.groups)
    taken = {i for group in index.groups for a, b in group.runs for i in range(a, b + 1)} | set(parse.name_at)
    small = {t.text for t in parse.tokens if t.text.islower()}
    for token in parse.tokens if known else ():
        group = known.get(token.lower)
        if group is None or token.i in taken or not token.text[:1].isupper() or token.sentence in titled:
            continue
        common = token.lower in small or token.lower in UNSURE_FAMILIES or several[token.lower] > 1
        if not common and len(token.text) >= SHORT_WORD:
            group.runs.append((token.i, token.i))


# Family names that are words of the calendar or of speech.
UNSURE_FAMILIES = frozenset("may march april june august will rich long young".split())


def _place_run(parse: Parse, index: _Index, whole: tuple[int, int], label: str | None) -> None:
    """Find the known names in a run, the longest first; a run that holds none is a new one."""
    first, last = whole
    known = False
    at = first
    while at <= last:
        for end in range(min(last, at + LONGEST_UNTAGGED), at - 1, -1):
            words = _words(parse, (at, end))
            group = (index.match("PERSON", words, (at, end)) or index.match("ORG", words)) if words else None
            if group is not None:
                group.runs.append((at, end))
                at, known = end, True
                break
        at += 1
    run, _ = _run(parse, Name(first, last + 1, "PERSON"))
    words = _words(parse, run)
    if not known and _looks_like_name(parse, run, words):
        kind = "PERSON" if _is_person(words) else label or "ORG"
        index.add((run, kind, words)).runs.append(run)


LONGEST_UNTAGGED = 4


def _looks_like_name(parse: Parse, run: tuple[int, int], words: tuple[str, ...]) -> bool:
    """Whether proper nouns that nothing else knows are somebody's name: short, capitalised, no title alone."""
    if not words or len(words) > LONGEST_UNTAGGED or words[-1] in TITLES or _is_plain(words):
        return False
    return all(t.text[:1].isupper() for t in parse.tokens[run[0] : run[1] + 1])


def _run(parse: Parse, name: Name) -> tuple[tuple[int, int], str]:
    first, last = name.first, name.last - 1
    while last > first and (parse.tokens[last].lower in SMALL or parse.tokens[last].text in ")(,;:"):
        last -= 1
    while first < last and (
        parse.tokens[first].lower in {"the", "a", "an", *NEIGHBOURS}
        or not any(c.isalnum() for c in parse.tokens[first].text)
    ):
        first += 1
    while first < last and name.label == "PERSON" and parse.tokens[first].lower in TITLES:
        first += 1
    return (first, last), name.label


def _words(parse: Parse, run: tuple[int, int]) -> tuple[str, ...]:
    words = tuple(
        t.lower for t in parse.tokens[run[0] : run[1] + 1] if t.lower not in SMALL and any(c.isalnum() for c in t.text)
    )
    while len(words) > 1 and words[-1].rstrip(".") in {"jr", "sr", "ii", "iii"}:
        words = words[:-1]
    alias = ALIASES.get(" ".join(words))
    return tuple(alias.split()) if alias else words
