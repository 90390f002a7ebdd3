"""What one article tells of an actor: what kind of name it bears, and what else may tell it from others."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from onrecord.store.identity import Cast, Mention, Named
from onrecord.story.actors.bodies import BodyName, acronym_of, body_name, initials
from onrecord.story.actors.folding import folded, word_lists, word_set, words_of
from onrecord.story.actors.people import (
    PersonName,
    first_names,
    full_keys,
    person_name,
    single_key,
    sound_key,
    surname_keys,
)
from onrecord.story.actors.places import place_key, state_of

_KINDS = tuple(
    (kind.removeprefix("kind."), frozenset(rows[0])) for kind, rows in word_lists().items() if kind.startswith("kind.")
)
_SHORT = {
    "sen": "senator",
    "gov": "governor",
    "rep": "representative",
    "prez": "president",
    "congressman": "representative",
}
_SHORT |= {"congresswoman": "representative", "ceo": "executive", "pm": "minister", "premier": "minister"}
# Pronouns are resolved wrongly now and then: so many more must speak for one sex than for the other.
SURER_SEX = 2


class Traits(msgspec.Struct, frozen=True):
    """An article's actor with what it can be told by.

    Args:
        kind: ``person`` (two names or more), ``single`` (one name alone), ``body``, ``state`` or ``office`` (a post
            that stands for whoever holds it); ``none`` for those who are nobody outside their article.
        keys: what the actor is looked up by from now on.
        place: folded place of the post or the body.
        posts: keys of the unique posts that the article says it holds.
        shorts: acronyms that the article itself uses for the name.
    """

    named: Named
    kind: str
    keys: tuple[str, ...] = ()
    person: PersonName | None = None
    body: BodyName | None = None
    place: str | None = None
    sex: str | None = None
    posts: tuple[str, ...] = ()
    shorts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name as written, without titles."""
        return self.person.written if self.person else self.body.written if self.body else self.named.name


def traits_of(cast: Cast) -> list[Traits]:
    """Return what an article tells of each of its actors, in the article's order."""
    by_id = {actor.id: actor for actor in cast.actors}
    return [_traits(cast, actor, by_id.get(actor.of) if actor.of is not None else None) for actor in cast.actors]


def _traits(cast: Cast, actor: Named, of: Named | None) -> Traits:
    if actor.type == "state":
        return Traits(actor, "state", (f"g:{place_key(actor.name)}",)) if actor.name[:1].isupper() else _nobody(actor)
    if actor.type == "person":
        return _person(cast, actor, of)
    if actor.type == "organisation":
        return _body(cast, actor, of)
    return _nobody(actor)


def _nobody(actor: Named) -> Traits:
    return Traits(actor, "none")


def _person(cast: Cast, actor: Named, of: Named | None) -> Traits:
    name = person_name(_whole_name(actor))
    place = place_of(of)
    if name is None or _is_post(actor.name):
        post = post_key(actor.name, place)
        return Traits(actor, "office", place=place, posts=(post,)) if post and not actor.role else _nobody(actor)
    sex = _sex(actor.mentions)
    post = post_key(actor.role, place) if actor.role else None
    posts = (post,) if post else ()
    alone = frozenset(folded(m.words) for m in actor.mentions if m.words[:1].isupper() and " " not in m.words)
    regnal = _regnal(actor)
    if name.is_full or regnal:
        sound = sound_key(name)
        keys = (*full_keys(name), *surname_keys(name, alone), *((sound,) if sound else ()))
        keys = (f"p:{regnal}|{name.last}",) if regnal and not name.is_full else keys
        return Traits(actor, "person", (*keys, *posts), person=name, place=place, sex=sex, posts=posts)
    if not _is_written_as_name(cast, actor, name.written):
        return _nobody(actor)
    keys = (single_key(name), *posts)
    return Traits(actor, "single", keys, person=name, place=place, sex=sex, posts=posts)


def _whole_name(actor: Named) -> str:
    """The name, with a first name that stands at the end of the post: "Speaker Ada" of "Brenn"."""
    words = (actor.role or "").split()
    if not words or not words[-1][:1].isupper() or words[-1].lower() in actor.name.lower().split():
        return actor.name
    first = folded(words[-1])
    known = first in word_set("given") or first_names(first) != frozenset((first,))
    return f"{words[-1]} {actor.name}" if known and first not in word_set("title") else actor.name


def _is_post(name: str) -> bool:
    words = [folded(w) for w in words_of(name)]
    if not words or words[-1] not in word_set("post") - word_set("regnal"):
        return False
    return not first_names(words[0]) & word_set("given")


def _regnal(actor: Named) -> str | None:
    """The title without which a first name alone is nobody's: "Pope", "King"."""
    said = [words_of(actor.role)] if actor.role else []
    said += [words_of(m.words) for m in actor.mentions]
    first = words_of(actor.name)
    if first and folded(first[0]) in word_set("regnal"):
        return folded(first[0])
    if len(first) > 1:
        return None
    return next((folded(words[0]) for words in said if words and folded(words[0]) in word_set("regnal")), None)


