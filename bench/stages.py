"""This program with a clock on each of its stages, and with its matrix products counted.

A stage's time is its own: what it waits for in a stage inside it, a model's run above all, is that one's. Stages are
the functions that the reader names, and every model that is run; a name that the reader no longer has is left out, and
its time is in "the rest".
"""

from __future__ import annotations

import hashlib
import importlib
import json
import math
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bench.process import Read, Record

REST = "the rest"
PAGE, GRAMMAR = "page to text", "grammar and names"
READER = "onrecord.reader"
# What is wrapped: module, function, and what the tables call it.
SEAMS = (
    (READER, "annotate", GRAMMAR),
    (READER, "find_dates", "dates"),
    (READER, "quotations", "quotation marks"),
    (READER, "attributions", "statements, without the models"),
    (READER, "with_events", "events"),
    (READER, "figures", "figures"),
    (READER, "encounters", "encounters"),
    (READER, "positions", "positions"),
    (READER, "assemble", "who is who, on whose word"),
    ("onrecord.page", "read_article", PAGE),
)
QUANTISED = frozenset({"DynamicQuantizeMatMul", "MatMulIntegerToFloat", "MatMulInteger", "QLinearMatMul"})
CONVOLUTIONS = frozenset({"Conv", "FusedConv", "ConvInteger", "QLinearConv"})
PLAIN = frozenset({"MatMul", "FusedMatMul", "Gemm", "FusedGemm"})


