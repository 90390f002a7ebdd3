"""Products of matrices by numpy, on one thread.

spaCy multiplies by blis, whose wheels carry no kernels for today's processors: 33 GFLOP/s on one core, where numpy's
own product (OpenBLAS) does 100 (docs/benchmarks.md).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

Floats = npt.NDArray[np.float32]


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[Any]:
    """Keep numpy's products on one thread, so that their last bits do not depend on the machine's processors."""
    limited: AbstractContextManager[Any] = _threads().limit(limits=1, user_api="blas")
    return limited


def numpy_products(model: Any) -> None:  # noqa: ANN401 - thinc's models take and give anything
    """Let a model of thinc multiply by numpy."""
    from thinc.api import NumpyOps  # noqa: PLC0415 - only a reading loads thinc

    class Products(NumpyOps):  # type: ignore[misc]  # thinc's class has no types
        def gemm(self, x: Floats, y: Floats, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:  # noqa: ANN401 - thinc's
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    operations = Products()
    for node in model.walk():
        node.ops = operations
