"""What speaks for and against a stance at a place of the text, as names of features that hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.stance_words import DUTY, NEGATIVE, classes, classes_of
from onrecord.extract.topics import Topics
from onrecord.text import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.extract.draft import Draft
    from onrecord.extract.issues import Issue
    from onrecord.extract.stance_sites import Site
    from onrecord.record import Block
    from onrecord.text import Parse, Token

# Words of a stretch that are looked at: an issue stands near its cue.
NEAR = 24
IN_TITLE = "in:title"
OPENERS = frozenset("that for to of on about whether against if as with in".split())


@dataclass(frozen=True)
class Ground:
    """What an article's places stand on.

    Args:
        drafts: its attributions.
        pivots: the attribution that each token is the pivot of.
        titled: numbers of the blocks that are titles.
    """

    parse: Parse
    drafts: Sequence[Draft]
    topics: Topics
    pivots: Mapping[int, Draft]
    titled: frozenset[int]

    @classmethod
    def of(cls, parse: Parse, drafts: Sequence[Draft], blocks: Sequence[Block]) -> Ground:
        """Return the ground of an article."""
        titled = frozenset(n for n, b in enumerate(blocks) if b.kind in {"title", "standfirst", "subheading"})
        return cls(parse, drafts, Topics(parse, blocks), {d.pivot: d for d in drafts}, titled)


def traits(ground: Ground, site: Site, issue: Issue | None) -> list[str]:
    """Return the names of what holds at a place, each once, in a fixed order."""
    parse, topics = ground.parse, ground.topics
    draft = None if site.draft is None else ground.drafts[site.draft]
    found = [f"key:{site.key}", *_of_cue(parse, site)]
    if draft is not None:
        found += _of_draft(parse, draft, site)
    else:
        found += ["told", f"told:{parse.tokens[site.pivot].pos}"]
    found += _of_words(parse, site)
    found += _of_issue(issue, topics)
    found += _of_others(ground, site)
    if parse.sentences[parse.tokens[site.pivot].sentence].block in ground.titled:
        found.append(IN_TITLE)
    side = lean(parse, draft, site)
    found.append(f"lean:{side}")
    if _ends(parse, site):
        found += ["ends", f"lean:{side}:ends"]
    shall = _shall(parse, site)
    found.append(f"lean:{side}:shall:{shall}")
    feeling = _feeling(parse, site)
    found.append(f"feeling:{(feeling > 0) - (feeling < 0)}")
    for name in classes_of(parse.tokens[site.pivot]):
        found.append(f"cue:{name}:feeling:{(feeling > 0) - (feeling < 0)}")
        found.append(f"cue:{name}:shall:{shall}")
        for other in classes_of(_root(_words(parse, site))):
            found.append(f"cue:{name}:root:{other}")
    return list(dict.fromkeys(found))


def _of_others(ground: Ground, site: Site) -> Iterator[str]:
    """Whose stances are told inside: "reiterated his party's opposition" is the party's."""
    words = _words(ground.parse, site)
    root = _root(words)
    for token in words:
        inner = ground.pivots.get(token.i)
        if inner is None or token.i == site.pivot:
            continue
        kind = "root" if token.i == root.i else "holds"
        same = (
            "they" if inner.source_head is not None and ground.parse.tokens[inner.source_head].pos == "PRON" else "who"
        )
        for name in classes_of(token) or ("none",):
            yield f"{kind}:{name}:{same}"


def _of_issue(issue: Issue | None, topics: Topics) -> Iterator[str]:
    if issue is None:
        yield "issue:none"
        return
    often = max((topics.often[head] for head in issue.heads), default=0)
    titled = len(issue.heads & topics.titled)
    yield f"issue:often:{min(often, 9) // 2}"
    yield f"issue:titled:{min(titled, 2)}"
    yield f"issue:size:{min(len(issue.heads), 4)}"
    known = classes()
    for name in ("policy", "good", "bad", "end", "want"):
        if issue.heads & known[name]:
            yield f"issue:{name}"


def _of_cue(parse: Parse, site: Site) -> Iterator[str]:
    pivot = parse.tokens[site.pivot]
    for name in classes_of(pivot):
        yield f"cue:{name}"
    if clauses.negated(parse, site.pivot):
        yield "cue-not"
    for token in parse.kids(site.pivot, "advmod", "amod"):
        if token.lower in {"strongly", "publicly", "repeatedly", "openly", "long", "also", "vehemently", "firmly"}:
            yield "cue-firm"
    if pivot.pos == "VERB":
        yield f"tense:{pivot.tag}"


