"""What each block of a page is, from the zone model's answer and what the page's markup says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.page.blocks import HEADINGS, Frame, RawBlock
from onrecord.page.declared import Head
from onrecord.page.furniture import furniture_reason
from onrecord.page.headline import find_headline
from onrecord.page.linekinds import ends_a_sentence, is_byline, is_caption, is_closing_credit, is_credit, same_words
from onrecord.page.names import Zone
from onrecord.page.plainkinds import find_dateline_alone
from onrecord.page.siblings import FEW_LINKS, with_siblings
from onrecord.page.zone_features import Matrix
from onrecord.page.zones import KINDS
from onrecord.record import BlockKind

BODY, STANDFIRST, CAPTION, CREDIT = (KINDS.index(kind) for kind in ("body", "standfirst", "caption", "credit"))
IN_BODY = 0.5
# A figure's caption inside the article is one unless the model is this sure of something else (see docs/page.md).
SURE = 0.9
NEAR = 12  # blocks between the headline and the body in which bylines, labels and standfirsts stand
LONGEST_BYLINE = 160
LONGEST_LABEL = 60
LONGEST_SUBHEADING = 120
LONGEST_CREDIT = 120
LONGEST_CAPTION = 600
FAINT = 0.03  # between paragraphs, a heading without links needs no more than this
DOUBT = 0.15  # a heading with less is another box's: those of related stories have .05 at most
LONGEST_ROW = 400  # a longer one is a layout's cell
_BOXES = Zone.PROMO | Zone.COMMENT | Zone.CONSENT | Zone.AD
_ELSEWHERE = Zone.RELATED | Zone.NAV | Zone.FOOTER | Zone.COMMENT | Zone.CONSENT

_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d\b")  # "20:30 Jane Doe" above a live update is its time

# What a left-out block was, best reason first.
_REASONS: tuple[tuple[int, str], ...] = (
    (Zone.CONSENT, "consent dialogue"),
    (Zone.COMMENT, "readers' comments"),
    (Zone.NAV, "navigation"),
    (Zone.FOOTER, "footer"),
    (Zone.RELATED, "other stories"),
    (Zone.AD, "advertisement"),
    (Zone.PROMO, "promotion"),
    (Zone.SOCIAL, "share bar or embedded post"),
    (Zone.TAGS, "labels"),
    (Zone.AUTHOR, "about the author"),
    (Zone.FORM, "form"),
    (Zone.ASIDE, "aside"),
    (Zone.HEADER, "header"),
)


@dataclass(slots=True)
class Piece:
    """A block on its way into the article.

    Args:
        kind: None where it is left out.
        reason: why it was left out.
        published: time of a live update, RFC 3339.
    """

    block: RawBlock
    kind: BlockKind | None
    reason: str = ""
    published: str | None = None
    merged: list[RawBlock] = field(default_factory=list)


def pieces_of(blocks: Sequence[RawBlock], thought: Matrix, head: Head) -> list[Piece]:
    """Decide what each block is.

    Args:
        thought: probability of each kind for each block (shape ``(blocks, kinds)``).
    """
    thought = with_siblings(blocks, _agreed(blocks, thought))
    inside = _prose_numbers(blocks, thought)
    first, last = (inside[0], inside[-1]) if inside else (len(blocks), -1)
    title = find_headline(blocks, head, first)
    around = _Around(head, title, first, last)
    pieces = [Piece(block, *_decide(block, thought[block.number], around)) for block in blocks]
    _keep_headings(pieces, thought, around)
    _drop_repetitions(pieces, title)
    return pieces


@dataclass(frozen=True, slots=True)
class _Around:
    head: Head
    title: RawBlock | None
    first: int
    last: int

    def holds_picture(self, block: RawBlock) -> bool:
        """Tell whether a block stands where the article's pictures stand; in a gallery, anywhere below the headline."""
        if self.last < 0:
            return self.title is not None and block.number > self.title.number
        return self.first - 2 * NEAR <= block.number <= self.last + NEAR

    def near_headline(self, block: RawBlock) -> bool:
        start = self.title.number if self.title is not None else self.first
        return start - NEAR <= block.number <= min(self.first + 2, start + 2 * NEAR)


def _agreed(blocks: Sequence[RawBlock], thought: Matrix) -> Matrix:
    """Let the items of one list and the rows of one table decide together whether they are of the article."""
    groups: dict[tuple[int, int], list[int]] = {}
    for block in blocks:
        if block.frame.tag == "li" and block.frame.parent is not None:
            groups.setdefault((id(block.frame.parent), block.frame.path), []).append(block.number)
        elif block.frame.tag == "tr":
            groups.setdefault((id(_table_of(block.frame)), 0), []).append(block.number)
    agreed = thought.copy()
    for numbers in groups.values():
        if max(thought[numbers, CAPTION]) < IN_BODY:
            agreed[numbers] = thought[numbers].mean(axis=0)
    return agreed


def _table_of(frame: Frame) -> Frame:
    while frame.tag != "table" and frame.parent is not None:
        frame = frame.parent
    return frame


