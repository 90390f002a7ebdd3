"""What only a store's own tables can tell."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.serve.doctor.finding import Finding
from onrecord.serve.doctor.storing import ago
from onrecord.store import inspecting
from onrecord.store.store import Store
from onrecord.store.versions import VERSION

_ABOUT = "store"
_SHOWN = 5


def within(store: Store, rebuild: str) -> Iterator[Finding]:
    """Ask a store how it is; what needs tables that are not there is not asked.

    Args:
        rebuild: what to do with a store of other tables.

    Raises:
        StoreError: it cannot be asked.
    """
    with store.reading() as connection:
        different, server = inspecting.differences(connection), inspecting.server(connection)
    yield Finding(_ABOUT, "opens", "ok", f"{store.name}: {server}, version {VERSION}")
    if different:
        yield Finding(_ABOUT, "tables", "wrong", _some(different), rebuild)
    else:
        yield Finding(_ABOUT, "tables", "ok", "as this onrecord makes them")
    yield _whole(store)
    yield _writable(store)
    if not different:
        yield from _held(store)


def _some(several: list[str]) -> str:
    more = len(several) - _SHOWN
    return "; ".join(several[:_SHOWN]) + (f"; {more} more" if more > 0 else "")


def _whole(store: Store) -> Finding:
    with store.reading() as connection:
        damage = inspecting.damage(connection)
    if damage:
        return Finding(_ABOUT, "file", "wrong", _some(damage), "restore a backup: `onrecord restore FILE --store NEW`")
    says = "PRAGMA quick_check finds nothing" if store.engine.dialect.name == "sqlite" else "the server answers"
    return Finding(_ABOUT, "file", "ok", f"{says}; `onrecord check` looks at every word")


def _writable(store: Store) -> Finding:
    with store.writing() as connection:
        refused = inspecting.may_not_write(connection)
    if refused:
        return Finding(_ABOUT, "can be written to", "wrong", refused, "ask for the right to use its tables")
    return Finding(_ABOUT, "can be written to", "ok", "yes")


def _held(store: Store) -> Iterator[Finding]:
    with store.reading() as connection:
        held, lost = inspecting.held(connection), [c for c in inspecting.corrections(connection) if c.lost]
    if held.last_seen is None:
        yield Finding(_ABOUT, "articles", "warning", "none yet", "`onrecord ingest INPUT…` fills it")
    else:
        says = f"{held.articles:,} in {held.stories:,} stories; the last was new {ago(held.last_seen)}"
        yield Finding(_ABOUT, "articles", "ok", says)
    yield _alerts(held)
    if lost:
        numbers = ", ".join(str(c.id) for c in lost[:_SHOWN]) + (" …" if len(lost) > _SHOWN else "")
        says = f"{len(lost)} of them speak of what is no longer there ({numbers})"
        remedy = "`onrecord corrections` says of what; undo them, or leave them: they hold again when it comes back"
        yield Finding(_ABOUT, "corrections", "warning", says, remedy)
    else:
        yield Finding(_ABOUT, "corrections", "ok", "each finds what it speaks of")


def _alerts(held: inspecting.Held) -> Finding:
    if held.dead:
        says = f"{held.dead} messages were given up after the last attempt"
        return Finding(
            _ABOUT,
            "alerts",
            "warning",
            says,
            "`onrecord alert list` has their webhooks; try them with `alert test`",
        )
    if held.overdue:
        says = f"{held.overdue} messages have been due for more than an hour"
        return Finding(_ABOUT, "alerts", "warning", says, "`onrecord serve`, `watch` or `alert run` sends them")
    return Finding(_ABOUT, "alerts", "ok", f"{held.alerts} watched, {held.due} messages on their way")
