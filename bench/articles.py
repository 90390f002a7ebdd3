"""The articles that the benches read, from ``../shared``, and the scorers that lie beside them."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from training.attribution.corpora import polnear, silver, split_silver


@dataclass(frozen=True)
class Text:
    """One article as plain text.

    Args:
        published: ISO date, where the corpus gives it.
    """

    name: str
    text: str
    published: str | None = None

    @property
    def words(self) -> int:
        """Return the number of its words, parted by white space."""
        return len(self.text.split())


def gold(shared: Path) -> list[Text]:
    """Return the development half of the gold."""
    return [_of_gold(path) for path in sorted((shared / "gold" / "dev").glob("*.json"))]


def _of_gold(path: Path) -> Text:
    text = (path.parent / "texts" / f"{path.stem}.txt").read_text(encoding="utf-8")
    return Text(path.stem, text, json.loads(path.read_text(encoding="utf-8"))["published"])


def held_back(shared: Path) -> list[Text]:
    """Return the silver articles that no training sees."""
    _, held = split_silver(list(silver(shared / "silver")))
    return [Text(d.name, d.text, d.published) for d in held]


def polnear_texts(shared: Path, *splits: str) -> list[Text]:
    """Return the articles of PolNeAR's splits (``dev``, ``train``)."""
    archives = [shared / "corpora" / "polnear" / f"{split}.tar.xz" for split in splits]
    return [Text(d.name, d.text) for archive in archives for d in polnear(archive)]


def near_length(texts: Iterable[Text], words: int, count: int) -> list[Text]:
    """Return the texts whose length is nearest to so many words, by name."""
    nearest = sorted(texts, key=lambda t: (abs(t.words - words), t.name))[:count]
    return sorted(nearest, key=lambda t: t.name)


def with_days(shared: Path, texts: Iterable[Text]) -> list[Text]:
    """Return texts of PolNeAR with the day of publication that the corpus names."""
    with (shared / "corpora" / "polnear" / "metadata.tsv").open(encoding="utf-8") as file:
        days = {row["filename"]: row["publication_date"] for row in csv.DictReader(file, delimiter="\t")}
    return [replace(text, published=days.get(text.name)) for text in texts]


def unpacked(shared: Path, split: str, folder: Path) -> Path:
    """Unpack a split of PolNeAR as its scorer wants it and return where it lies."""
    with tarfile.open(shared / "corpora" / "polnear" / f"{split}.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder / split


def held_back_gold(shared: Path, folder: Path) -> Path:
    """Lay the held-back silver records out as the scorer wants its gold and return where they lie."""
    (folder / "texts").mkdir(parents=True)
    for article in held_back(shared):
        record = (shared / "silver" / "records" / f"{article.name}.json").read_bytes()
        (folder / f"{article.name}.json").write_bytes(record)
        (folder / "texts" / f"{article.name}.txt").write_text(article.text, encoding="utf-8")
    return folder


def scores(shared: Path, truth: Path, records: Path) -> dict[str, dict[str, Any]]:
    """Return what the gold's own scorer says of the records."""
    command = [sys.executable, str(shared / "gold" / "score.py"), str(truth), str(records), "--json"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    report: dict[str, dict[str, Any]] = json.loads(ran.stdout)
    return report
