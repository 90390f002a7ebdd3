from __future__ import annotations

import json
import re
import sqlite3
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from databases import PostgresServer, fresh_database
from made import add, made
from onrecord.errors import StoreError
from onrecord.model import loading
from onrecord.serve.cli import app
from onrecord.serve.doctor import installation, reading, storing
from onrecord.serve.doctor.command import lines_of
from onrecord.serve.doctor.finding import Finding
from onrecord.store import inspecting
from onrecord.store.store import Store


def findings(where: str) -> dict[str, Finding]:
    return {finding.what: finding for finding in storing.storing(where)}


def states(where: str) -> dict[str, str]:
    return {what: finding.state for what, finding in findings(where).items()}


@pytest.fixture
def without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what loads the models, which takes seconds."""
    monkeypatch.setattr(reading, "_first_record", lambda: Finding("reading", "a first record", "ok", "not asked"))


def run(*arguments: str):
    return CliRunner().invoke(app, ["doctor", *arguments])


# ---- the installation and the models --------------------------------------------------------------------------------


def test_the_extras_are_those_that_are_declared(repository: Path) -> None:
    declared = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    modules = {module for several in installation.EXTRAS.values() for module in several}
    owners = packages_distributions()
    for extra, looked_for in installation.EXTRAS.items():
        names = {re.split(r"[>=<!\[]", line)[0].lower() for line in declared["optional-dependencies"][extra]}
        owned = {owner.lower() for module in looked_for for owner in owners.get(module, [])}
        assert names - {"onrecord"} <= owned, extra
    assert len(modules) > 10
    first, after = re.findall(r"3\.(\d+)", declared["requires-python"])
    declared_for = (3, int(first)), (3, int(after))
    assert declared_for == (installation.FIRST_PYTHON, installation.NO_PYTHON)


def test_what_is_not_installed_is_told_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "find_spec", lambda name: None if name == "mcp" else object())
    found = {finding.what: finding for finding in installation.installation()}
    assert found["extra agents"].state == "warning"
    assert "onrecord[agents]" in found["extra agents"].remedy
    assert found["extra store"].state == "ok"


def test_an_old_sqlite_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation.sqlite3, "sqlite_version_info", (3, 31, 0))
    assert {finding.what: finding.state for finding in installation.installation()}["SQLite"] == "wrong"


def test_the_models_are_those_that_ship_and_read() -> None:
    assert [(finding.what, finding.state) for finding in reading.reading()] == [
        ("models", "ok"),
        ("a first record", "ok"),
    ]


def test_a_changed_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_hashes", lambda: {"speakers": "0" * 64, "elsewhere": "1" * 64})
    wrong, right = loading.changed_models()
    assert right == []
    assert [line.partition(":")[0] for line in wrong] == ["model elsewhere", "model speakers"]


# ---- a store --------------------------------------------------------------------------------------------------------


def test_nothing_is_wrong_with_a_new_store_and_one_with_articles(store_url: str) -> None:
    with Store.create(store_url) as store:
        assert set(states(store_url).values()) == {"ok", "warning"}
        add(store, made("Bridge closed\n\nIt is closed."))
    found = states(store_url)
    assert set(found.values()) == {"ok"}
    assert {"opens", "tables", "file", "can be written to", "articles", "alerts", "corrections"} <= set(found)


@pytest.mark.parametrize(
    "change", ["ALTER TABLE statements DROP COLUMN reiterates", "DROP TABLE deliveries", "DROP TABLE articles_words"]
)
def test_a_store_of_other_tables_is_told_with_what_to_do(store_url: str, change: str) -> None:
    with Store.create(store_url) as store, store.writing() as connection:
        connection.execute(text(change))
    found = findings(store_url)["tables"]
    assert found.state == "wrong"
    assert change.rpartition(" ")[2] in found.says
    assert "ingest" in found.remedy


def test_asking_a_store_of_other_tables_leads_to_the_doctor(store_url: str) -> None:
    with Store.create(store_url) as store:
        with store.writing() as connection:
            connection.execute(text("ALTER TABLE stories RENAME COLUMN voices TO votes"))
        with pytest.raises(StoreError, match="onrecord doctor"), store.reading() as connection:
            connection.execute(text("SELECT voices FROM stories"))


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "broken.db"
    with Store.create(path) as store:
        for number in range(40):
            add(store, made(f"Bridge {number}\n\nIt is closed."), f"https://news.example/{number}")
    body = bytearray(path.read_bytes())
    body[len(body) // 2 : len(body) // 2 + 8192] = b"\xff" * 8192
    path.write_bytes(body)
    assert "wrong" in states(str(path)).values()


@pytest.mark.parametrize("content", [None, b"", b"no database"])
def test_what_is_no_store_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "none.db"
    if content is not None:
        path.write_bytes(content)
    found = findings(str(path))
    assert list(found) == ["opens"]
    assert found["opens"].state == "wrong"
    assert found["opens"].remedy


def test_a_full_disk_and_a_long_log_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.create(tmp_path / "news.db").close()
    monkeypatch.setattr(storing, "_NO_ROOM", 2**60)
    monkeypatch.setattr(storing, "_LONG_LOG", -1)
    found = states(str(tmp_path / "news.db"))
    assert (found["room"], found["write-ahead log"]) == ("wrong", "warning")


def test_messages_that_nobody_sends_and_that_were_given_up_are_told(store: Store) -> None:
    article = add(store, made("Bridge closed\n\nIt is closed.")).article
    with store.writing() as connection:
        connection.execute(text(
            "INSERT INTO alerts (id, name, kind, asked, made_at, allow_local, cursor, state) "
            "VALUES (1, 'dam', 'search', '{}', '2031-01-01T00:00:00Z', false, 0, '{}')"
        ))  # fmt: skip
        for number, status in ((1, "due"), (2, "dead")):
            connection.execute(
                text(
                    "INSERT INTO notices (id, alert, item, made_at, article, title, words) "
                    "VALUES (:n, 1, :n2, '2021-01-01T00:00:00Z', :article, '', '')"
                ),
                {"n": number, "n2": str(number), "article": article},
            )
            connection.execute(
                text("INSERT INTO deliveries (notice, status, attempts, next_at) VALUES (:n, :s, 1, '2021-01-01')"),
                {"n": number, "s": status},
            )
    with store.reading() as connection:
        held = inspecting.held(connection)
    assert (held.alerts, held.due, held.overdue, held.dead) == (1, 1, 1, 1)


def test_a_server_that_does_not_answer_is_told() -> None:
    found = findings("postgresql://nobody@127.0.0.1:9/news")
    assert list(found) == ["opens"]
    assert found["opens"].state == "wrong"
    assert found["opens"].remedy


def test_a_driver_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "onrecord[store]" in findings("postgresql://127.0.0.1:9/news")["opens"].remedy


def test_a_database_that_only_reads_is_told(postgres: PostgresServer) -> None:
    with fresh_database(postgres) as url:
        Store.create(url).close()
        postgres.execute(
            f"ALTER DATABASE {url.partition('@/')[2].partition('?')[0]} SET default_transaction_read_only = on"
        )
        found = findings(url)
    assert found["can be written to"].state == "wrong"
    assert "read-only" in found["can be written to"].says


# ---- the command ----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("without_models")
def test_the_command_ends_with_1_where_something_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fine = run()
    assert (fine.exit_code, "store" in fine.stdout) == (0, True)
    wrong = run("--store", "gone.db")
    assert wrong.exit_code == 1
    assert re.search(r"^wrong    opens: gone.db: there is no such file\n +→ `onrecord init", wrong.stdout, re.MULTILINE)


@pytest.mark.usefixtures("without_models")
def test_the_default_store_is_looked_at_and_json_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Store.create("onrecord.db").close()
    with sqlite3.connect("onrecord.db") as connection:
        connection.execute("DROP TABLE alerts")
    done = run("--json")
    said = json.loads(done.stdout)
    assert (done.exit_code, said["ok"]) == (1, False)
    assert {"about": "store", "what": "tables", "state": "wrong"}.items() <= next(
        finding for finding in said["findings"] if finding["what"] == "tables"
    ).items()


def test_what_to_do_stands_on_a_line_of_its_own() -> None:
    assert lines_of(Finding("store", "room", "wrong", "none", "make some")) == [
        "wrong    room: none",
        "         → make some",
    ]
