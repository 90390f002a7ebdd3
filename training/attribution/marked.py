"""Mark PolNeAR's training articles as silver is marked: `python -m training.attribution.marked --out FILE`.

PolNeAR's annotators marked the outermost attributions alone. Rules and model together find the inner ones too; where
an annotator saw a cue as well, a lower confidence is enough. Needs the model in the package.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from training.attribution import corpora
from training.attribution.corpora import Document, Run

from onrecord.extract import joined
from onrecord.extract.attribution import by_model, by_rules
from onrecord.extract.draft import Draft
from onrecord.record import Block, Span
from onrecord.text import annotate
from onrecord.text.quotes import quotations

SEEN, UNSEEN = 0.25, 0.55  # confidence from which a statement counts, where an annotator marked its cue and where not


def statements(document: Document) -> list[Draft]:
    """Return the statements of an article that count."""
    text, spans = document.text, tuple(Span(*run) for run in document.blocks)
    blocks = [Block("paragraph" if n else "title", s.start, s.end) for n, s in enumerate(spans)]
    parse = annotate(text, spans)
    marked = {at for a in document.attributions for start, end in a.cue for at in range(start, end)}
    out = []
    for pair in joined.pairs(by_rules(parse, blocks, quotations(text, spans)), by_model(text, blocks)):
        draft = joined.choose(parse, *pair)
        seen = any(at in marked for at in range(draft.cue.start, draft.cue.end))
        if joined.chance(joined.features(parse, *pair)) >= (SEEN if seen else UNSEEN):
            out.append(draft)
    return out


def _run(span: Span) -> Run:
    return span.start, span.end


def _row(document: Document) -> dict[str, object]:
    found = [
        [[_run(d.source)] if d.source else [], [_run(d.cue)], [_run(s) for s in d.content]]
        for d in statements(document)
    ]
    return {"name": document.name, "statements": found}


def main() -> None:
    """Write one line an article: its name and its statements as runs of code points."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds corpora/polnear/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--articles", type=int, help="so many, for a trial")
    arguments = parser.parse_args()
    documents = list(corpora.polnear(arguments.shared / "corpora" / "polnear" / "train.tar.xz"))[: arguments.articles]
    with arguments.out.open("w", encoding="utf-8") as out:
        for document in documents:
            out.write(json.dumps(_row(document)) + "\n")


if __name__ == "__main__":
    main()
