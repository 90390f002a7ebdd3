"""A text's words, digits and marks, as the readers of quantities see them."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Each branch takes all it can in one pass: a text is cut in time linear in its length.
PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_")
# A number of more digits than this is no quantity that anybody reports; a float holds 15 of them exactly.
MOST_DIGITS = 18
THREE, BYTE = 3, 255


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a mark, or a number in digits.

    Args:
        start: first code point.
        end: one past the last code point.
        text: in lower case.
        value: of digits; None for words and marks.
    """

    start: int
    end: int
    text: str
    value: int | float | None = None


def pieces(text: str, start: int, end: int) -> list[Piece]:
    """Cut the text between two code points; lists ("22,24,26") give a piece for each of their numbers."""
    out: list[Piece] = []
    for match in PIECE.finditer(text, start, end):
        if match.group()[0].isdecimal():
            out.extend(_digits(text, match.group(), match.start()))
        else:
            out.append(Piece(match.start(), match.end(), match.group().lower()))
    return _spaced(text, out)


def _digits(text: str, run: str, at: int) -> list[Piece]:
    dotted = text[at - 1 : at] == "." and not text[at - 2 : at - 1].isalnum()
    if dotted and run.isdecimal() and len(run) <= MOST_DIGITS:  # ".08"
        return [Piece(at - 1, at + len(run), "." + run, float("0." + run))]
    value = value_of(run)
    if value is not None:
        return [Piece(at, at + len(run), run, value)]
    return [
        Piece(at + match.start(), at + match.end(), match.group(), int(match.group()))
        for match in re.finditer(r"\d+", run)
        if len(match.group()) <= MOST_DIGITS
    ]


def value_of(run: str) -> int | float | None:
    """Return what digits with their points and commas say; None for a list, a version, an address.

    Read are "1,234,567.89", "12,34,567" (Indian), "1.000.000" and "1.111,11" (continental), "5,00".
    """
    if sum(c.isdecimal() for c in run) > MOST_DIGITS:
        return None
    groups, marks = re.split(r"[.,]", run), re.sub(r"\d", "", run)
    whole, tail = "".join(groups[:-1]), groups[-1]
    if not marks:
        return int(run)
    if marks.strip(",") == "" and (_grouped(groups) or _indian(groups)):
        return int(whole + tail)
    if marks == "." or (marks[-1] == "." and _all_commas(marks) and (_grouped(groups[:-1]) or _indian(groups[:-1]))):
        return float(whole + "." + tail)
    if len(marks) > 1 and marks.strip(".") == "" and _grouped(groups) and not _is_address(groups):
        return int(whole + tail)
    comma = marks == "," or (marks[-1] == "," and marks[:-1].strip(".") == "" and _grouped(groups[:-1]))
    return float(whole + "." + tail) if comma and len(tail) != THREE else None


def _all_commas(marks: str) -> bool:
    return marks[:-1].strip(",") == ""


def _grouped(groups: list[str]) -> bool:
    return len(groups[0]) <= THREE and all(len(group) == THREE for group in groups[1:])


def _indian(groups: list[str]) -> bool:
    return (
        len(groups) > THREE - 1
        and len(groups[0]) < THREE
        and len(groups[-1]) == THREE
        and all(len(group) == THREE - 1 for group in groups[1:-1])
    )


def _is_address(groups: list[str]) -> bool:
    return len(groups) == THREE + 1 and all(int(group) <= BYTE for group in groups)


def _spaced(text: str, found: list[Piece]) -> list[Piece]:
    """Join thousands that stand apart: "1 234 567.89", "40 000"."""
    out: list[Piece] = []
    for piece in found:
        last = out[-1] if out else None
        if last is not None and _goes_on(text, last, piece):
            value = value_of(last.text + piece.text)
            if value is not None:
                out[-1] = Piece(last.start, piece.end, last.text + piece.text, value)
                continue
        out.append(piece)
    return out


def _goes_on(text: str, last: Piece, piece: Piece) -> bool:
    if last.value is None or piece.value is None or not last.text.isdecimal():
        return False
    if piece.start != last.end + 1 or not text[last.end].isspace() or text[last.end] == "\n":
        return False
    first = (
        last.end - last.start <= THREE or " " in text[last.start : last.end] or "\u202f" in text[last.start : last.end]
    )
    return first and last.value != 0 and re.match(r"\d{3}(?:\.\d+)?$", piece.text) is not None


def gap(text: str, left: Piece, right: Piece) -> bool:
    """Whether only a little white space stands between two pieces, or nothing."""
    between = text[left.end : right.start]
    return len(between) <= THREE and not between.strip() and "\n" not in between
