"""Where a name begins and ends: the tagger's names, cut at posts and brackets, and put together where it broke them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.actors.words import COMPANY, DAYS
from onrecord.text import Name
from onrecord.text.nouns import BODY, PERSON, TITLES, gender_of_name
from onrecord.text.states import state_of_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from onrecord.text import Parse, Token

# What exchanges call a share: "ACM.N", "BTGGg.F".
TICKER = re.compile(r"[A-Z]+[a-z]?\.[A-Z]{1,2}")
# Posts that also stand in the names of bodies and places ("General Electric", "Prince Edward Island").
AMBIGUOUS = frozenset(
    "general king queen prince princess star justice chief head chair member figure father mother son sister speaker "
    "lord lady captain guard parent child friend man woman doctor student teacher worker pilot customer agent "
    "host anchor author veteran peer whip duke duchess emir bishop judge sheikh sultan pope sheriff".split()
)
# What follows a hyphen behind a name without being a part of it: "Berlin-based".
NOT_JOINED = frozenset(
    "based led backed born owned run wide era style area linked controlled affiliated style like held trained made "
    "funded sponsored friendly bound elect turned listed headquartered dominated aligned occupied installed".split()
)
# Words that a company's name may have behind what the tagger found of it.
LONGEST_COMPANY = 4
# Bodies that are named by the matter they are on, the words that may stand small in such a name, and its length.
ON_A_MATTER = frozenset({"committee", "subcommittee", "commission", "council", "conference", "panel"})
INSIDE_NAMES = frozenset({"on", "of", "the", "and", "between", "for", "in", "&", "'s", "’s"})
LONGEST_MATTER = 18
MONTHS = frozenset("january february march april may june july august september october november december".split())
BREAKS = frozenset({",", "(", ")", "[", "]", ";", ":"})
# What a minister or secretary is in charge of is a part of the post and no body: "Health Secretary Ana Lopez".
PORTFOLIOS = frozenset(
    "foreign defence defense interior home finance treasury justice education health energy water transport "
    "transportation environment trade labor state economy economic agriculture culture housing immigration security "
    "homeland industry commerce tourism sport sports science technology infrastructure planning policing climate "
    "business veterans information communications development welfare social migration oil fisheries lands works "
    "employment pensions children families women equalities europe shadow affairs food rural communities and".split()
)
CHARGED = frozenset({"minister", "secretary", "ministers", "secretaries", "undersecretary"})
# Words that end a street's name, and those that end a family's name as well, which an address tells.
STREETS = frozenset("road avenue boulevard roundabout".split())
LANES = frozenset("lane street drive close terrace crescent way hill".split())


def bounded(parse: Parse, names: Sequence[Name]) -> list[Name]:
    """Return the names of a text with better ends and labels, in text order, never overlapping.

    Args:
        names: as the tagger gives them, in text order.
    """
    out: list[Name] = []
    alone = {_text(parse, n.first, n.last) for n in names}
    for name in (part for whole in names for part in _parts(parse, whole, alone)):
        if out and name.last <= out[-1].last:
            continue
        grown = _grown(parse, name, out[-1].last if out else 0)
        if out and _belongs(parse, out[-1], grown):
            grown = Name(out.pop().first, grown.last, "ORG")
        if not out or grown.first >= out[-1].last:
            out.append(grown)
    return [n for n in _without_openers(parse, out) if not (_is_portfolio(parse, n) or _is_street(parse, n))]


def _is_portfolio(parse: Parse, name: Name) -> bool:
    """Whether a name is what somebody is minister or secretary of: "Defence Minister Lopez", "Secretary of State"."""
    words = [t.lower for t in parse.tokens[name.first : name.last]]
    if name.label == "PERSON" or not PORTFOLIOS.issuperset(words):
        return False
    after = parse.tokens[name.last].lower if name.last < len(parse.tokens) else ""
    before = [t.lower for t in parse.tokens[max(0, name.first - 2) : name.first]]
    behind = [t.lower for t in parse.tokens[name.last : name.last + 2]]
    shadow = len(behind) > 1 and behind[0] in PORTFOLIOS and behind[1] in CHARGED  # "Shadow health secretary"
    of = len(before) > 1 and before[0] in CHARGED and before[1] in {"of", "for"}
    return after in CHARGED or of or shadow


def _is_street(parse: Parse, name: Name) -> bool:
    """Whether a name that was taken for a person's is a street's: ", 58, of Mill Lane, Oakham,"."""
    last = parse.tokens[name.last - 1].lower
    if name.label != "PERSON" or name.last - name.first == 1 or name.first < 2:  # noqa: PLR2004 - two words before
        return False
    before = [t.lower for t in parse.tokens[name.first - 2 : name.first]]
    return last in STREETS or (last in LANES and before == [",", "of"])


def _parts(parse: Parse, name: Name, alone: AbstractSet[str]) -> Iterator[Name]:
    """Part what was tagged as one name over a comma, a bracket or a post ("Springfield, Moore", "leader Moore").

    Args:
        alone: the names that are tagged anywhere; two of them joined by "and" are two.
    """
    first, label = name.first, name.label
    for i in range(name.first, name.last):
        token = parse.tokens[i]
        post = _is_post(parse, name, token)
        two = token.lower == "and" and _text(parse, first, i) in alone
        if not (post or two or token.text in BREAKS or TICKER.fullmatch(token.text)):
            continue
        if i > first:
            yield Name(first, i, "ORG" if post else label)
        first = i + 1
        if post:
            label = "PERSON"
    if first < name.last:
        yield Name(first, name.last, label)


def _is_post(parse: Parse, name: Name, token: Token) -> bool:
    """Whether a word inside a name is somebody's post: "Green Party leader Moore", "Magistrate Ana Lopez"."""
    lemma = token.lemma.lower()
    if token.text.islower():
        return lemma in PERSON
    if lemma not in PERSON or token.i + 1 >= name.last or parse.tokens[name.last - 1].lower in BODY | COMPANY:
        return False
    if token.i + 1 < name.last and parse.tokens[token.i + 1].lower in {"of", "for", "to", "and", "&", "'s"}:
        return False
    after = parse.tokens[token.i + 1].lower
    return lemma not in AMBIGUOUS or gender_of_name(after) is not None


