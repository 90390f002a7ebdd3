"""Whose numbers a source gives: "a Coast Radio tally of ministry figures" is Coast Radio's, from the ministry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.assembly.bearing import RECORDS
from onrecord.text import clauses, nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.actors.resolve import Resolver
    from onrecord.extract.draft import Draft
    from onrecord.text import Parse, Token

# What nobody speaks in: who gives it out is behind it.
NUMBERS = frozenset("update figure figures datum data tally count toll number statistic statistics bulletin".split())
# How records are given out.
GIVEN_OUT = frozenset(
    "publish release issue give report provide compile keep collect announce share post update".split()
)
# What says whose records a saying rests on.
BASIS = frozenset({"based", "basis", "using"})
# So many words stand between a record and the verb of its clause.
WINDOW = 14
# How a record says what it was made from: "based on", "compiled from", "citing".
MADE_FROM = frozenset({"of", "from", "on", "in", "with"})
# Records hang on records at most this deep: "a count of figures from the office's data".
DEEPEST = 3


def keepers(resolver: Resolver, draft: Draft) -> tuple[int, ...]:
    """Return the actors whose records a source's own record was made from, the next one first.

    Args:
        resolver: of the article's actors.
        draft: the statement whose source it is.
    """
    record = None if draft.source_head is None else _record_at(resolver.parse, draft)
    own = () if record is None else keepers_of(resolver, record)
    if draft.source_head is not None and not own:
        own = _given_out(resolver, resolver.parse.tokens[draft.source_head])
    return tuple(dict.fromkeys([*own, *_cited(resolver, draft)]))


def publisher_of(resolver: Resolver, record: Token) -> int | None:
    """Return who gave out a record: "figures released by the port"; None where nobody is named."""
    publisher = _publisher(resolver.parse, record)
    return None if publisher is None else resolver.resolve(publisher.i)


def _given_out(resolver: Resolver, source: Token) -> tuple[int, ...]:
    """Who gave out what a statement is from: "an update that the ministry published"."""
    if source.lemma.lower() not in NUMBERS and source.lower not in NUMBERS:
        return ()
    publisher = _publisher(resolver.parse, source)
    number = _named_before_verb(resolver, source) if publisher is None else resolver.resolve(publisher.i)
    return () if number is None else (number,)


def _named_before_verb(resolver: Resolver, record: Token) -> int | None:
    """Who stands between a record and the verb that gives it out, however the parser hangs them together."""
    behind = resolver.parse.tokens[record.i + 1 : record.i + WINDOW]
    verb = next((t.i for t in behind if t.lemma.lower() in GIVEN_OUT and t.sentence == record.sentence), None)
    nouns_ = [t.i for t in behind if verb is not None and t.i < verb and t.pos in {"NOUN", "PROPN"}]
    return resolver.resolve(nouns_[-1]) if nouns_ else None


def _cited(resolver: Resolver, draft: Draft) -> Iterator[int]:
    """Whom a source has it from by its own account: "the agency, citing the ministry, said"."""
    parse = resolver.parse
    said = parse.tokens[draft.pivot]
    sources = [] if draft.source_head is None else [draft.source_head]
    clauses_ = [
        t for at in [said.i, *sources] for t in parse.kids(at, "advcl", "acl", "ccomp", "conj", "dep", "prep", "xcomp")
    ]
    citing = next((t for t in _above(parse, said) if t.lemma.lower() in {"cite", "quote"}), None)
    if citing is not None:
        clauses_ = [citing]
    first, last = parse.sentences[said.sentence].first, parse.sentences[said.sentence].last
    clauses_ += [t for t in parse.tokens[first:last] if t.lower in {"citing", "quoting"}]
    for clause in dict.fromkeys(clauses_):
        if clause.lower not in {"citing", "quoting"} and clause is not citing:
            continue
        for cited in parse.kids(clause.i, "dobj", "pobj"):
            yield from _whose(resolver, cited)
    for basis in parse.tokens[first:last]:
        if basis.lower in BASIS:
            yield from _underlying(resolver, basis)


def _underlying(resolver: Resolver, basis: Token) -> Iterator[int]:
    """Whose records a saying rests on: "based on figures from the ministry", "on the basis of ministry data"."""
    parse = resolver.parse
    for link in [*parse.kids(basis.i, "prep"), basis]:
        for record in parse.kids(link.i, "pobj", "dobj"):
            if is_record(record) or record.lemma.lower() in NUMBERS:
                yield from _whose(resolver, record)


def _above(parse: Parse, verb: Token) -> Iterator[Token]:
    """A verb and the one that it hangs on: "cited the ministry as saying"."""
    yield verb
    for _ in range(2):
        verb = parse.tokens[verb.head]
        yield verb


def _whose(resolver: Resolver, cited: Token) -> Iterator[int]:
    """Who is cited, or keeps the record that is: "citing figures from the ministry"."""
    if not is_record(cited) and cited.lemma.lower() not in nouns.ARTEFACTS:
        number = resolver.resolve(cited.i)
        if number is not None:
            yield number
        return
    keeper = _keeper(resolver, cited)
    if keeper is not None:
        yield keeper
    yield from keepers_of(resolver, cited)


def keepers_of(resolver: Resolver, own: Token) -> tuple[int, ...]:
    """Return the actors whose records a record was made from, the next one first.

    Args:
        resolver: of the article's actors.
        own: the noun of the record.
    """
    parse, out = resolver.parse, []
    record: Token | None = own
    for _ in range(DEEPEST):
        record = None if record is None else _made_from(parse, record)
        if record is None:
            break
        number = _keeper(resolver, record)
        if number is not None:
            out.append(number)
    return tuple(dict.fromkeys(out))


def _keeper(resolver: Resolver, record: Token) -> int | None:
    """Who keeps a record: "ministry figures", "data from the port", "Vardian statistics"."""
    named = resolver.owner(record)
    if named is not None:
        return named
    parse = resolver.parse
    published = _publisher(parse, record)
    if published is not None:
        return resolver.resolve(published.i)
    held = clauses.holder(parse, record.i)
    beside = [held] if held is not None else [t.i for t in parse.kids(record.i, "compound", "nmod")]
    bodies = (i for i in beside if parse.tokens[i].lemma.lower() in nouns.BODY | nouns.PERSON)
    return next((n for i in bodies if (n := resolver.resolve(i)) is not None), None)


def _publisher(parse: Parse, record: Token) -> Token | None:
    """Who gave out a record: "figures that the ministry released", "data published by the port"."""
    for clause in parse.kids(record.i, "relcl", "acl"):
        for agent in parse.kids(clause.i, "agent"):
            return next(iter(parse.kids(agent.i, "pobj")), None)
        subject = next(iter(parse.kids(clause.i, "nsubj")), None)
        if subject is not None and subject.pos != "PRON" and clause.lemma.lower() in GIVEN_OUT:
            return subject
    for prep in parse.kids(record.i, "prep"):
        for source in parse.kids(prep.i, "pobj") if prep.lower in {"from", "by"} else ():
            return None if is_record(source) else source
    return None


def _record_at(parse: Parse, draft: Draft) -> Token | None:
    """The record that a source is, or that its name holds."""
    if draft.source is None:
        return None
    return next((parse.tokens[i] for i in parse.tokens_in(draft.source) if is_record(parse.tokens[i])), None)


def is_record(token: Token) -> bool:
    """Tell whether a noun is a count that somebody keeps."""
    return token.pos in {"NOUN", "PROPN"} and (token.lemma.lower() in RECORDS or token.lower in RECORDS)


def _made_from(parse: Parse, record: Token) -> Token | None:
    """The record that another one was made from: "a tally of figures", "a count based on data"."""
    links = [*parse.kids(record.i, "prep")]
    for clause in parse.kids(record.i, "acl"):
        links += parse.kids(clause.i, "prep")
    for link in links:
        for inner in parse.kids(link.i, "pobj") if link.lower in MADE_FROM else []:
            if is_record(inner):
                return inner
    return None
