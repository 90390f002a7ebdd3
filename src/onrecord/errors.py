"""Every error that onrecord raises on purpose.

OnRecordError
├── UsageError            the caller asked for something that cannot be done
│   ├── NoSuchError       the store has nothing of that number, name or address
│   │   └── TakenDownError  it had: the article was taken down
│   ├── SeveralError      a name is that of several; says which
│   ├── OfficesError      a file of offices cannot be read or says what cannot be
│   ├── OfficialSeriesError  a file of official numbers has no days or no counts
│   └── ExtraError        what was asked for needs an extra that is not installed
├── PageError             one page cannot be read; carries the page's name
│   ├── OpenError         the bytes cannot be had: missing file, truncated gzip, unreadable
│   ├── FetchError        the web server, the network or the fetching policy says no
│   ├── TooLargeError     the page is larger than the limit
│   └── NotAPageError     the bytes are no page: empty, binary, of an unknown type
├── RecordError           a record breaks its contract, or JSON is no record
├── ModelError            a model file is missing, changed or of another version
├── StoreError            a store cannot be opened, read or written
│   ├── StoreVersionError the store was made by a newer version of onrecord
│   ├── StoreBusyError    another program holds the store; what was asked can be asked again
│   └── StoreGoneError    the database, the disk or the connection went away in the middle
├── ShardsError           a folder of shards is missing, unfinished, broken or of another version
└── OutputError           what was read cannot be written
"""

from __future__ import annotations

# What libraries in C and C++ say in words where memory runs out: onnxruntime, numpy, the loader of libraries.
_NO_ROOM = (
    "bad_alloc",
    "bad allocation",
    "Failed to allocate memory",
    "Cannot allocate memory",
    "Unable to allocate",
    "failed to map segment from shared object",
)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory has run out, however it says so."""
    return isinstance(error, MemoryError) or any(words in str(error) for words in _NO_ROOM)


class OnRecordError(Exception):
    """Base of all errors that onrecord raises on purpose."""


class UsageError(OnRecordError):
    """The caller asked for something that cannot be done."""


class NoSuchError(UsageError):
    """The store has nothing of the number, name or address that was asked for."""


class TakenDownError(NoSuchError):
    """The store had the article that was asked for: it was taken down, and stays away."""


class SeveralError(UsageError):
    """A name is that of several actors.

    Args:
        asked: the name.
        several: number, name and type of each, those who say most first.
    """

    def __init__(self, message: str, asked: str, several: tuple[tuple[int, str, str], ...]) -> None:
        super().__init__(message)
        self.asked = asked
        self.several = several


class OfficesError(UsageError):
    """A file of offices cannot be read or says what cannot be; names file, line and cause."""


class OfficialSeriesError(UsageError):
    """A file of official numbers cannot be read as a series; says what is missing and what it has."""


class ExtraError(UsageError):
    """What was asked for needs an extra of the package that is not installed."""

    def __init__(self, wanted: str, extra: str) -> None:
        super().__init__(f"{wanted} needs what `pip install 'onrecord[{extra}]'` brings")


class PageError(OnRecordError):
    """One page cannot be read.

    Args:
        page: the page's name as the caller knows it: a path, a URL or ``-``.
        cause: what happened, in a few words.
        remedy: what the reader can do about it.
    """

    def __init__(self, page: str, cause: str, remedy: str) -> None:
        super().__init__(f"{page}: {cause}; {remedy}")
        self.page = page
        self.cause = cause
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[PageError], tuple[object, ...]]:
        """Survive the way between worker processes, which pickles exceptions by their arguments."""
        return type(self), (self.page, self.cause, self.remedy)


class OpenError(PageError):
    """The bytes of a page cannot be had."""


class FetchError(PageError):
    """The web server, the network or the fetching policy says no.

    Args:
        status: of HTTP, where the server answered.
        temporary: whether it may be had later.
        retry_after: when the server wants to be asked again, as it writes it.
    """

    def __init__(
        self,
        page: str,
        cause: str,
        remedy: str,
        status: int | None = None,
        temporary: bool = False,
        retry_after: str | None = None,
    ) -> None:
        super().__init__(page, cause, remedy)
        self.status = status
        self.temporary = temporary
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[type[FetchError], tuple[object, ...]]:
        """Keep what the base class does not know of."""
        return type(self), (self.page, self.cause, self.remedy, self.status, self.temporary, self.retry_after)


class TooLargeError(PageError):
    """A page is larger than the limit."""


class NotAPageError(PageError):
    """The bytes are no page: empty, binary or of an unknown type."""


class RecordError(OnRecordError):
    """A record breaks its contract, or JSON is no record."""


class ModelError(OnRecordError):
    """A model file is missing, changed or of another version."""


class ShardsError(OnRecordError):
    """A folder of shards is missing, unfinished, broken or of another version."""


class OutputError(OnRecordError):
    """What was read cannot be written."""


class StoreError(OnRecordError):
    """A store cannot be opened, read or written."""


class StoreVersionError(StoreError):
    """The store was made by a newer version of onrecord."""


class StoreBusyError(StoreError):
    """Another program holds the store; what was asked can be asked again."""


class StoreGoneError(StoreError):
    """The database, the disk or the connection went away in the middle."""
