"""Parquet files of articles: a row each, its columns by their usual names, as in JSON lines of articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.errors import NotAPageError, PageError
from onrecord.ingest.items import Item, PageItem, Problem
from onrecord.ingest.told_articles import article_of, item_of
from onrecord.page.opening import checked
from onrecord.page.reading import RawPage

# Columns with an article, or with a page; as bytes they are a page as it was fetched.
_BODIES = ("html", "text", "body", "content", "articleBody", "maintext")
_AT_ONCE = 16
_SHARD = b"onrecord.shards"


def articles_in_rows(path: Path) -> Iterator[Item]:
    """Yield the articles of a Parquet file.

    Raises:
        OSError: it cannot be read.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, for those who have such files
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra
    except ImportError:
        yield _problem(str(path), "Parquet needs what an extra brings", "pip install 'onrecord[formats]'")
        return
    try:
        with pq.ParquetFile(path) as file:
            refused = _refused(file.schema_arrow)
            if refused is not None:
                yield _problem(str(path), *refused)
                return
            number = 0
            for batch in file.iter_batches(_AT_ONCE):
                for row in batch.to_pylist():
                    number += 1
                    yield _item(row, path, number)
    except (pa.ArrowException, OSError, ValueError) as error:
        said = " ".join(str(error).split())[:200]
        yield _problem(str(path), f"no Parquet file, or a broken one ({said})", "write or fetch the file again")


def _refused(schema: Any) -> tuple[str, str] | None:  # noqa: ANN401 - pyarrow has no types
    if _SHARD in (schema.metadata or {}):
        return "these are shards that were read before", "keep them with `onrecord load`"
    if not set(_BODIES) & set(schema.names):
        return (
            f"no column has articles ({', '.join(schema.names)[:200]})",
            f"call one of them {' or '.join(_BODIES[:2])}",
        )
    return None


def _item(row: dict[str, Any], path: Path, number: int) -> Item:
    name, source = f"{path}:{number}", f"{path.absolute()}:{number}"
    body = next((row[column] for column in _BODIES if isinstance(row.get(column), bytes)), None)
    if body is None:
        return item_of({column: _plain(value) for column, value in row.items()}, name, source, article_of)
    rest = {column: _plain(value) for column, value in row.items() if column not in _BODIES}
    told = item_of(rest | {"text": "told by its bytes"}, name, source, article_of)
    if not isinstance(told, PageItem):
        return told
    try:
        return replace(told, raw=checked(RawPage(name, body, told.raw.url, "text/html")))
    except PageError as error:
        return Problem(error)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _problem(name: str, cause: str, remedy: str) -> Problem:
    return Problem(NotAPageError(name, cause, remedy))
