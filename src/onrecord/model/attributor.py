"""Reads the attributions of an article with the trained model, with onnxruntime and numpy alone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.model.loading import checked, session
from onrecord.model.tags import Found, cue_runs, statements
from onrecord.model.windows import Run, Window, around, windows
from onrecord.model.wordpieces import WordPieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from onrecord.model.meanings import Meanings
    from onrecord.model.tags import Roles

ENCODER, ROLES, VOCABULARY = "attribution-encoder", "attribution-roles", "attribution-vocabulary"
CORPORA = ("silver", "polnear")  # whose rules the answers follow: all attributions, or the outermost
# Cues of a window at once: 500 of them, "said said said", took two gigabytes.
MOST_CUES = 64
FARTHEST = 64  # words; the role head takes longer distances as this one


class Attributor:
    """The model, loaded once.

    Args:
        encoder: session that turns a window into vectors of its words and scores of its cues.
        roles: session that tells, for each cue, the words of its source, content, speaker and addressee.
    """

    def __init__(self, encoder: Any, roles: Any, wordpieces: WordPieces) -> None:  # noqa: ANN401 - onnxruntime ships no types
        self._encoder, self._roles, self._wordpieces = encoder, roles, wordpieces

    def read(
        self,
        text: str,
        blocks: Sequence[Run],
        least: float,
        *,
        headline: bool = True,
        corpus: int = 0,
        meanings: Meanings | None = None,
    ) -> list[Found]:
        """Return the statements of an article in the order of their cues.

        Args:
            blocks: spans of the paragraphs in code points.
            least: probability from which a word begins a cue.
            headline: is the first block the headline?
            corpus: 0 for all attributions, 1 for the outermost alone, as PolNeAR marks them.
            meanings: takes the vectors of the words, for those who ask for them afterwards.
        """
        out: list[Found] = []
        for window in windows(text, blocks, self._wordpieces, headline=headline):
            out += self._window(text, window, least, corpus, meanings)
        return out

    def _window(self, text: str, window: Window, least: float, corpus: int, meanings: Meanings | None) -> list[Found]:
        rows = {"pieces": window.pieces, "shape": window.shape, "place": window.place, "first": window.first}
        words, scores = self._encoder.run(None, {key: row[None] for key, row in rows.items()})
        if meanings is not None:
            meanings.add(window.words, words[0])
        cues = cue_runs(scores[0, :, 3 * corpus : 3 * corpus + 3], least)
        return statements(text, window, cues, self._tagged(words, window, cues, corpus)) if cues else []

    def _tagged(
        self, words: npt.NDArray[np.float32], window: Window, cues: list[tuple[int, int, float]], corpus: int
    ) -> Roles:
        parts = [self._tags(words, window, cues[at : at + MOST_CUES], corpus) for at in range(0, len(cues), MOST_CUES)]
        if len(parts) == 1:
            return parts[0]
        tags, actors, traits = (np.concatenate(kind) for kind in zip(*parts, strict=True))
        return tags, actors, traits

    def _tags(
        self, words: npt.NDArray[np.float32], window: Window, cues: list[tuple[int, int, float]], corpus: int
    ) -> Roles:
        marks = np.zeros((len(cues), len(window.words)), dtype=np.int64)
        for row, (start, end, _) in enumerate(cues):
            marks[row, start:end] = 1
        distance, paragraph = around(marks, window.block, FARTHEST)
        given = {"words": words[0], "marks": marks.astype(np.float32), "distance": distance, "paragraph": paragraph}
        given["corpus"] = np.full(len(cues), corpus, dtype=np.int64)
        tags, actors, traits = self._roles.run(None, given)
        return tags, actors, traits


@lru_cache(maxsize=1)
def attributor() -> Attributor:
    """Return the model, loaded once a process.

    Raises:
        ModelError: one of its files is missing, changed or unreadable.
    """
    vocabulary = checked(VOCABULARY, ".txt").decode("utf-8")
    return Attributor(session(ENCODER), session(ROLES), WordPieces(vocabulary))
