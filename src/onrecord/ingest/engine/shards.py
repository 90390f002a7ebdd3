"""What a shard holds: rows of what was read, in Parquet, and the note that a unit is done.

    SHARDS/plan.jsonl              which files are read in which unit
    SHARDS/000012/00003.parquet    a piece of unit 12, whole wherever it stands
    SHARDS/000012/done.json        all pieces of the unit are there, with their sizes and hashes

A row is a page that was read, a record that was read before, or what failed. The same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.errors import OnRecordError, PageError, ShardsError
from onrecord.ingest.engine.places import Place
from onrecord.ingest.items import PageItem, PageRead, Problem, ReadElsewhere, RecordItem
from onrecord.ingest.working import failure_of
from onrecord.page.reading import RawPage
from onrecord.record import MadeBy, Record

DONE = "done.json"
MARK = b"onrecord.shards"  # what tells a shard from other Parquet files
_SCHEMA = pa.schema(
    [
        pa.field("kind", pa.string(), nullable=False),  # page, record, failure
        pa.field("name", pa.string(), nullable=False),  # what messages call it
        pa.field("source", pa.string()),
        pa.field("fixed", pa.bool_()),
        pa.field("url", pa.string()),
        pa.field("seen_at", pa.string()),
        pa.field("page_sha256", pa.string()),
        pa.field("page", pa.binary()),
        pa.field("record", pa.string()),
        pa.field("failed_page", pa.string()),
        pa.field("cause", pa.string()),
        pa.field("remedy", pa.string()),
    ]
)
# Bytes of rows that are held before they are written as a group: a hundred news pages with their records, or one large
# page. Rows that are read at a time, for the same reason.
_GROUP = 8 * 2**20
_BATCH = 16
_CHUNK = 2**20

Row = ReadElsewhere | RecordItem | Problem


class Piece(msgspec.Struct, frozen=True):
    """A file of shards, as the note of its unit names it.

    Args:
        rows: all of them, failures too.
        size: in bytes.
    """

    rows: int
    failed: int
    size: int
    sha256: str


class DoneNote(msgspec.Struct, frozen=True):
    """That a unit is done.

    Args:
        plan: the plan's hash.
    """

    plan: str
    pieces: tuple[Piece, ...]


def folder_of(unit: int) -> str:
    """Return the name of a unit's folder."""
    return f"{unit:06d}"


def piece_of(unit: int, number: int) -> str:
    """Return the name of a piece of a unit."""
    return f"{folder_of(unit)}/{number:05d}.parquet"


def done_of(unit: int) -> str:
    """Return the name of the note that a unit is done."""
    return f"{folder_of(unit)}/{DONE}"


# ---- writing --------------------------------------------------------------------------------------------------------


class PieceWriter:
    """Writes rows into a file; a context manager.

    Args:
        path: a file that is not there yet.
        plan: hash of the plan.
        made_by: what reads.
        pages: whether the pages' bytes are kept.
    """

    def __init__(self, path: Path, plan: str, made_by: MadeBy, *, pages: bool) -> None:
        told = {MARK: b"1", b"onrecord.plan": plan.encode(), b"onrecord.made_by": msgspec.json.encode(made_by)}
        self._file = path.open("xb")
        self._writer = pq.ParquetWriter(self._file, _SCHEMA.with_metadata(told), compression="zstd")
        self._pages = pages
        self._rows: list[dict[str, Any]] = []
        self._held = 0
        self.rows = self.failed = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._flush()
        finally:
            try:
                self._writer.close()
            finally:
                self._file.close()

    def add(self, row: Row | PageRead) -> PageError | None:
        """Write what became of something; return why it failed, where it did.

        Raises:
            OSError: the disk takes no more.
        """
        found = _row(row, pages=self._pages)
        self._rows.append(found)
        self._held += len(found["page"] or b"") + len(found["record"] or "")
        self.rows += 1
        self.failed += found["cause"] is not None
        if self._held >= _GROUP:
            self._flush()
        return _error(found) if found["cause"] is not None else None

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, _SCHEMA))
        self._rows, self._held = [], 0


def _row(one: Row | PageRead, *, pages: bool) -> dict[str, Any]:
    if isinstance(one, PageRead):
        return _page_row(one, pages=pages)
    if isinstance(one, RecordItem):
        return _blank("record", one.name) | {"source": one.source, "record": one.record.to_json()}
    if isinstance(one, Problem):
        return _blank("failure", one.error.page) | _why(one.error)
    raise TypeError(f"no row of a shard: {type(one).__name__}")


