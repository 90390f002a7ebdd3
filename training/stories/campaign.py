"""Articles that tell of different events in one and the same affair: PolNeAR's, weeks apart in one election campaign.

ECB+ has no such pairs: its topics have nothing to do with each other. Without them the names that a whole affair shares
bind all its articles into one story. Nobody labelled these pairs: two reports that are weeks apart are taken to be of
two events, which is seldom wrong. What they say of time is left out, or time alone would tell them apart.
"""

from __future__ import annotations

import csv
import tarfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from onrecord.story.clusters import likeness
from onrecord.story.clusters.filed import vocabulary
from onrecord.story.clusters.signature import Counted, counted, weighed
from onrecord.story.clusters.weights import Array
from onrecord.story.clusters.words import rarity

# Days that make two reports two events; the likest of them are taken, so many of each article, and each counts less
# than a pair that was labelled.
APART, NEAREST, COUNTS = 45, 6, 0.3
# What time says, and what is said where it says nothing.
OF_TIME = {"months": 0.0, "weekdays": 0.0, "days": 0.0, "days apart": 2.0, "years apart": 1.0}


def reports(shared: Path) -> Iterator[tuple[str, Counted]]:
    """Yield the day and the words of each article of PolNeAR, by day and then by name."""
    folder = shared / "corpora/polnear"
    with (folder / "metadata.tsv").open(encoding="utf-8") as table:
        rows = {row["filename"]: row for row in csv.DictReader(table, delimiter="\t")}
    found = []
    for path in sorted(folder.glob("*.tar.xz")):
        with tarfile.open(path) as archive:
            for member in archive:
                row = rows.get(Path(member.name).stem)
                file = archive.extractfile(member) if row and "/text/" in member.name else None
                if row and file:
                    lines = [line for line in file.read().decode().split("\n") if line.strip()]
                    found.append((row["publication_date"], member.name, (row["title"], *lines)))
    for day, _, blocks in sorted(found):
        yield day, counted(blocks, day)


def strangers(shared: Path) -> Array:
    """Return the features of pairs that are far apart in time and near each other in words."""
    days, counts = zip(*reports(shared), strict=True)
    ordinals = np.array([date.fromisoformat(day).toordinal() for day in days])
    weights = {word: rarity(word, 0, 0) for count in counts for word in vocabulary(count)}
    measured = [likeness.measured(weighed(count, weights)) for count in counts]
    near = _cosines(measured)
    near[np.abs(ordinals[:, None] - ordinals) < APART] = -1.0
    pairs = {
        (min(at, int(other)), max(at, int(other)))
        for at, row in enumerate(near)
        for other in np.argsort(-row, kind="stable")[:NEAREST]
    }
    features = likeness.matrix([(measured[one], measured[other]) for one, other in sorted(pairs)])
    for name, nothing in OF_TIME.items():
        features[:, likeness.FEATURES.index(name)] = nothing
    return features


def _cosines(measured: list[likeness.Measured]) -> Array:
    column: dict[str, int] = {}
    for one in measured:
        for word in one.of.words:
            column.setdefault(word, len(column))
    weights = np.zeros((len(measured), len(column)), dtype=np.float32)
    for row, one in enumerate(measured):
        for word, weight in one.of.words.items():
            weights[row, column[word]] = weight / one.norms[0]
    return (weights @ weights.T).astype(np.float64)
