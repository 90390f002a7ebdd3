"""Counts of how many news articles each word stands in: ``story/clusters/frequencies.tsv``.

Counted on PolNeAR, NewsDiscourse, BASIL, TimeBank and AQUAINT. Not on ECB+, which stories are scored on.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.story.clusters.words import COMMON, words_of

# A word that fewer articles have is as rare as one that none has.
LEAST = 3
HEAD = """In how many of the news articles of PolNeAR, NewsDiscourse, BASIL, TimeBank and AQUAINT each stem stands.
"*" is the number of articles; made by training/stories/frequencies.py."""


def texts(shared: Path, corpora: tuple[str, ...] = ("polnear", "newsdiscourse", "basil", "timex")) -> Iterator[str]:
    """Yield the articles of the corpora."""
    for corpus in corpora:
        for path in sorted((shared / "corpora" / corpus).glob("*.tar.xz")):
            with tarfile.open(path) as archive:
                for member in archive:
                    file = archive.extractfile(member)
                    text = None if file is None else _text(member.name, file.read())
                    if text is not None:
                        yield text


def _text(name: str, content: bytes) -> str | None:
    if name.endswith(".tml"):
        return re.sub("<[^>]+>", "", content.decode())
    if name.endswith(".txt"):
        return content.decode()
    if name.endswith(".json") and name.startswith("articles"):
        article = json.loads(content)
        return "\n".join([article["title"], *(" ".join(parts) for parts in article["body-paragraphs"])])
    return None


def counts(shared: Path, corpora: tuple[str, ...] = ("polnear", "newsdiscourse", "basil", "timex")) -> Counter[str]:
    """Return in how many articles each stem stands; ``*`` is the number of articles."""
    found: Counter[str] = Counter()
    for text in texts(shared, corpora):
        found.update({word.stem for block in text.split("\n") for word in words_of(block)} | {"*"})
    return found


def write(shared: Path, target: Path) -> None:
    """Write the table."""
    kept = {word: n for word, n in counts(shared).items() if n >= LEAST and word not in COMMON and not word.isdigit()}
    lines = [f"# {line}" for line in HEAD.splitlines()] + [f"{word}\t{n}" for word, n in sorted(kept.items())]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
