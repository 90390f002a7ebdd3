from __future__ import annotations

import json
import logging
import re
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dam import keep_story
from made import made
from onrecord.serve import logs
from onrecord.serve.cli import app
from onrecord.store.store import Store
from screens import served

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def run(*arguments: object, **more):
    return CliRunner().invoke(app, [str(a) for a in arguments], **more)


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run("init").exit_code == 0
    (tmp_path / "records").mkdir()
    for number in range(2):
        record = made(f"Bridge {number} is secretly closed\n\nIt is closed.")
        (tmp_path / "records" / f"{number}.json").write_text(record.to_json())
    (tmp_path / "records" / "bad.json").write_text("{}")
    return tmp_path / "records"


def events(said: str) -> list[dict[str, object]]:
    found = [json.loads(line) for line in said.splitlines()]
    for one in found:
        assert list(one)[:3] == ["time", "level", "event"]
        assert MOMENT.fullmatch(one["time"])
        assert one["level"] in ("info", "warning", "error")
    return found


@pytest.mark.usefixtures("records")
def test_ingest_tells_events_one_a_line_without_words_of_articles() -> None:
    result = run("ingest", "records", "--log-format", "json")
    assert result.exit_code == 1
    found = events(result.stderr)
    assert sorted((one["event"], str(one.get("page"))) for one in found) == [
        ("page_failed", "records/bad.json"),
        ("page_kept", "records/0.json"),
        ("page_kept", "records/1.json"),
        ("run_ended", "None"),
    ]
    assert {"run": 1, "added": 2, "failed": 1, "stopped": False}.items() <= found[-1].items()
    assert "secretly" not in result.stderr


@pytest.mark.usefixtures("records")
def test_the_variable_does_the_same_and_plain_is_plain() -> None:
    said = run("ingest", "records", env={"ONRECORD_LOG": "plain"}).stderr.splitlines()
    assert all(re.match(rf"{MOMENT.pattern} (info|warning|error) \w+( \w+=(\S+|\".*\"))*$", line) for line in said)
    assert any(" page_kept page=records/0.json outcome=new" in line for line in said)


@pytest.mark.usefixtures("records")
def test_errors_are_events_too_and_another_form_is_refused() -> None:
    failed = events(run("ingest", "--log-format", "json").stderr)
    assert [(one["level"], one["event"]) for one in failed] == [("error", "failed")]
    refused = run("ingest", "records", "--log-format", "xml")
    assert (refused.exit_code, "--log-format xml" in refused.stderr) == (2, True)


def test_without_the_option_people_are_spoken_to(records: Path) -> None:
    (records / "bad.json").unlink()
    assert run("ingest", "records").stderr == "run 1: 2 new\n"
    assert not logs.is_on()


def test_a_server_tells_requests_without_what_was_searched_for(
    sqlite_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_story(sqlite_store)

    def ask() -> int:
        with served(sqlite_store) as address:
            answer = urllib.request.urlopen(address + "/search?words=secret")  # noqa: S310 - our own server
            with answer:
                return answer.status - 200

    assert logs.logged("json", ask) == 0
    found = [one for one in events(capsys.readouterr().err) if one["event"] == "request"]
    assert [(one["method"], one["path"], one["status"]) for one in found] == [("GET", "/search", 200)]


def test_what_libraries_log_is_an_event_with_the_place_and_without_the_words_of_an_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail() -> int:
        try:
            int("words of a page")
        except ValueError:
            logging.getLogger("somebody").exception("that failed")
        return 0

    logs.logged("json", fail)
    (one,) = events(capsys.readouterr().err)
    assert one["error"] == "ValueError"
    assert str(one["at"][-1]).startswith("test_logs.py:")
    assert "words of a page" not in json.dumps(one)


@pytest.mark.parametrize(
    ("address", "bare"),
    [
        ("https://ada:pw@news.example/feed?id=7", "https://news.example/feed?id=7"),
        ("https://news.example/f?api_key=abc&id=7&Token=x#y", "https://news.example/f?api_key=…&id=7&Token=…#y"),
        ("records/0.json", "records/0.json"),
        ("https://[broken", "https://[broken"),
    ],
)
def test_addresses_are_told_without_secrets(address: str, bare: str) -> None:
    assert logs.bare(address) == bare


def test_no_line_can_be_forged(capsys: pytest.CaptureFixture[str]) -> None:
    for form in logs.FORMS:
        logs.logged(form, lambda: not logs.event("info", "page_kept", page='x\n2031 error "forged\u2028\x1b[2J'))
        said = capsys.readouterr().err
        assert len(said.splitlines()) == 1
        assert "\x1b" not in said
