"""The walk of a page's DOM into leaf blocks: runs of inline content between block boundaries."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from turbohtml import Document, Element, Node, Text

from onrecord.page.fold import fold_text
from onrecord.page.names import TAG_ZONES, Zone, name_zones

# What a browser never shows as text, or shows as a control rather than as prose.
UNSHOWN = frozenset(
    "head script style noscript template svg iframe object embed audio video canvas map math select option datalist "
    "textarea input progress meter dialog rp frame frameset noframes applet param source track portal".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rt rtc ruby s samp "
    "small span strike strong sub sup time tt u var wbr td th picture img slot gu-island amp-img".split()
)
# What stands before a caption; a player that a script puts there later is not to be seen in the page.
_PICTURES = frozenset(("img", "picture", "amp-img"))
_MOVING = frozenset(("video", "object", "embed"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN_NAME = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|show-for-sr|u-?hidden|is-hidden|"
    r"assistive-text|a11y-hidden|vh)(?:$|[\s_])",
    re.IGNORECASE,
)
_UNSEEN_STYLE = re.compile(r"display:none|visibility:hidden")


@lru_cache(maxsize=16384)
def _unseen_names(names: str) -> bool:
    return _UNSEEN_NAME.search(names) is not None


@dataclass(slots=True, eq=False)
class Frame:
    """A block-level element on the way down to a block.

    Args:
        zones: what its own tag and names hint at.
        inherited: its own zones and all its ancestors'.
        path: tag and first class of this element and its ancestors, as one hashable key.
    """

    parent: Frame | None
    element: Element
    tag: str
    zones: int
    inherited: int
    path: int
    depth: int
    names: str = ""


@dataclass(slots=True, eq=False)
class RawBlock:
    """A run of inline content that a reader sees as one block.

    Args:
        frame: the innermost block-level element around it.
        nodes: its text nodes in order; None stands for a line break or a cell boundary.
        text: the words, white space folded.
        link_chars: how many of the characters stand in links.
        inline: what the inline elements inside it hint at.
        number: its place among the page's blocks.
        strong_chars: how many of the characters are bold.
        after_picture: a picture stands between this block and the one before.
    """

    frame: Frame
    nodes: list[Text | None]
    text: str
    link_chars: int
    inline: int
    number: int
    strong_chars: int = 0
    after_picture: bool = False


Attributes = dict[str, str | list[str] | None]


def is_unseen(attrs: Attributes, names: str) -> bool:
    """Tell whether the page hides an element from its readers by its own markup.

    Args:
        names: its class, id and the like, as one string.
    """
    if names and _unseen_names(names):
        return True
    if "hidden" in attrs:
        # React streams content in hidden boxes that its script shows at once (renderToPipeableStream: id "S:0").
        return not str(attrs.get("id") or "").startswith("S:")
    style = attrs.get("style")
    return bool(style) and _UNSEEN_STYLE.search(str(style).lower().replace(" ", "")) is not None


def _names_of(attrs: Attributes) -> str:
    joined = ""
    for attribute in ("class", "id", "itemprop", "data-testid", "data-component", "role"):
        value = attrs.get(attribute)
        if value:
            joined += f" {value}" if isinstance(value, str) else f" {' '.join(value)}"
    return joined[1:]


# Deeper than any page in the tuning half (deepest: 61); bounds the work on a page made of nested tags.
DEEPEST = 400
# The longest page of the tuning half has 1,400; the blocks beyond are left unread, and a note says so.
MOST_BLOCKS = 10_000


class _Walker:
    """Collects blocks; the stack is explicit, so that no page is too deep for it."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self.blocks: list[RawBlock] = []
        self._hidden = hidden
        self.unseen: list[Element] = []
        self._nodes: list[Text | None] = []
        self._words: list[str] = []
        self._link_chars = 0
        self._strong_chars = 0
        self._inline = 0
        self._breaks = 0
        self._picture = False

    def walk(self, root: Element) -> None:
        frame = _frame(root, None)
        # Each level: its children, the frame, is it a block, does it stand in a link, is it strong.
        stack: list[tuple[Iterator[Node], Frame, bool, bool, bool]] = [(iter(root), frame, True, False, False)]
        while stack and len(self.blocks) < MOST_BLOCKS:
            children, frame, is_block, in_link, strong = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if is_block:
                    self._flush(frame)
            elif type(child) is Text:
                self._add(child, in_link, strong)
            elif type(child) is Element and len(stack) < DEEPEST:
                level = self._enter(child, frame, in_link, strong)
                if level is not None:
                    stack.append(level)

    def _enter(
        self, element: Element, frame: Frame, in_link: bool, strong: bool
    ) -> tuple[Iterator[Node], Frame, bool, bool, bool] | None:
        tag = element.tag
        if tag in UNSHOWN:
            self._picture = self._picture or tag in _MOVING
            return None
        if tag in _PICTURES:
            self._picture = True
        if tag == "br":
            self._break(frame)
            return None
        attrs = element.attrs.copy()  # read six times below: a plain dict answers ten times faster
        names = _names_of(attrs) if attrs else ""
        if attrs and (is_unseen(attrs, names) or (self._hidden and self._is_hidden(attrs))):
            self.unseen.append(element)
            return None
        in_link = in_link or tag == "a"
        if tag == "font" and self._breaks:
            self._flush(frame)  # before style sheets, a line in another font was another line of the page's head
        if tag in INLINE and not _is_credit(frame, names):
            if tag in ("td", "th") and _is_layout(element):
                self._flush(frame)
                return iter(element), _frame(element, frame, names), True, in_link, strong
            if self._nodes and (tag in ("td", "th") or self._is_line_of_heading(element, frame)):
                self._nodes.append(None)
                self._words.append(" ")
            self._inline |= (name_zones(names) if names else 0) | TAG_ZONES.get(tag, 0)
            return iter(element), frame, False, in_link, strong or tag in ("b", "strong")
        self._flush(frame)
        return iter(element), _frame(element, frame, names), True, in_link, strong

    def _is_line_of_heading(self, element: Element, frame: Frame) -> bool:
        """Tell whether a heading goes on in a box of its own, as kicker and headline do in ``</span><span>``."""
        glued = frame.tag in HEADINGS and element.tag == "span" and not self._words[-1][-1:].isspace()
        return glued and type(element.previous_sibling) is Element

    def _is_hidden(self, attrs: Attributes) -> bool:
        classes, identity = attrs.get("class"), attrs.get("id")
        names = classes.split() if isinstance(classes, str) else classes or []
        return any(f".{name}" in self._hidden for name in names) or (bool(identity) and f"#{identity}" in self._hidden)

    def _add(self, node: Text, in_link: bool, strong: bool) -> None:
        words = node.data
        if not self._nodes and words.isspace():
            return
        if in_link:
            self._link_chars += len(words)
        if strong:
            self._strong_chars += len(words)
        self._nodes.append(node)
        self._words.append(words)
        if self._breaks and not words.isspace():
            self._breaks = 0

    def _break(self, frame: Frame) -> None:
        self._breaks += 1
        if self._breaks >= 2:  # noqa: PLR2004 - an empty line between two lines makes two paragraphs
            self._flush(frame)
        elif self._nodes:
            self._nodes.append(None)
            self._words.append(" ")

    def _flush(self, frame: Frame) -> None:
        text = fold_text("".join(self._words)) if self._words else ""
        if text:
            self.blocks.append(
                RawBlock(
                    frame,
                    self._nodes,
                    text,
                    self._link_chars,
                    self._inline,
                    len(self.blocks),
                    self._strong_chars,
                    self._picture,
                )
            )
            self._picture = False
        self._nodes, self._words = [], []
        self._link_chars = self._strong_chars = self._breaks = 0
        self._inline = 0


