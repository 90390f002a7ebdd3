"""Whatever stands in a field that somebody fills in is a value: no database reads it as a part of a question."""

from __future__ import annotations

from typing import Any, get_type_hints

import msgspec
import pytest
from sqlalchemy import inspect, text

from dam import keep_story
from onrecord.errors import UsageError
from onrecord.serve.api.endpoint import Ask, Endpoint
from onrecord.serve.api.router import ENDPOINTS
from onrecord.serve.exporting import ExportOptions, pieces
from onrecord.store.store import Store
from onrecord.store.tables.columns import METADATA

HOSTILE = (
    "'; DROP TABLE articles; --",
    '" OR 1=1 --',
    "') UNION SELECT name FROM sqlite_master --",
    "dam\x00dam",
    "NEAR(dam river, 5)",
    "content:dam OR title:dam",
    "{content title} : dam",
    "dam AND NOT OR (",
    '"dam" "',
    "dam* ^dam -* +dam",
    "dam <-> !river | & :*",
    "%_\\%",
    "\\'; SELECT pg_sleep(60) --",
    "$1 :1 ? @x",
    "\ud7ff\u202e\u0000ﬀ🙂",
    "w" * 499,
    " ".join("a*" for _ in range(240)),
    '"' + " ".join("dam" for _ in range(120)) + '"',
)


def _words_of(endpoint: Endpoint) -> list[str]:
    """Return the fields of a question that hold words; those of few fixed values are checked before they come here."""
    return [
        field.encode_name
        for field in msgspec.structs.fields(endpoint.query)
        if "str" in str(get_type_hints(endpoint.query, include_extras=False).get(field.name)).split("Literal")[0]
    ]


ASKED = [
    (endpoint, field)
    for endpoint in ENDPOINTS
    # Of the exports, which ask the same questions, one that takes rows and one that takes articles.
    if endpoint.body is None and (not endpoint.streams or endpoint.path in ("/exports/csv", "/exports/ninjs"))
    for field in _words_of(endpoint)
    if field != "format"
]


def rows(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        names = inspect(connection).get_table_names()
        assert {table.name for table in METADATA.sorted_tables} <= set(names)
        return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names}  # noqa: S608 - the tables' own names


def asked(endpoint: Endpoint, query: dict[str, Any]) -> Any:
    return msgspec.convert(query, type=endpoint.query, strict=False)


def answer(endpoint: Endpoint, store: Store, query: Any) -> None:
    if endpoint.streams:
        given = {name: getattr(query, name) for name in query.__struct_fields__}
        options = ExportOptions(name=endpoint.path.rpartition("/")[2], **given)
        list(pieces(store, options, "2031-03-04T12:00:00Z", "test"))
    else:
        endpoint.does(Ask(store, query, 1))


def test_fields_that_hold_words_are_many() -> None:
    assert len(ASKED) > 40
    assert {"words", "by", "to", "outlet", "name", "place", "quote", "measure", "source"} <= {f for _, f in ASKED}


def test_no_field_of_any_question_is_read_as_sql_or_as_search_syntax(store: Store) -> None:
    keep_story(store)
    before = rows(store)
    answered = refused = 0
    for endpoint, field in ASKED:
        for hostile in HOSTILE:
            try:
                answer(endpoint, store, asked(endpoint, {field: hostile}))
            except (UsageError, msgspec.ValidationError):
                refused += 1  # in our words; anything else fails this test
            else:
                answered += 1
    assert answered > 200
    assert refused > 200
    assert rows(store) == before


@pytest.mark.parametrize("words", ["dam", '"', "content:dam"])
def test_a_field_that_matches_nothing_does_not_match_everything(store: Store, words: str) -> None:
    keep_story(store)
    endpoint = next(e for e in ENDPOINTS if e.path == "/statements" and e.body is None)
    everything = len(list(endpoint.does(Ask(store, asked(endpoint, {"limit": 1000})))))
    for outlet in ("' OR '1'='1", "%", "_", "*", words):
        found = endpoint.does(Ask(store, asked(endpoint, {"outlet": outlet})))
        assert list(found) == []
    assert everything > 0
