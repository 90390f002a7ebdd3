"""Parts of a record alone, and as tables for spreadsheets."""

from __future__ import annotations

import csv
import io

import invented
import msgspec
import pytest
from hypothesis import given, settings
from typer.testing import CliRunner

from onrecord import Record
from onrecord.record import Timex
from onrecord.serve.annotated import standalone
from onrecord.serve.cli import app
from onrecord.serve.parts import PARTS, alone
from onrecord.serve.table import COLUMNS, header, lines, rows_of
from onrecord.serve.terminal import render
from onrecord.serve.timewords import timex
from strategies import records

RECORD = invented.record(None)


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def cells(record, part, article="a.html"):
    text = (header(part) + lines(rows_of(record, part), article)).decode()
    return list(csv.DictReader(io.StringIO(text)))


# ── tables ──


def test_a_figure_has_its_words_its_bounds_and_names_beside_ids():
    first, second, *_ = cells(RECORD, "figures")
    assert first["article"] == "a.html"
    assert first["quote"] == "At least 4,200 people"
    assert invented.TEXT[int(first["start"]) : int(first["end"])] == first["quote"]
    assert (first["low"], first["high"], first["approx"]) == ("4200", "", "false")
    assert (first["source"], first["source_id"], first["statement"]) == ("coast office", "a5", "s6")
    assert first["as_of"] == "2031-03-03"
    assert (second["part_of"], second["approx"]) == ("f1", "true")


def test_a_statement_names_its_speaker_relays_and_addressees():
    fourth = cells(RECORD, "statements")[3]
    assert fourth["speaker"] == "Edda Sorrel"
    assert (fourth["relayed_by"], fourth["addressee"], fourth["within"]) == ("Joss Penney", "Tam Ulrich", "s3")
    assert invented.TEXT[int(fourth["start"]) : int(fourth["end"])] == fourth["quote"]
    assert invented.TEXT[int(fourth["cue_start"]) : int(fourth["cue_end"])] == fourth["cue"]


def test_a_statement_without_content_has_its_cues_place_and_no_words():
    seventh = cells(RECORD, "statements")[6]
    assert seventh["quote"] == ""
    assert invented.TEXT[int(seventh["start"]) : int(seventh["end"])] == "declined to comment"


def test_encounters_positions_dates_and_actors_have_tables():
    (met,) = cells(RECORD, "encounters")
    assert (met["participants"], met["ordinal"], met["mentions"]) == ("Edda Sorrel; Tam Ulrich", "3", "1")
    (position,) = cells(RECORD, "positions")
    assert (position["holder"], position["stance"], position["change"]) == ("Tam Ulrich", "oppose", "reiterated")
    assert position["quote"].startswith("Ulrich opposes any deal")
    assert [row["value"] for row in cells(RECORD, "dates")] == ["2031-03-04", "2031-03-03"]
    assert [row["name"] for row in cells(RECORD, "actors")][:2] == ["Edda Sorrel", "Tam Ulrich"]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "|cmd", "\r=1"])
def test_no_cell_of_the_pages_words_begins_like_a_formula(words):
    figures = (msgspec.structs.replace(RECORD.figures[0], what=words, low=-5, high=-5.5),)
    (row,) = cells(msgspec.structs.replace(RECORD, figures=figures), "figures", article="=evil.html")
    assert row["what"].startswith("'")
    assert row["article"] == "'=evil.html"
    assert (row["low"], row["high"]) == ("-5", "-5.5")


def test_commas_quotes_and_line_breaks_stay_inside_their_cell():
    figures = (msgspec.structs.replace(RECORD.figures[0], what='a "b",\nc'),)
    text = lines(rows_of(msgspec.structs.replace(RECORD, figures=figures), "figures"), "x,y.html")
    assert text.count(b"\n") == 1
    (row,) = cells(msgspec.structs.replace(RECORD, figures=figures), "figures", article="x,y.html")
    assert (row["what"], row["article"]) == ('a "b", c', "x,y.html")


@settings(max_examples=60)
@given(records())
def test_any_record_has_rows_as_wide_as_the_header(record):
    for part in PARTS:
        rows = list(csv.reader(io.StringIO((header(part) + lines(rows_of(record, part), "a")).decode())))
        assert {len(row) for row in rows} == {len(COLUMNS[part]) + 1}
        assert len(rows) == len(getattr(record, part)) + 1


@pytest.mark.usefixtures("reader", "pages")
def test_one_table_has_the_rows_of_all_pages_under_one_header():
    result = run("read", "a.html", "c.html", "--csv", "figures")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert result.exit_code == 0
    assert [row["article"] for row in rows] == ["a.html"] * 5 + ["c.html"] * 5


