"""The log of corrections: lines that are added and never changed, but for the words of articles that are taken down."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Connection, Select, bindparam, func, insert, select

from onrecord.errors import NoSuchError, UsageError
from onrecord.store import schema
from onrecord.store.mending.anchors import Anchor, Face, Item, Place
from onrecord.store.mending.mends import Mends
from onrecord.store.who import chunks

Kind = Literal["merge", "split", "rename", "wrong", "mend", "apart", "together", "move", "undo"]
OF_ACTORS: tuple[Kind, ...] = ("merge", "split", "rename")
OF_ITEMS: tuple[Kind, ...] = ("wrong", "mend")
OF_UTTERANCES: tuple[Kind, ...] = ("apart", "together")
OF_STORIES: tuple[Kind, ...] = ("move",)

# Articles found under one address or text; any one of them is enough.
MOST = 8


_SPEAKS = select(schema.CORRECTED_ARTICLES.c.correction).where(
    schema.CORRECTED_ARTICLES.c.article == bindparam("wanted")
).limit(1)  # fmt: skip


class StoryFace(msgspec.Struct, frozen=True):
    """A story, in terms that mean the same in another store.

    Args:
        seen: articles of it, the first and the last of many.
    """

    title: str | None
    seen: tuple[Place, ...]


class Says(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a correction says.

    Args:
        actors: of a merge, the one that stays and the one that it stands for; of the others, the one.
        name: the new name; of a split, that of the actor that is split off.
        seen: of a split, what is split off.
        item: what is wrong or mended; of utterances, the statement.
        mends: what is so of it.
        other: of ``together``, the statement that it is one utterance with.
        moved: of a move, the articles.
        story: of a move, where they go; None for a story of their own.
        whole: of a move, the story that went as a whole, and leads on from then.
        why: as the user gave it; ``by`` whom it was made.
        forgotten: whether it spoke of an article that was taken down: its words are gone too.
    """

    actors: tuple[Face, ...] = ()
    name: str | None = None
    seen: tuple[Anchor, ...] = ()
    item: Item | None = None
    mends: Mends | None = None
    other: Item | None = None
    moved: tuple[Place, ...] = ()
    story: StoryFace | None = None
    whole: StoryFace | None = None
    why: str | None = None
    by: str | None = None
    forgotten: bool = False

    def places(self) -> list[Place]:
        """Return the articles that it speaks of, each once."""
        anchors = [*self.seen, *(anchor for face in self.faces() for anchor in face.seen)]
        several = [Place(anchor.url, anchor.text_sha256) for anchor in anchors]
        several += [item.at for item in (self.item, self.other) if item is not None]
        return list(dict.fromkeys([*several, *self.moved]))

    def faces(self) -> tuple[Face, ...]:
        """Return the actors that it speaks of."""
        given = self.mends.given().values() if self.mends else ()
        people = [who for value in given for who in (value if isinstance(value, tuple) else (value,))]
        return (*self.actors, *(who.face for who in people if getattr(who, "face", None) is not None))


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


def read(
    connection: Connection, kinds: Collection[Kind] = get_args(Kind), *, limit: int | None = None, offset: int = 0
) -> list[Correction]:
    """Return the lines of some kinds, the first first, each with whether it holds."""
    table = schema.CORRECTIONS.c
    query = _columns().where(table.kind.in_(kinds)).order_by(table.id)
    return _lines(connection, query.limit(limit).offset(offset))


def latest(connection: Connection, before: int | None, most: int) -> list[Correction]:
    """Return the last lines that take nothing back, the latest first.

    Args:
        before: only lines before that one, by id.
        most: lines at most.
    """
    table = schema.CORRECTIONS.c
    query = _columns().where(table.kind != "undo").order_by(table.id.desc()).limit(most)
    return _lines(connection, query if before is None else query.where(table.id < before))


def total(connection: Connection) -> int:
    """Return how many lines there are, undoings among them."""
    return int(connection.execute(select(func.count()).select_from(schema.CORRECTIONS)).scalar_one())


def undoings(connection: Connection) -> dict[int, int]:
    """Return the undoing of each line that is taken back, by the line's id: later ones say which earlier ones hold."""
    table = schema.CORRECTIONS.c
    pairs = connection.execute(select(table.id, table.undoes).where(table.undoes.is_not(None)).order_by(table.id)).all()
    undone: dict[int, int] = {}
    for row in reversed(pairs):
        if row.id not in undone:
            undone.setdefault(row.undoes, row.id)
    return undone


def speaks_of(connection: Connection, article: int) -> bool:
    """Tell whether any line speaks of an article: of most none does, and each article that arrives is asked about."""
    return connection.execute(_SPEAKS, {"wanted": article}).first() is not None


