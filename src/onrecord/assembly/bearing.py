"""How a figure stands to a statement on whose word it may be: the features of that choice, as names of its table."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.record import Span
from onrecord.text import nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.actors.entity import Entity
    from onrecord.assembly.carry import Statements
    from onrecord.extract.draft import Draft
    from onrecord.extract.figures import FigureDraft
    from onrecord.text import Parse, Token
    from onrecord.text.quotes import Quotation

# A chain of heads longer than this is a wrong parse.
LONGEST_PATH = 40
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "parataxis", "appos", "conj"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
# What a count is called that somebody keeps.
RECORDS = frozenset(
    "tally count figure figures datum data statistic statistics estimate survey poll report index census toll study "
    "forecast record number".split()
)
GAPS = (0, 1, 2, 4, 8, 16)
MOST_SHARED = 3
SURE = (0.4, 0.6, 0.8, 0.9)
# Acts that say something of the world, that say where their source stands, and that say what is to be done.
ACTS = {
    "tells": frozenset({"say", "claim", "report", "announce", "estimate", "warn", "acknowledge", "believe", "rule"}),
    "takes a stand": frozenset({"deny", "decline", "oppose", "support", "criticise", "accuse", "fear"}),
    "wants": frozenset({"plan", "promise", "vow", "demand", "urge", "order", "hope", "expect", "ask", "agree"}),
}


@dataclass(frozen=True)
class Place:
    """A figure in its sentence.

    Args:
        token: its number's.
        sentence: number of its sentence.
        block: number of its block.
        holding: drafts whose content holds it, innermost first.
    """

    figure: FigureDraft
    token: Token
    sentence: int
    block: int
    holding: tuple[int, ...]


class Bearing:
    """Reads how the figures of an article stand to its statements.

    Args:
        all_: the statements with their speakers.
        entities: the actors in the making, by number.
        quoted: the article's quotations.
    """

    def __init__(self, all_: Statements, entities: Sequence[Entity], quoted: Sequence[Quotation]) -> None:
        self.all_, self.entities, self.parse = all_, entities, all_.parse
        self._quoted = sorted((q.start, q.end) for q in quoted)
        self._measures: dict[int, Counter[str]] = defaultdict(Counter)
        self._sayings: dict[int, list[str]] = {}
        self._topics: dict[Span, frozenset[str]] = {}

    def place(self, figure: FigureDraft, holding: tuple[int, ...]) -> Place:
        """Return a figure with its place."""
        token = _number(self.parse, figure.span)
        for n in holding:
            self._measures[n][figure.measure] += 1
        return Place(figure, token, token.sentence, self.parse.sentences[token.sentence].block, holding)

    @cached_property
    def _sentence_of(self) -> list[int]:
        return [self.parse.tokens[d.pivot].sentence for d in self.all_.drafts]

    def in_quotes(self, offset: int) -> bool:
        """Tell whether a code point stands in a quotation."""
        at = bisect_right(self._quoted, (offset, len(self.parse.text) + 1)) - 1
        return at >= 0 and self._quoted[at][1] > offset

    def features(self, place: Place, n: int) -> list[str]:
        """Return what holds between a figure and a statement.

        Args:
            n: number of the draft.
        """
        how = self._relation(place, n)
        if n not in self._sayings:
            self._sayings[n] = self._saying(n)
        out = [
            how,
            *(f"{how} {name}" for name in self._sayings[n]),
            *(f"{how} {name}" for name in self._counted(place)),
        ]
        out += self._inside(place, n) if n in place.holding else self._outside(place, n, how)
        return out

    def _relation(self, place: Place, n: int) -> str:
        if n in place.holding:
            rank = place.holding.index(n)
            if len(place.holding) == 1:
                return "holds"
            return "inner" if rank == 0 else "outer"
        if n in self.all_.headlines:
            return "headline"
        draft, at = self.all_.drafts[n], self._sentence_of[n]
        if at == place.sentence:
            return "beside before" if draft.cue.start < place.figure.span.start else "beside after"
        return "before" if at < place.sentence else "after"

    def _saying(self, n: int) -> list[str]:
        """Who says it and how."""
        draft, speaker = self.all_.drafts[n], self.all_.speakers[n]
        pivot = self.parse.tokens[draft.pivot]
        out = [f"act={draft.act}", f"mode={draft.mode}", f"kind={draft.kind}", f"by {pivot.pos} {pivot.dep}"]
        out += [group for group, acts in ACTS.items() if draft.act in acts]
        out.append(f"sure={_step(draft.confidence)}")
        if speaker is None:
            out.append("nobody" if draft.source_head is None else "unknown")
        else:
            out.append(f"speaker={self.entities[speaker].kind}")
            out.append(f"grade={self.entities[speaker].grade}")
        if draft.source_head is not None:
            out += _what_speaks(self.parse.tokens[draft.source_head])
        if draft.reiterates:
            out.append("reiterates")
        if draft.source is not None and draft.source.overlaps(draft.cue):
            out.append("cue in source")
        return out

    def _counted(self, place: Place) -> list[str]:
        """What the figure is."""
        figure, token = place.figure, place.token
        out = [f"measure={figure.measure}", f"hangs={token.dep}"]
        before, after = self._beside(figure.span)
        if "-" in figure.span.of(self.parse.text):
            out.append("hyphen")
        if before == "(" or after == ")":
            out.append("in brackets")
        noun = self._noun(token)
        definite = any(t.lower in DEFINITE or t.dep == "poss" for t in self.parse.kids(noun.i, "det", "poss"))
        describes = noun.start >= figure.span.end
        out.append(f"{'definite' if definite else 'bare'} {'describes' if describes else 'counts'}")
        if noun.dep in CLAUSES or self.parse.tokens[noun.head].dep in {"relcl", "acl"}:
            out.append(f"under {noun.dep}")
        return out

    def is_aside(self, figure: FigureDraft) -> bool:
        """Tell whether a figure is an age between commas behind a name, which the article gives itself."""
        before, after = self._beside(figure.span)
        aside = figure.measure == "age" and before == "," and after in {",", ".", ";", ")"}
        return aside and not self.in_quotes(figure.span.start)

    def _beside(self, span: Span) -> tuple[str, str]:
        text = self.parse.text
        return text[max(0, span.start - 2) : span.start].strip()[-1:], text[span.end : span.end + 1]

    def _noun(self, token: Token) -> Token:
        """The noun that a number counts or describes."""
        for _ in range(4):
            head = self.parse.tokens[token.head]
            if token.dep not in {"nummod", "compound", "amod", "quantmod", "npadvmod", "nmod", "advmod"}:
                return token
            if head.pos not in {"NOUN", "PROPN", "NUM", "ADJ", "SYM"}:
                return token
            token = head
        return token

    def _inside(self, place: Place, n: int) -> list[str]:
        """Where in the content the figure stands."""
        draft, rank = self.all_.drafts[n], place.holding.index(n)
        quotes = self.in_quotes(place.figure.span.start)
        shape = self._shape(draft)
        path = self._path(place.token, draft, inside=True)
        form = self._tense(place.token)
        out = [
            f"in quotes={quotes}",
            f"content={shape}",
            f"path={path}",
            f"verb={form}",
            f"path={path} content={shape}",
        ]
        out += [f"{name} act={draft.act}" for name in out[:4]]
        out += [f"{group} content={shape}" for group, acts in ACTS.items() if draft.act in acts]
        out.append(f"act={draft.act} measure={place.figure.measure}")
        if draft.source is not None and _touches(draft.source, place.figure.span):
            out.append("in source")
        out.append(f"depth={min(rank, 3)} of={min(len(place.holding), 4)}")
        if rank:
            below = place.holding[rank - 1]
            out += self._nested("in it", n, below)
        if rank + 1 < len(place.holding):
            out += self._nested("around", n, place.holding[rank + 1])
        return out

    def _nested(self, how: str, n: int, other: int) -> list[str]:
        draft, around = self.all_.drafts[n], self.all_.drafts[other]
        nobody = self.all_.speakers[other] is None
        out = [f"{how} act={around.act}", f"{how} nobody={nobody}", f"{how} act={around.act} act={draft.act}"]
        out.append(f"{how} same={self.all_.speakers[other] == self.all_.speakers[n]}")
        out.append(f"{how} mode={around.mode}")
        out.append(f"{how} content={self._shape(around)}")
        return out

    def _shape(self, draft: Draft) -> str:
        """What the content is: a clause, an infinitive, a noun phrase."""
        if not draft.content:
            return "none"
        first = max(draft.content, key=lambda p: p.end - p.start)
        words = self.parse.tokens_in(first)
        if not words:
            return "none"
        opener = self.parse.tokens[words[0]]
        if opener.tag == "TO":
            return "to"
        if opener.tag == "IN" and opener.lower not in {"that", "if", "whether"}:
            return "prep"
        top = next((i for i in words if self.parse.tokens[i].head not in words), words[0])
        return "clause" if self.parse.tokens[top].pos in {"VERB", "AUX"} else "noun"

    def _path(self, token: Token, draft: Draft, *, inside: bool) -> str:
        """The clauses between the figure and the cue, from below: "relcl" in "said the man who won two cups fled"."""
        at = token
        steps: list[str] = []
        for _ in range(LONGEST_PATH):
            if at.i == draft.pivot:
                return " ".join([*steps[-3:], "cue"])
            if at.head == at.i or (inside and not draft.holds(at.start)):
                break
            if at.dep in CLAUSES:
                steps.append(at.dep)
            at = self.parse.tokens[at.head]
        return " ".join([*steps[-3:], "top"])

    def _tense(self, token: Token) -> str:
        """Form of the verb that governs a figure."""
        at = token
        for _ in range(LONGEST_PATH):
            if at.pos in {"VERB", "AUX"}:
                helpers = self.parse.kids(at.i, "aux")
                return next((t.tag for t in helpers if t.tag in {"MD", "TO"}), at.tag)
            if at.head == at.i:
                break
            at = self.parse.tokens[at.head]
        return "none"

    def _outside(self, place: Place, n: int, how: str) -> list[str]:
        """How far from the figure a statement is that does not hold it."""
        draft = self.all_.drafts[n]
        pivot = self.parse.tokens[draft.pivot]
        sentences = _gap(abs(place.sentence - pivot.sentence))
        blocks = _gap(abs(place.block - self.parse.sentences[pivot.sentence].block))
        held = f"{how} {'held' if place.holding else 'free'}"
        out = [held, f"{how} sentences={sentences}", f"{how} blocks={blocks}"]
        out += [f"{held} blocks={blocks} sentences={sentences}", f"{how} within={draft.within is not None}"]
        speaker = self.all_.speakers[n]
        if speaker is not None:
            out.append(f"{held} {self.entities[speaker].kind} blocks={blocks}")
        if pivot.lower in {"according", "per"}:
            out.append(f"{how} according")
        if self._speaks_of_numbers(n):
            out += [f"{held} by the numbers", f"{held} by the numbers blocks={blocks}"]
        if draft.source is not None and _touches(draft.source, place.figure.span):
            out.append(f"{how} in source")
        if pivot.sentence == place.sentence:
            out.append(f"{how} hangs {self._path(place.token, draft, inside=False)}")
        return [*out, *self._likeness(place, n, how, blocks), *self._nearness(place, n, held, blocks)]

    def _likeness(self, place: Place, n: int, how: str, blocks: str) -> list[str]:
        """How much a statement speaks of the same."""
        share, held = self._shared(place, self.all_.drafts[n]), "held" if place.holding else "free"
        alike = min(self._measures[n][place.figure.measure], 2)
        out = [f"{how} shares={share}", f"{how} {held} shares={share}", f"{how} {held} alike={alike}"]
        return [*out, f"{how} {held} alike={alike} shares={share} blocks={blocks}"]

    def _nearness(self, place: Place, n: int, held: str, blocks: str) -> list[str]:
        """Whether it is the last one before, and whether the figure stands in a quotation that may be its speaker's."""
        draft, nearest = self.all_.drafts[n], n == self._nearest(place)
        if not self.in_quotes(place.figure.span.start):
            return [f"{held} nearest", f"{held} nearest act={draft.act}"] if nearest else []
        own = "quoted" if any(self.in_quotes(piece.start) for piece in draft.content) else "plain"
        out = [f"{held} in quotes {own}", f"{held} in quotes {own} blocks={blocks}"]
        return [*out, f"{held} in quotes {own} nearest"] if nearest else out

    def _nearest(self, place: Place) -> int | None:
        """The last statement outside others before a figure's sentence."""
        starts = self._outermost[0]
        at = bisect_right(starts, self.parse.tokens[self.parse.sentences[place.sentence].first].start) - 1
        return self._outermost[1][at] if at >= 0 else None

    @cached_property
    def _outermost(self) -> tuple[list[int], list[int]]:
        numbers = [n for n in self.all_.order if self.all_.drafts[n].within is None]
        return [self.all_.drafts[n].cue.start for n in numbers], numbers

    def _speaks_of_numbers(self, n: int) -> bool:
        """Whether a statement is a record's: "a survey found", "according to figures of the bank"."""
        source = self.all_.drafts[n].source
        words = self.parse.tokens_in(source) if source is not None else range(0)
        return any(self.parse.tokens[i].lemma.lower() in RECORDS for i in words)

    def _shared(self, place: Place, draft: Draft) -> int:
        """How many words the figure's sentence shares with the content."""
        sentence = self.parse.sentences[place.sentence]
        here = self._topic(self.parse.span(sentence.first, sentence.last - 1))
        return min(MOST_SHARED, len(here & frozenset().union(*map(self._topic, draft.content))))

    def _topic(self, span: Span) -> frozenset[str]:
        """The nouns and verbs of a stretch of text."""
        if span not in self._topics:
            words = (self.parse.tokens[i] for i in self.parse.tokens_in(span))
            self._topics[span] = frozenset(t.lemma.lower() for t in words if t.pos in {"NOUN", "PROPN", "VERB"})
        return self._topics[span]


def _number(parse: Parse, span: Span) -> Token:
    """The token of a figure's number."""
    words = parse.tokens_in(span)
    number = next((i for i in words if parse.tokens[i].tag == "CD" or parse.tokens[i].pos == "NUM"), None)
    return parse.tokens[number if number is not None else words[0] if words else parse.token_at(span.start)]


def _what_speaks(head: Token) -> list[str]:
    """Whether a source is a record of numbers, another paper, or "I"."""
    lemma = head.lemma.lower()
    if lemma in RECORDS or head.lower in RECORDS:
        return ["record speaks"]
    if lemma in nouns.ARTEFACTS:
        return ["artefact speaks"]
    return ["I speak"] if nouns.is_speaker(head.text) else []


def _touches(source: Span, figure: Span) -> bool:
    """Whether a figure stands in a source or right behind it: "said Lopez, 30"."""
    return source.start <= figure.start <= source.end + 2


def _gap(count: int) -> str:
    return str(next((most for most in GAPS if count <= most), "more"))


def _step(confidence: float) -> str:
    return str(next((most for most in SURE if confidence <= most), "more"))
