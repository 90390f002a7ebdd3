"""Part of speech and dictionary form of each word: spaCy's rules, asked once for each word in each use.

spaCy's ``attribute_ruler`` walks 179 patterns over every word. All but a few look at one word alone, so that what they
say of it is kept; where one of the few that look at two words may hold, the rules run as spaCy runs them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

KEPT = 100_000  # words in a use, some 200 bytes each; a year of news has more, and then all begins anew
COMMON = "stone"  # stands for all words that no pattern names


Use = tuple[int, int, int]  # numbers of a word's text, tag and dependency label in spaCy's vocabulary
Words = tuple[str, str, str]  # the same, written


class Form(NamedTuple):
    """What the rules make of a word; its label in the tree only where they change it."""

    lemma: str
    pos: str
    tag: str
    dep: str | None


class Forms:
    """The rules of a pipeline.

    Args:
        pipeline: spaCy's, with ``attribute_ruler`` and ``lemmatizer``.
    """

    def __init__(self, pipeline: Any) -> None:  # noqa: ANN401 - a spaCy pipeline
        from spacy.pipeline import AttributeRuler  # noqa: PLC0415 - only a reading loads spaCy

        self._vocab, self._rules = pipeline.vocab, [pipeline.get_pipe(n) for n in ("attribute_ruler", "lemmatizer")]
        # The dictionary's words are lists, and each word is looked for from their beginning.
        index = self._rules[1].lookups.get_table("lemma_index")
        for part, words in list(index.items()):
            index[part] = frozenset(words)
        patterns = [pattern for rule in self._rules[0].patterns for pattern in rule["patterns"]]
        self._together = [_Need(pattern, self._vocab.strings) for pattern in patterns if len(pattern) > 1]
        alone = [pattern[0] for pattern in patterns if len(pattern) == 1]
        self._single = AttributeRuler(self._vocab, validate=False)
        self._single.add_patterns([rule for rule in self._rules[0].patterns if len(rule["patterns"][0]) == 1])
        self._uncommon = _Uncommon(alone)
        labels = {label for pattern in alone for label in _named(pattern, "DEP")}
        self._asked = {self._vocab.strings[label] for label in labels}
        # All labels that no pattern asks for are alike.
        others = (label for label in sorted(pipeline.get_pipe("parser").labels) if label not in labels)
        self._other = self._vocab.strings[next(others, "")]
        self._known: dict[Use, Form] = {}
        self._ruled: dict[Words, tuple[Form, str]] = {}

    def __call__(self, docs: Sequence[Any], uses: Sequence[list[Use]]) -> list[list[Form]]:
        """Return the form of each word of each document.

        Args:
            docs: parsed.
            uses: of the words of each.
        """
        if len(self._known) > KEPT:
            self._known.clear()
        plain = [[(word, tag, self._plain(dep)) for word, tag, dep in of_doc] for of_doc in uses]
        if new := {use for of_doc in plain for use in of_doc if use not in self._known}:
            self._learn(sorted(new))
        forms = [[self._known[use] for use in of_doc] for of_doc in plain]
        return [
            self._all_rules(doc) if self._may_hang_together(doc, of_doc) else form
            for doc, of_doc, form in zip(docs, uses, forms, strict=True)
        ]

    def _plain(self, dep: int) -> int:
        return dep if dep in self._asked else self._other

    def _may_hang_together(self, doc: Any, uses: list[Use]) -> bool:  # noqa: ANN401 - a spaCy document
        there = {dep for _, _, dep in uses}.union(doc.to_array("LOWER").tolist())
        return any(need.met_by(there, self._vocab.strings) for need in self._together)

    def _all_rules(self, doc: Any) -> list[Form]:  # noqa: ANN401 - a spaCy document
        for rule in self._rules:
            rule(doc)
        return [Form(word.lemma_, word.pos_, word.tag_, word.dep_) for word in doc]

    def _learn(self, new: list[Use]) -> None:
        """Keep the forms of words in uses not seen before."""
        from spacy.tokens import Doc  # noqa: PLC0415 - only a reading loads spaCy

        written = [tuple(self._vocab.strings[number] for number in use) for use in new]
        # Words that no pattern names are ruled alike.
        alike = [(word if word in self._uncommon else COMMON, tag, dep) for word, tag, dep in written]
        self._rule(sorted({use for use in alike if use not in self._ruled}))
        ruled = [self._ruled[use] for use in alike]
        parts, morphs = [form.pos for form, _ in ruled], [morph for _, morph in ruled]
        doc = Doc(self._vocab, [word for word, _, _ in written], pos=parts, morphs=morphs)
        for use, (form, _), word in zip(new, ruled, self._rules[1](doc), strict=True):
            self._known[use] = form if form.lemma else form._replace(lemma=word.lemma_)

    def _rule(self, new: list[Words]) -> None:
        """Keep what the patterns of one word make of some: all in one document, where they hang together in nothing."""
        from spacy.tokens import Doc  # noqa: PLC0415 - only a reading loads spaCy

        if not new:
            return
        words, tags, deps = (list(column) for column in zip(*new, strict=True))
        doc = self._single(Doc(self._vocab, words, tags=tags, deps=deps, heads=list(range(len(new)))))
        for use, dep, word in zip(new, deps, doc, strict=True):
            form = Form(word.lemma_, word.pos_, word.tag_, None if word.dep_ == dep else word.dep_)
            self._ruled[use] = form, str(word.morph)


class _Need:
    """What a document must have for a pattern of several words to hold in it.

    Args:
        pattern: its words.
        strings: spaCy's numbers of words and labels.
    """

    def __init__(self, pattern: list[dict[str, Any]], strings: Any) -> None:  # noqa: ANN401 - spaCy's own
        named = (_named(word, key) for word in pattern for key in ("LOWER", "DEP"))
        self._numbers = [frozenset(strings[name] for name in names) for names in named if names]
        self._shapes = _shapes(pattern)

    def met_by(self, there: set[int], strings: Any) -> bool:  # noqa: ANN401 - spaCy's own
        """Are all its words and labels among those of a document?"""
        if not all(there & numbers for numbers in self._numbers):
            return False
        return all(any(shape.search(strings[number]) for number in there) for shape in self._shapes)


class _Uncommon:
    """The words that a pattern names or may name.

    Args:
        patterns: of one word each.
    """

    def __init__(self, patterns: list[dict[str, Any]]) -> None:
        self._words = {word for pattern in patterns for word in _named(pattern, "LOWER")}
        self._shapes = _shapes(patterns)

    def __contains__(self, word: str) -> bool:
        lower = word.lower()
        return lower in self._words or word.isspace() or any(shape.search(lower) for shape in self._shapes)


def _named(pattern: dict[str, Any], key: str) -> set[str]:
    """The words or labels that a pattern's word names under a key; none where it gives a regular expression."""
    asked = pattern.get(key, {})
    if isinstance(asked, str):
        return {asked}
    return {name for names in asked.values() if not isinstance(names, str) for name in names}


def _shapes(patterns: list[dict[str, Any]]) -> list[re.Pattern[str]]:
    """The regular expressions that some of the words are asked for by."""
    asked = [pattern["LOWER"] for pattern in patterns if isinstance(pattern.get("LOWER"), dict)]
    return [re.compile(each["REGEX"]) for each in asked if "REGEX" in each]
