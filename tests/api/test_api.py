"""The API as programs meet it: pages, forms, caches, refusals, corrections."""

from __future__ import annotations

import csv
import io
from typing import Any
from xml.etree import ElementTree as ET

import httpx
import pytest

from onrecord.errors import StoreBusyError
from onrecord.store.store import Store

V1 = "/api/v1"


def get(server: str, path: str, **how: Any) -> httpx.Response:
    return httpx.get(server + V1 + path, timeout=30, **how)


# ---- lists ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/statements", "/articles", "/figures", "/actors", "/stories/7/timeline"])
def test_pages_lead_on_until_all_is_told_once(story_server: str, path: str) -> None:
    whole = get(story_server, path, params={"limit": 1000}).json()
    assert whole["next"] is None
    told: list[Any] = []
    following = f"{V1}{path}?limit=2"
    while following:
        answer = httpx.get(story_server + following)
        page = answer.json()
        assert ("link" in answer.headers) == (page["next"] is not None)
        told += page["items"]
        following = page["next"]
    assert told == whole["items"]
    assert len(told) > 2


def test_the_way_on_keeps_what_was_asked(story_server: str) -> None:
    page = get(story_server, "/statements", params={"by": "Vael", "limit": 1, "order": "oldest"}).json()
    assert "by=Vael" in page["next"]
    assert "order=oldest" in page["next"]


def test_a_list_is_a_table_by_query_or_by_what_is_accepted(story_server: str) -> None:
    asked = get(story_server, "/statements", params={"format": "csv"})
    accepted = get(story_server, "/statements", headers={"Accept": "text/csv"})
    assert asked.text == accepted.text
    assert asked.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(asked.text)))
    assert len(rows) == len(get(story_server, "/statements").json()["items"])


def test_a_browser_that_accepts_everything_gets_json(story_server: str) -> None:
    accept = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    assert get(story_server, "/stories", headers=accept).headers["content-type"] == "application/json"


def test_a_search_is_a_feed(story_server: str) -> None:
    feed = ET.fromstring(get(story_server, "/search", params={"words": "dam", "format": "atom"}).content)  # noqa: S314 - ours
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) > 0


@pytest.mark.parametrize("path", ["/stories/7", "/stories/7/background", "/articles/1/record", "/health"])
def test_what_is_no_table_says_so(story_server: str, path: str) -> None:
    assert get(story_server, path, params={"format": "csv"}).status_code == 400


