"""What this machine can do at best, on one core: matrix products, copying in memory, writing to the disk."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from bench.stages import Product

MEASURED_FOR = 0.1  # seconds of the processor for each product
COPIED = 256 * 2**20  # bytes, many times what the caches hold
WRITTEN = 64 * 2**20
TRIES = 5


def rate(product: Product) -> float:
    """Return multiply-adds a second of the processor, for a plain product of these sides alone in onnxruntime.

    The best of many runs counts: it is the machine's limit that is asked for, not its usual speed.
    """
    kind, many, rows, depth, columns = product
    session, given = _plain(kind, many, (rows, depth, columns))
    best, until = float("inf"), time.process_time() + MEASURED_FOR
    while time.process_time() < until or best == float("inf"):
        begun = time.process_time()
        session.run(None, given)
        best = min(best, time.process_time() - begun)
    return many * rows * depth * columns / best


def _plain(kind: str, many: int, sides: tuple[int, int, int]) -> tuple[Any, dict[str, Any]]:
    """A network of one product; weights are constant where there is one of them, as in the networks it stands for."""
    rows, depth, columns = sides
    draw = np.random.default_rng(7)
    shapes = ((many, rows, depth), (many, depth, columns)) if many > 1 else ((rows, depth), (depth, columns))
    if kind == "int8":
        left = draw.integers(0, 255, shapes[0], dtype=np.uint8)
        right = draw.integers(-127, 127, shapes[1], dtype=np.int8)
    else:
        left, right = (draw.standard_normal(shape, dtype=np.float32) for shape in shapes)
    inputs, constants = {"left": left, "right": right}, []
    if many == 1:
        constants = [numpy_helper.from_array(inputs.pop("right"), "right")]
    node = helper.make_node("MatMulInteger" if kind == "int8" else "MatMul", ["left", "right"], ["out"])
    asked = [
        helper.make_tensor_value_info(n, helper.np_dtype_to_tensor_dtype(a.dtype), a.shape) for n, a in inputs.items()
    ]
    out = helper.make_tensor_value_info("out", TensorProto.INT32 if kind == "int8" else TensorProto.FLOAT, None)
    graph = helper.make_graph([node], "product", asked, [out], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"]), inputs


def copying() -> float:
    """Return bytes a second that this core copies in memory, each read and written once; the best of some tries."""
    source = np.ones(COPIED, dtype=np.uint8)
    target = np.zeros_like(source)
    return COPIED / _best(lambda: np.copyto(target, source), time.process_time)


def writing(folder: Path) -> float:
    """Return bytes a second of the clock that reach the disk; the best of some tries."""
    file, body = folder / "written", os.urandom(WRITTEN)

    def write() -> None:
        with file.open("wb") as out:
            out.write(body)
            out.flush()
            os.fsync(out.fileno())

    return WRITTEN / _best(write, time.perf_counter)


def _best(step: Callable[[], object], now: Callable[[], float]) -> float:
    taken = []
    for _ in range(TRIES):
        begun = now()
        step()
        taken.append(now() - begun)
    return min(taken)
