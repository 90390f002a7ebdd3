"""Named entities by spaCy's weights: its greedy walk, with the scores of all words computed at once.

spaCy moves from word to word and scores 74 moves at each (https://spacy.io/api/architectures#TransitionBasedParser;
``ner.pyx``). Outside an entity a move's score depends on the word alone, and inside one it stays or ends; so the scores
outside need one product for the whole text, and those inside a few more. The entities are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.errors import ModelError
from onrecord.text.english.products import Floats, product
from onrecord.text.english.vectors import Vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

Flags = npt.NDArray[np.bool_]
_NEVER = np.float32(-np.inf)
_FEATURES = 3  # this word, the first of the open entity, the one before this


class Entity(NamedTuple):
    """Words ``first`` to ``last`` exclusive of a document, and their OntoNotes label."""

    first: int
    last: int
    label: str


class Entities:
    """The walk over entities.

    Args:
        component: spaCy's ``ner``.

    Raises:
        ModelError: it is built in another way.
    """

    def __init__(self, component: Any) -> None:  # noqa: ANN401 - spaCy's components have no types
        words, lower, upper = component.model.layers
        self._vectors = Vectors(words.layers[0])
        self._narrow = np.ascontiguousarray(words.layers[2].get_param("W").T), words.layers[2].get_param("b")
        weights = lower.get_param("W")  # features x width x pieces x inputs
        if len(weights) != _FEATURES or component.model.attrs["unseen_classes"]:
            raise ModelError("the English model: its names are found in a way not known here")
        self._pieces = weights.shape[2]
        self._features = np.ascontiguousarray(weights.reshape(-1, weights.shape[3]).T)
        self._none = lower.get_param("pad").reshape(_FEATURES, -1)
        self._bias = lower.get_param("b").reshape(-1)
        self._upper = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        moves = component.moves
        self._moves([moves.get_class_name(number) for number in range(moves.n_moves)])

    def _moves(self, names: Sequence[str]) -> None:
        kinds = np.array([name[0] for name in names])
        self._labels = [name[2:] for name in names]
        named = np.array([label != "" for label in self._labels])
        self._begins, self._units = kinds == "B", (kinds == "U") & named
        # A unit without a label is spaCy's mark for a word that its user has barred.
        self._never = (kinds == "I") | (kinds == "L") | ((kinds == "U") & ~named)
        at = {name: number for number, name in enumerate(names)}
        self._stay = np.array([at.get(f"I-{label}", 0) for label in self._labels])
        self._end = np.array([at.get(f"L-{label}", 0) for label in self._labels])
        if not all(f"{kind}-{label}" in at for label in set(self._labels) - {""} for kind in "BILU"):
            raise ModelError("the English model: its names have other moves than to begin, stay, end and stand alone")

    def __call__(self, docs: Sequence[Any], apart: Sequence[Flags], blank: Sequence[Flags]) -> list[list[Entity]]:
        """Return the entities of each document, in text order.

        Args:
            docs: spaCy's documents.
            apart: for each document's words: does a sentence or the document end with it?
            blank: for each document's words: is it white space?
        """
        ends, spaces = np.concatenate(apart), np.concatenate(blank)
        features = self._projected(docs)
        best = self._outside(features, ends, spaces)
        begun = np.flatnonzero(self._begins[best])
        last = dict(zip(begun.tolist(), self._lasts(features, begun, best[begun], ends).tolist(), strict=True))
        return self._walked(docs, best, last)

    def _projected(self, docs: Sequence[Any]) -> Floats:
        """What each word adds to a score as each of the features, words x features x (width of a state)."""
        narrow, shift = self._narrow
        rows = product(np.concatenate(self._vectors(docs)), narrow)
        rows += shift
        found: Floats = product(rows, self._features).reshape(len(rows), _FEATURES, -1)
        return found

    def _scores(self, sums: Floats) -> Floats:
        weights, bias = self._upper
        sums += self._bias
        state = sums.reshape(len(sums), -1, self._pieces).max(axis=2)
        scores = product(state, weights)
        scores += bias
        return scores

    def _outside(self, features: Floats, ends: Flags, spaces: Flags) -> npt.NDArray[np.int64]:
        """The best move at each word where no entity is open."""
        scores = self._scores(features[:, 0] + (self._none[1] + self._none[2]))
        scores[:, self._never] = _NEVER
        scores[np.ix_(ends | spaces, self._begins)] = _NEVER
        scores[np.ix_(spaces, self._units)] = _NEVER
        found: npt.NDArray[np.int64] = scores.argmax(axis=1)
        return found

    def _lasts(
        self, features: Floats, first: npt.NDArray[np.int64], move: npt.NDArray[np.int64], ends: Flags
    ) -> npt.NDArray[np.int64]:
        """The last word of each entity that begins at a word, all of them a word further at a time."""
        last = first.copy()
        going = np.arange(len(first))
        while len(going):
            last[going] += 1
            at = last[going]
            going = going[~ends[at] & self._stays(features, (first[going], at), move[going])]
        return last

    def _stays(
        self, features: Floats, words: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]], move: npt.NDArray[np.int64]
    ) -> Flags:
        first, at = words
        scores = self._scores(features[at, 0] + features[first, 1] + features[at - 1, 2])
        rows = np.arange(len(at))
        found: Flags = scores[rows, self._stay[move]] >= scores[rows, self._end[move]]
        return found

    def _walked(self, docs: Sequence[Any], best: npt.NDArray[np.int64], last: dict[int, int]) -> list[list[Entity]]:
        out: list[list[Entity]] = []
        named = np.flatnonzero(self._begins[best] | self._units[best]).tolist()
        start, number = 0, 0
        for doc in docs:
            found, free, end = [], start, start + len(doc)
            while number < len(named) and named[number] < end:
                first = named[number]
                number += 1
                if first >= free:
                    free = last.get(first, first) + 1
                    found.append(Entity(first - start, free - start, self._labels[best[first]]))
            out.append(found)
            start = end
        return out
