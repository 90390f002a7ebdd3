"""Who may ask and who may write: tokens, signing in, host names, how often, how much, how slowly."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from typer.testing import CliRunner

from onrecord.errors import OnRecordError
from onrecord.serve.cli import app
from onrecord.serve.web import patience
from onrecord.serve.web.limits import ADDRESS, BODY, Buckets, client_of
from onrecord.serve.web.policy import Policy
from onrecord.serve.web.server import policy_of
from onrecord.serve.web.tokens import COOKIE, is_signed, signed, token_of
from onrecord.store.store import Store
from screens import served

TOKEN = "a-token-that-we-invented"  # noqa: S105 - of tests
EVERYWHERE = "0.0.0.0"  # noqa: S104 - nothing is bound
RENAME = {"kind": "rename", "actor": 1, "name": "The Ministry"}


@pytest.fixture
def guarded(story_store: Store) -> Iterator[str]:
    """The address of a server that asks for a token."""
    with served(story_store, policy=Policy(token=TOKEN)) as address:
        yield address


def post(address: str, **how: object) -> httpx.Response:
    return httpx.post(f"{address}/api/v1/corrections", json=RENAME, **how)  # type: ignore[arg-type]


# ---- tokens ---------------------------------------------------------------------------------------------------------


def test_writing_needs_the_token_and_reading_does_not(guarded: str) -> None:
    assert httpx.get(f"{guarded}/api/v1/stories").status_code == 200
    refused = post(guarded)
    assert (refused.status_code, refused.headers["content-type"]) == (401, "application/problem+json")
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert post(guarded, headers={"Authorization": "Bearer another-token-entirely"}).status_code == 401
    assert post(guarded, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 201


def test_what_only_compares_needs_none(guarded: str) -> None:
    series = "date,killed_cum\n2031-03-01,12\n"
    assert httpx.post(f"{guarded}/api/v1/tallies/official", content=series).status_code == 200


@pytest.mark.parametrize("given", ["", "Bearer", "Basic " + TOKEN, "Bearer \xff", "Bearer " + TOKEN + "x"])
def test_what_is_not_the_token_is_not_let_in(guarded: str, given: str) -> None:
    assert post(guarded, headers={"Authorization": given.encode("latin-1")}).status_code == 401


def test_a_form_without_the_token_leads_to_signing_in(guarded: str) -> None:
    answer = httpx.post(f"{guarded}/actors/1/rename", data={"name": "x"}, headers={"Referer": f"{guarded}/actors/1"})
    assert answer.status_code == 401
    assert 'value="/actors/1"' in answer.text


@pytest.mark.parametrize(
    ("file", "given", "host", "expected"),
    [
        (None, None, "127.0.0.1", None),
        (None, None, "::1", None),
        (None, None, "localhost", None),
        (None, TOKEN, "127.0.0.1", TOKEN),
        (None, TOKEN + "\n", EVERYWHERE, TOKEN),
        (TOKEN + "\n", "another-token-entirely", EVERYWHERE, TOKEN),
    ],
)
def test_a_token_is_asked_for_where_others_can_ask(
    tmp_path: Path, file: str | None, given: str | None, host: str, expected: str | None
) -> None:
    if file is not None:
        (tmp_path / "token").write_text(file)
    assert token_of(tmp_path / "token" if file is not None else None, given, host) == expected


@pytest.mark.parametrize(
    ("file", "given", "host"),
    [
        (None, None, EVERYWHERE),
        (None, "  ", "192.168.1.7"),
        (None, "short", "127.0.0.1"),
        ("", None, "127.0.0.1"),
        ("two words are no token", None, "::"),
        (None, "tökentökentökentöken", "::"),
    ],
)
def test_a_server_that_others_reach_does_not_start_without_a_token(
    tmp_path: Path, file: str | None, given: str | None, host: str
) -> None:
    if file is not None:
        (tmp_path / "token").write_text(file)
    with pytest.raises(OnRecordError, match="token"):
        token_of(tmp_path / "token" if file is not None else None, given, host)


def test_the_command_says_why_it_does_not_start(tmp_path: Path) -> None:
    Store.create(tmp_path / "s.db").close()
    command = ["serve", "--store", str(tmp_path / "s.db"), "--host", EVERYWHERE, "--port", "0"]
    result = CliRunner().invoke(app, command, env={"ONRECORD_TOKEN": ""})
    assert result.exit_code == 2
    assert "--token-file" in result.output


# ---- signing in -----------------------------------------------------------------------------------------------------


def test_a_wrong_token_signs_nobody_in(guarded: str) -> None:
    answer = httpx.post(f"{guarded}/sign-in", data={"token": "no"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x", ""])
def test_signing_in_leads_nowhere_else(guarded: str, back: str) -> None:
    answer = httpx.post(f"{guarded}/sign-in", data={"token": TOKEN, "back": back})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    "cookie",
    ["", "x", f"{COOKIE}=1.2.3", f"{COOKIE}={signed('another-token-entirely')}", f"{COOKIE}={signed(TOKEN, 1)}"],
)
def test_a_cookie_is_made_by_the_server_alone_and_ends(cookie: str) -> None:
    assert not is_signed(cookie, TOKEN)
    assert is_signed(f"{COOKIE}={signed(TOKEN)}", TOKEN)


def test_signing_out_takes_the_cookie_back(guarded: str) -> None:
    answer = httpx.post(f"{guarded}/sign-out", cookies={COOKIE: signed(TOKEN)})
    assert 'onrecord=""' in answer.headers["set-cookie"]


# ---- names ----------------------------------------------------------------------------------------------------------


def test_a_server_for_others_answers_to_numbers_and_to_the_names_it_is_given(story_store: Store) -> None:
    with served(story_store, policy=policy_of(EVERYWHERE, TOKEN, ["News.example"])) as address:
        for host, status in (("192.168.1.7:8000", 200), ("[fe80::1]", 200), ("news.example", 200), ("x.example", 403)):
            assert httpx.get(f"{address}/api/v1/health", headers={"Host": host}).status_code == status


def test_a_server_for_this_machine_answers_to_no_other_number(own_server: str) -> None:
    assert httpx.get(own_server, headers={"Host": "192.168.1.7"}).status_code == 403


# ---- how often, how much, how slowly --------------------------------------------------------------------------------


def test_a_bucket_empties_and_fills_again() -> None:
    now = [0.0]
    buckets = Buckets(2.0, 3, clock=lambda: now[0])
    assert [buckets.wait("a") for _ in range(4)] == [0, 0, 0, 0.5]
    assert buckets.wait("b") == 0
    now[0] = 0.5
    assert buckets.wait("a") == 0
    assert buckets.wait("a") > 0
    now[0] = 1000.0
    assert [bool(buckets.wait("a")) for _ in range(4)] == [False, False, False, True]


def test_clients_are_forgotten_before_they_fill_the_memory() -> None:
    buckets = Buckets(1.0, 1)
    for number in range(20_000):
        buckets.wait(str(number))
    assert len(buckets._left) <= 10_000


@pytest.mark.parametrize(
    ("client", "whose"),
    [
        (("127.0.0.1", 1), None),
        (("::1", 1), None),
        (None, None),
        (("192.0.2.7", 1), "192.0.2.7"),
        (("2001:db8:1:2:3:4:5:6", 1), "2001:db8:1:2::"),
    ],
)
def test_a_client_is_an_address_or_a_network(client: object, whose: str | None) -> None:
    assert client_of({"client": client}) == whose


def test_who_asks_too_often_is_told_when_to_ask_again(story_store: Store) -> None:
    with served(story_store, policy=Policy(rate=0.5, burst=2)) as address:
        far = {"X-Forwarded-For": "192.0.2.7"}  # as a proxy on this machine tells it
        answers = [httpx.get(f"{address}/api/v1/health", headers=far) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert int(answers[2].headers["retry-after"]) >= 1
        assert httpx.get(f"{address}/api/v1/health").status_code == 200


def test_guessing_at_the_token_is_slow(story_store: Store) -> None:
    with served(story_store, policy=Policy(token=TOKEN)) as address:
        far = {"X-Forwarded-For": "192.0.2.7"}
        tries = [httpx.post(f"{address}/sign-in", data={"token": "x"}, headers=far).status_code for _ in range(12)]
        assert tries == [403] * 10 + [429] * 2


def test_what_is_too_large_is_refused(own_server: str) -> None:
    where = f"{own_server}/api/v1/corrections"
    assert httpx.post(where, content=b"x" * (BODY + 1)).status_code == 413
    pieces = (b"x" * 100_000 for _ in range(BODY // 100_000 + 1))
    assert httpx.post(where, content=pieces, headers={"Content-Type": "application/json"}).status_code == 413
    assert httpx.get(f"{own_server}/api/v1/statements", params={"words": "x" * ADDRESS}).status_code == 414
    assert httpx.get(f"{own_server}/api/v1/stories", headers={"X": "x" * 20_000}).status_code == 431


def test_half_a_request_is_not_waited_for(story_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HEADERS_WITHIN", 0.2)
    with served(story_store) as address:
        host, port = address.removeprefix("http://").split(":")
        for sent in (b"", b"GET / HTTP/1.1\r\nHost: loc"):
            with socket.create_connection((host, int(port)), 10) as connection:
                connection.sendall(sent)
                assert connection.recv(100) == b""


def test_a_stream_is_not_taken_for_a_slow_request(story_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HEADERS_WITHIN", 0.1)
    with served(story_store) as address:
        headers = {"Accept": "text/event-stream"}
        with httpx.stream("GET", f"{address}/api/v1/changes", headers=headers, timeout=20) as answer:
            lines = answer.iter_lines()
            assert next(lines).startswith("retry")
            threading.Timer(0.5, lambda: story_store.rename(1, "The Ministry")).start()
            assert "event: change" in (next(lines) for _ in range(20))


def test_a_slow_body_is_not_waited_for(story_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.serve.web.limits.PATIENCE", 0.2)
    with served(story_store) as address:

        def slowly() -> Iterator[bytes]:
            yield b"{"
            time.sleep(1)
            yield b"}"

        headers = {"Content-Type": "application/json"}
        answer = httpx.post(f"{address}/api/v1/corrections", content=slowly(), headers=headers)
        assert answer.status_code == 408


def test_an_answer_does_not_wait_for_its_headers_to_be_acknowledged() -> None:
    with socket.socket() as connected:
        patience._at_once(SimpleNamespace(get_extra_info=lambda _name: connected))
        assert connected.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    with socket.socketpair()[0] as local:
        patience._at_once(SimpleNamespace(get_extra_info=lambda _name: local))  # which has no such option
