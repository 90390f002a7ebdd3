"""The benchmark of all peers and the floor of the hardware: what is counted, what a failure does, what is drawn."""

from __future__ import annotations

import dataclasses
import sys
import time
from collections import Counter
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import readers_of_all_kinds as kinds

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench import beside, contest, stages
from bench.beside import Row, ratio, table
from bench.beside_picture import Bar, picture
from bench.contender import Contender
from bench.contest import Contest, Course, Entrant, Item
from bench.process import Reader, ReaderError
from bench.written import NoPlaceError, marks, write_between

REPOSITORY = Path(__file__).resolve().parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
ITEMS = [Item(name, name, "2031-03-04", 10) for name in ("one", "two", "three")]


def entrant(load, **how):
    return Entrant(Contender(load.__name__, load, "no-such-package", "sys"), ("set",), **how)


def run(*entrants):
    with Contest(entrants) as ran:
        return ran.run("set", ITEMS)


@LINUX
def test_a_reader_that_fails_or_dies_costs_the_others_nothing():
    courses = run(*map(entrant, (kinds.working, kinds.unloadable, kinds.refusing_one, kinds.dying)))
    assert courses["working"].records["two"] == {"text": "two", "published": "2031-03-04"}
    assert (courses["working"].words, courses["working"].failures) == (30, Counter())
    assert courses["unloadable"].failures == {"cannot be loaded: ImportError: no module of that name": 3}
    assert courses["refusing_one"].failures == {"ValueError: a bad word": 1}
    assert set(courses["refusing_one"].records) == {"one", "three"}
    assert courses["dying"].failures == {"its process ended, exit status 3": 2}
    assert courses["dying"].words == 10


@LINUX
def test_a_reader_that_does_not_answer_is_stopped_and_asked_no_more(monkeypatch):
    monkeypatch.setattr(contest, "PATIENCE", 2.0)
    course = run(entrant(kinds.dawdling))["dawdling"]
    assert course.failures == {"no answer in 2 s": 1}
    assert (set(course.records), course.unasked) == ({"one"}, 1)


@LINUX
def test_a_reader_whose_time_is_up_is_asked_no_more():
    course = run(entrant(kinds.working, seconds=-1.0))["working"]
    assert (course.records, course.unasked) == ({}, 3)


@LINUX
def test_several_articles_are_handed_over_at_once(monkeypatch):
    monkeypatch.setattr(contest, "TOGETHER", 2)
    course = run(entrant(kinds.of_several, several=True))["of_several"]
    assert [course.records[name]["number"] for name in ("one", "two", "three")] == [2, 2, 1]
    assert (course.words, len(course.parts)) == (30, 2)


@LINUX
def test_programs_that_a_reader_starts_are_counted():
    with Reader(kinds.starting_a_program) as reader:
        answer = reader.answer("", None)
    assert answer.error is None
    assert answer.seconds > 0.2  # a program of 0.3 s, by a clock that ticks
    assert answer.peak > 5


@LINUX
def test_a_reading_that_fails_says_why():
    with Reader(kinds.refusing_one) as reader:
        assert reader.read("one", None)[0] == {"text": "one"}
        with pytest.raises(ReaderError, match="a bad word"):
            reader.read("two", None)


def test_what_is_not_installed_is_a_row_with_the_command_that_brings_it():
    missing = dataclasses.replace(entrant(kinds.working).contender, module="no_such_module", install="pip install it")
    assert missing.missing == "not installed: `pip install it`"
    bare = dataclasses.replace(missing, module="sys", needs=("no-such-program", "apt-get install it"))
    assert bare.missing == "needs no-such-program: `apt-get install it`"
    rows = beside.rows_of(beside.WHOLE, [Entrant(missing, ("speed",))], beside.Run({"speed": {}}, {}, 0), Path())
    assert rows == [Row(beside.WHOLE, "working", remark="not installed: `pip install it`")]


def test_the_ratio_divides_seconds_of_the_same_articles():
    own, spacy = Course(seconds=8, clock=10, parts=[(2, 2.5)] * 4), Course(seconds=4, clock=4, parts=[(1, 1)] * 4)
    assert "0.50 times" in ratio(own, spacy)
    assert "0.40 by the clock" in ratio(own, spacy)
    assert "0.50 to 0.50" in ratio(own, spacy)
    assert ratio(own, Course()) == ""