def _page_row(read: PageRead, *, pages: bool) -> dict[str, Any]:
    item, error = read.item, failure_of(read)
    row = _blank("page", item.raw.name) | {
        "source": item.source,
        "fixed": item.fixed,
        "url": item.raw.url,
        "seen_at": item.seen_at,
        "page_sha256": hashlib.sha256(item.raw.body).hexdigest(),
    }
    if error is not None:
        return row | _why(error)
    assert isinstance(read.made, bytes)  # noqa: S101 - narrows the type: it did not fail
    return row | {"page": item.raw.body if pages else None, "record": read.made.decode()}


def _blank(kind: str, name: str) -> dict[str, Any]:
    return dict.fromkeys(_SCHEMA.names) | {"kind": kind, "name": _plain(name)}


def _why(error: PageError) -> dict[str, str]:
    return {"failed_page": _plain(error.page), "cause": _plain(error.cause), "remedy": _plain(error.remedy)}


def _plain(words: str) -> str:
    # The name of a file need not be UTF-8; Parquet's words are.
    return words.encode("utf-8", "backslashreplace").decode()


def noted(path: Path, rows: int, failed: int) -> Piece:
    """Return what a unit's note says of a file.

    Raises:
        OSError: it cannot be read.
    """
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Piece(rows, failed, size, digest.hexdigest())


# ---- reading --------------------------------------------------------------------------------------------------------


def piece_at(place: Place, unit: int, number: int, plan: str) -> Piece | None:
    """Return what stands in a folder as a piece; None for a broken one, or one of another plan."""
    try:
        with place.reading(piece_of(unit, number)) as path:
            with pq.ParquetFile(path) as parquet:
                told = parquet.schema_arrow.metadata or {}
                causes = parquet.read(columns=["cause"]).column("cause")
            failed = len(causes) - causes.null_count
            whole = told.get(b"onrecord.plan") == plan.encode()
            return noted(path, len(causes), failed) if whole else None
    except (OSError, pa.ArrowException, KeyError, ValueError):
        return None


def done_at(place: Place, unit: int, plan: str) -> DoneNote | None:
    """Return the note of a unit that is done; None where it is not.

    Raises:
        ShardsError: the note is broken, or another plan's.
    """
    name = done_of(unit)
    if not place.has(name):
        return None
    try:
        note = msgspec.json.decode(place.get(name), type=DoneNote)
    except (OSError, msgspec.MsgspecError) as error:
        raise ShardsError(_broken(place, name, f"cannot be read ({error})")) from error
    if note.plan != plan:
        raise ShardsError(_broken(place, name, "belongs to another plan"))
    return note


def rows_of(place: Place, unit: int, number: int, piece: Piece) -> Iterator[Row]:
    """Yield the rows of a piece.

    Raises:
        ShardsError: it is missing, or not what was written.
    """
    name = piece_of(unit, number)
    try:
        with place.reading(name) as path:
            if noted(path, piece.rows, piece.failed) != piece:
                raise ShardsError(_broken(place, name, "is not what was written"))
            with pq.ParquetFile(path) as parquet:
                told = parquet.schema_arrow.metadata or {}
                made_by = msgspec.json.decode(told[b"onrecord.made_by"], type=MadeBy)
                for batch in parquet.iter_batches(_BATCH):
                    for row in batch.to_pylist():
                        yield _taken(row, made_by)
    except (OSError, pa.ArrowException, KeyError, msgspec.MsgspecError) as error:
        cause = getattr(error, "strerror", None) or f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        raise ShardsError(_broken(place, name, f"cannot be read ({cause})")) from error


def _taken(row: dict[str, Any], made_by: MadeBy) -> Row:
    if row["kind"] == "failure":
        return Problem(_error(row))
    if row["kind"] == "record":
        return RecordItem(Record.from_json(row["record"]), row["name"], row["source"])
    raw = RawPage(row["name"], row["page"] or b"", row["url"])
    item = PageItem(raw, row["source"], fixed=row["fixed"], seen_at=row["seen_at"])
    made: bytes | OnRecordError = _error(row) if row["record"] is None else row["record"].encode()
    return ReadElsewhere(PageRead(item, made), row["page_sha256"], made_by)


def _error(row: dict[str, Any]) -> PageError:
    return PageError(row["failed_page"], row["cause"], row["remedy"])


def _broken(place: Place, name: str, cause: str) -> str:
    folder = name.partition("/")[0]
    return (
        f"{place.named}/{name}: {cause}; remove {place.named}/{folder}/{DONE} and this file, run the same ingest "
        "again, which reads what is missing, and load again"
    )
