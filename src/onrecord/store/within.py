"""Words within a column, whatever their case."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def word_in(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """Return the condition that a column holds a word, or a part of one; case does not matter."""
    return _Small(column).contains(word.lower(), autoescape=True)


class _Small(FunctionElement[str]):
    """A text in small letters."""

    type = Text()
    inherit_cache = True


@compiles(_Small)
def _small(element: _Small, compiler: SQLCompiler, **keywords: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    return f"lower({compiler.process(element.clauses, **keywords)})"


@compiles(_Small, "sqlite")
def _small_there(element: _Small, compiler: SQLCompiler, **keywords: Any) -> str:  # noqa: ANN401 - as above
    # LIKE takes no notice of case there, and `lower` of no more letters than LIKE: it would but double the time.
    return compiler.process(element.clauses, **keywords)
