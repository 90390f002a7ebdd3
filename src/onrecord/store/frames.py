"""Typed rows as tables: plain columns for CSV, pandas and polars.

An actor becomes its name and its id, a span its ``start`` and ``end``, several of something one cell, parted by
semicolons; what is nested deeper stands as JSON.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar, Union, get_args, get_origin, overload

import msgspec

from onrecord.errors import UsageError
from onrecord.record import Span
from onrecord.store.rows import ActorName

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Row_co = TypeVar("Row_co", bound=msgspec.Struct, covariant=True)
Cell = str | int | float | bool | None

_BETWEEN = "; "


class Rows(Sequence[Row_co], Generic[Row_co]):
    """An answer: rows of one type, in order.

    Args:
        kind: their type; it gives the columns where there is no row.
    """

    def __init__(self, kind: type[Row_co], rows: Sequence[Row_co] = ()) -> None:
        self.kind = kind
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, index: int) -> Row_co: ...
    @overload
    def __getitem__(self, index: slice) -> Rows[Row_co]: ...
    def __getitem__(self, index: int | slice) -> Row_co | Rows[Row_co]:
        if isinstance(index, slice):
            return Rows(self.kind, self._rows[index])
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row_co]:
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self.kind is other.kind and self._rows == other._rows

    def __hash__(self) -> int:
        return hash((self.kind, self._rows))

    def __repr__(self) -> str:
        return f"Rows({self.kind.__name__}, {list(self._rows)!r})"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the flat columns."""
        return columns_of(self.kind)

    def to_dicts(self) -> list[dict[str, Cell]]:
        """Return a dictionary of flat columns for each row."""
        return [flat(row) for row in self._rows]

    def to_pandas(self) -> pd.DataFrame:
        """Return a data frame of pandas, which the caller has installed.

        Raises:
            UsageError: pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415 - only for those who ask
        except ImportError as error:
            raise UsageError("a data frame of pandas needs pandas: `pip install pandas`") from error
        return pd.DataFrame(self.to_dicts(), columns=list(self.columns))

    def to_polars(self) -> pl.DataFrame:
        """Return a data frame of polars, which the caller has installed.

        Raises:
            UsageError: polars is not installed.
        """
        try:
            import polars as pl  # noqa: PLC0415 - only for those who ask
        except ImportError as error:
            raise UsageError("a data frame of polars needs polars: `pip install polars`") from error
        return pl.DataFrame(self.to_dicts(), schema=list(self.columns), infer_schema_length=None)


def flat(row: msgspec.Struct) -> dict[str, Cell]:
    """Return a row's cells by their columns."""
    cells: dict[str, Cell] = {}
    for name, kind in _fields(type(row)):
        cells |= _cells(name, kind, getattr(row, name))
    return cells


@cache
def columns_of(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the columns that rows of a type have."""
    return tuple(column for name, field in _fields(kind) for column in _cells(name, field, None))


@cache
def types_of(kind: type[msgspec.Struct]) -> dict[str, type[Cell]]:
    """Return the columns that rows of a type have, each with the type of its cells, null apart."""
    found: dict[str, type[Cell]] = {}
    for name, field in _fields(kind):
        if isinstance(field, type) and issubclass(field, msgspec.Struct) and field not in (ActorName, Span):
            found |= {f"{name}_{column}": of for column, of in types_of(field).items()}
        elif field is ActorName:
            found |= {name: str, f"{name}_id": int}
        else:
            of = int if field is Span else field if field in (bool, int, float) else str
            found |= dict.fromkeys(_cells(name, field, None), of)
    return found


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, _plain(field.type)) for field in msgspec.structs.fields(kind))


def _plain(kind: object) -> object:
    """Return a type without its ``None``."""
    if get_origin(kind) in (Union, types.UnionType):
        rest = [part for part in get_args(kind) if part is not type(None)]
        return rest[0] if len(rest) == 1 else str
    return kind


def _cells(name: str, kind: object, value: object) -> dict[str, Cell]:
    if kind is ActorName:
        actor = value if isinstance(value, ActorName) else None
        return {name: actor.name if actor else None, f"{name}_id": actor.actor if actor else None}
    if kind is Span:
        span, stem = value if isinstance(value, Span) else None, name.removesuffix("span")
        return {f"{stem}start": span.start if span else None, f"{stem}end": span.end if span else None}
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _nested(name, kind, value)
    if isinstance(value, tuple):
        return {name: _BETWEEN.join(map(_word, value))}
    return {name: value if value is None or isinstance(value, str | int | float | bool) else _word(value)}


def _nested(name: str, kind: type[msgspec.Struct], value: object) -> dict[str, Cell]:
    return {
        f"{name}_{column}": cell
        for part, field in _fields(kind)
        for column, cell in _cells(part, field, None if value is None else getattr(value, part)).items()
    }


def _word(value: object) -> str:
    if isinstance(value, ActorName):
        return value.name
    if isinstance(value, Span):
        return f"{value.start}-{value.end}"
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