def _grown(parse: Parse, name: Name, least: int) -> Name:
    """Add what the tagger left out: the halves of a hyphenated word, the first words of a company, a body's "of"."""
    first, last = name.first, name.last
    tokens = parse.tokens
    while first - 2 >= least and _is_hyphen(parse, first - 1) and tokens[first - 2].text[:1].isupper():
        first -= 2
    while last + 1 < len(tokens) and _is_hyphen(parse, last) and _is_half(name, tokens[last + 1]):
        last += 2
    last = _company_end(parse, last) or last
    if name.label == "ORG" and tokens[last - 1].lower in ON_A_MATTER and tokens[last - 1].text[:1].isupper():
        last = _matter_end(parse, last)
    if tokens[last - 1].lower in COMPANY and name.label != "NORP":
        while first - 1 >= least and _goes_on(parse, first - 1, first):
            first -= 1
        name = Name(first, last, "ORG")
    return Name(first, last, name.label)


def _company_end(parse: Parse, last: int) -> int | None:
    """Where a company's name that goes on here ends, behind its "Ltd" or "Inc"; None for no company."""
    end = None
    for token in parse.tokens[last : last + LONGEST_COMPANY]:
        if token.tag not in {"NNP", "NNPS"} or token.sentence != parse.tokens[last - 1].sentence:
            break
        end = token.i + 1 if token.lower in COMPANY else end
    return end


def _matter_end(parse: Parse, last: int) -> int:
    """Where a committee's name ends, the matter it is on included: "House Committee on Mines and Ports"."""
    tokens, sentence = parse.tokens, parse.tokens[last - 1].sentence
    end = last
    for token in tokens[last : last + LONGEST_MATTER]:
        small = token.lower in INSIDE_NAMES
        if token.sentence != sentence or token.lower in DAYS | MONTHS or not (small or token.text[:1].isupper()):
            break
        if token.i == last and token.lower != "on":
            break
        end = end if small else token.i + 1
    return end


