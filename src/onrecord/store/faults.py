"""What databases complain about, in our words: which store, what happened, what to do."""

from __future__ import annotations

import errno
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from onrecord.errors import NoSuchError, StoreBusyError, StoreError, StoreGoneError, UsageError

_OUT_OF_RANGE = "22003"  # of PostgreSQL; SQLite's driver says it before it asks
_TOO_LARGE = "nothing has a number as large as that"
_BUSY = (StoreBusyError, "another program is writing to it", "try again when that has finished")
_FULL = (StoreGoneError, "there is no room left on its disk", "make room; what was stored before is whole")
_GONE = (StoreGoneError, "the database went away", "try again when it is back; what was stored before is whole")
_READ_ONLY = (StoreError, "it cannot be written to", "give yourself the right to write to the file and to its folder")
_OTHER_TABLES = (
    StoreError,
    "its tables are not those of this onrecord",
    "`onrecord doctor` says which, and what to do",
)
_BROKEN = (StoreError, "the file is damaged", "run `onrecord check`, or restore a backup with `onrecord restore`")

# PostgreSQL's codes for a column and a table that are not there.
_UNDEFINED = ("42703", "42P01")
_NOT_THERE = ("no such column", "no such table")

Cause = tuple[type[StoreError], str, str]

# By the beginning of SQLite's own names of its errors, the longer ones first.
_SQLITE: tuple[tuple[str, Cause], ...] = (
    ("SQLITE_BUSY", _BUSY),
    ("SQLITE_LOCKED", _BUSY),
    ("SQLITE_FULL", _FULL),
    ("SQLITE_READONLY", _READ_ONLY),
    ("SQLITE_PERM", _READ_ONLY),
    ("SQLITE_AUTH", _READ_ONLY),
    ("SQLITE_CANTOPEN", (StoreError, "the file cannot be opened", "look whether it is there and may be read")),
    ("SQLITE_NOTADB", (StoreError, "the file is no store", "name a file that `onrecord init` has made")),
    ("SQLITE_CORRUPT", _BROKEN),
    ("SQLITE_IOERR", (StoreGoneError, "its disk failed in the middle", "look whether the disk is full or broken")),
)

# By PostgreSQL's codes (https://www.postgresql.org/docs/current/errcodes-appendix.html) or their classes.
_POSTGRESQL: tuple[tuple[str, Cause], ...] = (
    ("53100", _FULL),
    ("53300", (StoreBusyError, "the database has no connection left", "try again when others have finished")),
    ("55P03", _BUSY),
    ("40001", _BUSY),
    ("40P01", _BUSY),
    ("57P", _GONE),
    ("08", _GONE),
    ("25006", (StoreError, "it cannot be written to", "the database is read-only, as a standby is")),
    ("42501", (StoreError, "you may not do that there", "ask for the right to use its tables")),
    ("28", (StoreError, "the database does not let you in", "check the user and the password in the address")),
    ("3D000", (StoreError, "there is no such database", "make it with `createdb`, then run `onrecord init`")),
)


@contextmanager
def told(store: str) -> Iterator[None]:
    """Raise what a database says as an error of ours.

    Args:
        store: its name, as the user knows it.

    Raises:
        NoSuchError: a number was asked for that is larger than any.
        UsageError: a word was asked for that no text can hold.
        StoreBusyError: another program holds the store.
        StoreGoneError: the database, the disk or the connection went away.
        StoreError: any other fault of the store.
    """
    try:
        yield
    except OverflowError as error:
        raise NoSuchError(_TOO_LARGE) from error
    except zlib.error as error:
        raise StoreError(f"{store}: {_BROKEN[1]}; {_BROKEN[2]}") from error
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _OUT_OF_RANGE:
            raise NoSuchError(_TOO_LARGE) from error
        if "NUL (0x00)" in str(error.orig):
            raise UsageError("a character of what was asked can stand in no text") from error
        kind, cause, remedy = cause_of(error)
        raise kind(f"{store}: {cause}; {remedy}") from error
    except NoConnectionError as error:
        raise StoreBusyError(f"{store}: all connections are in use; close those that are not needed") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise StoreGoneError(f"{store}: {_FULL[1]}; {_FULL[2]}") from error
        raise


def cause_of(error: DBAPIError) -> Cause:
    """Return the kind of error, what happened and what can be done."""
    name = str(getattr(error.orig, "sqlite_errorname", None) or "")
    code = str(getattr(error.orig, "sqlstate", None) or "")
    for known, table in ((name, _SQLITE), (code, _POSTGRESQL)):
        for begins, cause in table:
            if known.startswith(begins):
                return cause
    if not name and not code and not isinstance(error, DataError | IntegrityError | ProgrammingError):
        # The driver itself speaks: there is no server to give a code.
        return _refused(error) or _GONE
    said = " ".join(str(error.orig).split())[:200]
    if code in _UNDEFINED or said.startswith(_NOT_THERE) or " has no column named " in said:
        return _OTHER_TABLES
    return StoreError, f"the database says: {said}", "if that tells nothing, please report it"


def _refused(error: DBAPIError) -> Cause | None:
    """Tell a connection that never was, by libpq's words, from one that broke."""
    said = str(error.orig)
    for words, cause in (
        ("does not exist", "3D000"),
        ("authentication failed", "28"),
        ("no password supplied", "28"),
    ):
        if words in said:
            return dict(_POSTGRESQL)[cause]
    return None
