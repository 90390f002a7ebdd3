"""What stands before a colon, or above a list: "The port, 3 May: 20 dead", "Figures from the port:" and its points."""

from __future__ import annotations

import re

# How a point of a list begins.
POINT = re.compile(r"[ \t]*(?:[-–—•*·▪►●]|\d{1,2}[.)])[ \t]+")
# A colon that opens something, not that of a clock time.
COLON = re.compile(r":(?=\s|$)")
LONGEST = 200
# So many lines a list may have above a point of it.
POINTS = 15


def heading(text: str, start: int) -> tuple[int, int] | None:
    """Return where the words stand that head what is told at a place; None where nothing does.

    Args:
        start: of a figure.
    """
    begin = text.rfind("\n", 0, start) + 1
    if POINT.match(text, begin, start):
        return _above(text, begin)
    colons = [m.start() for m in COLON.finditer(text, begin, start)]
    if not colons or colons[0] - begin > LONGEST:
        return None
    full_stop = text.rfind(". ", begin, colons[0])
    return (full_stop + 2 if full_stop >= 0 else begin), colons[0]


def _above(text: str, begin: int) -> tuple[int, int] | None:
    """The line over a list."""
    for _ in range(POINTS):
        end = max(0, begin - 1)
        begin = text.rfind("\n", 0, end) + 1
        line = text[begin:end]
        if line.strip() and not POINT.match(line):
            return (begin, end) if line.rstrip().endswith(":") and len(line) <= LONGEST else None
        if begin == 0:
            break
    return None
