"""Who is said to have said, believed, wanted or ordered what: the statements of an article, before their actors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.act import addressees, dated, mode_of, reiterates, without_day
from onrecord.extract.candidates import Candidate, candidates
from onrecord.extract.citing import with_cited
from onrecord.extract.cues import LEAST_RELIABILITY, lexicon
from onrecord.extract.draft import Draft, innermost
from onrecord.extract.ends import unshared
from onrecord.extract.headlines import headline_drafts
from onrecord.extract.joined import LEAST_CUE, joined
from onrecord.extract.labelled import labelled_drafts
from onrecord.extract.phrases import phrase_drafts
from onrecord.extract.pieces import kind_of, stretch, with_following
from onrecord.extract.when import elsewhen
from onrecord.model.attributor import attributor
from onrecord.text import clauses
from onrecord.text.quotes import CLOSERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.model.meanings import Meanings
    from onrecord.model.tags import Found
    from onrecord.record import Block, Timex
    from onrecord.text import Parse
    from onrecord.text.quotes import Quotation

MARKS = frozenset({'"', "“", "”"})
SPEECH = frozenset(
    "say add write tweet post state continue reply respond answer explain remark recall note observe quip joke claim "
    "argue insist warn announce declare conclude comment lament muse recount admit acknowledge report tell ask read "
    "begin stress emphasize emphasise boast complain counter retort confirm repeat reiterate".split()
)


def attributions(
    parse: Parse,
    blocks: Sequence[Block],
    quotations: Sequence[Quotation],
    dates: Sequence[Timex],
    meanings: Meanings | None = None,
) -> tuple[Draft, ...]:
    """Return the attributions of an article, in text order of their cues.

    Args:
        blocks: those that were parsed, in the parse's order.
        quotations: of those blocks, in text order.
        dates: the article's time expressions, resolved.
        meanings: takes what the model makes of the words.
    """
    # Neither lexicon nor model has seen lines under a label and such phrases often enough to judge them.
    seldom = [*labelled_drafts(parse, blocks, quotations), *phrase_drafts(parse, quotations)]
    found = joined(parse, by_rules(parse, blocks, quotations, seldom), by_model(parse.text, blocks, meanings))
    found = [
        d
        for d in unshared(_without_twins([*found, *seldom]))
        if not (_is_bare(parse, d) or _is_empty(parse, d) or _takes_lives(parse, d))
    ]
    found = with_cited(parse, [_behind_marks(parse, without_day(parse, d, dates)) for d in found])
    found = [replace(d, kind=kind_of(parse.text, d.cue, d.content, quotations)) for d in found]
    found = [_with_details(parse, d, dates) for d in found]
    return nested(found)


def by_rules(
    parse: Parse, blocks: Sequence[Block], quotations: Sequence[Quotation], seldom: Sequence[Draft] = ()
) -> list[Draft]:
    """Return what the lexicon and the parse alone find, one statement a cue, in text order of the cues.

    Args:
        seldom: what the lexicon does not have, whose quotations are nobody else's.
    """
    found: list[Draft] = []
    for sentence in parse.sentences:
        found.extend(_in_sentence(parse, sentence.first, sentence.last, quotations))
    found.extend(headline_drafts(parse, blocks))
    found.extend(seldom)
    return with_following(parse, _without_twins(found), quotations)


def by_model(text: str, blocks: Sequence[Block], meanings: Meanings | None = None) -> list[Found]:
    """Return what the attribution model finds, in text order of the cues.

    Args:
        meanings: takes what the model makes of the words.

    Raises:
        ModelError: one of its files is missing, changed or unreadable.
    """
    if not blocks:
        return []
    spans = [(b.start, b.end) for b in blocks]
    return attributor().read(text, spans, LEAST_CUE, headline=blocks[0].kind == "title", meanings=meanings)


def _with_details(parse: Parse, draft: Draft, dates: Sequence[Timex]) -> Draft:
    other = elsewhen(parse, draft, dates)
    on = dated(parse, draft, dates)
    if (
        other
        and on is not None
        and on.start < parse.tokens[parse.sentences[parse.tokens[draft.pivot].sentence].first].start
    ):
        on = None  # a day of the sentence before
    return replace(
        draft,
        mode=mode_of(parse, draft),
        reiterates=reiterates(parse, draft),
        said_on=on,
        elsewhen=other,
        addressee=addressees(parse, draft),
    )


def _in_sentence(parse: Parse, first: int, last: int, quotations: Sequence[Quotation]) -> list[Draft]:
    table, found = lexicon(), []
    for candidate in candidates(parse, first, last):
        better = _rest_of_sentence(parse, candidate, first, last)
        cue = table.get((better.key, better.frame))
        if cue is None or cue.reliability < LEAST_RELIABILITY:
            continue
        if not better.content and not _may_be_empty(better):
            continue
        if better.source is None and not _may_be_ownerless(better):
            continue
        draft = _draft(parse, better, quotations)
        if draft.content or _may_be_empty(better):
            found.append(draft)
    return found


def _behind_marks(parse: Parse, draft: Draft) -> Draft:
    """A source that the parser begins in the quotation before it: 'It is a link," Lopez said'."""
    source, head = draft.source, draft.source_head
    if source is None or head is None or source.start > draft.cue.start:
        return draft
    inside = parse.tokens_in(source)
    mark = next((i for i in reversed(inside[:-1]) if _closes(parse, i) and i > inside[0]), None)
    if mark is None or any(parse.tokens[i].text in MARKS for i in inside if i < mark):
        return draft
    rest = [i for i in inside if i > mark]
    if head <= mark:
        head = next((i for i in rest if parse.tokens[i].head not in rest), rest[0])
    return replace(draft, source=parse.span(rest[0], rest[-1]), source_head=head)


def _closes(parse: Parse, i: int) -> bool:
    """Whether a token is a mark that closes a quotation: glued to what stands before it, and to nothing behind it."""
    token = parse.tokens[i]
    return (
        token.text in MARKS - {"“"}
        and parse.text[token.start - 1 : token.start].strip() != ""
        and parse.text[token.end : token.end + 1] == " "
    )


def _is_bare(parse: Parse, draft: Draft) -> bool:
    """Whether a lone "what" or "me" is all that is said: "What they said", "he told me"."""
    words = [parse.tokens[i] for piece in draft.content for i in parse.tokens_in(piece)]
    return len(words) == 1 and words[0].tag in {"PRP", "WP"}


def _is_empty(parse: Parse, draft: Draft) -> bool:
    """Whether a feeling is told of nothing: "he was disappointed"; only what is withheld has no content."""
    felt = any(t.pos == "ADJ" for t in parse.kids(draft.pivot, "acomp")) or parse.tokens[draft.pivot].pos == "ADJ"
    return not draft.content and felt


def _takes_lives(parse: Parse, draft: Draft) -> bool:
    """Whether what is claimed are lives: "the storm claimed 20 lives", "it has claimed the lives of 20 people"."""
    verb = parse.tokens[draft.pivot]
    taken = [*parse.kids(verb.i, "dobj", "nsubjpass"), *([parse.tokens[verb.head]] if verb.dep == "acl" else [])]
    return verb.lemma == "claim" and any(t.lower in {"lives", "life"} for t in taken)


def _may_be_ownerless(candidate: Candidate) -> bool:
    """Without a source only passives and adverbs attribute (GUIDE, rule 15)."""
    return candidate.frame.startswith("pass-") or candidate.frame == "adverb"


def _may_be_empty(candidate: Candidate) -> bool:
    return candidate.key in {"decline", "respond", "comment", "elaborate", "reach"}


def _draft(parse: Parse, candidate: Candidate, quotations: Sequence[Quotation]) -> Draft:
    cue = lexicon()[candidate.key, candidate.frame]
    source = None if candidate.source is None else clauses.phrase_span(parse, candidate.source)
    span = parse.span(*candidate.cue)
    content = tuple(parse.span(*_without_again(parse, run)) for run in candidate.content)
    content = stretch(parse.text, span, content, quotations)
    return Draft(
        candidate.pivot,
        candidate.key,
        span,
        source,
        candidate.source,
        content,
        cue.act,
        cue.reliability,
        addressee=() if candidate.addressee is None else (candidate.addressee,),
    )


def _without_again(parse: Parse, run: tuple[int, int]) -> tuple[int, int]:
    """A content without the "again" behind it, which says something of the saying."""
    first, last = run
    return (first, last - 1) if first < last and parse.tokens[last].lower == "again" else run


def _rest_of_sentence(parse: Parse, candidate: Candidate, first: int, last: int) -> Candidate:
    """A verb of speech whose content the parser did not tie to it: the rest of its sentence is the content."""
    if candidate.key in SPEECH and candidate.frame == "clause" and len(candidate.content) == 1:
        return _reaching_back(parse, candidate, first, last)
    loose = candidate.key in SPEECH and candidate.frame in {"none", "obj"} and not candidate.far
    if not loose or candidate.source is None:
        return candidate
    start = min(candidate.cue[0], parse.edges[candidate.source][0])
    end = max(candidate.cue[1], parse.edges[candidate.source][1])
    before = clauses.trim(parse, first, start - 1) if start - 1 > first else None
    if before and parse.tokens[start - 1].text in {",", '"', "”", "'", "’", "?", "!", "—", "–"}:
        return replace(candidate, frame="clause", content=(before,))
    if candidate.frame == "none" and parse.tokens[last - 1].text == ":" and _quotation_opens(parse, last):
        return replace(candidate, frame="clause", content=((last, last + 1),))
    colon = next((i for i in range(end + 1, last - 1) if parse.tokens[i].text in {":", '"', "“"}), None)
    if colon is not None and candidate.frame == "none":
        first_word = colon + 1 if parse.tokens[colon].text == ":" else colon
        return replace(candidate, frame="clause", content=(clauses.trim(parse, first_word, last - 1),))
    return candidate


def _quotation_opens(parse: Parse, token: int) -> bool:
    """Whether a quotation begins the next sentence: "The mayor said:", its words on a line of their own."""
    return token + 1 < len(parse.tokens) and parse.tokens[token].text in CLOSERS


def _reaching_back(parse: Parse, candidate: Candidate, first: int, last: int) -> Candidate:
    """A cue that ends its sentence ascribes all of it (GUIDE, rule 24)."""
    start, end = candidate.content[0]
    if end > candidate.cue[0] or candidate.far or start == first or candidate.source is None:
        return candidate
    ends = max(candidate.cue[1], clauses.noun_phrase(parse, candidate.source)[1])
    loose = all(
        t.pos == "PUNCT" or t.dep in {"npadvmod", "prep", "pobj", "det", "advmod", "compound", "nummod", "amod"}
        for t in parse.tokens[ends + 1 : last]
    )
    if not loose or parse.tokens[candidate.pivot].dep not in {"ROOT", "conj", "ccomp"}:
        return candidate
    return replace(candidate, content=(clauses.trim(parse, first, end),))


def _without_twins(found: list[Draft]) -> list[Draft]:
    """One statement a cue: of two whose cues overlap, the surer one stays (GUIDE, rule 2)."""
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda d: (d.cue.start, d.cue.end, -d.confidence)):
        if kept and kept[-1].cue.overlaps(draft.cue):
            if draft.confidence > kept[-1].confidence:
                kept[-1] = draft
            continue
        kept.append(draft)
    return kept


def nested(found: Sequence[Draft]) -> tuple[Draft, ...]:
    """Tell each attribution the innermost other one whose content holds its cue."""
    within = innermost(found, [draft.cue for draft in found])
    return tuple(_without_circles([replace(d, within=w) for d, w in zip(found, within, strict=True)]))


def _without_circles(found: list[Draft]) -> list[Draft]:
    """Two attributions may hold each other's cue: "Lopez cannot know, Moore added"; the later is the outer one."""
    for number in reversed(range(len(found))):
        draft = found[number]
        seen, at = {number}, draft.within
        while at is not None and at not in seen:
            seen.add(at)
            at = found[at].within
        if at is not None:
            found[number] = replace(draft, within=None)
            other = found[draft.within or 0]
            if draft.key == other.key == "according":  # "ten dead according to Lopez, nine according to Moore"
                found[draft.within or 0] = replace(other, within=None)
    return found