def of_articles(connection: Connection, articles: Iterable[int], kinds: Collection[Kind]) -> list[Correction]:
    """Return the lines that speak of articles and hold, the first first."""
    table, spoken = schema.CORRECTIONS.c, schema.CORRECTED_ARTICLES.c
    found: dict[int, Correction] = {}
    for part in chunks(articles):
        those = select(spoken.correction).where(spoken.article.in_(part))
        query = _columns().where(table.id.in_(those), table.kind.in_(kinds))
        found.update((c.id, c) for c in _lines(connection, query) if c.active)
    return [found[ident] for ident in sorted(found)]


def corrected(connection: Connection, corrections: Iterable[int]) -> list[int]:
    """Return the articles that some lines speak of."""
    spoken = schema.CORRECTED_ARTICLES.c
    found: set[int] = set()
    for part in chunks(corrections):
        found.update(connection.execute(select(spoken.article).where(spoken.correction.in_(part))).scalars())
    return sorted(found)


def articles_of(connection: Connection, corrections: Iterable[int]) -> dict[int, list[int]]:
    """Return the articles that each of some lines speaks of, by the line's id; lines that speak of none are missing."""
    spoken = schema.CORRECTED_ARTICLES.c
    query = select(spoken.correction, spoken.article).order_by(spoken.correction, spoken.article)
    found: dict[int, list[int]] = {}
    for part in chunks(corrections):
        for correction, article in connection.execute(query.where(spoken.correction.in_(part))):
            found.setdefault(correction, []).append(article)
    return found


def line(connection: Connection, ident: int) -> Correction:
    """Return one line.

    Raises:
        NoSuchError: there is no such correction.
    """
    found = _lines(connection, _columns().where(schema.CORRECTIONS.c.id == ident))
    if not found:
        raise NoSuchError(f"there is no correction {ident}; the log lists those there are")
    return found[0]


def _columns() -> Select[Any]:
    table = schema.CORRECTIONS.c
    return select(table.id, table.made_at, table.kind, table.says, table.undoes)


def _lines(connection: Connection, query: Select[Any]) -> list[Correction]:
    rows = connection.execute(query).all()
    undone = undoings(connection) if rows else {}
    return [
        Correction(
            row.id, row.made_at, row.kind, msgspec.json.decode(row.says, type=Says), row.undoes, row.id not in undone
        )
        for row in rows
    ]


def write(connection: Connection, kind: Kind, says: Says, made_at: str, undoes: int | None = None) -> int:
    """Add a line and return its id."""
    row = {"made_at": made_at, "kind": kind, "undoes": undoes, "says": msgspec.json.encode(says).decode()}
    made = int(connection.execute(insert(schema.CORRECTIONS).returning(schema.CORRECTIONS.c.id), row).scalar_one())
    places = says.places()
    if places:
        rows = [{"correction": made, **msgspec.structs.asdict(place)} for place in places]
        connection.execute(insert(schema.CORRECTION_PLACES), rows)
    _speaks_of(connection, made, {article for place in places for article in articles_at(connection, place)})
    return made


def _speaks_of(connection: Connection, correction: int, articles: Collection[int]) -> None:
    rows = [{"correction": correction, "article": article} for article in sorted(articles)]
    if rows:
        connection.execute(insert(schema.CORRECTED_ARTICLES), rows)


def articles_at(connection: Connection, place: Place) -> list[int]:
    """Return the article of an address; where there is none, those of the text."""
    articles = schema.ARTICLES.c
    query = select(articles.id).order_by(articles.id).limit(MOST)
    here = list(connection.execute(query.where(articles.url == place.url)).scalars()) if place.url is not None else []
    return here or list(connection.execute(query.where(articles.text_sha256 == place.text_sha256)).scalars())


def expect(connection: Connection, article: int, place: Place) -> None:
    """Find the lines that speak of an article which was not there when they were written."""
    table, spoken = schema.CORRECTION_PLACES.c, schema.CORRECTED_ARTICLES.c
    of_text = (table.text_sha256 == place.text_sha256) & table.url.is_(None)
    same = (table.url == place.url) | of_text if place.url is not None else table.text_sha256 == place.text_sha256
    waiting = set(connection.execute(select(table.correction).where(same)).scalars())
    if waiting:
        known = set(connection.execute(select(spoken.correction).where(spoken.article == article)).scalars())
        for correction in sorted(waiting - known):
            _speaks_of(connection, correction, (article,))


def undo(connection: Connection, correction: int, made_at: str, by: str | None = None) -> int:
    """Add a line that takes another back.

    Raises:
        UsageError: there is no such correction, or it is undone already.
    """
    if not line(connection, correction).active:
        raise UsageError(f"correction {correction} is undone already")
    return write(connection, "undo", Says(by=by), made_at, correction)


