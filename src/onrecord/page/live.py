"""Live blogs: one block for each update, with its time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from turbohtml import Element

from onrecord.page import jsonld
from onrecord.page.blocks import Frame
from onrecord.page.declared import Head
from onrecord.page.kinds import Piece
from onrecord.page.linekinds import same_words
from onrecord.page.metadata import moment
from onrecord.page.names import Zone

_PROSE = frozenset({"paragraph", "list-item", "quote", "live-update"})
FEWEST = 2  # updates; one entry with a time is an article with a date
OPENING = 6  # words by which a declared update is known again


def mark_updates(pieces: list[Piece], head: Head) -> list[Piece]:
    """Make one piece of the paragraphs of each live update; headings of updates stay blocks of their own.

    An update is an element that repeats on the page and holds a time of its own, on a page that calls itself live.
    """
    if not _is_live(head, pieces):
        return pieces
    updates = _updates(pieces)
    if not updates:
        return pieces
    declared = _declared_times(head)
    out: list[Piece] = []
    for frame, group in groupby(pieces, key=lambda piece: _update_of(piece.block.frame, updates)):
        listed = list(group)
        out += listed if frame is None else _one_update(listed, _time_of(frame.element) or _declared(listed, declared))
    return out


def _is_live(head: Head, pieces: Sequence[Piece]) -> bool:
    if any("LiveBlogPosting" in jsonld.types_of(node) for node in head.nodes):
        return True
    inside = [piece for piece in pieces if piece.kind in _PROSE]
    return bool(inside) and sum(bool(p.block.frame.inherited & Zone.LIVE) for p in inside) > len(inside) / 2


def _updates(pieces: Sequence[Piece]) -> set[int]:
    """Return the ids of the frames that are updates: the outermost elements of a repeating path that hold a time."""
    frames: dict[int, Frame] = {}
    for piece in pieces:
        frame: Frame | None = piece.block.frame if piece.kind in _PROSE else None
        while frame is not None:
            frames[id(frame)] = frame
            frame = frame.parent
    times = {key: frame for key, frame in frames.items() if _holds_one_time(frame.element)}
    often = Counter(frame.path for frame in times.values())
    found = {key for key, frame in times.items() if often[frame.path] >= FEWEST}
    return {key for key in found if not _has_ancestor_in(frames[key], found)}


def _has_ancestor_in(frame: Frame, found: set[int]) -> bool:
    above = frame.parent
    while above is not None:
        if id(above) in found:
            return True
        above = above.parent
    return False


def _holds_one_time(element: Element) -> bool:
    return 1 <= len(element.find_all("time", limit=4)) <= 3  # noqa: PLR2004 - printed, relative and hidden


def _update_of(frame: Frame | None, updates: set[int]) -> Frame | None:
    while frame is not None and id(frame) not in updates:
        frame = frame.parent
    return frame


def _time_of(element: Element) -> str | None:
    for time in element.find_all("time", limit=4):
        found = moment(str(time.attrs.get("datetime") or ""))
        if found is not None:
            return found
    return None


def _declared_times(head: Head) -> dict[tuple[str, ...], str]:
    """Return the times that JSON-LD declares for its updates, by the first words of their headline or text."""
    times: dict[tuple[str, ...], str] = {}
    listed = head.article.get("liveBlogUpdate")
    for update in listed if isinstance(listed, list) else []:
        value = moment(jsonld.first(update.get("datePublished")) or "") if isinstance(update, dict) else None
        for key in ("headline", "articleBody") if value else ():
            words = same_words(jsonld.first(update.get(key)) or "")[:OPENING]
            if words and value:
                times.setdefault(words, value)
    return times


def _declared(pieces: Sequence[Piece], times: dict[tuple[str, ...], str]) -> str | None:
    for piece in pieces:
        found = times.get(same_words(piece.block.text)[:OPENING])
        if found is not None:
            return found
    return None


def _one_update(pieces: list[Piece], time: str | None) -> list[Piece]:
    """Merge the neighbouring paragraphs of an update into one piece."""
    out: list[Piece] = []
    open_piece: Piece | None = None
    for piece in pieces:
        if piece.kind in _PROSE:
            piece.published = time
            if open_piece is None:
                piece.kind = "live-update"
                open_piece = piece
                out.append(piece)
            else:
                open_piece.merged.append(piece.block)
            continue
        if piece.kind is not None:
            open_piece = None
            piece.published = time if piece.kind == "subheading" else None
        out.append(piece)
    return out
