"""Corrections through everything that happens to a store: re-reading, forgetting, races, backups, other stores."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, text, update

import dam
from made import made
from onrecord.errors import UsageError
from onrecord.ingest.adding import add
from onrecord.record import MadeBy, Record
from onrecord.store import schema
from onrecord.store.ask import figures, positions, statements
from onrecord.store.backup import backup, restore
from onrecord.store.checking import check
from onrecord.store.store import Store
from onrecord.store.wanted import Wanted
from onrecord.story import asking, correcting, departures, mending, moving
from onrecord.story.corrected import listed

URL = "https://news.example/{}"
NEWER = MadeBy("9.9.9")


def bring(store: Store, number: int, record: Record) -> int:
    found = add(store, record, url=URL.format(number)).article
    assert found is not None
    return found


@pytest.fixture
def told(store: Store) -> Store:
    for number, one in enumerate((dam.breach(), dam.opposed(), dam.met(), dam.counted()), 1):
        bring(store, number, one)
    return store


def modes(store: Store, article: int) -> dict[int, tuple[str, str | None]]:
    with store.reading() as connection:
        rows = statements(connection, Wanted(articles=(article,)))
    return {row.id: (row.mode, row.speaker and row.speaker.name) for row in rows}


def whole(store: Store) -> bool:
    return check(store).faults == ()


def log(store: Store) -> list[tuple[str, bool, tuple[str, ...]]]:
    return [(c.kind, c.active, c.lost) for c in correcting.corrections(store)]


# ---- the log, a page at a time --------------------------------------------------------------------------------------


def test_the_log_is_read_a_page_at_a_time_each_line_with_its_undoing(told):
    first = mending.mark_wrong(told, "statement", 100000)
    second = mending.mend(told, "figure", 100000, {"low": 14})
    third = correcting.rename(told, "1", "Anna Voss")
    undone = correcting.undo(told, first)
    whole_log = list(correcting.corrections(told))
    assert [c.id for c in whole_log] == [first, second, third, undone]
    assert list(correcting.corrections(told, limit=2, offset=1)) == whole_log[1:3]
    page = listed(told, most=2)
    assert ([one.correction.id for one in page.lines], page.total, page.before) == ([third, second], 4, second)
    rest = listed(told, page.before, most=2)
    assert [(one.correction.id, one.correction.active, one.undone) for one in rest.lines] == [(first, False, undone)]
    assert rest.before is None


def test_only_what_was_said_of_an_actor_stands_on_its_page(told):
    mending.mark_wrong(told, "statement", 100000)
    renamed = correcting.rename(told, "1", "Anna Voss")
    assert [c.id for c in correcting.corrections_naming(told, {"Anna Voss"})] == [renamed]
    assert list(correcting.corrections_naming(told, {"nobody"})) == []


# ---- re-reading -----------------------------------------------------------------------------------------------------


def test_corrections_hold_when_a_newer_model_reads_the_article(told):
    mending.mark_wrong(told, "statement", 100000)
    mending.mend(told, "statement", 100001, {"mode": "deny", "speaker": "Petra Voss"}, new="person")
    mending.mend(told, "figure", 100000, {"low": 14})
    assert bring(told, 1, dam.breach(made_by=NEWER)) == 1
    assert modes(told, 1) == {100001: ("deny", "Petra Voss")}
    with told.reading() as connection:
        assert [f.low for f in figures(connection, Wanted(articles=(1,)))] == [14]
        assert [(p.article, p.holder.name) for p in positions(connection, Wanted(articles=(1,)))] == [(1, "Petra Voss")]
    assert whole(told)
    for number in (1, 2, 3):
        correcting.undo(told, number)
    assert modes(told, 1) == {100000: ("affirm", "health ministry"), 100001: ("affirm", "Tomas Vael")}
    assert whole(told)


def test_corrections_move_with_their_words_in_a_changed_text(told):
    mending.mend(told, "statement", 200001, {"mode": "deny"})
    longer = dam.OPPOSED.replace("[[Ilva Ren]", "Rain fell for nine days. [[Ilva Ren]", 1)
    bring(told, 2, dam.opposed(text=longer))
    assert modes(told, 2)[200001] == ("deny", "Ilva Ren")
    assert whole(told)


def test_a_correction_of_words_that_changed_is_kept_and_holds_again_when_they_are_back(told):
    made = mending.mark_wrong(told, "statement", 200001)
    bring(told, 2, dam.opposed(text=dam.OPPOSED.replace("a dry Sarvia within three", "a wet Sarvia within nine")))
    assert 200001 in modes(told, 2)
    assert log(told) == [("wrong", True, (f"the statement 'of a dry Sarvia within three summers' in {URL.format(2)}",))]
    assert not mending.corrected_in(told, 2)
    bring(told, 2, dam.opposed())
    assert 200001 not in modes(told, 2)
    assert log(told) == [("wrong", True, ())]
    correcting.undo(told, made)
    assert 200001 in modes(told, 2)
    assert whole(told)


def test_new_words_that_are_gone_are_told_and_the_rest_holds(told):
    mending.mend(told, "statement", 200000, {"cue": "foreign minister", "mode": "deny"})
    bring(told, 2, dam.opposed(text=dam.OPPOSED.replace("the foreign minister of Sarvia", "of Sarvia")))
    row = {r.statement.id: r.statement for r in asking.said(told, asking.Asked())}[200000]
    assert (row.mode, row.cue) == ("deny", "said")
    assert row.corrected[0].lost == ("cue",)
    assert log(told) == [("mend", True, ("its new cue",))]


# ---- forgetting -----------------------------------------------------------------------------------------------------


def words_of_log(store: Store) -> str:
    with store.reading() as connection:
        every = connection.execute(select(schema.CORRECTIONS.c.says)).scalars().all()
        places = connection.execute(select(schema.CORRECTION_PLACES.c.url)).scalars().all()
        names = connection.execute(select(schema.ACTORS.c.name)).scalars().all()
    return "\n".join([*every, *map(str, places), *names])


def test_what_is_forgotten_takes_its_words_out_of_the_log(told):
    mending.mark_wrong(told, "statement", 200001, why="about Sarvia", by="ada")
    mending.mend(told, "statement", 200000, {"addressee": "Quill Marsh"}, new="person")
    mending.mend(told, "statement", 100001, {"mode": "deny"})
    moving.move(told, [2], None)
    departures.forget(told, 2)
    left = words_of_log(told)
    assert not [
        word for word in ("Sarvia", "summers", "Quill", "example/2", "about") if word in left.replace("Ilva", "")
    ]
    assert [(c.kind, c.says.forgotten, c.lost) for c in correcting.corrections(told)] == [
        ("wrong", True, ("its article was taken down",)),
        ("mend", True, ("its article was taken down",)),
        ("mend", False, ()),
        ("move", True, ("its article was taken down",)),
    ]
    correcting.undo(told, 1)
    correcting.undo(told, 3)
    assert whole(told)


def test_the_log_of_actors_forgets_names_that_nobody_else_gives(told):
    vael, dace = (
        next(r.statement.speaker.actor for r in asking.said(told, asking.Asked(words=words, newest=False)))
        for words in ("raised", "told")
    )
    told.rename(dace, "Lena Dace-Marsh")
    told.merge(vael, dace)
    told.undo(2)
    assert "Dace" in words_of_log(told)
    departures.forget(told, 3)
    assert "Dace" not in words_of_log(told)
    assert "Tomas Vael" in words_of_log(told)
    assert whole(told)


def test_an_imported_log_brings_no_words_of_what_was_forgotten(told, tmp_path):
    mending.mark_wrong(told, "statement", 200001)
    file = tmp_path / "log.jsonl"
    file.write_text("\n".join(correcting.exported(told)))
    with Store.create(tmp_path / "other.db") as other:
        bring(other, 2, dam.opposed())
        departures.forget(other, URL.format(2))
        assert correcting.import_from(other, file) == 1
        assert "Sarvia" not in words_of_log(other)
        assert correcting.import_from(other, file) == 0


def test_no_byte_of_a_forgotten_correction_stays_in_the_file(sqlite_store):
    bring(sqlite_store, 2, dam.opposed())
    mending.mend(sqlite_store, "statement", 100000, {"addressee": "Quillmarsh"}, new="person", why="zeppelin")
    departures.forget(sqlite_store, 1)
    path = Path(sqlite_store.name)
    for file in (one for one in (path, Path(f"{path}-wal")) if one.exists()):
        assert b"Quillmarsh" not in file.read_bytes()
        assert b"zeppelin" not in file.read_bytes()


# ---- many at once ---------------------------------------------------------------------------------------------------


def test_corrections_made_at_once_all_hold(told):
    work = [
        lambda: mending.mend(told, "statement", 100001, {"mode": "deny"}),
        lambda: mending.mend(told, "statement", 100001, {"act": "vow"}),
        lambda: mending.mark_wrong(told, "statement", 100000),
        lambda: mending.mend(told, "figure", 400001, {"low": 17, "high": 17}),
        lambda: bring(told, 1, dam.breach(made_by=NEWER)),
        lambda: moving.move(told, [4], None),
    ]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda correct: correct(), work))
    assert modes(told, 1) == {100001: ("deny", "Tomas Vael")}
    assert len(log(told)) == 5
    assert whole(told)


def test_only_one_of_two_marks_the_same_wrong(told):
    def mark() -> str:
        try:
            mending.mark_wrong(told, "statement", 100000)
        except UsageError as error:
            return str(error)
        return "marked"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(lambda _: mark(), range(2)))
    assert said[1] == "marked"
    assert "undo 1" in said[0]


def test_corrections_are_undone_in_any_order(told):
    before = [modes(told, article) for article in (1, 2, 3, 4)]
    made = [
        mending.mend(told, "statement", 100001, {"mode": "deny"}),
        mending.mend(told, "statement", 100001, {"mode": "ask", "speaker": "health ministry"}),
        mending.mark_wrong(told, "statement", 100001),
    ]
    correcting.undo(told, made[0])
    assert 100001 not in modes(told, 1)
    correcting.undo(told, made[2])
    assert modes(told, 1)[100001] == ("ask", "health ministry")
    again = correcting.undo(told, made[0] + 3)  # the undoing of the first
    correcting.undo(told, made[1])
    assert modes(told, 1)[100001] == ("deny", "Tomas Vael")
    correcting.undo(told, again)
    assert [modes(told, article) for article in (1, 2, 3, 4)] == before
    with pytest.raises(UsageError, match="undone already"):
        correcting.undo(told, made[1])
    assert whole(told)


# ---- other stores ---------------------------------------------------------------------------------------------------


def test_a_log_takes_hold_in_another_store_whenever_its_articles_come(told, tmp_path):
    mending.mark_wrong(told, "statement", 100000, why="no", by="ada")
    mending.mend(told, "statement", 200000, {"mode": "deny"})
    mending.mend(told, "figure", 400001, {"source": "Tomas Vael"})
    correcting.undo(told, 2)
    lines = correcting.exported(told)
    assert json.loads(lines[3])["undoes"] == 2
    file = tmp_path / "log.jsonl"
    file.write_text("\n".join(lines))
    with Store.create(tmp_path / "other.db") as other:
        bring(other, 4, dam.counted())
        assert correcting.import_from(other, file) == 4
        bring(other, 2, dam.opposed())
        bring(other, 1, dam.breach())
        assert modes(other, 2)[200000][0] == "affirm"
        assert list(modes(other, 3)) == [300001]  # article 1 there is article 3 here
        with other.reading() as connection:
            assert [f.source.name for f in figures(connection, Wanted(articles=(1,)))][1] == "Tomas Vael"
        assert log(other) == log(told)
        assert correcting.exported(other) == lines
        assert correcting.import_from(other, file) == 0
        assert whole(other)


def test_lines_that_are_no_corrections_are_refused_and_nothing_is_added(told, tmp_path):
    mending.mark_wrong(told, "statement", 100000)
    file = tmp_path / "log.jsonl"
    file.write_text("\n".join([*correcting.exported(told), '{"made_at": "2031-03-04", "kind": "burn", "says": {}}']))
    with Store.create(tmp_path / "other.db") as other:
        with pytest.raises(UsageError, match="line 2"):
            correcting.import_from(other, file)
        assert log(other) == []


def test_corrections_stand_in_a_backup(sqlite_store, tmp_path):
    bring(sqlite_store, 1, dam.breach())
    mending.mark_wrong(sqlite_store, "statement", 100000)
    backup(sqlite_store, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", tmp_path / "again.db")
    with Store.open(tmp_path / "again.db") as again:
        assert list(modes(again, 1)) == [100001]
        correcting.undo(again, 1)
        assert list(modes(again, 1)) == [100000, 100001]
        assert whole(again)


# ---- checking -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE statements SET mode = 'affirm' WHERE id = 100001", "mode"),
        ("UPDATE statements SET mended = NULL WHERE id = 100001", "mended"),
        ("DELETE FROM corrected_items", "corrected_items"),
        ("UPDATE corrected_items SET words = 'x'", "corrected_items"),
        ("DELETE FROM corrected_articles", "mode"),
        ("UPDATE corrections SET says = '[]'", "corrections 1"),
        ("UPDATE corrections SET kind = 'burn'", "corrections 1"),
        ("UPDATE story_articles SET by_hand = 77, was = 1 WHERE article = 2", "story_articles 2"),
    ],
)
def test_a_check_tells_where_rows_and_corrections_differ(told, statement, says):
    mending.mend(told, "statement", 100001, {"mode": "deny"})
    assert whole(told)
    with told.writing() as connection:
        connection.execute(text(statement))
    assert any(says in f"{fault.where} {fault.says}" for fault in check(told).faults)


def test_a_named_actor_across_articles_is_the_one_meant(told):
    """Two of one name: the number says which."""
    with told.reading() as connection:
        ren = next(row.holder.actor for row in positions(connection) if row.holder.name == "Ilva Ren")
    add(told, dam.breach(), url="https://other.example/9")
    mending.mend(told, "statement", 500001, {"speaker": str(ren)})
    row = next(r.statement for r in asking.said(told, asking.Asked(by=str(ren))) if r.statement.id == 500001)
    assert (row.speaker.actor, row.speaker.name) == (ren, "Ilva Ren")
    add(told, dam.breach(made_by=NEWER), url="https://other.example/9")
    assert modes(told, 5)[500001] == ("affirm", "Ilva Ren")
    assert whole(told)


def test_corrections_of_a_text_outlive_a_change_of_its_columns(told):
    """What is derived is written again by the next correction, whatever a hand did to it."""
    mending.mend(told, "statement", 100001, {"mode": "deny"})
    with told.writing() as connection:
        connection.execute(update(schema.STATEMENTS).where(schema.STATEMENTS.c.id == 100001).values(mode="ask"))
    mending.mend(told, "figure", 100000, {"low": 14})
    assert modes(told, 1)[100001][0] == "deny"
    assert whole(told)
    assert msgspec.to_builtins(mending.corrected_in(told, 1)[0])["by"] is None


SMITH = """
    Pier to open

    [[David Smith]{@smith}]{1:source} [said]{1:cue} [the pier would open on Friday]{1}. [[Tarn]{@tarn}]{2:source}
    [said]{2:cue} [nobody had asked him]{2}.
