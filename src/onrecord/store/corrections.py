"""What the user knows better: a log of corrections that is added to and never changed, applied over what was linked.

A correction holds on to names, to articles by address and text, and to the keys of statements, never to ids of items:
those change when an article is read again. Whatever can no longer be found is listed as lost, and applies again as soon
as it can be found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, insert, select, update

from onrecord.errors import NoSuchError, UsageError
from onrecord.store import links as linked
from onrecord.store import schema
from onrecord.store.changes import EVERY_STORY, note
from onrecord.store.keep import now

Kind = Literal["merge", "split", "rename", "undo"]

# Articles that a correction remembers an actor by, the first and the last of them; any one of them is enough.
ANCHORS = 8
# Statements of an actor that each of these is remembered by.
STATEMENTS = 4


class Anchor(msgspec.Struct, frozen=True):
    """Where an article names an actor, in terms that survive a re-reading.

    Args:
        text_sha256: of the article's text, for articles without an address.
        name: as the article gives it.
        statements: keys of statements that it makes there.
    """

    url: str | None
    text_sha256: str
    name: str
    statements: tuple[str, ...] = ()


class Face(msgspec.Struct, frozen=True):
    """An actor, in terms that survive a re-reading."""

    name: str
    type: str
    wikidata: str | None
    seen: tuple[Anchor, ...]


class Says(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a correction says.

    Args:
        actors: of a merge, the one that stays and the one that it stands for; of the others, the one.
        name: the new name; of a split, that of the actor that is split off.
        seen: of a split, what is split off.
    """

    actors: tuple[Face, ...] = ()
    name: str | None = None
    seen: tuple[Anchor, ...] = ()


class Correction(msgspec.Struct, frozen=True):
    """One line of the log.

    Args:
        made_at: ISO 8601 in UTC.
        undoes: id of the correction that it takes back.
        active: neither undone nor itself an undoing that was undone.
        lost: what it speaks of that can no longer be found.
    """

    id: int
    made_at: str
    kind: Kind
    says: Says
    undoes: int | None = None
    active: bool = True
    lost: tuple[str, ...] = ()


def merge(connection: Connection, actor: int, other: int, made_at: str | None = None) -> int:
    """Let one actor stand for another and return the correction's id.

    Args:
        actor: the one that stays, with its id and name.
        made_at: ISO 8601 in UTC; now, where it is left out.

    Raises:
        UsageError: there is no such actor, or both are one already.
    """
    stays, goes = _shown(connection, actor), _shown(connection, other)
    if stays == goes:
        raise UsageError(f"actors {actor} and {other} are one already")
    says = Says((_face(connection, stays), _face(connection, goes)))
    return _add(connection, "merge", says, made_at)


