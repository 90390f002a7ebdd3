"""Web Annotation, schema.org and ninjs: each as its own rules have it, with what was said in it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import annotation_rules
import msgspec
import ninjs_schema
import pytest
import schema_org_rules
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dam import records
from made import made
from onrecord.export.formats import stream
from onrecord.export.gather import documents
from onrecord.export.heading import Heading
from onrecord.export.loose import loose_documents
from onrecord.export.names import name_of_article
from onrecord.export.rows import Document
from onrecord.record import Page, Record, Span, Stamp
from onrecord.store.store import Store
from strategies import records as any_records

NINJS = Draft202012Validator(ninjs_schema.SCHEMA)
HEADING = Heading(title="dam", made_at="2031-03-07T08:00:00+01:00")


def annotations(many: Iterable[Document], heading: Heading = HEADING) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"".join(stream("annotation", many, heading=heading)))
    return found


def graph(many: Iterable[Document], heading: Heading = HEADING) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"".join(stream("schema-org", many, heading=heading)))
    return found


def items(many: Iterable[Document]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(stream("ninjs", many)).splitlines()]


def texts_of(many: Iterable[Document]) -> dict[str, str]:
    return {name_of_article(one.article): one.whole.text for one in many}


# ---- Web Annotation -------------------------------------------------------------------------------------------------


def test_annotations_are_as_the_model_has_them(dam: Store) -> None:
    many = list(documents(dam))
    found = annotations(many)
    assert annotation_rules.faults(found, texts_of(many)) == []
    assert found["total"] == sum(len(one.statements) + len(one.figures) for one in many)
    assert found["first"]["items"][0]["generated"] == "2031-03-07T07:00:00Z"


def test_a_body_has_speaker_chain_act_and_the_target_the_very_words(loose: list[Document]) -> None:
    relayed = next(
        one for one in annotations(loose)["first"]["items"] if any("onrecord:relayedBy" in body for body in one["body"])
    )
    in_words, body = relayed["body"]
    assert in_words["value"] == "Ilva Ren (through Lena Dace) told to Tomas Vael"
    assert body["onrecord:speaker"] == {"type": "Person", "name": "Ilva Ren"}
    assert body["onrecord:relayedBy"] == [{"type": "Person", "name": "Lena Dace"}]
    assert body["onrecord:act"] == "say"
    assert relayed["target"]["selector"][0]["exact"].startswith("that Sarvia still opposes")


def test_positions_count_code_points_whatever_stands_before() -> None:
    record = made(
        """𝔅𝔯𝔦𝔡𝔤𝔢 👩‍👩‍👧 closed\n\n[[Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [“naïve 🌉”]{1}, [again]{1}."""
    )
    many = list(loose_documents([record]))
    found = annotations(many)
    assert annotation_rules.faults(found, texts_of(many)) == []
    first, second = found["first"]["items"][0]["target"]
    start = record.article.text.index("“naïve")
    assert first["selector"][1] == {"type": "TextPositionSelector", "start": start, "end": start + 9}
    assert second["selector"][0]["exact"] == "again"


def test_a_refusal_is_annotated_at_its_cue() -> None:
    marked = "Bridge\n\n[[Ada Brenn]{@brenn}]{1:source} [declined to comment]{1:cue}."
    record = made(marked + " [x]{1}", statements={1: {"mode": "decline", "act": "decline"}})
    (one,) = loose_documents([record])
    bare = msgspec.structs.replace(one, statements=(msgspec.structs.replace(one.statements[0], content=(), words=""),))
    found = annotations([bare])
    assert annotation_rules.faults(found, texts_of([bare])) == []
    assert found["first"]["items"][0]["target"]["selector"][0]["exact"] == "declined to comment"


# ---- schema.org -----------------------------------------------------------------------------------------------------


def test_the_graph_has_types_and_properties_of_schema_org(dam: Store) -> None:
    found = graph(documents(dam))
    assert schema_org_rules.faults(found) == []
    kinds = [node["@type"] for node in found["@graph"]]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"NewsArticle": 7, "Quotation": 6, "Claim": 12}


def test_quotation_marks_make_a_quotation_and_no_marks_a_claim(loose: list[Document]) -> None:
    nodes = graph(loose)["@graph"]
    quotation = next(node for node in nodes if node["@type"] == "Quotation")
    assert quotation["spokenByCharacter"] == {"@type": "Person", "name": "Tomas Vael"}
    claim = next(node for node in nodes if node.get("about", {}) != {} and isinstance(node["about"], dict))
    assert claim["about"] == {"@type": "QuantitativeValue", "name": "killed people", "minValue": 12}


def test_links_open_a_page_at_its_words(sqlite_dam: Store) -> None:
    def opener(address: str, text: str, span: Span) -> str:
        return f"{address}#{text[span.start : span.end].split(maxsplit=1)[0].strip(chr(34))}"

    nodes = graph(documents(sqlite_dam), Heading(opener=opener))["@graph"]
    assert next(node["url"] for node in nodes if node["@type"] == "Quotation") == "https://news.example/1#the"


# ---- ninjs ----------------------------------------------------------------------------------------------------------


def test_every_line_is_a_ninjs_object(dam: Store) -> None:
    found = items(documents(dam))
    assert [error.message for item in found for error in NINJS.iter_errors(item)] == []
    assert len(found) == 7


def test_a_ninjs_object_has_the_article_who_speaks_and_what_was_said(loose: list[Document]) -> None:
    item = items(loose)[4]
    assert item["headlines"] == [{"role": "main", "contentType": "text/plain", "value": "Ministers meet over dam"}]
    assert item["bodies"][0]["value"].startswith("Ilva Ren met Tomas Vael in Port Sarn")
    assert {"name": "Lena Dace", "rel": "speaker"} in item["people"]
    assert [one["bodies"][0]["value"] for one in item["associations"]][1].startswith("that Sarvia still opposes")
    assert item["associations"][1]["people"] == [
        {"name": "Ilva Ren", "rel": "speaker"},
        {"name": "Lena Dace", "rel": "relay"},
        {"name": "Tomas Vael", "rel": "addressee"},
    ]


@pytest.mark.parametrize(
    ("published", "written"),
    [("2031-03-03", "2031-03-03T00:00:00Z"), ("2031-03-03T01:30:00+03:00", "2031-03-02T22:30:00Z"), (None, None)],
)
def test_times_are_in_utc(published: str | None, written: str | None) -> None:
    (item,) = items(loose_documents([made("Bridge\n\nIt is closed.", published=published)]))
    assert item.get("contentCreated") == written


# ---- whatever a record holds ----------------------------------------------------------------------------------------


@settings(max_examples=25)
@given(any_records())
def test_the_schemas_hold_whatever_a_record_holds(record: Record) -> None:
    many = list(loose_documents([record]))
    assert [error.message for item in items(many) for error in NINJS.iter_errors(item)] == []
    assert [fault for fault in schema_org_rules.faults(graph(many)) if "@id" not in fault] == []
    assert annotations(many)["first"]["items"] is not None


ADDRESSES = [
    "https://news.example/ü|{}?q=[1]#a#b",
    "javascript:alert(1)",
    "no address",
    "https://[broken",
    "http://x/%zz",
]


@settings(max_examples=50)
@given(st.sampled_from(ADDRESSES) | st.text(max_size=30).map(lambda words: f"https://news.example/{words}"))
def test_whatever_an_address_is_names_are_uris(url: str) -> None:
    record = records()[0]
    page = Page(record.article.page.sha256, "text/html", url)
    article = msgspec.structs.replace(record.article, page=page, published=Stamp("2031-03-01", "given"))
    many = list(loose_documents([msgspec.structs.replace(record, article=article)]))
    assert [error.message for item in items(many) for error in NINJS.iter_errors(item)] == []
    assert schema_org_rules.faults(graph(many)) == []
    assert annotation_rules.faults(annotations(many), texts_of(many)) == []
