"""Link the actors of one article with those known from others: the surest names first, then those they vouch for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from onrecord.store import identity as rows
from onrecord.store import links as kept
from onrecord.store.identity import Candidate, Cast, Seen
from onrecord.store.links import Doubt, Link
from onrecord.story.actors import choose
from onrecord.story.actors.bodies import body_name
from onrecord.story.actors.choose import COMPANY, KNOWN, NEAR, Asked, Shown, day_after, shared
from onrecord.story.actors.people import (
    full_keys,
    full_names,
    inner_key,
    may_be_one,
    person_name,
    single_key,
    sound_key,
    spelt_alike,
    surname_keys,
)
from onrecord.story.actors.several import bears_one_name, closest, far_more, is_called, is_near, one_each, stands_of
from onrecord.story.actors.traits import Traits, traits_of

# A post is known to be held this long before and after the days on which somebody is seen in it.
IN_POST = 30
# Two of one name whom an article's company knows so well are one, and so many known names make a circle.
SAME_CIRCLE = 1.0
MANY = 4
# A body's name of so many common words is seldom two bodies' in articles that share anybody at all.
LONG_NAME = 3
SOME = 0.05
# Days within which a later article may settle whom an earlier one meant.
SETTLED = 14


class Linking:
    """One article's actors on their way to the actors across articles.

    Args:
        before: whom an earlier reading of the article took its names for; what would stay open stays as it was.
    """

    def __init__(self, connection: Connection, cast: Cast, before: Mapping[str, int] | None = None) -> None:
        self._before = before or {}
        self._connection = connection
        self._cast = cast
        self._traits = traits_of(cast)
        self._company: dict[int, int] = {}
        self._taken: dict[int, list[Traits]] = {}
        self._found: dict[str, Sequence[Candidate]] = {}
        self._shown: dict[int, Shown] = {}
        self._names: dict[int, tuple[str, ...]] = {}
        self._seen: dict[int, tuple[Seen, ...]] = {}
        self._new: set[int] = set()
        self.links: list[Link] = []
        self.doubts: list[Doubt] = []
        self.stands: dict[int, int] = {}

    def link(self) -> None:
        """Find whom each name means, in the order of how sure names are."""
        self._meet()
        contested = [t for t in self._traits if t.kind in ("person", "body", "state") and not self._surely(t)]
        for traits in contested:
            self._contested(traits)
        for traits in self._traits:
            if traits.kind == "single":
                self._single(traits)
            elif traits.kind == "office":
                self._office(traits)

    @property
    def newcomers(self) -> list[Traits]:
        """Those full names that no earlier article has."""
        return [t for t in self._traits if t.kind == "person" and t.named.id in self._new]

    def asked(self, traits: Traits) -> Asked:
        """Return a name with where it stands."""
        taken = frozenset(s for s, by in self._taken.items() if any(t is not traits for t in by))
        return Asked(
            traits.person, traits.named.role, traits.place, traits.sex, self._cast.known_on, self._company, taken
        )

    def _meet(self) -> None:
        """Note whom the article's full names most likely mean, so that they can vouch for one another."""
        people = (key for t in self._traits if t.kind == "person" for key in t.keys if key.startswith("p:"))
        self._look_up([*people, *(t.keys[0] for t in self._traits if t.kind in ("state", "body") and t.keys)])
        for traits in self._traits:
            found = self._same_name(traits) if traits.kind == "person" else []
            if traits.kind == "state":
                found = self._candidates(traits.keys[:1])
            if found:
                best = max(found, key=lambda c: (c.articles, -c.id))
                self._company.setdefault(best.stands, best.articles)

    # ---- sure ones --------------------------------------------------------------------------------------------------

    def _surely(self, traits: Traits) -> bool:
        """Link a name that only one known actor bears, or nobody yet."""
        if traits.named.wikidata and self._by_wikidata(traits):
            return True
        if traits.kind == "person":
            return self._person(traits)
        if traits.kind == "state":
            return self._take_first(traits, "name")
        return self._body(traits)

    def _by_wikidata(self, traits: Traits) -> bool:
        known = rows.by_wikidata(self._connection, traits.named.wikidata or "")
        if known is None:
            return False
        self._take(traits, known, "wikidata")
        self._bring_together(traits, known)
        return True

    def _bring_together(self, traits: Traits, known: Candidate) -> None:
        """Merge those who bear the very name of somebody whose Wikidata id the article gives."""
        for other in self._same_name(traits):
            if other.wikidata is None and other.stands != known.stands:
                self._merge(known, other, "wikidata")

    def _person(self, traits: Traits) -> bool:
        several = self._same_name(traits)
        if not several:
            return False
        asked = self.asked(traits)
        fitting = [s for s in self._show(several) if choose.fits(asked, s)]
        if len(stands_of(fitting)) != 1 or len(stands_of(several)) != 1:
            return False
        self._take(traits, closest(traits, fitting), "name")
        return True

    def _body(self, traits: Traits) -> bool:
        body = traits.body
        if body is None:
            return False
        if body.owner is not None or (body.generic and not traits.place):
            return False
        return self._take_first(traits, "name")

    def _take_first(self, traits: Traits, how: str) -> bool:
        found = self._candidates(traits.keys[:1])
        found = [c for c in found if c.type == traits.named.type] or found
        if len({c.stands for c in found}) != 1:
            return False
        self._take(traits, found[0], how)
        self._spell_out(traits, found[0])
        return True

    def _spell_out(self, traits: Traits, known: Candidate) -> None:
        """Merge an actor known by its acronym alone with the one whose article gives both."""
        for short in traits.shorts:
            for other in self._candidates([f"o:{short}"]):
                if other.stands != known.stands and other.type == known.type and self._is_acronym_alone(other):
                    self._merge(known, other, "acronym")

    # ---- those that others must vouch for ---------------------------------------------------------------------------

    def _contested(self, traits: Traits) -> None:
        if traits.kind == "person":
            self._contested_person(traits)
        elif traits.kind == "state":
            self._begin(traits)
        elif traits.body is not None and traits.body.owner is None:
            self._contested_body(traits)
        elif traits.body is not None:
            self._owned(traits, traits.body.owner or "")

    def _contested_person(self, traits: Traits) -> None:
        asked = self.asked(traits)
        shown, fitting = self._fitting(traits, asked)
        if self._heal(asked, fitting):
            shown, fitting = self._fitting(traits, asked)
        best = choose.of_namesakes(asked, one_each(fitting)) if fitting else None
        if best is not None:
            self._take(traits, best.candidate, "context" if len(stands_of(shown)) > 1 else "name")
        elif not fitting:
            if not self._other_spelling(traits, asked) and not self._cut_name(traits, asked):
                self._begin(traits)
        else:
            self._doubt(traits, traits.keys[0], shown)

    def _fitting(self, traits: Traits, asked: Asked) -> tuple[list[Shown], list[Shown]]:
        """The people of a full name, and those of them that it may mean."""
        shown = self._show(self._same_name(traits))
        return shown, [s for s in shown if choose.fits(asked, s)]

    def _heal(self, asked: Asked, fitting: Sequence[Shown]) -> bool:
        """Merge those of one name whom the same company knows: they were taken for two before it was seen with both."""
        known = [s for s in one_each(fitting) if shared(asked, s) >= SAME_CIRCLE]
        merged = [s for s in known[1:] if any(name in known[0].names for name in s.names)]
        for other in merged:
            self._merge(known[0].candidate, other.candidate, "company")
        return bool(merged)

    def _other_spelling(self, traits: Traits, asked: Asked) -> bool:
        """Link "Heydar" with "Heidar", where company or post vouch for it."""
        key = sound_key(traits.person) if traits.person else None
        if key is None or traits.person is None:
            return False
        person = traits.person
        near = [c for c in self._candidates([key]) if c.type == "person"]
        shown = self._show(near)
        alike = [
            s for s in shown if all(spelt_alike(person, name) for name in s.names) and choose.fits_but_name(asked, s)
        ]
        best = choose.by_company(asked, alike, lambda s: is_near(asked, s), COMPANY)
        if best is None:
            return False
        self._take(traits, best.candidate, "spelling")
        return True

    def _cut_name(self, traits: Traits, asked: Asked) -> bool:
        """Link a full name with somebody known so far by the surname alone, and two surnames with whose they are."""
        if traits.person is None:
            return False
        person, inner = traits.person, inner_key(traits.person)
        found = [c for c in self._candidates(surname_keys(person)[:1]) if bears_one_name(c)]
        found += self._candidates([inner]) if inner else []
        found += [c for c in self._candidates([single_key(person)]) if c.type == "person"]
        shown = self._show(found)
        best = choose.by_company(asked, shown, lambda s: is_near(asked, s), COMPANY)
        if best is None or not choose.fits_but_name(asked, best):
            return False
        self._take(traits, best.candidate, "surname")
        return True

    def _contested_body(self, traits: Traits) -> None:
        body = traits.body
        if body is None:
            return
        asked = self.asked(traits)
        if body.acronym and self._acronym(traits, asked):
            return
        if not body.acronym and self._expansion(traits):
            return
        if not body.generic or traits.place:
            if not self._part_of_name(traits, asked) and not self._same_words_of_other_type(traits):
                self._begin(traits)
            return
        self._without_place(traits, asked)

    def _part_of_name(self, traits: Traits, asked: Asked) -> bool:
        """Link "Saints" with the one body that articles call so for short, where its company is there too."""
        if traits.body is None or len(traits.body.words) > 1:
            return False
        shown = self._show(self._candidates([f"t:{traits.body.base}"]))
        best = (
            choose.by_company(asked, shown, lambda s: is_near(asked, s), COMPANY)
            if len(stands_of(shown)) == 1
            else None
        )
        if best is None:
            return False
        self._take(traits, best.candidate, "part")
        return True

    def _same_words_of_other_type(self, traits: Traits) -> bool:
        """Link what one article takes for a body and several others for a person."""
        name = person_name(traits.named.name)
        if name is None or not name.is_full:
            return False
        found = [c for c in self._candidates(full_keys(name)[:1]) if c.type == "person"]
        asked = self.asked(traits)
        called = self._names_of(found)
        shown = self._show([c for c in found if name.written in called[c.id]])
        shown = [s for s in shown if s.candidate.articles >= KNOWN or shared(asked, s) >= COMPANY]
        if len(stands_of(shown)) != 1:
            return False
        self._take(traits, shown[0].candidate, "name")
        return True

    def _acronym(self, traits: Traits, asked: Asked) -> bool:
        """Link an acronym with the body that articles spell out so, else with the one body whose initials it has."""
        short = traits.body.words[0] if traits.body else ""
        spelt = self._candidates([f"e:{short}"])
        if len({c.stands for c in spelt}) == 1:
            self._take(traits, spelt[0], "acronym")
            return True
        shown = self._show(self._candidates([f"a:{short}"]))
        best = (
            choose.by_company(asked, shown, lambda s: is_near(asked, s), COMPANY)
            if len(stands_of(shown)) == 1
            else None
        )
        if best is None:
            return False
        self._take(traits, best.candidate, "acronym")
        return True

    def _expansion(self, traits: Traits) -> bool:
        """Link a name that the article itself shortens with the body known by that acronym."""
        found = self._candidates([f"o:{short}" for short in traits.shorts])
        found = [c for c in found if c.type == traits.named.type and self._is_acronym_alone(c)]
        if len({c.stands for c in found}) != 1:
            return False
        own = self._candidates(traits.keys[:1])
        self._take(traits, own[0] if len({c.stands for c in own}) == 1 else found[0], "acronym")
        if own and len({c.stands for c in own}) == 1 and own[0].stands != found[0].stands:
            self._merge(own[0], found[0], "acronym")
        return True

    def _is_acronym_alone(self, candidate: Candidate) -> bool:
        """Whether no article has spelled it out: "RNC" may be a committee's or a convention's."""
        bodies = (body_name(name) for name in self._names_of([candidate])[candidate.id])
        return all(body is None or body.acronym for body in bodies)

    def _without_place(self, traits: Traits, asked: Asked) -> None:
        """Link "the health ministry" where the article names its place or shares its company; else it stays open."""
        base = traits.body.base if traits.body else ""
        here = {t.keys[0].removeprefix("g:") for t in self._traits if t.kind == "state"}
        placed = self._candidates([f"w:{base}"])
        near = [c for c in placed if choose.days_apart(self._cast.known_on, c.last_on) <= NEAR]
        shown = self._show(near)
        of_here = [s for s in shown if s.places & here]
        if len(stands_of(of_here)) == 1:
            self._take(traits, of_here[0].candidate, "place")
            return
        same = self._show(self._candidates(traits.keys[:1]))
        ranked = sorted(same, key=lambda s: (-shared(asked, s), s.candidate.id))
        long = traits.body is not None and len(traits.body.words) >= LONG_NAME
        if ranked and shared(asked, ranked[0]) >= (SOME if long else COMPANY):
            self._take(traits, ranked[0].candidate, "company")
            for other in ranked[1:]:
                if shared(asked, other) >= SAME_CIRCLE and other.candidate.stands != ranked[0].candidate.stands:
                    self._merge(ranked[0].candidate, other.candidate, "company")
        elif (most := far_more(ranked)) is not None and long:
            self._take(traits, most.candidate, "name")
        elif not (same or shown) or self._is_elsewhere(asked, [*same, *shown], MANY * (1 + long)):
            self._begin(traits)
        else:
            self._doubt(traits, traits.keys[0], [*same, *shown])

    def _is_elsewhere(self, asked: Asked, several: Sequence[Shown], many: int) -> bool:
        """Whether an article names many who are known, and none of them beside the body of that name."""
        return len(asked.company) >= many and not any(shared(asked, s) for s in several)

    # ---- a person's campaign, administration ------------------------------------------------------------------------

    def _owned(self, traits: Traits, owner: str) -> None:
        """Link "the Brenn campaign" by whose it is; the owner's own links come first."""
        held = self._owner(owner)
        if traits.body is None:
            return
        own = (f"o:{traits.body.words[-1]}@#{held}",) if held is not None else ()
        keys = (*own, traits.body.key())
        found = self._candidates(own) or self._candidates(keys[-1:])
        near = [c for c in found if choose.days_apart(self._cast.known_on, c.last_on) <= choose.LONG_AGO]
        if len({c.stands for c in near}) == 1:
            self._take(traits, near[0], "owner", keys)
        elif not near:
            self._begin(traits, keys)

    def _owner(self, owner: str) -> int | None:
        name = person_name(owner)
        if name is None:
            return None
        own = [t for t in self._traits if t.kind in ("person", "single") and t.named.id in self.stands and t.person]
        same = {self.stands[t.named.id] for t in own if t.person and is_called(name, t)}
        if len(same) == 1:
            return same.pop()
        found = self._candidates(full_keys(name)[:1]) if name.is_full else []
        stands = {c.stands for c in found}
        return stands.pop() if len(stands) == 1 else None

    # ---- names that stand alone, posts that stand for their holder ---------------------------------------------------

    def _single(self, traits: Traits) -> None:
        if traits.person is None:
            return
        best = self.of_surname(single_key(traits.person), self.asked(traits))
        if best is not None:
            self._take(traits, best.candidate, "surname", traits.posts)
            return
        if self._body_after_all(traits):
            return
        shown = self._show(self._candidates([single_key(traits.person)]))
        self._doubt(traits, single_key(traits.person), shown)

    def _body_after_all(self, traits: Traits) -> bool:
        """Link what one article takes for a person and several others for a body: "Politico"."""
        body = body_name(traits.named.name)
        found = self._candidates([body.key()]) if body else []
        known = [c for c in found if c.type == "organisation" and c.articles >= KNOWN]
        if len({c.stands for c in known}) != 1:
            return False
        self._take(traits, known[0], "name", (known[0].key,))
        return True

    def of_surname(self, key: str, asked: Asked) -> Shown | None:
        """Return whom a surname alone means."""
        shown = self._show([c for c in self._candidates([key]) if c.type == "person"])
        return choose.of_surname(asked, one_each(shown))

    def _office(self, traits: Traits) -> None:
        """Link a post with whoever the articles of those days say holds it; of two holders with neither."""
        day = self._cast.known_on
        found = self._candidates(traits.posts)
        held = [c for c in found if day_after(c.first_on, -IN_POST) <= day <= day_after(c.last_on, IN_POST)]
        if len({c.stands for c in held}) == 1 and held[0].stands not in self._taken:
            self._take(traits, held[0], "office", ())

    # ---- what all of them do -----------------------------------------------------------------------------------------

    def _candidates(self, keys: Iterable[str]) -> list[Candidate]:
        wanted = list(dict.fromkeys(keys))
        self._look_up(wanted)
        out: dict[int, Candidate] = {}
        for key in wanted:
            for candidate in self._found[key]:
                out.setdefault(candidate.id, candidate)
        return list(out.values())

    def _look_up(self, keys: Iterable[str]) -> None:
        """Note whom keys lead to, as long as nobody is merged with anybody."""
        if unknown := [key for key in dict.fromkeys(keys) if key not in self._found]:
            found = rows.candidates(self._connection, unknown)
            self._found |= {key: found.get(key, ()) for key in unknown}

    def _same_name(self, traits: Traits) -> list[Candidate]:
        """The people whose names may be the same as a full name."""
        person = traits.person
        if person is None:
            return []
        keys = [k for k in traits.keys if k.startswith("p:")]
        found = [c for c in self._candidates(keys) if c.type == "person"]
        regnal = any(k.startswith("p:") and not person.is_full for k in traits.keys)
        called = {ident: full_names(names) for ident, names in self._names_of(found).items()}
        fitting = [c for c in found if regnal or all(may_be_one(person, n) for n in called[c.id])]
        whole = [c for c in fitting if any(n.last == person.last for n in called[c.id])]
        return whole or fitting

    def _show(self, candidates: Sequence[Candidate]) -> list[Shown]:
        """Return what earlier articles show of candidates."""
        called = self._names_of(candidates)
        if unseen := [c.id for c in candidates if c.id not in self._seen]:
            seen = rows.recent(self._connection, unseen, self._cast.article)
            self._seen |= {ident: tuple(seen.get(ident, ())) for ident in unseen}
        for one in (c for c in candidates if c.id not in self._shown):
            self._shown[one.id] = Shown(one, full_names(called[one.id]), self._seen[one.id], self._company_of(one.id))
        return [self._shown[one.id] for one in candidates]

    def _company_of(self, actor: int) -> frozenset[int]:
        seen = self._seen[actor]
        beside = rows.beside(self._connection, [s.article for s in seen]) if seen else {}
        return frozenset[int]().union(*beside.values())

    def _names_of(self, candidates: Sequence[Candidate]) -> dict[int, tuple[str, ...]]:
        if unnamed := [c.id for c in candidates if c.id not in self._names]:
            found = rows.names_of(self._connection, unnamed)
            self._names |= {ident: tuple(found.get(ident, ())) for ident in unnamed}
        return {c.id: self._names[c.id] for c in candidates}

    def _take(self, traits: Traits, known: Candidate, how: str, keys: tuple[str, ...] | None = None) -> None:
        self._add(traits, known.id, known.stands, how, keys)
        if traits.kind != "single" and traits.named.wikidata and known.wikidata is None:
            kept.identify(self._connection, known.id, traits.named.wikidata)
            self._found.clear()
        if known.stands == known.id or how != "office":
            self._company.setdefault(known.stands, known.articles + 1)

    def _begin(self, traits: Traits, keys: tuple[str, ...] | None = None) -> None:
        """Keep an actor that no earlier article has; one that an earlier reading of this article brought stays."""
        was = self._before.get(traits.name)
        known = next((c for c in self._candidates(traits.keys) if c.id == was), None) if was is not None else None
        if known is not None:
            self._take(traits, known, "before", keys)
            return
        actor = kept.new_actor(self._connection, traits.name, traits.named.type, traits.named.wikidata)
        self._new.add(traits.named.id)
        self._add(traits, actor, actor, "new", keys)
        self._company.setdefault(actor, 1)

    def _add(self, traits: Traits, actor: int, stands: int, how: str, keys: tuple[str, ...] | None) -> None:
        role, place = traits.named.role, traits.place
        kept = traits.keys if keys is None else keys
        self.links.append(Link(traits.named.id, actor, how, traits.name, role, place, traits.sex, kept))
        self.stands[traits.named.id] = stands
        self._taken.setdefault(stands, []).append(traits)

    def _doubt(self, traits: Traits, key: str, shown: Sequence[Shown]) -> None:
        was = next((s.candidate for s in shown if s.candidate.id == self._before.get(traits.name)), None)
        if was is not None:
            self._take(traits, was, "before")
            return
        several = tuple(dict.fromkeys(s.candidate.stands for s in shown))
        self.doubts.append(Doubt(traits.named.id, self._cast.article, key, self._cast.known_on, several))

    def _merge(self, known: Candidate, other: Candidate, why: str) -> None:
        day, article = self._cast.known_on, self._cast.article
        kept.note_change(self._connection, "merged", known.stands, other.stands, why, article, day)
        kept.forward(self._connection, known.stands, other.stands)
        self._shown.clear()
        self._found.clear()
        self._company.pop(other.stands, None)
