"""What stands before a colon, or above a list: "The port, 3 May: 20 dead", "Figures from the port:" and its points."""

from __future__ import annotations

import re

# How a point of a list begins.
POINT = re.compile(r"[ \t]{0,20}(?:[-–—•*·▪►●]|\d{1,2}[.)])[ \t]+")
# A colon that opens something, not that of a clock time.
COLON = re.compile(r":(?=\s|$)")
LONGEST = 200
# No heading stands further off than this: a page may be one line.
FAR = 1500
# So many lines a list may have above a point of it.
POINTS = 15


def heading(text: str, start: int) -> tuple[int, int] | None:
    """Return where the words stand that head what is told at a place; None where nothing does.

    Args:
        start: of a figure.
    """
    since = max(0, start - FAR)
    begin = text.rfind("\n", since, start) + 1
    if begin == 0 and since > 0:
        return None
    if POINT.match(text, begin, start):
        return _above(text, begin, since)
    colon = COLON.search(text, begin, min(start, begin + LONGEST))
    if colon is None:
        return None
    full_stop = text.rfind(". ", begin, colon.start())
    return (full_stop + 2 if full_stop >= 0 else begin), colon.start()


def _above(text: str, begin: int, since: int) -> tuple[int, int] | None:
    """The line over a list, no further back than a place."""
    for _ in range(POINTS):
        end = max(0, begin - 1)
        begin = max(since, text.rfind("\n", since, end) + 1)
        line = text[begin:end]
        if line.strip() and not POINT.match(line):
            return (begin, end) if line.rstrip().endswith(":") and len(line) <= LONGEST else None
        if begin == since:
            break
    return None
