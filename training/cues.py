"""Count how surely each word attributes in each frame, over the silver records, and write ``cues.tsv``.

    python training/cues.py ../shared/silver src/onrecord/extract/cues.tsv

A place is a word in a frame (``onrecord.extract.candidates``); it attributes where its word lies in the cue of a
statement of the record. Shares are smoothed with the word's other frames, and those with the frame's other words.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from pathlib import Path

from onrecord.extract.candidates import candidates
from onrecord.extract.cues import words
from onrecord.record import Span
from onrecord.text import Parse, annotate

# A share counts as much as this many places of the average it is smoothed with.
WEIGHT = 3
KEY_WEIGHT = 4
LEAST_SHARE = 0.2
# A word that no list has is taken up where it attributed at least twice and mostly.
LEAST_HITS = 2
MOSTLY = 0.5
HEAD = """# How surely a word attributes in a frame, counted by training/cues.py over the silver records.
# key: lemma (n: noun, a: adjective, p: preposition); frame: what stands around it (extract/candidates.py)
# key\tframe\tact\treliability
"""


def blocks_of(text: str) -> tuple[str, list[Span]]:
    """Return the text as an article holds it, with its blocks."""
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    spans, at = [], 0
    for part in parts:
        spans.append(Span(at, at + len(part)))
        at += len(part) + 2
    return "\n\n".join(parts), spans


def cue_tokens(parse: Parse, record: dict[str, list[dict[str, dict[str, str]]]]) -> set[int]:
    """Return the tokens that lie in the record's cues."""
    found: set[int] = set()
    for statement in record["statements"]:
        quote = statement["cue"]
        at = -1
        for _ in range(int(quote.get("nth", 0)) + 1 if quote else 0):
            at = parse.text.find(quote["q"], at + 1)
        if at >= 0:
            found.update(parse.tokens_in(Span(at, at + len(quote["q"]))))
    return found


def count(silver: Path) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Return how often each word in a frame attributed, and how often it was seen."""
    hits: Counter[tuple[str, str]] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    for file in sorted((silver / "records").glob("*.json")):
        text, spans = blocks_of((silver / "texts" / f"{file.stem}.txt").read_text(encoding="utf-8"))
        parse = annotate(text, spans)
        cues = cue_tokens(parse, json.loads(file.read_text(encoding="utf-8")))
        for sentence in parse.sentences:
            for place in candidates(parse, sentence.first, sentence.last):
                seen[place.key, place.frame] += 1
                hits[place.key, place.frame] += place.pivot in cues
    return hits, seen


def table(hits: Counter[tuple[str, str]], seen: Counter[tuple[str, str]]) -> list[str]:
    """Return the lines of the table."""
    acts = words()
    by_key: Counter[str] = Counter()
    key_seen: Counter[str] = Counter()
    by_frame: Counter[str] = Counter()
    frame_seen: Counter[str] = Counter()
    for (key, frame), n in seen.items():
        if frame != "none":
            by_key[key] += hits[key, frame]
            key_seen[key] += n
        if key.split(":")[-1] in acts:
            by_frame[frame, key[:2]] += hits[key, frame]
            frame_seen[frame, key[:2]] += n
    lines = []
    for (key, frame), n in sorted(seen.items()):
        h, act = hits[key, frame], acts.get(key.split(":")[-1])
        if act is None and (h < LEAST_HITS or h < MOSTLY * n):
            continue
        usual = (by_frame[frame, key[:2]] + 0.5) / (frame_seen[frame, key[:2]] + 2) if act else 0.1
        others = 0 if frame == "none" else n
        own = (by_key[key] - (h if others else 0) + KEY_WEIGHT * usual) / (key_seen[key] - others + KEY_WEIGHT)
        share = (h + WEIGHT * (0.1 if frame == "none" else own)) / (n + WEIGHT)
        if act or share >= LEAST_SHARE:  # a listed word keeps a low share too, which goes before the usual one
            lines.append(f"{key}\t{frame}\t{act or 'say'}\t{share:.2f}")
    return lines


def main() -> None:
    """Count and write."""
    silver, target = Path(sys.argv[1]), Path(sys.argv[2])
    lines = table(*count(silver))
    target.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "rows", hashlib.sha256(target.read_bytes()).hexdigest()[:12])


if __name__ == "__main__":
    main()
