"""What RFC 4287 asks of a feed, as far as this program's feeds reach: written from its text, sections named.

Its RELAX NG schema (appendix B) is not part of this project. A feed that passes has nothing that the RFC has no place
for: elements and attributes that are not named here are faults.
"""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree as ET  # what is parsed here this program wrote

ATOM = "{http://www.w3.org/2005/Atom}"
# 3.3: date constructs are RFC 3339 with upper-case T and Z; this program's are in UTC.
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?Z")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
# 4.1.1 and 4.1.2: element, least, most.
OF_FEED = {
    "author": (0, 99), "category": (0, 99), "generator": (0, 1), "id": (1, 1), "link": (0, 99), "subtitle": (0, 1),
    "title": (1, 1), "updated": (1, 1), "entry": (0, 10**9),
}  # fmt: skip
OF_ENTRY = {
    "author": (0, 99), "category": (0, 99), "content": (0, 1), "id": (1, 1), "link": (0, 99), "published": (0, 1),
    "summary": (0, 1), "title": (1, 1), "updated": (1, 1),
}  # fmt: skip
ATTRIBUTES = {
    "link": {"rel", "href", "type", "hreflang", "title"},
    "category": {"term", "scheme", "label"},
    "generator": {"uri", "version"},
    "title": {"type"},
    "content": {"type"},
}


def faults(feed: bytes) -> list[str]:
    """Return what is wrong with a feed."""
    root = ET.fromstring(feed)  # noqa: S314 - this program wrote it
    if root.tag != f"{ATOM}feed":
        return [f"the document is a {root.tag}"]
    found = [*_children(root, OF_FEED), *_links(root)]
    entries = root.findall(f"{ATOM}entry")
    if not root.findall(f"{ATOM}author") and not all(entry.findall(f"{ATOM}author") for entry in entries):
        found.append("4.1.1: no author of the feed, nor of each entry")
    for entry in entries:
        found += _children(entry, OF_ENTRY) + _links(entry)
        if not entry.findall(f"{ATOM}content") and not _alternates(entry):
            found.append("4.1.2: an entry without content has an alternate link")
    twice = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    return found + [f"4.1.2: two entries have the id {name}" for name, count in twice.items() if count > 1]


def _children(parent: ET.Element, allowed: dict[str, tuple[int, int]]) -> list[str]:
    names = Counter(child.tag.removeprefix(ATOM) for child in parent)
    found = [f"{name} has no place in {parent.tag}" for name in names if name not in allowed]
    found += [
        f"{parent.tag}: {names[n]} of {n}" for n, (least, most) in allowed.items() if not least <= names[n] <= most
    ]
    for child in parent:
        found += _element(child)
    return found


def _element(child: ET.Element) -> list[str]:
    name, text = child.tag.removeprefix(ATOM), child.text or ""
    found = [f"{name} has {a}" for a in child.attrib if a not in ATTRIBUTES.get(name, set())]
    if name in ("updated", "published") and not DATE.fullmatch(text):
        found.append(f"3.3: {text!r} is no date construct")
    if name == "id" and not IRI.fullmatch(text):
        found.append(f"4.2.6: {text!r} is no IRI")
    if name == "author" and [c.tag for c in child] != [f"{ATOM}name"]:
        found.append("3.2.1: a person has one name")
    if name == "author" and not (child.findtext(f"{ATOM}name") or "").strip():
        found.append("3.2.1: a name without words")
    if name == "category" and not child.get("term"):
        found.append("4.2.2.1: a category has a term")
    if name in ("title", "content", "id", "updated") and len(child):
        found.append(f"{name} has elements in it")
    return found


def _links(parent: ET.Element) -> list[str]:
    links = parent.findall(f"{ATOM}link")
    found = [f"4.2.7.1: {link.get('href')!r} is no IRI" for link in links if not IRI.fullmatch(link.get("href") or "")]
    kinds = Counter((link.get("type"), link.get("hreflang")) for link in _alternates(parent))
    return found + ["4.1.1: two alternate links of one type" for count in kinds.values() if count > 1]


def _alternates(parent: ET.Element) -> list[ET.Element]:
    return [link for link in parent.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
