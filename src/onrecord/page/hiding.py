"""What a page hides by its own style sheet: ``.hide { display: none }`` in a ``style`` element."""

from __future__ import annotations

import re

from turbohtml import Document

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)  # one that is never closed goes to the end, as in a browser
_HIDES = re.compile(
    r"(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden)(?=\s{0,4}[;}!])|clip\s{0,4}:\s{0,4}rect\(\s{0,4}(?:0|1px)",
    re.IGNORECASE,
)
_SIMPLE = re.compile(r"\s*(?:[a-z][a-z0-9]*)?([.#])([A-Za-z_][\w-]{0,80})\s*\Z")
# Longer sheets belong to a whole site's layout; its states (menus, dialogs) say nothing of this page.
LONGEST_SHEET = 60_000


def hidden_names(document: Document) -> frozenset[str]:
    """Return the classes (``.name``) and ids (``#name``) that a page's own style sheet hides from readers.

    Rules inside ``@media`` and the like hold on some screens only and do not count; of selectors, single names do.
    """
    found: set[str] = set()
    for sheet in document.find_all("style"):
        rules = "".join(sheet.strings)
        if len(rules) <= LONGEST_SHEET and _HIDES.search(rules):
            found.update(_hidden_in(_top_level(_COMMENT.sub("", rules))))
    return frozenset(found)


def _hidden_in(rules: str) -> set[str]:
    found: set[str] = set()
    for hides in _HIDES.finditer(rules):
        opened = rules.rfind("{", 0, hides.start())
        begun = max(rules.rfind(sign, 0, max(0, opened)) for sign in "{};")
        if opened < 0 or "}" in rules[opened : hides.start()]:
            continue
        for selector in rules[begun + 1 : opened].split(","):
            name = _SIMPLE.match(selector)
            if name is not None:
                found.add(name[1] + name[2])
    return found


def _top_level(rules: str) -> str:
    """Return a sheet without its nested blocks (``@media``, ``@supports``)."""
    kept: list[str] = []
    depth, nested_from = 0, 0
    for piece in re.split(r"([{}])", rules):
        if piece == "{":
            depth += 1
            if depth == 1 and kept and "@" in kept[-1].rpartition("}")[2]:
                nested_from = 1
                kept[-1] = kept[-1].rpartition("@")[0]
            if not nested_from:
                kept.append(piece)
        elif piece == "}":
            depth = max(0, depth - 1)
            if not nested_from:
                kept.append(piece)
            elif depth == 0:
                nested_from = 0
        elif not nested_from:
            kept.append(piece)
    return "".join(kept)
