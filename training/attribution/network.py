"""The network: an encoder, two cue heads, and one head for the roles of every word beside a given cue."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.model.windows import PLACES, SHAPES

LAYERS = 6
FARTHEST = 64  # words; distances beyond it are alike
CORPORA, CUE_TAGS, ROLE_TAGS, ACTORS = 2, 3, 5, 2
# What each part of the loss weighs.
CUE_WEIGHT, ROLE_WEIGHT, TRAIT_WEIGHT = 2.0, 1.5, 0.05
ACTOR_WEIGHTS = (1.5, 0.75)  # speaker, addressee
TRAITS = (4, 6, 2, 2)  # answers to each: mode, grade, reiterates, a day is known


class Layer(nn.Module):
    """One encoder layer, as BERT has it."""

    def __init__(self, size: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (nn.Linear(size, size) for _ in range(4))
        self.up, self.down = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm1, self.norm2 = nn.LayerNorm(size, eps=1e-12), nn.LayerNorm(size, eps=1e-12)

    def forward(self, x: Tensor, seen: Tensor | None) -> Tensor:
        """Return the vectors after this layer; `seen` is false where padding stands."""
        b, n, d = x.shape
        q, k, v = (
            f(x).view(b, n, self.heads, d // self.heads).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=seen)
        x = self.norm1(x + self.output(mixed.transpose(1, 2).reshape(b, n, d)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


def of_layers(weights: dict[str, Tensor], names: dict[str, str], count: int) -> dict[str, Tensor]:
    """Return a checkpoint's weights of so many layers under our names.

    Args:
        names: what a part of a layer is called there, by our name.
    """
    return {
        f"layers.{n}.{mine}.{part}": weights[f"encoder.layer.{n}.{theirs}.{part}"]
        for n in range(count)
        for mine, theirs in names.items()
        for part in ("weight", "bias")
    }


class Encoder(nn.Module):
    """MiniLM with two further inputs: how a word is written and where it stands."""

    def __init__(
        self, size: int = 384, layers: int = LAYERS, heads: int = 12, inner: int = 1536, pieces: int = 30522
    ) -> None:
        super().__init__()
        self.word, self.position = nn.Embedding(pieces, size), nn.Embedding(512, size)
        self.kind = nn.Parameter(torch.zeros(size))
        self.shape, self.place = nn.Embedding(SHAPES, size), nn.Embedding(PLACES, size)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.place.weight)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, heads, inner) for _ in range(layers))
        self.drop = nn.Dropout(0.1)

    def forward(self, pieces: Tensor, shape: Tensor, place: Tensor, seen: Tensor | None = None) -> Tensor:
        """Return the vectors of the pieces."""
        x = (
            self.word(pieces)
            + self.position(torch.arange(pieces.shape[1]))
            + self.kind
            + self.shape(shape)
            + self.place(place)
        )
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, seen)
        return x

    def load_bert(self, weights: dict[str, Tensor]) -> None:
        """Take over the weights of a BERT checkpoint."""
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "output": "attention.output.dense", "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        own = {
            "word.weight": weights["embeddings.word_embeddings.weight"],
            "position.weight": weights["embeddings.position_embeddings.weight"],
            "kind": weights["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        own |= of_layers(weights, names, len(self.layers))
        missing = self.load_state_dict(own, strict=False)
        if missing.unexpected_keys or set(missing.missing_keys) != {"shape.weight", "place.weight"}:
            message = f"weights do not fit the encoder: {missing}"
            raise ValueError(message)


class Roles(nn.Module):
    """Tags every word of a window for one cue as source, content or neither, and as of who speaks or hears or not."""

    def __init__(self, size: int = 384, inner: int = 160) -> None:
        super().__init__()
        self.cue, self.word = nn.Linear(size, inner), nn.Linear(size, inner)
        self.cue_gate, self.word_gate = nn.Linear(size, inner), nn.Linear(size, inner)
        self.near = nn.Embedding(2 * FARTHEST + 1, inner)
        self.paragraph = nn.Embedding(5, inner)
        self.mix = nn.Conv1d(inner, inner, 5, padding=2)
        self.tags = nn.Linear(inner, ROLE_TAGS)
        self.plain = nn.Linear(inner, ROLE_TAGS)
        self.actors, self.plain_actors = nn.Linear(inner, ACTORS), nn.Linear(inner, ACTORS)
        self.corpus = nn.Embedding(CORPORA, inner)
        self.traits = nn.Linear(size, sum(TRAITS))
        self.drop = nn.Dropout(0.1)
        nn.init.normal_(self.near.weight, std=0.1)
        nn.init.normal_(self.paragraph.weight, std=0.1)
        nn.init.zeros_(self.corpus.weight)

    def forward(
        self, words: Tensor, owner: Tensor, marks: Tensor, distance: Tensor, paragraph: Tensor, corpus: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Score the tags, the words of speaker and addressee, and the traits.

        Args:
            words: windows x words x size.
            owner: for each cue its window.
            marks: cues x words, 1 where a word is of the cue.
            distance: cues x words, words from the cue, clipped, 0 to 2 * FARTHEST.
            paragraph: cues x words, paragraphs from the cue, clipped, 0 to 4.
            corpus: for each cue after whose rules to mark: 0 silver, 1 PolNeAR.
        """
        share = marks / marks.sum(1, keepdim=True).clamp(min=1)
        cue = torch.matmul(share[:, None].to(words.dtype), words[owner])[:, 0]
        each = self.word(words)[owner] + self.cue(cue)[:, None] + self.near(distance) + self.paragraph(paragraph)
        each = each + self.corpus(corpus)[:, None]
        each = each + self.word_gate(words)[owner] * self.cue_gate(cue)[:, None]
        x = functional.gelu(each)
        mixed = functional.gelu(self.mix(self.drop(x).transpose(1, 2)).transpose(1, 2))
        return self.tags(mixed) + self.plain(x), self.actors(mixed) + self.plain_actors(x), self.traits(cue)


class Network(nn.Module):
    """Everything.

    Args:
        layers: of the encoder; MiniLM has six.
        encoder: another one in its place.
        size: of its vectors.
    """

    def __init__(self, layers: int = LAYERS, encoder: nn.Module | None = None, size: int = 384) -> None:
        super().__init__()
        self.encoder, self.roles = encoder or Encoder(layers=layers), Roles(size)
        self.cues = nn.ModuleList(nn.Linear(size, CUE_TAGS) for _ in range(CORPORA))
        self.drop = nn.Dropout(0.1)

    def words(self, pieces: Tensor, shape: Tensor, place: Tensor, first: Tensor, seen: Tensor | None = None) -> Tensor:
        """Return the vectors of the words, which are those of their first pieces."""
        x = self.encoder(pieces, shape, place, seen)
        return torch.gather(x, 1, first[..., None].expand(-1, -1, x.shape[-1]))


def network_of(weights: dict[str, Tensor]) -> Network:
    """Return the network that some weights belong to."""
    layers = {key.split(".")[2] for key in weights if key.startswith("encoder.layers.")}
    network = Network(len(layers))
    network.load_state_dict(weights)
    return network