# ---- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"sort": "x"}, "sort"),
        ({"limit": "0"}, "limit"),
        ({"limit": "1001"}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"offset": "-1"}, "offset"),
        ({"as_of": "yesterday"}, "yesterday"),
        ({"as_of": "2031-02-30"}, "2031-02-30"),
        ({"mode": "shout"}, "mode"),
        ({"min_confidence": "nan"}, "min_confidence"),
        ({"story": "9" * 30}, "story"),
        ({"words": "a\0b"}, "words"),
        ({"words": "x" * 501}, "words"),
        ({"format": "xml"}, "format"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(story_server: str, asked: dict[str, str], says: str) -> None:
    answer = get(story_server, "/statements", params=asked)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 400
    assert says in answer.json()["detail"]


def test_what_is_asked_twice_is_refused(story_server: str) -> None:
    assert get(story_server, "/statements?by=Vael&by=Ren").status_code == 400


def test_what_is_left_empty_is_not_asked(story_server: str) -> None:
    assert get(story_server, "/statements?words=&by=").json() == get(story_server, "/statements").json()


@pytest.mark.parametrize("number", ["0", "999", "9223372036854775808", "9" * 400, "x", "-1", "1.0", "٣"])
@pytest.mark.parametrize("path", ["/stories/{}", "/articles/{}/record", "/actors/{}", "/statements/{}"])
def test_a_number_that_nothing_has_is_not_found(story_server: str, path: str, number: str) -> None:
    answer = get(story_server, path.format(number))
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_nobody_of_a_name_is_not_found(story_server: str) -> None:
    assert get(story_server, "/statements", params={"by": "Nobody Atall"}).status_code == 404


def test_a_story_that_had_not_begun_is_not_found(story_server: str) -> None:
    assert get(story_server, "/stories/7", params={"as_of": "2030-01-01"}).status_code == 404


def test_another_method_is_refused_with_those_that_there_are(story_server: str) -> None:
    answer = httpx.put(story_server + V1 + "/stories")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_what_is_nowhere_is_a_problem_too(story_server: str) -> None:
    assert get(story_server, "/nowhere").headers["content-type"] == "application/problem+json"


# ---- caches and heads -----------------------------------------------------------------------------------------------


def test_what_has_not_changed_is_not_sent_again(story_store: Store, own_server: str) -> None:
    first = get(own_server, "/stories/7")
    known = {"If-None-Match": first.headers["etag"]}
    assert get(own_server, "/stories/7", headers=known).status_code == 304
    assert get(own_server, "/stories/7", headers={"If-None-Match": f'"x", {first.headers["etag"]}'}).status_code == 304
    story_store.rename(1, "The Ministry")
    again = get(own_server, "/stories/7", headers=known)
    assert again.status_code == 200
    assert again.headers["etag"] != first.headers["etag"]


def test_a_table_has_a_tag_of_its_own(story_server: str) -> None:
    known = {"If-None-Match": get(story_server, "/statements").headers["etag"]}
    assert get(story_server, "/statements?format=csv", headers=known).status_code == 200


@pytest.mark.parametrize("path", ["/stories", "/stories/7", "/openapi.json", "/changes"])
def test_a_head_is_what_the_answer_would_begin_with(story_server: str, path: str) -> None:
    head = httpx.head(story_server + V1 + path)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == get(story_server, path).headers["content-type"]


def test_no_other_site_may_read(story_server: str) -> None:
    answer = get(story_server, "/stories", headers={"Origin": "https://elsewhere.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


# ---- days -----------------------------------------------------------------------------------------------------------


def test_a_day_takes_everything_back(story_server: str) -> None:
    before = get(story_server, "/stories/7/timeline", params={"as_of": "2031-03-02"}).json()["items"]
    now = get(story_server, "/stories/7/timeline").json()["items"]
    assert 0 < len(before) < len(now)
    assert all(entry["published"] <= "2031-03-02" for entry in before)


# ---- corrections ----------------------------------------------------------------------------------------------------


def send(server: str, **correction: Any) -> httpx.Response:
    return httpx.post(server + V1 + "/corrections", json=correction, timeout=30)


def test_a_correction_can_be_made_and_taken_back(own_server: str) -> None:
    was = get(own_server, "/actors/1").json()["actor"]["name"]
    made = send(own_server, kind="rename", actor=1, name="The Ministry")
    assert made.status_code == 201
    assert get(own_server, "/actors/1").json()["actor"]["name"] == "The Ministry"
    line = httpx.get(own_server + made.headers["location"]).json()
    assert (line["kind"], line["active"]) == ("rename", True)
    assert send(own_server, kind="undo", correction=line["id"]).status_code == 201
    assert get(own_server, "/actors/1").json()["actor"]["name"] == was
    assert len(get(own_server, "/corrections").json()["items"]) == 2


def test_an_item_can_be_marked_wrong(own_server: str) -> None:
    ident = get(own_server, "/statements").json()["items"][0]["statement"]["id"]
    assert send(own_server, kind="wrong", item="statement", id=ident, why="a caption").status_code == 201
    assert get(own_server, f"/statements/{ident}").status_code == 404
    article = ident // 100_000
    assert get(own_server, f"/articles/{article}/corrected").json()["items"]


def story_of(server: str, article: int) -> int:
    return int(get(server, f"/articles/{article}").json()["story"])


def test_an_article_moves_to_a_story_of_its_own_and_back(own_server: str) -> None:
    was = story_of(own_server, 1)
    made = send(own_server, kind="move", articles=[1], why="another flood")
    assert made.status_code == 201, made.text
    assert story_of(own_server, 1) != was
    assert send(own_server, kind="merge-stories", story=was, other=story_of(own_server, 1)).status_code == 201
    assert story_of(own_server, 1) == was


def test_statements_are_put_together_and_set_apart(own_server: str) -> None:
    one, other = (row["statement"]["id"] for row in get(own_server, "/statements").json()["items"][:2])
    assert send(own_server, kind="together", statement=one, other=other).status_code == 201
    assert send(own_server, kind="together", statement=one, other=other).status_code == 400
    assert send(own_server, kind="apart", statement=one).status_code == 201


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"kind": "rename", "actor": 1}, 400),
        ({"kind": "move", "articles": [10**12]}, 404),
        ({"kind": "move", "articles": []}, 400),
        ({"kind": "merge-stories", "story": 10**12, "other": 1}, 404),
        ({"kind": "apart", "statement": 10**12}, 404),
        ({"kind": "together", "statement": 10**12, "other": 10**12}, 404),
        ({"kind": "rename", "actor": 1, "name": "  "}, 400),
        ({"kind": "rename", "actor": "Nobody Atall", "name": "x"}, 404),
        ({"kind": "merge", "actor": 1, "other": 1}, 400),
        ({"kind": "undo", "correction": 99}, 404),
        ({"kind": "burn"}, 400),
        ({"kind": "rename", "actor": 1, "name": "x", "else": 1}, 400),
        ([], 400),
        ({"kind": "wrong", "item": "statement", "id": 2**63 - 1}, 404),
        ({"kind": "mend", "item": "statement", "id": 1, "says": {"colour": "red"}}, 404),
    ],
)
def test_what_cannot_be_corrected_is_refused(story_server: str, sent: Any, status: int) -> None:
    answer = httpx.post(story_server + V1 + "/corrections", json=sent)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"{", "application/json", 400),
        (b"kind=undo", "application/x-www-form-urlencoded", 415),
        (b"[" * 100_000, "application/json", 400),
        (b"\xff", "application/json", 400),
    ],
)
def test_what_is_no_json_is_refused(story_server: str, body: bytes, media: str, status: int) -> None:
    answer = httpx.post(story_server + V1 + "/corrections", content=body, headers={"Content-Type": media})
    assert answer.status_code == status