def _of_draft(parse: Parse, draft: Draft, site: Site) -> Iterator[str]:
    yield f"act:{draft.act}"
    yield f"mode:{draft.mode}"
    yield f"kind:{draft.kind}"
    yield f"place:{min(site.place, 2)}"
    if draft.within is not None:
        yield "within"
    if draft.reiterates:
        yield "again"
    if draft.source_head is not None:
        yield f"source:{_shape(parse, draft.source_head)}"
    first = parse.tokens[site.stretch[0]]
    yield f"opens:{first.lower if first.lower in OPENERS else first.pos}"
    yield f"act-opens:{draft.act}:{first.lower if first.lower in OPENERS else first.pos}"


def _shape(parse: Parse, head: int) -> str:
    name = parse.name_at.get(head)
    token = parse.tokens[head]
    return name.label if name is not None else token.lower if token.pos == "PRON" else token.pos


def _words(parse: Parse, site: Site) -> Sequence[Token]:
    first, last = site.stretch
    return parse.tokens[first : min(last, first + NEAR) + 1]


def _of_words(parse: Parse, site: Site) -> Iterator[str]:
    words = _words(parse, site)
    yield f"long:{min(len(words) // 6, 4)}"
    for token in words:
        if token.i == site.pivot:
            continue
        for name in classes_of(token):
            yield f"says:{name}"
        yield from _of_word(parse, token)
    root = _root(words)
    yield f"root:{root.pos}"
    for name in classes_of(root):
        yield f"root:{name}"


def _of_word(parse: Parse, token: Token) -> Iterator[str]:
    if token.lower in DUTY:
        yield "says:duty"
        if any(t.lower in NEGATIVE for t in parse.kids(token.head, "neg")):
            yield "says:duty-not"
    elif token.lower in NEGATIVE:
        yield "says:not"
    elif token.tag == "MD":
        yield f"says:{token.lower}"
    if token.pos in {"NOUN", "VERB", "ADJ", "PRON", "ADV", "SCONJ"}:
        yield f"word:{token.lemma.lower()}"
    elif token.tag == "CD" or token.text in {"%", "$", "?"}:
        yield "says:number" if token.text != "?" else "says:question"


def _root(words: Sequence[Token]) -> Token:
    first, last = words[0].i, words[-1].i
    return next((t for t in words if not first <= t.head <= last or t.head == t.i), words[0])


SIGNS = {"support": 1, "oppose": -1, "want": 1, "end": -1, "good": 1, "bad": -1}
DENYING = frozenset("decline refuse reject n:refusal n:unwillingness n:rejection a:unwilling a:reluctant".split())


def lean(parse: Parse, draft: Draft | None, site: Site) -> str:
    """Return which side the words lean to by the lexicon alone: ``support``, ``oppose`` or ``none``.

    The cue comes first, turned by a negation; a cue that takes no side leaves it to what its content says shall not be,
    then to the good and bad words there.
    """
    own = next((SIGNS[c] for c in classes_of(parse.tokens[site.pivot]) if c in {"support", "oppose", "want"}), 0)
    turned = clauses.negated(parse, site.pivot) or (draft is not None and draft.mode == "deny")
    if own > 0:
        return "oppose" if turned else "support"
    if own < 0:
        return "oppose"
    total = -1 if turned else _shall(parse, site) or _feeling(parse, site)
    return "support" if total > 0 else "oppose" if total < 0 else "none"


def _shall(parse: Parse, site: Site) -> int:
    """1 where the content says that something should be or shall be done, -1 where that it should not."""
    words = _words(parse, site)
    root = _root(words)
    helpers = {t.lower for t in parse.kids(root.i, "aux", "neg")}
    if helpers & NEGATIVE and helpers & (DUTY | {"will", "would", "'ll", "wo", "can", "could", "to", "must"}):
        return -1
    duties = [t for t in words if t.lower in DUTY]
    if duties:
        return -1 if any(t.lower in NEGATIVE for t in parse.kids(duties[0].head, "neg")) else 1
    return 0


def _feeling(parse: Parse, site: Site) -> int:
    total = 0
    for token in _words(parse, site):
        sign = next((SIGNS[c] for c in classes_of(token) if c in {"good", "bad", "support", "oppose"}), 0)
        turned = any(t.lower in NEGATIVE for t in parse.kids(token.i, "neg", "det"))
        total += -sign if turned else sign
    return total


def _ends(parse: Parse, site: Site) -> bool:
    """Whether what is wanted is an end of something: "called for the repeal", "urged him to resign"."""
    return any(t.i != site.pivot and "end" in classes_of(t) for t in _words(parse, site)[:12])