@pytest.mark.usefixtures("reader", "pages")
def test_a_page_that_fails_costs_its_own_rows_alone():
    result = run("read", "a.html", "b.txt", "c.html", "--csv", "dates")
    assert result.exit_code == 1
    assert {row["article"] for row in csv.DictReader(io.StringIO(result.stdout))} == {"a.html", "c.html"}
    assert "b.txt" in result.stderr


@pytest.mark.usefixtures("reader", "pages")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--csv", "quotes"), "no part of a record"),
        (("--csv", "figures,dates"), "one table"),
        (("--csv", "figures", "--json"), "ask for one of them"),
        (("--csv", "figures", "--out", "somewhere"), "ask for one of them"),
        (("--csv", "figures", "--only", "dates"), "leave out --only"),
        (("--only", "quotes"), "no part of a record"),
        (("--only", ","), "names no part"),
    ],
)
def test_what_cannot_be_shown_is_wrong_usage(arguments, told):
    result = run("read", "a.html", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


# ── parts alone ──


@pytest.mark.usefixtures("reader", "pages")
def test_one_part_alone_is_shown_in_the_terminal():
    told = run("read", "a.html", "--only", "figures").stdout
    assert "FIGURES" in told
    assert "coast office" in told
    assert not any(title in told for title in ("WHO SAID WHAT", "MEETINGS", "WHERE THEY STAND"))


@pytest.mark.usefixtures("reader", "pages")
def test_dates_and_actors_are_shown_when_they_are_asked_for():
    assert "DATES" not in run("read", "a.html").stdout
    told = run("read", "a.html", "--only", "dates,actors").stdout
    assert "Tuesday  Tue 4 March 2031 · 2031-03-04" in told
    assert "Tam Ulrich  person · dockers' leader" in told


def test_a_part_of_which_there_is_nothing_says_so():
    assert "FIGURES\n  none" in render(msgspec.structs.replace(RECORD, figures=()), only=["figures"])


@pytest.mark.usefixtures("reader", "pages")
def test_the_json_of_a_part_has_what_its_ids_lead_to():
    less = Record.from_json(run("read", "a.html", "--only", "figures", "--json").stdout)
    assert less.figures == RECORD.figures
    assert [statement.id for statement in less.statements] == ["s6"]
    assert {actor.id for actor in less.actors} == {"a1", "a4", "a5"}
    assert (less.encounters, less.positions, less.dates) == ((), (), ())


@pytest.mark.usefixtures("reader", "pages")
def test_the_annotated_page_of_a_part_marks_it_alone(pages):
    assert run("read", "a.html", "--only", "figures", "--html", pages / "o.html").exit_code == 0
    html = (pages / "o.html").read_text()
    assert "data-f=" in html
    assert "data-s=" not in html


@settings(max_examples=40)
@given(records())
def test_all_parts_together_are_the_record(record):
    assert alone(record, PARTS) == record


# ── dates on hover ──


def with_date(kind, value):
    span = invented.at("Monday")
    return msgspec.structs.replace(RECORD, dates=(Timex(span.start, span.end, kind, value),))


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("DATE", "2031-03-03", '<time datetime="2031-03-03" title="Mon 3 March 2031 (2031-03-03)">Monday</time>'),
        ("DURATION", "PT2H30M", '<time datetime="PT2H30M" title="2 hours 30 minutes (PT2H30M)">Monday</time>'),
        ("SET", "P1W", '<span class="when" title="every week (P1W)">Monday</span>'),
        ("DATE", "PRESENT_REF", '<span class="when" title="now (PRESENT_REF)">Monday</span>'),
        ("TIME", "2031-03-03TEV", 'title="Mon 3 March 2031, evening (2031-03-03TEV)">Monday</span>'),
        ("DATE", '"><script>', 'title="&#34;&gt;&lt;script&gt; (&#34;&gt;&lt;script&gt;)">Monday</span>'),
    ],
)
def test_a_time_expression_tells_what_it_stands_for(kind, value, told):
    assert told in standalone(with_date(kind, value))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031", "2031"),
        ("199", "the 1990s"),
        ("2031-W09", "week 9 of 2031"),
        ("2031-03-03T14:30", "Mon 3 March 2031, 14:30"),
    ],
)
def test_values_of_dates_in_words(value, words):
    assert timex(Timex(0, 1, "DATE", value)) == words


@pytest.mark.parametrize(
    ("value", "words"), [("XXXX-WXX-1", "every Monday"), ("XXXX-05-04", "every 4 May"), ("XXXX-12", "every December")]
)
def test_what_comes_again_every_year_or_week_is_said_so(value, words):
    assert timex(Timex(0, 1, "SET", value)) == words


def test_meetings_and_positions_lead_to_where_they_stand():
    html = standalone(RECORD)
    assert '<a href="#p1-e1">meeting</a>' in html
    assert 'id="p1-e1"' in html
    assert 'id="p1-p1"' in html
