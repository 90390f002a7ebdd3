from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.errors import OutputError
from onrecord.ingest.write import prepare_directory, replacing


def test_a_file_is_written_whole_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "deep" / "a.json"
    with replacing(path) as file:
        file.write(b"{}")
        assert not path.exists()
    assert path.read_bytes() == b"{}"
    assert os.listdir(path.parent) == ["a.json"]  # noqa: PTH208 - names are what is asked for


def test_a_failure_in_the_middle_keeps_what_was_there(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("old")
    with pytest.raises(RuntimeError), replacing(path) as file:  # noqa: PT012 - the block is what is tested
        file.write(b"new")
        raise RuntimeError
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.json"]  # noqa: PTH208 - names are what is asked for


def test_a_link_keeps_pointing_where_it_did(tmp_path):
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    with replacing(tmp_path / "link.json") as file:
        file.write(b"new")
    assert (tmp_path / "real.json").read_text() == "new"
    assert (tmp_path / "link.json").is_symlink()


def test_a_device_is_written_not_replaced():
    with replacing(Path(os.devnull)) as file:
        file.write(b"x")
    assert Path(os.devnull).is_char_device()


def test_a_place_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("x")
    with (
        pytest.raises(OutputError, match=r"file/a\.json: cannot be written \(.+\); choose"),
        replacing(tmp_path / "file" / "a.json"),
    ):
        pass
    with pytest.raises(OutputError, match="file: cannot be written"):
        prepare_directory(tmp_path / "file")


def test_permissions_are_those_of_any_new_file(tmp_path):
    (tmp_path / "plain").touch()
    with replacing(tmp_path / "a.json") as file:
        file.write(b"{}")
    assert (tmp_path / "a.json").stat().st_mode == (tmp_path / "plain").stat().st_mode