def test_a_tally_stands_beside_an_official_series(story_server: str) -> None:
    series = "date,killed_cum\n2031-03-01,12\n2031-03-04,19\n"
    answer = httpx.post(story_server + V1 + "/tallies/official", content=series, timeout=30)
    assert answer.status_code == 200
    assert {point["verdict"] for point in answer.json()["points"]} >= {"fits"} or answer.json()["points"]


@pytest.mark.parametrize("body", [b"", b"[" * 100_000, b'"' + b"x" * 200_000, b"\xff\x00", b"a,b\n1,2"])
def test_what_is_no_series_is_refused(story_server: str, body: bytes) -> None:
    assert httpx.post(story_server + V1 + "/tallies/official", content=body, timeout=30).status_code == 400


# ---- exports --------------------------------------------------------------------------------------------------------


def test_everything_is_exported_without_pages(story_server: str) -> None:
    rows = list(csv.DictReader(io.StringIO(get(story_server, "/exports/csv").text)))
    assert len(rows) == len(get(story_server, "/statements", params={"limit": 1000}).json()["items"])
    assert "onrecord.csv" in get(story_server, "/exports/csv").headers["content-disposition"]


def test_an_export_that_cannot_be_made_is_refused_and_takes_no_place(story_server: str) -> None:
    for _ in range(6):
        assert get(story_server, "/exports/atom", params={"part": "tally"}).status_code == 400
        assert get(story_server, "/exports/csv", params={"by": "Nobody Atall"}).status_code == 404
        assert get(story_server, "/exports/annotation", params={"by": "Nobody Atall"}).status_code == 404
    assert get(story_server, "/exports/csv").status_code == 200


def test_formats_are_listed_with_where_they_are_had(story_server: str) -> None:
    for one in get(story_server, "/exports").json()["items"]:
        assert (
            httpx.head(story_server + one["path"]).headers["content-type"].startswith(one["media_type"].split(";")[0])
        )


# ---- alerts ---------------------------------------------------------------------------------------------------------


def test_something_is_watched_and_no_more(own_server: str) -> None:
    where = own_server + V1 + "/alerts"
    sent = {"kind": "search", "name": "dam", "by": "Ilva Ren", "webhook": "https://desk.example/hook/of-nobody-else"}
    made = httpx.post(where, json=sent)
    assert made.status_code == 201
    assert made.json()["secret"]
    shown = httpx.get(own_server + made.headers["location"])
    assert (shown.json()["webhook"], shown.json()["secret"]) == ("desk.example", None)
    assert "of-nobody-else" not in httpx.get(where).text
    assert httpx.get(f"{where}/1.atom").headers["content-type"] == "application/atom+xml"
    assert httpx.post(where, json={"kind": "remove", "alert": 1}).status_code == 201
    assert httpx.get(f"{where}/1").status_code == 404


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"kind": "search", "name": "all"}, 400),
        ({"kind": "search", "name": "x", "by": "Nobody Atall"}, 404),
        ({"kind": "tally", "name": "x", "words": "zeppelins"}, 400),
        ({"kind": "position", "name": "x"}, 400),
        ({"kind": "search", "name": "x", "words": "dam", "webhook": "javascript:alert(1)"}, 400),
        ({"kind": "remove", "alert": 2**62}, 404),
    ],
)
def test_what_cannot_be_watched_is_refused(story_server: str, sent: Any, status: int) -> None:
    assert httpx.post(story_server + V1 + "/alerts", json=sent).status_code == status


# ---- for people -----------------------------------------------------------------------------------------------------


def test_a_page_shows_what_can_be_asked(story_server: str) -> None:
    page = httpx.get(story_server + "/api").text
    assert "/api/v1/stories/{story}/timeline" in page
    assert "<script src" not in page


def test_a_store_that_is_busy_says_when_to_ask_again(own_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise StoreBusyError("held")

    monkeypatch.setattr("onrecord.serve.api.of_server.latest_change", busy)
    answer = get(own_server, "/health")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
