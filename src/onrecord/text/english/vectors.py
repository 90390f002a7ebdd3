"""The vectors of words that spaCy's components read, with what spaCy's weights make of them.

A third of the work goes into what depends on a word alone, not on its neighbours: that part is kept from one article to
the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.errors import ModelError
from onrecord.text.english.products import Floats, product

if TYPE_CHECKING:
    from collections.abc import Sequence

# A product's last bits depend on the shape of its operands. Words are therefore always embedded this many at a time,
# or a word's vector would depend on what was read before it.
ROWS = 64
KEPT = 16_384  # words whose own part is kept: 96 floats each, 6 MB for each of two components
EPSILON = np.float32(1e-8)  # thinc's, in layers/layernorm.py


class Vectors:
    """Word vectors of one component: embedded by hashes of a word's features, mixed with their neighbours.

    Args:
        model: thinc's ``tok2vec``, of hashed embeddings and a window encoder of maxout layers
            (https://spacy.io/api/architectures#Tok2Vec).

    Raises:
        ModelError: the model is built in another way.
    """

    def __init__(self, model: Any) -> None:  # noqa: ANN401 - thinc's models take and give anything
        try:
            embed, encode = model.layers
            self._columns = embed.layers[0].attrs["columns"]
            self._hashed, self._mixed = embed.layers[2].layers[0], embed.layers[3].layers[0]
            self._pad = encode.attrs["pad"]
            self._layers = [_Layer(residual.layers[0]) for residual in encode.layers[0].layers]
        except (ValueError, KeyError, IndexError) as error:
            raise ModelError(
                f"the English model: its word vectors are built in a way not known here ({error})"
            ) from error
        self.width = len(self._layers[0].shift)
        self._row: dict[tuple[int, ...], int] = {}
        self._own: Floats = np.zeros((KEPT, self.width), dtype=np.float32)

    def __call__(self, docs: Sequence[Any]) -> list[Floats]:
        """Return the vectors of each document's words, words x width."""
        # Empty rows stand between documents, as many as the encoder looks ahead, so that none sees its neighbour.
        starts, size = [], self._pad
        for doc in docs:
            starts.append(size)
            size += len(doc) + self._pad
        found: Floats = np.zeros((size, self.width), dtype=np.float32)
        for start, rows in zip(starts, self._embedded(docs), strict=True):
            found[start : start + len(rows)] = rows
        for layer in self._layers:
            found += layer(found)
        return [found[start : start + len(doc)] for start, doc in zip(starts, docs, strict=True)]

    def _embedded(self, docs: Sequence[Any]) -> list[Floats]:
        """The part of each word that its neighbours have no share in."""
        features = [doc.to_array(self._columns) for doc in docs]
        keys = [list(map(tuple, rows.tolist())) for rows in features]
        new = {key for of_doc in keys for key in of_doc if key not in self._row}
        if len(self._row) + len(new) > len(self._own):
            self._row.clear()
            new = {key for of_doc in keys for key in of_doc}
        self._learn(sorted(new))
        return [self._own[[self._row[key] for key in of_doc]] for of_doc in keys]

    def _learn(self, new: list[tuple[int, ...]]) -> None:
        if len(self._row) + len(new) > len(self._own):  # one article of more words than are kept
            self._own = np.concatenate([self._own, np.zeros((len(new), self.width), dtype=np.float32)])
        for at in range(0, len(new), ROWS):
            some = new[at : at + ROWS]
            rows = np.zeros((ROWS, len(self._columns)), dtype=np.uint64)
            rows[: len(some)] = some
            first = len(self._row)
            self._own[first : first + len(some)] = self._mixed.predict(self._hashed.predict(rows))[: len(some)]
            self._row.update({key: first + n for n, key in enumerate(some)})


class _Layer:
    """One layer of the window encoder: a word with its two neighbours, the greatest of several products, levelled."""

    def __init__(self, layer: Any) -> None:  # noqa: ANN401 - thinc's models take and give anything
        window, maxout, norm = layer.layers[0], layer.layers[1].layers[0].layers[0], layer.layers[1].layers[0].layers[1]
        if window.attrs["window_size"] != 1:
            raise ModelError("the English model: its word vectors look farther than one word at a time")
        weights = maxout.get_param("W")  # width x pieces x inputs
        self.pieces, self.shift = weights.shape[1], norm.get_param("b")
        # Piece by piece, so that the greatest is taken of whole rows.
        self._weights = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(weights.shape[2], -1))
        self._bias = np.ascontiguousarray(maxout.get_param("b").T.reshape(-1))
        self._scale = norm.get_param("G")

    def __call__(self, words: Floats) -> Floats:
        count, width = words.shape
        around = np.zeros((count, 3 * width), dtype=np.float32)
        around[1:, :width], around[:, width : 2 * width], around[:-1, 2 * width :] = words[:-1], words, words[1:]
        products = product(around, self._weights)
        products += self._bias
        best: Floats = products[:, :width]
        for piece in range(1, self.pieces):
            best = np.maximum(best, products[:, piece * width : (piece + 1) * width])
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + EPSILON
        best *= (1 / np.sqrt(variance))[:, None]
        best *= self._scale
        best += self.shift
        return best
