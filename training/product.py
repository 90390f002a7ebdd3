"""Write the smallest of the models, a product of two matrices: ``python -m training.product src/onrecord/model``.

It has no weights. onnxruntime multiplies on the one thread that its session is given, and faster than numpy does.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from onnx import TensorProto, helper


def product() -> bytes:
    """Return the model: ``x`` of rows x inner and ``y`` of inner x columns give ``xy`` of rows x columns."""
    shapes = {"x": ("rows", "inner"), "y": ("inner", "columns"), "xy": ("rows", "columns")}
    x, y, xy = (helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items())
    graph = helper.make_graph([helper.make_node("MatMul", ["x", "y"], ["xy"])], "product", [x, y], [xy])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    written: bytes = model.SerializeToString()
    return written


def main() -> None:
    """Write product.onnx and print its hash for models.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    path: Path = parser.parse_args().folder / "product.onnx"
    path.write_bytes(product())
    print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path}")


if __name__ == "__main__":
    main()