def _body(cast: Cast, actor: Named, of: Named | None) -> Traits:
    body = body_name(actor.name)
    if body is None or not body.words or (not body.proper and not (body.generic and (body.place or of))):
        return _nobody(actor)
    place = body.place or (place_of(of) if body.generic else None)
    if body.generic and not place and len(body.words) == 1 and body.words[0] not in word_set("lone"):
        return _nobody(actor)
    if not place and not _is_written_as_name(cast, actor, body.written):
        return _nobody(actor)
    shorts = {acronym_of(mention.words, actor.name) for mention in actor.mentions} - {None}
    keys = [body.key(place)]
    if place:
        keys.append(f"w:{body.base}")
    if len(body.words) > (2 if body.generic else 1):
        keys.extend(f"a:{short}" for short in initials(actor.name) if len(short) > 2)  # noqa: PLR2004 - two letters stand for too much
    known = sorted(short for short in shorts if short)
    keys.extend(f"t:{part}" for part in _parts(actor, body))
    keys.extend(f"e:{short}" for short in known)
    return Traits(actor, "body", tuple(dict.fromkeys(keys)), body=body, place=place, shorts=tuple(known))


def _parts(actor: Named, body: BodyName) -> list[str]:
    """Parts of its name by which the article calls a body alone: "Saints" for "New Orleans Saints"."""
    called = {folded(m.words.removeprefix("the ").removeprefix("The ")) for m in actor.mentions}
    return [w for w in dict.fromkeys((body.words[0], body.words[-1])) if len(body.words) > 1 and w in called]


def _is_written_as_name(cast: Cast, actor: Named, written: str) -> bool:
    """Whether it stands with a capital where other words do not: inside a sentence, or in a later word; no headline."""
    word = written.split(" ", maxsplit=1)[0]
    if len(word) > 1 and any(c.isupper() for c in word[1:]):
        return True
    for mention in actor.mentions:
        at = mention.words.find(word)
        start = mention.span.start + at
        if at < 0 or any(h.start <= start < h.end for h in cast.headings):
            continue
        if re.search(rf"\b{re.escape(word.lower())}\b", cast.text) is None and word.lower() not in _PLAIN:
            return True
        later = [w for w in mention.words[at:].split()[1:] if folded(w) not in word_set("small")]
        if not _begins_sentence(cast.text, start) or (later and all(w[0].isupper() for w in later)):
            return True
    return False


# Words that begin sentences and are no names, whether or not they stand in small letters elsewhere.
_PLAIN = word_set("generic") | word_set("common") | word_set("title") | word_set("plain")
_OPENS = re.compile(r"(?:^|[.!?:\n…])[\"'“”‘’()\[\]\s*•—–-]{0,40}(?:[Tt]he\s)?$")
_LOOK_BACK = 12


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - _LOOK_BACK) : start]
    return not before.strip() or _OPENS.search(before) is not None


def _sex(mentions: tuple[Mention, ...]) -> str | None:
    """What pronouns and titles say of a person, where they agree."""
    he = she = 0
    for mention in mentions:
        words = mention.words.split()
        word = folded(words[0]) if words else ""
        he += word in word_set("he")
        she += word in word_set("she")
    return "m" if he - she >= SURER_SEX and she * 4 <= he else "f" if she - he >= SURER_SEX and he * 4 <= she else None


def place_of(of: Named | None) -> str | None:
    """Return the folded place or body that a post belongs to."""
    if of is None or not of.name[:1].isupper():
        return None
    return place_key(of.name)


@lru_cache(maxsize=4_096)  # full within a few hundred articles: memory does not grow after
def post_key(role: str, place: str | None) -> str | None:
    """Return the key of a post that one person at a time holds; None for others, and for those who held it once.

    Args:
        place: folded place or body it belongs to; else what the words themselves say counts.
    """
    if re.match(r"(?:an?|any|another|one|some|this)\s", role, re.IGNORECASE):
        return None
    words = [w for w in words_of(role) if folded(w) not in word_set("small") and folded(w)]
    own = [state for w in words if (state := state_of(w))]
    words = [folded(w) for w in words if not state_of(w)]
    where = own[0] if own else place
    words = [w for w in words if w not in (where or "").split()]
    if where is None or not words or set(words) & word_set("former") or len(set(own)) > 1:
        return None
    post = set(words) - {"affairs", "general"} if "secretary" not in words else set(words)
    heads = post & word_set("post")
    if not heads or not post <= word_set("post") | word_set("generic") | {"senate", "house"}:
        return None
    if len(words) == 1 and heads & {"minister", "secretary", "general", "speaker", "director", "coach"}:
        return None
    if heads & {"ambassador", "commissioner", "attorney"} and len(post) == 1 and "general" not in words:
        return None
    return f"f:{' '.join(sorted(words))}@{where}"


def role_words(role: str | None) -> frozenset[str]:
    """Return what a post is told by: its words folded, without small ones and those that belong to no post."""
    if not role:
        return frozenset()
    words = (folded(w) for w in words_of(role))
    dropped = (
        word_set("small")
        | word_set("former")
        | {"his", "her", "their", "republican", "democratic", "mr", "mrs", "state", "chief"}
    )
    return frozenset(_SHORT.get(w, w) for w in words if w and w not in dropped)


# People go from one of these to another without anybody wondering.
_PUBLIC = frozenset({"state", "aide", "trade", "press", "law", "science"})
# After these a post says for whom or where it is.
_FOR_WHOM = re.compile(r"\s(?:of|for|in|at|to|on|with|from|who|and)\s|,", re.IGNORECASE)


def callings(role: str | None, *, strictly: bool = False) -> frozenset[str]:
    """Return the walks of life that a post belongs to.

    Args:
        strictly: politics, business, the press, law and science are told apart.
    """
    if not role:
        return frozenset()
    words = role_words(_FOR_WHOM.split(role, maxsplit=1)[0])
    kinds = frozenset(kind for kind, members in _KINDS if words & members)
    return kinds if strictly else frozenset("public" if kind in _PUBLIC else kind for kind in kinds)
