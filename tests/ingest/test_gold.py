"""Gold files become records: quotes are found, names become actors, what does not stand in the text is said."""

from __future__ import annotations

import json

import pytest

from dam import records
from onrecord.errors import RecordError
from onrecord.export.corrected_gold import gold_of
from onrecord.ingest.gold import record_of
from onrecord.ingest.inputs import Inputs
from onrecord.ingest.items import PageItem, Problem, RecordItem
from onrecord.story.mending import MendedRecord
from record_rules import broken_rules

TEXT = """Old bridge to close

The old bridge will close on Monday, Mayor Ada Brenn said. "We have no choice," she told reporters.

At least 12 boats must move, the harbour office said Brenn had told it. She met the ferrymen on Friday. A spokesman
for the harbour office declined to comment.
"""
GOLD = {
    "id": "bridge",
    "published": "2031-03-04",
    "annotator": "A1",
    "statements": [
        {
            "source": {"q": "Mayor Ada Brenn"}, "cue": {"q": "said"},
            "content": [{"q": "The old bridge will close on Monday"}], "kind": "indirect", "speaker": "Ada Brenn",
            "grade": "named", "relayed_by": [], "addressee": [], "mode": "affirm", "reiterates": False,
            "said_on": None,
        },
        {
            "source": {"q": "she"}, "cue": {"q": "told"}, "content": [{"q": '"We have no choice,"'}],
            "kind": "direct", "speaker": "Ada Brenn", "grade": "named", "addressee": ["reporters"], "mode": "affirm",
        },
        {
            "source": {"q": "the harbour office"}, "cue": {"q": "said", "nth": 1},
            "content": [{"q": "Brenn had told it"}], "kind": "indirect", "speaker": "harbour office",
            "grade": "organisation", "mode": "affirm",
        },
        {
            "source": {"q": "Brenn", "nth": 1}, "cue": {"q": "had told"},
            "content": [{"q": "At least 12 boats must move"}], "kind": "indirect", "speaker": "Ada Brenn",
            "grade": "named", "relayed_by": ["harbour office"],
            "addressee": ["harbour office"], "mode": "affirm",
        },
        {
            "source": {"q": "A spokesman\nfor the harbour office"}, "cue": {"q": "declined to comment"}, "content": [],
            "kind": "indirect", "speaker": "a spokesman for the harbour office", "grade": "role", "mode": "decline",
        },
    ],
    "figures": [
        {
            "q": {"q": "At least 12 boats"}, "low": 12, "high": None, "approx": False, "measure": "count",
            "what": "boats", "unit": "boats", "place": None, "as_of": None, "source": "Ada Brenn", "part_of": None,
        }
    ],
    "encounters": [
        {
            "q": {"q": "met the ferrymen on Friday"}, "type": "meeting", "participants": ["Ada Brenn", "ferrymen"],
            "place": None, "date": "2031-03-03", "duration": None, "status": "held",
        }
    ],
    "positions": [
        {
            "holder": "Ada Brenn", "issue": "the old bridge", "stance": "oppose",
            "evidence": {"q": "The old bridge will close on Monday"}, "change": "new",
        }
    ],
    "actors": [
        {"name": "Ada Brenn", "type": "person", "role": "Mayor", "of": None, "mentions": ["Ada Brenn", "she", "Brenn"]},
        {"name": "harbour office", "type": "organisation", "mentions": ["the harbour office"]},
    ],
}  # fmt: skip


def folder_of(path, gold=GOLD, text=TEXT):
    (path / "texts").mkdir(parents=True)
    (path / "bridge.json").write_text(json.dumps(gold, indent=1), "utf-8")
    (path / "texts" / "bridge.txt").write_text(text, "utf-8")
    return path


def items(path):
    return list(Inputs([str(path)]).items())


def test_a_gold_folder_is_its_records_and_its_texts_are_no_pages(tmp_path):
    (item,) = items(folder_of(tmp_path / "gold"))
    assert isinstance(item, RecordItem)
    record = item.record
    assert broken_rules(record) == []
    assert record.article.title == "Old bridge to close"
    assert record.article.published.value == "2031-03-04"
    assert record.made_by.models == {"gold": "A1"}


