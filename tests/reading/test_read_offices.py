from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import Record, read

TABLE = """of\toffice\tholder\twikidata\tstart\tend\tchecked\tsource
Lindrava;Lindravan\tpresident\tAda Brenn\tQ42\t2030-02-10\t\t2032-01-01\tan invented page
Lindrava\tforeign minister\tCarl Moss\t\t2030-02-10\t\t2032-01-01\tan invented page
Lindrava\tchancellor\tOlaf Hesk\t\t2030-02-10\t\t2032-01-01\tan invented page
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("offices") / "own.tsv"
    path.write_text(TABLE, "utf-8")
    return path


def reading(text: str, offices, day: str = "2031-05-06") -> Record:
    return read(f"Talks on the dam go on\n\n{text}\n".encode(), published=day, offices=offices)


def speakers(record: Record) -> list[tuple[str, str, str | None]]:
    actors = {a.id: a for a in record.actors}
    found = [actors[s.speaker] for s in record.statements if s.speaker]
    return [(a.name, a.name_from.partition("+")[0], a.wikidata) for a in found]


@pytest.mark.parametrize("words", [
    "The Lindravan president", "The president of Lindrava", "Lindrava's president", "The new Lindravan president",
])  # fmt: skip
def test_office_and_state_stand_for_the_holder_of_that_day(words: str, table: Path):
    record = reading(f"{words} said on Tuesday that the dam would hold.", table)
    assert speakers(record) == [("Ada Brenn", "offices@1", "Q42")]
    assert [s.grade for s in record.statements] == ["role"]


@pytest.mark.parametrize("words", [
    "The former Lindravan president", "A Lindravan president", "The Lindravan president-elect",
    "The Lindravan vice president", "The Lindravan president's spokesman", "The president", "The Takkian president",
    "The Lindravan finance minister",
])  # fmt: skip
def test_another_office_or_an_unsure_one_stands_for_nobody_in_the_table(words: str, table: Path):
    record = reading(f"{words} said on Tuesday that the dam would hold.", table)
    assert {a.name_from for a in record.actors} == {"text"}


@pytest.mark.parametrize("day", ["2030-02-09", "2032-01-02"])
def test_on_a_day_outside_the_term_nothing_is_added(day: str, table: Path):
    record = reading("The Lindravan president said that the dam would hold.", table, day)
    assert speakers(record) == [("Lindravan president", "text", None)]


def test_without_a_day_nothing_is_added(table: Path):
    record = read(b"Talks go on\n\nThe Lindravan president said that the dam would hold.\n", offices=table)
    assert speakers(record) == [("Lindravan president", "text", None)]


def test_the_description_and_the_name_are_one_actor(table: Path):
    text = "Ada Brenn came to Hollin. The Lindravan president said on Tuesday that the dam would hold."
    assert speakers(reading(text, table)) == [("Ada Brenn", "text", "Q42")]


def test_a_family_name_with_its_office_becomes_the_full_name(table: Path):
    text = "Chancellor Hesk said in Lindrava that the dam would hold. Hesk added that he was glad."
    assert set(speakers(reading(text, table))) == {("Olaf Hesk", "offices@1", None)}


def test_a_family_name_whose_state_the_text_never_names_stays_as_it_is(table: Path):
    assert speakers(reading("Chancellor Hesk said that the dam would hold.", table)) == [("Hesk", "text", None)]


def test_where_the_text_names_another_holder_it_is_believed(table: Path):
    text = "Lindravan President Ida Falk came to Hollin. The Lindravan president said that the dam would hold."
    assert speakers(reading(text, table)) == [("Ida Falk", "text", None)]


def test_a_top_diplomat_is_the_foreign_minister(table: Path):
    record = reading("Lindrava's top diplomat warned on Tuesday that the talks might fail.", table)
    assert speakers(record) == [("Carl Moss", "offices@1", None)]


def test_two_descriptions_of_one_holder_are_one_actor(table: Path):
    text = (
        "The Lindravan president said on Tuesday that the dam would hold. Rain fell. "
        "The president of Lindrava warned that rain would come."
    )
    assert len({s.speaker for s in reading(text, table).statements}) == 1


def test_switched_off_the_record_says_nothing_of_offices():
    record = reading("The Lindravan president said that the dam would hold.", offices=False)
    assert speakers(record) == [("Lindravan president", "text", None)]
    assert "offices" not in record.made_by.models


def test_a_record_names_the_table_where_something_in_it_is_from_there(table: Path):
    text = "The Lindravan president said that the dam would hold."
    assert reading(text, table).made_by.models["offices"].startswith("1+")
    assert "offices" not in reading("It rained, the mayor said.", table).made_by.models