def _prose_numbers(blocks: Sequence[RawBlock], thought: Matrix) -> list[int]:
    """Return the numbers of the blocks that are prose of the body: they tell where it begins and ends."""
    found = [b for b in blocks if thought[b.number, BODY] >= IN_BODY and len(b.text) > LONGEST_LABEL]
    return [b.number for b in found if b.frame.tag != "tr" and furniture_reason(b.text) is None]


def _decide(block: RawBlock, thought: Matrix, around: _Around) -> tuple[BlockKind | None, str]:
    if around.title is not None and block.number == around.title.number:
        return "title", ""
    reason = furniture_reason(block.text)
    if reason is not None:
        return None, reason
    kind = _picture_kind(block, thought, around)
    if kind is None and thought[BODY] >= IN_BODY and not _is_apart(block, thought, around):
        kind = _body_kind(block, around)
    if kind is None and around.near_headline(block):
        kind = _head_kind(block, thought, around)
    return kind, "" if kind is not None else _why(block)


def _picture_kind(block: RawBlock, thought: Matrix, around: _Around) -> BlockKind | None:
    """Tell captions and credits."""
    hints = block.frame.zones | block.inline | (block.frame.parent.zones if block.frame.parent else 0)
    if block.frame.inherited & _ELSEWHERE and max(thought[CAPTION], thought[CREDIT]) < IN_BODY:
        return None
    if not around.holds_picture(block):
        return None
    is_short = len(block.text) <= LONGEST_CREDIT
    if thought[CREDIT] >= IN_BODY or (is_short and hints & Zone.CREDIT and block.frame.inherited & Zone.FIGURE):
        return "credit"
    captioned = bool(hints & Zone.CAPTION) and bool(block.frame.inherited & (Zone.FIGURE | Zone.CAPTION))
    in_gallery = captioned and around.last < 0
    signed = block.after_picture and len(block.text) <= LONGEST_CAPTION and is_caption(block.text)
    captioned = captioned or signed
    if (
        thought[CAPTION] >= IN_BODY
        or in_gallery
        or (captioned and (signed or thought[0] < SURE) and thought[BODY] < SURE)
    ):
        return "credit" if is_credit(block.text) else "caption"
    return None


def _is_apart(block: RawBlock, thought: Matrix, around: _Around) -> bool:
    """Tell whether a block that the model would take stands where nothing of the body stands."""
    short = len(block.text) <= LONGEST_SUBHEADING
    if short and around.title is not None and block.number < around.title.number:
        return True
    if block.frame.tag == "tr" and (None not in block.nodes or not around.first <= block.number <= around.last):
        return True
    leads_away = block.frame.tag in HEADINGS and block.link_chars > FEW_LINKS * len(block.text)
    if leads_away and block.number > around.last:
        return True
    if len(block.text) <= LONGEST_LABEL and _CLOCK.match(block.text) and not ends_a_sentence(block.text):
        return True
    hints = block.frame.zones | (block.frame.parent.zones if block.frame.parent else 0)
    return bool(hints & _BOXES) and not hints & (Zone.BODY | Zone.QUOTE) and thought[BODY] < SURE


def _keep_headings(pieces: list[Piece], thought: Matrix, around: _Around) -> None:
    """Keep a heading that the model doubts where the block after it is of the body."""
    for piece, following in pairwise(pieces):
        is_heading = piece.kind is None and piece.block.frame.tag in HEADINGS
        if is_heading and following.kind in {"paragraph", "list-item"} and _heads(piece, following, thought, around):
            piece.kind, piece.reason = "subheading", ""


def _heads(piece: Piece, following: Piece, thought: Matrix, around: _Around) -> bool:
    block, doubt = piece.block, float(thought[piece.block.number, BODY])
    if furniture_reason(block.text) is not None or block.link_chars > FEW_LINKS * len(block.text):
        return False
    hints = block.frame.zones | (block.frame.parent.zones if block.frame.parent else 0)
    if around.first < block.number < around.last and doubt >= FAINT and not hints & (_BOXES | _ELSEWHERE):
        return True
    same_box = block.frame.parent is not None and _holds(block.frame.parent, following.block.frame)
    return same_box and (doubt >= DOUBT or following.kind == "list-item")


def _holds(outer: Frame, inner: Frame) -> bool:
    frame: Frame | None = inner
    for _ in range(3):
        if frame is None or frame is outer:
            break
        frame = frame.parent
    return frame is outer


def _body_kind(block: RawBlock, around: _Around) -> BlockKind:
    """Tell what kind of block of the body it is."""
    if block.number < around.first and _is_standfirst(block, around) and around.near_headline(block):
        return "standfirst"
    tag = block.frame.tag
    if tag in HEADINGS or _is_run_in_heading(block):
        return "subheading"
    if tag == "tr" and len(block.text) <= LONGEST_ROW:
        return "table"
    return "list-item" if tag in {"li", "dd", "dt"} else _prose_kind(block, around)


def _prose_kind(block: RawBlock, around: _Around) -> BlockKind:
    if block.number <= around.first and len(block.text) <= LONGEST_LABEL and find_dateline_alone(block.text):
        return "dateline"
    if is_closing_credit(block.text):
        return "credit"
    return "quote" if "blockquote" in _tags(block) else "paragraph"