def test_the_table_has_a_row_for_each_reader_under_its_task():
    rows = [Row(beside.PAGES, "onrecord 1", ("98.0", "97.0"), (40.0, 30.0), 120.0), Row(beside.DATES, "a|b")]
    lines = table(rows, "Measured here.")
    assert "| onrecord 1 | 98.0 | 97.0 | 40 (30) | 120 |  |" in lines
    assert "| a\\|b |  |  |  |  |  |" in lines
    assert [line.count("**") for line in lines if "**" in line] == [2, 2]


def test_the_picture_has_three_bars_for_what_was_measured_and_is_legible_in_the_dark():
    bars = [Bar("said", "ours <1>", 80.0, 2.0, 400.0, True), Bar("said", "theirs", None, 0.2, None, False)]
    drawn = picture(bars)
    root = ET.fromstring(drawn)  # noqa: S314 - our own SVG
    kinds_drawn = Counter(rect.get("class") for rect in root.iter("{http://www.w3.org/2000/svg}rect"))
    assert kinds_drawn == {"ground": 1, "rail": 4, "ours": 3, "bar": 1}
    assert "prefers-color-scheme:dark" in drawn
    assert picture([]).endswith("</svg>\n")


def test_a_table_takes_the_place_of_the_one_before_it(tmp_path):
    page, (begin, end) = tmp_path / "page.md", marks("new")
    page.write_text(f"Before.\n{begin}\nold\n{end}\nAfter.\n", encoding="utf-8")
    for lines in (["first"], ["second", "third"]):
        write_between(page, "new", lines)
    assert page.read_text(encoding="utf-8") == f"Before.\n{begin}\nsecond\nthird\n{end}\nAfter.\n"
    with pytest.raises(NoPlaceError, match="needs the lines"):
        write_between(page, "other", [])


@pytest.mark.parametrize("name", ["beside", "floor"])
def test_the_page_of_benchmarks_has_a_place_for_each_table(name):
    text = (REPOSITORY / "docs" / "benchmarks.md").read_text("utf-8")
    begin, end = marks(name)
    assert text.count(begin) == text.count(end) == 1
    assert f"python -m bench.{name} ../shared --write docs/benchmarks.md" in text
    assert text.partition(begin)[2].partition(end)[0].count("\n|") > 5


# -- stages -----------------------------------------------------------------------------------------------------------


def spin(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_a_stage_s_time_is_its_own():
    clock = stages.Clock()
    inner = clock.around("inner", lambda: spin(0.05))
    clock.around("outer", lambda: (spin(0.02), inner()))()
    assert set(clock.spent) == {"inner", "outer"}
    assert clock.spent["inner"] >= 0.05
    assert clock.spent["outer"] >= 0.02
    with pytest.raises(ZeroDivisionError):
        clock.around("failing", lambda: 1 / 0)()
    assert set(clock.spent) == {"inner", "outer", "failing"}


@pytest.mark.parametrize(
    ("name", "given", "out", "product"),
    [
        ("DynamicQuantizeMatMul", [[1, 48, 384]], [1, 48, 1536], ("int8", 1, 48, 384, 1536)),
        ("MatMul", [[1, 12, 48, 32], [1, 12, 32, 48]], [1, 12, 48, 48], ("float", 12, 48, 32, 48)),
        ("MatMul", [[1, 48, 384]], [1, 48, 14], ("float", 1, 48, 384, 14)),
        ("Gemm", [[12, 384], [14]], [12, 14], ("float", 1, 12, 384, 14)),
        ("Conv", [[12, 160, 48], [160, 160, 5]], [12, 160, 48], ("float", 1, 576, 800, 160)),
        ("Softmax", [[1, 12, 48, 48]], [1, 12, 48, 48], None),
    ],
)
def test_the_products_of_a_network_are_told_from_its_profile(name, given, out, product):
    shapes = [{"float": shape} for shape in given]
    assert (
        stages._product({"op_name": name, "input_type_shape": shapes, "output_type_shape": [{"float": out}]}) == product
    )


def test_the_reader_still_has_the_stages_that_are_clocked():
    assert [name for module, name, _ in stages.SEAMS if not hasattr(import_module(module), name)] == []


def test_a_product_alone_has_a_rate():
    pytest.importorskip("onnx", reason="onnx is in the extra bench")
    from bench.rates import rate  # noqa: PLC0415 - asks for onnx

    for product in (("int8", 1, 16, 32, 8), ("float", 2, 16, 32, 8), ("float", 1, 16, 32, 8)):
        assert rate(product) > 0
