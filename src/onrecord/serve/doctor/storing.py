"""A store: whether it opens, is as it should be, has room, and whether anything waits for somebody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from onrecord.errors import ExtraError, OnRecordError, StoreBusyError
from onrecord.serve.doctor.finding import Finding

_ABOUT = "store"
# Clocks of two machines that ask for the time over the network differ by less.
_CLOCKS_DIFFER = timedelta(minutes=5)
_MB, _GB = 10**6, 10**9
# Below it nothing can be relied on: one transaction of 16 pages of 12 MB has to fit.
_NO_ROOM = 200 * _MB
# A log that is larger is not taken into the file: somebody has been reading for very long, or nobody ever closed it.
_LONG_LOG = 500 * _MB
_REBUILD = (
    "a development version of onrecord made it, and nothing leads from there to this one: make a new store "
    "(`onrecord init NEW`) and ingest its sources again, or use the onrecord that made it"
)


def storing(where: str) -> Iterator[Finding]:
    """Look at a store.

    Args:
        where: its file, or the address of its database.
    """
    try:
        from onrecord import open_store  # noqa: PLC0415 - an extra

        store = open_store(where)
    except ExtraError as error:
        yield Finding(_ABOUT, "opens", "wrong", str(error), "install it, or name no store")
        return
    except OnRecordError as error:
        cause, _, remedy = str(error).partition("; ")
        yield Finding(_ABOUT, "opens", "wrong", cause, remedy)
        return
    except ImportError as error:  # the driver of a database, which is loaded by its name
        remedy = "`pip install 'onrecord[store]'` brings it"
        yield Finding(_ABOUT, "opens", "wrong", f"a library cannot be loaded: {error}", remedy)
        return
    from onrecord.serve.doctor.within import within  # noqa: PLC0415 - an extra

    with store:
        if store.engine.dialect.name == "sqlite":
            yield from _of_file(Path(store.name))
        try:
            yield from within(store, _REBUILD)
        except StoreBusyError as error:
            yield Finding(_ABOUT, "can be written to", "warning", str(error), "look again when that has finished")
        except OnRecordError as error:
            cause, _, remedy = str(error).partition("; ")
            yield Finding(_ABOUT, "can be asked", "wrong", cause, remedy)


def _of_file(path: Path) -> Iterator[Finding]:
    size, free = path.stat().st_size, shutil.disk_usage(path.absolute().parent).free
    says = f"{path.name} has {_bytes(size)}, and {_bytes(free)} are free beside it"
    if free < _NO_ROOM:
        yield Finding(_ABOUT, "room", "wrong", says, "make room; `onrecord drop-pages DAY` lets go of pages' bytes")
    elif free < size:
        yield Finding(_ABOUT, "room", "warning", says, "a backup or an upgrade beside it needs as much room again")
    else:
        yield Finding(_ABOUT, "room", "ok", says)
    log = Path(f"{path}-wal")
    length = log.stat().st_size if log.exists() else 0
    if length > _LONG_LOG:
        remedy = "end programs that have been reading for long; the next one that writes takes it in"
        yield Finding(_ABOUT, "write-ahead log", "warning", f"it has {_bytes(length)}", remedy)
    else:
        yield Finding(_ABOUT, "write-ahead log", "ok", _bytes(length))


def _bytes(count: int) -> str:
    for unit, name in ((_GB, "GB"), (_MB, "MB"), (1_000, "kB")):
        if count >= unit:
            return f"{count / unit:,.1f} {name}"
    return f"{count} bytes"


def ago(moment: str) -> str:
    """Return how long ago a moment was, roughly.

    Args:
        moment: ISO 8601 in UTC.
    """
    passed = datetime.now(UTC) - datetime.fromisoformat(moment)
    if passed < -_CLOCKS_DIFFER:
        return f"at {moment}, which is not yet: look at this machine's clock"
    for unit, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if (count := int(passed.total_seconds() // unit)) >= 1:
            return f"{count} {name}{'' if count == 1 else 's'} ago"
    return "just now"
