"""What the teacher says of windows, for a smaller network to learn from: `python -m training.attribution.taught`.

Soft targets (Hinton et al. 2015, https://arxiv.org/abs/1503.02531) for the cues of both corpora and for the roles,
actors and traits of every cue that counts: the annotators' where there are any, and the teacher's own, as silver has
them.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from training.attribution import corpora
from training.attribution.answers import Halves, Taught, load
from training.attribution.corpora import Document
from training.attribution.labels import Example, examples
from training.attribution.mpnet import SIZE, Mpnet
from training.attribution.network import CUE_TAGS, FARTHEST, ROLE_TAGS, TRAITS, Network, network_of

from onrecord.model.attributor import VOCABULARY
from onrecord.model.loading import checked
from onrecord.model.tags import cue_runs
from onrecord.model.windows import Ints, Window, around
from onrecord.model.wordpieces import WordPieces

NUMBERS = "encoder.numbers"  # what the weights of the large teacher have
LEAST = 0.15  # the teacher's probability from which a cue of its own is learned from
TRUST = 0.5  # share of the annotators in a target that both have a word in


class Teacher:
    """A trained teacher, asked window by window.

    Args:
        network: with an encoder whose pieces are BERT's.
    """

    def __init__(self, network: Network) -> None:
        self.network = network.eval()

    @torch.no_grad()
    def words(self, window: Window) -> tuple[Tensor, Tensor]:
        """Return the vectors of the words and the scores of the cues, those of silver first."""
        rows = (torch.from_numpy(x)[None] for x in (window.pieces, window.shape, window.place, window.first))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            words = self.network.words(*rows)
        words = words.float()
        return words, torch.cat([head(words) for head in self.network.cues], -1)[0]

    @torch.no_grad()
    def roles(self, words: Tensor, window: Window, marks: Ints, corpus: Ints) -> tuple[Tensor, ...]:
        """Return probabilities of tags, of actors, and of the answers to each trait."""
        distance, paragraph = around(marks, window.block, FARTHEST)
        given = (torch.from_numpy(x) for x in (marks.astype(np.float32), distance, paragraph, corpus))
        tags, actors, traits = self.network.roles(words, torch.zeros(len(marks), dtype=torch.int64), *given)
        parts = [part.softmax(1) for part in traits.split(list(TRAITS), dim=1)]
        return tags.softmax(-1), actors.sigmoid(), torch.cat(parts, 1)


def _one_hot(tags: Ints, count: int) -> npt.NDArray[np.float32]:
    return np.eye(count, dtype=np.float32)[tags]


def _own_marks(scores: Tensor, count: int, given: Ints) -> list[Ints]:
    """The teacher's cues that no given one touches."""
    taken, out = given.any(0) if len(given) else np.zeros(count, dtype=bool), []
    for start, end, _ in cue_runs(scores[:, :CUE_TAGS].numpy(), LEAST):
        if not taken[start:end].any():
            row = np.zeros(count, dtype=np.int64)
            row[start:end] = 1
            out.append(row)
    return out


def _mixed(soft: Tensor, rows: slice, true: npt.NDArray[np.float32]) -> None:
    soft[rows] = TRUST * torch.from_numpy(true) + (1 - TRUST) * soft[rows]


def taught(teacher: Teacher, example: Example, *, labelled: bool) -> Taught:
    """Return what is to be learned of a window.

    Args:
        labelled: did annotators mark it? Otherwise the example's truth is empty and means nothing.
    """
    window, given = example.window, example.marks
    words, scores = teacher.words(window)
    cues = torch.cat([part.softmax(-1) for part in scores.split(CUE_TAGS, dim=-1)], -1)
    own = [] if labelled and example.corpus == 0 else _own_marks(scores, len(window.words), given)
    marks = np.stack([*given, *own]) if len(given) or own else np.zeros((0, len(window.words)), dtype=np.int64)
    corpus = np.array([example.corpus] * len(given) + [0] * len(own), dtype=np.int64)
    if labelled:
        part = cues[:, CUE_TAGS * example.corpus : CUE_TAGS * (example.corpus + 1)]
        _mixed(part, slice(None), _one_hot(example.cue, CUE_TAGS))
    roles, actors, traits = teacher.roles(words, window, marks, corpus)
    first = slice(0, len(given))
    if len(given):
        _mixed(roles, first, _one_hot(example.roles, ROLE_TAGS))
    if len(example.traits):
        _mixed(actors, first, example.actors.astype(np.float32))
        answers = [_one_hot(example.traits[:, n], count) for n, count in enumerate(TRAITS)]
        _mixed(traits, first, np.concatenate(answers, 1))
    return Taught(window, _half(cues), marks, corpus, _half(roles), _half(actors), _half(traits))


def _half(soft: Tensor) -> Halves:
    return soft.numpy().astype(np.float16)


def _plain(folder: Path, skipped: set[str]) -> Iterator[Document]:
    """Texts without marks: `folder/*.txt`, but for those that stand in `skipped`."""
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if " ".join(text.split()) not in skipped:
            yield Document(path.stem, text, corpora.blocks_of(text), "silver")


def _documents(arguments: argparse.Namespace) -> Iterator[tuple[Document, bool]]:
    silver, held = corpora.split_silver(list(corpora.silver(arguments.shared / "silver")))
    yield from ((d, True) for d in silver)
    polnear = corpora.polnear(arguments.shared / "corpora" / "polnear" / "train.tar.xz")
    yield from ((d, True) for d in polnear)
    seen = {" ".join(d.text.split()) for d in [*silver, *held]}
    for folder in arguments.texts:
        yield from ((d, False) for d in _plain(folder, seen))


def _loaded(path: Path) -> Network:
    """Return a trained teacher, large or as small as what ships."""
    weights = torch.load(path, map_location="cpu")
    if NUMBERS not in weights:
        return network_of(weights)
    network = Network(encoder=Mpnet(weights[NUMBERS]), size=SIZE)
    network.load_state_dict(weights)
    return network


def main() -> None:
    """Ask the teacher about silver, PolNeAR and folders of plain texts; goes on where it was stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, help="of the teacher")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="folders of .txt files without marks")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--articles", type=int, help="so many, for a trial")
    arguments = parser.parse_args()
    teacher, wordpieces = Teacher(_loaded(arguments.weights)), WordPieces(checked(VOCABULARY, ".txt").decode("utf-8"))
    done = sum(1 for _ in load(arguments.out)) if arguments.out.exists() else 0
    at = 0
    with arguments.out.open("ab") as out:
        for number, (document, labelled) in enumerate(_documents(arguments)):
            if arguments.articles and number >= arguments.articles:
                break
            for example in examples(document, wordpieces):
                at += 1
                if at > done:
                    pickle.dump(taught(teacher, example, labelled=labelled), out)
            if number % 50 == 0:
                out.flush()
                print(f"{number} articles, {at} windows", flush=True)


if __name__ == "__main__":
    main()
