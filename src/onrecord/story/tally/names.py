"""One key for the names of a place or of a source, so that wordings of one thing make one series."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from onrecord.story.actors.places import state_spoken_for

WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
# Kinds of places: alone they stand for the place that the article is about.
AREAS = frozenset(
    "territory enclave strip state province city town region area district county country nation capital zone island "
    "village valley prefecture governorate republic besieged coastal occupied embattled palestinian war-torn local "
    "affected quake-hit flood-hit stricken hit whole entire public federal central".split()
)
SMALL = frozenset("the a an of in for at on by as and from its their his her this that s run".split())
# Who heads a source, where its branch says which one it is: "health officials" speak for the health ministry.
HEADS = frozenset(
    "ministry ministries official officials authority authorities department minister spokesman spokeswoman "
    "spokesperson "
    "spokespeople statement source sources office".split()
)
# Areas that are bodies, too: "the Lindrava prefecture said".
GOVERNING = frozenset("prefecture governorate municipality".split())
# What is said of a body and tells it from no other: "the ruling junta", "the regional prosecutor".
QUALIFIERS = frozenset("ruling military regional local interim transitional provisional main top state".split())
# What nobody speaks in.
NOBODY = frozenset(
    "update updates figure figures data tally toll statement report reports statistics bulletin count counts number "
    "numbers release post message datum statistic review correction revision briefing list record now also "
    "same whose who those these them they it which death deaths injury injuries casualty casualties fatality "
    "fatalities dead assessment separate independent latest new summary overview source footnote note editor "
    "earlier first previous initial preliminary version tweet thread caption table chart page website account "
    "monday tuesday wednesday thursday friday saturday sunday night morning noon evening today yesterday "
    "audit recount headline file list register log return inquiry memo letter communique dispatch".split()
)
# Bodies that are called by this word alone once they are known: "the Observatory", "the committee".
BODIES = frozenset(
    "observatory committee commission council union syndicate society network monitor group junta association "
    "federation centre center directorate unit crescent cross helmet brigade institute foundation consortium "
    "service bureau prefecture administration agency hospital board".split()
)
# What a body of a name of its own is called in the next sentence: "the agency".
ANY = frozenset("agency service body bureau group people person resident".split())
# "Volunteers with the port", "a spokesperson for the port".
PEOPLE_OF = re.compile(
    r"^(?:the |an? )?(?:volunteers?|doctors|medics|staff|workers|members|teams|crews|researchers|monitors) "
    r"(?:with|for|at|of|from) (?=\S)",
    re.IGNORECASE,
)
# "Speaking for the port".
SPEAKING_FOR = re.compile(r"^(?:speaking|acting|writing) (?:for|on behalf of) (?=\S)", re.IGNORECASE)
# In what somebody says it, and when: "the port in figures issued on Monday".
WHEREIN = re.compile(
    r"(?<=\w) (?:in|on|at|via|through) (?:(?:an?|its|the|his|her|their|new|latest|daily|official) )*(?:figures|"
    r"statement|bulletin|report|update|note|briefing|post|release|message|interview|telegram|facebook|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b.*$|"
    r"(?<=\w) (?:in|on|at) (?:its|their|his|her) (?:(?:own|latest|new|daily|official) ){0,3}\w+$|"
    r" (?:mon|tues|wednes|thurs|fri|satur|sun)day$",
    re.IGNORECASE,
)
# A live page's time of day before a name: "16:45 - the port".
CLOCK = re.compile(r"^\d{1,2}[:.h]\d\d\s*(?:[ap]\.?m\.?|GMT)?\s*[-–—|:]*\s*", re.IGNORECASE)
# "A list by the ministry", "figures from the port".
GIVEN_BY = re.compile(r"^.*\b(?:by|from|of) (?=(?:the |an? )?\S)")
# "Hamas-run", "rebel-held": said of a source, no part of its name.
SAID_OF = re.compile(r"^.+-(?:run|controlled|led|backed|held|based|appointed|affiliated|operated|administered)$")
STEM = 4


def words_of(name: str) -> list[str]:
    """Return the words of a name that tell it from others, in lower case, without plural or genitive ending."""
    return list(_words_of(name))


@lru_cache(maxsize=4_096)  # a tally asks for the same few hundred names ten times each
def _words_of(name: str) -> tuple[str, ...]:
    plain = re.sub(r"[’']s?\b", "", name.lower()).replace("u.n.", "un").replace("u.s.", "us")
    found = [w.rstrip(".") for w in WORD.findall(plain)]
    return tuple(_singular(w) for w in found if w not in SMALL and not SAID_OF.match(w))


def _singular(word: str) -> str:
    keep = len(word) <= STEM or word.endswith(("ss", "us", "is"))
    return word if keep else word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


_HEADS = frozenset(map(_singular, HEADS))


def place_key(name: str | None) -> str | None:
    """Return the key of a place's name; None where it names no place of its own: "the territory"."""
    rest = [w for w in words_of(name or "") if w not in AREAS]
    return " ".join(rest) or None


