"""What each block of a plain text is, from its words and its neighbours.

Above the first paragraph stands the head: title, a second headline, standfirst, section, byline, date, captions. Below
it, the body. Furniture is left out in both, with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.page.dateline import find_dateline
from onrecord.page.fold import Folded
from onrecord.page.furniture import furniture_reason
from onrecord.page.linekinds import (
    credit_in_caption,
    ends_a_sentence,
    is_byline,
    is_caption,
    is_closing_credit,
    is_credit,
    is_label,
    is_list_item,
    same_words,
    word_count,
)
from onrecord.page.stampline import read_stamp_line
from onrecord.record import BlockKind

_LIVE_STORY = "live story"
_TIME = "time of publication"
_REPEATED = "title repeated in the same words"
_ABSTRACT = "label of the archive"

# Headlines of the 435 texts beside the checkout: 3 to 26 words; those that end in a full stop (an archive's habit) at
# most 18, unless their words begin large.
_TITLE_WORDS = 40
_SENTENCE_TITLE_WORDS = 18
_LARGE_SHARE = 0.7
# A second headline tells the same in other words: of the standfirsts of the sets without a full stop none shares more
# than a fifth of its content words with the headline.
_SECOND_TITLE_SHARE = 0.4
_HEADLINE_WORDS = range(4, 41)
_STANDFIRST_WORDS = 70
_SUBHEADING_WORDS = 12
_PULL_QUOTE_WORDS = 40
_MOST_QUOTES = 100  # looked for in all paragraphs; more short quotations are an interview, not pull quotes
_TITLE_TAIL = 5  # " | The Harbour Post": words of an outlet's name behind a repeated title
_PROSE_WORDS = 6
_QUOTED = re.compile(r"[\"“„«‘'](?P<words>[^\"“”„«»]{12,})[\"”“»’']\Z")
_SMALL = frozenset("a an and as at but by for from in into is it its of on or over than that the to with after".split())


@dataclass(slots=True)
class Piece:
    """One block on its way to a kind.

    Args:
        folded: its text and the source offsets.
        group: number of the run of lines without a blank line between them.
        kind: None while unknown, and for what is left out.
        reason: why it is left out; empty for what is kept.
    """

    folded: Folded
    group: int
    kind: BlockKind | None = None
    reason: str = ""

    @property
    def text(self) -> str:
        """The words."""
        return self.folded.text

    @property
    def settled(self) -> bool:
        """Whether it has a kind or a reason."""
        return self.kind is not None or bool(self.reason)


def sort_pieces(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces, each with its kind or the reason why it is left out; a credit in a caption is cut off."""
    for piece in pieces:
        _by_words(piece)
    pieces = [part for piece in pieces for part in _parted(piece)]
    _live_story_boxes(pieces)
    title = _title(pieces)
    body = _head(pieces, title)
    _body(pieces[body:], title)
    return pieces


def _parted(piece: Piece) -> list[Piece]:
    """Part a caption from the credit at its end."""
    at = credit_in_caption(piece.text) if piece.kind == "caption" else None
    folded = piece.folded
    if not at or not (folded.text[at] in "[(" or folded.text[:at].endswith((". ", '" ', "” "))):
        return [piece]
    end = len(folded.text[:at].rstrip())
    caption = Piece(Folded(folded.text[:end], folded.offsets[:end]), piece.group, "caption")
    return [caption, Piece(Folded(folded.text[at:], folded.offsets[at:]), piece.group, "credit")]


def _by_words(piece: Piece) -> None:
    """Settle what the words alone tell."""
    line = piece.text
    piece.reason = furniture_reason(line) or (_TIME if read_stamp_line(line) else "")
    if piece.reason:
        return
    if is_byline(line):
        piece.kind = "byline"
    elif is_closing_credit(line) or is_credit(line):
        piece.kind = "credit"
    elif is_caption(line):
        piece.kind = "caption"
    elif is_list_item(line):
        piece.kind = "list-item"


def _live_story_boxes(pieces: list[Piece]) -> None:
    """Leave out the section's name that stands over an embedded live story."""
    for before, box in pairwise(pieces):
        if box.reason == _LIVE_STORY and not before.settled and before.group == box.group and is_label(before.text):
            before.reason = _LIVE_STORY


def _title(pieces: list[Piece]) -> Piece | None:
    """Find the headline: the first line that is neither furniture nor a section's name nor a paragraph."""
    open_pieces = [piece for piece in pieces if not piece.settled]
    for i, piece in enumerate(open_pieces[:3]):
        following = open_pieces[i + 1] if i + 1 < len(open_pieces) else None
        if following is None:
            return None
        if _is_section(pieces, piece, following):
            piece.kind = "section"
            continue
        if not _may_be_title(piece.text):
            return None
        if _only_longer(piece.text, following.text):
            piece.reason = _REPEATED  # the browser's title over the headline itself
            continue
        piece.kind = "title"
        return piece
    return None


def _is_section(pieces: list[Piece], piece: Piece, following: Piece) -> bool:
    """Tell a section's name: a label right before furniture, or right before a headline."""
    if not is_label(piece.text):
        return False
    at = next(i for i, other in enumerate(pieces) if other is piece)
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if after is not None and after.reason and after.group == piece.group:
        return True
    return piece.text.isupper() and _may_be_title(following.text) and not ends_a_sentence(following.text)


def _may_be_title(line: str) -> bool:
    words = word_count(line)
    if not 1 <= words <= _TITLE_WORDS or find_dateline(line) is not None:
        return False
    if not ends_a_sentence(line) or line[-1] in "?!\"'”’;…":
        return True
    return words <= _SENTENCE_TITLE_WORDS or _large_share(line) >= _LARGE_SHARE


