from __future__ import annotations

import math
import re
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from starlette.routing import BaseRoute

from made import add, made
from onrecord.serve.metrics import exposition, route
from onrecord.serve.metrics.exposition import Buckets, Family, Sample
from onrecord.serve.metrics.requests import OTHER, Requests, group_of
from onrecord.serve.web.app import create_app
from onrecord.store.store import Store
from screens import served

LINE = re.compile(
    r'([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)*\})? (-?[0-9.e+-]+|\+Inf|NaN)'
)


def asked(address: str, path: str = "/metrics", method: str = "GET") -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address + path, method=method)) as answer:  # noqa: S310 - our own server
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def samples(body: str) -> dict[str, float]:
    """Return each sample, having checked that every line is one, after its family's HELP and TYPE."""
    found, family = {}, ""
    for line in body.splitlines():
        if line.startswith("# TYPE "):
            family = line.split()[2]
        if line.startswith("#"):
            continue
        match = LINE.fullmatch(line)
        assert match, line
        assert match[1].startswith(family), line
        key = match[1] + (match[2] or "")
        assert key not in found
        found[key] = float(match[3])
    assert body.endswith("\n")
    return found


def test_a_server_tells_what_it_holds_and_what_it_was_asked(story_store: Store) -> None:
    with served(story_store) as address:
        for path in ("/", "/stories/1", "/stories/2", "/nowhere/at/all", "/api/v1/health", "/api/v1/nothing"):
            asked(address, path)
        found = samples(asked(address)[1])
    with story_store.reading() as connection:
        articles, statements = (
            connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608 - two names of ours
            for table in ("articles", "statements")
        )
    assert (found["onrecord_articles"], found["onrecord_statements"]) == (articles, statements)
    assert found["onrecord_store_up"] == 1
    assert found["onrecord_changes_cursor"] == 0  # kept before anybody looked on
    assert found['onrecord_requests_total{route="front",method="GET",status="200"}'] == 1
    assert sum(n for key, n in found.items() if key.startswith('onrecord_requests_total{route="stories"')) == 2
    assert found['onrecord_requests_total{route="other",method="GET",status="404"}'] == 2
    assert found['onrecord_requests_total{route="api/health",method="GET",status="200"}'] == 1
    assert found['onrecord_request_seconds_count{route="front"}'] == 1
    assert found['onrecord_request_seconds_bucket{route="front",le="+Inf"}'] == 1
    assert found["process_resident_memory_bytes"] > 10**7
    assert found["process_start_time_seconds"] > 1.7e9
    assert found["onrecord_change_readers"] == 0


def test_what_is_refused_is_counted_and_no_address_becomes_a_label(own_server: str) -> None:
    for number in range(30):
        asked(own_server, f"/{number}/secret?token=abc")
    asked(own_server, "/stories/1", "DELETE")
    asked(own_server, "/stories/1", "BREW")
    body = asked(own_server)[1]
    assert "secret" not in body
    assert "BREW" not in body
    routes = set(re.findall(r'route="([^"]+)"', body))
    assert routes <= {"stories", "other", "front", "metrics"}


def _paths(routes: list[BaseRoute]) -> list[str]:
    found = []
    for one in routes:
        inner: Any = getattr(one, "original_router", None) or getattr(one, "router", None)
        found += [getattr(one, "path", "")] if inner is None else _paths(inner.routes)
    return [path for path in found if path]


def test_every_address_of_the_server_has_a_group(sqlite_store: Store) -> None:
    paths = _paths(create_app(sqlite_store).routes)
    assert len(paths) > 30
    assert [path for path in paths if group_of(re.sub(r"\{[^}]*\}", "1", path)) == OTHER] == []


def test_a_store_that_is_away_is_told_and_nothing_else_is_lost(story_store: Store, tmp_path: Path) -> None:
    with served(story_store) as address:
        story_store.engine.dispose()
        (tmp_path / "story.db").write_bytes(b"no store any more" * 1000)
        status, body = asked(address)
    assert status == 200
    assert samples(body)["onrecord_store_up"] == 0


def test_counts_hold_for_a_minute(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = route._Counts(sqlite_store)
    assert counts.now()[1].articles == 0
    add(sqlite_store, made("Bridge closed\n\nIt is closed."))
    assert counts.now()[1].articles == 0
    monkeypatch.setattr(route, "_HOLDS", -1.0)
    assert counts.now()[1].articles == 1


def test_labels_are_escaped_and_numbers_are_written_as_they_are() -> None:
    family = Family("x", "gauge", "About.", (Sample(1.5, (("name", 'a"b\\c\nd'),)), Sample(3.0)))
    assert exposition.written([family]) == b'# HELP x About.\n# TYPE x gauge\nx{name="a\\"b\\\\c\\nd"} 1.5\nx 3\n'


def test_buckets_hold_all_below_their_bound() -> None:
    buckets = Buckets((0.1, 1.0))
    for value in (0.05, 0.1, 0.5, 7.0):
        buckets.observe(value)
    said = {dict(s.labels).get("le", s.suffix): s.value for s in buckets.samples(())}
    assert said == {"0.1": 2, "1.0": 3, "+Inf": 4, "_sum": pytest.approx(7.65), "_count": 4}
    assert not math.isnan(buckets.total)


def test_groups_are_few_whatever_is_asked() -> None:
    requests = Requests()
    for number in range(1000):
        requests.count(f"/{number}", "GET", 404, 0.1)
        requests.count(f"/api/v1/{number}/x", f"M{number}", 404, 0.1)
    assert len(requests.families()[0].samples) == 2
