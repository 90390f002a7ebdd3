"""The reading of GUM's format by the benchmark of coreference, on a document that we made up."""

from __future__ import annotations

from bench.coreference import judged
from training.speakers.gum import asked, read_document

ROWS = (
    ("Ana", "PROPN", "Entity=(1-person-new-nnnnn-cf1-2-coref"),
    ("Lopez", "PROPN", "Entity=1)"),
    ("said", "VERB", "_"),
    ("she", "PRON", "Entity=(1-person-giv:act-nnnnn-cf1-1-ana)"),
    ("was", "AUX", "_"),
    ("glad", "ADJ", "SpaceAfter=No"),
    (".", "PUNCT", "_"),
)
CONLLU = "# newpar_block = p (1 s)\n" + "\n".join(
    "\t".join([str(n), form, form, tag, "_", "_", "_", "_", "_", misc]) for n, (form, tag, misc) in enumerate(ROWS, 1)
)


def test_a_document_is_read_with_its_spans():
    gum = read_document("GUM_news_made", CONLLU)
    assert gum.text == "Ana Lopez said she was glad."
    assert [(gum.text[m.span.start : m.span.end], m.entity, m.word) for m in gum.mentions] == [
        ("Ana Lopez", "1", "lopez"),
        ("she", "1", "she"),
    ]


def test_the_pronoun_is_asked_for_and_told():
    gum = read_document("GUM_news_made", CONLLU)
    assert [m.word for m in asked(gum)] == ["she"]
    assert list(judged(gum)) == [("pronoun", True, True)]
