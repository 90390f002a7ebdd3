"""The component: a document in, the same document out, with span groups and the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from onrecord.errors import UsageError
from onrecord.pipe.attributes import GIVEN, KEY, register
from onrecord.pipe.given import Given, Layout
from onrecord.pipe.groups import GROUPS, PREFIX, Marked, marked
from onrecord.pipe.places import Characters, Tokens, runs_of
from onrecord.record import Record
from onrecord.record.sure import check_confidence, surer

if TYPE_CHECKING:
    from onrecord.offices import Offices

# spaCy imports this module wherever the package is installed and a pipeline is made, whether or not it is asked for:
# what reads is imported when the first document comes.
_DEFAULTS = {
    "published": None,
    "url": None,
    "title": None,
    "outlet": None,
    "layout": "article",
    "min_confidence": 0.0,
    "offices": None,
    "groups": list(GROUPS),
}


class OnRecord:
    """Reads documents; it may be used on any pipeline, a blank one too, for it brings its own models.

    Args:
        given: what is known of all documents; ``doc._.onrecord_given`` and the context of ``nlp.pipe(…,
            as_tuples=True)`` say it of one.
        layout: ``article``: headline, byline, captions and the like are told apart; ``prose``: all is paragraphs.
        min_confidence: 0 to 1; statements below it are left out.
        offices: path of a table of offices that extends the package's own; False to do without any.
        groups: which span groups are made.

    Raises:
        UsageError: a setting is none.
        OfficesError: the table of offices cannot be read.
    """

    def __init__(
        self,
        given: Given,
        layout: Layout = "article",
        min_confidence: float = 0.0,
        offices: str | Literal[False] | None = None,
        groups: tuple[str, ...] = tuple(GROUPS),
    ) -> None:
        check_confidence(min_confidence)
        if layout not in ("article", "prose"):
            raise UsageError(f"{layout!r} is no layout; give article or prose")
        if unknown := [name for name in groups if name not in GROUPS]:
            raise UsageError(f"{unknown[0]!r} is no group; there are {', '.join(GROUPS)}")
        self._given = given
        self._layout: Layout = layout
        self._least = min_confidence
        self._groups = groups
        self._table = _table(offices)
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Read a document and return it.

        Raises:
            TooLargeError: its text is longer than any article.
            ModelError: a model is missing or changed.
        """
        from onrecord.pipe.reading import read  # noqa: PLC0415 - as said above

        register()  # a process that spaCy started for n_process has not made the component
        given = self._given.with_others(getattr(doc, "_context", None)).with_others(doc._.get(GIVEN))
        record, offsets = read(doc.text, given, self._layout, self._table)
        record = surer(record, self._least) if self._least else record
        runs = runs_of(offsets)
        doc.user_data[KEY] = {"record": record.to_json(), "runs": runs}
        self._group(doc, record, Characters(runs))
        return doc

    def _group(self, doc: Doc, record: Record, characters: Characters) -> None:
        starts = [token.idx for token in doc]
        tokens = Tokens(starts, [start + len(token) for start, token in zip(starts, doc, strict=True)])
        for name in self._groups:
            spans = [span for one in marked(record, name) if (span := _span(doc, one, characters, tokens)) is not None]
            doc.spans[PREFIX + name] = SpanGroup(doc, name=PREFIX + name, spans=spans)


def _table(offices: str | Literal[False] | None) -> Offices | Literal[False] | None:
    if not offices:
        return False if offices is False else None
    from onrecord.offices import load_offices  # noqa: PLC0415 - as said above

    return load_offices(Path(offices))


def _span(doc: Doc, one: Marked, characters: Characters, tokens: Tokens) -> Span | None:
    """Return the tokens that hold a span's characters, widened to whole ones; None where no token does."""
    around = tokens.around(*characters.of(one.span.start, one.span.end))
    if around is None:
        return None
    return Span(doc, *around, label=one.label, kb_id=one.wikidata, span_id=one.id)


@Language.factory("onrecord", default_config=_DEFAULTS, assigns=["doc._.onrecord", "doc.spans"])
def make_onrecord(  # noqa: PLR0913, PLR0917 - spaCy makes each setting of a component an argument
    nlp: Language,  # noqa: ARG001 - spaCy gives it
    name: str,  # noqa: ARG001 - as above
    published: str | None,
    url: str | None,
    title: str | None,
    outlet: str | None,
    layout: str,
    min_confidence: float,
    offices: str | bool | None,
    groups: list[str],
) -> OnRecord:
    """Return the component that a pipeline's config describes.

    Args:
        nlp: the pipeline.
        name: what it calls the component.
        published: RFC 3339 time or ISO date of all documents; also of one alone, see :class:`OnRecord`.
        url: where they stand.
        title: their headline, where the text does not begin with it.
        outlet: who published them.
        layout: ``article`` or ``prose``.
        min_confidence: 0 to 1.
        offices: path of a table; False to do without any.
        groups: which span groups are made.

    Raises:
        UsageError: a setting is none.
        OfficesError: the table of offices cannot be read.
    """
    if offices is True:
        raise UsageError("offices is a path, or false to do without any")
    given = Given(published, url, title, outlet)
    return OnRecord(given, layout, min_confidence, offices, tuple(groups))  # type: ignore[arg-type] # it looks itself
