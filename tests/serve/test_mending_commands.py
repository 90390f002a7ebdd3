"""The commands that mend what was read, and what they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dam
import onrecord
from onrecord.ingest.adding import add
from onrecord.serve.cli import app


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "news.db"
    with onrecord.create_store(path) as store:
        for number, one in enumerate((dam.breach(), dam.opposed(), dam.met(), dam.counted()), 1):
            add(store, one, url=f"https://news.example/{number}")
    return path


@pytest.fixture
def run(empty, tmp_path):
    """Run a command on a store of its own; return its status and all it said."""
    path = tmp_path / "news.db"
    path.write_bytes(empty.read_bytes())

    def call(*arguments: str) -> tuple[int, str]:
        found = CliRunner().invoke(app, [*arguments, "--store", str(path)])
        return found.exit_code, found.stdout + found.stderr

    return call


def test_items_are_listed_with_their_numbers_and_what_was_corrected(run):
    assert "statement 400001  affirm say · river police" in run("items", "4")[1]
    assert run("wrong", "statement", "400001", "--why", "a misprint", "--by", "ada")[0] == 0
    said = run("items", "4")[1]
    assert "statement 400001  wrong" in said
    assert "correction 1: marked wrong, by ada" in said
    assert "a misprint" in said
    listed = json.loads(run("items", "4", "--only", "statement", "--json")[1])
    assert [one["wrong"] for one in listed] == [False, True, False]
    assert "mention 400001  river police" in run("items", "4", "--only", "mention")[1]
    assert run("items", "4", "--only", "headline")[0] == 2


def test_a_statement_is_mended_shown_so_and_mended_back(run):
    status, said = run("mend", "statement", "400002", "--speaker", "Ilva Ren", "--mode", "affirm", "--said-on", "",
                       "--words", "a dry Sarvia", "--to", "reporters", "--new", "group")  # fmt: skip
    assert (status, said) == (0, "mended; `onrecord undo 1` takes it back\n")
    said = " ".join(run("said", "--by", "Ilva Ren", "--story", "1", "dry")[1].split())
    assert "speaker was Tomas Vael, is Ilva Ren" in said
    assert "to reporters" in said
    assert run("undo", "1") == (0, "undone; `onrecord undo 2` brings it back\n")
    assert "speaker was" not in run("said", "dry")[1]


@pytest.mark.parametrize(
    ("value", "low", "high", "approx"),
    [("17", 17, 17, False), ("12..15", 12, 15, False), ("12..", 12, None, False), ("..15", None, 15, False),
     ("~12.5", 12.5, 12.5, True)],
)  # fmt: skip
def test_a_figure_is_mended_to_a_value(run, value, low, high, approx):
    assert run("mend", "figure", "400001", "--value", value)[0] == 0
    (point,) = [p for p in json.loads(run("tally", "killed", "--json")[1])["series"] if "police" in str(p["names"])]
    assert (point["points"][-1]["low"], point["points"][-1]["high"]) == (low, high)
    assert point["points"][-1]["approx"] == approx


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("mend", "figure", "400001", "--value", "many"), "no count"),
        (("mend", "figure", "400001", "--value", "12 15"), "no count"),
        (("mend", "figure", "400001"), "say what is so"),
        (("mend", "statement", "400001", "--source", "Ilva Ren"), "--source-words"),
        (("mend", "statement", "400001", "--speaker", "Nobody Known"), "knows 'Nobody Known'"),
        (("mend", "statement", "400001", "--speaker", "X Y", "--new", "robot"), "no kind of actor"),
        (("mend", "encounter", "400000", "--place", "Orrin"), "only be marked wrong"),
        (("wrong", "headline", "400000"), "nothing that can be corrected"),
        (("wrong", "statement", "9900000"), "has no article 99"),
        (("items", "99"), "has no article 99"),
        (("move", "4"), "--story N or --new"),
        (("move", "four", "--new"), "no numbers"),
        (("move", "4", "--story", "1"), "in story 1 already"),
        (("merge-stories", "1", "9"), "no story 9"),
        (("together", "400001", "400001"), "one utterance already"),
        (("apart", "400002"), "stands alone"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(run, arguments, says):
    status, said = run(*arguments)
    assert status == 2
    assert says in " ".join(said.split())
    assert json.loads(run("corrections", "--json")[1]) == []


def test_stories_and_utterances_are_mended(run):
    assert run("move", "4", "--new") == (0, "in story 2 now; `onrecord undo 1` takes it back\n")
    assert run("move", "4", "--story", "1") == (0, "in story 1 now; `onrecord undo 2` takes it back\n")
    assert run("undo", "2")[0] == 0
    assert run("merge-stories", "1", "2") == (0, "one story now; `onrecord undo 4` takes it back\n")
    assert run("together", "400001", "200000") == (0, "one utterance now; `onrecord undo 5` takes it back\n")
    assert run("apart", "400001") == (0, "it stands alone now; `onrecord undo 6` takes it back\n")
    log = " ".join(run("corrections")[1].split())
    assert "1 move https://news.example/4 · to a story of their own" in log
    assert "5 together statement · “15 people were killed there” · with" in log
    assert run("check")[0] == 0


def test_corrections_go_out_and_in_and_as_gold(run, empty, tmp_path):
    run("wrong", "statement", "400001")
    run("mend", "figure", "400001", "--value", "17")
    assert "2 corrections written" in run("corrections", "--export", str(tmp_path / "log.jsonl"))[1]
    other = tmp_path / "other.db"
    other.write_bytes(empty.read_bytes())
    call = ["corrections", "--import", str(tmp_path / "log.jsonl"), "--store", str(other)]
    assert "2 corrections added" in CliRunner().invoke(app, call).stderr
    assert "0 corrections added" in CliRunner().invoke(app, call).stderr
    assert "1 corrected article written" in run("corrections", "--gold", str(tmp_path / "gold"))[1]
    assert (tmp_path / "gold" / "article-4.json").exists()