def _large_share(line: str) -> float:
    words = [word for word in line.split() if word[0].isalpha() and word.lower() not in _SMALL]
    return sum(word[0].isupper() for word in words) / max(1, len(words))


def _only_longer(line: str, title: str) -> bool:
    """Tell whether a line is the title with nothing but an outlet's name behind it."""
    words, short = same_words(line), same_words(title)
    return len(short) > 1 and len(short) < len(words) <= len(short) + _TITLE_TAIL and words[: len(short)] == short


def _head(pieces: list[Piece], title: Piece | None) -> int:
    """Settle the head; return where the body begins."""
    for i, piece in enumerate(pieces):
        if piece.settled:
            continue
        following = pieces[i + 1] if i + 1 < len(pieces) else None
        kind = _head_kind(pieces, i, title)
        if kind is None:
            return i
        if kind == "repeated":
            piece.reason = _REPEATED
        elif kind == "subheading" and (following is None or not _is_prose(following)):
            return i
        else:
            piece.kind = kind
    return len(pieces)


def _head_kind(pieces: list[Piece], i: int, title: Piece | None) -> BlockKind | Literal["repeated"] | None:
    line = pieces[i].text
    if title is None:
        return None
    if _repeats(line, title.text):
        return "repeated"
    following = pieces[i + 1] if i + 1 < len(pieces) else None
    if following is not None and following.reason and following.group == pieces[i].group and is_label(line):
        return "section"
    if line.startswith(("(", "[")) or "|" in line:
        return None  # a note to editors
    if not ends_a_sentence(line) and word_count(line) in _HEADLINE_WORDS:
        return "title" if _shared(line, title.text) >= _SECOND_TITLE_SHARE else _first_standfirst(pieces, i)
    return "standfirst" if _is_standfirst(pieces, i) else None


def _first_standfirst(pieces: list[Piece], i: int) -> BlockKind:
    return "subheading" if any(piece.kind == "standfirst" for piece in pieces[:i]) else "standfirst"


def _is_standfirst(pieces: list[Piece], i: int) -> bool:
    """Tell a standfirst of whole sentences from the first paragraph, by what stands around it.

    It follows the archive's label ``ABSTRACT``, or the head goes on after it: a byline or a date, or in the same run of
    lines a caption, a credit or furniture.
    """
    line = pieces[i].text
    if any(piece.kind == "standfirst" for piece in pieces[:i]) or word_count(line) > _STANDFIRST_WORDS:
        return False
    if find_dateline(line) is not None:
        return False
    if i and pieces[i - 1].reason == _ABSTRACT and same_words(pieces[i - 1].text) == ("abstract",):
        return True
    if i + 1 >= len(pieces):
        return False
    following = pieces[i + 1]
    if following.kind == "byline" or following.reason in {_TIME, "reading time"}:
        return True
    apparatus = bool(following.reason) or following.kind in {"caption", "credit"}
    return apparatus and following.group == pieces[i].group


def _repeats(line: str, title: str) -> bool:
    return same_words(line) == same_words(title) or _only_longer(line, title)


def _shared(line: str, title: str) -> float:
    """Return the share of a line's content words that stand in the title."""
    words = [word for word in same_words(line) if word not in _SMALL]
    return sum(word in same_words(title) for word in words) / max(1, len(words))


def _is_prose(piece: Piece) -> bool:
    return not piece.settled and ends_a_sentence(piece.text) and word_count(piece.text) >= _PROSE_WORDS


def _body(pieces: list[Piece], title: Piece | None) -> None:
    above: Piece | None = None
    quotes = _MOST_QUOTES
    for i, piece in enumerate(pieces):
        if not piece.settled:
            if title is not None and _repeats(piece.text, title.text):
                piece.reason = _REPEATED
            elif find_dateline_alone(piece.text):
                piece.kind = "dateline"
            elif above is not None and _is_subheading(pieces, i, above):
                piece.kind = "subheading"
            elif quotes > 0 and (quoted := _quoted(piece.text)) is not None:
                quotes -= 1
                piece.kind = "quote" if _held_elsewhere(quoted, piece, pieces) else "paragraph"
            else:
                piece.kind = "paragraph"
        above = piece if piece.kind else above


def find_dateline_alone(line: str) -> bool:
    """Tell a dateline that stands on a line of its own."""
    found = find_dateline(f"{line} x") if line.endswith(("-", "–", "—", ":")) else None
    return found is not None and found.body >= len(line)


def _is_subheading(pieces: list[Piece], i: int, above: Piece) -> bool:
    line = pieces[i].text
    if ends_a_sentence(line) or line.endswith((",", "-", "—", "–")) or word_count(line) > _SUBHEADING_WORDS:
        return False
    below = pieces[i + 1] if i + 1 < len(pieces) else None
    return line[:1].isupper() and above.kind == "paragraph" and below is not None and _is_prose(below)


def _quoted(line: str) -> str | None:
    """Return the words of a line that is one short quotation and nothing else."""
    found = _QUOTED.match(line)
    if found is None or word_count(found["words"]) > _PULL_QUOTE_WORDS:
        return None
    return found["words"].strip(" .,!?…")


def _held_elsewhere(words: str, piece: Piece, pieces: list[Piece]) -> bool:
    """Tell a pull quote: another, longer paragraph holds its words as well."""
    return any(words in other.text for other in pieces if len(other.text) > len(piece.text))
