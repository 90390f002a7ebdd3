"""The measures of the dates bench, on articles of our own, and their floors on TempEval-3's where it lies beside us."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest
from bench.datepeers import onrecord
from bench.dates import ARCHIVE
from bench.timex import Article, Mark, Tally, articles, split

SHARED = Path(__file__).resolve().parents[3] / "shared"
TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>a</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2021-03-04" functionInDocument="CREATION_TIME">03/04/2021</TIMEX3></DCT>
<TEXT>
The mill <EVENT eid="e1">closed</EVENT> on
<TIMEX3 tid="t1" type="DATE" value="2021-03-02">Tuesday</TIMEX3>.

It had run for <TIMEX3 tid="t2" type="DURATION" value="P40Y">forty
years</TIMEX3>.
</TEXT>
</TimeML>"""


def packed(path: Path, *names: str) -> Path:
    with tarfile.open(path, "w:xz") as archive:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = len(TIMEML.encode())
            archive.addfile(entry, io.BytesIO(TIMEML.encode()))
    return path


def test_an_article_is_read_with_its_marks_and_white_space_folded(tmp_path):
    (article,) = articles(packed(tmp_path / "a.tar.xz", "x/TimeBank/a.tml", "x/testpipeline/b.tml"))
    assert article.published == "2021-03-04"
    assert article.text == "The mill closed on Tuesday.\n\nIt had run for forty years."
    assert [article.text[m.start : m.end] for m in article.marks] == ["Tuesday", "forty years"]
    assert [(m.type, m.value) for m in article.marks] == [("DATE", "2021-03-02"), ("DURATION", "P40Y")]


def test_every_fifth_article_by_name_is_held_back(tmp_path):
    names = [f"x/AQUAINT/{letter}.tml" for letter in "kjihgfedcba"]
    worked, held = split(articles(packed(tmp_path / "a.tar.xz", *names)))
    assert [a.name for a in held] == ["e", "j"]
    assert len(worked) == 9


def test_the_measures_are_those_of_tempeval_3():
    marks = tuple(Mark(at, at + 6, "DATE", "2021") for at in (0, 10, 20, 30))
    found = [
        Mark(0, 6, "DATE", "2021"),
        Mark(8, 16, "DATE", "2020"),
        Mark(20, 26, "TIME", "2021"),
        Mark(50, 56, "DATE", "2021"),
    ]
    scores = Tally().add(Article("a", " " * 60, "2021-01-01", marks), found).scores()
    assert scores == {"relaxed": 75.0, "strict": 50.0, "value": 50.0, "type": 50.0, "precision": 75.0, "recall": 75.0}


def test_one_expression_found_is_matched_once():
    marks = (Mark(0, 4, "DATE", "2021"), Mark(5, 9, "DATE", "2022"))
    scores = Tally().add(Article("a", " " * 9, "", marks), [Mark(0, 9, "DATE", "2021")]).scores()
    assert (scores["precision"], scores["recall"]) == (100.0, 50.0)


@pytest.mark.skipif(not (SHARED / ARCHIVE).is_file(), reason="../shared/corpora/timex is not beside this checkout")
def test_dates_hold_their_floors_on_tempeval_3():
    read, tally = onrecord(), Tally()
    for article in split(articles(SHARED / ARCHIVE))[1]:
        tally.add(article, [Mark(*found) for found in read(article.text, article.published)["dates"]])
    scores = tally.scores()
    assert scores["relaxed"] >= 92.0
    assert scores["type"] >= 86.9
    assert scores["value"] >= 74.7
