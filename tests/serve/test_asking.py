"""The commands that ask a store, on an invented story of a broken dam."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

pytest.importorskip("sqlalchemy", reason="the store is an extra")

from sqlalchemy import update

from dam import records
from made import arrival
from onrecord.serve.cli import app
from onrecord.store import schema
from onrecord.store.keep import keep
from onrecord.store.store import Store
from onrecord.story.arrivals import arrive
from onrecord.story.clusters import membership

STORY_NUMBER = "1"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asked") / "dam.db"
    with Store.create(path) as store, store.writing() as connection:
        for number, record in enumerate(records(), 1):
            seen_at = f"{record.article.published.value}T18:00:00Z"
            receipt = keep(connection, arrival(record, f"https://news.example/{number}", seen_at))
            arrive(connection, receipt.article)
        # The third and the fourth print the second; so few words are too few to tell.
        connection.execute(update(schema.VOICES).where(schema.VOICES.c.article.in_([3, 4])).values(voice=2))
        membership.tell(connection, int(STORY_NUMBER))
    return path


def ask(store: Path, *arguments: object) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments), "--store", str(store)])


ANSWERS = [
    (("said", "dam"), "Tomas Vael"),
    (("said", "--mode", "affirm", "--oldest"), "ministry"),
    (("stories",), "7 articles"),
    (("timeline", STORY_NUMBER), "At least 12 people"),
    (("timeline", STORY_NUMBER, "--key"), "●"),
    (("positions", STORY_NUMBER), "supports"),
    (("checks", STORY_NUMBER), ""),
    (("tally", "killed"), "at least 12"),
    (("search", "dam"), "Orrin"),
    (("first", "the Orrin dam must be raised by four metres"), "printed it first"),
    (("actors",), ""),
    (("corrections",), "nothing was corrected"),
]


@pytest.mark.parametrize(("question", "words"), ANSWERS)
def test_an_answer_is_lines_json_and_a_table(kept: Path, question: tuple[str, ...], words: str) -> None:
    told = ask(kept, *question)
    assert told.exit_code == 0, told.output
    assert words in told.stdout
    assert "\x1b" not in told.stdout
    plain = ask(kept, *question, "--json")
    assert plain.exit_code == 0, plain.output
    json.loads(plain.stdout)
    table = ask(kept, *question, "--csv")
    assert table.exit_code == 0, table.output
    header, *rows = csv.reader(io.StringIO(table.stdout))
    assert len(set(header)) == len(header)
    assert {len(row) for row in rows} <= {len(header)}


@pytest.mark.parametrize(
    "question",
    [("timeline", STORY_NUMBER), ("positions", STORY_NUMBER), ("tally", "killed"), ("tally", "hostages")],
)
def test_a_picture_is_drawn(kept: Path, tmp_path: Path, question: tuple[str, ...]) -> None:
    pytest.importorskip("altair", reason="pictures are an extra")
    told = ask(kept, *question, "--plot", tmp_path / "a.svg")
    assert told.exit_code == 0, told.output
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<svg")


def test_a_story_at_a_glance_tells_what_is_known_and_where_parties_stand(kept: Path) -> None:
    told = ask(kept, "story", STORY_NUMBER).stdout
    for part in ("WHAT WE KNOW", "WHERE THEY STAND", "KEY EVENTS", "WHO TELLS IT", "Harbour Post"):
        assert part in told
    assert json.loads(ask(kept, "story", STORY_NUMBER, "--json").stdout)["story"]["articles"] == 7


def test_an_actor_is_what_it_said_and_where_it_stands(kept: Path) -> None:
    told = ask(kept, "who", "Ilva Ren").stdout
    for part in ("WHERE IT STANDS", "SAID LAST", "changed"):
        assert part in told
    plain = json.loads(ask(kept, "who", "Ilva Ren", "--json").stdout)
    assert plain["actor"]["name"] == "Ilva Ren"
    early = json.loads(ask(kept, "who", "Ilva Ren", "--as-of", "2031-03-02", "--json").stdout)
    assert early["last_on"] <= "2031-03-02" < plain["last_on"]


def test_as_of_a_day_nothing_later_is_told(kept: Path) -> None:
    early = json.loads(ask(kept, "as-of", "2031-03-01", STORY_NUMBER, "--json").stdout)
    assert early["day"] == "2031-03-01"
    assert early["story"]["last_on"] == "2031-03-01"
    assert all(e["published"] <= "2031-03-01" for e in early["key_events"])
    same = json.loads(ask(kept, "story", STORY_NUMBER, "--as-of", "2031-03-01", "--json").stdout)
    assert same == early


def test_the_paragraph_is_text_markdown_or_html(kept: Path) -> None:
    text = ask(kept, "background", STORY_NUMBER).stdout
    assert "(Harbour Post, " in " ".join(text.split())
    assert "](https://" in ask(kept, "background", STORY_NUMBER, "--markdown").stdout
    assert ask(kept, "background", STORY_NUMBER, "--html").stdout.startswith("<p>")


def test_a_copy_is_no_second_witness(kept: Path) -> None:
    row = json.loads(ask(kept, "stories", "--json").stdout)[0]
    assert row["articles"] == 7
    assert row["voices"] == 5


def test_an_official_series_stands_beside_the_articles(kept: Path, tmp_path: Path) -> None:
    official = tmp_path / "official.csv"
    official.write_text("date,killed_cum\n2031-03-01,12\n2031-03-03,31\n", "utf-8")
    rows = json.loads(ask(kept, "tally", "killed", "--official", official, "--json").stdout)
    assert {row["official"] for row in rows if row["day"] == "2031-03-01"} == {12}
    assert ask(kept, "tally", "killed", "--official", official).exit_code == 0


@pytest.mark.parametrize(
    ("question", "status", "says"),
    [
        (("story", "99"), 2, "no story 99"),
        (("timeline", STORY_NUMBER, "--as-of", "2030-01-01"), 2, "no story 1 by 2030-01-01"),
        (("said", "--since", "yesterday"), 2, "no day"),
        (("said", "--by", "Nobody Atall"), 2, "no actor"),
        (("said", "dam", "--json", "--csv"), 2, "one of them"),
        (("said", "dam", "--mode", "shout"), 2, "affirm, deny, decline, ask"),
        (("search", '""'), 2, "look for"),
        (("tally", "umbrellas"), 2, "umbrellas"),
        (("first", "…"), 2, "no word"),
        (("revisions", "https://nowhere.example/"), 2, "no article"),
        (("undo", "5"), 2, "no correction 5"),
        (("timeline", STORY_NUMBER, "--plot", "a.pdf"), 2, ".svg or .png"),
        (("checks", STORY_NUMBER, "--as-of", "2031-02-30"), 2, "no day"),
        (("tally", "killed", "--official", "missing.csv"), 2, "missing.csv"),
        (("forget", "99"), 2, "no article 99"),
    ],
)
def test_what_cannot_be_answered_is_one_clear_line(
    kept: Path, question: tuple[str, ...], status: int, says: str
) -> None:
    told = ask(kept, *question)
    assert told.exit_code == status, told.output
    assert says in told.output
    assert told.output.startswith("onrecord: ")
    assert len(told.output.splitlines()) == 1


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    told = ask(tmp_path / "none.db", "stories")
    assert told.exit_code == 1
    assert "none.db" in told.output
    assert not (tmp_path / "none.db").exists()


def test_who_is_who_is_mended_and_mended_back(kept: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert ask(kept, "backup", copy).exit_code == 0
    before = json.loads(ask(copy, "actors", "--json").stdout)
    assert ask(copy, "rename", "Tomas Vael", "Tomas J. Vael").exit_code == 0
    assert "Tomas J. Vael" in ask(copy, "actors").stdout
    assert ask(copy, "merge", "Tomas J. Vael", before[-1]["id"]).exit_code == 0
    log = tmp_path / "log.jsonl"
    assert ask(copy, "corrections", "--export", log).exit_code == 0
    assert len(log.read_text("utf-8").splitlines()) == 2
    for number in (2, 1):
        assert ask(copy, "undo", number).exit_code == 0
    assert json.loads(ask(copy, "actors", "--json").stdout) == before


def test_what_is_taken_down_is_gone_and_the_rest_is_whole(kept: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert ask(kept, "backup", copy).exit_code == 0
    assert ask(copy, "forget", "1", "--reason", "asked to").exit_code == 0
    assert ask(copy, "check").exit_code == 0
    assert json.loads(ask(copy, "stories", "--json").stdout)[0]["articles"] == 6


def test_a_store_of_this_version_needs_no_upgrade(kept: Path) -> None:
    told = ask(kept, "upgrade")
    assert told.exit_code == 0
    assert "of this version" in told.output
