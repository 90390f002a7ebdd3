"""Alerts: what is new is noticed once, and told, signed, until it is taken."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from sqlalchemy import update

from dam import breach, counted, met, opposed, turned
from onrecord.alerts import delivering, door, feed, noticing
from onrecord.alerts.delivering import PAUSES, POLICY, deliver
from onrecord.alerts.noticing import look
from onrecord.alerts.questions import PositionAsked
from onrecord.alerts.running import Runner
from onrecord.alerts.signing import signature
from onrecord.errors import FetchError, NoSuchError, UsageError
from onrecord.ingest.adding import add
from onrecord.store import schema
from onrecord.store.forgetting import forget
from onrecord.store.store import Store
from onrecord.story.asking import Asked
from onrecord.story.tally import TallyAsked

SEEN = "2031-03-07T08:00:00Z"


def arrive(store: Store, *records: Any) -> None:
    for record in records:
        name = f"{record.article.outlet}-{record.article.published.value}"
        add(store, record, url=f"https://news.example/{name}".replace(" ", "-"), seen_at=SEEN)


def titles(store: Store, alert: int) -> list[str]:
    return [notice.title for notice in door.noticed(store, alert)[1]]


# ---- noticing -------------------------------------------------------------------------------------------------------


def test_a_search_notices_what_comes_after_it_was_made_and_once(store: Store) -> None:
    arrive(store, breach())
    alert = door.add_alert(store, "summers", Asked(words="dam OR summers")).alert
    again = door.add_alert(store, "dry", Asked(words="dry")).alert
    assert look(store) == 0
    arrive(store, opposed())
    assert look(store) == 1
    assert look(store) == 0
    assert titles(store, alert) == []
    assert titles(store, again) == ["Ilva Ren, “warned” (Lindrava Ledger)"]
    words = door.noticed(store, again)[1][0].words
    assert words == "of a dry Sarvia within three summers"


def test_an_article_read_again_is_no_news(store: Store) -> None:
    alert = door.add_alert(store, "dry", Asked(words="dry")).alert
    arrive(store, opposed())
    look(store)
    arrive(store, opposed(text=OPPOSED_AGAIN))
    look(store)
    assert len(titles(store, alert)) == 2  # what was reworded is new, what stands as it stood is not


OPPOSED_AGAIN = """
    Sarvia against a higher dam

    [[Ilva Ren]{@ren}]{1:source}, the foreign minister of Sarvia, [said]{1:cue} [on Sunday]{1:on} ["[we oppose a higher
    Orrin dam]{p1} as long as I hold this office"]{1}, and [warned]{2:cue} [of a dry Sarvia within two summers]{2}.
"""


def test_a_tally_notices_a_count_that_moved(store: Store) -> None:
    arrive(store, breach())
    alert = door.add_alert(store, "toll", TallyAsked(words="killed", place="Orrin")).alert
    look(store)
    arrive(store, counted())
    look(store)
    assert any("at least 19" in title and "was at least 12" in title for title in titles(store, alert))
    assert any("15" in title and "river police" in title for title in titles(store, alert))


def test_what_has_nothing_to_do_with_a_tally_or_a_stand_is_passed_by(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(store, breach())
    door.add_alert(store, "toll", TallyAsked(words="killed"))
    door.add_alert(store, "vael", PositionAsked(actor="Tomas Vael"))
    look(store)
    asked: list[str] = []
    monkeypatch.setattr(noticing, "_counts", lambda *_: asked.append("tally") or ([], {}))
    monkeypatch.setattr(noticing, "_stands", lambda *_: asked.append("position") or ([], {}))
    arrive(store, opposed())  # no count, and nobody's stand but another's
    look(store)
    assert asked == []
    arrive(store, counted())
    look(store)
    assert asked == ["tally"]


def test_a_position_notices_a_change_and_no_repetition(store: Store) -> None:
    arrive(store, opposed())
    alert = door.add_alert(store, "ren", PositionAsked(actor="Ilva Ren", issue="dam")).alert
    arrive(store, met())
    look(store)
    assert [title for title in titles(store, alert) if "supports" in title] == []
    arrive(store, turned())
    look(store)
    assert any("supports" in title and "before: opposes" in title for title in titles(store, alert))


def test_what_is_forgotten_goes_from_the_feed(store: Store) -> None:
    alert = door.add_alert(store, "dry", Asked(words="dry")).alert
    arrive(store, opposed())
    look(store)
    forget(store, 1)
    assert titles(store, alert) == []


@pytest.mark.parametrize(
    "question",
    [Asked(), Asked(words="-"), Asked(by="nobody here"), TallyAsked(words="clouds"), PositionAsked(actor="nobody")],
)
def test_what_cannot_be_asked_cannot_be_watched(store: Store, question: Any) -> None:
    with pytest.raises(UsageError):
        door.add_alert(store, "one", question)
    assert len(door.list_alerts(store)) == 0


def test_an_alert_needs_a_name_and_an_address_that_is_one(store: Store) -> None:
    with pytest.raises(UsageError, match="name"):
        door.add_alert(store, "  ", Asked(words="dam"))
    with pytest.raises(UsageError, match="http"):
        door.add_alert(store, "one", Asked(words="dam"), "ftp://desk.example/")
    with pytest.raises(NoSuchError):
        door.remove_alert(store, 1)


# ---- telling --------------------------------------------------------------------------------------------------------


def test_signatures_are_those_of_the_standard() -> None:
    # The standard's own example.
    secret, ident = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
    expected = "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert signature(secret, ident, 1614265330, b'{"test": 2432232314}') == expected


class Desk(HTTPServer):
    """A webhook that answers as it is told, and remembers what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Hook)
        self.answers: list[int] = []
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.drips = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class _Hook(BaseHTTPRequestHandler):
    server: Desk

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
        status = self.server.answers.pop(0) if self.server.answers else 204
        if self.server.drips:
            with contextlib.suppress(OSError):
                for _ in range(100):
                    self.wfile.write(b"H")
                    time.sleep(0.05)
            return
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def watched(store: Store, desk: Desk) -> tuple[int, str]:
    made = door.add_alert(store, "dry", Asked(words="dry"), desk.url, allow_local=True)
    arrive(store, opposed())
    look(store)
    assert made.secret is not None
    return made.alert, made.secret


