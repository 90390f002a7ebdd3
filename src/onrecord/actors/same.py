"""Which of the names of a text are still one actor's: "Podlas" of "Ana Podlas", though the tagger calls it a town.

Names are joined while they are found, by the tagger's labels. Here the whole article is known: how often each was
tagged as what, and whether there is a second name that would fit as well, in which case nothing is joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.actors.bounds import DIRECTIONS, ON_A_MATTER
from onrecord.actors.evidence import likely_kinds
from onrecord.actors.words import COMPANY, DAYS, LOOSE
from onrecord.text.nouns import BODY, PERSON, TITLES
from onrecord.text.states import state_of_adjective, state_of_capital, state_of_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.actors.names import Growing
    from onrecord.text import Parse

    Rule = Callable[[Parse, Growing, Growing], bool]

PLACES = frozenset({"GPE", "LOC", "NORP", "FAC"})
COMPASS = frozenset({"north", "south"})
DIVISIONS = frozenset({"province", "prefecture", "region", "oblast", "governorate"})
# A word that more names share than this tells nothing; it also bounds the pairs that are looked at.
MOST_SHARING = 12
# Of the words of a short name none may be left over; first names may differ by what a pen or a friend leaves out.
LEAST_SHARED = 3
NICKNAMES = {
    "bill": "william", "bob": "robert", "dick": "richard", "rick": "richard", "jim": "james", "jack": "john",
    "ted": "edward", "tony": "anthony", "mike": "michael", "liz": "elizabeth", "beth": "elizabeth", "kate": "katherine",
    "chuck": "charles", "hank": "henry", "larry": "lawrence", "peggy": "margaret", "maggie": "margaret",
    "steve": "steven", "joe": "joseph", "tom": "thomas", "ed": "edward",
}  # fmt: skip


def joined(parse: Parse, groups: Sequence[Growing]) -> list[Growing]:
    """Return the names with those of one actor put together, in the order given.

    Args:
        groups: the names as they were found.
    """
    sharing: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        for word in {_plain(word) for word in group.words}:
            sharing.setdefault(word, []).append(number)
    into: dict[int, int] = {}
    for number in sorted(range(len(groups)), key=lambda n: (len(groups[n].words), n)):
        target = _target(parse, groups, number, sharing)
        if target is not None and target not in into:
            into[number] = target
            _join(groups[target], groups[number])
    return [group for number, group in enumerate(groups) if number not in into]


def _target(parse: Parse, groups: Sequence[Growing], number: int, sharing: dict[str, list[int]]) -> int | None:
    """The one name that a shorter one stands for by the first rule that finds any."""
    short = groups[number]
    near = sorted({n for word in short.words for n in sharing[_plain(word)][:MOST_SHARING]} - {number})
    for rule in RULES:
        fits = [n for n in near if len(groups[n].words) >= len(short.words) and rule(parse, short, groups[n])]
        if len(fits) == 1:
            return fits[0]
    return None


def _join(full: Growing, short: Growing) -> None:
    full.runs.extend(short.runs)
    full.labels.update(short.labels)


def _plain(word: str) -> str:
    """A word as two names may share it: the state for its adjective, no site's ending."""
    return state_of_adjective(word) or word.removesuffix(".com")


def _is_of_person(parse: Parse, short: Growing, full: Growing) -> bool:
    """Family or first name of somebody whom the whole article shows to be a person, whatever the tagger said."""
    word = short.words[0]
    if len(short.words) > 1 or len(full.words) not in {2, 3} or word not in {full.words[0], full.words[-1]}:
        return False
    if not NOT_NAMES.isdisjoint({*full.words}) or state_of_name(word) or state_of_adjective(word):
        return False
    if state_of_capital(word) or state_of_name(" ".join(full.words)) or _says_company(full):
        return False
    if short.label == "NORP" or full.label == "EVENT":
        return False
    likely = likely_kinds(parse, full.words, [*full.runs, *short.runs], full.labels + short.labels)
    return max(likely, key=lambda kind: (likely[kind], kind)) == "person"


NOT_NAMES = BODY | LOOSE | PERSON | TITLES | DAYS | DIRECTIONS


