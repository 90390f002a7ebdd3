"""What the user knows better: a log of corrections that is added to and never changed, applied over what was linked.

A correction holds on to names, to articles by address and text, and to the keys of statements, never to ids of items:
those change when an article is read again. Whatever can no longer be found is listed as lost, and applies again as soon
as it can be found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection, select, update

from onrecord.errors import NoSuchError, UsageError
from onrecord.store import links as linked
from onrecord.store import log as lines
from onrecord.store import schema, story_hands, utterance_hands
from onrecord.store.changes import EVERY_STORY, note
from onrecord.store.keep import now
from onrecord.store.log import MOST as ANCHORS
from onrecord.store.log import Correction, Kind, Says
from onrecord.store.mending import rows as mending
from onrecord.store.mending.anchors import Anchor, Face
from onrecord.store.readings import as_read
from onrecord.store.rowsof import item_id

# Statements of an actor that each of these is remembered by.
STATEMENTS = 4


def merge(
    connection: Connection,
    actor: int,
    other: int,
    made_at: str | None = None,
    *,
    why: str | None = None,
    by: str | None = None,
) -> int:
    """Let one actor stand for another and return the correction's id.

    Args:
        actor: the one that stays, with its id and name.
        made_at: ISO 8601 in UTC; now, where it is left out.
        why: for those who read it later; ``by`` who says it.

    Raises:
        UsageError: there is no such actor, or both are one already.
    """
    stays, goes = _shown(connection, actor), _shown(connection, other)
    if stays == goes:
        raise UsageError(f"actors {actor} and {other} are one already")
    says = Says((_face(connection, stays), _face(connection, goes)), why=why, by=by)
    return _add(connection, "merge", says, made_at)


def split(
    connection: Connection,
    actor: int,
    articles: Iterable[int],
    name: str | None = None,
    made_at: str | None = None,
    *,
    why: str | None = None,
    by: str | None = None,
) -> int:
    """Take those that some articles name for another actor, and return the correction's id.

    Args:
        articles: ids of articles that name the actor, not all of them.
        name: of the other; as the first of the articles gives it, where it is left out.

    Raises:
        UsageError: there is no such actor, an article does not name it, or all of its articles are given.
    """
    shown, wanted = _shown(connection, actor), sorted(set(articles))
    seen = _anchors(connection, shown, wanted)
    strange = sorted(set(wanted) - {article for article, _ in seen})
    if strange or not wanted:
        raise UsageError(f"actor {actor} is not named in article {', '.join(map(str, strange)) or '…: none is given'}")
    if not _is_elsewhere(connection, shown, wanted):
        raise UsageError(f"actor {actor} is named in no other article: there is nothing to split; rename it instead")
    off = tuple(anchor for _, anchor in seen)
    says = Says((_face(connection, shown, wanted),), name or off[0].name, off, why=why, by=by)
    return _add(connection, "split", says, made_at)


def rename(
    connection: Connection,
    actor: int,
    name: str,
    made_at: str | None = None,
    *,
    why: str | None = None,
    by: str | None = None,
) -> int:
    """Give an actor a name and return the correction's id.

    Raises:
        UsageError: there is no such actor, or the name is empty.
    """
    if not name.strip():
        raise UsageError("a name is needed: it cannot be empty")
    says = Says((_face(connection, _shown(connection, actor)),), name.strip(), why=why, by=by)
    return _add(connection, "rename", says, made_at)


def undo(connection: Connection, correction: int, made_at: str | None = None) -> int:
    """Take a correction of actors back, an undoing too, and return the id of what undoes it.

    Raises:
        UsageError: there is no such correction, it is undone already, or it is of something else.
    """
    about = lines.undoes(connection, correction)
    if about.kind not in lines.OF_ACTORS:
        raise UsageError(f"correction {correction} is no {' or '.join(lines.OF_ACTORS)}: `onrecord undo` takes it back")
    made = lines.undo(connection, correction, made_at or now())
    apply(connection)
    note(connection, "undone", [EVERY_STORY], other=made)
    return made


def log(connection: Connection, *, limit: int | None = None, offset: int = 0) -> list[Correction]:
    """Return corrections, the first first, with what each has lost."""
    return [_with_lost(connection, c) for c in lines.read(connection, limit=limit, offset=offset)]


def line(connection: Connection, ident: int) -> Correction:
    """Return one correction with what it has lost.

    Raises:
        NoSuchError: there is no such correction.
    """
    return _with_lost(connection, lines.line(connection, ident))


def naming(connection: Connection, names: Collection[str]) -> list[Correction]:
    """Return what users said of actors of some names, the first first, with what each has lost."""
    of_actors = lines.read(connection, lines.OF_ACTORS)
    found = (c for c in of_actors if not {c.says.name, *(face.name for face in c.says.actors)}.isdisjoint(names))
    return [_with_lost(connection, c) for c in found]


def _with_lost(connection: Connection, c: Correction) -> Correction:
    return msgspec.structs.replace(c, lost=_lost(connection, c)) if c.active and c.kind != "undo" else c


def export_log(connection: Connection) -> Iterator[str]:
    """Yield the log as JSON Lines; ``undoes`` counts lines from 1."""
    return lines.export_lines(connection)


def import_log(connection: Connection, log: Iterable[str]) -> int:
    """Add the corrections of an exported log that are not in this one, and return how many.

    What they say of items stands in the rows then; :func:`onrecord.story.correcting.import_from` also tells again what
    is told across articles.

    Raises:
        UsageError: a line is no correction; names its number.
    """
    added = lines.add_lines(connection, log)
    apply(connection)
    for article in lines.corrected(connection, added):
        mending.settle(connection, article)
    if added:
        note(connection, "corrected", [EVERY_STORY])
    return len(added)


# ---- applying -------------------------------------------------------------------------------------------------------


def apply_again(connection: Connection, article: int) -> None:
    """Apply the corrections anew where one of them speaks of an article that was read again."""
    table = schema.CORRECTED_ARTICLES.c
    spoken_of = select(table.correction).where(table.article == article).limit(1)
    if connection.execute(spoken_of).first() is not None:
        apply(connection)


def apply(connection: Connection) -> None:
    """Bring what is shown in line with the log: who stands for whom, who was split off, who is named how."""
    made = [c for c in lines.read(connection, lines.OF_ACTORS) if not c.says.forgotten]
    pairs = list(linked.merged_pairs(connection))
    for c in made:
        if c.kind == "split":
            pairs.extend(_apply_split(connection, c))
        elif c.kind == "merge" and c.active:
            both = [_find(connection, face) for face in c.says.actors]
            pairs.extend([(both[0], both[1])] if both[0] and both[1] else [])
    _apply_pairs(connection, pairs)
    _apply_names(connection, [c for c in made if c.kind == "rename" and c.active])


def _apply_split(connection: Connection, c: Correction) -> list[tuple[int, int]]:
    """Give what a split speaks of to its actor; where it is undone, back, and let the first stand for the other."""
    actors, links = schema.ACTORS.c, schema.ACTOR_LINKS.c
    own = connection.execute(select(actors.id).where(actors.split_by == c.id)).scalar()
    face = c.says.actors[0]
    if not c.active:
        if own is None:
            return []
        held = connection.execute(select(links.article_actor).where(links.by_hand == own)).scalars().all()
        for article_actor in held:
            linked.split_off(connection, article_actor, None)
            _show_again(connection, article_actor)
        whole = _find(connection, face)
        return [(whole, own)] if whole else []
    if own is None:
        own = linked.new_actor(connection, c.says.name or face.name, face.type, split=c.id)
    for anchor in c.says.seen:
        found = _article_actor(connection, anchor)
        if found is not None:
            linked.split_off(connection, found, own)
            _show_again(connection, found)
    return []


def link_faces(connection: Connection, article: int) -> None:
    """Link the actors that corrections brought into an article with those across articles whom the user meant."""
    if not lines.speaks_of(connection, article):
        return
    several = lines.of_articles(connection, (article,), lines.OF_ITEMS)
    if not any(c.says.faces() for c in several):
        return
    found = mending.mended(connection, article, as_read(connection, article))
    places = {actor.id: place for place, actor in enumerate(found.record.actors)}
    links = schema.ACTOR_LINKS.c
    for ident, face in found.faces.items():
        own, actor = item_id(article, places[ident]), _find(connection, face)
        row = connection.execute(select(links.actor).where(links.article_actor == own)).first()
        if actor is not None and row is not None and _root(connection, row.actor) != _root(connection, actor):
            linked.split_off(connection, own, actor)
            _show_again(connection, own)


def _show_again(connection: Connection, article_actor: int) -> None:
    links, actors = schema.ACTOR_LINKS.c, schema.ACTORS.c
    row = connection.execute(select(links.by_hand, links.actor).where(links.article_actor == article_actor)).one()
    actor = row.by_hand or row.actor
    stands = connection.execute(select(actors.same_as).where(actors.id == actor)).scalar()
    linked.show(connection, {article_actor: stands or actor})


def _apply_pairs(connection: Connection, pairs: Sequence[tuple[int, int]]) -> None:
    """Write who stands for whom, where it has changed."""
    stands: dict[int, int] = {}

    def root(actor: int) -> int:
        while actor in stands:
            actor = stands[actor]
        return actor

    for actor, other in pairs:
        if root(actor) != root(other):
            stands[root(other)] = root(actor)
    wanted = {actor: root(actor) for actor in stands}
    before = linked.standing(connection)
    for actor in sorted(wanted.keys() | before.keys()):
        if wanted.get(actor) != before.get(actor):
            linked.stand_for(connection, actor, wanted.get(actor))


def _apply_names(connection: Connection, renames: Sequence[Correction]) -> None:
    actors = schema.ACTORS
    named: dict[int, tuple[str, int]] = {}
    for c in renames:
        actor = _find(connection, c.says.actors[0])
        if actor is not None:
            named[_root(connection, actor)] = (c.says.name or "", c.id)
    given = connection.execute(select(actors.c.id).where(actors.c.named_by.is_not(None))).scalars().all()
    for actor in set(given) - named.keys():
        connection.execute(update(actors).where(actors.c.id == actor).values(name=actors.c.found_name, named_by=None))
    for actor, (name, by) in named.items():
        connection.execute(update(actors).where(actors.c.id == actor).values(name=name, named_by=by))


# ---- finding again --------------------------------------------------------------------------------------------------


def _find(connection: Connection, face: Face) -> int | None:
    """Return the actor that a correction speaks of: that of most of the articles it names, else the one of its name."""
    votes: dict[int, int] = {}
    links = schema.ACTOR_LINKS.c
    for anchor in face.seen:
        found = _article_actor(connection, anchor)
        if found is not None:
            row = connection.execute(select(links.by_hand, links.actor).where(links.article_actor == found)).one()
            actor = row.by_hand or row.actor
            votes[actor] = votes.get(actor, 0) + 1
    if votes:
        return min(votes, key=lambda actor: (-votes[actor], actor))
    actors = schema.ACTORS.c
    named = (
        connection.execute(
            select(actors.id)
            .where((actors.name == face.name) & (actors.type == face.type))
            .order_by(actors.id)
            .limit(2)
        )
        .scalars()
        .all()
    )
    return int(named[0]) if len(named) == 1 else None


def _article_actor(connection: Connection, anchor: Anchor) -> int | None:
    """Return the linked actor of an article by its name there, else by what it says there."""
    links, statements = schema.ACTOR_LINKS.c, schema.STATEMENTS.c
    for article in _articles(connection, anchor):
        named = connection.execute(
            select(links.article_actor)
            .where((links.article == article) & (links.name == anchor.name))
            .order_by(links.article_actor)
            .limit(1)
        ).scalar()
        if named is not None:
            return int(named)
        says = connection.execute(
            select(statements.speaker)
            .join(schema.ACTOR_LINKS, links.article_actor == statements.speaker)
            .where((statements.article == article) & statements.key.in_(anchor.statements))
            .order_by(statements.id)
            .limit(1)
        ).scalar()
        if says is not None:
            return int(says)
    return None


def _articles(connection: Connection, anchor: Anchor) -> list[int]:
    articles = schema.ARTICLES.c
    same = articles.text_sha256 == anchor.text_sha256
    if anchor.url is not None:
        same |= articles.url == anchor.url
    return list(connection.execute(select(articles.id).where(same).order_by(articles.id).limit(ANCHORS)).scalars())


def _lost(connection: Connection, c: Correction) -> tuple[str, ...]:
    if c.says.forgotten:
        return ("its article was taken down",)
    if c.kind in lines.OF_ITEMS:
        return mending.lost(connection, c)
    if c.kind in lines.OF_UTTERANCES:
        return utterance_hands.lost(connection, c)
    if c.kind in lines.OF_STORIES:
        return story_hands.lost(connection, c)
    lost = [face.name for face in c.says.actors if _find(connection, face) is None]
    lost += [f"{a.name} in {a.url or a.text_sha256[:12]}" for a in c.says.seen if _article_actor(connection, a) is None]
    return tuple(lost)


def _root(connection: Connection, actor: int) -> int:
    actors = schema.ACTORS.c
    return int(connection.execute(select(actors.same_as).where(actors.id == actor)).scalar() or actor)


def _shown(connection: Connection, actor: int) -> int:
    actors = schema.ACTORS.c
    row = connection.execute(select(actors.id, actors.same_as).where(actors.id == actor)).first()
    if row is None:
        raise NoSuchError(f"there is no actor {actor}")
    return int(row.same_as or row.id)


# ---- making ---------------------------------------------------------------------------------------------------------


def face_of(connection: Connection, actor: int) -> Face:
    """Return an actor as a correction remembers it."""
    return _face(connection, _shown(connection, actor))


def _face(connection: Connection, actor: int, but: Sequence[int] = ()) -> Face:
    """Return an actor as a correction remembers it.

    Args:
        but: articles that it is not to be remembered by.
    """
    actors = schema.ACTORS.c
    row = connection.execute(select(actors.name, actors.type, actors.wikidata).where(actors.id == actor)).one()
    seen = _anchors(connection, actor, but=but)
    return Face(row.name, row.type, row.wikidata, tuple(anchor for _, anchor in seen))


def _anchors(
    connection: Connection, actor: int, only: Sequence[int] | None = None, but: Sequence[int] = ()
) -> list[tuple[int, Anchor]]:
    """Return articles that name an actor, with what each is found again by; the first and the last of many."""
    links, shown = schema.ACTOR_LINKS.c, schema.ARTICLE_ACTORS.c
    query = select(links.article, links.article_actor, links.name)
    if only is None:
        own = ((links.actor == actor) & links.by_hand.is_(None)) | (links.by_hand == actor)
        query = query.where(own & links.article.not_in(but))
        first = connection.execute(query.order_by(links.article_actor).limit(ANCHORS // 2)).all()
        last = connection.execute(query.order_by(links.article_actor.desc()).limit(ANCHORS // 2)).all()
        rows = sorted({*first, *last}, key=lambda row: row[1])
    else:
        query = query.join(schema.ARTICLE_ACTORS, shown.id == links.article_actor)
        rows = list(
            connection.execute(query.where((shown.actor == actor) & links.article.in_(only)).order_by(shown.id))
        )
    return [(article, _anchor(connection, article, article_actor, name)) for article, article_actor, name in rows]


def _anchor(connection: Connection, article: int, article_actor: int, name: str) -> Anchor:
    articles, statements = schema.ARTICLES.c, schema.STATEMENTS.c
    where = connection.execute(select(articles.url, articles.text_sha256).where(articles.id == article)).one()
    keys = connection.execute(
        select(statements.key).where(statements.speaker == article_actor).order_by(statements.id).limit(STATEMENTS)
    ).scalars()
    return Anchor(where.url, where.text_sha256, name, tuple(keys))


def _is_elsewhere(connection: Connection, actor: int, articles: Sequence[int]) -> bool:
    shown = schema.ARTICLE_ACTORS.c
    other = select(shown.id).where((shown.actor == actor) & shown.article.not_in(articles)).limit(1)
    return connection.execute(other).first() is not None


def _add(connection: Connection, kind: Kind, says: Says, made_at: str | None) -> int:
    made = lines.write(connection, kind, says, made_at or now())
    apply(connection)
    note(connection, "corrected", [EVERY_STORY], other=made)
    return made