def make_due(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(update(schema.DELIVERIES).values(next_at="2000-01-01T00:00:00Z"))


def status(store: Store, alert: int) -> tuple[str, int, str | None]:
    (one,) = door.deliveries(store, alert)
    return one.status, one.attempts, one.error


def test_a_webhook_is_told_once_and_signed(store: Store, desk: Desk) -> None:
    alert, secret = watched(store, desk)
    assert deliver(store) == 1
    assert deliver(store) == 0
    ((headers, body),) = desk.heard
    stamp = int(headers["webhook-timestamp"])
    assert headers["webhook-signature"] == "v1," + signature(secret, headers["webhook-id"], stamp, body)
    told = json.loads(body)
    assert told["data"]["words"] == "of a dry Sarvia within three summers"
    assert told["data"]["article"]["outlet"] == "Lindrava Ledger"
    assert status(store, alert) == ("sent", 1, None)


@pytest.mark.parametrize("answer", [500, 404, 302])
def test_what_is_not_taken_is_tried_again_with_the_same_name(store: Store, desk: Desk, answer: int) -> None:
    alert, _ = watched(store, desk)
    desk.answers = [answer]
    assert deliver(store) == 0
    assert status(store, alert)[:2] == ("due", 1)
    assert str(answer) in str(status(store, alert)[2])
    assert deliver(store) == 0  # not due yet
    make_due(store)
    assert deliver(store) == 1
    assert desk.heard[0][1] == desk.heard[1][1]
    assert desk.heard[0][0]["webhook-id"] == desk.heard[1][0]["webhook-id"]


def test_what_is_never_taken_is_given_up_and_shown_so(store: Store, desk: Desk) -> None:
    alert, _ = watched(store, desk)
    desk.answers = [503] * 20
    for _ in range(len(PAUSES) + 3):
        make_due(store)
        deliver(store)
    assert status(store, alert)[0] == "dead"
    assert len(desk.heard) == len(PAUSES) + 1


def test_a_webhook_that_drips_costs_its_time_alone(store: Store, desk: Desk) -> None:
    alert, _ = watched(store, desk)
    desk.drips = True
    deliver(store, replace(POLICY, seconds=0.3))
    assert status(store, alert)[0] == "due"
    assert "0.3 seconds" in str(status(store, alert)[2])


def test_local_addresses_are_refused_unless_allowed(store: Store, desk: Desk) -> None:
    made = door.add_alert(store, "dry", Asked(words="dry"), desk.url)
    arrive(store, opposed())
    look(store)
    assert deliver(store) == 0
    assert desk.heard == []
    assert "not fetched from" in str(status(store, made.alert)[2])
    with pytest.raises(FetchError):
        door.try_alert(store, made.alert)


def test_two_that_deliver_at_once_tell_once(store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    watched(store, desk)
    claims = []
    real = delivering.alerting.claim

    def both(connection: Any, delivery: Any, until: str) -> bool:
        claims.append(real(connection, delivery, until))
        return claims[-1] and not claims.append(real(connection, delivery, until))

    monkeypatch.setattr(delivering.alerting, "claim", both)
    deliver(store)
    assert claims == [True, False]


def test_a_runner_looks_only_when_something_has_changed(store: Store, desk: Desk) -> None:
    runner = Runner(store)
    assert runner.once() == (0, 0)
    watched(store, desk)
    assert runner.once() == (0, 1)
    assert runner.once() == (0, 0)


def test_a_trial_is_told_too(store: Store, desk: Desk) -> None:
    made = door.add_alert(store, "dry", Asked(words="dry"), desk.url, allow_local=True)
    door.try_alert(store, made.alert)
    assert json.loads(desk.heard[0][1])["data"]["title"] == "This is a test."
    silent = door.add_alert(store, "dry", Asked(words="dry"))
    with pytest.raises(UsageError, match="no webhook"):
        door.try_alert(store, silent.alert)


def test_a_feed_is_atom_and_inert(store: Store) -> None:
    alert = door.add_alert(store, "<b>dry\x00</b>", Asked(words="dry")).alert
    arrive(store, opposed())
    look(store)
    one, noticed = door.noticed(store, alert)
    with store.reading() as connection:
        from onrecord.store.articles import articles_of  # noqa: PLC0415 - here alone

        articles = articles_of(connection, [notice.article for notice in noticed])
    made = feed.feed(one, noticed, articles, "http://127.0.0.1/api/v1/alerts/1.atom").decode()
    assert "&lt;b&gt;dry" in made
    assert "\x00" not in made
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - of our own making

    root = ET.fromstring(made)  # noqa: S314 - of our own making
    atom = "{http://www.w3.org/2005/Atom}"
    assert [child.tag for child in root][:3] == [f"{atom}id", f"{atom}title", f"{atom}updated"]
    assert root.find(f"{atom}entry/{atom}link") is not None
