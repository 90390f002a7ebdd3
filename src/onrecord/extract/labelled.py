"""Words under a label: lines of an interview, lists of quotations.

``Mara Quill: “We are ready.”`` and ``“We are ready.” — Mara Quill, engineer`` attribute without a verb, and so does
each turn of a dialogue whose lines begin with the speaker. A label alone proves nothing ("Price: 4 pounds"): there
must be a quotation that fills the rest of the line, or a dialogue, in which labels come again. "Q:" and "A:" name
nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft
from onrecord.extract.pieces import tidy
from onrecord.record import Span
from onrecord.text.quotes import overlapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.record import Block
    from onrecord.text import Parse
    from onrecord.text.quotes import Quotation

KINDS = frozenset({"paragraph", "list-item", "quote"})
BULLET = r"[\s\-–—•*·]{0,20}"
# Names and posts are short; what is longer before a colon is a sentence.
WHO = r"[A-Z][^:;\n\"“”„«»?!]{1,70}"
# A dialogue may be quoted whole, each turn with a mark before its speaker.
BEFORE = re.compile(rf"{BULLET}(?P<quoted>[\"“]?)(?P<who>{WHO})(?P<mark>:)\s+")
BEHIND = re.compile(rf"\s{{0,20}}([\-–—―]{{1,20}})\s{{0,20}}({WHO})\s*")
# The parts of a name that are written small.
SMALL = frozenset("of the for and de da di du del la le van von der den al el bin ibn a an to in on at with".split())
MOST_WORDS = 6
FEWEST_TURNS = 3
# Too few to measure: PolNeAR's 924 and silver's 340 articles have one dialogue and one list, 27 lines, all right. A
# quotation with its speaker beside it is about as sure as with "said", a turn of a dialogue somewhat less.
QUOTED, SPOKEN = 0.9, 0.8


@dataclass(frozen=True, slots=True)
class _Line:
    """A block with its label.

    Args:
        words: what stands under the label.
    """

    label: Span
    mark: Span
    words: Span


def labelled_drafts(parse: Parse, blocks: Sequence[Block], quotations: Sequence[Quotation]) -> Iterator[Draft]:
    """Yield what labels attribute, in text order.

    Args:
        quotations: of the blocks, in text order.
    """
    text = parse.text
    lines = {n: line for n, b in enumerate(blocks) if b.kind in KINDS and (line := _before(text, b)) is not None}
    turns = _dialogue(text, lines)
    for number, block in enumerate(blocks):
        if block.kind not in KINDS:
            continue
        line = lines.get(number)
        if line is not None and (_is_quoted(text, line.words, quotations) or number in turns):
            yield from _draft(parse, line, QUOTED if number not in turns else SPOKEN)
        elif (behind := _behind(text, block, quotations)) is not None:
            yield from _draft(parse, behind, QUOTED)


def _before(text: str, block: Block) -> _Line | None:
    """Read "Speaker: words"."""
    found = BEFORE.match(text, block.start, block.end)
    if found is None or not _is_name(found["who"]):
        return None
    # The words keep the stop behind them: a quotation's last mark may follow it. A dialogue's own mark goes.
    end = block.end - bool(found["quoted"] and text[block.end - 1] in '"”')
    words = tidy(text, Span(found.end(), end))
    if words is None:
        return None
    return _Line(Span(*found.span("who")), Span(*found.span("mark")), Span(words.start, end))


def _behind(text: str, block: Block, quotations: Sequence[Quotation]) -> _Line | None:
    """Read "“Words” — speaker"."""
    first = next(iter(overlapping(Span(block.start, block.end), quotations)), None)
    if first is None or text[block.start : first.start].strip(" -–—•*·") or not first.closed:
        return None
    found = BEHIND.fullmatch(text, first.end, block.end)
    if found is None or not _is_name(found[2]):
        return None
    return _Line(Span(*found.span(2)), Span(*found.span(1)), Span(first.start, first.end))


def _is_name(label: str) -> bool:
    """Whether a label may be a person or a body: capitals up to the first comma or bracket, and few words."""
    words = re.split(r"[,(]", label, maxsplit=1)[0].split()
    own = [w for w in words if w.lower() not in SMALL]
    return 0 < len(words) <= MOST_WORDS and all(w[0].isupper() for w in own) and any(len(w) > 1 for w in own)


def _is_quoted(text: str, words: Span, quotations: Sequence[Quotation]) -> bool:
    """Whether quotations are all there is."""
    inside = overlapping(words, quotations)
    return bool(inside) and inside[0].start == words.start and not text[inside[0].end : words.end].strip(" .,;")


def _dialogue(text: str, lines: dict[int, _Line]) -> frozenset[int]:
    """The numbers of the blocks that are turns of a dialogue: speakers who come again, whole sentences."""
    spoken = {n: line for n, line in lines.items() if _is_sentence(line.words.of(text))}
    often = Counter(line.label.of(text) for line in spoken.values())
    turns = frozenset(n for n, line in spoken.items() if often[line.label.of(text)] > 1)
    speakers = {spoken[n].label.of(text) for n in turns}
    return turns if len(speakers) > 1 and len(turns) >= FEWEST_TURNS else frozenset()


def _is_sentence(words: str) -> bool:
    return words.rstrip(" \"”’'").endswith((".", "?", "!", "…")) and words[:1].isupper()


def _draft(parse: Parse, line: _Line, sure: float) -> Iterator[Draft]:
    content, label = tidy(parse.text, line.words), tidy(parse.text, line.label)
    inside = parse.tokens_in(line.label)
    if content is None or label is None or not inside or any(_tells(parse, i) for i in inside):
        return
    asks = line.words.of(parse.text).rstrip(" \"”’'").endswith("?")
    key = "ask" if asks else ":"
    pivot = parse.token_at(line.mark.start)
    yield Draft(pivot, key, line.mark, label, _head(parse, inside), (content,), "ask" if asks else "say", sure)


def _tells(parse: Parse, token: int) -> bool:
    """Whether a word makes a sentence of the label ("Quill told the council:"), which its own verb then attributes."""
    word = parse.tokens[token]
    if parse.text[word.start - 1 : word.start] in {"", "\n"} and word.pos in {"ADV", "ADP", "SCONJ", "PRON"}:
        return True  # "Then, later that month on air:"
    return word.lower == "according" or (word.pos in {"VERB", "AUX"} and token not in parse.name_at)


def _head(parse: Parse, inside: range) -> int:
    """The head of a label: that of its first name, or its last word before a comma."""
    named = next((parse.name_at[i] for i in inside if i in parse.name_at), None)
    if named is not None:
        return min(named.last, inside[-1] + 1) - 1
    comma = next((i for i in inside if parse.tokens[i].text in {",", "("}), inside[-1] + 1)
    return max(inside[0], comma - 1)
