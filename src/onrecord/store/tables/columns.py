"""What the tables of a store share: their metadata and the columns that many of them have."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData
from sqlalchemy.engine.default import DefaultExecutionContext

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite counts up by itself only in a column of type INTEGER.
ID = BigInteger().with_variant(Integer(), "sqlite")


def article(*, primary: bool = False) -> Column[int]:
    """Return the column that names the article a row is of; the row goes with it."""
    return Column(
        "article", ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=primary, nullable=False, index=True
    )


def item(table: str, name: str, *, nullable: bool = True, primary: bool = False) -> Column[int]:
    """Return a column that names an item of the same article."""
    key = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(name, ID, key, nullable=nullable and not primary, primary_key=primary)


def same_as(column: str) -> Callable[[DefaultExecutionContext], int]:
    """Return a default that takes another column's value where none is given."""

    def default(context: DefaultExecutionContext) -> int:
        row = context.get_current_parameters()  # type: ignore[no-untyped-call] # SQLAlchemy gives it no types
        return int(row[column])

    return default


def span() -> tuple[Column[int], Column[int]]:
    """Return the columns of a place in the article's text, in code points."""
    return Column("start", Integer, nullable=False), Column("end", Integer, nullable=False)
