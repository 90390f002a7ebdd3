"""Trained models: found in the package, checked by hash, loaded once a process."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.errors import ModelError, is_out_of_memory

Matrix = npt.NDArray[np.float32]
_REMEDY = "install onrecord again: the file does not belong to this version"


@lru_cache(maxsize=1)
def _hashes() -> dict[str, str]:
    path = files("onrecord.model") / "models.json"
    try:
        hashes: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); {_REMEDY}") from error
    except ValueError as error:
        raise ModelError(f"{path}: is damaged ({error}); {_REMEDY}") from error
    return hashes


def model_versions() -> dict[str, str]:
    """Return the name and hash of each model that ships, as ``made_by`` shows them."""
    return {name: f"sha256:{found[:16]}" for name, found in sorted(_hashes().items())}


def checked(name: str, suffix: str = ".onnx") -> bytes:
    """Return the bytes of a model's file, which are those that models.json names.

    Raises:
        ModelError: the file is missing or changed.
    """
    path = files("onrecord.model") / f"{name}{suffix}"
    try:
        weights = path.read_bytes()
    except OSError as error:
        raise ModelError(f"model {name}: cannot be read ({error.strerror}: {path}); {_REMEDY}") from error
    if hashlib.sha256(weights).hexdigest() != _hashes().get(name):
        told = f"its hash is not the one in models.json ({path}, {len(weights):,} bytes)"
        raise ModelError(f"model {name}: {told}; {_REMEDY}")
    return weights


def changed_models() -> tuple[list[str], list[str]]:
    """Return what is wrong with model files, a line each, and the names of those that are as models.json has them."""
    suffixes = {
        stem: f".{suffix}"
        for stem, _, suffix in (file.name.rpartition(".") for file in files("onrecord.model").iterdir())
        if suffix != "py"
    }
    wrong, right = [], []
    try:
        names = sorted(_hashes())
    except ModelError as error:
        return [str(error).partition(";")[0]], []
    for name in names:
        try:
            checked(name, suffixes.get(name, ".onnx"))
        except ModelError as error:
            wrong.append(str(error).partition(";")[0])
        else:
            right.append(name)
    return wrong, right


def session(name: str) -> Any:  # noqa: ANN401 - onnxruntime ships no types
    """Return an ONNX model's session on one thread, so that its answers do not depend on the machine's load.

    Args:
        name: of the file in ``onrecord/model``, without its suffix.

    Raises:
        ModelError: the file is missing, changed or unreadable.
        MemoryError: there is no room for it.
    """
    import onnxruntime  # noqa: PLC0415 - 0.1 s that a command which reads nothing does not need

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    weights = checked(name)
    try:
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        if is_out_of_memory(error):
            raise MemoryError(f"model {name}: {error}") from error
        raise ModelError(f"model {name}: {error}; {_REMEDY}") from error


class Model:
    """One ONNX model that takes rows of features.

    Args:
        name: of the file in ``onrecord/model``, without its suffix.

    Raises:
        ModelError: the file is missing, changed or unreadable.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._session = session(name)
        self._input = self._session.get_inputs()[0].name
        self._output = self._session.get_outputs()[-1].name

    def __call__(self, features: Matrix) -> Matrix:
        """Return the model's last output for each row of features.

        Raises:
            ModelError: the features are not those that the model was trained on.
        """
        width = self._session.get_inputs()[0].shape[1]
        if features.shape[1] != width:
            raise ModelError(f"model {self._name}: takes {width} features, not {features.shape[1]}; {_REMEDY}")
        answer: Matrix = np.asarray(self._session.run([self._output], {self._input: features})[0], dtype=np.float32)
        return answer


@lru_cache(maxsize=8)
def load(name: str) -> Model:
    """Return a model, loaded once a process.

    Raises:
        ModelError: the file is missing, changed or unreadable.
    """
    return Model(name)


class Weights:
    """A linear model whose weights can be read: a line for each feature, a column for each answer.

    Args:
        name: of the file in ``onrecord/model``, without its suffix ``.tsv``.

    Raises:
        ModelError: the file is missing, changed or unreadable.
    """

    def __init__(self, name: str) -> None:
        lines = [line for line in checked(name, ".tsv").decode().splitlines() if not line.startswith("#")]
        _, *self.answers = lines[0].split("\t")
        rows = (line.split("\t") for line in lines[1:])
        self._weights = {row[0]: np.array(row[1:], dtype=np.float64) for row in rows}

    def __call__(self, features: dict[str, float]) -> dict[str, float]:
        """Return how likely each answer is: a softmax of the weighted features, unknown ones left out."""
        zero = np.zeros(len(self.answers))
        scores = sum((self._weights[f] * x for f, x in features.items() if f in self._weights), start=zero)
        likely = np.exp(scores - scores.max())
        return dict(zip(self.answers, (likely / likely.sum()).tolist(), strict=True))


@lru_cache(maxsize=8)
def weights(name: str) -> Weights:
    """Return a linear model, read once a process."""
    return Weights(name)