def split(
    connection: Connection, actor: int, articles: Iterable[int], name: str | None = None, made_at: str | None = None
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
    return _add(connection, "split", Says((_face(connection, shown, wanted),), name or off[0].name, off), made_at)


def rename(connection: Connection, actor: int, name: str, made_at: str | None = None) -> int:
    """Give an actor a name and return the correction's id.

    Raises:
        UsageError: there is no such actor, or the name is empty.
    """
    if not name.strip():
        raise UsageError("a name is needed: it cannot be empty")
    says = Says((_face(connection, _shown(connection, actor)),), name.strip())
    return _add(connection, "rename", says, made_at)


def undo(connection: Connection, correction: int, made_at: str | None = None) -> int:
    """Take a correction back, an undoing too, and return the id of what undoes it.

    Raises:
        UsageError: there is no such correction, or it is undone already.
    """
    made = {c.id: c for c in _read(connection)}
    if correction not in made:
        raise NoSuchError(f"there is no correction {correction}; the log lists those there are")
    if not made[correction].active:
        raise UsageError(f"correction {correction} is undone already")
    return _add(connection, "undo", Says(), made_at, undoes=correction)


def log(connection: Connection) -> list[Correction]:
    """Return all corrections, the first first, with what each has lost."""
    return [
        msgspec.structs.replace(c, lost=_lost(connection, c)) if c.active and c.kind != "undo" else c
        for c in _read(connection)
    ]


def export_log(connection: Connection) -> Iterator[str]:
    """Yield the log as JSON Lines; ``undoes`` counts lines from 1."""
    lines = {c.id: n for n, c in enumerate(_read(connection), 1)}
    for c in _read(connection):
        undoes = lines[c.undoes] if c.undoes is not None else None
        yield json.dumps(
            {"made_at": c.made_at, "kind": c.kind, "undoes": undoes, "says": msgspec.to_builtins(c.says)},
            ensure_ascii=False,
        )


def import_log(connection: Connection, lines: Iterable[str]) -> int:
    """Add the corrections of an exported log that are not in this one, and return how many.

    Raises:
        UsageError: a line is no correction; names its number.
    """
    here = {(c.made_at, c.kind, msgspec.json.encode(c.says), c.undoes): c.id for c in _read(connection)}
    ids: dict[int, int] = {}
    added = 0
    for number, line in enumerate(lines, 1):
        made_at, kind, says, undoes = _line(number, line, ids)
        same = (made_at, kind, msgspec.json.encode(says), undoes)
        if same not in here:
            here[same] = _write(connection, kind, says, made_at, undoes)
            added += 1
        ids[number] = here[same]
    apply(connection)
    if added:
        note(connection, "corrected", [EVERY_STORY])
    return added


def _line(number: int, line: str, ids: dict[int, int]) -> tuple[str, Kind, Says, int | None]:
    try:
        read = msgspec.json.decode(line, type=dict[str, Any])
        kind = msgspec.convert(read["kind"], Kind)
        undoes = ids[read["undoes"]] if read["undoes"] is not None else None
        return str(read["made_at"]), kind, msgspec.convert(read["says"], Says), undoes
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        raise UsageError(f"line {number} is no correction of an exported log: {error}") from error


# ---- applying -------------------------------------------------------------------------------------------------------


def apply_again(connection: Connection, article: int) -> None:
    """Apply the corrections anew where one of them speaks of an article that was read again."""
    table = schema.CORRECTED_ARTICLES.c
    spoken_of = select(table.correction).where(table.article == article).limit(1)
    if connection.execute(spoken_of).first() is not None:
        apply(connection)


def apply(connection: Connection) -> None:
    """Bring what is shown in line with the log: who stands for whom, who was split off, who is named how."""
    made = [c for c in _read(connection) if c.kind != "undo"]
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


def _add(connection: Connection, kind: Kind, says: Says, made_at: str | None, undoes: int | None = None) -> int:
    made = _write(connection, kind, says, made_at or now(), undoes)
    apply(connection)
    note(connection, "corrected" if undoes is None else "undone", [EVERY_STORY], other=made)
    return made


def _write(connection: Connection, kind: Kind, says: Says, made_at: str, undoes: int | None) -> int:
    row = {"made_at": made_at, "kind": kind, "undoes": undoes, "says": msgspec.json.encode(says).decode()}
    made = int(connection.execute(insert(schema.CORRECTIONS).returning(schema.CORRECTIONS.c.id), row).scalar_one())
    seen = [*says.seen, *(anchor for face in says.actors for anchor in face.seen)]
    articles = sorted({article for anchor in seen for article in _articles(connection, anchor)})
    if articles:
        connection.execute(
            insert(schema.CORRECTED_ARTICLES), [{"correction": made, "article": article} for article in articles]
        )
    return made


def _read(connection: Connection) -> list[Correction]:
    """Return the log, each line with whether it holds."""
    table = schema.CORRECTIONS.c
    rows = connection.execute(
        select(table.id, table.made_at, table.kind, table.says, table.undoes)
        .where(table.kind.in_(("merge", "split", "rename", "undo")))
        .order_by(table.id)
    ).all()
    undone: set[int] = set()
    out = []
    for row in reversed(rows):
        active = row.id not in undone
        if active and row.undoes is not None:
            undone.add(row.undoes)
        says = msgspec.json.decode(row.says, type=Says)
        out.append(Correction(row.id, row.made_at, row.kind, says, row.undoes, active))
    return out[::-1]