def _is_titled(parse: Parse, short: Growing, full: Growing) -> bool:  # noqa: ARG001 - a rule like the others
    """The same name without the post before it: "Ana III" of "Queen Ana III"."""
    return full.words[0] in TITLES and full.words[1:] == short.words


def _is_company(parse: Parse, short: Growing, full: Growing) -> bool:
    """A company without what the law adds to its name: "ACM" of "ACM Foods Corp", "Acme" of "Acme.com Inc"."""
    if not _says_company(full) or short.label in {"NORP", "GPE"}:
        return False
    if [_plain(w) for w in full.words if w not in COMPANY] == list(short.words):
        return True
    capitals = all(parse.tokens[first].text.isupper() for first, _ in short.runs)
    return capitals and len(short.words) == 1 and full.words[0] == short.words[0]


def _says_company(group: Growing) -> bool:
    return len(group.words) > 1 and group.words[-1] in COMPANY


def _is_division(parse: Parse, short: Growing, full: Growing) -> bool:  # noqa: ARG001 - a rule like the others
    """A province without the word that says so: "Norden" of "Norden Province"."""
    return short.label in PLACES and full.words[-1] in DIVISIONS and full.words[:-1] == short.words


def _is_half(parse: Parse, short: Growing, full: Growing) -> bool:
    """Whether a name is "the North" of the one state that begins so."""
    if len(short.words) > 1 or short.words[0] not in COMPASS or full.words[0] != short.words[0]:
        return False
    named = state_of_name(" ".join(full.words)) is not None
    return named and all(first and parse.tokens[first - 1].lower == "the" for first, _ in short.runs)


def _is_body(parse: Parse, short: Growing, full: Growing) -> bool:  # noqa: ARG001 - a rule like the others
    """A body by some of its words: "7th Circuit", "Justice Department", "House Freedonia Committee"."""
    if short.label != "ORG" or full.label != "ORG" or len(short.words) < 2:  # noqa: PLR2004 - one word tells no body
        return False
    mine, whole = [_plain(w) for w in short.words], [_plain(w) for w in full.words]
    if sorted(_without_state(mine)) == sorted(_without_state(whole)):
        return True
    if mine[0] != whole[0] or not set(mine) <= set(whole) or is_body_around(short.words, full.words):
        return False
    return mine[-1] in BODY or _in_order(mine, whole)


def _is_committee(parse: Parse, short: Growing, full: Growing) -> bool:  # noqa: ARG001 - a rule like the others
    """Whether a name is "the Committee" of the one committee that is named by its matter."""
    word = short.words[0]
    return len(short.words) == 1 and word in ON_A_MATTER and full.label == "ORG" and word in full.words[:-1]


def _without_state(words: list[str]) -> list[str]:
    """The words of a name without the state that opens it, where anything else is left."""
    for n in (2, 1):
        if len(words) > n + 1 and state_of_name(" ".join(words[:n])) is not None:
            return words[n:]
    return words


def is_body_around(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether a longer name is of a body within the shorter one's: the "Rail Department Review Board".

    Args:
        short: words of a name that opens the other, in lower case.
        full: words of the longer name.
    """
    return full[: len(short)] == short and short[-1] in BODY and not BODY.isdisjoint(full[len(short) :])


def _in_order(words: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in words)


def _is_other_spelling(parse: Parse, short: Growing, full: Growing) -> bool:  # noqa: ARG001 - a rule like the others
    """The same person with a shorter first name: "Bill Moore" of "William Moore", "Jon" of "Jonathan"."""
    if short.label != "PERSON" or full.label != "PERSON" or len(short.words) != 2 or len(full.words) != 2:  # noqa: PLR2004 - first and family name
        return False
    one, other = sorted((short.words[0], full.words[0]), key=len)
    if short.words[1] != full.words[1] or one == other:
        return False
    return (len(one) >= LEAST_SHARED and other.startswith(one)) or NICKNAMES.get(one) == other


RULES: tuple[Rule, ...] = (
    _is_of_person,
    _is_titled,
    _is_company,
    _is_division,
    _is_half,
    _is_body,
    _is_committee,
    _is_other_spelling,
)