def _goes_on(parse: Parse, i: int, first: int) -> bool:
    """Whether a word before a company's name is its first: "Papa" of "Papa Rossi's International Inc"."""
    token = parse.tokens[i]
    if token.sentence != parse.tokens[first].sentence:
        return False
    if token.tag == "POS":
        return i > 0 and parse.tokens[i - 1].tag == "NNP" and i - 1 not in parse.name_at
    return token.tag in {"NNP", "NNPS"} and token.text[:1].isupper() and i not in parse.name_at


def _is_hyphen(parse: Parse, i: int) -> bool:
    """Whether a token is a hyphen with no space on either side."""
    if parse.tokens[i].text not in {"-", "‑"} or not 0 < i < len(parse.tokens) - 1:
        return False
    return parse.tokens[i - 1].end == parse.tokens[i].start and parse.tokens[i].end == parse.tokens[i + 1].start


def _is_half(name: Name, token: Token) -> bool:
    if token.lower in NOT_JOINED or not token.text[:1].isalnum():
        return False
    return token.text[:1].isupper() or (name.label == "PERSON" and token.tag in {"NNP", "NN"})


def _belongs(parse: Parse, before: Name, name: Name) -> bool:
    """Whether a name is the rest of the one before it: "Acme Cos." and "Ltd.", "Workers' Party" of "Freedonia"."""
    between = [t.lower for t in parse.tokens[before.last : name.first]]
    ends = parse.tokens[name.last - 1]
    if not between:
        alone = all(t.lower in COMPANY for t in parse.tokens[name.first : name.last])
        return alone and parse.tokens[before.first].sentence == ends.sentence and before.label != "NORP"
    body = parse.tokens[before.last - 1]
    whole = between in (["of"], ["of", "the"]) or (between in (["for", "the"], ["for"]) and body.lower == "party")
    return whole and body.text[:1].isupper() and body.lower in BODY and before.label == "ORG" and name.label != "PERSON"


def _without_openers(parse: Parse, names: Sequence[Name]) -> list[Name]:
    """Drop the word that opens a sentence where the name stands elsewhere without it: "Mountainous Freedonia"."""
    known = {_text(parse, n.first, n.last): n for n in names if not _opens(parse, n)}
    small = {t.text for t in parse.tokens if t.text.islower()}
    return [_without_opener(parse, _without_day(parse, name), known, small) for name in names]


def _without_day(parse: Parse, name: Name) -> Name:
    last = name.last
    while last - name.first > 1 and parse.tokens[last - 1].lower in DAYS:
        last -= 1
    return Name(name.first, last, name.label)


NEIGHBOURS = frozenset({"neighbouring", "neighboring", "nearby"})


def _without_opener(parse: Parse, name: Name, known: dict[str, Name], small: set[str]) -> Name:
    opener = parse.tokens[name.first]
    if opener.lower in NEIGHBOURS and name.last - name.first > 1:
        return Name(name.first + 1, name.last, "GPE")  # "Neighbouring Freedonia"
    strange = _opens(parse, name) and (opener.lower in small or not opener.tag.startswith("NNP"))
    whole = _text(parse, name.first, name.last)
    if _opens(parse, name) and name.label == "PERSON" and state_of_name(whole.partition(" ")[2]) is not None:
        return name if opener.lower in DIRECTIONS | TITLES else Name(name.first + 1, name.last, "GPE")
    if not strange or name.last - name.first == 1 or whole in known:
        return name
    inner = known.get(_text(parse, name.first + 1, name.last))
    return (
        name if inner is None or opener.lower in DIRECTIONS | TITLES else Name(name.first + 1, name.last, inner.label)
    )


DIRECTIONS = frozenset("north south east west new northern southern eastern western central saint san".split())


def _opens(parse: Parse, name: Name) -> bool:
    return parse.sentences[parse.tokens[name.first].sentence].first == name.first


def _text(parse: Parse, first: int, last: int) -> str:
    return " ".join(t.lower for t in parse.tokens[first:last])
