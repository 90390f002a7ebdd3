"""What users marked wrong is in no export, and what they mended says so."""

from __future__ import annotations

import json

import annotation_rules
import ninjs_schema
import pytest
import schema_org_rules
from jsonschema import Draft202012Validator

from onrecord.export.formats import FORMATS, stream
from onrecord.export.gather import documents, rows
from onrecord.export.names import name_of_article
from onrecord.export.rows import KINDS
from onrecord.store.rows import Said
from onrecord.store.store import Store
from onrecord.story.asking import Asked, said
from onrecord.story.mending import mark_wrong, mend


@pytest.fixture
def mended_dam(sqlite_dam: Store) -> Store:
    first, second, *_ = said(sqlite_dam, Asked(newest=False))
    mend(sqlite_dam, "statement", first.statement.id, {"mode": "deny"}, why="it did", by="ida")
    mark_wrong(sqlite_dam, "statement", second.statement.id, why="a caption", by="ida")
    return sqlite_dam


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("dna", "parquet", "xlsx")])
def test_every_format_says_what_was_mended_and_leaves_out_what_is_wrong(mended_dam: Store, name: str) -> None:
    whole = FORMATS[name].takes == "documents"
    many = documents(mended_dam) if whole else rows(mended_dam, "statements", Asked(limit=None))
    text = b"".join(stream(name, many, None if whole else Said)).decode()
    # PLOVER has the statements that are events alone.
    if name != "plover":
        assert ("mode (was affirm)" in text) or ('"was"":""affirm' in text.replace(" ", ""))
    if name != "ninjs":  # which has the whole body
        assert "must be raised by four metres" not in text


def test_they_are_as_their_rules_have_them_all_the_same(mended_dam: Store) -> None:
    many = list(documents(mended_dam))
    texts = {name_of_article(one.article): one.whole.text for one in many}
    assert annotation_rules.faults(json.loads(b"".join(stream("annotation", many))), texts) == []
    assert schema_org_rules.faults(json.loads(b"".join(stream("schema-org", many)))) == []
    schema = Draft202012Validator(ninjs_schema.SCHEMA)
    lines = b"".join(stream("ninjs", many)).splitlines()
    assert [error.message for line in lines for error in schema.iter_errors(json.loads(line))] == []
    assert b"".join(stream("dna", many)).startswith(b"SQLite format 3")
    assert len(list(rows(mended_dam, "positions", Asked(limit=None)))) < 6
    assert set(KINDS) >= {"statements", "positions"}
