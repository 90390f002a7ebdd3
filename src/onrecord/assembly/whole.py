"""The cast of an article: its actors, and every part of the record that names one."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.actors.resolve import Resolver
from onrecord.assembly.behind import keepers
from onrecord.assembly.carry import Statements, carried_addressees, carried_days
from onrecord.assembly.narrator import narrator
from onrecord.assembly.on_whose_word import holding, on_whose_word
from onrecord.assembly.stands import MOST_COMPARED, positions_of, stands
from onrecord.assembly.tallies import TOLLS, carried, counted_by, headed, tallied
from onrecord.assembly.turns import with_turns
from onrecord.extract.events import encounter_event
from onrecord.extract.pieces import closed
from onrecord.record import (
    Actor,
    Encounter,
    EncounterDate,
    Figure,
    Position,
    Span,
    Statement,
    item_key,
)
from onrecord.text import nouns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.actors.entity import Entity
    from onrecord.extract.draft import Draft
    from onrecord.extract.encounters import EncounterDraft
    from onrecord.extract.figures import FigureDraft
    from onrecord.extract.positions import PositionDraft
    from onrecord.offices import OnDay
    from onrecord.record import Article, Grade
    from onrecord.text import Parse, Token
    from onrecord.text.quotes import Quotation

Drafts = tuple["Sequence[FigureDraft]", "Sequence[EncounterDraft]", "Sequence[PositionDraft]"]
Parts = tuple[tuple[Actor, ...], tuple[Statement, ...], tuple[Figure, ...], tuple[Encounter, ...], tuple[Position, ...]]


def assemble(
    parse: Parse,
    article: Article,
    drafts: Sequence[Draft],
    quoted: Sequence[Quotation],
    others: Drafts,
    offices: OnDay | None = None,
) -> Parts:
    """Return actors, statements, figures, encounters and positions, every id in text order.

    Args:
        drafts: the article's attributions, in text order of their cues.
        quoted: its quotations.
        others: its figures, encounters and positions.
        offices: who holds which office on its day of publication.
    """
    return Assembly(parse, article, drafts, quoted, offices).parts(*others)


YOU = frozenset({"you", "your", "yourself"})
HEADS = frozenset({"title", "standfirst", "subheading"})


def _in_heads(article: Article, drafts: Sequence[Draft]) -> frozenset[int]:
    """The drafts whose cue stands in the headline, the standfirst or a subheading."""
    starts = [b.start for b in article.blocks]
    at = {n: bisect_right(starts, d.cue.start) - 1 for n, d in enumerate(drafts)}
    return frozenset(n for n, block in at.items() if block >= 0 and article.blocks[block].kind in HEADS)


def _apart(known: EncounterDraft, draft: EncounterDraft) -> bool:
    """Whether two mentions are on different days or one of them is yet to come: two encounters of the same people."""
    days = known.date is not None and draft.date is not None and known.date != draft.date
    return days or {known.status, draft.status} == {"held", "planned"}


class Assembly:
    """The statements of an article with their speakers, and what is made of them.

    Args:
        drafts: the article's attributions, in text order of their cues.
        quoted: its quotations.
        offices: who holds which office on its day of publication.
    """

    def __init__(
        self,
        parse: Parse,
        article: Article,
        drafts: Sequence[Draft],
        quoted: Sequence[Quotation],
        offices: OnDay | None = None,
    ) -> None:
        self.quoted = quoted
        self.parse, self.text, self.drafts = parse, article.text, drafts
        self.resolver = Resolver(parse, quoted, offices, narrator(parse, article, quoted))
        self.own = {name.lower() for name in (article.outlet, article.agency) if name}
        self.speakers: dict[int, int | None] = {}
        for number in range(len(drafts)):
            self._speaker(number)
        self.addressees = [self._heard(n) for n in range(len(drafts))]
        self.order = sorted(range(len(drafts)), key=lambda n: (drafts[n].cue.start, drafts[n].cue.end))
        self.statement_id = {n: f"s{at}" for at, n in enumerate(self.order, 1)}
        self.used: dict[int, None] = {}
        self.statements = Statements(
            parse,
            drafts,
            self.order,
            self.speakers,
            tuple(self.addressees),
            _in_heads(article, drafts),
            article.published.value if article.published else None,
        )
        self.statements = replace(self.statements, addressees=tuple(with_turns(self.statements)))
        self.said_on = carried_days(self.statements)
        self.addressees = carried_addressees(self.statements)
        self._tell_you()

    def _tell_you(self) -> None:
        """Find who "you" is in somebody's words: the one person they are said to."""
        for n, draft in enumerate(self.drafts):
            head, up = draft.source_head, draft.within
            if self.speakers[n] is not None or head is None or self.parse.tokens[head].lower not in YOU:
                continue
            while up is not None and not self.addressees[up] and self._is_self(up):
                up = self.drafts[up].within
            if up is not None and len(self.addressees[up]) == 1:
                (heard,) = self.addressees[up]
                self.speakers[n] = heard
                self.resolver.entities[heard].spans.add(
                    Span(self.parse.tokens[head].start, self.parse.tokens[head].end)
                )

    def _is_self(self, number: int) -> bool:
        """Whether somebody speaks of himself: "I know"."""
        head = self.drafts[number].source_head
        return head is not None and nouns.is_speaker(self.parse.tokens[head].text)

    def _speaker(self, number: int) -> int | None:
        if number in self.speakers:
            return self.speakers[number]
        chain = [number]
        while (up := self.drafts[chain[-1]].within) is not None and up not in self.speakers and up not in chain:
            chain.append(up)
        for n in reversed(chain):
            head = self.drafts[n].source_head
            self.speakers[n] = None if head is None else self._resolve(n, head)
        return self.speakers[number]

    def _resolve(self, number: int, head: int) -> int | None:
        token = self.parse.tokens[head]
        outer = self._outer_speaker(number)
        if outer is None and nouns.is_speaker(token.text) and not self.resolver.is_narrated(head):
            outer = self._speaker_before(number)
        found = self.resolver.listed(self._words(number), head)
        if found is None:
            found = self.resolver.resolve(self._named_head(number, head), outer, self.drafts[number].source)
        if found is not None:
            for paper in self._written(number):
                self.resolver.is_by(found, paper)
        return found

    def _words(self, number: int) -> Sequence[int]:
        """The tokens of a statement's source."""
        source = self.drafts[number].source
        return () if source is None else self.parse.tokens_in(source)

    def _named_head(self, number: int, head: int) -> int:
        """The name in a source that one person's name opens or ends; else its head."""
        source = self.drafts[number].source
        if source is not None:
            head = self._last_noun(source, head)
        number_there = self.resolver.by_token.get(head)
        if source is None or (number_there is not None and self.resolver.entities[number_there].kind == "person"):
            return head
        words = self.parse.tokens_in(source)
        person = self.resolver.person_in(words)
        name = [i for i in words if person is not None and self.resolver.by_token.get(i) == person]
        return next((i for i in name if self.parse.tokens[i].head not in name), head)

    def _last_noun(self, source: Span, head: int) -> int:
        """The last noun of a source that is cut out of a phrase: "Acme" of "the Acme report"; else the head."""
        inside, token = self.parse.tokens_in(source), self.parse.tokens[head]
        if token.dep not in {"det", "poss"} or token.head in inside:
            return head
        return next((i for i in reversed(inside) if self.parse.tokens[i].pos in {"NOUN", "PROPN"}), head)

    def _written(self, number: int) -> list[Token]:
        """What a statement was made in ("said in a letter"), by which later words may take its speaker up."""
        inside = [p for t in self.parse.kids(self.drafts[number].pivot, "prep") for p in self.parse.kids(t.i, "pobj")]
        return [p for p in inside if p.lemma.lower() in nouns.ARTEFACTS]

    def _speaker_before(self, number: int) -> int | None:
        """Who speaks in a quotation that no cue of its own introduces: whoever spoke last."""
        for n in range(number - 1, max(-1, number - 6), -1):
            if self.drafts[n].within is None and self.speakers.get(n) is not None:
                return self.speakers[n]
        return None

    def _outer_speaker(self, number: int) -> int | None:
        up = self.drafts[number].within
        return None if up is None else self.speakers.get(up)

    def _all(self, heads: Iterable[int], around: int | None) -> tuple[int, ...]:
        found = [n for head in heads if (n := self.resolver.resolve(head, around)) is not None]
        return tuple(dict.fromkeys(found))

    def _heard(self, number: int) -> tuple[int, ...]:
        """To whom a statement's own words say that it was said; nobody speaks to "him" or "her" and means himself."""
        around, speaker = self._outer_speaker(number), self.speakers[number]
        heads = self.drafts[number].addressee
        found = [n for head in heads if (n := self.resolver.heard(head, around, speaker)) is not None]
        return tuple(dict.fromkeys(found))

    def _relays(self, number: int) -> tuple[int, ...]:
        """Through whom a statement reached the article, innermost first, never the speaker nor the outlet itself."""
        passed = (self.resolver.resolve(head) for head in self.drafts[number].relays)
        out = [n for n in passed if n is not None and n != self.speakers[number] and not self._is_own(n)]
        up = self.drafts[number].within
        while up is not None:
            speaker = self.speakers.get(up)
            if (
                speaker is not None
                and speaker != self.speakers[number]
                and speaker not in out
                and not self._is_own(speaker)
            ):
                out.append(speaker)
            up = self.drafts[up].within
        return tuple(out)

    def _is_own(self, number: int) -> bool:
        return self.resolver.entities[number].name.lower() in self.own

    def parts(
        self, figures: Sequence[FigureDraft], encounters: Sequence[EncounterDraft], positions: Sequence[PositionDraft]
    ) -> Parts:
        """Return every part of the record that names an actor, ids in text order."""
        met = [self._met(e) for e in encounters]
        relays = [self._relays(n) for n in range(len(self.drafts))]
        held = stands(self.resolver, self.speakers, positions)
        words = on_whose_word(self.statements, figures, self.resolver.entities, self.quoted)
        for n in self.order:
            self._use(self.speakers[n], *relays[n], *self.addressees[n])
        given = [(on, self._chain(figure, on, relays)) for figure, on in zip(figures, words, strict=True)]
        unnamed = frozenset(n for n, on in enumerate(words) if on is not None and self._is_unnamed(on))
        given = carried(self.parse, figures, given, unnamed)
        given = self._with_statements(figures, given)
        words, chains = [on for on, _ in given], [chain for _, chain in given]
        for chain in chains:
            self._use(*chain)
        for people in met:
            self._use(*people)
        self._use(*(stand.holder for stand in held))
        ids = self._ids()
        statements = tuple(self._statement(n, relays[n], ids) for n in self.order)
        made = self._figures(list(zip(figures, words, chains, strict=True)), ids)
        meetings = self._encounters(list(zip(encounters, met, strict=True)), ids)
        stances = positions_of(held, self.text, ids, self.statement_id)
        return self._actors(ids), statements, made, meetings, stances

    def _with_statements(
        self, figures: Sequence[FigureDraft], given: Sequence[tuple[int | None, tuple[int, ...]]]
    ) -> list[tuple[int | None, tuple[int, ...]]]:
        """The figures that words beside them give a source, with the innermost statement of his that holds them."""
        out = []
        for (on, chain), inside in zip(given, holding(self.drafts, figures), strict=True):
            own = next((n for n in inside if chain and on is None and self.speakers[n] == chain[0]), on)
            out.append((own, chain))
        return out

    def _is_unnamed(self, number: int) -> bool:
        """Whether a statement's source is a pronoun that stands for nobody known."""
        source = self.drafts[number].source
        return self.speakers[number] is None and source is not None and source.of(self.text).lower() in {"it", "they"}

    def _met(self, encounter: EncounterDraft) -> tuple[int, ...]:
        around = None if encounter.statement is None else self.speakers.get(encounter.statement)
        entities = self.resolver.entities
        found = self._all(encounter.heads, around)
        return tuple(dict.fromkeys(m for number in found for m in entities[number].members or (number,)))

    def _use(self, *numbers: int | None) -> None:
        entities = self.resolver.entities
        for number in numbers:
            if number is not None and number not in self.used:
                self.used[number] = None
                owner = entities[number].of
                self._use(*entities[number].members, *([owner] if owner is not None else []))

    def _ids(self) -> dict[int, str]:
        def first(number: int) -> tuple[int, int]:
            spans = self.resolver.entities[number].spans
            return (min(s.start for s in spans), number) if spans else (len(self.text), number)

        return {number: f"a{at}" for at, number in enumerate(sorted(self.used, key=first), 1)}

    def _actors(self, ids: dict[int, str]) -> tuple[Actor, ...]:
        return tuple(self._actor(self.resolver.entities[number], ids) for number in ids)

    def _actor(self, entity: Entity, ids: dict[int, str]) -> Actor:
        return Actor(
            ids[entity.number],
            entity.name,
            entity.kind,
            tuple(sorted(entity.spans)),
            name_from=entity.name_from,
            role=entity.role,
            of=None if entity.of is None else ids.get(entity.of),
            wikidata=entity.wikidata,
            members=tuple(ids[m] for m in entity.members),
        )

    def _statement(self, number: int, relays: tuple[int, ...], ids: dict[int, str]) -> Statement:
        draft, speaker = self.drafts[number], self.speakers[number]
        source = draft.source and closed(self.text, draft.source)
        spans = [*([source] if source else []), draft.cue, *draft.content]
        grade: Grade = "none" if speaker is None else self.resolver.entities[speaker].grade
        return Statement(
            self.statement_id[number],
            item_key("statement", self.text, spans),
            source,
            draft.cue,
            draft.content,
            draft.kind,
            None if speaker is None else ids[speaker],
            grade,
            within=None if draft.within is None else self.statement_id[draft.within],
            relayed_by=tuple(ids[r] for r in relays),
            addressee=tuple(ids[a] for a in self.addressees[number]),
            mode=draft.mode,
            act=draft.act,
            reiterates=draft.reiterates,
            said_on=self.said_on[number],
            confidence=round(draft.confidence, 2),
            event=draft.event,
        )

    def _chain(self, figure: FigureDraft, on: int | None, relays: list[tuple[int, ...]]) -> tuple[int, ...]:
        """On whose word a figure stands, from whose record he has it, and through whom it reached the article."""
        speaker = None if on is None else self.speakers[on]
        if on is None or speaker is None:
            toll = headed(self.resolver, figure.span) if figure.measure in TOLLS else ()
            return tallied(self.resolver, figure.span) or toll
        own = counted_by(self.resolver, figure.span)
        if own is not None and own != speaker:
            return tuple(dict.fromkeys([own, speaker, *relays[on]]))
        return tuple(dict.fromkeys([speaker, *keepers(self.resolver, self.drafts[on]), *relays[on]]))

    def _figures(
        self, figures: Sequence[tuple[FigureDraft, int | None, tuple[int, ...]]], ids: dict[int, str]
    ) -> tuple[Figure, ...]:
        out = []
        for at, (figure, on, chain) in enumerate(figures, 1):
            out.append(
                Figure(
                    f"f{at}",
                    item_key("figure", self.text, [figure.span]),
                    figure.confidence,
                    figure.span.start,
                    figure.span.end,
                    figure.low,
                    figure.high,
                    figure.approx,
                    figure.measure,
                    figure.what,
                    unit=figure.unit,
                    currency=figure.currency,
                    place=figure.place,
                    period=figure.period,
                    as_of=figure.as_of,
                    cumulative=figure.cumulative,
                    source=ids[chain[0]] if chain else None,
                    chain=tuple(ids[c] for c in chain),
                    statement=None if on is None else self.statement_id[on],
                    part_of=None if figure.part_of is None else f"f{figure.part_of + 1}",
                    change=figure.change,
                )
            )
        return tuple(out)

    def _encounters(
        self, found: list[tuple[EncounterDraft, tuple[int, ...]]], ids: dict[int, str]
    ) -> tuple[Encounter, ...]:
        groups: list[tuple[EncounterDraft, list[int], list[Span]]] = []
        for draft, people in found:
            if not people:
                continue
            for known, everybody, spans in groups[-MOST_COMPARED:]:
                if known.type == draft.type and set(people) & set(everybody) and not _apart(known, draft):
                    everybody.extend(p for p in people if p not in everybody)
                    spans.append(draft.span)
                    break
            else:
                groups.append((draft, list(people), [draft.span]))
        return tuple(self._encounter(at, *group, ids) for at, group in enumerate(groups, 1))

    def _host(self, draft: EncounterDraft, ids: dict[int, str]) -> str | None:
        host = None if draft.host is None else self.resolver.resolve(draft.host)
        return None if host is None else ids.get(host)

    def _encounter(
        self, at: int, draft: EncounterDraft, people: list[int], spans: list[Span], ids: dict[int, str]
    ) -> Encounter:
        return Encounter(
            f"e{at}",
            item_key("encounter", self.text, [draft.span]),
            draft.confidence,
            draft.span.start,
            draft.span.end,
            tuple(sorted(set(spans))),
            draft.type,
            tuple(ids[p] for p in people),
            host=self._host(draft, ids),
            place=draft.place,
            date=EncounterDate(draft.date) if draft.date else None,
            duration=draft.duration,
            ordinal=draft.ordinal,
            status=draft.status,
            statement=None if draft.statement is None else self.statement_id[draft.statement],
            event=encounter_event(draft.type, draft.status, len(people)),
        )