class Clock:
    """Processor seconds by stage, each its own."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._open: list[str] = []
        self._at = 0.0

    def enter(self, stage: str) -> None:
        """Begin a stage, inside the one that is running."""
        self._count()
        self._open.append(stage)

    def leave(self) -> None:
        """End the stage that began last."""
        self._count()
        self._open.pop()

    def _count(self) -> None:
        now = time.process_time()
        if self._open:
            self.spent[self._open[-1]] += now - self._at  # type: ignore[assignment]
        self._at = now

    def around(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with this clock on it."""

        def run(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the stage takes and gives
            self.enter(stage)
            try:
                return function(*arguments, **named)
            finally:
                self.leave()

        return run


class _Session:
    """A model of onnxruntime's with a clock on it."""

    def __init__(self, session: Any, around: Callable[[Callable[..., Any]], Any]) -> None:  # noqa: ANN401 - onnxruntime ships no types
        self._session = session
        self.run, self.run_with_iobinding = around(session.run), around(session.run_with_iobinding)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - onnxruntime ships no types
        return getattr(self._session, name)


def _named(model: bytes | str) -> str:
    """The name that models.json has for a model's bytes."""
    listed = Path(importlib.import_module("onrecord.model").__file__ or "").parent / "models.json"
    body = model if isinstance(model, bytes) else Path(model).read_bytes()
    names = {found: name for name, found in json.loads(listed.read_text(encoding="utf-8")).items()}
    return f"model {names.get(hashlib.sha256(body).hexdigest(), 'of another file')}"


def staged() -> Read:
    """Load this program with a clock on its stages.

    The reading function takes the bytes of a page, or a text; the record it gives is the JSON of the one it read, and
    the seconds of each stage.
    """
    import onnxruntime  # noqa: PLC0415 - in its own process alone

    clock, session = Clock(), onnxruntime.InferenceSession

    def clocked(model: bytes | str, *arguments: Any, **named: Any) -> _Session:  # noqa: ANN401 - onnxruntime's
        return _Session(session(model, *arguments, **named), partial(clock.around, _named(model)))

    onnxruntime.InferenceSession = clocked
    for module, name, stage in SEAMS:
        of = importlib.import_module(module)
        if hasattr(of, name):
            setattr(of, name, clock.around(stage, getattr(of, name)))
    whole = _program()

    def read(given: bytes | str, published: str | None) -> Record:
        clock.spent.clear()
        made = clock.around(REST, whole)(given, published)
        return {"record": made.decode(), "stages": dict(clock.spent)}

    return read


def _program() -> Callable[[bytes | str, str | None], bytes]:
    """The whole program, from a page or a text to the JSON of its record."""
    from onrecord.page.reading import RawPage  # noqa: PLC0415 - in its own process alone
    from onrecord.reader import read_page  # noqa: PLC0415 - in its own process alone

    def whole(given: bytes | str, published: str | None) -> bytes:
        page = RawPage("page.html", given) if isinstance(given, bytes) else RawPage("article.txt", given.encode())
        return read_page(page, published).record.to_json().encode()

    return whole


# ---- products -------------------------------------------------------------------------------------------------------

# Kind of numbers, how many products at once, rows, depth, columns: as many multiply-adds as all four multiplied.
Product = tuple[str, int, int, int, int]


def counted() -> Read:
    """Load this program with its matrix products counted.

    The reading function takes pages or texts as above; asked for None it gives the products since the beginning, for
    each stage that has any: kind of numbers, products at once, rows, depth, columns, how often.
    """
    import onnxruntime  # noqa: PLC0415 - in its own process alone

    sessions: list[tuple[str, Any]] = []
    session, folder = onnxruntime.InferenceSession, tempfile.mkdtemp()
    grammar: Counter[Product] = Counter()

    def profiled(model: bytes | str, options: Any, **named: Any) -> Any:  # noqa: ANN401 - onnxruntime's
        options.enable_profiling = True
        options.profile_file_prefix = f"{folder}/{len(sessions)}"
        made = session(model, options, **named)
        sessions.append((_named(model), made))
        return made

    onnxruntime.InferenceSession = profiled
    _count_spacy(grammar)
    whole = _program()

    def read(given: bytes | str | None, published: str | None) -> Record:
        if given is not None:
            whole(given, published)
            return {}
        products = {name: Counter(_profile(Path(made.end_profiling()))) for name, made in sessions}
        return {
            stage: [(*product, times) for product, times in found.items()]
            for stage, found in {**products, GRAMMAR: grammar}.items()
        }

    return read


def _count_spacy(products: Counter[Product]) -> None:
    """Count the products that spaCy asks its library for; a few small ones of its parser go past it."""
    try:
        from thinc.backends.numpy_ops import NumpyOps  # noqa: PLC0415 - in its own process alone
    except ImportError:
        return
    gemm = NumpyOps.gemm

    def counted(self: Any, x: Any, y: Any, **named: Any) -> Any:  # noqa: ANN401 - thinc's
        rows, depth = x.shape[::-1] if named.get("trans1") else x.shape
        products["float", 1, rows, depth, y.shape[0] if named.get("trans2") else y.shape[1]] += 1
        return gemm(self, x, y, **named)

    NumpyOps.gemm = counted


def _profile(file: Path) -> Iterator[Product]:
    """Return the products of a profile that onnxruntime wrote."""
    for event in json.loads(file.read_text(encoding="utf-8")):
        about = event.get("args", {})
        product = _product(about) if "op_name" in about and about.get("output_type_shape") else None
        if product is not None:
            yield product
    file.unlink()


def _product(about: dict[str, Any]) -> Product | None:
    """Return the product that a node of a network is; of those that are none, None.

    Weights that onnxruntime has packed for itself have no shape in a profile: rows and columns are those of the answer,
    the depth is the width of what goes in.
    """
    (out,) = about["output_type_shape"][0].values()
    given = [next(iter(one.values())) for one in about["input_type_shape"]]
    if about["op_name"] in QUANTISED:
        return "int8", 1, math.prod(out[:-1]), given[0][-1], out[-1]
    if about["op_name"] in PLAIN:
        many = math.prod(out[:-2]) if len(given) > 1 and len(given[1]) > 2 else 1  # noqa: PLR2004 - a matrix has two sides
        return "float", many, math.prod(out[:-1]) // many, given[0][-1], out[-1]
    if about["op_name"] in CONVOLUTIONS:
        kind = "int8" if about["op_name"] in {"ConvInteger", "QLinearConv"} else "float"
        weights = next(shape for shape in given[1:] if len(shape) > 2 and shape[0] == out[1])  # noqa: PLR2004 - a kernel
        return kind, 1, math.prod(out) // out[1], math.prod(weights[1:]), out[1]
    return None