def _is_run_in_heading(block: RawBlock) -> bool:
    """Tell a heading set as a paragraph: bold, named so, or in capitals."""
    if block.frame.tag in {"tr", "li", "dd", "dt"} or len(block.text) > LONGEST_SUBHEADING:
        return False
    if "blockquote" in _tags(block) or block.text.endswith((".", "!", ",", ":", "-", "–", "—")):
        return False
    bold = block.strong_chars >= 0.95 * len(block.text) and not block.text.endswith(("”", '"'))
    named = bool(block.frame.zones & (Zone.SUBHEADING | Zone.HEADLINE))
    return bold or named or (block.text.isupper() and len(block.text) <= LONGEST_LABEL)


def _tags(block: RawBlock) -> set[str]:
    frame, tags = block.frame, set[str]()
    for _ in range(3):
        tags.add(frame.tag)
        if frame.parent is None:
            break
        frame = frame.parent
    return tags


def _is_standfirst(block: RawBlock, around: _Around) -> bool:
    hints = block.frame.zones | block.inline | (block.frame.parent.zones if block.frame.parent else 0)
    words = frozenset(same_words(block.text))
    declared = [frozenset(same_words(text)) for text in around.head.descriptions]
    return bool(hints & Zone.STANDFIRST) or any(words and len(words & d) >= SURE * len(words) for d in declared)


def _head_kind(block: RawBlock, thought: Matrix, around: _Around) -> BlockKind | None:
    """Tell what stands between the page's top and its body."""
    if thought[STANDFIRST] >= IN_BODY and block.number <= around.first + 1:
        return "standfirst"
    if block.number > around.first:
        return None
    if len(block.text) <= LONGEST_BYLINE and is_byline(block.text):
        return "byline"
    if around.title is not None and block.number > around.title.number:
        return _below_title(block, thought, around)
    is_label = len(block.text) <= LONGEST_LABEL and bool(
        (block.frame.zones | block.inline) & (Zone.TAGS | Zone.SECTION)
    )
    return "section" if is_label and same_words(block.text) in sections(around.head) else None


def _below_title(block: RawBlock, thought: Matrix, around: _Around) -> BlockKind | None:
    if block.frame.tag == "li" and _is_summary(block, thought):
        return "list-item"
    is_prose = len(block.text) > LONGEST_LABEL and block.link_chars < len(block.text) / 2
    elsewhere = (block.frame.zones | block.inline) & (Zone.AUTHOR | Zone.CAPTION)
    return "standfirst" if is_prose and not elsewhere and _is_standfirst(block, around) else None


def _is_summary(block: RawBlock, thought: Matrix) -> bool:
    """Tell an item of the list that some outlets set above their article: what is known, in short."""
    frame, hints = block.frame, 0
    for _ in range(3):
        hints |= frame.zones
        if frame.parent is None:
            break
        frame = frame.parent
    in_words = len(block.text) > LONGEST_LABEL // 2 and block.link_chars < len(block.text) / 2
    return in_words and bool(hints & Zone.STANDFIRST) and not hints & (_ELSEWHERE | _BOXES) and thought[0] < SURE


def sections(head: Head) -> set[tuple[str, ...]]:
    """Return the words of each section that a page declares."""
    named = head.article.get("articleSection")
    listed = [named] if isinstance(named, str) else named if isinstance(named, list) else []
    return {same_words(name) for name in [*listed, *head.named("article:section", "section")] if isinstance(name, str)}


def _drop_repetitions(pieces: list[Piece], title: RawBlock | None) -> None:
    """Leave out what says the same words again: the title, a block printed twice, a pull quote set large."""
    whole = same_words(title.text) if title is not None else ()
    seen: set[tuple[bool, tuple[str, ...]]] = set()
    bodies = [" ".join(same_words(p.block.text)) for p in pieces if p.kind == "paragraph"]
    for piece in pieces:
        if piece.kind is None or piece.kind == "title":
            continue
        words = same_words(piece.block.text)
        if words and words == whole:
            piece.kind, piece.reason = None, "the headline again"
        elif (piece.kind == "caption", words) in seen and piece.kind not in {"credit", "table"}:
            piece.kind, piece.reason = None, "printed twice"
        elif _is_pull_quote(piece, words, bodies):
            piece.kind, piece.reason = None, "pull quote that the text says too"
        seen.add((piece.kind == "caption", words))


def _is_pull_quote(piece: Piece, words: tuple[str, ...], bodies: list[str]) -> bool:
    hinted = piece.block.frame.inherited & (Zone.QUOTE | Zone.ASIDE) or "blockquote" in _tags(piece.block)
    if not hinted or piece.kind not in {"paragraph", "quote"} or len(words) < 4:  # noqa: PLR2004 - a phrase
        return False
    phrase = " ".join(words)
    return any(phrase in body and len(phrase) < len(body) for body in bodies)


def _why(block: RawBlock) -> str:
    zones = block.frame.inherited | block.inline
    return next((reason for zone, reason in _REASONS if zones & zone), "not of the article")
