"""Names of the text, put together: "Ana Lopez", "Ms Lopez" and "Lopez" are one actor, and so are a body and its initials."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.text import Name
from onrecord.text.nouns import BODY, TITLES, gender_of_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.text import Parse

ACTOR_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT"})
SMALL = frozenset({"the", "a", "an", "of", "and", "for", "&", "'s", "’s", "'", "’", "-", ",", "in"})
# Short and long names of the states and bodies that the news abbreviates most.
ALIASES = {
    "us": "united states", "u.s": "united states", "u.s.": "united states", "usa": "united states", "america": "united states",
    "uk": "united kingdom", "u.k.": "united kingdom", "u.k": "united kingdom", "britain": "united kingdom",
    "great britain": "united kingdom", "un": "united nations", "u.n.": "united nations", "u.n": "united nations",
    "eu": "european union", "e.u.": "european union", "uae": "united arab emirates",
}  # fmt: skip


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
class _Growing:
    label: str
    words: tuple[str, ...]
    name: str
    runs: list[tuple[int, int]]


def name_groups(parse: Parse) -> list[NameGroup]:
    """Return the names of a text, grouped by actor, in order of first mention."""
    tagged = [part for name in parse.names if name.label in ACTOR_LABELS for part in _at_commas(parse, name)]
    found = [(run, label, _words(parse, run)) for name in tagged for run, label in [_run(parse, name)]]
    groups: list[_Growing] = []
    by_word: dict[str, list[_Growing]] = {}
    # Full names first, so that parts of them find them wherever they stand.
    for run, label, words in sorted((f for f in found if f[2]), key=lambda f: (-len(f[2]), f[0])):
        label = "PERSON" if 1 < len(words) < 4 and gender_of_name(words[0]) and not BODY & set(words) else label  # noqa: PLR2004, PLW2901 - a known first name makes a person
        group = _match(by_word, label, words) or _new(parse, groups, by_word, (run, label, words))
        group.runs.append(run)
    _add_untagged(parse, groups, by_word)
    out = [NameGroup(g.label, g.name, tuple(sorted(g.runs))) for g in groups]
    return sorted(out, key=lambda g: g.runs[0])


_Found = tuple[tuple[int, int], str, tuple[str, ...]]


def _new(parse: Parse, groups: list[_Growing], by_word: dict[str, list[_Growing]], found: _Found) -> _Growing:
    run, label, words = found
    group = _Growing(label, words, parse.span(*run).of(parse.text), [])
    groups.append(group)
    keys = [words[0], words[-1], " ".join(words), _initials(words), _abbreviation(parse, run)]
    for word in dict.fromkeys(keys):
        if word:
            by_word.setdefault(word, []).append(group)
    return group


def _abbreviation(parse: Parse, run: tuple[int, int]) -> str:
    """The capitals in brackets after a name: "National Rail Board (NRB)"."""
    after = parse.tokens[run[1] + 1 : run[1] + 4]
    if len(after) == 3 and after[0].text == "(" and after[2].text == ")" and after[1].text.isupper():  # noqa: PLR2004 - two brackets and a word
        return after[1].lower
    return ""


def _at_commas(parse: Parse, name: Name) -> Iterator[Name]:
    """The parts of what was tagged as one name over a comma ("Springfield, Moore")."""
    first = name.first
    for i in range(name.first, name.last):
        if parse.tokens[i].text == ",":
            if i > first:
                yield Name(first, i, name.label)
            first = i + 1
    if first < name.last:
        yield Name(first, name.last, name.label)


def _add_untagged(parse: Parse, groups: list[_Growing], by_word: dict[str, list[_Growing]]) -> None:
    """Find the known names where the tagger missed them: runs of proper nouns whose words a group has."""
    tagged = {i for group in groups for a, b in group.runs for i in range(a, b + 1)} | set(parse.name_at)
    first = None
    for token in [*parse.tokens, None]:
        if token is not None and token.i not in tagged and token.pos == "PROPN":
            first = token.i if first is None else first
            continue
        if first is not None:
            last = (len(parse.tokens) if token is None else token.i) - 1
            run, _ = _run(parse, Name(first, last + 1, "PERSON"))
            words = _words(parse, run)
            group = _match(by_word, "PERSON", words) or _match(by_word, "ORG", words) if words else None
            if group is None and _looks_like_name(parse, run, words):
                label = "PERSON" if len(words) > 1 and gender_of_name(words[0]) else "ORG"
                group = _new(parse, groups, by_word, (run, label, words))
            if group is not None:
                group.runs.append(run)
            first = None


LONGEST_UNTAGGED = 4


def _looks_like_name(parse: Parse, run: tuple[int, int], words: tuple[str, ...]) -> bool:
    """Whether proper nouns that nothing else knows are somebody's name: short, capitalised, no title alone."""
    if not words or len(words) > LONGEST_UNTAGGED or words[-1] in TITLES:
        return False
    return all(t.text[:1].isupper() for t in parse.tokens[run[0] : run[1] + 1])


def _run(parse: Parse, name: Name) -> tuple[tuple[int, int], str]:
    first, last = name.first, name.last - 1
    while last > first and (parse.tokens[last].lower in SMALL or parse.tokens[last].text in ")(,;:"):
        last -= 1
    while first < last and (parse.tokens[first].lower in {"the", "a", "an"} or not any(c.isalnum() for c in parse.tokens[first].text)):
        first += 1
    while first < last and name.label == "PERSON" and parse.tokens[first].lower in TITLES:
        first += 1
    return (first, last), name.label


def _words(parse: Parse, run: tuple[int, int]) -> tuple[str, ...]:
    words = tuple(t.lower for t in parse.tokens[run[0] : run[1] + 1] if t.lower not in SMALL and any(c.isalnum() for c in t.text))
    while len(words) > 1 and words[-1].rstrip(".") in {"jr", "sr", "ii", "iii"}:
        words = words[:-1]
    alias = ALIASES.get(" ".join(words))
    return tuple(alias.split()) if alias else words


def _initials(words: tuple[str, ...]) -> str:
    return "".join(w[0] for w in words) if len(words) > 2 else " ".join(words)  # noqa: PLR2004 - two letters are too few


def _match(by_word: dict[str, list[_Growing]], label: str, words: tuple[str, ...]) -> _Growing | None:
    whole = " ".join(words)
    for group in by_word.get(whole, ()):
        if group.words == words:
            return group
    if len(words) == 1:
        dotless = words[0].replace(".", "")
        for group in by_word.get(dotless, ()):
            if _initials(group.words) == dotless or (label != "PERSON" and len(group.words) > 2 and group.words[-1] != dotless):  # noqa: PLR2004 - an abbreviation stands for several words
                return group
        for group in by_word.get(words[0], ()):
            if group.label == "PERSON" and (group.words[-1] == words[0] or (label == "PERSON" and group.words[0] == words[0])):
                return group
            if group.label == "ORG" == label and group.words[-1] == words[0]:
                return group
            if group.label == "ORG" == label and group.words[0] == words[0] and len(words[0]) > 3:  # noqa: PLR2004 - short words head many names
                return group
        return None
    for group in by_word.get(words[-1], ()):
        if set(words) <= set(group.words) and group.label in {label, "PERSON"} and words[-1] not in BODY:
            return group
    for group in by_word.get(words[0], ()):
        if group.label == label == "ORG" and group.words[: len(words)] == words:
            return group
    return None
