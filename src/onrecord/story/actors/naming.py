"""What an actor across articles is called: the fullest of its common names."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from onrecord.store import identity as rows
from onrecord.store import links as kept
from onrecord.story.actors.bodies import body_name

# A name is common that is given at least a quarter as often as the most given.
COMMON = 0.25
# An acronym gives way to what it stands for once two articles have spelled it out.
SPELT_OUT = 2


def common_name(counted: Sequence[tuple[str, int]]) -> str:
    """Return the fullest common name.

    Args:
        counted: names as written, with the number of articles that give each.
    """
    most = max(n for _, n in counted)
    common = [(name, n) for name, n in counted if n >= COMMON * most or (n >= SPELT_OUT and not _is_acronym(name))]
    if not all(_is_acronym(name) for name, n in counted if n == most):
        common = [(name, n) for name, n in common if n >= COMMON * most]
    return min(common, key=lambda one: (-len(one[0].split()), -one[1], one[0]))[0]


def _is_acronym(name: str) -> bool:
    body = body_name(name)
    return body is not None and body.acronym


def renamed(connection: Connection, actor: int, name: str) -> None:
    """Call an actor by its common name, after an article has given it a name.

    Args:
        name: as the article gives it.
    """
    counted = rows.counted_names(connection, actor)
    if len(counted) > 1 or (counted and counted[0][0] != name):
        kept.call(connection, actor, common_name(counted))
