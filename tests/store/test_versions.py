"""A store's version: what is opened, what is refused, and that migrating makes what the schema says."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from databases import PostgresServer, fresh_database
from made import add
from onrecord.errors import StoreError, StoreVersionError
from onrecord.store import versions
from onrecord.store.articles import articles
from onrecord.store.engine import engine_of
from onrecord.store.migrations.first import DIALECTS, first_version, script_of
from onrecord.store.schema import METADATA
from onrecord.store.store import Store
from onrecord.store.upgrading import upgrade
from strategies import lawful_record


def set_version(store: Store, version: str) -> None:
    with store.writing() as connection:
        connection.execute(text("UPDATE store_version SET version_num = :v"), {"v": version})


def shape(connection: Connection) -> Any:
    """Everything that a database holds, as it says it itself."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'store_version%'"))
        return sorted((name, " ".join((sql or "").split()).replace("( ", "(")) for name, sql in rows)
    asked = inspect(connection)
    tables = sorted(set(asked.get_table_names()) - {"store_version"})
    theirs = "SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = 'public'"
    triggers = text("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    return (
        [repr((t, asked.get_columns(t), asked.get_indexes(t), asked.get_foreign_keys(t))) for t in tables],
        sorted(connection.execute(text(theirs)).scalars()),
        sorted(map(tuple, connection.execute(triggers))),
    )


def test_the_first_version_is_that_of_the_schema():
    for dialect in DIALECTS:
        assert script_of(dialect).read_text(encoding="utf-8") == first_version(dialect), (
            "the tables have changed: `python -m onrecord.store.migrations.first` writes the first version again"
        )


def test_the_last_migration_is_this_programs_version():
    script = ScriptDirectory(str(Path(versions.__file__).parent / "migrations"))
    assert script.get_current_head() == versions.VERSION


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_migrating_an_empty_database_makes_the_store_that_is_made_at_once(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
):
    if database == "sqlite":
        _same_both_ways(str(tmp_path / "one.db"), str(tmp_path / "two.db"))
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with fresh_database(server) as one, fresh_database(server) as two:
        _same_both_ways(one, two)


def _same_both_ways(one: str, two: str) -> None:
    engine = engine_of(one, new=True)
    with engine.execution_options(writes=True).begin() as connection:
        versions.migrate(connection)
    with Store.create(two) as made, engine.connect() as migrated, made.reading() as at_once:
        assert shape(migrated) == shape(at_once)
        context = MigrationContext.configure(migrated, opts={"include_object": _is_ours})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()
    Store.open(one).close()


