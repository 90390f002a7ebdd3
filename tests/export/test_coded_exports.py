"""Databases of the Discourse Network Analyzer, and PLOVER's events."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import dna_rules
import msgspec
import plover_schema
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from dam import BODY, records
from made import made
from onrecord.export.dna import PASSWORD
from onrecord.export.formats import stream
from onrecord.export.gather import documents
from onrecord.export.heading import Heading
from onrecord.export.loose import loose_documents
from onrecord.export.plover import QUADS
from onrecord.export.rows import Document
from onrecord.record import Event, Record
from onrecord.record.event import EventType
from onrecord.store.store import Store
from strategies import records as any_records

PLOVER = Draft202012Validator(plover_schema.SCHEMA)
STATEMENTS = """
    SELECT d.Title, d.Date, s.Start, s.Stop, p.Value, o.Value, c.Value, a.Value
    FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId
    JOIN DATASHORTTEXT ps ON ps.StatementId = s.ID AND ps.VariableId = 1 JOIN ENTITIES p ON p.ID = ps.Entity
    JOIN DATASHORTTEXT os ON os.StatementId = s.ID AND os.VariableId = 2 JOIN ENTITIES o ON o.ID = os.Entity
    JOIN DATASHORTTEXT cs ON cs.StatementId = s.ID AND cs.VariableId = 3 JOIN ENTITIES c ON c.ID = cs.Entity
    JOIN DATABOOLEAN a ON a.StatementId = s.ID AND a.VariableId = 4
    ORDER BY s.ID