def test_items_stand_where_their_quotes_do():
    record = record_of(GOLD, TEXT)
    text = record.article.text
    said = [[span.of(text) for span in one.content] for one in record.statements]
    assert said[0] == ["The old bridge will close on Monday"]
    assert [one.cue.of(text) for one in record.statements] == [
        "said",
        "told",
        "said",
        "had told",
        "declined to comment",
    ]
    assert record.statements[2].cue.start > record.statements[0].cue.start
    assert record.statements[3].within == "s3"
    assert record.statements[4].source.of(text) == "A spokesman for the harbour office"
    assert [one.act for one in record.statements] == ["say", "say", "say", "say", "decline"]
    names = {actor.id: actor.name for actor in record.actors}
    assert names[record.statements[3].speaker] == "Ada Brenn"
    assert [names[one] for one in record.statements[3].relayed_by] == ["harbour office"]
    assert [names[one] for one in record.statements[1].addressee] == ["reporters"]
    assert (record.figures[0].low, record.figures[0].high) == (12, None)
    assert names[record.figures[0].source] == "Ada Brenn"
    assert names[record.positions[0].holder] == "Ada Brenn"
    brenn = next(actor for actor in record.actors if actor.name == "Ada Brenn")
    assert [span.of(text) for span in brenn.mentions] == ["Ada Brenn", "she", "Brenn"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"statements": [{"cue": {"q": "shouted"}}]}, "statements[0]: cue: 'shouted' does not stand in the text"),
        ({"statements": [{"cue": {"q": "said", "nth": 7}}]}, "does not stand in the text 8 times"),
        ({"figures": [{"q": {"q": "12"}}]}, "figures[0]"),
        ({"positions": [{"issue": "x", "stance": "maybe", "evidence": {"q": "said"}}]}, "maybe"),
        ({"published": "in March"}, "is no date"),
        ({"statements": {"cue": 1}}, "statements is no list"),
        ({"actors": [{"type": "person"}]}, "name"),
    ],
)
def test_what_cannot_be_is_said_with_its_file(tmp_path, change, words):
    (item,) = items(folder_of(tmp_path / "gold", {**GOLD, **change}))
    assert isinstance(item, Problem)
    assert "bridge.json" in str(item.error)
    assert words in str(item.error)


def test_a_file_that_is_broken_and_one_without_a_text_do_not_stop_the_others(tmp_path):
    folder = folder_of(tmp_path / "gold")
    (folder / "a.json").write_text('{"annotator": "A1",\n "statements": [}', "utf-8")
    (folder / "b.json").write_text(json.dumps(GOLD), "utf-8")
    broken, lonely, whole = items(folder)
    assert "a.json:2" in str(broken.error)
    assert "texts/ID.txt" in str(lonely.error)
    assert isinstance(whole, RecordItem)


def test_a_text_that_belongs_to_no_gold_is_a_page(tmp_path):
    folder = folder_of(tmp_path / "gold")
    (folder / "texts" / "other.txt").write_text("Rain\n\nIt rains.")
    assert [type(item) for item in items(folder)] == [RecordItem, PageItem]


@pytest.mark.parametrize("record", records(), ids=lambda record: record.article.title)
def test_a_record_as_gold_and_back_says_the_same(record):
    gold = json.loads(json.dumps(gold_of(MendedRecord(1, None, record, record, ()), "x")))
    back = record_of(gold, record.article.text)
    assert back.article.text == record.article.text
    for was, now in zip(record.statements, back.statements, strict=True):
        same = ("source", "cue", "content", "kind", "grade", "mode", "act", "reiterates", "within", "key")
        assert {name: getattr(now, name) for name in same} == {name: getattr(was, name) for name in same}
    for was, now in zip(record.figures, back.figures, strict=True):
        same = ("start", "end", "low", "high", "approx", "measure", "what", "place", "as_of", "key")
        assert {name: getattr(now, name) for name in same} == {name: getattr(was, name) for name in same}
    assert [(p.issue, p.stance, p.evidence) for p in back.positions] == [
        (p.issue, p.stance, p.evidence) for p in record.positions
    ]
    assert broken_rules(back) == []


def test_our_own_gold_is_read(shared):
    files = sorted((shared / "gold" / "dev").glob("*.json"))
    found = [item for path in files for item in items(path)]
    assert [str(item.error) for item in found if isinstance(item, Problem)] == []
    assert len(found) == len(files) > 0
    for item in found:
        assert broken_rules(item.record) == []


def test_a_text_without_words_is_refused():
    with pytest.raises(RecordError, match="its text is empty"):
        record_of(GOLD, " \n ")
