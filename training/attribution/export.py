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
from torch.nn import functional
from training.attribution.network import ROLE_TAGS, Network, Roles, network_of


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


class _OneWindow(nn.Module):
    """The roles of one window: the same sums in another order, so that few of them run over every cue and word."""

    def __init__(self, roles: Roles) -> None:
        super().__init__()
        self.roles = roles
        near, paragraph = roles.near.weight.data, roles.paragraph.weight.data
        self.register_buffer("apart", (near[:, None] + paragraph[None]).reshape(-1, near.shape[1]))
        self.paragraphs = len(paragraph)
        self.mixed, self.plain = _both(roles.tags, roles.actors), _both(roles.plain, roles.plain_actors)

    def forward(
        self, words: Tensor, marks: Tensor, distance: Tensor, paragraph: Tensor, corpus: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Score tags, actors and traits as Roles does; words are words x size."""
        roles = self.roles
        cue = torch.matmul(marks / marks.sum(1, keepdim=True).clamp(min=1), words)
        of_cue = (roles.cue(cue) + roles.corpus(corpus))[:, None]
        each = roles.word_gate(words)[None] * roles.cue_gate(cue)[:, None] + of_cue
        each = each + roles.word(words)[None]
        x = functional.gelu(each + self.apart[distance * self.paragraphs + paragraph])
        mixed = functional.gelu(roles.mix(x.transpose(1, 2)).transpose(1, 2))
        scores = self.mixed(mixed) + self.plain(x)
        return scores[..., :ROLE_TAGS], scores[..., ROLE_TAGS:], roles.traits(cue)


def _both(one: nn.Linear, other: nn.Linear) -> nn.Linear:
    """Two layers of the same inputs as one, the first one's answers first."""
    both = nn.Linear(one.in_features, one.out_features + other.out_features)
    both.weight.data = torch.cat([one.weight.data, other.weight.data])
    both.bias.data = torch.cat([one.bias.data, other.bias.data])
    return both


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


def _export_roles(roles: Roles, path: Path) -> None:
    marks = torch.zeros(3, 8)
    marks[:, 2] = 1
    near = torch.full((3, 8), 64)
    block = torch.full((3, 8), 2)
    corpus = torch.zeros(3, dtype=torch.int64)
    axes = {name: {0: "c", 1: "w"} for name in ("marks", "distance", "paragraph", "tags", "actors")}
    axes |= {name: {0: "c"} for name in ("corpus", "traits")} | {"words": {0: "w"}}
    torch.onnx.export(
        _OneWindow(roles), (torch.randn(8, 384), marks, near, block, corpus), str(path),
        dynamo=False, opset_version=17, input_names=["words", "marks", "distance", "paragraph", "corpus"],
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
    _export_roles(network.roles, out / "attribution-roles.onnx")
    shutil.copy(arguments.vocabulary, out / "attribution-vocabulary.txt")
    for path in sorted(out.iterdir()):
        print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.stat().st_size / 2**20:.2f} MiB  {path.name}")


if __name__ == "__main__":
    main()
