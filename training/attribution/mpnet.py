"""The teacher's encoder: all-mpnet-base-v2 (110 M parameters), with the inputs and the outputs of the shipped one.

MPNet (Song et al. 2020, https://arxiv.org/abs/2004.09297) has BERT's word pieces under other numbers, and a bias for
the distance of two pieces in the attention of every layer. Its embeddings, that bias and the lowest layers stay as they
are; how a word is written and where it stands joins above them.
"""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import torch
from torch import Tensor, nn
from training.attribution.network import Layer, of_layers

from onrecord.model.windows import PLACES, SHAPES

SIZE, LAYERS, HEADS, INNER, PIECES, POSITIONS = 768, 12, 12, 3072, 30527, 514
BUCKETS, FARTHEST, PADDING = 32, 128, 1
FROZEN = 3  # layers that stay as they are
# Of the weights as their publisher gave them out (Apache-2.0).
ENCODER_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
SPECIAL = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}


def buckets(count: int) -> Tensor:
    """Return the number of the distance between any two of some pieces, as MPNet counts it."""
    at = torch.arange(count)
    away = at[:, None] - at[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = away.abs()
    large = exact + (torch.log(far.clamp(min=1) / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
    return (away < 0).long() * half + torch.where(far < exact, far, large.clamp(max=half - 1))


class Mpnet(nn.Module):
    """Turns BERT's pieces into MPNet's vectors.

    Args:
        numbers: MPNet's number of each of BERT's pieces.
    """

    def __init__(self, numbers: Tensor) -> None:
        super().__init__()
        self.register_buffer("numbers", numbers)
        self.word, self.position = nn.Embedding(PIECES, SIZE), nn.Embedding(POSITIONS, SIZE)
        self.bias = nn.Embedding(BUCKETS, HEADS)
        self.shape, self.place = nn.Embedding(SHAPES, SIZE), nn.Embedding(PLACES, SIZE)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.place.weight)
        self.norm = nn.LayerNorm(SIZE, eps=1e-5)
        self.layers = nn.ModuleList(Layer(SIZE, HEADS, INNER) for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)
        for layer in self.layers:
            layer.norm1.eps = layer.norm2.eps = 1e-5

    def forward(self, pieces: Tensor, shape: Tensor, place: Tensor, seen: Tensor | None = None) -> Tensor:
        """Return the vectors of the pieces."""
        count = pieces.shape[1]
        with torch.no_grad():
            at = torch.arange(PADDING + 1, PADDING + 1 + count)
            x = self.norm(self.word(self.numbers[pieces]) + self.position(at))
            kind = torch.bfloat16 if torch.is_autocast_enabled("cpu") else x.dtype
            bias = self.bias(buckets(count)).permute(2, 0, 1)[None].to(kind)
            if seen is not None:
                bias = bias + torch.where(seen, 0.0, -1e4).to(kind)
            for layer in self.layers[:FROZEN]:
                x = layer(x, bias)
        x = self.drop(x + self.shape(shape) + self.place(place))
        for layer in self.layers[FROZEN:]:
            x = layer(x, bias)
        return x

    def learning(self) -> list[nn.Parameter]:
        """Return what is trained of it."""
        return [*self.shape.parameters(), *self.place.parameters(), *self.layers[FROZEN:].parameters()]

    def load(self, weights: dict[str, Tensor]) -> None:
        """Take over the weights of an MPNet checkpoint."""
        names = {
            "query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v",
            "output": "attention.attn.o", "norm1": "attention.LayerNorm",
            "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        own = {
            "word.weight": weights["embeddings.word_embeddings.weight"],
            "position.weight": weights["embeddings.position_embeddings.weight"],
            "bias.weight": weights["encoder.relative_attention_bias.weight"],
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        own |= of_layers(weights, names, LAYERS)
        missing = self.load_state_dict(own, strict=False)
        if missing.unexpected_keys or set(missing.missing_keys) != {"shape.weight", "place.weight", "numbers"}:
            message = f"weights do not fit the encoder: {missing}"
            raise ValueError(message)


def numbers(ours: str, theirs: str) -> Tensor:
    """Return MPNet's number of each of BERT's pieces, by how both write them.

    Args:
        ours: BERT's vocabulary, a piece a line.
        theirs: MPNet's.
    """
    known = {piece: n for n, piece in enumerate(theirs.split("\n")) if piece}
    return torch.tensor([known[SPECIAL.get(piece, piece)] for piece in ours.split("\n") if piece])


def teacher(folder: Path, ours: str) -> Mpnet:
    """Return the encoder with its publisher's weights.

    Args:
        folder: holds `model.safetensors` and `vocab.txt` of all-mpnet-base-v2.
        ours: BERT's vocabulary, a piece a line.

    Raises:
        ValueError: the weights are others.
    """
    from safetensors.torch import load_file  # noqa: PLC0415 - only where a teacher is trained

    path = folder / "model.safetensors"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != ENCODER_SHA256:
        message = f"{path} is not all-mpnet-base-v2: its hash is {found}"
        raise ValueError(message)
    encoder = Mpnet(numbers(ours, (folder / "vocab.txt").read_text(encoding="utf-8")))
    encoder.load(load_file(str(path)))
    for parameter in encoder.parameters():
        parameter.requires_grad_(False)
    for parameter in encoder.learning():
        parameter.requires_grad_(True)
    return encoder
