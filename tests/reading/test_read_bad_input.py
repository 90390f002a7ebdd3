"""Marks that do not match, headlines with colons, capitals, lists, dialogues, glued words, other scripts."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.reader import read_text
from record_rules import broken_rules

from conftest import Quoted, make_article  # isort: skip - the conftest beside this file

OPENING = "Mara Quill, the chief engineer, said the bridge would open in May."


@pytest.fixture
def rows():
    def run(*blocks: str) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
        """Speaker, cue and content of each statement."""
        found = Quoted(read_text(make_article(*blocks)))
        return [(speaker, cue, content) for _, cue, content, speaker in found.rows()]

    return run


class TestMarksThatDoNotMatch:
    def test_a_quotation_never_closed_ends_with_its_paragraph(self, rows):
        found = rows("Mara Quill said: “The bridge will open in May. We are ready.", "Oren Pask said he was content.")
        assert [(speaker, content[0].rstrip(".")) for speaker, _, content in found] == [
            ("Mara Quill", "“The bridge will open in May. We are ready"),
            ("Oren Pask", "he was content"),
        ]

    def test_a_quotation_never_opened_is_still_said(self, rows):
        found = rows("The bridge will open in May,” Mara Quill said. The council met on Friday.")
        assert [(speaker, cue, content[0].rstrip(",”")) for speaker, cue, content in found] == [
            ("Mara Quill", "said", "The bridge will open in May")
        ]

    def test_a_curly_mark_closes_a_straight_one_and_the_other_way_round(self, rows):
        found = rows('"The bridge will open in May,” said Mara Quill. “It is late," Oren Pask replied.')
        assert [(speaker, content) for speaker, _, content in found] == [
            ("Mara Quill", ('"The bridge will open in May,”',)),
            ("Oren Pask", ('“It is late,"',)),
        ]

    def test_a_stray_straight_mark_does_not_turn_the_next_quotation_inside_out(self, rows):
        found = rows('The book "Rivers, a history was late. Mara Quill said "we are ready" on the radio.')
        assert len(found) == 1
        assert '"we are ready"' in found[0][2][0]

    def test_a_quotation_in_a_quotation_by_single_marks(self, rows):
        found = rows("“He told me ‘never again’ and left,” Mara Quill said.")
        assert ("Mara Quill", "said", ("“He told me ‘never again’ and left,”",)) in found

    def test_marks_of_other_countries(self, rows):
        found = rows("«We are ready,» said Mara Quill. „It is late,“ Oren Pask said.")
        assert [content for *_, content in found] == [("«We are ready,»",), ("„It is late,“",)]

    def test_words_glued_to_the_marks(self, rows):
        assert rows("“We are ready,”Mara Quill said.“It is late,”she added.") == [
            ("Mara Quill", "said", ("“We are ready,”",)),
            ("Mara Quill", "added", ("“It is late,”",)),
        ]

    def test_feet_and_inches_are_no_quotations(self, rows):
        assert ("Mara Quill", "said", ("“We are ready,”",)) in rows(
            'The 6\'2" guard, Oren Pask, said the 5" pipe was broken. “We are ready,” Mara Quill said.'
        )


class TestQuotationsOverSeveralParagraphs:
    def test_each_paragraph_is_a_piece_of_one_statement(self, rows):
        assert rows(
            "“The bridge will open in May,” Mara Quill said. “We worked all winter.",
            "“The river froze twice. We never stopped.",
            "“Now we are nearly done.”",
            "The council met on Friday.",
        ) == [
            (
                "Mara Quill",
                "said",
                (
                    "“The bridge will open in May,”",
                    "“We worked all winter.",
                    "“The river froze twice. We never stopped.",
                    "“Now we are nearly done.”",
                ),
            )
        ]

    def test_introduced_by_a_colon_at_the_end_of_the_paragraph_before(self, rows):
        found = rows(
            "Mara Quill, the chief engineer, said:",
            "“The bridge will open in May. We worked all winter.",
            "“Now we are nearly done.”",
            "Oren Pask was not there.",
        )
        assert found == [
            ("Mara Quill", "said", ("“The bridge will open in May. We worked all winter.", "“Now we are nearly done.”"))
        ]


class TestHeadlinesWithColons:
    @pytest.mark.parametrize(
        ("headline", "speaker"),
        [
            ("Chief engineer: Bridge to open in May", "Mara Quill"),
            ("City official: Bridge to open in May", "City official"),
        ],
    )
    def test_a_source_on_either_side(self, rows, headline, speaker):
        assert (speaker, ":", ("Bridge to open in May",)) in rows(headline, OPENING)

    @pytest.mark.parametrize(
        ("headline", "speaker"),
        [
            ("Bridge to open in May - sources", "sources"),
            ("Bridge to open in May – city official", "city official"),
        ],
    )
    def test_a_source_behind_the_last_dash(self, rows, headline, speaker):
        found = rows(headline, OPENING)
        assert (speaker, ("Bridge to open in May",)) in [(who, content) for who, _, content in found]

    @pytest.mark.parametrize("headline", ["Bridge to open in May - The Dalby Post", "Oren Pask - a life on the river"])
    def test_an_outlet_or_a_title_behind_a_dash_says_nothing(self, rows, headline):
        assert [cue for _, cue, _ in rows(headline, OPENING)] == ["said"]

    @pytest.mark.parametrize("headline", ["Live: Bridge opens in Dalby", "Bridge open: what happens now"])
    def test_a_colon_after_anything_else_attributes_nothing(self, rows, headline):
        assert [cue for _, cue, _ in rows(headline, OPENING)] == ["said"]


def test_an_article_in_capitals(rows):
    found = rows(
        "BRIDGE WILL OPEN IN MAY, ENGINEER SAYS",
        "MARA QUILL, THE CHIEF ENGINEER, SAID THE BRIDGE WOULD OPEN IN MAY. “WE ARE READY,” SHE TOLD REPORTERS. "
        "OREN PASK DENIED THAT IT WAS LATE.",
    )
    assert found == [
        ("MARA QUILL", "SAYS", ("BRIDGE WILL OPEN IN MAY",)),
        ("MARA QUILL", "SAID", ("THE BRIDGE WOULD OPEN IN MAY",)),
        ("MARA QUILL", "TOLD", ("“WE ARE READY,”",)),
        ("OREN PASK", "DENIED", ("THAT IT WAS LATE",)),
    ]


class TestListsOfQuotations:
    def test_the_speaker_behind_a_dash(self, rows):
        assert rows("What they said", "“We are ready.” — Mara Quill, chief engineer", "“It is late.” – Oren Pask") == [
            ("Mara Quill", "—", ("“We are ready.”",)),
            ("Oren Pask", "–", ("“It is late.”",)),
        ]

    def test_the_speaker_before_a_colon_with_or_without_a_bullet(self, rows):
        assert rows("What they said", "Mara Quill, chief engineer: “We are ready.”", '• Oren Pask: "It is late."') == [
            ("Mara Quill", ":", ("“We are ready.”",)),
            ("Oren Pask", ":", ('"It is late."',)),
        ]

    def test_a_sentence_before_a_colon_speaks_through_its_verb(self, rows):
        found = rows("Bridge", "Mara Quill told the council: “We are ready.”")
        assert [cue for _, cue, _ in found] == ["told"]

    def test_a_price_list_says_nothing(self, rows):
        assert rows("Where to eat", "Location: Dalby", "Price: £12", "Location: Orford", "Price: £9") == []


class TestDialogues:
    def test_each_turn_is_a_statement_and_a_question_asks(self):
        record = read_text(
            make_article(
                "Interview: the engineer",
                "REPORTER: When will the bridge open?",
                "QUILL: In May. We are ready.",
                "REPORTER: Is it safe?",
                "QUILL: Yes. The council checked it twice.",
            )
        )
        names = {a.id: a.name for a in record.actors}
        assert [(names[s.speaker or ""], s.mode) for s in record.statements] == [
            ("REPORTER", "ask"),
            ("QUILL", "affirm"),
            ("REPORTER", "ask"),
            ("QUILL", "affirm"),
        ]

    def test_labels_that_name_nobody_are_no_speakers(self, rows):
        assert rows("Interview", "Q: When will it open?", "A: In May.", "Q: Is it safe?", "A: It is.") == []


def test_one_line(rows):
    assert rows("“We are ready,” Mara Quill said.") == [("Mara Quill", "said", ("“We are ready,”",))]


def test_other_scripts_in_the_middle(rows):
    found = rows(
        "Mara Quill said the bridge would open in May. 市长说：“桥五月开放。” Мэр сказал, что мост откроется. "
        "«Мост готов», — сказал мэр. Oren Pask said the ferry would stop. قال رئيس البلدية إن الجسر جاهز. "
        '"It is late," Ines Vold told them.'
    )
    assert [(speaker, content) for speaker, _, content in found] == [
        ("Mara Quill", ("the bridge would open in May",)),
        ("Oren Pask", ("the ferry would stop",)),
        ("Ines Vold", ('"It is late,"',)),
    ]


def test_an_article_of_20_000_words_has_every_statement():
    lines = [
        f"Mara Quill said the bridge over the river at Dalby would open in May, after {n} days of work on its piers."
        for n in range(1000, 2000)
    ]
    record = read_text(make_article("Bridge", *lines))
    assert sum(len(line.split()) for line in lines) >= 20_000
    assert len(record.statements) >= len(lines)
    assert len({s.speaker for s in record.statements}) == 1


SENTENCES = st.sampled_from(
    [
        "Mara Quill said the bridge would open in May.",
        "“We are ready,” Oren Pask told reporters.",
        "Oren Pask: “It is late.”",
        "“It is late.” — Ines Vold, resident",
        "QUILL: Is it safe?",
        "VOLD: It is not.",
        "It was, according to the council, “a long winter.",
        "He denied it.",
        "Мэр сказал, что мост откроется.",
    ]
)
DAMAGE = st.sampled_from(["", "“", "”", '"', "'", "‘", "’", "«", "``", ":", " — ", "\u200f", "…", "("])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(DAMAGE, SENTENCES, DAMAGE, st.integers(0, 60)), min_size=1, max_size=6))
def test_damaged_sentences_keep_every_rule_of_a_record(damaged):
    blocks = [before + words[:at] + behind + words[at:] for before, words, behind, at in damaged]
    record = read_text(make_article(*blocks))
    assert [rule for rule in broken_rules(record) if "block" not in rule] == []
    for statement in record.statements:
        assert statement.content or statement.mode == "decline"
    assert msgspec.json.encode(record) == msgspec.json.encode(read_text(make_article(*blocks)))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(SENTENCES, min_size=1, max_size=5), st.sampled_from(["", "The council met.", "No one was hurt."]))
def test_a_plain_sentence_is_read_whatever_stands_before_it(before, between):
    record = read_text(make_article("Bridge", *before, between, OPENING))
    found = Quoted(record).rows()
    assert ("Mara Quill, the chief engineer,", "said", ("the bridge would open in May",), "Mara Quill") in found
