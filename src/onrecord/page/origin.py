"""Where the text of a page's DOM stands in the page's source.

turbohtml tells where each element's tags stand, not where a text node stands; a text node stands after the tag
before it. From there its characters are matched one by one with the source: character references, line ends and
stray tags aside, every character must be the same, so that a wrong place cannot go unnoticed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from contextlib import suppress
from html import unescape

from turbohtml import Document, Element, Node, Text

from onrecord.page.fold import Folded, Run, fold

_SPECIAL = re.compile(r"[&<\r\x00]")
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,31});?")
_COMMENT = re.compile(r"<!--.*?(?:-->|--!>|\Z)", re.DOTALL)
_TAG = re.compile(r"""</?[A-Za-z!?/][^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+>""")
_MARKUP = re.compile(r"<(?:[A-Za-z!?]|/.)", re.DOTALL)  # what a browser takes for more than the sign
_CRLF = re.compile(r"\r\n")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


# Tags that never end, each looked for to the end of the page; a browser, too, takes the rest of the page for the first.
MOST_ENDLESS = 20


class MisalignedError(Exception):
    """A text node does not stand where its neighbours say; caught in this module and counted."""


class Source:
    """The source of a page, and where the text nodes of its DOM stand in it.

    Args:
        text: the page, decoded.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        # turbohtml counts "\r\n" once; these are the places, in its count, after which one more has to be added.
        self._crlf = [m.start() - k for k, m in enumerate(_CRLF.finditer(text))] if "\r\n" in text else []
        self.misaligned = 0
        self._endless = 0
        self._ends: dict[Text, int] = {}  # of texts skipped: each of 3,000 comments in a row went over all before it

    def _offset(self, normalised: int) -> int:
        return normalised + bisect_right(self._crlf, normalised - 1) if self._crlf else normalised

    def block(self, nodes: list[Text | None]) -> Folded:
        """Return the folded text of a block's nodes with the source offset of each code point.

        Args:
            nodes: text nodes in order; None stands for a line break or a cell boundary, which reads as a space.
        """
        runs: list[Run] = []
        at = 0
        previous: Text | None = None
        for node in nodes:
            if node is None:
                runs.append((" ", at))
            else:
                at = self._place(node, runs, at, follows=previous is not None and node.previous_sibling == previous)
                previous = node
        return fold(runs)

    def _place(self, node: Text, runs: list[Run], at: int, *, follows: bool) -> int:
        """Add the runs of one text node; return where the node ends.

        Args:
            at: where the node before it ended.
            follows: nothing stands between the two.
        """
        shown = node.data
        # Of misnested tags (<b>x<div>y</b>z) the parser makes copies without a place of their own; their text still
        # follows what stands before it, tags aside.
        for start in (at,) if follows else (self._before(node), at):
            try:
                found, end = self._match(shown, start)
            except MisalignedError:
                continue
            runs += found
            return end
        self.misaligned += 1
        place = self.text.find(shown.strip(), at)
        runs += [(shown.strip(), place)] if place >= 0 else []
        return place + len(shown.strip()) if place >= 0 else at

    def _before(self, node: Node) -> int:
        """Return where the source goes on after whatever stands before a node."""
        skipped: list[Text] = []
        sibling = node.previous_sibling
        while sibling is not None:
            if type(sibling) is Text:
                if (end := self._ends.get(sibling)) is not None:
                    return self._skip(skipped, end)
                skipped.append(sibling)
            elif type(sibling) is Element and sibling.source_location is not None:
                return self._skip(skipped, self._after(sibling))
            sibling = sibling.previous_sibling
        parent = node.parent
        if type(parent) is Element and parent.source_location is not None:
            return self._skip(skipped, self._offset(parent.source_location.start_tag.end_offset))
        if parent is None or type(parent) is Document:
            return self._skip(skipped, 0)
        return self._skip(skipped, self._before(parent))

    def _after(self, element: Element) -> int:
        location = element.source_location
        if location is None:
            return self._before(element)
        if location.end_tag is not None:
            return self._offset(location.end_tag.end_offset)
        at = self._offset(location.start_tag.end_offset)
        if element.tag in _VOID:
            return at
        last = next((text for text in _texts_backwards(element)), None)
        return at if last is None else self._skip([last], self._before(last))

    def _skip(self, texts: list[Text], at: int) -> int:
        for text in reversed(texts):
            with suppress(MisalignedError):
                at = self._match(text.data, at)[1]
            self._ends[text] = at
        return at

    def _match(self, shown: str, at: int) -> tuple[list[Run], int]:
        """Match a text node with the source from a place on; return its runs and where it ends.

        Raises:
            MisalignedError: another character stands in the source.
        """
        source, k, runs = self.text, 0, list[Run]()
        while k < len(shown):
            special = _SPECIAL.search(source, at, at + len(shown) - k)
            stop = special.start() if special else min(len(source), at + len(shown) - k)
            if stop > at:
                if source[at:stop] != shown[k : k + stop - at]:
                    raise MisalignedError
                runs.append((source[at:stop], at))
                k, at = k + stop - at, stop
            elif special is None:
                raise MisalignedError
            else:
                part, after = self._special(shown, k, at)
                # A reference that stands for two code points: both come from its ampersand.
                runs += [(shown_char, at) for shown_char in part]
                k, at = k + len(part), after
        return runs, at

    def _special(self, shown: str, k: int, at: int) -> tuple[str, int]:
        """Read one special character of the source: what it shows, and where the source goes on."""
        source, char = self.text, self.text[at]
        if char == "&":
            reference = _REFERENCE.match(source, at)
            meant = unescape(reference[0]) if reference else "&"
            if reference and meant != reference[0] and shown.startswith(meant, k):
                return meant, reference.end()
            kept = next((n for n in range(len(meant), 0, -1) if shown.startswith(meant[:n], k)), 0) if reference else 0
            if kept and meant[0] != "&" and reference is not None:
                # "&notit;" shows "¬it;": the reference ends where its known name does.
                return meant[:1], reference.end() - (len(meant) - 1)
        if char == "<" and (shown[k] != "<" or self._begins_tag(shown, k, at)):
            return "", self._tag_end(at)
        if char == "\r":
            return ("\n" if shown[k] == "\n" else ""), at + (2 if source.startswith("\r\n", at) else 1)
        if char == "\x00" and shown[k] != "\x00":
            return ("\ufffd" if shown[k] == "\ufffd" else ""), at + 1
        if shown[k] != char:
            raise MisalignedError
        return char, at + 1

    def _begins_tag(self, shown: str, k: int, at: int) -> bool:
        """Whether the "<" of the source is not the one shown: where tags are read, one before a letter never is."""
        source = self.text
        return _MARKUP.match(source, at) is not None and source[at + 1 : at + 2] != shown[k + 1 : k + 2]

    def _tag_end(self, at: int) -> int:
        comment = self.text.startswith("<!--", at)
        found = None
        if self._endless < MOST_ENDLESS:
            found = (_COMMENT if comment else _TAG).match(self.text, at)
        if found is None:
            self._endless += 1
            raise MisalignedError
        return found.end()


def _texts_backwards(element: Element) -> list[Text]:
    """Return the last text node under an element, in a list of at most one."""
    for child in reversed(list(element)):
        if type(child) is Text:
            return [child]
        if type(child) is Element and (found := _texts_backwards(child)):
            return found
    return []
