"""Rows as Parquet: a column for each of a row's, with the type of its field, in groups of rows as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.errors import ExtraError
from onrecord.export.cells import cells_of, is_day, is_time
from onrecord.export.heading import Heading
from onrecord.export.spooled import Sink
from onrecord.export.times import day_of, moment
from onrecord.store.frames import Cell, types_of

if TYPE_CHECKING:
    import pyarrow as pa

# Rows of a group, which are held at a time; readers skip whole groups.
_GROUP = 10_000


def pieces(rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], heading: Heading) -> Iterator[bytes]:
    """Yield a table of rows, a group at a time.

    Args:
        kind: their type; it gives the columns and theirs.
        heading: its title stands in the file's metadata.

    Raises:
        ExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, for those who ask
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        raise ExtraError("Parquet", "formats") from error
    schema = _schema(pa, kind, heading)
    return _groups(pa, parquet, schema, iter(rows))


def _groups(pa: Any, parquet: Any, schema: pa.Schema, rows: Iterator[msgspec.Struct]) -> Iterator[bytes]:  # noqa: ANN401 - pyarrow ships no types
    sink = Sink()
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        while some := [_typed(cells_of(row)) for row in islice(rows, _GROUP)]:
            writer.write_table(pa.Table.from_pylist(some, schema=schema))
            yield sink.take()
    yield sink.take()


def _schema(pa: Any, kind: type[msgspec.Struct], heading: Heading) -> pa.Schema:  # noqa: ANN401 - as above
    types = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), str: pa.string()}
    days, times = pa.date32(), pa.timestamp("us", "UTC")
    fields = [
        pa.field(name, days if is_day(name) else times if is_time(name) else types[of])
        for name, of in types_of(kind).items()
    ]
    return pa.schema(fields, metadata={"title": heading.title, "spans": "code points of the article's text"})


def _typed(cells: dict[str, Cell]) -> dict[str, object]:
    return {name: _dated(name, value) if isinstance(value, str) else value for name, value in cells.items()}


def _dated(name: str, value: str) -> object:
    if is_day(name):
        return date.fromisoformat(day) if (day := day_of(value)) else None
    if is_time(name):
        return datetime.fromisoformat(time) if (time := moment(value)) else None
    return value