def _is_ours(_object: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    return kind != "table" or not ((name or "") == "store_version" or "_words" in (name or ""))


def test_a_store_is_opened_again(store_url: str):
    Store.create(store_url).close()
    with Store.open(store_url) as store, store.reading() as connection:
        assert versions.version_of(connection) == versions.VERSION


def test_a_store_is_not_made_over_another(store_url: str):
    Store.create(store_url).close()
    with pytest.raises(StoreError, match="there is a store already"):
        Store.create(store_url)
    Store.open(store_url).close()


def test_a_newer_store_is_refused_and_stays_as_it_is(store_url: str):
    with Store.create(store_url) as store:
        set_version(store, "0999")
        with store.reading() as connection:
            before = shape(connection)
    with pytest.raises(StoreVersionError, match=r"made by a newer onrecord .*0999.*nothing was changed"):
        Store.open(store_url)
    with pytest.raises(StoreError):
        Store.create(store_url)
    engine = engine_of(store_url)
    with engine.connect() as connection:
        assert shape(connection) == before
        assert versions.version_of(connection) == "0999"
    engine.dispose()


def test_an_older_store_is_refused_with_what_to_do(store_url: str):
    with Store.create(store_url) as store:
        set_version(store, "0000")
    with pytest.raises(StoreError, match=r"older onrecord .*`onrecord upgrade`"):
        Store.open(store_url)


def test_what_is_no_store_is_refused_and_not_touched(tmp_path: Path, store_url: str):
    page = tmp_path / "page.html"
    page.write_text("<p>page</p>")
    empty = tmp_path / "empty.db"
    empty.touch()
    missing = tmp_path / "missing.db"
    for path, says in (
        (page, "no store"),
        (empty, "no store"),
        (missing, "no such file"),
        (tmp_path, "cannot be opened"),
    ):
        with pytest.raises(StoreError, match=says):
            Store.open(path)
    with pytest.raises(StoreError, match="no store"):
        Store.create(page)
    with pytest.raises(StoreError, match="its folder does not exist"):
        Store.create(tmp_path / "none" / "store.db")
    assert page.read_text() == "<p>page</p>"
    assert (empty.stat().st_size, missing.exists()) == (0, False)
    if "://" in store_url:
        with pytest.raises(StoreError, match="it holds no store"):
            Store.open(store_url)


def test_another_programs_database_is_no_store(tmp_path: Path):
    import sqlite3  # noqa: PLC0415 - here alone

    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE articles (id INTEGER)")
    with pytest.raises(StoreError, match="it holds no store"):
        Store.open(path)


@pytest.mark.parametrize("address", ["mysql://localhost/news", "nonsense://x", "http://news.example"])
def test_an_address_that_leads_to_no_store_is_refused(address: str):
    with pytest.raises(StoreError, match=r"no store can be there|no address of a store"):
        Store.open(address)


def test_messages_hide_the_password():
    with pytest.raises(StoreError) as caught:
        Store.open("postgresql://me:secret@localhost:1/news")
    assert "secret" not in str(caught.value)
    assert "postgresql://me:***@localhost:1/news" in str(caught.value)


LATER = """
from alembic import op
import sqlalchemy as sa

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table("later", sa.Column("id", sa.Integer, primary_key=True))
    {more}
"""


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of a later version; return where its last migration is written."""
    migrations = tmp_path / "migrations"
    shutil.copytree(Path(versions.__file__).parent / "migrations", migrations)
    monkeypatch.setattr(versions, "VERSION", "0002")
    monkeypatch.setattr(versions, "_MIGRATIONS", migrations)
    path = migrations / "versions" / "0002_later.py"
    path.write_text(LATER.format(more="pass"))
    return path


def test_an_older_store_is_upgraded_and_a_backup_stays(store: Store, later: Path):
    assert later.exists()
    add(store, lawful_record())
    url = store.engine.url.render_as_string(hide_password=False)
    with pytest.raises(StoreError, match="`onrecord upgrade`"):
        Store.open(url)
    saved = upgrade(url)
    try:
        with Store.open(url) as upgraded, upgraded.reading() as connection:
            assert inspect(connection).has_table("later")
            assert len(articles(connection)) == 1
        assert upgrade(url) is None
        if saved is None:
            return
        engine = engine_of(saved)
        with engine.connect() as connection:
            assert versions.version_of(connection) == "0001"
            assert len(articles(connection)) == 1
        engine.dispose()
    finally:
        with store.writing() as connection:  # the store on PostgreSQL is the next test's
            connection.execute(text("DROP TABLE later"))
        set_version(store, "0001")


def test_an_upgrade_that_fails_changes_nothing(store: Store, later: Path):
    later.write_text(LATER.format(more='op.execute("nonsense")'))
    url = store.engine.url.render_as_string(hide_password=False)
    with pytest.raises(StoreError):
        upgrade(url)
    with store.reading() as connection:
        assert versions.version_of(connection) == "0001"
        assert not inspect(connection).has_table("later")


def test_a_newer_store_is_not_upgraded(store_url: str):
    with Store.create(store_url) as store:
        set_version(store, "0999")
    with pytest.raises(StoreVersionError):
        upgrade(store_url)
