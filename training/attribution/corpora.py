"""Articles with their attributions, from PolNeAR and from silver."""

from __future__ import annotations

import json
import random
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from onrecord.model.tags import GRADES, MODES
from onrecord.model.windows import Run

HELD_BACK = 34  # silver articles that no training sees
_SEED = 9
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class Attribution:
    """One attribution, its spans in code points of the article's text.

    Args:
        source: pieces of the source; empty where none is written.
        cue: pieces of the cue.
        content: pieces of the content, in text order.
        speaker: every mention of the speaker by name or description, and of the addressees.
        traits: numbers of its mode and grade, whether it reiterates and whether a day is known; empty where not marked.
    """

    source: tuple[Run, ...]
    cue: tuple[Run, ...]
    content: tuple[Run, ...]
    speaker: tuple[Run, ...] = ()
    addressee: tuple[Run, ...] = ()
    traits: tuple[int, ...] = ()


@dataclass(frozen=True)
class Document:
    """One article.

    Args:
        blocks: spans of its paragraphs, the headline first.
        corpus: "silver" (all attributions) or "polnear" (the outermost).
        published: ISO date, where it is known.
    """

    name: str
    text: str
    blocks: tuple[Run, ...]
    corpus: str
    attributions: tuple[Attribution, ...] = field(default=(), repr=False)
    published: str | None = None


def blocks_of(text: str, *, lines: bool = False) -> tuple[Run, ...]:
    """Return the spans of the paragraphs, which blank lines part (or line ends, where `lines` is true)."""
    return tuple(m.span() for m in (_LINE if lines else _BLOCK).finditer(text) if m.group().strip())


def _quoted(text: str, quote: dict[str, Any] | None) -> tuple[Run, ...]:
    if quote is None:
        return ()
    at = -1
    for _ in range(int(quote.get("nth", 0)) + 1):
        at = text.find(quote["q"], at + 1)
    return ((at, at + len(quote["q"])),) if at >= 0 else ()


def _mentions(text: str, record: dict[str, Any]) -> dict[str, tuple[Run, ...]]:
    """Return where each actor of a record is named or described; a longer mention hides those inside it."""
    out: dict[str, tuple[Run, ...]] = {}
    for actor in record["actors"]:
        written = sorted({m for m in actor["mentions"] if m}, key=lambda m: (-len(m), m))
        pattern = "|".join(rf"(?<!\w){re.escape(m)}(?!\w)" for m in written)
        out[actor["name"]] = tuple(m.span() for m in re.finditer(pattern, text)) if pattern else ()
    return out


def _traits(statement: dict[str, Any]) -> tuple[int, ...]:
    mode, grade = MODES.index(statement["mode"]), GRADES.index(statement["grade"])
    return mode, grade, int(statement["reiterates"]), int(statement["said_on"] is not None)


def silver(folder: Path) -> Iterator[Document]:
    """Read silver: `folder/records/ID.json` and `folder/texts/ID.txt`."""
    return records(folder / "records", folder / "texts")


def records(folder: Path, texts: Path) -> Iterator[Document]:
    """Read records in the gold's format."""
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        text = (texts / f"{path.stem}.txt").read_text(encoding="utf-8")
        named = _mentions(text, record)
        found = tuple(
            Attribution(
                _quoted(text, s["source"]),
                _quoted(text, s["cue"]),
                tuple(run for piece in s["content"] for run in _quoted(text, piece)),
                named.get(s["speaker"], ()),
                tuple(run for name in s["addressee"] for run in named.get(name, ())),
                _traits(s),
            )
            for s in record["statements"]
        )
        yield Document(path.stem, text, blocks_of(text), "silver", found, record.get("published"))


def split_silver(documents: list[Document]) -> tuple[list[Document], list[Document]]:
    """Return the articles to train on and those held back, always the same ones."""
    draw = random.Random(_SEED)  # noqa: S311 - a seeded choice, no secret
    held = set(draw.sample(sorted(d.name for d in documents), min(HELD_BACK, len(documents) // 2)))
    return [d for d in documents if d.name not in held], [d for d in documents if d.name in held]


def _spans(line: str) -> tuple[Run, ...]:
    pairs = (part.split() for part in line.split(" ", 1)[1].split(";"))
    return tuple((int(a), int(b)) for a, b in pairs)


def _attributions(lines: Iterator[str] | list[str]) -> tuple[Attribution, ...]:
    """Read one brat file; its spans count code points."""
    spans: dict[str, tuple[Run, ...]] = {}
    found = []
    for line in lines:
        cells = line.rstrip("\r\n").split("\t")
        if cells[0].startswith("T") and len(cells) > 1:
            try:
                spans[cells[0]] = _spans(cells[1])
            except ValueError:
                continue
        elif cells[0].startswith("E") and len(cells) > 1:
            roles: dict[str, list[Run]] = defaultdict(list)
            for pair in cells[1].split():
                role, _, reference = pair.partition(":")
                roles[role.rstrip("0123456789").lower()] += spans.get(reference, ())
            if roles["cue"]:
                source, cue, content = (tuple(sorted(roles[key])) for key in ("source", "cue", "content"))
                found.append(Attribution(source, cue, content))
    return tuple(found)


def polnear(archive: Path) -> Iterator[Document]:
    """Read one split of PolNeAR from its archive; of several annotators of an article the first by name counts."""
    texts: dict[str, str] = {}
    marked: dict[str, tuple[str, str]] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            handle = tar.extractfile(member) if member.isfile() else None
            if handle is None:
                continue
            path, content = Path(member.name), handle.read().decode("utf-8")
            if path.suffix == ".txt":
                texts[path.stem] = content
            elif path.suffix == ".ann":
                stem, _, annotator = path.stem.rpartition("_")
                marked[stem] = min(marked.get(stem, (annotator, content)), (annotator, content))
    for stem in sorted(texts.keys() & marked.keys()):
        found = _attributions(marked[stem][1].split("\n"))
        yield Document(stem, texts[stem], blocks_of(texts[stem], lines=True), "polnear", found)


def marked_again(path: Path, documents: list[Document]) -> list[Document]:
    """Return articles with what `marked.py` wrote in place of their annotators' marks, as silver's."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = {row["name"]: row["statements"] for row in map(json.loads, lines)}
    out = []
    for document in documents:
        found = [
            Attribution(*(tuple((a, b) for a, b in part) for part in parts)) for parts in rows.get(document.name, ())
        ]
        if found:
            out.append(replace(document, corpus="silver", attributions=tuple(found)))
    return out
