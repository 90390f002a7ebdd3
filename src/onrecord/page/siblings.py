"""What stands among the paragraphs of the body: lists, tables, headings and embedded posts that the model doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.page.blocks import HEADINGS, Frame, RawBlock
from onrecord.page.names import Zone
from onrecord.page.zone_features import Matrix
from onrecord.page.zones import KINDS

BODY, CAPTION, CREDIT = (KINDS.index(kind) for kind in ("body", "caption", "credit"))
IN_BODY = 0.5
LONG_TEXT = 60  # code points: prose rather than a label
FEWEST = 3  # paragraphs that make their parent the body's box
FEW_LINKS = 0.4  # share of link characters: above, a list leads to other stories
LEVELS = 4  # from a table's row to the box that the table stands in
ENOUGH = 0.6  # what a block that was promoted is taken to have
# Of the whole prose that a page may hold in one repeated form, this share must be doubted for the form to be promoted.
SOME = 0.2
_NO_BODY = (
    Zone.RELATED | Zone.PROMO | Zone.SOCIAL | Zone.COMMENT | Zone.AD | Zone.NAV | Zone.FOOTER | Zone.CONSENT
    | Zone.TAGS | Zone.AUTHOR | Zone.FORM | Zone.CAPTION | Zone.CREDIT | Zone.ASIDE | Zone.WIDGET | Zone.FIGURE
)  # fmt: skip
_POSTS = ("twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed", "twitter-video")


def with_siblings(blocks: Sequence[RawBlock], thought: Matrix) -> Matrix:
    """Return the probabilities with the siblings of the body's paragraphs promoted.

    Measured on publishers held back (83 benchmark pages, 147 of publishers): see docs/experiments.md.

    Args:
        thought: probability of each kind for each block (shape ``(blocks, kinds)``).
    """
    promoted = _with_doubted_form(blocks, thought)
    prose = [b for b in blocks if promoted[b.number, BODY] >= IN_BODY and len(b.text) > LONG_TEXT]
    if not prose:
        return promoted
    boxes = _boxes(prose)
    for block in blocks[prose[0].number : prose[-1].number + 1]:
        if promoted[block.number, BODY] < IN_BODY and _belongs(block, boxes) and _is_text(thought, block):
            promoted[block.number, BODY] = ENOUGH
    return promoted


def _is_text(thought: Matrix, block: RawBlock) -> bool:
    return bool(max(thought[block.number, CAPTION], thought[block.number, CREDIT]) < IN_BODY)


def _boxes(prose: Sequence[RawBlock]) -> set[int]:
    """Return the ids of the frames that hold the body's paragraphs as children."""
    parents = Counter(id(b.frame.parent) for b in prose if b.frame.parent is not None)
    most = max(FEWEST, len(prose) // 4)
    return {parent for parent, count in parents.items() if count >= most}


def _belongs(block: RawBlock, boxes: set[int]) -> bool:
    if _is_post(block.frame):
        return True
    is_heading = block.frame.tag in HEADINGS or bool(block.frame.zones & Zone.SUBHEADING)
    if not (is_heading or block.frame.tag in {"li", "tr"}) or block.link_chars > FEW_LINKS * len(block.text):
        return False
    frame: Frame | None = block.frame
    for _ in range(LEVELS):
        if frame is None or frame.zones & _NO_BODY:
            return False
        if id(frame.parent) in boxes:
            return True
        frame = frame.parent
    return False


def _is_post(frame: Frame) -> bool:
    """Tell an embedded post: its words stand in the page, and a reader sees them."""
    around = [f for f in (frame, frame.parent) if f is not None]
    named = any(post in f.names for f in around for post in _POSTS)
    return named or any(f.tag == "blockquote" and "embed" in f.names for f in around)


def _with_doubted_form(blocks: Sequence[RawBlock], thought: Matrix) -> Matrix:
    """Promote the one repeated form that holds most of a page's prose where the model doubts all of it alike."""
    sure = sum(len(b.text) for b in blocks if thought[b.number, BODY] >= IN_BODY)
    forms: dict[int, list[RawBlock]] = {}
    for block in blocks:
        few_links = block.link_chars <= FEW_LINKS * len(block.text)
        if few_links and len(block.text) > LONG_TEXT and thought[block.number, BODY] >= SOME / 2:
            forms.setdefault(block.frame.path, []).append(block)
    promoted = thought.copy()
    for form in forms.values():
        numbers = [b.number for b in form]
        doubted = SOME <= float(thought[numbers, BODY].mean()) < IN_BODY
        if doubted and len(form) >= FEWEST and sum(len(b.text) for b in form) > sure / SOME / 2:
            promoted[numbers, BODY] = ENOUGH
    return promoted
