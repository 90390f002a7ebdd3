"""When something was said: the day in its own words, and the day that goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.extract.linear import Linear, load
from onrecord.extract.when import day_of
from onrecord.record import Timex


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The minister said on Tuesday that the talks had failed.", "2024-04-30"),
        ("The minister told reporters on Monday that the bridge was safe.", "2024-04-29"),
        ("“The bridge is safe,” the minister said in a statement on Monday.", "2024-04-29"),
        ("On Monday, the minister said the bridge was safe.", "2024-04-29"),
        ("The minister said that the bridge fell on Monday.", None),
        ("The minister said that the bridge was safe.", None),
    ],
)
def test_a_day_dates_the_saying_it_hangs_on(read, sentence, day):
    (statement,) = read(sentence).statements
    assert (statement.said_on.value if statement.said_on else None) == day


def test_a_day_goes_on_with_its_speaker(read):
    text = "Maria Lopez said on Monday that the bridge was safe. She added that the tunnel would open soon."
    assert [s.said_on.value for s in read(text).statements if s.said_on] == ["2024-04-29", "2024-04-29"]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-05-01", "2024-05-01"),
        ("2024-05-01TMO", "2024-05-01"),
        ("2024-05", "2024-05"),
        ("2024-W17", "2024-04"),
        ("2024-W18", None),
        ("2024-W17-WE", "2024-04"),
        ("PAST_REF", None),
        ("XXXX-05-01", None),
    ],
)
def test_a_week_is_as_sure_as_its_month(value, day):
    assert day_of(Timex(0, 1, "DATE", value)) == day


@given(st.lists(st.sampled_from(["hangs=cue", "opens sentence", "never seen"]), max_size=5))
def test_a_chance_is_a_chance_whatever_holds(names):
    assert 0 < load("onrecord.extract", "said_on.tsv").probability(names) < 1


def test_features_without_a_weight_do_not_count():
    model = Linear({"bias": 0.0, "a": 2.0})
    assert model.probability(["b"]) == 0.5
    assert model.probability(["a"]) > 0.5


def test_a_table_without_weights_is_refused(tmp_path, monkeypatch):
    (tmp_path / "broken.tsv").write_text("feature\tmuch\n")
    monkeypatch.setattr("onrecord.extract.linear.files", lambda _: tmp_path)
    with pytest.raises(ModelError, match="no weight for 'feature'"):
        load("onrecord.extract", "broken.tsv")