def undoes(connection: Connection, correction: int) -> Correction:
    """Return the correction that an undoing, or the undoing of one, is about in the end."""
    found = line(connection, correction)
    while found.undoes is not None:
        found = line(connection, found.undoes)
    return found


# ---- out and in -----------------------------------------------------------------------------------------------------


def export_lines(connection: Connection) -> Iterator[str]:
    """Yield the log as JSON Lines; ``undoes`` counts lines from 1."""
    made = read(connection)
    lines = {c.id: n for n, c in enumerate(made, 1)}
    for c in made:
        undone = lines[c.undoes] if c.undoes is not None else None
        yield json.dumps(
            {"made_at": c.made_at, "kind": c.kind, "undoes": undone, "says": msgspec.to_builtins(c.says)},
            ensure_ascii=False,
        )


def add_lines(connection: Connection, lines: Iterable[str]) -> list[int]:
    """Add the corrections of an exported log that are not in this one, and return their ids.

    Of an article that was taken down here no words come back.

    Raises:
        UsageError: a line is no correction; names its number.
    """
    here = {(c.made_at, c.kind, msgspec.json.encode(c.says), c.undoes): c.id for c in read(connection)}
    ids: dict[int, int] = {}
    added = []
    for number, text in enumerate(lines, 1):
        made_at, kind, says, undone = _line(number, text, ids)
        says = without_gaps(connection, says)
        same = (made_at, kind, msgspec.json.encode(says), undone)
        if same not in here:
            here[same] = write(connection, kind, says, made_at, undone)
            added.append(here[same])
        ids[number] = here[same]
    return added


def without_gaps(connection: Connection, says: Says) -> Says:
    """Return what a correction says, less the words of articles that were taken down."""
    gaps = schema.GAPS.c
    gone = set()
    for place in says.places():
        same = gaps.url == place.url if place.url is not None else gaps.text_sha256 == place.text_sha256
        if connection.execute(select(gaps.id).where(same).limit(1)).first() is not None:
            gone.add(place)
    return without(says, gone.__contains__) if gone else says


def without(says: Says, gone: Callable[[Place], bool]) -> Says:
    """Return what a correction says, less what it says of some articles.

    Args:
        gone: whether an article is one of them.
    """
    items = [item for item in (says.item, says.other) if item is not None]
    moved = tuple(place for place in says.moved if not gone(place))
    if any(gone(item.at) for item in items) or (says.moved and not moved):
        return Says(forgotten=True, by=says.by)
    faces = tuple(_face_without(face, gone) for face in says.actors)
    blank = any(not face.name for face in faces)
    seen = tuple(anchor for anchor in says.seen if not gone(_place(anchor)))
    return msgspec.structs.replace(
        says,
        actors=faces,
        seen=seen,
        name=None if blank else _name_without(says.name, says.seen, seen),
        why=None if blank else says.why,
        moved=moved,
        story=says.story and _story_without(says.story, gone),
        whole=says.whole and _story_without(says.whole, gone),
        forgotten=blank,
    )


def _place(anchor: Anchor) -> Place:
    return Place(anchor.url, anchor.text_sha256)


def _face_without(face: Face, gone: Callable[[Place], bool]) -> Face:
    """Return an actor less what articles show of it; a name that no other article gives goes too."""
    seen = tuple(anchor for anchor in face.seen if not gone(_place(anchor)))
    if seen == face.seen:
        return face
    if not seen:
        return Face("", face.type, None, ())
    return msgspec.structs.replace(face, seen=seen, name=_name_without(face.name, face.seen, seen) or seen[0].name)


def _name_without(name: str | None, before: Collection[Anchor], left: Collection[Anchor]) -> str | None:
    given = any(anchor.name == name for anchor in before)
    return None if given and not any(anchor.name == name for anchor in left) else name


def _story_without(story: StoryFace, gone: Callable[[Place], bool]) -> StoryFace:
    seen = tuple(place for place in story.seen if not gone(place))
    return story if seen == story.seen else StoryFace(None, seen)


def _line(number: int, text: str, ids: dict[int, int]) -> tuple[str, Kind, Says, int | None]:
    try:
        found = msgspec.json.decode(text, type=dict[str, Any])
        kind = msgspec.convert(found["kind"], Kind)
        undone = ids[found["undoes"]] if found["undoes"] is not None else None
        return str(found["made_at"]), kind, msgspec.convert(found["says"], Says), undone
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        raise UsageError(f"line {number} is no correction of an exported log: {error}") from error
