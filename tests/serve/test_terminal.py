from __future__ import annotations

import os
from pathlib import Path

import invented
import msgspec
import pytest
from rich.cells import cell_len

from onrecord.serve.terminal import render

HERE = Path(__file__).parent


@pytest.mark.parametrize("width", [80, 200])
def test_the_view_is_as_it_was_reviewed(width):
    """Regenerate with ONRECORD_GOLDENS=1 and review the change as a diff."""
    record = invented.record()
    view = render(record, width, places=invented.page_reading(record).source_map.origin)
    golden = HERE / f"terminal-{width}.txt"
    if os.environ.get("ONRECORD_GOLDENS"):
        golden.write_text(view, encoding="utf-8")
    assert view == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [24, 40, 80, 119, 120, 200, 300])
def test_no_line_is_wider_than_the_terminal_even_with_wide_characters(width):
    assert max(cell_len(line) for line in render(invented.record(None), width).splitlines()) <= width


def test_nothing_but_words_where_it_is_piped_and_only_bold_and_light_type_elsewhere():
    assert "\x1b" not in render(invented.record())
    coloured = render(invented.record(), colour=True)
    assert "\x1b[1mEdda Sorrel\x1b[0m" in coloured
    for hue in range(30, 38):
        assert f"\x1b[{hue}m" not in coloured


def test_a_page_cannot_command_the_terminal():
    record = invented.record()
    hostile = "\x1b]0;owned\x07\x1b[2J\u202eevil\u2066 \x9b31m\nand a line more"
    article = msgspec.structs.replace(
        record.article,
        title=hostile,
        outlet=hostile,
        authors=(hostile,),
        text=record.article.text.replace("talks", "\x1b[2J\u202e"[:5]),
    )
    actors = tuple(msgspec.structs.replace(a, name=hostile, role=hostile) for a in record.actors)
    view = render(msgspec.structs.replace(record, article=article, actors=actors))
    assert not set("\x1b\x07\x9b\u202e\u2066") & set(view)
    assert "evil" in view


def test_a_record_with_nothing_in_it_is_still_a_view():
    record = invented.record()
    article = msgspec.structs.replace(record.article, title=None, published=None, outlet=None, standfirst=None)
    bare = msgspec.structs.replace(record, article=article, statements=(), figures=(), encounters=(), positions=())
    view = render(bare)
    assert view.startswith("(no title)\nno date")
    assert "no statement found" in view


def test_statements_that_stand_within_each_other_in_a_circle_are_all_shown_once():
    record = invented.record()
    first, second, *rest = record.statements
    circle = (
        msgspec.structs.replace(first, within=second.id),
        msgspec.structs.replace(second, within=first.id),
        msgspec.structs.replace(rest[0], within=rest[0].id),
    )
    view = render(msgspec.structs.replace(record, statements=circle))
    assert view.count("a waste of a good Tuesday”\n") == 1
    assert view.count("not a day sooner") == 1
    assert view.count("dockers' leader Tam Ulrich that") == 1
