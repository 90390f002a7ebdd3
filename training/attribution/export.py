"""Export trained weights to int8 ONNX: `python -m training.attribution.export WEIGHTS… --vocabulary FILE --out DIR`.

Of several weights the mean is exported: that of the last epochs reads better than the last alone (README.md).
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from training.attribution.network import Network, network_of


class _Small(nn.Module):
    """An embedding in int8 with a scale for each piece; one scale for all of them costs .3 of F1, .6 with sources."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = (weight.abs().amax(1) / 127).clamp(min=1e-8)
        self.register_buffer("scale", scale)
        self.register_buffer("small", (weight / scale[:, None]).round().to(torch.int8))

    def forward(self, pieces: Tensor) -> Tensor:
        """Return the vectors of the pieces."""
        return self.small[pieces].float() * self.scale[pieces][..., None]


class _Words(nn.Module):
    """Vectors of the words and scores of the cues, those of silver first."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shape: Tensor, place: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        words = self.network.words(pieces, shape, place, first)
        return words, torch.cat([head(words) for head in self.network.cues], dim=-1)


def _export_words(network: Network, path: Path) -> None:
    row = torch.randint(1000, 2000, (1, 12))
    zero = torch.zeros(1, 12, dtype=torch.int64)
    first = torch.arange(1, 9)[None]
    axes = {name: {1: "p"} for name in ("pieces", "shape", "place")} | {
        name: {1: "w"} for name in ("first", "words", "cues")
    }
    torch.onnx.export(
        _Words(network), (row, zero, zero, first), str(path), dynamo=False, opset_version=17,
        input_names=["pieces", "shape", "place", "first"], output_names=["words", "cues"], dynamic_axes=axes,
    )  # fmt: skip


def _export_roles(network: Network, path: Path) -> None:
    marks = torch.zeros(3, 8)
    marks[:, 2] = 1
    near = torch.full((3, 8), 64)
    block = torch.full((3, 8), 2)
    corpus = torch.zeros(3, dtype=torch.int64)
    axes = {name: {0: "c", 1: "w"} for name in ("marks", "distance", "paragraph", "tags", "actors")}
    axes |= {name: {0: "c"} for name in ("owner", "corpus", "traits")} | {"words": {1: "w"}}
    torch.onnx.export(
        network.roles, (torch.randn(1, 8, 384), corpus, marks, near, block, corpus), str(path),
        dynamo=False, opset_version=17, input_names=["words", "owner", "marks", "distance", "paragraph", "corpus"],
        output_names=["tags", "actors", "traits"], dynamic_axes=axes,
    )  # fmt: skip


def _mean(paths: list[Path]) -> dict[str, Tensor]:
    states = [torch.load(path, map_location="cpu") for path in paths]
    states = [state.get("network", state) for state in states]
    return {key: sum(state[key].float() for state in states) / len(states) for key in states[0]}


def _quantized(plain: Path, path: Path) -> None:
    """Write the graph with its matrices in int8, but for the cue head, which is small and decides most."""
    names = [node.name for node in onnx.load(plain).graph.node if node.op_type == "MatMul" and "cues" in node.name]
    quantize_dynamic(
        plain,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=names,
    )


def main() -> None:
    """Write attribution-encoder.onnx (int8), attribution-roles.onnx (float) and attribution-vocabulary.txt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="+", help="of one training")
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--float", action="store_true", help="leave the encoder in floating point, to see what int8 costs"
    )
    arguments = parser.parse_args()
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    network = network_of(_mean(arguments.weights))
    network.eval()
    if not arguments.float:
        network.encoder.word = _Small(network.encoder.word.weight.data)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        _export_words(network, plain)
        if arguments.float:
            shutil.copy(plain, out / "attribution-encoder.onnx")
        else:
            _quantized(plain, out / "attribution-encoder.onnx")
    _export_roles(network, out / "attribution-roles.onnx")
    shutil.copy(arguments.vocabulary, out / "attribution-vocabulary.txt")
    for path in sorted(out.iterdir()):
        print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.stat().st_size / 2**20:.2f} MiB  {path.name}")


if __name__ == "__main__":
    main()
