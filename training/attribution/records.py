"""Read a folder of texts with the exported model: `python -m training.attribution.records MODEL TEXTS --out DIR`.

Writes minimal records (statements without speakers) that the scorers of `../shared/gold` take.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import onnxruntime
from training.attribution.corpora import blocks_of

from onrecord.model.attributor import CORPORA, ENCODER, ROLES, VOCABULARY, Attributor
from onrecord.model.tags import Found, Run
from onrecord.model.wordpieces import WordPieces

_ONE_THREAD = onnxruntime.SessionOptions()
_ONE_THREAD.intra_op_num_threads = _ONE_THREAD.inter_op_num_threads = 1


def _span(run: Run | None) -> dict[str, int] | None:
    return None if run is None else {"start": run[0], "end": run[1]}


def record(text: str, found: list[Found]) -> dict[str, object]:
    """Return a record with nothing but the statements."""
    statements = [
        {
            "id": f"s{number}",
            "source": _span(one.source),
            "cue": _span(one.cue),
            "content": [_span(piece) for piece in one.content],
            "cue_probability": one.cue_probability,
            "role_confidence": one.role_confidence,
        }
        for number, one in enumerate(found, 1)
    ]
    empty: dict[str, object] = {key: [] for key in ("actors", "figures", "encounters", "positions")}
    return {"article": {"text": text}, "statements": statements, **empty}


def _model(folder: Path) -> Attributor:
    sessions = (onnxruntime.InferenceSession(folder / f"{name}.onnx", _ONE_THREAD) for name in (ENCODER, ROLES))
    pieces = WordPieces((folder / f"{VOCABULARY}.txt").read_text(encoding="utf-8"))
    return Attributor(*sessions, pieces)


def main() -> None:
    """Read all texts of a folder and tell the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--least", type=float, default=0.5, help="probability from which a word begins a cue")
    parser.add_argument("--corpus", choices=CORPORA, default=CORPORA[0], help="after whose rules to mark")
    parser.add_argument("--lines", action="store_true", help="each line is a paragraph, as in PolNeAR")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    model, spent, words = _model(arguments.model), 0.0, 0
    corpus = CORPORA.index(arguments.corpus)
    for path in sorted(arguments.texts.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        start = time.perf_counter()
        found = model.read(text, blocks_of(text, lines=arguments.lines), arguments.least, corpus=corpus)
        spent += time.perf_counter() - start
        words += len(text.split())
        (arguments.out / f"{path.stem}.json").write_text(json.dumps(record(text, found)), encoding="utf-8")
    print(f"{words} words, {words / max(spent, 1e-9):.0f} words a second")


if __name__ == "__main__":
    main()