"""


def test_reading_again_changes_no_numbers(told):
    article = bring(told, 8, made(SMITH))
    before = (modes(told, article), moving.story_of(told, article), actors_of(told, article))
    bring(told, 8, made(SMITH, made_by=NEWER))
    assert (modes(told, article), moving.story_of(told, article), actors_of(told, article)) == before


def test_who_else_is_named_stays_who_it_is_when_somebody_is_brought_in(told):
    article = bring(told, 8, made(SMITH))  # whose surname alone is in doubt
    before = actors_of(told, article)
    mending.mend(told, "statement", article * 100_000, {"speaker": "Petra Voss"}, new="person")
    assert actors_of(told, article)[:2] == before
    correcting.undo(told, 1)
    assert actors_of(told, article) == before
    assert whole(told)


def actors_of(store: Store, article: int) -> list[int | None]:
    own = schema.ARTICLE_ACTORS.c
    with store.reading() as connection:
        return list(connection.execute(select(own.actor).where(own.article == article).order_by(own.id)).scalars())


def test_what_is_wrong_is_in_no_view_of_its_story_on_any_day(told):
    for statement in (200000, 300000, 300001, 400000):  # 300000 holds the words of 300001, 400000 those of the figure
        mending.mark_wrong(told, "statement", statement)
    mending.mark_wrong(told, "figure", 400000)
    for day in (None, "2031-03-02", "2031-03-04"):
        story = asking.story(told, 1) if day is None else asking.story(told, 1).as_of(day)
        views = (story.timeline(), story.positions(), story.checks(), story.background())
        said = json.dumps(msgspec.to_builtins(views, enc_hook=str), default=str)
        assert not [gone for gone in ("as long as I hold", "still opposes", "At least 19") if gone in said]
    with told.reading() as connection:
        assert {row.holder.name for row in positions(connection)} == {"Tomas Vael"}