# A cell with one of these, or with more text than a table's cell holds, is a box of a page's layout.
_LAYOUT = re.compile(r"(?:p|div|table|ul|ol|h[1-4]|br|img|form|center|hr)\Z")
LONGEST_CELL = 200


def _is_layout(cell: Element) -> bool:
    return cell.find(_LAYOUT) is not None or len(cell.text) > LONGEST_CELL


def _is_credit(frame: Frame, names: str) -> bool:
    """Tell whether an inline element is a picture's credit, which is a block of its own."""
    return bool(names) and bool(frame.inherited & _PICTURE) and bool(name_zones(names) & Zone.CREDIT)


_PICTURE = Zone.FIGURE | Zone.CAPTION


def _frame(element: Element, parent: Frame | None, names: str = "") -> Frame:
    tag = element.tag
    zones = TAG_ZONES.get(tag, 0) | (name_zones(names) if names else 0)
    if parent is None:
        return Frame(None, element, tag, 0, 0, hash_path(0, tag, ""), 0, names)
    path = hash_path(parent.path, tag, names)
    return Frame(parent, element, tag, zones, parent.inherited | zones, path, parent.depth + 1, names)


@lru_cache(maxsize=65536)
def hash_path(parent: int, tag: str, names: str) -> int:
    """Return a number for a path of tags and first classes, the same in every process."""
    return zlib.crc32(f"{tag}.{names.split(' ', 1)[0]}".encode("utf-8", "replace"), parent)


def walk_blocks(document: Document, hidden: frozenset[str] = frozenset()) -> tuple[list[RawBlock], list[Element]]:
    """Return the leaf blocks of a page in order, and the elements that the page hides.

    Args:
        hidden: classes (``.name``) and ids (``#name``) that the page's style sheet hides.
    """
    walker = _Walker(hidden)
    root = document.find("body") or document.find("html")
    if root is not None:
        walker.walk(root)
    return walker.blocks, walker.unseen
