"""Products of matrices by onnxruntime, on one thread.

spaCy multiplies by blis, whose wheels carry no kernels for today's processors: 33 GFLOP/s on one core, where numpy does
100 and onnxruntime 190 (docs/benchmarks.md). One thread, so that the last bits do not depend on the machine's cores.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.model.loading import session

Floats = npt.NDArray[np.float32]


@lru_cache(maxsize=1)
def _session() -> Any:  # noqa: ANN401 - onnxruntime ships no types
    return session("product")


def product(x: Floats, y: Floats) -> Floats:
    """Return the product of two matrices, in memory of its own.

    Raises:
        ModelError: the model of a product cannot be loaded.
    """
    found: Floats = _session().run(None, {"x": np.ascontiguousarray(x), "y": np.ascontiguousarray(y)})[0]
    return found


def _product_into(x: Floats, y: Floats, out: Floats) -> Floats:
    """Write a product into rows at hand: the parser's are of 4 kB a word; to copy them took longer than to multiply."""
    bound = _session().io_binding()
    bound.bind_cpu_input("x", np.ascontiguousarray(x))
    bound.bind_cpu_input("y", np.ascontiguousarray(y))
    bound.bind_output("xy", "cpu", 0, np.float32, out.shape, out.ctypes.data)
    _session().run_with_iobinding(bound)
    return out


def multiply_here(model: Any) -> None:  # noqa: ANN401 - thinc's models take and give anything
    """Let a model of thinc multiply by `product`."""
    from thinc.api import NumpyOps  # noqa: PLC0415 - only a reading loads thinc

    class Products(NumpyOps):  # type: ignore[misc]  # thinc's class has no types
        def gemm(self, x: Floats, y: Floats, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:  # noqa: ANN401 - thinc's
            x, y = x.T if trans1 else x, y.T if trans2 else y
            return product(x, y) if out is None else _product_into(x, y, out)

    operations = Products()
    for node in model.walk():
        node.ops = operations