"""


def opened(folder: Path, many: Iterable[Document]) -> sqlite3.Connection:
    path = folder / "export.dna"
    path.write_bytes(b"".join(stream("dna", many)))
    return sqlite3.connect(path)


def events(many: Iterable[Document], heading: Heading | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(stream("plover", many, heading=heading or Heading())).splitlines()]


# ---- Discourse Network Analyzer -------------------------------------------------------------------------------------


def test_the_file_is_a_database_of_dna(tmp_path: Path, dam: Store) -> None:
    with opened(tmp_path, documents(dam)) as connection:
        assert dna_rules.faults(connection) == []


def test_a_position_is_actor_concept_agreement_span_and_date(tmp_path: Path, loose: list[Document]) -> None:
    with opened(tmp_path, loose) as connection:
        first, second, *_ = connection.execute(STATEMENTS).fetchall()
        text = connection.execute("SELECT Text FROM DOCUMENTS WHERE ID = 1").fetchone()[0]
    title, date, start, stop, *coded = first
    assert title == "Twelve killed as Orrin dam breaks"
    assert date == 1930089600  # 1 March 2031 in UTC
    assert text[start:stop] == "the Orrin dam must be raised"
    assert coded == ["Tomas Vael", "", "the raising of the Orrin dam", 1]
    assert second[4:] == ("Ilva Ren", "", "a higher Orrin dam", 0)


def test_a_body_is_the_organisation_and_a_minister_speaks_for_the_state(tmp_path: Path) -> None:
    record = made(
        "Dam\n\n[Ilva Ren]{@ren} of [Sarvia]{@sarvia} [opposes the dam]{p1}. "
        "[[The River Council]{@council} backs it]{p2}.",
        actors={"ren": {"of": "sarvia"}, "sarvia": {"type": "state"}, "council": BODY},
        positions={1: {"holder": "ren", "stance": "oppose"}, 2: {"holder": "council", "issue": "the dam"}},
    )
    with opened(tmp_path, loose_documents([record])) as connection:
        coded = [row[4:] for row in connection.execute(STATEMENTS)]
        kinds = dict(
            connection.execute(
                "SELECT e.Value, v.AttributeValue FROM ENTITIES e JOIN ATTRIBUTEVALUES v ON v.EntityId = e.ID "
                "JOIN ATTRIBUTEVARIABLES a ON a.ID = v.AttributeVariableId WHERE a.AttributeVariable = 'Type'"
            ).fetchall()
        )
    assert coded == [("Ilva Ren", "Sarvia", "opposes the dam", 0), ("", "The River Council", "the dam", 1)]
    assert kinds["Ilva Ren"] == "person"
    assert kinds["The River Council"] == "organisation"


def test_a_store_knows_for_whom_a_minister_speaks_too(sqlite_store: Store) -> None:
    from made import add  # noqa: PLC0415 - this test alone keeps records

    add(
        sqlite_store,
        made(
            "Dam\n\n[Ilva Ren]{@ren} of [Sarvia]{@sarvia} [opposes the dam]{p1}.",
            actors={"ren": {"of": "sarvia"}, "sarvia": {"type": "state"}},
            positions={1: {"holder": "ren", "stance": "oppose"}},
        ),
    )
    (one,) = documents(sqlite_store)
    assert list(one.bodies.values()) == ["Sarvia"]
    assert one.positions[0].holder.article_actor in one.bodies


def test_what_is_neither_for_nor_against_is_an_annotation(tmp_path: Path) -> None:
    record = made(
        "Dam\n\n[Ilva Ren]{@ren} would [accept the dam if it is lower]{p1}. "
        "[[She]{@ren}]{1:source} [said]{1:cue} [so]{1}.",
        positions={1: {"holder": "ren", "issue": "the dam", "stance": "conditional"}},
        actors={"ren": {"name": "Ilva Ren"}},
    )
    with opened(tmp_path, loose_documents([record])) as connection:
        notes = [value for (value,) in connection.execute("SELECT Value FROM DATALONGTEXT ORDER BY ID")]
        assert connection.execute(STATEMENTS).fetchall() == []
        assert dna_rules.faults(connection) == []
    assert notes == ["Ilva Ren: conditional: the dam", "Ilva Ren said (affirm)"]


def test_places_count_utf_16_units(tmp_path: Path) -> None:
    record = made("🌉🌉 Dam\n\n[Ilva Ren]{@ren}: 🌉 [raise the 🌉 dam]{p1}!", positions={1: {"holder": "ren"}})
    with opened(tmp_path, loose_documents([record])) as connection:
        (row,) = connection.execute(STATEMENTS).fetchall()
        text = connection.execute("SELECT Text FROM DOCUMENTS").fetchone()[0]
        assert dna_rules.faults(connection) == []
    units = text.encode("utf-16-le")
    assert units[2 * row[2] : 2 * row[3]].decode("utf-16-le") == "raise the 🌉 dam"


def test_the_password_in_the_docs_opens_it(tmp_path: Path, loose: list[Document]) -> None:
    with opened(tmp_path, loose) as connection:
        kept = connection.execute("SELECT Password FROM CODERS").fetchone()[0]
    assert dna_rules.opens_with(PASSWORD, kept)
    docs = (Path(__file__).resolve().parents[2] / "docs" / "exports.md").read_text("utf-8")
    assert f"`{PASSWORD}`" in docs


@settings(max_examples=25)
@given(any_records())
def test_whatever_a_record_holds_dna_can_open_it(record: Record) -> None:
    import tempfile  # noqa: PLC0415 - hypothesis and tmp_path do not go together

    with tempfile.TemporaryDirectory() as folder, opened(Path(folder), loose_documents([record])) as connection:
        assert [fault for fault in dna_rules.faults(connection) if "stands at" not in fault] == []


# ---- PLOVER ---------------------------------------------------------------------------------------------------------


def test_every_event_is_a_record_of_plover(dam: Store) -> None:
    found = events(documents(dam), Heading(made_at="2031-03-07T08:00:00Z"))
    assert [error.message for event in found for error in PLOVER.iter_errors(event)] == []
    assert [(event["event"], event["date"], event["source"]) for event in found] == [
        (["REQUEST"], "2031-03-01", [{"actor_text": "Tomas Vael", "identifier_text": "Tomas Vael"}]),
        (["AGREE"], "2031-03-06", [{"actor_text": "Ilva Ren", "identifier_text": "Ilva Ren"}]),
    ]
    assert found[0]["coded_date"] == "2031-03-07"


def test_an_encounter_has_one_as_the_source_and_a_place() -> None:
    record = records()[4]
    met = msgspec.structs.replace(record.encounters[0], event=Event("CONSULT", "visit"))
    (event,) = events(loose_documents([msgspec.structs.replace(record, encounters=(met,))]))
    assert event["source"][0]["identifier_text"] == "Ilva Ren"
    assert event["recipient"][0]["identifier_text"] == "Tomas Vael"
    assert event["event_loc"] == {"name": "Port Sarn"}
    assert event["mode"] == ["visit"]
    assert event["quad_code"] == 1
    assert list(PLOVER.iter_errors(event)) == []


def test_every_category_has_a_quad() -> None:
    assert set(QUADS) == set(get_args(EventType))


def test_an_event_without_a_day_is_left_out() -> None:
    marked = "Dam\n\n[[Ren]{@ren}]{1:source} [demanded]{1:cue} [a lower dam]{1}."
    assert events(loose_documents([made(marked, published=None, statements={1: {"event": "REQUEST"}})])) == []


@settings(max_examples=25)
@given(any_records())
def test_whatever_a_record_holds_events_are_records_of_plover(record: Record) -> None:
    found = events(loose_documents([record]))
    assert [e.message for one in found for e in PLOVER.iter_errors(one) if "minimum" not in e.message] == []
