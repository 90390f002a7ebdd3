"""What users corrected, written as gold: quotes that stand in the text, and a form that the gold's scorer reads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import dam
from onrecord.errors import OutputError
from onrecord.export.corrected_gold import write_gold
from onrecord.ingest.adding import add
from onrecord.store.articles import record
from onrecord.store.store import Store
from onrecord.story import mending

SCORER = Path(__file__).parents[2].parent / "shared" / "gold" / "score.py"


@pytest.fixture
def told(sqlite_store: Store) -> Store:
    for number, one in enumerate((dam.breach(), dam.opposed(), dam.met(), dam.counted()), 1):
        add(sqlite_store, one, url=f"https://news.example/{number}")
    mending.mark_wrong(sqlite_store, "statement", 200001, why="not said", by="ada")
    mending.mend(sqlite_store, "statement", 400001, {"speaker": "Ilva Ren", "mode": "deny", "said_on": None}, by="ben")
    mending.mend(sqlite_store, "figure", 400001, {"low": 17, "high": None, "source": "Ilva Ren"}, by="ada")
    return sqlite_store


def test_only_corrected_articles_are_written_and_each_item_says_what_was_corrected(told, tmp_path):
    assert write_gold(mending.mended_records(told), tmp_path) == 2
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["article-2.json", "article-4.json"]
    two, four = (json.loads((tmp_path / f"article-{n}.json").read_text()) for n in (2, 4))
    assert [len(gold["statements"]) for gold in (two, four)] == [1, 3]
    (wrong,) = two["wrong"]["statements"]
    assert (wrong["cue"], wrong["corrected"][0]["why"]) == ({"q": "warned"}, "not said")
    mended = four["statements"][1]
    assert (mended["speaker"], mended["mode"], mended["said_on"]) == ("Ilva Ren", "deny", None)
    assert mended["corrected"][0]["was"]["said_on"] == "2031-03-04"
    assert [figure.get("corrected") is not None for figure in four["figures"]] == [False, True]
    assert four["annotator"] == "ada, ben"


def test_every_quote_stands_in_its_text(told, tmp_path):
    write_gold(mending.mended_records(told), tmp_path)
    for path in tmp_path.glob("*.json"):
        gold = json.loads(path.read_text())
        text = (tmp_path / "texts" / f"{gold['id']}.txt").read_text()
        quotes = [one["q"] for part in ("figures", "encounters") for one in gold[part]]
        quotes += [piece for said in gold["statements"] for piece in (*said["content"], said["cue"], said["source"])]
        assert quotes
        assert all(text.count(quote["q"]) > quote.get("nth", 0) for quote in quotes if quote is not None)


def test_a_folder_that_cannot_be_written_to_is_told(told, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="gold cannot be written"):
        write_gold(mending.mended_records(told), tmp_path / "file")


@pytest.mark.skipif(not SCORER.exists(), reason="the gold's scorer lies beside the checkout, in ../shared/gold")
def test_the_golds_scorer_reads_it(told, tmp_path):
    gold = tmp_path / "gold"
    write_gold(mending.mended_records(told), gold)

    def scores(name: str) -> dict[str, dict[str, float]]:
        command = [sys.executable, str(SCORER), str(gold), str(tmp_path / name), "--json"]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    for name in ("mended", "read"):
        (tmp_path / name).mkdir()
    with told.reading() as connection:
        for article in (2, 4):
            now = record(connection, article).to_json()
            (tmp_path / "mended" / f"article-{article}.json").write_text(now)
            (tmp_path / "read" / f"article-{article}.json").write_text(mending.as_read(told, article).to_json())
    mended, read = scores("mended"), scores("read")
    assert [mended[key]["F1"] for key in ("statements", "statements.linked", "figures")] == [100, 100, 100]
    assert mended["figure.source"]["accuracy"] == 100
    assert (read["statements"]["predicted"], mended["statements"]["predicted"]) == (5, 4)
    assert read["statements.linked"]["F1"] < read["statements"]["F1"] < 100
