"""Read the attributions of an article with the exported model: onnxruntime and numpy alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from training.attribution.decode import Found, cue_runs, statements
from training.attribution.layout import Run, around, windows
from training.attribution.wordpieces import WordPieces

LEAST = 0.5  # probability of a cue; measure.py tells what it costs
FARTHEST = 64


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Attributor:
    """The model, loaded once.

    Args:
        folder: holds encoder.onnx, roles.onnx and vocabulary.txt.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._encoder = _session(folder / "encoder.onnx", threads)
        self._roles = _session(folder / "roles.onnx", threads)
        self._wordpieces = WordPieces(folder / "vocabulary.txt")

    def read(self, text: str, blocks: Sequence[Run], least: float = LEAST, *, headline: bool = True) -> list[Found]:
        """Return the statements of an article in the order of their cues.

        Args:
            blocks: spans of the paragraphs in code points.
            least: probability from which a word begins a cue.
            headline: is the first block the headline?
        """
        out: list[Found] = []
        for window in windows(text, blocks, self._wordpieces, headline=headline):
            rows = {"pieces": window.pieces, "shape": window.shape, "place": window.place, "first": window.first}
            words, scores = self._encoder.run(None, {key: row[None] for key, row in rows.items()})
            cues = cue_runs(scores[0], least)
            if not cues:
                continue
            marks = np.zeros((len(cues), len(window.words)), dtype=np.int64)
            for row, (start, end, _) in enumerate(cues):
                marks[row, start:end] = 1
            distance, paragraph = around(marks, window.block, FARTHEST)
            given = {"words": words, "marks": marks.astype(np.float32), "distance": distance, "paragraph": paragraph}
            given["owner"] = np.zeros(len(cues), dtype=np.int64)
            (roles,) = self._roles.run(None, given)
            out += statements(text, window, cues, roles)
        return out
