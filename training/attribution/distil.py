"""What a network loses against the teacher's answers: cross-entropy with probabilities for targets."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from training.attribution.answers import Taught
from training.attribution.batches import padded
from training.attribution.network import (
    ACTOR_WEIGHTS,
    CUE_TAGS,
    CUE_WEIGHT,
    FARTHEST,
    ROLE_WEIGHT,
    TRAIT_WEIGHT,
    TRAITS,
    Network,
)

from onrecord.model.windows import around


def taught_loss(network: Network, batch: list[Taught]) -> Tensor:
    """Return the loss of a batch: cues after the rules of both corpora, and the roles of all cues."""
    rows = [t.window for t in batch]
    pieces = padded([w.pieces for w in rows])
    inputs = pieces, padded([w.shape for w in rows]), padded([w.place for w in rows]), padded([w.first for w in rows])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = network.words(*inputs, (pieces != 0)[:, None, None])
    words = network.drop(words.float())
    targets = _filled([t.cues for t in batch], words.shape[1])
    count = targets[..., :CUE_TAGS].sum()  # a probability of one for each word, none for padding
    total = torch.zeros(())
    for head, target in zip(network.cues, targets.split(CUE_TAGS, dim=-1), strict=True):
        total = total + CUE_WEIGHT * _crossed(head(words), target) / count
    return total + ROLE_WEIGHT * _role_loss(network, [t for t in batch if len(t.marks)], batch, words)


def _filled(rows: list[np.ndarray], width: int) -> Tensor:
    """Stack arrays of words x classes, with zeros behind the last word."""
    out = np.zeros((len(rows), width, rows[0].shape[-1]), dtype=np.float32)
    for n, row in enumerate(rows):
        out[n, : len(row)] = row
    return torch.from_numpy(out)


def _crossed(scores: Tensor, targets: Tensor) -> Tensor:
    return -(targets * scores.float().log_softmax(-1)).sum()


def _role_loss(network: Network, some: list[Taught], batch: list[Taught], words: Tensor) -> Tensor:
    if not some:
        return torch.zeros(())
    width = words.shape[1]
    owner = torch.tensor([n for n, t in enumerate(batch) for _ in t.marks])
    places = [around(t.marks, t.window.block, FARTHEST) for t in some]
    pads = [((0, 0), (0, width - len(t.window.words))) for t in some]
    marks, near, block = (
        torch.from_numpy(np.concatenate([np.pad(part, pad) for part, pad in zip(parts, pads, strict=True)]))
        for parts in ([t.marks for t in some], [p[0] for p in places], [p[1] for p in places])
    )
    corpus = torch.from_numpy(np.concatenate([t.corpus for t in some]))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, actors, traits = network.roles(words, owner, marks.float(), near, block, corpus)
    roles = torch.cat([_filled(list(t.roles), width) for t in some])
    loss = _crossed(tags, roles) / roles.sum()
    named = torch.cat([_filled(list(t.actors), width) for t in some])
    each = functional.binary_cross_entropy_with_logits(actors.float(), named, reduction="none")
    loss = loss + (each * roles.sum(-1, keepdim=True) * torch.tensor(ACTOR_WEIGHTS)).sum() / (2 * roles.sum())
    given = torch.from_numpy(np.concatenate([t.traits for t in some]).astype(np.float32))
    parts = zip(traits.split(list(TRAITS), dim=1), given.split(list(TRAITS), dim=1), strict=True)
    return loss + TRAIT_WEIGHT * sum((_crossed(score, true) / len(true) for score, true in parts), torch.zeros(()))