def source_key(name: str, places: Iterable[str]) -> frozenset[str]:
    """Return the words that tell a source from others that count in the same places; empty for nobody's name.

    Args:
        places: words of the places that the counts are of.
    """
    return _source_key(name, frozenset(places))


@lru_cache(maxsize=4_096)
def _source_key(name: str, places: frozenset[str]) -> frozenset[str]:
    words = [state_spoken_for(w) or w for w in words_of(_who_speaks(name)) if w not in AREAS]
    words = [w for w in words if w not in NOBODY]
    stems = tuple(place[:5] for place in places if len(place) >= STEM)
    body = [w for w in words if not (stems and w.startswith(stems) and w not in HEADS)]
    branch = [w for w in body if w not in HEADS and w not in _HEADS]
    plain = [w for w in branch if w not in QUALIFIERS]
    return frozenset(plain or branch or body or GOVERNING & {*words_of(name)})


def _who_speaks(name: str) -> str:
    """The part of a name with commas that is a body's: "women, the health ministry"."""
    first = set(words_of(name.split(" by ", maxsplit=1)[0].split(" from ", maxsplit=1)[0]))
    if first and first <= NOBODY | HEADS and (given := GIVEN_BY.match(name)) is not None:
        name = name[given.end() :]
    name = WHEREIN.sub("", PEOPLE_OF.sub("", SPEAKING_FOR.sub("", CLOCK.sub("", name))))
    parts = name.split(",")
    body = next((part for part in reversed(parts) if HEADS & set(words_of(part))), None)
    return body or (parts[-1] if any(c.isdigit() for c in parts[0]) else name)


@lru_cache(maxsize=4_096)
def is_anybody(name: str) -> bool:
    """Tell whether a name says no more than that somebody in office speaks: "officials"."""
    words = [w for w in words_of(name) if w not in AREAS]
    return all(w in HEADS or w in ANY for w in words)


def joined(keys: Mapping[int, frozenset[str]], told: Mapping[int, int]) -> dict[int, int]:
    """Return for each source the one that stands for it: the same key, or a shorter form of one other key.

    Args:
        keys: of each source, by its id.
        told: how many figures each source gives.
    """
    best: dict[frozenset[str], int] = {}
    for source in sorted(keys, key=lambda s: (-told.get(s, 0), s)):
        best.setdefault(keys[source], source)
    out = {}
    for source, key in keys.items():
        longer = sorted((other for other in best if key < other), key=lambda k: (len(k), sorted(k)))
        nested = all(longer[0] <= other for other in longer)
        # One word is enough where only the state is missing ("the health ministry" of "the Lebanese health ministry"),
        # and of a body that is called so: "the Observatory".
        alone = key <= BODIES or (longer and all(state_spoken_for(word) for word in longer[0] - key))
        enough = len(key) > 1 or alone
        out[source] = best[longer[0]] if longer and nested and key and enough else best[key]
    for _ in keys:
        if all(out[other] == other for other in out.values()):
            break
        out = {source: out[other] for source, other in out.items()}
    return out
